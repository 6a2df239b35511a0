//! The words of the panel for histories and counterexamples, in both languages.
//!
//! ```
//! use snowglobe_web::own_data::kv::words::PROCESS;
//! use snowglobe_web::text::Language;
//!
//! assert_eq!(PROCESS.of(Language::Korean), "프로세스");
//! ```
//!
//! Whole sentences with something filled in are in [`sentences`] and [`stories`]; what is wrong with a history is in [`faults`].

pub mod faults;
pub mod sentences;
pub mod stories;

pub use crate::own_data::words::{CANCEL, RESULT, count, file_failure, size};

use crate::own_data::words::texts;

texts! {
    TITLE: "약속을 지켰는지 따져 보기", "Was the promise kept?";

    HISTORY: "내 데이터베이스가 남긴 이력", "A history from your own database";
    HISTORY_DROP: "이력 파일을 여기에 놓는다.", "Drop a history here.";
    HISTORY_HINT: "Jepsen이 찍는 로그, history.edn, 또는 한 줄에 하나씩 적은 JSON. 레지스터의 read, write, cas를 판정한다.",
        "A log that Jepsen prints, history.edn, or JSON lines: reads, writes and cas of registers are judged.";
    HISTORY_FILE: "이력 파일 고르기", "Choose a history";
    SAMPLES: "예시 이력", "Sample histories";
    SAMPLE_GOOD: "순서가 맞는 이력", "One in order";
    SAMPLE_STALE: "지난 값을 읽은 이력", "One with a stale read";
    SAMPLE_UNKNOWN: "답을 못 받은 쓰기가 있는 이력", "One with a write that never returned";

    JUDGING: "이력을 읽고 판정하고 있다.", "The history is being read and judged.";
    KEPT: "지켰다", "kept";
    BROKEN: "어겼다", "broken";
    UNDECIDED: "가릴 수 없다", "undecided";
    NOT_JUDGED: "판정하지 않았다", "not judged";
    PROMISE: "약속", "Promise";
    VERDICT: "판정", "Verdict";
    CERTAIN: "약한 약속은 확실한 것만 어겼다고 한다. 끝에 가서 모두 같아지는지, 잃은 쓰기나 되살아난 삭제가 있는지는 판정하지 않는다. 장애가 언제 끝났는지, 어떤 값이 삭제를 뜻하는지 파일에 없기 때문이다.",
        "Of the weaker promises only what is certain is called broken. Convergence, lost writes and resurrected deletions are not judged: the file does not say when faults were over, nor which value stands for a deletion.";
    WINDOW: "어긋난 곳", "Where it went wrong";
    WHICH: "보여 줄 약속", "Show";
    LIST: "그림 속 작업의 목록", "The operations in the picture";
    CULPRIT: "이 답으로 약속이 깨졌다", "this answer breaks the promise";
    BESIDE: "창 밖", "outside the window";
    PROCESS: "프로세스", "process";
    LINE: "줄", "line";
    EVENT: "순번", "event";
    TIME: "시각", "time";
    READ: "읽기", "read";
    WRITE: "쓰기", "write";

    SEARCH: "반례 찾기", "Look for a counterexample";
    SEARCH_HINT: "시드마다 장애를 달리 넣어 돌려 보고, 약속이 깨지면 설정과 장애를 줄여 작은 이야기로 만든다. 같은 설정이면 언제나 같은 답이 나온다.",
        "Runs seed after seed, each with other faults, until the promise breaks; then settings and faults are made smaller until a short story is left. The same settings always give the same answer.";
    SETTINGS_LINK: "설정을 가져올 링크", "The link with the settings";
    SETTINGS_LINK_HINT: "실험 화면의 ‘조절’에서 오면 그때의 설정이 들어 있다. 비우면 처음 설정이다.",
        "Coming from the tab Adjust of the experiment, its settings are here. Empty: the settings it begins with.";
    LOOSE: "R=1, W=1로", "With R=1, W=1";
    STRICT: "R+W>N인 원자 레지스터로", "An atomic register with R+W>N";
    SETTINGS: "처음과 다른 설정", "Settings that differ from the first ones";
    NO_SETTINGS: "처음 설정 그대로다.", "The settings are those it begins with.";
    SEEDS: "시드 수", "Seeds";
    SEEDS_HINT: "1에서 100,000까지.", "From 1 to 100,000.";
    START: "찾는다", "Look";
    GO_ON: "다음 시드부터 이어서 찾는다", "Go on from the next seed";
    LOOKING: "찾고 있다.", "Looking.";
    SHOW_MOMENT: "그 순간 보기", "Show the moment";
    STORIES: "찾은 이야기", "What was found";
    NO_FAULTS_LEFT: "장애 없이도 깨진다.", "It breaks without any fault.";
    FAULTS_LEFT: "남은 장애", "Faults left";
    SMALLER: "줄인 설정", "Settings made smaller";
}

#[cfg(test)]
mod tests;
