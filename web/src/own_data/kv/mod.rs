//! Chapter 6's own data, for the cluster: a history recorded elsewhere is judged, and a counterexample is looked for.
//!
//! ```text
//!                                       (a worker)
//!  file, in chunks ──▶ session ──▶ check::read ──▶ check's judges ──▶ report, with an excerpt of what shows it broken
//!                                                                        └──▶ drawing: bars over time
//!                                       (workers, each with its part of the seeds)
//!  settings, promise ──▶ search::Request ──▶ search::Part … ──▶ hunt: the first seed that breaks it ──▶ its story
//! ```
//!
//! Everything but `worker`, `search::party` and `panel` is plain Rust that knows no browser and is tested natively. For
//! example, a read that misses a write:
//!
//! ```
//! use snowglobe_web::own_data::kv::report::Found;
//! use snowglobe_web::own_data::kv::samples;
//! use snowglobe_web::own_data::kv::session::Session;
//! use snowglobe_web::own_data::work::Work;
//!
//! let mut session = Session::begin((), samples::STALE.len() as u64)?;
//! session.push(samples::STALE.as_bytes())?;
//! let report = session.finish()?;
//! assert_eq!(report.judged[0].promise, "linearizable");
//! assert!(matches!(report.judged[0].found, Found::Broken(_)));
//! # Ok::<(), snowglobe_web::own_data::kv::failure::Failure>(())
//! ```

pub mod drawing;
pub mod excerpt;
pub mod failure;
pub mod panel;
pub mod report;
pub mod samples;
pub mod search;
pub mod session;
pub mod words;
pub mod worker;
