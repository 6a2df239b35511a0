//! What a line for commands knows: examples that fit the world at hand, how a command may go on, and what was typed before.
//!
//! ```text
//!   cr        ─► crash n1
//!   put ca    ─► put cart
//!   get cart  ─► get cart at
//!   partition {c0 n0  ─► partition {c0 n0} | {c1 n1 n2}, partition {c0 n0 c1, …
//! ```
//!
//! It knows no browser. Actions have one textual form, see [`Verb`](snowglobe_core::sim::Verb) and the commands of a system.

pub mod completion;
pub mod examples;
pub mod history;

pub use history::History;

use crate::picture::Thing;
use crate::scenes::Details;
use snowglobe_core::sim::{Globe, Resident};

/// What can be named in a command at the moment shown.
#[derive(Clone, Debug, Default)]
pub struct Stock {
    /// Every action as an example, as the core gives them.
    pub examples: Vec<&'static str>,
    /// The nodes.
    pub nodes: Vec<Resident>,
    /// The keys that are known by name, the likeliest first.
    pub keys: Vec<String>,
    /// What a node that joins would be called.
    pub newcomer: Option<String>,
}

impl Stock {
    /// What can be named in a run; a key in hand comes first.
    #[must_use]
    pub fn of(globe: &dyn Globe, details: &dyn Details, in_hand: Option<&Thing>) -> Self {
        let in_hand = in_hand.and_then(|thing| match thing {
            Thing::Key(key) => Some(details.key_name(globe, *key)),
            _ => None,
        });
        let joins = details.grow(globe);
        Self {
            examples: globe.action_examples(),
            nodes: globe.residents(),
            keys: in_hand.into_iter().chain(details.keys(globe)).collect(),
            newcomer: joins.and_then(|joins| Some(joins.action.split(' ').nth(1)?.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests;
