//! What dots and marks mean, in a line.

use super::draw::NOTE;
use super::words;
use crate::picture::{Area, DotKind, Mark, Token};
use crate::scenes::legend::Sign;
use crate::text::{Language, Text};

/// A mark and what it means.
pub(crate) type Meaning = ((DotKind, Token), Text);

/// A read looked here, and there it was.
pub(crate) const FOUND: Meaning = ((DotKind::Ring, Token::Good), words::FOUND_THERE);
/// A read looked here in vain.
pub(crate) const NOT_FOUND: Meaning = ((DotKind::Ring, Token::Warning), words::NOT_THERE);
/// A filter kept a read from looking here.
pub(crate) const FILTERED: Meaning = ((DotKind::Barred, Token::Warning), words::FILTERED);

/// As many as there is room for.
pub(crate) fn draw(entries: &[Meaning], area: Area, language: Language, marks: &mut Vec<Mark>) {
    let y = area.y + area.h / 2.0 + 1.0;
    let mut x = area.x;
    for (place, ((kind, token), text)) in entries.iter().enumerate() {
        let words = text.of(language);
        let wide = NOTE.width(words) + 26.0;
        if x + wide > area.x + area.w {
            break;
        }
        marks.extend(Sign::Dot(*kind, *token).marks(&place.to_string(), (x + 6.0, y)));
        marks.push(NOTE.write(format!("legend name {place}"), (x + 15.0, y + NOTE.drop()), words));
        x += wide;
    }
}
