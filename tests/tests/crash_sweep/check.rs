//! Comparing an engine with what should be there, through every way of reading.

use crate::workload::{KEYS, Step, key};
use snowglobe_core::disk::{Disk, Fate, FaultyDisk};
use snowglobe_core::lsm::{Lsm, LsmError, Options, Scan, Snapshot};
use std::collections::BTreeMap;
use std::fmt;
use std::rc::Rc;

/// What should be there.
pub(crate) type Model = BTreeMap<Vec<u8>, Vec<u8>>;

/// What is not as promised.
#[derive(Debug)]
pub(crate) struct Failure(String);

impl Failure {
    pub(crate) fn new(text: String) -> Self {
        Self(text)
    }

    pub(crate) fn after(self, fate: Fate) -> Self {
        Self(format!("{fate:?}: {}", self.0))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Opens what a crash has left.
pub(crate) fn reopened(disk: FaultyDisk, options: &Options) -> Result<Lsm<FaultyDisk>, Failure> {
    Lsm::open(disk, options.clone()).map_err(|error| Failure::new(format!("opening: {error}")))
}

/// Whether a scan gives exactly this; what it gives before an error must be right, too.
pub(crate) fn right<'a, D: Disk>(
    mut scan: Scan<'_, D>,
    expected: impl DoubleEndedIterator<Item = (&'a Vec<u8>, &'a Vec<u8>)>,
    backward: bool,
) -> Result<Result<(), Failure>, LsmError> {
    let (mut ahead, mut back) = if backward { (None, Some(expected.rev())) } else { (Some(expected), None) };
    let mut next =
        || ahead.as_mut().and_then(Iterator::next).or_else(|| back.as_mut().and_then(Iterator::next));
    loop {
        let met = scan.advance()?.then(|| (scan.key(), scan.value()));
        match (next(), met) {
            (None, None) => return Ok(Ok(())),
            (Some((key, value)), Some(met)) if (key.as_slice(), value.as_slice()) == met => {}
            (expected, met) => {
                let text = |key: Option<&[u8]>| key.map(|key| String::from_utf8_lossy(key).into_owned());
                let (expected, met) =
                    (text(expected.map(|(key, _)| key.as_slice())), text(met.map(|met| met.0)));
                return Ok(Err(Failure::new(format!(
                    "backward: {backward}, {expected:?} expected, {met:?} met"
                ))));
            }
        }
    }
}

/// Whether the engine has exactly this: by a scan in either direction, and by key for every fourth, which those are
/// changes with the writes.
pub(crate) fn same<D: Disk>(lsm: &Lsm<D>, model: &Model) -> Result<(), Failure> {
    let failed = |error| Failure::new(format!("reading: {error}"));
    for backward in [false, true] {
        let scan = if backward { lsm.scan_back::<&[u8]>(..) } else { lsm.scan::<&[u8]>(..) };
        scan.and_then(|scan| right(scan, model.iter(), backward)).map_err(failed)??;
    }
    for number in (lsm.last_sequence() % 4..KEYS).step_by(4) {
        let key = key(number);
        if lsm.get_with(&key, |value| Some(value) == model.get(&key).map(Vec::as_slice)).map_err(failed)?
            != model.get(&key).map(|_| true)
        {
            return Err(Failure::new(format!("get of key {number}")));
        }
    }
    Ok(())
}

/// Snapshots, and what there was when they were taken.
#[derive(Default)]
pub(crate) struct Moments(Vec<(Snapshot, Rc<Model>)>);

impl Moments {
    /// Takes one, and lets go of the oldest if there are several.
    pub(crate) fn take<D: Disk>(&mut self, lsm: &mut Lsm<D>, history: &History) {
        if self.0.len() > 2 {
            self.0.remove(0);
        }
        self.0.push((lsm.snapshot(), Rc::clone(history.newest())));
    }

    /// Whether each still sees what it saw, in one direction or the other.
    pub(crate) fn check<D: Disk>(&self, lsm: &Lsm<D>) -> Result<(), Failure> {
        for (at, (snapshot, model)) in self.0.iter().enumerate() {
            let backward = at % 2 == 0;
            let scan = lsm.scan_at::<&[u8]>(snapshot, .., backward);
            let seen = scan.and_then(|scan| right(scan, model.iter(), backward));
            seen.map_err(|error| Failure::new(format!("a snapshot: {error}")))??;
        }
        Ok(())
    }
}

/// What there was after each write: a state for each sequence number at which one may stop.
#[derive(Clone, Debug)]
pub(crate) struct History {
    states: BTreeMap<u64, Rc<Model>>,
}

impl Default for History {
    fn default() -> Self {
        Self { states: BTreeMap::from([(0, Rc::default())]) }
    }
}

impl History {
    /// Adds what the next step does.
    pub(crate) fn record<D: Disk>(&mut self, lsm: &Lsm<D>, step: &Step) {
        let Step::Write(writes) = step else { return };
        let mut model = Model::clone(self.last());
        for (key, value) in writes {
            match value {
                Some(value) => drop(model.insert(key.clone(), value.clone())),
                None => drop(model.remove(key)),
            }
        }
        self.states.insert(lsm.last_sequence() + step.writes(), Rc::new(model));
        // Nothing before what is durable can come back.
        self.states = self.states.split_off(&lsm.durable_sequence());
    }

    fn newest(&self) -> &Rc<Model> {
        self.states.last_key_value().expect("there is a first state").1
    }

    /// What should be there now.
    pub(crate) fn last(&self) -> &Model {
        self.newest()
    }

    /// Takes back what came after the last write of this engine: it was refused, or a crash has taken it.
    pub(crate) fn forget_later<D: Disk>(&mut self, lsm: &Lsm<D>) {
        self.states.retain(|sequence, _| *sequence <= lsm.last_sequence());
    }

    /// Whether the engine has the last state.
    pub(crate) fn compare<D: Disk>(&self, lsm: &Lsm<D>) -> Result<(), Failure> {
        same(lsm, self.last())
    }

    /// After a crash there is one of the states, and none from before `least`.
    pub(crate) fn check_prefix<D: Disk>(&self, lsm: &Lsm<D>, least: u64) -> Result<(), Failure> {
        let last = lsm.last_sequence();
        let model = self.states.get(&last).filter(|_| last >= least);
        let model = model
            .ok_or_else(|| Failure::new(format!("there are {last} writes, at least {least} should be")))?;
        same(lsm, model)
    }
}
