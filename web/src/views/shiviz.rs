//! The events of a stretch of time with vector clocks, as a log that `ShiViz` reads.
//!
//! ```text
//!   c0 {"c0":1}                      two lines an event: who and when,
//!   → s0  get key-7
//!   s0 {"s0":1,"c0":1}               and what
//!   ← c0  get key-7 ✓
//! ```
//!
//! By the clocks alone `ShiViz` draws who could have known of what. They count from the first event of the stretch: of what
//! was sent before it, the arrival is an event of the receiver alone. What was lost arrives nowhere.
//!
//! It is read by `ShiViz`'s own expression, `(?<host>\S*) (?<clock>{.*})\n(?<event>.*)`.
//! Beschastnikh and others, "Debugging Distributed Systems", CACM 2016; <https://bestchai.bitbucket.io/shiviz/>.

use super::Story;
use snowglobe_core::flat_map::FlatMap;
use snowglobe_core::sim::{Kind, Record};
use std::fmt::Write;

/// Events in one log, at most: the first.
pub const MOST: usize = 2_000;

/// How many events of each node are known, by the places of the nodes in the cast.
type Clock = Vec<u32>;

/// The log of the records of a story. O(events × nodes).
#[must_use]
pub fn log(story: &Story<'_>) -> String {
    let members = story.cast.members();
    let mut clocks: Vec<Clock> = vec![vec![0; members.len()]; members.len()];
    let mut sent: FlatMap<u64, Clock> = FlatMap::default();
    let mut out = String::new();
    let events = story.records.iter().filter_map(|record| Some((record, event(story, record)?)));
    for (record, text) in events.take(MOST) {
        let at = record.node.index();
        let Some(clock) = clocks.get_mut(at) else { continue };
        if let Some(known) = sent.get(&record.id).filter(|_| record.kind == Kind::Delivered) {
            for (own, other) in clock.iter_mut().zip(known) {
                *own = (*own).max(*other);
            }
        }
        if let Some(own) = clock.get_mut(at) {
            *own += 1;
        }
        if record.kind == Kind::Sent {
            sent.insert(record.id, clock.clone());
        }
        // Writing to a String cannot fail.
        let _ = tell(&mut out, story, at, clock, &text);
    }
    out
}

/// What a record says, if it is an event of a node: what the network does is none.
fn event(story: &Story<'_>, record: &Record) -> Option<String> {
    match record.kind {
        Kind::Copied | Kind::Dropped(_) | Kind::Acted | Kind::Refused => None,
        _ => {
            story.cast.member(record.node)?;
            story.tell_at_node(record)
        }
    }
}

fn tell(out: &mut String, story: &Story<'_>, at: usize, clock: &[u32], text: &str) -> std::fmt::Result {
    let host =
        |at: usize| story.cast.members().get(at).map_or_else(String::new, |member| plain(&member.name, '_'));
    write!(out, "{} {{", host(at))?;
    // A node with which nothing has happened yet is not in a clock.
    let known = clock.iter().enumerate().filter(|(_, count)| **count > 0);
    for (place, (node, count)) in known.enumerate() {
        write!(out, "{}\"{}\":{count}", if place > 0 { "," } else { "" }, host(node))?;
    }
    writeln!(out, "}}\n{}", plain(text, ' ').trim())
}

/// A text on one line, in which a name ends nowhere but at its end: what would end it becomes something else.
fn plain(text: &str, instead: char) -> String {
    let name = instead == '_';
    let ends = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{2028}' | '\u{2029}')
            || name && (letter.is_whitespace() || matches!(letter, '"' | '\\' | '{' | '}'))
    };
    text.chars().map(|letter| if ends(letter) { instead } else { letter }).collect()
}

#[cfg(test)]
mod tests;
