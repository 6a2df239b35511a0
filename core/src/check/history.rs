//! What clients did and saw.

use alloc::vec::Vec;

/// A time, in whatever unit: only the order counts.
pub type Time = u64;

/// What an operation asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action<V> {
    /// The value.
    Read,
    /// To put this value.
    Write(V),
    /// To put the second value if the first is there.
    Cas(V, V),
}

/// How an operation ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome<V> {
    /// It was done; what it read, if it was a read: `None` if there was nothing.
    Done {
        /// When it returned.
        at: Time,
        /// The value of a read.
        read: Option<V>,
    },
    /// It returned, and had no effect.
    Failed,
    /// Nobody knows: it may take effect at any later time, or never.
    Unknown,
}

/// An operation of a history, by its place in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub usize);

/// One operation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Operation<K, V> {
    /// Who asked.
    pub client: u64,
    /// What it is about.
    pub key: K,
    /// What was asked for.
    pub action: Action<V>,
    /// When.
    pub called: Time,
    /// How it ended.
    pub outcome: Outcome<V>,
}

/// What clients did, in the order of the calls as they were told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History<K, V> {
    operations: Vec<Operation<K, V>>,
}

impl<K, V> Default for History<K, V> {
    fn default() -> Self {
        Self { operations: Vec::new() }
    }
}

impl<K, V> History<K, V> {
    /// An empty one.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A client asks for something; until it is told otherwise, nobody knows how that ended.
    pub fn call(&mut self, client: u64, key: K, action: Action<V>, called: Time) -> OperationId {
        self.operations.push(Operation { client, key, action, called, outcome: Outcome::Unknown });
        OperationId(self.operations.len() - 1)
    }

    /// An operation returned: what it read, if it was a read. A return before the call counts as at the call.
    pub fn done(&mut self, id: OperationId, at: Time, read: Option<V>) {
        if let Some(operation) = self.operations.get_mut(id.0) {
            operation.outcome = Outcome::Done { at: at.max(operation.called), read };
        }
    }

    /// An operation returned without any effect.
    pub fn failed(&mut self, id: OperationId) {
        if let Some(operation) = self.operations.get_mut(id.0) {
            operation.outcome = Outcome::Failed;
        }
    }

    /// The operations.
    #[must_use]
    pub fn operations(&self) -> &[Operation<K, V>] {
        &self.operations
    }
}
