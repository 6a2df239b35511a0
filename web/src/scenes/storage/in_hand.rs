//! The key that is looked at, and what the latest read of it found.

use super::axis;
use super::layout::Machine;
use crate::picture::Mark;
use crate::scenes::engine::levels::Rows;
use crate::scenes::engine::path::{self, InHand};
use snowglobe_core::systems::storage::{Engine, Key, LastRead};

/// The one that is selected, else that of the latest read.
pub(super) fn key(engine: &Engine, watched: Option<u32>) -> Option<Key> {
    match watched {
        Some(number) => Some(Key::Number(number)),
        None => match engine.last_read()? {
            LastRead::Get(key, _) => Some(key.clone()),
            LastRead::Scan(_) => None,
        },
    }
}

/// Draws it over the tables.
pub(super) fn draw(
    machine: &Machine,
    rows: &Rows,
    keys: u32,
    (engine, key): (&Engine, &Key),
    marks: &mut Vec<Mark>,
) {
    // A file that cannot be read tells nothing of where the key is.
    let versions = engine.locate(key).unwrap_or_default();
    let probes = match engine.last_read() {
        Some(LastRead::Get(read, path)) if read == key => &*path.probes,
        _ => &[],
    };
    let name = key.stored();
    let in_hand = InHand { stored: name.as_bytes(), name: &name, versions: &versions, probes, owner: "" };
    path::draw(machine.stand(), rows, axis::scale(keys), in_hand, marks);
}
