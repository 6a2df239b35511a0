//! What the panel holds: everything typed, as it was typed, and how far the work is.
//!
//! ```
//! use snowglobe_web::own_data::gateway::panel::state::{Missing, State};
//!
//! let mut state = State::default();
//! state.set_rules("domain: shop\ndescriptors: 7".into());
//! assert_eq!(state.request(), Err(Missing::Mending));
//! assert_eq!(state.rules, "domain: shop\ndescriptors: 7"); // nothing typed is lost
//! ```

use std::collections::BTreeSet;
use std::rc::Rc;

use snowglobe_core::limiter::Algorithm;
use snowglobe_core::limiter::rules::{MAX_BYTES, Preset};

use crate::own_data::failure::FileFailure;
use crate::own_data::gateway::analysis::shown::shown;
use crate::own_data::gateway::failure::Failure;
use crate::own_data::gateway::gzip::is_gzip;
use crate::own_data::gateway::line::Format;
use crate::own_data::gateway::line::address::Clients;
use crate::own_data::gateway::reader::{HEAD_BYTES, recognise};
use crate::own_data::gateway::report::Report;
use crate::own_data::gateway::request::{Request, Watch};
use crate::own_data::gateway::samples;
use crate::own_data::gateway::session::Session;
use crate::own_data::stage::{Progress, Stage};
use crate::own_data::task::Task;

/// Lines shown of the beginning of a log.
const PREVIEW_LINES: usize = 3;
/// Characters shown of each.
const PREVIEW_CHARS: usize = 160;

/// All that the panel shows.
#[derive(Debug)]
pub struct State {
    /// The rules as typed.
    pub rules: String,
    /// How many limits are in them, or what is wrong. Nothing as long as nothing is written.
    pub checked: Option<Result<usize, Failure>>,
    /// Why a dropped file could not replace them.
    pub rules_file: Option<RulesFile>,
    /// What a reader had written before an example or a file took its place.
    pub replaced: Option<String>,
    /// The log and the work on it.
    pub task: Task<Session>,
    /// How it begins.
    head: Vec<u8>,
    /// What that looks like.
    pub look: Option<Look>,
    /// The format chosen; none to have it told.
    pub format: Option<Format>,
    /// The algorithm that decides.
    pub algorithm: Algorithm,
    /// The number of proxies as typed.
    pub proxies: String,
    /// Whether IPv6 addresses count by /64.
    pub group_ipv6: bool,
    /// Whether to hold all algorithms and other limits beside.
    pub compare: bool,
    /// The rules that are open, by their place.
    pub open: BTreeSet<usize>,
    /// The key whose requests are looked for.
    pub watching: Option<Watching>,
}

/// A key whose requests are looked for, in another pass over the log.
#[derive(Clone, Debug)]
pub struct Watching {
    /// The key.
    pub watch: Watch,
    /// How far that is.
    pub progress: Progress,
    /// How the search goes.
    pub search: Search,
}

/// How a search for a key's requests goes.
#[derive(Clone, Debug)]
pub enum Search {
    /// It is under way.
    Running,
    /// The link that shows them.
    Found(String),
    /// The log has none that could be shown: it changed, or the key was found in another way.
    Nothing,
    /// The log could not be read again.
    Failed(Failure),
}

/// Rules to begin with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Example {
    /// Those for the sample log.
    Sample,
    /// One of the book's.
    Book(Preset),
}

impl Example {
    /// It as rules.
    #[must_use]
    pub const fn yaml(self) -> &'static str {
        match self {
            Self::Sample => samples::RULES,
            Self::Book(preset) => preset.yaml(),
        }
    }

    fn all() -> impl Iterator<Item = Self> {
        Preset::ALL.into_iter().map(Self::Book).chain([Self::Sample])
    }
}

/// Why a dropped file is no rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RulesFile {
    /// It is longer than rules may be.
    TooLong,
    /// It is no text in UTF-8.
    NoText,
    /// The browser would not read it.
    Unreadable(FileFailure),
}

/// What the beginning of a log looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// It is packed, and what is in it is seen when it is unpacked.
    Gzip,
    /// A log of this format; its first lines.
    Log(Format, Vec<String>),
    /// Too little of it was seen.
    Unclear,
    /// It cannot be read.
    Wrong(Failure),
}

/// What keeps the work from being started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// No rules are written.
    Rules,
    /// The rules are wrong, which is said beside them.
    Mending,
    /// There is no log.
    Log,
    /// The log cannot be read, which is said beside it.
    OtherLog,
    /// What stands in the field of proxies is no such number.
    Proxies,
}

impl Default for State {
    fn default() -> Self {
        let Clients { proxies, group_ipv6 } = Request::new("").clients;
        Self {
            rules: String::new(),
            checked: None,
            rules_file: None,
            replaced: None,
            task: Task::default(),
            head: Vec::new(),
            look: None,
            format: None,
            algorithm: Algorithm::default(),
            proxies: proxies.to_string(),
            group_ipv6,
            compare: true,
            open: BTreeSet::new(),
            watching: None,
        }
    }
}

