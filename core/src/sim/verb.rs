//! What anyone may do to any system: the fault verbs, and their one textual form.
//!
//! ```text
//!   crash s1                     restart s1                 flap s1 200ms 5
//!   partition {c0 c1} | {s1}     partition {c0} -> {s1}     heal
//!   hold {c0} -> {s1}            release                    slow s1 10x
//!   latency 5ms..20ms            loss 2%                    duplicate 1%
//!   reorder 10% 30ms             skew s1 -50ms              drift s1 100ppm
//! ```
//!
//! Buttons, lessons, links, tests, the transcript and the terminal all speak it; `Display` writes
//! what `parse` reads. The verbs are turmoil's and Jepsen's.

use super::{Latency, Nanos, Share, format_time, parse_duration};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// Why an action was not understood or could not be carried out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ActionError {
    /// No verb begins like this.
    UnknownVerb(String),
    /// The verb is known; what follows does not fit. Says what is expected.
    Malformed {
        /// The text as given.
        text: String,
        /// The form that would be right.
        expected: &'static str,
    },
    /// No node has this name.
    UnknownNode(String),
    /// It makes no sense now, such as restarting a node that is up.
    NotNow(&'static str),
    /// The text is longer than [`Verb::MAX_LENGTH`]; it has so many bytes.
    TooLong(usize),
    /// A word of it is longer than such a word may be.
    WordTooLong {
        /// What the word is: `key` or `value`.
        what: &'static str,
        /// Bytes that it has.
        bytes: usize,
        /// Bytes that it may have.
        most: usize,
    },
}

#[cfg(any(feature = "storage", feature = "kv"))]
impl ActionError {
    /// The word, if it is not longer than `most` bytes.
    pub(crate) fn fitting<'a>(what: &'static str, word: &'a str, most: usize) -> Result<&'a str, Self> {
        let bytes = word.len();
        if bytes > most { Err(Self::WordTooLong { what, bytes, most }) } else { Ok(word) }
    }
}

impl fmt::Display for ActionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownVerb(verb) => write!(f, "there is no action \"{verb}\""),
            Self::Malformed { text, expected } => {
                write!(f, "\"{text}\" does not fit; write it like \"{expected}\"")
            }
            Self::UnknownNode(name) => write!(f, "there is no node \"{name}\""),
            Self::NotNow(why) => write!(f, "that cannot be done now: {why}"),
            Self::TooLong(bytes) => {
                write!(f, "the action has {bytes} bytes; it may have {}", Verb::MAX_LENGTH)
            }
            Self::WordTooLong { what, bytes, most } => {
                write!(f, "the {what} has {bytes} bytes; it may have {most}")
            }
        }
    }
}

impl core::error::Error for ActionError {}

/// An action on the world itself. Nodes are named, since a name outlives a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verb {
    /// The node loses its memory and stops.
    Crash(String),
    /// The node comes back, empty.
    Restart(String),
    /// Crash and restart in turn, each phase this long, this many times.
    Flap(String, Nanos, u32),
    /// Cut between two groups; both ways if the flag is set.
    Partition(Vec<String>, Vec<String>, bool),
    /// Mend every cut.
    Heal,
    /// Keep messages from the first group to the second at the sender.
    Hold(Vec<String>, Vec<String>),
    /// Let all held messages go.
    Release,
    /// The node works at this percentage of its usual times (1000 = ten times as long).
    Slow(String, u32),
    /// New latency of every message.
    Latency(Latency),
    /// Share of messages lost.
    Loss(Share),
    /// Share of messages doubled.
    Duplicate(Share),
    /// Share of messages delayed once more, and by how much.
    Reorder(Share, Nanos),
    /// Jump a node's clock.
    Skew(String, i64),
    /// Let a node's clock run fast or slow, parts per million.
    Drift(String, i32),
}

impl Verb {
    /// Bytes of the longest action accepted.
    pub const MAX_LENGTH: usize = 2_000;
    /// The most crash-and-restart rounds of one `flap`.
    pub const MAX_FLAPS: u32 = 100;

    /// Reads a verb; `Ok(None)` if the text begins with none of these verbs and may be a command
    /// of the system.
    ///
    /// # Errors
    /// [`ActionError::Malformed`] with the right form, [`ActionError::TooLong`].
    pub fn parse(text: &str) -> Result<Option<Self>, ActionError> {
        let text = text.trim();
        if text.len() > Self::MAX_LENGTH {
            return Err(ActionError::TooLong(text.len()));
        }
        let (verb, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
        let Some(&(_, expected, read)) = FORMS.iter().find(|(name, ..)| *name == verb) else {
            return Ok(None);
        };
        let parsed = read(rest.trim());
        parsed.map(Some).ok_or_else(|| ActionError::Malformed { text: text.to_owned(), expected })
    }

    /// Every verb with an example of its form, for completion and help.
    pub fn examples() -> impl Iterator<Item = &'static str> {
        FORMS.iter().map(|(_, example, _)| *example)
    }
}

type Read = fn(&str) -> Option<Verb>;

