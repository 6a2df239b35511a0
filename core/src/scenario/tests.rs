//! Tests of scenarios, their files and their links.

mod files;
#[cfg(feature = "serde")]
mod links;
mod shapes;
