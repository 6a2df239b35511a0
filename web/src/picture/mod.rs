//! Pictures: what a view draws, as plain data.
//!
//! A scene turns a run at a moment into a [`Picture`]. What stands still is a list of [`Mark`]s
//! with stable keys; what moves each frame is a batch of [`Dot`]s. Colours are meanings
//! ([`Token`]); a [`Palette`] gives them values in light and dark. The live page, the SVG export
//! and the tests all read the same picture.
//!
//! ```text
//!   Picture { still: [circle "server s1", text "s1", …], moving: [dot request c0 → s1, …] }
//!      ├──► page: still as SVG in the DOM, moving on a canvas over it
//!      └──► file: everything as SVG text
//! ```

pub mod animated;
pub mod bars;
pub mod canvas;
pub mod dom;
mod measure;
mod palette;
mod pen;
mod svg;
mod thing;

pub use animated::{Motion, to_animated_svg};
pub use measure::{Area, shortened, text_width, wrapped};
pub use palette::{Palette, Theme, Token};
pub use pen::Pen;
pub use svg::{bar, cross, number, to_svg};
pub use thing::Thing;

#[cfg(test)]
mod tests;

/// How a line is broken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dash {
    /// Not at all.
    #[default]
    Solid,
    /// Replies, and what is suspected.
    Dashed,
    /// What is dead.
    Dotted,
}

/// How a shape is painted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Paint {
    /// Colour of the inside.
    pub fill: Option<Token>,
    /// Colour of the line.
    pub stroke: Option<Token>,
    /// Width of the line, pixels.
    pub width: f32,
    /// How the line is broken.
    pub dash: Dash,
    /// 0 unseen to 1 opaque.
    pub opacity: f32,
}

impl Paint {
    /// A filled shape without a line.
    #[must_use]
    pub const fn fill(token: Token) -> Self {
        Self { fill: Some(token), stroke: None, width: 0.0, dash: Dash::Solid, opacity: 1.0 }
    }

    /// A line.
    #[must_use]
    pub const fn stroke(token: Token, width: f32) -> Self {
        Self { fill: None, stroke: Some(token), width, dash: Dash::Solid, opacity: 1.0 }
    }

    /// With a line around it.
    #[must_use]
    pub const fn lined(self, token: Token, width: f32) -> Self {
        Self { stroke: Some(token), width, ..self }
    }

    /// With a filled inside.
    #[must_use]
    pub const fn filled(self, token: Token) -> Self {
        Self { fill: Some(token), ..self }
    }

    /// With a broken line.
    #[must_use]
    pub const fn dashed(self, dash: Dash) -> Self {
        Self { dash, ..self }
    }

    /// Partly transparent.
    #[must_use]
    pub const fn faded(self, opacity: f32) -> Self {
        Self { opacity, ..self }
    }
}

/// Where a text stands from its point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// It begins there.
    Start,
    /// It is centred there.
    Middle,
    /// It ends there.
    End,
}

/// A shape in pixels of the picture. The stroke of a text is a halo behind its letters.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// A circle by centre and radius.
    Circle {
        /// Centre.
        x: f32,
        /// Centre.
        y: f32,
        /// Radius.
        r: f32,
    },
    /// A straight line.
    Line {
        /// From.
        from: (f32, f32),
        /// To.
        to: (f32, f32),
    },
    /// A rectangle with rounded corners.
    Rect {
        /// Left.
        x: f32,
        /// Top.
        y: f32,
        /// Width.
        w: f32,
        /// Height.
        h: f32,
        /// Radius of the corners.
        r: f32,
    },
    /// An SVG path in absolute coordinates.
    Path(String),
    /// A line of text; `y` is its baseline.
    Text {
        /// Where.
        x: f32,
        /// Where.
        y: f32,
        /// Height of the letters, pixels.
        size: f32,
        /// Which end of the text is at `x`.
        anchor: Anchor,
        /// Whether it is bold.
        bold: bool,
        /// The text.
        text: String,
    },
}

/// One thing in a picture.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Stable as long as it is the same thing, unique in the picture.
    pub key: String,
    /// Its shape.
    pub shape: Shape,
    /// Its paint.
    pub paint: Paint,
    /// What it stands for: selectable, and lit together with its chip in the text.
    pub thing: Option<Thing>,
    /// What a screen reader says; marks without one are decoration.
    pub label: Option<String>,
}

impl Mark {
    /// A mark that is decoration.
    #[must_use]
    pub fn new(key: impl Into<String>, shape: Shape, paint: Paint) -> Self {
        Self { key: key.into(), shape, paint, thing: None, label: None }
    }

    /// Standing for something, with its name for a screen reader.
    #[must_use]
    pub fn of(self, thing: Thing, label: impl Into<String>) -> Self {
        Self { thing: Some(thing), label: Some(label.into()), ..self }
    }
}

/// How a moving dot looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DotKind {
    /// Full: a request, or a key.
    Full,
    /// Hollow: a reply.
    Hollow,
    /// Hollow with a stroke through it: a refusal.
    Barred,
    /// A line around something that just changed, without an inside.
    Ring,
    /// A cross: something was lost here.
    Cross,
}

/// Something that moves each frame.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dot {
    /// Centre.
    pub x: f32,
    /// Centre.
    pub y: f32,
    /// Radius.
    pub r: f32,
    /// How it looks.
    pub kind: DotKind,
    /// Its colour.
    pub token: Token,
    /// The message it stands for; 0 for none.
    pub message: u64,
}

/// What a view draws.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    /// Width in pixels.
    pub width: f32,
    /// Height in pixels.
    pub height: f32,
    /// What the whole picture shows, in a sentence.
    pub label: String,
    /// What stands still, back to front.
    pub still: Vec<Mark>,
    /// What moves, drawn over it.
    pub moving: Vec<Dot>,
}

impl Picture {
    /// The picture as decoration: nothing in it can be chosen.
    #[must_use]
    pub fn without_things(mut self) -> Self {
        for mark in &mut self.still {
            (mark.thing, mark.label) = (None, None);
        }
        self
    }
}
