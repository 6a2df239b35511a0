//! What a replica keeps, in a storage engine of its own: records, hints for others, and a tree of hashes for each range.
//!
//! ```text
//!   d │ hash of the key, 8 bytes │ number of the key, 4      ──▶ record       so the keys of a range stand together
//!   h │ for whom, 4 │ hash, 8 │ number, 4                    ──▶ when it was taken, 8; record       a hint
//!   r │ client, 4                                            ──▶ the number of its last write that was taken up here
//! ```
//!
//! The engine is [`lsm`](crate::lsm) on a disk of the machine's own: after a crash it is opened on what that has.

use super::message::Key;
use super::parameters::Parameters;
use super::placement::{Placement, RANGES};
use super::record::Record;
use crate::disk::{Fate, FaultyDisk, Plan};
use crate::hash::xxh3;
use crate::lsm::inspect::ReadPath;
use crate::lsm::{Located, Lsm, LsmError, Options};
use crate::merkle::{Fast, SparseTree};
use crate::sim::Nanos;
use alloc::sync::Arc;
use alloc::vec::Vec;

const DATA: u8 = b'd';
const HINT: u8 = b'h';
const REQUEST: u8 = b'r';

/// The engine and the trees; see the module.
#[derive(Clone, Debug)]
pub struct Store {
    engine: Lsm<FaultyDisk>,
    /// Made when a range gets its first record. Copies of the store share them.
    trees: Vec<Option<Arc<SparseTree<Fast>>>>,
    /// How high they are.
    pub(super) height: u32,
    hints: u64,
    /// A record at hand: its key, then its bytes.
    scratch: Vec<u8>,
}

/// What there is of a key before it is changed.
#[derive(Clone, Debug)]
pub struct Before {
    /// The record; none if there is none.
    pub record: Option<Record>,
    /// Its part of the hash of its bucket; 0 if there is none.
    pub digest: u64,
}

/// A record that is kept for another node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hint {
    /// For whom.
    pub target: u32,
    /// The key.
    pub key: Key,
    /// The versions.
    pub record: Record,
    /// When the last of them was taken, by the clock of who keeps it.
    pub taken: Nanos,
}

/// How an engine of the cluster is set: small, for it keeps little and is copied with each checkpoint.
fn options(parameters: &Parameters) -> Options {
    Options {
        memtable_bytes: 16 << 10,
        table_bytes: 64 << 10,
        cache_bytes: 256 << 10,
        sync: parameters.sync,
        ..Options::default()
    }
}

impl Store {
    /// Opens the engine on what the disk has, and makes the trees anew. O(records).
    ///
    /// # Errors
    /// As [`Lsm::open`].
    pub fn open(disk: FaultyDisk, parameters: &Parameters) -> Result<Self, LsmError> {
        let engine = Lsm::open(disk, options(parameters))?;
        let trees = alloc::vec![None; RANGES];
        let height = parameters.tree_height;
        let mut store = Self { engine, trees, height, hints: 0, scratch: Vec::new() };
        for range in 0..RANGES {
            for (key, record) in store.range(range)? {
                write_down(&mut store.scratch, key, &record);
                store.mix(key, xxh3(&store.scratch, 0));
            }
        }
        store.hints = store.all_hints()?.len() as u64;
        Ok(store)
    }

    /// The disk, after the machine stopped: what was not durable has met its fate.
    #[must_use]
    pub fn into_disk(self, fate: Fate) -> FaultyDisk {
        let mut disk = self.engine.disk().clone();
        disk.restart(fate);
        disk
    }

    /// The engine.
    #[must_use]
    pub fn engine(&self) -> &Lsm<FaultyDisk> {
        &self.engine
    }

    /// What there is of a key.
    ///
    /// # Errors
    /// If the engine cannot read it.
    pub fn get(&self, key: Key) -> Result<Option<Record>, LsmError> {
        Ok(self.engine.get_with(&data_key(key), Record::decode)?.flatten())
    }

    /// The key under which a record stands in the engine: see the module.
    #[must_use]
    pub fn stored_key(key: Key) -> [u8; 13] {
        data_key(key)
    }

    /// Where each version of a key is in the engine, the newest first. For views: nothing is changed by looking.
    ///
    /// # Errors
    /// If the engine cannot read it.
    pub fn locate(&self, key: Key) -> Result<Vec<Located>, LsmError> {
        self.engine.locate(&data_key(key))
    }

    /// What a read of a key would look at now. A copy of the engine is asked: reading fills its cache. O(tables).
    ///
    /// # Errors
    /// If the engine cannot read it.
    pub fn trace(&self, key: Key) -> Result<ReadPath, LsmError> {
        self.engine.clone().trace(&data_key(key))
    }

    /// All that is here of a key: its own, and what is kept for those at home.
    ///
    /// # Errors
    /// If the engine cannot read it.
    pub fn look_up(&self, key: Key, home: &[u32], empty: &Record) -> Result<Record, LsmError> {
        let record = self.get(key)?.unwrap_or_else(|| empty.clone());
        self.with_hints(key, home, record)
    }

