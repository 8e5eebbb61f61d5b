//! 附件: told by content, cleaned of place, time and camera, hostile ones refused in words that help.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use proptest::prelude::*;
use xiaoneng_app::attachment::{CleanFile, FileRefused, OtherKind, Remains};
use xiaoneng_app::home::AttachmentSettings;
use xiaoneng_domain::matter::MediaType;

/// What must never be kept; it stands in every kind of metadata below.
const TOLD: &[u8] = b"GPS 39.9042N 116.4074E";

fn read(sent: &[u8]) -> Result<CleanFile, FileRefused> {
    CleanFile::read(sent, &AttachmentSettings::default())
}

fn clean(sent: &[u8]) -> Vec<u8> {
    read(sent).unwrap().bytes().to_vec()
}

fn holds(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|part| part == wanted)
}

// —— JPEG ——

fn segment(marker: u8, payload: &[u8]) -> Vec<u8> {
    let mut segment = vec![0xff, marker];
    segment.extend(u16::try_from(payload.len() + 2).unwrap().to_be_bytes());
    segment.extend(payload);
    segment
}

/// EXIF with that orientation (0: none) and what must not be kept.
fn exif(orientation: u16) -> Vec<u8> {
    let mut payload = b"Exif\0\0II*\0\x08\0\0\0\x02\0".to_vec();
    payload.extend([0x12, 0x01, 3, 0, 1, 0, 0, 0]);
    payload.extend(orientation.to_le_bytes());
    payload.extend([0, 0]);
    payload.extend([0x25, 0x88, 4, 0, 1, 0, 0, 0, 0x26, 0, 0, 0, 0, 0, 0, 0]);
    payload.extend(TOLD);
    segment(0xe1, &payload)
}

fn frame(width: u16, height: u16) -> Vec<u8> {
    let mut payload = vec![8];
    payload.extend(height.to_be_bytes());
    payload.extend(width.to_be_bytes());
    payload.extend([3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]);
    segment(0xc0, &payload)
}

fn scan(data: &[u8]) -> Vec<u8> {
    let mut scan = segment(0xda, &[3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0]);
    scan.extend(data);
    scan
}

/// The parts that draw a picture, one after the other.
fn drawing(data: &[u8]) -> Vec<Vec<u8>> {
    vec![
        segment(0xe2, b"ICC_PROFILE\0\x01\x01colours"),
        segment(0xee, b"Adobe\0d\0\0\0\0\x01"),
        segment(0xdb, &[0; 65]),
        frame(640, 480),
        segment(0xc4, &[0; 29]),
        scan(data),
        segment(0xc4, &[1; 29]),
        scan(&[0x12, 0xff, 0xd3, 0x34]),
    ]
}

fn jpeg(parts: &[Vec<u8>]) -> Vec<u8> {
    let mut whole = vec![0xff, 0xd8];
    whole.extend(parts.concat());
    whole.extend([0xff, 0xd9]);
    whole
}

/// Everything by which a photograph tells where and with what it was taken.
fn telling() -> Vec<Vec<u8>> {
    let named = |head: &[u8]| [head, TOLD].concat();
    vec![
        exif(0),
        segment(0xe1, &named(b"http://ns.adobe.com/xap/1.0/\0")),
        segment(0xe2, &named(b"MPF\0")),
        segment(0xed, &named(b"Photoshop 3.0\x008BIM")),
        segment(0xe0, &named(b"JFXX\0")),
        segment(0xe5, &named(b"SAMSUNG")),
        segment(0xef, TOLD),
        segment(0xfe, TOLD),
    ]
}

#[test]
fn a_photograph_keeps_its_picture_and_tells_nothing() {
    let jfif = segment(0xe0, b"JFIF\0\x01\x01\x01\0\x48\0\x48\0\0");
    let mut parts = vec![jfif.clone()];
    parts.extend(telling());
    parts.extend(drawing(&[0x00, 0xff, 0x00, 0xab, 0xff, 0xd0, 0xcd]));
    // Behind the end: a moving picture with its own place, as some phones glue it on.
    let mut sent = jpeg(&parts);
    sent.extend(b"\0\0\0\x18ftypmp42");
    sent.extend(TOLD);
    let cleaned = clean(&sent);
    assert!(holds(&sent, TOLD) && !holds(&cleaned, TOLD));
    let mut expected = vec![jfif];
    expected.extend(drawing(&[0x00, 0xff, 0x00, 0xab, 0xff, 0xd0, 0xcd]));
    assert_eq!(cleaned, jpeg(&expected));
    let file = read(&sent).unwrap();
    assert_eq!((file.media_type(), file.remains()), (MediaType::Jpeg, Remains::Nothing));
}

