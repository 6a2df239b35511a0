//! The search for an order, for one register: Wing and Gong's, with Lowe's memory of what was tried.
//!
//! Next may come any operation that was called before the first return of those still to come. An operation that has
//! returned must come sooner or later; one of which nobody knows may be left out. What was tried is remembered by the
//! operations that came (all up to a place, and a few beyond it) and the value they left, so nothing is tried twice.
//!
//! *Partial order.* A read that fits the value at hand is taken at once, and nothing else is tried in its stead: it
//! changes nothing, and to have it behind one is never worse. So only writes branch.
//!
//! Wing and Gong, "Testing and Verifying Concurrent Objects" (1993); Lowe, "Testing for Linearizability" (2017).

use super::history::Time;
use alloc::collections::BTreeSet;
use alloc::vec;
use alloc::vec::Vec;

/// What a register may hold; values are numbered by the caller, and 0 is nothing.
pub(super) type Value = u32;

/// What an operation does to a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    Read(Value),
    Write(Value),
    Cas(Value, Value),
}

/// One operation.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) called: Time,
    /// `None` if nobody knows whether it was done.
    pub(super) returned: Option<Time>,
    pub(super) effect: Effect,
}

/// What a register holds; nobody knows where a history is looked at from its midst.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Held {
    Anything,
    Known(Value),
}

impl Effect {
    /// What the register holds afterwards, if it can be done at all.
    fn on(self, held: Held) -> Option<Held> {
        let meets = |value| held == Held::Anything || held == Held::Known(value);
        match self {
            Self::Read(value) => meets(value).then_some(Held::Known(value)),
            Self::Write(value) => Some(Held::Known(value)),
            Self::Cas(from, to) => meets(from).then_some(Held::Known(to)),
        }
    }
}

/// Work of remembering a state, in operations looked at, besides that for each operation in it: it takes room, too.
const REMEMBERING: u64 = 64;
const REMEMBERING_EACH: u64 = 4;

/// One choice on the way: the operation, and what was before it.
struct Choice {
    step: usize,
    held: Held,
    first: usize,
    /// Whether something else may come in its stead.
    free: bool,
}

/// What is left to do: all that must come before a place came, those that came beside them, and what is held.
type State = (usize, Vec<usize>, Held);

/// The search; `steps` are in the order of their calls, and none is a read of which nobody knows.
pub(super) struct Search<'a> {
    steps: &'a [Step],
    came: Vec<bool>,
    /// Before it, all that must come came.
    first: usize,
    /// Operations that came and lie beyond `first`, or need not have come.
    beside: BTreeSet<usize>,
    /// Those that need not come.
    open: Vec<usize>,
    held: Held,
    tried: BTreeSet<State>,
    /// Operations looked at.
    work: u64,
}

impl<'a> Search<'a> {
    pub(super) fn new(steps: &'a [Step], held: Held) -> Self {
        let open = steps.iter().enumerate().filter(|(_, step)| step.returned.is_none());
        let open = open.map(|(at, _)| at).collect();
        let came = vec![false; steps.len()];
        let (beside, tried) = (BTreeSet::new(), BTreeSet::new());
        let mut search = Self { steps, came, first: 0, beside, open, held, tried, work: 0 };
        search.pass();
        search
    }

    /// Whether there is an order, and the work done; `None` if so much work, in operations looked at, does not show it.
    /// Exponential at worst, in the number of operations at the same time; a place is not tried twice.
    pub(super) fn run(mut self, budget: u64) -> (Option<bool>, u64) {
        let answer = self.go(budget);
        (answer, self.work)
    }

    fn go(&mut self, budget: u64) -> Option<bool> {
        let mut way: Vec<Choice> = Vec::new();
        let mut after = None;
        while self.first < self.steps.len() {
            if self.work >= budget {
                return None;
            }
            let next = self.next(after);
            after = None;
            if let Some((step, free)) = next {
                way.push(Choice { step, held: self.held, first: self.first, free });
                self.take(step);
                self.work += REMEMBERING + REMEMBERING_EACH * self.beside.len() as u64;
                if self.tried.insert((self.first, self.beside.iter().copied().collect(), self.held)) {
                    continue;
                }
            }
            // It leads nowhere: back to where something else may come.
            loop {
                let Some(choice) = way.pop() else { return Some(false) };
                self.undo(&choice);
                if choice.free {
                    after = Some(choice.step);
                    break;
                }
            }
        }
        Some(true)
    }

    /// What may come next, after those tried already, and whether there may be something else.
    fn next(&mut self, after: Option<usize>) -> Option<(usize, bool)> {
        let mut until = Time::MAX;
        let early = self.open.iter().copied().take_while(|at| *at < self.first);
        let mut best = None;
        for at in early.chain(self.first..self.steps.len()) {
            self.work += 1;
            let step = self.steps.get(at)?;
            if step.called > until {
                break;
            }
            if self.came.get(at) != Some(&false) {
                continue;
            }
            until = until.min(step.returned.unwrap_or(Time::MAX));
            let fits = step.effect.on(self.held).is_some();
            if after.is_none()
                && fits
                && matches!((step.effect, self.held), (Effect::Read(_), Held::Known(_)))
            {
                return Some((at, false));
            }
            if fits && best.is_none() && after.is_none_or(|after| at > after) {
                best = Some((at, true));
            }
        }
        best
    }

    fn take(&mut self, at: usize) {
        let Some(step) = self.steps.get(at) else { return };
        self.held = step.effect.on(self.held).unwrap_or(self.held);
        self.came[at] = true;
        self.beside.insert(at);
        self.pass();
    }

    /// Moves on over all that came, or need not.
    fn pass(&mut self) {
        while let Some(step) = self.steps.get(self.first) {
            if step.returned.is_some() {
                if !self.came[self.first] {
                    break;
                }
                self.beside.remove(&self.first);
            }
            self.first += 1;
        }
    }

    fn undo(&mut self, choice: &Choice) {
        for at in choice.first..self.first {
            if self.came[at] && self.steps[at].returned.is_some() {
                self.beside.insert(at);
            }
        }
        self.beside.remove(&choice.step);
        self.came[choice.step] = false;
        (self.first, self.held) = (choice.first, choice.held);
    }
}
