//! What the scene of the storage engine says.

pub(super) use crate::scenes::engine::words::*;
use crate::text::words;

words! {
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
    POOL: "버퍼 풀", "buffer pool";
    /// Part of a disk.
    REDO: "리두 로그", "redo log";
    /// Part of a disk.
    PAGES: "페이지", "pages";
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
    SYNC: "동기화", "sync";
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
}
