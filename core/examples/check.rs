//! Judges a history from elsewhere: a log of Jepsen, of one register.
//!
//! ```text
//! cargo run --release -p snowglobe-core --features std --example check -- FILE
//! ```
//!
//! Prints `linearizable`, or `not linearizable: …` with the operations that show it. Exit status 0 or 1; 2 for a file that
//! cannot be read or is no history.

use snowglobe_core::check::{Action, History, OperationId, Outcome, Verdict, Window, jepsen, linearizable};
use std::process::ExitCode;

fn main() -> ExitCode {
    let Some(path) = std::env::args_os().nth(1) else {
        eprintln!("usage: check FILE");
        return ExitCode::from(2);
    };
    let read = std::fs::read(&path).map_err(|error| error.to_string());
    let text = read.map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let history = text.and_then(|text| jepsen(&text).map_err(|error| error.to_string()));
    match history {
        Err(error) => {
            eprintln!("{}: {error}", path.display());
            ExitCode::from(2)
        }
        Ok(history) => match linearizable(&history) {
            Verdict::Kept => {
                println!("linearizable");
                ExitCode::SUCCESS
            }
            Verdict::Broken(window) => {
                println!("{}", told(&history, &window));
                ExitCode::FAILURE
            }
        },
    }
}

/// The window in words, an operation a line.
fn told(history: &History<(), i64>, window: &Window) -> String {
    let mut told = format!("not linearizable: no order for lines {} to {}", window.span.0, window.span.1);
    for id in &window.operations {
        told.push_str(&format!("\n  {}", operation(history, *id)));
        if *id == window.culprit {
            told.push_str("    <- broken by its return");
        }
    }
    told
}

fn operation(history: &History<(), i64>, id: OperationId) -> String {
    let Some(operation) = history.operations().get(id.0) else { return String::new() };
    let asked = match &operation.action {
        Action::Read => "read".to_owned(),
        Action::Write(value) => format!("write {value}"),
        Action::Cas(from, to) => format!("cas {from} {to}"),
    };
    let came = match &operation.outcome {
        Outcome::Done { at, read: Some(value) } => format!("line {at}: {value}"),
        Outcome::Done { at, read: None } if operation.action == Action::Read => format!("line {at}: nil"),
        Outcome::Done { at, .. } => format!("line {at}: ok"),
        Outcome::Failed => "failed".to_owned(),
        Outcome::Unknown => "nobody knows".to_owned(),
    };
    format!("process {}, line {}: {asked} -> {came}", operation.client, operation.called)
}
