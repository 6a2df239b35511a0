//! What the scene of the cluster says.

pub(super) use crate::scenes::engine::words::{ENTRIES, FILE, MEMTABLE, TABLES};
use crate::text::words;

words! {
    /// Label of the whole picture.
    PICTURE: "키 범위의 원과 둘레의 노드, 안쪽의 클라이언트", "The circle of key ranges with nodes around it and clients inside";
    /// What the picture shows when there are many machines.
    PICTURE_OF_MANY: "키 범위의 원과 둘레의 점이 된 노드 {}대. 하나하나는 표에 있다", "The circle of key ranges with {} nodes around it as dots; the table lists each of them";
    /// State of a node.
    UP: "동작 중", "running";
    /// State of a node.
    DOWN: "멈춤", "down";
    /// State of a node.
    SLOW: "느려짐", "slowed down";
    /// State of a node.
    SUSPECTED: "죽었다고 보는 노드가 있음", "believed dead by some";
    /// State of a node.
    LEFT: "클러스터에서 빠짐", "left the cluster";
    /// Kind of a node.
    CLIENT: "클라이언트", "client";
    /// Kind of a node.
    MACHINE: "노드", "node";
    /// Under a node.
    HINTS_HELD: "단서 {}", "{} {hint|hints}";
    /// Caption of the number in the middle.
    STALE_OF: "읽기 {}건 가운데 지난 값", "stale of {} {read|reads}";
    /// The same while nothing was read: who holds a node dead, and that they are grey.
    KNOWN_DEAD: "{}의 침묵을 죽음으로 보는 노드(회색)", "nodes that hold {} dead (grey)";
    /// The same where it is not one node.
    SOME_DEAD: "다른 노드를 죽었다고 보는 노드(회색)", "nodes that hold another dead (grey)";
    /// State of a node, after what it does: it is one of them.
    HOLDS_DEAD: "다른 노드를 죽었다고 봄", "holds another dead";
    /// Caption of the number in the middle: there is nothing yet.
    NO_READS: "아직 읽기가 없다", "no reads yet";
    /// The same while no read was stale: writes that are gone.
    LOST_OF: "쓰기 {}건 가운데 말없이 사라진 것", "of {} {write|writes} lost without a word";
    /// Line under it.
    STALE_READS: "지난 값을 읽음 {}", "stale reads: {}";
    /// Line under it.
    LOST_WRITES: "말없이 사라진 쓰기 {}", "writes lost without a word: {}";
    /// Line under it.
    DIVERGED: "복제본이 서로 다른 키 {}", "keys on which replicas differ: {}";
    /// Line under it.
    SIDE_BY_SIDE: "값이 갈라진 키 {}", "keys with siblings: {}";
    /// Line under it.
    WITHOUT_ANSWER: "거절되거나 답이 없는 요청 {}", "requests refused or not answered: {}";
    /// Line under the number of refusals.
    UNKNOWN: "됐는지 모르는 요청 {}", "outcome unknown: {}";
    /// Label of the engines' picture.
    ENGINE_PICTURE: "{}의 저장 엔진: 메모리와 디스크", "The storage engine of {}: its memory and its disk";
    /// Label of what a machine has in memory.
    MEMORY_OF: "{}의 메모리", "memory of {}";
    /// Label of a machine's disk.
    DISK_OF: "{}의 디스크", "disk of {}";
    /// Under a disk: what stands where from left to right.
    AXIS: "왼쪽에서 오른쪽으로 해시 순서, 오른쪽 끝은 단서와 요청 번호", "left to right by hash; hints and request numbers at the right edge";
    /// In place of an engine: the machine is down.
    NO_ENGINE: "멈췄다. 메모리에 있던 것은 사라지고 디스크만 남았다.", "Down. What was in memory is gone; the disk is still there.";
    /// Above a tree of hashes: which range it is of, and in how many of its buckets others have something else.
    TREE: "머클 트리, 구간 {}: 다른 버킷 {b}/{c}", "Merkle tree of range {}: {b} of {c} buckets differ";
    /// The same where there is less room.
    TREE_SHORT: "머클 트리: 다른 버킷 {b}/{c}", "Merkle tree: {b} of {c} buckets differ";
    /// Legend: a hash of a Merkle tree that another copy has otherwise.
    HASH_DIFFERS: "다른 해시", "hash differs";
    /// Inspector: trees of hashes.
    TREES: "머클 트리", "Merkle trees";
    /// Inspector: what a machine's trees say when held against those of others.
    TREES_ALIKE: "구간 {}개, 모두 다른 복제본과 같다", "{} ranges, all as the other copies have them";
    /// Inspector: ranges in which others have something else.
    TREES_DIFFER: "구간 {}개 가운데 {b}개가 다른 복제본과 다르다", "{b} of {} ranges are not as the other copies have them";
    /// Inspector: before what a read of a key would look at in the engine of a node.
    WOULD_READ: "지금 {}에서 읽으면", "a read at {} now";
    /// In place of an engine: there is no such machine.
    NO_MACHINE: "노드를 고르면 그 안이 보인다.", "Choose a node to see inside.";
    /// Verdicts: what is counted.
    OPERATIONS: "작업", "operations";
    /// Verdicts.
    KEPT: "지켰다", "kept";
    /// Verdicts: when.
    BROKEN_AT: "{}에 깨졌다", "broken at {}";
    /// Verdicts: there are too many orders.
    UNDECIDED: "가능한 순서가 너무 많아 말할 수 없다", "there are too many orders to try";
    /// Verdicts: how many are judged at most.
    TOO_LONG_TO_JUDGE: "{}건이 넘어 여기서는 판정하지 않는다. 이력을 내보내 데이터 화면에 넣으면 된다.", "There are more than {}: export the history and drop it on the page for own data.";
    /// Verdicts: reads of several values.
    LEFT_OUT: "값이 여럿 나온 읽기 {}건은 뺐다. 한 값만 담는 레지스터로 판정하기 때문이다.", "{} reads of several values were left out: a register holds one.";
    /// Inspector.
    KIND: "종류", "kind";
    /// Inspector.
    STATE: "상태", "state";
    /// Inspector.
    CENTRE: "데이터센터", "data centre";
    /// Inspector: a part of a data centre that may fail as a whole.
    ZONE: "영역", "zone";
    /// Inspector.
    RANGES: "맡은 구간", "ranges";
    /// Inspector.
    RECORDS: "레코드", "records";
    /// Inspector: the heading of the keys that a node keeps.
    KEYS_HELD: "키", "keys";
    /// Inspector: several versions of a key.
    KEY_SPLIT: "갈라진 값 {}개: {v}", "{} side by side: {v}";
    /// Inspector: what can be done about keys that are not listed.
    LOOK_UP: "번호나 이름으로 찾을 수 있다", "look them up by number or name";
    /// Inspector: how many keys are not listed.
    MORE_KEYS: "외 {}개", "and {} more";
    /// Inspector.
    HINTS: "보관 중인 단서", "hints kept";
    /// Inspector: a hint.
    HINT_FOR: "{} 몫의 단서", "a hint for {}";
    /// Inspector.
    SUSPECTS: "죽었다고 보는 노드", "believes dead";
    /// Inspector: the heading of what a node has heard of others.
    MEMBERS: "구성원 목록", "membership";
    /// Inspector: a heartbeat counter and how long ago it grew.
    BEAT: "하트비트 {c}, {t} 전", "heartbeat {c}, {t} ago";
    /// Inspector: the heading of what is known of its engine.
    ENGINE: "저장 엔진", "storage engine";
    /// Inspector: what is believed of a node that is probed, and how often it has denied a suspicion.
    INCARNATION: "{s}, 해명 {c}번", "{s}, denials: {c}";
    /// Inspector: what is believed of a node.
    ALIVE: "살아 있음", "alive";
    /// Inspector: what is believed of a node.
    DOUBTED: "의심함", "suspected";
    /// Inspector: what is believed of a node.
    DEAD: "죽었다고 봄", "believed dead";
    /// Inspector.
    COORDINATED: "조정한 요청", "requests coordinated";
    /// Inspector.
    REPAIRED: "읽기 복구", "read repairs";
    /// Inspector.
    CLOCK: "시계", "clock";
    /// Inspector.
    NONE: "없음", "none";
    /// Inspector.
    READS: "읽음", "reads";
    /// Inspector.
    WRITES: "씀", "writes";
    /// Inspector.
    NO_ANSWER: "답을 받지 못함", "without an answer";
    /// Inspector.
    LOST_OWN: "자기가 쓴 값을 못 봄", "did not see its own write";
    /// Inspector.
    WENT_BACK: "지난 값으로 돌아감", "went back in time";
    /// Inspector.
    PREFERENCE: "선호 목록", "preference list";
    /// Inspector.
    POSITION: "원 위의 자리", "place on the circle";
    /// Inspector: what a node has of a key.
    AT: "{}에서", "at {}";
    /// Inspector: a deletion.
    TOMBSTONE: "툼스톤", "tombstone";
    /// Table.
    NODE: "노드", "node";
    /// The share chart.
    SHARES_OF: "노드", "Node";
    /// The share chart.
    SHARES_RANGES: "구간", "Ranges";
    /// The share chart.
    SHARES_PART: "몫", "Share";
    /// Finding a key.
    FIND_KEY: "키 찾기", "Find a key";
    /// Finding a key.
    BAD_KEY: "key-{}까지의 번호나, 지금까지 적은 이름", "a number up to key-{}, or a name typed before";
    /// Space-time diagram: what its cards say.
    CARDS: "카드: 노드마다 지닌 값과 그 시각.", "Cards: what each node has of the key, and its timestamp.";
    /// The same where values have clocks.
    CARDS_WITH_CLOCKS: "카드: 노드마다 지닌 값과 그 벡터 시계. ‘노드:수’는 그 노드가 쓰기를 몇 번까지 셌는지다.", "Cards: what each node has of the key, with the clock of the value; node:count = writes counted by that node.";
    /// History: label of the picture.
    HISTORY_PICTURE: "클라이언트마다 보낸 요청, 시간은 오른쪽으로 흐른다", "What each client asked for, time flows to the right";
    /// History: there is nothing yet.
    NO_CALLS: "아직 아무도 요청하지 않았다", "nobody has asked for anything yet";
    /// History: how a request ended.
    DONE: "답을 받음", "done";
    /// History: how a request ended.
    NO_EFFECT: "실패, 바뀐 것 없음", "failed, without effect";
    /// History: how a request ended.
    NOBODY_KNOWS: "됐는지 모름", "nobody knows";
    /// History: how a request ended.
    UNDER_WAY: "기다리는 중", "under way";
    /// History: a read misses a write that had been acknowledged.
    STALE_READ: "이미 끝난 쓰기를 못 봄", "misses a write that was done";
    /// History: with what a read that went wrong is to be compared.
    SHOWS_IT: "그것을 보여 주는 요청", "what shows it";
    /// History: any of what can be wrong with a read.
    WRONG_READ: "어긋난 읽기", "a read gone wrong";
    /// Inspector: a request.
    ASKED: "요청", "asked for";
    /// Inspector: a request.
    ASKED_BY: "클라이언트", "client";
    /// Inspector: a request.
    ASKED_KEY: "키", "key";
    /// Inspector: a request.
    ASKED_AT: "보낸 시각", "asked at";
    /// Inspector: a request.
    ENDED_AT: "끝난 시각", "ended at";
    /// Inspector: a request.
    WRONG: "어긋난 점", "what is wrong";
    /// Inspector: what a read should have seen.
    AGAINST: "못 본 것", "what it misses";
    /// A file to take along.
    HISTORY_EDN: "요청 이력 (EDN)", "History of requests (EDN)";
    /// A file to take along.
    HISTORY_JSON: "요청 이력 (JSON Lines)", "History of requests (JSON lines)";
    /// A chart.
    CHART_WRITES: "초당 쓰기", "Writes per second";
    /// A chart.
    CHART_HINTS: "보관 중인 단서", "Hints kept";
    /// A chart.
    CHART_SUSPECTED: "죽었다고 보는 쌍", "Pairs that suspect";
    /// A chart.
    CHART_REPAIRS: "초당 읽기 복구", "Read repairs per second";
}
