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
use alloc::sync::Arc;
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

/// Cuts, and beside them the single links that they cover: asking about a link costs the same
/// however many cuts there are.
#[derive(Clone, Debug, Default)]
struct Cuts {
    groups: Vec<Cut>,
    links: Arc<[(NodeId, NodeId)]>,
}

impl Cuts {
    fn add(&mut self, mut cut: Cut) {
        for group in [&mut cut.from, &mut cut.to] {
            crate::order::heap_sort(group, |a, b| a < b);
            group.dedup();
        }
        if self.groups.contains(&cut) {
            return;
        }
        let new = cut.from.iter().flat_map(|from| cut.to.iter().map(move |to| (*from, *to)));
        let mut links: Vec<(NodeId, NodeId)> = self.links.iter().copied().chain(new).collect();
        crate::order::heap_sort(&mut links, |a, b| a < b);
        links.dedup();
        self.links = Arc::from(links);
        self.groups.push(cut);
    }

    fn covers(&self, from: NodeId, to: NodeId) -> bool {
        !self.links.is_empty() && self.links.binary_search(&(from, to)).is_ok()
    }

    fn footprint(&self) -> usize {
        let group = |cut: &Cut| size_of::<Cut>() + (cut.from.len() + cut.to.len()) * size_of::<NodeId>();
        self.groups.iter().map(group).sum::<usize>() + size_of_val(&*self.links)
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
    cuts: Cuts,
    holds: Cuts,
    latency_draws: SplitMix64,
    loss_draws: SplitMix64,
    duplication_draws: SplitMix64,
    copy_draws: SplitMix64,
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
            cuts: Cuts::default(),
            holds: Cuts::default(),
            latency_draws: random.fork("network.latency", 0),
            loss_draws: random.fork("network.loss", 0),
            duplication_draws: random.fork("network.duplication", 0),
            copy_draws: random.fork("network.copy", 0),
            reordering_draws: random.fork("network.reordering", 0),
        }
    }

    /// The cuts in force.
    #[must_use]
    pub fn cuts(&self) -> &[Cut] {
        &self.cuts.groups
    }

    /// The links on which messages are held.
    #[must_use]
    pub fn holds(&self) -> &[Cut] {
        &self.holds.groups
    }

    /// Whether a message from one node to another would meet a cut now.
    #[must_use]
    pub fn is_cut(&self, from: NodeId, to: NodeId) -> bool {
        self.cuts.covers(from, to)
    }

    pub(crate) fn cut(&mut self, cut: Cut) {
        self.cuts.add(cut);
    }

    pub(crate) fn heal(&mut self) {
        self.cuts = Cuts::default();
    }

    pub(crate) fn hold(&mut self, hold: Cut) {
        self.holds.add(hold);
    }

    pub(crate) fn release(&mut self) {
        self.holds = Cuts::default();
    }

    pub(crate) fn footprint(&self) -> usize {
        self.cuts.footprint() + self.holds.footprint()
    }

    pub(crate) fn is_held(&self, from: NodeId, to: NodeId) -> bool {
        self.holds.covers(from, to)
    }

    /// Decides what becomes of a message sent now.
    pub(crate) fn fate(&mut self, from: NodeId, to: NodeId) -> Fate {
        let delay = self.delay();
        self.meet(from, to, delay)
    }

    /// Decides what becomes of a second copy; its delay shifts none of the others.
    pub(crate) fn fate_of_copy(&mut self, from: NodeId, to: NodeId) -> Fate {
        let delay = self.latency.sample(&mut self.copy_draws);
        self.meet(from, to, delay)
    }

    fn meet(&mut self, from: NodeId, to: NodeId, delay: Nanos) -> Fate {
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
