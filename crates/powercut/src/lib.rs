//! 断电. What is left on the disk when the power fails, for tests of what was promised to be kept.
//!
//! A SQLite file layer (VFS) that does its work on real files, and besides keeps count of what a
//! disk would really hold: what was written counts as kept only once it was synced. At any moment
//! the power can be cut; the [`Image`] of the disk is then written into a fresh folder, opened with
//! the ordinary file layer, and must hold everything that was acknowledged, and nothing by halves.
//!
//! ```
//! use rusqlite::{Connection, OpenFlags};
//! use xiaoneng_powercut::{PowerCut, Survivors};
//!
//! let room = tempfile::tempdir()?;
//! let (office, after) = (room.path().join("office"), room.path().join("after"));
//! std::fs::create_dir(&office)?;
//! let power = PowerCut::register("the office's power")?;
//!
//! let register = Connection::open_with_flags_and_vfs(
//!     office.join("register.db"),
//!     OpenFlags::default(),
//!     power.name(),
//! )?;
//! register.execute_batch(
//!     "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
//!      CREATE TABLE matter (title TEXT); INSERT INTO matter VALUES ('路灯不亮');",
//! )?;
//!
//! power.cut();
//! assert!(register.execute("INSERT INTO matter VALUES ('井盖松动')", []).is_err());
//!
//! power.image(Survivors::Synced).write_to(&after)?;
//! let register = Connection::open(after.join("register.db"))?;
//! let kept: String = register.query_row("SELECT title FROM matter", [], |row| row.get(0))?;
//! assert_eq!(kept, "路灯不亮");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The model
//!
//! - **Files.** A main database, its write-ahead log (`-wal`) and its rollback journal (`-journal`)
//!   are followed. Writing and truncating change what programs see at once; the disk holds them for
//!   certain only after a sync of that file, by whichever connection.
//! - **What survives** of the changes not synced is chosen by [`Survivors`]: none; all; or, drawn
//!   from a seed for each file, either a beginning of them with the last one torn, or any of them in
//!   any order, each torn or whole. A torn write leaves any of its pieces that end at multiples of
//!   [`SECTOR`]. The bytes beside a write are never harmed (SQLite's “powersafe overwrite”, which
//!   its Unix layer claims too).
//! - **Names.** That a file was made or deleted is an entry of its folder, and counts as kept only
//!   when the folder is synced. As in SQLite's Unix layer that happens with the first sync of a log
//!   or journal by a connection that may create it, and with a deletion that asks for it; the sync
//!   of a main database does not sync its folder. Entries not synced survive in order: none, all, or
//!   a beginning.
//! - **A failed sync** decides at once, by its own [`Survivors`], what reached the disk; the rest is
//!   lost for good, even if a later sync succeeds, while programs go on seeing it. Linux does so: it
//!   marks the pages clean.
//! - **A lying sync** succeeds and keeps nothing. A test that does not notice it proves nothing.
//! - **A full disk** takes so many bytes more, writes what fits of the next write, and refuses it
//!   with `SQLITE_FULL`, as it does every later one; also the index in shared memory cannot grow.
//!   Every written byte counts, also over old ones, as on a file system that never writes in place.
//! - **After the cut** every reading, writing, sync, opening and deletion fails; the image stays as
//!   it was at the cut.
//! - **Operations** are the calls that change what the disk would hold: each write, truncation and
//!   sync of a followed file, each creation, each deletion. They are counted from 1, and a cut
//!   happens in place of one.
//!
//! # What it does not show
//!
//! - Syncs are not passed on to the operating system: they would cost time and change nothing that
//!   a test can see. So nothing here says that the machine's own disks keep what they promise.
//! - Content the disk alters by itself (flipped bits, stale or foreign sectors, garbage in a file
//!   that grew) does not occur; where a lost piece lies before a kept one, the gap reads as zeros.
//! - Changes survive or not file by file, and names independently of contents; a journaling file
//!   system would rule out some of the mixtures drawn here. What stands up here stands up there.
//! - Files that are followed no longer: those opened by other means than SQLite (locks, keys,
//!   settings) and temporary databases. A folder itself is taken as kept. Files that were there
//!   before the first opening are taken as kept as they then were.
//! - Memory-mapped reading is off, and so are the file controls that let a file grow in advance.
//! - Everything is held in memory: about the size of the databases, and what was written since the
//!   last sync (with `synchronous = OFF`: since ever).

#![cfg(unix)]

#[forbid(unsafe_code)]
mod control;
#[forbid(unsafe_code)]
mod disk;
#[forbid(unsafe_code)]
mod image;
mod shim;
#[forbid(unsafe_code)]
mod survivors;

pub use control::{Control, Which};
pub use image::Image;
pub use shim::{NotRegistered, PowerCut};
pub use survivors::{SECTOR, Survivors};
