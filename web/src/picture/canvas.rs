//! What moves, drawn on a canvas each frame.
//!
//! Thousands of dots cost one path per look: dots are sorted into buckets of the same kind and
//! colour, and each bucket is filled or stroked once. The buckets are kept between frames, so
//! drawing allocates nothing once warm.
//!
//! ```text
//!   [full blue, full blue, hollow blue, full red]  →  2 + 1 + 1 dots in 3 paths
//! ```

use super::{Dot, DotKind, Palette, Token};
use std::f64::consts::TAU;
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// The dots of one look, as indices.
struct Bucket {
    kind: DotKind,
    token: Token,
    dots: Vec<u32>,
}

/// Draws dots on one canvas.
#[derive(Default)]
pub struct Painter {
    buckets: Vec<Bucket>,
}

impl Painter {
    /// From this many dots on, full dots are squares: nobody sees the difference in a swarm, and
    /// a square takes half the calls.
    pub const SWARM: usize = 3_000;

    /// A painter that has drawn nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Draws `dots` on a canvas of `width` by `height` CSS pixels at `ratio` device pixels each,
    /// and nothing else. Does nothing if the canvas gives no 2D context. O(dots); allocates only
    /// when there are more dots than ever before.
    pub fn draw(
        &mut self,
        canvas: &HtmlCanvasElement,
        size: (f32, f32),
        ratio: f64,
        dots: &[Dot],
        palette: Palette,
    ) {
        let context = canvas.get_context("2d").ok().flatten();
        let Some(context) = context.and_then(|object| object.dyn_into::<CanvasRenderingContext2d>().ok())
        else {
            return;
        };
        let (width, height) = (f64::from(size.0), f64::from(size.1));
        fit(canvas, width * ratio, height * ratio);
        // Only fails for numbers that are not finite, and then nothing can be drawn.
        if context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0).is_err() {
            return;
        }
        context.clear_rect(0.0, 0.0, width, height);
        self.sort(dots);
        let swarm = dots.len() >= Self::SWARM;
        for bucket in self.buckets.iter().filter(|bucket| !bucket.dots.is_empty()) {
            bucket.draw(&context, dots, palette, swarm);
        }
    }

    /// Puts each dot into the bucket of its look, in the order of the first of each.
    fn sort(&mut self, dots: &[Dot]) {
        for bucket in &mut self.buckets {
            bucket.dots.clear();
        }
        // Dots of one look mostly follow each other.
        let mut last = 0;
        for (index, dot) in dots.iter().enumerate() {
            let fits = |bucket: &Bucket| bucket.kind == dot.kind && bucket.token == dot.token;
            if !self.buckets.get(last).is_some_and(fits) {
                last = self.buckets.iter().position(fits).unwrap_or(self.buckets.len());
            }
            match self.buckets.get_mut(last) {
                Some(bucket) => bucket.dots.push(index as u32),
                None => {
                    self.buckets.push(Bucket { kind: dot.kind, token: dot.token, dots: vec![index as u32] })
                }
            }
        }
    }
}

impl Bucket {
    fn draw(&self, context: &CanvasRenderingContext2d, dots: &[Dot], palette: Palette, swarm: bool) {
        let dots = self.dots.iter().filter_map(|&index| dots.get(index as usize));
        let places = dots.map(|dot| (f64::from(dot.x), f64::from(dot.y), f64::from(dot.r)));
        let colour = palette.value(self.token);
        context.begin_path();
        match self.kind {
            DotKind::Full if swarm => {
                for (x, y, r) in places {
                    // A square of about the same area.
                    let half = r * 0.886;
                    context.rect(x - half, y - half, half * 2.0, half * 2.0);
                }
            }
            DotKind::Full | DotKind::Hollow => {
                for (x, y, r) in places {
                    context.move_to(x + r, y);
                    // Only fails for a negative radius: then there is nothing to see.
                    let _ = context.arc(x, y, r, 0.0, TAU);
                }
            }
            DotKind::Cross => {
                for (x, y, r) in places {
                    context.move_to(x - r, y - r);
                    context.line_to(x + r, y + r);
                    context.move_to(x - r, y + r);
                    context.line_to(x + r, y - r);
                }
            }
        }
        let inside = if self.kind == DotKind::Hollow { palette.value(Token::Card) } else { colour };
        if self.kind != DotKind::Cross {
            context.set_fill_style_str(inside);
            context.fill();
        }
        if self.kind != DotKind::Full {
            context.set_stroke_style_str(colour);
            context.set_line_width(2.0);
            context.stroke();
        }
    }
}

/// Gives the canvas its size in device pixels; setting it clears the canvas, so only on a change.
fn fit(canvas: &HtmlCanvasElement, width: f64, height: f64) {
    let (width, height) = (width.round() as u32, height.round() as u32);
    if canvas.width() != width {
        canvas.set_width(width);
    }
    if canvas.height() != height {
        canvas.set_height(height);
    }
}

#[cfg(test)]
mod tests;
