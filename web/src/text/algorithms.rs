//! The nine ways of limiting, as the chapter and its own data call them.
//!
//! ```
//! use snowglobe_web::text::algorithms::algorithm;
//! use snowglobe_web::text::Language;
//!
//! assert_eq!(algorithm("sliding_log").unwrap().name.of(Language::Korean), "이동 윈도 로그");
//! assert!(algorithm("dice").is_none());
//! ```

use super::vocabulary::{Named, named};

/// The words for an algorithm, by its name in the core.
#[must_use]
pub fn algorithm(name: &str) -> Option<&'static Named> {
    ALGORITHMS.iter().find(|named| named.key == name)
}

/// An algorithm to decide by.
pub(super) const ALGORITHMS: &[Named] = match SHOWN {
    [algorithms @ .., _] => algorithms,
    [] => &[],
};

/// What a lane of the comparison can show: an algorithm, or nothing.
pub(super) const SHOWN: &[Named] = &[
    named(
        "token_bucket_interval",
        ("토큰 버킷 (주기)", "Token bucket (intervals)"),
        (
            "윈도가 바뀔 때마다 토큰이 한꺼번에 들어온다. 요청 하나가 토큰 하나를 쓴다.",
            "Tokens fall in all at once at the edge of each window. A request takes one.",
        ),
    ),
    named(
        "token_bucket",
        ("토큰 버킷", "Token bucket"),
        (
            "토큰이 조금씩 꾸준히 들어온다. 쌓인 토큰만큼은 한꺼번에 몰려와도 받는다.",
            "Tokens trickle in steadily. As many as have gathered may be taken in one burst.",
        ),
    ),
    named(
        "leaky_bucket",
        ("누출 버킷", "Leaky bucket"),
        (
            "큐에 줄을 세우고 일정한 속도로 내보낸다. 큐가 가득 차면 버린다.",
            "Requests wait in a queue that is let out at a constant rate. When it is full, they are dropped.",
        ),
    ),
    named(
        "leaky_meter",
        ("누출 버킷 (수위)", "Leaky meter"),
        (
            "요청마다 수위가 오르고 꾸준히 내려간다. 넘칠 요청은 거절한다. 판정은 토큰 버킷과 같다.",
            "Each request raises a level that sinks steadily; what would overflow is denied. It decides as a token bucket does.",
        ),
    ),
    named(
        "fixed_window",
        ("고정 윈도 카운터", "Fixed window"),
        (
            "윈도마다 처음부터 센다. 경계 앞뒤로 몰리면 한도의 두 배까지 지나간다.",
            "Each window counts from zero. Around an edge, twice the limit may pass.",
        ),
    ),
    named(
        "sliding_log",
        ("이동 윈도 로그", "Sliding log"),
        (
            "통과시킨 시각을 모두 적어 둔다. 정확하지만 한도만큼 메모리를 쓴다.",
            "Keeps the time of everything let through. Exact, at the price of memory for as many times as the limit.",
        ),
    ),
    named(
        "sliding_log_book",
        ("이동 윈도 로그 (책)", "Sliding log (book)"),
        (
            "책에 나온 대로 거절한 시각도 적는다. 한도를 넘겨 계속 보내면 영영 통과하지 못한다.",
            "As in the book, keeps the times of denied requests too. Whoever keeps asking too often never gets in again.",
        ),
    ),
    named(
        "sliding_counter",
        ("이동 윈도 카운터", "Sliding counter"),
        (
            "이번 윈도의 수에 지난 윈도의 수를 겹친 만큼 더한다. 어림값이며 소수점 아래는 버린다.",
            "This window's count and the overlapping part of the last one's. An estimate, rounded down.",
        ),
    ),
    named(
        "sliding_counter_ceil",
        ("이동 윈도 카운터 (올림)", "Sliding counter (ceil)"),
        (
            "이동 윈도 카운터와 같지만 소수점 아래를 올린다. 조금 더 엄격하다.",
            "The sliding counter with its estimate rounded up: a little stricter.",
        ),
    ),
    named(
        "none",
        ("보이지 않음", "Nothing"),
        ("이 줄을 비운다. 다른 줄이 그만큼 높아진다.", "Leaves this lane out; the others get its room."),
    ),
];
