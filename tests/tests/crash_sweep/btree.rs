//! The B+tree against the same: crashes, failures and failing reads at every operation that 2,600 steps ask of the disk,
//! and a disk that is full from one of them on, in a tree of three levels of which the pool holds eight pages.
//!
//! What the tree promises: what was synced survives, and of the changes after that the first ones, each whole. Frames
//! of its log count changes, so a tree that is opened says itself which state it should have.
//!
//! ```text
//!   states   frame 41 ── frame 42 ── frame 43 ── …        what there was after each change
//!   crash       durable ≤ the last frame that is found: exactly its state, and every page in its place
//! ```

use crate::check::{Failure, Model};
use crate::fates;
use snowglobe_core::btree::{BTree, BTreeError, Direction, Entry, Options, SMALLEST_PAGE, SMALLEST_POOL};
use snowglobe_core::disk::{Disk, DiskError, Fate, FaultyDisk, Plan, Reason};
use snowglobe_core::random::SplitMix64;
use std::collections::BTreeMap;
use std::ops::{Bound, Range};
use std::rc::Rc;

mod sessions;
mod sweeps;

type Tree = BTree<FaultyDisk>;

/// Steps of a workload, of which most are changes.
const STEPS: usize = 2_600;
/// Keys that there can be.
const KEYS: u64 = 90;

/// What all keys begin with: so long that a few fill a page, an inner one too.
const COMMON: &[u8] = &[b'k'; 600];

fn key(number: u64) -> Vec<u8> {
    [COMMON, format!("-{number:03}").as_bytes()].concat()
}

/// How often it is synced. Checkpoints come so seldom that pages have to go before they would have been synced.
const CASES: [Options; 3] = [options(1, 12_000), options(7, 16_000), options(0, 24_000)];

const fn options(sync_every: u32, checkpoint_bytes: u64) -> Options {
    Options { page_bytes: SMALLEST_PAGE, pool_pages: SMALLEST_POOL, sync_every, checkpoint_bytes }
}

/// One step of a workload.
#[derive(Clone, Debug)]
enum Step {
    Put(u64, Vec<u8>),
    Delete(u64),
    Get(u64),
    /// From one key up to another, backwards if so.
    Scan(Range<u64>, bool),
    Sync,
    Checkpoint,
}

/// A workload: mostly puts and deletes, now and then of a whole range of keys, so that pages are freed.
fn steps(seed: u64, count: usize) -> Vec<Step> {
    let mut random = SplitMix64::new(seed);
    let mut steps = Vec::with_capacity(count + 30);
    while steps.len() < count {
        let (at, key) = (steps.len(), random.below(KEYS));
        match random.below(64) {
            0..=37 => steps.push(Step::Put(key, value(at, random.below(400)))),
            38..=51 => steps.push(Step::Delete(key)),
            52 if random.below(3) == 0 => steps.extend((key..KEYS.min(key + 30)).map(Step::Delete)),
            53..=55 => steps.push(Step::Get(key)),
            56 => steps.push(Step::Scan(key..key + random.below(40), random.below(2) == 0)),
            57 => steps.push(Step::Sync),
            58 if random.below(3) == 0 => steps.push(Step::Checkpoint),
            _ => steps.push(Step::Put(key, value(at, 30))),
        }
    }
    steps.truncate(count);
    steps
}

fn value(at: usize, length: u64) -> Vec<u8> {
    [format!("{at}-").as_bytes(), &vec![b'v'; length as usize]].concat()
}

/// Does a step. What it reads must be what there is, up to where an error stops it.
fn apply<D: Disk>(tree: &mut BTree<D>, step: &Step, there_is: &Model) -> Result<(), BTreeError> {
    match step {
        Step::Put(number, value) => tree.put(&key(*number), value),
        Step::Delete(number) => tree.delete(&key(*number)).map(drop),
        Step::Sync => tree.sync(),
        Step::Checkpoint => tree.checkpoint(),
        Step::Get(number) => {
            assert_eq!(tree.get(&key(*number))?.as_ref(), there_is.get(&key(*number)), "{step:?}");
            Ok(())
        }
        Step::Scan(numbers, backward) => {
            let (low, high) = (key(numbers.start), key(numbers.end));
            let within = there_is.range(low.clone()..high.clone());
            right(tree, (Bound::Included(&low), Bound::Excluded(&high)), within, *backward)?
                .unwrap_or_else(|failure| panic!("{step:?}: {failure}"));
            Ok(())
        }
    }
}

