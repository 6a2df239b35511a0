//! What the records of the storage engine say.

use crate::picture::Token;
use crate::scenes::engine::draw::bytes;
use crate::text::template::fill;
use crate::text::vocabulary::vocabulary;
use crate::text::{Language, Text, number, words};
use crate::views::{Cast, Wording};
use snowglobe_core::sim::{Kind, Label, Record, Said};
use snowglobe_core::systems::storage::{Access, Ending, FileCode, Key, PARAMETERS, Trouble, Word};

words! {
    /// Message.
    PUT: "put {} ({b})", "put {} ({b})";
    /// Message.
    GET: "get {}", "get {}";
    /// Message.
    DELETE: "delete {}", "delete {}";
    /// Message.
    SCAN: "scan {}부터 {b}건", "scan {b} from {}";
    /// Message.
    SCAN_TO: "scan {}~{b}", "scan {} to {b}";
    /// Message.
    DONE: "{} 씀", "{} written";
    /// Message.
    FOUND: "{} 있음 ({b})", "{} found ({b})";
    /// Message.
    ABSENT: "{} 없음", "{} not there";
    /// Message.
    ROWS: "{}부터 {b}건", "{b} from {} on";
    /// Message.
    REFUSED: "{} 거절: {b}", "{} refused: {b}";
    /// Message.
    HELLO: "다시 열었다. {b}번째 쓰기까지 남아 있다", "open again, with writes up to {b}";
    /// Message.
    CREATE: "{f} 만들기", "create {f}";
    /// Message.
    APPEND: "{f} 끝에 {n} 덧붙이기", "append {n} to {f}";
    /// Message.
    WRITE: "{f}의 {o}바이트 자리에 {n} 쓰기", "write {n} to {f} at {o}";
    /// Message.
    TRUNCATE: "{f} 뒤를 자르기", "cut {f} off";
    /// Message.
    READ: "{f}의 {o}바이트 자리에서 {n} 읽기", "read {n} of {f} at {o}";
    /// Message.
    SYNC: "{f} 동기화", "sync {f}";
    /// Message.
    RENAME: "{f:으로/로} 이름 바꾸기", "rename to {f}";
    /// Message.
    DELETE_FILE: "{f} 지우기", "delete {f}";
    /// Message.
    SYNC_NAMES: "파일 이름 동기화", "sync names";
    /// Message.
    MOUNT: "무엇이 있나?", "what is there?";
    /// Message.
    CARRIED: "끝났다", "done";
    /// Message.
    MOUNTED: "파일 {a}개, {n}", "{a} files, {n}";
    /// Message.
    ANEW: "전원이 나갔다 왔다", "the power was away";
    /// Note.
    FROZEN: "멤테이블을 굳힌다: {a}건, {n}", "freezes a memtable of {a} entries, {n}";
    /// Note.
    FLUSHED: "멤테이블이 {t:이/가} 되었다: L0, {n}", "has flushed a memtable to {t}: level 0, {n}";
    /// Note.
    MERGE_BEGUN: "합치기 시작: L{x} → L{y}, SSTable {a}개, {n}", "begins to merge {a} tables, L{x} → L{y}, {n}";
    /// Note.
    MERGE_DONE: "합치기 끝: {x:을/를} 읽어 {y:을/를} 썼다. {a}건이 사라졌고 그 가운데 툼스톤이 {b}개다", "has merged {x} into {y}; {a} entries are gone, {b} of them tombstones";
    /// Note.
    MOVED: "겹치지 않는 SSTable을 L{a}에서 그대로 내린다: {n}", "moves tables down from L{a} as they are: {n}";
    /// Note.
    STALL_BEGUN: "쓰기를 멈춘다: {} 차례가 플러시와 컴팩션을 기다린다", "stalls: {} waits for flushes and merges";
    /// Note.
    STALL_ENDED: "{d} 멈춘 끝에 다시 쓴다", "goes on after a stall of {d}";
    /// Note.
    RECOVERED: "{d} 만에 열었다. {a}번째 쓰기까지 남아 있다", "is open after {d}, with writes up to {a}";
    /// Note.
    REFUSES: "계속할 수 없다: {a}", "cannot go on: {a}";
    /// Note.
    RULE: "설정 변경: {name} = {b}", "{name} is now {b}";
    /// Operation.
    ENDED: "{}: {e}", "{}: {e}";
    /// How an operation ended.
    WRITTEN: "썼다", "written";
    /// How an operation ended.
    IS_READ: "읽었다", "read";
    /// How an operation ended.
    NOTHING: "없다", "not there";
    /// How an operation ended.
    TURNED_DOWN: "거절당했다", "refused";
    /// How an operation ended.
    UNKNOWN: "답을 받지 못했다", "no answer";
    /// Verdict.
    LOST: "{}: 썼다고 답한 {x}번째 값이 없다. 읽은 것은 {y}", "{}: its value {x} was acknowledged; {y} was read";
    /// In a verdict: nothing was read.
    NO_VALUE: "빈자리", "nothing";
    /// In a verdict: an older value was read.
    OLD_VALUE: "{b}번째 값", "value {b}";
    /// Verdict.
    RESURRECTED: "{}: 지운 값이 되살아났다 ({b}번째)", "{}: deleted, and its value {b} is back";
    /// Verdict.
    WRONG: "{}: 아무도 쓴 적 없는 {b}바이트를 읽었다", "{}: {b} bytes were read that nobody wrote";
    /// Verdict.
    DAMAGED: "{f}의 {b}바이트 자리가 깨졌다", "{f} is damaged at byte {b}";
    /// Verdict.
    LOST_WRITES: "썼다고 답한 {a}건이 사라졌다", "{a} acknowledged writes are gone";
    /// Why something was refused.
    FULL: "디스크가 가득 찼다", "the disk is full";
    /// Why something was refused.
    FILE_DAMAGED: "파일이 깨졌다", "a file is damaged";
    /// Why something was refused.
    NOT_OPEN: "엔진을 열지 못했다", "the engine could not be opened";
    /// Why something was refused.
    CROWDED: "기다리는 연산이 너무 많다", "too many operations wait";
    /// Why something was refused.
    TOO_LARGE: "키와 값이 페이지에 들어가지 않는다", "key and value do not fit a page";
    /// Why something was refused.
    OTHER: "엔진이 실패했다", "the engine failed";
}

