//! A storage engine and its disk, drawn and told for any system whose machines have one.
//!
//! ```text
//!   [ memtable ▓▓▓░  frozen ▪  cache ▓ ]     memory
//!   [ log ▓▓▓ ─────────────────────────]     the disk
//!   [ L0  ▬▬▬▬▬  ▬▬▬▬        ┆         ]
//!   [ L1  ▬▬▬▬▬▬▬▬▬▬▬▬       ● the key ]
//! ```
//!
//! All of it is read from the engine itself ([`lsm`](snowglobe_core::lsm)): a system says where a machine stands, which
//! files its disk has, and what part of the way from the first key to the last a key is.

mod axis;
pub(crate) mod bytes;
pub(crate) mod draw;
mod inspect;
pub(crate) mod legend;
pub(crate) mod levels;
pub(crate) mod memory;
pub(crate) mod path;
pub(crate) mod words;

pub(crate) use axis::Scale;

use crate::picture::Area;
use crate::text::Language;

/// A file on a disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DiskFile<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// Bytes that a crash cannot take.
    pub(crate) durable: u64,
    /// Bytes that it can.
    pub(crate) volatile: u64,
}

/// A file on the picture, from its first byte on the left to its last on the right.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Spot {
    /// Its name on the disk.
    pub(crate) file: String,
    /// Its room.
    pub(crate) area: Area,
    /// Its bytes.
    pub(crate) bytes: u64,
}

/// Where an engine and its disk are.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stand<'a> {
    /// The card of what is in memory.
    pub(crate) engine: Area,
    /// The card of the disk.
    pub(crate) disk: Area,
    /// Where its files are.
    pub(crate) spots: &'a [Spot],
}

impl Stand<'_> {
    /// Within the card of what is in memory.
    pub(crate) fn memory(&self) -> Area {
        Area { x: self.engine.x + 8.0, w: self.engine.w - 16.0, ..self.engine }
    }

    /// The room of a table.
    pub(crate) fn table(&self, number: u64) -> Option<&Spot> {
        let name = snowglobe_core::lsm::table_file(number);
        self.spots.iter().find(|spot| spot.file == name)
    }
}

/// Whose engine it is, and for whom it is told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Whose<'a> {
    /// What stands before the names of files where there are several disks: nothing, or `n2/`.
    pub(crate) owner: &'a str,
    /// The reader's language.
    pub(crate) language: Language,
}

impl Whose<'_> {
    /// A file, where there may be several disks.
    pub(crate) fn file(&self, name: &str) -> String {
        format!("{}{name}", self.owner)
    }
}
