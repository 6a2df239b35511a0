//! A small log and rules for it, so that a visitor can try without a file; embedded, so that the single
//! file has them too.
//!
//! ```
//! use snowglobe_web::own_data::gateway::request::Request;
//! use snowglobe_web::own_data::gateway::samples;
//! use snowglobe_web::own_data::gateway::session::Session;
//!
//! let mut session = Session::new(Request::new(samples::RULES), samples::LOG.len() as u64)?;
//! session.push(samples::LOG.as_bytes())?;
//! assert!(session.finish()?.denied > 0);
//! # Ok::<(), snowglobe_web::own_data::gateway::failure::Failure>(())
//! ```

/// Ten minutes of a web shop: its visitors, someone who guesses passwords, and a scraper that changes its
/// IPv6 address for each page. A line was cut, and some stand late.
pub const LOG: &str = include_str!("../../../../static/samples/access.log");
/// The log's name as a file.
pub const LOG_NAME: &str = "access.log";
/// Rules for it.
pub const RULES: &str = include_str!("../../../../static/samples/rules.yaml");
