//! Where things stand on a stage with a ring in the middle.
//!
//! The circle lies in the middle; position 0 is at twelve o'clock and positions grow clockwise.
//! Servers stand around it, clients and the database inside. A server keeps its place when others
//! come and go: the i-th stands at i golden angles, which never repeat and spread evenly.

use crate::picture::text_width;
use crate::scenes::flow::{Places, between};
use snowglobe_core::sim::{NodeId, Role};
use std::f32::consts::TAU;

/// Golden angle as a part of a turn.
const GOLDEN: f32 = 0.381_966;
/// Servers around which there is room for a bubble each. More of them are dots in several rows: numbers that a row apart
/// are neighbours by the golden angle are Fibonacci's, and few of those are multiples of four.
const ROOM: usize = 100;
const ROWS: usize = 4;

/// Places on the stage.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::scenes) struct Layout {
    /// Centre of the circle.
    pub(in crate::scenes) centre: (f32, f32),
    /// Radius of the circle.
    pub(in crate::scenes) radius: f32,
    /// Radius of a server's bubble.
    pub(in crate::scenes) bubble: f32,
    /// By id: a frame asks for thousands.
    places: Vec<(f32, f32)>,
}

impl Layout {
    /// Places nodes on a stage of this size.
    #[must_use]
    pub(in crate::scenes) fn new(
        width: f32,
        height: f32,
        nodes: impl Iterator<Item = (NodeId, Role)>,
    ) -> Self {
        let centre = (width / 2.0, height / 2.0);
        let reach = width.min(height);
        let (mut clients, mut servers, mut origins) = (Vec::new(), Vec::new(), Vec::new());
        let mut count = 0;
        for (id, role) in nodes {
            count = count.max(id.index() + 1);
            match role {
                Role::Client => clients.push(id),
                Role::Server => servers.push(id),
                _ => origins.push(id),
            }
        }
        let crowd = 1.0 / (servers.len().max(12) as f32 / 12.0).sqrt();
        let crowded = servers.len() > ROOM;
        let usual = if crowded { (reach * 0.0042).clamp(1.5, 3.0) } else { reach * 0.042 * crowd };
        let bubble = if crowded { usual } else { usual.clamp(7.0, 22.0) };
        let rows = if crowded { ROWS } else { 1 };
        let apart = bubble * 2.6;
        let deep = bubble * 2.0 + apart * (rows - 1) as f32;
        let radius = (reach / 2.0 - deep - 12.0).max(20.0) * 0.93;
        let mut layout = Self { centre, radius, bubble, places: vec![centre; count] };
        for (index, id) in servers.into_iter().enumerate() {
            let distance = radius + bubble + 14.0 + apart * (index % rows) as f32;
            let place = layout.at((0.06 + GOLDEN * index as f32).fract(), distance);
            layout.put(id, place);
        }
        let columns = clients.len().clamp(1, 5);
        let rows = clients.len().div_ceil(columns).max(1);
        for (index, id) in clients.into_iter().enumerate() {
            let (column, row) = (index % columns, index / columns);
            let x = centre.0 - radius * 0.52 + radius * 0.56 * (column as f32 + 0.5) / columns as f32;
            let y = centre.1 + radius * 0.36 + radius * 0.13 * (row as f32 - (rows as f32 - 1.0) / 2.0);
            layout.put(id, (x, y));
        }
        for id in origins {
            layout.put(id, (centre.0 + radius * 0.3, centre.1 + radius * 0.57));
        }
        layout
    }

    /// A point at a part of a turn clockwise from the top, so far from the centre.
    #[must_use]
    pub(in crate::scenes) fn at(&self, turn: f32, distance: f32) -> (f32, f32) {
        let angle = turn * TAU;
        (self.centre.0 + distance * angle.sin(), self.centre.1 - distance * angle.cos())
    }

    /// The size of the number in the middle, and where its baseline stands.
    #[must_use]
    pub(in crate::scenes) fn headline(&self) -> (f32, (f32, f32)) {
        let size = (self.radius * 0.19).clamp(15.0, 42.0);
        (size, (self.centre.0, self.centre.1 - self.radius * 0.22))
    }

    /// The size of what is written under it.
    #[must_use]
    pub(in crate::scenes) fn small(&self) -> f32 {
        (self.radius * 0.066).clamp(9.0, 14.5)
    }

    /// Where a node stands.
    #[must_use]
    pub(in crate::scenes) fn place(&self, id: NodeId) -> (f32, f32) {
        self.places.get(id.index()).copied().unwrap_or(self.centre)
    }

    fn put(&mut self, id: NodeId, at: (f32, f32)) {
        if let Some(place) = self.places.get_mut(id.index()) {
            *place = at;
        }
    }

    /// An SVG path along the circle, clockwise from one part of a turn to another.
    #[must_use]
    pub(in crate::scenes) fn arc(&self, from: f32, to: f32, distance: f32) -> String {
        let span = if to > from { to - from } else { to + 1.0 - from };
        let (start, end) = (self.at(from, distance), self.at(from + span.min(0.9999), distance));
        let large = u8::from(span > 0.5);
        format!(
            "M{:.1} {:.1}A{distance:.1} {distance:.1} 0 {large} 1 {:.1} {:.1}",
            start.0, start.1, end.0, end.1
        )
    }
}

impl Places for Layout {
    fn centre(&self, id: NodeId) -> (f32, f32) {
        self.place(id)
    }

    fn edge(&self, id: NodeId, towards: (f32, f32)) -> (f32, f32) {
        let at = self.place(id);
        let length = ((towards.0 - at.0).powi(2) + (towards.1 - at.1).powi(2)).sqrt().max(1.0);
        between(at, towards, (self.bubble / length).min(0.4))
    }

    /// Where the digits of the headline are.
    fn hides(&self, (x, y): (f32, f32)) -> bool {
        let (size, (middle, baseline)) = self.headline();
        let half = text_width("100.0%", size, true) / 2.0;
        (x - middle).abs() < half && (baseline - size..baseline + size * 0.2).contains(&y)
    }

    /// Where the headline is and what is written under it, in lines of usual length.
    fn has_words(&self, (x, y): (f32, f32)) -> bool {
        let ((size, (middle, baseline)), small) = (self.headline(), self.small());
        let (half, lowest) = (small * 10.0, baseline + small * 6.8);
        (x - middle).abs() < half && (baseline - size - 4.0..lowest).contains(&y)
    }
}