impl State {
    /// Takes the rules as typed. O(rules).
    pub fn set_rules(&mut self, text: String) {
        let blank = text.trim().is_empty();
        self.checked = (!blank).then(|| Request::new(&text).specs().map(|specs| specs.len()));
        self.rules = text;
        self.rules_file = None;
    }

    /// Puts in an example. What the reader had written can be put back.
    pub fn put_example(&mut self, example: Example) {
        self.replace_rules(example.yaml().to_owned());
    }

    /// Puts back what an example or a file took the place of.
    pub fn put_back(&mut self) {
        if let Some(before) = self.replaced.take() {
            self.set_rules(before);
        }
    }

    /// Takes a dropped file of rules. If it is none, what was typed stays.
    pub fn take_rules_file(&mut self, read: Result<Vec<u8>, FileFailure>) {
        let text = match read {
            Ok(bytes) if bytes.len() > MAX_BYTES => Err(RulesFile::TooLong),
            Ok(bytes) if bytes.contains(&0) => Err(RulesFile::NoText),
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| RulesFile::NoText),
            Err(FileFailure::TooLarge { .. }) => Err(RulesFile::TooLong),
            Err(failure) => Err(RulesFile::Unreadable(failure)),
        };
        match text {
            Ok(text) => self.replace_rules(text.trim_start_matches('\u{feff}').to_owned()),
            Err(problem) => self.rules_file = Some(problem),
        }
    }

    fn replace_rules(&mut self, text: String) {
        let own = !self.rules.trim().is_empty() && Example::all().all(|one| one.yaml() != self.rules);
        if own && self.rules != text {
            self.replaced = Some(std::mem::take(&mut self.rules));
        }
        self.set_rules(text);
    }

    /// Forgets how the log began and what was looked for in it: another comes.
    pub fn forget_log(&mut self) {
        self.watching = None;
        self.head.clear();
        self.look = None;
    }

    /// Notes that a log was offered which is not read.
    pub fn refuse_log(&mut self, failure: Failure) {
        self.task.clear();
        self.head.clear();
        self.look = Some(Look::Wrong(failure));
    }

    /// Looks at the first [`HEAD_BYTES`] of the log.
    pub fn look_at(&mut self, head: &[u8]) {
        self.head = head.get(..HEAD_BYTES).unwrap_or(head).to_vec();
        self.look = Some(look(&self.head, self.format));
    }

    /// Chooses a format, or to have it told.
    pub fn set_format(&mut self, format: Option<Format>) {
        self.format = format;
        if self.look.is_some() && self.task.source.is_some() {
            self.look = Some(look(&self.head, format));
        }
    }

    /// Takes the report, and opens the rule that denied most.
    pub fn finish(&mut self, report: Rc<Report>) {
        let denied = |at: &usize| report.rules.get(*at).map(|rule| rule.denied);
        self.open = (0..report.rules.len()).rev().max_by_key(denied).into_iter().collect();
        self.task.stage = Stage::Done(report);
        self.task.end();
    }

    /// Opens a rule, or closes it.
    pub fn toggle(&mut self, rule: usize) {
        if !self.open.remove(&rule) {
            self.open.insert(rule);
        }
    }

    /// Whether the form no longer says what was asked for the result in view.
    #[must_use]
    pub fn is_stale(&self) -> bool {
        self.task.is_stale(self.request().ok().as_ref())
    }

    /// The question as it stands.
    ///
    /// # Errors
    /// What is missing from it.
    pub fn request(&self) -> Result<Request, Missing> {
        match &self.checked {
            None => return Err(Missing::Rules),
            Some(Err(_)) => return Err(Missing::Mending),
            Some(Ok(_)) => {}
        }
        let proxies = self.proxies.trim().parse().map_err(|_| Missing::Proxies)?;
        match (&self.task.source, &self.look) {
            (_, Some(Look::Wrong(_))) => return Err(Missing::OtherLog),
            (Some(_), Some(_)) => {}
            _ => return Err(Missing::Log),
        }
        Ok(Request {
            algorithm: self.algorithm.name().to_owned(),
            format: self.format,
            clients: Clients { proxies, group_ipv6: self.group_ipv6 },
            compare: self.compare,
            ..Request::new(&self.rules)
        })
    }
}

fn look(head: &[u8], wanted: Option<Format>) -> Look {
    if is_gzip(head) {
        return Look::Gzip;
    }
    let more = head.len() >= HEAD_BYTES;
    match recognise(head, wanted) {
        Ok(format) => Look::Log(format, preview(head)),
        // The first line alone may be longer than what was seen.
        Err(Failure::Empty | Failure::UnknownFormat { .. }) if more => Look::Unclear,
        Err(failure) => Look::Wrong(failure),
    }
}

fn preview(head: &[u8]) -> Vec<String> {
    let lines = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    lines.take(PREVIEW_LINES).map(|line| shown(line, PREVIEW_CHARS)).collect()
}

#[cfg(test)]
mod tests;
