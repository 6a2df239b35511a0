//! Names and one-sentence explanations for everything of the cache that can be set, done or read.
//!
//! ```text
//!   parameter("servers")        서버 수 / Servers
//!   scheme_help("jump")         a sentence on what it is good and bad at
//!   action("crash s1")          서버를 죽인다 / Kill a node
//! ```
//!
//! A test asks for every name that the core has, so that none is missing here.

mod actions;
mod placements;
mod readings;
mod settings;

use super::Text;
use actions::ACTIONS;
use placements::{HASHES, SCHEMES};
use readings::{FACTS, SERIES};
use settings::PARAMETERS;

/// A name and its explanation.
struct Entry {
    key: &'static str,
    name: Text,
    help: Text,
}

const fn entry(
    key: &'static str,
    name: (&'static str, &'static str),
    help: (&'static str, &'static str),
) -> Entry {
    Entry { key, name: Text { ko: name.0, en: name.1 }, help: Text { ko: help.0, en: help.1 } }
}

fn find(table: &'static [Entry], key: &str) -> Option<&'static Entry> {
    table.iter().find(|entry| entry.key == key)
}

/// The name of a parameter.
#[must_use]
pub fn parameter(name: &str) -> Option<Text> {
    find(PARAMETERS, name).map(|entry| entry.name)
}

/// What a parameter does.
#[must_use]
pub fn parameter_help(name: &str) -> Option<Text> {
    find(PARAMETERS, name).map(|entry| entry.help)
}

/// The name of a placement.
#[must_use]
pub fn scheme(name: &str) -> Option<Text> {
    find(SCHEMES, name).map(|entry| entry.name)
}

/// What a placement is good and bad at.
#[must_use]
pub fn scheme_help(name: &str) -> Option<Text> {
    find(SCHEMES, name).map(|entry| entry.help)
}

/// The name of a hash function.
#[must_use]
pub fn hash(name: &str) -> Option<Text> {
    find(HASHES, name).map(|entry| entry.name)
}

/// What a hash function is used for.
#[must_use]
pub fn hash_help(name: &str) -> Option<Text> {
    find(HASHES, name).map(|entry| entry.help)
}

/// The name of a value of a parameter that is chosen from a list.
#[must_use]
pub fn choice(parameter: &str, value: &str) -> Option<Text> {
    match (parameter, value) {
        ("placement", _) => scheme(value),
        ("hash", _) => hash(value),
        ("popularity", "uniform") => Some(Text { ko: "고르게", en: "Uniform" }),
        ("popularity", "zipf") => Some(Text { ko: "지프 분포", en: "Zipf" }),
        ("warm", "no") => Some(Text { ko: "빈 캐시", en: "Empty" }),
        ("warm", "yes") => Some(Text { ko: "가득 찬 캐시", en: "Full" }),
        _ => None,
    }
}

/// The name of an action, by its verb or any text that begins with it.
#[must_use]
pub fn action(text: &str) -> Option<Text> {
    find(ACTIONS, verb(text)).map(|entry| entry.name)
}

/// What an action does, by its verb or any text that begins with it.
#[must_use]
pub fn action_help(text: &str) -> Option<Text> {
    find(ACTIONS, verb(text)).map(|entry| entry.help)
}

fn verb(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

/// The name of a sampled series.
#[must_use]
pub fn series(name: &str) -> Option<Text> {
    SERIES.iter().find(|(key, _)| *key == name).map(|(_, text)| *text)
}

/// The name of a fact.
#[must_use]
pub fn fact(name: &str) -> Option<Text> {
    FACTS.iter().find(|(key, _)| *key == name).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests;
