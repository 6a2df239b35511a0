//! How pages split and how they go.
//!
//! ```text
//!   │ a c e g │ + d        │ a c │   │ d e g │        the parent gets the shortest key that tells them apart
//!   │ a c e g │ + h        │ a c e g │   │ h │        at the end of the last leaf: ascending keys leave full pages
//! ```
//!
//! A page is not merged with its neighbour; it goes when its last key goes, and its parent when that has no page
//! below it any more. Johnson and Shasha, "B-trees with inserts and deletes: why free-at-empty is better than
//! merge-at-half" (1993): where there are at least as many inserts as deletes, hardly any room is lost.

use super::edit::{Edit, between, cells_with};
use super::page::{Kind, Page, SLOT};
use super::store::Store;
use super::tree::Path;
use super::{BTreeError, Damage, cell};
use crate::disk::Disk;
use alloc::vec::Vec;

impl Edit {
    /// Puts a cell into a leaf that has no room for it.
    pub(super) fn split<D: Disk>(
        &mut self,
        store: &mut Store<D>,
        path: Path,
        at: usize,
        new: &[u8],
    ) -> Result<(), BTreeError> {
        let last = path.high.is_none();
        let cells = cells_with(&self.page(store, path.leaf)?.page, at, new);
        let cut = if last && at > 0 && at + 1 == cells.len() { at } else { middle(&cells) };
        let (left, right) = cells.split_at(cut);
        let mut sibling = self.allocate(store, Kind::Leaf, 0)?;
        let ends = left.last().zip(right.first());
        let key = ends.map_or_else(Vec::new, |(left, right)| {
            between(cell::entry(left).0, cell::entry(right).0).to_vec()
        });
        self.divide(store, path.leaf, left, &mut sibling, right)?;
        let number = sibling.number();
        self.put(sibling);
        self.insert_above(store, path, key, number)
    }

    /// Gives the left cells to the page and the right ones to its new sibling.
    fn divide<D: Disk>(
        &mut self,
        store: &mut Store<D>,
        page: u32,
        left: &[Vec<u8>],
        sibling: &mut Page,
        right: &[Vec<u8>],
    ) -> Result<(), BTreeError> {
        let fits = self.page(store, page)?.rewrite(left);
        match fits {
            Ok(()) if sibling.rewrite(right) => Ok(()),
            _ => Err(store.damaged(page, Damage::Cells)),
        }
    }

    /// Tells the parents of a page that split of its sibling, and splits those that have no room.
    fn insert_above<D: Disk>(
        &mut self,
        store: &mut Store<D>,
        mut path: Path,
        mut key: Vec<u8>,
        mut sibling: u32,
    ) -> Result<(), BTreeError> {
        let last = path.high.is_none();
        let mut level = 1;
        while let Some(step) = path.steps.pop() {
            let new = cell::inner(&key, sibling);
            let parent = self.page(store, step.page)?;
            if parent.insert(step.child, &new) {
                return Ok(());
            }
            let cells = cells_with(&parent.page, step.child, &new);
            // The last page of its level again leaves full ones behind.
            let cut = if last && step.child + 1 == cells.len() { cells.len() - 1 } else { middle(&cells) };
            let (left, right) = cells.split_at(cut);
            let Some((up, right)) = right.split_first() else {
                return Err(store.damaged(step.page, Damage::Cells));
            };
            let mut next = self.allocate(store, Kind::Inner, level)?;
            self.divide(store, step.page, left, &mut next, right)?;
            let (up, child) = cell::branch(up);
            next.set_link(child);
            (key, sibling) = (up.to_vec(), next.number());
            self.put(next);
            level += 1;
        }
        let mut root = self.allocate(store, Kind::Inner, level)?;
        root.set_link(self.meta.root);
        root.insert(0, &cell::inner(&key, sibling));
        self.meta.root = root.number();
        self.put(root);
        Ok(())
    }

    /// Takes an empty leaf out of the tree, and what above it has no page below any more.
    pub(super) fn remove_empty<D: Disk>(
        &mut self,
        store: &mut Store<D>,
        mut path: Path,
    ) -> Result<(), BTreeError> {
        let bytes = store.page_bytes();
        let mut empty = path.leaf;
        while let Some(step) = path.steps.pop() {
            self.free(empty, bytes);
            let parent = self.page(store, step.page)?;
            match step.child.checked_sub(1) {
                Some(slot) => parent.remove(slot),
                None if parent.page.count() == 0 => {
                    empty = step.page;
                    continue;
                }
                None => {
                    let (_, next) = cell::branch(parent.page.cell(0));
                    parent.set_link(next);
                    parent.remove(0);
                }
            }
            return self.lower_root(store);
        }
        // All are gone. An empty leaf is the root.
        self.meta.root = empty;
        self.put(Page::new(bytes, empty, Kind::Leaf, 0));
        Ok(())
    }

    /// As long as the root has one page below it, that is the root instead.
    fn lower_root<D: Disk>(&mut self, store: &mut Store<D>) -> Result<(), BTreeError> {
        loop {
            let root = self.meta.root;
            let page = &self.page(store, root)?.page;
            if page.kind() != Kind::Inner || page.count() > 0 {
                return Ok(());
            }
            self.meta.root = page.link();
            self.free(root, store.page_bytes());
        }
    }
}

/// Where cells are cut so that both sides have about as many bytes, and neither is empty.
fn middle(cells: &[Vec<u8>]) -> usize {
    let half = cells.iter().map(|cell| cell.len() + SLOT).sum::<usize>() / 2;
    let mut bytes = 0;
    let cut = cells.iter().take_while(|cell| {
        bytes += cell.len() + SLOT;
        bytes <= half
    });
    cut.count().clamp(1, cells.len().saturating_sub(1).max(1))
}
