//! What a tree asked of its disk: counts, so that trees can be compared without a clock.
//!
//! An access is *sequential* if it begins where the one before it in the same file ended, else *random*. The log is
//! only appended to, so all of its writes are sequential: it is thought to have a disk, or an arm, of its own.

use crate::disk::DiskModel;

/// Counts since the tree was opened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// Pages that were asked for and in memory.
    pub hits: u64,
    /// Pages that had to be read.
    pub page_reads: u64,
    /// Pages written.
    pub page_writes: u64,
    /// Frames written to the log: one for each change.
    pub frames: u64,
    /// Images of whole pages among what they hold.
    pub images: u64,
    /// Bytes read, of pages and of the log.
    pub bytes_read: u64,
    /// Bytes written into pages.
    pub page_bytes_written: u64,
    /// Bytes written to the log.
    pub log_bytes_written: u64,
    /// Reads and writes that begin elsewhere than the last in their file ended.
    pub random: u64,
    /// Reads and writes that go on where the last in their file ended.
    pub sequential: u64,
    /// How often something was made durable.
    pub syncs: u64,
    /// Checkpoints made.
    pub checkpoints: u64,
}

impl Counters {
    /// All bytes written.
    #[must_use]
    pub fn bytes_written(&self) -> u64 {
        self.page_bytes_written + self.log_bytes_written
    }

    /// Nanoseconds that these accesses take such a disk. Syncs are not counted: what they wait for is written.
    #[must_use]
    pub fn nanos(&self, disk: &DiskModel) -> u64 {
        disk.random(self.random, self.bytes_read + self.bytes_written())
    }
}

/// Where the last access in a file ended.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Head(u64);

impl Head {
    pub(super) fn access(&mut self, offset: u64, bytes: usize, counters: &mut Counters) {
        if offset == self.0 {
            counters.sequential += 1;
        } else {
            counters.random += 1;
        }
        self.0 = offset + bytes as u64;
    }
}
