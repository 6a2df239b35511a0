//! What rules would have done to the requests of a log.
//!
//! ```
//! use snowglobe_core::limiter::{Algorithm, Limit};
//! use snowglobe_web::own_data::gateway::analysis::{Analysis, PartSpec, Setting, Spec};
//! use snowglobe_web::own_data::gateway::line::{Format, Parser};
//! use snowglobe_web::own_data::gateway::order::Order;
//!
//! // One request a second for each key.
//! let spec = Spec { parts: vec![PartSpec::each("key")], limit: Limit::new(1, 1_000_000_000) };
//! let setting = Setting { algorithm: Algorithm::FixedWindow, format: Format::Plain, ..Setting::default() };
//! let mut analysis = Analysis::new(&[spec], &setting)?;
//! let mut parser = Parser::new(Format::Plain, analysis.wanted().clone());
//! let mut order = Order::new(100, 1);
//! for (number, line) in (1..).zip(["100.0 ann", "100.5 bob", "100.6 ann", "101.0 ann"]) {
//!     let (held, keys) = order.next_slot();
//!     parser.parse(line.as_bytes(), &mut held.fields).expect("a line");
//!     held.keep(number, line.as_bytes(), b"");
//!     analysis.keys(&held.fields, &held.text, keys);
//!     order.push();
//! }
//! order.end();
//! while let Some(due) = order.overdue() {
//!     analysis.take(due);
//! }
//! let sums = analysis.finish();
//! assert_eq!((sums.requests, sums.denied), (4, 1));
//! assert_eq!(sums.first_denied[0].text, "100.6 ann");
//! # Ok::<(), snowglobe_web::own_data::gateway::failure::Failure>(())
//! ```
//!
//! Every rule sees every request that it is for, whatever the others say, and the strictest answer counts, as
//! [everywhere here](snowglobe_core::limiter::rules); Lyft's service would ask the innermost rule alone. A log has
//! only requests that happened: whoever would have been denied might have come again later, or not at all, and no
//! log can tell. That the denials are those of a real nginx is held by `tests/tests/nginx`, which also says where
//! its definitions are others.
//!
//! **Memory** does not grow with the file: [`MAX_KEYS`] keys in all rules together, 200 of them and 200
//! buckets of time for each rule, 100 lines. A table that is full lets go of the key that needs its place
//! least ([`Keyed`](snowglobe_core::limiter::Keyed)); the report counts those that still had something to
//! lose.

use std::sync::Arc;

use snowglobe_core::limiter::{Algorithm, Limit, LimitError, Verdict};

use super::failure::{Failure, RulesFailure};
use super::line::address::Clients;
use super::line::{Field, Fields, Format, Wanted};
use super::order::Due;
use super::report::{DeniedLine, LISTED_LINES, RuleReport, Seen};
use super::request::Watch;
use part::Exceptions;
use rule::{Rule, View};
use shown::shown;
use timeline::{Buckets, Timeline};
use watched::Watched;

mod compare;
pub mod counted;
pub mod ladder;
mod part;
pub mod policy;
mod rule;
pub mod shown;
pub mod timeline;
pub mod top;
pub mod watched;
pub mod windows;

/// Rules worked out at once.
pub const MAX_RULES: usize = 256;
/// Keys kept for all rules together.
pub const MAX_KEYS: usize = 1_000_000;
/// Keys compared under all algorithms, for all rules together: each takes two kilobytes.
pub const MAX_COMPARED: usize = 32_768;
/// Bytes that the stamps of sliding logs may take, for all rules together.
pub const MAX_LOG_BYTES: usize = 128 << 20;
/// Text is shown up to this many characters.
pub const SHOWN_LINE: usize = 200;

/// A rule: which requests it is for, and how many of them may pass. The window is in nanoseconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec {
    /// The parts that a request must have.
    pub parts: Vec<PartSpec>,
    /// How many may pass.
    pub limit: Limit,
}

/// A part that a request must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartSpec {
    /// Its name.
    pub name: String,
    /// The one value that counts, or each counts for itself.
    pub value: Option<String>,
    /// Values that do not count; of no meaning where only one value does.
    pub except: Arc<[String]>,
}

