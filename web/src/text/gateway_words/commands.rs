//! The gateway's own commands, beyond those that change a rule.

use crate::text::vocabulary::{Named, named};

pub(super) const COMMANDS: &[Named] = &[
    named(
        "send",
        ("요청 보내기", "Send requests"),
        (
            "클라이언트가 지금 몇 번 요청한다. 다른 사용자로 보낼 수도 있다.",
            "A client asks so many times at once, as itself or as another user.",
        ),
    ),
    named(
        "rate",
        ("보내는 속도 바꾸기", "Change a client's rate"),
        ("클라이언트가 이제부터 1초에 이만큼 요청한다.", "A client asks this often a second from now on."),
    ),
];
