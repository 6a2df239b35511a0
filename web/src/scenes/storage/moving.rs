//! Bytes under way: from the client to the engine, from there to their place on the disk, and back.
//!
//! ```text
//!   ●  a request, and ○ its answer      ■ → log, table, page: what is written      ○ what is read      ◎ a sync
//! ```

use super::layout::Layout;
use super::{still, world};
use crate::picture::animated::Motion;
use crate::picture::{Dot, DotKind, Token};
use crate::scenes::flow::{self, Look};
use crate::scenes::{Frame, Stretch};
use snowglobe_core::scenario::Scenario;
use snowglobe_core::sim::{Globe, Kind, Label, Record};
use snowglobe_core::systems::storage::Word;
use std::cell::RefCell;

/// How what a client asks looks.
pub(super) const REQUEST: (DotKind, Token) = (DotKind::Full, Token::Request);
/// How an answer looks.
pub(super) const ANSWER: (DotKind, Token) = (DotKind::Hollow, Token::Good);
/// How an answer looks that nothing was found, or a refusal.
const NOTHING: (DotKind, Token) = (DotKind::Barred, Token::Warning);
/// How bytes look on their way to the disk.
pub(super) const WRITE: (DotKind, Token) = (DotKind::Full, Token::Ink);
/// How a read looks.
pub(super) const READ: (DotKind, Token) = (DotKind::Hollow, Token::Ink);
/// How a sync looks.
pub(super) const SYNC: (DotKind, Token) = (DotKind::Full, Token::Warning);

/// How a message looks: bytes by how many they are.
fn look(label: Label, frame: &Frame) -> Look {
    use Word::{
        Absent, Append, Carried, Done, Found, Hello, Mount, Mounted, Read, Refused, Rows, Sync, SyncNames,
        Write,
    };
    let word = Word::of(label);
    let (kind, token) = match word {
        Some(Done | Found | Rows | Hello) => ANSWER,
        Some(Absent | Refused) => NOTHING,
        Some(Append | Write) => WRITE,
        Some(Read | Mount | Carried | Mounted) => READ,
        Some(Sync | SyncNames) => SYNC,
        Some(Word::Put | Word::Get | Word::Delete | Word::Scan | Word::ScanTo) => REQUEST,
        _ => WRITE,
    };
    let bytes = match word {
        Some(Append | Write | Read) => (label.b & 0xffff_ffff) as f32,
        _ => 0.0,
    };
    // The area of a dot grows with its bytes.
    let more = (bytes / 4_096.0).sqrt().min(1.6);
    let usual = (frame.width.min(frame.height) / 100.0).clamp(2.8, 4.8);
    Look { r: usual * (0.85 + 0.5 * more), kind, token }
}

/// What the places of things depend on.
#[derive(Clone, Debug, PartialEq)]
struct Seen {
    scenario: Scenario,
    moment: (usize, u64),
    size: (f32, f32),
}

/// Where things are, kept from one frame to the next: they are only somewhere else after a step.
#[derive(Default)]
pub(super) struct Places(RefCell<Option<(Seen, Layout)>>);

impl Places {
    /// Adds a dot for each message under way, a cross where one was just lost, and rings around what just happened.
    pub(super) fn messages(&self, globe: &mut dyn Globe, frame: &Frame, out: &mut Vec<Dot>) {
        let moment = globe.moment();
        let (timeline, now) = (moment.timeline as usize, moment.at);
        let size = (frame.width, frame.height);
        let Some(world) = world(globe) else { return };
        let step = world.step_count();
        let mut kept = self.0.borrow_mut();
        let same = |seen: &Seen| {
            seen.moment == (timeline, step) && seen.size == size && seen.scenario == *globe.scenario()
        };
        if !kept.as_ref().is_some_and(|(seen, _)| same(seen)) {
            let seen = Seen { scenario: globe.scenario().clone(), moment: (timeline, step), size };
            *kept = Some((seen, still::layout(world, frame)));
        }
        let Some((_, layout)) = &*kept else { return };
        flow::messages(world, now, layout, frame, |label| look(label, frame), out);
        for record in globe.records(now.saturating_sub(frame.flash), now) {
            out.extend(flow::loss(record, layout));
            flash(record, layout, out);
        }
    }
}

fn flash(record: &Record, layout: &Layout, out: &mut Vec<Dot>) {
    let token = match (record.kind, Word::of(record.label)) {
        (Kind::Verdict, Some(_)) => Token::Danger,
        (Kind::Changed, Some(Word::StallBegun | Word::Refuses)) => Token::Danger,
        (Kind::Changed, Some(Word::Frozen | Word::Flushed | Word::MergeDone | Word::Recovered)) => {
            Token::Accent
        }
        _ => return,
    };
    let (x, y) = layout.corner(record.node);
    out.push(Dot { x, y, r: 7.0, kind: DotKind::Ring, token, message: 0 });
}

/// The messages sent in a stretch of time as motions.
pub(super) fn motions(globe: &dyn Globe, records: &[Record], frame: &Frame, stretch: Stretch) -> Vec<Motion> {
    let Some(world) = world(globe) else { return Vec::new() };
    let layout = still::layout(world, frame);
    flow::motions(records, &layout, stretch, |label| look(label, frame))
}
