//! Calls and returns, as a file tells them one after the other → a [`History`].
//!
//! ```text
//!   line 1   process 0 calls write 1
//!   line 2   process 0 returns            an operation: lines 1 to 2
//!   line 3   process 1 calls read         never returns: nobody knows
//! ```

use super::fault::Fault;
use super::history::{Action, History, OperationId, Time};
use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// Which register of a history from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// The history is of one register.
    Only,
    /// It has a number.
    Number(i64),
    /// It has a name.
    Name(String),
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Only => Ok(()),
            Self::Number(number) => number.fmt(f),
            Self::Name(name) => name.fmt(f),
        }
    }
}

/// A history from elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// The history.
    pub history: History<Key, i64>,
    /// In which line each of its operations was called, and in which it returned, if it did.
    pub lines: Vec<(usize, Option<usize>)>,
    /// Whether it has times. Without, they are counts of calls and returns, from 1: their order is what counts.
    pub timed: bool,
}

/// How an operation went on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Invoke,
    Ok,
    Fail,
    Info,
}

impl Kind {
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "invoke" => Some(Self::Invoke),
            "ok" => Some(Self::Ok),
            "fail" => Some(Self::Fail),
            "info" => Some(Self::Info),
            _ => None,
        }
    }
}

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Function {
    Read,
    Write,
    Cas,
}

impl Function {
    pub(super) fn named(name: &str) -> Option<Self> {
        match name {
            "read" => Some(Self::Read),
            "write" => Some(Self::Write),
            "cas" => Some(Self::Cas),
            _ => None,
        }
    }
}

/// What goes with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Payload {
    Nothing,
    One(i64),
    Two(i64, i64),
    /// None of these.
    Other,
}

/// A line about an operation.
pub(super) struct Event {
    pub(super) line: usize,
    pub(super) process: u64,
    pub(super) kind: Kind,
    pub(super) function: Function,
    pub(super) key: Key,
    pub(super) payload: Payload,
    pub(super) time: Option<Time>,
}

/// Puts calls and returns together.
#[derive(Default)]
pub(super) struct Pairing {
    log: Log,
    open: BTreeMap<u64, (OperationId, Function)>,
    /// Whether calls and returns have times: the first says so for all. Some with and some without could not be put in one
    /// order, so that is a fault.
    timed: Option<bool>,
    /// How many there were: their time, where they have none. Not their lines, for several may stand in one.
    count: Time,
}

impl Default for Log {
    fn default() -> Self {
        Self { history: History::new(), lines: Vec::new(), timed: false }
    }
}

impl Pairing {
    pub(super) fn add(&mut self, event: Event) -> Result<(), Fault> {
        let timed = *self.timed.get_or_insert(event.time.is_some());
        self.log.timed = timed;
        self.count += 1;
        let at = match event.time {
            Some(time) if timed => time,
            None if !timed => self.count,
            _ => return Err(Fault::Time),
        };
        if event.kind == Kind::Invoke {
            return self.call(event, at);
        }
        let (id, called) = self.open.remove(&event.process).ok_or(Fault::NotCalled)?;
        if called != event.function {
            return Err(Fault::OtherFunction);
        }
        let operation = self.log.history.operations().get(id.0).ok_or(Fault::NotCalled)?;
        if at < operation.called {
            return Err(Fault::BeforeCall);
        }
        if let Some((_, returned)) = self.log.lines.get_mut(id.0) {
            *returned = Some(event.line);
        }
        match event.kind {
            Kind::Ok => {
                if event.key != operation.key {
                    return Err(Fault::OtherKey);
                }
                let read = match (event.function, event.payload) {
                    (Function::Read, Payload::Nothing) => None,
                    (Function::Read, Payload::One(value)) => Some(value),
                    (Function::Read, _) => return Err(Fault::Value),
                    _ => None,
                };
                self.log.history.done(id, at, read);
            }
            Kind::Fail => self.log.history.failed(id),
            Kind::Info | Kind::Invoke => {}
        }
        Ok(())
    }

    fn call(&mut self, event: Event, at: Time) -> Result<(), Fault> {
        let action = match (event.function, event.payload) {
            (Function::Read, Payload::Nothing | Payload::One(_)) => Action::Read,
            (Function::Write, Payload::One(value)) => Action::Write(value),
            (Function::Cas, Payload::Two(from, to)) => Action::Cas(from, to),
            _ => return Err(Fault::Value),
        };
        let id = self.log.history.call(event.process, event.key, action, at);
        self.log.lines.push((event.line, None));
        let twice = self.open.insert(event.process, (id, event.function)).is_some();
        if twice { Err(Fault::CalledTwice) } else { Ok(()) }
    }

    pub(super) fn into_log(self) -> Log {
        self.log
    }
}
