//! Building blocks of large distributed systems, and a small deterministic world to run them in.
//!
//! Three layers, each looking only downwards: algorithms ([`anatomy`], [`bloom`], [`btree`], [`compaction_cost`], [`disk`], [`hash`],
//! [`limiter`], [`lsm`], [`random`], [`ring`], [`stats`]) are pure state machines; [`sim`] gives them time, a network and
//! faults;
//! [`systems`] are whole systems built from both. A [`scenario`] names one run, to the bit.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

pub mod anatomy;
pub mod bloom;
pub mod btree;
pub mod compaction_cost;
pub mod disk;
pub mod flat_map;
pub mod hash;
pub mod limiter;
pub mod lsm;
mod named;
pub mod order;
pub mod random;
pub mod ring;
pub mod scenario;
pub mod sim;
pub mod stats;
pub mod systems;
