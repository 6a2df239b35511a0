//! Which event came before which, where nobody has the same clock.
//!
//! | clock | what it tells | what it costs |
//! | --- | --- | --- |
//! | [`LamportClock`] | a number that grows along every cause; the converse does not hold | 8 bytes |
//! | [`VectorClock`] | before, after, or concurrent | a counter for each writer |
//! | [`Siblings`] | the values that are concurrent, one for each write (dotted version vectors) | the same, and no more values than writes |
//! | [`HybridClock`] | as Lamport, and near the wall clock | 12 bytes |
//!
//! ```
//! use snowglobe_core::causality::{Relation, VectorClock};
//!
//! // Figure 3 of the Dynamo paper: two servers write upon D2 without knowing of each other.
//! let d2 = VectorClock::from([("Sx", 2)]);
//! let d3 = VectorClock::from([("Sx", 2), ("Sy", 1)]);
//! let d4 = VectorClock::from([("Sx", 2), ("Sz", 1)]);
//! assert_eq!(d2.compare(&d3), Relation::Before);
//! assert_eq!(d3.compare(&d4), Relation::Concurrent);
//! let mut d5 = d3.merged(&d4);
//! assert_eq!(d5.increment(&"Sx"), 3);
//! assert_eq!(d5.to_string(), "[Sx 3, Sy 1, Sz 1]");
//! ```
//!
//! Sources: Lamport, "Time, Clocks, and the Ordering of Events in a Distributed System" (1978); Fidge (1988) and Mattern
//! (1989) on vector time; `DeCandia` and others, "Dynamo" (SOSP 2007), section 4.4; Preguiça, Baquero, Almeida, Fonte and
//! Gonçalves, "Dotted Version Vectors" (2012); Kulkarni, Demirbas, Madappa, Avva and Leone, "Logical Physical Clocks"
//! (2014).

mod hybrid;
mod lamport;
mod siblings;
#[cfg(test)]
mod tests;
mod vector;

pub use hybrid::{HybridClock, HybridTime, TooFarAhead};
pub use lamport::LamportClock;
pub use siblings::{Dot, Siblings};
pub use vector::{Relation, VectorClock};
