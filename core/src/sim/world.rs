//! The world: every node, what is under way between them, and the next thing to happen.
//!
//! One step takes the earliest entry of the queue, or the next action if that comes first, lets
//! one node handle it, and carries out the effects. A step is a pure function of the world, so
//! a copy of the world is a checkpoint.

use super::node::{Context, Effect, Effects, Said};
use super::slab::Slab;
use super::system::{Role, Setup, System};
use super::verb::{ActionError, Verb};
use super::{Clock, Digest, Kind, Label, Nanos, Network, Node, NodeId, Queue, Record, Sink};
use crate::random::SplitMix64;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// A node in its place: what the world knows about it.
#[derive(Clone, Debug)]
pub struct Place<N> {
    /// Its name, unique in the world.
    pub name: Arc<str>,
    /// What it is for.
    pub role: Role,
    /// Its logic and memory.
    pub node: N,
    /// Whether it runs.
    pub up: bool,
    /// Its clock.
    pub clock: Clock,
    /// How long work takes here, in percent of the usual.
    pub slowness: u32,
    pub(crate) incarnation: u32,
    pub(crate) random: SplitMix64,
}

/// A message under way.
#[derive(Clone, Debug)]
pub struct Flight<M> {
    /// Its number; copies made by the network share it.
    pub id: u64,
    /// Who sent it.
    pub from: NodeId,
    /// Who shall get it.
    pub to: NodeId,
    /// When it left.
    pub sent: Nanos,
    /// When it arrives or is lost; `Nanos::MAX` while held.
    pub until: Nanos,
    /// Whether it gets lost half-way, at `until`.
    pub lost: bool,
    /// What it carries.
    pub message: M,
}

#[derive(Clone, Debug)]
pub(crate) struct Alarm<T> {
    pub(crate) node: NodeId,
    pub(crate) incarnation: u32,
    pub(crate) timer: T,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum Occurrence {
    Arrival(u32),
    Loss(u32),
    Cut(u32),
    Alarm(u32),
    /// A flapping node goes down or up.
    Flip(u32),
}

/// A node that crashes and restarts in turn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flap {
    pub(crate) node: NodeId,
    pub(crate) phase: Nanos,
    /// Changes yet to come; 0 once a later flap of the same node took its place.
    pub(crate) remaining: u32,
}

/// An action as the world carries it out.
#[derive(Clone, Debug)]
pub(crate) enum Action<C> {
    Verb(Verb),
    Command(C),
}

/// The actions of one branch in order of time.
pub(crate) type Actions<S> = Arc<[(Nanos, Action<<S as System>::Command>)]>;

pub(crate) type MessageOf<S> = <<S as System>::Node as Node>::Message;
type TimerOf<S> = <<S as System>::Node as Node>::Timer;

/// Everything at one moment of one run.
#[derive(Clone)]
pub struct World<S: System> {
    pub(crate) now: Nanos,
    pub(crate) step: u64,
    pub(crate) system: S,
    pub(crate) shared: Arc<<S::Node as Node>::Shared>,
    pub(crate) places: Vec<Place<S::Node>>,
    pub(crate) network: Network,
    pub(crate) flights: Slab<Flight<MessageOf<S>>>,
    pub(crate) alarms: Slab<Alarm<TimerOf<S>>>,
    pub(crate) flaps: Vec<Flap>,
    pub(crate) queue: Queue<Occurrence>,
    pub(crate) actions: Actions<S>,
    pub(crate) next_action: usize,
    pub(crate) next_message: u64,
    pub(crate) random: SplitMix64,
    pub(crate) digest: Digest,
    effects: Effects<S::Node>,
}

