//! Small histories, so that a visitor can try without a file; embedded, so that the single file has them too.
//!
//! ```
//! use snowglobe_web::own_data::kv::samples;
//!
//! assert!(snowglobe_core::check::read(samples::GOOD).is_ok());
//! ```

/// Three clients on two keys, in order; as EDN, with a cas that fails.
pub const GOOD: &str = include_str!("../../../../static/samples/history.edn");
/// A write is done, and a later read misses it: as Jepsen prints it to its log.
pub const STALE: &str = include_str!("../../../../static/samples/history.log");
/// A write that never returned is seen once, and then no more; as JSON lines.
pub const UNKNOWN: &str = include_str!("../../../../static/samples/history.jsonl");
