//! What the tests and measurements share.

pub mod fuzz;
pub mod vectors;
