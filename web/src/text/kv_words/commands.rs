//! The cluster's own commands.

use crate::text::vocabulary::{Named, named};

pub(super) const COMMANDS: &[Named] = &[
    named("put", ("쓰기", "Put"), ("클라이언트가 키에 값을 쓴다.", "A client writes a value to a key.")),
    named("get", ("읽기", "Get"), ("클라이언트가 키를 읽는다.", "A client reads a key.")),
    named(
        "delete",
        ("지우기", "Delete"),
        ("클라이언트가 키를 지운다. 툼스톤을 하나 쓴다.", "A client deletes a key. That writes a tombstone."),
    ),
    named(
        "join",
        ("노드 추가", "Join"),
        (
            "새 노드가 들어온다. 맡게 된 구간만 받아 온다.",
            "A node joins, and fetches the ranges that it is to keep, and no others.",
        ),
    ),
    named(
        "leave",
        ("내보내기", "Leave"),
        (
            "노드가 아주 나간다. 그 구간은 다른 노드가 맡는다.",
            "A node goes for good; others take its ranges.",
        ),
    ),
    named(
        "wear",
        ("디스크 닳기", "Wear out its disk"),
        (
            "디스크가 지금부터 몇 번째 변경 도중에 멈춘다. 노드를 다시 켜면 낫는다.",
            "Its disk stops in the midst of so many changes from now, until the node is restarted.",
        ),
    ),
    named(
        "lose",
        ("디스크 잃기", "Lose its disk"),
        (
            "노드가 멈추고 디스크의 것이 모두 사라진다.",
            "A node is down, and all that was on its disk is gone.",
        ),
    ),
    named(
        "replace",
        ("새 노드로 바꾸기", "Replace"),
        (
            "빈 노드가 그 자리에 들어와 구간을 모두 받아 온다.",
            "A new, empty node takes its place and fetches all of its ranges.",
        ),
    ),
];
