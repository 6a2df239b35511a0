//! A history for elsewhere: as EDN and as JSON lines, which [`read`](super::read()) reads back.
//!
//! ```
//! use snowglobe_core::check::{Action, History, Key, edn, json_lines, read};
//!
//! let mut history = History::new();
//! let put = history.call(3, Key::Name("tea".into()), Action::Write(7), 10);
//! history.done(put, 20, None);
//! assert_eq!(
//!     edn(&history, 0),
//!     "{:type :invoke, :f :write, :value [\"tea\" 7], :process 3, :time 10, :index 0}\n\
//!      {:type :ok, :f :write, :value [\"tea\" 7], :process 3, :time 20, :index 1}\n"
//! );
//! assert_eq!(read(&json_lines(&history, 0))?.history, history);
//! # Ok::<(), snowglobe_core::check::LogError>(())
//! ```
//!
//! Lines come in the order of time. A client must ask one thing after the other, and times be below 2⁶³: else it is written,
//! but cannot be read back.
//!
//! A process of which nobody knows how its operation ended never asks again: that is Jepsen's model, in which the operation
//! may go on for ever. So a client goes on as another process, its number greater by how many clients there are; and who
//! judges sessions judges those of processes.
//!
//! What no history of registers can tell is left out before; how many operations that were is said in the file: in EDN in a
//! comment, in JSON, which knows none, in the field `left_out` of the first line.

use super::event::Key;
use super::history::{Action, History, Operation, OperationId, Outcome, Time};
use crate::flat_map::FlatMap;
use crate::order::sort_by_numbers;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write};

/// As EDN, a map a line, as in Jepsen's `history.edn`; of so many operations more it says that they are left out. O(n log n).
#[must_use]
pub fn edn(history: &History<Key, i64>, left_out: u64) -> String {
    let mut text = String::new();
    if left_out > 0 {
        text = format!(
            ";; Left out: {left_out} reads that found several values side by side. A register has one.\n"
        );
    }
    lines(history, text, |text, line| {
        let Line { index, kind, function, operation, value, process, time } = line;
        write!(text, "{{:type :{kind}, :f :{function}, :value ")?;
        let value = Shown { value, nil: "nil", between: " " };
        match &operation.key {
            Key::Only => write!(text, "{value}")?,
            Key::Number(key) => write!(text, "[{key} {value}]")?,
            Key::Name(key) => write!(text, "[{} {value}]", Quoted(key))?,
        }
        writeln!(text, ", :process {process}, :time {time}, :index {index}}}")
    })
}

/// As JSON, an object a line; of so many operations more it says that they are left out. O(n log n).
#[must_use]
pub fn json_lines(history: &History<Key, i64>, left_out: u64) -> String {
    lines(history, String::new(), |text, line| {
        let Line { index, kind, function, operation, value, process, time } = line;
        write!(text, "{{\"type\":\"{kind}\",\"process\":{process},\"f\":\"{function}\",")?;
        match &operation.key {
            Key::Only => {}
            Key::Number(key) => write!(text, "\"key\":{key},")?,
            Key::Name(key) => write!(text, "\"key\":{},", Quoted(key))?,
        }
        let value = Shown { value, nil: "null", between: "," };
        write!(text, "\"value\":{value},\"time\":{time},\"index\":{index}")?;
        if index == 0 && left_out > 0 {
            write!(text, ",\"left_out\":{left_out}")?;
        }
        text.write_str("}\n")
    })
}

/// A call or a return.
struct Line<'a> {
    index: usize,
    kind: &'static str,
    function: &'static str,
    operation: &'a Operation<Key, i64>,
    value: [Option<i64>; 2],
    process: u64,
    time: Time,
}

fn lines(
    history: &History<Key, i64>,
    mut text: String,
    mut tell: impl FnMut(&mut String, Line<'_>) -> fmt::Result,
) -> String {
    // What nobody knows, or had no effect, has no time of return: it returns at once.
    let mut order: Vec<(Time, OperationId, bool)> = Vec::new();
    for (at, operation) in history.operations().iter().enumerate() {
        let returned = if let Outcome::Done { at, .. } = operation.outcome { at } else { operation.called };
        order.extend([(operation.called, OperationId(at), false), (returned, OperationId(at), true)]);
    }
    sort_by_numbers(&mut order, |(time, id, is_return)| [*time, 2 * id.0 as u64 + u64::from(*is_return)]);
    let clients = history.operations().iter().map(|operation| operation.client);
    let clients = clients.max().unwrap_or_default().saturating_add(1);
    let mut processes: FlatMap<u64, u64> = FlatMap::default();
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
        let client = operation.client;
        let process = processes.get(&client).copied().unwrap_or(client);
        if kind == "info" {
            processes.insert(client, process.saturating_add(clients));
        }
        // Writing to a String cannot fail.
        let _ = tell(&mut text, Line { index, kind, function, operation, value, process, time });
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
