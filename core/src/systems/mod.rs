//! The systems of the book, one folder each, and the list of them.
//!
//! Each is a feature of the crate, so that a program carries no more than it shows. To add one: a
//! folder that implements [`System`](crate::sim::System), its feature, a line in [`open`] and
//! [`parameters`], and a scene of the same name in the page.

#[cfg(feature = "cache")]
pub mod cache;
#[cfg(any(feature = "gateway", feature = "kv", feature = "storage"))]
mod choice;
#[cfg(feature = "gateway")]
pub mod gateway;
#[cfg(feature = "kv")]
pub mod kv;
#[cfg(feature = "storage")]
pub mod storage;

#[cfg(all(test, any(feature = "cache", feature = "gateway")))]
mod tests;

use crate::scenario::{Parameter, Scenario, ScenarioError};
use crate::sim::Globe;
#[cfg(any(feature = "cache", feature = "gateway", feature = "kv", feature = "storage"))]
use crate::sim::{Run, System};
use alloc::boxed::Box;

/// The systems of this build, in the order of their chapters.
pub const NAMES: &[&str] = &[
    #[cfg(feature = "cache")]
    cache::Cache::NAME,
    #[cfg(feature = "gateway")]
    gateway::Gateway::NAME,
    #[cfg(feature = "storage")]
    storage::Storage::NAME,
    #[cfg(feature = "kv")]
    kv::Kv::NAME,
];

/// The parameters of a system, by its name.
#[must_use]
pub fn parameters(system: &str) -> Option<&'static [Parameter]> {
    match system {
        #[cfg(feature = "cache")]
        cache::Cache::NAME => Some(cache::Cache::PARAMETERS),
        #[cfg(feature = "gateway")]
        gateway::Gateway::NAME => Some(gateway::Gateway::PARAMETERS),
        #[cfg(feature = "storage")]
        storage::Storage::NAME => Some(storage::Storage::PARAMETERS),
        #[cfg(feature = "kv")]
        kv::Kv::NAME => Some(kv::Kv::PARAMETERS),
        _ => None,
    }
}

/// Opens a scenario of any system.
///
/// # Errors
/// [`ScenarioError`] if there is no such system or the scenario does not fit it.
pub fn open(scenario: Scenario) -> Result<Box<dyn Globe>, ScenarioError> {
    match scenario.system.as_str() {
        #[cfg(feature = "cache")]
        cache::Cache::NAME => Ok(Box::new(Run::<cache::Cache>::new(scenario)?)),
        #[cfg(feature = "gateway")]
        gateway::Gateway::NAME => Ok(Box::new(Run::<gateway::Gateway>::new(scenario)?)),
        #[cfg(feature = "storage")]
        storage::Storage::NAME => Ok(Box::new(Run::<storage::Storage>::new(scenario)?)),
        #[cfg(feature = "kv")]
        kv::Kv::NAME => Ok(Box::new(Run::<kv::Kv>::new(scenario)?)),
        _ => Err(ScenarioError::UnknownSystem(scenario.system)),
    }
}
