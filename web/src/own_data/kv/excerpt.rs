//! The part of a history that shows a promise broken, as much of it as can be drawn, with a little of what is around it.
//!
//! ```text
//!   before ─┐ ┌──── the window ────┐ ┌─ after
//!           1 2   3   4   5 (by its return)  6          places in the list, and numbers in the drawing
//! ```

use serde::{Deserialize, Serialize};
use snowglobe_core::check::{Action, Log, Operation, OperationId, Outcome, Window};
use snowglobe_core::order::sort_by_numbers;

use super::report::name;

/// Operations of a window that are shown: the latest, and the culprit.
pub const MOST_OPERATIONS: usize = 40;
/// Operations shown of what was called before it, and after.
pub const AROUND: (usize, usize) = (4, 2);

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The key, if the history is of more than one.
    pub key: Option<String>,
    /// The window: from the first call to the return by which it was broken.
    pub span: (u64, u64),
    /// What its times are.
    pub times: Times,
    /// Operations in the order of their calls.
    pub operations: Vec<Shown>,
    /// Operations of the window that are not among them.
    pub left_out: u64,
}

/// What the times of a history are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Times {
    /// Those of the file.
    Told,
    /// It has none: the numbers of its lines.
    Lines,
    /// It has none, and not one call or return a line: they are counted.
    Counted,
}

/// An operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Who asked.
    pub process: u64,
    /// What was asked for.
    pub asked: Asked,
    /// When.
    pub called: u64,
    /// When it returned; none if nobody knows how it ended.
    pub returned: Option<u64>,
    /// What it read, if it was a read that returned.
    pub read: Option<i64>,
    /// The line of the call, and that of the return.
    pub lines: (u64, Option<u64>),
    /// How it belongs to the window.
    pub part: Part,
}

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Asked {
    /// The value.
    Read,
    /// To put this value.
    Write(i64),
    /// To put the second value if the first is there.
    Cas(i64, i64),
}

/// How an operation belongs to a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Part {
    /// By its return the promise was broken.
    Culprit,
    /// It is in the window.
    Inside,
    /// It is near.
    Beside,
}

impl Excerpt {
    /// The excerpt around a window. O(operations of the history).
    #[must_use]
    pub fn of(log: &Log, window: &Window) -> Self {
        let operations = log.history.operations();
        let key = operations.get(window.culprit.0).map(|operation| &operation.key);
        let skip = window.operations.len().saturating_sub(MOST_OPERATIONS);
        let inside = window.operations.iter().enumerate();
        let inside = inside.filter(|(at, id)| *at >= skip || **id == window.culprit).map(|(_, id)| *id);
        let mut ids: Vec<(OperationId, Part)> = inside.map(|id| (id, part(id, window))).collect();
        let left_out = window.operations.len().saturating_sub(ids.len()) as u64;
        // What failed had no effect, and of a read of which nobody knows nothing can be said.
        let near = |(_, operation): &(OperationId, &Operation<_, _>)| {
            let known = matches!(operation.outcome, Outcome::Done { .. })
                || (operation.outcome == Outcome::Unknown && operation.action != Action::Read);
            Some(&operation.key) == key && known
        };
        let mut all: Vec<_> = (0..).map(OperationId).zip(operations).filter(near).collect();
        sort_by_numbers(&mut all, |(id, other)| [other.called, id.0 as u64]);
        let before = all.iter().rev().filter(|(_, other)| other.called < window.span.0);
        let after = all.iter().filter(|(_, other)| other.called > window.span.1);
        let around = before.take(AROUND.0).chain(after.take(AROUND.1));
        ids.extend(around.map(|(id, _)| (*id, Part::Beside)));
        let called = |id: &OperationId| operations.get(id.0).map_or(0, |operation| operation.called);
        sort_by_numbers(&mut ids, |(id, _)| [called(id), id.0 as u64]);
        let shown: Vec<Shown> = ids.into_iter().filter_map(|(id, part)| shown(log, id, part)).collect();
        Self {
            key: key.and_then(name),
            span: window.span,
            times: match shown.iter().all(|operation| operation.called == operation.lines.0) {
                _ if log.timed => Times::Told,
                true => Times::Lines,
                false => Times::Counted,
            },
            operations: shown,
            left_out,
        }
    }

    /// The processes of its operations, in order.
    #[must_use]
    pub fn processes(&self) -> Vec<u64> {
        let mut processes: Vec<u64> = self.operations.iter().map(|operation| operation.process).collect();
        processes.sort_unstable();
        processes.dedup();
        processes
    }
}

fn part(id: OperationId, window: &Window) -> Part {
    if id == window.culprit { Part::Culprit } else { Part::Inside }
}

fn shown(log: &Log, id: OperationId, part: Part) -> Option<Shown> {
    let operation = log.history.operations().get(id.0)?;
    let (line, returned_line) = log.lines.get(id.0).copied()?;
    let asked = match operation.action {
        Action::Read => Asked::Read,
        Action::Write(value) => Asked::Write(value),
        Action::Cas(from, to) => Asked::Cas(from, to),
    };
    let (returned, read) = match operation.outcome {
        Outcome::Done { at, read } => (Some(at), read),
        Outcome::Failed | Outcome::Unknown => (None, None),
    };
    let lines = (line as u64, returned_line.map(|line| line as u64));
    Some(Shown { process: operation.client, asked, called: operation.called, returned, read, lines, part })
}

#[cfg(test)]
mod tests;
