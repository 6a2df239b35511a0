//! What can be set.

use crate::text::vocabulary::{Named, named};

pub(super) const PARAMETERS: &[Named] = &[
    named(
        "policy",
        ("컴팩션 방식", "Compaction"),
        (
            "SSTable을 언제 어떻게 합칠지. 쓰기, 읽기, 공간 가운데 무엇을 아낄지 고르는 일이다.",
            "When and how tables are merged: a choice of what to save on, writes, reads or space.",
        ),
    ),
    named(
        "size_ratio",
        ("단계 사이의 배수", "Size ratio"),
        (
            "아래 단계가 위 단계보다 몇 배 큰지. 레벨 방식이 아니면 한 단계에 런이 이만큼 모일 때 합친다.",
            "How many times larger each level is than the one above. Unless leveled, also how many runs make a merge.",
        ),
    ),
    named(
        "memtable_bytes",
        ("멤테이블 크기", "Memtable size"),
        (
            "멤테이블이 이만큼 차면 굳혀서 SSTable로 내려쓴다.",
            "A memtable of so many bytes is frozen and flushed to a table.",
        ),
    ),
    named(
        "table_bytes",
        ("SSTable 크기", "Table size"),
        (
            "컴팩션은 대략 이 크기로 SSTable을 나누어 쓴다.",
            "About how many bytes a table has that a compaction writes.",
        ),
    ),
    named(
        "block_bytes",
        ("블록 크기", "Block size"),
        (
            "SSTable을 나눈 조각의 크기. 키 하나를 찾을 때도 블록 하나를 통째로 읽는다.",
            "Tables are cut into blocks of this size. To find one key, a whole block is read.",
        ),
    ),
    named(
        "bits_per_key",
        ("블룸 필터 비트", "Bloom filter bits"),
        (
            "블룸 필터가 키 하나에 쓰는 비트. 많을수록 헛걸음이 줄고, 0이면 필터가 없다.",
            "Bits of the Bloom filter for each key. More of them spare more reads; 0 is no filter.",
        ),
    ),
    named(
        "cache_bytes",
        ("블록 캐시 크기", "Block cache size"),
        (
            "한번 읽은 블록을 메모리에 두는 자리. 0이면 두지 않는다.",
            "Room in memory for blocks that were read. 0 keeps none.",
        ),
    ),
    named(
        "sync",
        ("로그 동기화", "Log sync"),
        (
            "로그를 언제 디스크에 확실히 남길지(fsync). 속도와 안전을 맞바꾼다.",
            "When the log is made durable (fsync): speed against safety.",
        ),
    ),
    named(
        "sync_every",
        ("동기화 간격 (쓰기 수)", "Writes per sync"),
        (
            "몇 번에 한 번 동기화하기로 했을 때, 그 몇 번.",
            "After how many writes the log is synced, if it is after every so many.",
        ),
    ),
    named(
        "compression",
        ("압축", "Compression"),
        ("SSTable의 블록을 압축해서 쓸지.", "Whether the blocks of tables are compressed."),
    ),
    named(
        "level0_runs",
        ("0단계 컴팩션 기준", "Level 0 starts at"),
        (
            "0단계에 런(키 순서로 늘어선 SSTable 한 벌)이 이만큼 쌓이면 합친다. 레벨 방식에서만 쓴다.",
            "When leveled: so many runs (tables in the order of keys) at level 0 start a merge.",
        ),
    ),
    named(
        "level0_stop",
        ("0단계 쓰기 정지 기준", "Level 0 stops at"),
        (
            "0단계에 런이 이만큼 밀리면 쓰기를 멈추고 컴팩션을 기다린다.",
            "With so many runs at level 0, writes stop and wait for compaction.",
        ),
    ),
    named(
        "frozen_memtables",
        ("굳은 멤테이블 수", "Frozen memtables"),
        (
            "내려쓰기를 기다릴 수 있는 굳은 멤테이블의 수. 더 밀리면 쓰기가 멈춘다.",
            "Frozen memtables that may wait to be flushed. Beyond that, writes stop.",
        ),
    ),
    named(
        "tombstones",
        ("툼스톤", "Tombstones"),
        ("지웠다는 표식을 언제 버릴지.", "When the mark of a delete is thrown away."),
    ),
    named(
        "disk",
        ("디스크", "Disk"),
        (
            "자리를 찾고 바이트를 옮기는 데 얼마나 걸리는 디스크인지.",
            "How long the disk takes to find a place, and then for each byte.",
        ),
    ),
    named(
        "capacity",
        ("디스크 용량", "Disk capacity"),
        (
            "디스크 하나에 담을 수 있는 바이트. 0이면 끝이 없다.",
            "Bytes that fit on each disk. 0 is as many as you like.",
        ),
    ),
    named(
        "fate",
        ("정전이 나면", "After a power cut"),
        (
            "동기화하지 않은 채 디스크에 쓴 것이 정전 뒤에 어떻게 되는지.",
            "What becomes of what was written to the disk but not synced.",
        ),
    ),
    named(
        "workload",
        ("워크로드", "Workload"),
        (
            "클라이언트가 무엇을 어떤 비율로 하는지. YCSB는 저장소를 견줄 때 널리 쓰는 여섯 가지다.",
            "What the client does, and how much of each. YCSB is six mixes that many stores are measured by.",
        ),
    ),
    named(
        "distribution",
        ("키의 분포", "Distribution"),
        (
            "읽거나 고칠 키를 고르는 방법. 새로 넣을 때는 워크로드의 순서를 따른다.",
            "Which keys are read or updated. Inserts follow the order of their workload.",
        ),
    ),
    named("keys", ("키 수", "Keys"), ("서로 다른 키의 수.", "How many different keys there are.")),
    named(
        "preload",
        ("미리 넣어 둔 레코드", "Records at the start"),
        (
            "시작할 때 이미 들어 있는 레코드의 수. 키 수보다 많을 수는 없다.",
            "Records that are there when the run begins; never more than there are keys.",
        ),
    ),
    named(
        "value_bytes",
        ("값의 크기", "Value size"),
        (
            "값 하나의 바이트. B+트리와 견줄 때는 페이지에 들어갈 만큼 작아야 한다.",
            "Bytes of a value. Beside a B+tree it must be small enough for a page.",
        ),
    ),
    named(
        "rate",
        ("초당 연산 수", "Operations per second"),
        (
            "클라이언트가 1초에 하는 연산의 수. 0이면 답을 받는 대로 다음 것을 한다.",
            "Operations of the client per second. With 0, each begins when the last is answered.",
        ),
    ),
    named(
        "deletes",
        ("지우기의 비율", "Deletes"),
        ("쓰기 가운데 이만큼은 쓰는 대신 지운다.", "This part of the writes deletes instead."),
    ),
    named(
        "compare",
        ("견줄 상대", "Comparison"),
        ("B+트리에도 같은 일을 시켜 나란히 볼지.", "Whether a B+tree does the same work beside it."),
    ),
    named(
        "page_bytes",
        ("페이지 크기", "Page size"),
        (
            "B+트리가 읽고 쓰는 단위. 몇 바이트만 고쳐도 페이지 하나를 통째로 쓴다.",
            "What the B+tree reads and writes at once: a whole page, for a change of a few bytes too.",
        ),
    ),
    named(
        "pool_pages",
        ("버퍼 풀 크기", "Buffer pool"),
        ("B+트리가 메모리에 두는 페이지의 수.", "Pages that the B+tree keeps in memory."),
    ),
    named(
        "checkpoint_bytes",
        ("체크포인트 간격", "Checkpoint every"),
        (
            "B+트리의 리두 로그가 이만큼 쌓이면 바뀐 페이지를 모두 제자리에 쓰고 로그를 새로 시작한다.",
            "After so many bytes of redo log, the B+tree writes all changed pages to their places and begins a new log.",
        ),
    ),
    named(
        "work_bytes",
        ("백그라운드 작업 단위", "Background work at once"),
        (
            "플러시와 컴팩션을 한 번에 얼마씩 할지. 작을수록 읽기와 쓰기가 덜 기다린다.",
            "How much is flushed or merged at a time. The smaller, the less reads and writes wait behind it.",
        ),
    ),
    named(
        "latency",
        ("네트워크 지연", "Network latency"),
        ("메시지 하나가 가는 데 걸리는 시간.", "How long a message is under way."),
    ),
    named(
        "duration",
        ("실행 시간", "Duration"),
        ("시뮬레이션 시간으로 얼마나 실행할지.", "How long the run is, in simulated time."),
    ),
];
