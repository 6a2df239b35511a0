//! The files of all disks, to be looked at byte by byte.
//!
//! It is what a disk has at the moment: what is on its way to it is not in it yet.

use crate::scenes::engine::bytes::Files;
use snowglobe_core::anatomy::Anatomy;
use snowglobe_core::sim::World;
use snowglobe_core::systems::storage::{self, EngineKind, Storage};
use snowglobe_core::{btree, lsm};

/// From where on files have room on the stage.
const TOP: f32 = 8.0;

pub(super) fn files(world: &World<Storage>) -> Files<'_> {
    let disks =
        [EngineKind::Lsm, EngineKind::Tree].into_iter().filter_map(|kind| storage::platter(world, kind));
    let all = disks
        .flat_map(|disk| {
            let named = disk.files();
            named.filter_map(|file| Some((file.name.to_owned(), disk.disk().bytes(file.name)?)))
        })
        .collect();
    Files { all, annotate, top: TOP }
}

fn annotate(name: &str, bytes: &[u8], at: u64, most: usize) -> Anatomy {
    if btree::anatomy::knows(name, bytes) && !lsm::anatomy::knows(name, bytes) {
        btree::anatomy::annotate(name, bytes, at, most)
    } else {
        lsm::anatomy::annotate(name, bytes, at, most)
    }
}
