//! Opening: what the manifest says, then what the logs add.
//!
//! ```text
//!   CURRENT ─▶ manifest ─▶ tables: opened, header, index and filter checked; what is damaged
//!                           is an error to whoever reads it
//!                       ─▶ first log ─▶ log ─▶ last log      each must reach where the next begins
//!   then: a new log, a new manifest, CURRENT renamed to it, leftovers deleted
//! ```
//!
//! Nothing that was there is changed before `CURRENT` is, so a crash or a full disk on the way leaves it as it was.

use super::batch::Ops;
use super::cache::Cache;
use super::error::{Damage, LsmError};
use super::log::frame::FrameKind;
use super::log::replay::{Begin, EMPTY_LOG, Ends, FrameFile, parse_batch};
use super::manifest::{self, Edit, Manifest, Recovered, missing};
use super::memtable::Memtable;
use super::names::{CURRENT, FileKind, HEADER, free_number, header, parse, take_number};
use super::options::Options;
use super::table::LAST_SEQUENCE;
use super::table::reader::Table;
use super::version::Version;
use super::work::listed;
use super::write::{begin_log, replay_into};
use super::{Batch, Frozen, Lsm, Snapshots, Stats};
use crate::disk::{Disk, DiskError, FileId};
use crate::order::heap_sort;
use alloc::collections::VecDeque;
use alloc::string::String;
use alloc::sync::Arc;
use alloc::vec::Vec;
use core::cell::RefCell;

/// With more logs than this, what they have is flushed at once.
const MANY_LOGS: usize = 4;

/// What logs have that tables have not.
#[derive(Debug, Default)]
struct Replayed {
    /// With the last sequence number of each.
    memtables: Vec<(Memtable, u64)>,
    last: u64,
    /// The logs, ascending, and where the last of them ends.
    logs: Vec<u64>,
    end: u64,
}

impl<D: Disk> Lsm<D> {
    /// Opens the engine on a disk, or makes one on a disk that has none.
    ///
    /// # Errors
    /// If an option is out of range, another engine has the disk, a file is damaged or of a later format, or the disk
    /// refuses. Nothing is changed then but for files that were left over.
    pub fn open(mut disk: D, options: Options) -> Result<Self, LsmError> {
        options.check()?;
        disk.lock()?;
        let cache = RefCell::new(Cache::new(options.cache_bytes));
        let mut version = Version::default();
        let started = start(&mut disk, &options, &cache, &mut version);
        if started.is_err() {
            for (_, table) in version.tables() {
                disk.close(table.file);
            }
            disk.unlock();
        }
        let Started { replayed, edit, log, manifest, number } = started?;
        let mut logs = if replayed.memtables.is_empty() { Vec::new() } else { replayed.logs };
        logs.push(number);
        let count = replayed.memtables.len();
        let frozen = replayed.memtables.into_iter().enumerate().map(|(index, (memtable, last))| {
            let log_after = if index + 1 == count { number } else { edit.log };
            Frozen { memtable: Arc::new(memtable), log_after, last }
        });
        let mut lsm = Self {
            frozen: frozen.collect::<VecDeque<_>>(),
            log_end: log.end(),
            next_file: edit.next_file,
            flushed: edit.flushed,
            last: replayed.last,
            durable: replayed.last,
            disk,
            options,
            memtable: Memtable::default(),
            version,
            log,
            logs,
            manifest,
            garbage: Vec::new(),
            must_flush: false,
            flush: None,
            merge: None,
            at_rest: false,
            snapshots: Snapshots::default(),
            cache,
            counts: super::ReadCounts::default(),
            stats: Stats::default(),
            owed: 0,
            scratch: Batch::default(),
        };
        lsm.delete_leftovers();
        if lsm.logs.len() > MANY_LOGS {
            // If this fails the logs are still there.
            drop(lsm.flush_frozen());
        }
        Ok(lsm)
    }

    /// Deletes files that are ours and that nobody needs. What cannot be deleted does no harm.
    fn delete_leftovers(&mut self) {
        for name in self.disk.list().unwrap_or_default() {
            let Some((kind, number)) = parse(&name) else { continue };
            let needed = match kind {
                FileKind::Log => self.logs.contains(&number),
                FileKind::Manifest => self.manifest.writer.number == number,
                FileKind::Table => self.version.tables().any(|(_, table)| table.info.number == number),
            };
            if !needed && is_ours(&mut self.disk, &name, kind, number).unwrap_or(false) {
                drop(self.disk.delete(&name));
            }
        }
    }
}

