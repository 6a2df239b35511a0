//! What the records of the cache say.

use crate::picture::Token;
use crate::text::{Language, words};
use crate::views::{Cast, Wording};
use snowglobe_core::sim::{Kind, Label, NodeId, Record};
use snowglobe_core::systems::cache::Word;

words! {
    /// Message.
    GET: "get {}", "get {}";
    /// Message.
    HIT: "있음 {}", "hit {}";
    /// Message.
    MISS: "없음 {}", "miss {}";
    /// Message.
    QUERY: "질의 {}", "query {}";
    /// Message.
    ROW: "행 {}", "row {}";
    /// Message.
    REFUSED: "거절 {}", "busy {}";
    /// Message.
    SET: "set {}", "set {}";
    /// Message.
    PROBE: "살아 있나?", "are you back?";
    /// Message.
    ALIVE: "살아 있다", "I am";
    /// Note.
    EJECTED: "{} 서버가 답하지 않아 목록에서 뺐다", "got no answer from {} and took it off its list";
    /// Note.
    READMITTED: "{} 서버를 목록에 다시 넣었다", "put {} back on its list";
    /// Note.
    LISTED: "이제 서버 {}대를 안다", "now knows {} servers";
    /// Note.
    STORED: "{} 저장", "stored {}";
    /// Operation.
    READ: "{} 찾기 시작", "wants {}";
    /// Operation.
    FROM_CACHE: "{} 캐시에서 얻음", "got {} from the cache";
    /// Operation.
    FROM_ORIGIN: "{} 데이터베이스에서 얻음", "got {} from the database";
    /// Operation.
    NOT_AT_ALL: "{} 얻지 못함", "could not get {}";
}

/// The vocabulary of the cache in one language.
pub(crate) struct CacheWording(pub(crate) Language);

/// Whether a message answers another.
pub(crate) fn is_reply(label: Label) -> bool {
    matches!(Word::of(label), Some(Word::Hit | Word::Miss | Word::Row | Word::Busy | Word::Alive))
}

/// The colour of a message: what the cache could not answer stands out.
pub(crate) fn colour(label: Label) -> Token {
    match Word::of(label) {
        Some(Word::Miss | Word::Query | Word::Row | Word::Busy | Word::Set) => Token::Warning,
        _ if is_reply(label) => Token::Reply,
        _ => Token::Request,
    }
}

impl Wording for CacheWording {
    fn language(&self) -> Language {
        self.0
    }

    fn message(&self, label: Label) -> String {
        let text = match Word::of(label) {
            Some(Word::Get) => GET,
            Some(Word::Hit) => HIT,
            Some(Word::Miss) => MISS,
            Some(Word::Query) => QUERY,
            Some(Word::Row) => ROW,
            Some(Word::Busy) => REFUSED,
            Some(Word::Set) => SET,
            Some(Word::Probe) => PROBE,
            Some(Word::Alive) => ALIVE,
            _ => return String::new(),
        };
        text.of(self.0).replace("{}", &format!("key-{}", label.a))
    }

    fn is_reply(&self, label: Label) -> bool {
        is_reply(label)
    }

    fn message_token(&self, label: Label) -> Token {
        colour(label)
    }

    fn record(&self, record: &Record, cast: &Cast) -> Option<String> {
        let key = || format!("key-{}", record.label.a);
        let node = || cast.name(NodeId(record.label.a as u32)).to_owned();
        let (text, word) = match (record.kind, Word::of(record.label)?) {
            (Kind::Changed, Word::Ejected) => (EJECTED, node()),
            (Kind::Changed, Word::Readmitted) => (READMITTED, node()),
            (Kind::Changed, Word::Listed) => (LISTED, record.label.a.to_string()),
            (Kind::Changed, Word::Stored) => (STORED, key()),
            (Kind::Called, Word::Read) => (READ, key()),
            (Kind::Returned, Word::Answered) if record.label.b == 0 => (FROM_CACHE, key()),
            (Kind::Returned, Word::Answered) if record.label.b == 1 => (FROM_ORIGIN, key()),
            (Kind::Returned, Word::Answered) => (NOT_AT_ALL, key()),
            _ => return None,
        };
        Some(text.of(self.0).replace("{}", &word))
    }
}