impl PartSpec {
    /// A part of which each value counts for itself.
    #[must_use]
    pub fn each(name: &str) -> Self {
        Self { name: name.to_owned(), value: None, except: Arc::default() }
    }
}

/// How rules are applied.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    /// What decides.
    pub algorithm: Algorithm,
    /// How the log is written.
    pub format: Format,
    /// Whom a line is counted for.
    pub clients: Clients,
    /// Keys kept for all rules together.
    pub keys: usize,
    /// Whether each rule is compared under all algorithms and other limits.
    pub compare: bool,
    /// The key whose requests are listed.
    pub watch: Option<Watch>,
}

impl Default for Setting {
    fn default() -> Self {
        Self {
            algorithm: Algorithm::default(),
            format: Format::Combined,
            clients: Clients::default(),
            keys: MAX_KEYS,
            compare: false,
            watch: None,
        }
    }
}

/// What one rule may take of the memory.
#[derive(Clone, Copy, Debug)]
struct Room {
    keys: usize,
    compared: usize,
    log_bytes: usize,
}

impl Room {
    /// An equal part of all for each rule.
    fn for_each(rules: usize, keys: usize) -> Self {
        Self {
            keys: (keys.clamp(1, MAX_KEYS) / rules).max(1),
            compared: (MAX_COMPARED / rules).max(1),
            log_bytes: MAX_LOG_BYTES / rules,
        }
    }

    /// How many keys there is room for: what logs hold comes on top of the table.
    fn keys_for(self, algorithm: Algorithm, limit: Limit) -> usize {
        match algorithm {
            Algorithm::SlidingLog | Algorithm::SlidingLogBook => {
                let each = size_of::<u64>() * (limit.amount as usize).max(1);
                self.keys.min(self.log_bytes / each).max(1)
            }
            _ => self.keys,
        }
    }
}

/// The work on one log; see the module.
#[derive(Debug)]
pub struct Analysis {
    rules: Vec<Rule>,
    wanted: Wanted,
    clients: Clients,
    requests: u64,
    delayed: u64,
    denied: u64,
    buckets: Buckets,
    first_denied: Vec<DeniedLine>,
    span: Option<(u64, u64)>,
    watched: Option<(Watch, Watched)>,
}

/// What came of it.
#[derive(Debug)]
pub struct Sums {
    /// Requests.
    pub requests: u64,
    /// Those delayed by a rule and denied by none.
    pub delayed: u64,
    /// Those denied by a rule.
    pub denied: u64,
    /// Requests, and those denied, over time.
    pub timeline: Timeline,
    /// What each rule did.
    pub rules: Vec<RuleReport>,
    /// The first lines that were denied.
    pub first_denied: Vec<DeniedLine>,
    /// The first time and the last.
    pub span: Option<(u64, u64)>,
    /// The requests of the key watched.
    pub seen: Option<Seen>,
}

impl Analysis {
    /// Sets up the rules. Memory for keys is taken as they come, up to the bound.
    ///
    /// # Errors
    /// [`RulesFailure`] if there are no rules or too many.
    pub fn new(specs: &[Spec], setting: &Setting) -> Result<Self, Failure> {
        match specs.len() {
            0 => return Err(Failure::Rules(RulesFailure::None)),
            1..=MAX_RULES => {}
            rules => return Err(Failure::Rules(RulesFailure::TooMany { rules, max: MAX_RULES })),
        }
        let mut wanted = Wanted::default();
        if setting.clients.proxies > 0 {
            wanted.forwarded();
        }
        let room = Room::for_each(specs.len(), setting.keys);
        let mut exceptions = Exceptions::default();
        let rules = specs.iter().map(|spec| Rule::new(spec, setting, &mut wanted, &mut exceptions, room));
        let watched = setting.watch.and_then(|watch| Some((watch, specs.get(watch.rule)?.limit)));
        let watched = watched.map(|(watch, limit)| Ok((watch, Watched::new(setting.algorithm, limit)?)));
        Ok(Self {
            rules: rules.collect::<Result<_, _>>()?,
            wanted,
            clients: setting.clients,
            requests: 0,
            delayed: 0,
            denied: 0,
            buckets: Buckets::default(),
            first_denied: Vec::new(),
            span: None,
            watched: watched.transpose().map_err(|error: LimitError| Failure::broken(error))?,
        })
    }

