//! The answer as a CSV, `key,server,server_after`, written in a second pass over the file.
//!
//! ```text
//! key,server,server_after
//! user:1,10.0.0.1:11211,10.0.0.3:11211
//! ```
//!
//! How a field is written is said in [`csv`](crate::own_data::csv).

use snowglobe_core::ring::Scheme;

use super::report::run::Placed;
use crate::own_data::csv::write_field;

/// Writes the rows of one placement, key by key.
#[derive(Debug)]
pub struct Export {
    scheme: Scheme,
    /// The servers' names as fields.
    names: Vec<Vec<u8>>,
    next: usize,
}

impl Export {
    /// Starts a table, its header written to `out`.
    #[must_use]
    pub fn new(placed: &Placed, scheme: Scheme, out: &mut Vec<u8>) -> Self {
        let field = |name: &str| {
            let mut field = Vec::new();
            write_field(name.as_bytes(), &mut field);
            field
        };
        let changes = placed.request().change != super::request::Change::None;
        out.extend_from_slice(if changes { b"key,server,server_after\r\n" } else { b"key,server\r\n" });
        Self { scheme, names: placed.request().everyone().map(|s| field(&s.name)).collect(), next: 0 }
    }

    /// Writes the row of the next key. The keys must come in the order of the first pass.
    pub fn key(&mut self, placed: &Placed, key: &[u8], out: &mut Vec<u8>) {
        let Some((before, after)) = placed.owners(self.scheme, self.next, key) else {
            return;
        };
        self.next += 1;
        write_field(key, out);
        for server in [Some(before), after].into_iter().flatten() {
            out.push(b',');
            out.extend_from_slice(self.names.get(server).map_or(&[][..], Vec::as_slice));
        }
        out.extend_from_slice(b"\r\n");
    }
}
