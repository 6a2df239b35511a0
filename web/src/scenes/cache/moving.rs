//! Messages under way: where each is, is a pure function of the moment.

use super::layout::{Layout, between};
use super::wording::{colour, is_reply};
use super::world;
use crate::picture::animated::Motion;
use crate::picture::{Dot, DotKind, Token};
use crate::scenes::Frame;
use snowglobe_core::sim::{Globe, Kind, Nanos, NodeId, Reason, Record};
use snowglobe_core::systems::cache::Word;

/// Adds a dot for each message under way, a cross where one was just lost, and a ring around a
/// client that just learned whether it was a hit.
pub(crate) fn messages(globe: &mut dyn Globe, frame: &Frame, out: &mut Vec<Dot>) {
    let now = globe.moment().at;
    let nodes: Vec<_> = globe.residents().iter().map(|resident| (resident.id, resident.role)).collect();
    let layout = Layout::new(frame.width, frame.height, nodes.into_iter());
    if let Some(world) = world(globe) {
        for flight in world.flights() {
            let label = snowglobe_core::sim::Said::label(&flight.message);
            let part =
                progress(flight.sent, flight.until, now, frame.motion) * if flight.lost { 0.5 } else { 1.0 };
            let (from, to) = edge_to_edge(&layout, flight.from, flight.to);
            let (x, y) = between(from, to, part);
            if !layout.is_behind_headline((x, y)) {
                out.push(dot(x, y, is_reply(label), label, flight.id));
            }
        }
    }
    for record in globe.records(now.saturating_sub(frame.flash), now) {
        match record.kind {
            Kind::Dropped(_) => {
                let (from, to) = edge_to_edge(&layout, record.peer, record.node);
                let part = if record.kind == Kind::Dropped(Reason::Down) { 1.0 } else { 0.5 };
                let (x, y) = between(from, to, part);
                out.push(Dot { x, y, r: 6.0, kind: DotKind::Cross, token: Token::Danger, message: 0 });
            }
            Kind::Delivered => {
                let token = match Word::of(record.label) {
                    Some(Word::Hit) => Token::Good,
                    Some(Word::Miss) => Token::Warning,
                    _ => continue,
                };
                let (x, y) = layout.place(record.node);
                let r = layout.bubble;
                out.push(Dot { x, y, r, kind: DotKind::Ring, token, message: 0 });
            }
            _ => {}
        }
    }
}

/// The messages sent in a span of time as motions; one that gets lost stops half-way.
pub(crate) fn motions(
    globe: &dyn Globe,
    records: &[Record],
    frame: &Frame,
    (from, to): (Nanos, Nanos),
    seconds: f32,
) -> Vec<Motion> {
    let nodes: Vec<_> = globe.residents().iter().map(|resident| (resident.id, resident.role)).collect();
    let layout = Layout::new(frame.width, frame.height, nodes.into_iter());
    let scale = f64::from(seconds) / to.saturating_sub(from).max(1) as f64;
    let lost = |id: u64| {
        let cut = |kind| matches!(kind, Kind::Dropped(Reason::Loss | Reason::Partition));
        records.iter().any(|record| record.id == id && cut(record.kind))
    };
    let sent =
        records.iter().filter(|record| (from..to).contains(&record.time) && record.until != Nanos::MAX);
    let sent = sent.filter(|record| matches!(record.kind, Kind::Sent | Kind::Copied));
    let motion = |record: &Record| {
        let (start, end) = edge_to_edge(&layout, record.node, record.peer);
        let dot = dot(0.0, 0.0, is_reply(record.label), record.label, record.id);
        Motion {
            from: start,
            to: if lost(record.id) { between(start, end, 0.5) } else { end },
            begin: ((record.time - from) as f64 * scale) as f32,
            duration: (record.until.saturating_sub(record.time) as f64 * scale) as f32,
            r: dot.r,
            kind: dot.kind,
            token: dot.token,
        }
    };
    sent.map(motion).collect()
}

fn dot(x: f32, y: f32, reply: bool, label: snowglobe_core::sim::Label, message: u64) -> Dot {
    let token = colour(label);
    let kind = if reply { DotKind::Hollow } else { DotKind::Full };
    Dot { x, y, r: 5.0, kind, token, message }
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

/// From the rim of one node to the rim of the other.
fn edge_to_edge(layout: &Layout, from: NodeId, to: NodeId) -> ((f32, f32), (f32, f32)) {
    let (a, b) = (layout.place(from), layout.place(to));
    let length = ((b.0 - a.0).powi(2) + (b.1 - a.1).powi(2)).sqrt().max(1.0);
    let rim = (layout.bubble / length).min(0.4);
    (between(a, b, rim), between(a, b, 1.0 - rim))
}
