//! A story: some records with everything needed to tell them in words.
//!
//! What belongs to the world is worded here, once, for the transcript, the inspector, the
//! space-time diagram and Mermaid; what belongs to a system comes from its [`Wording`].
//!
//! ```text
//!   Sent      c0 → s1  get key-7            Dropped(Down)  c0 → s1  get key-7 ✕ 받는 쪽이 꺼져 있음
//!   Acted     crash s1                      Changed FLIP   s1 ...   다시 켜짐
//! ```

use super::{Cast, Wording};
use crate::picture::Thing;
use crate::text::{Language, Text};
use snowglobe_core::scenario::Timed;
use snowglobe_core::sim::{Kind, Label, NodeId, Reason, Record, Verb};

/// Records of a run and how to tell them.
#[derive(Clone, Copy)]
pub struct Story<'a> {
    /// The records in order.
    pub records: &'a [Record],
    /// The nodes.
    pub cast: &'a Cast,
    /// All actions of the branch, by index.
    pub actions: &'a [Timed],
    /// What the system's labels mean.
    pub wording: &'a dyn Wording,
}

impl Story<'_> {
    /// What one record says, in full: messages name both ends. Other records do not name the node
    /// where they happened. `None` if it is not worth telling.
    #[must_use]
    pub fn tell(&self, record: &Record) -> Option<String> {
        let (node, peer) = (self.cast.name(record.node), self.cast.name(record.peer));
        let ends = match record.kind {
            Kind::Sent | Kind::Copied => format!("{node} → {peer}"),
            _ => format!("{peer} → {node}"),
        };
        self.worded(record, &ends)
    }

    /// The same as the node where it happened would tell it: messages name the other end.
    #[must_use]
    pub fn tell_at_node(&self, record: &Record) -> Option<String> {
        let peer = self.cast.name(record.peer);
        let arrow = if matches!(record.kind, Kind::Sent | Kind::Copied) { "→" } else { "←" };
        self.worded(record, &format!("{arrow} {peer}"))
    }

    fn worded(&self, record: &Record, ends: &str) -> Option<String> {
        let language = self.wording.language();
        let said = || self.wording.message(record.label);
        Some(match record.kind {
            Kind::Sent => format!("{ends}  {}", said()),
            Kind::Copied => format!("{ends}  {} ({})", said(), COPY.of(language)),
            Kind::Delivered => format!("{ends}  {} ✓", said()),
            Kind::Dropped(reason) => format!("{ends}  {} ✕ {}", said(), lost(reason, language)),
            Kind::Acted => self.action(record.id)?.to_owned(),
            Kind::Refused => format!("{} — {}", self.action(record.id)?, REFUSED.of(language)),
            Kind::Changed if record.label.tag == Label::FLIP => {
                (if record.label.a == 1 { UP } else { DOWN }).of(language).to_owned()
            }
            Kind::Timer | Kind::Changed | Kind::Called | Kind::Returned | Kind::Verdict => {
                return self.wording.record(record, self.cast);
            }
        })
    }

    /// The text of an action by its index.
    #[must_use]
    pub fn action(&self, index: u64) -> Option<&str> {
        let index = usize::try_from(index).ok()?;
        self.actions.get(index).map(|timed| timed.action.as_str())
    }

    /// Which node a record takes down or brings up, and whether it is up then.
    #[must_use]
    pub fn switched(&self, record: &Record) -> Option<(NodeId, bool)> {
        match record.kind {
            Kind::Changed if record.label.tag == Label::FLIP => Some((record.node, record.label.a == 1)),
            Kind::Acted => match Verb::parse(self.action(record.id)?).ok()?? {
                Verb::Crash(name) | Verb::Flap(name, ..) => Some((self.cast.named(&name)?.id, false)),
                Verb::Restart(name) => Some((self.cast.named(&name)?.id, true)),
                _ => None,
            },
            _ => None,
        }
    }

    /// What selecting a record selects: the message, the action, or the node.
    #[must_use]
    pub fn thing(&self, record: &Record) -> Option<Thing> {
        match record.kind {
            Kind::Sent | Kind::Copied | Kind::Delivered | Kind::Dropped(_) => Some(Thing::Message(record.id)),
            Kind::Acted | Kind::Refused => Some(Thing::Action(record.id)),
            _ => self.cast.member(record.node).map(super::Member::thing),
        }
    }
}

const COPY: Text = Text { ko: "복제본", en: "copy" };
const REFUSED: Text = Text { ko: "할 수 없음", en: "could not be done" };
const UP: Text = Text { ko: "다시 켜짐", en: "up again" };
const DOWN: Text = Text { ko: "꺼짐", en: "down" };

/// Why a message was lost, in words.
#[must_use]
pub fn lost(reason: Reason, language: Language) -> &'static str {
    let text = match reason {
        Reason::Loss => Text { ko: "유실", en: "lost" },
        Reason::Partition => Text { ko: "네트워크 분할", en: "cut off" },
        Reason::Down => Text { ko: "받는 쪽이 꺼져 있음", en: "receiver down" },
    };
    text.of(language)
}
