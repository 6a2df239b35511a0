//! Messages under way, where one was lost, and who just learned what.
//!
//! ```text
//!   ●  a request on its way in      ○  200 on its way back      ⊘  429 on its way back
//!   •  counter traffic: full to the store, hollow from it
//! ```

use super::layout::Layout;
use super::{still, world};
use crate::picture::animated::Motion;
use crate::picture::{Dot, DotKind, Token};
use crate::scenes::flow::{self, Look, Places};
use crate::scenes::{Frame, Stretch};
use snowglobe_core::sim::{Globe, Kind, Label, Record};
use snowglobe_core::systems::gateway::Word;

/// How a request looks.
pub(super) const REQUEST: (DotKind, Token) = (DotKind::Full, Token::Request);
/// How a request looks that was let through, on its way to an API server.
pub(super) const PASSED: (DotKind, Token) = (DotKind::Full, Token::Good);
/// How the answer to one looks.
pub(super) const SERVED: (DotKind, Token) = (DotKind::Hollow, Token::Good);
/// How a refusal looks.
pub(super) const DENIED: (DotKind, Token) = (DotKind::Barred, Token::Warning);
/// How an answer looks that something is broken or full.
pub(super) const FAILED: (DotKind, Token) = (DotKind::Barred, Token::Danger);
/// How traffic to the store looks.
pub(super) const COUNTER: (DotKind, Token) = (DotKind::Full, Token::Ink);
/// How traffic from the store looks.
const COUNTED: (DotKind, Token) = (DotKind::Hollow, Token::Ink);

/// How a message looks; dots are smaller where there is less room.
fn look(label: Label, frame: &Frame) -> Look {
    let (r, (kind, token)) = match Word::of(label) {
        Some(Word::Ask) => (1.0, REQUEST),
        Some(Word::Pass) => (1.0, PASSED),
        Some(Word::Served) => (1.0, SERVED),
        Some(Word::Refused) => (1.1, DENIED),
        Some(Word::Overloaded | Word::Unavailable) => (1.1, FAILED),
        Some(Word::Count | Word::Admits | Word::Delays | Word::Denies | Word::Told) => (0.85, COUNTED),
        _ => (0.85, COUNTER),
    };
    Look { r: r * (frame.width.min(frame.height) / 90.0).clamp(3.2, 5.5), kind, token }
}

/// Adds a dot for each message under way, a cross where one was just lost, and rings around those who just
/// learned something: a client its answer, the store that an update was lost.
pub(super) fn messages(globe: &mut dyn Globe, frame: &Frame, out: &mut Vec<Dot>) {
    let now = globe.moment().at;
    let Some(world) = world(globe) else { return };
    let layout = still::layout(world, now, frame);
    let clients = world.shared().parameters.clients;
    flow::messages(world, now, &layout, frame, |label| look(label, frame), out);
    for record in globe.records(now.saturating_sub(frame.flash), now) {
        out.extend(flow::loss(record, &layout));
        flash(record, record.node.0 < clients, &layout, out);
    }
}

fn flash(record: &Record, at_client: bool, layout: &Layout, out: &mut Vec<Dot>) {
    let card = layout.card(record.node);
    let (x, y) = layout.centre(record.node);
    let r = card.half.0.max(card.half.1) + 2.5;
    let mut push = |kind, token, (x, y), r| out.push(Dot { x, y, r, kind, token, message: 0 });
    let corner = (x + card.half.0, y - card.half.1);
    match (record.kind, Word::of(record.label)) {
        (Kind::Delivered, Some(Word::Served)) if at_client => push(DotKind::Ring, Token::Good, (x, y), r),
        (Kind::Delivered, Some(word @ (Word::Refused | Word::Overloaded | Word::Unavailable)))
            if at_client =>
        {
            let (kind, token) = if word == Word::Refused { DENIED } else { FAILED };
            push(DotKind::Ring, token, (x, y), r);
            push(kind, token, corner, 4.5);
        }
        (Kind::Changed, Some(Word::Loses)) => {
            push(DotKind::Cross, Token::Danger, corner, 6.0);
            push(DotKind::Ring, Token::Danger, corner, 10.0);
        }
        _ => {}
    }
}

/// The messages sent in a span of time as motions; one that gets lost stops half-way.
pub(super) fn motions(globe: &dyn Globe, records: &[Record], frame: &Frame, stretch: Stretch) -> Vec<Motion> {
    let Some(world) = world(globe) else { return Vec::new() };
    let layout = still::layout(world, globe.moment().at, frame);
    flow::motions(records, &layout, stretch, |label| look(label, frame))
}
