//! Signs of a picture and what they mean, for a legend that names only what is to be seen at the moment.
//!
//! ```text
//!   ◌ down   Ⓐ different letters: the network is cut between them   ● request   ✕ message lost
//! ```
//!
//! What is on a picture is read off its marks and dots: a legend cannot speak of anything else.

use super::marks::{Pen, crossed_out};
use crate::picture::{Dash, Dot, DotKind, Mark, Paint, Shape, Token, bar, cross};
use crate::text::Text;

/// How a sign looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sign {
    /// What moves, or a mark like it.
    Dot(DotKind, Token),
    /// The outline of a node.
    Outline(Paint),
    /// The same with a cross at its shoulder.
    CrossAt(Paint),
    /// The outline of a client.
    Square(Paint),
    /// A letter or a number in a circle.
    Letter(&'static str, Paint, Token),
    /// A piece of a thick line.
    Band(Token),
}

impl Sign {
    /// Room that one takes in each direction, pixels.
    pub const SIZE: f32 = 16.0;

    /// Its marks around a point.
    #[must_use]
    pub fn marks(self, key: &str, (x, y): (f32, f32)) -> Vec<Mark> {
        let circle = |r| Shape::Circle { x, y, r };
        let one = |shape, paint| Mark::new(format!("legend {key}"), shape, paint);
        match self {
            Self::Dot(kind, token) => {
                let paint = Paint::fill(Token::Card).lined(token, 1.6);
                match kind {
                    DotKind::Full => vec![one(circle(4.0), Paint::fill(token))],
                    DotKind::Hollow => vec![one(circle(4.0), paint)],
                    DotKind::Ring => vec![one(circle(4.0), paint)],
                    DotKind::Cross => {
                        vec![one(Shape::Path(cross(x, y, 4.5)), Paint::stroke(token, 1.8))]
                    }
                    DotKind::Barred => {
                        let stroke = Shape::Path(bar(x, y, 4.0));
                        let across =
                            Mark::new(format!("legend bar {key}"), stroke, Paint::stroke(token, 1.6));
                        vec![one(circle(4.0), paint), across]
                    }
                }
            }
            Self::Outline(paint) => vec![one(circle(6.0), paint)],
            Self::CrossAt(paint) => {
                let node = Shape::Circle { x: x - 1.4, y: y - 1.4, r: 5.4 };
                let (x, y) = (x + 3.6, y + 3.6);
                let plate = Paint::fill(Token::Card).lined(Token::Dead, 1.0);
                let shoulder =
                    Mark::new(format!("legend plate {key}"), Shape::Circle { x, y, r: 3.6 }, plate);
                vec![one(node, paint), shoulder, crossed_out(format!("legend cross {key}"), (x, y), 2.0)]
            }
            Self::Square(paint) => {
                vec![one(Shape::Rect { x: x - 6.0, y: y - 5.0, w: 12.0, h: 10.0, r: 3.0 }, paint)]
            }
            Self::Letter(letter, paint, token) => {
                let pen = Pen::new(8.5, token).bold(true).centred();
                let text = pen.write(format!("legend letter {key}"), (x, y + pen.drop()), letter);
                vec![one(circle(6.0), paint), text]
            }
            Self::Band(token) => {
                let line = Shape::Line { from: (x - 7.0, y), to: (x + 7.0, y) };
                vec![one(line, Paint::stroke(token, 5.0))]
            }
        }
    }
}

/// A sign, what it means, and how it is told whether it is there.
#[derive(Clone, Copy, Debug)]
pub struct Meaning {
    /// How it looks.
    pub sign: Sign,
    /// What it means.
    pub text: Text,
    /// Where it is found.
    pub seen: Seen,
}

/// How it is told whether a sign is on a picture.
#[derive(Clone, Copy, Debug)]
pub enum Seen {
    /// By a mark that stands still.
    Still(fn(&Mark) -> bool),
    /// By a dot that moves.
    Moving(fn(&Dot) -> bool),
}

/// Which meanings are on a picture, a bit for each of at most 32. O(marks and dots, each by meanings).
#[must_use]
pub fn seen(meanings: &[Meaning], still: &[Mark], moving: &[Dot]) -> u32 {
    meanings.iter().take(32).enumerate().fold(0, |seen, (index, meaning)| {
        let there = match meaning.seen {
            Seen::Still(is) => still.iter().any(is),
            Seen::Moving(is) => moving.iter().any(is),
        };
        seen | u32::from(there) << index
    })
}

/// What stands for a node whose outline is broken so.
#[must_use]
pub const fn outline(token: Token, dash: Dash) -> Paint {
    Paint::fill(Token::Card).lined(token, 1.8).dashed(dash)
}

#[cfg(test)]
mod tests;
