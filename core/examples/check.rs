//! Judges a history from elsewhere: a log of Jepsen, its `history.edn`, or JSON lines.
//!
//! ```text
//! cargo run --release -p snowglobe-core --features std --example check -- FILE
//! ```
//!
//! How the file begins tells its format. A map for each call and each return, one after the other or in one vector:
//!
//! ```text
//! {:type :invoke, :f :write, :value 1, :process 0, :time 10}
//! {"type": "invoke", "f": "write", "value": 1, "process": 0, "time": 10}
//! ```
//!
//! `:type` is invoke and then ok, fail or info; `:f` is read, write or cas. A register of many has its key in `:key`, or in a
//! pair with the value. Everything else is taken for what Jepsen prints: `INFO  jepsen.util - 0 :invoke :write 1`.
//!
//! Prints `linearizable`, or `not linearizable: …` with the operations that show it. Exit status 0 or 1; 2 for a file that
//! cannot be read or is no history; 3 if there are too many orders to try (`undecided: …` with an operation of the key): that
//! takes many operations on one key of which nobody knows how they ended.

use snowglobe_core::check::{Action, Key, Log, OperationId, Outcome, Verdict, Window, linearizable, read};
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(path) = std::env::args_os().nth(1) else {
        eprintln!("usage: check FILE\nexit status: 0 linearizable, 1 not, 2 no history, 3 undecided");
        return ExitCode::from(2);
    };
    let bytes = std::fs::read(&path).map_err(|error| error.to_string());
    let text = bytes.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let log = text.and_then(|text| read(&text).map_err(|error| error.to_string()));
    match log {
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            ExitCode::from(2)
        }
        Ok(log) => match linearizable(&log.history) {
            Verdict::Kept => {
                println!("linearizable");
                ExitCode::SUCCESS
            }
            Verdict::Undecided(id) => {
                println!(
                    "undecided: there are too many orders to try on the key of\n  {}",
                    operation(&log, id)
                );
                ExitCode::from(3)
            }
            Verdict::Broken(window) => {
                println!("{}", told(&log, &window));
                ExitCode::FAILURE
            }
        },
    }
}

/// The window in words, an operation a line.
fn told(log: &Log, window: &Window) -> String {
    let lines = |id: &OperationId| log.lines.get(id.0).copied().unwrap_or_default();
    let first = window.operations.iter().map(|id| lines(id).0).min().unwrap_or_default();
    let last = lines(&window.culprit).1.unwrap_or_default();
    let mut told = format!("not linearizable: no order for lines {first} to {last}");
    for id in &window.operations {
        told.push_str(&format!("\n  {}", operation(log, *id)));
        if *id == window.culprit {
            told.push_str("    <- broken by its return");
        }
    }
    told
}

fn operation(log: &Log, id: OperationId) -> String {
    let Some(operation) = log.history.operations().get(id.0) else { return String::new() };
    let (called, returned) = log.lines.get(id.0).copied().unwrap_or_default();
    let returned = returned.unwrap_or_default();
    let asked = match &operation.action {
        Action::Read => "read".to_owned(),
        Action::Write(value) => format!("write {value}"),
        Action::Cas(from, to) => format!("cas {from} {to}"),
    };
    let of = if operation.key == Key::Only { String::new() } else { format!(" of {}", operation.key) };
    let came = match &operation.outcome {
        Outcome::Done { read: Some(value), .. } => format!("line {returned}: {value}"),
        Outcome::Done { .. } if operation.action == Action::Read => format!("line {returned}: nil"),
        Outcome::Done { .. } => format!("line {returned}: ok"),
        Outcome::Failed => "failed".to_owned(),
        Outcome::Unknown => "nobody knows".to_owned(),
    };
    format!("process {}, line {called}: {asked}{of} -> {came}", operation.client)
}
