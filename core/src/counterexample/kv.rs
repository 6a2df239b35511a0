//! What the key-value cluster is held to: a promise to its clients.
//!
//! `Promise::Linearizable` is broken when the last operation of the window returns that shows it.

use super::Property;
use crate::check::{Promise, Verdict};
use crate::sim::{Nanos, World};
use crate::systems::kv::{Kv, history, index, is_troubled};

impl Property<Kv> for Promise {
    const DURATION: usize = index::DURATION;
    const SMALLER: &'static [usize] = &[index::CLIENTS, index::KEYS, index::RATE, index::NODES];

    fn broken(&self, world: &World<Kv>, healed: Nanos) -> Option<Nanos> {
        if self.is_of_the_end() && is_troubled(world) {
            return None;
        }
        // What was under way when the last fault ended is over by then.
        let healed = healed + 2 * world.shared().parameters.timeout;
        match self.judge(&history(world), healed, &0) {
            // What nobody can say is no counterexample.
            Verdict::Kept | Verdict::Undecided(_) => None,
            Verdict::Broken(window) => Some(window.span.1),
        }
    }
}
