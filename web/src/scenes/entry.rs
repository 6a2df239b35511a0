//! Lines of the inspector: a name and what it is.

use crate::picture::Thing;
use crate::text::number::fine_moment;
use crate::text::{Language, Text, words};
use crate::views::Wording;
use snowglobe_core::sim::{NodeId, Said, System, World};

words! {
    /// The node that sent a message.
    FROM: "보낸 곳", "from";
    /// The node that it goes to.
    TO: "받는 곳", "to";
    /// When it left.
    SENT_AT: "보낸 시각", "sent at";
    /// When it arrives.
    ARRIVES_AT: "도착 시각", "arrives at";
    /// What it says.
    SAYS: "내용", "says";
    /// It stays at its sender for now.
    HELD_BACK: "붙잡혀 있음", "held back";
}

/// One line of the inspector: a name and what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What is told.
    pub name: String,
    /// Its value.
    pub value: String,
    /// A thing that the value names; in a row of a list, that the name names.
    pub thing: Option<Thing>,
    /// How it stands.
    pub place: Place,
}

/// How an entry stands among others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// As a line.
    #[default]
    Line,
    /// As the heading of what follows; the value is how many.
    Heading,
    /// As a row of a list of things: the name is the thing, the value what is known of it.
    Row,
}

impl Entry {
    /// A name and a value.
    #[must_use]
    pub fn new(name: Text, value: impl Into<String>, language: Language) -> Self {
        Self { name: name.of(language).to_owned(), value: value.into(), ..Self::default() }
    }

    /// A name that is made of words and names, and a value.
    #[cfg(any(feature = "kv", feature = "gateway"))]
    #[must_use]
    pub fn named(name: String, value: impl Into<String>) -> Self {
        Self { name, value: value.into(), ..Self::default() }
    }

    /// The heading of what follows, and how much that is.
    #[cfg(feature = "kv")]
    #[must_use]
    pub fn heading(name: Text, value: impl Into<String>, language: Language) -> Self {
        Self { place: Place::Heading, ..Self::new(name, value, language) }
    }

    /// A row of a list of things.
    #[cfg(feature = "kv")]
    #[must_use]
    pub fn row(thing: Option<Thing>, name: String, value: impl Into<String>) -> Self {
        Self { thing, place: Place::Row, ..Self::named(name, value) }
    }

    /// A name, and a node as the value.
    #[must_use]
    pub fn node(name: Text, node: impl Into<String>, language: Language) -> Self {
        let node = node.into();
        Self { thing: Some(Thing::Node(node.clone())), ..Self::new(name, node, language) }
    }
}

/// What is known of a message under way; nothing of any other.
#[must_use]
pub(super) fn message<S: System>(world: &World<S>, id: u64, wording: &dyn Wording) -> Vec<Entry> {
    let Some(flight) = world.flights().find(|flight| flight.id == id) else { return Vec::new() };
    let language = wording.language();
    let name = |id: NodeId| world.place(id).map_or_else(String::new, |place| place.name.to_string());
    let until = match flight.until {
        u64::MAX => HELD_BACK.of(language).to_owned(),
        until => fine_moment(until),
    };
    vec![
        Entry::new(SAYS, wording.message(Said::label(&flight.message)), language),
        Entry::node(FROM, name(flight.from), language),
        Entry::node(TO, name(flight.to), language),
        Entry::new(SENT_AT, fine_moment(flight.sent), language),
        Entry::new(ARRIVES_AT, until, language),
    ]
}
