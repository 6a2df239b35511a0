//! How replicas are made equal again, and how ranges change hands.
//!
//! ```text
//!   Compare root ──▶ differs ──▶ Compare its two children ──▶ … ──▶ a bucket differs ──▶ Exchange its records
//!   a node joins:  Pull ──▶ to those who kept the range ◀── Pushed ──┘   N − W + 1 have sent it: it is here, Taken
//! ```
//!
//! Of any W replicas that have a write, N − W + 1 of the N include one: so what was acknowledged before is there when a
//! range has arrived. Where more than half of a data centre's k replicas acknowledge, k − k∕2 of each centre are waited for.
//! What is asked of the range meanwhile waits.

use super::message::{Key, Message, Timer};
use super::placement::Placement;
use super::record::Record;
use super::replica::{Job, Replica};
use super::setup::Node;
use super::word::Word;
use crate::disk::FaultyDisk;
use crate::lsm::LsmError;
use crate::merkle::{Fast, SparseTree};
use crate::sim::{Context, NodeId};
use alloc::sync::Arc;
use alloc::vec::Vec;

/// A hash and its place in the tree.
const HASH_BYTES: u64 = 8 + 4;
/// The hash of a key and its number; a record comes as it is stored, its value as the number that stands for it.
const KEY_BYTES: u64 = 8 + 4;

/// A range on its way here.
#[derive(Clone, Debug, Default)]
pub(super) struct Arriving {
    /// By whom it was kept so far: more than one list if it began anew on the way.
    kept: Vec<Arc<Placement>>,
    /// Who has sent it.
    pub(super) came: Vec<u32>,
}

impl Arriving {
    /// The others who kept it.
    fn from(&self, range: usize, me: u32) -> Vec<u32> {
        let mut from: Vec<u32> = Vec::new();
        for node in self.kept.iter().flat_map(|kept| kept.home(range)) {
            if *node != me && !from.contains(node) {
                from.push(*node);
            }
        }
        from
    }

    /// Whether those who sent it include one of any who acknowledged a write: W, or more than half of a data centre's.
    fn is_here(&self, range: usize, me: u32, w: Option<u8>) -> bool {
        self.kept.iter().all(|kept| {
            let home = kept.home(range);
            let centre = |node: u32| kept.member(node).filter(|_| w.is_none()).map(|member| member.centre);
            home.iter().all(|one| {
                let group = home.iter().filter(|node| centre(**node) == centre(*one));
                let count = group.clone().count();
                let others = group.filter(|node| **node != me);
                let came = others.clone().filter(|node| self.came.contains(node)).count();
                let enough = count + 1 - w.map_or(count / 2 + 1, usize::from).min(count);
                came >= enough.min(others.count())
            })
        })
    }
}

impl Replica {
    /// Begins to compare the next of its ranges with another that keeps it.
    pub(super) fn repair(&mut self, context: &mut Context<'_, Node>) {
        context.after(context.shared().parameters.repair_period, Timer::Repair);
        let ranges: Vec<usize> = self.placement.ranges_of(self.me).collect();
        let Some(range) = ranges.get(self.compared % ranges.len().max(1)).copied() else { return };
        self.compared = self.compared.wrapping_add(1);
        let others: Vec<u32> =
            self.placement.home(range).iter().copied().filter(|node| *node != self.me).collect();
        let at = context.random().below(others.len().max(1) as u64) as usize;
        let Some(other) = others.get(at).filter(|node| self.believes_alive(**node)) else { return };
        let root = self.hash(range, 1, context.shared().parameters.tree_height);
        self.send_hashes(NodeId(*other), (range as u32, 0), Vec::from([(1, root)]), context);
    }

    fn send_hashes(
        &mut self,
        to: NodeId,
        (range, so_far): (u32, u64),
        nodes: Vec<(u32, u64)>,
        context: &mut Context<'_, Node>,
    ) {
        self.tally.repair_bytes += nodes.len() as u64 * HASH_BYTES;
        context.send(to, Message::Compare { range, so_far, nodes: Arc::new(nodes) });
    }

    /// All that is here of a bucket.
    fn send_bucket(
        &mut self,
        to: NodeId,
        (range, bucket): (u32, u32),
        answer: bool,
        context: &mut Context<'_, Node>,
    ) -> Result<(), LsmError> {
        let records =
            self.store.as_ref().map_or(Ok(Vec::new()), |store| store.of_bucket(range as usize, bucket))?;
        let mut bytes = Vec::new();
        records.iter().for_each(|(_, record)| record.encode(&mut bytes));
        self.tally.exchanged += records.len() as u64;
        self.tally.repair_bytes += bytes.len() as u64 + records.len() as u64 * KEY_BYTES;
        context.send(to, Message::Exchange { range, bucket, records: Arc::new(records), answer });
        Ok(())
    }

