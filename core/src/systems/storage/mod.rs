//! A storage engine on its disk, seen from the inside: the real LSM tree, and beside it a real B+tree.
//!
//! Chapter 6 of the book, one node of the store. A client puts and gets; the machine `lsm` runs the engine of
//! [`lsm`](crate::lsm), and its disk `disk0` takes its time:
//!
//! ```text
//!   c0 ── put 42 ──▶ lsm ── append log, sync log ──▶ disk0        with `compare with_btree` the same operations go
//!   c0 ◀── done ─── lsm ◀──────── done ──────────── disk0        from c1 to btree and disk1
//! ```
//!
//! ```
//! use snowglobe_core::scenario::Scenario;
//! use snowglobe_core::sim::{Run, SECOND};
//! use snowglobe_core::systems::storage::{self, Key, Storage};
//!
//! let mut run = Run::<Storage>::new(Scenario::new("storage", 7))?;
//! run.seek_time(10 * SECOND);
//! let engine = storage::engine(run.world()).expect("there is one");
//! assert!(engine.tally().puts > 50);
//! let apple = Key::parse("apple").expect("a key");
//! assert!(engine.locate(&apple)?.is_empty()); // nobody has put this one
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # How an engine that knows no time lives in it
//!
//! The engine does an operation at once, on a [`Device`] that answers at once and writes down what was asked. Each
//! [`Access`] is then sent to the disk, and the client gets its answer when those are done that the operation waits for:
//! reads and syncs. What is only written waits with the operating system. Flushes and merges are done a piece at a time,
//! the next when the disk has done the last.
//!
//! # What fails, and how
//!
//! `crash lsm` kills the process: memory is gone, what the operating system has in hand goes on to the disk. `crash
//! disk0` takes the disk's power: its queue is never written, what is volatile meets the `fate`. `power_cut` is both at
//! once, `power_on` the end of it. On every start the engine opens on what the disk has, which is its recovery, and takes
//! the disk's time for it.
//!
//! Left out of the model: the processor's time, caches of the operating system and the device, more than one client a
//! machine, more than one request at a time to a disk.

mod access;
mod answers;
mod background;
pub mod choice;
mod client;
mod command;
mod device;
mod draws;
mod engine;
mod facts;
mod histogram;
mod judge;
mod key;
mod load;
mod look;
mod message;
mod outbox;
mod parameters;
mod platter;
mod rules;
mod serve;
mod setup;
mod store;
mod tally;
mod word;
mod work;

pub use access::{Access, FileCode};
pub use client::{Client, ClientTally};
pub use command::Command;
pub use device::{Device, Files};
pub use engine::{Engine, Pending};
pub use histogram::Histogram;
pub use judge::{Finding, Judge, value};
pub use key::Key;
pub use message::{Answer, Message, Request, Rows, Timer, Trouble};
pub use outbox::Outbox;
pub use parameters::{PARAMETERS, Parameters, index};
pub use platter::{DiskTally, Platter, PlatterFile};
pub use rules::Rules;
pub use setup::{Node, Order, Shared, Storage, client, engine, platter, tree};
pub use store::{EngineError, EngineKind, LastRead, ScannedRange};
pub use tally::EngineTally;
pub use word::{Ending, Word};

#[cfg(test)]
mod tests;
