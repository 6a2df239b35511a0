//! What can be done to a node of any system: stop it, start it again, slow it down.

use super::Action;
use crate::text::words;
use snowglobe_core::sim::Resident;

words! {
    /// Fault.
    CRASH: "정지", "Crash";
    /// Fault.
    RESTART: "다시 켜기", "Restart";
    /// Fault.
    SLOW: "10배 느리게", "10× slower";
    /// Fault.
    FAST: "제 속도로", "Usual speed";
    /// Fault.
    FLAP: "깜빡이기", "Flap";
}

/// What can be done to a node now; one that takes no time for its own work cannot be slowed down.
pub(super) fn actions(resident: &Resident, works: bool) -> Vec<Action> {
    let name = &*resident.name;
    if !resident.up {
        return vec![Action { label: RESTART, action: format!("restart {name}") }];
    }
    let mut actions = vec![Action { label: CRASH, action: format!("crash {name}") }];
    match resident.slowness {
        ..=100 if works => actions.push(Action { label: SLOW, action: format!("slow {name} 10x") }),
        ..=100 => {}
        _ => actions.push(Action { label: FAST, action: format!("slow {name} 1x") }),
    }
    actions
}

/// It goes up and down again and again, if it is up.
pub(super) fn flap(resident: &Resident) -> Option<Action> {
    resident.up.then(|| Action { label: FLAP, action: format!("flap {} 300ms 3", resident.name) })
}
