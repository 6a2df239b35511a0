//! Chapter 4's own data: what rules would have denied in a reader's own access log.
//!
//! ```text
//!  rules, as typed ──▶ request::Request ─┐
//!  file dropped ──▶ line::detect ────────┤
//!                                        ▼                                    (a worker)
//!  file, in chunks ──▶ gzip ──▶ lines ──▶ line::Parser ──▶ order ──▶ analysis ──▶ report::Report ──▶ panel
//!                                                                                       └──▶ export
//! ```
//!
//! Everything but `worker` and `panel` is plain Rust that knows no browser and is tested natively; a
//! [`session::Session`] holds it together. For example, who would have been denied by one request a second:
//!
//! ```
//! use snowglobe_web::own_data::gateway::request::Request;
//! use snowglobe_web::own_data::gateway::session::Session;
//! use snowglobe_web::own_data::gateway::words::sentences;
//! use snowglobe_web::text::Language;
//!
//! let rules = "domain: shop\ndescriptors:\n  - key: user\n    rate_limit: {unit: second, requests_per_unit: 1}\n";
//! let log = "1700000000.0 ann\n1700000000.2 bob\n1700000000.4 ann\n";
//! let mut session = Session::new(Request::new(rules), log.len() as u64)?;
//! session.push(log.as_bytes())?;
//! let report = session.finish()?;
//! assert_eq!(report.rules[0].top[0].key, "ann");
//! let said = sentences::outcome(Language::English, &report);
//! assert_eq!(said, "Of 3 requests 1 (33.3\u{a0}%) would have been denied.");
//! # Ok::<(), snowglobe_web::own_data::gateway::failure::Failure>(())
//! ```

pub mod analysis;
pub mod export;
pub mod failure;
pub mod gzip;
pub mod line;
pub mod lines;
pub mod order;
pub mod panel;
pub mod reader;
pub mod report;
pub mod request;
pub mod samples;
pub mod session;
pub mod simulation;
pub mod words;
pub mod worker;
