//! Where things stand on the stage of the gateway.
//!
//! Requests go from left to right, in columns; the store stands below, between gateways and API servers, so
//! that the way of a gateway to it passes behind no other gateway:
//!
//! ```text
//!                 3 / 5  worst window
//!   c0                 ┌──────┐
//!   c1      lb         │ g0 ▮▯│        a0
//!   c2                 ├──────┤        a1
//!                      │ g1 ▮▮│
//!                      └──────┘ ┌─────────┐
//!   legend                      │ store ▮ │
//! ```
//!
//! What is left of the width after the columns is shared out between them, so that nothing overlaps from a
//! telephone's embed (some 300 by 190 pixels) on.

use crate::picture::Area;
use crate::scenes::flow::{Places, between};
use snowglobe_core::sim::{NodeId, Role};

/// Parts of the free width: before the clients, before the balancer, the gateways, the API servers, after them.
const GAPS: [f32; 5] = [0.45, 1.0, 1.0, 1.8, 0.45];
/// Height of the smallest row of clients that can be read.
const ROW: f32 = 15.0;

/// Where lines meet a card.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
enum Ends {
    /// Anywhere, as they come.
    #[default]
    Around,
    /// In the middle of its left and right side, so that they pass no other card of its column.
    Sides,
    /// In the middle of its top.
    Top,
}

/// A node's place: its middle, and half its width and height.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Card {
    pub(super) at: (f32, f32),
    pub(super) half: (f32, f32),
    ends: Ends,
}

impl Card {
    /// The room that it takes.
    #[must_use]
    pub(super) fn area(&self) -> Area {
        let ((x, y), (w, h)) = (self.at, self.half);
        Area { x: x - w, y: y - h, w: w * 2.0, h: h * 2.0 }
    }
}

/// Places on the stage.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    /// The strip above everything.
    pub(super) head: Area,
    /// The room below, left of the store.
    pub(super) legend: Area,
    /// By id.
    cards: Vec<Card>,
}

/// A column of nodes, still without a place.
struct Column {
    ids: Vec<usize>,
    columns: usize,
    /// Of one card.
    size: (f32, f32),
    gap: f32,
    ends: Ends,
}

impl Column {
    /// As high as there is room for each, within bounds; `width` may depend on the height.
    fn new(
        ids: Vec<usize>,
        columns: usize,
        body: f32,
        (least, most): (f32, f32),
        width: impl Fn(f32) -> f32,
    ) -> Self {
        let rows = ids.len().div_ceil(columns.max(1)).max(1) as f32;
        let gap = (body * 0.05).clamp(2.5, 26.0);
        let height = (body / rows - gap).clamp(least, most);
        Self { ids, columns: columns.max(1), size: (width(height), height), gap, ends: Ends::Sides }
    }

    fn width(&self) -> f32 {
        let columns = self.columns as f32;
        columns * self.size.0 + (columns - 1.0) * self.gap.min(6.0)
    }

    /// Puts the cards in rows from left to right, the whole centred in the body.
    fn put(&self, left: f32, body: Area, cards: &mut [Card]) {
        let (w, h) = self.size;
        let rows = self.ids.len().div_ceil(self.columns).max(1);
        let step = (body.h / rows as f32).min(h + self.gap * 2.0).max(h + self.gap.min(2.5));
        let top = body.y + (body.h - step * rows as f32) / 2.0;
        for (place, id) in self.ids.iter().enumerate() {
            let (column, row) = (place % self.columns, place / self.columns);
            let x = left + w / 2.0 + column as f32 * (w + self.gap.min(6.0));
            let y = top + step * (row as f32 + 0.5);
            if let Some(card) = cards.get_mut(*id) {
                *card = Card { at: (x, y), half: (w / 2.0, h / 2.0), ends: self.ends };
            }
        }
    }
}

