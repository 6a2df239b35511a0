//! What the scene of the storage engine says.

use crate::text::words;

words! {
    /// Inspector: bytes of a file.
    PLACE: "자리", "bytes";
    /// Inspector: the part of a file.
    PART: "어느 부분", "part";
    /// Inspector: what bytes are.
    MEANS: "뜻", "what it is";
    /// Label of the whole picture.
    PICTURE: "클라이언트, 메모리의 멤테이블, 디스크의 커밋 로그와 단계별 SSTable", "A client, the memtable in memory, the commit log and the levels of tables on the disk";
    /// Label of the whole picture with both engines.
    PICTURE_BOTH: "같은 일을 하는 두 저장 엔진: LSM 트리와 B+트리", "Two storage engines at the same work: an LSM tree and a B+tree";
    /// The three numbers above the picture.
    WRITE_AMPLIFICATION: "쓰기 증폭", "write amplification";
    /// One of the three.
    READ_AMPLIFICATION: "읽기 한 번에 디스크", "disk reads per get";
    /// One of the three.
    SPACE_AMPLIFICATION: "공간 증폭", "space amplification";
    /// Part of an engine.
    MEMTABLE: "멤테이블", "memtable";
    /// Part of an engine.
    FROZEN: "굳은 멤테이블", "frozen";
    /// Part of an engine.
    CACHE: "블록 캐시", "block cache";
    /// Part of an engine.
    POOL: "버퍼 풀", "buffer pool";
    /// Entries of a memtable and its bytes.
    ENTRIES: "{}건", "{} entries";
    /// Part of a disk.
    LOG: "커밋 로그", "commit log";
    /// Part of a disk.
    REDO: "리두 로그", "redo log";
    /// Part of a disk.
    PAGES: "페이지", "pages";
    /// A level of tables.
    LEVEL: "L{}", "L{}";
    /// State of an engine.
    UP: "동작 중", "running";
    /// State of a node.
    DOWN: "멈춤", "down";
    /// State of a node.
    SLOW: "느려짐", "slowed down";
    /// State of an engine.
    RECOVERING: "복구 중", "recovering";
    /// State of an engine.
    STALLED: "쓰기 정지", "stalled";
    /// State of an engine.
    CLOSED: "열지 못함", "cannot open";
    /// Operations that wait.
    WAITING: "대기 {}", "{} waiting";
    /// Of a disk: what merges left out so far.
    MERGED_AWAY: "컴팩션이 버린 것: 옛 값 {a}, 툼스톤 {b}", "left out by merges: {a} old values, {b} tombstones";
    /// What a disk is busy with.
    BUSY: "디스크 대기열 {}", "{} in the disk's queue";
    /// Inspector.
    KIND: "종류", "kind";
    /// Inspector.
    STATE: "상태", "state";
    /// Kind of a node.
    CLIENT: "클라이언트", "client";
    /// Kind of a node.
    LSM: "LSM 트리 엔진", "LSM tree engine";
    /// Kind of a node.
    BTREE: "B+트리 엔진", "B+tree engine";
    /// Heading, where there is little room.
    LSM_SHORT: "LSM", "LSM";
    /// Heading, where there is little room.
    BTREE_SHORT: "B+", "B+";
    /// Kind of a node.
    DISK: "디스크", "disk";
    /// Inspector.
    OPERATIONS: "마친 연산", "operations done";
    /// Inspector.
    IN_FLIGHT: "기다리는 연산", "operations waiting";
    /// Inspector.
    LOST_WRITES: "잃어버린 쓰기", "writes lost";
    /// Inspector.
    RUNS: "정렬된 런", "sorted runs";
    /// Inspector.
    TABLES: "SSTable", "tables";
    /// Inspector.
    FLUSHES: "플러시", "flushes";
    /// Inspector.
    MERGES: "컴팩션", "merges";
    /// Inspector.
    STALL_TIME: "쓰기 정지 시간", "time stalled";
    /// Inspector.
    CACHE_HITS: "캐시 적중", "cache hits";
    /// Inspector.
    FILTER_NO: "필터가 막은 읽기", "reads that filters saved";
    /// Inspector.
    LAST_READ: "마지막 읽기", "latest read";
    /// Inspector.
    LAST_SCAN: "마지막 범위 읽기", "latest scan";
    /// The range of a scan, and the rows in it.
    SCANNED: "{a} ~ {b}: {}행", "{a} to {b}: {} rows";
    /// The range of a scan that went on to the end.
    SCANNED_ON: "{a}부터 끝까지: {}행", "{a} to the end: {} rows";
    /// Beside a run: entries that it gave to a scan.
    GIVEN: "{}건", "{}";
    /// Inspector: a sorted run that a scan merged.
    RUN_MERGED: "병합한 런", "run merged";
    /// Inspector: entries that a scan read and did not show.
    SCAN_HIDDEN: "행이 아닌 것", "no rows";
    /// Inspector: what those entries were.
    SCAN_HIDDEN_WHAT: "{}건 (옛 버전, 툼스톤)", "{} (older versions, tombstones)";
    /// Inspector: more tables of a run.
    AND_MORE: "{} 외 {b}개", "{} and {b} more";
    /// Inspector.
    TROUBLE: "문제", "trouble";
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
    /// Inspector.
    WRITTEN: "쓴 바이트", "bytes written";
    /// Inspector.
    READ_BYTES: "읽은 바이트", "bytes read";
    /// Inspector.
    SYNCS: "동기화", "syncs";
    /// Inspector.
    POSITIONING: "자리를 찾는 시간", "time to find a place";
    /// Inspector.
    MEGABYTE: "1MB를 옮기는 시간", "time for a megabyte";
    /// Inspector.
    RANDOM: "랜덤 액세스", "random accesses";
    /// Inspector.
    SEQUENTIAL: "순차 액세스", "sequential accesses";
    /// Inspector.
    QUEUE: "대기열", "queue";
    /// Inspector.
    DOING: "하는 일", "doing";
    /// Inspector.
    LEVEL_OF: "단계", "level";
    /// Inspector.
    ENTRY_COUNT: "항목", "entries";
    /// Inspector.
    TOMBSTONES: "툼스톤", "tombstones";
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
    /// Inspector.
    PAGES_HELD: "메모리에 있는 페이지", "pages in memory";
    /// Inspector.
    DIRTY: "바뀐 페이지", "changed pages";
    /// Legend.
    REQUEST: "요청", "request";
    /// Legend.
    ANSWER: "응답", "answer";
    /// Legend.
    WRITES: "디스크에 쓰기", "write to disk";
    /// Legend.
    READS: "디스크에서 읽기", "read from disk";
    /// Legend.
    SYNC: "동기화", "sync";
    /// Legend.
    FILTERED: "필터: 없음", "filter: no";
    /// Legend.
    FOUND_THERE: "찾아본 곳: 있음", "looked: there";
    /// Legend.
    NOT_THERE: "찾아본 곳: 없음", "looked: not there";
    /// Table heading.
    NODE: "노드", "node";
    /// Heading of the shares.
    SHARES_OF: "단계", "level";
    /// Heading of the shares.
    SHARES_BYTES: "바이트", "bytes";
    /// Heading of the shares.
    SHARES_PART: "몫", "share";
    /// Chart.
    CHART_WRITE: "쓰기 증폭 (천분율)", "Write amplification, thousandths";
    /// Chart.
    CHART_READ: "읽기 증폭 (천분율)", "Read amplification, thousandths";
    /// Chart.
    CHART_SPACE: "공간 증폭 (천분율)", "Space amplification, thousandths";
    /// Chart.
    CHART_RUNS: "정렬된 런", "Sorted runs";
    /// Chart.
    CHART_STALL: "쓰기 정지 (나노초)", "Stalled, nanoseconds";
    /// Chart.
    CHART_HITS: "캐시 적중률", "Cache hits";
    /// Chart.
    CHART_PUTS: "1초에 쓰기", "Puts a second";
    /// Chart.
    CHART_GETS: "1초에 읽기", "Gets a second";
    /// Label of the finder.
    FIND_KEY: "키 찾기", "Look a key up";
    /// Error.
    BAD_KEY: "키는 번호이거나 key-000042처럼 쓴다.", "A key is a number, or written like key-000042.";
    /// Compare: there is one engine only.
    ALONE: "지금은 LSM 트리 혼자다. ‘조절’에서 ‘견줄 상대’를 B+트리로 바꾸면 같은 일을 나란히 시킨다.", "The LSM tree is alone. Under Adjust, set the comparison to a B+tree, and both do the same work.";
    /// Compare: heading.
    COMPARE_PICTURE: "LSM 트리와 B+트리가 같은 일을 한 결과", "What the same work cost an LSM tree and a B+tree";
    /// Compare: row.
    ON_2010: "2010년 디스크라면", "on a disk of 2010";
    /// Compare: row.
    ON_SSD: "SATA SSD라면", "on a SATA SSD";
    /// Compare: row.
    ON_NVME: "NVMe라면", "on NVMe";
    /// Compare: row.
    PUT_P99: "쓰기 응답 99%", "99 % of puts within";
    /// Compare: row.
    GET_P99: "읽기 응답 99%", "99 % of gets within";
    /// Bytes: heading.
    BYTES_PICTURE: "파일의 바이트", "The bytes of a file";
    /// Bytes: there is no file.
    NO_FILES: "디스크에 파일이 없다.", "There are no files on the disk.";
}
