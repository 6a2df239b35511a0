use crate::disk::{Disk, MemoryDisk};
use crate::systems::storage::{Access, Device, FileCode, Histogram, Key, value};
use alloc::format;
use alloc::vec::Vec;
use proptest::prelude::*;

/// What can be done to a disk.
#[derive(Clone, Debug)]
enum Act {
    Create(u8),
    Append(u8, Vec<u8>),
    Write(u8, u8, Vec<u8>),
    Truncate(u8, u8),
    Rename(u8, u8),
    Delete(u8),
}

fn act() -> impl Strategy<Value = Act> {
    let bytes = || prop::collection::vec(any::<u8>(), 0..20);
    prop_oneof![
        (0..4u8).prop_map(Act::Create),
        (0..4u8, bytes()).prop_map(|(file, bytes)| Act::Append(file, bytes)),
        (0..4u8, 0..30u8, bytes()).prop_map(|(file, at, bytes)| Act::Write(file, at, bytes)),
        (0..4u8, 0..30u8).prop_map(|(file, size)| Act::Truncate(file, size)),
        (0..4u8, 0..4u8).prop_map(|(from, to)| Act::Rename(from, to)),
        (0..4u8).prop_map(Act::Delete),
    ]
}

fn on<D: Disk>(disk: &mut D, act: &Act) -> Result<(), crate::disk::DiskError> {
    let name = |file: &u8| format!("file-{file}");
    let mut inside =
        |file: &u8, change: &dyn Fn(&mut D, crate::disk::FileId) -> Result<(), crate::disk::DiskError>| {
            let id = disk.open(&name(file))?;
            let done = change(disk, id);
            disk.close(id);
            done
        };
    match act {
        Act::Append(file, bytes) => inside(file, &|disk, id| disk.append(id, bytes)),
        Act::Write(file, at, bytes) => inside(file, &|disk, id| disk.write_at(id, u64::from(*at), bytes)),
        Act::Truncate(file, size) => inside(file, &|disk, id| disk.truncate(id, u64::from(*size))),
        Act::Create(file) => disk.create(&name(file)).map(|id| disk.close(id)),
        Act::Rename(from, to) => disk.rename(&name(from), &name(to)),
        Act::Delete(file) => disk.delete(&name(file)),
    }
}

proptest! {
    /// The device is a disk like the one in memory, copies of it go their own ways, and what it wrote down makes the
    /// same files elsewhere.
    #[test]
    fn a_device_is_a_disk(acts in prop::collection::vec(act(), 0..40), fork in 0..40usize) {
        let (mut device, mut memory) = (Device::default(), MemoryDisk::default());
        let mut copy = None;
        for (index, act) in acts.iter().enumerate() {
            if index == fork {
                copy = Some((device.clone(), memory.clone()));
            }
            prop_assert_eq!(on(&mut device, act).is_ok(), on(&mut memory, act).is_ok());
        }
        for (device, memory) in copy.iter().chain([&(device.clone(), memory)]) {
            prop_assert_eq!(device.list(), memory.list());
            for name in device.list().expect("a list") {
                prop_assert_eq!(device.bytes(&name), memory.bytes(&name));
            }
        }
        let mut again = MemoryDisk::default();
        for access in device.take() {
            match access {
                Access::Create { file } => drop(again.create(&file)),
                Access::Append { file, bytes, .. } => {
                    let id = again.open(&file).expect("there");
                    again.append(id, &bytes).expect("room");
                }
                Access::Write { file, offset, bytes } => {
                    let id = again.open(&file).expect("there");
                    again.write_at(id, offset, &bytes).expect("inside");
                }
                Access::Truncate { file, size } => {
                    let id = again.open(&file).expect("there");
                    again.truncate(id, size).expect("there");
                }
                Access::Rename { from, to } => again.rename(&from, &to).expect("there"),
                Access::Delete { file } => again.delete(&file).expect("there"),
                other => panic!("{other:?}"),
            }
        }
        prop_assert_eq!(device.list(), again.list());
        for name in device.list().expect("a list") {
            prop_assert_eq!(device.bytes(&name), again.bytes(&name));
        }
    }

    #[test]
    fn a_percentile_is_not_below_and_at_most_an_eighth_above(times in prop::collection::vec(0..1u64 << 50, 1..100), percent in 1..=100u64) {
        let mut histogram = Histogram::default();
        times.iter().for_each(|time| histogram.add(*time));
        let mut sorted = times.clone();
        sorted.sort_unstable();
        let exact = sorted[(times.len() as u64 * percent).div_ceil(100).max(1) as usize - 1];
        let told = histogram.percentile(percent);
        prop_assert!(told >= exact && told <= exact.max(8) + exact / 8 + 1, "{} {}", told, exact);
    }

    #[test]
    fn a_file_is_told_by_its_code(number in 0..1u64 << 40) {
        for code in [FileCode::Manifest(number), FileCode::Log(number), FileCode::Table(number), FileCode::Redo(number)] {
            prop_assert_eq!(FileCode::of(&code.name()), code);
            prop_assert_eq!(FileCode::unpacked(code.packed()), code);
        }
    }
}

#[test]
fn values_tell_versions_apart_and_can_be_compressed() {
    let of = |version| value(&Key::Number(1), version, 400);
    assert_eq!(of(1).len(), 400);
    assert_ne!(of(1), of(2));
    assert_ne!(of(1)[4..], value(&Key::Number(2), 1, 400)[4..]);
    let repeated = of(1).windows(8).filter(|window| window == b"snowflak").count();
    assert!(repeated > 20);
    assert_eq!(value(&Key::Number(1), 7, 1)[..], [7]);
}

/// Copies share what was written before, and take nothing for it.
#[test]
fn copies_share_contents() {
    let mut device = Device::default();
    let file = device.create("table").expect("room");
    device.append(file, &[1; 100_000]).expect("room");
    let alone = device.footprint();
    let copy = device.clone();
    assert!(alone > 100_000 && copy.footprint() < alone / 2 + 1_000, "{alone} {}", copy.footprint());
    device.append(file, &[2; 10]).expect("room");
    assert_eq!(copy.bytes("table").map(<[u8]>::len), Some(100_000));
}
