//! What is wrong with a history from elsewhere, as a sentence that says where and what to do.
//!
//! ```
//! use snowglobe_core::check::Fault;
//! use snowglobe_web::own_data::kv::words::faults::fault;
//! use snowglobe_web::text::Language;
//!
//! let said = fault(Language::Korean, 7, Fault::NotCalled);
//! assert_eq!(said, "7번째 줄: 부른 적 없는 작업의 답이다. 앞부분이 잘리지 않은 파일을 넣는다.");
//! ```

use snowglobe_core::check::{Fault, MOST_NESTED};

use crate::own_data::words::count;
use crate::text::Language::{self, English as En, Korean as Ko};

/// What is wrong, and in which line.
#[must_use]
pub fn fault(lang: Language, line: u64, fault: Fault) -> String {
    let (what, line) = (what(lang, fault), count(line));
    match (lang, fault) {
        (_, Fault::Nothing) => what,
        (Ko, _) => format!("{line}번째 줄: {what}"),
        (En, _) => format!("Line {line}: {what}"),
    }
}

fn what(lang: Language, fault: Fault) -> String {
    let (ko, en) = match fault {
        Fault::Fields => (
            "필드가 넷보다 적다. 프로세스, 종류, 함수, 값을 탭으로 띄워 쓴다.",
            "there are fewer than four fields. Write process, type, function and value, apart by tabs.",
        ),
        Fault::Process => (
            "프로세스가 숫자가 아니다. 0 이상의 정수로 쓴다.",
            "the process is no number. Write a whole number from 0 on.",
        ),
        Fault::Type => (
            "종류를 알 수 없다. invoke, ok, fail, info 가운데 하나여야 한다.",
            "the type is not known. It must be invoke, ok, fail or info.",
        ),
        Fault::Function => (
            "함수를 알 수 없다. read, write, cas만 판정한다. 다른 작업의 줄은 지운다.",
            "the function is not known. Only read, write and cas are judged: remove lines of others.",
        ),
        Fault::Value => (
            "값이 함수와 맞지 않는다. read는 nil이나 정수, write는 정수, cas는 [a b]여야 한다.",
            "the value does not fit its function. A read takes nil or a whole number, a write a number, a cas [a b].",
        ),
        Fault::CalledTwice => (
            "앞의 작업이 끝나기 전에 같은 프로세스가 또 불렀다. 동시에 일하는 것은 프로세스 번호를 달리한다.",
            "the process calls before its last operation returned. What works at the same time needs another process number.",
        ),
        Fault::NotCalled => (
            "부른 적 없는 작업의 답이다. 앞부분이 잘리지 않은 파일을 넣는다.",
            "it returns from what was never called. Use a file whose beginning is not cut off.",
        ),
        Fault::OtherFunction => (
            "부른 것과 다른 함수의 답이다. 프로세스 번호가 섞이지 않았는지 본다.",
            "it returns from another function than was called. See whether process numbers are mixed up.",
        ),
        Fault::OtherKey => (
            "부른 것과 다른 키의 답이다. 프로세스 번호가 섞이지 않았는지 본다.",
            "it returns from another key than was called. See whether process numbers are mixed up.",
        ),
        Fault::BeforeCall => (
            "부른 시각보다 답한 시각이 이르다. 한 시계로 잰 시각을 쓰거나 시각을 모두 지운다. 그러면 줄 순서로 따진다.",
            "it returns earlier than it was called. Take times from one clock, or leave all out: then the order of lines counts.",
        ),
        Fault::Time => (
            "시각이 0 이상의 정수가 아니거나, 시각이 있는 줄과 없는 줄이 섞여 있다.",
            "the time is no whole number from 0 on, or some lines have one and some have none.",
        ),
        Fault::NoMap => (
            "작업을 나타내는 맵이 아니다. {:type :invoke, :f :read, …}처럼 쓴다.",
            "this is no map of an operation. Write it like {:type :invoke, :f :read, …}.",
        ),
        Fault::Bracket => (
            "연 적 없는 괄호를 닫거나, 다른 괄호로 닫는다.",
            "a bracket closes that was not opened, or was opened in another kind.",
        ),
        Fault::Nesting => ("", ""),
        Fault::Truncated => (
            "여기서 시작한 것이 끝나기 전에 파일이 끝났다. 파일을 다시 받아 넣는다.",
            "the file ends in the midst of what begins here. Get the file again.",
        ),
        _ => (
            "작업이 하나도 없다. Jepsen 로그, EDN, 또는 JSON Lines로 적은 이력이어야 한다.",
            "There is no operation in the whole file. It must be a log of Jepsen, EDN, or JSON lines.",
        ),
    };
    match (fault, lang) {
        (Fault::Nesting, Ko) => format!("괄호가 너무 깊다. {MOST_NESTED}겹까지 읽는다."),
        (Fault::Nesting, En) => format!("brackets stand too deep. At most {MOST_NESTED} levels are read."),
        (_, Ko) => ko.into(),
        (_, En) => en.into(),
    }
}
