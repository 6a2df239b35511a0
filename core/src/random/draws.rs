//! Draws of durations: whole nanoseconds, shaped by a logarithm from `libm`.

use super::SplitMix64;

impl SplitMix64 {
    /// A waiting time with this `mean`, both in nanoseconds: what lies between arrivals that know
    /// nothing of each other. O(1), one draw.
    ///
    /// Never more than 37 times the mean (the smallest positive draw is 2^-53).
    pub fn exponential_nanos(&mut self, mean: u64) -> u64 {
        // 1 - f64() lies in (0, 1], so the logarithm is finite.
        round(-libm::log(1.0 - self.f64()) * mean as f64)
    }

    /// A time around `mean` with standard deviation `deviation`, all in nanoseconds. O(1), two
    /// draws (Box and Muller 1958).
    ///
    /// Times are not negative: what would fall below zero is zero. That is why `deviation`
    /// should stay below a third of `mean` where the mean matters.
    pub fn normal_nanos(&mut self, mean: u64, deviation: u64) -> u64 {
        round(mean as f64 + self.standard_normal() * deviation as f64)
    }

    /// A draw from the normal distribution with mean 0 and deviation 1; within 8.6 of zero.
    fn standard_normal(&mut self) -> f64 {
        let radius = libm::sqrt(-2.0 * libm::log(1.0 - self.f64()));
        radius * libm::cos(core::f64::consts::TAU * self.f64())
    }
}

/// To the nearest whole number, 0 if negative. The cast saturates.
fn round(nanos: f64) -> u64 {
    (nanos + 0.5) as u64
}
