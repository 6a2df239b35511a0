//! The card of a disk: its name, how it is, what it is busy with.

use super::layout::Machine;
use super::words;
use crate::picture::{Area, Mark, Thing, Token};
use crate::scenes::engine::draw::{NAME, NOTE, fit, ground, rect};
use crate::text::Language;
use crate::text::number::grouped;
use snowglobe_core::sim::Place;
use snowglobe_core::systems::storage::{Node, Platter};

/// The card with its name and what it does.
pub(super) fn card(
    machine: &Machine,
    disk: &Platter,
    place: &Place<Node>,
    (merged_away, language): (Option<(u64, u64)>, Language),
    marks: &mut Vec<Mark>,
) {
    let (name, Area { x, y, w, .. }) = (&*place.name, machine.disk);
    let card = Mark::new(format!("disk {name}"), rect(machine.disk, 8.0), ground(place.up, Token::Muted));
    let told = if place.up { words::UP } else { words::DOWN }.of(language);
    marks.push(card.of(Thing::Node(name.to_owned()), format!("{name}, {told}")));
    let right = x + w - 8.0;
    let mut at = fit(marks, format!("name {name}"), NAME.bold(true), (x + 8.0, y + 14.0), right, name);
    if !place.up {
        let pen = NOTE.bold(true);
        at = fit(marks, format!("state {name}"), pen, (at, y + 14.0), right, told);
    }
    let queue = disk.queue() + usize::from(disk.busy().is_some());
    if queue > 0 {
        let waiting = words::BUSY.of(language).replace("{}", &grouped(queue as u64));
        at = fit(marks, format!("queue {name}"), NOTE, (at, y + 14.0), right, &waiting);
    }
    if let Some((gone, tombstones)) = merged_away.filter(|(gone, _)| *gone > 0) {
        let words = words::MERGED_AWAY.of(language).replace("{b}", &grouped(tombstones));
        let words = words.replace("{a}", &grouped(gone - tombstones.min(gone)));
        let left = right - NOTE.width(&words);
        if left >= at {
            marks.push(NOTE.write(format!("merged away {name}"), (left, y + 14.0), &words));
        }
    }
}
