//! What the bytes of a storage engine's file are, in words: a phrase for each [`What`] with its number, and for the
//! part that it belongs to.
//!
//! ```
//! use snowglobe_core::anatomy::{Group, What};
//! use snowglobe_web::text::{Language, anatomy_words::{group, what}};
//!
//! assert_eq!(what(Language::English, What::KeyShared(3)), "bytes shared with the key before: 3");
//! assert_eq!(group(Language::Korean, Group::Block(2)), "블록 2");
//! ```

use super::number::grouped;
use super::{Language, Text};
use snowglobe_core::anatomy::{ChangeKind, Compressed, Contents, Group, What, Why};
use snowglobe_core::btree::Kind;

/// The part of a file.
#[must_use]
pub fn group(language: Language, group: Group) -> String {
    let (ko, en, number) = match group {
        Group::Header => ("머리", "header", None),
        Group::Frame(number) => ("프레임", "frame", Some(number)),
        Group::Block(number) => ("블록", "block", Some(number)),
        Group::Filter => ("블룸 필터", "Bloom filter", None),
        Group::Index => ("색인", "index", None),
        Group::Footer => ("꼬리", "footer", None),
        Group::Page(number) => ("페이지", "page", Some(number)),
        Group::Rest => ("나머지", "the rest", None),
    };
    let name = Text { ko, en }.of(language);
    number.map_or_else(|| name.to_owned(), |number| format!("{name} {}", grouped(number)))
}

/// What some bytes are.
#[must_use]
pub fn what(language: Language, what: What) -> String {
    let text = |ko, en| Text { ko, en }.of(language).to_owned();
    let with = |(ko, en), number| format!("{}: {}", Text { ko, en }.of(language), grouped(number));
    if let Some((name, number)) = numbered(what) {
        return with(name, number);
    }
    match what {
        What::Magic => text("파일 종류를 알리는 표시", "mark of the kind of file"),
        What::FileNumber { number, right: true } => with(("파일 번호", "number of the file"), number),
        What::FileNumber { number, right: false } => {
            with(("파일 번호(이름과 다르다)", "number of the file, unlike its name"), number)
        }
        What::Checksum { right: true } => text("체크섬(맞다)", "checksum, right"),
        What::Checksum { right: false } => text("체크섬(틀리다)", "checksum, wrong"),
        What::Reserved => text("남겨 둔 자리", "reserved"),
        What::Write { put: true } => text("넣기", "put"),
        What::Write { put: false } => text("지우기", "delete"),
        What::Tag { sequence, put: true } => with(("일련번호, 넣기", "sequence number, put"), sequence),
        What::Tag { sequence, put: false } => {
            with(("일련번호, 툼스톤", "sequence number, tombstone"), sequence)
        }
        What::Key => text("키", "key"),
        What::Value => text("값", "value"),
        What::Contents(Contents::Begin) => text("내용: 로그의 시작", "contents: the beginning of a log"),
        What::Contents(Contents::Batch) => text("내용: 쓰기", "contents: writes"),
        What::Contents(Contents::Edit) => text("내용: SSTable 목록 변경", "contents: a change of the tables"),
        What::Contents(Contents::Closed) => text("내용: 닫음", "contents: closed in order"),
        What::Certain(true) => text("앞 로그는 디스크에 있었다", "the log before was durable"),
        What::Certain(false) => {
            text("앞 로그는 디스크에 없었을 수 있다", "the log before may not have been durable")
        }
        What::ManifestName => text("유효한 매니페스트의 이름", "name of the manifest that counts"),
        What::SmallestKey => text("가장 작은 키", "smallest key"),
        What::LargestKey => text("가장 큰 키", "largest key"),
        What::Compression(Compressed::No) => text("압축 안 함", "not compressed"),
        What::Compression(Compressed::Lz4) => text("LZ4로 압축", "compressed by LZ4"),
        What::Compression(Compressed::Unknown) => text("모르는 압축 방식", "compressed in an unknown way"),
        What::FilterKind => text("필터 종류", "kind of filter"),
        What::FilterWords => text("필터의 비트", "bits of the filter"),
        What::LastKey => text("블록의 마지막 키", "last key of the block"),
        What::PageKind(Kind::Free) => text("빈 페이지", "a free page"),
        What::PageKind(Kind::Leaf) => text("리프 페이지", "a leaf"),
        What::PageKind(Kind::Inner) => text("내부 페이지", "an inner page"),
        What::PageKind(Kind::Meta) => text("메타 페이지", "the meta page"),
        What::Slot { from, bytes } => {
            let (from, bytes) = (grouped(from), grouped(bytes));
            match language {
                Language::Korean => format!("슬롯: {from}에서 {bytes}바이트"),
                Language::English => format!("slot: {bytes} bytes at {from}"),
            }
        }
        What::FreeSpace => text("빈 자리", "free space"),
        What::Hole => text("아직 쓰지 않은 페이지(로그에 있다)", "a page not written yet: the log has it"),
        What::Change(ChangeKind::Image) => text("변경: 페이지 전체", "change: all of a page"),
        What::Change(ChangeKind::Insert) => text("변경: 셀 넣기", "change: a cell comes in"),
        What::Change(ChangeKind::Remove) => text("변경: 셀 빼기", "change: a cell goes"),
        What::Cell => text("셀", "cell"),
        What::Whole => text("전체", "all of it"),
        What::Torn => text(
            "멈출 때 디스크에 다 내려가지 못한 끝. 엔진이 잘라 낸다",
            "not durable when the machine stopped: the engine cuts it off",
        ),
        What::Damaged(why) => damaged(why).of(language).to_owned(),
        _ => text("엔진의 파일이 아니다", "no file of an engine"),
    }
}

