//! Whether a history is linearizable, and the smallest window that shows it is not.
//!
//! ```text
//!   c1  ├─ write 1 ─┤
//!   c2                  ├─ write 2 ─┤
//!   c3                                   ├─ read 1 ─┤        broken here: write 2 had returned
//!        └ not needed ┘ └────────── the window ───────┘
//! ```
//!
//! A beginning of a history that cannot be put in order does not become orderly by what comes later. So the *end* of the
//! window, the return at which things went wrong, is found by halving; and in the same way its *beginning*: the latest
//! moment from which on, whatever the register held then, there is no order either.

use super::history::{Action, History, Operation, OperationId, Outcome, Time};
use super::search::{Effect, Held, Search, Step, Value};
use crate::order::sort_by_numbers;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

/// What a judge says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is as promised.
    Kept,
    /// It is not, and this shows it; of all windows the one that ends first.
    Broken(Window),
    /// It would take too long to say of some keys; an operation of the first of them. All of which it can be said are as
    /// promised.
    Undecided(OperationId),
}

/// Work for one look at a key, in operations looked at; and for each of its operations so much more. A history in order
/// takes about as much as operations overlap, each; one that is not can take as much as there are sets of writes of which
/// nobody knows.
const WORK: u64 = 50_000_000;
const WORK_EACH: u64 = 1_000;
/// The same for all looks at all keys: a key that is broken is looked at some thirty times, shorter and shorter.
const ALL: u64 = 250_000_000;
const ALL_EACH: u64 = 8_000;

/// The part of a history that shows it broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window {
    /// The operation by whose return it was broken.
    pub culprit: OperationId,
    /// The call of the first, and the return of the culprit.
    pub span: (Time, Time),
    /// The operations in it, in the order of their calls; all of one key.
    pub operations: Vec<OperationId>,
}

/// Judges every key of a history, each a register that holds nothing at first. Per key O(n log² n) if few operations
/// overlap; and never more than a fixed share for each operation, after which the verdict is [`Verdict::Undecided`], or
/// the window wider than it need be.
#[must_use]
pub fn linearizable<K: Ord, V: Ord>(history: &History<K, V>) -> Verdict {
    linearizable_within(history, ALL + ALL_EACH * history.operations().len() as u64)
}

/// The same with no more work than so much, in operations looked at (some nanoseconds each): for who waits.
#[must_use]
pub fn linearizable_within<K: Ord, V: Ord>(history: &History<K, V>, work: u64) -> Verdict {
    let mut keys: BTreeMap<&K, Vec<OperationId>> = BTreeMap::new();
    for (at, operation) in history.operations().iter().enumerate() {
        keys.entry(&operation.key).or_default().push(OperationId(at));
    }
    let mut left = work;
    let (mut first, mut undecided) = (None::<Window>, None);
    for ids in keys.into_values() {
        let one = ids.first().copied();
        match Register::new(history, ids).window(&mut left) {
            Ok(None) => {}
            Ok(Some(window)) => {
                if first.as_ref().is_none_or(|first| window.span.1 < first.span.1) {
                    first = Some(window);
                }
            }
            Err(TooLong) => undecided = undecided.or(one),
        }
    }
    match (first, undecided) {
        (Some(window), _) => Verdict::Broken(window),
        (None, Some(operation)) => Verdict::Undecided(operation),
        (None, None) => Verdict::Kept,
    }
}

/// A search was given up.
struct TooLong;

/// The operations of one key that can have had an effect, in the order of their calls.
struct Register {
    steps: Vec<(OperationId, Step)>,
}

impl Register {
    fn new<K, V: Ord>(history: &History<K, V>, ids: Vec<OperationId>) -> Self {
        let operations = history.operations();
        let of = |id: &OperationId| operations.get(id.0);
        // Values by number, 0 for nothing: they are compared a great deal.
        let mut numbers: BTreeMap<&V, Value> = BTreeMap::new();
        for value in ids.iter().filter_map(of).flat_map(named) {
            let next = numbers.len() as Value + 1;
            numbers.entry(value).or_insert(next);
        }
        let number = |value: &V| numbers.get(value).copied().unwrap_or_default();
        let step = |id: OperationId| Some((id, step(of(&id)?, number)?));
        let mut steps: Vec<_> = ids.into_iter().filter_map(step).collect();
        sort_by_numbers(&mut steps, |(id, step)| [step.called, id.0 as u64]);
        Self { steps }
    }

    /// Whether there is an order for what is known at the end, counting only what was called from the beginning on. The
    /// work is taken from what is left of it.
    fn is_kept(&self, (begin, end): (Time, Time), left: &mut u64) -> Result<bool, TooLong> {
        let within = |(_, step): &(OperationId, Step)| {
            // What has not returned by the end may or may not have been done; what was called before the beginning may
            // have been done before it.
            let returned = step.returned.filter(|at| *at <= end && step.called >= begin);
            let matters = returned.is_some() || !matches!(step.effect, Effect::Read(_));
            let counts =
                step.called <= end && (step.called >= begin || step.returned.is_none_or(|at| at >= begin));
            (matters && counts).then_some(Step { returned, ..*step })
        };
        let mut steps: Vec<Step> = self.steps.iter().filter_map(within).collect();
        leave_out_unseen(&mut steps);
        let held = if begin == 0 { Held::Known(0) } else { Held::Anything };
        if held == Held::Known(0) && is_from_nowhere(&steps) {
            return Ok(false);
        }
        let budget = (WORK + WORK_EACH * steps.len() as u64).min(*left);
        let (answer, work) = Search::new(&steps, held).run(budget);
        *left = left.saturating_sub(work);
        answer.ok_or(TooLong)
    }

