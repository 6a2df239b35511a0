//! How even a placement is, how much of it moved, and what theory says of both.
//!
//! Ten servers with one point each share a ring badly; with 100 points each they come close.
//! [`share_cv`] is the closed form for "how close", [`cv`] measures it on a run:
//!
//! ```
//! use snowglobe_core::stats;
//!
//! assert_eq!(stats::cv(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]), 0.4); // deviation 2, mean 5
//! assert!((stats::share_cv(10, 100) - 0.0948).abs() < 1e-4);
//!
//! // Four servers become three: three keys in four move with `hash % n`, one in four on a ring.
//! assert_eq!(stats::modulo_moved_exact(4, 3), (9, 12));
//! assert_eq!(stats::ring_moved_by_leave(4), 0.25);
//! ```
//!
//! The share of a ring that one of `n` servers with `v` points each owns follows a Beta
//! distribution with parameters `v` and `(n - 1) v`: the gaps between uniform points are
//! exchangeable (David and Nagaraja, "Order Statistics", 2003, section 6.4). Karger et al.,
//! "Consistent Hashing and Random Trees" (STOC 1997), gave the bounds on what moves.
//!
//! Shares are fractions in `0.0..=1.0`. No function here returns NaN for finite input: where a
//! ratio has no meaning (nothing given, or all zero) it is 0.

#[cfg(test)]
mod tests;

/// Arithmetic mean; 0 of nothing. O(n).
#[must_use]
pub fn mean(values: &[f64]) -> f64 {
    ratio(values.iter().sum(), values.len() as f64)
}

/// Coefficient of variation: population standard deviation over mean, 0 for a perfectly even
/// load. 0 where the mean is 0. O(n).
#[must_use]
pub fn cv(values: &[f64]) -> f64 {
    let mean = mean(values);
    let squares = values.iter().map(|v| (v - mean) * (v - mean)).sum();
    ratio(libm::sqrt(ratio(squares, values.len() as f64)), mean)
}

/// The largest value over the mean, 1 for a perfectly even load: how much of its fair share the
/// busiest server carries. 0 where the mean is 0. Values must not be negative. O(n).
#[must_use]
pub fn max_over_mean(values: &[f64]) -> f64 {
    ratio(values.iter().copied().fold(0.0, f64::max), mean(values))
}

/// Fraction of keys whose owner differs between two assignments of the same keys. Compared up to
/// the shorter of the two; 0 of nothing. O(n).
#[must_use]
pub fn moved<T: PartialEq>(before: &[T], after: &[T]) -> f64 {
    let pairs = before.iter().zip(after);
    let count = pairs.len() as f64;
    ratio(pairs.filter(|(a, b)| a != b).count() as f64, count)
}

/// Exactly which part of the hashes changes server when `hash % before` becomes
/// `hash % after`, as `(moved, of)`: over one period, `lcm` hashes, only the first
/// `min(before, after)` keep theirs. O(log).
///
/// No servers before or after (but not both) means that all keys move: `(1, 1)`.
#[must_use]
pub fn modulo_moved_exact(before: u32, after: u32) -> (u64, u64) {
    match (before, after) {
        (0, 0) => (0, 1),
        (0, _) | (_, 0) => (1, 1),
        _ => {
            let period = u64::from(before / gcd(before, after)) * u64::from(after);
            (period - u64::from(before.min(after)), period)
        }
    }
}

/// [`modulo_moved_exact`] as a fraction: `1 - min / lcm`. O(log).
#[must_use]
pub fn modulo_moved(before: u32, after: u32) -> f64 {
    let (moved, of) = modulo_moved_exact(before, after);
    moved as f64 / of as f64
}

/// Expected fraction of keys that move when one more server joins `servers` equal ones on a
/// ring: its own share, `1 / (n + 1)`. O(1).
#[must_use]
pub fn ring_moved_by_join(servers: u32) -> f64 {
    1.0 / (f64::from(servers) + 1.0)
}

/// Expected fraction of keys that move when one of `servers` equal ones leaves a ring: the share
/// it had, `1 / n`; 0 if there is none to leave. O(1).
#[must_use]
pub fn ring_moved_by_leave(servers: u32) -> f64 {
    ratio(1.0, servers.into())
}

/// Coefficient of variation of one server's share of a ring, over all rings, with `servers`
/// equal servers of `virtual_nodes` points each: `sqrt((n - 1) / (n v + 1))`. 0 without
/// servers. O(1).
///
/// The CV over the servers of one ring is on average a little smaller, as the shares of a ring
/// add up to 1: by 6 % for 4 servers and 1 point, by 2 % for 10 servers and 100.
#[must_use]
pub fn share_cv(servers: u32, virtual_nodes: u32) -> f64 {
    let n = f64::from(servers);
    libm::sqrt((n - 1.0).max(0.0) / (n * f64::from(virtual_nodes) + 1.0))
}

/// `a / b`, and 0 where `b` is 0.
fn ratio(a: f64, b: f64) -> f64 {
    if b == 0.0 { 0.0 } else { a / b }
}

/// Greatest common divisor (Euclid).
const fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}
