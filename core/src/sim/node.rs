//! Nodes: protocol logic without a clock, a socket or a source of randomness of its own.
//!
//! A handler receives one input and answers with effects. Handlers run one at a time and take no
//! virtual time; work that takes time is a timer.
//!
//! ```text
//!   fn on_message(&mut self, from, Get(key), context) {
//!       context.after(self.service_time, Served(key));   // a timer, on this node's clock
//!   }
//!   fn on_timer(&mut self, Served(key), context) {
//!       context.send(client, Value(key));
//!   }
//! ```

use super::{Label, Nanos};
use crate::random::SplitMix64;
use alloc::vec::Vec;

/// Which node: an index into the world's nodes, stable for the whole run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub u32);

impl NodeId {
    /// The index as `usize`.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Something that can be told in the trace.
pub trait Said {
    /// What it says.
    fn label(&self) -> Label;
}

/// The logic of one participant. All of its memory is in `self`.
pub trait Node: Clone {
    /// What travels between nodes.
    type Message: Clone + Said;
    /// What a node reminds itself of.
    type Timer: Clone + Said;
    /// What someone outside tells a node.
    type Command: Clone;
    /// What all nodes may read and none may change, such as the table of keys.
    type Shared;

    /// The node comes up: at the start of the run, when it joins, and after each restart.
    fn on_start(&mut self, context: &mut Context<'_, Self>);
    /// A message arrived.
    fn on_message(&mut self, from: NodeId, message: Self::Message, context: &mut Context<'_, Self>);
    /// A timer fired. Timers set before a crash never do.
    fn on_timer(&mut self, timer: Self::Timer, context: &mut Context<'_, Self>);
    /// Someone outside commands the node.
    fn on_command(&mut self, command: &Self::Command, context: &mut Context<'_, Self>);
    /// Power is lost: forget everything that lived in memory.
    fn on_crash(&mut self);
    /// Bytes that a copy of this node takes, for the checkpoint budget; an estimate.
    fn footprint(&self) -> usize;
}

/// What a handler asks the world to do.
pub(crate) enum Effect<N: Node> {
    Send(NodeId, N::Message),
    After(Nanos, N::Timer),
    Note(super::Kind, u64, Label),
}

/// The allocation that handlers write their effects into, one after the other. It is empty between
/// handlers, so a copy of the world needs none of it.
pub(crate) struct Effects<N: Node>(pub(crate) Vec<Effect<N>>);

impl<N: Node> Clone for Effects<N> {
    fn clone(&self) -> Self {
        Self(Vec::new())
    }
}

/// What a handler may see and ask for.
pub struct Context<'a, N: Node> {
    pub(crate) id: NodeId,
    pub(crate) moment: Nanos,
    pub(crate) clock: Nanos,
    pub(crate) slowness: u32,
    pub(crate) shared: &'a N::Shared,
    pub(crate) random: &'a mut SplitMix64,
    pub(crate) effects: &'a mut Vec<Effect<N>>,
}

impl<'a, N: Node> Context<'a, N> {
    /// The node that runs.
    #[must_use]
    pub fn id(&self) -> NodeId {
        self.id
    }

    /// What the node's own clock shows, nanoseconds; it may be wrong and may go backwards.
    #[must_use]
    pub fn clock(&self) -> Nanos {
        self.clock
    }

    /// The world's time, which no node can know: for what is kept for those who judge the run, and nothing else.
    #[must_use]
    pub fn moment(&self) -> Nanos {
        self.moment
    }

    /// What all nodes may read.
    #[must_use]
    pub fn shared(&self) -> &'a N::Shared {
        self.shared
    }

    /// The node's own stream of random numbers.
    pub fn random(&mut self) -> &mut SplitMix64 {
        self.random
    }

    /// How long `work` takes on this node, which may have been slowed down.
    #[must_use]
    pub fn slowed(&self, work: Nanos) -> Nanos {
        if self.slowness == 100 {
            return work;
        }
        (u128::from(work) * u128::from(self.slowness) / 100).min(u128::from(Nanos::MAX)) as Nanos
    }

    /// Sends a message; the network decides whether and when it arrives.
    pub fn send(&mut self, to: NodeId, message: N::Message) {
        self.effects.push(Effect::Send(to, message));
    }

    /// Sets a timer, `delay` nanoseconds from now on the node's own clock.
    pub fn after(&mut self, delay: Nanos, timer: N::Timer) {
        self.effects.push(Effect::After(delay, timer));
    }

    /// Tells that the node's state changed.
    pub fn note(&mut self, label: Label) {
        self.effects.push(Effect::Note(super::Kind::Changed, 0, label));
    }

    /// Tells that a client's operation `id` begins here.
    pub fn called(&mut self, id: u64, label: Label) {
        self.effects.push(Effect::Note(super::Kind::Called, id, label));
    }

    /// Tells that a client's operation `id` ends here.
    pub fn returned(&mut self, id: u64, label: Label) {
        self.effects.push(Effect::Note(super::Kind::Returned, id, label));
    }

    /// Tells a verdict.
    pub fn verdict(&mut self, label: Label) {
        self.effects.push(Effect::Note(super::Kind::Verdict, 0, label));
    }
}
