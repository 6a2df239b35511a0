//! The tree: from the root down to the leaf of a key, and back up when a page has no room.

use super::edit::{Edit, child_of};
use super::open::{self, Recovery};
use super::page::{Kind, Page};
use super::store::Store;
use super::{BTreeError, Counters, Damage, Options, cell};
use crate::disk::Disk;
use alloc::vec::Vec;

/// More levels than a tree of 2^32 pages can have.
const MOST_LEVELS: u8 = 40;

/// A B+tree on a disk; see the [module](super).
///
/// After an error of the disk a change may have been made or not; what was before it is as it was.
#[derive(Debug)]
pub struct BTree<D: Disk> {
    pub(super) store: Store<D>,
    pub(super) options: Options,
    recovery: Recovery,
    /// Changes since the log was synced.
    pending: u32,
}

/// An inner page that was passed on the way down, and which of its children was next.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) page: u32,
    pub(super) child: usize,
}

/// The way from the root to a leaf.
#[derive(Clone, Debug)]
pub(super) struct Path {
    pub(super) steps: Vec<Step>,
    pub(super) leaf: u32,
    /// No key of the leaf is below this; none if it is the first.
    pub(super) low: Option<Vec<u8>>,
    /// All keys of the leaf are below this; none if it is the last.
    pub(super) high: Option<Vec<u8>>,
}

impl<D: Disk> BTree<D> {
    /// Opens the tree on this disk, or makes one. What the log has and the pages have not is done again.
    ///
    /// # Errors
    /// [`BTreeError::PageBytes`], [`BTreeError::PoolPages`], [`BTreeError::Corrupt`], or that the disk fails.
    pub fn open(disk: D, options: Options) -> Result<Self, BTreeError> {
        let (store, recovery) = open::open(disk, &options)?;
        Ok(Self { store, options, recovery, pending: 0 })
    }

    /// What there was to do when it was opened.
    #[must_use]
    pub fn recovery(&self) -> Recovery {
        self.recovery
    }

    /// What was asked of the disk since.
    #[must_use]
    pub fn counters(&self) -> Counters {
        self.store.counters
    }

    /// The most bytes that a key and its value may have together: a quarter of a page, nearly.
    #[must_use]
    pub fn largest_entry(&self) -> usize {
        cell::most(self.store.page_bytes())
    }

    /// The value of a key. O(height) pages.
    ///
    /// # Errors
    /// [`BTreeError::Corrupt`], or that the disk fails.
    pub fn get(&mut self, key: &[u8]) -> Result<Option<Vec<u8>>, BTreeError> {
        let leaf = self.path(|page| child_of(page, key))?.leaf;
        let page = self.store.page(leaf)?;
        Ok(cell::search(page, key).ok().map(|at| cell::entry(page.cell(at)).1.to_vec()))
    }

    /// Gives a key a value. O(height) pages, and a frame of the log.
    ///
    /// # Errors
    /// [`BTreeError::TooLarge`], [`BTreeError::Stopped`], [`BTreeError::Corrupt`], or that the disk fails.
    pub fn put(&mut self, key: &[u8], value: &[u8]) -> Result<(), BTreeError> {
        let (bytes, most) = (key.len().saturating_add(value.len()), self.largest_entry());
        if bytes > most {
            return Err(BTreeError::TooLarge { bytes, most });
        }
        let path = self.path(|page| child_of(page, key))?;
        let mut edit = Edit::new(self.store.meta);
        let leaf = edit.page(&mut self.store, path.leaf)?;
        let at = match cell::search(&leaf.page, key) {
            Ok(at) => {
                leaf.remove(at);
                at
            }
            Err(at) => at,
        };
        let cell = cell::leaf(key, value);
        if !leaf.insert(at, &cell) {
            edit.split(&mut self.store, path, at, &cell)?;
        }
        self.done(edit)
    }

    /// Removes a key, and says whether it was there. O(height) pages, and a frame of the log.
    ///
    /// # Errors
    /// [`BTreeError::Stopped`], [`BTreeError::Corrupt`], or that the disk fails.
    pub fn delete(&mut self, key: &[u8]) -> Result<bool, BTreeError> {
        self.store.check_running()?;
        let path = self.path(|page| child_of(page, key))?;
        let mut edit = Edit::new(self.store.meta);
        let leaf = edit.page(&mut self.store, path.leaf)?;
        let Ok(at) = cell::search(&leaf.page, key) else { return Ok(false) };
        leaf.remove(at);
        if leaf.page.count() == 0 {
            edit.remove_empty(&mut self.store, path)?;
        }
        self.done(edit)?;
        Ok(true)
    }

    /// Makes all changes so far durable.
    ///
    /// # Errors
    /// [`BTreeError::Stopped`], or that the disk fails; nothing can be changed any more then.
    pub fn sync(&mut self) -> Result<(), BTreeError> {
        self.store.sync()?;
        self.pending = 0;
        Ok(())
    }

    /// Writes all changed pages in their places, makes them durable, and begins a new log.
    ///
    /// # Errors
    /// [`BTreeError::Stopped`], or that the disk fails.
    pub fn checkpoint(&mut self) -> Result<(), BTreeError> {
        self.store.checkpoint()?;
        self.pending = 0;
        Ok(())
    }

    /// Makes a last checkpoint, so that there is nothing to do when it is opened again. Dropping it instead loses
    /// nothing that was synced.
    ///
    /// # Errors
    /// As [`BTree::checkpoint`].
    pub fn close(mut self) -> Result<(), BTreeError> {
        self.checkpoint()
    }

    fn done(&mut self, edit: Edit) -> Result<(), BTreeError> {
        self.store.commit(edit)?;
        self.pending += 1;
        if self.options.sync_every > 0 && self.pending >= self.options.sync_every {
            self.sync()?;
        }
        if self.store.log.end >= self.options.checkpoint_bytes {
            self.checkpoint()?;
        }
        Ok(())
    }

    /// The way to a leaf, if `choose` says which child comes next.
    pub(super) fn path(&mut self, choose: impl Fn(&Page) -> usize) -> Result<Path, BTreeError> {
        let mut path = Path { steps: Vec::new(), leaf: self.store.meta.root, low: None, high: None };
        let mut level = None;
        loop {
            let page = self.store.page(path.leaf)?;
            let (kind, found) = (page.kind(), page.level());
            let fits = level.map_or(found < MOST_LEVELS, |level| found == level);
            if !fits || !matches!(kind, Kind::Leaf | Kind::Inner) {
                return Err(self.store.damaged(path.leaf, Damage::Kind));
            }
            if kind == Kind::Leaf {
                return Ok(path);
            }
            let child = choose(page).min(page.count());
            if child > 0 {
                path.low = Some(cell::branch(page.cell(child - 1)).0.to_vec());
            }
            if child < page.count() {
                path.high = Some(cell::branch(page.cell(child)).0.to_vec());
            }
            level = Some(found - 1);
            path.steps.push(Step { page: path.leaf, child });
            path.leaf = cell::child(page, child);
        }
    }
}
