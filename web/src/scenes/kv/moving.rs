//! Messages under way, where one was lost, and where something was just noticed.

use super::wording::{colour, is_reply};
use super::{still, world};
use crate::picture::animated::Motion;
use crate::picture::{Dot, DotKind, Token};
use crate::scenes::circle::Layout;
use crate::scenes::flow::{self, Look};
use crate::scenes::{Frame, Stretch};
use snowglobe_core::sim::{Globe, Kind, Label, Record};
use snowglobe_core::systems::kv::Word;

fn layout(globe: &dyn Globe, frame: &Frame) -> Layout {
    match world(globe) {
        Some(world) => still::layout(world, frame),
        None => Layout::new(frame.width, frame.height, std::iter::empty()),
    }
}

fn look(label: Label, layout: &Layout) -> Look {
    let kind = if is_reply(label) { DotKind::Hollow } else { DotKind::Full };
    // What goes on all the time must not hide what is asked.
    let token = colour(label);
    let r = if token == Token::Faint { layout.bubble.min(2.6) } else { 5.0 };
    Look { r, kind, token }
}

/// Adds a dot for each message under way, a cross where one was just lost, and rings where something was noticed.
pub(super) fn messages(globe: &mut dyn Globe, frame: &Frame, out: &mut Vec<Dot>) {
    let now = globe.moment().at;
    let layout = layout(globe, frame);
    if let Some(world) = world(globe) {
        flow::messages(world, now, &layout, frame, |label| look(label, &layout), out);
    }
    for record in globe.records(now.saturating_sub(frame.flash), now) {
        out.extend(flow::loss(record, &layout));
        let token = match (record.kind, Word::of(record.label)) {
            (Kind::Verdict, Some(_)) => Token::Danger,
            (
                Kind::Changed,
                Some(
                    Word::Siblings
                    | Word::Dropped
                    | Word::Doubts
                    | Word::Suspects
                    | Word::HintExpired
                    | Word::NoRoom,
                ),
            ) => Token::Warning,
            (Kind::Changed, Some(Word::Repairs | Word::Arrived | Word::Trusts | Word::Clears)) => {
                Token::Accent
            }
            (Kind::Returned, Some(Word::HasWritten | Word::HasRead)) => Token::Good,
            (Kind::Returned, Some(Word::HasNot)) => Token::Danger,
            _ => continue,
        };
        let (x, y) = layout.place(record.node);
        // Outside of the line that tells which node it is.
        out.push(Dot { x, y, r: layout.bubble + 4.0, kind: DotKind::Ring, token, message: 0 });
    }
}

/// The messages sent in a span of time as motions; one that gets lost stops half-way.
pub(super) fn motions(globe: &dyn Globe, records: &[Record], frame: &Frame, stretch: Stretch) -> Vec<Motion> {
    let layout = layout(globe, frame);
    flow::motions(records, &layout, stretch, |label| look(label, &layout))
}

#[cfg(test)]
mod tests;
