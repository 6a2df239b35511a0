//! What can be set.

use crate::text::vocabulary::{Named, named};

pub(super) const PARAMETERS: &[Named] = &[
    named("nodes", ("노드 수", "Nodes"), ("처음에 있는 노드.", "Nodes at the start.")),
    named("n", ("N", "N"), ("키마다 복제본을 몇 개 두는지.", "Copies of each key.")),
    named("r", ("R", "R"), ("읽기가 기다리는 복제본의 수.", "Replicas that a read waits for.")),
    named("w", ("W", "W"), ("쓰기가 기다리는 복제본의 수.", "Replicas that a write waits for.")),
    named("quorum", ("정족수", "Quorum"), ("누구의 답을 세는지.", "Whose answers count.")),
    named(
        "resolution",
        ("충돌 해결", "Conflicts"),
        ("서로 모르고 쓴 값을 어떻게 하는지.", "What becomes of values that do not know of one another."),
    ),
    named(
        "read_repair",
        ("읽기 복구", "Read repair"),
        ("읽다가 본 지난 값을 고쳐 적는지.", "Whether a read mends what it found to be older."),
    ),
    named(
        "hinted_handoff",
        ("단서 후 임시 위탁", "Hinted handoff"),
        ("대신 맡은 것을 주인이 돌아오면 넘기는지.", "Whether who stood in hands on what it kept."),
    ),
    named(
        "repair_period",
        ("머클 비교 주기", "Anti-entropy every"),
        (
            "노드가 구간 하나를 다른 복제본과 견주는 간격. 0이면 하지 않는다.",
            "How often a node compares a range with another replica. 0: never.",
        ),
    ),
    named(
        "tree_height",
        ("머클 트리의 높이", "Height of Merkle trees"),
        (
            "구간 하나를 버킷 몇 개로 나누어 견주는지. 한 층 높아질 때마다 버킷이 두 배가 된다.",
            "Into how many buckets a range is divided to be compared: twice as many with each level.",
        ),
    ),
    named(
        "virtual_nodes",
        ("가상 노드", "Virtual nodes"),
        ("노드마다 링에 찍는 점.", "Points of each node on the ring."),
    ),
    named(
        "data_centres",
        ("데이터센터", "Data centres"),
        ("노드를 차례로 나누어 놓는 데이터센터의 수.", "Nodes are dealt out to so many."),
    ),
    named(
        "local_quorum",
        ("지역 정족수", "Local quorum"),
        (
            "조정하는 노드의 데이터센터 안에서만 과반을 센다.",
            "A majority of the replicas in the coordinator's data centre is enough.",
        ),
    ),
    named("clients", ("클라이언트", "Clients"), ("묻는 쪽의 수.", "How many ask.")),
    named(
        "routing",
        ("묻는 곳", "Whom they ask"),
        ("클라이언트가 어느 노드에 묻는지.", "Which node a client asks."),
    ),
    named(
        "workload",
        ("부하", "Workload"),
        ("클라이언트가 스스로 하는 일.", "What clients do by themselves."),
    ),
    named("keys", ("키 수", "Keys"), ("클라이언트가 쓰는 키.", "Keys that clients use.")),
    named(
        "rate",
        ("초당 요청", "Requests per second"),
        ("모두 합쳐 1초에 몇 번 묻는지.", "Of all clients together."),
    ),
    named("reads", ("읽기 비율", "Reads"), ("요청 가운데 읽기.", "The part of requests that read.")),
    named(
        "deletes",
        ("지우기 비율", "Deletes"),
        ("나머지 가운데 지우기.", "The part of the others that delete."),
    ),
    named(
        "latency",
        ("네트워크 지연", "Network latency"),
        (
            "메시지 하나가 가는 데 걸리는 시간. 80~120%로 흔들린다.",
            "What a message takes; it varies from 80 to 120 %.",
        ),
    ),
    named(
        "service_time",
        ("노드의 처리 시간", "Service time"),
        ("노드가 요청 하나를 처리하는 시간.", "How long a node works on one request."),
    ),
    named(
        "timeout",
        ("기다리는 시간", "Timeout"),
        (
            "조정하는 노드가 복제본을 기다리는 시간. 클라이언트는 그 1.5배를 기다린다.",
            "How long a coordinator waits for replicas. A client waits 1.5 times that.",
        ),
    ),
    named(
        "retries",
        ("다시 묻기", "Retries"),
        ("답이 없을 때 같은 번호로 다시 묻는 횟수.", "How often a client asks again under the same number."),
    ),
    named(
        "gossip_period",
        ("가십 주기", "Gossip every"),
        (
            "하트비트를 주고받거나 살아 있는지 묻는 간격.",
            "How often heartbeats are passed on, or a node is pinged.",
        ),
    ),
    named(
        "fanout",
        ("가십 상대 수", "Gossip fanout"),
        ("한 번에 몇 대와 주고받는지.", "How many a node talks to each time."),
    ),
    named(
        "detector",
        ("장애 감지", "Failure detector"),
        ("무엇으로 죽었다고 보는지.", "What silence is judged by."),
    ),
    named(
        "fail_timeout",
        ("장애로 보는 시간", "Dead after"),
        (
            "소식이 이만큼 없으면 죽었다고 본다. SWIM에서는 의심받은 노드가 해명할 수 있는 시간.",
            "Silence of so long is death. With SWIM: how long a suspected node may deny it.",
        ),
    ),
    named(
        "phi",
        ("φ 문턱", "phi threshold"),
        ("φ가 이보다 크면 죽었다고 본다.", "A phi above this is death."),
    ),
    named(
        "hint_ttl",
        ("단서 보관 시간", "Hints are kept"),
        ("이보다 오래된 단서는 버린다.", "Older hints are dropped."),
    ),
    named(
        "most_hints",
        ("단서 최대", "Most hints"),
        ("노드 하나가 맡는 단서의 수.", "Hints that a node keeps at most."),
    ),
    named(
        "tombstone_ttl",
        ("툼스톤 보관 시간", "Tombstones are kept"),
        ("이보다 오래된 툼스톤은 치운다.", "Older tombstones are forgotten."),
    ),
    named(
        "sync_every",
        ("로그 동기화", "Sync the log every"),
        (
            "쓰기 몇 건마다 로그를 디스크에 확실히 적는지. 0이면 하지 않는다.",
            "Writes between two syncs of the log. 0: never.",
        ),
    ),
    named(
        "skew",
        ("시계 어긋남", "Clock skew"),
        ("마지막 노드의 시계가 빠른 만큼.", "By how much the last node's clock is ahead."),
    ),
    named(
        "quiet",
        ("끝의 조용한 동안", "Quiet end"),
        (
            "실행이 끝나기 전 이만큼은 클라이언트가 새로 묻지 않는다.",
            "For so long before the end the clients ask nothing new.",
        ),
    ),
    named(
        "zones",
        ("영역", "Zones"),
        (
            "데이터센터마다 있는 영역의 수. 복제본은 되도록 서로 다른 영역에 둔다.",
            "Zones in each data centre. Copies go to different ones as far as possible.",
        ),
    ),
    named(
        "contact",
        ("보내는 복제본", "Replicas asked"),
        ("요청을 복제본 몇 대에 보내는지.", "How many replicas are sent a request."),
    ),
    named(
        "popularity",
        ("인기 분포", "Popularity"),
        (
            "모든 키를 똑같이 찾는지, 몇몇 키만 자주 찾는지.",
            "Whether all keys are wanted alike, or a few far more often.",
        ),
    ),
    named(
        "gossip_mode",
        ("가십 방식", "Gossip mode"),
        ("소식을 보내는지, 묻는지, 둘 다 하는지.", "Whether news is sent, asked for, or both."),
    ),
    named(
        "indirect_probes",
        ("대신 물어볼 노드", "Indirect probes"),
        (
            "답이 없는 노드를 몇 대에 대신 확인해 달라고 하는지.",
            "How many others are asked to ping a node that did not answer.",
        ),
    ),
    named("duration", ("실행 시간", "Duration"), ("실험이 끝나는 때.", "When the run ends.")),
];
