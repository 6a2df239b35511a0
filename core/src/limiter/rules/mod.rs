//! Rules in YAML: who may do what how often.
//!
//! The form is that of Lyft's (now Envoy's) rate limit service, which the book shows. A descriptor names an
//! attribute of a request, with a value or for every value, and may hold further descriptors that must
//! hold as well:
//!
//! ```
//! use snowglobe_core::limiter::rules::Rules;
//!
//! let rules = Rules::parse("
//! domain: forum
//! descriptors:
//!   - key: user                     # every user
//!     rate_limit:
//!       unit: second
//!       requests_per_unit: 10
//!   - key: endpoint
//!     value: /posts
//!     descriptors:
//!       - key: user                 # every user, for new posts alone
//!         rate_limit:
//!           - {unit: second, requests_per_unit: 2}
//!           - {unit: day, requests_per_unit: 50}
//!       - key: user
//!         value: librarian          # and this one as often as it likes
//! ")?;
//!
//! let post = |user| rules.matching(&[("endpoint", "/posts"), ("user", user)]);
//! let keys: Vec<String> = post("ann").iter().map(|found| found.key.clone()).collect();
//! assert_eq!(keys, ["forum|user=ann", "forum|endpoint=/posts|user=ann"]);
//! assert_eq!(post("ann")[1].rule.quotas()[0].to_string(), "2 per second");
//! assert_eq!(post("librarian").len(), 1);
//! # Ok::<(), snowglobe_core::limiter::rules::RulesError>(())
//! ```
//!
//! # What applies
//!
//! - A descriptor holds if the request has its attribute, in whatever order attributes are given. Of two
//!   beside each other for the same attribute, the one with the value goes before the one for every
//!   value.
//! - Every descriptor reached so applies, and of all their limits the strictest answers
//!   ([`Decision::is_stricter_than`](super::Decision::is_stricter_than)). One without limits exempts.
//! - Each has a counter of its own for the values it holds for: [`Match::key`].
//!
//! Lyft's service asks for the attributes in order and applies the innermost limit alone; to have several, a
//! client sends several lists. Here a request is one set of attributes. `rate_limit` may be a list, which it may not
//! be there; what that service has beyond this (`shadow_mode`, `replaces`, …) is refused by name.
//!
//! # What is refused
//!
//! Any text may come from anywhere, so it is read within [`MAX_BYTES`], [`MAX_DESCRIPTORS`] and
//! [`MAX_DEPTH`], and an anchor or alias, with which a few lines can stand for billions or for
//! themselves, is not followed. [`RulesError`] says what is wrong, at which line, column and field.
//!
//! Sources: Xu, chapter 4; github.com/envoyproxy/ratelimit.

mod beside;
mod error;
mod events;
mod parse;
mod preset;
mod unit;

pub use error::{Kind, Problem, RulesError};
pub use preset::Preset;
pub use unit::{Quota, Unit};

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

/// Longest text, in bytes.
pub const MAX_BYTES: usize = 1 << 20;
/// Most descriptors.
pub const MAX_DESCRIPTORS: usize = 10_000;
/// Most descriptors within each other.
pub const MAX_DEPTH: usize = 8;
/// Longest domain, key or value, in bytes.
pub const MAX_NAME_BYTES: usize = 255;

/// The rules of a domain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    domain: String,
    /// In the order of the text, so that a descriptor comes before those within it.
    descriptors: Vec<Descriptor>,
    outermost: Children,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Descriptor {
    key: String,
    value: Option<String>,
    quotas: Vec<Quota>,
    line: usize,
    parent: Option<usize>,
    children: Children,
}

/// Descriptors beside each other, by key.
type Children = BTreeMap<String, Values>;

/// Descriptors of the same key beside each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Values {
    any: Option<usize>,
    exact: BTreeMap<String, usize>,
}

/// One descriptor with those that it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Rule<'r> {
    rules: &'r Rules,
    index: usize,
}

