//! What can be set and done here, as the page offers it.

use crate::scenes::{Action, upkeep};
use crate::text::{Text, words as table};
use snowglobe_core::sim::{Resident, Role, World};
use snowglobe_core::systems::kv::choice::{Detector, QuorumKind, Workload};
use snowglobe_core::systems::kv::{Kv, Resolution};

table! {
    /// Group of parameters.
    QUORUM: "정족수와 일관성", "Quorum and consistency";
    /// Group of parameters.
    REPAIR: "복구", "Repair";
    /// Group of parameters.
    CLUSTER: "클러스터", "Cluster";
    /// Group of parameters.
    TRAFFIC: "트래픽", "Traffic";
    /// Group of parameters.
    GOSSIP: "가십과 장애 감지", "Gossip and failure detection";
    /// Group of parameters.
    TIMES: "시간", "Times";
    /// Fault.
    LOSE: "디스크 잃기", "Lose its disk";
    /// Repair.
    REPLACE: "새 노드로 바꾸기", "Replace it";
    /// Fault.
    CUT_OFF: "다른 노드와 끊기", "Cut off from the others";
    /// Repair.
    HEAL: "끊긴 곳 잇기", "Mend every cut";
    /// Fault.
    AHEAD: "시계 +500ms", "Clock +500 ms";
    /// Command.
    LEAVE: "내보내기", "Let it leave";
    /// Command.
    JOIN: "노드 추가", "Add a node";
    /// Command.
    PUT: "x에 쓰기", "Write x";
    /// Command.
    GET: "x 읽기", "Read x";
    /// Command.
    DELETE: "x 지우기", "Delete x";
    /// Fault.
    WEAR: "디스크 닳기", "Wear out its disk";
    /// Fault.
    BEHIND: "시계 −500ms", "Clock −500 ms";
    /// Fault.
    DRIFT: "시계 1% 빠르게", "Clock 1% fast";
    /// What is believed of quorums that overlap.
    STRONG: "W+R>N이면 언제나 최신일까? 아닌 순간 보기", "Is W+R>N always fresh? See the moment at which it is not";
    /// What is believed of those that do not.
    WEAK: "W+R≤N이면 얼마나 자주 지난 값을 볼까?", "How often is a read stale when W+R≤N?";
    /// Why a parameter has no effect.
    NO_CLIENTS: "클라이언트가 스스로는 아무것도 하지 않는다", "the clients do nothing by themselves";
    /// Why a parameter has no effect.
    OWN_SHARE: "이 부하에는 정해진 비율이 있다", "this workload brings its own share";
    /// Why a parameter has no effect.
    NO_STAND_INS: "느슨한 정족수에서만 쓴다", "only sloppy quorums have stand-ins";
    /// Why a parameter has no effect.
    BY_PHI: "φ로 볼 때만 쓴다", "only used when φ decides";
    /// Why a parameter has no effect.
    BY_SWIM: "SWIM으로 볼 때만 쓴다", "only used with SWIM";
    /// Why a parameter has no effect.
    ONE_BY_ONE: "SWIM은 하트비트 대신 하나씩 묻는다", "SWIM asks one at a time, without heartbeats";
    /// Why a parameter has no effect.
    LOCAL: "데이터센터 안의 과반으로 센다", "a majority within the data centre counts";
    /// Why a parameter has no effect.
    WRITES_BACK: "읽을 때마다 되적는다", "every read writes back";
    /// Why a parameter has no effect.
    KEPT_FOR_GOOD: "원자 레지스터는 툼스톤을 치우지 않는다", "an atomic register keeps its tombstones";
    /// Why a parameter has no effect.
    NOT_COMPARED: "비교 주기가 0이라 견주지 않는다", "with a period of 0 nothing is compared";
}

/// What is believed of the quorums that are set, and the step that shows whether it is so.
pub(super) fn belief(world: &World<Kv>) -> (Text, &'static str) {
    match world.shared().parameters.reads_meet_writes() {
        true => (STRONG, "sloppy-is-not-strong"),
        false => (WEAK, "stale-reads"),
    }
}

