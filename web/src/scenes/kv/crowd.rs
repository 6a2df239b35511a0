//! Machines by the hundred: what is asked of every one of them is read once, and each is a dot without a name.
//!
//! ```text
//!   ● up, grey if it holds another dead   ○ suspected by another   ✕ down
//!   a name and a ring for the one that is pointed at or selected
//! ```
//!
//! A dot can be pointed at; the keyboard does not stop at a thousand of them, the table lists them all.

use super::{still, words};
use crate::picture::{Dash, Mark, Paint, Palette, Shape, Thing, Token};
use crate::scenes::Frame;
use crate::scenes::circle::Layout;
use crate::scenes::marks::Pen;
use crate::text::Language;
use crate::text::number::grouped;
use snowglobe_core::sim::{NodeId, Place, Role, World};
use snowglobe_core::systems::kv::{Kv, Node};

/// Machines from which on each is a dot.
const MANY: usize = 100;

/// Whether there are so many machines that each is a dot.
pub(super) fn is_one(world: &World<Kv>) -> bool {
    machines(world) > MANY
}

fn machines(world: &World<Kv>) -> usize {
    world.places().iter().filter(|place| place.role == Role::Server).count()
}

/// What the picture shows, in a sentence.
pub(super) fn label(world: &World<Kv>, language: Language) -> String {
    words::PICTURE_OF_MANY.of(language).replace("{}", &grouped(machines(world) as u64))
}

/// The identity colours of all nodes, by their numbers: machines have theirs by their order. O(nodes).
pub(super) fn identities(world: &World<Kv>) -> Vec<u8> {
    let mut machines = 0;
    let identity = |place: &Place<Node>| {
        let order = machines;
        machines += usize::from(place.role == Role::Server);
        (order % usize::from(Palette::IDENTITIES)) as u8
    };
    world.places().iter().map(identity).collect()
}

/// What each node is to the others, by its number.
pub(super) struct Crowd {
    all: Vec<Known>,
    subject: Option<NodeId>,
    knowing: (usize, usize),
}

#[derive(Clone, Copy, Default)]
struct Known {
    identity: u8,
    member: bool,
    suspected: bool,
    knows: bool,
}

impl Crowd {
    /// Reads it off the world; the node that is looked at is the one of this name, or else the only one that anybody holds
    /// dead. O(nodes + suspicions).
    pub(super) fn about(world: &World<Kv>, name: Option<&str>) -> Self {
        let known = |identity| Known { identity, ..Known::default() };
        let mut all: Vec<Known> = identities(world).into_iter().map(known).collect();
        let mut trusted = machines(world);
        for member in world.system().placement.members() {
            if let Some(known) = all.get_mut(member.node as usize) {
                known.member = true;
            }
        }
        for place in world.places().iter().filter(|place| place.up) {
            let Node::Replica(replica) = &place.node else { continue };
            for node in replica.suspected() {
                if let Some(known) = all.get_mut(*node as usize).filter(|known| !known.suspected) {
                    known.suspected = true;
                    trusted = usize::saturating_sub(trusted, 1);
                }
            }
            // A thousand that all doubt each other are a million doubts.
            if trusted == 0 {
                break;
            }
        }
        let asked = name.and_then(|name| world.find(name));
        let mut doubted = (0..).map(NodeId).zip(&all).filter(|(_, known)| known.suspected).map(|(id, _)| id);
        let subject = asked.or_else(|| doubted.next().filter(|_| doubted.next().is_none()));
        let mut knowing = (0, 0);
        for ((id, place), known) in (0..).map(NodeId).zip(world.places()).zip(&mut all) {
            let Node::Replica(replica) = &place.node else { continue };
            if !place.up || !known.member || subject == Some(id) {
                continue;
            }
            known.knows = match subject {
                Some(subject) => replica.suspected().contains(&subject.0),
                None => !replica.suspected().is_empty(),
            };
            knowing = (knowing.0 + usize::from(known.knows), knowing.1 + 1);
        }
        Self { all, subject, knowing }
    }