/// Whether an engine has written the file of such a name: it begins as that file does, or has nothing but zeros. So a
/// crash leaves what had not reached the disk, and nothing is lost with it, whose ever it is. What goes on after
/// zeros may be a table that was torn, or a stranger's: it stays.
fn is_ours<D: Disk>(disk: &mut D, name: &str, kind: FileKind, number: u64) -> Result<bool, DiskError> {
    let file = disk.open(name)?;
    let mut head = [0; HEADER];
    let ours = disk.read_at(file, 0, &mut head).and_then(|count| {
        let begins = header(kind, number).starts_with(&head[..count]);
        if begins { Ok(true) } else { has_only_zeros(disk, file) }
    });
    disk.close(file);
    ours
}

fn has_only_zeros<D: Disk>(disk: &D, file: FileId) -> Result<bool, DiskError> {
    let mut piece = [0; 512];
    let mut offset = 0;
    loop {
        let count = disk.read_at(file, offset, &mut piece)?;
        if piece[..count].iter().any(|byte| *byte != 0) {
            return Ok(false);
        }
        if count < piece.len() {
            return Ok(true);
        }
        offset += count as u64;
    }
}

/// What opening finds and makes.
struct Started {
    replayed: Replayed,
    edit: Edit,
    log: super::FrameWriter,
    manifest: Manifest,
    number: u64,
}

fn start<D: Disk>(
    disk: &mut D,
    options: &Options,
    cache: &RefCell<Cache>,
    version: &mut Version,
) -> Result<Started, LsmError> {
    let names = disk.list()?;
    let Recovered { mut edit, closed } = if names.iter().any(|name| name == CURRENT) {
        manifest::recover(disk)?
    } else {
        refuse_headless(disk, &names)?;
        Recovered::default()
    };
    open_tables(disk, cache, version, &edit)?;
    let replayed =
        if edit.log == 0 { Replayed::default() } else { replay(disk, options, &names, (&edit, closed))? };
    let after = replayed.logs.last().copied().unwrap_or(0);
    edit.next_file = free_number(&names, edit.next_file.max(after + 1));
    let number = take_number(FileKind::Log, &mut edit.next_file)?;
    let manifest = take_number(FileKind::Manifest, &mut edit.next_file)?;
    let begin = Begin { after, length: replayed.end, certain: true, first: replayed.last + 1 };
    let log = begin_log(disk, number, begin)?;
    edit.removed = Vec::new();
    edit.added = listed(version);
    if replayed.memtables.is_empty() {
        (edit.log, edit.flushed) = (number, replayed.last);
    }
    match Manifest::begin(disk, manifest, &edit) {
        Ok(manifest) => Ok(Started { replayed, edit, log, manifest, number }),
        Err(error) => {
            disk.close(log.file);
            Err(error.into())
        }
    }
}

/// Without `CURRENT` there must be nothing that it could have named.
fn refuse_headless<D: Disk>(disk: &mut D, names: &[String]) -> Result<(), LsmError> {
    for name in names {
        let holds = match parse(name) {
            Some((FileKind::Table, _)) => true,
            Some((FileKind::Log, _)) => {
                let file = disk.open(name)?;
                let size = disk.size(file);
                disk.close(file);
                size? > EMPTY_LOG as u64
            }
            _ => false,
        };
        if holds {
            return Err(LsmError::corrupt(CURRENT, 0, Damage::Missing));
        }
    }
    Ok(())
}

fn open_tables<D: Disk>(
    disk: &mut D,
    cache: &RefCell<Cache>,
    version: &mut Version,
    edit: &Edit,
) -> Result<(), LsmError> {
    for added in &edit.added {
        let mut table = Table::open(disk, added.1.clone(), 0).map_err(missing)?;
        table.lane = cache.borrow_mut().open_lane(table.index.len());
        let one = Edit { added: alloc::vec![added.clone()], ..Edit::default() };
        *version = version.edited(&one, &[Arc::new(table)]);
    }
    let sound = version.is_sound();
    if sound { Ok(()) } else { Err(LsmError::corrupt(CURRENT, 0, Damage::Encoding)) }
}

