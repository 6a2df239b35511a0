//! Random numbers that are the same on every machine and in every release.
//!
//! A run is computed from a seed, so the generator is part of the format of a link: its output
//! is pinned by published vectors and never changes. [`SplitMix64`] is the generator of the
//! worlds. It can be forked by purpose, so that one more draw for one purpose does not shift the
//! draws of any other:
//!
//! ```
//! use snowglobe_core::random::SplitMix64;
//!
//! let mut world = SplitMix64::new(7);
//! let latency = world.fork("latency", 3);
//! world.next(); // changes nothing for the fork made next
//! assert_eq!(world.fork("latency", 3), latency);
//! assert_ne!(world.fork("loss", 3), latency);
//! ```
//!
//! Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014 (as
//! published by Vigna); xoshiro256** by Blackman and Vigna 2018; PCG by O'Neill 2014; bounded
//! draws after Lemire 2019, without rejection (a bias below n / 2^64). None is for secrets.

mod continuous;
mod generators;
mod splitmix;
#[cfg(test)]
mod tests;
mod zipf;

pub use generators::{Pcg32, Xoshiro256};
pub use splitmix::SplitMix64;
pub use zipf::Zipf;