pub(super) const GROUPS: &[(Text, &[&str])] = &[
    (QUORUM, &["n", "r", "w", "quorum", "contact", "resolution", "local_quorum", "retries"]),
    (
        REPAIR,
        &[
            "read_repair",
            "hinted_handoff",
            "hint_ttl",
            "most_hints",
            "repair_period",
            "tree_height",
            "tombstone_ttl",
        ],
    ),
    (CLUSTER, &["nodes", "data_centres", "zones", "virtual_nodes", "sync_every", "skew"]),
    (TRAFFIC, &["workload", "clients", "routing", "keys", "popularity", "rate", "reads", "deletes", "quiet"]),
    (
        GOSSIP,
        &["gossip_period", "gossip_mode", "fanout", "detector", "fail_timeout", "phi", "indirect_probes"],
    ),
    (TIMES, &["latency", "service_time", "timeout", "duration"]),
];

pub(super) fn idle(world: &World<Kv>, parameter: &str) -> Option<Text> {
    let parameters = &world.shared().parameters;
    let strict = parameters.kind == QuorumKind::Strict;
    match parameter {
        "rate" | "reads" | "deletes" | "keys" | "popularity" | "quiet"
            if parameters.workload == Workload::None =>
        {
            Some(NO_CLIENTS)
        }
        "reads" if parameters.workload != Workload::Mixed => Some(OWN_SHARE),
        "deletes" if parameters.workload == Workload::YcsbF => Some(OWN_SHARE),
        "tombstone_ttl" if parameters.resolution == Resolution::AtomicRegister => Some(KEPT_FOR_GOOD),
        "hinted_handoff" | "hint_ttl" | "most_hints" if strict => Some(NO_STAND_INS),
        "tree_height" if parameters.repair_period == 0 => Some(NOT_COMPARED),
        "phi" if parameters.detector != Detector::Phi => Some(BY_PHI),
        "indirect_probes" if parameters.detector != Detector::Swim => Some(BY_SWIM),
        "fanout" | "gossip_mode" if parameters.detector == Detector::Swim => Some(ONE_BY_ONE),
        "r" | "w" if parameters.local_quorum => Some(LOCAL),
        "read_repair" if parameters.resolution == Resolution::AtomicRegister => Some(WRITES_BACK),
        _ => None,
    }
}

pub(super) fn actions(world: &World<Kv>, resident: &Resident) -> Vec<Action> {
    let name = &*resident.name;
    let action = |label, action: String| Action { label, action };
    if resident.role == Role::Client {
        let mut actions = vec![
            action(PUT, format!("put x tea at {name}")),
            action(GET, format!("get x at {name}")),
            action(DELETE, format!("delete x at {name}")),
        ];
        actions.extend(upkeep::actions(resident, false));
        return actions;
    }
    let mut actions = upkeep::actions(resident, true);
    actions.extend(upkeep::flap(resident));
    let member = world.system().placement.member(resident.id.0).is_some();
    if resident.up {
        let others: Vec<&str> = world
            .places()
            .iter()
            .filter(|place| &*place.name != name && place.role == Role::Server)
            .map(|place| &*place.name)
            .collect();
        if !others.is_empty() {
            actions.push(action(CUT_OFF, format!("partition {{{name}}} | {{{}}}", others.join(" "))));
        }
        actions.push(action(AHEAD, format!("skew {name} 500ms")));
        actions.push(action(BEHIND, format!("skew {name} -500ms")));
        actions.push(action(DRIFT, format!("drift {name} 10000ppm")));
    }
    if !world.network().cuts().is_empty() {
        actions.push(action(HEAL, "heal".to_owned()));
    }
    if member && resident.up {
        actions.push(action(WEAR, format!("wear {name} 12")));
    }
    if member {
        actions.push(action(LOSE, format!("lose {name}")));
        actions.push(action(REPLACE, format!("replace {name}")));
        actions.push(action(LEAVE, format!("leave {name}")));
    }
    actions
}

/// One more machine.
pub(super) fn join(world: &World<Kv>) -> Option<Action> {
    let next = (0..=Kv::MAX_NODES).map(|at| format!("n{at}")).find(|name| world.find(name).is_none())?;
    Some(Action { label: JOIN, action: format!("join {next}") })
}
