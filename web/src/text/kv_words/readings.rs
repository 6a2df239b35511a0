//! What can be read: the facts of a moment.

use crate::text::Text;

const fn fact(key: &'static str, ko: &'static str, en: &'static str) -> (&'static str, Text) {
    (key, Text { ko, en })
}

pub(super) const FACTS: &[(&str, Text)] = &[
    fact("nodes", "노드", "Nodes"),
    fact("n", "N (복제본)", "N (replicas)"),
    fact("r", "R (읽기)", "R (to read)"),
    fact("w", "W (쓰기)", "W (to write)"),
    fact("reads", "읽기", "Reads"),
    fact("writes", "쓰기", "Writes"),
    fact("refused", "거절", "Refused"),
    fact("unknown", "답을 모르는 요청", "Without an answer"),
    fact("siblings_read", "형제 값을 읽음", "Reads that found siblings"),
    fact("lost_own_writes", "자기가 쓴 값을 못 봄", "Own write not seen"),
    fact("went_back", "지난 값으로 돌아감", "Went back in time"),
    fact("stale_reads", "지난 값을 읽음", "Stale reads"),
    fact("lost_writes", "말없이 사라진 쓰기", "Writes lost without a word"),
    fact("diverged", "복제본이 서로 다른 키", "Keys that differ"),
    fact("siblings_now", "값이 갈라진 키", "Keys with siblings"),
    fact("repairs", "읽기 복구", "Read repairs"),
    fact("hints", "보관 중인 단서", "Hints kept"),
    fact("hints_taken", "맡은 단서", "Hints taken"),
    fact("hints_handed", "넘긴 단서", "Hints handed off"),
    fact("hints_lost", "버린 단서", "Hints dropped"),
    fact("compared", "비교한 해시", "Hashes compared"),
    fact("exchanged", "맞추느라 보낸 레코드", "Records exchanged"),
    fact("moved", "옮긴 레코드", "Records moved"),
    fact("dropped", "마지막 쓰기에 밀린 값", "Beaten by the last writer"),
    fact("buried", "치운 툼스톤", "Tombstones dropped"),
    fact("suspected", "죽었다고 보는 쌍", "Pairs that suspect"),
    fact("suspicions", "의심", "Suspicions"),
    fact("false_suspicions", "틀린 의심", "False suspicions"),
    fact("gossip_messages", "가십 메시지", "Gossip messages"),
    fact("refuted", "거둔 의심", "Suspicions withdrawn"),
    fact("repair_bytes", "맞추느라 보낸 바이트", "Bytes of anti-entropy"),
    fact("get_p50", "읽기 시간 중앙값", "Median read"),
    fact("get_p99", "읽기 시간 99%", "99 % of reads within"),
    fact("put_p50", "쓰기 시간 중앙값", "Median write"),
    fact("put_p99", "쓰기 시간 99%", "99 % of writes within"),
    fact("stale_share", "지난 값의 비율", "Stale share"),
    fact("expected_stale_share", "집합만 볼 때의 비율", "Share by sets alone"),
    fact("tables", "모든 노드의 SSTable", "Tables of all nodes"),
    fact("filter_negatives", "블룸 필터 덕에 열지 않은 SSTable", "Tables that filters kept closed"),
    fact("tables_opened", "읽으려고 연 SSTable", "Tables that reads opened"),
    fact("memtable_entries", "모든 노드의 멤테이블 항목", "Entries of all memtables"),
    fact("buckets", "머클 트리의 버킷", "Buckets of a Merkle tree"),
    fact("tree_hashes", "머클 트리의 해시", "Hashes of a Merkle tree"),
    fact("last_search", "다른 곳을 찾기까지 견준 해시", "Hashes compared to find a difference"),
];
