//! The circle of a placement as arcs: which part of it belongs to which server.

use snowglobe_core::ring::Scheme;
use snowglobe_core::systems::cache::View;

/// Slots of the slot scheme.
const SLOTS: u64 = 16_384;
/// Points beyond which the circle is drawn by asking so many directions instead.
const DIRECTIONS: u64 = 720;

/// A circle of owners.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Arcs {
    /// From and to as parts of a turn, and the server's index in the list.
    pub(super) arcs: Vec<(f32, f32, usize)>,
    /// The points as parts of a turn with their server, unless there are too many.
    pub(super) points: Vec<(f32, usize)>,
    /// Whether the arcs are what was found at so many directions rather than every point.
    pub(super) sampled: bool,
}

/// A position as a part of a turn; `None` if the scheme has no circle.
#[must_use]
pub(super) fn turn(scheme: Scheme, position: u64) -> Option<f32> {
    let whole = match scheme {
        Scheme::Ring | Scheme::Ketama | Scheme::Bounded => 18_446_744_073_709_551_616.0,
        Scheme::Slots => SLOTS as f64,
        Scheme::Modulo | Scheme::Rendezvous | Scheme::Jump | Scheme::Maglev => return None,
    };
    Some((position as f64 / whole) as f32)
}

/// The arcs of a view; `None` if its scheme has no circle.
#[must_use]
pub(super) fn arcs(view: &View, scheme: Scheme) -> Option<Arcs> {
    if let Some(points) = view.placement().points() {
        if points.len() as u64 > DIRECTIONS {
            return Some(sampled(view, |direction| direction * (u64::MAX / DIRECTIONS)));
        }
        return Some(exact(scheme, points));
    }
    (scheme == Scheme::Slots).then(|| sampled(view, |direction| direction * SLOTS / DIRECTIONS))
}

fn exact(scheme: Scheme, points: &[(u64, u32)]) -> Arcs {
    let points: Vec<(f32, usize)> = points
        .iter()
        .filter_map(|(position, server)| Some((turn(scheme, *position)?, *server as usize)))
        .collect();
    let befores = points.iter().skip(points.len().saturating_sub(1)).chain(&points);
    // A point owns what lies between the point before it and itself.
    let arcs = befores.zip(&points).map(|(before, point)| (before.0, point.0, point.1)).collect();
    Arcs { arcs, points, sampled: false }
}

fn sampled(view: &View, position: impl Fn(u64) -> u64) -> Arcs {
    let mut arcs: Vec<(f32, f32, usize)> = Vec::new();
    for direction in 0..DIRECTIONS {
        let Ok(owner) = view.placement().owner_at(position(direction)) else { continue };
        let (from, to) = (direction as f32 / DIRECTIONS as f32, (direction + 1) as f32 / DIRECTIONS as f32);
        match arcs.last_mut() {
            Some(last) if last.2 == owner => last.1 = to,
            _ => arcs.push((from, to, owner)),
        }
    }
    Arcs { arcs, points: Vec::new(), sampled: true }
}
