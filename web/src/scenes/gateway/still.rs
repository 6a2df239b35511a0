//! What stands still: the links, the nodes, the number above them, and what the dots mean.

use super::cards::Deck;
use super::layout::Layout;
use super::moving::{COUNTER, DENIED, FAILED, PASSED, REQUEST, SERVED};
use super::{watch, words};
use crate::picture::{Area, DotKind, Mark, Paint, Picture, Shape, Token, bar, number};
use crate::scenes::Frame;
use crate::scenes::flow::way;
use crate::scenes::marks::Pen;
use crate::text::{Text, number as numbers};
use snowglobe_core::sim::{Globe, Nanos, NodeId, World};
use snowglobe_core::systems::gateway::{Balancer, Gateway, Node, Shared};

/// Places on a stage of this size, at the moment shown.
pub(super) fn layout(world: &World<Gateway>, now: Nanos, frame: &Frame) -> Layout {
    let skewed = watch::gates(world).any(|(id, _)| watch::ahead(world, id, now) != 0);
    Layout::new(frame.width, frame.height, world.places().iter().map(|place| place.role), skewed)
}

pub(super) fn picture(world: &World<Gateway>, globe: &dyn Globe, frame: &Frame) -> Picture {
    let now = globe.moment().at;
    let layout = layout(world, now, frame);
    let mut marks = Vec::new();
    links(world, &layout, &mut marks);
    headline(world, &layout, frame, &mut marks);
    let key = watch::key(world, frame.watched.unwrap_or_default());
    let deck = Deck { world, layout: &layout, key, now, language: frame.language };
    for (place, id) in world.places().iter().zip(0..) {
        deck.draw(NodeId(id), place, &mut marks);
    }
    legend(watch::rules(world).counting.asks_store(), &layout, frame, &mut marks);
    let label = words::PICTURE.of(frame.language).to_owned();
    Picture { width: frame.width, height: frame.height, label, still: marks, moving: Vec::new() }
}

/// Who talks to whom, faintly: to the store only if it is used.
fn links(world: &World<Gateway>, layout: &Layout, marks: &mut Vec<Mark>) {
    use snowglobe_core::systems::gateway::choice::Counting;
    let Shared { parameters, balancer, store, .. } = world.shared();
    let shared = world.shared();
    let gates = || (0..parameters.nodes).map(|index| shared.gateway(index));
    let clients = (0..parameters.clients).map(|index| (shared.client(index), *balancer));
    let inwards = gates().map(|gate| (*balancer, gate));
    let servers = || (0..parameters.api_servers).map(|index| shared.server(index));
    let onwards = gates().flat_map(|gate| servers().map(move |server| (gate, server)));
    draw_links("links", clients.chain(inwards).chain(onwards), layout, marks);
    if watch::rules(world).counting != Counting::Local {
        draw_links("links to the store", gates().map(|gate| (gate, *store)), layout, marks);
    }
}

/// All links of a kind are one path.
fn draw_links(
    key: &str,
    links: impl Iterator<Item = (NodeId, NodeId)>,
    layout: &Layout,
    marks: &mut Vec<Mark>,
) {
    let line = |(from, to): (NodeId, NodeId)| {
        let ((x1, y1), (x2, y2)) = way(layout, from, to);
        format!("M{} {}L{} {}", number(x1), number(y1), number(x2), number(y2))
    };
    let path: String = links.map(line).collect();
    marks.push(Mark::new(key, Shape::Path(path), Paint::stroke(Token::Faint, 1.0)));
}

/// The balancer, which judges.
pub(super) fn balancer(world: &World<Gateway>) -> Option<&Balancer> {
    match &world.place(world.shared().balancer)?.node {
        Node::Balancer(balancer) => Some(balancer),
        _ => None,
    }
}

/// The layer whose fullest window is the fullest against its limit, that window, and the limit.
fn fullest(balancer: &Balancer) -> (u8, u32, u32) {
    let rules = balancer.rules();
    let layers =
        (0..rules.layers.count()).map(|layer| (layer, balancer.worst(layer).count, rules.amount(layer)));
    let part = |(_, worst, limit): &(u8, u32, u32)| f64::from(*worst) / f64::from((*limit).max(1));
    let fuller = |one, other| if part(&other) > part(&one) { other } else { one };
    layers.reduce(fuller).unwrap_or((0, 0, rules.limit))
}

