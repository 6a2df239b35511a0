//! How the words of a picture are written.
//!
//! ```
//! use snowglobe_web::picture::{Pen, Token};
//!
//! let pen = Pen::new(11.0, Token::Muted).bold(true).centred();
//! let mark = pen.write("name", (40.0, 20.0), "g0");
//! assert_eq!(mark.key, "name");
//! ```

use super::{Anchor, Mark, Paint, Shape, Token, shortened, text_width};

/// Height, colour and place of letters.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pen {
    size: f32,
    token: Token,
    bold: bool,
    anchor: Anchor,
    halo: Option<Token>,
}

impl Pen {
    /// Letters of this height, from the point at which they begin.
    #[must_use]
    pub const fn new(size: f32, token: Token) -> Self {
        Self { size, token, bold: false, anchor: Anchor::Start, halo: None }
    }

    /// In bold, if it matters.
    #[must_use]
    pub const fn bold(self, bold: bool) -> Self {
        Self { bold, ..self }
    }

    /// In another colour.
    #[must_use]
    pub const fn coloured(self, token: Token) -> Self {
        Self { token, ..self }
    }

    /// Centred at its point.
    #[must_use]
    pub const fn centred(self) -> Self {
        Self { anchor: Anchor::Middle, ..self }
    }

    /// Up to its point.
    #[must_use]
    pub const fn ending(self) -> Self {
        Self { anchor: Anchor::End, ..self }
    }

    /// On something of this colour that lines may cross: a halo keeps the words readable.
    #[must_use]
    pub const fn on(self, ground: Token) -> Self {
        Self { halo: Some(ground), ..self }
    }

    /// Room that words take.
    #[must_use]
    pub fn width(self, words: &str) -> f32 {
        text_width(words, self.size, self.bold)
    }

    /// Words, or as much of them as fits into this room, with an ellipsis.
    #[must_use]
    pub fn shortened(self, words: &str, most: f32) -> String {
        shortened(words, self.size, self.bold, most)
    }

    /// From the middle of a line of letters down to their baseline.
    #[must_use]
    pub fn drop(self) -> f32 {
        self.size * 0.36
    }

    /// Words at a point of their baseline.
    #[must_use]
    pub fn write(self, key: impl Into<String>, (x, y): (f32, f32), words: &str) -> Mark {
        let Self { size, token, bold, anchor, halo } = self;
        let shape = Shape::Text { x, y, size, anchor, bold, text: words.to_owned() };
        let paint = Paint::fill(token);
        Mark::new(key, shape, halo.map_or(paint, |ground| paint.lined(ground, size * 0.22)))
    }
}
