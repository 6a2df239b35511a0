//! What can be set.

use crate::text::vocabulary::{Named, named};

pub(super) const PARAMETERS: &[Named] = &[
    named(
        "algorithm",
        ("알고리즘", "Algorithm"),
        (
            "게이트웨이가 실제로 판정하는 방법. 나머지는 나란히 지켜보기만 한다.",
            "How gateways really decide. The others only watch, side by side.",
        ),
    ),
    named("limit", ("한도", "Limit"), ("한 윈도에 허락하는 요청의 수.", "Requests allowed in one window.")),
    named(
        "window",
        ("윈도", "Window"),
        ("한도를 헤아리는 시간의 길이.", "The stretch of time that the limit is about."),
    ),
    named(
        "burst",
        ("공급 용량", "Bucket size"),
        (
            "버킷이나 큐에 들어가는 최대 수. 0이면 한도와 같다.",
            "How many tokens the bucket, or requests the queue, can hold. 0 is as many as the limit.",
        ),
    ),
    named(
        "nodes",
        ("게이트웨이 수", "Gateways"),
        ("처리율 제한 장치를 돌리는 노드의 수.", "How many nodes limit the rate."),
    ),
    named(
        "counting",
        ("세는 곳", "Where counts are kept"),
        ("수를 어디에 두고 어떻게 고치는지.", "Where the counters are, and how they are changed."),
    ),
    named(
        "sync_period",
        ("동기화 주기", "Synchronised every"),
        ("게이트웨이끼리 센 것을 알려 주는 간격.", "How often gateways tell each other what they counted."),
    ),
    named(
        "store_time",
        ("저장소 처리 시간", "Store time"),
        ("저장소가 명령 하나를 처리하는 시간.", "How long the store works on one command."),
    ),
    named(
        "store_timeout",
        ("저장소 제한 시간", "Store timeout"),
        ("게이트웨이가 저장소의 답을 기다리는 시간.", "How long a gateway waits for the store."),
    ),
    named(
        "on_store_failure",
        ("저장소가 답하지 않으면", "If the store is silent"),
        ("통과시킬지, 거절할지, 따로 셀지.", "Let through, deny, or count alone."),
    ),
    named(
        "balancing",
        ("부하 분산", "Load balancing"),
        ("요청을 어느 게이트웨이로 보낼지.", "To which gateway a request goes."),
    ),
    named(
        "strictness",
        ("경성·연성", "Hard or soft"),
        ("한도를 잠시 넘겨도 되는지.", "Whether the limit may be passed for a while."),
    ),
    named(
        "soft_percent",
        ("연성 여유", "Soft margin"),
        ("연성일 때 한도를 이만큼 넘겨도 된다.", "How far above a soft limit one may go."),
    ),
    named(
        "soft_for",
        ("연성 시간", "Soft for"),
        ("연성일 때 넘긴 채로 있어도 되는 시간.", "How long a soft limit may stay passed."),
    ),
    named(
        "layers",
        ("한도의 층", "Layers"),
        (
            "무엇무엇에 한도를 두는지. 모두 허락해야 통과한다.",
            "What has limits. A request passes if every layer lets it.",
        ),
    ),
    named(
        "address_limit",
        ("주소당 한도", "Limit of an address"),
        ("한 윈도에 한 주소에서 받는 요청의 수.", "Requests a window from one address."),
    ),
    named(
        "global_limit",
        ("전체 한도", "Limit of all"),
        ("한 윈도에 통틀어 받는 요청의 수.", "Requests a window of everybody together."),
    ),
    named(
        "clients",
        ("클라이언트 수", "Clients"),
        ("요청을 보내는 쪽의 수. 저마다 계정이 있다.", "Those who ask, each with an account."),
    ),
    named("traffic", ("트래픽", "Traffic"), ("요청이 어떤 모양으로 오는지.", "When requests come.")),
    named(
        "rate",
        ("초당 요청 수", "Requests per second"),
        ("모든 클라이언트가 1초에 보내는 요청의 합.", "Requests per second, all clients together."),
    ),
    named(
        "burst_size",
        ("한 번에 몰리는 수", "Requests in a burst"),
        ("버스트 한 번에 클라이언트마다 보내는 요청의 수.", "Requests of each client that come at once."),
    ),
    named(
        "curve",
        ("트래픽 곡선", "Traffic curve"),
        (
            "실행 시간을 열여섯으로 나누어 그때그때의 트래픽을 그린다.",
            "The traffic in each sixteenth of the run, as you draw it.",
        ),
    ),
    named(
        "retries",
        ("재시도 횟수", "Retries"),
        ("거절당하면 몇 번 더 보내는지.", "How often a client tries again after a refusal."),
    ),
    named(
        "backoff",
        ("재시도 간격", "Back-off"),
        ("다시 보내기 전에 기다리는 방법.", "How a client waits before it tries again."),
    ),
    named(
        "backoff_base",
        ("첫 재시도까지", "First wait"),
        ("처음 거절당한 뒤 기다리는 시간.", "The wait after the first refusal."),
    ),
    named(
        "addresses",
        ("c0의 주소 수", "Addresses of c0"),
        (
            "c0이 번갈아 쓰는 주소의 수. 프록시나 VPN으로 빠져나가는 사람이다.",
            "How many addresses c0 uses in turn: someone with proxies or a VPN.",
        ),
    ),
    named(
        "counted_by",
        ("세는 기준", "Counted by"),
        ("무엇이 같은 요청을 함께 세는지.", "What requests that count together have in common."),
    ),
    named(
        "api_servers",
        ("API 서버 수", "API servers"),
        ("게이트웨이 뒤에서 일하는 서버의 수.", "Servers behind the gateways."),
    ),
    named(
        "api_time",
        ("API 처리 시간", "API time"),
        ("API 서버가 요청 하나를 처리하는 시간.", "How long an API server works on one request."),
    ),
    named(
        "api_queue",
        ("API 대기열 길이", "API queue"),
        (
            "API 서버 앞에 줄을 설 수 있는 요청의 수. 넘치면 503이다.",
            "Requests that may wait at an API server; beyond that, 503.",
        ),
    ),
    named(
        "skew",
        ("시계 오차", "Clock skew"),
        (
            "다음 게이트웨이의 시계가 앞 게이트웨이보다 이만큼 빠르다.",
            "Each gateway's clock is ahead of the one before by this much.",
        ),
    ),
    named(
        "latency",
        ("네트워크 지연", "Network latency"),
        ("메시지 하나가 가는 데 걸리는 시간.", "How long a message is under way."),
    ),
    named(
        "client_timeout",
        ("클라이언트 제한 시간", "Client timeout"),
        ("클라이언트가 답을 기다리는 시간.", "How long a client waits for an answer."),
    ),
    named(
        "duration",
        ("실행 시간", "Duration"),
        ("시뮬레이션 시간으로 얼마나 실행할지.", "How long the run is, in simulated time."),
    ),
    lane("lane_1", ("첫째 줄", "First lane")),
    lane("lane_2", ("둘째 줄", "Second lane")),
    lane("lane_3", ("셋째 줄", "Third lane")),
    lane("lane_4", ("넷째 줄", "Fourth lane")),
    lane("lane_5", ("다섯째 줄", "Fifth lane")),
    lane("lane_6", ("여섯째 줄", "Sixth lane")),
    lane("lane_7", ("일곱째 줄", "Seventh lane")),
    lane("lane_8", ("여덟째 줄", "Eighth lane")),
    lane("lane_9", ("아홉째 줄", "Ninth lane")),
];

/// What a lane shows; it is the same sentence for each.
const fn lane(key: &'static str, name: (&'static str, &'static str)) -> Named {
    let help = (
        "비교 화면의 이 줄에 보일 알고리즘. 무엇을 보이든 실행은 달라지지 않는다.",
        "The algorithm that this lane of the comparison shows. The run stays the same whatever it is.",
    );
    named(key, name, help)
}
