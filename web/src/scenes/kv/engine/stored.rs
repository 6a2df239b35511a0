//! What is on the disk of a machine: where keys are on the axis of a level, which files there are, and what is told of them.
//!
//! ```text
//!   d·records, by hash ─────────────────────────────┬ h·hints ─┬ r·requests
//!   0                                             0.88       0.96         1
//! ```

use crate::picture::Thing;
use crate::scenes::Entry;
use crate::scenes::engine::bytes::Files;
use crate::scenes::engine::{DiskFile, Scale, Whose};
use crate::scenes::kv::{name, replica};
use crate::text::Language;
use snowglobe_core::disk::FaultyDisk;
use snowglobe_core::lsm;
use snowglobe_core::sim::World;
use snowglobe_core::systems::kv::{Key, Kv, Store};

/// Part of the width that records take; what is left is for hints and the numbers of requests.
const RECORDS: f32 = 0.88;
/// Where hints end.
const HINTS: f32 = 0.96;

/// Records by the hash of their key.
pub(super) const SCALE: Scale = Scale { part, keys: 0 };

fn part(stored: &[u8], _: u32) -> f32 {
    match stored.split_first() {
        Some((b'd', rest)) => {
            let hash = rest.first_chunk::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes));
            (hash as f64 / 18_446_744_073_709_551_616.0) as f32 * RECORDS
        }
        Some((b'h', _)) => HINTS,
        _ => 1.0,
    }
}

fn store(world: &World<Kv>, node: u32) -> Option<&Store> {
    replica(world, node)?.store()
}

/// The files of a machine, to be looked at byte by byte.
pub(super) fn files(world: &World<Kv>, node: u32, top: f32) -> Option<Files<'_>> {
    let disk = store(world, node)?.engine().disk();
    let owner = name(world, node);
    let all = disk.names().filter_map(|file| Some((format!("{owner}/{file}"), disk.bytes(file)?))).collect();
    let annotate = |name: &str, bytes: &[u8], at, most| {
        lsm::anatomy::annotate(name.rsplit('/').next().unwrap_or(name), bytes, at, most)
    };
    Some(Files { all, annotate, top })
}

fn file<'a>(disk: &FaultyDisk, name: &'a str) -> DiskFile<'a> {
    let durable = disk.durable_bytes(name).map_or(0, |bytes| bytes.len() as u64);
    DiskFile { name, durable, volatile: disk.volatile_bytes(name) }
}

/// The logs of a disk.
pub(super) fn logs(disk: &FaultyDisk) -> Vec<DiskFile<'_>> {
    disk.names().filter(|name| name.starts_with("log-")).map(|name| file(disk, name)).collect()
}

/// What is known of a file of a machine, such as `n2/table-000005@40`, and of the bytes at that place.
pub(in crate::scenes::kv) fn file_entries(
    world: &World<Kv>,
    thing: &Thing,
    language: Language,
) -> Vec<Entry> {
    let Thing::File(place) = thing else { return Vec::new() };
    let Some((node, path)) = place.split_once('/') else { return Vec::new() };
    let path = path.split('@').next().unwrap_or_default();
    let Some(id) = world.find(node) else { return Vec::new() };
    let Some(engine) =
        store(world, id.0).map(Store::engine).filter(|engine| engine.disk().bytes(path).is_some())
    else {
        return Vec::new();
    };
    let owner = format!("{node}/");
    let whose = Whose { owner: &owner, language };
    let mut entries = whose.of_file(file(engine.disk(), path), Some(engine));
    entries.extend(files(world, id.0, 0.0).map(|files| whose.place(&files, thing)).unwrap_or_default());
    entries
}

/// Where the newest version of a key is in the engine of a machine.
pub(in crate::scenes::kv) fn newest(
    world: &World<Kv>,
    node: u32,
    key: Key,
    language: Language,
) -> Vec<Entry> {
    let found = store(world, node).and_then(|store| store.locate(key).ok()).unwrap_or_default();
    let owner = format!("{}/", name(world, node));
    let newest = found.get(..1).unwrap_or_default();
    // The second of its lines tells the place.
    Whose { owner: &owner, language }.versions(newest).into_iter().skip(1).collect()
}

/// What a read of a key would look at now in the engine of a machine, step by step.
pub(in crate::scenes::kv) fn would_read(
    world: &World<Kv>,
    node: u32,
    key: Key,
    language: Language,
) -> Vec<Entry> {
    let way = store(world, node).and_then(|store| store.trace(key).ok()).unwrap_or_default();
    let owner = format!("{}/", name(world, node));
    Whose { owner: &owner, language }.probes(&way.probes)
}
