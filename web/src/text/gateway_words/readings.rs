//! What can be read: the facts of a moment.

use crate::text::Text;

const fn fact(key: &'static str, ko: &'static str, en: &'static str) -> (&'static str, Text) {
    (key, Text { ko, en })
}

/// What is told of users and of the observers of each algorithm, in the middle of what is told of the whole.
macro_rules! facts {
    (lanes: $($lane:literal, $ko:literal, $en:literal;)+ users: $($user:literal)+ whole: $($whole:expr;)+) => {
        &[
            $($whole,)+
            $(
                fact(concat!($user, "_admitted"), concat!($user, ": 통과"), concat!($user, ": admitted")),
                fact(concat!($user, "_denied"), concat!($user, ": 거절"), concat!($user, ": denied")),
            )+
            $(
                fact(concat!($lane, "_admitted"), concat!($ko, ": 통과"), concat!($en, ": admitted")),
                fact(concat!($lane, "_denied"), concat!($ko, ": 거절"), concat!($en, ": denied")),
                fact(concat!($lane, "_worst"), concat!($ko, ": 최악의 윈도"), concat!($en, ": worst window")),
                fact(concat!($lane, "_level"), concat!($ko, ": 수위"), concat!($en, ": level")),
                fact(concat!($lane, "_bytes"), concat!($ko, ": 메모리 (바이트)"), concat!($en, ": memory, bytes")),
            )+
        ]
    };
}

pub(super) const FACTS: &[(&str, Text)] = facts! {
    lanes:
        "token_bucket_interval", "토큰 버킷 (주기)", "Token bucket (intervals)";
        "token_bucket", "토큰 버킷", "Token bucket";
        "leaky_bucket", "누출 버킷", "Leaky bucket";
        "leaky_meter", "누출 버킷 (수위)", "Leaky meter";
        "fixed_window", "고정 윈도 카운터", "Fixed window";
        "sliding_log", "이동 윈도 로그", "Sliding log";
        "sliding_log_book", "이동 윈도 로그 (책)", "Sliding log (book)";
        "sliding_counter", "이동 윈도 카운터", "Sliding counter";
        "sliding_counter_ceil", "이동 윈도 카운터 (올림)", "Sliding counter (ceil)";
    users:
        "u0" "u1" "u2" "u3" "u4" "u5" "u6" "u7" "u8" "u9" "u10" "u11" "u12" "u13" "u14" "u15" "u16" "u17"
        "u18" "u19"
    whole:
        fact("limit", "한도", "Limit");
        fact("window", "윈도", "Window");
        fact("nodes", "게이트웨이", "Gateways");
        fact("clients", "클라이언트", "Clients");
        fact("rate", "초당 요청", "Requests per second");
        fact("addresses", "c0의 주소", "Addresses of c0");
        fact("requests", "요청", "Requests");
        fact("admitted", "통과", "Admitted");
        fact("denied", "거절", "Denied");
        fact("delayed", "늦게 통과", "Delayed");
        fact("admitted_share", "통과율", "Admitted share");
        fact("wrongly_admitted", "잘못 통과", "Wrongly admitted");
        fact("wrongly_denied", "잘못 거절", "Wrongly denied");
        fact("unjudged", "판정하지 못한 요청", "Not judged");
        fact("worst_window", "최악의 윈도", "Worst window");
        fact("worst_window_at", "최악의 윈도가 끝난 때", "End of the worst window");
        fact("worst_over_limit", "최악의 윈도 ÷ 한도", "Worst window over the limit");
        fact("worst_address_window", "한 주소의 최악의 윈도", "Worst window of an address");
        fact("worst_global_window", "전체의 최악의 윈도", "Worst window of all");
        fact("latest_retry_after", "마지막 재시도 안내", "Latest retry-after");
        fact("failed", "처리되지 못함", "Not served");
        fact("retries", "재시도", "Retries");
        fact("api_queue", "API 대기열", "API queue");
        fact("api_queue_longest", "가장 길었던 API 대기열", "Longest API queue");
        fact("api_dropped", "API 서버가 버린 요청", "Dropped by API servers");
        fact("api_done", "API 서버가 마친 요청", "Done by API servers");
        fact("held", "게이트웨이에서 기다림", "Held at gateways");
        fact("lost_updates", "사라진 갱신", "Lost updates");
        fact("store_commands", "저장소 명령", "Store commands");
        fact("store_queue", "저장소 대기열", "Store queue");
        fact("store_queue_longest", "가장 길었던 저장소 대기열", "Longest store queue");
        fact("store_timeouts", "저장소 시간 초과", "Store timeouts");
        fact("log_length", "로그에 적힌 시각", "Times in logs");
        fact("memory_bytes", "메모리 (바이트)", "Memory, bytes");
        fact("left_out", "나란히 보지 못한 요청", "Not shown side by side");
};
