//! The nodes on the stage: a card each, with its name and how full it is.

use super::gauge::{self, Drawing};
use super::layout::{Card, Layout};
use super::watch::{self, Dial};
use super::words;
use crate::picture::{Area, Dash, Mark, Paint, Palette, Shape, Thing, Token};
use crate::scenes::marks::{Pen, crossed_out};
use crate::text::{Language, Text, number};
use snowglobe_core::sim::{Nanos, NodeId, Place, Role, World};
use snowglobe_core::systems::gateway::{Gateway, Key, Node};

/// Height of a card with room for two lines.
const TWO_LINES: f32 = 33.0;
/// The part of a card that is left of its gauge.
const BESIDE: f32 = 0.56;

/// What all cards are drawn by.
pub(super) struct Deck<'a> {
    pub(super) world: &'a World<Gateway>,
    pub(super) layout: &'a Layout,
    pub(super) key: Key,
    pub(super) now: Nanos,
    pub(super) language: Language,
}

/// A card, what it shows, and how many wait there.
type Told = (Card, Option<Dial>, usize);

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

/// How full the queue of an API server is.
fn queue_bar(id: NodeId, Area { x, y, w, h }: Area, part: f32) -> [Mark; 2] {
    let rect = |w| Shape::Rect { x, y, w, h, r: 2.0 };
    [
        Mark::new(format!("queue level {}", id.0), rect(w * part), Paint::fill(Token::Warning)),
        Mark::new(format!("queue rim {}", id.0), rect(w), Paint::stroke(Token::Muted, 1.0)),
    ]
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
        let radius = if place.role == Role::Client { w.min(h) / 2.0 } else { 6.0_f32.min(h / 3.0) };
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

    /// Only the name, in the middle.
    fn name(&self, id: NodeId, place: &Place<Node>, card: Card, marks: &mut Vec<Mark>) {
        let size = (card.half.1 * 0.95).min(card.half.0 * 0.72).clamp(7.5, 13.0);
        let pen = Pen::new(size, Token::Ink).centred();
        self.title(id, place, (pen, (card.at.0, card.at.1 + pen.drop())), marks);
    }

    /// The name of a node, which stands for it.
    fn title(&self, id: NodeId, place: &Place<Node>, (pen, at): (Pen, (f32, f32)), marks: &mut Vec<Mark>) {
        let pen = pen.bold(true).coloured(if place.up { Token::Ink } else { Token::Dead });
        let thing = Some(Thing::Node(place.name.to_string()));
        marks.push(Mark { thing, ..pen.write(format!("name {}", id.0), at, &place.name) });
    }

    /// A gateway: its name, a few words, its gauge.
    fn gateway(&self, id: NodeId, place: &Place<Node>, (card, dial, waiting): Told, marks: &mut Vec<Mark>) {
        let skew = skew(self.world, id, self.now, self.language).map(|skew| (skew, Token::Warning));
        let level = dial.map(|dial| (dial.told(), Token::Ink));
        let queue = (waiting > 0).then(|| (format!("+{waiting}"), Token::Muted));
        let Area { x, y, w, h } = card.area();
        if h >= TWO_LINES {
            // A wrong clock matters more than a number that the gauge shows as well.
            let lines: Vec<_> = [skew, level, queue].into_iter().flatten().collect();
            self.stacked(id, place, (card, &lines), dial.is_some(), marks);
            let left = x + w * BESIDE;
            return self.dial(
                id,
                dial,
                Area { x: left, y: y + 6.0, w: x + w - 7.0 - left, h: h - 12.0 },
                marks,
            );
        }
        let pen = Pen::new((h * 0.62).clamp(8.0, 12.0), Token::Ink);
        let base = y + h / 2.0 + pen.drop();
        self.title(id, place, (pen, (x + 5.0, base)), marks);
        let mut left = x + 8.0 + pen.bold(true).width(&place.name);
        if let Some((words, token)) = skew.or(queue) {
            let small = Pen::new((h * 0.53).clamp(7.5, 10.5), token);
            marks.push(small.write(format!("line {}", id.0), (left, base), &words));
            left += small.width(&words) + 2.0;
        }
        self.dial(id, dial, Area { x: left, y: y + 3.5, w: x + w - 4.0 - left, h: h - 7.0 }, marks);
    }

    /// The name, and below it as many lines as there is room for: at the left of a gauge, or in the middle.
    fn stacked(
        &self,
        id: NodeId,
        place: &Place<Node>,
        (card, lines): (Card, &[(String, Token)]),
        beside: bool,
        marks: &mut Vec<Mark>,
    ) {
        let Area { x, y, w, h } = card.area();
        let pen = |size, token| {
            let pen = Pen::new(size, token);
            if beside { pen } else { pen.centred() }
        };
        let (left, room_across) = if beside { (x + 7.0, w * BESIDE - 11.0) } else { (x + w / 2.0, w - 10.0) };
        let size = (h * 0.26).clamp(10.0, 14.0);
        let (small, step) = (size * 0.84, size * 1.16);
        let room = (((h - size - 7.0) / step) as usize).max(1);
        // What does not fit is told to whoever selects the node.
        let fits = |(words, token): &&(String, Token)| Pen::new(small, *token).width(words) < room_across;
        let lines: Vec<_> = lines.iter().filter(fits).take(room).collect();
        let top = y + (h - size - lines.len() as f32 * step) / 2.0 + size * 0.86;
        self.title(id, place, (pen(size, Token::Ink), (left, top)), marks);
        for (line, (words, token)) in lines.into_iter().enumerate() {
            let at = (left, top + step * (line as f32 + 1.0));
            marks.push(pen(small, *token).write(format!("line {} {line}", id.0), at, words));
        }
    }

    fn dial(&self, id: NodeId, dial: Option<Dial>, area: Area, marks: &mut Vec<Mark>) {
        let Some(dial) = dial.filter(|_| area.w > 6.0) else { return };
        let token = match self.world.place(id).map(|place| place.role) {
            Some(Role::Server) => Token::Node(identity(self.world, id)),
            _ => Token::Accent,
        };
        gauge::draw(&Drawing { key: &format!("dial {}", id.0), dial, area, token }, marks);
    }

    /// The store: its name, what it holds for the key or how many wait, its gauge.
    fn store(&self, id: NodeId, place: &Place<Node>, (card, dial, waiting): Told, marks: &mut Vec<Mark>) {
        let Area { x, y, w, h } = card.area();
        let size = (h * 0.3).clamp(9.0, 13.5);
        let step = (size * 1.16).max(10.5);
        let queue = words::QUEUE.of(self.language);
        let (line, token) = match dial {
            _ if waiting > 1 => (queue.replace("{}", &(waiting - 1).to_string()), Token::Warning),
            Some(dial) => (format!("{} {}", self.key, dial.told()), Token::Muted),
            None => (words::UNUSED.of(self.language).to_owned(), Token::Muted),
        };
        let top = y + (h - size - step) / 2.0 + size * 0.86;
        self.title(id, place, (Pen::new(size, Token::Ink), (x + 7.0, top)), marks);
        let small = Pen::new((size * 0.86).max(8.0), token);
        marks.push(small.write(format!("line {}", id.0), (x + 7.0, top + step), &line));
        let left = x + w * 0.64;
        self.dial(id, dial, Area { x: left, y: y + 5.0, w: x + w - 7.0 - left, h: h - 10.0 }, marks);
    }

    /// An API server, with who waits there.
    fn worker(&self, id: NodeId, place: &Place<Node>, (card, waiting): (Card, usize), marks: &mut Vec<Mark>) {
        if waiting == 0 {
            return self.name(id, place, card, marks);
        }
        let Area { x, y, w, h } = card.area();
        let queue = format!("+{waiting}");
        let wide = |pen: Pen| pen.bold(true).width(&place.name) + pen.width(&queue);
        let size = (h * 0.5).clamp(8.0, 12.0);
        let fitting = size * ((w - 14.0) / wide(Pen::new(size, Token::Ink)).max(1.0)).min(1.0);
        let pen = Pen::new(fitting.max(7.0), Token::Ink);
        let barred = h >= TWO_LINES;
        let base = y + if barred { h * 0.42 } else { h / 2.0 } + pen.drop();
        self.title(id, place, (pen, (x + 5.0, base)), marks);
        if barred {
            let full = self.world.shared().parameters.api_queue.max(1) as f32;
            let track = Area { x: x + 6.0, y: y + h * 0.68, w: w - 12.0, h: (h * 0.16).clamp(5.0, 9.0) };
            marks.extend(queue_bar(id, track, (waiting as f32 / full).min(1.0)));
        }
        let ending = pen.coloured(Token::Warning).ending();
        marks.push(ending.write(format!("queue {}", id.0), (x + w - 5.0, base), &queue));
    }
}