impl<S: System> World<S> {
    pub(crate) fn new(setup: Setup<S>, random: SplitMix64, sink: &mut dyn Sink) -> Self {
        let mut world = Self {
            now: 0,
            step: 0,
            system: setup.system,
            shared: setup.shared,
            places: Vec::new(),
            network: setup.network,
            flights: Slab::new(),
            alarms: Slab::new(),
            flaps: Vec::new(),
            queue: Queue::new(),
            actions: Arc::from([]),
            next_action: 0,
            next_message: 0,
            random,
            digest: Digest::default(),
            effects: Effects(Vec::new()),
        };
        for (name, role, node) in setup.nodes {
            world.add_node(&name, role, node, sink);
        }
        world
    }

    /// Nanoseconds since the run began, at the last step.
    #[must_use]
    pub fn now(&self) -> Nanos {
        self.now
    }

    /// Steps taken.
    #[must_use]
    pub fn step_count(&self) -> u64 {
        self.step
    }

    /// The digest of all that happened.
    #[must_use]
    pub fn digest(&self) -> u64 {
        self.digest.value()
    }

    /// The system-wide state.
    #[must_use]
    pub fn system(&self) -> &S {
        &self.system
    }

    /// The system-wide state, for a command to change.
    pub fn system_mut(&mut self) -> &mut S {
        &mut self.system
    }

    /// What all nodes may read.
    #[must_use]
    pub fn shared(&self) -> &<S::Node as Node>::Shared {
        &self.shared
    }

    /// The nodes in order of their ids.
    #[must_use]
    pub fn places(&self) -> &[Place<S::Node>] {
        &self.places
    }

    /// One node.
    #[must_use]
    pub fn place(&self, id: NodeId) -> Option<&Place<S::Node>> {
        self.places.get(id.index())
    }

    /// The node with this name.
    #[must_use]
    pub fn find(&self, name: &str) -> Option<NodeId> {
        self.places.iter().position(|place| &*place.name == name).map(|index| NodeId(index as u32))
    }

    /// The network.
    #[must_use]
    pub fn network(&self) -> &Network {
        &self.network
    }

    /// The messages under way or held.
    pub fn flights(&self) -> impl Iterator<Item = &Flight<MessageOf<S>>> {
        self.flights.iter()
    }

    /// Adds a node that starts at once; its name must be new.
    pub fn add_node(&mut self, name: &str, role: Role, node: S::Node, sink: &mut dyn Sink) -> NodeId {
        let id = NodeId(self.places.len() as u32);
        let random = self.random.fork("node", u64::from(id.0));
        let mut clock = Clock::default();
        clock.skew(S::skew(&self.shared, id));
        let name = Arc::from(name);
        self.places.push(Place { name, role, node, up: true, clock, slowness: 100, incarnation: 0, random });
        self.handle(id, sink, |node, context| node.on_start(context));
        id
    }

    /// Hands a command to a node that is up.
    pub fn command(&mut self, id: NodeId, command: &<S::Node as Node>::Command, sink: &mut dyn Sink) {
        if self.place(id).is_some_and(|place| place.up) {
            self.handle(id, sink, |node, context| node.on_command(command, context));
        }
    }

    /// Writes a record of the system's own into the trace.
    pub fn note(&mut self, node: NodeId, label: Label, sink: &mut dyn Sink) {
        self.record(Kind::Changed, node, node, 0, self.now, label, sink);
    }

    /// Takes the next step if it happens at or before `limit`; false if nothing does.
    pub(crate) fn advance(&mut self, limit: Nanos, sink: &mut dyn Sink) -> bool {
        let action_at = self.actions.get(self.next_action).map_or(Nanos::MAX, |(at, _)| *at);
        if let Some((time, occurrence)) = self.queue.pop_until(limit.min(action_at)) {
            self.now = time;
            self.step += 1;
            self.occur(occurrence, sink);
            return true;
        }
        if action_at > limit || self.next_action >= self.actions.len() {
            return false;
        }
        self.now = action_at;
        self.step += 1;
        self.next_action += 1;
        // The trace says what was tried, and whether it could be done.
        let kind = if self.act(self.next_action - 1, sink).is_ok() { Kind::Acted } else { Kind::Refused };
        let nobody = NodeId(u32::MAX);
        self.record(kind, nobody, nobody, self.next_action as u64 - 1, self.now, Label::default(), sink);
        true
    }

