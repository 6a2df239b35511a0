//! A small deterministic world: virtual time, a network that loses and delays, nodes that crash.
//!
//! A [`System`] is a set of [`Node`]s. A node never sees a clock, a socket or a thread: it is
//! handed a message, a timer or a command and answers with effects through its [`Context`]. The
//! [`World`] owns everything that varies and writes down all that happens as [`Record`]s. A
//! [`Run`] keeps checkpoints of the world, so that any moment can be visited, in both directions,
//! and so that acting in the past makes a branch instead of erasing the future.
//!
//! ```text
//!   step 1   t = 0       timer at client c0  ──►  sends get(key-7) to s2, arrives at 10 ms
//!   step 2   t = 10 ms   s2 gets get(key-7)  ──►  sets a timer for its service time
//!   step 3   t = 10.2 ms timer at s2         ──►  sends value(key-7) to c0
//! ```
//!
//! The rules that make a run replayable: time is an integer number of nanoseconds; what happens
//! at the same nanosecond happens in the order in which it was scheduled; an action takes effect
//! at the end of its nanosecond; every random draw comes from a stream forked per purpose.
//!
//! The shape follows quinn-proto (protocol logic without a clock or a socket) and the simulation
//! testing of FoundationDB (Zhou et al., SIGMOD 2021).

mod beside;
mod branch;
mod checkpoint;
mod clock;
mod digest;
mod globe;
mod latency;
mod network;
mod node;
mod overview;
mod queue;
mod run;
mod seek;
mod slab;
mod storm;
mod system;
mod tell;
mod time;
mod trace;
mod verb;
mod window;
mod world;
mod world_network;
mod world_verbs;

pub use branch::{Branch, RunError};
pub use clock::Clock;
pub use digest::Digest;
pub use globe::{Globe, Lane, Resident};
pub use latency::Latency;
pub use network::{Cut, Fate, Network, Share};
pub use node::{Context, Node, NodeId, Said};
pub use overview::{Landmark, Overview, Tally};
pub use queue::Queue;
pub use run::Run;
pub use storm::storm;
pub use system::{Fact, Role, Setup, System, Value};
pub use time::{Nanos, SECOND, format_time, parse_duration};
pub use trace::{Kind, Label, Reason, Record, Sink, Trace};
pub use verb::{ActionError, Verb};
pub use world::{Flight, Place, World};

#[cfg(test)]
mod tests;
