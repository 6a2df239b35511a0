//! The network: who can reach whom, how long it takes, and what goes missing.
//!
//! Every link behaves alike unless told otherwise. Each kind of chance has a random stream of its
//! own, so that switching loss on does not change a single latency.
//!
//! ```text
//!   partition {c0} -> {s1}     what c0 sends to s1 is lost; replies still arrive
//!   partition {c0} | {s1}      both ways
//!   hold c0 -> s1, release     messages wait, in order, and then travel
//! ```

use super::{Latency, Nanos, NodeId};
use crate::random::SplitMix64;
use alloc::vec::Vec;

/// A probability in parts per million.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share(pub u32);

impl Share {
    const WHOLE: u64 = 1_000_000;

    fn draw(self, random: &mut SplitMix64) -> bool {
        // No draw where nothing can happen: a quiet network stays cheap.
        self.0 > 0 && random.chance(u64::from(self.0), Self::WHOLE)
    }
}

/// A one-way cut between two groups.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Who cannot be heard.
    pub from: Vec<NodeId>,
    /// Who cannot hear.
    pub to: Vec<NodeId>,
}

impl Cut {
    fn covers(&self, from: NodeId, to: NodeId) -> bool {
        self.from.contains(&from) && self.to.contains(&to)
    }
}

/// What will become of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It arrives after this long.
    Arrives(Nanos),
    /// It is lost by chance after this long under way.
    Lost(Nanos),
    /// It meets a cut link after this long.
    Cut(Nanos),
    /// It waits at the sender until released.
    Held,
}

/// The state of the network.
#[derive(Clone, Debug)]
pub struct Network {
    /// Delay of every message.
    pub latency: Latency,
    /// Messages lost by chance.
    pub loss: Share,
    /// Messages that arrive twice.
    pub duplication: Share,
    /// Messages that are delayed once more, so that later ones overtake them.
    pub reordering: Share,
    /// The extra delay of such a message.
    pub reorder_by: Nanos,
    pub(crate) cuts: Vec<Cut>,
    pub(crate) holds: Vec<Cut>,
    latency_draws: SplitMix64,
    loss_draws: SplitMix64,
    duplication_draws: SplitMix64,
    reordering_draws: SplitMix64,
}

impl Network {
    /// A network that loses nothing.
    #[must_use]
    pub fn new(latency: Latency, random: &SplitMix64) -> Self {
        Self {
            latency,
            loss: Share(0),
            duplication: Share(0),
            reordering: Share(0),
            reorder_by: 0,
            cuts: Vec::new(),
            holds: Vec::new(),
            latency_draws: random.fork("network.latency", 0),
            loss_draws: random.fork("network.loss", 0),
            duplication_draws: random.fork("network.duplication", 0),
            reordering_draws: random.fork("network.reordering", 0),
        }
    }

    /// The cuts in force.
    #[must_use]
    pub fn cuts(&self) -> &[Cut] {
        &self.cuts
    }

    /// The links on which messages are held.
    #[must_use]
    pub fn holds(&self) -> &[Cut] {
        &self.holds
    }

    /// Whether a message from one node to another would meet a cut now.
    #[must_use]
    pub fn is_cut(&self, from: NodeId, to: NodeId) -> bool {
        self.cuts.iter().any(|cut| cut.covers(from, to))
    }

    pub(crate) fn is_held(&self, from: NodeId, to: NodeId) -> bool {
        self.holds.iter().any(|hold| hold.covers(from, to))
    }

    /// Decides what becomes of a message sent now.
    pub(crate) fn fate(&mut self, from: NodeId, to: NodeId) -> Fate {
        let delay = self.delay();
        if self.is_held(from, to) {
            Fate::Held
        } else if self.is_cut(from, to) {
            Fate::Cut(delay / 2)
        } else if self.loss.draw(&mut self.loss_draws) {
            Fate::Lost(delay / 2)
        } else {
            Fate::Arrives(delay)
        }
    }

    /// Whether the network makes a second copy of a message.
    pub(crate) fn copies(&mut self) -> bool {
        self.duplication.draw(&mut self.duplication_draws)
    }

    /// The delay of one message.
    pub(crate) fn delay(&mut self) -> Nanos {
        let delay = self.latency.sample(&mut self.latency_draws);
        if self.reordering.draw(&mut self.reordering_draws) {
            delay.saturating_add(self.reorder_by)
        } else {
            delay
        }
    }
}
