//! A history as Jepsen prints it to its log → a [`History`] of one register.
//!
//! ```
//! use snowglobe_core::check::{Verdict, jepsen, linearizable};
//!
//! let log = "INFO  jepsen.core - starting\n\
//!            INFO  jepsen.util - 0\t:invoke\t:write\t1\n\
//!            INFO  jepsen.util - 0\t:ok\t:write\t1\n\
//!            INFO  jepsen.util - 1\t:invoke\t:read\tnil\n\
//!            INFO  jepsen.util - 1\t:ok\t:read\tnil\n";
//! let history = jepsen(log)?;
//! assert!(matches!(linearizable(&history), Verdict::Broken(_)));
//! # Ok::<(), snowglobe_core::check::LogError>(())
//! ```
//!
//! The fields stand apart by tabs (or blanks): process, type, function, value. Types are `:invoke` and then `:ok`, `:fail` or `:info`
//! of the same process; functions `:read`, `:write` with a number, and `:cas` with two. After `:info`, and where the log
//! ends first, nobody knows whether the operation was done. Times are the numbers of lines. Other lines are skipped.

use super::history::{Action, History, OperationId};
use alloc::collections::BTreeMap;
use core::fmt;

/// What is wrong with a log, and in which line, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogError {
    /// The line.
    pub line: usize,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// It has fewer fields than four.
    Fields,
    /// The process is no number.
    Process,
    /// The type is none of the four.
    Type,
    /// The function is none of the three.
    Function,
    /// The value is not what the function takes.
    Value,
    /// The process called while its last operation had not returned.
    CalledTwice,
    /// The process returned from what it had not called.
    NotCalled,
    /// The process returned from another function than it had called.
    OtherFunction,
}

impl fmt::Display for LogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fault = match self.fault {
            Fault::Fields => "expected four fields apart by tabs or blanks: process, type, function, value",
            Fault::Process => "the process is no number",
            Fault::Type => "the type is none of :invoke, :ok, :fail and :info",
            Fault::Function => "the function is none of :read, :write and :cas",
            Fault::Value => {
                "the value does not fit: nil or a number to read, a number to write, [a b] to cas"
            }
            Fault::CalledTwice => "the process calls before its last operation returned",
            Fault::NotCalled => "the process returns from what it has not called",
            Fault::OtherFunction => "the process returns from another function than it called",
        };
        write!(f, "line {}: {fault}", self.line)
    }
}

impl core::error::Error for LogError {}

/// How the lines of a history begin, after the level.
const MARK: &str = "jepsen.util - ";

/// Reads a log. O(characters × log processes).
///
/// # Errors
/// At the first line of a history that cannot be one.
pub fn jepsen(log: &str) -> Result<History<(), i64>, LogError> {
    let mut history = History::new();
    let mut open: BTreeMap<u64, (OperationId, &str)> = BTreeMap::new();
    for (line, text) in (1..).zip(log.lines()) {
        let Some((_, fields)) = text.split_once(MARK) else { continue };
        let fail = |fault| LogError { line, fault };
        let mut rest = fields;
        let mut field = || {
            let (field, after) =
                rest.trim_start().split_once(char::is_whitespace).ok_or(fail(Fault::Fields))?;
            rest = after;
            Ok(field)
        };
        let (process, kind, function) = (field()?, field()?, field()?);
        let value = rest.trim();
        let process: u64 = process.parse().map_err(|_| fail(Fault::Process))?;
        if kind == ":invoke" {
            let action = action(function, value).map_err(fail)?;
            let id = history.call(process, (), action, line as u64);
            if open.insert(process, (id, function)).is_some() {
                return Err(fail(Fault::CalledTwice));
            }
            continue;
        }
        let (id, called) = open.remove(&process).ok_or(fail(Fault::NotCalled))?;
        if called != function {
            return Err(fail(Fault::OtherFunction));
        }
        match kind {
            ":ok" => {
                let read =
                    if function == ":read" { nil_or_number(value).ok_or(fail(Fault::Value))? } else { None };
                history.done(id, line as u64, read);
            }
            ":fail" => history.failed(id),
            ":info" => {}
            _ => return Err(fail(Fault::Type)),
        }
    }
    Ok(history)
}

fn action(function: &str, value: &str) -> Result<Action<i64>, Fault> {
    let number = |text: &str| text.parse().map_err(|_| Fault::Value);
    match function {
        ":read" => nil_or_number(value).map(|_| Action::Read).ok_or(Fault::Value),
        ":write" => Ok(Action::Write(number(value)?)),
        ":cas" => {
            let inside =
                value.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).ok_or(Fault::Value)?;
            let (from, to) = inside.trim().split_once(' ').ok_or(Fault::Value)?;
            Ok(Action::Cas(number(from)?, number(to.trim())?))
        }
        _ => Err(Fault::Function),
    }
}

/// `nil` or a number; nothing if it is neither.
fn nil_or_number(text: &str) -> Option<Option<i64>> {
    if text == "nil" { Some(None) } else { text.parse().ok().map(Some) }
}
