//! Messages under way, where one was lost, and a client that just learned whether it was a hit.

use super::wording::{colour, is_reply};
use super::world;
use crate::picture::animated::Motion;
use crate::picture::{Dot, DotKind, Token};
use crate::scenes::circle::Layout;
use crate::scenes::flow::{self, Look};
use crate::scenes::{Frame, Stretch};
use snowglobe_core::sim::{Globe, Kind, Label, Record};
use snowglobe_core::systems::cache::Word;

fn layout(globe: &dyn Globe, frame: &Frame) -> Layout {
    let nodes: Vec<_> = globe.residents().iter().map(|resident| (resident.id, resident.role)).collect();
    Layout::new(frame.width, frame.height, nodes.into_iter())
}

fn look(label: Label) -> Look {
    let kind = if is_reply(label) { DotKind::Hollow } else { DotKind::Full };
    Look { r: 5.0, kind, token: colour(label) }
}

/// Adds a dot for each message under way, a cross where one was just lost, and a ring around a
/// client that just learned whether it was a hit.
pub(crate) fn messages(globe: &mut dyn Globe, frame: &Frame, out: &mut Vec<Dot>) {
    let now = globe.moment().at;
    let layout = layout(globe, frame);
    if let Some(world) = world(globe) {
        flow::messages(world, now, &layout, frame, look, out);
    }
    for record in globe.records(now.saturating_sub(frame.flash), now) {
        out.extend(flow::loss(record, &layout));
        let token = match (record.kind, Word::of(record.label)) {
            (Kind::Delivered, Some(Word::Hit)) => Token::Good,
            (Kind::Delivered, Some(Word::Miss)) => Token::Warning,
            _ => continue,
        };
        let (x, y) = layout.place(record.node);
        out.push(Dot { x, y, r: layout.bubble, kind: DotKind::Ring, token, message: 0 });
    }
}

/// The messages sent in a span of time as motions; one that gets lost stops half-way.
pub(crate) fn motions(globe: &dyn Globe, records: &[Record], frame: &Frame, stretch: Stretch) -> Vec<Motion> {
    flow::motions(records, &layout(globe, frame), stretch, look)
}
