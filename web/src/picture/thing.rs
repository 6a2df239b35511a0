//! Things: what can be selected, wherever it is drawn.
//!
//! `node s1`, `key 17`, `message 204`, `action 0`: the same text in links, lessons and marks.

use std::fmt;

/// Something that a mark, a chip or a line of the transcript stands for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Thing {
    /// A node, by its name.
    Node(String),
    /// A key, by its number.
    Key(u32),
    /// A message, by its id.
    Message(u64),
    /// An action of the current branch, by its index.
    Action(u64),
    /// A place in a file, such as `table-000005@512`; a name alone is its beginning.
    File(String),
    /// What a client asked for, such as `c0@17`: the client, and which of its operations, from 0. With more behind it, such
    /// as `c0@17 c1@3`, that by which a promise was broken, and those that show it.
    Call(String),
}

impl Thing {
    /// Reads the textual form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, name) = text.split_once(' ')?;
        match kind {
            "node" => (!name.is_empty() && name.len() <= 64).then(|| Self::Node(name.to_owned())),
            "key" => name.parse().ok().map(Self::Key),
            "message" => name.parse().ok().map(Self::Message),
            "file" => (!name.is_empty() && name.len() <= 96).then(|| Self::File(name.to_owned())),
            "call" => (!name.is_empty() && name.len() <= 96).then(|| Self::Call(name.to_owned())),
            "action" => name.parse().ok().map(Self::Action),
            _ => None,
        }
    }
}

impl fmt::Display for Thing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Node(name) => write!(f, "node {name}"),
            Self::Key(key) => write!(f, "key {key}"),
            Self::Message(id) => write!(f, "message {id}"),
            Self::File(place) => write!(f, "file {place}"),
            Self::Call(place) => write!(f, "call {place}"),
            Self::Action(index) => write!(f, "action {index}"),
        }
    }
}
