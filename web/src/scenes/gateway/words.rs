//! What the scene of the gateway says.

use crate::text::words;

words! {
    /// Label of the whole picture.
    PICTURE: "클라이언트, 로드밸런서, 게이트웨이, 카운터 저장소, API 서버", "Clients, load balancer, gateways, the store of counters, and API servers";
    /// State of a node.
    UP: "동작 중", "running";
    /// State of a node.
    DOWN: "멈춤", "down";
    /// State of a node.
    SLOW: "느려짐", "slowed down";
    /// State of the store.
    UNUSED: "쓰지 않음", "not used";
    /// Kind of a node.
    CLIENT: "클라이언트", "client";
    /// Kind of a node.
    BALANCER: "로드밸런서", "load balancer";
    /// Kind of a node.
    GATEWAY: "게이트웨이", "gateway";
    /// Kind of a node.
    STORE: "카운터 저장소", "counter store";
    /// Kind of a node.
    SERVER: "API 서버", "API server";
    /// Caption of the large number: what it counts, in a window of this length.
    WORST: "{}에 가장 많이 통과한 수 / 한도", "most let through in any {} / limit";
    /// Caption of the large number, where there is little room.
    WORST_SHORT: "{}에 최대", "most in {}";
    /// Before the caption of the large number: it is of the address that passed most.
    OF_ADDRESS: "주소 하나로", "by one address,";
    /// Before the caption of the large number: it is of everyone together.
    OF_ALL: "모두 합쳐", "by all together,";
    /// Caption beside the large number.
    WRONGLY: "잘못 통과 {}", "wrongly admitted {}";
    /// A queue.
    QUEUE: "대기 {}", "{} waiting";
    /// Legend.
    REQUEST: "요청", "request";
    /// Legend.
    ADMITTED: "통과", "admitted";
    /// Legend.
    ANSWERED: "통과 (200)", "admitted (200)";
    /// Legend.
    DENIED: "거절 (429)", "denied (429)";
    /// Legend.
    PASSED_ON: "서버로 넘긴 요청", "passed on";
    /// Legend.
    NO_ROOM: "실패 (503)", "failed (503)";
    /// Legend.
    COUNTER: "카운터", "counter";
    /// Label of the lanes.
    LANES_PICTURE: "같은 트래픽을 여러 알고리즘으로", "The same traffic through several algorithms";
    /// Legend and heading.
    DENIED_SHORT: "거절", "denied";
    /// Legend.
    LATER: "기다림", "waits";
    /// Legend: the true sliding window.
    WINDOW_COUNT: "한 윈도의 통과량", "admitted in a window";
    /// Heading.
    WORST_LANE: "최악", "worst";
    /// Heading, where each gateway counts for itself.
    WORST_OF_ONE: "한 대의 최악", "worst of one";
    /// What a window may hold.
    LIMIT: "한도", "limit";
    /// What is said of the algorithm in force.
    DECIDES: "실제로 판정", "decides";
    /// What is said of a queue.
    DELAYED: "{}건 늦게", "{} later";
    /// Note.
    NOT_ALL: "자리가 좁아 []줄 가운데 {}줄만 보인다", "{} of [] lanes: there is no room for more";
    /// Note.
    TOO_FAST: "요청이 빨라 마지막 {}개만 그렸다. ‘최악’은 모두를 센 것이다", "so fast that only the last {} are drawn; \"worst\" counts them all";
    /// Note.
    TOGETHER: "게이트웨이가 저마다 센 것을 합쳐 보인다", "what each gateway counted, put together";
    /// Note.
    LEFT_OUT: "처음 나온 {}명만 볼 수 있다", "only the first {} can be seen";
    /// Inspector.
    KIND: "종류", "kind";
    /// Inspector.
    STATE: "상태", "state";
    /// Inspector.
    CLOCK: "이 노드의 시계", "this node's clock";
    /// Inspector.
    AHEAD: "시계 오차", "clock error";
    /// Inspector.
    SENT: "보낸 요청", "requests sent";
    /// Inspector.
    RETRIED: "그 가운데 재시도", "of which retries";
    /// Inspector.
    SERVED: "응답 받음", "served";
    /// Inspector.
    REFUSED: "거절당하고 끝남", "refused to the last";
    /// Inspector.
    FAILED: "처리되지 못함", "not served";
    /// Inspector.
    WAITING: "기다리는 요청", "requests waiting";
    /// Inspector.
    ANSWERS_OUT: "답을 기다리는 요청", "answers it waits for";
    /// Inspector.
    ADMITTED_OF_USER: "통과", "admitted";
    /// Inspector.
    DENIED_OF_USER: "거절", "denied";
    /// Inspector.
    FOR_STORE: "저장소를 기다리는 요청", "waiting for the store";
    /// Inspector.
    HELD: "큐에서 기다리는 요청", "waiting in the queue";
    /// Inspector.
    TIMEOUTS: "저장소 시간 초과", "store time-outs";
    /// Inspector.
    COUNTER_OF: "{} 카운터", "counter of {}";
    /// Inspector.
    COMMANDS: "처리한 명령", "commands carried out";
    /// Inspector.
    LOST: "사라진 갱신", "lost updates";
    /// Inspector.
    LONGEST: "가장 길었던 대기열", "longest queue so far";
    /// Inspector.
    LAST_STAMP: "마지막으로 적힌 시각", "latest time in its set";
    /// Inspector.
    DONE: "마친 요청", "requests done";
    /// Inspector.
    DROPPED: "버린 요청", "requests dropped";
    /// Inspector.
    OFFERED: "받은 요청", "requests received";
    /// Inspector.
    WORST_WINDOW: "최악의 윈도", "worst window";
    /// Inspector.
    WORST_UNTIL: "그 윈도가 끝난 때", "when that window ended";
    /// Inspector.
    MEMORY: "카운터 메모리", "memory of its counters";
    /// A count of bytes.
    BYTES: "{}바이트", "{} bytes";
    /// Table heading.
    NODE: "노드", "node";
    /// Table heading.
    REQUESTS: "요청", "requests";
    /// Chart.
    CHART_SHARE: "통과율", "Admitted";
    /// Chart.
    CHART_ADMITTED: "1초에 통과", "Admitted a second";
    /// Chart.
    CHART_DENIED: "1초에 거절", "Denied a second";
    /// Chart.
    CHART_DELAYED: "1초에 늦게 통과", "Delayed a second";
    /// Chart.
    CHART_WORST: "최악의 윈도", "Worst window";
    /// Chart.
    CHART_MEMORY: "카운터 메모리 (바이트)", "Memory of counters, bytes";
    /// Heading.
    SHARES_OF: "사용자", "User";
    /// Heading.
    SHARES_COUNT: "통과", "Admitted";
    /// Heading.
    SHARES_PART: "몫", "Share";
    /// Label of the finder.
    FIND_USER: "사용자 찾기", "Look a user up";
    /// Error.
    BAD_USER: "사용자는 u0부터 u{} 사이다.", "A user is u0 to u{}.";
    /// Error.
    BAD_ADDRESS: "주소는 10.0.0.1과 같이 쓴다.", "An address is written like 10.0.0.1.";
    /// Error.
    BAD_DEVICE: "기기는 d0부터 d{} 사이다.", "A device is d0 to d{}.";
}