    /// A record, and what is kept of its key for those at home.
    ///
    /// # Errors
    /// If the engine cannot read it.
    pub fn with_hints(&self, key: Key, home: &[u32], mut record: Record) -> Result<Record, LsmError> {
        if self.hints > 0 {
            for target in home {
                if let Some(hint) = self.hint(*target, key)? {
                    record.sync(&hint);
                }
            }
        }
        Ok(record)
    }

    /// What there is of a key, for [`Store::put`].
    ///
    /// # Errors
    /// If the engine cannot read it.
    pub fn before(&mut self, key: Key) -> Result<Before, LsmError> {
        let scratch = &mut self.scratch;
        let read = |bytes: &[u8]| {
            scratch.clear();
            scratch.extend_from_slice(&data_key(key));
            scratch.extend_from_slice(bytes);
            Record::decode(bytes).map(|record| Before { record: Some(record), digest: xxh3(scratch, 0) })
        };
        let before = self.engine.get_with(&data_key(key), read)?.flatten();
        Ok(before.unwrap_or(Before { record: None, digest: 0 }))
    }

    /// Keeps a record in place of the one whose part of the hash this is: that of [`Store::before`].
    ///
    /// # Errors
    /// If the engine cannot write it.
    pub fn put(&mut self, key: Key, before: u64, record: &Record) -> Result<(), LsmError> {
        let data_key = write_down(&mut self.scratch, key, record);
        self.engine.put(&data_key, &self.scratch[data_key.len()..])?;
        self.mix(key, before ^ xxh3(&self.scratch, 0));
        Ok(())
    }

    /// Forgets a key.
    ///
    /// # Errors
    /// If the engine cannot write it.
    pub fn forget(&mut self, key: Key) -> Result<(), LsmError> {
        let before = self.before(key)?;
        if before.record.is_some() {
            self.engine.delete(&data_key(key))?;
            self.mix(key, before.digest);
        }
        Ok(())
    }

    /// The records of a range, by hash.
    ///
    /// # Errors
    /// If the engine cannot read them.
    pub fn range(&self, range: usize) -> Result<Vec<(Key, Record)>, LsmError> {
        self.between(Placement::beginning(range), u64::MAX / RANGES as u64)
    }

    /// The records of a bucket of a range's tree, by hash.
    ///
    /// # Errors
    /// If the engine cannot read them.
    pub fn of_bucket(&self, range: usize, bucket: u32) -> Result<Vec<(Key, Record)>, LsmError> {
        let width = (u64::MAX / RANGES as u64) >> self.height;
        self.between(Placement::beginning(range) | (u64::from(bucket) * (width + 1)), width)
    }

    /// The records whose hash is this, or above it by no more than the width.
    fn between(&self, first: u64, width: u64) -> Result<Vec<(Key, Record)>, LsmError> {
        let from = data_key(Key { hash: first, id: 0 });
        let to = data_key(Key { hash: first | width, id: u32::MAX });
        let mut found = Vec::new();
        for entry in self.engine.scan(from.as_slice()..=to.as_slice())? {
            let (key, value) = entry?;
            found.extend(key_of(key.get(1..).unwrap_or_default()).zip(Record::decode(&value)));
        }
        Ok(found)
    }

    /// The tree of a range; none if it never had a record.
    #[must_use]
    pub fn tree(&self, range: usize) -> Option<&SparseTree<Fast>> {
        self.trees.get(range)?.as_deref()
    }

    /// The bucket of a key in a tree of its range of this height, which is not 0.
    #[must_use]
    pub const fn bucket(key: Key, height: u32) -> usize {
        ((key.hash << RANGES.trailing_zeros()) >> (64 - height)) as usize
    }

    /// How many hints there are.
    #[must_use]
    pub fn hints(&self) -> u64 {
        self.hints
    }

    /// What is kept for others, by for whom it is. O(hints).
    ///
    /// # Errors
    /// If the engine cannot read them.
    pub fn all_hints(&self) -> Result<Vec<Hint>, LsmError> {
        let mut found = Vec::new();
        for entry in self.engine.scan([HINT].as_slice()..[HINT + 1].as_slice())? {
            let (key, value) = entry?;
            let target =
                key.get(1..5).and_then(|bytes| bytes.first_chunk()).map(|four| u32::from_be_bytes(*four));
            let hint = target.zip(key_of(key.get(5..).unwrap_or_default())).zip(decode_hint(&value));
            found.extend(hint.map(|((target, key), (taken, record))| Hint { target, key, record, taken }));
        }
        Ok(found)
    }

    /// What is kept of a key for another node.
    ///
    /// # Errors
    /// If the engine cannot read it.
    pub fn hint(&self, target: u32, key: Key) -> Result<Option<Record>, LsmError> {
        let hint = self.engine.get_with(&hint_key(target, key), decode_hint)?.flatten();
        Ok(hint.map(|(_, record)| record))
    }

