//! Which stretch of time the diagram shows.
//!
//! ```text
//!   of the step at hand   begin ├── t ──────────┤ until     the whole of it, where that can be read
//!   otherwise                 ├───────── t ────┤            about as many messages as can be told apart
//!   a request is chosen   ├─ asked … answered t ────┤       and no less than that request
//! ```
//!
//! How many messages can be told apart is asked of stretches of 1, 2, 4, … times the shortest, each of which begins at a
//! multiple of its length: so the same moment always has the same window, and it changes once in a windowful at most.

use super::{Asked, FEW, Request};
use snowglobe_core::sim::{Globe, Kind, Nanos, Record, SECOND};

/// Wall time that the diagram spans while playing, seconds.
const WALL: u64 = 6;
/// While playing, no more than so many times faster than that.
const FASTER: u64 = 3;
/// Messages that can be told apart, about.
const MOST: usize = 50;
/// The moment shown stands at this part of the window.
const NOW_AT: f64 = 0.68;
/// However much room there is to be below it, so much of the window is over.
const LEAST_OVER: f64 = 0.3;
/// A stretch that shall be seen as a whole may be longer than others by this factor.
const LONGER: Nanos = 2;
/// What is chosen may make the window longer by this factor.
const REACH: Nanos = 4;

/// The longest virtual time that a diagram spans when time goes at `up / down` of wall time: six seconds of it, but no less
/// than three hops, each of about this long, and no more than 10 s.
#[must_use]
pub fn span_for((up, down): (u64, u64), hop: Nanos) -> Nanos {
    let span = (WALL * SECOND).saturating_mul(up) / down.max(1);
    span.clamp(shortest(hop), 10 * SECOND)
}

/// The shortest and the longest virtual time that a diagram spans. While time goes on it does not pass by too fast.
#[must_use]
pub fn spans_for(speed: (u64, u64), hop: Nanos, playing: bool) -> (Nanos, Nanos) {
    let most = span_for(speed, hop);
    let least = if playing { (most / FASTER).max(shortest(hop)) } else { shortest(hop) };
    (least, most)
}

fn shortest(hop: Nanos) -> Nanos {
    (3 * hop).min(10 * SECOND)
}

/// The window around the moment shown, in which this part is left below its line. O(messages that can be told apart), with
/// what else happens between them.
pub(super) fn around(globe: &mut dyn Globe, asked: &Asked<'_>, below: f64) -> (Nanos, Nanos) {
    let now = globe.moment().at;
    let span = dense(globe, now, asked);
    if let Some(whole) = asked.stretch.and_then(|stretch| framed(stretch, now, asked.span.1.min(span))) {
        return whole;
    }
    let (from, to) = placed(now, span, NOW_AT.min(1.0 - below).max(LEAST_OVER));
    (reaching(asked.requests, now, (from, to)), to)
}

/// A stretch with some room before and behind it, if that is short enough; beyond it, it goes along with the moment.
fn framed((begin, end): (Nanos, Nanos), now: Nanos, span: Nanos) -> Option<(Nanos, Nanos)> {
    let whole = end.checked_sub(begin)?;
    let from = begin.saturating_sub(whole / 12);
    let to = end.saturating_add(whole / 6);
    let fits = to - from <= span.saturating_mul(LONGER);
    let late = now.saturating_sub(end);
    let from = from.saturating_add(late).saturating_sub(begin.saturating_sub(now));
    let to = to.saturating_add(late).saturating_sub(begin.saturating_sub(now));
    (fits && from < to).then_some((from, to))
}

/// Where the window begins, so that the first of the requests is in it, and of the others those that are near.
fn reaching(requests: &[Request], now: Nanos, (from, to): (Nanos, Nanos)) -> Nanos {
    let least = now.saturating_sub((to - from).saturating_mul(REACH));
    let begins = |request: &Request| request.called.saturating_sub((to - from) / 16);
    let at_hand = |request: &&Request| request.called <= to && request.ended.is_none_or(|at| at >= from);
    if requests.first().filter(at_hand).is_none() {
        return from;
    }
    requests.iter().map(begins).filter(|begin| *begin >= least).fold(from, Nanos::min)
}

/// The longest of the stretches from the shortest on, each twice as long as the one before, in which messages can be told
/// apart.
fn dense(globe: &mut dyn Globe, now: Nanos, asked: &Asked<'_>) -> Nanos {
    let most = asked.span.1.max(1);
    let mut span = asked.span.0.clamp(1, most);
    while span < most {
        let next = span.saturating_mul(2);
        let begin = now / next * next;
        let (from, to) = (begin.saturating_sub(next / 2), begin.saturating_add(next + next / 2));
        // The stretch and half of it on either side: twice as many.
        if has_more(globe, (from, to), 2 * MOST) {
            break;
        }
        span = next.min(most);
    }
    // Much may happen just before the moment, and little for long before that.
    while span / 2 >= asked.span.0.max(1) && has_more(globe, placed(now, span, NOW_AT), FEW) {
        span /= 2;
    }
    span
}

/// Where a window of this length is, of which this part is over.
fn placed(now: Nanos, span: Nanos, over: f64) -> (Nanos, Nanos) {
    let from = now.saturating_sub((span as f64 * over) as Nanos);
    (from, from.saturating_add(span))
}

/// Whether more messages than so many are sent.
fn has_more(globe: &mut dyn Globe, (from, to): (Nanos, Nanos), count: usize) -> bool {
    let sent = |record: &&Record| matches!(record.kind, Kind::Sent | Kind::Copied);
    globe.records(from, to).iter().filter(sent).nth(count).is_some()
}

#[cfg(test)]
mod tests;
