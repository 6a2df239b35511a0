//! A key-value store on many machines, after Dynamo: every replica with a storage engine of its own.
//!
//! Chapter 6 of the book, whole. A client asks any node, which asks the N replicas of the key's preference list and waits
//! for R of them to read, for W to write:
//!
//! ```text
//!   c0 ── put 7 ──▶ n1 ── Store ──▶ n3, n4, n0        the first three nodes clockwise from the key's range
//!   c0 ◀─ written ─ n1 ◀─ Stored ── n3, n4            W = 2 have it; n0 may be slow, or gone
//! ```
//!
//! ```
//! use snowglobe_core::scenario::Scenario;
//! use snowglobe_core::sim::{Run, SECOND};
//! use snowglobe_core::systems::kv::{self, Kv};
//!
//! let mut run = Run::<Kv>::new(Scenario::new("kv", 7))?;
//! run.seek_time(10 * SECOND);
//! assert!(kv::clients(run.world()).reads > 30);
//! assert_eq!(kv::judged(run.world()).stale_reads, 0); // R + W > N, and nothing failed
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! | file | what |
//! | --- | --- |
//! | `placement` | ranges of the circle and who keeps each |
//! | `record`, `store` | versions of a key; the engine and the trees of hashes |
//! | `replica`, `fetching` | a machine's work; what it finds of a key and takes in |
//! | `coordination`, `contact` | requests answered with the help of others; whose help |
//! | `upkeep` | hints, tombstones, and when there is gossip |
//! | `heartbeats`, `probing` | members that are listened for, by push, pull or both; members that are probed instead |
//! | `repair` | differences evened out, ranges handed over |
//! | `client`, `session` | who asks, and what it has seen |
//! | `history`, `evidence`, `conflicts` | what is kept of that for judges; what shows that a read was wrong; versions that do not know of one another |
//!
//! Left out of the model: the time of single accesses to the disk (a replica takes the service time for each request);
//! a list of members that spreads by gossip (a change is known to all at once); several disks or threads of a machine.
//!
//! `DeCandia` and others, "Dynamo: Amazon's Highly Available Key-value Store" (2007).

pub mod choice;
mod client;
mod command;
mod conflicts;
mod contact;
mod coordination;
mod evidence;
mod facts;
mod fetching;
mod heartbeats;
mod history;
mod message;
mod parameters;
pub mod placement;
mod probing;
pub mod record;
mod repair;
mod replica;
mod requests;
mod session;
mod setup;
mod store;
mod tally;

mod upkeep;
mod varint;
mod word;

#[cfg(test)]
mod tests;

pub use choice::{Resolution, Workload};
pub use client::Client;
pub use command::Command;
pub use coordination::{Op, Phase, Target};
pub use evidence::{CallId, Finding, call, findings};
pub use facts::{Judged, clients, divergence, is_troubled, judged, replicas};
pub use history::{Call, Calls, Ended, Verdict, calls, history, log, traced_history};
pub use message::{Action, Key, Message, Outcome, Reading, Records, Timer};
pub use parameters::{PARAMETERS, Parameters, index};
pub use replica::Replica;
pub use setup::{Kv, Node, Order, Shared};
pub use store::{Hint, Store};
pub use tally::{ClientTally, ReplicaTally};
pub use word::Word;
