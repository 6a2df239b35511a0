//! What a span of a file is called.

use crate::text::number::grouped;
use crate::text::template::fill;
use crate::text::{Language, Text, words};
use snowglobe_core::anatomy::{ChangeKind, Compressed, Contents, Group, Span, What, Why};
use snowglobe_core::btree::Kind;

words! {
    /// A span.
    MAGIC: "파일 종류 표시", "magic";
    /// A span.
    VERSION: "형식 {}", "format {}";
    /// A span.
    FILE_NUMBER: "파일 번호 {}", "file number {}";
    /// A span.
    WRONG_NUMBER: "파일 번호 {}, 이름과 다르다", "file number {}, not that of its name";
    /// A span.
    CHECKSUM: "체크섬, 맞다", "checksum, right";
    /// A span.
    BAD_CHECKSUM: "체크섬이 맞지 않는다", "checksum, wrong";
    /// A span.
    LENGTH: "길이 {}", "length {}";
    /// A span.
    COUNT: "{}개", "{} of them";
    /// A span.
    RESERVED: "비워 둔 자리", "reserved";
    /// A span.
    PUT: "쓰기", "put";
    /// A span.
    DELETE: "지우기", "delete";
    /// A span.
    TAG_PUT: "{}번 쓰기의 값", "write {}: a value";
    /// A span.
    TAG_DELETE: "{}번 쓰기의 툼스톤", "write {}: a tombstone";
    /// A span.
    SEQUENCE: "순번 {}", "sequence number {}";
    /// A span.
    KEY_SHARED: "앞 키와 같은 {}바이트", "{} bytes shared with the key before";
    /// A span.
    KEY_LENGTH: "키 길이 {}", "key length {}";
    /// A span.
    KEY: "키 {t}", "key {t}";
    /// A span.
    VALUE_LENGTH: "값 길이 {}", "value length {}";
    /// A span.
    VALUE: "값 {t}", "value {t}";
    /// A span.
    CONTENTS: "내용: {t}", "contents: {t}";
    /// Contents.
    BEGIN: "로그 시작", "the log begins";
    /// Contents.
    BATCH: "쓰기 묶음", "a batch of writes";
    /// Contents.
    EDIT: "표 목록의 변경", "a change of the tables";
    /// Contents.
    CLOSED: "닫힘 표시", "closed in order";
    /// A span.
    BEHIND: "이어질 자리 {}", "goes on at {}";
    /// A span.
    DURABLE: "여기까지 안전하다: {}", "durable up to {}";
    /// A span.
    FRAME_NUMBER: "프레임 번호 {}", "frame number {}";
    /// A span.
    PREVIOUS_LOG: "앞 로그 {}", "log before: {}";
    /// A span.
    CERTAIN: "확실한지", "whether that is certain";
    /// A span.
    MANIFEST: "지금의 매니페스트", "the manifest that counts";
    /// A span.
    FIRST_LOG: "필요한 첫 로그 {}", "first log needed: {}";
    /// A span.
    FLUSHED: "표에 든 마지막 순번 {}", "last number in tables: {}";
    /// A span.
    NEXT_FILE: "다음 파일 번호 {}", "next file number {}";
    /// A span.
    REMOVED: "빠지는 표 {}", "table {} goes";
    /// A span.
    LEVEL: "단계 {}", "level {}";
    /// A span.
    RUN: "런 {}", "run {}";
    /// A span.
    TABLE: "표 {}", "table {}";
    /// A span.
    TABLE_BYTES: "표의 크기 {}바이트", "{} bytes of table";
    /// A span.
    ENTRIES: "항목 {}개", "{} entries";
    /// A span.
    TOMBSTONES: "툼스톤 {}개", "{} tombstones";
    /// A span.
    SMALLEST: "가장 작은 키 {t}", "smallest key {t}";
    /// A span.
    LARGEST: "가장 큰 키 {t}", "largest key {t}";
    /// A span.
    LAST_LOG: "마지막 로그 {}", "last log {}";
    /// A span.
    LOG_END: "로그의 끝 {}", "end of the log {}";
    /// A span.
    RESTART: "재시작 지점 {}", "restart point {}";
    /// A span.
    PLAIN: "압축하지 않음", "not compressed";
    /// A span.
    LZ4: "LZ4 압축", "compressed by LZ4";
    /// A span.
    OTHER_PACKING: "모르는 압축", "unknown compression";
    /// A span.
    PACKED: "압축된 내용, 풀면 {}바이트", "compressed, {} bytes when unpacked";
    /// A span.
    FILTER_KIND: "블룸 필터의 종류", "kind of Bloom filter";
    /// A span.
    FILTER_HASHES: "해시 {}개", "{} hashes";
    /// A span.
    FILTER_BITS: "필터 {}비트", "{} bits of filter";
    /// A span.
    FILTER_WORDS: "블룸 필터의 비트", "bits of the Bloom filter";
    /// A span.
    LAST_KEY: "블록의 마지막 키 {t}", "last key of the block: {t}";
    /// A span.
    OFFSET: "자리 {}", "at {}";
    /// A span.
    SIZE: "크기 {}", "size {}";
    /// A span.
    PAGE_NUMBER: "페이지 번호 {}", "page number {}";
    /// A span.
    LEAF: "리프 페이지", "leaf page";
    /// A span.
    INNER: "안쪽 페이지", "inner page";
    /// A span.
    FREE: "빈 페이지", "free page";
    /// A span.
    META: "머리 페이지", "first page";
    /// A span.
    PAGE_LEVEL: "높이 {}", "height {}";
    /// A span.
    SLOTS: "슬롯 {}개", "{} slots";
    /// A span.
    CELLS_START: "셀이 시작하는 자리 {}", "cells begin at {}";
    /// A span.
    LINK: "가리키는 페이지 {}", "link to page {}";
    /// A span.
    SLOT: "슬롯: {}바이트 자리", "slot: at byte {}";
    /// A span.
    FREE_SPACE: "빈자리", "free space";
    /// A span.
    CHILD: "아래 페이지 {}", "page below: {}";
    /// A span.
    PAGES: "페이지 {}개", "{} pages";
    /// A span.
    HOLE: "쓰지 않는 틈", "a gap";
    /// A span.
    PAGE_BYTES: "페이지 크기 {}바이트", "pages of {} bytes";
    /// A span.
    GENERATION: "세대 {}", "generation {}";
    /// A span.
    CHANGE_IMAGE: "페이지 전체의 모습", "an image of a page";
    /// A span.
    CHANGE_INSERT: "셀을 넣음", "a cell comes in";
    /// A span.
    CHANGE_REMOVE: "셀을 뺌", "a cell goes";
    /// A span.
    CELL: "셀", "a cell";
    /// A span.
    WHOLE: "통째로 한 묶음", "as a whole";
    /// A span.
    TORN: "쓰다 만 꼬리", "a torn tail";
    /// A span.
    DAMAGED: "깨졌다: {t}", "damaged: {t}";
    /// A span.
    UNKNOWN: "알 수 없음", "unknown";
    /// Why something is damaged.
    WHY_HEADER: "머리말", "header";
    /// Why something is damaged.
    WHY_VERSION: "모르는 형식", "unknown format";
    /// Why something is damaged.
    WHY_CHECKSUM: "체크섬", "checksum";
    /// Why something is damaged.
    WHY_TRUNCATED: "잘렸다", "cut off";
    /// Why something is damaged.
    WHY_ENCODING: "뜻이 통하지 않는다", "makes no sense";
    /// Why something is damaged.
    WHY_LOST: "빠진 것이 있다", "something is missing";
    /// A part of a file.
    IN_HEADER: "머리말", "header";
    /// A part of a file.
    IN_FRAME: "프레임 {}", "frame {}";
    /// A part of a file.
    IN_BLOCK: "블록 {}", "block {}";
    /// A part of a file.
    IN_FILTER: "블룸 필터", "Bloom filter";
    /// A part of a file.
    IN_INDEX: "색인", "index";
    /// A part of a file.
    IN_FOOTER: "꼬리말", "footer";
    /// A part of a file.
    IN_PAGE: "페이지 {}", "page {}";
    /// A part of a file.
    IN_REST: "나머지", "the rest";
}

