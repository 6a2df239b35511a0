//! What can be set.

use crate::text::vocabulary::{Named, named};

pub(super) const PARAMETERS: &[Named] = &[
    named(
        "placement",
        ("배치 방식", "Placement"),
        ("키를 어느 서버에 둘지 정하는 규칙.", "The rule that decides which server a key belongs to."),
    ),
    named(
        "hash",
        ("해시 함수", "Hash function"),
        (
            "키와 서버를 숫자로 바꾸는 함수. 고르게 흩지 못하면 링도 고르지 않다.",
            "Turns keys and servers into numbers. If it clumps, so does the ring.",
        ),
    ),
    named("servers", ("서버 수", "Servers"), ("처음에 있는 캐시 서버의 수.", "Cache servers at the start.")),
    named(
        "virtual_nodes",
        ("가상 노드 수", "Virtual nodes"),
        (
            "서버 하나가 링에 놓는 점의 수. 많을수록 몫이 고르다.",
            "Points that each server has on the ring. More of them make the shares more even.",
        ),
    ),
    named("keys", ("키 수", "Keys"), ("서로 다른 키의 수.", "How many different keys there are.")),
    named(
        "replicas",
        ("복제 수", "Replicas"),
        (
            "키 하나를 갖는 서버의 수. 읽을 때는 그중 하나를 무작위로 고른다.",
            "Servers that hold each key. A read picks one of them at random.",
        ),
    ),
    named(
        "popularity",
        ("인기 분포", "Popularity"),
        (
            "모든 키를 똑같이 찾는지, 몇몇 키만 자주 찾는지.",
            "Whether all keys are wanted alike, or a few far more often.",
        ),
    ),
    named(
        "zipf",
        ("지프 지수", "Zipf exponent"),
        ("클수록 몇몇 키에 요청이 몰린다.", "The larger, the more requests go to a few keys."),
    ),
    named(
        "hot_share",
        ("핫키의 몫", "Hot key's share"),
        ("전체 요청 가운데 key-0 하나에 몰리는 비율.", "The part of all requests that goes to key-0 alone."),
    ),
    named(
        "clients",
        ("클라이언트 수", "Clients"),
        (
            "요청을 보내는 쪽의 수. 저마다 서버 목록을 따로 갖고 있다.",
            "Those who ask. Each has a server list of its own.",
        ),
    ),
    named(
        "rate",
        ("초당 요청 수", "Requests per second"),
        ("모든 클라이언트가 1초에 보내는 요청의 합.", "Requests per second, all clients together."),
    ),
    named(
        "latency",
        ("네트워크 지연", "Network latency"),
        (
            "메시지 하나가 가는 데 걸리는 시간. 앞뒤로 20%쯤 흔들린다.",
            "How long a message is under way, give or take 20%.",
        ),
    ),
    named(
        "service_time",
        ("캐시 처리 시간", "Cache service time"),
        ("캐시 서버가 요청 하나를 처리하는 시간.", "How long a cache server works on one request."),
    ),
    named(
        "origin_time",
        ("DB 처리 시간", "Database time"),
        ("데이터베이스가 질의 하나를 처리하는 시간.", "How long the database works on one query."),
    ),
    named(
        "origin_workers",
        ("DB 작업자 수", "Database workers"),
        (
            "데이터베이스가 한꺼번에 처리하는 질의의 수. 나머지는 줄을 선다.",
            "Queries that the database works on at once. The rest wait in line.",
        ),
    ),
    named(
        "warm",
        ("캐시의 처음 상태", "Cache at the start"),
        ("처음부터 모든 키가 캐시에 들어 있는지.", "Whether every key is cached when the run begins."),
    ),
    named(
        "duration",
        ("실행 시간", "Duration"),
        ("시뮬레이션 시간으로 얼마나 실행할지.", "How long the run is, in simulated time."),
    ),
    named(
        "timeout",
        ("제한 시간", "Timeout"),
        (
            "클라이언트가 캐시 서버의 응답을 기다리는 시간. 넘으면 그 서버를 목록에서 뺀다.",
            "How long a client waits for a cache server before taking it off its list.",
        ),
    ),
    named(
        "epsilon",
        ("부하 여유", "Load slack"),
        (
            "부하 제한 방식에서 서버 하나가 평균을 얼마나 넘어도 되는지.",
            "With bounded loads: how far over the average one server may go.",
        ),
    ),
];
