//! Where the machines stand: each a client, an engine with its memory, and its disk below.
//!
//! ```text
//!        write amplification 3.1×  …                  three numbers, if there is room
//!   (c0) ─── [ memtable ▓▓▓░  frozen ▪  cache ▓ ]     the engine
//!                    │
//!   [ log ▓▓▓ ─────────────────────────────── ]      the disk
//!   [ L0  ▬▬▬▬▬  ▬▬▬▬                          ]
//!   [ L1  ▬▬▬▬▬▬▬▬▬▬▬▬                         ]
//! ```
//!
//! Two machines stand side by side, or one below the other where it is narrow.

use crate::picture::Area;
use crate::scenes::engine::{Spot, Stand};
use crate::scenes::flow::{self, Places};
use snowglobe_core::sim::{Label, NodeId};
use snowglobe_core::systems::storage::{EngineKind, FileCode, Word};

/// Height from which there are three numbers above, and a legend below.
const ROOMY: f32 = 300.0;
/// Nodes of a machine: client, engine, disk.
const EACH: u32 = 3;

/// One machine.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Machine {
    pub(super) kind: EngineKind,
    /// The client's middle and radius.
    pub(super) client: (f32, f32, f32),
    pub(super) engine: Area,
    pub(super) disk: Area,
    /// Where files are drawn that a message may be about.
    pub(super) spots: Vec<Spot>,
    /// Where the pages of a B+tree are.
    pub(super) grid: Option<Grid>,
}

/// Pages in rows, from the first on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Grid {
    /// Left and top.
    pub(super) origin: (f32, f32),
    /// Width and height of a page, with what is left free around it.
    pub(super) side: f32,
    pub(super) columns: u32,
    /// Pages that one square stands for; more than one where there are many.
    pub(super) each: u32,
    pub(super) page_bytes: u64,
}

impl Grid {
    /// The left upper corner of a page.
    pub(super) fn corner(&self, page: u32) -> (f32, f32) {
        let (square, columns) = (page / self.each.max(1), self.columns.max(1));
        (
            self.origin.0 + self.side * (square % columns) as f32,
            self.origin.1 + self.side * (square / columns) as f32,
        )
    }
}

/// Places on a stage.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    pub(super) machines: Vec<Machine>,
    /// The room of the three numbers; none where there is too little.
    pub(super) headline: Option<Area>,
    /// The room of the legend.
    pub(super) legend: Option<Area>,
}

impl Layout {
    /// Room for these machines.
    pub(super) fn new((width, height): (f32, f32), kinds: &[EngineKind]) -> Self {
        let margin = (width.min(height) * 0.025).clamp(5.0, 16.0);
        let roomy = height >= ROOMY;
        let head = if roomy { (height * 0.1).clamp(44.0, 62.0) } else { margin };
        let foot = if roomy { 24.0 } else { margin };
        let inner = Area { x: margin, y: head, w: width - 2.0 * margin, h: (height - head - foot).max(60.0) };
        let count = kinds.len().max(1) as f32;
        let beside = inner.w >= inner.h * 0.9;
        let part = |place: usize| {
            let gap = margin * 1.5;
            if beside {
                let w = (inner.w - gap * (count - 1.0)) / count;
                Area { x: inner.x + (w + gap) * place as f32, w, ..inner }
            } else {
                let h = (inner.h - gap * (count - 1.0)) / count;
                Area { y: inner.y + (h + gap) * place as f32, h, ..inner }
            }
        };
        Self {
            machines: kinds
                .iter()
                .enumerate()
                .map(|(place, kind)| Machine::new(*kind, part(place)))
                .collect(),
            headline: roomy.then_some(Area { x: margin, y: 0.0, w: width - 2.0 * margin, h: head }),
            legend: roomy.then_some(Area { x: margin, y: height - foot, w: width - 2.0 * margin, h: foot }),
        }
    }

    /// The machine of a node, and which of its nodes it is.
    fn of(&self, id: NodeId) -> Option<(&Machine, u32)> {
        Some((self.machines.get((id.0 / EACH) as usize)?, id.0 % EACH))
    }
}

