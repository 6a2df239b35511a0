//! Messages under way, for any scene: where each is, is a pure function of the moment.
//!
//! ```text
//!   [c0]──────●────────►[s1]      from edge to edge, a part of the way that is
//!       sent      now     until   (now − sent) / (until − sent)
//! ```

use super::{Frame, Stretch};
use crate::picture::animated::Motion;
use crate::picture::{Dot, DotKind, Token};
use snowglobe_core::sim::{Kind, Label, Nanos, NodeId, Reason, Record, Said, System, World};

/// Where nodes stand.
pub(super) trait Places {
    /// The middle of a node.
    fn centre(&self, id: NodeId) -> (f32, f32);
    /// The point of its edge that faces a place.
    fn edge(&self, id: NodeId, towards: (f32, f32)) -> (f32, f32);
    /// The way of a message that says this from one node to another.
    fn way(&self, from: NodeId, to: NodeId, _: Label) -> ((f32, f32), (f32, f32))
    where
        Self: Sized,
    {
        way(self, from, to)
    }
    /// Whether something that must be read stands there: dots pass behind it.
    fn hides(&self, _at: (f32, f32)) -> bool {
        false
    }
    /// Whether words stand there, or so near that a cross would be on them.
    fn has_words(&self, at: (f32, f32)) -> bool {
        self.hides(at)
    }
}

/// How the dot of a message looks, by what it says.
pub(super) struct Look {
    /// Its radius.
    pub(super) r: f32,
    /// Its shape.
    pub(super) kind: DotKind,
    /// Its colour.
    pub(super) token: Token,
}

/// The point at a part of the way from one place to another.
#[must_use]
pub(super) fn between(from: (f32, f32), to: (f32, f32), part: f32) -> (f32, f32) {
    (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)
}

/// The way of a message from one node to another.
#[must_use]
pub(super) fn way(places: &impl Places, from: NodeId, to: NodeId) -> ((f32, f32), (f32, f32)) {
    let (a, b) = (places.centre(from), places.centre(to));
    (places.edge(from, b), places.edge(to, a))
}

/// The part of the way that is done; a held message stays at its sender.
fn progress(sent: Nanos, until: Nanos, now: Nanos, motion: bool) -> f32 {
    if until == Nanos::MAX || until <= sent {
        return 0.0;
    }
    if !motion {
        return 0.5;
    }
    (now.saturating_sub(sent) as f64 / (until - sent) as f64).clamp(0.0, 1.0) as f32
}

/// Adds a dot for each message under way; one that will be lost goes half the way.
pub(super) fn messages<S: System>(
    world: &World<S>,
    now: Nanos,
    places: &impl Places,
    frame: &Frame,
    look: impl Fn(Label) -> Look,
    out: &mut Vec<Dot>,
) {
    for flight in world.flights() {
        let done = progress(flight.sent, flight.until, now, frame.motion);
        let part = if flight.lost { done * 0.5 } else { done };
        let label = Said::label(&flight.message);
        let (from, to) = places.way(flight.from, flight.to, label);
        let (x, y) = between(from, to, part);
        if places.hides((x, y)) {
            continue;
        }
        let Look { r, kind, token } = look(label);
        out.push(Dot { x, y, r, kind, token, message: flight.id });
    }
}

/// Reach of a cross, pixels.
const CROSS: f32 = 6.0;

/// A cross where a message was just lost: half-way, or before a receiver that was down. Where words stand it is put beside
/// them, on the way all the same.
#[must_use]
pub(super) fn loss(record: &Record, places: &impl Places) -> Option<Dot> {
    let (from, to) = places.way(record.peer, record.node, record.label);
    let length = ((to.0 - from.0).powi(2) + (to.1 - from.1).powi(2)).sqrt().max(1.0);
    let part = match record.kind {
        Kind::Dropped(Reason::Down) => (1.0 - (CROSS + 3.0) / length).max(0.5),
        Kind::Dropped(Reason::Loss | Reason::Partition) => 0.5,
        _ => return None,
    };
    let near = (0..10_u8).flat_map(|steps| [-0.05, 0.05].map(|step| part + step * f32::from(steps)));
    let mut near = near.filter(|other| (0.0..=part.max(0.95)).contains(other));
    let (x, y) = near.find_map(|part| Some(between(from, to, part)).filter(|at| !places.has_words(*at)))?;
    Some(Dot { x, y, r: CROSS, kind: DotKind::Cross, token: Token::Danger, message: 0 })
}

/// The messages sent in a stretch of time as motions; one that gets lost stops half-way.
#[must_use]
pub(super) fn motions(
    records: &[Record],
    places: &impl Places,
    Stretch { from, to, seconds }: Stretch,
    look: impl Fn(Label) -> Look,
) -> Vec<Motion> {
    let scale = f64::from(seconds) / to.saturating_sub(from).max(1) as f64;
    let lost = |id: u64| {
        let cut = |kind| matches!(kind, Kind::Dropped(Reason::Loss | Reason::Partition));
        records.iter().any(|record| record.id == id && cut(record.kind))
    };
    let sent =
        records.iter().filter(|record| (from..to).contains(&record.time) && record.until != Nanos::MAX);
    let sent = sent.filter(|record| matches!(record.kind, Kind::Sent | Kind::Copied));
    let motion = |record: &Record| {
        let (start, end) = places.way(record.node, record.peer, record.label);
        let Look { r, kind, token } = look(record.label);
        Motion {
            from: start,
            to: if lost(record.id) { between(start, end, 0.5) } else { end },
            begin: ((record.time - from) as f64 * scale) as f32,
            duration: (record.until.saturating_sub(record.time) as f64 * scale) as f32,
            r,
            kind,
            token,
        }
    };
    sent.map(motion).collect()
}
