//! A history for elsewhere: as EDN and as JSON lines, which [`read`](super::read()) reads back.
//!
//! ```
//! use snowglobe_core::check::{Action, History, Key, edn, json_lines, read};
//!
//! let mut history = History::new();
//! let put = history.call(3, Key::Name("tea".into()), Action::Write(7), 10);
//! history.done(put, 20, None);
//! assert_eq!(
//!     edn(&history),
//!     "{:type :invoke, :f :write, :value [\"tea\" 7], :process 3, :time 10, :index 0}\n\
//!      {:type :ok, :f :write, :value [\"tea\" 7], :process 3, :time 20, :index 1}\n"
//! );
//! assert_eq!(read(&json_lines(&history))?.history, history);
//! # Ok::<(), snowglobe_core::check::LogError>(())
//! ```
//!
//! Lines come in the order of time. A client must ask one thing after the other, and times be below 2⁶³: else it is written,
//! but cannot be read back.

use super::event::Key;
use super::history::{Action, History, Operation, OperationId, Outcome, Time};
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write};

/// As EDN, a map a line, as in Jepsen's `history.edn`. O(n log n).
#[must_use]
pub fn edn(history: &History<Key, i64>) -> String {
    lines(history, |text, line| {
        let Line { index, kind, function, operation, value, time } = line;
        write!(text, "{{:type :{kind}, :f :{function}, :value ")?;
        let value = Shown { value, nil: "nil", between: " " };
        match &operation.key {
            Key::Only => write!(text, "{value}")?,
            Key::Number(key) => write!(text, "[{key} {value}]")?,
            Key::Name(key) => write!(text, "[{} {value}]", Quoted(key))?,
        }
        writeln!(text, ", :process {}, :time {time}, :index {index}}}", operation.client)
    })
}

/// As JSON, an object a line. O(n log n).
#[must_use]
pub fn json_lines(history: &History<Key, i64>) -> String {
    lines(history, |text, line| {
        let Line { index, kind, function, operation, value, time } = line;
        write!(text, "{{\"type\":\"{kind}\",\"process\":{},\"f\":\"{function}\",", operation.client)?;
        match &operation.key {
            Key::Only => {}
            Key::Number(key) => write!(text, "\"key\":{key},")?,
            Key::Name(key) => write!(text, "\"key\":{},", Quoted(key))?,
        }
        let value = Shown { value, nil: "null", between: "," };
        writeln!(text, "\"value\":{value},\"time\":{time},\"index\":{index}}}")
    })
}

/// A call or a return.
struct Line<'a> {
    index: usize,
    kind: &'static str,
    function: &'static str,
    operation: &'a Operation<Key, i64>,
    value: [Option<i64>; 2],
    time: Time,
}

fn lines(history: &History<Key, i64>, mut tell: impl FnMut(&mut String, Line<'_>) -> fmt::Result) -> String {
    // What nobody knows, or had no effect, has no time of return: it returns at once.
    let mut order: Vec<(Time, OperationId, bool)> = Vec::new();
    for (at, operation) in history.operations().iter().enumerate() {
        let returned = if let Outcome::Done { at, .. } = operation.outcome { at } else { operation.called };
        order.extend([(operation.called, OperationId(at), false), (returned, OperationId(at), true)]);
    }
    order.sort_unstable();
    let mut text = String::new();
    for (index, (time, id, is_return)) in order.into_iter().enumerate() {
        let Some(operation) = history.operations().get(id.0) else { continue };
        let (function, mut value) = match operation.action {
            Action::Read => ("read", [None; 2]),
            Action::Write(value) => ("write", [Some(value), None]),
            Action::Cas(from, to) => ("cas", [Some(from), Some(to)]),
        };
        let kind = match operation.outcome {
            _ if !is_return => "invoke",
            Outcome::Done { read, .. } => {
                value[0] = value[0].or(read);
                "ok"
            }
            Outcome::Failed => "fail",
            Outcome::Unknown => "info",
        };
        // Writing to a String cannot fail.
        let _ = tell(&mut text, Line { index, kind, function, operation, value, time });
    }
    text
}

/// Nothing, a number, or two in brackets.
struct Shown {
    value: [Option<i64>; 2],
    nil: &'static str,
    between: &'static str,
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.value {
            [Some(from), Some(to)] => write!(f, "[{from}{}{to}]", self.between),
            [Some(value), _] => value.fmt(f),
            [None, _] => f.write_str(self.nil),
        }
    }
}

/// A string as both EDN and JSON write it.
struct Quoted<'a>(&'a str);

impl fmt::Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_char('"')?;
        for char in self.0.chars() {
            match char {
                '"' | '\\' => write!(f, "\\{char}")?,
                char if char < ' ' => write!(f, "\\u{:04x}", u32::from(char))?,
                char => f.write_char(char)?,
            }
        }
        f.write_char('"')
    }
}
