//! What is asked of a file of keys: on these servers, with this hash, if this server dies.
//!
//! ```
//! use snowglobe_web::own_data::cache::{failure::Failure, keys::Reading, request::{Change, Request}, servers};
//!
//! let list = servers::parse(b"a:11211").servers;
//! let request = Request::new(list, Change::Remove("a:11211".into()), Reading::Lines);
//! assert_eq!(request.check(), Err(Failure::NobodyLeft));
//! ```

use serde::{Deserialize, Serialize};
use snowglobe_core::hash::HashFunction;
use snowglobe_core::ring::Server;

use super::failure::Failure;
use super::keys::Reading;
use super::servers::ServerEntry;

/// The most virtual nodes for each unit of weight.
pub const MAX_VIRTUAL_NODES: u32 = 1_000;
/// How far above its fair share bounded loads lets a server go, in percent, unless said otherwise.
pub const DEFAULT_EPSILON_PERCENT: u32 = 25;

/// One question to ask of a file; goes to the worker as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The servers, in the order of the list (which modulo and jump depend on).
    pub servers: Vec<ServerEntry>,
    /// What happens to them.
    pub change: Change,
    /// How the keys are written.
    pub reading: Reading,
    /// The name of a [`HashFunction`]. Ketama and the slots bring their own.
    pub hash: String,
    /// Virtual nodes for each unit of weight, 1 to [`MAX_VIRTUAL_NODES`].
    pub virtual_nodes: u32,
    /// For bounded loads: room above the fair share, in percent.
    pub epsilon_percent: u32,
}

/// What happens to the servers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// Nothing: only the spread is asked for.
    #[default]
    None,
    /// A server is added at the end of the list.
    Add(ServerEntry),
    /// The server of this name dies and leaves the list.
    Remove(String),
}

impl Request {
    /// A question with XXH64, 100 virtual nodes and 25 % of room for bounded loads.
    #[must_use]
    pub fn new(servers: Vec<ServerEntry>, change: Change, reading: Reading) -> Self {
        Self {
            servers,
            change,
            reading,
            hash: HashFunction::Xxh64.name().to_owned(),
            virtual_nodes: 100,
            epsilon_percent: DEFAULT_EPSILON_PERCENT,
        }
    }

    /// Whether the question makes sense, before any work is done. O(servers).
    ///
    /// # Errors
    /// [`Failure::NoServers`], [`Failure::NobodyLeft`], [`Failure::AlreadyThere`], [`Failure::NotThere`],
    /// [`Failure::VirtualNodes`], or [`Failure::broken`] if there is no such hash function.
    pub fn check(&self) -> Result<(), Failure> {
        if self.servers.is_empty() {
            return Err(Failure::NoServers);
        }
        if !(1..=MAX_VIRTUAL_NODES).contains(&self.virtual_nodes) {
            return Err(Failure::VirtualNodes { given: self.virtual_nodes, max: MAX_VIRTUAL_NODES });
        }
        match &self.change {
            Change::None => {}
            Change::Add(new) => {
                if self.servers.iter().any(|s| s.name.to_lowercase() == new.name.to_lowercase()) {
                    return Err(Failure::AlreadyThere { name: new.name.clone() });
                }
            }
            Change::Remove(name) if self.position_of(name).is_none() => {
                return Err(Failure::NotThere { name: name.clone() });
            }
            Change::Remove(_) if self.servers.len() == 1 => return Err(Failure::NobodyLeft),
            Change::Remove(_) => {}
        }
        self.hash_function().map(drop)
    }

    /// The hash function asked for.
    ///
    /// # Errors
    /// [`Failure::broken`]: only a page of another version could ask for one that is not there.
    pub fn hash_function(&self) -> Result<HashFunction, Failure> {
        HashFunction::parse(&self.hash).map_err(|_| Failure::broken(format!("hash function {:?}", self.hash)))
    }

    /// Where in the list the server of this name is.
    #[must_use]
    pub fn position_of(&self, name: &str) -> Option<usize> {
        self.servers.iter().position(|s| s.name == name)
    }

    /// The servers and, last, the one to be added.
    pub fn everyone(&self) -> impl Iterator<Item = &ServerEntry> {
        let added = if let Change::Add(new) = &self.change { Some(new) } else { None };
        self.servers.iter().chain(added)
    }

    /// Everyone with the weights divided by their greatest common divisor: weights are relative,
    /// and lists that give them in megabytes (600, 300) would cost a ring 600 times the points.
    #[must_use]
    pub fn placed_servers(&self) -> Vec<Server> {
        let divisor = self.everyone().map(|s| s.weight).fold(0, gcd).max(1);
        self.everyone().map(|s| Server { name: s.name.clone(), weight: s.weight / divisor }).collect()
    }
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}
