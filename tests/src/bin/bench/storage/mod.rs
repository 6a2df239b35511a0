//! The storage engine against fjall, on folders of the same file system: a million records of 16 and 100 bytes.
//!
//! ```text
//!   {"name":"storage fill random","ours_ns":1480.2,"peer":"fjall 3.1.13","peer_ns":2605.7,"ratio":0.5681}
//! ```
//!
//! One thread asks. fjall flushes and merges on threads of its own, which is how it ships; ours does that work in the
//! calls that are timed. Both have 64 MiB of memtable, a cache of 256 MiB, blocks of 4 KiB without compression, and
//! filters of 10 bits a key.
//!
//! **Durability is the same for both**: each write is handed to the operating system before it is acknowledged, as
//! fjall does when nothing else is said, so that it survives the end of the process; a fill ends with a sync, and its
//! time includes that. *Buffered* lines let eight kilobytes of log wait in the process (fjall's
//! `manual_journal_persist`), and the sync at the end makes them durable.
//!
//! Keys are decimal numbers of sixteen digits, as in `LevelDB`'s `db_bench`, the even ones; the odd ones are missing.
//! Every value begins with its number, and each read checks it.

mod engine;
mod fill;
mod memory;
mod overwrite;
mod reads;
mod records;
mod recovery;
mod rounds;
mod ycsb;

use crate::report::Report;
pub(crate) use memory::child;

/// The crate that is measured beside ours.
const PEER: &str = "fjall";
/// Records of a filled engine.
const RECORDS: u64 = 1_000_000;

pub(crate) fn measure(report: &mut Report) {
    fill::measure(report);
    if let Some(pair) = [reads::wanted(report), ycsb::wanted(report), overwrite::wanted(report)]
        .contains(&true)
        .then(rounds::Pair::filled)
    {
        let mut pair = reads::measure(report, pair);
        ycsb::measure(report, &mut pair);
        overwrite::measure(report, &mut pair);
    }
    recovery::measure(report);
    memory::measure(report);
}
