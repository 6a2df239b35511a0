//! Views that fit any system: the space-time diagram, the transcript, Mermaid text, a log for `ShiViz`, the scrubber.
//!
//! They read what every run has (records, residents, actions) and know no system. What a system's
//! labels mean comes from its scene, as a [`Wording`]; who the nodes are, from a [`Cast`].
//!
//! ```text
//!   Globe ──► records, residents, actions ──┐
//!   scene ──► dyn Wording ──────────────────┴──► Story ──► Picture, lines, Mermaid text
//! ```

mod cast;
mod event_clocks;
pub mod mermaid;
mod route;
pub mod scrubber;
pub mod shiviz;
pub mod space_time;
mod story;
pub mod transcript;

pub use crate::picture::dom::StillLayer;
pub use cast::{Cast, Member};
pub use route::{End, Route, routes};
pub use space_time::{Counted, Held, Request, spaced};
pub use story::{Story, lost};

use crate::picture::Token;
use crate::text::Language;
use snowglobe_core::sim::{Label, Record};

/// What the labels of one system mean, in one language.
///
/// The views word by themselves what belongs to the world: that a message left, arrived or was
/// lost, that someone acted, that a node flapped. A scene words the rest.
pub trait Wording {
    /// The language that it speaks.
    fn language(&self) -> Language;

    /// What a message says, in a few words, such as `get key-7`.
    fn message(&self, label: Label) -> String;

    /// Whether a message answers another: replies are drawn dashed and hollow.
    fn is_reply(&self, label: Label) -> bool;

    /// The colour of a message. A scene may give `Warning` to what is not wanted, such as a miss.
    fn message_token(&self, label: Label) -> Token {
        if self.is_reply(label) { Token::Reply } else { Token::Request }
    }

    /// What a timer, a note, an operation or a verdict says, without the name of the node where
    /// it happened; `None` if it is not worth telling. Never asked about messages, actions, or
    /// the world's own notes.
    fn record(&self, record: &Record, cast: &Cast) -> Option<String>;
}

#[cfg(test)]
mod testing;
