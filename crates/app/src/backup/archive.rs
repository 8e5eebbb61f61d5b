//! 归档. Files one after the other, each with its name and its length.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Component, Path};

const FILE: u8 = 1;
const END: u8 = 0;

/// Adds a file under a name.
pub(super) fn add(out: &mut impl Write, name: &str, path: &Path) -> io::Result<()> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    let name_length = u16::try_from(name.len()).map_err(io::Error::other)?;
    out.write_all(&[FILE])?;
    out.write_all(&name_length.to_be_bytes())?;
    out.write_all(name.as_bytes())?;
    out.write_all(&length.to_be_bytes())?;
    // A list that grows meanwhile is taken as long as it was.
    let copied = io::copy(&mut file.take(length), out)?;
    if copied != length {
        return Err(io::Error::other(format!("{name} 在备份时变短了")));
    }
    Ok(())
}

/// Says that nothing follows.
pub(super) fn end(out: &mut impl Write) -> io::Result<()> {
    out.write_all(&[END])
}

/// Writes all files below a folder that is empty; the names of what was written.
pub(super) fn unpack(from: &mut impl Read, into: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    loop {
        let mut kind = [0];
        from.read_exact(&mut kind)?;
        if kind[0] == END {
            break;
        }
        let mut length = [0; 2];
        from.read_exact(&mut length)?;
        let mut name = vec![0; usize::from(u16::from_be_bytes(length))];
        from.read_exact(&mut name)?;
        let name = String::from_utf8(name).map_err(io::Error::other)?;
        if kind[0] != FILE || !stays_below(&name) {
            return Err(io::Error::other(format!("备份里有不认识的一项“{name}”")));
        }
        let mut length = [0; 8];
        from.read_exact(&mut length)?;
        unpack_one(from, &into.join(&name), u64::from_be_bytes(length))?;
        names.push(name);
    }
    // Past the end nothing may follow, and the last piece must have been there.
    if from.read(&mut [0])? != 0 {
        return Err(io::Error::other("备份末尾还有多余的内容"));
    }
    Ok(names)
}

fn unpack_one(from: &mut impl Read, path: &Path, length: u64) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path)?;
    let copied = io::copy(&mut from.take(length), &mut file)?;
    if copied != length {
        return Err(io::Error::from(io::ErrorKind::UnexpectedEof));
    }
    file.sync_all()
}

fn stays_below(name: &str) -> bool {
    let is_plain = |part| matches!(part, Component::Normal(_));
    !name.is_empty() && Path::new(name).components().all(is_plain)
}