/// Why something was refused, in a sentence.
pub(super) fn trouble(trouble: Trouble) -> Text {
    match trouble {
        Trouble::Full => FULL,
        Trouble::Damaged => FILE_DAMAGED,
        Trouble::Closed => NOT_OPEN,
        Trouble::Crowded => CROWDED,
        Trouble::TooLarge => TOO_LARGE,
        Trouble::Other => OTHER,
    }
}

fn trouble_at(place: u64, language: Language) -> &'static str {
    let found = usize::try_from(place).ok().and_then(|place| Trouble::ALL.get(place).copied());
    found.map_or("", |found| trouble(found).of(language))
}

fn ending(place: u64, language: Language) -> &'static str {
    let found = usize::try_from(place).ok().and_then(|place| Ending::ALL.get(place).copied());
    let text = match found {
        Some(Ending::Written) => WRITTEN,
        Some(Ending::Read) => IS_READ,
        Some(Ending::Nothing) => NOTHING,
        Some(Ending::Refused) => TURNED_DOWN,
        Some(Ending::Unknown) | None => UNKNOWN,
    };
    text.of(language)
}

/// The vocabulary of the storage engine in one language.
pub(super) struct StorageWording(pub(super) Language);

/// What a message says; nothing for what is no message.
fn message(label: Label, language: Language) -> String {
    let Label { a, b, .. } = label;
    let (high, low) = (b >> 32, b & 0xffff_ffff);
    let (key, file) = (Key::told(a), FileCode::unpacked(a).name());
    let say = |template, b: &str| fill(template, language, &[("", &key), ("b", b)]);
    let moved = |template| {
        let (offset, count) = (number::grouped(high), bytes(low));
        fill(template, language, &[("f", &file), ("o", &offset), ("n", &count)])
    };
    let of_file = |template| fill(template, language, &[("f", &file)]);
    match Word::of(label) {
        Some(Word::Put) => say(PUT, &bytes(low)),
        Some(Word::Get) => say(GET, ""),
        Some(Word::Delete) => say(DELETE, ""),
        Some(Word::Scan) => say(SCAN, &b.to_string()),
        Some(Word::ScanTo) => say(SCAN_TO, &Key::told(b)),
        Some(Word::Done) => say(DONE, ""),
        Some(Word::Found) => say(FOUND, &bytes(b)),
        Some(Word::Absent) => say(ABSENT, ""),
        Some(Word::Rows) => say(ROWS, &b.to_string()),
        Some(Word::Refused) => say(REFUSED, trouble_at(b, language)),
        Some(Word::Hello) => say(HELLO, &number::grouped(b)),
        Some(Word::Create) => of_file(CREATE),
        Some(Word::Append) => moved(APPEND),
        Some(Word::Write) => moved(WRITE),
        Some(Word::Truncate) => of_file(TRUNCATE),
        Some(Word::Read) => moved(READ),
        Some(Word::Sync) => of_file(SYNC),
        Some(Word::Rename) => of_file(RENAME),
        Some(Word::DeleteFile) => of_file(DELETE_FILE),
        Some(Word::SyncNames) => SYNC_NAMES.of(language).to_owned(),
        Some(Word::Mount) => MOUNT.of(language).to_owned(),
        Some(Word::Carried) => CARRIED.of(language).to_owned(),
        Some(Word::Mounted) => fill(MOUNTED, language, &[("a", &a.to_string()), ("n", &bytes(b))]),
        Some(Word::Anew) => ANEW.of(language).to_owned(),
        _ => String::new(),
    }
}

