//! A tree as plain data, to be drawn or held against what it should be.
//!
//! Looking changes nothing: pages that are not in memory are read past the pool, and nothing is counted.

use super::page::{Kind, Page};
use super::tree::BTree;
use super::{BTreeError, Damage, cell};
use crate::disk::Disk;
use alloc::vec::Vec;

/// What is in a slot of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellView {
    /// A key and its value.
    Entry(Vec<u8>, Vec<u8>),
    /// A key, and the page that holds what is not below it.
    Branch(Vec<u8>, u32),
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageView {
    /// Its number: it begins at number × page size.
    pub number: u32,
    /// What it is for.
    pub kind: Kind,
    /// 0 for a leaf, and one more for each step up.
    pub level: u8,
    /// The frame of the log that changed it last.
    pub frame: u64,
    /// Of an inner page the leftmost child, of a free one the next, of page 0 the root.
    pub link: u32,
    /// Its cells, in the order of their keys; none of page 0.
    pub cells: Vec<CellView>,
    /// Bytes that are free.
    pub free_bytes: usize,
    /// Whether it is in memory.
    pub held: bool,
}

/// A tree as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeView {
    /// The root's number.
    pub root: u32,
    /// How many pages there are, free ones and page 0 among them.
    pub pages: u32,
    /// The first free page; 0 if there is none.
    pub free: u32,
    /// Bytes of a page.
    pub page_bytes: usize,
    /// The log's name counts up from checkpoint to checkpoint.
    pub generation: u64,
    /// Bytes of the log, and how many of them are durable.
    pub log: (u64, u64),
    /// The pages in memory, the least recently used first, and whether they have been changed.
    pub pool: Vec<(u32, bool)>,
}

/// What a [check](BTree::check) counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// Keys.
    pub entries: u64,
    /// Pages that hold them.
    pub leaves: u32,
    /// Pages above those.
    pub inner: u32,
    /// Pages not in use.
    pub free: u32,
}

/// Keys that a page may have: not below the first, and below the second.
type Within<'k> = (Option<&'k [u8]>, Option<&'k [u8]>);

impl<D: Disk> BTree<D> {
    /// The disk.
    #[must_use]
    pub fn disk(&self) -> &D {
        &self.store.disk
    }

    /// The disk, to give it faults. Its files are the tree's.
    pub fn disk_mut(&mut self) -> &mut D {
        &mut self.store.disk
    }

    /// From now on the log is synced after so many changes; see [`Options::sync_every`](super::Options::sync_every).
    pub fn set_sync_every(&mut self, changes: u32) {
        self.options.sync_every = changes;
    }

    /// The number of the last frame: of the last change, if there was one; they count up as long as the tree lives.
    #[must_use]
    pub fn last_frame(&self) -> u64 {
        self.store.log.next.saturating_sub(1)
    }

    /// The last frame that is durable, or whose page is.
    #[must_use]
    pub fn durable_frame(&self) -> u64 {
        self.store.log.not_durable.saturating_sub(1)
    }

    /// Bytes of memory that are this copy's, besides its disk's: an estimate. What copies share counts in parts.
    #[must_use]
    pub fn footprint(&self) -> usize {
        size_of::<Self>() + self.store.pool.own(self.store.log.page_bytes)
    }

    /// The tree as a whole.
    #[must_use]
    pub fn view(&self) -> TreeView {
        let (meta, log) = (self.store.meta, &self.store.log);
        TreeView {
            root: meta.root,
            pages: meta.pages,
            free: meta.free,
            page_bytes: log.page_bytes,
            generation: log.generation,
            log: (log.end, log.durable),
            pool: self.store.pool.by_use(),
        }
    }

    /// A page, as it is now.
    ///
    /// # Errors
    /// [`BTreeError::Corrupt`], or that the disk fails.
    pub fn inspect(&self, number: u32) -> Result<PageView, BTreeError> {
        let page = self.look(number)?;
        let view = |bytes| match page.kind() {
            Kind::Leaf => {
                let (key, value) = cell::entry(bytes);
                Some(CellView::Entry(key.to_vec(), value.to_vec()))
            }
            Kind::Inner => {
                let (key, child) = cell::branch(bytes);
                Some(CellView::Branch(key.to_vec(), child))
            }
            Kind::Free | Kind::Meta => None,
        };
        Ok(PageView {
            number,
            kind: page.kind(),
            level: page.level(),
            frame: page.lsn(),
            link: page.link(),
            cells: page.cells().filter_map(view).collect(),
            free_bytes: page.free(),
            held: self.store.pool.peek(number).is_some(),
        })
    }

    /// Goes through all pages: each is sound, in its place, and in use once. O(pages).
    ///
    /// # Errors
    /// [`BTreeError::Corrupt`] for the first that is not, or that the disk fails.
    pub fn check(&self) -> Result<Census, BTreeError> {
        let meta = self.store.meta;
        let mut check =
            Check { tree: self, used: alloc::vec![false; meta.pages as usize], census: Census::default() };
        check.take(0)?;
        let root = self.look(meta.root)?;
        check.below(meta.root, root.level(), (None, None))?;
        let mut free = meta.free;
        while free != 0 {
            check.take(free)?;
            let page = self.look(free)?;
            if page.kind() != Kind::Free {
                return Err(self.store.damaged(free, Damage::Kind));
            }
            check.census.free += 1;
            free = page.link();
        }
        match check.used.iter().position(|used| !used) {
            Some(lost) => Err(self.store.damaged(lost as u32, Damage::Use)),
            None => Ok(check.census),
        }
    }

    fn look(&self, number: u32) -> Result<Page, BTreeError> {
        self.store.pool.peek(number).map_or_else(|| self.store.read_page(number), |page| Ok(page.clone()))
    }
}

/// A check under way.
struct Check<'t, D: Disk> {
    tree: &'t BTree<D>,
    used: Vec<bool>,
    census: Census,
}

impl<D: Disk> Check<'_, D> {
    /// Notes that a page is in use.
    fn take(&mut self, number: u32) -> Result<(), BTreeError> {
        match self.used.get_mut(number as usize) {
            Some(used) if !*used => {
                *used = true;
                Ok(())
            }
            _ => Err(self.tree.store.damaged(number, Damage::Use)),
        }
    }

    /// A page and all below it. What is in use twice is found before it could lead round in a circle.
    fn below(&mut self, number: u32, level: u8, within: Within<'_>) -> Result<(), BTreeError> {
        self.take(number)?;
        let page = self.tree.look(number)?;
        let kind = page.kind();
        if page.level() != level || !matches!(kind, Kind::Leaf | Kind::Inner) {
            return Err(self.tree.store.damaged(number, Damage::Kind));
        }
        let key = |at: usize| cell::key(kind, page.cell(at));
        let outside =
            |key: &[u8]| within.0.is_some_and(|low| key < low) || within.1.is_some_and(|high| key >= high);
        if page.count() > 0 && (outside(key(0)) || outside(key(page.count() - 1))) {
            return Err(self.tree.store.damaged(number, Damage::Order));
        }
        if kind == Kind::Leaf {
            self.census.leaves += 1;
            self.census.entries += page.count() as u64;
            return Ok(());
        }
        self.census.inner += 1;
        for at in 0..=page.count() {
            let low = at.checked_sub(1).map(key).or(within.0);
            let high = if at < page.count() { Some(key(at)) } else { within.1 };
            self.below(cell::child(&page, at), level - 1, (low, high))?;
        }
        Ok(())
    }
}
