//! The two engines, behind what is measured of them.

use super::records::{Key, VALUE, is_of};
use fjall::config::{
    BlockSizePolicy, BloomConstructionPolicy, CompressionPolicy, FilterPolicy, FilterPolicyEntry,
};
use fjall::{CompressionType, Database, Keyspace, KeyspaceCreateOptions, PersistMode};
use snowglobe_core::disk::FolderDisk;
use snowglobe_core::lsm::{Lsm, Options, Sync};
use std::path::Path;
use std::time::Duration;

const CACHE: usize = 256 << 20;
const BITS_PER_KEY: u32 = 10;
const BLOCK: u32 = 4_096;
/// What fjall's journal holds in memory if it may.
const BUFFER: usize = 8 << 10;

/// What differs from one measurement to the next.
#[derive(Clone, Copy)]
pub(super) struct Setup {
    pub(super) memtable: usize,
    /// Whether some of the log may wait in memory.
    pub(super) buffered: bool,
}

impl Setup {
    pub(super) const PLAIN: Self = Self { memtable: 64 << 20, buffered: false };
    pub(super) const BUFFERED: Self = Self { buffered: true, ..Self::PLAIN };
}

/// An engine in a folder.
pub(super) trait Engine: Sized {
    /// Opens it, or makes it.
    fn open(folder: &Path, setup: Setup) -> Self;

    fn put(&mut self, key: &Key, value: &[u8; VALUE]);

    /// Whether there is such a record; if so, that its value is one of it.
    fn get(&self, key: &Key, number: u64) -> bool;

    /// Reads so many records from a key on; how many there were.
    fn scan(&self, from: &Key, count: usize) -> usize;

    /// Makes all writes durable.
    fn sync(&mut self);

    /// Makes tables of all that is in memory, and waits until nothing is left to be merged.
    fn settle(&mut self);

    fn close(self);
}

pub(super) struct Ours(Lsm<FolderDisk>);

impl Engine for Ours {
    fn open(folder: &Path, setup: Setup) -> Self {
        let options = Options {
            memtable_bytes: setup.memtable,
            table_bytes: Setup::PLAIN.memtable,
            cache_bytes: CACHE,
            bits_per_key: BITS_PER_KEY,
            block_bytes: BLOCK as usize,
            sync: Sync::Never,
            log_buffer: if setup.buffered { BUFFER } else { 0 },
            ..Options::default()
        };
        Self(Lsm::open(FolderDisk::new(folder).expect("a folder"), options).expect("an engine"))
    }

    fn put(&mut self, key: &Key, value: &[u8; VALUE]) {
        self.0.put(key, value).expect("room");
    }

    fn get(&self, key: &Key, number: u64) -> bool {
        let found = self.0.get_with(key, |value| assert!(is_of(value, number), "{number}"));
        found.expect("no damage").is_some()
    }

    fn scan(&self, from: &Key, count: usize) -> usize {
        let mut scan = self.0.scan(from.as_slice()..).expect("no damage");
        let mut met = 0;
        while met < count && scan.advance().expect("no damage") {
            assert_eq!((scan.key().len(), scan.value().len()), (from.len(), VALUE));
            met += 1;
        }
        met
    }

    fn sync(&mut self) {
        self.0.sync().expect("a sync");
    }

    fn settle(&mut self) {
        self.0.flush().and_then(|()| self.0.settle()).expect("room");
    }

    fn close(self) {
        self.0.close().expect("room");
    }
}

pub(super) struct Theirs {
    database: Database,
    keyspace: Keyspace,
}

impl Engine for Theirs {
    fn open(folder: &Path, setup: Setup) -> Self {
        let builder = Database::builder(folder).cache_size(CACHE as u64);
        let database = builder.open().expect("a database");
        let bloom = FilterPolicyEntry::Bloom(BloomConstructionPolicy::BitsPerKey(BITS_PER_KEY as f32));
        let options = || {
            KeyspaceCreateOptions::default()
                .manual_journal_persist(setup.buffered)
                .max_memtable_size(setup.memtable as u64)
                .data_block_size_policy(BlockSizePolicy::all(BLOCK))
                .data_block_compression_policy(CompressionPolicy::all(CompressionType::None))
                .filter_policy(FilterPolicy::all(bloom))
        };
        let keyspace = database.keyspace("records", options).expect("a keyspace");
        Self { database, keyspace }
    }

    fn put(&mut self, key: &Key, value: &[u8; VALUE]) {
        self.keyspace.insert(key, value).expect("room");
    }

    fn get(&self, key: &Key, number: u64) -> bool {
        let found = self.keyspace.get(key).expect("no damage");
        found.inspect(|value| assert!(is_of(value, number), "{number}")).is_some()
    }

    fn scan(&self, from: &Key, count: usize) -> usize {
        let entries = self.keyspace.range(from.as_slice()..).take(count);
        let sizes = entries.map(|entry| entry.into_inner().map(|(key, value)| (key.len(), value.len())));
        sizes.inspect(|sizes| assert_eq!(sizes.as_ref().ok(), Some(&(from.len(), VALUE)))).count()
    }

    fn sync(&mut self) {
        self.database.persist(PersistMode::SyncData).expect("a sync");
    }

    fn settle(&mut self) {
        self.keyspace.rotate_memtable_and_wait().expect("room");
        // Merges are begun by other threads, a moment later.
        let busy = |database: &Database| database.outstanding_flushes() + database.active_compactions() > 0;
        let mut still = 0;
        while still < 5 {
            std::thread::sleep(Duration::from_millis(20));
            still = if busy(&self.database) { 0 } else { still + 1 };
        }
    }

    fn close(self) {
        self.database.persist(PersistMode::SyncData).expect("a sync");
    }
}
