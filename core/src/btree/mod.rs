//! A B+tree of pages.
mod cost;
pub use cost::{dirty_pages, write_amplification};
