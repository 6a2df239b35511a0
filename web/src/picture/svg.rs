//! A picture as SVG text: for files, posters, tests.
//!
//! The same picture gives the same text, to the byte: numbers have at most two decimals, marks
//! come in their order, and nothing is asked of a browser. Only presentation attributes are used,
//! so the text may stand in a page with a strict content security policy.
//!
//! ```text
//!   <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40" …><title>A server</title>
//!   <circle cx="20" cy="20" r="8.5" fill="#4477aa"/>
//! ```
//!
//! SVG 2, <https://www.w3.org/TR/SVG2/>.

use super::{Anchor, Dash, Dot, DotKind, Mark, Paint, Palette, Picture, Shape, Token};
use std::fmt::Write;

/// The system's fonts, Korean ones first.
pub(super) const FONTS: &str =
    "Pretendard, 'Apple SD Gothic Neo', 'Malgun Gothic', 'Noto Sans KR', system-ui, sans-serif";

/// The whole picture, what moves included, as an SVG document. O(marks + dots).
#[must_use]
pub fn to_svg(picture: &Picture, palette: Palette) -> String {
    let mut out = String::new();
    open(&mut out, picture, palette);
    for mark in &picture.still {
        push_mark(&mut out, mark, palette);
    }
    for dot in &picture.moving {
        push_dot(&mut out, dot, palette);
    }
    out.push_str("</svg>\n");
    out
}

/// The root element, its title and the surface.
pub(super) fn open(out: &mut String, picture: &Picture, palette: Palette) {
    let (w, h) = (number(picture.width), number(picture.height));
    let (label, surface) = (escape(&picture.label), palette.value(Token::Surface));
    put(out, format_args!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" "));
    put(out, format_args!("width=\"{w}\" height=\"{h}\" role=\"img\" font-family=\"{FONTS}\">\n"));
    put(out, format_args!("<title>{label}</title>\n"));
    put(out, format_args!("<rect width=\"{w}\" height=\"{h}\" fill=\"{surface}\"/>\n"));
}

/// One mark.
pub(super) fn push_mark(out: &mut String, mark: &Mark, palette: Palette) {
    let paint = attributes(&mark.paint, palette);
    match &mark.shape {
        Shape::Text { text, .. } => {
            let halo = mark.paint.stroke.is_some();
            let geometry = geometry(&mark.shape);
            let halo = if halo { " paint-order=\"stroke\" stroke-linejoin=\"round\"" } else { "" };
            put(out, format_args!("<text{geometry}{paint}{halo}>{}</text>\n", escape(text)));
        }
        shape => put(out, format_args!("<{}{}{paint}/>\n", element(shape), geometry(shape))),
    }
}

fn element(shape: &Shape) -> &'static str {
    match shape {
        Shape::Circle { .. } => "circle",
        Shape::Line { .. } => "line",
        Shape::Rect { .. } => "rect",
        Shape::Path(_) => "path",
        Shape::Text { .. } => "text",
    }
}

fn geometry(shape: &Shape) -> String {
    let n = number;
    match shape {
        Shape::Circle { x, y, r } => format!(" cx=\"{}\" cy=\"{}\" r=\"{}\"", n(*x), n(*y), n(*r)),
        Shape::Line { from, to } => {
            format!(" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"", n(from.0), n(from.1), n(to.0), n(to.1))
        }
        Shape::Rect { x, y, w, h, r } => {
            let corners = if *r > 0.0 { format!(" rx=\"{}\"", n(*r)) } else { String::new() };
            format!(" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{corners}", n(*x), n(*y), n(*w), n(*h))
        }
        Shape::Path(path) => format!(" d=\"{}\"", escape(path)),
        Shape::Text { x, y, size, anchor, bold, .. } => {
            let weight = if *bold { " font-weight=\"700\"" } else { "" };
            let anchor = match anchor {
                Anchor::Start => "",
                Anchor::Middle => " text-anchor=\"middle\"",
                Anchor::End => " text-anchor=\"end\"",
            };
            format!(" x=\"{}\" y=\"{}\" font-size=\"{}\"{weight}{anchor}", n(*x), n(*y), n(*size))
        }
    }
}

fn attributes(paint: &Paint, palette: Palette) -> String {
    let fill = paint.fill.map_or("none", |token| palette.value(token));
    let mut out = format!(" fill=\"{fill}\"");
    if let Some(stroke) = paint.stroke {
        put(&mut out, format_args!(" stroke=\"{}\"", palette.value(stroke)));
        put(&mut out, format_args!(" stroke-width=\"{}\"", number(paint.width)));
    }
    if let Some(dashes) = dashes(paint.dash) {
        put(&mut out, format_args!(" stroke-dasharray=\"{dashes}\""));
    }
    if paint.opacity < 1.0 {
        put(&mut out, format_args!(" opacity=\"{}\"", number(paint.opacity)));
    }
    out
}

/// The pattern of a broken line, pixels.
pub(super) fn dashes(dash: Dash) -> Option<&'static str> {
    match dash {
        Dash::Solid => None,
        Dash::Dashed => Some("5 4"),
        Dash::Dotted => Some("2 5"),
    }
}

