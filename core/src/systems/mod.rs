//! The systems of the book, one folder each, and the list of them.
//!
//! To add one: a folder that implements [`System`](crate::sim::System), a line in
//! [`open`] and [`parameters`], and a scene of the same name in the page.

pub mod cache;

use crate::scenario::{Parameter, Scenario, ScenarioError};
use crate::sim::{Globe, Run, System};
use alloc::boxed::Box;

/// The parameters of a system, by its name.
#[must_use]
pub fn parameters(system: &str) -> Option<&'static [Parameter]> {
    match system {
        cache::Cache::NAME => Some(cache::Cache::PARAMETERS),
        _ => None,
    }
}

/// Opens a scenario of any system.
///
/// # Errors
/// [`ScenarioError`] if there is no such system or the scenario does not fit it.
pub fn open(scenario: Scenario) -> Result<Box<dyn Globe>, ScenarioError> {
    match scenario.system.as_str() {
        cache::Cache::NAME => Ok(Box::new(Run::<cache::Cache>::new(scenario)?)),
        _ => Err(ScenarioError::UnknownSystem(scenario.system)),
    }
}
