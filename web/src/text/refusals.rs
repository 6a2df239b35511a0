//! Why an action cannot be done now: the reasons of the worlds, in Korean.
//!
//! They can only come of something that a reader does, so they are loaded late. English is the core's own text.
//!
//! ```text
//!   leave n1 → NotNow("there would be fewer machines than N")
//!            → 지금은 할 수 없다. 남는 노드가 N보다 적어진다. 노드를 먼저 추가하면 된다.
//! ```

use super::Language;
use super::errors::Told;
use snowglobe_core::sim::{ActionError, RunError};

/// The sentence on an action that was refused.
#[must_use]
pub fn told(error: &RunError, language: Language) -> String {
    match (error, language) {
        (RunError::Action(ActionError::NotNow(why)), Language::Korean) => {
            format!("{} {}", error.korean(), reason(why))
        }
        _ => error.told(language),
    }
}

/// The reasons that the core gives in [`ActionError::NotNow`]; a test finds those that are missing.
fn reason(why: &'static str) -> &'static str {
    match why {
        "it is down already" => "이미 죽어 있는 노드다.",
        "it is up already" => "이미 살아 있는 노드다.",
        "it is down" => "죽어 있는 노드다.",
        "the client is down" => "클라이언트가 죽어 있다.",
        "only a client asks" => "요청은 클라이언트만 보낸다.",
        "another node has this name" => "같은 이름을 가진 다른 노드가 있다.",
        "the value is out of range" => "값이 범위를 벗어난다.",
        "the run would take more than 20 million steps" => {
            "실행이 2,000만 걸음을 넘게 된다. 요청을 줄이면 된다."
        }
        // Of caches.
        "it is on the list already" => "이미 목록에 있는 서버다.",
        "there are 120 servers already" => "서버가 이미 120대다.",
        "the list would have too many points" => {
            "링에 놓을 점이 너무 많아진다. 서버 수나 가상 노드 수를 줄이면 된다."
        }
        "the list would have too many servers" => "서버가 이 배치 방식에 놓을 수 있는 수를 넘는다.",
        "only a client has a list" => "서버 목록은 클라이언트만 갖고 있다.",
        // Of storage engines.
        "no engine is open" => "열려 있는 엔진이 없다.",
        "the power is off already" => "전원이 이미 꺼져 있다.",
        "the power is on already" => "전원이 이미 켜져 있다.",
        "no disk has such a file, or it is shorter" => "그런 파일이 디스크에 없거나, 파일이 그보다 짧다.",
        // Of the cluster.
        "it does not belong to the cluster" => "클러스터에 속하지 않은 노드다.",
        "it belongs to the cluster already" => "이미 클러스터에 속한 노드다.",
        "there are 1,000 machines already" => "노드가 이미 1,000대다.",
        "there would be fewer machines than N" => "남는 노드가 N보다 적어진다. 노드를 먼저 추가하면 된다.",
        "ranges are still on their way; wait until they have arrived" => {
            "아직 옮겨 가는 구간이 있다. 모두 도착한 뒤에 하면 된다."
        }
        "the ring would have too many points" => {
            "링에 놓을 점이 너무 많아진다. 노드 수나 가상 노드 수를 줄이면 된다."
        }
        "too many different words were typed" => {
            "서로 다른 키와 값을 너무 많이 입력했다. 쓰던 것을 다시 쓰면 된다."
        }
        other => other,
    }
}

#[cfg(test)]
mod tests;
