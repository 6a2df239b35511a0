//! What can be done: the cache's own commands, then the verbs of any world.

use super::{Entry, entry};

pub(super) const ACTIONS: &[Entry] = &[
    entry(
        "join",
        ("서버 추가", "Add a server"),
        ("빈 서버가 모든 클라이언트의 목록에 들어온다.", "An empty server joins every client's list."),
    ),
    entry(
        "leave",
        ("서버 빼기", "Remove a server"),
        (
            "서버를 모든 목록에서 뺀다. 서버 자체는 계속 돈다.",
            "Takes a server off every list. The server itself keeps running.",
        ),
    ),
    entry(
        "weight",
        ("가중치 바꾸기", "Change a weight"),
        (
            "가중치만큼 가상 노드를 더 놓는다.",
            "A server gets as many times the virtual nodes as its weight says.",
        ),
    ),
    entry(
        "forget",
        ("한 클라이언트에서만 빼기", "Forget at one client"),
        ("클라이언트 하나의 목록에서만 서버가 빠진다.", "One client alone loses a server from its list."),
    ),
    entry(
        "recall",
        ("한 클라이언트에 되돌리기", "Recall at one client"),
        ("그 클라이언트의 목록에 서버가 돌아온다.", "That client has the server again."),
    ),
    entry(
        "crash",
        ("죽이기", "Kill"),
        ("노드가 멈추고 메모리를 잃는다.", "The node stops and loses its memory."),
    ),
    entry(
        "restart",
        ("되살리기", "Restart"),
        ("노드가 빈 메모리로 다시 시작한다.", "The node comes back with empty memory."),
    ),
    entry(
        "flap",
        ("깜박이기", "Flap"),
        ("노드가 죽었다 살아났다를 되풀이한다.", "The node dies and comes back, again and again."),
    ),
    entry(
        "partition",
        ("네트워크 분할", "Partition"),
        ("두 무리 사이의 메시지를 모두 끊는다.", "Cuts all messages between two groups."),
    ),
    entry("heal", ("분할 복구", "Heal"), ("끊긴 곳을 모두 잇는다.", "Mends every cut.")),
    entry(
        "hold",
        ("붙잡아 두기", "Hold"),
        (
            "한쪽으로 가는 메시지를 보내는 쪽에 붙잡아 둔다.",
            "Keeps messages in one direction at their sender.",
        ),
    ),
    entry(
        "release",
        ("풀어 주기", "Release"),
        ("붙잡아 둔 메시지를 모두 보낸다.", "Lets all held messages go."),
    ),
    entry(
        "slow",
        ("느리게", "Slow down"),
        ("노드의 처리 시간이 이만큼 길어진다.", "The node takes this many times as long."),
    ),
    entry(
        "latency",
        ("지연 바꾸기", "Change latency"),
        ("모든 메시지의 지연을 바꾼다.", "Changes the latency of every message."),
    ),
    entry(
        "loss",
        ("메시지 손실", "Loss"),
        ("메시지 가운데 이만큼을 잃는다.", "This part of all messages is lost."),
    ),
    entry(
        "duplicate",
        ("메시지 중복", "Duplicate"),
        ("메시지 가운데 이만큼이 두 번 간다.", "This part of all messages arrives twice."),
    ),
    entry(
        "reorder",
        ("순서 바꾸기", "Reorder"),
        (
            "메시지 가운데 이만큼을 더 늦춰서 순서를 섞는다.",
            "Delays this part of all messages once more, so that others overtake them.",
        ),
    ),
    entry(
        "skew",
        ("시계 옮기기", "Skew a clock"),
        ("노드의 시계를 이만큼 옮긴다.", "Moves a node's clock by this much."),
    ),
    entry(
        "drift",
        ("시계 오차", "Drift"),
        ("노드의 시계가 조금씩 빨라지거나 느려진다.", "A node's clock runs a little fast or slow."),
    ),
];
