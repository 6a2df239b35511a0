//! The forms of EDN and of JSON, as far as histories have them: a number, a name, a pair, a map.
//!
//! ```text
//!   {:f :cas, :value [7 [1 2]]}        {"f": "cas", "key": 7, "value": [1, 2]}
//! ```
//!
//! One reader for both: in EDN a comma is a blank, and in JSON what stands between things (commas, colons) is passed over
//! too. What is within an unknown thing is stepped over without a look. Nothing calls itself deeper than three levels, and
//! brackets may stand within brackets [`MOST_NESTED`] times.
//!
//! Hickey, "Extensible Data Notation" (2012); RFC 8259.

use super::fault::{Fault, LogError};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

/// How deep brackets may stand within brackets.
pub const MOST_NESTED: usize = 128;

/// A thing that was read.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Form<'a> {
    Nil,
    Number(i64),
    /// A string, or a keyword without its colon.
    Name(Cow<'a, str>),
    /// Two things in brackets.
    Pair(Vec<Form<'a>>),
    /// Anything else.
    Other,
}

/// A piece of text.
enum Token<'a> {
    Open(u8),
    Close(u8),
    Form(Form<'a>),
}

/// A place in a text.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    json: bool,
    /// The brackets that are open, by what closes them and in which line they began.
    open: Vec<(u8, usize)>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, json: bool) -> Self {
        Self { text, at: 0, line: 1, json, open: Vec::new() }
    }

    /// The line, from 1.
    pub(super) fn line(&self) -> usize {
        self.line
    }

    /// The line in which the innermost bracket that is open began.
    fn began(&self) -> usize {
        self.open.last().map_or(self.line, |(_, line)| *line)
    }

    pub(super) fn fail(&self, fault: Fault) -> LogError {
        LogError { line: self.line, fault }
    }

    fn cut(&self) -> LogError {
        LogError { line: self.began(), fault: Fault::Truncated }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn step(&mut self) -> Option<u8> {
        let byte = self.peek()?;
        self.at += 1;
        self.line += usize::from(byte == b'\n');
        Some(byte)
    }

    fn blanks(&mut self) {
        while let Some(byte) = self.peek() {
            match byte {
                b';' if !self.json => {
                    while self.peek().is_some_and(|byte| byte != b'\n') {
                        self.at += 1;
                    }
                }
                b',' | b' ' | b'\t' | b'\r' | b'\n' => _ = self.step(),
                b':' if self.json => self.at += 1,
                // The mark that some editors put at the beginning.
                0xef if self.text[self.at..].starts_with('\u{feff}') => self.at += 3,
                _ => break,
            }
        }
    }

    /// Goes over blanks, tags, and what is not there, as `#_` in EDN says of the thing after it.
    fn gap(&mut self) -> Result<(), LogError> {
        let mut absent = 0_usize;
        loop {
            self.blanks();
            if !self.json && self.peek() == Some(b'#') {
                match self.text.as_bytes().get(self.at + 1) {
                    Some(b'{') => {}
                    Some(b'_') => {
                        self.at += 2;
                        absent += 1;
                        continue;
                    }
                    _ => {
                        self.word();
                        continue;
                    }
                }
            }
            if absent == 0 {
                return Ok(());
            }
            absent -= 1;
            match self.piece()? {
                None => return Err(self.cut()),
                Some(Token::Close(_)) => return Err(self.fail(Fault::Bracket)),
                Some(Token::Open(_)) => self.skip()?,
                Some(Token::Form(_)) => {}
            }
        }
    }

    /// The next piece; nothing at the end of the text.
    fn token(&mut self) -> Result<Option<Token<'a>>, LogError> {
        self.gap()?;
        self.piece()
    }

    /// The piece that begins here.
    fn piece(&mut self) -> Result<Option<Token<'a>>, LogError> {
        let Some(byte) = self.peek() else { return Ok(None) };
        Ok(Some(match byte {
            b'[' | b'(' | b'{' => self.opening(byte)?,
            b'#' if !self.json => {
                self.at += 1;
                self.opening(b'{')?
            }
            b']' | b')' | b'}' => self.closing(byte)?,
            b'"' => Token::Form(Form::Name(self.string()?)),
            b'\\' if !self.json => self.character()?,
            _ => Token::Form(self.atom()),
        }))
    }

    fn character(&mut self) -> Result<Token<'a>, LogError> {
        self.at += 1;
        let char = self.text[self.at..].chars().next().ok_or_else(|| self.cut())?;
        self.line += usize::from(char == '\n');
        self.at += char.len_utf8();
        self.word();
        Ok(Token::Form(Form::Other))
    }

    fn opening(&mut self, byte: u8) -> Result<Token<'a>, LogError> {
        if self.open.len() == MOST_NESTED {
            return Err(self.fail(Fault::Nesting));
        }
        self.at += 1;
        let closes = match byte {
            b'[' => b']',
            b'(' => b')',
            _ => b'}',
        };
        self.open.push((closes, self.line));
        Ok(Token::Open(byte))
    }

    fn closing(&mut self, byte: u8) -> Result<Token<'a>, LogError> {
        if self.open.pop().is_none_or(|(closes, _)| closes != byte) {
            return Err(self.fail(Fault::Bracket));
        }
        self.at += 1;
        Ok(Token::Close(byte))
    }

    /// Everything up to the next blank, bracket or string.
    fn word(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let ends = |byte: u8| {
            byte.is_ascii_whitespace() || b"()[]{}\",;".contains(&byte) || (self.json && byte == b':')
        };
        let length = rest.bytes().position(ends).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    fn atom(&mut self) -> Form<'a> {
        let word = self.word();
        if word.is_empty() {
            // A semicolon in JSON, say.
            self.at += 1;
            return Form::Other;
        }
        if let Some(name) = word.strip_prefix(':') {
            return Form::Name(Cow::Borrowed(name));
        }
        match word {
            "nil" | "null" => Form::Nil,
            _ => word.strip_suffix('N').unwrap_or(word).parse().map_or(Form::Other, Form::Number),
        }
    }

    fn string(&mut self) -> Result<Cow<'a, str>, LogError> {
        let cut = LogError { line: self.line, fault: Fault::Truncated };
        self.at += 1;
        let (begin, mut plain) = (self.at, self.at);
        let mut told = String::new();
        loop {
            match self.step() {
                None => return Err(cut),
                Some(b'"') if plain == begin => return Ok(Cow::Borrowed(&self.text[begin..self.at - 1])),
                Some(b'"') => {
                    told.push_str(&self.text[plain..self.at - 1]);
                    return Ok(Cow::Owned(told));
                }
                Some(b'\\') => {
                    told.push_str(&self.text[plain..self.at - 1]);
                    told.push(self.escaped().ok_or_else(|| cut.clone())?);
                    plain = self.at;
                }
                Some(_) => {}
            }
        }
    }

    /// The character behind a backslash; half of a pair of surrogates is none.
    fn escaped(&mut self) -> Option<char> {
        let char = self.text[self.at..].chars().next()?;
        self.at += char.len_utf8();
        self.line += usize::from(char == '\n');
        Some(match char {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'u' => {
                let high = self.hex()?;
                let low = (0xd800..0xdc00).contains(&high) && self.text[self.at..].starts_with("\\u");
                let code = if low {
                    self.at += 2;
                    let low = self.hex()?;
                    0x1_0000 + ((high & 0x3ff) << 10) + (low & 0x3ff)
                } else {
                    high
                };
                char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)
            }
            other => other,
        })
    }

    fn hex(&mut self) -> Option<u32> {
        let digits = self.text.get(self.at..self.at + 4)?;
        let code = u32::from_str_radix(digits, 16).unwrap_or(u32::from(char::REPLACEMENT_CHARACTER));
        self.at += 4;
        Some(code)
    }

    /// The next thing, pairs of it up to so many levels; nothing where a bracket closes or the text ends.
    pub(super) fn form(&mut self, levels: usize) -> Result<Option<Form<'a>>, LogError> {
        let bracket = match self.token()? {
            None => return Ok(None),
            Some(Token::Form(form)) => return Ok(Some(form)),
            Some(Token::Close(byte)) => {
                // Whoever reads a list wants to see its end.
                self.at -= 1;
                self.open.push((byte, self.line));
                return Ok(None);
            }
            Some(Token::Open(bracket)) => bracket,
        };
        if bracket == b'{' || levels == 0 {
            return self.skip().map(|()| Some(Form::Other));
        }
        let mut forms = Vec::new();
        while forms.len() < 2
            && let Some(form) = self.form(levels - 1)?
        {
            forms.push(form);
        }
        let more = self.form(0)?.is_some();
        self.skip()?;
        Ok(Some(if forms.len() == 2 && !more { Form::Pair(forms) } else { Form::Other }))
    }

    /// Goes behind the bracket that closes the innermost one.
    fn skip(&mut self) -> Result<(), LogError> {
        let depth = self.open.len();
        while self.open.len() >= depth {
            if self.token()?.is_none() {
                return Err(self.cut());
            }
        }
        Ok(())
    }

    /// Goes behind the bracket if it is the next thing.
    pub(super) fn opens(&mut self, brackets: &[u8]) -> Result<bool, LogError> {
        self.gap()?;
        if !self.peek().is_some_and(|byte| brackets.contains(&byte)) {
            return Ok(false);
        }
        self.token().map(|_| true)
    }

    /// Goes behind the bracket that closes if it is the next thing; an error if the text ends.
    pub(super) fn closes(&mut self) -> Result<bool, LogError> {
        self.gap()?;
        match self.peek() {
            None => Err(self.cut()),
            Some(b']' | b')' | b'}') => self.token().map(|_| true),
            Some(_) => Ok(false),
        }
    }

    /// Whether nothing but blanks is left.
    pub(super) fn is_at_end(&mut self) -> Result<bool, LogError> {
        self.gap()?;
        Ok(self.peek().is_none())
    }
}
