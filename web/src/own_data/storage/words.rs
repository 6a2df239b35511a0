//! The words of the panel for a reader's own database, in both languages.
//!
//! Whole sentences with something filled in are in [`sentences`].

pub mod sentences;
#[cfg(test)]
mod tests;

pub use crate::own_data::words::{CANCEL, PREVIEW, count, size};

use crate::own_data::words::texts;

texts! {
    TITLE: "내 데이터로 해 보기", "Try it with your own records";
    OPENING: "데이터베이스를 여는 중이다.", "Opening the database.";
    AGAIN: "다시 열기", "Open it again";

    WHERE: "저장하는 곳", "Where it is kept";
    KEPT: "이 브라우저의 사이트 전용 파일 시스템(OPFS)에 둔다. 탭을 닫았다가 다시 와도 그대로 있다. 쓰기는 브라우저가 디스크까지 내려보낸 뒤에 끝났다고 알린다.",
        "In this browser's file system for this site (OPFS). Close the tab and come back: it is there. A write is said to be done when the browser has handed it to the disk.";
    PERSISTED: "브라우저는 먼저 묻지 않고는 지우지 않겠다고 한다.", "The browser says that it will not clear it without asking.";
    NOT_PERSISTED: "다만 디스크가 모자라면 브라우저가 묻지 않고 지울 수 있다. 비공개 창에서는 창을 닫을 때 지운다.",
        "Still, the browser may clear it when the disk runs out of room, and does when a private window is closed.";
    MEMORY: "이 브라우저에서는 파일을 쓸 수 없어 메모리에만 둔다. 탭을 닫으면 사라진다. 남겨 두려면 아래에서 내보낸다.",
        "This browser has no files for this page, so it is kept in memory only. It is gone when the tab is closed: export it below to keep it.";

    FIGURES: "지금", "At present";
    KEYS: "키", "Keys";
    NOT_COUNTED: "세지 않음", "not counted";
    IN_MEMORY: "멤테이블의 항목", "Entries in memtables";
    FILES: "파일", "Files";
    LEVEL: "단계", "Level";
    TABLES: "SSTable 수", "SSTables";
    ENTRIES: "항목", "Entries";
    BYTES: "크기", "Size";
    LEVELS: "단계별 SSTable", "SSTables by level";

    IMPORT: "가져오기", "Import";
    IMPORT_DROP: "CSV, JSON Lines, 또는 데비안 패키지 목록(Package: …) 파일을 여기에 놓는다.",
        "Drop a CSV, JSON Lines, or Debian package index (Package: …) here.";
    FILE: "파일 고르기", "Choose a file";
    SAMPLE: "예시 파일", "Sample file";
    KEY_COLUMN: "키로 쓸 열", "Column of the key";
    KEY_FIELD: "키로 쓸 필드", "Field of the key";
    HEADER: "첫 줄은 열 이름이다", "The first row names the columns";
    VALUE_HINT: "값에는 레코드 전체를 적힌 그대로 넣는다. 같은 키가 또 나오면 나중 것이 남는다.",
        "The value is the whole record as it is written. If a key comes again, the later one stays.";
    RUN: "가져온다", "Import it";
    NO_FILE_YET: "파일을 고르면 가져올 수 있다.", "Choose a file, then it can be imported.";
    OTHER_FILE: "읽을 수 있는 파일을 고르면 가져올 수 있다.", "Choose a file that can be read, then it can be imported.";
    NOT_OPEN: "데이터베이스가 열리면 가져올 수 있다.", "It can be imported when the database is open.";
    SKIPPED: "건너뛴 레코드", "Records skipped";
    LINE: "줄", "Line";
    WHY: "까닭", "Why";
    TEXT: "내용", "Text";

    READ: "키 하나 읽기", "Read a key";
    KEY: "키", "Key";
    VALUE: "값", "Value";
    GET: "읽는다", "Read";
    PATH: "읽기 경로", "Read path";

    SCAN: "키 범위 훑기", "Scan a range of keys";
    PREFIX: "앞부분", "Prefix";
    FROM: "이 키부터", "From this key";
    SHOW: "훑는다", "Scan";
    NEXT: "다음 쪽", "Next page";
    NO_KEYS: "이 범위에는 키가 없다.", "There are no keys in this range.";

    WRITE: "레코드 하나 쓰기", "Write a record";
    PUT: "넣는다", "Put";
    DELETE: "지운다", "Delete";
    PUT_DONE: "넣었다. 디스크까지 내려갔다.", "Put, and on the disk.";
    DELETED: "지웠다. 툼스톤이 디스크까지 내려갔다.", "Deleted: its tombstone is on the disk.";
    PUT_IN_MEMORY: "넣었다. 메모리에만 있다.", "Put, in memory only.";
    DELETED_IN_MEMORY: "지웠다. 메모리에서만 지웠다.", "Deleted, in memory only.";

    EXPORT: "내보내기와 지우기", "Export and delete";
    EXPORT_HINT: "키 순서대로 모두 내보낸다. CSV에서는 =, +, -, @, '로 시작하는 칸 앞에 작은따옴표를 하나 붙인다.",
        "Everything, in the order of the keys. In the CSV a field that begins with =, +, -, @ or ' gets one apostrophe in front.";
    ORIGINAL: "가져온 그대로", "As imported";
    AS_CSV: "키와 값(CSV)", "Keys and values (CSV)";
    AS_JSON: "키와 값(JSON Lines)", "Keys and values (JSON Lines)";
    EXPORTING: "내보내는 중이다.", "Exporting.";
    EXPORT_STOPPED: "내보내기를 멈췄다.", "The export was stopped.";
    DESTROY: "데이터베이스 지우기", "Delete the database";
    SURE: "정말 지운다", "Really delete it";
    SURE_HINT: "모든 레코드가 사라지고, 되돌릴 수 없다.", "All records go, and cannot be brought back.";
    KEEP: "그만둔다", "Keep it";
}
