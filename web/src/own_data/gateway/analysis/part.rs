//! A part of a line that a rule looks at: which values count, and which do not.
//!
//! ```text
//!   remote_address, except 192.0.2.1        192.0.2.7 counts · 192.0.2.1 does not
//!   remote_address = 2001:db8:1:2::7        with IPv6 by /64: all of 2001:db8:1:2::/64 counts
//! ```
//!
//! The values beside a key may be thousands, and the same for many rules: they are sorted, and kept once.

use std::sync::Arc;

use super::PartSpec;
use super::rule::View;
use crate::own_data::gateway::line::Field;
use crate::own_data::gateway::line::address::{Client, Clients};

/// A part of a line.
#[derive(Debug)]
pub(super) struct Part {
    field: Field,
    value: Option<Value>,
    /// Values that a rule of their own, or an exemption, takes from this one; ascending.
    except: Arc<[Value]>,
}

/// A value as lines have it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Text(Box<[u8]>),
    Network(u64),
}

impl Value {
    /// What counts as this value. Of an address, whatever it counts for.
    fn new(text: &str, field: Field, clients: Clients) -> Self {
        match field {
            Field::Address => match clients.named(text.as_bytes()) {
                Client::Text(text) => Self::Text(text.into()),
                Client::Network(upper) => Self::Network(upper),
            },
            _ => Self::Text(text.as_bytes().into()),
        }
    }

    fn as_client(&self) -> Client<'_> {
        match self {
            Self::Text(text) => Client::Text(text),
            Self::Network(upper) => Client::Network(*upper),
        }
    }
}

/// A list as it was written, whether of addresses, and what was made of it.
type Made = (Arc<[String]>, bool, Arc<[Value]>);

/// Lists of exceptions, each made once.
#[derive(Debug, Default)]
pub(super) struct Exceptions(Vec<Made>);

impl Exceptions {
    fn of(&mut self, list: &Arc<[String]>, field: Field, clients: Clients) -> Arc<[Value]> {
        let address = field == Field::Address;
        let same = |(other, of_address, _): &&Made| *of_address == address && Arc::ptr_eq(other, list);
        if let Some((_, _, made)) = self.0.iter().find(same) {
            return Arc::clone(made);
        }
        let mut values: Vec<Value> = list.iter().map(|text| Value::new(text, field, clients)).collect();
        values.sort_unstable();
        let made: Arc<[Value]> = values.into();
        self.0.push((Arc::clone(list), address, Arc::clone(&made)));
        made
    }
}

impl Part {
    pub(super) fn new(spec: &PartSpec, field: Field, clients: Clients, exceptions: &mut Exceptions) -> Self {
        Self {
            field,
            value: spec.value.as_ref().map(|text| Value::new(text, field, clients)),
            except: exceptions.of(&spec.except, field, clients),
        }
    }

    /// Whether each value counts for itself.
    pub(super) fn is_bare(&self) -> bool {
        self.value.is_none()
    }

    /// The one value that counts, as it is shown.
    pub(super) fn value(&self) -> Option<String> {
        self.value.as_ref().map(|value| value.as_client().to_string())
    }

    /// What a line has, if the rule is for it. O(log exceptions).
    #[inline]
    pub(super) fn of<'a>(&self, view: &View<'a>) -> Option<Client<'a>> {
        let has = match self.field {
            Field::Address => view.client,
            field => Client::Text(view.fields.of(field, view.text)),
        };
        let counts = match &self.value {
            Some(value) => value.as_client() == has,
            None => self.except.binary_search_by(|value| value.as_client().cmp(&has)).is_err(),
        };
        (counts && has != Client::Text(b"")).then_some(has)
    }

    /// What a line has, as it is shown.
    pub(super) fn text(&self, view: &View<'_>) -> Vec<u8> {
        match (self.field, view.client) {
            (Field::Address, Client::Text(text)) => text.to_vec(),
            (Field::Address, network @ Client::Network(_)) => network.to_string().into_bytes(),
            (field, _) => view.fields.of(field, view.text).to_vec(),
        }
    }
}
