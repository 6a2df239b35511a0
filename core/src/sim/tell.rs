//! The transcript of a run in words: one line for each record, in plain English.
//!
//! ```text
//!   1.02s    step 41   c0 → s2   get key-7, due at 1.03s
//!   1.03s    step 44   s2 ← c0   get key-7
//!   2s       step 90   action 0: crash s1
//! ```
//!
//! It is what the terminal prints. The page has wording of its own, in two languages.

use super::system::System;
use super::{Kind, Label, Nanos, NodeId, Reason, Record, Run, format_time};
use alloc::format;
use alloc::string::{String, ToString};

impl<S: System> Run<S> {
    /// One line of the transcript of the branch shown. Nodes that joined after the moment shown
    /// go by their number. Cost: that of the words.
    #[must_use]
    pub fn line(&self, record: &Record) -> String {
        format!("{:<14} step {:<8} {}", format_time(record.time), record.step, self.sentence(record))
    }

    fn sentence(&self, record: &Record) -> String {
        let node = self.name_of(record.node);
        let peer = self.name_of(record.peer);
        let said = || S::tell(self.world(), record.label);
        match record.kind {
            Kind::Sent => format!("{node} → {peer}   {}, {}", said(), due(record.until)),
            Kind::Copied => format!("{node} → {peer}   {} (a second copy), {}", said(), due(record.until)),
            Kind::Delivered => format!("{node} ← {peer}   {}", said()),
            Kind::Dropped(reason) => format!("{node} ✗ {peer}   {}: {}", said(), why(reason)),
            Kind::Timer => format!("{node}   timer: {}", said()),
            Kind::Changed if record.label.tag == Label::FLIP => {
                format!("{node}   {}", if record.label.a == 1 { "is up again" } else { "is down" })
            }
            Kind::Changed => format!("{node}   {}", said()),
            Kind::Called => format!("{node}   begins operation {}: {}", record.id, said()),
            Kind::Returned => format!("{node}   ends operation {}: {}", record.id, said()),
            Kind::Acted => format!("action {}: {}", record.id, self.action_text(record.id)),
            Kind::Refused => format!("action {} refused: {}", record.id, self.action_text(record.id)),
            Kind::Verdict => format!("{node}   verdict: {}", said()),
        }
    }

    fn name_of(&self, id: NodeId) -> String {
        self.world().place(id).map_or_else(|| format!("node {}", id.0), |place| place.name.to_string())
    }

    fn action_text(&self, id: u64) -> &str {
        let actions = self.branches().get(self.moment().timeline as usize).map(|branch| &branch.actions);
        let action = actions.zip(usize::try_from(id).ok()).and_then(|(actions, id)| actions.get(id));
        action.map_or("", |timed| &timed.action)
    }
}

fn due(until: Nanos) -> String {
    if until == Nanos::MAX { String::from("held") } else { format!("due at {}", format_time(until)) }
}

fn why(reason: Reason) -> &'static str {
    match reason {
        Reason::Loss => "lost by chance",
        Reason::Partition => "the link is cut",
        Reason::Down => "the receiver is down",
    }
}
