//! What can be set and done here, as the page offers it.

use super::watch;
use crate::scenes::{Action, upkeep};
use crate::text::{Text, words as table};
use snowglobe_core::sim::{Resident, Role, World};
use snowglobe_core::systems::gateway::{Gateway, PARAMETERS, idle as without_effect};

table! {
    /// Group of parameters.
    LIMITS: "한도와 알고리즘", "Limits and algorithm";
    /// Group of parameters.
    COUNTING: "게이트웨이와 저장소", "Gateways and store";
    /// Group of parameters.
    TRAFFIC: "트래픽", "Traffic";
    /// Group of parameters.
    RETRIES: "재시도와 우회", "Retries and evasion";
    /// Group of parameters.
    SERVERS: "API 서버와 실행", "API servers and duration";
    /// Group of parameters.
    LANES: "비교 화면의 줄", "Lanes";
    /// Fault.
    AHEAD: "시계 +200ms", "Clock +200 ms";
    /// Fault.
    SET_RIGHT: "시계 맞추기", "Set the clock right";
    /// Fault.
    CUT: "저장소와 끊기", "Cut off from the store";
    /// Repair.
    HEAL: "끊긴 곳 잇기", "Mend every cut";
    /// Command.
    SEND: "요청 하나", "One request";
    /// Command.
    SEND_MANY: "요청 열 개", "Ten requests";
    /// Command.
    SILENCE: "조용히", "Silence";
    /// Why a parameter has no effect.
    FORCED: "이렇게 세면 방법이 정해져 있다", "this way of counting brings its own";
    /// Why a parameter has no effect.
    NO_BUCKET: "버킷이나 큐를 쓸 때만 있다", "only buckets and queues have one";
    /// Why a parameter has no effect.
    NO_SYNC: "따로 세고 가끔 맞출 때만 쓴다", "only used when gateways synchronise";
    /// Why a parameter has no effect.
    NO_STORE: "저장소에 묻지 않는다", "the store is not asked";
    /// Why a parameter has no effect.
    ONE_GATEWAY: "게이트웨이가 한 대다", "there is one gateway";
    /// Why a parameter has no effect.
    ONE_CLOCK: "저장소의 시계로만 센다", "only the store's clock counts";
    /// Why a parameter has no effect.
    HARD: "연성 제한에서만 쓴다", "only soft limits use it";
    /// Why a parameter has no effect.
    NO_LAYER: "이 층에는 한도가 없다", "this layer has no limit";
    /// Why a parameter has no effect.
    NO_RATE: "이 트래픽에는 정해진 때가 있다", "this traffic has its own times";
    /// Why a parameter has no effect.
    NO_BURSTS: "버스트일 때만 쓴다", "only bursts use it";
    /// Why a parameter has no effect.
    NO_CURVE: "트래픽이 직접 그린 곡선일 때만 쓴다", "only used when traffic follows the curve";
    /// Why a parameter has no effect.
    NO_RETRIES: "다시 보내지 않는다", "nobody tries again";
    /// Why a parameter has no effect.
    NO_ADDRESSES: "주소로 세지 않는다", "addresses are not counted";
    /// Why a parameter has no effect.
    IDLE: "지금 설정에서는 쓰지 않는다", "not used as the others are set";
}

/// The parameters in the order in which people look for them, by group.
pub(super) const GROUPS: &[(Text, &[&str])] = &[
    (
        LIMITS,
        &[
            "algorithm",
            "limit",
            "window",
            "burst",
            "counted_by",
            "layers",
            "address_limit",
            "global_limit",
            "strictness",
            "soft_percent",
            "soft_for",
        ],
    ),
    (
        COUNTING,
        &[
            "nodes",
            "counting",
            "balancing",
            "skew",
            "sync_period",
            "store_time",
            "store_timeout",
            "on_store_failure",
        ],
    ),
    (TRAFFIC, &["traffic", "rate", "clients", "burst_size", "curve"]),
    (RETRIES, &["retries", "backoff", "backoff_base", "addresses"]),
    (SERVERS, &["api_servers", "api_time", "api_queue", "latency", "client_timeout", "duration"]),
    (LANES, &["lane_1", "lane_2", "lane_3", "lane_4", "lane_5", "lane_6", "lane_7", "lane_8", "lane_9"]),
];

/// Why a parameter changes nothing as the others are set.
pub(super) fn idle(world: &World<Gateway>, name: &str) -> Option<Text> {
    let index = PARAMETERS.iter().position(|parameter| parameter.name == name)?;
    if !without_effect(&world.system().settings).contains(&index) {
        return None;
    }
    Some(match name {
        "algorithm" => FORCED,
        "burst" if watch::rules(world).counting.forces_algorithm() => FORCED,
        "burst" => NO_BUCKET,
        "sync_period" => NO_SYNC,
        "store_time" | "store_timeout" | "on_store_failure" => NO_STORE,
        "balancing" => ONE_GATEWAY,
        "skew" if world.shared().parameters.nodes == 1 => ONE_GATEWAY,
        "skew" => ONE_CLOCK,
        "soft_percent" | "soft_for" => HARD,
        "address_limit" | "global_limit" => NO_LAYER,
        "rate" => NO_RATE,
        "burst_size" => NO_BURSTS,
        "curve" => NO_CURVE,
        "backoff" | "backoff_base" => NO_RETRIES,
        "addresses" => NO_ADDRESSES,
        _ => IDLE,
    })
}

/// What can be done to a node now.
pub(super) fn actions(world: &World<Gateway>, resident: &Resident, now: u64) -> Vec<Action> {
    let name = &*resident.name;
    // Gateways, like clients and the balancer, take no time for their own work.
    let works = !matches!(resident.role, Role::Client | Role::Balancer | Role::Server);
    let mut actions = upkeep::actions(resident, works);
    let mut offer = |label: Text, action: String| actions.push(Action { label, action });
    match resident.role {
        Role::Server => gateway(world, resident, now, &mut offer),
        Role::Client if resident.up => {
            offer(SEND, format!("send {name}"));
            offer(SEND_MANY, format!("send {name} 10"));
            offer(SILENCE, format!("rate {name} 0"));
        }
        _ => {}
    }
    if resident.role != Role::Client {
        actions.extend(upkeep::flap(resident));
    }
    actions
}

fn gateway(world: &World<Gateway>, resident: &Resident, now: u64, offer: &mut impl FnMut(Text, String)) {
    let (name, store) = (&*resident.name, world.shared().store);
    let network = world.network();
    let cut = network.is_cut(resident.id, store) || network.is_cut(store, resident.id);
    match world.place(store) {
        Some(_) if cut => offer(HEAL, "heal".to_owned()),
        Some(store) => offer(CUT, format!("partition {{{name}}} | {{{}}}", store.name)),
        None => {}
    }
    match watch::ahead(world, resident.id, now) {
        0 => offer(AHEAD, format!("skew {name} 200ms")),
        ahead if ahead < 0 => offer(SET_RIGHT, format!("skew {name} {}ns", ahead.unsigned_abs())),
        ahead => offer(SET_RIGHT, format!("skew {name} -{ahead}ns")),
    }
}
