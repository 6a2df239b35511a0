//! What can be read: the facts of a moment.

use crate::text::Text;

/// What is told of the LSM tree, and of the B+tree beside it.
macro_rules! facts {
    (
        lsm: $($key:literal, $ko:literal, $en:literal;)+
        btree: $($tree:literal, $tree_ko:literal, $tree_en:literal;)+
    ) => {
        &[
            $(($key, Text { ko: $ko, en: $en }),)+
            $((
                concat!("btree_", $tree),
                Text { ko: concat!("B+트리: ", $tree_ko), en: concat!("B+tree: ", $tree_en) },
            ),)+
        ]
    };
}

pub(super) const FACTS: &[(&str, Text)] = facts! {
    lsm:
        "operations", "마친 연산", "Operations done";
        "puts", "쓰기", "Puts";
        "gets", "읽기", "Gets";
        "deletes", "지우기", "Deletes";
        "scans", "범위 읽기", "Scans";
        "refused", "거절", "Refused";
        "unknown", "답을 얻지 못함", "Without an answer";
        "live_keys", "살아 있는 키", "Live keys";
        "live_bytes", "살아 있는 데이터 (바이트)", "Live data, bytes";
        "put_p50", "쓰기 응답지연 p50", "Put latency, p50";
        "put_p99", "쓰기 응답지연 p99", "Put latency, p99";
        "get_p50", "읽기 응답지연 p50", "Get latency, p50";
        "get_p99", "읽기 응답지연 p99", "Get latency, p99";
        "lost_writes", "재시작 뒤 사라진 쓰기", "Writes gone after a restart";
        "lost", "사라진 쓰기를 마주친 읽기", "Reads that missed a write";
        "resurrected", "지운 키가 되살아난 읽기", "Reads of a deleted key that found it";
        "wrong", "아무도 쓰지 않은 값을 본 읽기", "Reads of what nobody wrote";
        "bytes_put", "쓰라고 받은 양 (바이트)", "Put, bytes";
        "flushes", "플러시", "Flushes";
        "merges", "컴팩션", "Compactions";
        "moves", "읽지 않고 한 단계 내림", "Moved down unread";
        "log_bytes", "커밋 로그에 쓴 양 (바이트)", "Written to the commit log, bytes";
        "flush_bytes", "플러시로 쓴 양 (바이트)", "Written by flushes, bytes";
        "merge_read", "컴팩션으로 읽은 양 (바이트)", "Read by compactions, bytes";
        "merge_written", "컴팩션으로 쓴 양 (바이트)", "Written by compactions, bytes";
        "write_amplification", "쓰기 증폭", "Write amplification";
        "read_amplification", "읽기 증폭", "Read amplification";
        "space_amplification", "공간 증폭", "Space amplification";
        "runs", "정렬된 런", "Sorted runs";
        "tables", "SSTable 수", "Tables";
        "levels", "단계", "Levels";
        "tombstones", "SSTable에 남은 툼스톤", "Tombstones in tables";
        "memtable_entries", "멤테이블의 항목", "Memtable entries";
        "memtable_bytes", "멤테이블 (바이트)", "Memtable, bytes";
        "frozen", "굳은 멤테이블", "Frozen memtables";
        "cache_hits", "블록 캐시 적중률", "Block cache hit ratio";
        "filter_negatives", "블룸 필터 덕에 건너뛴 SSTable", "Tables skipped thanks to filters";
        "filter_false", "헛되이 뒤진 블록", "Blocks searched in vain";
        "scan_runs", "범위 읽기가 읽은 런", "Runs read by scans";
        "scan_merged", "범위 읽기가 병합한 항목", "Entries merged by scans";
        "scan_rows", "범위 읽기가 찾은 행", "Rows found by scans";
        "stalls", "쓰기 정지", "Stalls";
        "stall_time", "쓰기 정지 시간", "Time stalled";
        "recovery_time", "마지막 복구 시간", "Latest recovery time";
        "recoveries", "엔진을 연 횟수", "Times opened";
        "merges_cut", "도중에 끊긴 컴팩션", "Compactions cut short";
        "damaged", "찾아낸 손상", "Damage found";
        "device_written", "디스크에 쓴 양 (바이트)", "Written to disk, bytes";
        "device_read", "디스크에서 읽은 양 (바이트)", "Read from disk, bytes";
        "syncs", "동기화", "Syncs";
        "random_accesses", "랜덤 액세스", "Random accesses";
        "sequential_accesses", "순차 액세스", "Sequential accesses";
        "time_2010", "2010년 하드디스크였다면", "Had it been a hard disk of 2010";
        "time_ssd", "SATA SSD였다면", "Had it been a SATA SSD";
        "time_nvme", "NVMe SSD였다면", "Had it been an NVMe SSD";
    btree:
        "operations", "마친 연산", "operations done";
        "puts", "쓰기", "puts";
        "gets", "읽기", "gets";
        "put_p50", "쓰기 응답지연 p50", "put latency, p50";
        "put_p99", "쓰기 응답지연 p99", "put latency, p99";
        "get_p50", "읽기 응답지연 p50", "get latency, p50";
        "get_p99", "읽기 응답지연 p99", "get latency, p99";
        "lost_writes", "재시작 뒤 사라진 쓰기", "writes gone after a restart";
        "lost", "사라진 쓰기를 마주친 읽기", "reads that missed a write";
        "wrong", "아무도 쓰지 않은 값을 본 읽기", "reads of what nobody wrote";
        "write_amplification", "쓰기 증폭", "write amplification";
        "read_amplification", "읽기 증폭", "read amplification";
        "space_amplification", "공간 증폭", "space amplification";
        "pages", "페이지", "pages";
        "dirty_pages", "바뀐 페이지", "changed pages";
        "hits", "버퍼 풀 적중률", "buffer pool hit ratio";
        "page_reads", "읽은 페이지", "pages read";
        "page_writes", "쓴 페이지", "pages written";
        "checkpoints", "체크포인트", "checkpoints";
        "log_bytes", "리두 로그에 쓴 양 (바이트)", "written to the redo log, bytes";
        "recovery_time", "마지막 복구 시간", "latest recovery time";
        "device_written", "디스크에 쓴 양 (바이트)", "written to disk, bytes";
        "device_read", "디스크에서 읽은 양 (바이트)", "read from disk, bytes";
        "syncs", "동기화", "syncs";
        "random_accesses", "랜덤 액세스", "random accesses";
        "sequential_accesses", "순차 액세스", "sequential accesses";
        "time_2010", "2010년 하드디스크였다면", "had it been a hard disk of 2010";
        "time_ssd", "SATA SSD였다면", "had it been a SATA SSD";
        "time_nvme", "NVMe SSD였다면", "had it been an NVMe SSD";
};