    /// Whether there is room for a hint, where so many may be kept, or there is one already.
    ///
    /// # Errors
    /// If the engine cannot read it.
    pub fn has_room(&self, target: u32, key: Key, most: u64) -> Result<bool, LsmError> {
        Ok(self.hints < most || self.hint(target, key)?.is_some())
    }

    /// Keeps a record for another node, taken at this time by its own clock.
    ///
    /// # Errors
    /// If the engine cannot write it.
    pub fn put_hint(&mut self, target: u32, key: Key, record: &Record, taken: Nanos) -> Result<(), LsmError> {
        let new = self.hint(target, key)?.is_none();
        self.scratch.clear();
        self.scratch.extend_from_slice(&taken.to_be_bytes());
        record.encode(&mut self.scratch);
        self.engine.put(&hint_key(target, key), &self.scratch)?;
        self.hints += u64::from(new);
        Ok(())
    }

    /// Keeps it no more.
    ///
    /// # Errors
    /// If the engine cannot write that.
    pub fn drop_hint(&mut self, target: u32, key: Key) -> Result<(), LsmError> {
        if self.hint(target, key)?.is_some() {
            self.engine.delete(&hint_key(target, key))?;
            self.hints -= 1;
        }
        Ok(())
    }

    /// The last write of a client that was taken up here.
    ///
    /// # Errors
    /// If the engine cannot read it.
    pub fn taken_up(&self, client: u32) -> Result<u64, LsmError> {
        let number = |bytes: &[u8]| bytes.first_chunk().map(|eight| u64::from_be_bytes(*eight));
        Ok(self.engine.get_with(&request_key(client), number)?.flatten().unwrap_or_default())
    }

    /// A write of a client is taken up.
    ///
    /// # Errors
    /// If the engine cannot write it.
    pub fn take_up(&mut self, client: u32, request: u64) -> Result<(), LsmError> {
        self.engine.put(&request_key(client), &request.to_be_bytes())
    }

    /// What goes wrong with the disk from now on.
    pub fn set_plan(&mut self, plan: Plan) {
        self.engine.disk_mut().set_plan(plan);
    }

    /// Changes of the disk so far.
    #[must_use]
    pub fn changes(&self) -> u64 {
        self.engine.disk().changes()
    }

    /// Bytes that a copy takes, about.
    #[must_use]
    pub fn footprint(&self) -> usize {
        let trees = self.trees.iter().flatten().map(|tree| tree.kept() * 2 * size_of::<u64>());
        self.engine.footprint() + self.trees.len() * size_of::<usize>() + trees.sum::<usize>()
    }

    /// Changes the hash of a key's bucket by this.
    fn mix(&mut self, key: Key, change: u64) {
        let Some(tree) = self.trees.get_mut(Placement::range(key)) else { return };
        if tree.is_none() {
            // No height that can be set is too high.
            *tree = SparseTree::new(self.height).ok().map(Arc::new);
        }
        if let Some(tree) = tree {
            let bucket = Self::bucket(key, self.height);
            let hash = tree.at(tree.len() + bucket) ^ change;
            Arc::make_mut(tree).set(bucket, hash);
        }
    }
}

/// A key, and what there is of it: the bytes of which the hash is its part of that of its bucket. Those of a bucket are
/// put together by exclusive or, so that their order does not matter and one can be exchanged for another.
fn write_down(out: &mut Vec<u8>, key: Key, record: &Record) -> [u8; 13] {
    let data_key = data_key(key);
    out.clear();
    out.extend_from_slice(&data_key);
    record.encode(out);
    data_key
}

fn data_key(key: Key) -> [u8; 13] {
    let mut bytes = [DATA; 13];
    bytes[1..9].copy_from_slice(&key.hash.to_be_bytes());
    bytes[9..].copy_from_slice(&key.id.to_be_bytes());
    bytes
}

fn hint_key(target: u32, key: Key) -> [u8; 17] {
    let mut bytes = [HINT; 17];
    bytes[1..5].copy_from_slice(&target.to_be_bytes());
    bytes[5..].copy_from_slice(&data_key(key)[1..]);
    bytes
}

fn request_key(client: u32) -> [u8; 5] {
    let mut bytes = [REQUEST; 5];
    bytes[1..].copy_from_slice(&client.to_be_bytes());
    bytes
}

fn decode_hint(bytes: &[u8]) -> Option<(Nanos, Record)> {
    let (taken, record) = bytes.split_first_chunk()?;
    Some((Nanos::from_be_bytes(*taken), Record::decode(record)?))
}

fn key_of(bytes: &[u8]) -> Option<Key> {
    let (hash, id) = bytes.split_first_chunk::<8>()?;
    Some(Key { hash: u64::from_be_bytes(*hash), id: u32::from_be_bytes(*id.first_chunk::<4>()?) })
}