impl Layout {
    /// Places nodes, in the order of their ids, on a stage of this size. `skewed` if a gateway has to say that
    /// its clock is wrong.
    #[must_use]
    pub(super) fn new(width: f32, height: f32, roles: impl Iterator<Item = Role>, skewed: bool) -> Self {
        let roles: Vec<Role> = roles.collect();
        let of = |role: Role| -> Vec<usize> {
            roles.iter().enumerate().filter(|(_, other)| **other == role).map(|(id, _)| id).collect()
        };
        let head_height = if height < 270.0 { 24.0 } else { (height * 0.12).clamp(46.0, 74.0) };
        let foot = (height * 0.15).clamp(30.0, 84.0);
        let head = Area { x: 0.0, y: 0.0, w: width, h: head_height };
        let body = Area { x: 0.0, y: head_height, w: width, h: (height - head_height - foot).max(40.0) };

        let clients = of(Role::Client);
        let most_rows = ((body.h / ROW) as usize).clamp(1, 12);
        let columns = clients.len().div_ceil(most_rows);
        let part = |part: f32, least, most| (width * part).clamp(least, most);
        // A large stage has larger cards, within bounds.
        let tall = |part: f32, least: f32, most| (body.h * part).clamp(least, most);
        let highest = (11.0, tall(0.1, 36.0, 44.0));
        let clients = Column::new(clients, columns, body.h, highest, |_| part(0.065, 22.0, 60.0));
        let clients = Column { ends: Ends::Around, ..clients };
        let highest = (16.0, tall(0.14, 46.0, 58.0));
        let balancers = Column::new(of(Role::Balancer), 1, body.h, highest, |_| part(0.075, 26.0, 64.0));
        let narrowest = if skewed { 84.0 } else { 56.0 };
        let highest = (13.0, tall(0.27, 88.0, 120.0));
        let gates = Column::new(of(Role::Server), 1, body.h, highest, |high| {
            (high * 1.75).clamp(narrowest, part(0.22, narrowest, 180.0))
        });
        let highest = (12.0, tall(0.18, 58.0, 76.0));
        let workers = Column::new(of(Role::Worker), 1, body.h, highest, |_| part(0.14, 42.0, 112.0));

        let columns = [clients, balancers, gates, workers];
        let taken: f32 = columns.iter().map(Column::width).sum();
        let free = (width - taken).max(20.0) / GAPS.iter().sum::<f32>();
        let mut cards = vec![Card::default(); roles.len()];
        let (mut left, mut edges) = (0.0, Vec::new());
        for (column, gap) in columns.iter().zip(GAPS) {
            left += gap * free;
            edges.push(left);
            column.put(left, body, &mut cards);
            left += column.width();
        }

        // Between gateways and API servers, and no nearer to the margin than them.
        let store = ((width * 0.22).clamp(92.0, 170.0), (foot - 8.0).clamp(22.0, 72.0));
        let (gates_end, workers_at) = match (columns.get(2), edges.as_slice()) {
            (Some(gates), [_, _, at, workers]) => (at + gates.width(), *workers),
            _ => (width / 2.0, width),
        };
        let x = (gates_end + workers_at) / 2.0;
        let x = x.min(width - store.0 / 2.0 - 6.0);
        let at = (x, height - foot / 2.0 - 1.0);
        for id in of(Role::Origin) {
            if let Some(card) = cards.get_mut(id) {
                *card = Card { at, half: (store.0 / 2.0, store.1 / 2.0), ends: Ends::Top };
            }
        }
        let legend_width = (x - store.0 / 2.0 - 20.0).max(0.0);
        let legend = Area { x: 10.0, y: height - foot, w: legend_width, h: foot };
        Self { head, legend, cards }
    }

    /// Where a node stands.
    #[must_use]
    pub(super) fn card(&self, id: NodeId) -> Card {
        self.cards.get(id.index()).copied().unwrap_or_default()
    }
}

impl Places for Layout {
    fn centre(&self, id: NodeId) -> (f32, f32) {
        self.card(id).at
    }

    /// Where the line to a place leaves the card.
    fn edge(&self, id: NodeId, towards: (f32, f32)) -> (f32, f32) {
        let Card { at, half, ends } = self.card(id);
        match ends {
            Ends::Sides if towards.0 < at.0 => (at.0 - half.0, at.1),
            Ends::Sides => (at.0 + half.0, at.1),
            Ends::Top => (at.0, at.1 - half.1),
            Ends::Around => {
                let (dx, dy) = ((towards.0 - at.0).abs(), (towards.1 - at.1).abs());
                let part = (half.0 / dx.max(0.01)).min(half.1 / dy.max(0.01));
                between(at, towards, part.min(0.45))
            }
        }
    }
}