/// Whether a scan gives exactly this; what it gives before an error must be right, too.
fn right<'a, D: Disk>(
    tree: &mut BTree<D>,
    (low, high): (Bound<&[u8]>, Bound<&[u8]>),
    expected: impl DoubleEndedIterator<Item = (&'a Vec<u8>, &'a Vec<u8>)>,
    backward: bool,
) -> Result<Result<(), Failure>, BTreeError> {
    let direction = if backward { Direction::Backwards } else { Direction::Forwards };
    let met = tree.range(low, high, direction);
    if backward { compare(met, expected.rev()) } else { compare(met, expected) }
}

fn compare<'a>(
    mut met: impl Iterator<Item = Result<Entry, BTreeError>>,
    mut expected: impl Iterator<Item = (&'a Vec<u8>, &'a Vec<u8>)>,
) -> Result<Result<(), Failure>, BTreeError> {
    loop {
        let (met, expected) = (met.next().transpose()?, expected.next());
        if met.as_ref().map(|(key, value)| (key, value)) != expected {
            let text = |key: Option<&Vec<u8>>| {
                key.map(|key| String::from_utf8_lossy(&key[COMMON.len()..]).into_owned())
            };
            let (met, expected) = (text(met.as_ref().map(|met| &met.0)), text(expected.map(|(key, _)| key)));
            return Ok(Err(Failure::new(format!("{expected:?} expected, {met:?} met"))));
        }
        if met.is_none() {
            return Ok(Ok(()));
        }
    }
}

/// Whether the tree is sound and has exactly this: by a look at every page, or by a scan in one direction or the other,
/// as the number of its last change says, and by key for every eighth.
fn same(tree: &mut Tree, model: &Model) -> Result<(), Failure> {
    let failed = |error| Failure::new(format!("reading: {error}"));
    let (last, all) = (tree.last_frame(), (Bound::Unbounded, Bound::Unbounded));
    if last.is_multiple_of(3) {
        let census = tree.check().map_err(failed)?;
        if census.entries != model.len() as u64 {
            return Err(Failure::new(format!("{} entries expected, {census:?}", model.len())));
        }
    } else {
        right(tree, all, model.iter(), last % 3 == 1).map_err(failed)??;
    }
    for number in (last % 8..KEYS).step_by(8) {
        if tree.get(&key(number)).map_err(failed)?.as_ref() != model.get(&key(number)) {
            return Err(Failure::new(format!("get of key {number}")));
        }
    }
    Ok(())
}

/// What there was after each change, by the number of its frame.
#[derive(Clone, Debug)]
struct History {
    states: BTreeMap<u64, Rc<Model>>,
}

impl Default for History {
    /// The first frame makes the tree.
    fn default() -> Self {
        Self { states: BTreeMap::from([(1, Rc::default())]) }
    }
}

impl History {
    /// Adds what the next step does.
    fn record<D: Disk>(&mut self, tree: &BTree<D>, step: &Step) {
        let mut model = Model::clone(self.last());
        match step {
            Step::Put(number, value) => drop(model.insert(key(*number), value.clone())),
            // A key that is not there is not deleted, and that is no change.
            Step::Delete(number) if model.remove(&key(*number)).is_some() => {}
            _ => return,
        }
        self.states.insert(tree.last_frame() + 1, Rc::new(model));
        // Nothing before what is durable can come back.
        self.states = self.states.split_off(&tree.durable_frame());
    }

    fn last(&self) -> &Rc<Model> {
        self.states.last_key_value().expect("there is a first state").1
    }

    /// Takes back what came after the last change of this tree: it was refused, or a crash has taken it.
    fn forget_later<D: Disk>(&mut self, tree: &BTree<D>) {
        self.states.retain(|frame, _| *frame <= tree.last_frame());
    }

