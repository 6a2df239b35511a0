//! Routes: each message of a stretch of the trace from its sending to its end.
//!
//! The trace tells that a message left and, later, that it arrived or was lost. Two records
//! belong together if they name the same message and the first foretold the time of the second.
//!
//! ```text
//!   Sent id 17 until 1.03s  +  Delivered id 17 at 1.03s   →  one route that arrived
//!   Sent id 18 held         +  Sent id 18 (released)      →  a held one, and one that travels
//! ```

use snowglobe_core::sim::{Kind, Label, Nanos, NodeId, Reason, Record};
use std::collections::BTreeMap;

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It arrived.
    Arrived,
    /// It was lost.
    Lost(Reason),
    /// It waited at its sender until this time, as far as is known.
    Held(Option<Nanos>),
    /// The records end before it does.
    UnderWay,
}

/// One message, or one copy of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    /// The message's number; copies share it.
    pub id: u64,
    /// Whether the network made this copy.
    pub copy: bool,
    /// Who sent it.
    pub from: NodeId,
    /// Who shall get it.
    pub to: NodeId,
    /// When it left.
    pub sent: Nanos,
    /// When it arrives or is lost; `Nanos::MAX` while held.
    pub until: Nanos,
    /// What it says.
    pub label: Label,
    /// What became of it.
    pub end: End,
}

impl Route {
    /// The part of the way from sender to receiver that it covers: the network loses messages
    /// and cuts links half-way, and a receiver that is down loses them at its door.
    #[must_use]
    pub fn reach(&self) -> f32 {
        match self.end {
            End::Lost(Reason::Loss | Reason::Partition) => 0.5,
            End::Held(_) => 0.0,
            End::Arrived | End::UnderWay | End::Lost(Reason::Down) => 1.0,
        }
    }
}

/// The routes that begin in these records, in the order in which they begin. O(n log n).
#[must_use]
pub fn routes(records: &[Record]) -> Vec<Route> {
    let mut routes: Vec<Route> = Vec::new();
    let mut open: BTreeMap<(u64, Nanos, bool), usize> = BTreeMap::new();
    for record in records {
        let ends = |open: &mut BTreeMap<(u64, Nanos, bool), usize>| {
            let original = open.remove(&(record.id, record.time, false));
            original.or_else(|| open.remove(&(record.id, record.time, true)))
        };
        let (index, end) = match record.kind {
            Kind::Sent | Kind::Copied => {
                let copy = record.kind == Kind::Copied;
                let Record { id, node: from, peer: to, time: sent, until, label, .. } = *record;
                // Held ones are sent anew when released, copies too.
                let mut held = |copy| open.remove(&(id, Nanos::MAX, copy));
                let held = if copy { None } else { held(false).or_else(|| held(true)) };
                if let Some(held) = held.and_then(|index| routes.get_mut(index)) {
                    held.end = End::Held(Some(sent));
                }
                let end = if until == Nanos::MAX { End::Held(None) } else { End::UnderWay };
                open.insert((id, until, copy), routes.len());
                routes.push(Route { id, copy, from, to, sent, until, label, end });
                continue;
            }
            Kind::Delivered => (ends(&mut open), End::Arrived),
            Kind::Dropped(reason) => (ends(&mut open), End::Lost(reason)),
            _ => continue,
        };
        if let Some(route) = index.and_then(|index| routes.get_mut(index)) {
            route.end = end;
        }
    }
    routes
}

#[cfg(test)]
mod tests;
