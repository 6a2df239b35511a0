//! Text of a log as it may be shown: cut, and without what would not be seen for what it is.
//!
//! ```
//! use snowglobe_web::own_data::gateway::analysis::shown::shown;
//!
//! assert_eq!(shown(b"GET /\x1b[2J \xff caf\xc3\xa9", 20), "GET /\u{fffd}[2J \u{fffd} café");
//! assert_eq!(shown(b"0123456789", 4), "0123…");
//! ```
//!
//! What is no UTF-8, control characters, and the marks that turn the direction of writing, become U+FFFD: a
//! log holds what strangers sent. The page sets it as text and never as markup.

/// At most so many characters of a text, and an ellipsis if there are more.
#[must_use]
pub fn shown(text: &[u8], most: usize) -> String {
    // Four bytes a character at most, and one to see that there are more.
    let cut = text.get(..most * 4 + 4).unwrap_or(text);
    let text = String::from_utf8_lossy(cut);
    let turns = |char: char| matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let safe = |char: char| if char.is_control() || turns(char) { char::REPLACEMENT_CHARACTER } else { char };
    let mut out: String = text.chars().take(most).map(safe).collect();
    if text.chars().nth(most).is_some() {
        out.push('…');
    }
    out
}
