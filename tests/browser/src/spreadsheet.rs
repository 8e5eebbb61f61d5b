//! 表格文件. A table as a spreadsheet program saves it: XLSX, one sheet, texts in their cells.

use flate2::Crc;

const TYPES: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
    <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
    <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
    <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
    <Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>\
    <Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>\
    </Types>";
const PARTS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/>\
    </Relationships>";
const BOOK: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
    <workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
    <sheets><sheet name=\"人员\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>";
const SHEETS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/>\
    </Relationships>";

/// The rows of a table, fields separated by commas, as an XLSX file.
pub fn spreadsheet(table: &str) -> Vec<u8> {
    let mut sheet = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>",
    );
    for (row, line) in (1..).zip(table.lines()) {
        sheet.push_str(&format!("<row r=\"{row}\">"));
        for (column, cell) in ('A'..='Z').zip(line.split(',')) {
            let text = cell.replace('&', "&amp;").replace('<', "&lt;");
            let at = format!("{column}{row}");
            sheet.push_str(&format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"));
        }
        sheet.push_str("</row>");
    }
    sheet.push_str("</sheetData></worksheet>");
    archive(&[
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", PARTS),
        ("xl/workbook.xml", BOOK),
        ("xl/_rels/workbook.xml.rels", SHEETS),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

/// The parts in one file, nothing compressed.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let (mut file, mut list) = (Vec::new(), Vec::new());
    for (name, text) in parts {
        let mut sum = Crc::new();
        sum.update(text.as_bytes());
        // Version, flags (names in UTF-8), no compression, 1 January 1980, sum, sizes, name.
        let mut head = vec![20, 0, 0, 8, 0, 0, 0, 0, 0x21, 0];
        let size = four(text.len());
        head.extend(sum.sum().to_le_bytes());
        head.extend(size);
        head.extend(size);
        head.extend(two(name.len()));
        head.extend([0, 0]);
        let begins = four(file.len());
        file.extend(b"PK\x03\x04");
        file.extend(&head);
        file.extend(name.as_bytes());
        file.extend(text.as_bytes());
        list.extend(b"PK\x01\x02");
        list.extend([20, 0]);
        list.extend(&head);
        list.extend([0; 10]);
        list.extend(begins);
        list.extend(name.as_bytes());
    }
    let (begins, length, count) = (four(file.len()), four(list.len()), two(parts.len()));
    file.extend(list);
    file.extend(b"PK\x05\x06\0\0\0\0");
    file.extend(count);
    file.extend(count);
    file.extend(length);
    file.extend(begins);
    file.extend([0, 0]);
    file
}

fn four(size: usize) -> [u8; 4] {
    u32::try_from(size).unwrap_or(u32::MAX).to_le_bytes()
}

fn two(size: usize) -> [u8; 2] {
    u16::try_from(size).unwrap_or(u16::MAX).to_le_bytes()
}
