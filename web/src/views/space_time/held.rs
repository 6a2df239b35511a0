//! What nodes have of the thing in hand at the moment shown: a card at each life line, just below it.
//!
//! ```text
//!   ──┼─────────┼──── t = 1.02 s
//!  ┌──┴──┐   ┌──┴──┐
//!  │ tea │   │ –   │      the value, and the clock that it carries
//!  │{n2:1}   └─────┘
//!  └─────┘
//! ```

use super::chart::Chart;
use super::labels::{Labels, Spot};
use crate::picture::{Mark, Paint, Shape, Token, shortened, text_width};
use snowglobe_core::sim::NodeId;

/// Height of a line of words, and their size.
const LINE: f32 = 14.0;
const SIZE: f32 = 10.5;

/// What a node has of a thing, in a few short lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The node.
    pub node: NodeId,
    /// What it has.
    pub lines: Vec<String>,
}

/// A card for each node, as far as there is room below the line of the moment.
pub(super) fn draw(chart: &Chart<'_>, held: &[Held], cards: &mut Vec<Mark>, labels: &mut Labels) {
    let (top, room) = (chart.y(chart.now) + 5.0, chart.gap - 6.0);
    for Held { node, lines } in held {
        let Some(x) = chart.x(*node) else { continue };
        let lines: Vec<String> = lines.iter().flat_map(|line| broken(line, room - 6.0, SIZE)).collect();
        let wide = lines.iter().map(|line| text_width(line, SIZE, false)).fold(0.0, f32::max) + 8.0;
        let high = LINE * lines.len() as f32 + 5.0;
        if lines.iter().any(String::is_empty) || wide > room || top + high > chart.bottom() {
            continue;
        }
        let card = Shape::Rect { x: x - wide / 2.0, y: top, w: wide, h: high, r: 4.0 };
        let paint = Paint::fill(Token::Card).lined(Token::Muted, 1.0);
        cards.push(Mark::new(format!("held {}", node.0), card, paint));
        for (place, line) in lines.iter().enumerate() {
            let spot = Spot::middle(x, top + LINE * (place + 1) as f32 - 1.0);
            labels.place(&format!("held {} {place}", node.0), line, Token::Ink, SIZE, &[spot]);
        }
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