/// Letters of a key or value that are shown.
const LETTERS: usize = 24;

/// Bytes as text: what cannot be printed is a dot.
fn printed(bytes: &[u8]) -> String {
    let letter = |byte: &u8| if byte.is_ascii_graphic() || *byte == b' ' { char::from(*byte) } else { '·' };
    let shown: String = bytes.iter().take(LETTERS).map(letter).collect();
    if bytes.len() > LETTERS { format!("{shown}…") } else { shown }
}

/// What a span is, in words; `bytes` are its own.
pub(super) fn what(span: &Span, bytes: &[u8], language: Language) -> String {
    let text = printed(bytes);
    let (template, number, word) = parts(span.what);
    let word = word.map_or(text, |word| word.of(language).to_owned());
    let number = number.map(grouped).unwrap_or_default();
    fill(template, language, &[("", &number), ("t", &word)])
}

/// The sentence of a span, its number, and a word of its own if it has one.
fn parts(what: What) -> (Text, Option<u64>, Option<Text>) {
    let plain = |text| (text, None, None);
    let with = |text, number| (text, Some(number), None);
    match what {
        What::Magic => plain(MAGIC),
        What::Version(number) => with(VERSION, number),
        What::FileNumber { number, right: true } => with(FILE_NUMBER, number),
        What::FileNumber { number, .. } => with(WRONG_NUMBER, number),
        What::Checksum { right: true } => plain(CHECKSUM),
        What::Checksum { .. } => plain(BAD_CHECKSUM),
        What::Length(number) | What::PreviousLength(number) => with(LENGTH, number),
        What::Count(number) => with(COUNT, number),
        What::Reserved => plain(RESERVED),
        What::Write { put: true } => plain(PUT),
        What::Write { .. } => plain(DELETE),
        What::Tag { sequence, put: true } => with(TAG_PUT, sequence),
        What::Tag { sequence, .. } => with(TAG_DELETE, sequence),
        What::Sequence(number) => with(SEQUENCE, number),
        What::KeyShared(number) => with(KEY_SHARED, number),
        What::KeyLength(number) => with(KEY_LENGTH, number),
        What::Key => plain(KEY),
        What::ValueLength(number) => with(VALUE_LENGTH, number),
        What::Value => plain(VALUE),
        What::Contents(contents) => (CONTENTS, None, Some(of_contents(contents))),
        What::Behind(number) => with(BEHIND, number),
        What::Durable(number) => with(DURABLE, number),
        What::FrameNumber(number) | What::FirstFrame(number) => with(FRAME_NUMBER, number),
        What::PreviousLog(number) => with(PREVIOUS_LOG, number),
        What::Certain(_) => plain(CERTAIN),
        What::ManifestName => plain(MANIFEST),
        What::FirstLog(number) => with(FIRST_LOG, number),
        What::Flushed(number) => with(FLUSHED, number),
        What::NextFile(number) => with(NEXT_FILE, number),
        What::RemovedTable(number) => with(REMOVED, number),
        What::Level(number) => with(LEVEL, number),
        What::Run(number) => with(RUN, number),
        What::Table(number) => with(TABLE, number),
        What::TableBytes(number) => with(TABLE_BYTES, number),
        What::Entries(number) => with(ENTRIES, number),
        What::Tombstones(number) => with(TOMBSTONES, number),
        What::SmallestKey => plain(SMALLEST),
        What::LargestKey => plain(LARGEST),
        What::LastLog(number) => with(LAST_LOG, number),
        What::LogEnd(number) => with(LOG_END, number),
        What::RestartPoint(number) => with(RESTART, number),
        What::Compression(Compressed::No) => plain(PLAIN),
        What::Compression(Compressed::Lz4) => plain(LZ4),
        What::Compression(Compressed::Unknown) => plain(OTHER_PACKING),
        What::Packed { bytes } => with(PACKED, bytes),
        What::FilterKind => plain(FILTER_KIND),
        What::FilterHashes(number) => with(FILTER_HASHES, number),
        What::FilterBits(number) => with(FILTER_BITS, number),
        What::FilterWords => plain(FILTER_WORDS),
        What::LastKey => plain(LAST_KEY),
        What::Offset(number) => with(OFFSET, number),
        What::Size(number) => with(SIZE, number),
        other => of_pages(other),
    }
}

