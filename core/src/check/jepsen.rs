//! A history as Jepsen prints it to its log → a history of one register.
//!
//! ```
//! use snowglobe_core::check::{Verdict, jepsen, linearizable};
//!
//! let log = "INFO  jepsen.core - starting\n\
//!            INFO  jepsen.util - 0\t:invoke\t:write\t1\n\
//!            INFO  jepsen.util - 0\t:ok\t:write\t1\n\
//!            INFO  jepsen.util - 1\t:invoke\t:read\tnil\n\
//!            INFO  jepsen.util - 1\t:ok\t:read\tnil\n";
//! let log = jepsen(log)?;
//! assert!(matches!(linearizable(&log.history), Verdict::Broken(_)));
//! # Ok::<(), snowglobe_core::check::LogError>(())
//! ```
//!
//! The fields stand apart by tabs (or blanks): process, type, function, value. Types are `:invoke` and then `:ok`, `:fail` or `:info`
//! of the same process; functions `:read`, `:write` with a number, and `:cas` with two. After `:info`, and where the log
//! ends first, nobody knows whether the operation was done. Other lines are skipped, also those of a process that has a name,
//! `:nemesis`: it does not use the register.

use super::event::{Event, Function, Key, Kind, Log, Pairing, Payload};
use super::fault::{Fault, LogError};

/// How the lines of a history begin, after the level.
const MARK: &str = "jepsen.util - ";

/// Reads a log. O(characters × log processes).
///
/// # Errors
/// At the first line of a history that cannot be one.
pub fn jepsen(log: &str) -> Result<Log, LogError> {
    let mut pairing = Pairing::default();
    for (line, text) in (1..).zip(log.lines()) {
        let Some((_, fields)) = text.split_once(MARK) else { continue };
        let added = event(line, fields).and_then(|event| event.map_or(Ok(()), |event| pairing.add(event)));
        added.map_err(|fault| LogError { line, fault })?;
    }
    Ok(pairing.into_log())
}

/// Nothing if the process is none of those that use the register.
fn event(line: usize, fields: &str) -> Result<Option<Event>, Fault> {
    if fields.trim_start().starts_with(':') {
        return Ok(None);
    }
    let mut rest = fields;
    let mut field = || {
        let (field, after) = rest.trim_start().split_once(char::is_whitespace).ok_or(Fault::Fields)?;
        rest = after;
        Ok(field)
    };
    let (process, kind, function) = (field()?, field()?, field()?);
    let process = process.parse().map_err(|_| Fault::Process)?;
    let kind = kind.strip_prefix(':').and_then(Kind::named).ok_or(Fault::Type)?;
    let function = function.strip_prefix(':').and_then(Function::named).ok_or(Fault::Function)?;
    let payload = payload(rest.trim()).unwrap_or(Payload::Other);
    Ok(Some(Event { line, process, kind, function, key: Key::Only, payload, time: None }))
}

/// `nil`, a number, or two in brackets; nothing if it is none of these.
fn payload(text: &str) -> Option<Payload> {
    if text == "nil" {
        return Some(Payload::Nothing);
    }
    let Some(inside) = text.strip_prefix('[') else { return text.parse().ok().map(Payload::One) };
    let (from, to) = inside.strip_suffix(']')?.trim().split_once(' ')?;
    Some(Payload::Two(from.parse().ok()?, to.trim().parse().ok()?))
}
