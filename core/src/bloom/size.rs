//! How large a filter is to be, and how often it is wrong: the closed forms.
//!
//! ```text
//!   p = (1 - e^(-kn/m))^k        k = m/n ln 2        m = -n ln p / (ln 2)²
//! ```
//!
//! ```
//! use snowglobe_core::bloom::{blocked_rate, false_positive_rate};
//!
//! // 10 bits a key, 7 of them set: what blocks cost.
//! assert_eq!((false_positive_rate(10_000, 1_000, 7) * 1e5).round(), 819.0);
//! assert_eq!((blocked_rate(10_000, 1_000, 7) * 1e5).round(), 957.0);
//! ```

use core::f64::consts::LN_2;

/// Bits of a block: a line of cache.
pub(super) const BLOCK_BITS: u64 = 512;

/// The share of absent keys that a filter of `bits` with `items` in it lets pass, if a key stands for `hashes`
/// bits. Double hashing lets slightly more pass, which shows in small filters.
#[must_use]
pub fn false_positive_rate(bits: u64, items: u64, hashes: u32) -> f64 {
    if bits == 0 {
        return 1.0;
    }
    let set = -libm::expm1(-f64::from(hashes) * items as f64 / bits as f64);
    libm::pow(set, hashes.into())
}

/// How many bits a key should stand for, so that the fewest absent keys pass: at least 1.
#[must_use]
pub fn best_hashes(bits: u64, items: u64) -> u32 {
    // A cast of a number too large for the type gives the type's largest.
    let best = libm::rint(bits as f64 / items.max(1) as f64 * LN_2);
    (best as u32).max(1)
}

/// How many bits a filter for `items` needs, so that a share `rate` of absent keys passes; 0 where the rate is no
/// share below 1.
#[must_use]
pub fn bits_for(items: u64, rate: f64) -> u64 {
    libm::ceil(-(items as f64) * libm::log(rate) / (LN_2 * LN_2)) as u64
}

/// As [`false_positive_rate`] for a filter in blocks of 512 bits: some blocks get more keys than others, and
/// those let more pass than the emptier ones keep back. O(keys of a block).
#[must_use]
pub fn blocked_rate(bits: u64, items: u64, hashes: u32) -> f64 {
    if bits == 0 {
        return 1.0;
    }
    // How many keys a block gets is Poisson distributed.
    let mean = items as f64 * BLOCK_BITS as f64 / bits as f64;
    let spread = 12.0 * libm::sqrt(mean) + 12.0;
    let (low, high) = ((mean - spread).max(0.0) as u64, (mean + spread) as u64);
    let share = |keys: u64| {
        let log = keys as f64 * libm::log(mean) - mean - libm::lgamma(keys as f64 + 1.0);
        if mean > 0.0 { libm::exp(log) } else { f64::from(u8::from(keys == 0)) }
    };
    // Beyond a million keys in a block there is nothing to tell apart.
    if high > 1_000_000 {
        return 1.0;
    }
    (low..=high).map(|keys| share(keys) * block_rate(keys, hashes)).sum()
}

/// The share that a block with so many keys lets pass. With 512 places the exact chance that one is set counts.
fn block_rate(keys: u64, hashes: u32) -> f64 {
    let clear = f64::from(hashes) * keys as f64 * libm::log1p(-1.0 / BLOCK_BITS as f64);
    libm::pow(-libm::expm1(clear), hashes.into())
}
