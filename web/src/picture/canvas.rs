//! What moves, drawn on a canvas each frame.
//!
//! Thousands of dots cost one path per look: all dots of the same kind and colour go into one
//! path, which is filled or stroked once. Finding the dots of a look again for each of the few
//! looks is cheaper than sorting them, and needs no memory.
//!
//! ```text
//!   [full blue, full blue, hollow blue, full red]  →  2 + 1 + 1 dots in 3 paths
//! ```

mod marks;

use super::{Dot, DotKind, Mark, Palette, Token};
use std::f64::consts::{FRAC_1_SQRT_2, TAU};
use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement};

/// From this many dots on, dots are squares: nobody sees the difference in a swarm, and a square
/// takes half the calls.
pub const SWARM: usize = 3_000;
/// The same for dots of at most this radius: of a few pixels a square looks no other than a disc.
const SWARM_OF_SMALL: (usize, f32) = (500, 2.8);

/// Draws `marks` and then `dots`, and nothing else, on a canvas of `width` by `height` CSS pixels, as
/// fine as the screen is. Does nothing if the canvas gives no 2D context. O(marks + dots × looks).
pub fn draw(
    canvas: &HtmlCanvasElement,
    marks: &[Mark],
    dots: &[Dot],
    (width, height): (f32, f32),
    palette: Palette,
) {
    let context = canvas.get_context("2d").ok().flatten();
    let Some(context) = context.and_then(|object| object.dyn_into::<CanvasRenderingContext2d>().ok()) else {
        return;
    };
    let ratio = web_sys::window().map_or(1.0, |window| window.device_pixel_ratio());
    let (width, height) = (f64::from(width), f64::from(height));
    fit(canvas, width * ratio, height * ratio);
    // Only fails for numbers that are not finite, and then nothing can be drawn.
    if context.set_transform(ratio, 0.0, 0.0, ratio, 0.0, 0.0).is_err() {
        return;
    }
    context.clear_rect(0.0, 0.0, width, height);
    if !marks.is_empty() {
        marks::draw_marks(&context, marks, palette);
    }
    for look in looks(dots) {
        let alike = || dots.iter().filter(|dot| Look::of(dot) == look);
        let (many, small) = SWARM_OF_SMALL;
        let swarm = dots.len() >= SWARM || (dots.len() >= many && alike().all(|dot| dot.r <= small));
        look.draw(&context, alike(), palette, swarm);
    }
}

/// What dots must share to be drawn together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    kind: DotKind,
    token: Token,
}

impl Look {
    fn of(dot: &Dot) -> Self {
        Self { kind: dot.kind, token: dot.token }
    }

    fn draw<'a>(
        self,
        context: &CanvasRenderingContext2d,
        dots: impl Iterator<Item = &'a Dot>,
        palette: Palette,
        swarm: bool,
    ) {
        let places = dots.map(|dot| (f64::from(dot.x), f64::from(dot.y), f64::from(dot.r)));
        let colour = palette.value(self.token);
        context.begin_path();
        match self.kind {
            DotKind::Full | DotKind::Hollow if swarm => {
                for (x, y, r) in places {
                    // A square of the same area.
                    let half = r * 0.886;
                    context.rect(x - half, y - half, half * 2.0, half * 2.0);
                }
            }
            DotKind::Full | DotKind::Hollow | DotKind::Barred | DotKind::Ring => {
                for (x, y, r) in places {
                    context.move_to(x + r, y);
                    // Only fails for a negative radius: then there is nothing to see.
                    let _ = context.arc(x, y, r, 0.0, TAU);
                    if self.kind == DotKind::Barred {
                        let half = r * FRAC_1_SQRT_2;
                        context.move_to(x - half, y + half);
                        context.line_to(x + half, y - half);
                    }
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
        if matches!(self.kind, DotKind::Full | DotKind::Hollow | DotKind::Barred) {
            let inside = if self.kind == DotKind::Full { colour } else { palette.value(Token::Card) };
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

/// The different looks, in the order in which they first come.
fn looks(dots: &[Dot]) -> Vec<Look> {
    let mut looks = Vec::with_capacity(16);
    // Dots of one look mostly follow each other.
    let mut last = None;
    for look in dots.iter().map(Look::of) {
        if last != Some(look) && !looks.contains(&look) {
            looks.push(look);
        }
        last = Some(look);
    }
    looks
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
