//! Waiting times: draws from continuous distributions, as whole nanoseconds.
//!
//! Logarithms come from `libm`, which is the same code on every machine.

use super::SplitMix64;

impl SplitMix64 {
    /// An exponential waiting time with this mean, both in nanoseconds; what lies between the
    /// events of a Poisson process. From one draw; at most 36.8 means.
    pub fn exponential(&mut self, mean: u64) -> u64 {
        // In (0, 1], so that the logarithm is finite.
        let u = 1.0 - self.f64();
        (-libm::log(u) * mean as f64) as u64
    }

    /// A normally distributed time in nanoseconds, 0 where that would be negative. From two
    /// draws (Box and Muller 1958).
    pub fn normal(&mut self, mean: u64, deviation: u64) -> u64 {
        let u = 1.0 - self.f64();
        let angle = core::f64::consts::TAU * self.f64();
        let standard = libm::sqrt(-2.0 * libm::log(u)) * libm::cos(angle);
        // The cast saturates at 0 and u64::MAX.
        (mean as f64 + deviation as f64 * standard) as u64
    }
}
