//! Files of storage engines and of a disk, made up: whatever is in them, an engine says what is wrong or reads what it
//! can, and neither panics nor hangs. Programs that make them up (`cargo xtask fuzz`) and the test that goes through the
//! committed ones call the same functions, one for each format.
//!
//! ```
//! use snowglobe_tests::fuzz::{Format, Met};
//!
//! assert_eq!(Format::Log.try_out(b"\0no log at all"), Met::Refused);
//! ```
//!
//! The first byte of an input says how the rest becomes a file. With 0 it is taken as it is. Otherwise the checksums
//! in it are made right first, and what says how long a part is made to fit: behind a checksum hardly anything that
//! is made up would ever be looked at.

mod btree;
mod lsm;
mod names;
mod sealing;

pub use btree::{pages_seed, redo_seed};
pub use lsm::seed;

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// The log of an LSM tree.
    Log,
    /// Its manifest.
    Manifest,
    /// What says which manifest counts.
    Current,
    /// A sorted table.
    Table,
    /// The pages of a B+tree.
    Pages,
    /// Its redo log.
    Redo,
    /// The table of names of a disk whose files cannot be renamed.
    Names,
}

/// What became of an engine with such a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Met {
    /// It did not open.
    Refused,
    /// It opened, and something could not be read.
    Damaged,
    /// Everything that it has was read.
    Read,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Log, Self::Manifest, Self::Current, Self::Table, Self::Pages, Self::Redo, Self::Names];

    /// What its target and its folder in the corpus are called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Manifest => "manifest",
            Self::Current => "current",
            Self::Table => "table",
            Self::Pages => "pages",
            Self::Redo => "redo",
            Self::Names => "names",
        }
    }

    /// Opens an engine with the file that an input stands for, reads all that it has, and writes to it. Of names it reads
    /// the table alone.
    #[must_use]
    pub fn try_out(self, input: &[u8]) -> Met {
        let Some((how, bytes)) = input.split_first() else { return Met::Refused };
        let (bytes, sealed) = (bytes.to_vec(), *how != 0);
        match self {
            Self::Log => lsm::log(bytes, sealed),
            Self::Manifest => lsm::manifest(bytes, sealed),
            Self::Current => lsm::current(bytes, sealed),
            Self::Table => lsm::table(bytes, sealed),
            Self::Pages => btree::pages(bytes, sealed),
            Self::Redo => btree::redo(bytes, sealed),
            Self::Names => names::names(bytes, sealed),
        }
    }

    /// A good file of this kind, as an input.
    #[must_use]
    pub fn good(self) -> Vec<u8> {
        let file = match self {
            Self::Log | Self::Manifest | Self::Current | Self::Table => seed(self),
            Self::Pages => pages_seed(),
            Self::Redo => redo_seed(),
            Self::Names => names::seed(),
        };
        [&[1], file.as_slice()].concat()
    }
}

/// A good table whose blocks are compressed, as an input.
#[must_use]
pub fn packed_table() -> Vec<u8> {
    [&[1], lsm::packed_seed().as_slice()].concat()
}
