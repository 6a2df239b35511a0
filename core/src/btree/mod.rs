//! A B+tree: keys and values in pages on a disk, changed in place.
//!
//! ```text
//!                     ┌ page 3 ──────┐
//!                     │   fig   rye  │                inner page: keys, and the pages below
//!                     └─┬─────┬────┬─┘
//!          ┌ page 1 ────┴┐ ┌──┴─ page 2 ─┐ ┌┴─ page 4 ────┐
//!          │ ale cow elm │ │ fig oat     │ │ rye tea      │      leaves: keys and their values
//!          └─────────────┘ └─────────────┘ └──────────────┘
//!
//!   put "pea":   copy page 2, change the copy ─▶ log: "page 2: insert pea" ─▶ sync ─▶ the copy is page 2, in memory
//!   later        a checkpoint, or want of memory, writes page 2 in its place
//! ```
//!
//! A change of a few bytes so becomes a few bytes of log at once, and a whole page somewhere on the disk later. That
//! page is written once for however many changes it got in between, which is what [`dirty_pages`] counts; compare
//! [`compaction_cost`](crate::compaction_cost) for the tree that writes everything again and again, but in order.
//!
//! ```
//! use snowglobe_core::btree::{BTree, Options};
//! use snowglobe_core::disk::MemoryDisk;
//!
//! let mut disk = MemoryDisk::default();
//! let mut tree = BTree::open(&mut disk, Options::default())?;
//! tree.put(b"tea", b"green")?;
//! drop(tree); // as if the program had been killed: nothing is in its place yet
//! let mut tree = BTree::open(&mut disk, Options::default())?;
//! assert_eq!(tree.get(b"tea")?.as_deref(), Some(&b"green"[..]));
//! assert_eq!(tree.recovery().frames, 2); // the one that made the tree, and this
//! # Ok::<(), snowglobe_core::btree::BTreeError>(())
//! ```
//!
//! # What it promises
//!
//! - **What was synced survives** any crash of the machine: every change is one frame of the redo log, whole or not
//!   at all, and [`Options::sync_every`] says when that becomes durable.
//! - **A torn page is repaired**: the first change of a page after a checkpoint puts an image of all of it into the
//!   log (PostgreSQL's `full_page_writes`), so that recovery never has to read a page that may be torn.
//! - **Damage is reported**, with the file and the place. One thing cannot be told: whether the very end of a log
//!   was torn by the crash or damaged after it; [`Recovery::cut_at`] says where it was cut.
//! - **Memory is bounded** by [`Options::pool_pages`], a copy of each page that one change touches, and, when it is
//!   opened, the log.
//!
//! Pages are not merged when they run empty half-way, only freed when they are empty; see `split.rs` for why.
//!
//! Sources: Bayer and McCreight, "Organization and Maintenance of Large Ordered Indexes" (1972); Comer, "The
//! Ubiquitous B-Tree" (1979); Gray and Reuter, "Transaction Processing" (1993), chapters 10 and 15; Bayer and
//! Unterauer, "Prefix B-Trees" (1977), for short keys in inner pages.

mod cell;
mod cost;
mod counters;
mod edit;
mod error;
mod frame;
mod inspect;
mod log;
mod open;
mod options;
mod page;
mod pool;
mod range;
mod split;
mod store;
mod tree;

#[cfg(test)]
mod tests;

pub use cost::{dirty_pages, write_amplification};
pub use counters::Counters;
pub use error::{BTreeError, Damage};
pub use inspect::{CellView, Census, PageView, TreeView};
pub use open::Recovery;
pub use options::{LARGEST_PAGE, Options, SMALLEST_PAGE, SMALLEST_POOL};
pub use page::Kind;
pub use range::{Direction, Entry, Range};
pub use tree::BTree;
