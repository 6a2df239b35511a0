//! The disk itself: carries accesses out one at a time, in the order of their numbers, and takes its time.
//!
//! ```text
//!   append log-000004 at 830, 93 bytes    goes on where the last access ended      bytes alone
//!   sync log-000004                       something of it is volatile               one positioning
//!   read table-000003 at 24, 498 bytes    elsewhere                                 one positioning, and bytes
//! ```
//!
//! What arrives early is kept, what arrives twice is ignored: the network may do what it likes. What was carried out is
//! on a [`FaultyDisk`], which knows to the byte what is durable. When the power fails, what stood in the queue was never
//! written, and what was volatile meets its fate.

use super::access::FileCode;
use super::choice::{DiskKind, Loss};
use super::{Access, Message, Node, Timer};
use crate::disk::{Disk, DiskModel, Fate, FaultyDisk, FileId};
use crate::flat_map::FlatMap;
use crate::random::SplitMix64;
use crate::sim::{Context, Nanos, NodeId};
use alloc::collections::VecDeque;
use alloc::sync::Arc;
use alloc::vec::Vec;

/// What a disk did since the run began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct DiskTally {
    /// Bytes written.
    pub written: u64,
    /// Bytes read.
    pub read: u64,
    /// Times that something was made durable.
    pub syncs: u64,
    /// Reads and writes that went on where the last one ended.
    pub sequential: u64,
    /// Reads and writes that did not.
    pub random: u64,
    /// How often it had to find a place: for random accesses, and for syncs that had something to do.
    pub positionings: u64,
    /// Time that it was busy.
    pub busy: Nanos,
}

impl DiskTally {
    /// Time that all this takes such a disk.
    #[must_use]
    pub fn time_on(&self, model: &DiskModel) -> Nanos {
        model.random(self.positionings, self.read + self.written)
    }
}

/// A file on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlatterFile<'a> {
    /// Its name.
    pub name: &'a str,
    /// Bytes that a crash cannot take, if the name is durable.
    pub durable: u64,
    /// Bytes written since it was made durable.
    pub volatile: u64,
    /// Whether a crash cannot take the name.
    pub durable_name: bool,
}

/// An access, and whether an answer is waited for.
type Held = (Arc<Access>, bool);

/// The disk; see the module.
#[derive(Clone, Debug)]
pub struct Platter {
    disk: FaultyDisk,
    kind: DiskKind,
    loss: Loss,
    engine: NodeId,
    epoch: u32,
    /// The number of the access that is carried out next, or now.
    next: u64,
    /// Those that wait, from the next on; what has not arrived yet leaves a gap.
    held: VecDeque<Option<Held>>,
    busy: Option<Held>,
    /// Where the last access ended.
    head: Option<(Arc<str>, u64)>,
    handles: FlatMap<Arc<str>, FileId>,
    random: SplitMix64,
    tally: DiskTally,
}

impl Platter {
    pub(super) fn new(kind: DiskKind, loss: Loss, engine: NodeId, random: SplitMix64) -> Self {
        Self {
            disk: FaultyDisk::default(),
            kind,
            loss,
            engine,
            epoch: 0,
            next: 0,
            held: VecDeque::new(),
            busy: None,
            head: None,
            handles: FlatMap::default(),
            random,
            tally: DiskTally::default(),
        }
    }

    /// Puts files on it, durably, before the run begins.
    pub(super) fn fill(&mut self, files: &[(Arc<str>, Arc<Vec<u8>>)]) {
        for (name, bytes) in files {
            let access = Access::Create { file: Arc::clone(name) };
            self.apply(&access);
            self.apply(&Access::Append { file: Arc::clone(name), offset: 0, bytes: Arc::from(&bytes[..]) });
            self.apply(&Access::Sync { file: Arc::clone(name) });
        }
        self.apply(&Access::SyncNames);
    }

    /// What it did.
    #[must_use]
    pub fn tally(&self) -> DiskTally {
        self.tally
    }

    /// What an access costs.
    #[must_use]
    pub fn model(&self) -> DiskModel {
        self.kind.model()
    }

    /// The disk with its files.
    #[must_use]
    pub fn disk(&self) -> &FaultyDisk {
        &self.disk
    }

