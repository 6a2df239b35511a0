//! The cache's own commands.

use crate::text::vocabulary::{Named, named};

pub(super) const COMMANDS: &[Named] = &[
    named(
        "join",
        ("서버 추가", "Add a server"),
        ("빈 서버가 모든 클라이언트의 목록에 들어온다.", "An empty server joins every client's list."),
    ),
    named(
        "leave",
        ("서버 빼기", "Remove a server"),
        (
            "서버를 모든 목록에서 뺀다. 서버 자체는 계속 돈다.",
            "Takes a server off every list. The server itself keeps running.",
        ),
    ),
    named(
        "weight",
        ("가중치 바꾸기", "Change a weight"),
        (
            "가중치만큼 가상 노드를 더 놓는다.",
            "A server gets as many times the virtual nodes as its weight says.",
        ),
    ),
    named(
        "forget",
        ("한 클라이언트에서만 빼기", "Forget at one client"),
        ("클라이언트 하나의 목록에서만 서버가 빠진다.", "One client alone loses a server from its list."),
    ),
    named(
        "recall",
        ("한 클라이언트에 되돌리기", "Recall at one client"),
        ("그 클라이언트의 목록에 서버가 돌아온다.", "That client has the server again."),
    ),
];
