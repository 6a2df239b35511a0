//! Rounds of both engines in turns, and folders for them.

use super::RECORDS;
use super::engine::{Engine, Ours, Setup, Theirs};
use super::records::{key, shuffled, value};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// A folder that goes with what is in it.
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("snowglobe-bench-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).ok();
    }
}

/// How long this takes.
pub(super) fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}

/// A round of each side to warm up, then so many in turns: median nanoseconds an operation of each.
pub(super) fn in_turns(
    rounds: usize,
    operations: usize,
    mut ours: impl FnMut() -> Duration,
    mut theirs: impl FnMut() -> Duration,
) -> [f64; 2] {
    ours();
    theirs();
    let mut taken = [Vec::new(), Vec::new()];
    for round in 0..rounds {
        // Whoever comes second may find the machine busy with what the first has left.
        if round % 2 == 0 {
            taken[0].push(ours());
            taken[1].push(theirs());
        } else {
            taken[1].push(theirs());
            taken[0].push(ours());
        }
    }
    taken.map(|mut times| {
        times.sort_unstable();
        times[rounds / 2].as_nanos() as f64 / operations as f64
    })
}

/// Both engines with all records, settled, and their folders.
pub(super) struct Pair {
    // The engines go before their folders.
    pub(super) ours: Ours,
    pub(super) theirs: Theirs,
    pub(super) folders: [Folder; 2],
}

impl Pair {
    pub(super) fn filled() -> Self {
        let folders = [Folder::new(), Folder::new()];
        let mut ours: Ours = filled(folders[0].path());
        let mut theirs: Theirs = filled(folders[1].path());
        ours.settle();
        theirs.settle();
        Self { ours, theirs, folders }
    }

    /// Closes both and opens them again, with nothing in their caches.
    pub(super) fn reopened(self) -> Self {
        let Self { ours, theirs, folders } = self;
        ours.close();
        theirs.close();
        let [ours_in, theirs_in] = [folders[0].path(), folders[1].path()];
        Self {
            ours: Ours::open(ours_in, Setup::PLAIN),
            theirs: Theirs::open(theirs_in, Setup::PLAIN),
            folders,
        }
    }
}

/// An engine with all records, put in random order.
pub(super) fn filled<E: Engine>(folder: &Path) -> E {
    let mut engine = E::open(folder, Setup::BUFFERED);
    for number in shuffled(RECORDS, 1) {
        engine.put(&key(number), &value(number));
    }
    engine.sync();
    engine.close();
    E::open(folder, Setup::PLAIN)
}
