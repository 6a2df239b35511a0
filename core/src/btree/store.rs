//! Pages on a disk, and the log that keeps them safe.
//!
//! ```text
//!   commit       frame ▶ log, then the pages ▶ pool          nothing is written in place
//!   make room    sync the log if it has to be, then the page ▶ its place
//!   checkpoint   sync the log, dirty pages ▶ their places, sync those, begin a new log
//! ```
//!
//! The rule of Gray and Reuter: no page is written before what changed it is durable in the log. A page that is
//! torn when the machine stops was changed since the checkpoint, so the log has an image of it.

use super::counters::{Counters, Head};
use super::edit::{Edit, Meta};
use super::frame::Writer;
use super::log::{Log, name_of};
use super::page::Page;
use super::pool::Pool;
use super::{BTreeError, Damage};
use crate::disk::{Disk, DiskError, FileId, Reason};
use alloc::vec;

/// The name of the file of pages.
pub(super) const PAGES: &str = "pages";

/// See the module.
#[derive(Clone, Debug)]
pub(super) struct Store<D: Disk> {
    pub(super) disk: D,
    pub(super) pages: FileId,
    pub(super) log: Log,
    pub(super) pool: Pool,
    pub(super) room: usize,
    pub(super) meta: Meta,
    pub(super) counters: Counters,
    page_head: Head,
    log_head: Head,
    stopped: bool,
}

impl<D: Disk> Store<D> {
    pub(super) fn new(disk: D, pages: FileId, log: Log, room: usize) -> Self {
        let mut log_head = Head::default();
        log_head.access(0, log.end as usize, &mut Counters::default());
        Self {
            disk,
            pages,
            log,
            pool: Pool::default(),
            room,
            meta: Meta { root: 0, free: 0, pages: 0 },
            counters: Counters::default(),
            page_head: Head::default(),
            log_head,
            stopped: false,
        }
    }

    pub(super) fn page_bytes(&self) -> usize {
        self.log.page_bytes
    }

    fn offset(&self, number: u32) -> u64 {
        u64::from(number) * self.page_bytes() as u64
    }

    /// The error for damage of a page.
    pub(super) fn damaged(&self, number: u32, damage: Damage) -> BTreeError {
        BTreeError::corrupt(PAGES, self.offset(number), damage)
    }

    /// Refuses what would change something, when nobody knows what is durable.
    pub(super) fn check_running(&self) -> Result<(), BTreeError> {
        if self.stopped { Err(BTreeError::Stopped) } else { Ok(()) }
    }

    /// A page, from memory or from the disk.
    pub(super) fn page(&mut self, number: u32) -> Result<&Page, BTreeError> {
        if self.pool.peek(number).is_some() {
            self.counters.hits += 1;
        } else {
            let page = self.read_page(number)?;
            self.page_head.access(self.offset(number), self.log.page_bytes, &mut self.counters);
            self.counters.page_reads += 1;
            self.counters.bytes_read += self.log.page_bytes as u64;
            self.make_room(1)?;
            self.pool.hold(page, false);
        }
        let damaged = self.damaged(number, Damage::Missing);
        self.pool.use_page(number).ok_or(damaged)
    }

    /// A page from the disk, past the pool.
    pub(super) fn read_page(&self, number: u32) -> Result<Page, BTreeError> {
        let mut bytes = vec![0; self.page_bytes()];
        let read = self.disk.read_at(self.pages, self.offset(number), &mut bytes)?;
        if read < bytes.len() {
            return Err(self.damaged(number, Damage::Missing));
        }
        let page = Page::read(bytes, number).map_err(|damage| self.damaged(number, damage))?;
        if page.lsn() >= self.log.next {
            return Err(self.damaged(number, Damage::Newer));
        }
        Ok(page)
    }

    /// Makes room in memory for so many more pages.
    pub(super) fn make_room(&mut self, more: usize) -> Result<(), BTreeError> {
        while self.pool.len() + more > self.room {
            let Some((oldest, changed)) = self.pool.oldest() else { break };
            let written = if changed { self.write_page(oldest) } else { Ok(()) };
            let gone = match written {
                Err(BTreeError::Disk(error)) if error.reason == Reason::Full && !self.stopped => {
                    self.write_another(oldest).ok_or(error)?
                }
                written => written.map(|()| oldest)?,
            };
            self.pool.drop_page(gone);
        }
        Ok(())
    }

