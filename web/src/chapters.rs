//! The chapters of the book: those that are open, and those to come.

use crate::text::Text;

/// A chapter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chapter {
    /// Its number in the book.
    pub number: u8,
    /// The name of its system, if it is open: the same in the address bar.
    pub system: Option<&'static str>,
    /// Its title.
    pub title: Text,
    /// What can be seen there, in a sentence.
    pub about: Text,
    /// What it does with a reader's own data, if anything.
    pub own_data: Option<Text>,
    /// Whether the run at hand can be brought along there.
    pub takes_runs: bool,
}

const fn chapter_of(
    number: u8,
    system: Option<&'static str>,
    title: (&'static str, &'static str),
    about: (&'static str, &'static str),
) -> Chapter {
    Chapter {
        number,
        system,
        title: Text { ko: title.0, en: title.1 },
        about: Text { ko: about.0, en: about.1 },
        own_data: None,
        takes_runs: false,
    }
}

impl Chapter {
    const fn with_own_data(self, ko: &'static str, en: &'static str) -> Self {
        Self { own_data: Some(Text { ko, en }), ..self }
    }

    const fn taking_runs(self) -> Self {
        Self { takes_runs: true, ..self }
    }
}

/// All of them in order. A chapter of the book may have several systems.
pub const CHAPTERS: [Chapter; 16] = [
    chapter_of(
        1,
        None,
        ("규모 확장", "Scaling up"),
        ("서버 한 대에서 백만 사용자까지", "From one server to a million users"),
    ),
    chapter_of(
        2,
        None,
        ("개략적 추정", "Estimation"),
        ("종이 한 장으로 규모를 가늠한다", "Sizing a system on the back of an envelope"),
    ),
    chapter_of(
        3,
        None,
        ("면접 공략법", "The interview"),
        ("설계를 네 단계로 풀어 간다", "A design in four steps"),
    ),
    chapter_of(
        4,
        Some("gateway"),
        ("처리율 제한", "Rate limiter"),
        ("누구에게 얼마나 허락할 것인가", "How much to allow, and to whom"),
    )
    .with_own_data(
        "내 접속 기록과 규칙으로: 누가 얼마나 거절되었을까, 한도는 얼마가 알맞을까",
        "My own access log and rules: who would have been denied, and which limit fits",
    ),
    chapter_of(
        5,
        Some("cache"),
        ("안정 해시", "Consistent hashing"),
        ("서버가 들고 나도 키는 조금만 움직인다", "Servers come and go; few keys move"),
    )
    .with_own_data(
        "내 서버 목록과 키 파일로: 어느 키가 어디로 가고 얼마나 옮겨지는가",
        "My own servers and keys: which key goes where, and how many move",
    ),
    chapter_of(
        6,
        Some("kv"),
        ("키-값 저장소", "Key-value store"),
        (
            "복제본 여럿이 무엇을 약속하고, 언제 그 약속이 깨지는가",
            "What many replicas promise, and the moment at which it is broken",
        ),
    )
    .with_own_data(
        "내 데이터베이스의 이력이 약속을 지켰는지 따지고, 이 설정의 반례를 찾는다",
        "Was the promise kept? A history of my own database judged, and a counterexample to these settings",
    )
    .taking_runs(),
    chapter_of(
        6,
        Some("storage"),
        ("저장 엔진", "Storage engine"),
        (
            "쓰기는 왜 빠르고, 읽기와 컴팩션은 무엇을 치르는가",
            "Why writes are fast, and what reads and compaction pay for it",
        ),
    )
    .with_own_data(
        "내 CSV나 JSON 파일을 저장 엔진에: 탭을 닫았다 와도 그대로 있다",
        "My own CSV or JSON in the storage engine: still there when I come back",
    ),
    chapter_of(
        7,
        None,
        ("유일 ID", "Unique IDs"),
        ("시계가 거꾸로 가도 겹치지 않게", "No two alike, even when clocks go back"),
    ),
    chapter_of(
        8,
        None,
        ("URL 단축기", "URL shortener"),
        ("짧은 주소의 충돌과 리디렉션", "Short addresses, collisions, redirects"),
    ),
    chapter_of(
        9,
        None,
        ("웹 크롤러", "Web crawler"),
        ("예의를 지키며 웹을 모은다", "Collecting the web, politely"),
    ),
    chapter_of(
        10,
        None,
        ("알림", "Notifications"),
        ("잃지 않고, 두 번 보내지 않고", "None lost, none sent twice"),
    ),
    chapter_of(
        11,
        None,
        ("뉴스 피드", "News feed"),
        ("쓸 때 퍼뜨릴까, 읽을 때 모을까", "Fan out on write or on read"),
    ),
    chapter_of(12, None, ("채팅", "Chat"), ("순서와 접속 상태를 맞춘다", "Order and presence")),
    chapter_of(
        13,
        None,
        ("자동완성", "Autocomplete"),
        ("트라이에서 상위 다섯 개를 찾는다", "The five best from a trie"),
    ),
    chapter_of(14, None, ("동영상", "Video"), ("올리고, 바꾸고, 흘려 보낸다", "Upload, transcode, stream")),
    chapter_of(
        15,
        None,
        ("드라이브", "Drive"),
        ("바뀐 블록만 맞춘다", "Syncing only the blocks that changed"),
    ),
];

/// The chapter of a system.
#[must_use]
pub fn chapter(system: &str) -> Option<&'static Chapter> {
    CHAPTERS.iter().find(|chapter| chapter.system == Some(system))
}
