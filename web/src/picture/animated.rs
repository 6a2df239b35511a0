//! A stretch of time as an animated SVG, for places that show images only.
//!
//! What stands still stays; each message is a dot with keyframes of its own. CSS and not SMIL,
//! because only CSS honours `prefers-reduced-motion`: whoever asked for less motion sees each
//! message half-way, at rest. Both play in an `<img>`, where scripts do not.
//!
//! ```text
//!   @keyframes m0 { 0%, 24.99% { opacity: 0; … from }  25% { opacity: 1 }  50% { … to }  50.01% { opacity: 0 } }
//! ```
//!
//! CSS Animations Level 1, <https://www.w3.org/TR/css-animations-1/>.

use super::svg::{open, push_dot, push_mark, put};
use super::{Dot, DotKind, Palette, Picture, Token, number};

/// One message under way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Motion {
    /// Where it leaves.
    pub from: (f32, f32),
    /// Where it ends.
    pub to: (f32, f32),
    /// When it leaves, seconds since the animation began.
    pub begin: f32,
    /// How long it takes, seconds.
    pub duration: f32,
    /// Radius of its dot.
    pub r: f32,
    /// How it looks.
    pub kind: DotKind,
    /// Its colour.
    pub token: Token,
}

/// Motions in one file, at most; later ones are left out.
const MOST: usize = 400;
/// The part of the whole, in percent, in which a dot appears or goes.
const BLINK: f32 = 0.01;

/// The picture without its own dots, with these motions over it, again and again every `seconds`.
/// About 400 bytes for each motion, of which at most 400 are taken.
#[must_use]
pub fn to_animated_svg(picture: &Picture, motions: &[Motion], seconds: f32, palette: Palette) -> String {
    let seconds = if seconds.is_finite() { seconds.clamp(0.1, 3_600.0) } else { 1.0 };
    let motions =
        motions.iter().filter(|motion| motion.begin < seconds && motion.begin + motion.duration > 0.0);
    let motions: Vec<&Motion> = motions.take(MOST).collect();
    let mut out = String::new();
    open(&mut out, picture, palette);
    style(&mut out, &motions, seconds);
    for mark in &picture.still {
        push_mark(&mut out, mark, palette);
    }
    for (index, motion) in motions.iter().enumerate() {
        put(&mut out, format_args!("<g class=\"m\" id=\"m{index}\">"));
        let (x, y) = motion.at(0.5);
        push_dot(
            &mut out,
            &Dot { x, y, r: motion.r, kind: motion.kind, token: motion.token, message: 0 },
            palette,
        );
        out.push_str("</g>\n");
    }
    out.push_str("</svg>\n");
    out
}

fn style(out: &mut String, motions: &[&Motion], seconds: f32) {
    out.push_str("<style>\n@media (prefers-reduced-motion: no-preference) {\n");
    put(out, format_args!(".m {{ animation: {}s linear infinite; opacity: 0; }}\n", number(seconds)));
    for (index, motion) in motions.iter().enumerate() {
        put(out, format_args!("#m{index} {{ animation-name: k{index}; }}\n"));
        motion.keyframes(out, index, seconds);
    }
    out.push_str("}\n</style>\n");
}

impl Motion {
    /// Where it is after a part of its way.
    fn at(&self, part: f32) -> (f32, f32) {
        let Self { from, to, .. } = self;
        (from.0 + (to.0 - from.0) * part, from.1 + (to.1 - from.1) * part)
    }

    /// Only what falls into the animation is shown: a motion that began before it comes in on its
    /// way, and one that ends after it goes on its way.
    fn keyframes(&self, out: &mut String, index: usize, seconds: f32) {
        let duration = self.duration.max(0.001);
        let (begin, end) = (self.begin.max(0.0), (self.begin + duration).min(seconds));
        let part = |time: f32| (time - self.begin) / duration;
        let percent = |time: f32| (time / seconds * 100.0).clamp(0.0, 100.0);
        let (start, stop) = (percent(begin), percent(end).max(percent(begin) + BLINK).min(100.0));
        // The dot is drawn half-way, where it rests when nothing moves.
        let middle = self.at(0.5);
        let moved = |time: f32| {
            let (x, y) = self.at(part(time));
            format!("transform: translate({}px,{}px)", number(x - middle.0), number(y - middle.1))
        };
        let (from, to) = (moved(begin), moved(end));
        put(out, format_args!("@keyframes k{index} {{ "));
        if start > BLINK {
            put(out, format_args!("0%, {}% {{ opacity: 0; {from}; }} ", number(start - BLINK)));
        }
        put(out, format_args!("{}% {{ opacity: 1; {from}; }} ", number(start)));
        put(out, format_args!("{}% {{ opacity: 1; {to}; }} ", number(stop)));
        if stop < 100.0 - BLINK {
            put(out, format_args!("{}%, 100% {{ opacity: 0; {to}; }} ", number(stop + BLINK)));
        }
        out.push_str("}\n");
    }
}

#[cfg(test)]
mod tests;
