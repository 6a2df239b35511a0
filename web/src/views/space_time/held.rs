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

/// A card for each node, as far as there is room below the line of the moment; a line too long for its lane is cut.
pub(super) fn draw(chart: &Chart<'_>, held: &[Held], still: &mut Vec<Mark>, labels: &mut Labels) {
    let top = chart.y(chart.now) + 5.0;
    let most = held.iter().map(|held| held.lines.len()).max().unwrap_or_default();
    if top + LINE * most as f32 + 6.0 > chart.bottom() {
        return;
    }
    for Held { node, lines } in held {
        let Some(x) = chart.x(*node) else { continue };
        let room = chart.gap - 6.0;
        let lines: Vec<String> = lines.iter().map(|line| shortened(line, SIZE, false, room - 6.0)).collect();
        let wide = lines.iter().map(|line| text_width(line, SIZE, false)).fold(0.0, f32::max) + 8.0;
        if lines.iter().any(String::is_empty) || wide > room {
            continue;
        }
        let (left, h) = (x - wide / 2.0, LINE * lines.len() as f32 + 5.0);
        let card = Shape::Rect { x: left, y: top, w: wide, h, r: 4.0 };
        still.push(Mark::new(
            format!("held {}", node.0),
            card,
            Paint::fill(Token::Card).lined(Token::Muted, 1.0),
        ));
        for (place, line) in lines.iter().enumerate() {
            let spot = Spot::middle(x, top + LINE * (place + 1) as f32 - 1.0);
            labels.place(&format!("held {} {place}", node.0), line, Token::Ink, SIZE, &[spot]);
        }
    }
}
