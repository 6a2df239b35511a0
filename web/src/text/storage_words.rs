//! Names and one-sentence explanations for everything of the storage engine that can be set, done or read.
//!
//! A rule that is changed while the run goes on (`sync never`) is called what its parameter is called. A test
//! asks for every name that the core has, so that none is missing here.

mod choices;
mod commands;
mod readings;
mod settings;

use super::vocabulary::word_tables;
use choices::{
    COMPARISONS, COMPRESSIONS, DISKS, DISTRIBUTIONS, FATES, PAGES, POLICIES, SYNCS, TOMBSTONES, WORKLOADS,
};
use commands::COMMANDS;
use readings::FACTS;
use settings::PARAMETERS;

word_tables! {
    /// The words of the storage engine.
    STORAGE, EXPLAINED: PARAMETERS,
    [
        ("policy", POLICIES),
        ("sync", SYNCS),
        ("compression", COMPRESSIONS),
        ("tombstones", TOMBSTONES),
        ("disk", DISKS),
        ("fate", FATES),
        ("workload", WORKLOADS),
        ("distribution", DISTRIBUTIONS),
        ("compare", COMPARISONS),
        ("page_bytes", PAGES),
    ], COMMANDS, FACTS
}

#[cfg(test)]
mod tests;
