//! The ways of placing keys, and the hash functions under them.

use crate::text::vocabulary::{Named, named};

pub(super) const SCHEMES: &[Named] = &[
    named(
        "modulo",
        ("나머지 해시", "Modulo"),
        (
            "해시를 서버 수로 나눈 나머지. 고르지만, 서버 수가 바뀌면 키가 거의 다 움직인다.",
            "The hash modulo the number of servers. Even, but almost every key moves when that number changes.",
        ),
    ),
    named(
        "ring",
        ("해시 링", "Ring"),
        (
            "시계 방향으로 처음 만나는 서버. 서버가 드나들면 그 서버의 몫만 움직인다.",
            "The first server clockwise. When one comes or goes, only its share moves.",
        ),
    ),
    named(
        "ketama",
        ("케타마", "Ketama"),
        (
            "memcached 클라이언트가 쓰는 해시 링. libmemcached와 같은 답을 낸다.",
            "The ring of memcached clients. It gives the same answers as libmemcached.",
        ),
    ),
    named(
        "rendezvous",
        ("랑데부 해시", "Rendezvous"),
        (
            "키와 서버를 함께 해시해서 가장 큰 서버. 아주 고르지만, 찾을 때마다 모든 서버를 본다.",
            "The server whose hash with the key is largest. Very even, but each lookup visits every server.",
        ),
    ),
    named(
        "jump",
        ("점프 해시", "Jump"),
        (
            "메모리를 쓰지 않고 아주 고르다. 다만 마지막 서버만 싸게 뺄 수 있다.",
            "Needs no memory and is very even, but only the last server can leave cheaply.",
        ),
    ),
    named(
        "maglev",
        ("매그레브", "Maglev"),
        (
            "미리 만든 표에서 한 번에 찾는다. 서버가 바뀌면 조금 더 움직인다.",
            "One lookup in a table made beforehand. A change moves a few more keys than it must.",
        ),
    ),
    named(
        "slots",
        ("해시 슬롯", "Hash slots"),
        (
            "키를 16,384개 슬롯으로 나누고 슬롯을 서버에 맡긴다. Redis Cluster의 방식이다.",
            "Keys fall into 16,384 slots and servers own slots, as in Redis Cluster.",
        ),
    ),
    named(
        "bounded",
        ("부하 제한 링", "Bounded loads"),
        (
            "해시 링이되, 붐비는 서버는 건너뛰고 다음 서버로 간다.",
            "A ring on which a busy server is passed over for the next one.",
        ),
    ),
];

pub(super) const HASHES: &[Named] = &[
    named("xxh64", ("XXH64", "XXH64"), ("빠르고 고르다.", "Fast and even.")),
    named(
        "xxh3",
        ("XXH3", "XXH3"),
        ("XXH64의 후속. 짧은 키에서 더 빠르다.", "The successor of XXH64, faster on short keys."),
    ),
    named(
        "murmur3-x86-32",
        ("Murmur3 32비트", "Murmur3, 32 bits"),
        ("32비트라서 점이 아주 많으면 겹칠 수 있다.", "Only 32 bits: with very many points, some meet."),
    ),
    named(
        "murmur3-x64-128",
        ("Murmur3 128비트", "Murmur3, 128 bits"),
        ("Cassandra가 쓰는 함수. 앞 64비트를 쓴다.", "The one that Cassandra uses; its first 64 bits."),
    ),
    named(
        "fnv1a",
        ("FNV-1a", "FNV-1a"),
        (
            "단순하지만 비슷한 이름끼리 뭉친다. 링에 그대로 쓰면 몫이 고르지 않다.",
            "Simple, but similar names land close together. Used as it is, it makes an uneven ring.",
        ),
    ),
    named(
        "fnv1a-mixed",
        ("FNV-1a + 마무리", "FNV-1a, finalised"),
        (
            "FNV-1a 뒤에 비트를 한 번 더 섞는다. 뭉치지 않는다.",
            "FNV-1a with its bits mixed once more at the end. No clumps.",
        ),
    ),
    named(
        "crc32",
        ("CRC-32", "CRC-32"),
        ("오류 검출용 함수. 흩는 데 쓰려고 만든 것은 아니다.", "Made to find errors, not to spread keys."),
    ),
    named(
        "crc32c",
        ("CRC-32C", "CRC-32C"),
        ("요즘 CPU에 명령이 있어서 빠른 CRC.", "The CRC that today's processors compute by themselves."),
    ),
    named(
        "crc16",
        ("CRC-16", "CRC-16"),
        (
            "자리가 65,536개뿐이라 점이 겹친다. Redis Cluster가 슬롯을 고를 때 쓴다.",
            "Only 65,536 places, so points meet. Redis Cluster picks slots with it.",
        ),
    ),
    named(
        "siphash24",
        ("SipHash-2-4", "SipHash-2-4"),
        (
            "누가 일부러 충돌을 만들지 못하게 하는 함수.",
            "Keeps strangers from making keys collide on purpose.",
        ),
    ),
    named("md5", ("MD5", "MD5"), ("느리지만 고르다. 케타마가 쓴다.", "Slow but even. Ketama uses it.")),
    named(
        "sha1",
        ("SHA-1", "SHA-1"),
        (
            "느리지만 고르다. 해시 공간을 설명할 때 자주 나온다.",
            "Slow but even. Textbooks often draw the hash space with it.",
        ),
    ),
];
