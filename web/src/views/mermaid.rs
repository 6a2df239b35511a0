//! The messages of a stretch of time as a Mermaid sequence diagram, for a blog post or a README.
//!
//! ```text
//!   sequenceDiagram
//!       participant c0
//!       participant s0
//!       c0->>s0: get key-7
//!       s0-->>c0: hit key-7
//! ```
//!
//! A node whose name is no plain word has a number in its place. Names and texts are escaped; more than [`MOST`] messages are cut, and a note says so.
//! Syntax: <https://mermaid.js.org/syntax/sequenceDiagram.html>.

use super::{End, Member, Route, Story, lost, routes};
use crate::text::Text;
use snowglobe_core::order::insertion_sort;
use snowglobe_core::sim::{Kind, Label, Nanos, NodeId, Record, format_time};
use std::collections::BTreeSet;
use std::fmt::Write;

/// Messages in one diagram, at most.
pub const MOST: usize = 200;
/// Notes in one diagram, at most.
const MOST_NOTES: usize = 100;

const LEFT_OUT: Text = Text { ko: "메시지 {}개를 줄임", en: "{} more messages left out" };
const NOTHING: Text = Text { ko: "이 구간에는 메시지가 없다", en: "no messages in this range" };
const HELD: Text = Text { ko: "붙잡혀 있음", en: "held back" };
const COPY: Text = Text { ko: "복제본", en: "copy" };

/// The diagram of the records of a story. O(n log n) in the records.
#[must_use]
pub fn diagram(story: &Story<'_>) -> String {
    let language = story.wording.language();
    let all = routes(story.records);
    let shown = all.get(..MOST).unwrap_or(&all);
    let talking: BTreeSet<NodeId> = shown.iter().flat_map(|route| [route.from, route.to]).collect();
    let mut members: Vec<&Member> =
        story.cast.members().iter().filter(|member| talking.contains(&member.id)).collect();
    if members.is_empty() {
        // A note must stand over someone.
        members.extend(story.cast.members().first());
    }
    insertion_sort(&mut members, |a, b| (a.role, a.id) < (b.role, b.id));
    let mut out = String::from("sequenceDiagram\n");
    for member in &members {
        let (id, name) = (id(story, member.id), escape(&member.name));
        if id == name {
            put(&mut out, format_args!("    participant {id}\n"));
        } else {
            put(&mut out, format_args!("    participant {id} as {name}\n"));
        }
    }
    let (Some(first), Some(last)) = (members.first(), members.last()) else { return out };
    let (one, other) = (id(story, first.id), id(story, last.id));
    let over = if one == other { one } else { format!("{one},{other}") };
    let mut lines: Vec<(Nanos, String)> = notes(story, &over);
    // What is left out has no notes either.
    if let Some(cut) = all.get(MOST) {
        lines.retain(|(time, _)| *time <= cut.sent);
    }
    lines.extend(shown.iter().map(|route| (route.sent, arrow(story, route))));
    insertion_sort(&mut lines, |a, b| a.0 < b.0);
    for (_, line) in &lines {
        put(&mut out, format_args!("    {line}\n"));
    }
    if all.is_empty() {
        put(&mut out, format_args!("    Note over {over}: {}\n", NOTHING.of(language)));
    }
    if all.len() > shown.len() {
        let count = (all.len() - shown.len()).to_string();
        put(
            &mut out,
            format_args!("    Note over {over}: {}\n", LEFT_OUT.of(language).replace("{}", &count)),
        );
    }
    out
}

/// Faults and other actions, and nodes that flapped, as notes over all.
fn notes(story: &Story<'_>, over: &str) -> Vec<(Nanos, String)> {
    let note = |record: &Record| {
        let text = match record.kind {
            Kind::Acted | Kind::Refused => story.tell(record)?,
            Kind::Changed if record.label.tag == Label::FLIP => {
                format!("{} {}", story.cast.name(record.node), story.tell(record)?)
            }
            _ => return None,
        };
        let time = format_time(record.time);
        Some((record.time, format!("Note over {over}: {time} {}", escape(&text))))
    };
    story.records.iter().filter_map(note).take(MOST_NOTES).collect()
}

fn arrow(story: &Story<'_>, route: &Route) -> String {
    let language = story.wording.language();
    let mut text = escape(&story.wording.message(route.label));
    if route.copy {
        put(&mut text, format_args!(" ({})", COPY.of(language)));
    }
    let (from, to) = (id(story, route.from), id(story, route.to));
    let reply = story.wording.is_reply(route.label);
    let arrow = match (route.end, reply) {
        (End::Lost(_), false) => "-x",
        (End::Lost(_), true) => "--x",
        (_, false) => "->>",
        (_, true) => "-->>",
    };
    match route.end {
        End::Held(_) => format!("Note over {from}: {text} ({})", HELD.of(language)),
        End::Lost(reason) => format!("{from}{arrow}{to}: {text} ({})", lost(reason, language)),
        End::Arrived | End::UnderWay => format!("{from}{arrow}{to}: {text}"),
    }
}

/// A node's own name, or something with a sign that no plain word has.
fn id(story: &Story<'_>, node: NodeId) -> String {
    let name = story.cast.name(node);
    if is_plain(name) { name.to_owned() } else { format!("node_{}", node.0) }
}

/// Whether it is made of letters and digits and none of Mermaid's words, which are longer than two letters and have no digit.
fn is_plain(name: &str) -> bool {
    let letters = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.chars().all(|letter| letter.is_ascii_alphanumeric());
    letters && (name.len() <= 2 || name.contains(|letter: char| letter.is_ascii_digit()))
}

/// Text in which nothing means anything to Mermaid, on one line.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '#' | ';' | ':' | '<' | '>' | '%' | '"' | '&' | '@' => {
                put(&mut out, format_args!("#{};", u32::from(letter)));
            }
            letter if letter.is_control() => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = out.write_fmt(text);
}

#[cfg(test)]
mod tests;
