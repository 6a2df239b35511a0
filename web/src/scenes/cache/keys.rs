//! The sample of keys on the circle: each at its position, in the colour of its server.
//!
//! Owners are looked up anew only when a list changes, since a frame must be cheap.

use super::{arcs, first_client, identity};
use crate::picture::{Dot, DotKind, Thing, Token};
use crate::scenes::Frame;
use crate::scenes::circle::Layout;
use crate::scenes::flow::between;
use snowglobe_core::sim::{NodeId, World};
use snowglobe_core::systems::cache::{Cache, View};

/// Keys drawn; the text beside the picture says how many there are.
const SAMPLE: u32 = 240;

/// Keys with their places, as of the last change.
#[derive(Default)]
pub(crate) struct SampledKeys {
    view: Option<View>,
    before: Option<View>,
    keys: Vec<Key>,
}

struct Key {
    id: u32,
    position: u64,
    owner: Option<NodeId>,
    token: Token,
    moved: bool,
}

/// The keys of the sample: evenly among all.
pub(crate) fn sample(keys: u32) -> impl Iterator<Item = u32> {
    let shown = keys.min(SAMPLE);
    (0..shown).map(move |index| (u64::from(index) * u64::from(keys) / u64::from(shown.max(1))) as u32)
}

impl SampledKeys {
    fn refresh(&mut self, world: &World<Cache>) {
        let Some(client) = first_client(world) else { return };
        let same = |kept: &Option<View>, now: Option<&View>| match (kept, now) {
            (Some(kept), Some(now)) => kept.is(now),
            (None, None) => true,
            _ => false,
        };
        if same(&self.view, Some(client.view())) && same(&self.before, client.before()) {
            return;
        }
        self.view = Some(client.view().clone());
        self.before = client.before().cloned();
        let shared = world.shared();
        let key = |id: u32| {
            let position = shared.position(id);
            let owner = client.view().owner(position);
            let moved = client.before().is_some_and(|before| before.owner(position) != owner);
            let token = owner.map_or(Token::Dead, |node| Token::Node(identity(world, node)));
            Key { id, position, owner, token, moved }
        };
        self.keys = sample(shared.parameters.keys).map(key).collect();
    }

    /// Adds a dot for each key of the sample.
    pub(crate) fn draw(
        &mut self,
        world: &World<Cache>,
        frame: &Frame,
        selected: Option<&Thing>,
        out: &mut Vec<Dot>,
    ) {
        self.refresh(world);
        let nodes = world.places().iter().enumerate().map(|(id, place)| (NodeId(id as u32), place.role));
        let layout = Layout::new(frame.width, frame.height, nodes);
        let scheme = world.shared().parameters.options.scheme;
        let size = (layout.radius / 90.0).clamp(1.4, 2.8);
        let mut gathered = std::collections::BTreeMap::<NodeId, u32>::new();
        for key in &self.keys {
            let (x, y) = match (arcs::turn(scheme, key.position), key.owner) {
                (Some(turn), _) => {
                    layout.at(turn, layout.radius - 14.0 - jitter(key.id) * layout.radius * 0.05)
                }
                (None, Some(owner)) => {
                    let count = gathered.entry(owner).or_default();
                    *count += 1;
                    beside(&layout, owner, *count, size)
                }
                (None, None) => layout.centre,
            };
            let lit = matches!(selected, Some(Thing::Key(id)) if *id == key.id);
            if key.moved || lit {
                let r = size + if lit { 3.5 } else { 1.4 };
                out.push(Dot { x, y, r, kind: DotKind::Full, token: Token::Ink, message: 0 });
            }
            out.push(Dot { x, y, r: size, kind: DotKind::Full, token: key.token, message: 0 });
        }
    }
}

/// Keys at the same angle would hide each other: they stand at slightly different depths.
fn jitter(key: u32) -> f32 {
    (key.wrapping_mul(2_654_435_769) >> 16) as f32 / 65_536.0
}

/// Without a circle, keys gather in rows between their server and the centre.
fn beside(layout: &Layout, owner: NodeId, count: u32, size: f32) -> (f32, f32) {
    let (row, column) = ((count - 1) / 9, (count - 1) % 9);
    let place = layout.place(owner);
    let inwards = layout.bubble + 10.0 + row as f32 * size * 2.6;
    let distance =
        ((place.0 - layout.centre.0).powi(2) + (place.1 - layout.centre.1).powi(2)).sqrt().max(1.0);
    let (x, y) = between(place, layout.centre, inwards / distance);
    let across = (column as f32 - 4.0) * size * 2.6;
    let unit = ((layout.centre.1 - place.1) / distance, (place.0 - layout.centre.0) / distance);
    (x + unit.0 * across, y + unit.1 * across)
}
