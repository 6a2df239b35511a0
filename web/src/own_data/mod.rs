//! Own data: a reader's own files, worked on without leaving the page.
//!
//! ```text
//!  file dropped ──▶ sniff: what is it? ──▶ a Request of the chapter's
//!                                               │
//!  file, in chunks ──▶ job::Job ──▶ worker ──▶ work::Work of the chapter's ──▶ its Report
//! ```
//!
//! Here is what every chapter shares; a chapter has a folder of its name:
//! [`cache`] takes servers and keys, [`gateway`] an access log and rules.

#[cfg(feature = "cache-data")]
pub mod cache;
pub mod csv;
pub mod desk;
pub mod download;
pub mod failure;
pub mod file_input;
#[cfg(feature = "gateway-data")]
pub mod gateway;
pub mod job;
pub mod sniff;
pub mod source;
pub mod words;
pub mod work;
pub mod worker;
