//! The words of the panel for an access log and rules, in both languages.
//!
//! ```
//! use snowglobe_web::own_data::gateway::words::DENIED;
//! use snowglobe_web::text::Language;
//!
//! assert_eq!(DENIED.of(Language::Korean), "거부");
//! ```
//!
//! Whole sentences with something filled in are in [`sentences`]; what is wrong with rules is in [`rules`].

pub mod rules;
pub mod sentences;

pub use crate::own_data::words::{
    CANCEL, CANCELLED, PRIVACY, RESULT, RUN, STALE, count, file_failure, percent, size,
};

use crate::own_data::words::texts;

texts! {
    TITLE: "내 접속 기록으로 해 보기", "Try it with your own access log";
    CAVEAT: "기록에는 실제로 온 요청만 있다. 거부당한 쪽이 다시 보냈을지, 그만두었을지는 기록으로 알 수 없다.",
        "A log has only the requests that came. Whether whoever was denied would have come again, or given up, no log can tell.";

    LOG: "접속 기록", "Access log";
    LOG_HINT: "Common, Combined, nginx JSON, 또는 한 줄에 시각과 키 하나씩. gzip도 된다.",
        "Common, Combined, nginx JSON, or a time and a key a line; gzip too.";
    LOG_DROP: "접속 기록 파일을 여기에 놓는다.", "Drop an access log here.";
    LOG_FILE: "접속 기록 파일 고르기", "Choose an access log";
    LOG_SAMPLE: "예시 접속 기록", "Sample access log";
    FORMAT: "기록 형식", "Format";
    FORMAT_TOLD: "첫 줄들을 보고 정한다", "Told from its first lines";

    RULES: "처리율 제한 규칙", "Rate limiting rules";
    RULES_HINT: "Lyft의 ratelimit과 같은 YAML이다. key에는 remote_address, user, method, path, status, agent를 쓴다. JSON 기록이면 그 필드 이름도 된다.",
        "YAML as for Lyft's ratelimit. Keys are remote_address, user, method, path, status and agent; for a JSON log also the names of its fields.";
    RULES_FILE: "규칙 파일 고르기", "Choose a file of rules";
    RULES_SAMPLE: "예시 규칙", "Sample rules";

    ALGORITHM: "알고리즘", "Algorithm";
    PROXIES: "서버 앞에 둔 내 프록시 수", "Proxies of yours before the server";
    PROXIES_HINT: "0이면 X-Forwarded-For를 믿지 않는다. 누구나 지어내어 보낼 수 있는 값이기 때문이다. n이면 오른쪽에서 n번째 주소를 센다.",
        "With 0 X-Forwarded-For is not believed, since anyone can make one up. With n, the n-th address from the right counts.";
    GROUP_IPV6: "IPv6 주소는 /64로 묶는다", "Group IPv6 addresses by /64";
    GROUP_IPV6_HINT: "한 집이나 서버 한 대가 적어도 /64를 받으므로, 묶지 않으면 요청마다 주소를 바꿀 수 있다.",
        "A household or a server has a /64 at least; ungrouped it can send each request from another address.";
    COMPARE: "알고리즘 아홉 가지와 다른 한도도 견준다", "Compare nine algorithms and other limits, too";
    COMPARE_HINT: "몇 배 더 오래 걸린다.", "Takes several times as long.";

    REQUESTS: "요청", "Requests";
    ADMITTED: "통과", "Admitted";
    DELAYED: "지연", "Delayed";
    DENIED: "거부", "Denied";
    SHARE: "비율", "Share";

    BY_RULE: "규칙별", "By rule";
    RULE: "규칙", "Rule";
    LIMIT: "한도", "Limit";
    BY_KEY: "많이 거부된 키", "Keys denied most";
    KEY: "키", "Key";
    OVER_TIME: "시간별", "Over time";
    FROM: "시작", "From";
    FIRST_DENIED: "처음 거부된 줄", "First denied lines";
    LINE: "줄", "Line";
    TIME: "시각(UTC)", "Time (UTC)";
    TEXT: "내용", "Text";

    ALGORITHMS: "알고리즘별", "By algorithm";
    STRICTER: "더 거부", "Denied in excess";
    STRICTER_HINT: "이동 윈도 로그는 통과시켰는데 거부한 요청.", "Requests denied that the sliding window log admits.";
    LAXER: "더 통과", "Admitted in excess";
    LAXER_HINT: "이동 윈도 로그는 거부했는데 통과시킨 요청.", "Requests admitted that the sliding window log denies.";
    OTHER_LIMITS: "다른 한도였다면", "With other limits";

    SKIPPED: "건너뛴 줄", "Lines skipped";
    WHY: "까닭", "Why";

    DOWNLOAD_CSV: "CSV로 내려받기", "Download as CSV";
    DOWNLOAD_JSON: "JSON으로 내려받기", "Download as JSON";
}

#[cfg(test)]
mod tests;
