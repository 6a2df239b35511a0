//! Why a scenario cannot be run: what is wrong, where, and what would be right.

use super::{Parameter, Range, Scenario};
use crate::quorum::QuorumError;
use crate::ring::PlacementError;
use crate::sim::{ActionError, Nanos, format_time};
use alloc::string::String;
use core::fmt;

/// Why a scenario cannot be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScenarioError {
    /// No system has this name.
    UnknownSystem(String),
    /// The system has no such parameter.
    UnknownParameter {
        /// The name or index as given.
        name: String,
    },
    /// A value is outside its range.
    OutOfRange {
        /// The parameter.
        parameter: Parameter,
        /// The value as given.
        value: String,
    },
    /// More timelines than [`Scenario::MAX_TIMELINES`], or none.
    TooManyTimelines {
        /// How many there are.
        count: usize,
    },
    /// More actions than [`Scenario::MAX_ACTIONS`].
    TooManyActions {
        /// How many there are.
        count: usize,
    },
    /// A timeline forks from one that does not exist, or its actions are out of order.
    BadTimeline {
        /// Its index.
        index: usize,
    },
    /// An action was not understood.
    Action {
        /// When it would have taken effect.
        at: Nanos,
        /// The action as given.
        text: String,
        /// What is wrong with it.
        error: ActionError,
    },
    /// The run would take more steps than allowed.
    TooMuchWork {
        /// Steps expected.
        steps: u64,
        /// Steps allowed.
        limit: u64,
    },
    /// The servers cannot be placed.
    Placement(PlacementError),
    /// R or W does not go with N.
    Quorum(QuorumError),
    /// There are fewer machines than copies of each record.
    TooFewNodes {
        /// Machines.
        nodes: u32,
        /// Copies.
        n: u32,
    },
}

impl fmt::Display for ScenarioError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownSystem(name) => write!(f, "there is no system \"{name}\" in this version"),
            Self::UnknownParameter { name } => write!(f, "there is no setting \"{name}\""),
            Self::OutOfRange { parameter, value } => {
                write!(f, "{} cannot be \"{value}\": ", parameter.name)?;
                match parameter.range {
                    Range::Choice(names) => write!(f, "choose one of {}", names.join(", ")),
                    Range::Count(low, high)
                    | Range::Percent(low, high)
                    | Range::Thousandths(low, high)
                    | Range::Time(low, high) => {
                        write!(f, "it lies between {} and {}", parameter.show(low), parameter.show(high))
                    }
                }
            }
            Self::TooManyTimelines { count } => {
                write!(f, "{count} timelines; there may be 1 to {}", Scenario::MAX_TIMELINES)
            }
            Self::TooManyActions { count } => {
                write!(f, "{count} actions; there may be at most {}", Scenario::MAX_ACTIONS)
            }
            Self::BadTimeline { index } => {
                write!(
                    f,
                    "timeline {index} does not fit: its parent is missing or its actions are out of order"
                )
            }
            Self::Action { at, text, error } => {
                write!(f, "the action \"{text}\" at {}: {error}", format_time(*at))
            }
            Self::TooMuchWork { steps, limit } => {
                write!(
                    f,
                    "this run would take about {steps} steps; at most {limit} are allowed: lower the rate or the duration"
                )
            }
            Self::Placement(error) => error.fmt(f),
            Self::Quorum(error) => error.fmt(f),
            Self::TooFewNodes { nodes, n } => {
                write!(f, "N is {n}, but there are only {nodes} nodes: lower N or add nodes")
            }
        }
    }
}

impl core::error::Error for ScenarioError {}