const FORMS: &[(&str, &str, Read)] = &[
    ("crash", "crash s1", |rest| Some(Verb::Crash(name(rest)?))),
    ("restart", "restart s1", |rest| Some(Verb::Restart(name(rest)?))),
    ("flap", "flap s1 200ms 5", |rest| {
        let [node, phase, times] = words(rest)?;
        let times = times.parse().ok().filter(|times| (1..=Verb::MAX_FLAPS).contains(times))?;
        Some(Verb::Flap(name(node)?, parse_duration(phase).filter(|&phase| phase > 0)?, times))
    }),
    ("partition", "partition {c0 c1} | {s1}", |rest| {
        if let Some((left, right)) = rest.split_once("->") {
            return Some(Verb::Partition(group(left)?, group(right)?, false));
        }
        let (left, right) = rest.split_once('|')?;
        Some(Verb::Partition(group(left)?, group(right)?, true))
    }),
    ("heal", "heal", |rest| rest.is_empty().then_some(Verb::Heal)),
    ("hold", "hold {c0} -> {s1}", |rest| {
        let (from, to) = rest.split_once("->")?;
        Some(Verb::Hold(group(from)?, group(to)?))
    }),
    ("release", "release", |rest| rest.is_empty().then_some(Verb::Release)),
    ("slow", "slow s1 10x", |rest| {
        let [node, factor] = words(rest)?;
        let factor = decimal(factor.strip_suffix('x')?, 2).filter(|f| (1..=100_000).contains(f))?;
        Some(Verb::Slow(name(node)?, factor))
    }),
    ("latency", "latency 5ms..20ms", |rest| Latency::parse(rest).map(Verb::Latency)),
    ("loss", "loss 2%", |rest| share(rest).map(Verb::Loss)),
    ("duplicate", "duplicate 1%", |rest| share(rest).map(Verb::Duplicate)),
    ("reorder", "reorder 10% 30ms", |rest| {
        let [part, by] = words(rest)?;
        Some(Verb::Reorder(share(part)?, parse_duration(by)?))
    }),
    ("skew", "skew s1 -50ms", |rest| {
        let [node, by] = words(rest)?;
        let size = parse_duration(by.strip_prefix(['-', '+']).unwrap_or(by))?;
        let size = i64::try_from(size).ok()?;
        Some(Verb::Skew(name(node)?, if by.starts_with('-') { -size } else { size }))
    }),
    ("drift", "drift s1 100ppm", |rest| {
        let [node, ppm] = words(rest)?;
        let ppm: i32 = ppm.strip_suffix("ppm")?.parse().ok()?;
        let most = super::Clock::MAX_DRIFT;
        (-most..=most).contains(&ppm).then_some(Verb::Drift(name(node)?, ppm))
    }),
];

/// Exactly as many words as asked for.
fn words<const N: usize>(text: &str) -> Option<[&str; N]> {
    let mut words = text.split_whitespace();
    let mut found = [""; N];
    for word in &mut found {
        *word = words.next()?;
    }
    words.next().is_none().then_some(found)
}

/// A node's name: letters, digits, and what names of hosts are made of.
fn name(text: &str) -> Option<String> {
    let fits = |c: char| c.is_alphanumeric() || "-_.:".contains(c);
    (!text.is_empty() && text.len() <= 64 && text.chars().all(fits)).then(|| text.to_owned())
}

fn group(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    let inner = text.strip_prefix('{').and_then(|t| t.strip_suffix('}')).unwrap_or(text);
    let names: Option<Vec<String>> = inner.split_whitespace().map(name).collect();
    names.filter(|names| !names.is_empty())
}

/// A decimal number with at most `places` places, as an integer of its last place.
fn decimal(text: &str, places: usize) -> Option<u32> {
    let (whole, rest) = text.split_once('.').unwrap_or((text, ""));
    let plain = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || rest.len() > places || !plain(whole) || !plain(rest) {
        return None;
    }
    let scale = 10u32.pow(places as u32);
    let fraction: u32 = if rest.is_empty() { 0 } else { alloc::format!("{rest:0<places$}").parse().ok()? };
    whole.parse::<u32>().ok()?.checked_mul(scale)?.checked_add(fraction)
}

fn share(text: &str) -> Option<Share> {
    decimal(text.strip_suffix('%')?, 4).filter(|&parts| parts <= 1_000_000).map(Share)
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Decimal(self.0, 4).fmt(f)?;
        f.write_str("%")
    }
}

/// An integer of the given decimal place, written without trailing zeros.
struct Decimal(u32, usize);

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = 10u32.pow(self.1 as u32);
        write!(f, "{}", self.0 / scale)?;
        if !self.0.is_multiple_of(scale) {
            let rest = alloc::format!("{:0width$}", self.0 % scale, width = self.1);
            write!(f, ".{}", rest.trim_end_matches('0'))?;
        }
        Ok(())
    }
}

struct Group<'a>(&'a [String]);

impl fmt::Display for Group<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{{{}}}", self.0.join(" "))
    }
}

impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Crash(node) => write!(f, "crash {node}"),
            Self::Restart(node) => write!(f, "restart {node}"),
            Self::Flap(node, phase, times) => write!(f, "flap {node} {} {times}", format_time(*phase)),
            Self::Partition(a, b, true) => write!(f, "partition {} | {}", Group(a), Group(b)),
            Self::Partition(a, b, false) => write!(f, "partition {} -> {}", Group(a), Group(b)),
            Self::Heal => f.write_str("heal"),
            Self::Hold(a, b) => write!(f, "hold {} -> {}", Group(a), Group(b)),
            Self::Release => f.write_str("release"),
            Self::Slow(node, percent) => write!(f, "slow {node} {}x", Decimal(*percent, 2)),
            Self::Latency(latency) => write!(f, "latency {latency}"),
            Self::Loss(share) => write!(f, "loss {share}"),
            Self::Duplicate(share) => write!(f, "duplicate {share}"),
            Self::Reorder(share, by) => write!(f, "reorder {share} {}", format_time(*by)),
            Self::Skew(node, by) if *by < 0 => write!(f, "skew {node} -{}", format_time(by.unsigned_abs())),
            Self::Skew(node, by) => write!(f, "skew {node} {}", format_time(by.unsigned_abs())),
            Self::Drift(node, ppm) => write!(f, "drift {node} {ppm}ppm"),
        }
    }
}
