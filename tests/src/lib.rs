//! What the tests and measurements share.

pub mod example;
pub mod fuzz;
pub mod vectors;
