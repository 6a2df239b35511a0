//! What the settings of the cluster can be.

use crate::text::vocabulary::{Named, named};

pub(super) const SWITCH: &[Named] = &[
    named("no", ("끔", "Off"), ("하지 않는다.", "It is not done.")),
    named("yes", ("켬", "On"), ("한다.", "It is done.")),
];

pub(super) const QUORUMS: &[Named] = &[
    named(
        "strict",
        ("엄격한 정족수", "Strict quorum"),
        (
            "선호 목록의 N대만 센다. 모자라면 거절한다.",
            "Only the N nodes of the preference list count; too few, and it is refused.",
        ),
    ),
    named(
        "sloppy",
        ("느슨한 정족수", "Sloppy quorum"),
        (
            "살아 있다고 믿는 처음 N대를 센다. 대신 맡은 노드는 단서를 적어 둔다.",
            "The first N nodes believed alive count. Who stands in keeps a hint for whom.",
        ),
    ),
];

pub(super) const CONTACTS: &[Named] = &[
    named(
        "all",
        ("모두", "All"),
        ("N대 모두에 보내고, 먼저 온 답만 기다린다.", "All N are asked, and the first answers are enough."),
    ),
    named(
        "quorum",
        ("필요한 만큼", "A quorum"),
        (
            "R대나 W대만 아무렇게나 골라 보낸다. 나머지는 모르고 지나간다.",
            "R or W of them, drawn at random. The others hear nothing.",
        ),
    ),
];

pub(super) const POPULARITIES: &[Named] = &[
    named("uniform", ("고르게", "Uniform"), ("모든 키를 똑같이 찾는다.", "All keys are wanted alike.")),
    named(
        "zipf",
        ("지프 분포", "Zipf"),
        (
            "몇몇 키만 자주 찾는다. YCSB가 정한 지수 그대로다.",
            "A few keys are wanted far more often, with the exponent that YCSB prescribes.",
        ),
    ),
];

pub(super) const RESOLUTIONS: &[Named] = &[
    named(
        "siblings",
        ("형제 값으로 남기기", "Keep siblings"),
        (
            "서로 모르고 쓴 값을 모두 남긴다. 읽은 쪽이 합쳐서 다시 쓴다.",
            "Values that do not know of one another are all kept. Whoever reads them puts them together.",
        ),
    ),
    named(
        "last_writer_wins",
        ("마지막 쓰기 승리", "Last writer wins"),
        (
            "시각이 가장 늦은 값만 남긴다. 나머지는 말없이 사라진다.",
            "Only the value with the latest time stays. The others are gone without a word.",
        ),
    ),
    named(
        "atomic_register",
        ("원자적 레지스터", "Atomic register"),
        (
            "쓰기 전에 정족수에 번호를 묻고, 읽은 값은 되적은 다음에 답한다. R+W>N이면 선형적이다.",
            "A write first asks a quorum for the next number, and a read writes back before it tells. With R+W>N it is linearizable.",
        ),
    ),
];

pub(super) const ROUTINGS: &[Named] = &[
    named(
        "any_node",
        ("아무 노드", "Any node"),
        ("클라이언트가 아무 노드에나 묻는다.", "A client asks any node."),
    ),
    named(
        "owner",
        ("선호 목록의 노드", "An owner"),
        ("클라이언트가 그 키의 선호 목록을 안다.", "A client knows the key's preference list."),
    ),
    named(
        "nearest",
        ("같은 데이터센터", "Nearest"),
        ("제 데이터센터의 노드에 묻는다.", "A client asks a node of its own data centre."),
    ),
];

pub(super) const WORKLOADS: &[Named] = &[
    named(
        "mixed",
        ("섞어서", "Mixed"),
        ("정한 비율로 읽고 쓴다.", "Reads and writes in the share that is set."),
    ),
    named("none", ("없음", "None"), ("시키는 일만 한다.", "Only what is commanded.")),
    named("ycsb_a", ("YCSB A", "YCSB A"), ("읽기와 쓰기가 절반씩.", "As many reads as updates.")),
    named("ycsb_b", ("YCSB B", "YCSB B"), ("읽기가 95%.", "95 % reads.")),
    named(
        "ycsb_f",
        ("YCSB F", "YCSB F"),
        ("절반은 읽고, 절반은 읽은 키에 이어서 쓴다.", "Half read; half read and then write the same key."),
    ),
];

pub(super) const DETECTORS: &[Named] = &[
    named(
        "timeout",
        ("시간 초과", "Timeout"),
        ("새 소식이 이만큼 없으면 죽었다고 본다.", "No news for so long is taken for death."),
    ),
    named(
        "phi",
        ("φ 누적", "phi accrual"),
        (
            "그동안 소식이 온 간격에 비추어 얼마나 이상한 침묵인지를 수로 잰다.",
            "How odd the silence is, from how often news came so far, as a number.",
        ),
    ),
    named(
        "swim",
        ("SWIM", "SWIM"),
        (
            "차례로 살아 있는지 묻는다. 답이 없으면 다른 노드에도 물어봐 달라고 하고, 그래도 없으면 의심하며 해명을 기다린다.",
            "Each node is pinged in turn. Without an answer others ping it, too; only then is it suspected, and may still deny it.",
        ),
    ),
];

pub(super) const GOSSIP_MODES: &[Named] = &[
    named(
        "push",
        ("푸시", "Push"),
        (
            "아는 것을 모두 보내고 답은 받지 않는다.",
            "A node sends all that it has heard, and gets no answer.",
        ),
    ),
    named(
        "pull",
        ("풀", "Pull"),
        (
            "무엇까지 들었는지 대고, 모르는 것을 답으로 받는다.",
            "A node says what it has heard, and is told what it has not.",
        ),
    ),
    named(
        "push_pull",
        ("푸시-풀", "Push-pull"),
        ("풀과 같고, 묻는 말에서 상대도 배운다.", "As with pull, and the other learns from the question."),
    ),
];
