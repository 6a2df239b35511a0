//! Marks on a canvas, for a picture that changes as a whole with every frame: a diagram that flows
//! while time goes on. What they look like is what the SVG of the same picture looks like.

use super::super::svg::{FONTS, dash_lengths};
use super::super::{Anchor, Dash, Mark, Paint, Palette, Shape, Token};
use js_sys::Array;
use std::f64::consts::TAU;
use wasm_bindgen::JsValue;
use web_sys::{CanvasRenderingContext2d, Path2d};

/// Draws marks in their order. Neighbours of one paint share a path. O(marks).
pub(super) fn draw_marks(context: &CanvasRenderingContext2d, marks: &[Mark], palette: Palette) {
    let mut pen = Pen { context, palette, paint: None, given: Given::default(), begun: false };
    context.set_line_join("round");
    for mark in marks {
        pen.take(&mark.paint);
        pen.draw(mark);
    }
    pen.finish();
    context.set_global_alpha(1.0);
    // No numbers at all are a pattern too: a solid line.
    let _ = context.set_line_dash(&Array::new());
}

/// The context, the paint of the path that is begun, if one is, and what the context knows already.
struct Pen<'a> {
    context: &'a CanvasRenderingContext2d,
    palette: Palette,
    paint: Option<Paint>,
    given: Given,
    begun: bool,
}

/// What the context was last given. To give it something again costs as much as to draw a dot, a text copied into
/// the page's memory and read there.
#[derive(Default)]
struct Given {
    fill: Option<Token>,
    stroke: Option<Token>,
    width: Option<f32>,
    dash: Option<Dash>,
    opacity: Option<f32>,
    font: Option<(f32, bool)>,
    anchor: Option<Anchor>,
}

impl Pen<'_> {
    fn take(&mut self, paint: &Paint) {
        if self.paint == Some(*paint) {
            return;
        }
        self.finish();
        self.paint = Some(*paint);
        let Self { context, palette, given, .. } = self;
        if given.opacity.replace(paint.opacity) != Some(paint.opacity) {
            context.set_global_alpha(f64::from(paint.opacity));
        }
        if let Some(token) = paint.fill
            && given.fill.replace(token) != Some(token)
        {
            context.set_fill_style_str(palette.value(token));
        }
        let Some(token) = paint.stroke else { return };
        if given.stroke.replace(token) != Some(token) {
            context.set_stroke_style_str(palette.value(token));
        }
        if given.width.replace(paint.width) != Some(paint.width) {
            context.set_line_width(f64::from(paint.width));
        }
        if given.dash.replace(paint.dash) != Some(paint.dash) {
            let lengths = dash_lengths(paint.dash).iter().copied().map(JsValue::from_f64);
            // Two positive numbers are always a pattern.
            let _ = context.set_line_dash(&lengths.collect::<Array>());
        }
    }

    fn draw(&mut self, mark: &Mark) {
        if let Shape::Text { .. } = mark.shape {
            self.finish();
            return self.write(mark);
        }
        let context = self.context;
        if !self.begun {
            context.begin_path();
            self.begun = true;
        }
        let n = |value: &f32| f64::from(*value);
        match &mark.shape {
            Shape::Circle { x, y, r } => {
                context.move_to(n(x) + n(r), n(y));
                // Only fails for a negative radius: then there is nothing to see.
                let _ = context.arc(n(x), n(y), n(r), 0.0, TAU);
            }
            Shape::Line { from, to } => {
                context.move_to(n(&from.0), n(&from.1));
                context.line_to(n(&to.0), n(&to.1));
            }
            Shape::Rect { x, y, w, h, r } => {
                // As above.
                let _ = context.round_rect_with_f64(n(x), n(y), n(w), n(h), n(r));
            }
            Shape::Path(path) => self.trace(path),
            Shape::Text { .. } => {}
        }
    }

    /// A path in the words of SVG stands alone.
    fn trace(&mut self, path: &str) {
        self.finish();
        let (Ok(path), Some(paint)) = (Path2d::new_with_path_string(path), self.paint) else { return };
        if paint.fill.is_some() {
            self.context.fill_with_path_2d(&path);
        }
        if paint.stroke.is_some() {
            self.context.stroke_with_path(&path);
        }
    }

    /// Paints the path that is begun.
    fn finish(&mut self) {
        let (true, Some(paint)) = (self.begun, self.paint) else { return };
        self.begun = false;
        if paint.fill.is_some() {
            self.context.fill();
        }
        if paint.stroke.is_some() {
            self.context.stroke();
        }
    }

    /// A text, its halo behind it.
    fn write(&mut self, mark: &Mark) {
        let Shape::Text { x, y, size, anchor, bold, text } = &mark.shape else { return };
        let Self { context, given, .. } = self;
        if given.font.replace((*size, *bold)) != Some((*size, *bold)) {
            let weight = if *bold { "bold " } else { "" };
            context.set_font(&format!("{weight}{size}px {FONTS}"));
        }
        if given.anchor.replace(*anchor) != Some(*anchor) {
            context.set_text_align(match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "center",
                Anchor::End => "end",
            });
        }
        let (x, y) = (f64::from(*x), f64::from(*y));
        // Neither fails for numbers that are finite.
        if mark.paint.stroke.is_some() {
            let _ = context.stroke_text(text, x, y);
        }
        if mark.paint.fill.is_some() {
            let _ = context.fill_text(text, x, y);
        }
    }
}
