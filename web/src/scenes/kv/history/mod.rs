//! What clients asked for, as bars over time: who waited for what, how long, and which reads went wrong.
//!
//! ```text
//!   c0  ├─ put cart=tea ─┤             ├─ get cart → tea ─┤
//!   c1             ├─ put cart=milk ─ ─ ─ ─                        nobody knows how that ended
//!   c2                       ╠═ get cart → nothing ═╣              a read that misses what was written before
//! ```
//!
//! Only what has begun by the moment shown is there. Of one read that went wrong, the one that is selected or else the
//! latest, the time from what it misses to its end is shaded; of a verdict that is selected, its window.
//!
//! Herlihy and Wing, "Linearizability" (1990), draw histories so.

mod bars;
mod judged;
mod told;
mod window;

pub(super) use judged::{judged, remedy};
pub(super) use told::{entries, requests};

use super::{name, words};
use crate::picture::bars::{Ending, shade};
use crate::picture::{Area, Mark, Paint, Picture, Shape, Thing, Token};
use crate::scenes::Frame;
use crate::scenes::marks::Pen;
use crate::views::spaced;
use bars::{ENDINGS, Lane, ending_name};
use snowglobe_core::sim::{Nanos, World};
use snowglobe_core::systems::kv::{self, CallId, Calls, Finding, Kv};
use window::Window;

/// How small things are written.
const NOTE: Pen = Pen::new(10.5, Token::Muted);
/// Height of a lane in which its name can be read, and beyond which more room says no more.
const LEAST: f32 = 15.0;
const MOST: f32 = 120.0;
/// Height of the row of times.
const TIMES: f32 = 18.0;
/// From one row of the legend to the next, and how much of the picture it may take.
const ROW: f32 = 15.0;
const LEGEND: f32 = 0.2;
/// Bars of one lane that are drawn: the latest.
const MOST_BARS: usize = 400;

/// The calls that a thing stands for: one, or that by which a promise was broken and then those that show it.
fn selected_calls(world: &World<Kv>, thing: Option<&Thing>) -> Vec<CallId> {
    let Some(Thing::Call(places)) = thing else { return Vec::new() };
    let one = |place: &str| {
        let (client, index) = place.split_once('@')?;
        Some(CallId { client: world.find(client)?, index: index.parse().ok()? })
    };
    places.split(' ').filter_map(one).collect()
}

/// A call by which a promise was broken, and those that show it: they are known of a verdict, and looked for of one call.
fn shown_by(world: &World<Kv>, mut chosen: Vec<CallId>) -> Vec<CallId> {
    if let [id] = chosen.as_slice() {
        let ended = kv::call(world, *id).and_then(|call| Some(call.ended.as_ref()?.0));
        let findings = ended.map(|at| kv::findings(world, at)).unwrap_or_default();
        let own = findings.into_iter().find(|finding| finding.read == *id);
        chosen.extend(own.and_then(|finding| finding.against));
    }
    chosen
}

/// When the first of these began, and that by which a promise was broken.
fn begin(world: &World<Kv>, shown: &[CallId]) -> Option<(Nanos, Nanos)> {
    let called = |id: &CallId| Some(kv::call(world, *id)?.called);
    Some((shown.iter().filter_map(called).min()?, called(shown.first()?)?))
}

/// The thing that stands for a call.
fn thing(world: &World<Kv>, id: CallId) -> Thing {
    Thing::Call(format!("{}@{}", name(world, id.client.0), id.index))
}

pub(super) fn picture(world: &World<Kv>, now: Nanos, chosen: Option<&Thing>, frame: &Frame) -> Picture {
    let label = words::HISTORY_PICTURE.of(frame.language).to_owned();
    let mut picture =
        Picture { width: frame.width, height: frame.height, label, still: Vec::new(), moving: Vec::new() };
    let clients: Vec<_> = kv::calls(world).collect();
    if clients.iter().all(|(_, calls)| calls.is_empty()) {
        let at = (frame.width / 2.0, frame.height / 2.0);
        let pen = Pen::new(13.0, Token::Muted).centred();
        picture.still.push(pen.write("nothing", at, words::NO_CALLS.of(frame.language)));
        return picture;
    }
    let (margin, left, right) = edges(world, frame);
    let top = legend(frame, margin, &mut picture.still);
    let room = (frame.height - TIMES - top).max(LEAST);
    let shown = ((room / LEAST) as usize).clamp(1, clients.len());
    let high = (room / shown as f32).min(MOST);
    let chosen = shown_by(world, selected_calls(world, chosen));
    let calls = clients.iter().map(|(_, calls)| *calls);
    let window = Window::around(calls, now, (begin(world, &chosen), frame.since), (left, right));
    let bottom = top + high * shown as f32;
    let findings = kv::findings(world, window.axis.from);
    let still = &mut picture.still;
    times(&window, (top, bottom), still);
    // A verdict has its own window; without one, that of the read that is told of is shown.
    let mut evidence = match chosen.as_slice() {
        [_, _, ..] => chosen,
        _ => {
            latest(world, &findings).and_then(|told| Some(vec![told.read, told.against?])).unwrap_or_default()
        }
    };
    if shade_evidence(world, &window, &evidence, (top, bottom), still).is_none() {
        evidence.clear();
    }
    for (row, (client, calls)) in clients.iter().take(shown).enumerate() {
        let lane = Lane {
            world,
            client: *client,
            area: Area { x: margin, y: top + high * row as f32, w: right - margin, h: high },
            window: &window,
            findings: &findings,
            evidence: &evidence,
            language: frame.language,
        };
        lane.draw(calls, still);
    }
    if shown < clients.len() {
        let more = format!("+{}", clients.len() - shown);
        if margin + NOTE.width(&more) < left - 2.0 {
            still.push(NOTE.write("more", (margin, bottom + 13.0), &more));
        }
    }
    picture
}

