//! The nodes on the stage: a card each, with its name and how full it is.

use super::gauge::{self, Drawing};
use super::layout::{Card, Layout};
use super::watch::{self, Dial};
use super::words;
use crate::picture::{Anchor, Area, Dash, Mark, Paint, Palette, Shape, Thing, Token, text_width};
use crate::scenes::marks::{anchored, crossed_out, text};
use crate::text::{Language, Text, number};
use snowglobe_core::sim::{Nanos, NodeId, Place, Role, World};
use snowglobe_core::systems::gateway::{Gateway, Key, Node};

/// Height of a card with room for two lines.
const TWO_LINES: f32 = 33.0;

/// What all cards are drawn by.
pub(super) struct Deck<'a> {
    pub(super) world: &'a World<Gateway>,
    pub(super) layout: &'a Layout,
    pub(super) key: Key,
    pub(super) now: Nanos,
    pub(super) language: Language,
}

/// The identity colour of a gateway: by its order among them.
pub(super) fn identity(world: &World<Gateway>, id: NodeId) -> u8 {
    let before = world.places().iter().take(id.index()).filter(|place| place.role == Role::Server);
    (before.count() % usize::from(Palette::IDENTITIES)) as u8
}

/// What a node is.
pub(super) fn kind(role: Role) -> Text {
    match role {
        Role::Client => words::CLIENT,
        Role::Balancer => words::BALANCER,
        Role::Server => words::GATEWAY,
        Role::Origin => words::STORE,
        Role::Worker => words::SERVER,
    }
}

/// How it is.
pub(super) fn state(place: &Place<Node>) -> Text {
    match place.up {
        false => words::DOWN,
        true if place.slowness > 100 => words::SLOW,
        true => words::UP,
    }
}

/// How far a clock is ahead (or behind), such as `+200 ms`; nothing if it is right.
pub(super) fn skew(world: &World<Gateway>, id: NodeId, now: Nanos, language: Language) -> Option<String> {
    let ahead = watch::ahead(world, id, now);
    let sign = if ahead < 0 { "−" } else { "+" };
    (ahead != 0).then(|| format!("{sign}{}", number::duration(ahead.unsigned_abs(), language)))
}

