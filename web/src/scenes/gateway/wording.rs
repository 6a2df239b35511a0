//! What the records of the gateway say.

use crate::picture::Token;
use crate::text::template::fill;
use crate::text::vocabulary::vocabulary;
use crate::text::{Language, number, words};
use crate::views::{Cast, Wording};
use snowglobe_core::sim::{Kind, Label, Record};
use snowglobe_core::systems::gateway::choice::OnStoreFailure;
use snowglobe_core::systems::gateway::{Key, PARAMETERS, Word, wait};

words! {
    /// Message.
    ASK: "GET /api ({})", "GET /api ({})";
    /// Message.
    PASS: "GET /api ({})", "GET /api ({})";
    /// Message.
    SERVED: "200 ({})", "200 ({})";
    /// Message.
    REFUSED: "429 ({}), {b} 뒤에", "429 ({}), retry after {b}";
    /// Message.
    REFUSED_FOR_GOOD: "429 ({})", "429 ({})";
    /// Message.
    OVERLOADED: "503 ({}), 자리 없음", "503 ({}), no room";
    /// Message.
    UNAVAILABLE: "503 ({}), 저장소 없음", "503 ({}), no store";
    /// Message.
    READ: "읽기 {}", "read {}";
    /// Message.
    COUNT: "{} = {b}", "{} = {b}";
    /// Message.
    WRITE: "쓰기 {} = {b}", "write {} = {b}";
    /// Message.
    SCRIPT: "스크립트 {}", "script {}";
    /// Message.
    TRIM: "지우고 세기 {}", "trim and count {}";
    /// Message.
    ADD: "더하기 {}", "add {}";
    /// Message.
    TRIM_ADD: "지우고 세고 더하기 {}", "trim, count, add {}";
    /// Message.
    TELL: "여기서 {a}", "{a} here";
    /// Message.
    TOLD: "다른 데서 {a}", "{a} elsewhere";
    /// Message and note.
    ADMITS: "{} 통과, {b} 남음", "{} may pass, {b} left";
    /// Message and note.
    DELAYS: "{} {b} 뒤에 통과", "{} may pass after {b}";
    /// Message and note.
    DENIES: "{} 거절, {b} 뒤에", "{} denied, retry after {b}";
    /// Message and note.
    DENIES_FOR_GOOD: "{} 거절", "{} denied";
    /// Note.
    HOLDS: "{} = {b}", "{} = {b}";
    /// Note: the high half of the number is what was there.
    LOSES: "{} = {b} 그대로: 갱신 하나가 사라졌다", "{} = {b} as before: an update was lost";
    /// Note: the same where the number even sank.
    SINKS: "{} = {old}에서 {b:으로/로}: 갱신이 사라졌다", "{} = {old} became {b}: updates were lost";
    /// Note.
    FALLBACK: "저장소가 답하지 않는다. {}: {b}", "the store is silent. {}: {b}";
    /// Note.
    RULE: "규칙 변경: {name} = {b}", "rules changed: {name} = {b}";
    /// Note.
    LEARNS: "다른 데서 {} {b}건이 통과했음을 알게 됨", "learns that {b} of {} passed elsewhere";
    /// Operation.
    WANTS: "{:으로/로} 요청 시작", "asks as {}";
    /// Operation.
    ENDS_SERVED: "{} 요청: 응답 받음", "{}: served";
    /// Operation.
    ENDS_REFUSED: "{} 요청: 거절당하고 끝남", "{}: refused to the last";
    /// Operation.
    ENDS_FAILED: "{} 요청: 처리되지 못하고 끝남", "{}: ended unserved";
    /// Verdict.
    EXCEEDED: "한 윈도에 {:이/가} {b}건 통과했다. 한도를 넘었다", "{b} of {} passed in one window: above the limit";
}

/// The vocabulary of the gateway in one language.
pub(super) struct GatewayWording(pub(super) Language);

/// Whom a label is about.
fn who(label: Label) -> String {
    Key::unpacked(label.a).map_or_else(|| label.a.to_string(), |key| key.to_string())
}

/// What is done without the store, and rules, in the words of the settings.
fn choice(parameter: &str, value: &str, language: Language) -> String {
    let named = vocabulary("gateway").choice(parameter, value);
    named.map_or_else(|| value.to_owned(), |named| named.name.of(language).to_owned())
}