    /// A hash of a range's tree, by its place. Nothing was ever written: that of an empty tree.
    fn hash(&self, range: usize, place: usize, height: u32) -> u64 {
        let empty = || SparseTree::<Fast>::new(height).map_or(0, |tree| tree.at(place));
        self.store.as_ref().and_then(|store| store.tree(range)).map_or_else(empty, |tree| tree.at(place))
    }

    /// Compares hashes with one's own: where they differ, those below are sent back, or the records of a bucket.
    pub(super) fn compare(
        &mut self,
        from: NodeId,
        (range, so_far): (u32, u64),
        nodes: &[(u32, u64)],
        context: &mut Context<'_, Node>,
    ) -> Result<(), LsmError> {
        let of = range as usize;
        if !self.placement.is_home(of, self.me) {
            return Ok(());
        }
        let compared = nodes.len() as u64;
        self.tally.compared += compared;
        let height = context.shared().parameters.tree_height;
        let buckets = 1_u32 << height;
        let differing = nodes.iter().filter(|(place, hash)| self.hash(of, *place as usize, height) != *hash);
        let differing: Vec<u32> =
            differing.map(|(place, _)| *place).filter(|place| *place < 2 * buckets).collect();
        let mut children = Vec::new();
        for place in differing {
            if place < buckets {
                let both = [2 * place, 2 * place + 1];
                children.extend(both.map(|child| (child, self.hash(of, child as usize, height))));
            } else {
                self.last_search = (context.moment(), so_far + compared);
                self.send_bucket(from, (range, place - buckets), true, context)?;
            }
        }
        if !children.is_empty() {
            self.send_hashes(from, (range, so_far + compared), children, context);
        }
        Ok(())
    }

    pub(super) fn exchange(
        &mut self,
        from: NodeId,
        (range, bucket): (u32, u32),
        records: &[(Key, Record)],
        answer: bool,
        context: &mut Context<'_, Node>,
    ) -> Result<(), LsmError> {
        for (key, record) in records {
            self.take_in(*key, record, context)?;
        }
        if answer {
            self.send_bucket(from, (range, bucket), false, context)?;
        }
        Ok(())
    }

    /// The list of members is now this one: ranges come, and others may go.
    pub(super) fn adopt(&mut self, placement: &Arc<Placement>, context: &mut Context<'_, Node>) {
        let (comes, goes) = self.reconfigure(placement);
        let now = context.clock();
        let others: Vec<u32> = self.others().collect();
        self.members.merge(others.iter().map(|node| (*node, 0)), now);
        if comes > 0 || goes > 0 {
            context.note(Word::Moves.with(comes, goes));
        }
        if self.readdress(context).is_err() {
            self.tally.failures += 1;
        }
        self.ask_anew(context);
        // Who is out hears of nobody any more; whom it passed on what it had was still to be alive.
        if self.placement.member(self.me).is_none() {
            self.suspected.clear();
        }
        self.ask_for_arriving(context);
    }

    /// Whether ranges are on their way here.
    #[must_use]
    pub fn is_moving(&self) -> bool {
        !self.arriving.is_empty()
    }

    /// Takes the new list; how many ranges come, and how many go.
    pub(super) fn reconfigure(&mut self, placement: &Arc<Placement>) -> (u64, u64) {
        let before = core::mem::replace(&mut self.placement, Arc::clone(placement));
        self.suspected.retain(|node| placement.member(*node).is_some());
        if let Some(swim) = &mut self.swim {
            swim.keep(placement.members().iter().map(|member| member.node));
        }
        // Who was none of them heard of nobody meanwhile: that is no silence of theirs.
        let is_new = before.member(self.me).is_none();
        let gone = |node: u32| is_new || placement.member(node).is_none();
        for member in before.members().iter().filter(|member| gone(member.node)) {
            self.members.remove(member.node);
            self.detectors.remove(&member.node);
        }
        let mut comes = 0;
        for range in placement.ranges_of(self.me).filter(|range| !before.is_home(*range, self.me)) {
            self.arriving.get_or_default(&range).kept.push(Arc::clone(&before));
            comes += 1;
        }
        let goes = before.ranges_of(self.me).filter(|range| !placement.is_home(*range, self.me)).count();
        self.arriving.retain(|range, _| placement.is_home(*range, self.me));
        (comes, goes as u64)
    }

