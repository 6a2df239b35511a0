//! The events of a run with their vector clocks, counted once and not with every frame.
//!
//! ```text
//!   0 s ── counted ──────────── until ── renewed with what comes ──► the end of the window
//! ```
//!
//! Here an event is all that a node does in one step: what arrives, and what it sends at once because of it, stand at one
//! point of its life line and have one clock. Counting begins with the run; in a run of more than [`MOST_STEPS`] steps it
//! begins some windows before the one shown, at a time that stays while the window moves on.

use super::chart::Chart;
use crate::picture::bars::round_step;
use crate::views::event_clocks::{EventClocks, node_of, relation};
use crate::views::{Cast, Story, Wording};
use snowglobe_core::causality::Relation;
use snowglobe_core::flat_map::FlatMap;
use snowglobe_core::scenario::{Scenario, Timed};
use snowglobe_core::sim::{Globe, Kind, Nanos, NodeId};

/// Steps up to which a run is counted from its beginning: their records are at hand together.
const MOST_STEPS: u64 = 20_000;
/// Records counted at once.
const MOST_RECORDS: usize = 100_000;
/// Nodes up to which events are counted.
const MOST_NODES: usize = 64;
/// Beyond so many steps, counting begins at a multiple of so many windows.
const WINDOWS: u64 = 4;

/// What a node did in one step.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    pub(super) time: Nanos,
    pub(super) step: u64,
    pub(super) node: NodeId,
    /// The message that arrived, if one did; they are counted from 1.
    pub(super) heard: u64,
}

/// What the events are of.
#[derive(Debug, PartialEq)]
struct Origin {
    scenario: Scenario,
    timeline: u32,
    nodes: usize,
    since: Nanos,
}

/// Events counted so far.
#[derive(Debug, Default)]
pub struct Counted {
    origin: Option<Origin>,
    /// All before this is counted.
    until: Nanos,
    clocks: EventClocks,
    events: Vec<Event>,
    /// The clocks of the events, one after the other.
    counts: Vec<u32>,
    /// The last event of each node.
    last: Vec<Option<usize>>,
    /// With which event a message was sent.
    sent: FlatMap<u64, usize>,
}

impl Counted {
    /// Counts what happens up to the end of a window. O(records that are new × nodes).
    pub(super) fn renew(
        &mut self,
        globe: &mut dyn Globe,
        (cast, actions, wording): (&Cast, &[Timed], &dyn Wording),
        chart: &Chart<'_>,
    ) {
        let nodes = cast.members().len();
        if nodes > MOST_NODES {
            return *self = Self::default();
        }
        let (moment, span) = (globe.moment(), chart.to - chart.from);
        let since = if moment.step <= MOST_STEPS {
            0
        } else {
            let stretch = round_step(span.saturating_mul(WINDOWS)).max(1);
            (chart.from / stretch).saturating_sub(1) * stretch
        };
        let same = self.origin.as_ref().is_some_and(|origin| {
            (origin.timeline, origin.nodes, origin.since) == (moment.timeline, nodes, since)
                && origin.scenario == *globe.scenario()
        });
        if !same {
            let scenario = globe.scenario().clone();
            *self = Self {
                origin: Some(Origin { scenario, timeline: moment.timeline, nodes, since }),
                until: since,
                clocks: EventClocks::new(nodes),
                last: vec![None; nodes],
                ..Self::default()
            };
        }
        if self.until <= chart.to {
            let records = globe.records(self.until, chart.to);
            if records.len() > MOST_RECORDS {
                // More than are at hand: what is counted of them would be wrong.
                *self = Self { origin: self.origin.take(), until: Nanos::MAX, ..Self::default() };
                return;
            }
            self.take(&Story { records, cast, actions, wording });
            self.until = chart.to.saturating_add(1);
        }
    }

    /// The same from plain data: all of a story.
    #[cfg(test)]
    pub(super) fn of(story: &Story<'_>) -> Self {
        let nodes = story.cast.members().len();
        let mut counted =
            Self { clocks: EventClocks::new(nodes), last: vec![None; nodes], ..Self::default() };
        counted.take(story);
        counted
    }

    fn take(&mut self, story: &Story<'_>) {
        for record in story.records {
            let Some(node) = node_of(story, record) else { continue };
            let last = self.last.get(node.index()).copied().flatten();
            let last = last.filter(|at| self.events.get(*at).is_some_and(|event| event.step == record.step));
            let Some(clock) = self.clocks.take(node, record, last.is_none()) else { continue };
            let at = last.unwrap_or(self.events.len());
            if last.is_none() {
                self.events.push(Event { time: record.time, step: record.step, node, heard: 0 });
                self.counts.extend(clock);
                if let Some(last) = self.last.get_mut(node.index()) {
                    *last = Some(at);
                }
            }
            match (record.kind, self.events.get_mut(at)) {
                (Kind::Delivered, Some(event)) => event.heard = record.id,
                (Kind::Sent, _) => drop(self.sent.insert(record.id, at)),
                _ => {}
            }
        }
    }

    /// When counting began, if that is not the beginning of the run.
    pub(super) fn since(&self) -> Option<Nanos> {
        self.origin.as_ref().map(|origin| origin.since).filter(|since| *since > 0)
    }

    /// The events between two times, both included, each with its place.
    pub(super) fn between(&self, from: Nanos, to: Nanos) -> impl Iterator<Item = (usize, &Event)> {
        let start = self.events.partition_point(|event| event.time < from);
        let end = self.events.partition_point(|event| event.time <= to).max(start);
        (start..).zip(self.events.get(start..end).unwrap_or_default())
    }

    /// One event.
    pub(super) fn event(&self, at: usize) -> Option<&Event> {
        self.events.get(at)
    }

    /// The clock of an event.
    pub(super) fn clock(&self, at: usize) -> &[u32] {
        let nodes = self.last.len();
        self.counts.get(at * nodes..(at + 1) * nodes).unwrap_or_default()
    }

    /// The event with which a message was sent.
    pub(super) fn sent(&self, message: u64) -> Option<usize> {
        self.sent.get(&message).copied()
    }

    /// The event with which a message arrived at a time.
    pub(super) fn arrived(&self, message: u64, time: Nanos) -> Option<usize> {
        self.between(time, time).find(|(_, event)| event.heard == message).map(|(at, _)| at)
    }

    /// Whether one event could be known of at another.
    pub(super) fn is_before(&self, one: usize, other: usize) -> bool {
        relation(self.clock(one), self.clock(other)) == Relation::Before
    }

    /// Whether two events could not know of one another.
    pub(super) fn are_concurrent(&self, one: usize, other: usize) -> bool {
        relation(self.clock(one), self.clock(other)) == Relation::Concurrent
    }
}
