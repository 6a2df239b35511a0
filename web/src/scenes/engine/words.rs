//! What is said of an engine and its disk.

use crate::text::words;

words! {
    /// Inspector: bytes of a file.
    PLACE: "자리", "bytes";
    /// Inspector: the part of a file.
    PART: "어느 부분", "part";
    /// Inspector: what bytes are.
    MEANS: "뜻", "what it is";
    /// Part of an engine.
    MEMTABLE: "멤테이블", "memtable";
    /// Part of an engine.
    FROZEN: "굳은 멤테이블", "frozen";
    /// Part of an engine.
    CACHE: "블록 캐시", "block cache";
    /// Entries of a memtable and its bytes.
    ENTRIES: "{}건", "{} {entry|entries}";
    /// Part of a disk.
    LOG: "커밋 로그", "commit log";
    /// Part of a disk, where there is little room.
    LOG_SHORT: "로그", "log";
    /// A level of tables.
    LEVEL: "L{}", "L{}";
    /// Inspector.
    TABLES: "SSTable", "tables";
    /// Inspector.
    TOMBSTONES: "툼스톤", "tombstones";
    /// Inspector: a step of a read.
    PROBE_MEMTABLE: "멤테이블", "memtable";
    /// Inspector: what says in which block a key is.
    INDEX: "색인", "index";
    /// Inspector: a step of a read.
    PROBE_INDEX: "{}의 색인", "index of {}";
    /// Inspector: where an index says that a key would be.
    IN_BLOCK: "있다면 블록 {}", "in block {}, if at all";
    /// Inspector: an index says that a key comes behind all.
    BEHIND: "맨 끝 키보다 뒤라 없다", "behind the last key: not here";
    /// Inspector: a step of a read.
    PROBE_FILTERED: "{}: 블룸 필터가 없다고 한다", "{}: the Bloom filter says no";
    /// Inspector: a step of a read.
    PROBE_BLOCK: "{} 블록 {b}", "{} block {b}";
    /// Inspector: that it was there.
    FOUND: "찾음", "found";
    /// Inspector: that it was not.
    NOT_FOUND: "없음", "not there";
    /// Inspector: a block was in the cache.
    CACHED: "캐시에서", "from the cache";
    /// Legend.
    FILTERED: "필터: 없음", "filter: no";
    /// Legend.
    READS: "디스크에서 읽기", "read from disk";
    /// Inspector.
    LEVEL_OF: "단계", "level";
    /// Inspector.
    ENTRY_COUNT: "항목", "entries";
    /// Inspector.
    SMALLEST: "가장 작은 키", "smallest key";
    /// Inspector.
    LARGEST: "가장 큰 키", "largest key";
    /// Inspector.
    DURABLE: "안전하게 저장됨", "durable";
    /// Inspector.
    VOLATILE: "아직 휘발성", "still volatile";
    /// Inspector: a place in a file.
    FILE: "파일", "file";
    /// Inspector: where versions of a key are.
    VERSION: "버전", "version";
    /// Inspector: in a memtable that is frozen.
    IN_FROZEN: "굳은 멤테이블 {}", "frozen memtable {}";
    /// Inspector: in a table.
    IN_TABLE: "{} (L{b}) 블록 {c}", "{} (L{b}), block {c}";
    /// Inspector: a version of so many bytes, by its number.
    VALUE_OF: "{}번째 쓰기, {b}바이트", "write {}, {b} bytes";
    /// Inspector: a tombstone, by its number.
    TOMBSTONE_OF: "{}번째 쓰기, 툼스톤", "write {}, a tombstone";
    /// Inspector: no version anywhere.
    NOWHERE: "어디에도 없다", "nowhere";
    /// Bytes: heading.
    BYTES_PICTURE: "파일의 바이트", "The bytes of a file";
    /// Bytes: there is no file.
    NO_FILES: "디스크에 파일이 없다.", "There are no files on the disk.";
    /// Legend.
    FOUND_THERE: "찾아본 곳: 있음", "looked: there";
    /// Legend.
    NOT_THERE: "찾아본 곳: 없음", "looked: not there";
}