/// The logs from the last one back to the first that is needed, ascending, with what each begins with.
fn chain<D: Disk>(disk: &mut D, names: &[String], first: u64) -> Result<Vec<(FrameFile, Begin)>, LsmError> {
    let mut numbers: Vec<u64> = names
        .iter()
        .filter_map(|name| parse(name))
        .filter(|(kind, number)| *kind == FileKind::Log && *number >= first)
        .map(|(_, number)| number)
        .collect();
    heap_sort(&mut numbers, |a, b| a < b);
    let mut logs: Vec<(FrameFile, Begin)> = Vec::new();
    // The last that was begun completely; one that was not has nothing in it.
    let mut next = None;
    while let Some(number) = next.or_else(|| numbers.pop()) {
        let log = FrameFile::read(disk, FileKind::Log, number).map_err(missing)?;
        match Begin::of(&log)? {
            Some(begin) => {
                let more = number > first && begin.after < number;
                next = Some(begin.after).filter(|after| more && *after >= first);
                logs.push((log, begin));
                if next.is_none() {
                    break;
                }
            }
            None if logs.is_empty() && number > first => next = None,
            None => return Err(log.damage(0, Damage::Header)),
        }
    }
    if logs.last().is_none_or(|(log, _)| log.number != first) {
        return Err(LsmError::corrupt(&FileKind::Log.name(first), 0, Damage::Missing));
    }
    logs.reverse();
    Ok(logs)
}

/// Reads what logs have that tables have not.
fn replay<D: Disk>(
    disk: &mut D,
    options: &Options,
    names: &[String],
    (edit, closed): (&Edit, Option<(u64, u64)>),
) -> Result<Replayed, LsmError> {
    let logs = chain(disk, names, edit.log)?;
    if let Some((number, _)) = closed
        && logs.iter().all(|(log, _)| log.number != number)
    {
        return Err(LsmError::corrupt(&FileKind::Log.name(number), 0, Damage::Missing));
    }
    let mut replayed = Replayed { last: edit.flushed, ..Replayed::default() };
    let (mut memtable, mut next) = (Memtable::default(), 0);
    for (index, (log, begin)) in logs.iter().enumerate() {
        let after = logs.get(index + 1).map(|(_, begin)| begin);
        let ends = match after {
            Some(after) if after.certain => Ends::At(after.length),
            None if closed.is_some_and(|(number, _)| number == log.number) => {
                Ends::At(closed.map_or(0, |(_, end)| end))
            }
            _ => Ends::Anywhere,
        };
        let hole = |at: usize| log.damage(at, Damage::Sequence);
        if index == 0 || begin.certain {
            // It goes on where the log before ends, however much of that is in tables; what is in no log must be.
            if begin.first < next || begin.first > next.max(edit.flushed + 1) {
                return Err(hole(HEADER));
            }
            next = begin.first;
        } else {
            next = replayed.last + 1;
        }
        replayed.end = log.replay(ends, |kind, at, body| {
            if kind != FrameKind::Batch {
                return Ok(());
            }
            let at = at as usize;
            let (first, count, ops) = parse_batch(body).ok_or_else(|| log.damage(at, Damage::Encoding))?;
            if first != next || first > LAST_SEQUENCE {
                return Err(hole(at));
            }
            next = next.checked_add(count).ok_or_else(|| log.damage(at, Damage::Encoding))?;
            if next <= edit.flushed + 1 {
                return Ok(());
            }
            if !memtable.is_empty() && memtable.bytes() + body.len() > options.memtable_bytes {
                replayed.memtables.push((core::mem::take(&mut memtable), replayed.last));
            }
            replayed.last = next - 1;
            replay_into(&mut memtable, first, count, Ops(ops)).ok_or_else(|| log.damage(at, Damage::Encoding))
        })?;
        make_durable(disk, log)?;
        replayed.logs.push(log.number);
    }
    if !memtable.is_empty() {
        replayed.memtables.push((memtable, replayed.last));
    }
    Ok(replayed)
}

/// What was read may be in the system's memory only: a later log is about to vouch for it.
fn make_durable<D: Disk>(disk: &mut D, log: &FrameFile) -> Result<(), LsmError> {
    let file = disk.open(&log.name)?;
    let synced = disk.sync(file);
    disk.close(file);
    Ok(synced?)
}
