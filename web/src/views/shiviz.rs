//! The events of a stretch of time with vector clocks, as a log that `ShiViz` reads.
//!
//! ```text
//!   c0 {"c0":1}                      two lines an event: who and when,
//!   → s0  get key-7
//!   s0 {"s0":1,"c0":1}               and what
//!   ← c0  get key-7 ✓
//! ```
//!
//! By the clocks alone `ShiViz` draws who could have known of what. They count from the first event of the stretch, see
//! [`event_clocks`](super::event_clocks). What was lost arrives nowhere.
//!
//! It is read by `ShiViz`'s own expression, `(?<host>\S*) (?<clock>{.*})\n(?<event>.*)`.
//! Beschastnikh and others, "Debugging Distributed Systems", CACM 2016; <https://bestchai.bitbucket.io/shiviz/>.

use super::Story;
use super::event_clocks::{EventClocks, node_of};
use std::fmt::Write;

/// Events in one log, at most: the first.
pub const MOST: usize = 2_000;

/// The log of the records of a story. O(events × nodes).
#[must_use]
pub fn log(story: &Story<'_>) -> String {
    let mut clocks = EventClocks::new(story.cast.members().len());
    let mut out = String::new();
    let mut told = 0;
    for record in story.records {
        let Some(node) = node_of(story, record) else { continue };
        let Some((clock, text)) = clocks.take(node, record, true).zip(story.tell_at_node(record)) else {
            continue;
        };
        // Writing to a String cannot fail.
        let _ = tell(&mut out, story, node.index(), clock, &text);
        told += 1;
        if told == MOST {
            break;
        }
    }
    out
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
