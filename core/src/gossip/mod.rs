//! How news gets around without anyone who knows all, and how one tells that another is gone.
//!
//! | piece | what it answers |
//! | --- | --- |
//! | [`Spreading`] | in how many rounds everyone knows, and with how many messages |
//! | [`Members`] | who is there, as far as one node has heard: heartbeat counters and when each last grew |
//! | [`PhiDetector`] | how surprising it is that a heartbeat is still not here |
//! | [`Swim`] | the same by asking: probes, by others too, and suspicion that can be denied |
//!
//! ```
//! use snowglobe_core::gossip::{Mode, Spreading};
//!
//! let rumour = Spreading { nodes: 1_024, fanout: 1, mode: Mode::Push, loss: (0, 1) };
//! let spread = rumour.run(7);
//! // log₂ n + ln n is 16.9; to tell each of the others directly would take 1,023 messages from one node.
//! assert!((14..24).contains(&spread.rounds.expect("all know")));
//! ```
//!
//! Demers and others, "Epidemic Algorithms for Replicated Database Maintenance" (1987); Pittel, "On Spreading a Rumor"
//! (1987); van Renesse, Minsky and Hayden, "A Gossip-Style Failure Detection Service" (1998); Hayashibara, Défago, Yared
//! and Katayama, "The φ Accrual Failure Detector" (2004); Das, Gupta and Motivala, "SWIM" (2002).

mod members;
mod phi;
mod spreading;
mod swim;
#[cfg(test)]
mod tests;

pub use members::{Heartbeat, Members};
pub use phi::{Intervals, PhiDetector, phi, phi_of_gossip};
pub use spreading::{Mode, Spread, Spreading};
pub use swim::{Change, Probe, Rumour, Standing, Swim};
