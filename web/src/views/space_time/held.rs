//! What nodes have of the thing in hand at the moment shown: a card at each life line, just below it.
//!
//! ```text
//!   ──┼─────────┼──── t = 1.02 s
//!  ┌──┴──┐   ┌──┴──┐
//!  │ tea │   │ –   │      the value, and the clock that it carries
//!  │{n2:1}   └─────┘
//!  └─────┘
//! ```
//!
//! A card is as wide as the nodes beside it that have none leave room for.

use super::chart::Chart;
use super::labels::{Labels, Spot};
use crate::picture::{Area, Mark, Paint, Shape, Token, shortened, text_width};
use snowglobe_core::sim::NodeId;

/// Height of a line of words, and their size.
const LINE: f32 = 14.0;
const SIZE: f32 = 10.5;
/// From the line of the moment to the cards.
const BELOW: f32 = 5.0;
/// Between two cards.
const BETWEEN: f32 = 6.0;

/// What a node has of a thing, in a few short lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The node.
    pub node: NodeId,
    /// What it has.
    pub lines: Vec<String>,
}

/// A card as it is drawn.
pub(super) struct Card {
    node: NodeId,
    x: f32,
    wide: f32,
    lines: Vec<String>,
}

impl Card {
    fn high(&self) -> f32 {
        LINE * self.lines.len() as f32 + BELOW
    }
}

/// The cards, as far as there is room for them from left to right.
pub(super) fn cards(chart: &Chart<'_>, held: &[Held]) -> Vec<Card> {
    let places = || held.iter().filter_map(|held| chart.x(held.node));
    let card = |held: &Held| {
        let x = chart.x(held.node)?;
        let apart = places().map(|other| (other - x).abs()).filter(|apart| *apart > 0.0);
        let apart = apart.fold(chart.width, f32::min);
        // At the edge of the picture a card stands somewhat beside its line.
        let edge = x.min(chart.width - x) - 2.0;
        let room = (apart - BETWEEN).min(edge + (apart - BETWEEN) / 2.0);
        let lines: Vec<String> = held.lines.iter().flat_map(|line| broken(line, room - 8.0, SIZE)).collect();
        let wide = lines.iter().map(|line| text_width(line, SIZE, false)).fold(0.0, f32::max) + 8.0;
        let half = wide / 2.0;
        let card = Card {
            node: held.node,
            x: x.clamp(half + 2.0, (chart.width - half - 2.0).max(half + 2.0)),
            wide,
            lines,
        };
        (!card.lines.iter().any(String::is_empty) && wide <= room).then_some(card)
    };
    held.iter().filter_map(card).collect()
}

/// How much room the highest of them needs below the line of the moment.
pub(super) fn room(cards: &[Card]) -> f32 {
    cards.iter().map(|card| card.high() + 2.0 * BELOW).fold(0.0, f32::max)
}

/// The cards below the line of the moment, as far as there is room for them.
pub(super) fn draw(chart: &Chart<'_>, cards: &[Card], still: &mut Vec<Mark>, labels: &mut Labels) {
    let top = chart.y(chart.now) + BELOW;
    for card in cards {
        let (x, w, h, node) = (card.x - card.wide / 2.0, card.wide, card.high(), card.node.0);
        if top + h > chart.bottom() {
            continue;
        }
        let shape = Shape::Rect { x, y: top, w, h, r: 4.0 };
        still.push(Mark::new(
            format!("held {node}"),
            shape,
            Paint::fill(Token::Card).lined(Token::Muted, 1.0),
        ));
        for (place, line) in card.lines.iter().enumerate() {
            let spot = Spot::middle(card.x, top + LINE * (place + 1) as f32 - 1.0);
            labels.place(&format!("held {node} {place}"), line, Token::Ink, SIZE, &[spot]);
        }
        labels.keep_free(Area { x, y: top, w, h });
    }
}

/// A line in as many as it takes, each from one comma to another; what is still too long is cut.
pub(super) fn broken(line: &str, room: f32, size: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in line.split_inclusive(", ") {
        match lines.last_mut() {
            Some(last) if text_width(&format!("{last}{}", part.trim_end()), size, false) <= room => {
                last.push_str(part);
            }
            _ => lines.push(part.to_owned()),
        }
    }
    lines.iter().map(|line| shortened(line.trim_end(), size, false, room)).collect()
}
