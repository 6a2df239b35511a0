//! What the bytes of a file are: each file of a storage engine as a list of spans that cover it from the first byte to
//! the last.
//!
//! ```text
//!   00  53 6e 6f 77 4c 53 4d 6c │ 01 00 00 00 │ 07 00 …      header     magic │ format 1 │ file 7 │ checksum, right
//!   18  0c 00 00 00 │ 02 │ 9a …                              frame 0    length 12 │ writes │ checksum, right │ …
//!   26  01 │ 03 │ 6b 65 79 │ 05 │ 76 61 6c 75 65             frame 0, 1 put │ key of 3 bytes │ "key" │ …
//! ```
//!
//! Here is the form that all have; what is in the files of an engine say [`lsm::anatomy`](crate::lsm::anatomy) and
//! [`btree::anatomy`](crate::btree::anatomy), by the code that the engines read them with.
//!
//! ```
//! use snowglobe_core::anatomy::{Group, What};
//! use snowglobe_core::disk::{Disk, MemoryDisk};
//! use snowglobe_core::lsm::{Lsm, Options, anatomy::annotate};
//!
//! let mut disk = MemoryDisk::default();
//! let mut lsm = Lsm::open(&mut disk, Options::default())?;
//! lsm.put(b"apple", b"red")?;
//! drop(lsm);
//! let name = disk.list()?.into_iter().find(|name| name.starts_with("log")).unwrap();
//! let bytes = disk.bytes(&name).unwrap();
//! let spans = annotate(&name, bytes, 0, 1_000).spans;
//! let key = spans.iter().find(|span| span.what == What::Key).unwrap();
//! assert_eq!((key.bytes(bytes), key.group, key.item), (&b"apple"[..], Group::Frame(1), Some(0)));
//! # Ok::<(), snowglobe_core::lsm::LsmError>(())
//! ```
//!
//! Nothing here panics, whatever the bytes are: what makes no sense is [`What::Damaged`], what a crash cut off
//! [`What::Torn`], and what belongs to no engine [`What::Unknown`].

mod marker;
mod what;

pub(crate) use marker::Marker;
pub use what::{ChangeKind, Compressed, Contents, What, Why};

use alloc::vec::Vec;

/// What a span is a part of: the first step of nesting. The second is [`Span::item`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// What the file begins with.
    #[default]
    Header,
    /// A frame of a log or manifest, counted from 0.
    Frame(u64),
    /// A data block of a table, counted from 0.
    Block(u64),
    /// The filter of a table.
    Filter,
    /// The index of a table.
    Index,
    /// What a table ends with.
    Footer,
    /// A page of a tree.
    Page(u64),
    /// What no other part covers.
    Rest,
}

/// Some bytes of a file that mean one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// Where it begins, in bytes from the start of the file.
    pub from: u64,
    /// Where it ends; more than `from`.
    pub to: u64,
    /// What it is.
    pub what: What,
    /// What it is a part of.
    pub group: Group,
    /// The entry, write, table or cell of that group which it belongs to, counted from 0.
    pub item: Option<u64>,
}

impl Span {
    /// Its bytes; none if the file has changed.
    #[must_use]
    pub fn bytes<'b>(&self, file: &'b [u8]) -> &'b [u8] {
        let place = usize::try_from(self.from).ok().zip(usize::try_from(self.to).ok());
        place.and_then(|(from, to)| file.get(from..to)).unwrap_or_default()
    }
}

/// What was asked for of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Anatomy {
    /// The spans from the one at the place asked for on, without a gap.
    pub spans: Vec<Span>,
    /// Where to ask on; `None` if the last span ends the file.
    pub next: Option<u64>,
}

/// An entry of a file with its whole key, which the bytes of a block may have only in parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The key.
    pub key: Vec<u8>,
    /// Its sequence number; of a tree's entry 0.
    pub sequence: u64,
    /// Whether it gives the key a value; otherwise it takes the key away.
    pub put: bool,
    /// Where its value is in the file.
    pub value: (u64, u64),
}
