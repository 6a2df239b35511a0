//! The words of the panel for servers and keys, in both languages.
//!
//! A [`Text`](crate::text::Text) has a field for each language, so one that is missing does not compile; whole
//! sentences with numbers in them are functions in [`sentences`] that match on the language.
//!
//! ```
//! use snowglobe_web::own_data::cache::words::{CANCEL, count};
//! use snowglobe_web::text::Language;
//!
//! assert_eq!(CANCEL.of(Language::Korean), "멈춘다");
//! assert_eq!(count(1_234_567), "1,234,567");
//! ```
//!
//! Korean particles are kept from standing after filled-in words: a noun goes between
//! (`{name} 서버가`), so that no sentence depends on how a host name sounds.

pub mod problems;
pub mod sentences;

use crate::own_data::words::texts;
pub use crate::own_data::words::{
    CANCEL, DOWNLOAD, DOWNLOAD_HINT, PREVIEW, PRIVACY, RESULT, RUN, STALE, count, percent, size,
};

texts! {
    TITLE: "내 데이터로 해 보기", "Try it with your own data";

    SERVERS: "서버 목록", "Servers";
    SERVERS_HINT: "한 줄에 하나씩 host:port 가중치를 쓴다. 포트를 빼면 11211, 가중치를 빼면 1이고, # 뒤는 주석이다.",
        "One a line: host:port weight. Without a port it is 11211, without a weight 1; # starts a comment.";
    SERVERS_DROP: "목록 파일을 여기에 놓아도 된다.", "Or drop a file with the list here.";
    SERVERS_FILE: "서버 목록 파일 고르기", "Choose a file with the servers";
    SERVERS_SAMPLE: "예시 목록 쓰기", "Use a sample list";
    USE_SERVERS: "이 서버들을 시뮬레이션에 넣는다", "Put these servers into the simulation";

    KEYS: "키", "Keys";
    KEYS_DROP: "키 파일을 여기에 놓는다. 한 줄에 키 하나씩이거나 CSV면 된다.",
        "Drop a file of keys here: a key a line, or a CSV.";
    KEYS_FILE: "키 파일 고르기", "Choose a file of keys";
    KEYS_SAMPLE: "예시 키 300개", "300 sample keys";
    KEYS_SAMPLE_CSV: "예시 접속 기록(CSV)", "Sample access log (CSV)";
    KEYS_PASTE: "파일 대신 키를 붙여 넣는다", "Paste keys instead";
    PASTED: "붙여 넣은 키", "Pasted keys";
    COLUMN: "키가 있는 열", "Column of the keys";
    WHOLE_LINE: "줄 전체가 키다", "The whole line is the key";
    HEADER: "첫 줄은 열 이름이다", "The first row names the columns";

    QUESTION: "무엇을 볼까", "What to ask";
    HASH: "해시 함수", "Hash function";
    HASH_HINT: "ketama와 슬롯은 정해진 해시를 쓰므로 이 값을 따르지 않는다.",
        "Ketama and slots bring their own hash and ignore this.";
    VIRTUAL_NODES: "가상 노드(가중치 1마다)", "Virtual nodes (for each unit of weight)";
    CHANGE: "서버 구성의 변화", "What happens to the servers";
    CHANGE_NONE: "그대로 둔다", "Nothing";
    CHANGE_ADD: "서버를 추가한다", "A server is added";
    ADDED: "추가할 서버", "The server to add";

    MEND_SERVERS: "서버 목록에서 위에 적힌 곳을 고치면 계산할 수 있다.",
        "Mend what is listed under the servers, then it can be worked out.";
    NO_KEYS_YET: "키 파일을 고르거나 키를 붙여 넣으면 계산할 수 있다.",
        "Choose a file of keys or paste some, then it can be worked out.";

    WRITING: "표를 쓰고 있다.", "The table is being written.";

    PLACEMENT: "배치 방식", "Placement";
    MOVED: "옮겨 간 키", "Keys that move";
    CV: "변동 계수", "CV";
    CV_HINT: "서버마다 받은 키를 제 몫으로 나눈 값의 변동 계수. 0이면 가중치대로 정확히 나뉜 것이다.",
        "Coefficient of variation of each server's keys over its fair share. 0: spread exactly by weight.";
    BUSIEST: "가장 바쁜 서버", "Busiest server";
    BUSIEST_HINT: "제 몫의 몇 배를 받았는지.", "Its keys over its fair share.";
    BEFORE: "변화 전", "Before";
    AFTER: "변화 후", "After";
    SERVER: "서버", "Server";
    SHARE: "몫", "Share";
    FAIR_SHARE: "제 몫", "Fair share";
    DETAILS: "서버별로 보기", "By server";
    FLOWS: "어디에서 어디로", "From where to where";
    FLOW_KEYS: "키", "Keys";
    KETAMA_HINT: "libmemcached의 가중치 있는 ketama와 같은 답이다.", "The same answer as libmemcached's weighted ketama.";
    JUMP_HINT: "점프 해시는 서버를 번호로만 안다. 가운데 서버가 빠지면 그 뒤의 번호가 모두 당겨져서 키가 많이 움직인다.",
        "Jump knows servers by number only: if one in the middle leaves, all numbers behind it shift and many keys move.";
    BOUNDED_HINT: "부하 상한 방식은 키를 파일에 나온 차례대로 놓는다. 같은 키가 여러 번 나오면 다른 서버로 갈 수도 있다.",
        "Bounded loads places keys in the order of the file; a key that comes twice may go to two servers.";
}

#[cfg(test)]
mod tests;
