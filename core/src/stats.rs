//! How even a placement is and how much a change moves: measured, and by closed form.
//!
//! ```
//! use snowglobe_core::stats::{cv, moved_fraction, modulo_moved, share_cv};
//!
//! assert_eq!(cv(&[2.0, 4.0]), 1.0 / 3.0);
//! assert_eq!(moved_fraction(&[0, 1, 2, 3], &[0, 1, 1, 0]), 0.5);
//! assert_eq!(modulo_moved(4, 3), 0.75);
//! assert!((share_cv(10, 100) - 0.0949).abs() < 1e-4);
//! ```
//!
//! Shares of a ring: the arcs between random points are Dirichlet distributed, so the share of a
//! node with v of nv points is Beta(v, (n-1)v), whose deviation over mean is
//! `sqrt((n-1)/(nv+1))`.

#[cfg(test)]
mod tests;

/// The mean; 0 of nothing. O(n).
#[must_use]
pub fn mean(values: &[f64]) -> f64 {
    if values.is_empty() {
        return 0.0;
    }
    values.iter().sum::<f64>() / values.len() as f64
}

/// The coefficient of variation: population standard deviation over mean; 0 if the mean is 0.
/// O(n).
#[must_use]
pub fn cv(values: &[f64]) -> f64 {
    let mean = mean(values);
    if mean == 0.0 {
        return 0.0;
    }
    let squares: f64 = values.iter().map(|v| (v - mean) * (v - mean)).sum();
    libm::sqrt(squares / values.len() as f64) / mean
}

/// The largest value over the mean; 0 if the mean is 0. O(n).
#[must_use]
pub fn max_over_mean(values: &[f64]) -> f64 {
    let mean = mean(values);
    if mean == 0.0 {
        return 0.0;
    }
    values.iter().copied().fold(f64::MIN, f64::max) / mean
}

/// The share of items whose owner differs between two assignments of the same items (of as many
/// as both have); 0 of none. O(n).
#[must_use]
pub fn moved_fraction<T: PartialEq>(before: &[T], after: &[T]) -> f64 {
    let items = before.len().min(after.len());
    if items == 0 {
        return 0.0;
    }
    let moved = before.iter().zip(after).filter(|(a, b)| a != b).count();
    moved as f64 / items as f64
}

/// The share of keys that move when `hash mod n` becomes `hash mod m`:
/// `1 - min(n, m) / lcm(n, m)`. 1 if either is 0.
#[must_use]
pub fn modulo_moved(n: u64, m: u64) -> f64 {
    // min / lcm = min × gcd / (n × m) = gcd / max.
    match n.max(m) {
        0 => 1.0,
        _ if n.min(m) == 0 => 1.0,
        max => 1.0 - gcd(n, m) as f64 / max as f64,
    }
}

fn gcd(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// The mean share of keys that move when a node joins a ring of `n`: `1/(n+1)`.
#[must_use]
pub fn ring_moved_by_join(n: u64) -> f64 {
    1.0 / (n as f64 + 1.0)
}

/// The mean share of keys that move when one of the `n` nodes of a ring leaves: `1/n`; 0 if
/// there is none.
#[must_use]
pub fn ring_moved_by_leave(n: u64) -> f64 {
    if n == 0 { 0.0 } else { 1.0 / n as f64 }
}

/// The coefficient of variation of one node's share on a ring of `n` nodes with `v` virtual
/// nodes each: `sqrt((n-1)/(nv+1))`, about `1/sqrt(v)`. 0 if there is no node.
#[must_use]
pub fn share_cv(n: u64, v: u64) -> f64 {
    libm::sqrt(n.saturating_sub(1) as f64 / (n as f64 * v as f64 + 1.0))
}
