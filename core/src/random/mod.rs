//! Random numbers that come out the same everywhere: same seed, same draws, on every machine.
//!
//! Nothing here asks the operating system for anything. [`SplitMix64`] is the generator that runs
//! use; [`Xoshiro256`] and [`Pcg32`] stand beside it for comparison. Integer draws use integers
//! only; the few that need a logarithm take it from `libm`, which is software and so gives the
//! same bits natively and in WebAssembly.
//!
//! [`SplitMix64::fork`] is what makes a fault change only what it touches: each purpose has a
//! stream of its own, derived from the seed alone, so one more draw here moves nothing there.
//!
//! ```
//! use snowglobe_core::random::{SplitMix64, Zipf};
//!
//! let mut random = SplitMix64::new(1_234_567);
//! assert_eq!(random.next(), 6_457_827_717_110_365_317);
//!
//! let before = random.fork("latency", 3).next();
//! random.next();
//! assert_eq!(random.fork("latency", 3).next(), before); // draws in between do not matter
//!
//! let popularity = Zipf::new(100, 1_000)?;
//! assert!((1..=100).contains(&popularity.sample(&mut random)));
//! # Ok::<(), snowglobe_core::random::ZipfError>(())
//! ```
//!
//! Sources: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators" (OOPSLA 2014) in
//! Vigna's form; Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators" (2021);
//! O'Neill, "PCG" (2014); Lemire, "Fast Random Integer Generation in an Interval" (2019).

mod draws;
mod pcg;
mod splitmix;
mod xoshiro;
mod zipf;

#[cfg(test)]
mod tests;

pub use pcg::Pcg32;
pub use splitmix::SplitMix64;
pub use xoshiro::{Xoshiro256, ZeroState};
pub use zipf::{Zipf, ZipfError};
