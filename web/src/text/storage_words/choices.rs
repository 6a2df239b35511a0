//! What the settings with a list can be: how tables are merged, when logs are synced, what a disk is like.

use crate::text::vocabulary::{Named, named};

pub(super) const POLICIES: &[Named] = &[
    named(
        "leveled",
        ("레벨 방식", "Leveled"),
        (
            "0단계만 빼고 단계마다 런을 하나만 둔다. 읽기는 싸지만, 단계를 내려갈 때마다 여러 번 다시 쓴다.",
            "One sorted run a level, but for level 0. Reads are cheap, and every level writes the data many times.",
        ),
    ),
    named(
        "size_tiered",
        ("크기 계층 방식", "Size-tiered"),
        (
            "단계마다 런을 여럿 모았다가 한꺼번에 합친다. 쓰기는 싸지만 읽을 곳이 많고 옛 값이 자리를 차지한다.",
            "Gathers several runs a level and merges them in one go. Writes are cheap, reads and space are not.",
        ),
    ),
    named(
        "lazy_leveled",
        ("느긋한 레벨 방식", "Lazy leveled"),
        (
            "데이터가 거의 다 모이는 마지막 단계만 런 하나로 두고, 그 위는 크기 계층 방식처럼 모은다.",
            "One run at the last level, where nearly all data is; above it, several, as when size-tiered.",
        ),
    ),
];

pub(super) const SYNCS: &[Named] = &[
    named(
        "always",
        ("쓸 때마다", "Every write"),
        (
            "로그를 동기화하고 나서야 답한다. 느리지만, 답한 쓰기는 정전에도 남는다.",
            "Answers only once the log is synced. Slow, but no power cut takes what was acknowledged.",
        ),
    ),
    named(
        "every",
        ("몇 번에 한 번", "Every so many"),
        (
            "쓰기를 모아 한 번에 동기화한다. 정전이 나면 그 사이의 쓰기는 사라질 수 있다.",
            "One sync for several writes. A power cut may take those since the last sync.",
        ),
    ),
    named(
        "never",
        ("미룰 수 있는 만큼", "As late as can be"),
        (
            "멤테이블이 찰 때, B+트리는 체크포인트 때에야 동기화한다. 빠르지만 정전이 나면 그만큼 잃을 수 있다.",
            "Only when a memtable is full, or at a checkpoint of the B+tree. Fast, and a power cut may take all since.",
        ),
    ),
];

pub(super) const COMPRESSIONS: &[Named] = &[
    named("none", ("그대로", "None"), ("블록을 압축하지 않고 쓴다.", "Blocks are written as they are.")),
    named(
        "lz4",
        ("LZ4", "LZ4"),
        (
            "8분의 1 넘게 줄어드는 블록만 LZ4로 압축한다.",
            "Compresses by LZ4 each block that shrinks by more than an eighth.",
        ),
    ),
];

pub(super) const TOMBSTONES: &[Named] = &[
    named(
        "kept",
        ("필요할 때까지 남김", "Kept while needed"),
        (
            "그 키의 옛 값이 더 오래된 SSTable에 있을 수 있는 동안은 남긴다.",
            "Kept as long as an older table may still have the key.",
        ),
    ),
    named(
        "dropped_early",
        ("너무 일찍 버림", "Dropped too early"),
        (
            "일부러 틀린 방법이다. 컴팩션을 만나자마자 버려서, 아래에 남은 옛 값이 되살아날 수 있다.",
            "Wrong on purpose: dropped by the first merge, so that an old value further down may come back.",
        ),
    ),
];

pub(super) const DISKS: &[Named] = &[
    named(
        "disk_2010",
        ("2010년의 하드디스크", "Hard disk of 2010"),
        (
            "팔이 움직이고 판이 돌아야 읽고 쓸 자리에 닿는다. 여기저기 쓰는 일이 몹시 느리다.",
            "An arm moves and a platter turns before a place is reached. To write here and there is very slow.",
        ),
    ),
    named(
        "ssd",
        ("SATA SSD", "SATA SSD"),
        (
            "움직이는 것이 없다. 여기저기 읽고 쓰는 일이 훨씬 빠르다.",
            "Nothing moves: reading and writing here and there is much faster.",
        ),
    ),
    named(
        "nvme",
        ("NVMe SSD", "NVMe SSD"),
        (
            "그보다도 빠르다. 얼마나 걸리는지는 디스크를 골라 살펴보면 나온다.",
            "Faster still. Inspect the disk to see how long it takes.",
        ),
    ),
];

pub(super) const FATES: &[Named] = &[
    named(
        "lost",
        ("모두 사라짐", "Lost"),
        ("동기화하지 않은 것은 하나도 남지 않는다.", "Nothing is left of what was not synced."),
    ),
    named(
        "kept",
        ("운 좋게 남음", "Kept"),
        ("디스크까지 간 것은 동기화하지 않았어도 남는다.", "What reached the disk is there, synced or not."),
    ),
    named(
        "torn",
        ("찢어짐", "Torn"),
        (
            "무작위로 일부만 남는다. 쓰던 것이 한가운데서 끊기기도 한다.",
            "Parts of it are there, by chance. A write may be cut off in its midst.",
        ),
    ),
];

