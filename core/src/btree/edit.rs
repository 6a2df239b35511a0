//! An operation being prepared: copies of the pages that it changes, and what it does to them.
//!
//! Nothing is changed in the pool until all of it is in the log, so an operation that fails half-way has done
//! nothing.

use super::frame::{Change, Writer};
use super::page::{Kind, Page};
use super::store::Store;
use super::{BTreeError, Damage, cell};
use crate::disk::Disk;
use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

/// What page 0 says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Meta {
    pub(super) root: u32,
    /// The first free page; 0 if there is none.
    pub(super) free: u32,
    /// How many pages there are, page 0 among them.
    pub(super) pages: u32,
}

impl Meta {
    /// What this page says, if it is page 0.
    pub(super) fn read(page: &Page) -> Result<Self, Damage> {
        let (cell, kind) = (page.cell(0), page.kind());
        let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |all, byte| all << 8 | u32::from(*byte));
        match cell.split_at_checked(4) {
            Some((free, pages)) if kind == Kind::Meta => {
                Ok(Self { root: page.link(), free: number(free), pages: number(pages) })
            }
            _ => Err(Damage::Kind),
        }
    }

    fn write(&self, page_bytes: usize) -> Page {
        let mut page = Page::new(page_bytes, 0, Kind::Meta, 0);
        page.set_link(self.root);
        page.insert(0, &[self.free.to_le_bytes(), self.pages.to_le_bytes()].concat());
        page
    }
}

/// A page and what an operation does to it.
pub(super) struct Edited {
    pub(super) page: Page,
    /// None if an image says it better.
    changes: Option<Vec<Change>>,
}

impl Edited {
    /// Puts a cell in, if there is room.
    pub(super) fn insert(&mut self, at: usize, cell: &[u8]) -> bool {
        let done = self.page.insert(at, cell);
        if done && let Some(changes) = &mut self.changes {
            changes.push(Change::Insert(at, cell.to_vec()));
        }
        done
    }

    pub(super) fn remove(&mut self, at: usize) {
        if self.page.remove(at)
            && let Some(changes) = &mut self.changes
        {
            changes.push(Change::Remove(at));
        }
    }

    pub(super) fn rewrite(&mut self, cells: &[Vec<u8>]) -> Result<(), Damage> {
        self.changes = None;
        // Only a page with a cell larger than any that was ever put in leaves no room for a half.
        if self.page.rewrite(cells) { Ok(()) } else { Err(Damage::Cells) }
    }

    pub(super) fn set_link(&mut self, link: u32) {
        self.changes = None;
        self.page.set_link(link);
    }
}

/// The pages of an operation; see the module.
pub(super) struct Edit {
    pages: BTreeMap<u32, Edited>,
    pub(super) meta: Meta,
    before: Option<Meta>,
}

impl Edit {
    /// An operation on what there is.
    pub(super) fn new(meta: Meta) -> Self {
        Self { pages: BTreeMap::new(), meta, before: Some(meta) }
    }

    /// The one that makes a tree: page 0, and an empty leaf as the root.
    pub(super) fn first(page_bytes: usize) -> Self {
        let mut edit =
            Self { pages: BTreeMap::new(), meta: Meta { root: 1, free: 0, pages: 2 }, before: None };
        edit.put(Page::new(page_bytes, 1, Kind::Leaf, 0));
        edit
    }

    /// A page to be changed.
    pub(super) fn page<D: Disk>(
        &mut self,
        store: &mut Store<D>,
        number: u32,
    ) -> Result<&mut Edited, BTreeError> {
        use alloc::collections::btree_map::Entry;
        match self.pages.entry(number) {
            Entry::Occupied(there) => Ok(there.into_mut()),
            Entry::Vacant(place) => {
                let page = store.page(number)?.clone();
                Ok(place.insert(Edited { page, changes: Some(vec![]) }))
            }
        }
    }

    /// A page in place of what it was before.
    pub(super) fn put(&mut self, page: Page) {
        self.pages.insert(page.number(), Edited { page, changes: None });
    }

    /// An empty page: a free one, or else a new one.
    pub(super) fn allocate<D: Disk>(
        &mut self,
        store: &mut Store<D>,
        kind: Kind,
        level: u8,
    ) -> Result<Page, BTreeError> {
        let number = self.meta.free;
        if number == 0 {
            let number = self.meta.pages;
            self.meta.pages = number.checked_add(1).ok_or(BTreeError::Full)?;
            return Ok(Page::new(store.page_bytes(), number, kind, level));
        }
        let free = &self.page(store, number)?.page;
        if free.kind() != Kind::Free {
            return Err(store.damaged(number, Damage::Kind));
        }
        self.meta.free = free.link();
        Ok(Page::new(store.page_bytes(), number, kind, level))
    }

    /// Gives a page up.
    pub(super) fn free(&mut self, number: u32, page_bytes: usize) {
        let mut page = Page::new(page_bytes, number, Kind::Free, 0);
        page.set_link(self.meta.free);
        self.meta.free = number;
        self.put(page);
    }

    /// The pages as they are to be, under this number, and how many of them went into the frame whole: all that
    /// were last changed before frame `first`, and those that an image says better.
    pub(super) fn seal(
        mut self,
        lsn: u64,
        first: u64,
        page_bytes: usize,
        frame: &mut Writer,
    ) -> (Vec<Page>, u64) {
        if self.before != Some(self.meta) {
            self.put(self.meta.write(page_bytes));
        }
        let mut images = 0;
        let mut pages = Vec::with_capacity(self.pages.len());
        for (number, Edited { mut page, changes }) in self.pages {
            let old = page.lsn() < first;
            page.set_lsn(lsn);
            match changes {
                // It was only looked at.
                Some(changes) if changes.is_empty() => continue,
                Some(changes) if !old => changes.iter().for_each(|change| frame.change(number, change)),
                _ => {
                    images += 1;
                    frame.image(&page);
                }
            }
            pages.push(page);
        }
        (pages, images)
    }
}

/// The cells of a page with one more.
pub(super) fn cells_with(page: &Page, at: usize, cell: &[u8]) -> Vec<Vec<u8>> {
    let mut cells: Vec<Vec<u8>> = page.cells().map(<[u8]>::to_vec).collect();
    cells.insert(at.min(cells.len()), cell.to_vec());
    cells
}

/// The shortest key above the one and not above the other.
pub(super) fn between<'a>(below: &[u8], above: &'a [u8]) -> &'a [u8] {
    let same = below.iter().zip(above).take_while(|(a, b)| a == b).count();
    above.get(..=same).unwrap_or(above)
}

/// The child of an inner page that a key is under.
pub(super) fn child_of(page: &Page, key: &[u8]) -> usize {
    cell::search(page, key).map_or_else(|at| at, |at| at + 1)
}