    fn act(&mut self, index: usize, sink: &mut dyn Sink) -> Result<(), ActionError> {
        let actions = Arc::clone(&self.actions);
        match actions.get(index).map(|(_, action)| action) {
            Some(Action::Verb(verb)) => self.carry_out(verb, sink),
            Some(Action::Command(command)) => S::command(self, command, sink),
            None => Ok(()),
        }
    }

    fn occur(&mut self, occurrence: Occurrence, sink: &mut dyn Sink) {
        match occurrence {
            Occurrence::Arrival(slot) => self.arrive(slot, sink),
            Occurrence::Loss(slot) => self.drop_flight(slot, super::Reason::Loss, sink),
            Occurrence::Cut(slot) => self.drop_flight(slot, super::Reason::Partition, sink),
            Occurrence::Alarm(slot) => self.ring(slot, sink),
            Occurrence::Flip(flap) => self.flip(flap, sink),
        }
    }

    fn ring(&mut self, slot: u32, sink: &mut dyn Sink) {
        let Some(alarm) = self.alarms.remove(slot) else { return };
        let Some(place) = self.place(alarm.node) else { return };
        // A timer set before a crash belongs to a life that is over.
        if !place.up || place.incarnation != alarm.incarnation {
            return;
        }
        let label = alarm.timer.label();
        self.record(Kind::Timer, alarm.node, alarm.node, 0, self.now, label, sink);
        self.handle(alarm.node, sink, |node, context| node.on_timer(alarm.timer, context));
    }

    /// Lets a node handle one input and carries its effects out.
    pub(crate) fn handle<F>(&mut self, id: NodeId, sink: &mut dyn Sink, input: F)
    where
        F: FnOnce(&mut S::Node, &mut Context<'_, S::Node>),
    {
        let Some(place) = self.places.get_mut(id.index()) else { return };
        let mut effects = core::mem::take(&mut self.effects.0);
        let mut context = Context {
            id,
            moment: self.now,
            clock: place.clock.read(self.now),
            slowness: place.slowness,
            shared: &*self.shared,
            random: &mut place.random,
            effects: &mut effects,
        };
        input(&mut place.node, &mut context);
        let (clock, incarnation) = (place.clock, place.incarnation);
        for effect in effects.drain(..) {
            match effect {
                Effect::Send(to, message) => self.send(id, to, message, sink),
                Effect::After(delay, timer) => {
                    let time = self.now.saturating_add(clock.real(delay));
                    let slot = self.alarms.insert(Alarm { node: id, incarnation, timer });
                    self.queue.push(time, Occurrence::Alarm(slot));
                }
                Effect::Note(kind, about, label) => self.record(kind, id, id, about, self.now, label, sink),
            }
        }
        self.effects.0 = effects;
    }

    #[expect(clippy::too_many_arguments, reason = "these are the fields of a record")]
    #[inline]
    pub(crate) fn record(
        &mut self,
        kind: Kind,
        node: NodeId,
        peer: NodeId,
        id: u64,
        until: Nanos,
        label: Label,
        sink: &mut dyn Sink,
    ) {
        let record = Record { time: self.now, step: self.step, kind, node, peer, id, until, label };
        record.fold_into(&mut self.digest);
        sink.record(&record);
    }

    /// About how many bytes a copy of this world takes.
    #[must_use]
    pub fn footprint(&self) -> usize {
        let nodes: usize = self.places.iter().map(|p| size_of_val(p) + p.node.footprint()).sum();
        size_of::<Self>()
            + nodes
            + self.system.footprint()
            + self.network.footprint()
            + self.queue.footprint()
            + self.flights.footprint()
            + self.alarms.footprint()
    }
}
