//! The words of the panel for an access log and rules, in both languages.
//!
//! ```
//! use snowglobe_web::own_data::gateway::words::DENIED;
//! use snowglobe_web::text::Language;
//!
//! assert_eq!(DENIED.of(Language::Korean), "거절");
//! ```
//!
//! Whole sentences with something filled in are in [`sentences`]; what is wrong with rules is in [`rules`], what came out in [`results`].

pub mod results;
pub mod rules;
pub mod sentences;

pub use crate::own_data::words::{
    CANCEL, DOWNLOAD_HINT, PREVIEW, PRIVACY, RESULT, RUN, STALE, count, file_failure, percent, size,
};

use crate::own_data::words::texts;

texts! {
    TITLE: "내 접속 기록으로 해 보기", "Try it with your own access log";
    CAVEAT: "기록에는 실제로 온 요청만 있다. 거절당한 쪽이 다시 보냈을지, 그만두었을지는 기록으로 알 수 없다.",
        "A log has only the requests that came. Whether whoever was denied would have come again, or given up, no log can tell.";

    TRY: "예시로 해 보기", "Try with the sample";
    TRY_HINT: "예시 규칙과 웹 상점의 10분짜리 접속 기록을 넣고 바로 계산한다.",
        "Puts in sample rules and ten minutes of a web shop's log, and works it out.";

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
    RULES_DROP: "규칙 파일을 여기에 놓아도 된다.", "Or drop a file of rules here.";
    RULES_FILE: "규칙 파일 고르기", "Choose a file of rules";
    RULES_SAMPLE: "예시 규칙", "Sample rules";
    RULES_BACK: "쓰던 규칙으로 되돌리기", "Put back the rules from before";
    RULES_NO_TEXT: "규칙 파일이 글이 아니다. UTF-8로 저장한 YAML을 넣는다. 적어 둔 규칙은 그대로 두었다.",
        "The file of rules is no text. Use YAML saved as UTF-8. What was written here is kept.";
    EXAMPLES: "예시", "Examples";
    POSTS: "글은 1초에 2번까지", "2 posts a second";
    ACCOUNTS: "계정은 IP 주소마다 하루 10개까지", "10 accounts a day from an IP address";
    REWARDS: "보상은 기기마다 1주에 5번까지", "5 rewards a week on a device";

    QUESTION: "어떻게 셀까", "How to count";
    NO_RULES_YET: "규칙을 쓰거나 예시를 고르면 계산할 수 있다.",
        "Write rules or choose an example, then it can be worked out.";
    MEND_RULES: "규칙에서 위에 적힌 곳을 고치면 계산할 수 있다.",
        "Mend what is said under the rules, then it can be worked out.";
    NO_LOG_YET: "접속 기록 파일을 고르면 계산할 수 있다.",
        "Choose an access log, then it can be worked out.";
    OTHER_LOG: "읽을 수 있는 접속 기록을 고르면 계산할 수 있다.",
        "Choose a log that can be read, then it can be worked out.";
    WRONG_PROXIES: "프록시 수는 0에서 255 사이의 정수여야 한다.",
        "The number of proxies must be a whole number from 0 to 255.";

    ALGORITHM: "알고리즘", "Algorithm";
    PROXIES: "서버 앞에 둔 내 프록시 수", "Proxies of yours before the server";
    PROXIES_HINT: "0이면 X-Forwarded-For를 믿지 않는다. 누구나 지어내어 보낼 수 있는 값이기 때문이다. n이면 오른쪽에서 n번째 주소를 센다.",
        "With 0 X-Forwarded-For is not believed, since anyone can make one up. With n, the n-th address from the right counts.";
    GROUP_IPV6: "IPv6 주소는 /64로 묶는다", "Group IPv6 addresses by /64";
    GROUP_IPV6_HINT: "한 집이나 서버 한 대가 적어도 /64를 받으므로, 묶지 않으면 요청마다 주소를 바꿀 수 있다. 규칙에 적은 IPv6 주소도 그 주소가 든 /64를 뜻한다.",
        "A household or a server has a /64 at least; ungrouped it can send each request from another address. An IPv6 address in a rule then means the /64 that it is in, too.";
    COMPARE: "알고리즘 아홉 가지와 다른 한도도 견준다", "Compare nine algorithms and other limits, too";
    COMPARE_HINT: "몇 배 더 오래 걸린다.", "Takes several times as long.";

    WORKING: "계산하고 있다.", "At work.";
    REQUESTS: "요청", "Requests";
    ADMITTED: "통과", "Admitted";
    DELAYED: "지연", "Delayed";
    DENIED: "거절", "Denied";
    SHARE: "비율", "Share";

    BY_RULE: "규칙별", "By rule";
    RULE: "규칙", "Rule";
    LIMIT: "한도", "Limit";
    BY_KEY: "많이 거절된 키", "Keys denied most";
    KEY: "키", "Key";
    AS_TABLE: "표로 보기", "As a table";
    WATCH: "다시 돌려 보기", "See it happen";
    WATCH_HINT: "이 키가 처음 거절된 때의 앞뒤 요청을, 같은 규칙을 둔 시뮬레이션에서 하나씩 본다.",
        "Goes through this key's requests around its first denial, one by one, in the simulation under the same rule.";
    WATCHING: "이 키의 요청을 기록에서 찾고 있다.", "Looking for this key's requests in the log.";
    FOUND: "찾았다. 시뮬레이션에서 보기(새 탭)", "Found. See it in the simulation (new tab)";
    FOUND_HINT: "이 키가 처음 거절되기 직전에서 열린다. →를 누르면 요청이 하나씩 지나간다.",
        "It opens just before this key's first denial. With → requests pass one by one.";
    NOTHING_TO_WATCH: "이 키가 처음 거절되는 모습을 다시 돌려 볼 수 없다. 그 앞에 오래도록 쉼 없이 요청이 와서 남겨 둔 요청만으로는 그때의 상태가 되지 않거나, 그사이 파일이 바뀌었다.",
        "This key's first denial cannot be shown again. Before it, requests came for so long without a rest that those kept do not lead to the same state; or the file has changed meanwhile.";
    NOT_WATCHED: "시뮬레이션으로 다시 돌려 보기는 한도가 {}건보다 적고 윈도가 {b} 이하일 때만 된다.",
        "Only limits of less than {}, in a window of {b} or less, can be seen happening in the simulation.";
    OVER_TIME: "시간별", "Over time";
    FROM: "시작", "From";
    FIRST_DENIED: "처음 거절된 줄", "First denied lines";
    LINE: "줄", "Line";
    TIME: "시각(UTC)", "Time (UTC)";
    TEXT: "내용", "Text";

    ALGORITHMS: "알고리즘별", "By algorithm";
    STRICTER: "더 거절", "Denied in excess";
    STRICTER_HINT: "이동 윈도 로그는 통과시켰는데 거절한 요청.", "Requests denied that the sliding window log admits.";
    LAXER: "더 통과", "Admitted in excess";
    LAXER_HINT: "이동 윈도 로그는 거절했는데 통과시킨 요청.", "Requests admitted that the sliding window log denies.";
    OTHER_LIMITS: "다른 한도였다면", "With other limits";
    RUNGS: "고정 윈도의 답은 정확하다. 토큰 버킷은 한도 몇 가지만 셈해 보므로, 경계는 적힌 두 한도 사이에 있다.",
        "For the fixed window this is exact. Of the token bucket only some limits are tried: the turning point lies between the two.";

    DECIDES: "위의 결과", "the result above";
    NOT_COMPARED: "기록이 너무 길어 견주지 않았다.", "Not compared: the log is too long for it.";

    HOW_READ: "어떻게 읽었나", "How it was read";
    SKIPPED: "건너뛴 줄", "Lines skipped";
    WHY: "까닭", "Why";

    DOWNLOAD: "결과를 파일로 내려받기", "Download the result";
    ALL_AS_JSON: "전체(JSON)", "All of it (JSON)";
}

#[cfg(test)]
mod tests;
