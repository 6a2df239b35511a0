//! The transcript: what happened, line by line, up to the moment shown.
//!
//! Data only; the page draws the lines, the terminal could print them.
//!
//! ```text
//!   20ms   s0        ← c0  get key-7 ✓
//!   30ms   crash s1
//! ```

use super::{Cast, Story, Wording};
use crate::picture::Thing;
use snowglobe_core::sim::{Globe, Kind, Nanos, Record};

/// A line of the transcript.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// When it happened.
    pub time: Nanos,
    /// In which step.
    pub step: u64,
    /// What kind of thing it is, as a class name: `sent`, `delivered`, `dropped`, `timer`,
    /// `changed`, `called`, `returned`, `acted`, `refused`, `verdict`.
    pub kind: &'static str,
    /// Where it happened, or the action.
    pub thing: Option<Thing>,
    /// The name on its chip: of the node, or the action's text.
    pub name: String,
    /// The message it is about.
    pub message: Option<Thing>,
    /// What it says beyond the name; empty for an action that was carried out.
    pub text: String,
}

/// The last `most` lines up to the moment shown, oldest first, from records that reach up to it.
/// O(records looked at), from the end; those not worth telling take no line.
#[must_use]
pub fn recent(globe: &dyn Globe, records: &[Record], wording: &dyn Wording, most: usize) -> Vec<Line> {
    let cast = Cast::new(&globe.residents());
    let moment = globe.moment();
    let lanes = globe.lanes();
    let actions = lanes.get(moment.timeline as usize).map(|lane| lane.actions).unwrap_or_default();
    let story = Story { records, cast: &cast, actions, wording };
    let until = records.partition_point(|record| record.step <= moment.step);
    let past = records.get(..until).unwrap_or_default().iter().rev();
    let mut lines: Vec<Line> = past.filter_map(|record| line(&story, record)).take(most).collect();
    lines.reverse();
    lines
}

/// One record as a line; `None` if it is not worth telling.
#[must_use]
pub fn line(story: &Story<'_>, record: &Record) -> Option<Line> {
    let Record { time, step, .. } = *record;
    let text = story.tell_at_node(record)?;
    let thing = story.thing(record);
    let (thing, name, message, text) = match record.kind {
        Kind::Acted => (thing, text, None, String::new()),
        Kind::Refused => {
            let name = story.action(record.id)?.to_owned();
            let rest = text.strip_prefix(&name).map(|rest| rest.trim_start().to_owned());
            (thing, name, None, rest.unwrap_or(text))
        }
        kind => {
            let member = story.cast.member(record.node);
            let name = member.map(|member| member.name.clone()).unwrap_or_default();
            let message = is_message(kind).then_some(Thing::Message(record.id));
            (member.map(super::Member::thing), name, message, text)
        }
    };
    Some(Line { time, step, kind: class(record.kind), thing, name, message, text })
}

fn is_message(kind: Kind) -> bool {
    matches!(kind, Kind::Sent | Kind::Copied | Kind::Delivered | Kind::Dropped(_))
}

fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Sent | Kind::Copied => "sent",
        Kind::Delivered => "delivered",
        Kind::Dropped(_) => "dropped",
        Kind::Timer => "timer",
        Kind::Changed => "changed",
        Kind::Called => "called",
        Kind::Returned => "returned",
        Kind::Acted => "acted",
        Kind::Refused => "refused",
        Kind::Verdict => "verdict",
    }
}

#[cfg(test)]
mod tests;
