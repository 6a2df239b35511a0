//! What the tests and measurements share.

pub mod vectors;
