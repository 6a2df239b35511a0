//! How long a message is under way: four distributions, sampled in whole nanoseconds.
//!
//! Written as `10ms` (constant), `5ms..15ms` (uniform, both ends), `5ms+exp10ms` (a floor plus an
//! exponential tail with that mean) or `10ms~50%` (log-normal: that median, and a spread such
//! that one message in six takes longer than the median times 1 + 50 %). Logarithms come from
//! `libm`, so every platform draws the same.

use super::{Nanos, format_time, parse_duration};
use crate::random::SplitMix64;
use core::fmt;

/// A distribution of delays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Latency {
    /// Always the same.
    Constant(Nanos),
    /// Anything from the first to the second, both included.
    Uniform(Nanos, Nanos),
    /// A floor plus an exponential draw with the given mean.
    Exponential(Nanos, Nanos),
    /// Log-normal by its median and its spread in percent.
    LogNormal(Nanos, u32),
}

/// No delay is drawn longer than this, so that a tail cannot overflow time.
const LONGEST: f64 = 3.6e12;

impl Latency {
    /// Draws one delay.
    pub fn sample(&self, random: &mut SplitMix64) -> Nanos {
        match *self {
            Self::Constant(delay) => delay,
            Self::Uniform(low, high) => low + random.below((high - low).saturating_add(1)),
            Self::Exponential(floor, mean) => {
                let tail = -libm::log(1.0 - random.f64()) * mean as f64;
                floor + tail.min(LONGEST) as Nanos
            }
            Self::LogNormal(median, spread) => {
                // Box and Muller (1958); one of the pair is enough.
                let radius = libm::sqrt(-2.0 * libm::log(1.0 - random.f64()));
                let normal = radius * libm::cos(core::f64::consts::TAU * random.f64());
                let sigma = libm::log(1.0 + f64::from(spread) / 100.0);
                (median as f64 * libm::exp(sigma * normal)).min(LONGEST) as Nanos
            }
        }
    }

    /// The middle of the distribution, for pacing a playback.
    #[must_use]
    pub fn typical(&self) -> Nanos {
        match *self {
            Self::Constant(delay) => delay,
            Self::Uniform(low, high) => low / 2 + high / 2,
            Self::Exponential(floor, mean) => floor + mean,
            Self::LogNormal(median, _) => median,
        }
    }

    /// Reads the textual form; `None` if it is not one or a delay exceeds an hour.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let delay = |text: &str| parse_duration(text).filter(|&delay| delay as f64 <= LONGEST);
        if let Some((low, high)) = text.split_once("..") {
            let (low, high) = (delay(low)?, delay(high)?);
            return (low <= high).then_some(Self::Uniform(low, high));
        }
        if let Some((floor, mean)) = text.split_once("+exp") {
            return Some(Self::Exponential(delay(floor)?, delay(mean)?));
        }
        if let Some((median, spread)) = text.split_once('~') {
            let spread = spread.strip_suffix('%')?.parse().ok().filter(|&s| s <= 1_000)?;
            return Some(Self::LogNormal(delay(median)?, spread));
        }
        delay(text).map(Self::Constant)
    }
}

impl fmt::Display for Latency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Constant(delay) => f.write_str(&format_time(delay)),
            Self::Uniform(low, high) => write!(f, "{}..{}", format_time(low), format_time(high)),
            Self::Exponential(floor, mean) => write!(f, "{}+exp{}", format_time(floor), format_time(mean)),
            Self::LogNormal(median, spread) => write!(f, "{}~{spread}%", format_time(median)),
        }
    }
}