fn rule(label: Label, language: Language) -> Option<String> {
    let parameter = PARAMETERS.get(usize::try_from(label.a).ok()?)?;
    let name = vocabulary("gateway").parameter(parameter.name)?.name.of(language);
    let value = choice(parameter.name, &parameter.show(label.b), language);
    Some(fill(RULE, language, &[("name", name), ("b", &value)]))
}

impl Wording for GatewayWording {
    fn language(&self) -> Language {
        self.0
    }

    fn message(&self, label: Label) -> String {
        let Label { a, b, .. } = label;
        let time = |time| number::duration(time, self.0);
        let plain = |template| (template, b.to_string());
        let (template, b) = match Word::of(label) {
            Some(Word::Ask) => plain(ASK),
            Some(Word::Pass) => plain(PASS),
            Some(Word::Served) => plain(SERVED),
            Some(Word::Refused) => wait(b).map_or_else(|| plain(REFUSED_FOR_GOOD), |b| (REFUSED, time(b))),
            Some(Word::Overloaded) => plain(OVERLOADED),
            Some(Word::Unavailable) => plain(UNAVAILABLE),
            Some(Word::Read) => plain(READ),
            Some(Word::Count) => plain(COUNT),
            Some(Word::Write) => plain(WRITE),
            Some(Word::Script) => plain(SCRIPT),
            Some(Word::Trim) => plain(TRIM),
            Some(Word::Add) => plain(ADD),
            Some(Word::TrimAdd) => plain(TRIM_ADD),
            Some(Word::Tell) => plain(TELL),
            Some(Word::Told) => plain(TOLD),
            Some(Word::Admits) => plain(ADMITS),
            Some(Word::Delays) => (DELAYS, time(b)),
            Some(Word::Denies) => wait(b).map_or_else(|| plain(DENIES_FOR_GOOD), |b| (DENIES, time(b))),
            _ => return String::new(),
        };
        fill(template, self.0, &[("", &who(label)), ("a", &a.to_string()), ("b", &b)])
    }

    fn is_reply(&self, label: Label) -> bool {
        use Word::{Admits, Count, Delays, Denies, Overloaded, Refused, Served, Told, Unavailable};
        matches!(
            Word::of(label),
            Some(Served | Refused | Overloaded | Unavailable | Count | Admits | Delays | Denies | Told)
        )
    }

    fn message_token(&self, label: Label) -> Token {
        match Word::of(label) {
            Some(Word::Ask) => Token::Request,
            Some(Word::Pass | Word::Served) => Token::Good,
            Some(Word::Refused) => Token::Warning,
            Some(Word::Overloaded | Word::Unavailable) => Token::Danger,
            _ => Token::Ink,
        }
    }

    fn record(&self, record: &Record, _: &Cast) -> Option<String> {
        let Label { b, .. } = record.label;
        let whole = |b: u64| b.to_string();
        let (template, b) = match (record.kind, Word::of(record.label)?) {
            (Kind::Changed, Word::Admits | Word::Delays | Word::Denies) => {
                return Some(self.message(record.label));
            }
            (Kind::Changed, Word::Rule) => return rule(record.label, self.0),
            (Kind::Changed, Word::Loses) => {
                let (old, new) = (b >> 32, b & 0xffff_ffff);
                let template = if old == new { LOSES } else { SINKS };
                let words = [("", &*who(record.label)), ("old", &whole(old)), ("b", &whole(new))];
                return Some(fill(template, self.0, &words));
            }
            (Kind::Changed, Word::Holds) => (HOLDS, whole(b)),
            (Kind::Changed, Word::Fallback) => {
                (FALLBACK, choice("on_store_failure", OnStoreFailure::at(b).name(), self.0))
            }
            (Kind::Changed, Word::Learns) => (LEARNS, whole(b)),
            (Kind::Called, Word::Wants) => (WANTS, whole(b)),
            (Kind::Returned, Word::Ended) => match b {
                0 => (ENDS_SERVED, whole(b)),
                1 => (ENDS_REFUSED, whole(b)),
                _ => (ENDS_FAILED, whole(b)),
            },
            (Kind::Verdict, Word::Exceeded) => (EXCEEDED, whole(b)),
            _ => return None,
        };
        Some(fill(template, self.0, &[("", &who(record.label)), ("b", &b)]))
    }
}
