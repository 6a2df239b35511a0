//! Words: everything the page says, in Korean and English.
//!
//! A [`Text`] holds both, so a missing translation does not compile.

/// Declares constants of [`Text`]: `NAME: "한국어", "English";` with a doc comment each.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident: $ko:literal, $en:literal;)*) => {
        $($(#[$doc])* pub(crate) const $name: $crate::text::Text = $crate::text::Text { ko: $ko, en: $en };)*
    };
}
pub(crate) use words;

#[cfg(any(feature = "gateway", feature = "gateway-data"))]
pub mod algorithms;
#[cfg(any(feature = "storage", feature = "kv"))]
pub mod anatomy_words;
#[cfg(feature = "cache")]
mod cache_words;
#[cfg(any(feature = "player", feature = "kv-data"))]
pub mod errors;
pub mod fill;
#[cfg(feature = "gateway")]
mod gateway_words;
#[cfg(any(feature = "kv", feature = "kv-data"))]
mod kv_words;
pub mod number;
pub mod particle;
#[cfg(any(feature = "kv", feature = "kv-data"))]
pub mod promises;
#[cfg(feature = "player")]
pub mod refusals;
#[cfg(feature = "storage-data")]
pub mod storage_errors;
#[cfg(feature = "storage")]
mod storage_words;
#[cfg(feature = "player")]
pub(crate) mod template;
mod verbs;
pub mod vocabulary;

/// A language of the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// 한국어.
    #[default]
    Korean,
    /// English.
    English,
}

/// A text in both languages. It may hold placeholders such as `{keys}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// Korean.
    pub ko: &'static str,
    /// English.
    pub en: &'static str,
}

impl Text {
    /// The text in one language.
    #[must_use]
    pub const fn of(self, language: Language) -> &'static str {
        match language {
            Language::Korean => self.ko,
            Language::English => self.en,
        }
    }
}

/// The language that a link asks for: the reader's own, or a certain one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preference {
    /// Whatever the browser says.
    Reader,
    /// This one.
    Chosen(Language),
}

impl Preference {
    /// As links write it.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::Reader => 0,
            Self::Chosen(Language::Korean) => 1,
            Self::Chosen(Language::English) => 2,
        }
    }

    /// Reads what links write.
    #[must_use]
    pub fn from_code(code: u8) -> Self {
        match code {
            1 => Self::Chosen(Language::Korean),
            2 => Self::Chosen(Language::English),
            _ => Self::Reader,
        }
    }
}
