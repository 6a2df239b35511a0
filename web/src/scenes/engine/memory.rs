//! What an engine has in memory.
//!
//! ```text
//!   memtable 12 · 1.4 KiB          frozen ▪ ▪        block cache
//!   ▓▓▓▓▓▓▓▓▓▓▓▓░░░░░░                               ▓▓▓░░░░
//! ```

use super::draw::{NOTE, bytes, gauge, rect};
use super::words;
use crate::picture::{Area, Mark, Paint, Token};
use crate::text::Language;
use crate::text::number::counted;
use snowglobe_core::disk::Disk;
use snowglobe_core::lsm::{Lsm, Options};

/// A label above what is left for a bar, if there is room for both.
pub(crate) fn labelled(area: Area, marks: &mut Vec<Mark>, key: &str, words: &str) -> Area {
    if area.h < 24.0 || NOTE.width(words) > area.w {
        return Area { h: area.h.clamp(3.0, 14.0), ..area };
    }
    marks.push(NOTE.write(format!("{key} label"), (area.x, area.y + 10.0), words));
    Area { y: area.y + 14.0, h: (area.h - 14.0).clamp(3.0, 18.0), ..area }
}

/// Where the parts of an engine's memory are: memtable, frozen ones, cache.
pub(crate) fn parts(area: Area) -> [Area; 3] {
    let gap = (area.w * 0.03).min(12.0);
    let [memtable, frozen] = [area.w * 0.5, area.w * 0.18];
    let left = area.x + memtable + gap;
    [
        Area { w: memtable, ..area },
        Area { x: left, w: frozen, ..area },
        Area { x: left + frozen + gap, w: (area.w - memtable - frozen - 2.0 * gap).max(4.0), ..area },
    ]
}

/// What an engine has in memory, under the name of its machine.
pub(crate) fn memory<D: Disk>(
    lsm: &Lsm<D>,
    name: &str,
    area: Area,
    language: Language,
    marks: &mut Vec<Mark>,
) {
    let (pulse, options) = (lsm.pulse(), lsm.options());
    let Options { memtable_bytes, frozen_memtables, cache_bytes, .. } = *options;
    let [memtable, frozen, cache] = parts(area);
    let entries = counted(words::ENTRIES, pulse.memtable_entries, language);
    let label =
        format!("{} {entries} · {}", words::MEMTABLE.of(language), bytes(pulse.memtable_bytes as u64));
    let short = words::MEMTABLE.of(language);
    let label = if NOTE.width(&label) <= memtable.w { label } else { short.to_owned() };
    let room = labelled(memtable, marks, &format!("memtable {name}"), &label);
    let part = pulse.memtable_bytes as f32 / memtable_bytes.max(1) as f32;
    gauge(marks, &format!("memtable {name}"), room, part, Token::Accent);
    let room = labelled(frozen, marks, &format!("frozen {name}"), words::FROZEN.of(language));
    let side = (room.w / frozen_memtables.max(1) as f32).min(18.0);
    for place in 0..frozen_memtables {
        let square = Area { x: room.x + side * place as f32, w: (side - 2.0).max(1.0), ..room };
        let full = place < pulse.frozen;
        let paint = Paint::fill(if full { Token::Accent } else { Token::Surface }).lined(Token::Faint, 1.0);
        marks.push(Mark::new(format!("frozen {name} {place}"), rect(square, 2.0), paint));
    }
    if cache_bytes > 0 {
        let room = labelled(cache, marks, &format!("cache {name}"), words::CACHE.of(language));
        let part = lsm.overview().cached as f32 / cache_bytes as f32;
        gauge(marks, &format!("cache {name}"), room, part, Token::Soft(0));
    }
}
