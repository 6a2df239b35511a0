//! Chapter 4's own data.
pub mod analysis;
pub mod failure;
pub mod gzip;
pub mod line;
pub mod lines;
pub mod order;
pub mod reader;
pub mod report;
pub mod request;
pub mod session;
