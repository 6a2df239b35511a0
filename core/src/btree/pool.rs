//! The buffer pool: pages in memory, the least recently used of which makes room for the next.
//!
//! ```text
//!   room for 3, used 7 3 7 5:    3  7  5  ◀ last      page 9 comes: 3 goes, and is written if it was changed
//! ```

use super::page::Page;
use alloc::collections::BTreeMap;
use alloc::sync::Arc;
use alloc::vec::Vec;

#[derive(Clone, Debug)]
struct Held {
    /// Shared between copies of the tree, until one of them changes it.
    page: Arc<Page>,
    dirty: bool,
    used: u64,
}

/// Pages by number; see the module. It never grows beyond what its owner makes room for.
#[derive(Clone, Debug, Default)]
pub(super) struct Pool {
    pages: BTreeMap<u32, Held>,
    /// Which page was used at which time.
    by_use: BTreeMap<u64, u32>,
    time: u64,
}

impl Pool {
    pub(super) fn len(&self) -> usize {
        self.pages.len()
    }

    /// Bytes of memory that are this copy's: pages that copies share count in parts.
    pub(super) fn own(&self, page_bytes: usize) -> usize {
        self.pages.values().map(|held| page_bytes / Arc::strong_count(&held.page).max(1) + 96).sum()
    }

    /// A page, as it is, without using it.
    pub(super) fn peek(&self, number: u32) -> Option<&Page> {
        self.pages.get(&number).map(|held| &*held.page)
    }

    /// A page that is used now.
    pub(super) fn use_page(&mut self, number: u32) -> Option<&Page> {
        let held = self.pages.get_mut(&number)?;
        self.by_use.remove(&held.used);
        self.time += 1;
        held.used = self.time;
        self.by_use.insert(self.time, number);
        Some(&*held.page)
    }

    /// Holds a page, in place of what it was before.
    pub(super) fn hold(&mut self, page: Page, dirty: bool) {
        let number = page.number();
        if let Some(before) = self.pages.remove(&number) {
            self.by_use.remove(&before.used);
        }
        self.time += 1;
        self.by_use.insert(self.time, number);
        self.pages.insert(number, Held { page: Arc::new(page), dirty, used: self.time });
    }

    /// The least recently used page, and whether it has been changed.
    pub(super) fn oldest(&self) -> Option<(u32, bool)> {
        let (_, number) = self.by_use.first_key_value()?;
        self.pages.get(number).map(|held| (*number, held.dirty))
    }

    /// The page to be sealed and written.
    pub(super) fn page_mut(&mut self, number: u32) -> Option<&mut Page> {
        self.pages.get_mut(&number).map(|held| Arc::make_mut(&mut held.page))
    }

    pub(super) fn drop_page(&mut self, number: u32) {
        if let Some(held) = self.pages.remove(&number) {
            self.by_use.remove(&held.used);
        }
    }

    /// The pages that have been changed, ascending.
    pub(super) fn dirty(&self) -> Vec<u32> {
        self.pages.iter().filter(|(_, held)| held.dirty).map(|(number, _)| *number).collect()
    }

    /// All pages are on the disk as they are here.
    pub(super) fn clean(&mut self) {
        self.pages.values_mut().for_each(|held| held.dirty = false);
    }

    /// The pages, the least recently used first, and whether they have been changed.
    pub(super) fn by_use(&self) -> Vec<(u32, bool)> {
        let dirty = |number: &u32| self.pages.get(number).is_some_and(|held| held.dirty);
        self.by_use.values().map(|number| (*number, dirty(number))).collect()
    }
}
