//! Scenario files: one thing a line, for people and for version control.
//!
//! ```text
//!   snowglobe 1              the version of this format; always the first line
//!   system cache             which system
//!   seed 7                   decimal
//!   set servers 5            a parameter and its value
//!   at 2s crash s1           an action on the current timeline
//!   branch 0 at 3s           a new timeline that forks from timeline 0
//!   at 3s restart s1
//! ```
//!
//! Empty lines and lines that begin with `#` are passed over.

use super::{Scenario, ScenarioError, Settings, Timed, Timeline};
use crate::sim::{Nanos, format_time, parse_duration};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Write};

/// Why a scenario file cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileError {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// The first line is not `snowglobe 1`.
    Version,
    /// The line is none of the known kinds, or does not fit its kind: the form expected.
    Form(&'static str),
    /// A setting comes before the `system` line, or the system is unknown.
    System(String),
    /// What the line says cannot be.
    Scenario(ScenarioError),
    /// The file has more than [`MAX_LENGTH`] bytes.
    TooLong,
}

/// Bytes in the longest scenario file accepted.
pub const MAX_LENGTH: usize = 1_048_576;

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: ", self.line)?;
        match &self.problem {
            Problem::Version => f.write_str("a scenario begins with the line \"snowglobe 1\""),
            Problem::Form(form) => write!(f, "write it like \"{form}\""),
            Problem::System(name) => write!(f, "there is no system \"{name}\"; name one before its settings"),
            Problem::Scenario(error) => error.fmt(f),
            Problem::TooLong => write!(f, "a scenario file has at most {MAX_LENGTH} bytes"),
        }
    }
}

impl core::error::Error for FileError {}

/// Reads a scenario file; `parameters` finds a system's parameters by its name.
///
/// # Errors
/// [`FileError`] naming the first line that is wrong.
pub fn read(
    text: &str,
    parameters: impl Fn(&str) -> Option<&'static [super::Parameter]>,
) -> Result<Scenario, FileError> {
    let fail = |line: usize, problem| FileError { line, problem };
    if text.len() > MAX_LENGTH {
        return Err(fail(1, Problem::TooLong));
    }
    let mut scenario = Scenario::new("", 0);
    let mut settings: Option<Settings> = None;
    let lines = text.trim_start_matches('\u{feff}').lines().enumerate();
    let mut lines =
        lines.map(|(index, line)| (index + 1, line.trim())).filter(|(_, line)| !is_passed_over(line));
    if lines.next().is_none_or(|(_, line)| line != "snowglobe 1") {
        return Err(fail(1, Problem::Version));
    }
    for (number, line) in lines {
        let (kind, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        let unknown = || fail(number, Problem::System(scenario.system.clone()));
        match kind {
            "system" => {
                scenario.system = rest.to_string();
                let unknown = fail(number, Problem::System(rest.to_string()));
                settings = Some(Settings::defaults(parameters(rest).ok_or(unknown)?));
            }
            "seed" => scenario.seed = rest.parse().map_err(|_| fail(number, Problem::Form("seed 7")))?,
            "set" => {
                let form = || fail(number, Problem::Form("set servers 5"));
                let (name, value) = rest.split_once(' ').ok_or_else(form)?;
                let settings = settings.as_mut().ok_or_else(unknown)?;
                let set = settings.set_named(name, value.trim());
                set.map_err(|error| fail(number, Problem::Scenario(error)))?;
            }
            "at" => {
                let timed = timed(rest).ok_or_else(|| fail(number, Problem::Form("at 2s crash s1")))?;
                if let Some(timeline) = scenario.timelines.last_mut() {
                    timeline.actions.push(timed);
                }
            }
            "branch" => {
                let branch = branch(rest).ok_or_else(|| fail(number, Problem::Form("branch 0 at 3s")))?;
                scenario.timelines.push(branch);
            }
            _ => return Err(fail(number, Problem::Form("set servers 5"))),
        }
    }
    let settings = settings.ok_or_else(|| fail(1, Problem::System(String::new())))?;
    scenario.settings = settings.differences();
    scenario.check().map_err(|error| fail(text.lines().count(), Problem::Scenario(error)))?;
    Ok(scenario)
}

fn is_passed_over(line: &str) -> bool {
    line.is_empty() || line.starts_with('#')
}

fn timed(rest: &str) -> Option<Timed> {
    let (at, action) = rest.split_once(' ')?;
    Some(Timed { at: moment(at)?, action: action.trim().to_string() })
}

fn branch(rest: &str) -> Option<Timeline> {
    let (parent, at) = rest.split_once(" at ")?;
    Some(Timeline { parent: parent.trim().parse().ok()?, fork_at: moment(at.trim())?, actions: Vec::new() })
}

fn moment(text: &str) -> Option<Nanos> {
    if text == "0" { Some(0) } else { parse_duration(text) }
}

/// Writes a scenario as a file that [`read`] reads back.
#[must_use]
pub fn write(scenario: &Scenario, parameters: &'static [super::Parameter]) -> String {
    let mut text = String::from("snowglobe 1\n");
    // Writing to a String cannot fail.
    let _ = writeln!(text, "system {}\nseed {}", scenario.system, scenario.seed);
    for (index, value) in &scenario.settings {
        if let Some(parameter) = parameters.get(usize::from(*index)) {
            let _ = writeln!(text, "set {} {}", parameter.name, parameter.show(*value));
        }
    }
    for (index, timeline) in scenario.timelines.iter().enumerate() {
        if index > 0 {
            let _ = writeln!(text, "branch {} at {}", timeline.parent, format_time(timeline.fork_at));
        }
        for Timed { at, action } in &timeline.actions {
            // An action of a foreign link may hold line breaks; any space is as good.
            let words: Vec<&str> = action.split_whitespace().collect();
            let _ = writeln!(text, "at {} {}", format_time(*at), words.join(" "));
        }
    }
    text
}