/// The same as numbers.
pub(super) fn dash_lengths(dash: Dash) -> &'static [f64] {
    match dash {
        Dash::Solid => &[],
        Dash::Dashed => &[5.0, 4.0],
        Dash::Dotted => &[2.0, 5.0],
    }
}

/// One dot, as the canvas draws it.
pub(super) fn push_dot(out: &mut String, dot: &Dot, palette: Palette) {
    let colour = palette.value(dot.token);
    let (x, y, r) = (number(dot.x), number(dot.y), number(dot.r));
    match dot.kind {
        DotKind::Full => {
            put(out, format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{colour}\"/>\n"))
        }
        DotKind::Hollow => {
            let inside = palette.value(Token::Card);
            put(out, format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"{inside}\""));
            put(out, format_args!(" stroke=\"{colour}\" stroke-width=\"2\"/>\n"));
        }
        DotKind::Barred => {
            push_dot(out, &Dot { kind: DotKind::Hollow, ..*dot }, palette);
            put(out, format_args!("<path d=\"{}\" fill=\"none\"", bar(dot.x, dot.y, dot.r)));
            put(out, format_args!(" stroke=\"{colour}\" stroke-width=\"2\"/>\n"));
        }
        DotKind::Ring => {
            put(out, format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\" fill=\"none\""));
            put(out, format_args!(" stroke=\"{colour}\" stroke-width=\"2\"/>\n"));
        }
        DotKind::Cross => {
            put(out, format_args!("<path d=\"{}\" fill=\"none\"", cross(dot.x, dot.y, dot.r)));
            put(out, format_args!(" stroke=\"{colour}\" stroke-width=\"2\"/>\n"));
        }
    }
}

/// The path of a cross: what was lost ends in one.
#[must_use]
pub fn cross(x: f32, y: f32, r: f32) -> String {
    let (left, right, top, bottom) = (number(x - r), number(x + r), number(y - r), number(y + r));
    format!("M{left} {top}L{right} {bottom}M{left} {bottom}L{right} {top}")
}

/// The path of the stroke through a circle: what was refused is struck out.
#[must_use]
pub fn bar(x: f32, y: f32, r: f32) -> String {
    let (half, n) = (r * std::f32::consts::FRAC_1_SQRT_2, number);
    format!("M{} {}L{} {}", n(x - half), n(y + half), n(x + half), n(y - half))
}

/// A number with at most two decimals and no trailing zeros; never `-0`, `NaN` or infinite.
#[must_use]
pub fn number(value: f32) -> String {
    // Beyond this nothing can be seen anyway, and hundredths are no longer exact.
    let hundredths = (f64::from(value) * 100.0).round().clamp(-1e9, 1e9) as i64;
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
    match (rest, rest % 10) {
        (0, _) => format!("{sign}{whole}"),
        (_, 0) => format!("{sign}{whole}.{}", rest / 10),
        _ => format!("{sign}{whole}.{rest:02}"),
    }
}

/// Text as it may stand between tags and in attributes; control characters become spaces.
#[must_use]
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            // XML allows neither control characters nor these two, not even escaped.
            letter if letter.is_control() || matches!(letter, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            letter => out.push(letter),
        }
    }
    out
}

pub(super) fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = out.write_fmt(text);
}
