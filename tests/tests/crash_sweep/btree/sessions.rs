//! Openings, and what is changed until the next: crashes and failing reads in there, after a crash, after the program
//! was killed, or on a disk that has nothing yet.

use super::*;

/// Sessions begin before every so many-th step of a run.
const STRIDE: usize = 61;

/// A disk, and what the tree on it has promised.
#[derive(Clone)]
struct Base {
    disk: FaultyDisk,
    options: Options,
    history: History,
    /// The frame that must be there.
    durable: u64,
}

impl Base {
    /// Opens the tree, does these steps and closes it.
    fn session(&mut self, steps: &[Step]) -> Result<(), BTreeError> {
        let mut tree = BTree::open(&mut self.disk, self.options)?;
        assert!(tree.last_frame() >= self.durable, "opened with less than what was durable");
        self.history.forget_later(&tree);
        self.durable = tree.durable_frame();
        for step in steps {
            self.history.record(&tree, step);
            let done = apply(&mut tree, step, self.history.last());
            self.durable = tree.durable_frame();
            done?;
        }
        let all = tree.last_frame();
        tree.close()?;
        self.durable = all;
        Ok(())
    }

    /// The machine starts again: what was promised is there, and what is there stays.
    fn restart(&mut self, fate: Fate) -> Result<(), Failure> {
        self.disk.restart(fate);
        let mut again = reopened(self.disk.clone(), self.options)?;
        self.history.check_prefix(&mut again, self.durable).map_err(|failure| failure.after(fate))?;
        self.history.forget_later(&again);
        self.durable = again.last_frame();
        Ok(())
    }

    /// Crashes at each change of a session, and fails each read; how many there were.
    fn sweep(&self, steps: &[Step]) -> Result<u64, Failure> {
        let mut whole = self.clone();
        let failed = |error| Failure::new(format!("a session in which nothing goes wrong: {error}"));
        whole.session(steps).map_err(failed)?;
        let mut crashes = 0;
        for at in self.disk.changes()..whole.disk.changes() {
            let mut crashed = self.clone();
            crashed.disk.set_plan(Plan { crash_at: Some(at), ..Plan::default() });
            assert!(crashed.session(steps).is_err() || crashed.disk.is_crashed());
            for fate in fates(at) {
                let named = |failure: Failure| Failure::new(format!("crash at {at}, {failure}"));
                crashed.clone().restart(fate).map_err(named)?;
            }
            crashes += 1;
        }
        for at in self.disk.reads()..whole.disk.reads() {
            let mut failing = self.clone();
            failing.disk.set_plan(Plan { read_error_at: Some(at), ..Plan::default() });
            match failing.session(steps) {
                Err(BTreeError::Disk(error)) if error.reason == Reason::Device => {}
                other => return Err(Failure::new(format!("read {at}: {other:?}"))),
            }
            failing.restart(fates(at)[at as usize % 4])?;
        }
        Ok(crashes)
    }
}

/// A few changes, and reads of what is there.
fn few(seed: u64) -> Vec<Step> {
    let mut few = steps(seed, 6);
    few.push(Step::Get(seed % KEYS));
    few.push(Step::Scan(seed % KEYS..KEYS, seed.is_multiple_of(2)));
    few
}

fn sweep_second_crashes(options: Options) -> u64 {
    let (mut crashes, mut at) = (0, 0);
    run(options, 4, |now| {
        at += 1;
        if at % STRIDE > 0 {
            return;
        }
        let (disk, history) = (now.tree.disk().clone(), now.history.clone());
        let mut base = Base { disk, options, history, durable: now.tree.durable_frame() };
        let fate = fates(at as u64).get(at / STRIDE % 5).copied();
        let begun = match fate {
            Some(fate) => base.restart(fate),
            // The program was killed and the machine was not: what is not durable is there, and may be lost yet.
            None => {
                base.disk.unlock();
                Ok(())
            }
        };
        let swept = begun.and_then(|()| base.sweep(&few(at as u64)));
        crashes += swept.unwrap_or_else(|failure| panic!("{options:?} after step {at}, {fate:?}: {failure}"));
    });
    crashes
}

#[test]
fn a_second_crash_of_the_tree_keeps_the_promise() {
    let total = sweep_all(sweep_second_crashes);
    println!("{total} second crashes, each with four fates");
    assert!(total > 2_000);
}

#[test]
fn a_crash_while_a_tree_is_made_leaves_one_or_none() {
    let total = sweep_all(|options| {
        let mut crashes = 0;
        for seed in 0..10 {
            let base = Base { disk: FaultyDisk::default(), options, history: History::default(), durable: 0 };
            let swept = base.sweep(&few(seed));
            crashes += swept.unwrap_or_else(|failure| panic!("{options:?} {seed}: {failure}"));
        }
        crashes
    });
    println!("{total} crashes of new trees");
    assert!(total > 300);
}
