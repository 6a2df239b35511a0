//! Korean particles, chosen by the sound of the word before them.
//!
//! ```text
//!   s4  reads 에스사    vowel        s4가     s4를     s4로
//!   s3  reads 에스삼    consonant    s3이     s3을     s3으로
//!   s1  reads 에스일    ends in ㄹ   s1이     s1을     s1로
//!   19.8% reads … 퍼센트             19.8%가
//! ```
//!
//! Hangul is exact. Digits are read as Sino-Korean numbers, capitals as the names of letters,
//! other Latin words by a rule of thumb on their last letters. Never written 이(가).
//! 국립국어원 한글 맞춤법 제14항; the rule of 으로 after ㄹ is that of its 해설.

/// How a word ends when it is spoken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sound {
    /// In a vowel.
    Vowel,
    /// In ㄹ.
    Rieul,
    /// In another consonant.
    Consonant,
}

/// The pairs known: after a consonant, after a vowel.
const PAIRS: &[(&str, &str)] = &[
    ("이", "가"),
    ("을", "를"),
    ("은", "는"),
    ("과", "와"),
    ("으로", "로"),
    ("이라", "라"),
    ("이라는", "라는"),
    ("이라면", "라면"),
    ("이다", "다"),
    ("이고", "고"),
    ("이며", "며"),
    ("이면", "면"),
    ("이나", "나"),
    ("이었다", "였다"),
    ("이었고", "였고"),
    ("이지만", "지만"),
    ("이란", "란"),
    ("이어서", "여서"),
];

/// A pair of particles of which one fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    after_consonant: &'static str,
    after_vowel: &'static str,
}

impl Pair {
    /// Reads a pair such as `이/가`; `None` if it is not one of those known.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (first, second) = text.split_once('/')?;
        let known = PAIRS.iter().find(|pair| **pair == (first, second));
        known.map(|&(after_consonant, after_vowel)| Self { after_consonant, after_vowel })
    }

    /// The one that follows `word`. Cost: linear in the word's length.
    #[must_use]
    pub fn after(self, word: &str) -> &'static str {
        match sound(word) {
            Sound::Vowel => self.after_vowel,
            Sound::Rieul if self.after_consonant == "으로" => self.after_vowel,
            Sound::Rieul | Sound::Consonant => self.after_consonant,
        }
    }
}

/// How a word ends when it is spoken. A word without any sound counts as ending in a vowel.
#[must_use]
pub fn sound(word: &str) -> Sound {
    let silent = |c: char| !c.is_alphanumeric() && c != '%';
    let word = word.trim_end_matches(silent);
    match word.chars().next_back() {
        Some(last @ '가'..='힣') => syllable(last),
        Some(last) if last.is_ascii_digit() => number(word),
        Some(last) if last.is_ascii_alphabetic() => latin(word),
        // 퍼센트, and whatever has no rule here.
        _ => Sound::Vowel,
    }
}

/// Syllables lie in the order of their final consonants, 28 to a row: none first, ㄹ at 8.
fn syllable(last: char) -> Sound {
    match (last as u32 - '가' as u32) % 28 {
        0 => Sound::Vowel,
        8 => Sound::Rieul,
        _ => Sound::Consonant,
    }
}

fn number(word: &str) -> Sound {
    let numeric = |c: char| c.is_ascii_digit() || c == ',' || c == '.';
    let start =
        word.rfind(|c| !numeric(c)).map_or(0, |at| at + word[at..].chars().next().map_or(1, char::len_utf8));
    let digits = &word[start..];
    match digits.chars().next_back() {
        Some('1' | '7' | '8') => Sound::Rieul,
        Some('3' | '6') => Sound::Consonant,
        Some('0') if !digits.contains('.') => {
            let plain: String = digits.chars().filter(char::is_ascii_digit).collect();
            // 십, 백, 천, 만, 억 end in consonants; 조 does not.
            let zeros = plain.len() - plain.trim_end_matches('0').len();
            if (12..16).contains(&zeros) { Sound::Vowel } else { Sound::Consonant }
        }
        // 영 after the point.
        Some('0') => Sound::Consonant,
        _ => Sound::Vowel,
    }
}

fn latin(word: &str) -> Sound {
    let start = word
        .rfind(|c: char| !c.is_ascii_alphabetic())
        .map_or(0, |at| at + word[at..].chars().next().map_or(1, char::len_utf8));
    let letters = &word[start..];
    let after_digit = word[..start].chars().next_back().is_some_and(|c| c.is_ascii_digit());
    // 초, 밀리초, 바이트, 배.
    if after_digit && ["s", "ms", "us", "ns", "B", "KB", "MB", "GB", "x"].contains(&letters) {
        return Sound::Vowel;
    }
    let lower = letters.to_ascii_lowercase();
    let spelled = letters.chars().all(|c| c.is_ascii_uppercase()) || !lower.contains(is_vowel);
    if spelled { letter(&lower) } else { spoken(&lower) }
}

fn is_vowel(c: char) -> bool {
    "aeiouy".contains(c)
}

/// By the name of the last letter: 엘, 알, 엠, 엔; all others end in a vowel.
fn letter(lower: &str) -> Sound {
    match lower.chars().next_back() {
        Some('l' | 'r') => Sound::Rieul,
        Some('m' | 'n') => Sound::Consonant,
        _ => Sound::Vowel,
    }
}

/// As a word is usually written in Hangul: 서버, 캐시, 노드; 링, 토큰; 터널; 웹, 셋, 블록.
fn spoken(lower: &str) -> Sound {
    let mut back = lower.chars().rev();
    let (last, before, third) = (back.next(), back.next(), back.next());
    let short = before.is_some_and(is_vowel) && !third.is_some_and(is_vowel);
    match last {
        Some('l') => Sound::Rieul,
        Some('m' | 'n') => Sound::Consonant,
        Some('g') if before == Some('n') => Sound::Consonant,
        Some('k') if before == Some('c') => Sound::Consonant,
        Some('b' | 'k' | 'p' | 't') if short => Sound::Consonant,
        _ => Sound::Vowel,
    }
}

#[cfg(test)]
mod tests;