/// Room at each side, and the edges between which time goes: beside the names of clients.
fn edges(world: &World<Kv>, frame: &Frame) -> (f32, f32, f32) {
    let margin = (frame.width * 0.02).clamp(6.0, 16.0);
    let names = kv::calls(world).map(|(client, _)| NOTE.bold(true).width(&name(world, client.0)));
    let left = margin + names.fold(0.0, f32::max) + 8.0;
    (margin, left, (frame.width - margin).max(left + 1.0))
}

/// Since when a picture of it shows time.
pub(super) fn since(world: &World<Kv>, now: Nanos, frame: &Frame) -> Option<Nanos> {
    let (_, left, right) = edges(world, frame);
    Some(window::since(kv::calls(world).map(|(_, calls)| calls), now, (left, right)))
}

/// The read gone wrong that ended last.
fn latest<'a>(world: &World<Kv>, findings: &'a [Finding]) -> Option<&'a Finding> {
    let ended = |finding: &&Finding| Some(kv::call(world, finding.read)?.ended.as_ref()?.0);
    findings.iter().max_by_key(ended)
}

/// The colours in a row, or in several where it is narrow; where the lanes may begin.
fn legend(frame: &Frame, margin: f32, still: &mut Vec<Mark>) -> f32 {
    let (mut x, mut y) = (margin, 8.0);
    let endings = ENDINGS.into_iter().map(|ending| (ending, ending_name(ending), ending.paint()));
    let shows = (Ending::Done, words::SHOWS_IT, bars::evidence(Ending::Done));
    for (at, (ending, name, paint)) in endings.chain([shows]).enumerate() {
        let words = name.of(frame.language);
        let wide = 22.0 + NOTE.width(words);
        let right = frame.width - margin;
        if x + wide > right && x > margin && y + ROW < frame.height * LEGEND {
            (x, y) = (margin, y + ROW);
        }
        let end = x + wide;
        if end > right || frame.height < 120.0 {
            break;
        }
        let area = Area { x, y, w: 16.0, h: 9.0 };
        still.push(Mark::new(format!("legend {at}"), ending.bar(area), paint));
        still.push(NOTE.write(format!("legend name {at}"), (x + 21.0, y + 8.5), words));
        x = end + 12.0;
    }
    if x > margin { y + 18.0 } else { 4.0 }
}

/// Lines at round times, and where the moment shown is.
fn times(window: &Window, (top, bottom): (f32, f32), still: &mut Vec<Mark>) {
    let mut free = window.axis.left;
    for time in window.ticks() {
        let x = window.x(time);
        let line = Shape::Line { from: (x, top), to: (x, bottom) };
        still.push(Mark::new(format!("time {time}"), line, Paint::stroke(Token::Faint, 1.0).faded(0.6)));
        let (words, pen) = (spaced(time), NOTE.centred());
        let half = pen.width(&words) / 2.0;
        if x - half >= free && x + half <= window.axis.right {
            still.push(pen.write(format!("time name {time}"), (x, bottom + 13.0), &words));
            free = x + half + 8.0;
        }
    }
    let x = window.x(window.now);
    let line = Shape::Line { from: (x, top), to: (x, bottom) };
    still.push(Mark::new("now", line, Paint::stroke(Token::Accent, 1.5)));
}

/// Shades the time from the first call that shows what is wrong to the end of that by which it went wrong, the first of
/// these.
fn shade_evidence(
    world: &World<Kv>,
    window: &Window,
    evidence: &[CallId],
    (top, bottom): (f32, f32),
    still: &mut Vec<Mark>,
) -> Option<()> {
    let end = kv::call(world, *evidence.first()?)?.ended.as_ref()?.0;
    let called = evidence.iter().filter_map(|id| Some(kv::call(world, *id)?.called));
    let (from, to) = (window.x(called.min()?), window.x(end));
    let area = Area { x: from, y: top, w: to - from, h: bottom - top };
    still.extend(shade("wrong", area));
    Some(())
}

/// The calls of a client that reach into a window, the latest first.
fn inside<'a>(calls: &'a Calls, window: &Window) -> impl Iterator<Item = (usize, &'a kv::Call)> {
    let from = window.axis.from;
    // One after the other: what began before another has ended before it.
    calls
        .latest()
        .take_while(move |(_, call)| call.ended.as_ref().is_none_or(|(at, _)| *at >= from))
        .take(MOST_BARS)
}

#[cfg(test)]
mod tests;