impl Deck<'_> {
    /// The card of a node.
    pub(super) fn draw(&self, id: NodeId, place: &Place<Node>, marks: &mut Vec<Mark>) {
        let card = self.layout.card(id);
        self.frame(id, place, card, marks);
        match &place.node {
            Node::Gate(gate) => {
                let dial = watch::at_gateway(gate, self.key, watch::clock(self.world, id, self.now));
                let waiting = gate.waiting() + gate.held() as usize;
                self.gateway(id, place, (card, dial, waiting), marks);
            }
            Node::Store(store) => {
                let rules = watch::rules(self.world);
                let dial = watch::at_store(store, &rules, self.key, watch::clock(self.world, id, self.now));
                self.store(id, place, (card, dial, store.waiting()), marks);
            }
            Node::Worker(worker) => self.worker(id, place, (card, worker.waiting()), marks),
            Node::Client(_) | Node::Balancer(_) => self.name(id, place, card, marks),
        }
        if !place.up {
            let reach = card.half.1.min(card.half.0) * 0.8;
            marks.push(crossed_out(format!("cross {}", id.0), card.at, reach));
        }
    }

    /// The outline: dotted if down, dashed if slow; gateways in their colour.
    fn frame(&self, id: NodeId, place: &Place<Node>, card: Card, marks: &mut Vec<Mark>) {
        let Area { x, y, w, h } = card.area();
        let (token, width) = match place.role {
            Role::Server => (Token::Node(identity(self.world, id)), 2.4),
            _ => (Token::Muted, 1.6),
        };
        let paint = Paint::fill(Token::Card).lined(token, width);
        let paint = match (place.up, place.slowness > 100) {
            (false, _) => paint.lined(Token::Dead, width).dashed(Dash::Dotted),
            (_, true) => paint.dashed(Dash::Dashed),
            _ => paint,
        };
        let radius = if place.role == Role::Client { h / 2.0 } else { 6.0_f32.min(h / 3.0) };
        let thing = Thing::Node(place.name.to_string());
        let shape = Shape::Rect { x, y, w, h, r: radius };
        let mark = Mark::new(format!("node {}", id.0), shape, paint);
        marks.push(mark.of(thing, self.told(id, place)));
    }

    /// A node in words, for whoever does not see it.
    fn told(&self, id: NodeId, place: &Place<Node>) -> String {
        let language = self.language;
        let mut told =
            format!("{} {} — {}", kind(place.role).of(language), place.name, state(place).of(language));
        let now = watch::clock(self.world, id, self.now);
        let dial = match &place.node {
            Node::Gate(gate) => watch::at_gateway(gate, self.key, now),
            Node::Store(store) => watch::at_store(store, &watch::rules(self.world), self.key, now),
            _ => None,
        };
        if let Some(dial) = dial {
            told.push_str(&format!(", {} {}", self.key, dial.told()));
        }
        if let Some(skew) = skew(self.world, id, self.now, language) {
            told.push_str(&format!(", {skew}"));
        }
        told
    }

    fn write(&self, key: String, place: &Place<Node>, mark: Mark, marks: &mut Vec<Mark>) {
        let thing = Some(Thing::Node(place.name.to_string()));
        marks.push(Mark { key, thing, ..mark });
    }

    fn ink(place: &Place<Node>) -> Token {
        if place.up { Token::Ink } else { Token::Dead }
    }

    /// Only the name, in the middle.
    fn name(&self, id: NodeId, place: &Place<Node>, card: Card, marks: &mut Vec<Mark>) {
        let size = (card.half.1 * 0.95).min(card.half.0 * 0.72).clamp(7.5, 13.0);
        let (x, y) = card.at;
        let mark = text("", (x, y + size * 0.36), size, true, &place.name, Self::ink(place));
        self.write(format!("name {}", id.0), place, mark, marks);
    }

    fn gateway(
        &self,
        id: NodeId,
        place: &Place<Node>,
        (card, dial, waiting): (Card, Option<Dial>, usize),
        marks: &mut Vec<Mark>,
    ) {
        let Area { x, y, w, h } = card.area();
        let skew = skew(self.world, id, self.now, self.language);
        let ink = Self::ink(place);
        let at = |x, y| ((x, y), Anchor::Start);
        let queue = (waiting > 0).then(|| format!("+{waiting}"));
        let left = x + 5.0;
        if h < TWO_LINES {
            let size = (h * 0.62).clamp(8.0, 12.0);
            let base = y + h / 2.0 + size * 0.36;
            self.write(
                format!("name {}", id.0),
                place,
                anchored("", at(left, base), size, true, &place.name, ink),
                marks,
            );
            let after = left + text_width(&place.name, size, true) + 3.0;
            let second = skew
                .as_ref()
                .map(|skew| (skew, Token::Warning))
                .or(queue.as_ref().map(|queue| (queue, Token::Muted)));
            let mut from = after;
            if let Some((words, token)) = second {
                let small = (size * 0.85).max(7.5);
                marks.push(anchored(format!("skew {}", id.0), at(after, base), small, false, words, token));
                from += text_width(words, small, false) + 2.0;
            }
            let room = Area { x: from, y: y + 3.5, w: x + w - 4.0 - from, h: h - 7.0 };
            return self.dial(id, dial, room, marks);
        }
        let size = (h * 0.26).clamp(10.0, 14.0);
        let small = size * 0.84;
        let lines = [
            dial.map(|dial| (dial.told(), Token::Ink)),
            skew.map(|skew| (skew, Token::Warning)),
            queue.map(|queue| (queue, Token::Muted)),
        ];
        let room = if h >= size + small * 2.4 + 9.0 { 2 } else { 1 };
        // A wrong clock matters more than a number that the gauge shows as well.
        let mut shown: Vec<&(String, Token)> = lines.iter().flatten().collect();
        shown.sort_by_key(|(_, token)| *token != Token::Warning);
        let shown = shown.into_iter().take(room);
        let count = lines.iter().flatten().count().min(room) as f32;
        let top = y + (h - size - count * small * 1.25) / 2.0 + size * 0.86;
        self.write(
            format!("name {}", id.0),
            place,
            anchored("", at(left + 2.0, top), size, true, &place.name, ink),
            marks,
        );
        for (line, (words, token)) in shown.enumerate() {
            let base = top + small * 1.25 * (line as f32 + 1.0);
            marks.push(anchored(
                format!("line {} {line}", id.0),
                at(left + 2.0, base),
                small,
                false,
                words,
                *token,
            ));
        }
        let half = x + w * 0.54;
        self.dial(id, dial, Area { x: half, y: y + 6.0, w: x + w - 7.0 - half, h: h - 12.0 }, marks);
    }

    fn dial(&self, id: NodeId, dial: Option<Dial>, area: Area, marks: &mut Vec<Mark>) {
        let Some(dial) = dial.filter(|_| area.w > 6.0) else { return };
        let key = format!("dial {}", id.0);
        let token = match self.world.place(id).map(|place| place.role) {
            Some(Role::Server) => Token::Node(identity(self.world, id)),
            _ => Token::Accent,
        };
        gauge::draw(&Drawing { key: &key, dial, area, token }, marks);
    }

    fn store(
        &self,
        id: NodeId,
        place: &Place<Node>,
        (card, dial, waiting): (Card, Option<Dial>, usize),
        marks: &mut Vec<Mark>,
    ) {
        let Area { x, y, w, h } = card.area();
        let size = (h * 0.3).clamp(9.0, 13.5);
        let small = (size * 0.86).max(8.0);
        let line = match (&dial, waiting) {
            (None, _) => words::UNUSED.of(self.language).to_owned(),
            (Some(_), 2..) if h >= TWO_LINES => {
                words::QUEUE.of(self.language).replace("{}", &(waiting - 1).to_string())
            }
            (Some(dial), _) => format!("{} {}", self.key, dial.told()),
        };
        let top = y + (h - size - small * 1.25) / 2.0 + size * 0.86;
        let at = |y| ((x + 7.0, y), Anchor::Start);
        self.write(
            format!("name {}", id.0),
            place,
            anchored("", at(top), size, true, &place.name, Self::ink(place)),
            marks,
        );
        let token = if waiting > 1 { Token::Warning } else { Token::Muted };
        marks.push(anchored(format!("line {}", id.0), at(top + small * 1.25), small, false, &line, token));
        let half = x + w * 0.62;
        self.dial(id, dial, Area { x: half, y: y + 5.0, w: x + w - 7.0 - half, h: h - 10.0 }, marks);
    }

    /// An API server, with who waits there.
    fn worker(&self, id: NodeId, place: &Place<Node>, (card, waiting): (Card, usize), marks: &mut Vec<Mark>) {
        let Area { x, y, w, h } = card.area();
        let size = (h * 0.5).clamp(8.0, 12.5);
        if waiting == 0 {
            return self.name(id, place, card, marks);
        }
        let base = y + h / 2.0 + size * 0.36;
        let mark = anchored("", ((x + 6.0, base), Anchor::Start), size, true, &place.name, Self::ink(place));
        self.write(format!("name {}", id.0), place, mark, marks);
        let small = size * 0.9;
        let queue = format!("+{waiting}");
        let mark = anchored(
            format!("queue {}", id.0),
            ((x + w - 5.0, base), Anchor::End),
            small,
            false,
            &queue,
            Token::Warning,
        );
        marks.push(mark);
    }
}