/// What a note says.
fn note(label: Label, language: Language) -> Option<String> {
    let Label { a, b, .. } = label;
    let time = |time| number::duration(time, language);
    let of = |template, words: &[(&str, &str)]| Some(fill(template, language, words));
    match Word::of(label)? {
        Word::Frozen => of(FROZEN, &[("a", &number::grouped(a)), ("n", &bytes(b))]),
        Word::Flushed => of(FLUSHED, &[("t", &FileCode::Table(a).name()), ("n", &bytes(b))]),
        Word::MergeBegun => {
            let [from, to, tables] = [a >> 32, a >> 16 & 0xffff, a & 0xffff].map(|part| part.to_string());
            of(MERGE_BEGUN, &[("x", &from), ("y", &to), ("a", &tables), ("n", &bytes(b))])
        }
        Word::MergeDone => {
            let (read, written) = (bytes(a >> 32), bytes(a & 0xffff_ffff));
            let [dropped, tombstones] = [b >> 32, b & 0xffff_ffff].map(number::grouped);
            of(MERGE_DONE, &[("x", &read), ("y", &written), ("a", &dropped), ("b", &tombstones)])
        }
        Word::Moved => of(MOVED, &[("a", &a.to_string()), ("n", &bytes(b))]),
        Word::StallBegun => of(STALL_BEGUN, &[("", &Key::told(a))]),
        Word::StallEnded => of(STALL_ENDED, &[("d", &time(b))]),
        Word::Recovered => of(RECOVERED, &[("a", &number::grouped(a)), ("d", &time(b))]),
        Word::Refuses => of(REFUSES, &[("a", trouble_at(a, language))]),
        Word::Rule => rule(a, b, language),
        _ => None,
    }
}

fn rule(index: u64, value: u64, language: Language) -> Option<String> {
    let parameter = PARAMETERS.get(usize::try_from(index).ok()?)?;
    let words = vocabulary("storage");
    let name = words.parameter(parameter.name)?.name.of(language);
    let shown = parameter.show(value);
    let value = words.choice(parameter.name, &shown).map_or(&*shown, |named| named.name.of(language));
    Some(fill(RULE, language, &[("name", name), ("b", value)]))
}

/// What a verdict says.
fn verdict(label: Label, language: Language) -> Option<String> {
    let Label { a, b, .. } = label;
    let (high, low) = ((b >> 32).to_string(), b & 0xffff_ffff);
    let key = Key::told(a);
    let of = |template, words: &[(&str, &str)]| Some(fill(template, language, words));
    match Word::of(label)? {
        Word::Lost => {
            let read = match low {
                0 => NO_VALUE.of(language).to_owned(),
                _ => fill(OLD_VALUE, language, &[("b", &low.to_string())]),
            };
            of(LOST, &[("", &key), ("x", &high), ("y", &read)])
        }
        Word::Resurrected => of(RESURRECTED, &[("", &key), ("b", &b.to_string())]),
        Word::Wrong => of(WRONG, &[("", &key), ("b", &number::grouped(b))]),
        Word::Damaged => of(DAMAGED, &[("f", &FileCode::unpacked(a).name()), ("b", &number::grouped(b))]),
        Word::LostWrites => of(LOST_WRITES, &[("a", &number::grouped(a))]),
        _ => None,
    }
}

impl Wording for StorageWording {
    fn language(&self) -> Language {
        self.0
    }

    fn message(&self, label: Label) -> String {
        message(label, self.0)
    }

    fn is_reply(&self, label: Label) -> bool {
        use Word::{Absent, Anew, Carried, Done, Found, Hello, Mounted, Refused, Rows};
        let word = Word::of(label);
        matches!(word, Some(Done | Found | Absent | Rows | Refused | Hello | Carried | Mounted | Anew))
    }

    fn message_token(&self, label: Label) -> Token {
        use Word::{Absent, Done, Found, Hello, Refused, Rows, Sync, SyncNames};
        match Word::of(label) {
            Some(Word::Put | Word::Get | Word::Delete | Word::Scan | Word::ScanTo) => Token::Request,
            Some(Done | Found | Rows | Hello) => Token::Good,
            Some(Absent | Refused | Sync | SyncNames) => Token::Warning,
            _ => Token::Ink,
        }
    }

    fn record(&self, record: &Record, _: &Cast) -> Option<String> {
        let (label, language) = (record.label, self.0);
        match record.kind {
            Kind::Changed => note(label, language),
            Kind::Verdict => verdict(label, language),
            Kind::Called => Some(message(label, language)),
            Kind::Returned => {
                Some(fill(ENDED, language, &[("", &Key::told(label.a)), ("e", ending(label.b, language))]))
            }
            _ => None,
        }
    }
}

impl StorageWording {
    /// What a disk is asked.
    pub(super) fn told(&self, access: &Access) -> String {
        message(access.label(), self.0)
    }
}