pub(super) const WORKLOADS: &[Named] = &[
    named(
        "ycsb_a",
        ("YCSB A: 읽기와 고치기 반반", "YCSB A: half updates"),
        ("읽기 50%, 고치기 50%. 세션 저장소가 이렇다.", "50% reads, 50% updates, like a store of sessions."),
    ),
    named(
        "ycsb_b",
        ("YCSB B: 읽기가 대부분", "YCSB B: mostly reads"),
        (
            "읽기 95%, 고치기 5%. 사진에 붙인 태그가 이렇다.",
            "95% reads, 5% updates, like the tags of photos.",
        ),
    ),
    named(
        "ycsb_c",
        ("YCSB C: 읽기만", "YCSB C: reads alone"),
        (
            "읽기뿐이다. 다른 데서 만든 프로필의 캐시가 이렇다.",
            "Nothing but reads, like a cache of profiles made elsewhere.",
        ),
    ),
    named(
        "ycsb_d",
        ("YCSB D: 최근 것 읽기", "YCSB D: reads of the latest"),
        (
            "최근에 넣은 것을 읽기 95%, 새로 넣기 5%. 상태 글이 이렇다.",
            "95% reads of what was inserted lately, 5% inserts, like status updates.",
        ),
    ),
    named(
        "ycsb_e",
        ("YCSB E: 짧은 범위 읽기", "YCSB E: short scans"),
        (
            "1~100건씩 이어 읽기 95%, 새로 넣기 5%. 대화 한 타래를 읽는 일이 이렇다.",
            "95% scans of 1 to 100 records, 5% inserts, like threads of a conversation.",
        ),
    ),
    named(
        "ycsb_f",
        ("YCSB F: 읽고 고치기", "YCSB F: read, then write"),
        (
            "읽기 50%, 읽어서 고쳐 쓰기 50%. 사용자 정보가 이렇다.",
            "50% reads, 50% reads with a write of the same key after them, like records of users.",
        ),
    ),
    named(
        "fill",
        ("차례대로 채우기", "Fill in order"),
        (
            "키 순서대로 넣는다. 끝까지 가면 처음부터 다시 쓴다.",
            "Inserts in the order of the keys, and from the first again after the last.",
        ),
    ),
    named(
        "fill_random",
        ("뒤섞어 채우기", "Fill at random"),
        (
            "키를 뒤섞은 순서로 넣는다. 다 넣으면 같은 순서로 다시 쓴다.",
            "Inserts every key in shuffled order, and then once more in the same.",
        ),
    ),
    named(
        "overwrite",
        ("고치기만", "Overwrite"),
        (
            "읽지 않고 쓰기만 한다. 옛 값이 가장 빨리 쌓인다.",
            "Nothing but updates: old values pile up fastest.",
        ),
    ),
    named(
        "none",
        ("시키는 것만", "Nothing by itself"),
        ("동작이 있을 때만 읽고 쓴다.", "Reads and writes only when an action says so."),
    ),
];

pub(super) const DISTRIBUTIONS: &[Named] = &[
    named("uniform", ("고르게", "Uniform"), ("모든 키를 똑같이 찾는다.", "All keys alike.")),
    named(
        "zipf",
        ("몇몇에 몰림 (지프)", "A few are popular (Zipf)"),
        (
            "지프의 법칙대로 몇몇 키를 훨씬 자주 찾는다. 그런 키는 여기저기 흩어져 있다.",
            "By Zipf's law: a few keys are wanted far more often. They lie scattered among the others.",
        ),
    ),
    named(
        "sequential",
        ("차례대로", "Sequential"),
        (
            "키를 순서대로 하나씩 찾는다. YCSB D는 가장 최근의 것만 읽는다.",
            "One key after the other. YCSB D reads only the latest.",
        ),
    ),
];

pub(super) const COMPARISONS: &[Named] = &[
    named("alone", ("없음", "None"), ("LSM 트리 혼자 일한다.", "The LSM tree works alone.")),
    named(
        "with_btree",
        ("B+트리", "A B+tree"),
        ("B+트리가 제 디스크에서 똑같은 일을 한다.", "A B+tree is asked for the same, on a disk of its own."),
    ),
];

pub(super) const PAGES: &[Named] = &[
    named("4096", ("4 KiB", "4 KiB"), ("SQLite의 기본값이다.", "What SQLite takes by default.")),
    named("8192", ("8 KiB", "8 KiB"), ("PostgreSQL의 기본값이다.", "What PostgreSQL takes by default.")),
    named(
        "16384",
        ("16 KiB", "16 KiB"),
        ("MySQL의 InnoDB 기본값이다.", "What InnoDB, of MySQL, takes by default."),
    ),
    named(
        "32768",
        ("32 KiB", "32 KiB"),
        ("PostgreSQL이 받아들이는 가장 큰 페이지다.", "The largest page that PostgreSQL can be built with."),
    ),
    named(
        "65536",
        ("64 KiB", "64 KiB"),
        ("InnoDB와 SQLite가 받아들이는 가장 큰 페이지다.", "The largest page of InnoDB and of SQLite."),
    ),
];
