//! Openings, and what is written until the next: with crashes and failing reads in there, after a crash, or on a disk
//! that has nothing yet.
//!
//! ```text
//!   crash ── open ── write ── close                 a session, with so many operations
//!             └ crash at each of these ── lost │ kept │ torn ── open, compare
//! ```

use crate::check::{Failure, History, reopened};
use crate::workload::{Case, Step, apply, key, steps};
use crate::{fates, run, sweep_all};
use snowglobe_core::disk::{Disk, Fate, FaultyDisk, Plan, Reason};
use snowglobe_core::lsm::{Lsm, LsmError, Options};

/// Sessions begin before every so many-th step of a run; not so few that each moment of flushes and merges is met.
const STRIDE: usize = 61;

/// A disk, and what the engine on it has promised.
#[derive(Clone)]
struct Base {
    disk: FaultyDisk,
    history: History,
    /// Writes that must be there.
    durable: u64,
}

impl Base {
    /// Opens the engine, does these steps and closes it.
    fn session(&mut self, options: &Options, steps: &[Step]) -> Result<(), LsmError> {
        let mut lsm = Lsm::open(&mut self.disk, options.clone())?;
        assert!(lsm.last_sequence() >= self.durable, "opened with less than what was durable");
        self.history.forget_later(&lsm);
        self.durable = lsm.durable_sequence();
        for step in steps {
            self.history.record(&lsm, step);
            let done = apply(&mut lsm, step, self.history.last());
            self.durable = lsm.durable_sequence();
            done?;
        }
        let all = lsm.last_sequence();
        lsm.close()?;
        self.durable = all;
        Ok(())
    }

    /// The machine starts again: what was promised is there, and what is there stays.
    fn restart(&mut self, options: &Options, fate: Fate) -> Result<(), Failure> {
        self.disk.restart(fate);
        let again = reopened(self.disk.clone(), options)?;
        self.history.check_prefix(&again, self.durable).map_err(|failure| failure.after(fate))?;
        self.history.forget_later(&again);
        self.durable = again.last_sequence();
        Ok(())
    }

    /// Crashes at each change of a session, and fails each read; how many there were.
    fn sweep(&self, options: &Options, steps: &[Step]) -> Result<u64, Failure> {
        let mut whole = self.clone();
        let failed = |error| Failure::new(format!("a session in which nothing goes wrong: {error}"));
        whole.session(options, steps).map_err(failed)?;
        for at in self.disk.changes()..whole.disk.changes() {
            let mut crashed = self.clone();
            crashed.disk.set_plan(Plan { crash_at: Some(at), ..Plan::default() });
            assert!(crashed.session(options, steps).is_err() || crashed.disk.is_crashed());
            for fate in fates(at) {
                let named = |failure: Failure| Failure::new(format!("crash at {at}, {failure}"));
                crashed.clone().restart(options, fate).map_err(named)?;
            }
        }
        for at in self.disk.reads()..whole.disk.reads() {
            let mut failing = self.clone();
            failing.disk.set_plan(Plan { read_error_at: Some(at), ..Plan::default() });
            match failing.session(options, steps) {
                Err(LsmError::Disk(error)) if error.reason == Reason::Device => {}
                // What looks at a leftover, or works behind a write, is done again later.
                Ok(()) => {}
                Err(error) => return Err(Failure::new(format!("read {at}: {error}"))),
            }
            failing.restart(options, fates(at)[at as usize % 4])?;
        }
        Ok(whole.disk.changes() - self.disk.changes())
    }
}

/// A few writes, with a batch, a flush and reads of what is there.
fn few(seed: u64) -> Vec<Step> {
    let mut few = steps(seed, 6);
    few.push(Step::Get(key(seed % 90)));
    few.push(Step::Scan(key(seed % 60)..key(seed % 60 + 9), seed.is_multiple_of(2)));
    few
}

fn sweep_second_crashes(case: Case) -> u64 {
    let (mut crashes, mut at) = (0, 0);
    run(case, 4, |now| {
        at += 1;
        if at % STRIDE > 0 {
            return;
        }
        let seed = at as u64;
        let mut base = Base {
            disk: now.lsm.disk().clone(),
            history: now.history.clone(),
            durable: now.lsm.durable_sequence(),
        };
        let options = now.lsm.options();
        let fate = fates(seed).get(at / STRIDE % 5).copied();
        let begun = match fate {
            Some(fate) => base.restart(options, fate),
            // The program was killed and the machine was not: what is not durable is there, and may be lost yet.
            None => {
                base.disk.unlock();
                Ok(())
            }
        };
        let swept = begun.and_then(|()| base.sweep(options, &few(seed)));
        crashes += swept.unwrap_or_else(|failure| panic!("{case:?} after step {at}, {fate:?}: {failure}"));
    });
    crashes
}

#[test]
fn a_second_crash_while_opening_writing_on_or_closing_keeps_the_promise() {
    let total = sweep_all(sweep_second_crashes);
    println!("{total} second crashes, each with four fates");
    assert!(total > 5_000);
}

#[test]
fn a_crash_while_a_database_is_made_leaves_one_or_none() {
    let total = sweep_all(|case| {
        let mut crashes = 0;
        for seed in 0..10 {
            let base = Base { disk: FaultyDisk::default(), history: History::default(), durable: 0 };
            let swept = base.sweep(&case.options(), &few(seed));
            crashes += swept.unwrap_or_else(|failure| panic!("{case:?} {seed}: {failure}"));
        }
        crashes
    });
    println!("{total} crashes of new databases");
    assert!(total > 1_000);
}
