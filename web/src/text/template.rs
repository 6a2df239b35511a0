//! Sentences with places to fill: `{}` and `{name}`, with a Korean particle after a colon.
//!
//! ```text
//!   "{:이/가} {b}건 통과했다" with "" = u0, b = 10      u0이 10건 통과했다
//! ```

use super::particle::Pair;
use super::{Language, Text};

/// A template with its placeholders filled, each by the word of its name; one that there is no word for is left out.
#[must_use]
pub(crate) fn fill(template: Text, language: Language, words: &[(&str, &str)]) -> String {
    let mut rest = template.of(language);
    let mut out = String::new();
    while let Some((before, inner)) = rest.split_once('{') {
        let (what, after) = inner.split_once('}').unwrap_or((inner, ""));
        let (name, pair) = what.split_once(':').unwrap_or((what, ""));
        let word = words.iter().find(|(key, _)| *key == name).map_or("", |(_, word)| word);
        out.push_str(before);
        out.push_str(word);
        out.push_str(Pair::parse(pair).map_or("", |pair| pair.after(word)));
        rest = after;
    }
    out.push_str(rest);
    out
}
