//! Which parts of a line rules ask for, and by which names they ask.
//!
//! ```
//! use snowglobe_web::own_data::gateway::line::{Field, Wanted};
//!
//! let mut wanted = Wanted::default();
//! assert_eq!(wanted.add("remote_address"), Some(Field::Address));
//! assert_eq!(wanted.add("endpoint"), Some(Field::Path));
//! assert_eq!(wanted.add("device_id"), Some(Field::Named(0))); // a field of JSON, if the log has it
//! ```

use super::{Field, Format, MAX_NAMED};

/// The names under which a known part is found in rules and in JSON logs: nginx's own variables, those of
/// Lyft's and Envoy's descriptors, and what people call them.
const NAMES: [(Field, &[&str]); 7] = [
    (
        Field::Address,
        &[
            "remote_addr",
            "remote_address",
            "client_ip",
            "remote_ip",
            "ip",
            "ip_address",
            "address",
            "addr",
            "client",
            "key",
        ],
    ),
    (Field::User, &["remote_user", "user", "user_id", "account", "account_id"]),
    (Field::Method, &["request_method", "method", "http_method"]),
    (Field::Path, &["request_uri", "uri", "path", "endpoint", "url"]),
    (Field::Status, &["status", "status_code"]),
    (Field::Agent, &["http_user_agent", "user_agent", "agent"]),
    (Field::Forwarded, &["http_x_forwarded_for", "x_forwarded_for", "forwarded_for"]),
];

/// The parts that are wanted. The address and what it was forwarded for are always read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    known: [bool; 7],
    named: Vec<String>,
}

/// The known part of this name.
pub(super) fn known(name: &[u8]) -> Option<Field> {
    NAMES
        .iter()
        .find(|(_, names)| names.iter().any(|known| known.as_bytes() == name))
        .map(|(field, _)| *field)
}

impl Wanted {
    /// Asks for the part of this name. `None` if it is unknown and [`MAX_NAMED`] unknown ones are wanted
    /// already.
    pub fn add(&mut self, name: &str) -> Option<Field> {
        if let Some(field) = known(name.as_bytes()) {
            self.known[field.index()] = true;
            return Some(field);
        }
        let at = self.named.iter().position(|named| named == name).or_else(|| {
            (self.named.len() < MAX_NAMED).then(|| {
                self.named.push(name.to_owned());
                self.named.len() - 1
            })
        });
        at.map(|at| Field::Named(at as u8))
    }

    /// Asks for who it was forwarded for.
    pub fn forwarded(&mut self) {
        self.known[Field::Forwarded.index()] = true;
    }

    /// The parts of a line that have to do with rules: the wanted ones, and the address.
    pub fn parts(&self) -> Vec<Field> {
        let known = NAMES.iter().map(|(field, _)| *field);
        let known = known.filter(|field| *field == Field::Address || self.has(*field));
        known.chain((0..self.named.len()).map(|at| Field::Named(at as u8))).collect()
    }

    /// Whether a known part is wanted.
    #[inline]
    pub(super) fn has(&self, field: Field) -> bool {
        self.known.get(field.index()).copied().unwrap_or(true)
    }

    /// The number of a named field.
    pub(super) fn named(&self, name: &[u8]) -> Option<Field> {
        self.named.iter().position(|named| named.as_bytes() == name).map(|at| Field::Named(at as u8))
    }

    /// Whether lines of this format can have the part at all.
    #[must_use]
    pub fn can_have(format: Format, field: Field) -> bool {
        match (format, field) {
            (Format::Json, _) | (_, Field::Address) => true,
            (Format::Plain, _) | (_, Field::Named(_)) | (Format::Common, Field::Agent | Field::Forwarded) => {
                false
            }
            (Format::Common | Format::Combined, _) => true,
        }
    }
}