    /// After a crash there is one of the states, and none from before `least`.
    fn check_prefix(&self, tree: &mut Tree, least: u64) -> Result<(), Failure> {
        let last = tree.last_frame();
        let model = self.states.get(&last).filter(|_| last >= least);
        let model = model
            .ok_or_else(|| Failure::new(format!("there are {last} frames, at least {least} should be")))?;
        same(tree, model)
    }
}

/// Opens what a crash has left.
fn reopened(disk: FaultyDisk, options: Options) -> Result<Tree, Failure> {
    BTree::open(disk, options).map_err(|error| Failure::new(format!("opening: {error}")))
}

/// Whether an error says that the disk is full.
fn is_full(error: &BTreeError) -> bool {
    matches!(error, BTreeError::Disk(DiskError { reason: Reason::Full, .. }))
}

/// A crash; what survives is at least what was durable and at most what was asked for.
fn crash(tree: &Tree, options: Options, history: &History, fate: Fate) -> Result<(), Failure> {
    let mut disk = tree.disk().clone();
    disk.restart(fate);
    let again = reopened(disk, options);
    again
        .and_then(|mut again| history.check_prefix(&mut again, tree.durable_frame()))
        .map_err(|failure| failure.after(fate))
}

/// The same by one fate after the other, as the seed says.
fn crash_somehow(tree: &Tree, options: Options, history: &History, seed: u64) -> Result<(), Failure> {
    crash(tree, options, history, fates(seed)[seed as usize % 4])
}

/// A moment of a run: before a step.
struct Now<'a> {
    tree: &'a Tree,
    options: Options,
    step: &'a Step,
    /// The steps after it.
    rest: &'a [Step],
    /// Up to the step, and with it.
    history: &'a History,
}

impl Now<'_> {
    /// The tree, and its disk with this going wrong.
    fn with(&self, plan: Plan) -> Tree {
        let mut tree = self.tree.clone();
        tree.disk_mut().set_plan(plan);
        tree
    }

    /// Does the step.
    fn apply(&self, tree: &mut Tree) -> Result<(), BTreeError> {
        apply(tree, self.step, self.history.last())
    }

    /// The operations that the step asks of the disk: changes and reads, from which number to which.
    fn operations(&self) -> (Range<u64>, Range<u64>) {
        let mut after = self.tree.clone();
        self.apply(&mut after).expect("nothing goes wrong");
        let (from, to) = (self.tree.disk(), after.disk());
        (from.changes()..to.changes(), from.reads()..to.reads())
    }
}

/// Runs a workload and calls `each` before every step.
fn run(options: Options, seed: u64, mut each: impl FnMut(&Now<'_>)) {
    let mut tree = BTree::open(FaultyDisk::default(), options).expect("an empty disk");
    let mut history = History::default();
    let steps = steps(seed, STEPS);
    let (mut changes, mut inner) = (0, 0);
    for (at, step) in steps.iter().enumerate() {
        history.record(&tree, step);
        each(&Now { tree: &tree, options, step, rest: &steps[at + 1..], history: &history });
        apply(&mut tree, step, history.last()).expect("nothing goes wrong");
        changes += usize::from(matches!(step, Step::Put(..) | Step::Delete(_)));
        if at % 100 == 0 {
            inner = inner.max(tree.check().expect("it is sound").inner);
        }
    }
    same(&mut tree, history.last()).unwrap_or_else(|failure| panic!("{failure}"));
    let (counters, census) = (tree.counters(), tree.check().expect("it is sound"));
    assert!(
        changes >= 2_000 && inner > 4 && counters.checkpoints > 10 && counters.page_reads > 2_000,
        "the workload is too small: {changes} changes, {inner} inner pages, {counters:?}, {census:?}"
    );
}

/// Sweeps all cases, each on a thread of its own; how much there was.
fn sweep_all(sweep: impl Fn(Options) -> u64 + Copy + Send) -> u64 {
    std::thread::scope(|scope| {
        let threads = CASES.map(|options| scope.spawn(move || sweep(options)));
        threads.into_iter().map(|thread| thread.join().expect("no violation")).sum()
    })
}
