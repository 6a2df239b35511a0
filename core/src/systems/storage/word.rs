//! The vocabulary of the trace, and how it is told in English.
//!
//! A key stands in a label as [`Key::packed`] has it, a file as [`FileCode::packed`].

use super::message::Trouble;
use super::parameters::PARAMETERS;
use super::{FileCode, Key};
use crate::sim::{Label, format_time};
use alloc::format;
use alloc::string::String;

/// The tag of each [`Label`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum Word {
    /// A client puts key `a`; `b` is `version << 32 | bytes`.
    Put,
    /// A client reads key `a`.
    Get,
    /// A client deletes key `a`; `b` is `version << 32`.
    Delete,
    /// A client reads `b` records from key `a` on.
    Scan,
    /// A client reads the records from key `a` to key `b`.
    ScanTo,
    /// The write of key `a` is done, as number `b`.
    Done,
    /// Key `a` has a value of `b` bytes.
    Found,
    /// Key `a` has no value.
    Absent,
    /// A scan from key `a` on found `b` records.
    Rows,
    /// What was asked of key `a` was not done; `b` is the place in [`Trouble::ALL`].
    Refused,
    /// Life `a` of an engine has begun; the last write there is has number `b`.
    Hello,
    /// Make file `a`.
    Create,
    /// Add to file `a`; `b` is `offset << 32 | bytes`.
    Append,
    /// Write over file `a`; `b` is `offset << 32 | bytes`.
    Write,
    /// Cut file `a` off after `b` bytes.
    Truncate,
    /// Read file `a`; `b` is `offset << 32 | bytes`.
    Read,
    /// Make file `a` durable.
    Sync,
    /// File `b` is called `a` from now on.
    Rename,
    /// Take the name of file `a` away.
    DeleteFile,
    /// Make changes of names durable.
    SyncNames,
    /// Tell what is there.
    Mount,
    /// Accesses up to number `a` are done.
    Carried,
    /// There are `a` files of `b` bytes.
    Mounted,
    /// The power was away: epoch `a` of the disk has begun.
    Anew,
    /// Timer: the next operation of a client is due.
    Arrival,
    /// Timer: a client looks for operations that have waited too long.
    Patience,
    /// Timer: an engine sends again what was not answered.
    Resend,
    /// Timer: an engine tries again what failed.
    Again,
    /// Timer: the disk has done access `a`, on file `b`.
    Worked,
    /// Operation ended on key `a`: `b` is the place in [`Ending::ALL`].
    Ended,
    /// Note: the memtable of `a` entries is frozen; `b` is its bytes.
    Frozen,
    /// Note: a memtable became table `a` of `b` bytes, at level 0.
    Flushed,
    /// Note: `a` is `from << 32 | to << 16 | tables`, levels and how many tables; `b` is their bytes.
    MergeBegun,
    /// Note: `a` is `bytes in << 32 | bytes out`; `b` is `entries dropped << 32 | tombstones dropped`.
    MergeDone,
    /// Note: tables went from level `a` to the next without being read; `b` is their bytes.
    Moved,
    /// Note: an operation on key `a` waits for flushes and merges.
    StallBegun,
    /// Note: it waited `b` for them, on key `a`.
    StallEnded,
    /// Note: the engine is open, with `a` the number of its last write; opening took `b`.
    Recovered,
    /// Note: the engine could not be opened, or work failed; `a` is the place in [`Trouble::ALL`].
    Refuses,
    /// Note: parameter `a` is now `b`.
    Rule,
    /// Verdict: version `b >> 32` of key `a` was acknowledged, and version `b & 0xffff_ffff` was read; 0 for none.
    Lost,
    /// Verdict: key `a` was deleted, and its version `b` is back.
    Resurrected,
    /// Verdict: what was read of key `a` is `b` bytes that nobody wrote.
    Wrong,
    /// Verdict: file `a` is damaged at byte `b`.
    Damaged,
    /// Verdict: `a` writes that were acknowledged are gone after a restart; the last that is left has number `b`.
    LostWrites,
}

/// How an operation ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Ending {
    /// A write was done.
    Written,
    /// A read found something.
    Read,
    /// A read found nothing.
    Nothing,
    /// It was refused.
    Refused,
    /// No answer came in time, or the engine stopped: it may have happened or not.
    Unknown,
}

impl Ending {
    /// Every one, in the order of labels.
    pub const ALL: [Self; 5] = [Self::Written, Self::Read, Self::Nothing, Self::Refused, Self::Unknown];

    fn sentence(self) -> &'static str {
        match self {
            Self::Written => "is written",
            Self::Read => "is read",
            Self::Nothing => "is not there",
            Self::Refused => "is refused",
            Self::Unknown => "ends without an answer",
        }
    }
}

impl Word {
    const ALL: [Self; 45] = [
        Self::Put,
        Self::Get,
        Self::Delete,
        Self::Scan,
        Self::ScanTo,
        Self::Done,
        Self::Found,
        Self::Absent,
        Self::Rows,
        Self::Refused,
        Self::Hello,
        Self::Create,
        Self::Append,
        Self::Write,
        Self::Truncate,
        Self::Read,
        Self::Sync,
        Self::Rename,
        Self::DeleteFile,
        Self::SyncNames,
        Self::Mount,
        Self::Carried,
        Self::Mounted,
        Self::Anew,
        Self::Arrival,
        Self::Patience,
        Self::Resend,
        Self::Again,
        Self::Worked,
        Self::Ended,
        Self::Frozen,
        Self::Flushed,
        Self::MergeBegun,
        Self::MergeDone,
        Self::Moved,
        Self::StallBegun,
        Self::StallEnded,
        Self::Recovered,
        Self::Refuses,
        Self::Rule,
        Self::Lost,
        Self::Resurrected,
        Self::Wrong,
        Self::Damaged,
        Self::LostWrites,
    ];

