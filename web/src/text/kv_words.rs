//! Names and one-sentence explanations for everything of the cluster that can be set, done or read. A test asks for every
//! name that the core has, so that none is missing here.

mod choices;
mod commands;
mod readings;
mod settings;

use super::vocabulary::word_tables;
use choices::{
    CONTACTS, DETECTORS, GOSSIP_MODES, POPULARITIES, QUORUMS, RESOLUTIONS, ROUTINGS, SWITCH, WORKLOADS,
};
use commands::COMMANDS;
use readings::FACTS;
use settings::PARAMETERS;

word_tables! {
    /// The words of the cluster.
    KV, EXPLAINED: PARAMETERS,
    [
        ("quorum", QUORUMS),
        ("resolution", RESOLUTIONS),
        ("read_repair", SWITCH),
        ("hinted_handoff", SWITCH),
        ("local_quorum", SWITCH),
        ("routing", ROUTINGS),
        ("workload", WORKLOADS),
        ("detector", DETECTORS),
        ("contact", CONTACTS),
        ("popularity", POPULARITIES),
        ("gossip_mode", GOSSIP_MODES),
    ], COMMANDS, FACTS
}

#[cfg(test)]
mod tests;