/// How the camera was held is kept, else the picture would lie on its side.
#[test]
fn the_picture_stays_upright() {
    for orientation in 0..=9_u16 {
        let mut parts = vec![exif(orientation), exif(6)];
        parts.extend(drawing(&[1, 2, 3]));
        let cleaned = clean(&jpeg(&parts));
        assert!(!holds(&cleaned, TOLD));
        let head = &cleaned[..40.min(cleaned.len())];
        // Neither 0, 1 nor 9 says that it lies otherwise; the next one then speaks.
        let kept = if (2..=8).contains(&orientation) { orientation } else { 6 };
        assert!(holds(head, b"Exif\0\0MM\0*"), "{orientation}");
        assert!(holds(head, &[0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, u8::try_from(kept).unwrap()]));
        assert_eq!(cleaned.windows(4).filter(|part| part == b"Exif").count(), 1);
        // And cleaning what is clean changes nothing.
        assert_eq!(clean(&cleaned), cleaned);
    }
}

/// A small picture within the head shows the whole one; it goes.
#[test]
fn the_small_picture_in_the_head_goes() {
    let mut head = b"JFIF\0\x01\x01\x01\0\x48\0\x48\x02\x02".to_vec();
    head.extend([0xaa; 12]);
    let mut parts = vec![segment(0xe0, &head)];
    parts.extend(drawing(&[1]));
    let cleaned = clean(&jpeg(&parts));
    assert!(!holds(&cleaned, &[0xaa; 12]));
    assert!(holds(&cleaned, b"JFIF\0\x01\x01\x01\0\x48\0\x48\0\0"));
}

#[test]
fn a_photograph_that_is_cut_off_or_too_large_is_refused() {
    let whole = jpeg(&drawing(&[1, 2, 3, 4]));
    for end in 3..whole.len() {
        let refused = read(&whole[..end]);
        assert_eq!(refused, Err(FileRefused::Damaged), "cut at {end}");
    }
    let huge = jpeg(&[frame(20_000, 20_000), scan(&[1])]);
    assert_eq!(read(&huge), Err(FileRefused::TooManyPixels { megapixels: 400, most: 100 }));
    for broken in [
        jpeg(&[scan(&[1])]),
        jpeg(&[frame(0, 480), scan(&[1])]),
        jpeg(&[frame(640, 480)]),
        jpeg(&[frame(640, 480), vec![0xff, 0x00], scan(&[1])]),
        [vec![0xff, 0xd8, 0xff, 0xe1, 0xff, 0xff], vec![0; 40]].concat(),
        vec![0xff, 0xd8, 0xff],
        vec![0xff; 300],
    ] {
        assert!(read(&broken).is_err(), "{broken:?}");
    }
}

// —— PNG ——

fn crc(bytes: &[u8]) -> u32 {
    let mut sum = u32::MAX;
    for byte in bytes {
        sum ^= u32::from(*byte);
        for _ in 0..8 {
            sum = if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 };
        }
    }
    !sum
}

fn chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut chunk = u32::try_from(content.len()).unwrap().to_be_bytes().to_vec();
    let body = [name.as_slice(), content].concat();
    chunk.extend(&body);
    chunk.extend(crc(&body).to_be_bytes());
    chunk
}

fn header(width: u32, height: u32) -> Vec<u8> {
    let (width, height) = (width.to_be_bytes(), height.to_be_bytes());
    chunk(b"IHDR", &[&width[..], &height, &[8, 2, 0, 0, 0]].concat())
}

fn png(chunks: &[Vec<u8>]) -> Vec<u8> {
    let mut whole = b"\x89PNG\r\n\x1a\n".to_vec();
    whole.extend(chunks.concat());
    whole
}

