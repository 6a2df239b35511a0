//! How a tree is laid out, how much memory it may use, and when its changes become durable.

use super::BTreeError;

/// The fewest bytes of a page.
pub const SMALLEST_PAGE: usize = 4_096;
/// The most bytes of a page: a place in it fits 16 bits.
pub const LARGEST_PAGE: usize = 65_536;
/// The fewest pages of a pool: those from the root to a leaf of any tree that fits on a disk.
pub const SMALLEST_POOL: usize = 8;

/// How a tree works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// Bytes of a page: a power of two from [`SMALLEST_PAGE`] to [`LARGEST_PAGE`]. A tree that exists keeps its own.
    pub page_bytes: usize,
    /// Pages that are kept in memory, at least [`SMALLEST_POOL`].
    pub pool_pages: usize,
    /// The log is synced after so many changes: 1, and each is durable when it returns; 0, and none is before
    /// [`sync`](super::BTree::sync) or a checkpoint.
    pub sync_every: u32,
    /// Bytes of log after which a checkpoint is made.
    pub checkpoint_bytes: u64,
}

impl Default for Options {
    /// Pages of 16 KiB, 4 MiB of them in memory, every change durable, a checkpoint after 16 MiB of log.
    fn default() -> Self {
        Self { page_bytes: 16_384, pool_pages: 256, sync_every: 1, checkpoint_bytes: 16 << 20 }
    }
}

impl Options {
    pub(super) fn check(&self) -> Result<(), BTreeError> {
        if !is_page(self.page_bytes) {
            return Err(BTreeError::PageBytes(self.page_bytes));
        }
        if self.pool_pages < SMALLEST_POOL {
            return Err(BTreeError::PoolPages(self.pool_pages));
        }
        Ok(())
    }
}

/// Whether a page may have so many bytes.
pub(super) fn is_page(bytes: usize) -> bool {
    bytes.is_power_of_two() && (SMALLEST_PAGE..=LARGEST_PAGE).contains(&bytes)
}
