//! Why a step of a lesson cannot be shown or is not true.

use super::expression::ExpressionError;
use snowglobe_core::scenario::ScenarioError;
use std::fmt;

/// Why a step of a lesson cannot be shown or is not true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LessonError {
    /// Its scenario, or one it compares with, cannot be run.
    Scenario(ScenarioError),
    /// It belongs to a system that does not exist.
    System(String),
    /// A time is not written like `2s`.
    Time(String),
    /// The run ends before the moment that the step tells about.
    NeverReached(String),
    /// An expression has no value.
    Expression {
        /// The expression.
        text: String,
        /// Why.
        error: ExpressionError,
    },
}

impl fmt::Display for LessonError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Scenario(error) => error.fmt(f),
            Self::System(name) => write!(f, "there is no system \"{name}\""),
            Self::Time(text) => write!(f, "\"{text}\" is not a time; write it like \"2s\""),
            Self::NeverReached(until) => write!(f, "the run ends before \"{until}\""),
            Self::Expression { text, error } => write!(f, "\"{text}\": {error}"),
        }
    }
}

impl std::error::Error for LessonError {}

impl From<ScenarioError> for LessonError {
    fn from(error: ScenarioError) -> Self {
        Self::Scenario(error)
    }
}
