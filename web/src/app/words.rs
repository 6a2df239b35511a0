//! What the page says around the scenes.

use crate::text::words;

words! {
    /// Skip link.
    SKIP: "무대로 바로 가기", "Skip to the stage";
    /// Name of the panel.
    PANEL: "설명과 조절", "Words and controls";
    /// Heading.
    CHAPTERS: "장", "Chapters";
    /// A chapter that is not open yet.
    TO_COME: "준비 중", "to come";
    /// Button.
    FIND: "찾기", "Find";
    /// Label.
    FIND_WHAT: "단계, 장, 동작을 이름으로 찾는다", "A step, a chapter or an action, by name";
    /// Button.
    SHAKE: "흔들기", "Shake";
    /// Title of the button.
    SHAKE_TITLE: "앞으로 3초 동안 장애를 섞어 일으킨다 (s)", "Let a storm of faults loose over the next 3 seconds (s)";
    /// Button.
    THEME: "밝게 / 어둡게", "Light / dark";
    /// Button and title.
    SHARE: "공유", "Share";
    /// Group.
    VIEWS: "보기", "Views";
    /// View.
    TOPOLOGY: "구성도", "Topology";
    /// View.
    SPACE_TIME: "시공간도", "Space-time";
    /// View.
    TABLE: "표", "Table";
    /// View.
    LANES: "나란히", "Side by side";
    /// Tab.
    PROMISES: "약속과 판정", "Promises and verdicts";
    PROMISES_HINT: "시작부터 이 순간까지 클라이언트가 보고 들은 것을 약속마다 따져 본다.", "Holds all that clients saw, from the start to this moment, to each promise.";
    JUDGE: "여기까지 판정하기", "Judge up to here";
    AGAIN_WITH: "{:으로/로} 다시", "Again: {}";
    JUDGED_UNTIL: "시작부터 {}까지의 판정", "Verdicts from the start to {}";
    COMPARE: "견주기", "Compare";
    /// Tab.
    BYTES: "바이트", "Bytes";
    /// Tab.
    HISTORY: "이력", "History";
    /// Tab.
    ENGINE: "엔진", "Engine";
    /// Inspector: a button to the view in which more of a thing is seen.
    LOOK_INTO: "안을 들여다보기", "Look inside";
    /// Tab.
    FOLLOW: "따라하기", "Follow";
    /// Tab.
    ADJUST: "조절", "Adjust";
    /// Tab.
    INSPECT: "살펴보기", "Inspect";
    /// Landing.
    HERO: "시스템을 유리구슬 안에서 들여다본다", "Whole systems, under glass";
    /// Landing.
    HERO_TEXT:
        "책에 나오는 대규모 시스템이 브라우저 안에서 실제 코드로 돌아간다. 멈추고, 되감고, 부수고, 그 순간을 링크로 남긴다. 같은 링크는 어디서나 같은 순간을 연다.",
        "The large systems of the book run here as real code, in your browser. Stop them, rewind them, break them, and keep the moment as a link. The same link opens the same moment anywhere.";
    /// Landing.
    HERO_START: "안정 해시부터 시작한다", "Start with consistent hashing";
    /// Landing.
    PRIVACY: "이 페이지 밖으로 나가는 요청은 없다. 올린 파일도 이 안에 머문다.", "No request leaves this page; a file you drop in stays here too.";
    /// Group.
    TIMELINE: "시간", "Timeline";
    /// Group.
    TRANSPORT: "재생", "Playback";
    /// Button.
    PLAY: "재생 (스페이스)", "Play (space)";
    /// Button.
    PAUSE: "멈춤 (스페이스)", "Pause (space)";
    /// Button.
    TO_START: "처음으로 (Home)", "To the start (home)";
    /// Button.
    BACK: "한 단계 뒤로 (←)", "One step back (←)";
    /// Button.
    FORWARD: "한 단계 앞으로 (→)", "One step forward (→)";
    /// Clock.
    STEP: "사건", "event";
    /// Label.
    SPEED: "속도", "Speed";
    /// Label.
    BRANCH: "갈래", "Branch";
    /// Heading.
    BRANCHES: "갈래 견주기", "Branches side by side";
    /// Button.
    BESIDE: "두 갈래 나란히", "Side by side";
    /// Title of the button.
    BESIDE_TITLE: "다른 갈래를 같은 시각으로 나란히 본다 (b)", "Show another branch beside this one, at the same moment (b)";
    /// Button.
    SWAP: "맞바꾸기", "Swap";
    /// Title of the button.
    SWAP_TITLE: "앞으로의 동작이 들어갈 갈래를 맞바꾼다 (x)", "Act on the other branch from now on (x)";
    /// Button.
    ALONE: "한 갈래만 보기 (b)", "Show one branch only (b)";
    /// Of the branch that actions go to.
    ACTS_HERE: "동작은 여기에", "you act here";
    /// Label.
    BESIDE_WHICH: "나란히 볼 갈래", "Branch beside it";
    /// What was done on a branch: more than what is named.
    AND_MORE: "외 {}가지", "and {} more";
    /// What was done on a branch that was not done on the other.
    NOTHING_ELSE: "다른 동작 없음", "nothing else done";
    /// Table.
    DIFFERENCES: "두 갈래의 수치", "Both branches in numbers";
    /// Cell.
    DIFFERS: "다름", "differs";
    /// Status.
    SIDE_BY_SIDE: "두 갈래를 나란히 본다. 동작은 갈래 {a}에, 그 옆은 갈래 {b}.", "Two branches side by side: what you do happens on branch {a}; branch {b} is beside it.";
    /// Empty state.
    ONE_BRANCH: "아직 갈래가 하나다. 지나온 시각으로 돌아가 무엇이든 바꾸면 새 갈래가 생기고, 여기서 둘을 견줄 수 있다.", "There is one branch so far. Go back in time and change anything: a new branch begins there, and both can be compared here.";
    /// Summary: what the signs of a picture mean.
    LEGEND: "범례", "Legend";
    /// Button.
    TRANSCRIPT: "기록", "Transcript";
    /// Empty state.
    NOTHING_YET: "아직 아무 일도 없었다. 재생을 누른다.", "Nothing has happened yet. Press play.";
    /// Label.
    SCRUBBER: "시각", "Moment";
    /// Empty state.
    NOTHING_SELECTED: "무대에서 노드나 움직이는 메시지를 고르면 그것이 지금 아는 것을 보여 준다.", "Choose a node or a moving message on the stage to see what it knows right now.";
    /// Button.
    UNSELECT: "선택 해제", "Unselect";
    /// Empty state.
    GONE: "이 순간에는 없다. 시간을 옮기면 다시 보일 수 있다.", "It is not there at this moment. Move in time and it may be.";
    /// Kind.
    MESSAGE: "메시지", "message";
    /// Kind.
    OPERATION: "요청", "request";
    /// Kind.
    ACTION: "동작", "action";
    /// The field for commands: what its keys do.
    CONSOLE_KEYS: "↓ 이어 쓸 말, ↑ 앞서 쓴 동작", "↓ for ways to go on, ↑ for earlier actions";
    /// Nothing of what was too long is in the field.
    LEFT_AS_IT_WAS: "칸과 실행은 그대로 두었다.", "The field and the run were left as they were.";
    /// Heading.
    ASK: "요청 보내기", "Send a request";
    /// Label.
    ASKED_KEY: "키", "Key";
    /// Label.
    ASKED_VALUE: "값", "Value";
    /// Label.
    ASKING_CLIENT: "클라이언트", "Client";
    /// Heading.
    NETWORK: "네트워크", "Network";
    /// Heading: cuts of the network.
    CUTS: "지금 끊겨 있는 곳", "Cut right now";
    /// Under several cuts.
    CUTS_ADD_UP: "끊은 것은 쌓이며, 복구하면 모두 한꺼번에 이어진다.", "Cuts add up; healing mends all of them at once.";
    /// Above nodes that can be chosen.
    CHOOSE_NODES: "무리로 묶을 노드를 고른다. 나머지가 다른 무리가 된다.", "Choose the nodes of one group; all others are the other.";
    /// Button.
    CUT_BOTH: "두 무리를 끊기", "Cut the groups apart";
    /// Button.
    CUT_ONE_WAY: "고른 쪽이 보내는 것만 끊기", "Cut only what the chosen send";
    /// Button.
    HOLD_BACK: "고른 쪽이 보내는 것 붙잡기", "Hold what the chosen send";
    /// Heading.
    ACTIONS: "동작", "Actions";
    /// Heading: what was and will be done.
    ACTIONS_HERE: "이 갈래의 동작", "Actions of this branch";
    /// Empty state.
    NO_ACTIONS: "이 갈래에서는 아직 아무것도 하지 않았다. 위 칸에 글로 쓰거나 단추를 누른다.", "Nothing was done on this branch yet. Write an action above, or press a button.";
    /// Button.
    GO_THERE: "그 순간으로", "Go there";
    /// Button.
    WITHOUT: "이것이 없었다면", "What if it had not";
    /// Heading.
    THIS_RUN: "이 실행", "This run";
    /// Label.
    DIGEST: "요약값", "digest";
    /// Label.
    STEPS: "사건", "events";
    /// Summary.
    LEAVES_OUT: "이 모델이 다루지 않는 것", "What this model leaves out";
    /// Button.
    DO: "실행", "Do";
    /// Heading.
    SERVERS: "노드", "Nodes";
    /// Label.
    SEED: "난수 시드", "Seed";
    /// On a button that ends what a fault does, after its name.
    OFF: "끔", "off";
    /// Beside the clock.
    SEED_NOW: "시드 {}", "seed {}";
    /// Button.
    FRESH_SEED: "새 시드", "Fresh seed";
    /// Button.
    RESET: "처음 설정으로", "Back to the defaults";
    /// Error.
    BAD_SEED: "시드는 0에서 18,446,744,073,709,551,615 사이의 정수다.", "A seed is a whole number from 0 to 18,446,744,073,709,551,615.";
    /// Summary.
    OWN_DATA: "내 데이터로 해 보기", "With your own data";
    /// Notice.
    BRANCHED: "여기서 갈래 {n:이/가} 갈라졌다. 앞으로 일어나기로 되어 있던 동작 {k}개는 이 갈래에 없다.", "Branch {n} begins here, without the {k} actions that were to come.";
    ASKED: "부탁했다. 재생하면 답이 온다.", "Asked. Press play to see what comes of it.";
    SHAKEN: "앞으로 3초 동안 동작 {}가지가 일어난다. 조절 탭의 동작 목록에서 볼 수 있다.", "{} actions will happen over the next 3 seconds; the tab \"Adjust\" lists them.";
    /// Clock.
    COMPUTING: "계산 중", "computing";
    /// While a part of the page is fetched.
    ON_ITS_WAY: "불러오는 중…", "Loading…";
    /// When it did not come.
    PART_LOST:
        "이 부분을 받아 오지 못했다. 네트워크가 이어지면 다시 열어 보면 된다.",
        "This part could not be loaded. Open it again once there is a network.";
    /// Finder.
    NO_MATCH: "맞는 것이 없다. 동작이라면 글로 쓸 수 있다:", "Nothing matches. If it is an action, it can be done as written:";
    /// Empty state.
    MORE_SERVERS: "외 {}대. 표 보기에 모두 있다.", "and {} more; the table view has all of them.";
    /// Lesson.
    LESSON_STEP: "{n} / {of} 단계", "Step {n} of {of}";
    /// Lesson.
    GUESS_FIRST: "먼저 맞혀 보기", "Guess first";
    /// Lesson.
    RIGHT: "맞았다.", "Right.";
    /// Lesson.
    WRONG: "아니다. 답:", "Not quite. The answer:";
    /// Lesson.
    PREVIOUS: "앞 단계", "Previous step";
    /// Lesson.
    NEXT: "다음 단계", "Next step";
    /// Lesson.
    LEFT_LESSON: "설명은 이 실행이 아니라 그 단계의 실행을 말한다.", "These words are about the step's own run, not about this one.";
    /// Lesson.
    BACK_TO_STEP: "이 단계의 순간으로", "Back to this step's moment";
    /// Embed.
    OPEN_HERE: "Snowglobe에서 열기", "Open in Snowglobe";
    /// Button.
    CLOSE: "닫기", "Close";
    /// Title.
    HELP: "키", "Keys";
    /// Key.
    KEY_PLAY: "재생과 멈춤", "play and pause";
    /// Key.
    KEY_STEP: "한 단계 뒤로, 앞으로", "one step back, forward";
    /// Key.
    KEY_LESSON: "앞 단계, 다음 단계의 설명", "previous, next step of the lesson";
    /// Key.
    KEY_START: "처음으로", "to the start";
    /// Key.
    KEY_SPEED: "속도", "speed";
    /// Key.
    KEY_CONSOLE: "동작을 글로 쓰기", "write an action";
    /// Key.
    KEY_SHAKE: "흔들기", "shake";
    /// Key.
    KEY_BESIDE: "두 갈래 나란히 보기, 그만 보기", "two branches side by side, or one";
    /// Key.
    KEY_SWAP: "나란한 두 갈래 맞바꾸기", "swap the two branches";
    /// Key.
    KEY_VIEW: "다음 보기", "next view";
    /// Key.
    KEY_TAB: "다음 탭", "next tab";
    /// Key.
    KEY_LANGUAGE: "한국어 / 영어", "Korean / English";
    /// Key.
    KEY_MARK: "다이어그램 범위의 시작을 여기에 두기, 치우기", "mark or unmark the start of the diagram's range";
    /// Key.
    KEY_FIND: "찾기", "find";
    /// Key.
    KEY_ESCAPE: "닫기, 선택 해제", "close, unselect";
    /// Key.
    KEY_HELP: "이 목록", "this list";
    /// Share.
    SHARE_LINK: "이 순간의 링크", "Link to this moment";
    /// Share.
    SHARE_LINK_HINT: "여는 곳이 어디든 같은 순간이 열린다. 올린 파일은 링크에 들어가지 않는다.", "It opens the same moment anywhere. Files of your own are not part of a link.";
    /// Share.
    SHARE_STEP: "이 단계의 짧은 링크", "Short link to this step";
    /// Share.
    SHARE_STEP_HINT: "단계를 처음부터 연다. 지금 보는 순간까지 담으려면 위의 링크를 쓴다.", "It opens the step from its beginning; the link above keeps the moment as well.";
    /// Share.
    SHARE_EMBED: "블로그에 넣기", "Embed in a page";
    /// Share.
    SHARE_EMBED_HINT: "HTML 편집기에 붙여 넣는다. 멈춘 채로 이 순간에서 시작한다.", "Paste it into an HTML editor. It starts paused, at this moment.";
    /// Share.
    SHARE_MERMAID: "Mermaid 시퀀스 다이어그램", "Mermaid sequence diagram";
    /// Share.
    SHARE_MERMAID_HINT: "m 키로 표시한 곳부터 지금까지, 표시가 없으면 지난 0.1초의 메시지.", "Messages from the mark (key m) to now; without a mark, of the last 0.1 s.";
    /// Share.
    SHARE_TERMINAL: "터미널에서 다시 돌리기", "Replay in a terminal";
    /// Share.
    SHARE_TERMINAL_HINT: "같은 요약값이 나오면 같은 실행이다.", "The same digest means the same run.";
    /// Share.
    SHARE_FILE: "시나리오 파일", "Scenario file";
    /// Share.
    SHARE_FILE_HINT: "사람이 읽고 고칠 수 있는 글.", "Text that people can read and change.";
    /// Share.
    SHARE_SHIVIZ: "ShiViz 로그", "ShiViz log";
    /// Share.
    SHARE_SHIVIZ_HINT: "Mermaid와 같은 구간의 사건을 벡터 시계와 함께, 처음 {}건까지.", "Events of the same range as Mermaid's, with vector clocks: the first {}.";
    /// Share.
    NO_EVENTS: "이 구간에는 사건이 없다. m 키로 더 앞을 표시하거나 시간을 옮기고 다시 내려받는다.", "Nothing happened in this range. Set the mark (key m) earlier or move in time, and try again.";
    /// Share.
    FILE_NOT_MADE: "브라우저가 내려받기를 막았다.", "The browser did not allow the download.";
    /// Share.
    SHARE_SVG: "그림 (SVG)", "Picture (SVG)";
    /// Share.
    SHARE_ANIMATION: "움직이는 그림 (SVG)", "Moving picture (SVG)";
    /// Share.
    SHARE_PNG: "그림 (PNG)", "Picture (PNG)";
    /// Share.
    SHARE_OFFLINE: "오프라인용 파일 하나로 받기", "Download for offline, in one file";
    /// Share.
    COPY: "복사", "Copy";
    /// Share.
    COPIED: "복사했다.", "Copied.";
    /// Share.
    NOT_COPIED: "브라우저가 복사를 막았다. 글을 골라 직접 복사한다.", "The browser did not allow copying. Select the text and copy it yourself.";
    /// Share.
    DOWNLOADED: "내려받았다.", "Downloaded.";
    /// Share.
    NOT_DOWNLOADED: "그림을 만들지 못했다. SVG로 받아 본다.", "The picture could not be made. Try the SVG.";
    /// Error.
    NO_STEP: "이 장에 ‘{}’ 단계가 없어 첫 단계를 열었다.", "This chapter has no step ‘{}’; here is its first.";
    /// Error.
    CHAPTER_LOST:
        "그 장을 받아 오지 못했다. 네트워크가 이어지면 다시 눌러 보면 된다.",
        "That chapter could not be loaded. Try it again once there is a network.";
}