    /// The word of a label; `None` for the world's own tags.
    #[must_use]
    pub fn of(label: Label) -> Option<Self> {
        Self::ALL.get(usize::from(label.tag)).copied()
    }

    pub(crate) const fn with(self, a: u64, b: u64) -> Label {
        Label::new(self as u16, a, b)
    }
}

/// What a label says, in English.
pub(super) fn tell(label: Label) -> String {
    let Label { tag, a, b } = label;
    let Some(word) = Word::of(label) else { return format!("tag {tag}") };
    let (key, file) = (|| Key::told(a), || FileCode::unpacked(a).name());
    let (high, low) = (b >> 32, b & 0xffff_ffff);
    match word {
        Word::Put => format!("put {}, version {high}, {low} bytes", key()),
        Word::Get => format!("get {}", key()),
        Word::Delete => format!("delete {}, version {high}", key()),
        Word::Scan => format!("scan {b} records from {} on", key()),
        Word::ScanTo => format!("scan from {} to {}", key(), Key::told(b)),
        Word::Done => format!("{} is written, as number {b}", key()),
        Word::Found => format!("{} has {b} bytes", key()),
        Word::Absent => format!("{} is not there", key()),
        Word::Rows => format!("{b} records from {} on", key()),
        Word::Refused => format!("{} is refused: {}", key(), trouble(b)),
        Word::Hello => format!("life {a} begins, with writes up to number {b}"),
        Word::Create => format!("create {}", file()),
        Word::Append => format!("append {low} bytes to {} at {high}", file()),
        Word::Write => format!("write {low} bytes to {} at {high}", file()),
        Word::Truncate => format!("cut {} off after {b} bytes", file()),
        Word::Read => format!("read {low} bytes of {} at {high}", file()),
        Word::Sync => format!("sync {}", file()),
        Word::Rename => format!("rename {} to {}", FileCode::unpacked(b).name(), file()),
        Word::DeleteFile => format!("delete {}", file()),
        Word::SyncNames => String::from("sync the names of files"),
        Word::Mount => String::from("mount"),
        Word::Carried => format!("done up to access {a}"),
        Word::Mounted => format!("{a} files of {b} bytes"),
        Word::Anew => format!("the power was away; epoch {a} begins"),
        Word::Arrival => String::from("next operation"),
        Word::Patience => String::from("look for operations that wait too long"),
        Word::Resend => String::from("send again what was not answered"),
        Word::Again => String::from("try the work again"),
        Word::Worked => format!("has done access {a}"),
        Word::Ended => format!("{} {}", key(), place(&Ending::ALL, b).map_or("?", Ending::sentence)),
        Word::Frozen => format!("freezes a memtable of {a} entries, {b} bytes"),
        Word::Flushed => format!("has flushed a memtable to {}, {b} bytes", FileCode::Table(a).name()),
        Word::MergeBegun => {
            let (from, to, tables) = (a >> 32, a >> 16 & 0xffff, a & 0xffff);
            format!("begins to merge {tables} tables of {b} bytes, level {from} to {to}")
        }
        Word::MergeDone => {
            let (read, written) = (a >> 32, a & 0xffff_ffff);
            format!("has merged {read} bytes to {written}; {high} entries dropped, {low} of them tombstones")
        }
        Word::Moved => format!("moves {b} bytes from level {a} to the next without reading them"),
        Word::StallBegun => format!("stalls: {} waits for flushes and merges", key()),
        Word::StallEnded => format!("goes on with {} after a stall of {}", key(), format_time(b)),
        Word::Recovered => format!("is open after {}, with writes up to number {a}", format_time(b)),
        Word::Refuses => format!("cannot go on: {}", trouble(a)),
        Word::Rule => rule(a, b),
        Word::Lost => format!("{}: version {high} was acknowledged, {} was read", key(), version(low)),
        Word::Resurrected => format!("{} was deleted, and version {b} is back", key()),
        Word::Wrong => format!("{} has {b} bytes that nobody wrote", key()),
        Word::Damaged => format!("{} is damaged at byte {b}", file()),
        Word::LostWrites => format!("{a} acknowledged writes are gone; number {b} is the last that is left"),
    }
}

fn version(version: u64) -> String {
    if version == 0 { String::from("nothing") } else { format!("version {version}") }
}

fn place<T: Copy>(all: &[T], place: u64) -> Option<T> {
    usize::try_from(place).ok().and_then(|place| all.get(place)).copied()
}

fn trouble(number: u64) -> &'static str {
    place(&Trouble::ALL, number).map_or("?", Trouble::sentence)
}

fn rule(index: u64, value: u64) -> String {
    let parameter = usize::try_from(index).ok().and_then(|index| PARAMETERS.get(index));
    parameter.map_or_else(
        || format!("parameter {index} is now {value}"),
        |parameter| format!("{} is now {}", parameter.name, parameter.show(value)),
    )
}
