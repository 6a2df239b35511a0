//! A store that may only be read: what is asked of it is refused in a sentence that names a file, and nothing changes.
//!
//! Root may write wherever it likes, so then the program runs as nobody.

use super::folder;
use snowglobe_core::disk::FolderDisk;
use snowglobe_core::lsm::{Lsm, Options};
use snowglobe_tests::example;
use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What Linux and its relatives call nobody.
const NOBODY: u32 = 65_534;

/// The program as somebody who may write nothing of what there is.
struct Reader {
    program: PathBuf,
    root: bool,
}

impl Reader {
    /// A copy of the program in a place from which anybody may run it.
    fn new(place: &Path) -> Self {
        let copy = place.join("kv");
        fs::copy(example::program("kv"), &copy).expect("there is room");
        allow(&copy, 0o755);
        allow(place, 0o755);
        Self { program: copy, root: fs::metadata(place).expect("it is there").uid() == 0 }
    }

    fn run(&self, folder: &Path, arguments: &[&str]) -> Output {
        let mut command = Command::new(&self.program);
        command.arg(folder).args(arguments).stdin(Stdio::null()).current_dir("/");
        if self.root {
            command.uid(NOBODY).gid(NOBODY);
        }
        command.output().expect("it runs")
    }

    /// It is refused because of a file whose name begins so, and the folder is as it was.
    fn refused(&self, folder: &Path, arguments: &[&str], file: &str) {
        let before = contents(folder);
        let output = self.run(folder, arguments);
        let errors = String::from_utf8_lossy(&output.stderr);
        let (named, why) = errors.split_once(": ").unwrap_or_default();
        assert!(named.starts_with(file) && why == "the disk may only be read\n", "{arguments:?}: {errors}");
        assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{arguments:?}");
        assert!(contents(folder) == before, "{arguments:?} changed what it may not change");
    }
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).expect("it is ours");
}

/// What is in a folder: names and bytes.
fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = fs::read_dir(folder).expect("it can be listed");
    let mut files: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .map(|path| (path.clone(), fs::read(path).expect("it can be read")))
        .collect();
    files.sort();
    files
}

/// A store with tables, a manifest of several edits and something in its log.
fn store(folder: &Path, closed: bool) {
    let options = Options { memtable_bytes: 3_000, ..Options::default() };
    let mut lsm = Lsm::open(FolderDisk::new(folder).expect("a folder"), options).expect("nothing is there");
    for number in 0..200_u32 {
        lsm.put(format!("key-{number:03}").as_bytes(), &[b'v'; 50]).expect("there is room");
    }
    if closed {
        lsm.close().expect("it can");
    }
}

#[test]
fn a_store_that_may_only_be_read_is_refused_and_as_it_was() {
    let place = folder("read-only");
    let reader = Reader::new(&place);
    let lines = place.join("lines");
    fs::write(&lines, "a\t1\n").expect("there is room");
    let lines = lines.to_str().expect("text");
    let asked: [&[&str]; 7] = [
        &["get", "key-007"],
        &["put", "key-007", "other"],
        &["delete", "key-007"],
        &["scan"],
        &["stats"],
        &["import", lines],
        &["check", lines],
    ];
    for closed in [false, true] {
        let store_at = place.join(format!("store-{closed}"));
        store(&store_at, closed);
        let names: Vec<PathBuf> = contents(&store_at).into_iter().map(|(path, _)| path).collect();
        let is_table = |path: &PathBuf| path.to_string_lossy().contains("table-");
        assert!(names.iter().filter(|path| is_table(path)).count() > 2, "{names:?}");
        // The lock may be anybody's to take, and the files anybody's to write, but not the folder.
        for (lock, files, refuses) in [(0o444, 0o444, "LOCK"), (0o666, 0o444, "log-"), (0o666, 0o666, "log-")]
        {
            names.iter().for_each(|path| allow(path, files));
            allow(&store_at.join("LOCK"), lock);
            allow(&store_at, 0o555);
            for arguments in asked {
                reader.refused(&store_at, arguments, refuses);
            }
        }
        // Whoever may write has all of it.
        allow(&store_at, 0o755);
        let lsm = Lsm::open(FolderDisk::new(&store_at).expect("a folder"), Options::default());
        assert_eq!(lsm.expect("it is whole").scan::<&[u8]>(..).expect("it can").count(), 200);
    }
    fs::remove_dir_all(&place).expect("it is there");
}

#[test]
fn nothing_is_made_where_nothing_may_be() {
    let place = folder("nothing");
    let reader = Reader::new(&place);
    let empty = place.join("empty");
    fs::create_dir(&empty).expect("there is room");
    allow(&empty, 0o555);
    let deeper = empty.join("deeper");
    for arguments in [&["put", "a", "1"][..], &["get", "a"], &["scan"]] {
        reader.refused(&empty, arguments, "LOCK");
        let output = reader.run(&deeper, arguments);
        let sentence = format!("{}: the disk may only be read\n", deeper.display());
        assert_eq!(String::from_utf8_lossy(&output.stderr), sentence);
        assert!(output.status.code() == Some(2) && !deeper.exists());
    }
    // A folder that may not even be looked into.
    if reader.root {
        allow(&empty, 0o700);
        reader.refused(&empty, &["get", "a"], "LOCK");
    }
    allow(&empty, 0o755);
    fs::remove_dir_all(&place).expect("it is there");
}
