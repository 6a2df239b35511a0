//! Marks that scenes have in common.

use crate::picture::{Anchor, Mark, Paint, Shape, Token, cross, text_width};

/// How words are written: `Pen::new(11.0, Token::Muted).bold(true).centred().write("name", at, "g0")`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pen {
    size: f32,
    token: Token,
    bold: bool,
    anchor: Anchor,
    halo: Option<Token>,
}

#[cfg_attr(
    not(any(feature = "gateway", feature = "storage")),
    expect(dead_code, reason = "each program has one chapter")
)]
impl Pen {
    /// Letters of this height, from the point at which they begin.
    #[must_use]
    pub(super) const fn new(size: f32, token: Token) -> Self {
        Self { size, token, bold: false, anchor: Anchor::Start, halo: None }
    }

    /// In bold, if it matters.
    #[must_use]
    pub(super) const fn bold(self, bold: bool) -> Self {
        Self { bold, ..self }
    }

    /// In another colour.
    #[must_use]
    pub(super) const fn coloured(self, token: Token) -> Self {
        Self { token, ..self }
    }

    /// Centred at its point.
    #[must_use]
    pub(super) const fn centred(self) -> Self {
        Self { anchor: Anchor::Middle, ..self }
    }

    /// Up to its point.
    #[must_use]
    pub(super) const fn ending(self) -> Self {
        Self { anchor: Anchor::End, ..self }
    }

    /// On something of this colour that lines may cross: a halo keeps the words readable.
    #[must_use]
    pub(super) const fn on(self, ground: Token) -> Self {
        Self { halo: Some(ground), ..self }
    }

    /// Room that words take.
    #[must_use]
    pub(super) fn width(self, words: &str) -> f32 {
        text_width(words, self.size, self.bold)
    }

    /// Words, or as much of them as fits into this room, with an ellipsis.
    #[cfg(any(feature = "storage", feature = "kv"))]
    #[must_use]
    pub(super) fn shortened(self, words: &str, most: f32) -> String {
        crate::picture::shortened(words, self.size, self.bold, most)
    }

    /// From the middle of a line of letters down to their baseline.
    #[must_use]
    pub(super) fn drop(self) -> f32 {
        self.size * 0.36
    }

    /// Words at a point of their baseline.
    #[must_use]
    pub(super) fn write(self, key: impl Into<String>, (x, y): (f32, f32), words: &str) -> Mark {
        let Self { size, token, bold, anchor, halo } = self;
        let shape = Shape::Text { x, y, size, anchor, bold, text: words.to_owned() };
        let paint = Paint::fill(token);
        Mark::new(key, shape, halo.map_or(paint, |ground| paint.lined(ground, size * 0.22)))
    }
}

/// What is down is crossed out.
#[must_use]
pub(super) fn crossed_out(key: impl Into<String>, (x, y): (f32, f32), reach: f32) -> Mark {
    Mark::new(key, Shape::Path(cross(x, y, reach)), Paint::stroke(Token::Danger, 2.0).faded(0.8))
}
