//! What stores promise, by name, and what that means.

use snowglobe_core::check::Promise;

use crate::text::Text;

const fn text(ko: &'static str, en: &'static str) -> Text {
    Text { ko, en }
}

/// What a promise is called.
#[must_use]
pub fn name(promise: Promise) -> Text {
    match promise {
        Promise::Linearizable => text("선형성", "linearizability"),
        Promise::ReadYourWrites => text("자기 쓰기 읽기", "read your writes"),
        Promise::MonotonicReads => text("단조 읽기", "monotonic reads"),
        Promise::MonotonicWrites => text("단조 쓰기", "monotonic writes"),
        Promise::WritesFollowReads => text("읽기 뒤 쓰기", "writes follow reads"),
        Promise::Convergence => text("수렴", "convergence"),
        Promise::NoLostWrite => text("잃은 쓰기 없음", "no lost write"),
        Promise::NoResurrection => text("되살아난 삭제 없음", "no resurrection"),
    }
}

/// What is promised, in a sentence.
#[must_use]
pub fn about(promise: Promise) -> Text {
    match promise {
        Promise::Linearizable => text(
            "작업마다 부른 때와 답한 때 사이 어느 한 순간에 일어난 것으로 줄 세울 수 있다.",
            "There is an order in which each operation takes effect at one moment between its call and its return.",
        ),
        Promise::ReadYourWrites => text(
            "자기가 쓴 것보다 지난 값을 읽지 않는다.",
            "A client reads nothing older than what it wrote.",
        ),
        Promise::MonotonicReads => text(
            "한 번 본 것보다 지난 값으로 돌아가지 않는다.",
            "A client never goes back to something older than it saw.",
        ),
        Promise::MonotonicWrites => {
            text("한 클라이언트의 쓰기는 쓴 차례대로 보인다.", "Writes of one client are seen in its order.")
        }
        Promise::WritesFollowReads => text(
            "읽고 나서 쓴 것은 읽은 것보다 뒤에 보인다.",
            "A write is seen after what its writer had read.",
        ),
        Promise::Convergence => text(
            "장애가 끝나고 쓰기가 멎으면 모두 같은 값을 읽는다.",
            "Once all is healed and written, all read the same.",
        ),
        Promise::NoLostWrite => {
            text("성공했다고 답한 쓰기는 사라지지 않는다.", "A write that was acknowledged is never gone.")
        }
        Promise::NoResurrection => {
            text("지워진 것은 되살아나지 않는다.", "What was deleted does not come back.")
        }
    }
}
