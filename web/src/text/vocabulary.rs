//! What a system's settings, facts and actions are called: tables for each system, asked by name.
//!
//! ```text
//!   vocabulary("cache").parameter("servers")    서버 수 / Servers, and a sentence on them
//!   vocabulary("cache").action("crash s1")      죽이기 / Kill: a verb that any world has
//! ```

use super::Text;
use super::verbs::VERBS;

/// A name as it is written in links, what people call it, and what it is.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    /// As links and actions write it.
    pub key: &'static str,
    /// What people call it.
    pub name: Text,
    /// What it is, in a sentence.
    pub help: Text,
}

pub(super) const fn named(
    key: &'static str,
    name: (&'static str, &'static str),
    help: (&'static str, &'static str),
) -> Named {
    Named { key, name: Text { ko: name.0, en: name.1 }, help: Text { ko: help.0, en: help.1 } }
}

/// The words of one system. Each question is answered with `None` where there is no such name.
#[derive(Clone, Copy, Debug, Default)]
pub struct Vocabulary {
    /// What can be set.
    pub(super) parameters: &'static [Named],
    /// The values of what is chosen from a list, by parameter.
    pub(super) choices: &'static [(&'static str, &'static [Named])],
    /// What can be done to this system beyond the verbs of any world.
    pub(super) commands: &'static [Named],
    /// What can be read.
    pub(super) facts: &'static [(&'static str, Text)],
}

impl Vocabulary {
    /// A parameter.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&'static Named> {
        find(self.parameters, name)
    }

    /// A value of a parameter that is chosen from a list.
    #[must_use]
    pub fn choice(&self, parameter: &str, value: &str) -> Option<&'static Named> {
        let (_, values) = self.choices.iter().find(|(name, _)| *name == parameter)?;
        find(values, value)
    }

    /// An action, by its verb or any text that begins with it. One that sets a parameter while the run goes
    /// on is called what the parameter is.
    #[must_use]
    pub fn action(&self, text: &str) -> Option<&'static Named> {
        let verb = text.split_whitespace().next()?;
        find(self.commands, verb).or_else(|| find(VERBS, verb)).or_else(|| self.parameter(verb))
    }

    /// The name of a fact.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<Text> {
        self.facts.iter().find(|(key, _)| *key == name).map(|(_, text)| *text)
    }
}

fn find(table: &'static [Named], key: &str) -> Option<&'static Named> {
    table.iter().find(|named| named.key == key)
}

/// The words of every system of this program.
const ALL: &[(&str, Vocabulary)] = &[
    #[cfg(feature = "cache")]
    ("cache", super::cache_words::CACHE),
    #[cfg(feature = "gateway")]
    ("gateway", super::gateway_words::GATEWAY),
    #[cfg(feature = "storage")]
    ("storage", super::storage_words::STORAGE),
];

/// The words of a system; none at all for one that there is not.
#[must_use]
pub fn vocabulary(system: &str) -> Vocabulary {
    ALL.iter().find(|(name, _)| *name == system).map(|(_, words)| *words).unwrap_or_default()
}

/// What people call a parameter of whatever system, for a sentence that knows no more than its name.
#[must_use]
pub fn parameter(name: &str) -> Option<Text> {
    ALL.iter().find_map(|(_, words)| words.parameter(name)).map(|named| named.name)
}

#[cfg(test)]
pub(super) mod tests;
