//! A reader's own database: the engine of the core on whatever disk there is, asked by [`Request`]s.
//!
//! ```
//! use snowglobe_core::disk::MemoryDisk;
//! use snowglobe_web::own_data::storage::disk::any::AnyDisk;
//! use snowglobe_web::own_data::storage::records::Format;
//! use snowglobe_web::own_data::storage::request::{Answer, Import, Request};
//! use snowglobe_web::own_data::storage::store::Store;
//!
//! let mut store = Store::open(AnyDisk::Memory(MemoryDisk::default()));
//! store.start_import(Import { format: Format::Json { field: "id".into() }, name: "a.jsonl".into() })?;
//! store.import(b"{\"id\": 1}\n{\"id\": 2}\nnonsense\n")?;
//! let report = store.finish_import(false)?;
//! assert_eq!((report.records, report.shown.len()), (2, 1));
//! let Answer::Got(got) = store.ask(Request::Get(b"2".to_vec()))? else { panic!() };
//! assert_eq!(got.value.unwrap().0, b"{\"id\": 2}");
//! # Ok::<(), snowglobe_web::own_data::storage::failure::Failure>(())
//! ```
//!
//! What was written is durable when the answer comes; of an import, all up to the chunk that was told last.

use std::ops::Bound;

use snowglobe_core::disk::Disk;
use snowglobe_core::lsm::inspect::Probe;
use snowglobe_core::lsm::{Lsm, LsmError, Options, Sync};

use super::about::About;
use super::disk::any::{AnyDisk, Pool};
use super::export::Writing;
use super::failure::Failure;
use super::import::Importing;
use super::request::{
    Answer, Export, Got, Import, PAGE_ROWS, Page, Report, Request, SHOWN_IN_ROW, SHOWN_VALUE, Scan, Status,
    Step,
};

/// Databases of more bytes are not gone through to count their keys.
const COUNTED_BYTES: u64 = 48 << 20;

/// The database; see the module.
#[derive(Debug)]
pub struct Store {
    kept: bool,
    engine: Result<Lsm<AnyDisk>, LsmError>,
    importing: Option<Importing>,
    /// Keys before it, if they were counted.
    before: Option<u64>,
    writing: Option<Writing>,
}

/// Small enough for a page, and what is waited for is durable.
fn options() -> Options {
    Options {
        memtable_bytes: 4 << 20,
        table_bytes: 8 << 20,
        // Counting keys goes through all blocks: with little room, reads after it still show where they come from.
        cache_bytes: 1 << 20,
        // Synced when the answer goes out, and after each chunk of an import.
        sync: Sync::Never,
        // Each write to a file is a call out of the worker: a record at a time they would take most of the time.
        log_buffer: 1 << 20,
        ..Options::default()
    }
}

impl Store {
    /// Opens the database on a disk, or begins one. If it cannot be opened, every request is answered by why.
    #[must_use]
    pub fn open(disk: AnyDisk) -> Self {
        let kept = matches!(disk, AnyDisk::Pool(_));
        Self { kept, engine: Lsm::open(disk, options()), importing: None, before: None, writing: None }
    }

    /// The same, of what could not even be made a disk.
    #[must_use]
    pub fn failed(error: LsmError) -> Self {
        Self { kept: true, engine: Err(error), importing: None, before: None, writing: None }
    }

    fn engine(&mut self) -> Result<&mut Lsm<AnyDisk>, LsmError> {
        self.engine.as_mut().map_err(|error| error.clone())
    }

    /// The pool of files, if there is one.
    pub fn pool(&mut self) -> Option<&mut Pool> {
        match self.engine.as_mut().ok()?.disk_mut() {
            AnyDisk::Pool(pool) => Some(pool),
            AnyDisk::Memory(_) => None,
        }
    }

    /// Does one thing.
    ///
    /// # Errors
    /// What the engine says.
    pub fn ask(&mut self, request: Request) -> Result<Answer, Failure> {
        match request {
            Request::Status => {}
            Request::Get(key) => return Ok(Answer::Got(self.get(key)?)),
            Request::Scan(scan) => return Ok(Answer::Page(self.scan(&scan)?)),
            Request::Put(key, value) => {
                let engine = self.engine()?;
                engine.put(&key, &value).and_then(|()| engine.sync())?;
                About::no_longer_alike(engine.disk_mut()).map_err(LsmError::from)?;
            }
            Request::Delete(key) => {
                let engine = self.engine()?;
                engine.delete(&key).and_then(|()| engine.sync())?;
            }
        }
        Ok(Answer::Status(self.status()?))
    }

    fn get(&mut self, key: Vec<u8>) -> Result<Got, LsmError> {
        let path = self.engine()?.trace(&key)?;
        let steps = path.probes.into_iter().enumerate().map(|(at, probe)| match probe {
            // The one that is written is asked first.
            Probe::Memtable { found } => Step::Memtable { frozen: at > 0, found },
            Probe::Filtered { table } => Step::Filter { table },
            Probe::Index { table, block } => Step::Index { table, block: block.map(|block| block as u64) },
            Probe::Block { table, block, cached, found } => {
                Step::Block { table, block: block as u64, cached, found }
            }
        });
        let value = path.value.map(|mut value| {
            let bytes = value.len() as u64;
            value.truncate(SHOWN_VALUE);
            (value, bytes)
        });
        Ok(Got { key, steps: steps.collect(), value })
    }

