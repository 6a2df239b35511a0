//! What can be set and done here, as the page offers it.

use super::words;
use crate::scenes::{Action, upkeep};
use crate::text::{Text, words as table};
use snowglobe_core::ring::Scheme;
use snowglobe_core::sim::{Resident, Role, World};
use snowglobe_core::systems::cache::Cache;

table! {
    /// Group of parameters.
    PLACEMENT: "키 배치", "Where keys go";
    /// Group of parameters.
    SERVERS: "캐시 서버", "Cache servers";
    /// Group of parameters.
    TRAFFIC: "키와 요청", "Keys and requests";
    /// Group of parameters.
    ORIGIN: "데이터베이스와 길이", "Database and duration";
    /// Command.
    LEAVE: "목록에서 빼기", "Take off the list";
    /// Command.
    JOIN: "목록에 넣기", "Put on the list";
    /// Command.
    HEAVIER: "가중치 2", "Weight 2";
    /// Command.
    USUAL: "가중치 1", "Weight 1";
    /// Fault.
    CUT: "c0과 끊기", "Cut off from c0";
    /// Command.
    FORGET: "c0만 잊기", "Only c0 forgets it";
    /// Why a parameter has no effect.
    NO_POINTS: "이 배치는 가상 노드를 쓰지 않는다", "this placement has no virtual nodes";
    /// Why a parameter has no effect.
    NO_BOUND: "부하 한계를 둔 배치에서만 쓴다", "only bounded loads use it";
    /// Why a parameter has no effect.
    OWN_HASH: "이 배치에는 정해진 해시가 있다", "this placement brings its own hash";
    /// Why a parameter has no effect.
    NO_RANKS: "인기가 zipf일 때만 쓴다", "only used when popularity is zipf";
}

/// The parameters in the order in which people look for them, by group.
pub(super) const GROUPS: &[(Text, &[&str])] = &[
    (PLACEMENT, &["placement", "hash", "virtual_nodes", "epsilon", "replicas"]),
    (SERVERS, &["servers", "service_time", "timeout", "warm"]),
    (TRAFFIC, &["keys", "popularity", "zipf", "hot_share", "clients", "rate", "latency"]),
    (ORIGIN, &["origin_time", "origin_workers", "duration"]),
];

/// Why a parameter changes nothing as the others are set.
pub(super) fn idle(world: &World<Cache>, name: &str) -> Option<Text> {
    use snowglobe_core::systems::cache::Popularity;
    let parameters = &world.shared().parameters;
    let scheme = parameters.options.scheme;
    match name {
        "virtual_nodes" if !matches!(scheme, Scheme::Ring | Scheme::Bounded) => Some(NO_POINTS),
        "epsilon" if scheme != Scheme::Bounded => Some(NO_BOUND),
        "hash" if matches!(scheme, Scheme::Ketama | Scheme::Slots) => Some(OWN_HASH),
        "zipf" if parameters.popularity == Popularity::Uniform => Some(NO_RANKS),
        _ => None,
    }
}

/// What can be done to a node now.
pub(super) fn actions(world: &World<Cache>, resident: &Resident) -> Vec<Action> {
    let name = &*resident.name;
    let mut actions = upkeep::actions(resident, true);
    let mut offer = |label: Text, action: String| actions.push(Action { label, action });
    if resident.role != Role::Server {
        return actions;
    }
    match world.system().list.iter().find(|(_, node)| *node == resident.id) {
        Some((server, _)) => {
            offer(LEAVE, format!("leave {name}"));
            match server.weight {
                1 => offer(HEAVIER, format!("weight {name} 2")),
                _ => offer(USUAL, format!("weight {name} 1")),
            }
            offer(CUT, format!("partition {{c0}} | {{{name}}}"));
            offer(FORGET, format!("forget {name} at c0"));
        }
        None => offer(JOIN, format!("join {name}")),
    }
    actions.extend(upkeep::flap(resident));
    actions
}

/// The first name that no node has, for a server to add.
pub(super) fn join(world: &World<Cache>) -> Option<Action> {
    let name = (0..).map(|number| format!("s{number}")).find(|name| world.find(name).is_none())?;
    Some(Action { label: words::ADD_SERVER, action: format!("join {name}") })
}
