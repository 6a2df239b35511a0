//! Chapter 6's own data: the storage engine of the core with a reader's own records in it, kept in the browser.
//!
//! ```text
//!                                                                       (a worker)
//!  file dropped ──▶ records::look ──▶ Format ─┐
//!  file, in chunks ──▶ records::Reader ──▶ import ──▶ Lsm ──▶ disk::PoolDisk: the Origin Private File System
//!  key, range, put, delete ──▶ request ──▶ store ──┘     └──▶ MemoryDisk where there is none
//!                                            └──▶ export: as imported, CSV, JSON lines
//! ```
//!
//! Everything but `worker`, `station` and `panel` is plain Rust that knows no browser and is tested natively;
//! [`store`] holds it together, with an example.

pub mod about;
pub mod disk;
pub mod export;
pub mod failure;
pub mod import;
pub mod panel;
pub mod records;
pub mod request;
pub mod samples;
pub mod station;
pub mod store;
pub mod words;
pub mod worker;