    fn scan(&mut self, scan: &Scan) -> Result<Page, LsmError> {
        let from = scan.from.as_slice().max(&scan.prefix);
        let start = match &scan.after {
            Some(after) if after.as_slice() >= from => Bound::Excluded(after.as_slice()),
            _ => Bound::Included(from),
        };
        let mut page = Page::default();
        for entry in self.engine()?.scan::<&[u8]>((start, Bound::Unbounded))? {
            let (key, mut value) = entry?;
            if !key.starts_with(&scan.prefix) {
                break;
            }
            if page.rows.len() == PAGE_ROWS {
                page.more = true;
                break;
            }
            let bytes = value.len() as u64;
            value.truncate(SHOWN_IN_ROW);
            page.rows.push((key, value, bytes));
        }
        Ok(page)
    }

    fn status(&mut self) -> Result<Status, LsmError> {
        let kept = self.kept;
        let engine = self.engine()?;
        let about = About::read(engine.disk_mut())?;
        let overview = engine.overview();
        let mut levels = Vec::new();
        for level in &overview.shape.levels {
            let tables = || level.iter().flat_map(|run| &run.tables);
            levels.push((
                tables().count() as u64,
                tables().map(|table| table.entries).sum(),
                tables().map(|table| table.bytes).sum(),
            ));
        }
        let files = files(engine.disk_mut())?;
        let keys = keys(engine, files.1);
        let memtables = overview.frozen.iter().chain([&overview.memtable]);
        let in_memory = memtables.map(|memtable| memtable.entries).sum();
        Ok(Status { kept, keys, in_memory, levels, files, last: overview.last, about })
    }

    /// Begins to take a file in.
    ///
    /// # Errors
    /// If there is no engine to take it.
    pub fn start_import(&mut self, import: Import) -> Result<(), Failure> {
        let engine = self.engine()?;
        let (_, bytes) = files(engine.disk_mut())?;
        self.before = keys(engine, bytes);
        self.importing = Some(Importing::new(import));
        Ok(())
    }

    /// Takes the next chunk of the file, and makes it durable.
    ///
    /// # Errors
    /// [`Failure::Import`]: what was put before stays.
    pub fn import(&mut self, chunk: &[u8]) -> Result<(), Failure> {
        let importing = self.importing.as_mut().ok_or(Failure::OutOfTurn)?;
        let engine = self.engine.as_mut().map_err(|error| error.clone())?;
        importing.push(chunk, engine)
    }

    /// Records that were put so far.
    #[must_use]
    pub fn imported(&self) -> u64 {
        self.importing.as_ref().map_or(0, Importing::records)
    }

    /// Ends the file, or leaves it before its end.
    ///
    /// # Errors
    /// As [`Store::import`].
    pub fn finish_import(&mut self, cancelled: bool) -> Result<Report, Failure> {
        let importing = self.importing.take().ok_or(Failure::OutOfTurn)?;
        let engine = self.engine.as_mut().map_err(|error| error.clone())?;
        let mut report = importing.finish(cancelled, engine)?;
        report.status = self.status()?;
        let new = self.before.zip(report.status.keys).map(|(before, after)| after.saturating_sub(before));
        report.replaced = new.map(|new| report.records.saturating_sub(new));
        Ok(report)
    }

    /// Begins to write everything out; gives the first bytes.
    ///
    /// # Errors
    /// If there is no engine.
    pub fn start_export(&mut self, export: Export) -> Result<Vec<u8>, Failure> {
        let engine = self.engine()?;
        let about = About::read(engine.disk_mut()).map_err(LsmError::from)?;
        let (writing, first) = Writing::new(export, about.and_then(|about| about.form));
        self.writing = Some(writing);
        Ok(first)
    }

    /// The next piece; empty at the end.
    ///
    /// # Errors
    /// What the engine says.
    pub fn export(&mut self) -> Result<Vec<u8>, Failure> {
        let mut writing = self.writing.take().ok_or(Failure::OutOfTurn)?;
        let piece = writing.next(self.engine()?)?;
        if !piece.is_empty() {
            self.writing = Some(writing);
        }
        Ok(piece)
    }
}

/// Files, and bytes of all of them.
fn files(disk: &mut AnyDisk) -> Result<(u64, u64), LsmError> {
    let (mut files, mut bytes) = (0, 0);
    for name in disk.list()? {
        let file = disk.open(&name)?;
        bytes += disk.size(file)?;
        files += 1;
        disk.close(file);
    }
    Ok((files, bytes))
}

/// Keys, if there are few enough to be counted. Damage to one table must not keep anyone from the rest: then they are
/// not counted, either.
fn keys(engine: &Lsm<AnyDisk>, bytes: u64) -> Option<u64> {
    let count = || engine.scan::<&[u8]>(..)?.try_fold(0, |keys, entry| entry.map(|_| keys + 1));
    (bytes <= COUNTED_BYTES).then(count).and_then(Result::ok)
}

#[cfg(test)]
mod tests;