    /// The parts of a line that the rules ask for.
    #[must_use]
    pub fn wanted(&self) -> &Wanted {
        &self.wanted
    }

    /// Requests so far.
    #[must_use]
    pub fn requests(&self) -> u64 {
        self.requests
    }

    /// Whether a line that is denied may still be shown whole. Once it is not so it stays so.
    #[must_use]
    #[inline]
    pub fn lists_more(&self) -> bool {
        self.first_denied.len() < LISTED_LINES
    }

    /// The keys of a line, one for each rule; 0 for a rule that is not for it. `text` is the line and what the
    /// parser wrote out of it. O(rules).
    #[inline]
    pub fn keys(&self, fields: &Fields, text: &[u8], keys: &mut [u64]) {
        let view = self.clients.view(fields, text);
        for (rule, key) in self.rules.iter().zip(keys) {
            *key = rule.key(&view);
        }
    }

    /// Tells the keys of lines that will be taken soon: looked up one after another, each would be waited for.
    pub fn expect<'a>(&self, lines: impl Iterator<Item = &'a [u64]> + Clone) {
        for (number, rule) in self.rules.iter().enumerate() {
            rule.expect(lines.clone().filter_map(|keys| keys.get(number)));
        }
    }

    /// Takes the next line. O(rules).
    #[inline]
    pub fn take(&mut self, due: Due<'_>) {
        let Due { time, keys, held } = due;
        let (mut by, mut delayed) = (None, false);
        let clients = self.clients;
        for (number, (rule, key)) in
            self.rules.iter_mut().zip(keys).enumerate().filter(|(_, (_, key))| **key > 0)
        {
            match rule.check(*key, time, || clients.view(&held.fields, &held.text)) {
                Verdict::Denied => by = by.or(Some(number)),
                Verdict::Delayed { .. } => delayed = true,
                Verdict::Admitted => {}
            }
        }
        if let Some((watch, watched)) = &mut self.watched
            && keys.get(watch.rule) == Some(&watch.key)
        {
            watched.note(time);
        }
        self.requests += 1;
        if let Some(rule) = by {
            self.denied += 1;
            if self.lists_more() {
                self.list(rule, due);
            }
        } else if delayed {
            self.delayed += 1;
        }
        self.buckets.add(time, [1, u64::from(by.is_some())]);
        let (first, _) = self.span.unwrap_or((time, time));
        self.span = Some((first, time));
    }

    /// Ends the log.
    #[must_use]
    pub fn finish(self) -> Sums {
        Sums {
            requests: self.requests,
            delayed: self.delayed,
            denied: self.denied,
            timeline: self.buckets.finish(),
            rules: self.rules.into_iter().map(Rule::finish).collect(),
            first_denied: self.first_denied,
            span: self.span,
            seen: self.watched.map(|(_, watched)| watched.finish()),
        }
    }

    #[cold]
    fn list(&mut self, rule: usize, due: Due<'_>) {
        let held = due.held;
        let view = self.clients.view(&held.fields, &held.text);
        self.first_denied.push(DeniedLine {
            number: held.number,
            time: due.time,
            rule,
            key: self.rules.get(rule).map(|rule| rule.name(&view)).unwrap_or_default(),
            text: shown(held.text.get(..held.line as usize).unwrap_or_default(), SHOWN_LINE),
        });
    }
}

impl Clients {
    /// A line, and who sent it.
    #[inline]
    fn view<'a>(&self, fields: &'a Fields, text: &'a [u8]) -> View<'a> {
        let of = |field| fields.of(field, text);
        let forwarded = if self.proxies > 0 { of(Field::Forwarded) } else { &[] };
        View { fields, text, client: self.of(of(Field::Address), forwarded) }
    }
}

#[cfg(test)]
mod tests;
