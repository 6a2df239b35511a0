//! What the other settings can be: where counts are kept, how traffic comes, how clients wait.

use crate::text::vocabulary::{Named, named};

pub(super) const COUNTINGS: &[Named] = &[
    named(
        "local",
        ("게이트웨이마다 따로", "Each on its own"),
        (
            "게이트웨이가 저마다 센다. 노드가 늘면 통과량도 그만큼 는다.",
            "Each gateway counts for itself: with more of them, more gets through.",
        ),
    ),
    named(
        "read_then_write",
        ("읽고 나서 쓰기", "Read, then write"),
        (
            "저장소의 수를 읽고, 견주고, 하나 올려 쓴다. 사이에 남이 끼어들면 갱신이 사라진다.",
            "Reads the number in the store, compares, writes it back one higher. Whoever comes in between loses an update.",
        ),
    ),
    named(
        "script",
        ("스크립트 하나로", "One script"),
        (
            "알고리즘을 저장소 안에서 한 단위로 돌린다. 아무도 끼어들지 못한다.",
            "The algorithm runs inside the store as one unit. Nobody comes in between.",
        ),
    ),
    named(
        "sorted_set",
        ("정렬 집합, 명령 둘", "Sorted set, two commands"),
        (
            "지우고 세는 명령과 더하는 명령이 따로 간다. 그 사이에 경쟁 조건이 생긴다.",
            "One command trims and counts, another adds. There is a race between the two.",
        ),
    ),
    named(
        "sorted_set_atomic",
        ("정렬 집합, 한 단위로", "Sorted set, one unit"),
        ("지우고 세고 더하는 일을 한 번에 한다.", "Trims, counts and adds in one go."),
    ),
    named(
        "local_sync",
        ("따로 세고 가끔 맞추기", "On its own, synchronised"),
        (
            "저마다 세면서 주기마다 서로에게 알린다. 그 사이에는 조금 넘칠 수 있다.",
            "Each counts for itself, and every so often they tell each other. In between, a little too much may pass.",
        ),
    ),
];

pub(super) const FAILURES: &[Named] = &[
    named(
        "open",
        ("모두 통과", "Let all through"),
        ("서비스는 살지만 한도가 없어진다.", "The service stays up, without any limit."),
    ),
    named(
        "closed",
        ("모두 거절", "Let nothing through"),
        ("한도는 지키지만 서비스가 멈춘다.", "The limit holds, and the service is gone."),
    ),
    named(
        "local",
        ("따로 세기", "Count alone"),
        (
            "저장소가 돌아올 때까지 저마다 센다. 노드 수만큼 더 지나간다.",
            "Each counts for itself until the store is back: as many times the limit as there are gateways.",
        ),
    ),
];

pub(super) const BALANCINGS: &[Named] = &[
    named(
        "round_robin",
        ("돌아가며", "In turn"),
        ("게이트웨이에 차례로 하나씩 보낸다.", "One after the other."),
    ),
    named(
        "sticky",
        ("고정", "Sticky"),
        (
            "함께 세는 요청은 언제나 같은 게이트웨이로 보낸다.",
            "Requests that count together always go to the same gateway.",
        ),
    ),
];

pub(super) const STRICTNESSES: &[Named] = &[
    named("hard", ("경성", "Hard"), ("한도를 절대 넘기지 않는다.", "The limit is never passed.")),
    named(
        "soft",
        ("연성", "Soft"),
        ("정해 둔 동안, 정해 둔 만큼은 넘겨도 된다.", "It may be passed by so much, for so long."),
    ),
];

pub(super) const LAYERS: &[Named] = &[
    named("user", ("사용자", "User"), ("세는 기준 하나만 본다.", "Only by what identifies who asks.")),
    named(
        "user_and_address",
        ("사용자와 주소", "User and address"),
        ("보낸 주소의 한도도 함께 본다.", "And by the address that it comes from."),
    ),
    named(
        "user_address_and_all",
        ("사용자, 주소, 전체", "User, address and all"),
        ("전체 요청의 한도까지 함께 본다.", "And all requests together."),
    ),
];

pub(super) const TRAFFICS: &[Named] = &[
    named("steady", ("일정하게", "Steady"), ("고른 간격으로 온다.", "At even intervals.")),
    named(
        "poisson",
        ("무작위로", "At random"),
        ("포아송 과정: 간격이 들쭉날쭉하다.", "A Poisson process: gaps vary."),
    ),
    named(
        "bursts",
        ("버스트", "Bursts"),
        ("한꺼번에 몰려오고 한동안 쉰다.", "Many at once, and then a pause."),
    ),
    named(
        "edge",
        ("경계 공격", "Edge attack"),
        (
            "윈도가 바뀌기 직전에 한도만큼, 직후에 또 한도만큼 온다.",
            "The limit just before a window ends, and the limit again just after.",
        ),
    ),
    named(
        "curve",
        ("직접 그린 곡선", "A drawn curve"),
        ("아래에 그린 곡선을 따라 온다.", "At a rate that follows the curve drawn below."),
    ),
    named(
        "recorded",
        ("기록한 대로", "Recorded"),
        ("동작 send가 있을 때만 온다.", "Only when an action `send` says so."),
    ),
];

pub(super) const BACKOFFS: &[Named] = &[
    named("none", ("바로", "At once"), ("기다리지 않고 다시 보낸다.", "Tries again without waiting.")),
    named(
        "fixed",
        ("늘 같은 시간", "Always as long"),
        ("매번 같은 시간을 기다린다.", "Waits the same time each time."),
    ),
    named(
        "exponential",
        ("두 배씩 길게", "Exponential"),
        (
            "기다리는 시간을 두 배씩 늘린다. 함께 거절당하면 함께 돌아온다.",
            "Twice as long each time. Those refused together come back together.",
        ),
    ),
    named(
        "jitter",
        ("흩어서 길게", "With jitter"),
        (
            "두 배씩 늘린 시간 안에서 무작위로 고른다. 돌아오는 때가 흩어진다.",
            "A random time up to what exponential would wait, so that they spread out.",
        ),
    ),
];

pub(super) const COUNTED_BY: &[Named] = &[
    named(
        "user",
        ("계정", "Account"),
        ("같은 계정의 요청을 함께 센다.", "Requests of one account count together."),
    ),
    named(
        "address",
        ("주소", "Address"),
        (
            "같은 주소에서 온 요청을 함께 센다. 주소를 바꾸면 빠져나간다.",
            "Requests from one address count together. Whoever changes addresses slips through.",
        ),
    ),
    named(
        "device",
        ("기기", "Device"),
        ("같은 기기의 요청을 함께 센다.", "Requests of one device count together."),
    ),
];
