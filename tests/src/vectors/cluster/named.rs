//! A cluster whose nodes and keys have the names that a vector gives them.

use std::collections::{BTreeMap, BTreeSet};

use snowglobe_core::systems::kv::record::Record;
use snowglobe_core::systems::kv::{Ended, Key};

use super::super::{Checked, Field, VectorError};
use super::{Cluster, keys, refused};

const MOST_NODES: usize = 20;

/// A cluster whose nodes and keys have the names of a vector.
pub(super) struct Ring<'a> {
    pub(super) cluster: Cluster,
    /// What the vector calls a node, and what the cluster does; in the order of the preference list.
    pub(super) nodes: Vec<(&'a str, String)>,
    keys: Vec<(&'a str, Key)>,
    pub(super) down: BTreeSet<&'a str>,
}

/// By node what it has of each key, and what it keeps for others.
pub(super) type Data<'a> = BTreeMap<&'a str, Has<'a>>;
pub(super) type Hints<'a> = BTreeMap<&'a str, Keeps<'a>>;
/// Keys and values; for whom, keys and values.
pub(super) type Has<'a> = BTreeMap<&'a str, String>;
pub(super) type Keeps<'a> = BTreeSet<(&'a str, &'a str, String)>;

impl<'a> Ring<'a> {
    pub(super) fn new(
        ring: &Field<'a>,
        (n, r, w): (usize, usize, usize),
        kind: &str,
        resolution: &str,
        names: &BTreeSet<&'a str>,
    ) -> Result<Self, VectorError> {
        let nodes = ring.list_of(Field::text)?;
        let count = nodes.len();
        if count > MOST_NODES {
            return Err(ring.refused(format_args!("more than {MOST_NODES} nodes")));
        }
        let cluster = Cluster::new(&format!(
            "nodes {count}; n {n}; r {r}; w {w}; quorum {kind}; resolution {resolution}; clients 1; read_repair no"
        ))?;
        let order = cluster.order(Key::numbered(0));
        let keys = names.iter().copied().zip(keys(names.len())).collect();
        let nodes = nodes.into_iter().zip(order).collect();
        Ok(Self { cluster, nodes, keys, down: BTreeSet::new() })
    }

    pub(super) fn name(&self, node: &str) -> Result<String, VectorError> {
        let found = self.nodes.iter().find(|(name, _)| *name == node);
        found.map(|(_, name)| name.clone()).ok_or_else(|| refused(node, "no node of the ring"))
    }

    /// What a vector calls the node of this number.
    fn called(&self, node: u32) -> Option<&'a str> {
        let found = self
            .nodes
            .iter()
            .find(|(_, name)| self.cluster.world().find(name).is_some_and(|id| id.0 == node));
        found.map(|(name, _)| *name)
    }

    /// The number of a key.
    fn key(&self, key: &str) -> Result<u32, VectorError> {
        let found = self.keys.iter().find(|(name, _)| *name == key);
        found.map(|(_, key)| key.id).ok_or_else(|| refused(key, "no key of the vector"))
    }

    /// Whether a write is acknowledged.
    pub(super) fn write(&mut self, key: &str, value: &str) -> Result<bool, VectorError> {
        let key = self.key(key)?;
        Ok(matches!(self.cluster.insist(&format!("put {key} {value}"), 0)?, Ended::Written(_)))
    }

    pub(super) fn fail(&mut self, node: &'a str) -> Checked {
        let name = self.name(node)?;
        self.cluster.act(&format!("crash {name}"))?;
        self.down.insert(node);
        self.cluster.settle()
    }

    pub(super) fn recover(&mut self, node: &'a str) -> Checked {
        self.start(node)?;
        self.cluster.settle()
    }

    /// It is up again, and nobody knows of it yet.
    pub(super) fn start(&mut self, node: &'a str) -> Checked {
        let name = self.name(node)?;
        self.down.remove(node);
        self.cluster.act(&format!("restart {name}"))
    }

    /// The client reaches these nodes alone, and these each other.
    pub(super) fn cut_off(&mut self, nodes: &[&str]) -> Checked {
        let (near, far): (Vec<_>, Vec<_>) = self.nodes.iter().partition(|(node, _)| nodes.contains(node));
        let names = |nodes: &[&(&str, String)]| {
            nodes.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(" ")
        };
        let (near, far) = (names(&near), names(&far));
        self.cluster.act("heal")?;
        self.cluster.act(&format!("partition {{c0 {near}}} | {{{far}}}"))
    }

    /// What a client reads.
    pub(super) fn read(&mut self, key: &str) -> Result<String, VectorError> {
        let id = self.key(key)?;
        let ended = self.cluster.insist(&format!("get {id}"), 0)?;
        match ended {
            Ended::Read(_) => Ok(self.cluster.words(&ended).join(" and ")),
            _ => Err(refused(key, "the read is refused")),
        }
    }

    /// Who is up goes on at once, with nothing.
    pub(super) fn lose_disk(&mut self, node: &'a str) -> Checked {
        let name = self.name(node)?;
        self.cluster.act(&format!("lose {name}"))?;
        if !self.down.contains(node) {
            self.cluster.act(&format!("restart {name}"))?;
        }
        self.cluster.settle()
    }

    /// What is on the disks. Who is down is started for it, and looked at before any message reaches it.
    pub(super) fn on_disks(&mut self) -> Result<(Data<'a>, Hints<'a>), VectorError> {
        let up: Vec<&str> = self.nodes.iter().map(|(node, _)| *node).collect();
        let (down, up): (Vec<&str>, Vec<&str>) = up.into_iter().partition(|node| self.down.contains(node));
        let (mut data, mut hints) = (BTreeMap::new(), BTreeMap::new());
        for node in up.into_iter().chain(down) {
            let name = self.name(node)?;
            if self.down.remove(node) {
                self.cluster.act(&format!("restart {name}"))?;
            }
            let (has, keeps) = self.on_disk(&name)?;
            data.insert(node, has);
            if !keeps.is_empty() {
                hints.insert(node, keeps);
            }
        }
        Ok((data, hints))
    }

    pub(super) fn on_disk(&self, name: &str) -> Result<(Has<'a>, Keeps<'a>), VectorError> {
        let store = self.cluster.replica(name)?.store().ok_or_else(|| refused(name, "it is down"))?;
        let word = |record: &Record| {
            let values = record.values().map(|value| self.cluster.world().system().value_name(value));
            values.collect::<Vec<_>>().join(" and ")
        };
        let mut has = BTreeMap::new();
        for (called, key) in &self.keys {
            if let Some(record) = store.get(*key).map_err(|error| refused(name, error))? {
                has.insert(*called, word(&record));
            }
        }
        let hints = store.all_hints().map_err(|error| refused(name, error))?;
        let keeps = hints.iter().map(|hint| {
            let key = self.keys.iter().find(|(_, key)| *key == hint.key);
            let called = key.map_or("?", |(called, _)| *called);
            (self.called(hint.target).unwrap_or("?"), called, word(&hint.record))
        });
        Ok((has, keeps.collect()))
    }
}
