//! Names and one-sentence explanations for everything of the cache that can be set, done or read.
//!
//! ```text
//!   parameter("servers")        서버 수 / Servers
//!   scheme_help("jump")         a sentence on what it is good and bad at
//!   action("crash s1")          서버를 죽인다 / Kill a node
//! ```
//!
//! A test asks for every name that the core has, so that none is missing here.

use super::Text;

/// A name and its explanation.
struct Entry {
    key: &'static str,
    name: Text,
    help: Text,
}

const fn entry(key: &'static str, name: (&'static str, &'static str), help: (&'static str, &'static str)) -> Entry {
    Entry { key, name: Text { ko: name.0, en: name.1 }, help: Text { ko: help.0, en: help.1 } }
}

fn find(table: &'static [Entry], key: &str) -> Option<&'static Entry> {
    table.iter().find(|entry| entry.key == key)
}

/// The name of a parameter.
#[must_use]
pub fn parameter(name: &str) -> Option<Text> {
    find(PARAMETERS, name).map(|entry| entry.name)
}

/// What a parameter does.
#[must_use]
pub fn parameter_help(name: &str) -> Option<Text> {
    find(PARAMETERS, name).map(|entry| entry.help)
}

/// The name of a placement.
#[must_use]
pub fn scheme(name: &str) -> Option<Text> {
    find(SCHEMES, name).map(|entry| entry.name)
}

/// What a placement is good and bad at.
#[must_use]
pub fn scheme_help(name: &str) -> Option<Text> {
    find(SCHEMES, name).map(|entry| entry.help)
}

/// The name of a hash function.
#[must_use]
pub fn hash(name: &str) -> Option<Text> {
    find(HASHES, name).map(|entry| entry.name)
}

/// What a hash function is used for.
#[must_use]
pub fn hash_help(name: &str) -> Option<Text> {
    find(HASHES, name).map(|entry| entry.help)
}

/// The name of a value of a parameter that is chosen from a list.
#[must_use]
pub fn choice(parameter: &str, value: &str) -> Option<Text> {
    match (parameter, value) {
        ("placement", _) => scheme(value),
        ("hash", _) => hash(value),
        ("popularity", "uniform") => Some(Text { ko: "고르게", en: "Uniform" }),
        ("popularity", "zipf") => Some(Text { ko: "지프 분포", en: "Zipf" }),
        ("warm", "no") => Some(Text { ko: "빈 캐시", en: "Empty" }),
        ("warm", "yes") => Some(Text { ko: "가득 찬 캐시", en: "Full" }),
        _ => None,
    }
}

/// The name of an action, by its verb or any text that begins with it.
#[must_use]
pub fn action(text: &str) -> Option<Text> {
    find(ACTIONS, verb(text)).map(|entry| entry.name)
}

/// What an action does, by its verb or any text that begins with it.
#[must_use]
pub fn action_help(text: &str) -> Option<Text> {
    find(ACTIONS, verb(text)).map(|entry| entry.help)
}

fn verb(text: &str) -> &str {
    text.split_whitespace().next().unwrap_or_default()
}

/// The name of a sampled series.
#[must_use]
pub fn series(name: &str) -> Option<Text> {
    SERIES.iter().find(|(key, _)| *key == name).map(|(_, text)| *text)
}

/// The name of a fact.
#[must_use]
pub fn fact(name: &str) -> Option<Text> {
    FACTS.iter().find(|(key, _)| *key == name).map(|(_, text)| *text)
}

const PARAMETERS: &[Entry] = &[
    entry("placement", ("배치 방식", "Placement"), (
        "키를 어느 서버에 둘지 정하는 규칙.",
        "The rule that decides which server a key belongs to.",
    )),
    entry("hash", ("해시 함수", "Hash function"), (
        "키와 서버를 숫자로 바꾸는 함수. 고르게 흩지 못하면 링도 고르지 않다.",
        "Turns keys and servers into numbers. If it clumps, so does the ring.",
    )),
    entry("servers", ("서버 수", "Servers"), (
        "처음에 있는 캐시 서버의 수.",
        "Cache servers at the start.",
    )),
    entry("virtual_nodes", ("가상 노드 수", "Virtual nodes"), (
        "서버 하나가 링에 놓는 점의 수. 많을수록 몫이 고르다.",
        "Points that each server has on the ring. More of them make the shares more even.",
    )),
    entry("keys", ("키 수", "Keys"), (
        "서로 다른 키의 수.",
        "How many different keys there are.",
    )),
    entry("replicas", ("복제 수", "Replicas"), (
        "키 하나를 갖는 서버의 수. 읽을 때는 그중 하나를 무작위로 고른다.",
        "Servers that hold each key. A read picks one of them at random.",
    )),
    entry("popularity", ("인기 분포", "Popularity"), (
        "모든 키를 똑같이 찾는지, 몇몇 키만 자주 찾는지.",
        "Whether all keys are wanted alike, or a few far more often.",
    )),
    entry("zipf", ("지프 지수", "Zipf exponent"), (
        "클수록 몇몇 키에 요청이 몰린다.",
        "The larger, the more requests go to a few keys.",
    )),
    entry("hot_share", ("핫키의 몫", "Hot key's share"), (
        "전체 요청 가운데 key-0 하나에 몰리는 비율.",
        "The part of all requests that goes to key-0 alone.",
    )),
    entry("clients", ("클라이언트 수", "Clients"), (
        "요청을 보내는 쪽의 수. 저마다 서버 목록을 따로 갖고 있다.",
        "Those who ask. Each has a server list of its own.",
    )),
    entry("rate", ("초당 요청 수", "Requests per second"), (
        "모든 클라이언트가 1초에 보내는 요청의 합.",
        "Requests per second, all clients together.",
    )),
    entry("latency", ("네트워크 지연", "Network latency"), (
        "메시지 하나가 가는 데 걸리는 시간. 앞뒤로 20%쯤 흔들린다.",
        "How long a message is under way, give or take 20%.",
    )),
    entry("service_time", ("캐시 처리 시간", "Cache service time"), (
        "캐시 서버가 요청 하나를 처리하는 시간.",
        "How long a cache server works on one request.",
    )),
    entry("origin_time", ("DB 처리 시간", "Database time"), (
        "데이터베이스가 질의 하나를 처리하는 시간.",
        "How long the database works on one query.",
    )),
    entry("origin_workers", ("DB 작업자 수", "Database workers"), (
        "데이터베이스가 한꺼번에 처리하는 질의의 수. 나머지는 줄을 선다.",
        "Queries that the database works on at once. The rest wait in line.",
    )),
    entry("warm", ("캐시의 처음 상태", "Cache at the start"), (
        "처음부터 모든 키가 캐시에 들어 있는지.",
        "Whether every key is cached when the run begins.",
    )),
    entry("duration", ("실행 시간", "Duration"), (
        "시뮬레이션 시간으로 얼마나 실행할지.",
        "How long the run is, in simulated time.",
    )),
    entry("timeout", ("제한 시간", "Timeout"), (
        "클라이언트가 캐시 서버의 응답을 기다리는 시간. 넘으면 그 서버를 목록에서 뺀다.",
        "How long a client waits for a cache server before taking it off its list.",
    )),
    entry("epsilon", ("부하 여유", "Load slack"), (
        "부하 제한 방식에서 서버 하나가 평균을 얼마나 넘어도 되는지.",
        "With bounded loads: how far over the average one server may go.",
    )),
];

const SCHEMES: &[Entry] = &[
    entry("modulo", ("나머지 해시", "Modulo"), (
        "해시를 서버 수로 나눈 나머지. 고르지만, 서버 수가 바뀌면 키가 거의 다 움직인다.",
        "The hash modulo the number of servers. Even, but almost every key moves when that number changes.",
    )),
    entry("ring", ("해시 링", "Ring"), (
        "시계 방향으로 처음 만나는 서버. 서버가 드나들면 그 서버의 몫만 움직인다.",
        "The first server clockwise. When one comes or goes, only its share moves.",
    )),
    entry("ketama", ("케타마", "Ketama"), (
        "memcached 클라이언트가 쓰는 해시 링. libmemcached와 같은 답을 낸다.",
        "The ring of memcached clients. It gives the same answers as libmemcached.",
    )),
    entry("rendezvous", ("랑데부 해시", "Rendezvous"), (
        "키와 서버를 함께 해시해서 가장 큰 서버. 아주 고르지만, 찾을 때마다 모든 서버를 본다.",
        "The server whose hash with the key is largest. Very even, but each lookup visits every server.",
    )),
    entry("jump", ("점프 해시", "Jump"), (
        "메모리를 쓰지 않고 아주 고르다. 다만 마지막 서버만 싸게 뺄 수 있다.",
        "Needs no memory and is very even, but only the last server can leave cheaply.",
    )),
    entry("maglev", ("매그레브", "Maglev"), (
        "미리 만든 표에서 한 번에 찾는다. 서버가 바뀌면 조금 더 움직인다.",
        "One lookup in a table made beforehand. A change moves a few more keys than it must.",
    )),
    entry("slots", ("해시 슬롯", "Hash slots"), (
        "키를 16,384개 슬롯으로 나누고 슬롯을 서버에 맡긴다. Redis Cluster의 방식이다.",
        "Keys fall into 16,384 slots and servers own slots, as in Redis Cluster.",
    )),
    entry("bounded", ("부하 제한 링", "Bounded loads"), (
        "해시 링이되, 붐비는 서버는 건너뛰고 다음 서버로 간다.",
        "A ring on which a busy server is passed over for the next one.",
    )),
];

const HASHES: &[Entry] = &[
    entry("xxh64", ("XXH64", "XXH64"), ("빠르고 고르다.", "Fast and even.")),
    entry("xxh3", ("XXH3", "XXH3"), (
        "XXH64의 후속. 짧은 키에서 더 빠르다.",
        "The successor of XXH64, faster on short keys.",
    )),
    entry("murmur3-x86-32", ("Murmur3 32비트", "Murmur3, 32 bits"), (
        "32비트라서 점이 아주 많으면 겹칠 수 있다.",
        "Only 32 bits: with very many points, some meet.",
    )),
    entry("murmur3-x64-128", ("Murmur3 128비트", "Murmur3, 128 bits"), (
        "Cassandra가 쓰는 함수. 앞 64비트를 쓴다.",
        "The one that Cassandra uses; its first 64 bits.",
    )),
    entry("fnv1a", ("FNV-1a", "FNV-1a"), (
        "단순하지만 비슷한 이름끼리 뭉친다. 링에 그대로 쓰면 몫이 고르지 않다.",
        "Simple, but similar names land close together. Used as it is, it makes an uneven ring.",
    )),
    entry("fnv1a-mixed", ("FNV-1a + 마무리", "FNV-1a, finalised"), (
        "FNV-1a 뒤에 비트를 한 번 더 섞는다. 뭉치지 않는다.",
        "FNV-1a with its bits mixed once more at the end. No clumps.",
    )),
    entry("crc32", ("CRC-32", "CRC-32"), (
        "오류 검출용 함수. 흩는 데 쓰려고 만든 것은 아니다.",
        "Made to find errors, not to spread keys.",
    )),
    entry("crc32c", ("CRC-32C", "CRC-32C"), (
        "요즘 CPU에 명령이 있어서 빠른 CRC.",
        "The CRC that today's processors compute by themselves.",
    )),
    entry("crc16", ("CRC-16", "CRC-16"), (
        "자리가 65,536개뿐이라 점이 겹친다. Redis Cluster가 슬롯을 고를 때 쓴다.",
        "Only 65,536 places, so points meet. Redis Cluster picks slots with it.",
    )),
    entry("siphash24", ("SipHash-2-4", "SipHash-2-4"), (
        "누가 일부러 충돌을 만들지 못하게 하는 함수.",
        "Keeps strangers from making keys collide on purpose.",
    )),
    entry("md5", ("MD5", "MD5"), (
        "느리지만 고르다. 케타마가 쓴다.",
        "Slow but even. Ketama uses it.",
    )),
    entry("sha1", ("SHA-1", "SHA-1"), (
        "느리지만 고르다. 해시 공간을 설명할 때 자주 나온다.",
        "Slow but even. Textbooks often draw the hash space with it.",
    )),
];

const ACTIONS: &[Entry] = &[
    entry("join", ("서버 추가", "Add a server"), (
        "빈 서버가 모든 클라이언트의 목록에 들어온다.",
        "An empty server joins every client's list.",
    )),
    entry("leave", ("서버 빼기", "Remove a server"), (
        "서버를 모든 목록에서 뺀다. 서버 자체는 계속 돈다.",
        "Takes a server off every list. The server itself keeps running.",
    )),
    entry("weight", ("가중치 바꾸기", "Change a weight"), (
        "가중치만큼 가상 노드를 더 놓는다.",
        "A server gets as many times the virtual nodes as its weight says.",
    )),
    entry("forget", ("한 클라이언트에서만 빼기", "Forget at one client"), (
        "클라이언트 하나의 목록에서만 서버가 빠진다.",
        "One client alone loses a server from its list.",
    )),
    entry("recall", ("한 클라이언트에 되돌리기", "Recall at one client"), (
        "그 클라이언트의 목록에 서버가 돌아온다.",
        "That client has the server again.",
    )),
    entry("crash", ("죽이기", "Kill"), (
        "노드가 멈추고 메모리를 잃는다.",
        "The node stops and loses its memory.",
    )),
    entry("restart", ("되살리기", "Restart"), (
        "노드가 빈 메모리로 다시 시작한다.",
        "The node comes back with empty memory.",
    )),
    entry("flap", ("깜박이기", "Flap"), (
        "노드가 죽었다 살아났다를 되풀이한다.",
        "The node dies and comes back, again and again.",
    )),
    entry("partition", ("네트워크 분할", "Partition"), (
        "두 무리 사이의 메시지를 모두 끊는다.",
        "Cuts all messages between two groups.",
    )),
    entry("heal", ("분할 복구", "Heal"), ("끊긴 곳을 모두 잇는다.", "Mends every cut.")),
    entry("hold", ("붙잡아 두기", "Hold"), (
        "한쪽으로 가는 메시지를 보내는 쪽에 붙잡아 둔다.",
        "Keeps messages in one direction at their sender.",
    )),
    entry("release", ("풀어 주기", "Release"), (
        "붙잡아 둔 메시지를 모두 보낸다.",
        "Lets all held messages go.",
    )),
    entry("slow", ("느리게", "Slow down"), (
        "노드의 처리 시간이 이만큼 길어진다.",
        "The node takes this many times as long.",
    )),
    entry("latency", ("지연 바꾸기", "Change latency"), (
        "모든 메시지의 지연을 바꾼다.",
        "Changes the latency of every message.",
    )),
    entry("loss", ("메시지 손실", "Loss"), (
        "메시지 가운데 이만큼을 잃는다.",
        "This part of all messages is lost.",
    )),
    entry("duplicate", ("메시지 중복", "Duplicate"), (
        "메시지 가운데 이만큼이 두 번 간다.",
        "This part of all messages arrives twice.",
    )),
    entry("reorder", ("순서 바꾸기", "Reorder"), (
        "메시지 가운데 이만큼을 더 늦춰서 순서를 섞는다.",
        "Delays this part of all messages once more, so that others overtake them.",
    )),
    entry("skew", ("시계 옮기기", "Skew a clock"), (
        "노드의 시계를 이만큼 옮긴다.",
        "Moves a node's clock by this much.",
    )),
    entry("drift", ("시계 오차", "Drift"), (
        "노드의 시계가 조금씩 빨라지거나 느려진다.",
        "A node's clock runs a little fast or slow.",
    )),
];

const SERIES: &[(&str, Text)] = &[
    ("hits", Text { ko: "캐시 적중", en: "Cache hits" }),
    ("misses", Text { ko: "캐시 부재", en: "Cache misses" }),
    ("timeouts", Text { ko: "시간 초과", en: "Timeouts" }),
    ("done", Text { ko: "끝난 요청", en: "Requests done" }),
    ("origin_queue", Text { ko: "DB 대기열", en: "Database queue" }),
    ("origin_queries", Text { ko: "DB 질의", en: "Database queries" }),
];

const FACTS: &[(&str, Text)] = &[
    ("keys", Text { ko: "키", en: "Keys" }),
    ("clients", Text { ko: "클라이언트", en: "Clients" }),
    ("virtual_nodes", Text { ko: "가상 노드", en: "Virtual nodes" }),
    ("replicas", Text { ko: "복제", en: "Replicas" }),
    ("rate", Text { ko: "초당 요청", en: "Requests per second" }),
    ("origin_rate", Text { ko: "DB의 초당 처리량", en: "Database capacity per second" }),
    ("requests", Text { ko: "끝난 요청", en: "Requests done" }),
    ("hit_share", Text { ko: "적중률", en: "Hit ratio" }),
    ("miss_share", Text { ko: "부재율", en: "Miss ratio" }),
    ("timeouts", Text { ko: "시간 초과", en: "Timeouts" }),
    ("answers_since_change", Text { ko: "변화 뒤의 응답", en: "Answers since the change" }),
    ("miss_share_since_change", Text { ko: "변화 뒤의 부재율", en: "Miss ratio since the change" }),
    ("hot_share", Text { ko: "핫키의 몫", en: "Hot key's share" }),
    ("origin_queue", Text { ko: "DB 대기열", en: "Database queue" }),
    ("origin_queue_longest", Text { ko: "가장 길었던 DB 대기열", en: "Longest database queue" }),
    ("origin_queries", Text { ko: "DB 질의", en: "Database queries" }),
    ("busiest_share", Text { ko: "가장 바쁜 서버의 몫", en: "Busiest server's share" }),
    ("copies", Text { ko: "캐시에 든 사본", en: "Copies in the caches" }),
    ("servers", Text { ko: "목록의 서버", en: "Servers on the list" }),
    ("servers_before", Text { ko: "변화 전의 서버", en: "Servers before the change" }),
    ("cv", Text { ko: "서버별 키 수의 변동 계수", en: "Variation of keys per server" }),
    ("cv_formula", Text { ko: "공식이 말하는 변동 계수", en: "Variation by the formula" }),
    ("max_over_mean", Text { ko: "가장 찬 서버 ÷ 평균", en: "Fullest server over the mean" }),
    ("fullest_share", Text { ko: "가장 찬 서버의 몫", en: "Fullest server's share" }),
    ("emptiest_share", Text { ko: "가장 빈 서버의 몫", en: "Emptiest server's share" }),
    ("weight_sum", Text { ko: "가중치의 합", en: "Sum of the weights" }),
    ("weight_most", Text { ko: "가장 큰 가중치", en: "Largest weight" }),
    ("weight_least", Text { ko: "가장 작은 가중치", en: "Smallest weight" }),
    ("moved_keys", Text { ko: "옮겨진 키", en: "Keys moved" }),
    ("moved_share", Text { ko: "옮겨진 키의 비율", en: "Share of keys moved" }),
    ("needless_keys", Text { ko: "옮길 필요가 없었던 키", en: "Keys moved without need" }),
    ("heir_share", Text { ko: "한 서버가 물려받은 비율", en: "Share that one heir took" }),
    ("modulo_moved_share", Text { ko: "나머지 해시였다면", en: "Had it been modulo" }),
    ("ring_moved_share", Text { ko: "해시 링이었다면", en: "Had it been a ring" }),
    ("disagreement", Text { ko: "클라이언트끼리 어긋난 키", en: "Keys that clients disagree on" }),
];

#[cfg(test)]
mod tests;
