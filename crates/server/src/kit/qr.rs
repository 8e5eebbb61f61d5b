//! 二维码. Drawn by the server as one path; it says nothing but the address in it.

use qrcode::types::Color;
use qrcode::{EcLevel, QrCode};

/// White around the code, in modules, as the standard wants it.
const QUIET: usize = 4;

/// 二维码 as a picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct QrPicture {
    /// Width and height, with the white around.
    pub size: usize,
    /// The dark modules, row by row.
    pub path: String,
}

impl QrPicture {
    /// The code of an address; none if it is too long to be read by a telephone.
    pub fn of(address: &str) -> Option<Self> {
        let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
        let width = code.width();
        let colors = code.to_colors();
        let mut path = String::new();
        for (y, row) in colors.chunks(width).enumerate() {
            let mut x = 0;
            for run in row.chunk_by(|one, next| one == next) {
                if run.first() == Some(&Color::Dark) {
                    path.push_str(&format!(
                        "M{} {}h{}v1h-{}z",
                        x + QUIET,
                        y + QUIET,
                        run.len(),
                        run.len()
                    ));
                }
                x += run.len();
            }
        }
        Some(Self { size: width + 2 * QUIET, path })
    }
}