impl Machine {
    fn new(kind: EngineKind, area: Area) -> Self {
        let upper = (area.h * 0.24).clamp(30.0, 96.0);
        let r = (upper * 0.3).clamp(9.0, 22.0);
        // Room between client and engine for messages to be seen on their way.
        let way = (area.w * 0.1).clamp(14.0, 84.0);
        let left = area.x + 2.0 * r + way;
        let engine = Area { x: left, y: area.y, w: (area.x + area.w - left).max(20.0), h: upper };
        let fall = (area.h * 0.09).clamp(10.0, 42.0);
        let top = area.y + upper + fall;
        let disk = Area { y: top, h: (area.y + area.h - top).max(20.0), ..area };
        Self {
            kind,
            client: (area.x + r, area.y + upper / 2.0, r),
            engine,
            disk,
            spots: Vec::new(),
            grid: None,
        }
    }

    /// The engine and its disk, as they are drawn.
    pub(super) fn stand(&self) -> Stand<'_> {
        Stand { engine: self.engine, disk: self.disk, spots: &self.spots }
    }

    /// Where the bytes are that a message is about; the upper edge of the disk if they are not drawn.
    fn target(&self, label: Label) -> (f32, f32) {
        let moved = matches!(Word::of(label), Some(Word::Append | Word::Write | Word::Read));
        let about = moved || matches!(Word::of(label), Some(Word::Sync | Word::Create | Word::Truncate));
        let code = about.then(|| FileCode::unpacked(label.a));
        let offset = if moved { label.b >> 32 } else { 0 };
        if let (Some(FileCode::Pages), Some(grid)) = (code, self.grid) {
            let (x, y) = grid.corner((offset / grid.page_bytes.max(1)) as u32);
            return (x + grid.side / 2.0, y + grid.side / 2.0);
        }
        match self.spots.iter().find(|spot| Some(FileCode::of(&spot.file)) == code) {
            Some(Spot { area, bytes, .. }) => {
                let part = (offset as f32 / (*bytes).max(1) as f32).min(1.0);
                (area.x + area.w * part, area.y + area.h / 2.0)
            }
            None => (self.engine.x + self.engine.w / 2.0, self.disk.y + 6.0),
        }
    }
}

impl Layout {
    /// Where it is shown that something just happened to a node: beside its name.
    pub(super) fn corner(&self, id: NodeId) -> (f32, f32) {
        let Some((machine, place)) = self.of(id) else { return (0.0, 0.0) };
        let corner = |area: Area| (area.x + area.w - 13.0, area.y + 13.0);
        match place {
            0 => (machine.client.0, machine.client.1 - machine.client.2 - 9.0),
            1 => corner(machine.engine),
            _ => corner(machine.disk),
        }
    }
}

impl Places for Layout {
    fn centre(&self, id: NodeId) -> (f32, f32) {
        let Some((machine, place)) = self.of(id) else { return (0.0, 0.0) };
        let middle = |area: Area| (area.x + area.w / 2.0, area.y + area.h / 2.0);
        match place {
            0 => (machine.client.0, machine.client.1),
            1 => middle(machine.engine),
            _ => middle(machine.disk),
        }
    }

    fn edge(&self, id: NodeId, towards: (f32, f32)) -> (f32, f32) {
        let Some((machine, place)) = self.of(id) else { return (0.0, 0.0) };
        let Area { x, y, w, h } = machine.engine;
        match place {
            0 => (machine.client.0 + machine.client.2, machine.client.1),
            1 if towards.1 > y + h => (towards.0.clamp(x + 4.0, x + w - 4.0), y + h),
            1 => (x, y + h / 2.0),
            _ => (towards.0, machine.disk.y),
        }
    }

    /// To and from the disk a message goes to the file that it is about.
    fn way(&self, from: NodeId, to: NodeId, label: Label) -> ((f32, f32), (f32, f32)) {
        match (self.of(from), self.of(to)) {
            (Some((machine, 1)), Some((_, 2))) => {
                let at = machine.target(label);
                (self.edge(from, at), at)
            }
            (Some((machine, 2)), Some((_, 1))) => {
                let x = machine.engine.x + machine.engine.w * 0.5;
                ((x, machine.disk.y), (x, machine.engine.y + machine.engine.h))
            }
            _ => flow::way(self, from, to),
        }
    }
}