const fn damaged(why: Why) -> Text {
    let (ko, en) = match why {
        Why::Header => ("손상: 이름과 다른 파일이다", "damaged: not the file that its name says"),
        Why::Version => ("더 새로운 판에서 쓴 형식이다", "of a later version"),
        Why::Checksum => ("손상: 체크섬이 틀리다", "damaged: the checksum is wrong"),
        Why::Truncated => ("손상: 파일이 너무 일찍 끝난다", "damaged: the file ends too early"),
        Why::Encoding => ("손상: 내용이 말이 되지 않는다", "damaged: it makes no sense"),
        Why::Lost => ("어디가 무엇인지 알려 주는 곳이 손상되었다", "what says where this is, is damaged"),
    };
    Text { ko, en }
}

/// What is a number, and nothing else.
const fn numbered(what: What) -> Option<((&'static str, &'static str), u64)> {
    Some(match what {
        What::Version(number) => (("형식 버전", "version of the format"), number),
        What::Length(number) => (("뒤따르는 바이트 수", "bytes that follow"), number),
        What::Count(number) => (("개수", "how many"), number),
        What::Sequence(number) => (("첫 쓰기의 일련번호", "sequence number of the first write"), number),
        What::KeyShared(number) => (("앞 키와 같은 바이트 수", "bytes shared with the key before"), number),
        What::KeyLength(number) => (("키 길이", "length of the key"), number),
        What::ValueLength(number) => (("값 길이", "length of the value"), number),
        What::Behind(number) => {
            (("이 앞에서 아직 디스크에 없던 바이트 수", "bytes before it that were not durable"), number)
        }
        What::Durable(number) => (("이때 디스크에 있던 바이트 수", "bytes that were durable then"), number),
        What::FrameNumber(number) => (("프레임 번호", "number of the frame"), number),
        What::PreviousLog(number) => (("앞 로그의 번호", "number of the log before"), number),
        What::PreviousLength(number) => (("앞 로그의 길이", "length of the log before"), number),
        What::FirstLog(number) => (("필요한 첫 로그", "first log that is needed"), number),
        What::Flushed(number) => (("SSTable에 든 마지막 일련번호", "last sequence number in tables"), number),
        What::NextFile(number) => (("다음 파일 번호", "number of the next file"), number),
        What::RemovedTable(number) => (("빠지는 SSTable", "table that goes"), number),
        What::Level(number) => (("레벨", "level"), number),
        What::Run(number) => (("런", "run"), number),
        What::Table(number) => (("더해지는 SSTable", "table that comes"), number),
        What::TableBytes(number) => (("SSTable의 바이트 수", "bytes of the table"), number),
        What::Entries(number) => (("항목 수", "entries"), number),
        What::Tombstones(number) => (("그 가운데 툼스톤", "tombstones among them"), number),
        What::LastLog(number) => (("마지막 로그", "last log"), number),
        What::LogEnd(number) => (("그 로그의 끝", "where that log ends"), number),
        What::RestartPoint(number) => (("재시작 지점", "restart point"), number),
        What::Packed { bytes } => {
            (("압축된 블록. 풀면 바이트 수", "compressed block; bytes without that"), bytes)
        }
        What::FilterHashes(number) => (("키마다 보는 비트 수", "bits for a key"), number),
        What::FilterBits(number) => (("필터의 비트 수", "bits of the filter"), number),
        What::Offset(number) => (("시작 위치", "where it begins"), number),
        What::Size(number) => (("크기", "size"), number),
        What::PageNumber(number) => (("페이지 번호", "number of the page"), number),
        What::PageLevel(number) => (("높이(리프는 0)", "level, 0 for a leaf"), number),
        What::Slots(number) => (("슬롯 수", "slots"), number),
        What::CellsStart(number) => (("셀이 시작하는 곳", "where cells begin"), number),
        What::Link(number) => (("이어지는 페이지", "page linked to"), number),
        What::Child(number) => (("아래 페이지", "page below"), number),
        What::FreePage(number) => (("첫 빈 페이지", "first free page"), number),
        What::Pages(number) => (("페이지 수", "pages"), number),
        What::PageBytes(number) => (("페이지의 바이트 수", "bytes of a page"), number),
        What::Generation(number) => (("로그의 세대", "generation of the log"), number),
        What::FirstFrame(number) => (("첫 프레임 번호", "number of the first frame"), number),
        What::SlotNumber(number) => (("슬롯 번호", "number of the slot"), number),
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
