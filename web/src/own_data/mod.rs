//! Own data: a reader's own files, worked on without leaving the page.
//!
//! ```text
//!  file dropped ──▶ sniff: what is it? ──▶ a Request of the chapter's
//!                                               │
//!  file, in chunks ──▶ job::Job ──▶ worker ──▶ work::Work of the chapter's ──▶ its Report
//! ```
//!
//! A panel holds the file and the work on it as a [`task::Task`]; its form is made of the parts in [`form`].
//!
//! Here is what every chapter shares; a chapter has a folder of its name:
//! [`cache`] takes servers and keys, [`gateway`] an access log and rules, [`kv`] histories and settings, [`storage`] records.

#[cfg(feature = "cache-data")]
pub mod cache;
#[cfg(any(feature = "cache-data", feature = "gateway-data", feature = "kv-data"))]
pub mod class;
pub mod csv;
pub mod desk;
pub mod download;
pub mod failure;
pub mod file_input;
pub mod form;
#[cfg(feature = "gateway-data")]
pub mod gateway;
pub mod job;
#[cfg(feature = "kv-data")]
pub mod kv;
pub mod running;
pub mod sniff;
pub mod source;
pub mod stage;
#[cfg(feature = "storage-data")]
pub mod storage;
pub mod task;
pub mod words;
pub mod work;
pub mod worker;
