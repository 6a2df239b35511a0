//! The storage engine's own commands, beyond those that change a rule.

use crate::text::vocabulary::{Named, named};

pub(super) const COMMANDS: &[Named] = &[
    named(
        "put",
        ("쓰기", "Put"),
        (
            "클라이언트가 키 하나에 값을 쓴다. 값을 적지 않으면 정해 둔 크기로 알아서 만든다.",
            "The client puts a key, with the value you give or one of the usual size.",
        ),
    ),
    named("get", ("읽기", "Get"), ("클라이언트가 키 하나를 읽는다.", "The client reads a key.")),
    named(
        "delete",
        ("지우기", "Delete"),
        (
            "클라이언트가 키 하나를 지운다. LSM 트리는 툼스톤을 하나 쓴다.",
            "The client deletes a key. In the LSM tree that writes a tombstone.",
        ),
    ),
    named(
        "scan",
        ("범위 읽기", "Scan"),
        (
            "두 키와 그 사이의 레코드를 순서대로 읽는다. 많아야 천 건이다.",
            "The client reads the records from one key to another, both included; a thousand at most.",
        ),
    ),
    named(
        "flush",
        ("플러시", "Flush"),
        (
            "멤테이블을 굳혀 SSTable로 내려쓴다. B+트리는 체크포인트를 한다.",
            "Freezes the memtable and makes it a table. The B+tree makes a checkpoint.",
        ),
    ),
    named(
        "compact",
        ("밀린 컴팩션 모두 하기", "Compact"),
        (
            "멤테이블을 내려쓰고, 밀린 컴팩션을 쉬지 않고 끝낸다. B+트리는 체크포인트를 한다.",
            "Flushes, and does every merge that is due without a break. The B+tree makes a checkpoint.",
        ),
    ),
    named(
        "power_cut",
        ("정전", "Cut the power"),
        (
            "저장 엔진과 디스크가 한꺼번에 꺼진다. 메모리를 잃고, 동기화하지 않은 것은 ‘정전이 나면’에서 고른 대로 된다.",
            "Engines and disks go off at once. Memory is lost, and what was not synced goes the way set under After a power cut.",
        ),
    ),
    named(
        "power_on",
        ("전원 켜기", "Switch the power on"),
        (
            "꺼진 것을 모두 켠다. 저장 엔진은 로그를 읽어 복구한다.",
            "Switches on all that is off. Engines recover from their logs.",
        ),
    ),
    named(
        "rot",
        ("비트 썩히기", "Rot a bit"),
        (
            "파일의 한 바이트에서 비트 하나를 뒤집는다. 체크섬이 알아채는지 보라.",
            "Turns over one bit of a byte of a file. See whether a checksum finds it.",
        ),
    ),
];
