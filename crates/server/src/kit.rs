//! 公用部件. What all rooms share: words, the frame of a page, forms, problems, who is there.

pub mod assets;
pub mod clock_face;
pub mod dates;
pub mod errors;
pub mod explained;
pub mod headers;
pub mod health;
pub mod language;
pub mod light;
pub mod limit;
pub mod lists;
pub mod narration;
pub mod page;
pub mod posted;
pub mod prefs;
pub mod problem;
pub mod qr;
pub mod remaining;
pub mod shell;
pub mod site_address;
pub mod staff;
pub mod static_files;
pub mod timeline;
pub mod token;
pub mod visitor;
mod words;
