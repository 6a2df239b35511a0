//! What a system's settings, facts and actions are called: tables for each system, asked by name.
//!
//! ```text
//!   vocabulary("cache").parameter("servers")    서버 수 / Servers
//!   vocabulary("cache").action("crash s1")      죽이기 / Kill: a verb that any world has
//!   explained("cache").parameter("servers")     the same, and a sentence on it
//! ```
//!
//! Sentences and names are written side by side, in one table; names are taken out of it where the page is compiled, so
//! that sentences need not be loaded before they are wanted.

use super::Text;
use super::verbs::{VERB_TITLES, VERBS};

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

/// A name as it is written in links, and what people call it.
#[derive(Clone, Copy, Debug)]
pub struct Title {
    /// As links and actions write it.
    pub key: &'static str,
    /// What people call it.
    pub name: Text,
}

pub(super) const fn named(
    key: &'static str,
    name: (&'static str, &'static str),
    help: (&'static str, &'static str),
) -> Named {
    Named { key, name: Text { ko: name.0, en: name.1 }, help: Text { ko: help.0, en: help.1 } }
}

/// The names alone; the table must have as many.
pub(super) const fn titles<const N: usize>(table: &[Named]) -> [Title; N] {
    let mut titles = [Title { key: "", name: Text { ko: "", en: "" } }; N];
    let mut at = 0;
    while at < N {
        titles[at] = Title { key: table[at].key, name: table[at].name };
        at += 1;
    }
    titles
}

/// The words of one system from its tables: titles alone, and with sentences.
#[cfg(any(feature = "player", feature = "kv-data"))]
macro_rules! word_tables {
    (
        $(#[$about:meta])* $titles:ident, $explained:ident: $parameters:ident,
        [$(($name:literal, $choices:ident)),* $(,)?], $commands:ident, $facts:ident
    ) => {
        $(#[$about])*
        pub(super) const $titles: $crate::text::vocabulary::Vocabulary = {
            use $crate::text::vocabulary::{Words, titles};
            Words {
                parameters: &titles::<{ $parameters.len() }>($parameters),
                choices: &[$(($name, &titles::<{ $choices.len() }>($choices))),*],
                commands: &titles::<{ $commands.len() }>($commands),
                facts: $facts,
            }
        };

        $(#[$about])*
        ///
        /// With a sentence on each.
        pub(super) const $explained: $crate::text::vocabulary::Explained = $crate::text::vocabulary::Words {
            parameters: $parameters,
            choices: &[$(($name, $choices)),*],
            commands: $commands,
            facts: $facts,
        };
    };
}
#[cfg(any(feature = "player", feature = "kv-data"))]
pub(super) use word_tables;

/// What stands in a table.
pub trait Entry: Sized + 'static {
    /// What can be done to any world.
    const VERBS: &'static [Self];
    /// As links and actions write it.
    fn key(&self) -> &'static str;
}

impl Entry for Named {
    const VERBS: &'static [Self] = VERBS;

    fn key(&self) -> &'static str {
        self.key
    }
}

impl Entry for Title {
    const VERBS: &'static [Self] = VERB_TITLES;

    fn key(&self) -> &'static str {
        self.key
    }
}

/// The words of one system. Each question is answered with `None` where there is no such name.
#[derive(Clone, Copy, Debug)]
pub struct Words<T: 'static> {
    /// What can be set.
    pub(super) parameters: &'static [T],
    /// The values of what is chosen from a list, by parameter.
    pub(super) choices: &'static [(&'static str, &'static [T])],
    /// What can be done to this system beyond the verbs of any world.
    pub(super) commands: &'static [T],
    /// What can be read.
    pub(super) facts: &'static [(&'static str, Text)],
}

/// What things are called.
pub type Vocabulary = Words<Title>;
/// What things are called and what they are.
pub type Explained = Words<Named>;

impl<T: Entry> Words<T> {
    const NONE: Self = Self { parameters: &[], choices: &[], commands: &[], facts: &[] };

    /// A parameter.
    #[must_use]
    pub fn parameter(&self, name: &str) -> Option<&'static T> {
        find(self.parameters, name)
    }

    /// A value of a parameter that is chosen from a list.
    #[must_use]
    pub fn choice(&self, parameter: &str, value: &str) -> Option<&'static T> {
        let (_, values) = self.choices.iter().find(|(name, _)| *name == parameter)?;
        find(values, value)
    }

    /// An action, by its verb or any text that begins with it. One that sets a parameter while the run goes
    /// on is called what the parameter is.
    #[must_use]
    pub fn action(&self, text: &str) -> Option<&'static T> {
        let verb = text.split_whitespace().next()?;
        find(self.commands, verb).or_else(|| find(T::VERBS, verb)).or_else(|| self.parameter(verb))
    }

    /// The name of a fact.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<Text> {
        self.facts.iter().find(|(key, _)| *key == name).map(|(_, text)| *text)
    }
}

fn find<T: Entry>(table: &'static [T], key: &str) -> Option<&'static T> {
    table.iter().find(|entry| entry.key() == key)
}

/// The words of every system of this program.
const ALL: &[(&str, Vocabulary)] = &[
    #[cfg(feature = "cache")]
    ("cache", super::cache_words::CACHE),
    #[cfg(feature = "gateway")]
    ("gateway", super::gateway_words::GATEWAY),
    #[cfg(feature = "storage")]
    ("storage", super::storage_words::STORAGE),
    #[cfg(any(feature = "kv", feature = "kv-data"))]
    ("kv", super::kv_words::KV),
];

/// The words of a system; none at all for one that there is not.
#[must_use]
pub fn vocabulary(system: &str) -> Vocabulary {
    ALL.iter().find(|(name, _)| *name == system).map_or(Words::NONE, |(_, words)| *words)
}

/// The words of a system with a sentence on each.
#[must_use]
pub fn explained(system: &str) -> Explained {
    match system {
        #[cfg(feature = "cache")]
        "cache" => super::cache_words::EXPLAINED,
        #[cfg(feature = "gateway")]
        "gateway" => super::gateway_words::EXPLAINED,
        #[cfg(feature = "storage")]
        "storage" => super::storage_words::EXPLAINED,
        #[cfg(any(feature = "kv", feature = "kv-data"))]
        "kv" => super::kv_words::EXPLAINED,
        _ => Words::NONE,
    }
}

/// What people call a parameter of whatever system, for a sentence that knows no more than its name.
#[must_use]
pub fn parameter(name: &str) -> Option<Text> {
    ALL.iter().find_map(|(_, words)| words.parameter(name)).map(|title| title.name)
}

#[cfg(test)]
pub(super) mod tests;