/// The fullest true window against the limit, and how many should not have been let through.
fn headline(world: &World<Gateway>, layout: &Layout, frame: &Frame, marks: &mut Vec<Mark>) {
    let Some(balancer) = balancer(world) else { return };
    let rules = balancer.rules();
    let (layer, worst, limit) = fullest(balancer);
    let over = worst > limit;
    let token = if over { Token::Danger } else { Token::Ink };
    // Before anything passed there is no window to speak of.
    let worst = if balancer.dealt.admitted == 0 { "–".to_owned() } else { numbers::grouped(worst.into()) };
    let ratio = format!("{worst} / {}", numbers::grouped(limit.into()));
    let window = numbers::duration(rules.window, frame.language);
    let whose = match layer {
        0 => String::new(),
        1 => format!("{} ", words::OF_ADDRESS.of(frame.language)),
        _ => format!("{} ", words::OF_ALL.of(frame.language)),
    };
    let say = |text: Text| format!("{whose}{}", text.of(frame.language).replace("{}", &window));
    let wrong = words::WRONGLY.of(frame.language);
    let wrong = wrong.replace("{}", &numbers::grouped(balancer.dealt.wrongly_admitted));
    let Area { w, h, .. } = layout.head;
    let middle = w / 2.0;
    let pen = |size, token| Pen::new(size, token).on(Token::Surface);
    if h < 40.0 {
        // One line: what it is, the number, and the rest.
        let token = if over { Token::Danger } else { Token::Muted };
        let (short, base) = (say(words::WORST_SHORT), h * 0.73);
        let (caption, bold, rest) =
            (pen(10.5, Token::Muted), pen(14.0, token).bold(true), pen(10.5, token).bold(over));
        let bold = bold.coloured(if over { Token::Danger } else { Token::Ink });
        let widths = [caption.width(&short), bold.width(&ratio), rest.width(&wrong)];
        let mut left = (middle - (widths.iter().sum::<f32>() + 12.0) / 2.0).max(4.0);
        for (key, pen, words, width) in [
            ("caption", caption, &short, widths[0]),
            ("headline", bold, &ratio, widths[1]),
            ("wrongly", rest, &wrong, widths[2]),
        ] {
            marks.push(pen.write(key, (left, base), words));
            left += width + 6.0;
        }
        return;
    }
    let (size, small) = ((h * 0.48).clamp(20.0, 34.0), (h * 0.2).clamp(10.0, 13.5));
    marks.push(pen(size, token).bold(true).centred().write("headline", (middle, h * 0.55), &ratio));
    let caption = format!("{} · {wrong}", say(words::WORST));
    let at = (middle, h * 0.55 + size * 0.3 + small * 1.05);
    marks.push(pen(small, Token::Muted).centred().write("caption", at, &caption));
}

/// What the dots mean, if there is room: all of them, or those that this run surely has.
fn legend(stored: bool, layout: &Layout, frame: &Frame, marks: &mut Vec<Mark>) {
    let (counter, failed) = ((COUNTER, words::COUNTER), (FAILED, words::NO_ROOM));
    let [fourth, last] = if stored { [counter, failed] } else { [failed, counter] };
    let looks = [
        (REQUEST, words::REQUEST),
        (SERVED, words::ANSWERED),
        (DENIED, words::DENIED),
        fourth,
        (PASSED, words::PASSED_ON),
        last,
    ]
    .map(|(look, name)| (look, name.of(frame.language)));
    let Area { x, y, w, h } = layout.legend;
    let column = |pen: Pen, shown: usize| {
        looks.iter().take(shown).map(|(_, name)| pen.width(name)).fold(0.0, f32::max) + 24.0
    };
    let wide =
        [(11.0, looks.len()), (11.0, 4), (9.5, 4)].map(|(size, shown)| (Pen::new(size, Token::Muted), shown));
    let fits = |(pen, shown): &(Pen, usize)| column(*pen, *shown) * (*shown as f32 / 2.0) <= w + 8.0;
    let Some((pen, shown)) = wide.into_iter().find(fits).filter(|_| h >= 34.0) else { return };
    let widest = column(pen, shown);
    for (place, ((kind, token), name)) in looks.into_iter().take(shown).enumerate() {
        let (column, row) = ((place / 2) as f32, (place % 2) as f32);
        let (x, y) = (x + 8.0 + widest * column, y + h / 2.0 - 9.0 + 18.0 * row);
        marks.extend(sample(place, (x, y), kind, token));
        marks.push(pen.write(format!("legend {place}"), (x + 9.0, y + pen.drop()), name));
    }
}

/// A dot as a mark.
fn sample(place: usize, (x, y): (f32, f32), kind: DotKind, token: Token) -> Vec<Mark> {
    let circle = |paint| Mark::new(format!("sample {place}"), Shape::Circle { x, y, r: 4.5 }, paint);
    match kind {
        DotKind::Full => vec![circle(Paint::fill(token))],
        DotKind::Barred => {
            let stroke = Shape::Path(bar(x, y, 4.5));
            let stroke = Mark::new(format!("sample {place} stroke"), stroke, Paint::stroke(token, 2.0));
            vec![circle(Paint::fill(Token::Card).lined(token, 2.0)), stroke]
        }
        _ => vec![circle(Paint::fill(Token::Card).lined(token, 2.0))],
    }
}
