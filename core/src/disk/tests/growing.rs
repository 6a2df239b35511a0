//! A file that only grew is kept otherwise than one that was changed elsewhere, and nobody can tell.

use crate::disk::{Disk, Fate, FaultyDisk, FileId};
use alloc::vec;
use alloc::vec::Vec;
use proptest::prelude::*;

#[derive(Clone, Debug)]
enum Step {
    Append(usize),
    Write(usize, usize),
    Truncate(usize),
    Sync,
    Crash(Fate),
}

fn step() -> impl Strategy<Value = Step> {
    let fate = prop_oneof![Just(Fate::Lost), Just(Fate::Kept), any::<u64>().prop_map(Fate::Torn)];
    prop_oneof![
        5 => (0..1_300_usize).prop_map(Step::Append),
        1 => (0..2_000_usize, 0..1_300_usize).prop_map(|(at, size)| Step::Write(at, size)),
        1 => (0..2_000_usize).prop_map(Step::Truncate),
        3 => Just(Step::Sync),
        2 => fate.prop_map(Step::Crash),
    ]
}

/// A disk with a file; set apart from its beginning, or not.
fn begun(apart: bool) -> (FaultyDisk, FileId) {
    let mut disk = FaultyDisk::default();
    let file = disk.create("file").expect("it is new");
    disk.sync_names().expect("it can");
    if apart {
        disk.flip("file", 0, 0);
    }
    (disk, file)
}

fn take(disk: &mut FaultyDisk, file: &mut FileId, number: u8, step: &Step, apart: bool) {
    let size = disk.size(*file).expect("it is open") as usize;
    match step {
        Step::Append(size) => disk.append(*file, &vec![number; *size]).expect("there is room"),
        Step::Write(at, length) => {
            disk.write_at(*file, (at % (size + 1)) as u64, &vec![number; *length]).expect("there is room");
        }
        Step::Truncate(to) => disk.truncate(*file, (to % (size + 1)) as u64).expect("it can"),
        Step::Sync => disk.sync(*file).expect("it can"),
        Step::Crash(fate) => {
            disk.restart(*fate);
            *file = disk.open("file").expect("its name was durable");
            if apart {
                disk.flip("file", 0, 0);
            }
        }
    }
}

fn seen(disk: &FaultyDisk) -> (Vec<u8>, Vec<u8>, u64, bool) {
    let bytes = disk.bytes("file").unwrap_or_default().to_vec();
    let durable = disk.durable_bytes("file").unwrap_or_default().to_vec();
    (bytes, durable, disk.volatile_bytes("file"), disk.is_volatile("file"))
}

proptest! {
    #[test]
    fn growing_is_as_any_change(steps in proptest::collection::vec(step(), 0..20)) {
        let (mut grown, mut file) = begun(false);
        let (mut apart, mut other) = begun(true);
        for (number, step) in (1..).zip(&steps) {
            take(&mut grown, &mut file, number, step, false);
            take(&mut apart, &mut other, number, step, true);
            prop_assert_eq!(seen(&grown), seen(&apart), "{:?}", step);
        }
    }
}
