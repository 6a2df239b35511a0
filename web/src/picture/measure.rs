//! How much room a text takes, without a browser to ask.
//!
//! An estimate on the wide side, so that labels which do not overlap here do not overlap on the
//! page either, whatever font the reader has. Hangul and other full-width letters take one em.
//!
//! ```text
//!   text_width("get key-7", 12) ≈ 60      text_width("분할", 12) = 24
//! ```

use super::{Anchor, Shape};

/// Width of a line of text in pixels at a height of `size` pixels. O(letters).
#[must_use]
pub fn text_width(text: &str, size: f32, bold: bool) -> f32 {
    let ems: f32 = text.chars().map(ems).sum();
    ems * size * if bold { 1.08 } else { 1.0 }
}

/// A text that takes no more room than this: its beginning and an ellipsis, if it is longer; nothing, if there is no room
/// for that either.
#[must_use]
pub fn shortened(text: &str, size: f32, bold: bool, most: f32) -> String {
    let mut shown = text.to_owned();
    let mut sign = "";
    while text_width(&shown, size, bold) + text_width(sign, size, bold) > most {
        if shown.pop().is_none() {
            return String::new();
        }
        shown.truncate(shown.trim_end().len());
        sign = "…";
    }
    shown + sign
}

fn ems(letter: char) -> f32 {
    match letter {
        'i' | 'j' | 'l' | '|' | '!' | '.' | ',' | ':' | ';' | '\'' => 0.32,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '[' | ']' | '{' | '}' | '-' | '/' => 0.42,
        'm' | 'w' | 'M' | 'W' | '@' | '%' => 0.95,
        'A'..='Z' => 0.74,
        '\u{0}'..='\u{2ff}' => 0.6,
        // Hangul Jamo, then CJK, Hangul syllables, full-width forms, arrows and signs.
        '\u{1100}'..='\u{11ff}' | '\u{2190}'..='\u{10ffff}' => 1.0,
        _ => 0.7,
    }
}

/// A text in lines of at most this width, broken between words.
#[must_use]
pub fn wrapped(text: &str, room: f32, width: impl Fn(&str) -> f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}")) <= room => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// A rectangle that something takes up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Left.
    pub x: f32,
    /// Top.
    pub y: f32,
    /// Width.
    pub w: f32,
    /// Height.
    pub h: f32,
}

impl Area {
    /// The room of a text; `None` for any other shape.
    #[must_use]
    pub fn of_text(shape: &Shape) -> Option<Self> {
        let Shape::Text { x, y, size, anchor, bold, text } = shape else {
            return None;
        };
        Some(Self::of_line((*x, *y), *size, *anchor, text_width(text, *size, *bold)))
    }

    /// The room of a line of text of this width.
    #[must_use]
    pub fn of_line((x, y): (f32, f32), size: f32, anchor: Anchor, w: f32) -> Self {
        let x = match anchor {
            Anchor::Start => x,
            Anchor::Middle => x - w / 2.0,
            Anchor::End => x - w,
        };
        Self { x, y: y - size * 0.95, w, h: size * 1.25 }
    }

    /// Whether two areas share more than an edge.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        let (right, bottom) = (self.x + self.w, self.y + self.h);
        self.x < other.x + other.w && other.x < right && self.y < other.y + other.h && other.y < bottom
    }

    /// Whether it lies wholly inside another.
    #[must_use]
    pub fn is_inside(self, other: Self) -> bool {
        let (right, bottom) = (other.x + other.w, other.y + other.h);
        self.x >= other.x && self.y >= other.y && self.x + self.w <= right && self.y + self.h <= bottom
    }
}
