//! How a tree is opened: made if there is none, recovered if it was not closed.
//!
//! ```text
//!   redo-7, redo-8, redo.new    the highest generation counts; the others go, if they are logs
//!   frames of redo-8            the first that cannot be read ends the log, unless a later one says that it was durable
//!   each frame, in order        images take the place of pages, changes are done to them
//! ```

use super::edit::{Edit, Meta};
use super::frame::{Redo, next_change};
use super::log::{self, Found, Log, generation_of, name_of};
use super::page::Page;
use super::store::{PAGES, Store};
use super::{BTreeError, Damage, Options};
use crate::disk::{Disk, DiskError, FileId};
use alloc::string::String;

/// What there was to do when a tree was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Recovery {
    /// Changes that were done again, from the log.
    pub frames: u64,
    /// Where the log was cut off, in bytes, if it did not end with a whole frame. It was torn when the machine
    /// stopped, or the last of it was damaged later: the two look alike.
    pub cut_at: Option<u64>,
    /// Bytes that were cut off.
    pub cut: u64,
}

/// Opens the tree on this disk.
pub(super) fn open<D: Disk>(mut disk: D, options: &Options) -> Result<(Store<D>, Recovery), BTreeError> {
    options.check()?;
    disk.lock()?;
    match find(&mut disk) {
        Ok((pages, Some(found), recovery)) => {
            let mut store = Store::new(disk, pages, found.log.clone(), options.pool_pages);
            store.counters.bytes_read = found.bytes.len() as u64;
            replay(&mut store, &found)?;
            Ok((store, recovery))
        }
        Ok((pages, None, recovery)) => create(disk, pages, options).map(|store| (store, recovery)),
        Err(error) => {
            disk.unlock();
            Err(error)
        }
    }
}

/// The pages, and the log that goes with them; none if there is no tree yet. With an error nothing is left open.
fn find(disk: &mut impl Disk) -> Result<(FileId, Option<Found>, Recovery), BTreeError> {
    let names = disk.list()?;
    let Some(generation) = names.iter().filter_map(|name| generation_of(name)).max() else {
        let pages = if names.iter().any(|name| name == PAGES) {
            disk.open(PAGES)?
        } else {
            log::clear_new(disk, &names)?;
            disk.create(PAGES)?
        };
        let empty = match disk.size(pages) {
            Ok(0) => Ok((pages, None, Recovery::default())),
            Ok(_) => Err(BTreeError::corrupt(PAGES, 0, Damage::NoLog)),
            Err(error) => Err(error.into()),
        };
        return empty.inspect_err(|_| disk.close(pages));
    };
    let mut found = log::find(disk, generation)?;
    let cut = found.bytes.len() as u64 - found.log.end;
    let recovery = Recovery {
        frames: found.log.next - found.log.first,
        cut_at: (cut > 0).then_some(found.log.end),
        cut,
    };
    match clear(disk, &names, &mut found.log) {
        Ok(pages) => Ok((pages, Some(found), recovery)),
        Err(error) => {
            disk.close(found.log.file);
            Err(error.into())
        }
    }
}

/// Clears away what a crash has left, beside the log and at its end; opens the pages.
fn clear(disk: &mut impl Disk, names: &[String], log: &mut Log) -> Result<FileId, DiskError> {
    log::clear_new(disk, names)?;
    // A program may have ended after its log got the name and before that was durable: with the name a crash would take
    // all that is added from now on.
    disk.sync_names()?;
    for name in names {
        // What is no log is a stranger's, and does no harm.
        let older = generation_of(name).filter(|generation| *generation < log.generation);
        if let Some(older) = older
            && log::is_ours(disk, name, older)?
        {
            disk.delete(name)?;
        }
    }
    disk.truncate(log.file, log.end)?;
    // What was read may not be durable yet, and pages may be written only if it is.
    log.sync(disk)?;
    disk.open(PAGES)
}

/// A new tree: it is there when its log has its name.
fn create<D: Disk>(mut disk: D, pages: FileId, options: &Options) -> Result<Store<D>, BTreeError> {
    let log = match Log::create(&mut disk, 1, options.page_bytes, 1) {
        Ok(log) => log,
        Err(error) => {
            disk.close(pages);
            disk.unlock();
            return Err(error.into());
        }
    };
    let mut store = Store::new(disk, pages, log, options.pool_pages);
    store.commit(Edit::first(options.page_bytes))?;
    store.sync()?;
    store.log.settle(&mut store.disk)?;
    Ok(store)
}

/// Does again what the log has, and reads page 0.
fn replay<D: Disk>(store: &mut Store<D>, found: &Found) -> Result<(), BTreeError> {
    let name = name_of(found.log.generation);
    // Pages are numbered as they come, and the log has an image of each that is not in the file yet. A number that
    // is higher than that would have to be made up, and with it room for all pages before.
    let mut pages = store.disk.size(store.pages)? / store.page_bytes() as u64;
    for (offset, frame) in found.frames() {
        let mut changes = frame.changes;
        while !changes.is_empty() {
            let damaged = |damage| BTreeError::corrupt(&name, offset, damage);
            let (redo, rest) = next_change(changes).ok_or_else(|| damaged(Damage::Change))?;
            let mut page = match &redo {
                Redo::Image(number, head, tail) => {
                    pages += 1;
                    if u64::from(*number) >= pages {
                        return Err(damaged(Damage::Number));
                    }
                    Page::from_image(store.page_bytes(), head, tail, *number).map_err(damaged)?
                }
                Redo::Change(number, _) => store.page(*number)?.clone(),
            };
            if let Redo::Change(_, change) = &redo {
                change.apply(&mut page).map_err(damaged)?;
            }
            page.set_lsn(frame.lsn);
            store.pool.hold(page, true);
            store.make_room(0)?;
            changes = rest;
        }
    }
    let meta = Meta::read(store.page(0)?);
    store.meta = meta.map_err(|damage| store.damaged(0, damage))?;
    match store.meta.pages.checked_sub(1) {
        Some(last) if u64::from(last) < pages => Ok(()),
        last => Err(store.damaged(last.unwrap_or(0), Damage::Missing)),
    }
}
