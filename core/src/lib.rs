//! Building blocks of large distributed systems, and a small deterministic world to run them in.
//!
//! Three layers, each looking only downwards: algorithms ([`anatomy`], [`bloom`], [`btree`], [`causality`],
//! [`compaction_cost`], [`disk`], [`gossip`], [`hash`], [`limiter`], [`lsm`], [`merkle`], [`quorum`], [`random`], [`ring`],
//! [`stats`]) are pure state machines; [`sim`] gives them time, a network and faults; [`systems`] are whole systems built
//! from both. A [`scenario`] names one run, to the bit. [`check`] judges histories, from here or from elsewhere;
//! [`counterexample`] looks for runs that break what was promised.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

pub mod anatomy;
pub mod bloom;
pub mod btree;
pub mod causality;
pub mod check;
pub mod compaction_cost;
pub mod counterexample;
pub mod disk;
pub mod flat_map;
pub mod gossip;
pub mod hash;
pub mod limiter;
pub mod lsm;
pub mod merkle;
mod named;
pub mod order;
pub mod quorum;
pub mod random;
pub mod ring;
pub mod scenario;
pub mod sim;
pub mod stats;
pub mod systems;