    /// The same, about no node that anybody asked for.
    pub(super) fn of(world: &World<Kv>) -> Self {
        Self::about(world, None)
    }

    fn known(&self, id: NodeId) -> Known {
        self.all.get(id.index()).copied().unwrap_or_default()
    }

    /// The node that is looked at, if it is one.
    pub(super) fn subject(&self) -> Option<NodeId> {
        self.subject
    }

    /// How many hold it dead, or any node if it is not one, of those that could.
    pub(super) fn knowing(&self) -> (usize, usize) {
        self.knowing
    }

    /// Whether it is one of them.
    pub(super) fn knows(&self, id: NodeId) -> bool {
        self.known(id).knows
    }

    /// The identity colour of a machine: by its order among the machines.
    pub(super) fn identity(&self, id: NodeId) -> u8 {
        self.known(id).identity
    }

    /// Whether it belongs to the cluster.
    pub(super) fn is_member(&self, id: NodeId) -> bool {
        self.known(id).member
    }

    /// Whether anyone who is up believes it dead.
    pub(super) fn is_suspected(&self, id: NodeId) -> bool {
        self.known(id).suspected
    }

    /// A machine as a dot: full, hollow when suspected, a cross when down, faint when it has left; grey when it holds
    /// another dead.
    pub(super) fn dot(&self, place: &Place<Node>, id: NodeId, layout: &Layout) -> Mark {
        let Known { identity, member, suspected, knows } = self.known(id);
        let ((x, y), r) = (layout.place(id), layout.bubble);
        let circle = Shape::Circle { x, y, r };
        let token = if knows { Token::Dead } else { Token::Node(identity) };
        let (shape, paint) = match (place.up, suspected) {
            (false, _) => {
                let arms =
                    format!("M{:.1} {:.1}l{d:.1} {d:.1}m0 -{d:.1}l-{d:.1} {d:.1}", x - r, y - r, d = r * 2.0);
                (Shape::Path(arms), Paint::stroke(Token::Dead, 1.4))
            }
            (true, true) => (circle, Paint::fill(Token::Card).lined(token, 1.2)),
            (true, false) => (circle, Paint::fill(token)),
        };
        let paint = if member { paint } else { paint.faded(0.45) };
        let mark = Mark::new(format!("node {}", id.0), shape, paint);
        Mark { thing: Some(Thing::Node(place.name.to_string())), ..mark }
    }
}

/// One machine where names are not written, for there are many or little room: a ring around it, its name and what it
/// does.
pub(super) fn pointed_at(world: &World<Kv>, name: &str, frame: &Frame) -> Vec<Mark> {
    let mut places = (0..).map(NodeId).zip(world.places());
    let found = places.find(|(_, place)| *place.name == *name && place.role == Role::Server);
    let layout = still::layout(world, frame);
    let Some((id, place)) = found.filter(|_| !still::is_named(world, &layout)) else { return Vec::new() };
    let (x, y) = layout.place(id);
    let thing = Some(Thing::Node(name.to_owned()));
    let r = layout.bubble + 3.0;
    let paint = Paint::stroke(Token::Ink, 1.6).dashed(if place.up { Dash::Solid } else { Dash::Dotted });
    let ring = Mark::new(format!("ring {}", id.0), Shape::Circle { x, y, r }, paint);
    // What it does is seen where each is a bubble.
    let told = match is_one(world) {
        true => format!("{name} — {}", still::told(&Crowd::of(world), id, place, frame.language)),
        false => name.to_owned(),
    };
    let pen = Pen::new(12.0, Token::Ink).bold(true).centred().on(Token::Surface);
    // Kept within the stage: machines stand near its edge.
    let half = pen.width(&told) / 2.0 + 2.0;
    let x = x.clamp(half.min(frame.width / 2.0), (frame.width - half).max(frame.width / 2.0));
    let y = if y < 28.0 { y + r + 13.0 } else { y - r - 5.0 };
    let text = pen.write(format!("ring name {}", id.0), (x, y), &told);
    vec![Mark { thing: thing.clone(), ..ring }, Mark { thing, ..text }]
}

#[cfg(test)]
mod tests;
