//! What pages changed in place cost, as a closed form.
//!
//! ```text
//!   k changes hit P pages at random:  pages hit = P × (1 - (1 - 1/P)^k)       each is written once, whole
//! ```
//!
//! ```
//! use snowglobe_core::btree::{dirty_pages, write_amplification};
//!
//! // Ten thousand changes of 100 bytes in a million pages: nearly each dirties a page of its own.
//! assert_eq!(dirty_pages(1_000_000, 10_000).round(), 9_950.0);
//! assert_eq!(write_amplification(1_000_000, 10_000, 16_384, 100).round(), 163.0);
//! // Ten changes for each page between checkpoints share the cost.
//! assert_eq!(write_amplification(1_000_000, 10_000_000, 16_384, 100).round(), 16.0);
//! ```

/// How many of `pages` have been changed after so many updates of records anywhere: the mean.
#[must_use]
pub fn dirty_pages(pages: u64, updates: u64) -> f64 {
    if pages == 0 {
        return 0.0;
    }
    let untouched = updates as f64 * libm::log1p(-1.0 / pages as f64);
    // With one page the logarithm is -∞, and 0 times that is no number: nothing was touched.
    if updates == 0 { 0.0 } else { -libm::expm1(untouched) * pages as f64 }
}

/// Bytes written into pages for each byte that was changed, if a checkpoint comes after every `updates`. The redo
/// log is not counted; a double-write area doubles it.
#[must_use]
pub fn write_amplification(pages: u64, updates: u64, page_bytes: u64, record_bytes: u64) -> f64 {
    let changed = updates as f64 * record_bytes as f64;
    if changed > 0.0 { dirty_pages(pages, updates) * page_bytes as f64 / changed } else { 0.0 }
}
