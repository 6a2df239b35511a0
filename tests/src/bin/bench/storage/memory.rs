//! Bytes on disk and the most memory, of a process each that fills an engine at random, lets it settle, and reads.
//!
//! `bench --storage-child ours|theirs FOLDER` is such a process; it prints the highest water mark of its resident
//! memory (`VmHWM` of `/proc/self/status`), less what it had before there was an engine.

use super::engine::{Engine, Ours, Setup, Theirs};
use super::records::{key, shuffled, value};
use super::rounds::Folder;
use super::{PEER, RECORDS};
use crate::report::Report;
use std::path::Path;
use std::process::Command;

const CHILD: &str = "--storage-child";
const READS: usize = 200_000;

pub(super) fn measure(report: &mut Report) {
    let [disk, memory] = ["storage bytes on disk, 1M records", "storage peak memory, fill and read"];
    if !report.wants(disk) && !report.wants(memory) {
        return;
    }
    let [ours, theirs] = ["ours", "theirs"].map(|side| {
        let folder = Folder::new();
        let resident = in_child(side, folder.path());
        (size(folder.path()), resident)
    });
    if report.wants(disk) {
        report.bytes(disk, ours.0, (PEER, theirs.0));
    }
    if let (true, Some(ours), Some(theirs)) = (report.wants(memory), ours.1, theirs.1) {
        report.bytes(memory, ours, (PEER, theirs));
    }
}

/// What the child's process says; `None` where a process cannot tell.
fn in_child(side: &str, folder: &Path) -> Option<u64> {
    let program = std::env::current_exe().expect("a program");
    let output = Command::new(program).args([CHILD, side]).arg(folder).output().expect("it can be run");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().parse().ok()
}

/// Does the work of a child, if these arguments are a child's.
pub(crate) fn child(args: &[String]) -> bool {
    match args {
        [word, side, folder] if word == CHILD => {
            let folder = Path::new(folder);
            let bytes =
                if side == "ours" { fill_and_read::<Ours>(folder) } else { fill_and_read::<Theirs>(folder) };
            println!("{}", bytes.map_or_else(String::new, |bytes| bytes.to_string()));
            true
        }
        _ => false,
    }
}

fn fill_and_read<E: Engine>(folder: &Path) -> Option<u64> {
    let numbers = shuffled(RECORDS, 8);
    let before = high_water();
    let mut engine = E::open(folder, Setup::PLAIN);
    for number in &numbers {
        engine.put(&key(*number), &value(*number));
    }
    engine.settle();
    for number in &numbers[..READS] {
        assert!(engine.get(&key(*number), *number));
    }
    let bytes = high_water().zip(before).map(|(after, before)| after - before);
    engine.close();
    bytes
}

fn high_water() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kilobytes| kilobytes << 10)
}

/// Bytes that the files of a folder take up; a file may be longer than what it has.
fn size(folder: &Path) -> u64 {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry"));
    entries.map(|entry| if entry.path().is_dir() { size(&entry.path()) } else { taken(&entry) }).sum()
}

#[cfg(unix)]
fn taken(entry: &std::fs::DirEntry) -> u64 {
    use std::os::unix::fs::MetadataExt;
    entry.metadata().expect("a file").blocks() * 512
}

#[cfg(not(unix))]
fn taken(entry: &std::fs::DirEntry) -> u64 {
    entry.metadata().expect("a file").len()
}