    /// The disk is gone, and all that was on it.
    pub(super) fn lose_disk(&mut self) {
        self.store = None;
        self.disk = Some(FaultyDisk::default());
        self.life += 1;
        self.before_loss = self.last_taken.clone();
        self.graves.clear();
    }

    /// Whether anything was ever written on its disk, while that is closed.
    pub(super) fn keeps_data(&self) -> bool {
        self.disk.as_ref().is_some_and(|disk| disk.changes() > 0)
    }

    /// A new machine in the place of one that is lost: all of its ranges come.
    pub(super) fn begin_anew(&mut self) {
        let ranges: Vec<usize> = self.placement.ranges_of(self.me).collect();
        for range in ranges {
            // Who alone kept it has nobody to get it from. If it was on its way, those who kept it before are asked, too.
            if self.placement.home(range).len() > 1 {
                self.arriving.get_or_default(&range).kept.push(Arc::clone(&self.placement));
            }
        }
    }

    /// Asks for the ranges that are not here yet; again and again, for messages are lost.
    pub(super) fn ask_for_arriving(&self, context: &mut Context<'_, Node>) {
        let version = self.placement.version;
        for (range, arriving) in self.arriving.iter() {
            let mut from = arriving.from(*range, self.me);
            from.retain(|node| !arriving.came.contains(node));
            for node in from {
                context.send(NodeId(node), Message::Pull { range: *range as u32, version });
            }
        }
    }

    pub(super) fn push_range(
        &mut self,
        from: NodeId,
        range: u32,
        version: u32,
        context: &mut Context<'_, Node>,
    ) -> Result<(), LsmError> {
        // What is on its way here itself is no answer yet.
        if self.arriving.contains_key(&(range as usize)) {
            return Ok(());
        }
        let Some(store) = &self.store else { return Ok(()) };
        let records = store.range(range as usize)?;
        self.tally.moved += records.len() as u64;
        context.send(from, Message::Pushed { range, version, records: Arc::new(records) });
        Ok(())
    }

    pub(super) fn take_range(
        &mut self,
        from: NodeId,
        (range, version): (u32, u32),
        records: &[(Key, Record)],
        context: &mut Context<'_, Node>,
    ) -> Result<(), LsmError> {
        let of = range as usize;
        if version != self.placement.version || !self.arriving.contains_key(&of) {
            return Ok(());
        }
        for (key, record) in records {
            self.take_in(*key, record, context)?;
        }
        let parameters = &context.shared().parameters;
        let w = (!parameters.local_quorum).then_some(parameters.quorum.w());
        let Some(arriving) = self.arriving.get_mut(&of) else { return Ok(()) };
        arriving.came.push(from.0);
        if !arriving.is_here(of, self.me, w) {
            return Ok(());
        }
        let kept = arriving.from(of, self.me);
        self.arriving.remove(&of);
        context.note(Word::Arrived.with(u64::from(range), records.len() as u64));
        let (here, later) =
            core::mem::take(&mut self.parked).into_iter().partition(|(parked, _)| *parked == of);
        self.parked = later;
        let here: Vec<(usize, Job)> = here;
        for (_, job) in here {
            self.enqueue(job, context);
        }
        for node in kept.into_iter().filter(|node| !self.placement.is_home(of, *node)) {
            context.send(NodeId(node), Message::Taken { range, version });
        }
        Ok(())
    }

    /// What is asked of a range that is on its way here waits, if there is room.
    pub(super) fn park(&mut self, range: usize, job: Job) {
        if self.parked.len() < Self::MOST_WAITING {
            self.parked.push((range, job));
        }
    }

    /// Who is at home has it. A node that stood in keeps its hints: they are not part of the range.
    pub(super) fn forget_range(
        &mut self,
        range: u32,
        context: &mut Context<'_, Node>,
    ) -> Result<(), LsmError> {
        if self.placement.is_home(range as usize, self.me) {
            return Ok(());
        }
        let Some(store) = &mut self.store else { return Ok(()) };
        let records = store.range(range as usize)?;
        if records.is_empty() {
            return Ok(());
        }
        for (key, _) in &records {
            store.forget(*key)?;
            self.graves.remove(key);
        }
        records.iter().for_each(|(_, record)| self.forgets(record));
        self.tally.moved += records.len() as u64;
        context.note(Word::Forgot.with(u64::from(range), records.len() as u64));
        Ok(())
    }
}
