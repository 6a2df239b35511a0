//! Names and one-sentence explanations for everything of the gateway that can be set, done or read.
//!
//! A rule that is changed while the run goes on (`limit 10`) is called what its parameter is called. A test
//! asks for every name that the core has, so that none is missing here.

mod choices;
mod commands;
mod readings;
mod settings;

use super::algorithms::{ALGORITHMS, SHOWN};
use super::vocabulary::word_tables;
use choices::{BACKOFFS, BALANCINGS, COUNTED_BY, COUNTINGS, FAILURES, LAYERS, STRICTNESSES, TRAFFICS};
use commands::COMMANDS;
use readings::FACTS;
use settings::PARAMETERS;

word_tables! {
    /// The words of the gateway.
    GATEWAY, EXPLAINED: PARAMETERS,
    [
        ("algorithm", ALGORITHMS),
        ("counting", COUNTINGS),
        ("on_store_failure", FAILURES),
        ("balancing", BALANCINGS),
        ("strictness", STRICTNESSES),
        ("layers", LAYERS),
        ("traffic", TRAFFICS),
        ("backoff", BACKOFFS),
        ("counted_by", COUNTED_BY),
        ("lane_1", SHOWN),
        ("lane_2", SHOWN),
        ("lane_3", SHOWN),
        ("lane_4", SHOWN),
        ("lane_5", SHOWN),
        ("lane_6", SHOWN),
        ("lane_7", SHOWN),
        ("lane_8", SHOWN),
        ("lane_9", SHOWN),
    ], COMMANDS, FACTS
}

#[cfg(test)]
mod tests;
