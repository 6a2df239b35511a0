//! What can be set and done here, as the page offers it.

use crate::scenes::{Action, upkeep};
use crate::text::{Text, words as table};
use snowglobe_core::sim::{Resident, Role, World};
use snowglobe_core::systems::storage::Storage;
use snowglobe_core::systems::storage::choice::{SyncMode, Workload};

table! {
    /// Group of parameters.
    ENGINE: "LSM 트리", "LSM tree";
    /// Group of parameters.
    WORKLOAD: "작업", "Workload";
    /// Group of parameters.
    DISK: "디스크", "Disk";
    /// Group of parameters.
    TREE: "견줄 B+트리", "B+tree to compare with";
    /// Group of parameters.
    RUN: "실행", "The run";
    /// Command.
    PUT: "한 건 쓰기", "Put one";
    /// Command.
    GET: "한 건 읽기", "Get one";
    /// Command.
    FLUSH: "플러시", "Flush";
    /// Command.
    COMPACT: "밀린 컴팩션 모두 하기", "Compact all";
    /// Fault.
    POWER_CUT: "정전", "Power cut";
    /// Repair.
    POWER_ON: "전원 켜기", "Power on";
    /// Why a parameter has no effect.
    NOT_EVERY: "동기화가 ‘몇 번에 한 번’일 때만 쓴다", "only used when syncing every n writes";
    /// Why a parameter has no effect.
    NO_TREE: "B+트리와 견줄 때만 쓴다", "only used beside a B+tree";
    /// Why a parameter has no effect.
    NO_WORK: "시킨 일만 한다", "only what is commanded is done";
    /// Why a parameter has no effect.
    OWN_KEYS: "이 작업은 키를 스스로 고른다", "this workload chooses its own keys";
    /// Why a parameter has no effect.
    NO_WRITES: "이 작업에는 쓰기가 없다", "this workload does not write";
}

/// The parameters in the order in which people look for them, by group.
pub(super) const GROUPS: &[(Text, &[&str])] = &[
    (
        ENGINE,
        &[
            "policy",
            "size_ratio",
            "memtable_bytes",
            "table_bytes",
            "block_bytes",
            "bits_per_key",
            "cache_bytes",
            "sync",
            "sync_every",
            "compression",
            "level0_runs",
            "level0_stop",
            "frozen_memtables",
            "work_bytes",
            "tombstones",
        ],
    ),
    (WORKLOAD, &["workload", "distribution", "keys", "preload", "value_bytes", "rate", "deletes"]),
    (DISK, &["disk", "capacity", "fate"]),
    (TREE, &["compare", "page_bytes", "pool_pages", "checkpoint_bytes"]),
    (RUN, &["latency", "duration"]),
];

/// Why a parameter changes nothing as the others are set.
pub(super) fn idle(world: &World<Storage>, name: &str) -> Option<Text> {
    use snowglobe_core::systems::storage::index;
    let settings = &world.system().settings;
    let parameters = &world.shared().parameters;
    let workload = parameters.workload;
    match name {
        "sync_every" => (SyncMode::at(settings.at(index::SYNC)) != SyncMode::Every).then_some(NOT_EVERY),
        "page_bytes" | "pool_pages" | "checkpoint_bytes" => (!parameters.compare).then_some(NO_TREE),
        "rate" | "distribution" | "deletes" if workload == Workload::None => Some(NO_WORK),
        "distribution" if matches!(workload, Workload::Fill | Workload::FillRandom) => Some(OWN_KEYS),
        "deletes" if workload == Workload::YcsbC => Some(NO_WRITES),
        _ => None,
    }
}

/// What can be done to a node now.
pub(super) fn actions(resident: &Resident) -> Vec<Action> {
    let mut actions = upkeep::actions(resident, resident.role == Role::Origin);
    let mut offer = |label: Text, action: &str| actions.push(Action { label, action: action.to_owned() });
    match (resident.role, resident.up) {
        (Role::Client, true) => {
            offer(PUT, "put 42");
            offer(GET, "get 42");
        }
        (Role::Server, true) => {
            offer(POWER_CUT, "power_cut");
            offer(FLUSH, "flush");
            offer(COMPACT, "compact");
        }
        (Role::Server | Role::Origin, false) => offer(POWER_ON, "power_on"),
        _ => {}
    }
    actions.extend(upkeep::flap(resident).filter(|_| resident.role == Role::Origin));
    actions
}
