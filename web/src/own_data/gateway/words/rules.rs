//! What is wrong with rules, as sentences that say where it is and what to do.
//!
//! ```
//! use snowglobe_web::own_data::gateway::words::rules::wrong;
//! use snowglobe_web::text::Language;
//!
//! let rules = "domain: a\ndescriptors:\n  - key: ip\n    rate_limit: {unit: fortnight, requests_per_unit: 1}\n";
//! assert_eq!(
//!     wrong(Language::English, rules),
//!     "Rules, line 4, column 24, descriptors[0].rate_limit.unit: there is no unit “fortnight”. \
//!      Use second, minute, hour, day, week, month, year."
//! );
//! ```

use snowglobe_core::limiter::rules::{
    Kind, MAX_BYTES, MAX_DEPTH, MAX_DESCRIPTORS, MAX_NAME_BYTES, Problem, Rules, RulesError, Unit,
};

use super::{count, size};
use crate::text::Language::{self, English as En, Korean as Ko};

/// What is wrong with these rules; nothing if they can be read.
#[must_use]
pub fn wrong(lang: Language, rules: &str) -> String {
    Rules::parse(rules).err().map_or_else(String::new, |error| sentence(lang, &error))
}

/// An error, with its place.
#[must_use]
pub fn sentence(lang: Language, error: &RulesError) -> String {
    let RulesError { line, column, field, problem } = error;
    let what = said(lang, problem);
    let field = if field.is_empty() { String::new() } else { format!(", {field}") };
    match lang {
        Ko => format!("규칙 {line}번째 줄 {column}번째 글자{field}: {what}"),
        En => format!("Rules, line {line}, column {column}{field}: {what}"),
    }
}

fn said(lang: Language, problem: &Problem) -> String {
    match lang {
        Ko => in_korean(problem),
        En => in_english(problem),
    }
}

fn in_korean(problem: &Problem) -> String {
    match problem {
        Problem::TooLong { .. } => format!("규칙은 {}까지 읽는다. 줄여서 쓴다.", size(MAX_BYTES as u64)),
        Problem::TooManyDescriptors => {
            format!("디스크립터는 {}개까지 읽는다. 줄여서 쓴다.", count(MAX_DESCRIPTORS as u64))
        }
        Problem::TooDeep => format!("디스크립터는 {MAX_DEPTH}겹까지 쓴다. 덜 겹쳐서 쓴다."),
        Problem::Syntax { detail } => format!("YAML이 아니다. ({detail})"),
        Problem::Anchor => "앵커(&)는 쓸 수 없다. 지운다.".into(),
        Problem::Alias => "별칭(*)은 돌고 돌 수 있어 따라가지 않는다. 내용을 그대로 적는다.".into(),
        Problem::Tag => "태그(!)는 쓸 수 없다. 지운다.".into(),
        Problem::SeveralDocuments => "여기서 두 번째 문서가 시작된다. 하나만 남긴다.".into(),
        Problem::Missing => "있어야 할 항목이 없다. 적어 넣는다.".into(),
        Problem::UnknownField { name, known } => {
            format!("‘{name}’ 항목은 없다. 쓸 수 있는 항목: {}.", known.join(", "))
        }
        Problem::RepeatedField => "같은 항목이 두 번 나온다. 하나를 지운다.".into(),
        Problem::WrongKind { wanted, found } => {
            format!("여기에는 {} 자리인데 {} 값이 있다.", kind(Ko, *wanted), kind(Ko, *found))
        }
        Problem::NameTooLong { bytes } => {
            format!("이름이 {}바이트다. {MAX_NAME_BYTES}바이트까지 쓴다.", count(*bytes as u64))
        }
        Problem::NotANumber { text } => format!("정수여야 한다(적힌 값: {text})."),
        Problem::Negative { text } => format!("1 이상이어야 한다(적힌 값: {text})."),
        Problem::Zero => "0이면 아무 요청도 통과하지 못한다. 1 이상으로 쓴다.".into(),
        Problem::TooLarge { text } => {
            format!("{} 이하여야 한다(적힌 값: {text}).", count(u32::MAX.into()))
        }
        Problem::UnknownUnit { text } => format!("‘{text}’ 단위는 없다. 쓸 수 있는 단위: {}.", units()),
        Problem::RepeatedUnit { unit } => {
            format!("{} 단위의 한도가 이미 있다. 작은 쪽만 남긴다.", unit.name())
        }
        Problem::Duplicate { first_line } => {
            format!("같은 key와 value가 {first_line}번째 줄에 이미 있다. 하나를 지운다.")
        }
    }
}

fn in_english(problem: &Problem) -> String {
    match problem {
        Problem::TooLong { .. } => {
            format!("at most {} of rules is read. Shorten them.", size(MAX_BYTES as u64))
        }
        Problem::TooManyDescriptors => {
            format!("at most {} descriptors are read. Leave some out.", count(MAX_DESCRIPTORS as u64))
        }
        Problem::TooDeep => format!("descriptors may be {MAX_DEPTH} deep. Nest them less."),
        Problem::Syntax { detail } => format!("this is not YAML ({detail})."),
        Problem::Anchor => "anchors (&) are not followed. Leave it out.".into(),
        Problem::Alias => "aliases (*) are not followed, since they can go in circles. Write it out.".into(),
        Problem::Tag => "tags (!) are not known here. Leave it out.".into(),
        Problem::SeveralDocuments => "a second document begins here. Keep one of them.".into(),
        Problem::Missing => "this is missing. Write it.".into(),
        Problem::UnknownField { name, known } => {
            format!("there is no field “{name}”. Use {}.", known.join(", "))
        }
        Problem::RepeatedField => "this stands here twice. Keep one of them.".into(),
        Problem::WrongKind { wanted, found } => {
            format!("{} should stand here, and there is {}.", kind(En, *wanted), kind(En, *found))
        }
        Problem::NameTooLong { bytes } => {
            format!("this has {} bytes. At most {MAX_NAME_BYTES} are allowed.", count(*bytes as u64))
        }
        Problem::NotANumber { text } => format!("“{text}” is no whole number. Write one such as 5."),
        Problem::Negative { text } => format!("{text} is below 0. Write 1 or more."),
        Problem::Zero => "a limit of 0 lets nothing pass. Write 1 or more.".into(),
        Problem::TooLarge { text } => {
            format!("{text} is too large. Write at most {}.", count(u32::MAX.into()))
        }
        Problem::UnknownUnit { text } => format!("there is no unit “{text}”. Use {}.", units()),
        Problem::RepeatedUnit { unit } => {
            format!("there is a limit per {} already. Keep the smaller one.", unit.name())
        }
        Problem::Duplicate { first_line } => {
            format!("the same key and value stand on line {first_line} already. Keep one of them.")
        }
    }
}

fn units() -> String {
    Unit::ALL.map(Unit::name).join(", ")
}

fn kind(lang: Language, kind: Kind) -> &'static str {
    match (lang, kind) {
        (Ko, Kind::Text) => "글자나 수",
        (En, Kind::Text) => "a text",
        (Ko, Kind::List) => "목록",
        (En, Kind::List) => "a list",
        (Ko, Kind::Fields) => "항목들",
        (En, Kind::Fields) => "fields",
        (Ko, Kind::FieldsOrList) => "항목들이나 그 목록",
        (En, Kind::FieldsOrList) => "fields, or a list of them",
        (Ko, Kind::Nothing) => "빈",
        (En, Kind::Nothing) => "nothing",
    }
}
