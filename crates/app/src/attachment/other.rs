//! 不收的文件, told by their first bytes, so that the answer says what to do instead.

/// 不收的种类.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OtherKind {
    /// 可执行程序或脚本, whatever it is called.
    Program,
    /// HEIC 照片
    Heic,
    /// WebP、GIF、BMP、TIFF 图片
    OtherPicture,
    /// Word、Excel、压缩包
    Packed,
    /// 老版本的 Word、Excel
    OldOffice,
    /// 录音录像
    Recording,
    /// 网页或纯文字
    Text,
    /// Nothing known.
    Unknown,
}

impl OtherKind {
    /// By the first bytes.
    pub(super) fn of(sent: &[u8]) -> Self {
        let brand = sent.get(4..8).filter(|mark| *mark == b"ftyp").and_then(|_| sent.get(8..12));
        if let Some(brand) = brand {
            let heic: [&[u8]; 8] =
                [b"heic", b"heix", b"hevc", b"hevx", b"mif1", b"msf1", b"heim", b"avif"];
            return if heic.contains(&brand) { Self::Heic } else { Self::Recording };
        }
        let begins: [(&[u8], Self); 26] = [
            (b"MZ", Self::Program),
            (b"\x7fELF", Self::Program),
            (b"#!", Self::Program),
            (b"\xca\xfe\xba\xbe", Self::Program),
            (b"\xcf\xfa\xed\xfe", Self::Program),
            (b"\xce\xfa\xed\xfe", Self::Program),
            (b"dex\n", Self::Program),
            (b"\x4c\x00\x00\x00\x01\x14\x02\x00", Self::Program),
            (b"@echo", Self::Program),
            (b"GIF8", Self::OtherPicture),
            (b"BM", Self::OtherPicture),
            (b"II*\x00", Self::OtherPicture),
            (b"MM\x00*", Self::OtherPicture),
            (b"PK\x03\x04", Self::Packed),
            (b"PK\x05\x06", Self::Packed),
            (b"Rar!", Self::Packed),
            (b"7z\xbc\xaf", Self::Packed),
            (b"\x1f\x8b", Self::Packed),
            (b"\xd0\xcf\x11\xe0", Self::OldOffice),
            (b"ID3", Self::Recording),
            (b"\xff\xfb", Self::Recording),
            (b"OggS", Self::Recording),
            (b"#!AMR", Self::Recording),
            (b"\x1a\x45\xdf\xa3", Self::Recording),
            (b"<", Self::Text),
            (b"{", Self::Text),
        ];
        if sent.starts_with(b"#!AMR") {
            return Self::Recording;
        }
        if sent.starts_with(b"RIFF") {
            let is_webp = sent.get(8..12) == Some(b"WEBP");
            return if is_webp { Self::OtherPicture } else { Self::Recording };
        }
        let found = begins.into_iter().find(|(begins, _)| sent.starts_with(begins));
        match found {
            Some((_, kind)) => kind,
            None if std::str::from_utf8(sent).is_ok() => Self::Text,
            None => Self::Unknown,
        }
    }

    /// What it is, and what to do instead.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Program => {
                "这是程序文件，不是照片，改了名字也不能上传。请传照片（jpg、png）或 PDF"
            }
            Self::Heic => {
                "这是 HEIC 照片，这里打不开。请在手机相机设置里改为“兼容性最佳”重拍，或截图后上传"
            }
            Self::OtherPicture => "这种图片格式不收。请截图或另存为 jpg、png 后再传",
            Self::Packed => {
                "这是 Word、Excel 或压缩包，不能上传。请另存为 PDF，或拍照后上传（jpg、png）"
            }
            Self::OldOffice => "这是 Word 或 Excel 文件，不能上传。请另存为 PDF，或拍照后上传",
            Self::Recording => "录音录像不能上传。请写明内容，或上传截图（jpg、png）",
            Self::Text => "这是网页或文字文件，不能上传。文字可以直接写在“什么事”里",
            Self::Unknown => "文件打不开。请传照片（jpg、png）或 PDF",
        }
    }
}
