//! A history from elsewhere, in any of three forms; how the text begins tells which.
//!
//! ```
//! use snowglobe_core::check::{Verdict, linearizable, read};
//!
//! // EDN, as Jepsen stores it (`history.edn`): a map for each call and each return, also all in one vector.
//! let edn = read("{:type :invoke, :f :write, :value 1, :process 0, :time 10}
//!                 {:type :ok,     :f :write, :value 1, :process 0, :time 20}")?;
//! // The same as JSON lines.
//! let json = read(r#"{"type": "invoke", "f": "write", "value": 1, "process": 0, "time": 10}
//!                    {"type": "ok",     "f": "write", "value": 1, "process": 0, "time": 20}"#)?;
//! assert_eq!(edn, json);
//! assert_eq!(linearizable(&edn.history), Verdict::Kept);
//! # Ok::<(), snowglobe_core::check::LogError>(())
//! ```
//!
//! | field | what |
//! | --- | --- |
//! | `type` | `invoke`, then `ok`, `fail` or `info` of the same process |
//! | `process` | a number; lines of others, such as `:nemesis`, are skipped |
//! | `f` | `read`, `write`, `cas` |
//! | `value` | of a write a number, of a read a number or nil, of a cas two: `[1 2]` |
//! | `key` | which register, a number or a name; without it there is one |
//! | `time` | a whole number; or no operation has one, and the order in the text is that of time |
//!
//! Some operations with a time and some without are refused: nobody could say in which order they came.
//!
//! A value may be Jepsen's pair of a key and a value: `[k 1]`, `[k nil]`, `[k [1 2]]`. That is safe to tell, since the value
//! of one register is never a pair, but for a cas, where it is one of numbers. Other fields are skipped.
//! Everything else is taken for a log that Jepsen prints: [`jepsen`].
//!
//! Kingsbury, "Jepsen", `jepsen.independent` and `jepsen.store`.

use super::event::{Event, Function, Key, Kind, Log, Pairing, Payload};
use super::fault::{Fault, LogError};
use super::form::{Form, Reader};
use super::jepsen::jepsen;

/// Reads a history. O(characters + operations × log processes).
///
/// # Errors
/// At the first line that cannot be of a history, or if there is no operation at all.
pub fn read(text: &str) -> Result<Log, LogError> {
    let mut rest = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    let begin = rest.as_bytes().first().copied();
    if matches!(begin, Some(b'[' | b'(')) {
        rest = rest[1..].trim_start();
    }
    let map = rest.strip_prefix('{');
    let log = match (begin, map) {
        (Some(b';' | b'#'), _) => maps(text, false)?,
        (_, Some(inside)) => maps(text, inside.trim_start().starts_with('"'))?,
        _ => jepsen(text)?,
    };
    let nothing = LogError { line: 1, fault: Fault::Nothing };
    if log.lines.is_empty() { Err(nothing) } else { Ok(log) }
}

fn maps(text: &str, json: bool) -> Result<Log, LogError> {
    let mut reader = Reader::new(text, json);
    let mut pairing = Pairing::default();
    let mut within = false;
    while !reader.is_at_end()? {
        if within && reader.closes()? {
            within = false;
        } else if !within && reader.opens(b"[(")? {
            within = true;
        } else if reader.opens(b"{")? {
            let line = reader.line();
            if let Some(event) = event(&mut reader)? {
                pairing.add(event).map_err(|fault| LogError { line, fault })?;
            }
        } else {
            return Err(reader.fail(Fault::NoMap));
        }
    }
    if within {
        // The end of the list is missing: that fails, and says where it began.
        reader.closes()?;
    }
    Ok(pairing.into_log())
}

/// One map, of which the bracket is behind us; nothing if it is not about an operation of a process.
fn event(reader: &mut Reader<'_>) -> Result<Option<Event>, LogError> {
    let line = reader.line();
    let fail = |fault| LogError { line, fault };
    let (mut kind, mut function, mut process, mut key, mut value, mut time) = Default::default();
    while !reader.closes()? {
        let name = reader.form(0)?;
        let odd = |reader: &Reader<'_>| reader.fail(Fault::NoMap);
        let name = name.ok_or_else(|| odd(reader))?;
        if reader.closes()? {
            return Err(odd(reader));
        }
        let form = reader.form(2)?.ok_or_else(|| odd(reader))?;
        let Form::Name(name) = name else { continue };
        let place = match &*name {
            "type" => &mut kind,
            "f" => &mut function,
            "process" => &mut process,
            "key" => &mut key,
            "value" => &mut value,
            "time" => &mut time,
            _ => continue,
        };
        *place = Some(form);
    }
    let process = match process {
        Some(Form::Number(number)) => u64::try_from(number).ok(),
        Some(Form::Name(_)) => return Ok(None),
        _ => None,
    };
    let process = process.ok_or_else(|| fail(Fault::Process))?;
    let kind = named(kind.as_ref()).and_then(Kind::named).ok_or_else(|| fail(Fault::Type))?;
    let function = named(function.as_ref()).and_then(Function::named).ok_or_else(|| fail(Fault::Function))?;
    let time = match time {
        None | Some(Form::Nil) => None,
        Some(Form::Number(number)) => Some(u64::try_from(number).map_err(|_| fail(Fault::Time))?),
        Some(_) => return Err(fail(Fault::Time)),
    };
    let (key, payload) = keyed(function, key, value.unwrap_or(Form::Nil));
    Ok(Some(Event { line, process, kind, function, key, payload, time }))
}

fn named<'a>(form: Option<&'a Form<'_>>) -> Option<&'a str> {
    if let Some(Form::Name(name)) = form { Some(name) } else { None }
}

/// Which register, and what with it.
fn keyed(function: Function, key: Option<Form<'_>>, value: Form<'_>) -> (Key, Payload) {
    let other = (Key::Only, Payload::Other);
    match (key, value) {
        (None | Some(Form::Nil), Form::Pair(two)) => {
            let is_cas = function == Function::Cas;
            let Ok([first, second]) = <[Form<'_>; 2]>::try_from(two) else { return other };
            match (key_of(&first), second) {
                (Some(key), Form::Pair(two)) if is_cas => (key, payload(Form::Pair(two))),
                (Some(key), plain) if !is_cas => (key, payload(plain)),
                (_, plain) => (Key::Only, payload(Form::Pair([first, plain].into()))),
            }
        }
        (None | Some(Form::Nil), plain) => (Key::Only, payload(plain)),
        (Some(key), plain) => key_of(&key).map_or(other, |key| (key, payload(plain))),
    }
}

fn key_of(form: &Form<'_>) -> Option<Key> {
    match form {
        Form::Number(number) => Some(Key::Number(*number)),
        Form::Name(name) => Some(Key::Name(name.as_ref().into())),
        _ => None,
    }
}

fn payload(form: Form<'_>) -> Payload {
    match form {
        Form::Nil => Payload::Nothing,
        Form::Number(value) => Payload::One(value),
        Form::Pair(two) => match two.as_slice() {
            [Form::Number(from), Form::Number(to)] => Payload::Two(*from, *to),
            _ => Payload::Other,
        },
        _ => Payload::Other,
    }
}
