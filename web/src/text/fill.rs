//! Fills a text's placeholders with what the run says.
//!
//! ```text
//!   "{server s4:은/는} 키 **{moved_keys}개**를 넘겨받는다."
//!     chip s4 (node s4), "는 키 ", value moved_keys 1,982, strong "개", "를 넘겨받는다."
//! ```
//!
//! `{name}` is a value of the run, `{node s4}` (or `{server s4}`) and `{key 17}` are chips: words
//! that carry the name and colour of what stands on the stage. A pair of Korean particles after a
//! colon follows the sound of the word filled in. `**…**` is strong. A placeholder that cannot be
//! filled is an error, never an empty place.

use super::particle::Pair;
use super::{Language, number};
use crate::picture::Thing;
use snowglobe_core::sim::Value;
use std::fmt;

/// A piece of a filled text.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// Ordinary words.
    Plain(String),
    /// Words that stand out.
    Strong(String),
    /// The name of something on the stage.
    Chip {
        /// What it is.
        thing: Thing,
        /// Its name.
        text: String,
    },
    /// A value read from the run.
    Value {
        /// The name of the fact.
        name: String,
        /// The value as people write it.
        text: String,
    },
}

impl Part {
    /// The words alone.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Strong(text) | Self::Chip { text, .. } | Self::Value { text, .. } => {
                text
            }
        }
    }
}

/// Why a text cannot be filled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FillError {
    /// The byte of the text where it begins.
    pub at: usize,
    /// What is wrong.
    pub problem: Problem,
}

/// What is wrong with a placeholder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// A brace that is not closed, or closes nothing.
    Brace,
    /// Two asterisks without the two that end them.
    Strong,
    /// The run has no value of this name.
    Unknown(String),
    /// No pair of particles that is known.
    Particle(String),
}

impl fmt::Display for FillError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "at byte {}: ", self.at)?;
        match &self.problem {
            Problem::Brace => f.write_str("a brace has no partner"),
            Problem::Strong => f.write_str("** has no partner"),
            Problem::Unknown(name) => write!(f, "the run has no \"{name}\""),
            Problem::Particle(pair) => write!(f, "\"{pair}\" is not a known pair of particles such as 이/가"),
        }
    }
}

impl std::error::Error for FillError {}

/// Fills a text; `lookup` knows the values of the run by name. Cost: linear in the text.
///
/// # Errors
/// [`FillError`] at the first place that cannot be filled.
pub fn fill(
    template: &str,
    language: Language,
    lookup: &dyn Fn(&str) -> Option<Value>,
) -> Result<Vec<Part>, FillError> {
    let mut parts = Parts::default();
    let mut rest = template;
    let mut opened = 0;
    while let Some(next) = rest.find(['{', '}', '*']) {
        let at = template.len() - rest.len() + next;
        let fail = |problem| FillError { at, problem };
        parts.say(&rest[..next]);
        rest = &rest[next..];
        if let Some(after) = rest.strip_prefix("**") {
            parts.strong = !parts.strong;
            opened = at;
            rest = after;
        } else if let Some(after) = rest.strip_prefix('*') {
            parts.say("*");
            rest = after;
        } else {
            let inner = rest.strip_prefix('{').and_then(|inner| inner.split_once('}'));
            let (inner, after) = inner.ok_or_else(|| fail(Problem::Brace))?;
            let (what, pair) = inner.split_once(':').map_or((inner, None), |(what, pair)| (what, Some(pair)));
            let part = placeholder(what.trim(), language, lookup);
            let part = part.ok_or_else(|| fail(Problem::Unknown(what.trim().to_owned())))?;
            let particle = match pair {
                Some(pair) => {
                    let known = Pair::parse(pair).ok_or_else(|| fail(Problem::Particle(pair.to_owned())))?;
                    known.after(part.text())
                }
                None => "",
            };
            parts.list.push(part);
            parts.say(particle);
            rest = after;
        }
    }
    parts.say(rest);
    if parts.strong {
        return Err(FillError { at: opened, problem: Problem::Strong });
    }
    Ok(parts.list)
}

/// The words of a filled text, for a transcript, a screen reader or the terminal.
#[must_use]
pub fn plain(parts: &[Part]) -> String {
    parts.iter().map(Part::text).collect()
}

/// A text before there is a run: chips as their names, values as `…`, particles after them by it.
#[must_use]
pub fn outline(template: &str) -> String {
    let mut text = String::new();
    let mut rest = template;
    while let Some((before, inner)) = rest.split_once('{') {
        let (what, after) = inner.split_once('}').unwrap_or((inner, ""));
        let (what, pair) = what.split_once(':').unwrap_or((what, ""));
        let word = chip(what.trim()).map_or_else(|| "…".to_owned(), |part| part.text().to_owned());
        text.push_str(before);
        text.push_str(&word);
        text.push_str(Pair::parse(pair).map_or("", |pair| pair.after(&word)));
        rest = after;
    }
    text.push_str(rest);
    text.replace("**", "")
}

#[derive(Default)]
struct Parts {
    list: Vec<Part>,
    strong: bool,
}

impl Parts {
    /// Adds words, to the last part if that is of the same kind.
    fn say(&mut self, words: &str) {
        match (self.list.last_mut(), self.strong) {
            _ if words.is_empty() => {}
            (Some(Part::Strong(text)), true) | (Some(Part::Plain(text)), false) => text.push_str(words),
            (_, true) => self.list.push(Part::Strong(words.to_owned())),
            (_, false) => self.list.push(Part::Plain(words.to_owned())),
        }
    }
}

fn placeholder(what: &str, language: Language, lookup: &dyn Fn(&str) -> Option<Value>) -> Option<Part> {
    if !what.contains(' ') {
        let text = number::show(lookup(what)?, language);
        return Some(Part::Value { name: what.to_owned(), text });
    }
    chip(what)
}

fn chip(what: &str) -> Option<Part> {
    let node = what.strip_prefix("server ").map(|name| format!("node {}", name.trim()));
    let thing = Thing::parse(node.as_deref().unwrap_or(what))?;
    let text = match &thing {
        Thing::Node(name) => name.clone(),
        Thing::Key(key) => format!("key-{key}"),
        Thing::File(place) | Thing::Call(place) => place.clone(),
        Thing::Message(_) | Thing::Action(_) => return None,
    };
    Some(Part::Chip { thing, text })
}

#[cfg(test)]
mod tests;