    /// The least recently used page that a full disk has a place for, when it has none for this one: it can be read on.
    fn write_another(&mut self, without: u32) -> Option<u32> {
        let mut pages = self.pool.by_use();
        pages.retain(|(number, _)| *number != without);
        let mut has_place = |(number, changed): &(u32, bool)| !changed || self.write_page(*number).is_ok();
        pages.into_iter().find(|page| has_place(page)).map(|(number, _)| number)
    }

    /// Writes a page of the pool in its place.
    fn write_page(&mut self, number: u32) -> Result<(), BTreeError> {
        let lsn = self.pool.peek(number).map_or(0, Page::lsn);
        if !self.log.has_durable(lsn) {
            self.sync()?;
        }
        let (offset, size) = (self.offset(number), self.disk.size(self.pages)?);
        if size < offset {
            // Pages before it have not been written yet; the log has them.
            let hole = usize::try_from(offset - size).unwrap_or(usize::MAX);
            self.disk.append(self.pages, &vec![0; hole])?;
            self.page_head.access(size, hole, &mut self.counters);
            self.counters.page_bytes_written += hole as u64;
        }
        let Some(page) = self.pool.page_mut(number) else { return Ok(()) };
        self.disk.write_at(self.pages, offset, page.sealed())?;
        self.page_head.access(offset, self.log.page_bytes, &mut self.counters);
        self.counters.page_writes += 1;
        self.counters.page_bytes_written += self.log.page_bytes as u64;
        Ok(())
    }

    /// Does an operation: logs it, and then puts its pages into the pool.
    pub(super) fn commit(&mut self, edit: Edit) -> Result<(), BTreeError> {
        self.check_running()?;
        let (lsn, meta) = (self.log.next, edit.meta);
        let mut frame = Writer::new(lsn, self.log.durable);
        let (pages, images) = edit.seal(lsn, self.log.first, self.page_bytes(), &mut frame);
        let end = self.log.end;
        let frame = frame.sealed(self.log.generation, end);
        self.log.append(&mut self.disk, &frame).map_err(|(error, uncut)| {
            self.stopped |= uncut;
            error
        })?;
        self.log_head.access(end, frame.len(), &mut self.counters);
        self.counters.frames += 1;
        self.counters.images += images;
        self.counters.log_bytes_written += frame.len() as u64;
        self.meta = meta;
        // All of them, or the pool would hold half an operation; only then does the oldest have to go.
        pages.into_iter().for_each(|page| self.pool.hold(page, true));
        self.make_room(0)
    }

    /// Makes all operations so far durable.
    pub(super) fn sync(&mut self) -> Result<(), BTreeError> {
        self.check_running()?;
        self.counters.syncs += 1;
        let synced = self.log.sync(&mut self.disk);
        self.or_stop(synced)
    }

    /// Writes all changed pages in their places and begins a new log.
    pub(super) fn checkpoint(&mut self) -> Result<(), BTreeError> {
        self.sync()?;
        for number in self.pool.dirty() {
            self.write_page(number)?;
        }
        self.counters.syncs += 1;
        let synced = self.disk.sync(self.pages);
        self.or_stop(synced)?;
        let old = self.log.clone();
        let new = Log::create(&mut self.disk, old.generation + 1, old.page_bytes, old.next)?;
        // Once the new name may be there, it is not known which of the logs counts.
        let settled = new.settle(&mut self.disk);
        self.or_stop(settled)?;
        self.counters.syncs += 2;
        self.counters.log_bytes_written += new.end;
        self.counters.checkpoints += 1;
        self.log_head = Head::default();
        self.log_head.access(0, new.end as usize, &mut self.counters);
        self.log = new;
        self.pool.clean();
        self.disk.close(old.file);
        // If this is lost, or fails, the old one is passed over when the tree is opened.
        let _ = self.disk.delete(&name_of(old.generation));
        Ok(())
    }

    fn or_stop(&mut self, done: Result<(), DiskError>) -> Result<(), BTreeError> {
        self.stopped |= done.is_err();
        Ok(done?)
    }
}

impl<D: Disk> Drop for Store<D> {
    fn drop(&mut self) {
        self.disk.close(self.pages);
        self.disk.close(self.log.file);
        self.disk.unlock();
    }
}