    /// The window, if it is broken.
    fn window(&self, left: &mut u64) -> Result<Option<Window>, TooLong> {
        Ok(if self.is_kept((0, Time::MAX), left)? { None } else { self.smallest(left) })
    }

    /// The smallest window known to be broken, of what is broken as a whole.
    fn smallest(&self, left: &mut u64) -> Option<Window> {
        let mut is_broken = |span| matches!(self.is_kept(span, left), Ok(false));
        let mut returns: Vec<Time> = self.steps.iter().filter_map(|(_, step)| step.returned).collect();
        returns.sort_unstable();
        let kept = returns.partition_point(|end| !is_broken((0, *end)));
        // Where another look takes too long, it is still known of the whole.
        let end = *returns.get(kept).or(returns.last())?;
        let mut calls: Vec<Time> =
            self.steps.iter().map(|(_, step)| step.called).filter(|at| *at <= end).collect();
        calls.dedup();
        let broken = calls.partition_point(|begin| is_broken((*begin, end)));
        let begin = calls.get(broken.saturating_sub(1)).copied().unwrap_or_default();
        let last = |begin: Time| {
            let mut ends = self.steps.iter().filter(|(_, step)| step.returned == Some(end));
            ends.find(|(_, step)| step.called >= begin).map(|(id, _)| (begin, *id))
        };
        // Looks that took too long can leave nothing that returns at the end; then all before it is the window.
        let (begin, culprit) = last(begin).or_else(|| last(0))?;
        let inside = |(_, step): &&(OperationId, Step)| {
            step.called <= end
                && step.called >= begin
                && (step.returned.is_some() || !matches!(step.effect, Effect::Read(_)))
        };
        let operations = self.steps.iter().filter(inside).map(|(id, _)| *id).collect();
        Some(Window { culprit, span: (begin, end), operations })
    }
}

/// Leaves out what nobody knows of and nobody saw: before a value was seen, another was written, so that an order with it
/// is one without it. Each such write would double what there is to try.
fn leave_out_unseen(steps: &mut Vec<Step>) {
    let seen = |step: &Step| match step.effect {
        Effect::Read(value) | Effect::Cas(value, _) => Some(value),
        Effect::Write(_) => None,
    };
    let mut all: Vec<Value> = steps.iter().filter_map(seen).collect();
    all.sort_unstable();
    steps.retain(|step| match step.effect {
        Effect::Write(value) | Effect::Cas(_, value) if step.returned.is_none() => {
            all.binary_search(&value).is_ok()
        }
        _ => true,
    });
}

/// Whether something was seen that nobody wrote: that is plain without a search.
fn is_from_nowhere(steps: &[Step]) -> bool {
    let written = |step: &Step| match step.effect {
        Effect::Write(value) | Effect::Cas(_, value) => Some(value),
        Effect::Read(_) => None,
    };
    let mut all: Vec<Value> = steps.iter().filter_map(written).chain([0]).collect();
    all.sort_unstable();
    steps.iter().filter(|step| step.returned.is_some()).any(|step| match step.effect {
        Effect::Read(value) | Effect::Cas(value, _) => all.binary_search(&value).is_err(),
        Effect::Write(_) => false,
    })
}

/// The values that an operation names.
fn named<K, V>(operation: &Operation<K, V>) -> impl Iterator<Item = &V> {
    let (first, second) = match &operation.action {
        Action::Read => (None, None),
        Action::Write(value) => (Some(value), None),
        Action::Cas(from, to) => (Some(from), Some(to)),
    };
    let read = match &operation.outcome {
        Outcome::Done { read, .. } => read.as_ref(),
        Outcome::Failed | Outcome::Unknown => None,
    };
    [first, second, read].into_iter().flatten()
}

/// What an operation does to the register; `None` if nothing.
fn step<K, V>(operation: &Operation<K, V>, number: impl Fn(&V) -> Value) -> Option<Step> {
    let (returned, read) = match &operation.outcome {
        Outcome::Failed => return None,
        Outcome::Unknown => (None, None),
        Outcome::Done { at, read } => (Some(*at), read.as_ref()),
    };
    let effect = match &operation.action {
        Action::Read if returned.is_none() => return None,
        Action::Read => Effect::Read(read.map_or(0, &number)),
        Action::Write(value) => Effect::Write(number(value)),
        Action::Cas(from, to) => Effect::Cas(number(from), number(to)),
    };
    Some(Step { called: operation.called, returned, effect })
}