fn picture(data: &[u8]) -> Vec<Vec<u8>> {
    vec![
        header(64, 48),
        chunk(b"pHYs", &[0, 0, 11, 19, 0, 0, 11, 19, 1]),
        chunk(b"PLTE", &[1, 2, 3]),
        chunk(b"IDAT", data),
        chunk(b"IDAT", &[9]),
        chunk(b"IEND", b""),
    ]
}

#[test]
fn a_picture_keeps_what_draws_it_and_tells_nothing() {
    let mut chunks = picture(&[1, 2, 3]);
    for name in [b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME", b"prVt", b"caBX"] {
        chunks.insert(1, chunk(name, TOLD));
    }
    let mut sent = png(&chunks);
    sent.extend(b"PK\x03\x04 glued on ");
    sent.extend(TOLD);
    let cleaned = clean(&sent);
    assert!(holds(&sent, TOLD) && !holds(&cleaned, TOLD));
    assert_eq!(cleaned, png(&picture(&[1, 2, 3])));
    assert_eq!(read(&sent).unwrap().media_type(), MediaType::Png);
}

#[test]
fn a_picture_that_is_cut_off_or_a_bomb_is_refused() {
    let whole = png(&picture(&[1, 2, 3]));
    for end in 8..whole.len() {
        assert_eq!(read(&whole[..end]), Err(FileRefused::Damaged), "cut at {end}");
    }
    let bomb = png(&[header(65_535, 65_535), chunk(b"IDAT", &[0; 64]), chunk(b"IEND", b"")]);
    assert!(matches!(read(&bomb), Err(FileRefused::TooManyPixels { megapixels: 4_295, .. })));
    let overflow = [png(&[header(1, 1)]), vec![0xff, 0xff, 0xff, 0xff], b"IDAT".to_vec()].concat();
    let mut wrong_sum = whole.clone();
    wrong_sum[45] ^= 1;
    let unknown_must = png(&[header(1, 1), chunk(b"ABCD", b""), chunk(b"IDAT", &[1])]);
    let twice = png(&[header(1, 1), header(2, 2), chunk(b"IDAT", &[1]), chunk(b"IEND", b"")]);
    let headless = png(&[chunk(b"IDAT", &[1]), chunk(b"IEND", b"")]);
    for broken in [overflow, wrong_sum, unknown_must, twice, headless] {
        assert_eq!(read(&broken), Err(FileRefused::Damaged));
    }
}

// —— PDF ——

fn pdf(body: &str) -> Vec<u8> {
    format!("%PDF-1.4\n{body}\nxref\n0 1\ntrailer\n<< /Info 7 0 R >>\nstartxref\n9\n%%EOF\n")
        .into_bytes()
}

const INFO: &str = "7 0 obj\n<< /Author (Zhang \\) San (x)) /Producer <5A68616E67> \
    /CreationDate(D:20260301) /Pages 3 0 R >>\nendobj\n\
    8 0 obj << /Title (第一章) >> endobj";

/// What stands open is overwritten in its place, so that every offset still holds; the names of
/// chapters are no metadata.
#[test]
fn a_paper_loses_what_it_says_of_its_making() {
    let sent = pdf(INFO);
    let file = read(&sent).unwrap();
    assert_eq!((file.media_type(), file.remains()), (MediaType::Pdf, Remains::Nothing));
    assert_eq!(file.bytes().len(), sent.len());
    for gone in ["Zhang", "(x)", "5A68", "D:2026"] {
        assert!(!holds(file.bytes(), gone.as_bytes()), "{gone}");
    }
    for kept in ["/Pages 3 0 R", "第一章", "startxref"] {
        assert!(holds(file.bytes(), kept.as_bytes()), "{kept}");
    }
    // An open packet of metadata, and a photograph within.
    let mut body = b"<?xpacket begin='' id='x'?><x>".to_vec();
    body.extend(TOLD);
    body.extend(b"</x><?xpacket end='w'?>\n<</Metadata 1 0 R>> stream\n");
    body.extend(jpeg(&[vec![exif(1)], drawing(&[1])].concat()));
    let mut sent = b"%PDF-1.4\n".to_vec();
    sent.extend(&body);
    sent.extend(b"\nstartxref\n9\n%%EOF");
    let cleaned = clean(&sent);
    assert_eq!(cleaned.len(), sent.len());
    assert!(!holds(&cleaned, TOLD));
    assert!(holds(&cleaned, &drawing(&[1]).concat()), "the photograph's picture stays");
}

