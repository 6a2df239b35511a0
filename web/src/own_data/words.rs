//! What the panels of all chapters say, in both languages, and numbers in it.
//!
//! ```
//! use snowglobe_web::own_data::words::{CANCEL, count};
//! use snowglobe_web::text::Language;
//!
//! assert_eq!(CANCEL.of(Language::Korean), "멈춘다");
//! assert_eq!(count(1_234_567), "1,234,567");
//! ```
//!
//! A [`Text`](crate::text::Text) has a field for each language, so one that is missing does not compile.
//! Korean particles are kept from standing after filled-in words: a noun goes between
//! (`{name} 서버가`), so that no sentence depends on how a name sounds.

use super::failure::FileFailure;
use crate::text::Language::{self, English as En, Korean as Ko};

/// Declares constants of [`Text`](crate::text::Text): `NAME: "한국어", "English";`.
macro_rules! texts {
    ($($name:ident: $ko:literal, $en:literal;)*) => {
        $(
            #[doc = $en]
            pub const $name: $crate::text::Text = $crate::text::Text { ko: $ko, en: $en };
        )*
    };
}
pub(crate) use texts;

texts! {
    PRIVACY: "파일은 이 페이지를 떠나지 않는다. 계산은 모두 이 브라우저 안에서 한다.",
        "The file never leaves the page: all the work is done inside this browser.";
    RUN: "계산한다", "Work it out";
    CANCEL: "멈춘다", "Cancel";
    CANCELLED: "계산을 멈췄다.", "The work was cancelled.";
    STALE: "그 뒤로 입력이 바뀌었다. 아래는 바뀌기 전의 결과다.",
        "The form has changed since: this is the result from before.";
    RESULT: "결과", "Result";
    PREVIEW: "앞부분", "How it begins";
    DOWNLOAD: "CSV로 내려받기", "Download as CSV";
    DOWNLOAD_HINT: "=, +, -, @, '로 시작하는 키 앞에는 작은따옴표를 하나 붙인다. 표 계산 프로그램이 수식으로 읽지 못하게 하려는 것이다.",
        "A key that begins with =, +, -, @ or ' gets one apostrophe in front, so that no spreadsheet runs it as a formula.";
}

/// Why a file was not read to its end, and what to do.
#[must_use]
pub fn file_failure(lang: Language, failure: &FileFailure) -> String {
    match (lang, failure) {
        (Ko, FileFailure::TooLarge { bytes, max }) => {
            format!("파일이 {}다. {}까지만 읽으므로 읽지 않았다. 나누어 넣는다.", size(*bytes), size(*max))
        }
        (En, FileFailure::TooLarge { bytes, max }) => {
            format!(
                "The file has {}, and at most {} is read: nothing was. Split it.",
                size(*bytes),
                size(*max)
            )
        }
        (Ko, FileFailure::Binary { offset }) => {
            format!(
                "텍스트 파일이 아니다. {}번째 바이트가 0이다. 압축한 파일이면 풀어서 넣는다.",
                count(offset + 1)
            )
        }
        (En, FileFailure::Binary { offset }) => {
            format!(
                "The file is no text: byte {} is zero. If it is compressed, unpack it first.",
                count(offset + 1)
            )
        }
        (Ko, FileFailure::Utf16) => "파일이 UTF-16으로 저장되어 있다. UTF-8로 다시 저장해서 넣는다.".into(),
        (En, FileFailure::Utf16) => "The file is saved as UTF-16. Save it as UTF-8 and try again.".into(),
        (Ko, FileFailure::Unreadable { reason }) => {
            format!(
                "브라우저가 파일을 읽지 못했다. 고른 뒤에 바뀌거나 지워졌을 수 있다. 다시 고른다. ({reason})"
            )
        }
        (En, FileFailure::Unreadable { reason }) => {
            format!(
                "The browser could not read the file: it may have changed since. Choose it again. ({reason})"
            )
        }
        (Ko, FileFailure::Broken { reason }) => {
            format!("프로그램의 잘못으로 계산이 끊겼다. 다시 해 본다. ({reason})")
        }
        (En, FileFailure::Broken { reason }) => {
            format!("The work broke off by a fault of this page. Try again. ({reason})")
        }
    }
}

/// A whole number with a comma at each thousand, as both languages write it.
#[must_use]
pub fn count(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 4 / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// A share of 0 to 1 as a percentage with one decimal, never broken over two lines.
#[must_use]
pub fn percent(share: f64) -> String {
    format!("{:.1}\u{a0}%", share * 100.0)
}

/// A number of bytes in the unit that keeps it short (KiB = 1,024 bytes).
#[must_use]
pub fn size(bytes: u64) -> String {
    let units = [(1 << 30, "GiB"), (1 << 20, "MiB"), (1 << 10, "KiB")];
    match units.into_iter().find(|(unit, _)| bytes >= *unit) {
        Some((unit, name)) => format!("{:.1} {name}", bytes as f64 / unit as f64),
        None => format!("{bytes} B"),
    }
}

#[cfg(test)]
mod tests;
