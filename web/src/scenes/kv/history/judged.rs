//! The run at hand before the judges: each promise to clients, and the moment at which it was broken.
//!
//! ```text
//!   linearizability      broken at 2.31 s     c1 get cart → nothing
//!   read your writes     kept
//! ```
//!
//! The judges are those of [`check`](snowglobe_core::check), to which a history from elsewhere is held, too.

use super::bars::told;
use super::{name, thing, words};
use crate::picture::Thing;
use crate::scenes::Judged;
use crate::text::number::{duration, grouped};
use crate::text::{Language, promises};
use snowglobe_core::check::{Action, History, Outcome, Promise, Verdict, Window, linearizable_within};
use snowglobe_core::sim::{Globe, Nanos, World};
use snowglobe_core::systems::kv::choice::QuorumKind;
use snowglobe_core::systems::kv::{self, CallId, Kv, Parameters, traced_history};

/// Operations that are judged at most: the promises of sessions take time by the square.
const MOST: usize = 20_000;
/// Work for the judge of orders: less than half a second.
const WORK: u64 = 30_000_000;
/// Operations of a window that are marked at most.
const MOST_MARKED: usize = 24;

/// Each promise, held against all that clients saw until now.
pub(in crate::scenes::kv) fn judged(world: &World<Kv>, globe: &dyn Globe, language: Language) -> Vec<Judged> {
    let (history, traced) = traced_history(world);
    if history.operations().len() > MOST {
        let found = words::TOO_LONG_TO_JUDGE.of(language).replace("{}", &grouped(MOST as u64));
        return vec![Judged { promise: words::OPERATIONS, found, broken: None }];
    }
    let healed = healed(world, globe);
    // What is so in the end can be said once all is healed and somebody has read after that.
    let over = !kv::is_troubled(world) && read_since(&history, healed);
    let asked = Promise::ALL.iter().map(|(_, promise)| *promise);
    let asked = asked.filter(|promise| over || !promise.is_of_the_end());
    let mut all: Vec<Judged> = asked
        .map(|promise| {
            let verdict = match promise {
                Promise::Linearizable => linearizable_within(&history, WORK),
                weaker => weaker.judge(&history, healed, &0),
            };
            one(world, promise, &verdict, &traced, language)
        })
        .collect();
    let left_out = kv::calls(world).map(|(_, calls)| calls.len()).sum::<usize>() - traced.len();
    if left_out > 0 {
        let found = words::LEFT_OUT.of(language).replace("{}", &grouped(left_out as u64));
        all.push(Judged { promise: words::OPERATIONS, found, broken: None });
    }
    all
}

/// What to try when a promise was broken: the first of what Dynamo's settings lack of a read that sees the last write.
pub(in crate::scenes::kv) fn remedy(parameters: &Parameters) -> Option<(&'static str, u64)> {
    let quorum = parameters.quorum;
    // Majorities of two data centres have no node in common.
    let shared = (parameters.local_quorum && parameters.data_centres > 1).then_some(("local_quorum", 0));
    let overlap = (!parameters.reads_meet_writes()).then(|| ("r", quorum.n() + 1 - quorum.w()));
    let strict = (parameters.kind == QuorumKind::Sloppy).then_some(("quorum", QuorumKind::Strict as u8));
    // A read that met a write half done makes it whole, so that the next read cannot go back.
    let repaired = (!parameters.read_repair).then_some(("read_repair", 1));
    let (name, value) = shared.or(overlap).or(strict).or(repaired)?;
    Some((name, value.into()))
}

/// When the last action was over, and what was under way then.
fn healed(world: &World<Kv>, globe: &dyn Globe) -> Nanos {
    let lanes = globe.lanes();
    let actions = lanes.get(globe.moment().timeline as usize).map_or(&[][..], |lane| lane.actions);
    let last = actions.iter().map(|timed| timed.at).filter(|at| *at <= world.now()).max();
    last.unwrap_or_default() + 2 * world.shared().parameters.timeout
}

fn read_since(history: &History<u32, u64>, healed: Nanos) -> bool {
    history.operations().iter().any(|operation| {
        operation.called >= healed
            && matches!((&operation.action, &operation.outcome), (Action::Read, Outcome::Done { .. }))
    })
}

fn one(
    world: &World<Kv>,
    promise: Promise,
    verdict: &Verdict,
    traced: &[CallId],
    language: Language,
) -> Judged {
    let promise = promises::name(promise);
    let (found, broken) = match verdict {
        Verdict::Kept => (words::KEPT.of(language).to_owned(), None),
        Verdict::Undecided(_) => (words::UNDECIDED.of(language).to_owned(), None),
        Verdict::Broken(window) => {
            let at = window.span.1;
            let shown = evidence(world, window, traced).zip(culprit(world, window, traced, language));
            let found = words::BROKEN_AT.of(language).replace("{}", &duration(at, language));
            (found, shown.map(|(thing, said)| (at, thing, said)))
        }
    };
    Judged { promise, found, broken }
}

/// The operation by which it was broken, in words.
fn culprit(world: &World<Kv>, window: &Window, traced: &[CallId], language: Language) -> Option<String> {
    let id = *traced.get(window.culprit.0)?;
    Some(format!("{} {}", name(world, id.client.0), told(world, kv::call(world, id)?, language)))
}

/// What shows it: the operation by which it was broken, then the others of the window, the first and the last of them.
fn evidence(world: &World<Kv>, window: &Window, traced: &[CallId]) -> Option<Thing> {
    let culprit = *traced.get(window.culprit.0)?;
    let others: Vec<CallId> = window.operations.iter().filter_map(|id| traced.get(id.0).copied()).collect();
    let latest = others.len().saturating_sub(MOST_MARKED).max(1);
    let marked = others.iter().take(1).chain(others.iter().skip(latest));
    let all = std::iter::once(culprit).chain(marked.copied().filter(|id| *id != culprit));
    let places = all.map(|id| match thing(world, id) {
        Thing::Call(place) => place,
        _ => String::new(),
    });
    Some(Thing::Call(places.collect::<Vec<_>>().join(" ")))
}