/// What cannot be seen is said to be possible.
#[test]
fn a_paper_that_packs_its_parts_is_not_called_clean() {
    let table = [
        ("1 0 obj << /Type /ObjStm >> stream x endstream endobj", Remains::Perhaps),
        ("trailer << /Encrypt 3 0 R >>", Remains::Perhaps),
        ("2 0 obj << /Metadata 5 0 R >> endobj", Remains::Perhaps),
        ("2 0 obj << /Type /#4FbjStm >> endobj", Remains::Perhaps),
        ("2 0 obj << /Objects 5 0 R >> endobj", Remains::Nothing),
    ];
    for (body, expected) in table {
        let sent = pdf(&format!("{INFO}\n{body}"));
        assert_eq!(read(&sent).unwrap().remains(), expected, "{body}");
    }
    // The dictionary that is named stands nowhere open.
    assert_eq!(read(&pdf("1 0 obj << >> endobj")).unwrap().remains(), Remains::Perhaps);
}

#[test]
fn a_paper_that_runs_something_or_hides_another_file_is_refused() {
    for active in [
        "/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>",
        "/S /J#61vaScript",
        "/JS 4 0 R",
        "/Launch",
        "/EmbeddedFile",
        "/XFA []",
        "/RichMedia",
    ] {
        assert_eq!(read(&pdf(active)), Err(FileRefused::Active), "{active}");
    }
    read(&pdf("/JSX /LaunchPad (JavaScript is only a word here)")).unwrap();
    let zipped = [pdf(INFO), b"PK\x03\x04 another file".to_vec()].concat();
    assert_eq!(read(&zipped), Err(FileRefused::Damaged));
    let whole = pdf(INFO);
    for end in [8, 40, whole.len() - 8] {
        assert_eq!(read(&whole[..end]), Err(FileRefused::Damaged), "cut at {end}");
    }
}

/// Made to be slow to look through: whatever is repeated, one pass each.
#[test]
fn a_paper_made_to_be_slow_is_looked_through_as_fast() {
    let length = 3 << 20;
    for repeated in [
        "/",
        "/#",
        "/Info 7 0 R ",
        "/Info 1 0 R 7 0 obj ",
        "7 0 obj /Author(",
        "<?xpacket begin",
        "<?xpacket begin?>",
        "\u{fffd}Exif\0\0",
    ] {
        let body = repeated.repeat(length / repeated.len());
        let _ = read(&pdf(&body));
    }
    // Many different dictionaries.
    let body: String = (0..100_000).map(|number| format!("/Info {number} 0 R ")).collect();
    assert_eq!(read(&pdf(&body)).unwrap().remains(), Remains::Perhaps);
}

// —— others ——

