//! Keys as people write them, as the engines store them, and as a label holds them.
//!
//! ```text
//!   42, key-42, key-000042   ─▶ Number(42)      stored as "key-000042"
//!   apple                    ─▶ Word("apple")   stored as it is; a label holds its first seven letters
//! ```

use alloc::format;
use alloc::string::String;
use alloc::sync::Arc;
use core::fmt;

/// A key.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key {
    /// One of the numbered keys of workloads, up to [`Key::LAST`].
    Number(u32),
    /// Any other, of letters, digits and the signs `-`, `_` and `.`; up to [`Key::LONGEST`] of them.
    Word(Arc<str>),
}

const WORD: u64 = 1 << 63;

impl Key {
    /// The highest number.
    pub const LAST: u32 = 999_999;
    /// The most characters of a word.
    pub const LONGEST: usize = 64;

    /// Reads a key; `None` if it has other characters or too many.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
        if text.is_empty() || text.len() > Self::LONGEST || !text.chars().all(fits) {
            return None;
        }
        let digits = text.strip_prefix("key-").unwrap_or(text);
        let all_digits = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let number = digits.parse().ok().filter(|number| all_digits && *number <= Self::LAST);
        Some(number.map_or_else(|| Self::Word(Arc::from(text)), Self::Number))
    }

    /// The key that an engine has; anything else than what [`Key::stored`] gives is no key of ours.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        core::str::from_utf8(bytes).ok().and_then(Self::parse)
    }

    /// As engines store it.
    #[must_use]
    pub fn stored(&self) -> String {
        match self {
            Self::Number(number) => format!("key-{number:06}"),
            Self::Word(word) => String::from(&**word),
        }
    }

    /// Bytes of it, as stored.
    #[must_use]
    pub fn size(&self) -> usize {
        match self {
            Self::Number(_) => 10,
            Self::Word(word) => word.len(),
        }
    }

    /// As one number of a label: of a word the first seven characters.
    #[must_use]
    pub fn packed(&self) -> u64 {
        match self {
            Self::Number(number) => u64::from(*number),
            Self::Word(word) => {
                let letters = word.bytes().chain(core::iter::repeat(0)).take(7);
                WORD | letters.fold(0, |all, letter| all << 8 | u64::from(letter))
            }
        }
    }

    /// The key that a number of a label stands for, as text.
    #[must_use]
    pub fn told(packed: u64) -> String {
        if packed & WORD == 0 {
            return Self::Number(u32::try_from(packed).unwrap_or(u32::MAX)).stored();
        }
        let letters = (0..7).rev().map(|at| (packed >> (8 * at) & 0x7f) as u8);
        let mut text: String = letters.filter(|letter| *letter > 0).map(char::from).collect();
        if text.len() == 7 {
            text.push('…');
        }
        text
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.stored())
    }
}