/// A rule that applies to a request.
#[derive(Clone, Debug)]
pub struct Match<'r> {
    /// The rule.
    pub rule: Rule<'r>,
    /// Names the counter: the domain, and each attribute with the value that the request has. Different
    /// values give different keys, whatever is in them: `|`, `=` and `\` follow a `\`.
    pub key: String,
}

impl Rules {
    /// Reads rules. O(text).
    ///
    /// # Errors
    /// The first thing that is wrong, and where.
    pub fn parse(text: &str) -> Result<Rules, RulesError> {
        parse::rules(text)
    }

    /// What the rules are about.
    #[must_use]
    pub fn domain(&self) -> &str {
        &self.domain
    }

    /// Every descriptor that limits something, in the order of the text.
    pub fn limiting(&self) -> impl Iterator<Item = Rule<'_>> {
        let limiting = self.descriptors.iter().enumerate().filter(|(_, found)| !found.quotas.is_empty());
        limiting.map(|(index, _)| Rule { rules: self, index })
    }

    /// All that limits a request with these attributes, in the order of the text. Of an attribute given
    /// twice the first counts. O(attributes × matching descriptors).
    #[must_use]
    pub fn matching(&self, request: &[(&str, &str)]) -> Vec<Match<'_>> {
        let mut attributes = BTreeMap::new();
        for (key, value) in request {
            attributes.entry(*key).or_insert(*value);
        }
        let mut found = Vec::new();
        self.reach(&self.outermost, &attributes, &mut found);
        found.sort_unstable();
        let limiting = found.into_iter().map(|index| Rule { rules: self, index });
        let limiting = limiting.filter(|rule| !rule.quotas().is_empty());
        limiting.map(|rule| Match { rule, key: rule.counter(&attributes) }).collect()
    }

    /// The indices of those that hold, and of those within them.
    fn reach(&self, children: &Children, attributes: &BTreeMap<&str, &str>, found: &mut Vec<usize>) {
        for (key, value) in attributes {
            let Some(values) = children.get(*key) else {
                continue;
            };
            let holds = values.exact.get(*value).copied().or(values.any);
            let Some(descriptor) = holds.and_then(|index| self.descriptors.get(index)) else {
                continue;
            };
            found.extend(holds);
            self.reach(&descriptor.children, attributes, found);
        }
    }
}

impl<'r> Rule<'r> {
    fn descriptor(&self) -> Option<&'r Descriptor> {
        self.rules.descriptors.get(self.index)
    }

    /// Its limits: each has to let a request pass.
    #[must_use]
    pub fn quotas(&self) -> &'r [Quota] {
        self.descriptor().map_or(&[], |descriptor| &descriptor.quotas)
    }

    /// The line at which it begins.
    #[must_use]
    pub fn line(&self) -> usize {
        self.descriptor().map_or(0, |descriptor| descriptor.line)
    }

    /// Its keys from the outermost, each with its value if it holds for one alone.
    #[must_use]
    pub fn path(&self) -> Vec<(&'r str, Option<&'r str>)> {
        let mut path = Vec::new();
        let mut next = self.descriptor();
        while let Some(descriptor) = next {
            path.push((descriptor.key.as_str(), descriptor.value.as_deref()));
            next = descriptor.parent.and_then(|index| self.rules.descriptors.get(index));
        }
        path.reverse();
        path
    }

    fn counter(&self, attributes: &BTreeMap<&str, &str>) -> String {
        let mut key = String::new();
        escape(&mut key, &self.rules.domain);
        for (name, value) in self.path() {
            key.push('|');
            escape(&mut key, name);
            key.push('=');
            escape(&mut key, value.or_else(|| attributes.get(name).copied()).unwrap_or_default());
        }
        key
    }
}

fn escape(out: &mut String, text: &str) {
    for char in text.chars() {
        if matches!(char, '|' | '=' | '\\') {
            out.push('\\');
        }
        out.push(char);
    }
}