/// Issue 3 point 4: a renamed executable; told by content, in words that say what to do.
#[test]
fn what_is_no_picture_and_no_paper_is_told_by_its_content() {
    let table: [(&[u8], OtherKind, &str); 14] = [
        (b"MZ\x90\0 photo.jpg", OtherKind::Program, "改了名字也不能上传"),
        (b"\x7fELF\x02\x01\x01", OtherKind::Program, "改了名字也不能上传"),
        (b"#!/bin/sh\nrm -rf", OtherKind::Program, "改了名字也不能上传"),
        (b"\0\0\0\x18ftypheic", OtherKind::Heic, "兼容性最佳"),
        (b"\0\0\0\x18ftypmp42", OtherKind::Recording, "录音录像"),
        (b"#!AMR\n", OtherKind::Recording, "录音录像"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", OtherKind::OtherPicture, "另存为 jpg"),
        (b"GIF89a", OtherKind::OtherPicture, "另存为 jpg"),
        (b"PK\x03\x04[Content_Types].xml", OtherKind::Packed, "另存为 PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OtherKind::OldOffice, "另存为 PDF"),
        (b"<svg onload=alert(1)>", OtherKind::Text, "直接写在"),
        ("只是一段文字".as_bytes(), OtherKind::Text, "直接写在"),
        (b"\xff\xd8", OtherKind::Unknown, "打不开"),
        (b"\x01\x02\xf0\xff", OtherKind::Unknown, "打不开"),
    ];
    for (sent, kind, words) in table {
        let refused = read(sent).unwrap_err();
        assert_eq!(refused, FileRefused::NotTaken(kind), "{sent:?}");
        assert!(refused.to_string().contains(words), "{refused}");
    }
    assert_eq!(read(b""), Err(FileRefused::Empty));
}

/// ux err.file.size: ten megabytes, to the byte.
#[test]
fn a_file_is_no_larger_than_the_settings_allow() {
    const TEN: usize = 10 << 20;
    let picture = jpeg(&drawing(&[1]));
    let padded = |length: usize| {
        let mut sent = picture.clone();
        sent.resize(length, 0);
        sent
    };
    read(&padded(TEN)).unwrap();
    let refused = read(&padded(TEN + 1)).unwrap_err();
    assert_eq!(refused, FileRefused::TooLarge { megabytes: 11, most: 10 });
    assert_eq!(refused.to_string(), "文件有 11 MB，超过 10 MB。请拍小一点再传");
}

/// Scan data as an encoder writes it: every ff is followed by 00 or a restart.
fn stuffed(data: &[u8]) -> Vec<u8> {
    let mut stuffed = vec![7];
    for byte in data {
        stuffed.push(*byte);
        if *byte == 0xff {
            stuffed.push(if data.len().is_multiple_of(2) { 0x00 } else { 0xd5 });
        }
    }
    stuffed
}

proptest! {
    /// Whatever is told and wherever: what draws the picture stays, byte for byte and in order.
    #[test]
    fn what_draws_a_photograph_stays(
        data in proptest::collection::vec(any::<u8>(), 0..200),
        places in proptest::collection::vec((0_usize..8, 0_usize..8), 0..12),
        behind in proptest::collection::vec(any::<u8>(), 0..40),
    ) {
        let drawing = drawing(&stuffed(&data));
        let mut parts = drawing.clone();
        for (which, place) in places {
            // Before a scan, never within it.
            parts.insert(place.min(parts.len()), telling()[which].clone());
        }
        let mut sent = jpeg(&parts);
        sent.extend(behind);
        prop_assert_eq!(clean(&sent), jpeg(&drawing));
    }

    #[test]
    fn what_draws_a_picture_stays(
        data in proptest::collection::vec(any::<u8>(), 1..200),
        told in proptest::collection::vec((0_usize..5, 1_usize..5, any::<[u8; 9]>()), 0..9),
    ) {
        let names = [b"eXIf", b"tEXt", b"iTXt", b"zTXt", b"tIME"];
        let mut chunks = picture(&data);
        for (which, place, content) in told {
            chunks.insert(place, chunk(names[which], &content));
        }
        prop_assert_eq!(clean(&png(&chunks)), png(&picture(&data)));
    }

    /// Nothing anybody sends can break it, and what is taken is clean already.
    #[test]
    fn nothing_sent_breaks_it(
        head in 0_usize..6,
        rest in proptest::collection::vec(any::<u8>(), 0..400),
        changed in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
    ) {
        let whole = [jpeg(&drawing(&[1, 2])), png(&picture(&[3])), pdf(INFO)];
        let heads: [&[u8]; 6] = [
            b"", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n", b"\xff\xd8\xff\xe1", b"RIFF",
        ];
        let mut sent = [heads[head], &rest].concat();
        let _ = read(&sent);
        for bytes in whole {
            sent = bytes;
            for (place, byte) in &changed {
                let at = place.index(sent.len());
                sent[at] = *byte;
            }
            if let Ok(file) = read(&sent) {
                prop_assert_eq!(clean(file.bytes()), file.bytes());
                prop_assert!(file.bytes().len() <= sent.len() + 40);
            }
        }
    }
}