    /// How often its power failed.
    #[must_use]
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// Accesses that wait; the one that it is busy with does not count.
    #[must_use]
    pub fn queue(&self) -> usize {
        self.held.iter().flatten().count()
    }

    /// Accesses that wait, by number.
    pub fn waiting(&self) -> impl Iterator<Item = (u64, &Access)> {
        let numbered = (self.first_held()..).zip(&self.held);
        numbered.filter_map(|(number, held)| held.as_ref().map(|(access, _)| (number, &**access)))
    }

    /// What it is busy with.
    #[must_use]
    pub fn busy(&self) -> Option<&Access> {
        self.busy.as_ref().map(|(access, _)| &**access)
    }

    /// Where the last access ended: the file, and the place in it.
    #[must_use]
    pub fn head(&self) -> Option<(&str, u64)> {
        self.head.as_ref().map(|(name, at)| (&**name, *at))
    }

    /// Its files, by name.
    pub fn files(&self) -> impl Iterator<Item = PlatterFile<'_>> {
        self.disk.names().map(|name| PlatterFile {
            name,
            durable: self.disk.durable_bytes(name).map_or(0, |bytes| bytes.len() as u64),
            volatile: self.disk.volatile_bytes(name),
            durable_name: self.disk.has_durable_name(name),
        })
    }

    pub(super) fn rot(&mut self, name: &str, offset: usize) -> bool {
        self.disk.flip(name, offset, ROT)
    }

    pub(super) fn on_start(&mut self, context: &mut Context<'_, Node>) {
        if self.epoch > 0 {
            context.send(self.engine, Message::Anew { epoch: self.epoch });
        }
    }

    pub(super) fn on_message(&mut self, message: Message, context: &mut Context<'_, Node>) {
        let Message::Access { epoch, number, awaited, access } = message else { return };
        if epoch != self.epoch {
            // Of before the power failed.
            return context.send(self.engine, Message::Anew { epoch: self.epoch });
        }
        if number < self.next {
            // A double: the answer may have been lost.
            let last = number + 1 == self.next;
            return self.answer(last && *access == Access::Mount, context);
        }
        let under_way = number == self.next && self.busy.is_some();
        if !under_way {
            self.hold(number, (access, awaited));
            self.pump(context);
        }
    }

    pub(super) fn on_timer(&mut self, timer: Timer, context: &mut Context<'_, Node>) {
        let Timer::Worked { number, .. } = timer else { return };
        if number != self.next {
            return;
        }
        if let Some((access, awaited)) = self.busy.take() {
            self.finish(&access, awaited, context);
            self.pump(context);
        }
    }

    /// The number that the first of the waiting has or will have.
    fn first_held(&self) -> u64 {
        self.next + u64::from(self.busy.is_some())
    }

    /// Keeps what arrived; of doubles the first.
    fn hold(&mut self, number: u64, access: Held) {
        let at = (number - self.first_held()) as usize;
        if at >= self.held.len() {
            self.held.resize_with(at + 1, || None);
        }
        self.held[at].get_or_insert(access);
    }

    /// Begins the next access that is there; those that take no time are done at once.
    fn pump(&mut self, context: &mut Context<'_, Node>) {
        while self.busy.is_none() {
            let arrived = self.held.pop_front_if(|held| held.is_some()).flatten();
            let Some((access, awaited)) = arrived else { return };
            let cost = self.cost(&access);
            if cost == 0 {
                self.finish(&access, awaited, context);
                continue;
            }
            let time = context.slowed(cost);
            self.tally.busy = self.tally.busy.saturating_add(time);
            let file = access.file().map_or(0, |name| FileCode::of(name).packed());
            context.after(time, Timer::Worked { number: self.next, file });
            self.busy = Some((access, awaited));
        }
    }

    fn finish(&mut self, access: &Access, awaited: bool, context: &mut Context<'_, Node>) {
        self.apply(access);
        self.next += 1;
        if awaited || !matches!(self.held.front(), Some(Some(_))) {
            self.answer(*access == Access::Mount, context);
        }
    }

    fn answer(&self, mounted: bool, context: &mut Context<'_, Node>) {
        let (epoch, before) = (self.epoch, self.next);
        let message = if mounted {
            let shared = |name: &str| Some((Arc::from(name), self.disk.shared(name)?));
            let files = Arc::new(self.disk.names().filter_map(shared).collect());
            Message::Mounted { epoch, before, files }
        } else {
            Message::Carried { epoch, before }
        };
        context.send(self.engine, message);
    }

    /// Time that an access takes, and what it counts as.
    fn cost(&mut self, access: &Access) -> Nanos {
        let model = self.kind.model();
        if let (Some(file), Some((offset, bytes))) = (access.file(), access.extent()) {
            let goes_on = self.head.as_ref().is_some_and(|(name, at)| name == file && *at == offset);
            self.head = Some((Arc::clone(file), offset + bytes));
            let count = if goes_on { &mut self.tally.sequential } else { &mut self.tally.random };
            *count += 1;
            let moved = if access.is_waited_for() { &mut self.tally.read } else { &mut self.tally.written };
            *moved += bytes;
            return model.sequential(bytes).saturating_add(if goes_on { 0 } else { self.position() });
        }
        match access {
            Access::Sync { file } => {
                self.tally.syncs += 1;
                if self.disk.is_volatile(file) { self.position() } else { 0 }
            }
            Access::SyncNames => {
                self.tally.syncs += 1;
                if self.disk.has_volatile_names() { self.position() } else { 0 }
            }
            _ => 0,
        }
    }

    fn position(&mut self) -> Nanos {
        self.tally.positionings += 1;
        self.kind.model().positioning()
    }

    /// Does it. What the engine's view took, this takes; a file that rot has shortened is no exception.
    fn apply(&mut self, access: &Access) {
        let done = match access {
            Access::Create { file } => self.disk.create(file).map(|id| {
                self.handles.insert(Arc::clone(file), id);
            }),
            Access::Append { file, bytes, .. } => {
                self.handle(file).map_or(Ok(()), |id| self.disk.append(id, bytes))
            }
            Access::Write { file, offset, bytes } => {
                self.handle(file).map_or(Ok(()), |id| self.disk.write_at(id, *offset, bytes))
            }
            Access::Truncate { file, size } => {
                self.handle(file).map_or(Ok(()), |id| self.disk.truncate(id, *size))
            }
            Access::Sync { file } => self.handle(file).map_or(Ok(()), |id| self.disk.sync(id)),
            Access::Rename { from, to } => {
                self.forget(to);
                if let Some(id) = self.handles.remove(from) {
                    self.handles.insert(Arc::clone(to), id);
                }
                if let Some((name, _)) = &mut self.head
                    && name == from
                {
                    *name = Arc::clone(to);
                }
                self.disk.rename(from, to)
            }
            Access::Delete { file } => {
                self.forget(file);
                self.disk.delete(file)
            }
            Access::SyncNames => self.disk.sync_names(),
            Access::Read { .. } | Access::Mount => Ok(()),
        };
        debug_assert!(done.is_ok(), "{access:?}: {done:?}");
    }

    fn handle(&mut self, file: &Arc<str>) -> Option<FileId> {
        if let Some(id) = self.handles.get(file) {
            return Some(*id);
        }
        let id = self.disk.open(file).ok()?;
        self.handles.insert(Arc::clone(file), id);
        Some(id)
    }

    fn forget(&mut self, file: &str) {
        if let Some(id) = self.handles.remove(file) {
            self.disk.close(id);
        }
    }

    /// The power fails.
    pub(super) fn on_crash(&mut self) {
        let fate = match self.loss {
            Loss::Lost => Fate::Lost,
            Loss::Kept => Fate::Kept,
            Loss::Torn => {
                // A part of what was being written may be there.
                if let Some((access, _)) = self.busy.take()
                    && matches!(*access, Access::Append { .. } | Access::Write { .. })
                {
                    self.apply(&access);
                }
                Fate::Torn(self.random.next())
            }
        };
        self.disk.restart(fate);
        self.epoch += 1;
        (self.next, self.busy, self.head) = (0, None, None);
        self.held.clear();
        self.handles.clear();
    }

    pub(super) fn footprint(&self) -> usize {
        let held: usize =
            self.held.iter().flatten().chain(&self.busy).map(|(access, _)| access.footprint() + 48).sum();
        self.disk.footprint() + held + self.handles.len() * 64
    }
}

/// Which bit of a byte rots.
pub(super) const ROT: u8 = 0x10;
