//! What can be done to any world: its verbs.

use super::vocabulary::{Named, Title, named, titles};

/// Their names alone.
pub(super) const VERB_TITLES: &[Title] = &titles::<{ VERBS.len() }>(VERBS);

pub(super) const VERBS: &[Named] = &[
    named(
        "crash",
        ("정지", "Crash"),
        ("노드가 멈추고 메모리를 잃는다.", "The node stops and loses its memory."),
    ),
    named(
        "restart",
        ("되살리기", "Restart"),
        ("노드가 빈 메모리로 다시 시작한다.", "The node comes back with empty memory."),
    ),
    named(
        "flap",
        ("깜박이기", "Flap"),
        ("노드가 죽었다 살아났다를 되풀이한다.", "The node dies and comes back, again and again."),
    ),
    named(
        "partition",
        ("네트워크 분할", "Partition"),
        ("두 무리 사이의 메시지를 모두 끊는다.", "Cuts all messages between two groups."),
    ),
    named("heal", ("분할 복구", "Heal"), ("끊긴 곳을 모두 잇는다.", "Mends every cut.")),
    named(
        "hold",
        ("붙잡아 두기", "Hold"),
        (
            "한쪽으로 가는 메시지를 보내는 쪽에 붙잡아 둔다.",
            "Keeps messages in one direction at their sender.",
        ),
    ),
    named(
        "release",
        ("풀어 주기", "Release"),
        ("붙잡아 둔 메시지를 모두 보낸다.", "Lets all held messages go."),
    ),
    named(
        "slow",
        ("느리게", "Slow down"),
        ("노드의 처리 시간이 이만큼 길어진다.", "The node takes this many times as long."),
    ),
    named(
        "latency",
        ("지연 바꾸기", "Change latency"),
        ("모든 메시지의 지연을 바꾼다.", "Changes the latency of every message."),
    ),
    named(
        "loss",
        ("메시지 손실", "Loss"),
        ("메시지 가운데 이만큼을 잃는다.", "This part of all messages is lost."),
    ),
    named(
        "duplicate",
        ("메시지 중복", "Duplicate"),
        ("메시지 가운데 이만큼이 두 번 간다.", "This part of all messages arrives twice."),
    ),
    named(
        "reorder",
        ("순서 바꾸기", "Reorder"),
        (
            "메시지 가운데 이만큼을 더 늦춰서 순서를 섞는다.",
            "Delays this part of all messages once more, so that others overtake them.",
        ),
    ),
    named(
        "skew",
        ("시계 옮기기", "Skew a clock"),
        ("노드의 시계를 이만큼 옮긴다.", "Moves a node's clock by this much."),
    ),
    named(
        "drift",
        ("시계 오차", "Drift"),
        ("노드의 시계가 조금씩 빨라지거나 느려진다.", "A node's clock runs a little fast or slow."),
    ),
];
