//! What the scene of the cache says.

use crate::text::words;

words! {
    /// Label of the whole picture.
    PICTURE: "해시 링과 캐시 서버, 클라이언트, 데이터베이스", "The hash ring with cache servers, clients and the database";
    /// State of a node.
    UP: "동작 중", "running";
    /// State of a node.
    DOWN: "멈춤", "down";
    /// State of a server.
    SUSPECTED: "클라이언트 목록에서 빠짐", "ejected by a client";
    /// State of a server.
    OFF_LIST: "목록에 없음", "not on the list";
    /// State of a server.
    SLOW: "느려짐", "slowed down";
    /// Kind of a node.
    CLIENT: "클라이언트", "client";
    /// Kind of a node.
    SERVER: "캐시 서버", "cache server";
    /// Kind of a node.
    DATABASE: "데이터베이스", "database";
    /// Workers of the database at work.
    BUSY: "처리", "busy";
    /// Queries that wait.
    QUEUE: "대기", "queue";
    /// Caption of the number in the middle.
    HITS: "캐시 적중", "found in the cache";
    /// Caption of the number in the middle.
    MOVED: "마지막 변화로 옮겨진 키", "keys moved by the last change";
    /// The same change under the other scheme.
    MODULO_WOULD: "나머지 해시였다면 {}", "with modulo it would be {}";
    /// The same change under the other scheme.
    RING_WOULD: "안정 해시였다면 {}", "with consistent hashing it would be {}";
    /// Inspector.
    KIND: "종류", "kind";
    /// Inspector.
    STATE: "상태", "state";
    /// Inspector.
    KEYS_HELD: "갖고 있는 키", "keys held";
    /// Inspector.
    REQUESTS: "받은 요청", "requests received";
    /// Inspector.
    HIT_SHARE: "적중률", "hit share";
    /// Inspector.
    WAITING: "기다리는 요청", "requests waiting";
    /// Inspector.
    WEIGHT: "가중치", "weight";
    /// Inspector.
    VIRTUAL_NODES: "링 위의 점", "points on the ring";
    /// Inspector.
    SERVERS_KNOWN: "알고 있는 서버", "servers on its list";
    /// Inspector.
    EJECTED: "목록에서 뺀 서버", "servers it ejected";
    /// Inspector.
    NONE: "없음", "none";
    /// Inspector.
    MISSES: "부재", "misses";
    /// Inspector.
    TIMEOUTS: "시간 초과", "time-outs";
    /// Inspector.
    HITS_COUNT: "적중", "hits";
    /// Inspector.
    QUERIES: "받은 질의", "queries received";
    /// Inspector.
    LONGEST: "가장 길었던 대기열", "longest queue so far";
    /// Inspector.
    CLOCK: "이 노드의 시계", "this node's clock";
    /// Inspector.
    POSITION: "해시 값", "hash";
    /// Inspector.
    OWNER: "맡은 서버", "server";
    /// Inspector.
    SUCCESSORS: "시계 방향 다음 서버들", "next servers clockwise";
    /// Inspector.
    CACHED_AT: "지금 들어 있는 곳", "cached at";
    /// Inspector.
    POPULARITY: "요청 가운데 이 키의 몫", "its part of all requests";
    /// Button.
    ADD_SERVER: "서버 추가", "Add a server";
    /// Chart.
    CHART_HITS: "적중률", "Found in the cache";
    /// Chart.
    CHART_QUEUE: "데이터베이스 대기열", "Queue at the database";
    /// Table heading.
    NODE: "노드", "node";
    /// Table heading.
    KEYS_OWNED: "맡은 키", "keys owned";
    /// Label of the key finder.
    FIND_KEY: "키 찾기 (번호)", "Look a key up (its number)";
    /// Error.
    BAD_KEY: "키 번호는 0부터 {} 사이의 정수다.", "A key is a whole number from 0 to {}.";
    /// Heading.
    SHARES_OF: "서버", "Server";
    /// Heading.
    SHARES_KEYS: "키", "Keys";
    /// Heading.
    SHARES_PART: "몫", "Share";
}
