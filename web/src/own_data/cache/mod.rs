//! Chapter 5's own data: a reader's own servers and keys under every placement.
//!
//! ```text
//!  servers pasted ──▶ servers::parse ──┐
//!  change chosen ─────────────────────▶ request::Request ──┐
//!  file dropped ──▶ sniff::sniff ──▶ Reading ──────────────┤
//!                                                          ▼            (a worker)
//!  file, in chunks ──▶ keys::KeyReader ──▶ report::Analysis ──▶ report::Report ──▶ panel
//!  file, once more ──▶ keys::KeyReader ──▶ export::Export   ──▶ a CSV to download
//! ```
//!
//! Everything but `worker` and `panel` is plain Rust that knows no browser and is tested natively.
//! For example, what one dead server of three costs:
//!
//! ```
//! use snowglobe_web::own_data::cache::{keys::Reading, report::Analysis, request::{Change, Request}, servers};
//!
//! let list = servers::parse(b"a:11211\nb:11211\nc:11211");
//! let request = Request::new(list.servers, Change::Remove("c:11211".into()), Reading::Lines);
//! let mut analysis = Analysis::new(&request)?;
//! for key in ["user:1", "user:2", "user:3"] {
//!     analysis.key(key.as_bytes());
//! }
//! let (report, _) = analysis.finish(Default::default())?;
//! assert_eq!(report.rows.len(), 8); // one for each placement
//! # Ok::<(), snowglobe_web::own_data::cache::failure::Failure>(())
//! ```

pub mod export;
pub mod failure;
pub mod keys;
pub mod panel;
pub mod report;
pub mod request;
pub mod samples;
pub mod servers;
pub mod session;
pub mod simulation;
pub mod words;
pub mod worker;