fn of_contents(contents: Contents) -> Text {
    match contents {
        Contents::Begin => BEGIN,
        Contents::Batch => BATCH,
        Contents::Edit => EDIT,
        Contents::Closed => CLOSED,
    }
}

/// The same for what only files of pages have, and for what makes no sense.
fn of_pages(what: What) -> (Text, Option<u64>, Option<Text>) {
    let plain = |text| (text, None, None);
    let with = |text, number| (text, Some(number), None);
    match what {
        What::PageNumber(number) => with(PAGE_NUMBER, number),
        What::PageKind(Kind::Leaf) => plain(LEAF),
        What::PageKind(Kind::Inner) => plain(INNER),
        What::PageKind(Kind::Free) => plain(FREE),
        What::PageKind(Kind::Meta) => plain(META),
        What::PageLevel(number) => with(PAGE_LEVEL, number),
        What::Slots(number) => with(SLOTS, number),
        What::CellsStart(number) => with(CELLS_START, number),
        What::Link(number) | What::FreePage(number) => with(LINK, number),
        What::Slot { from, .. } => with(SLOT, from),
        What::SlotNumber(number) => with(SLOTS, number),
        What::FreeSpace => plain(FREE_SPACE),
        What::Child(number) => with(CHILD, number),
        What::Pages(number) => with(PAGES, number),
        What::Hole => plain(HOLE),
        What::PageBytes(number) => with(PAGE_BYTES, number),
        What::Generation(number) => with(GENERATION, number),
        What::Change(ChangeKind::Image) => plain(CHANGE_IMAGE),
        What::Change(ChangeKind::Insert) => plain(CHANGE_INSERT),
        What::Change(ChangeKind::Remove) => plain(CHANGE_REMOVE),
        What::Cell => plain(CELL),
        What::Whole => plain(WHOLE),
        What::Torn => plain(TORN),
        What::Damaged(why) => (DAMAGED, None, Some(of_why(why))),
        _ => plain(UNKNOWN),
    }
}

fn of_why(why: Why) -> Text {
    match why {
        Why::Header => WHY_HEADER,
        Why::Version => WHY_VERSION,
        Why::Checksum => WHY_CHECKSUM,
        Why::Truncated => WHY_TRUNCATED,
        Why::Encoding => WHY_ENCODING,
        Why::Lost => WHY_LOST,
    }
}

/// The part of a file that a span belongs to.
pub(super) fn group(group: Group, language: Language) -> String {
    let (template, number) = match group {
        Group::Header => (IN_HEADER, 0),
        Group::Frame(number) => (IN_FRAME, number),
        Group::Block(number) => (IN_BLOCK, number),
        Group::Filter => (IN_FILTER, 0),
        Group::Index => (IN_INDEX, 0),
        Group::Footer => (IN_FOOTER, 0),
        Group::Page(number) => (IN_PAGE, number),
        Group::Rest => (IN_REST, 0),
    };
    template.of(language).replace("{}", &grouped(number))
}
