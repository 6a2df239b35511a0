//! One rule at work: which lines it is for, whose they are, and what its limiters say.
//!
//! ```text
//!   path = /login, remote_address        POST /login from 192.0.2.7   ──▶  key "192.0.2.7", checked
//!                                        GET  /      from 192.0.2.7   ──▶  not for this rule
//! ```
//!
//! A rule is for the lines that have all its parts: one with a value counts only lines with that very value,
//! one without makes each value a key of its own. Keys are known by a hash of 64 bits (XXH3 of each part,
//! chained): that two of a million fall together is a matter of 3 in 100 million, and keys of any
//! length cost the same memory.

use snowglobe_core::hash::xxh3;
use snowglobe_core::limiter::{Keyed, Limit, Verdict};

use super::compare::Compare;
use super::counted::Counted;
use super::part::{Exceptions, Part};
use super::policy::Chosen;
use super::shown::shown;
use super::timeline::Buckets;
use super::top::Top;
use super::{Room, Setting, Spec};
use crate::own_data::gateway::failure::Failure;
use crate::own_data::gateway::line::address::Client;
use crate::own_data::gateway::line::{Field, Fields, Format, Wanted};
use crate::own_data::gateway::report::{KeyReport, LISTED_KEYS, RuleReport};

/// A key is shown up to this many characters.
const SHOWN_KEY: usize = 120;

/// A line, and who sent it.
pub(super) struct View<'a> {
    pub(super) fields: &'a Fields,
    /// The line, and what the parser wrote out of it.
    pub(super) text: &'a [u8],
    pub(super) client: Client<'a>,
}

/// A rule at work.
#[derive(Debug)]
pub(super) struct Rule {
    limit: Limit,
    /// Names, and values where only one counts.
    named: Vec<(String, Option<String>)>,
    parts: Vec<Part>,
    missing: Option<String>,
    table: Keyed<u64, Counted<Chosen>>,
    admitted: u64,
    delayed: u64,
    denied: u64,
    top: Top,
    buckets: Buckets,
    compare: Option<Compare>,
}

impl Rule {
    pub(super) fn new(
        spec: &Spec,
        setting: &Setting,
        wanted: &mut Wanted,
        exceptions: &mut Exceptions,
        room: Room,
    ) -> Result<Self, Failure> {
        let mut missing = None;
        let (mut named, mut parts) = (Vec::new(), Vec::new());
        for (number, part) in spec.parts.iter().enumerate() {
            let field = match setting.format {
                // A plain line has one part, whatever the rule calls it.
                Format::Plain => (number == 0).then_some(Field::Address),
                _ => wanted.add(&part.name),
            };
            match field.filter(|field| Wanted::can_have(setting.format, *field)) {
                Some(field) => {
                    let part_of_line = Part::new(part, field, setting.clients, exceptions);
                    named.push((part.name.clone(), part_of_line.value()));
                    parts.push(part_of_line);
                }
                None => {
                    named.push((part.name.clone(), part.value.clone()));
                    missing = missing.or_else(|| Some(part.name.clone()));
                }
            }
        }
        let bare = parts.iter().any(Part::is_bare);
        let keys = if bare { room.keys_for(setting.algorithm, spec.limit) } else { 1 };
        let policy = Chosen::new(setting.algorithm, spec.limit).map_err(Failure::broken)?;
        Ok(Self {
            limit: spec.limit,
            named,
            parts,
            missing,
            table: Keyed::growing(keys, Counted::new(policy)).map_err(Failure::broken)?,
            admitted: 0,
            delayed: 0,
            denied: 0,
            top: Top::default(),
            buckets: Buckets::default(),
            compare: if setting.compare { Some(Compare::new(spec.limit, keys, room)?) } else { None },
        })
    }

    /// The key of a line; 0 if the rule is not for it.
    #[inline]
    pub(super) fn key(&self, view: &View<'_>) -> u64 {
        let mut key = 0;
        for part in &self.parts {
            let Some(has) = part.of(view) else { return 0 };
            if part.is_bare() {
                key = match has {
                    Client::Text(text) => xxh3(text, key),
                    Client::Network(upper) => xxh3(&upper.to_be_bytes(), key),
                };
            }
        }
        if self.missing.is_some() { 0 } else { key.max(1) }
    }

    /// Keys that will be checked soon.
    pub(super) fn expect<'a>(&self, keys: impl Iterator<Item = &'a u64>) {
        self.table.warm(keys);
    }

    /// What the rule says to a key, which is not 0. `view` is looked at only if it must be named.
    #[inline]
    pub(super) fn check<'a>(&mut self, key: u64, time: u64, view: impl FnOnce() -> View<'a>) -> Verdict {
        let verdict = self.table.check(&key, time, 1).verdict;
        let denied = verdict == Verdict::Denied;
        match verdict {
            Verdict::Admitted => self.admitted += 1,
            Verdict::Delayed { .. } => self.delayed += 1,
            Verdict::Denied => {
                self.denied += 1;
                let times = self.table.policy().last_denied();
                let parts = &self.parts;
                self.top.denied(key, times, || name(parts, &view()));
            }
        }
        self.buckets.add(time, [u64::from(!denied), u64::from(denied)]);
        if let Some(compare) = &mut self.compare {
            compare.check(key, time);
        }
        verdict
    }

    /// The key of a line as it is shown.
    pub(super) fn name(&self, view: &View<'_>) -> String {
        name(&self.parts, view)
    }

    pub(super) fn finish(self) -> RuleReport {
        let mut top = self.top.sorted();
        top.truncate(LISTED_KEYS);
        let top = top.into_iter().map(|entry| KeyReport {
            id: entry.key,
            admitted: self.table.state(&entry.key).map_or(0, |state| state.admitted.into()),
            key: entry.name,
            denied: entry.denied,
        });
        let evictions = self.table.evictions();
        RuleReport {
            parts: self.named,
            limit: self.limit,
            requests: self.admitted + self.delayed + self.denied,
            admitted: self.admitted,
            delayed: self.delayed,
            denied: self.denied,
            missing: self.missing,
            keys: self.table.len() as u64 + evictions.idle + evictions.live,
            forgotten: evictions.live,
            top: top.collect(),
            timeline: self.buckets.finish(),
            comparison: self.compare.map(|compare| compare.finish()),
        }
    }
}

/// The values that make a key; of a rule without such, those that it asks for.
fn name(parts: &[Part], view: &View<'_>) -> String {
    let bare = parts.iter().any(Part::is_bare);
    let mut text = Vec::new();
    for part in parts.iter().filter(|part| part.is_bare() == bare) {
        if !text.is_empty() {
            text.push(b' ');
        }
        text.extend_from_slice(&part.text(view));
    }
    shown(&text, SHOWN_KEY)
}
