//! Blocks held in memory, up to so many bytes: CLOCK.
//!
//! ```text
//!   lanes: table 5 [ 0 │ – │ 2 ]  table 9 [ – │ 1 ]        where a block may be held, by table and number
//!   slots: 0 (5, block 0)●   1 (9, block 1)○   2 (5, block 2)●     ◀─ hand
//! ```
//!
//! There is nothing to hash: a table has a lane with a cell for each of its blocks, which names a slot; the slot says
//! whose block it holds, so that a cell may be out of date. To make room the hand goes around: a slot that was used
//! since it last came by (●) is spared once. Corbató, "A Paging Experiment with the Multics System" (1968).

use super::table::block::Block;
use alloc::sync::Arc;
use alloc::vec;
use alloc::vec::Vec;

/// Lane, block, and number of the table.
pub(super) type BlockKey = (u32, u32, u64);

#[derive(Clone, Debug)]
struct Slot {
    key: BlockKey,
    block: Arc<Block>,
    used: bool,
}

/// Blocks held in memory; see the module.
#[derive(Clone, Debug, Default)]
pub(super) struct Cache {
    lanes: Vec<Vec<u32>>,
    free_lanes: Vec<u32>,
    slots: Vec<Option<Slot>>,
    free_slots: Vec<u32>,
    hand: usize,
    bytes: usize,
    budget: usize,
}

impl Cache {
    pub(super) fn new(budget: usize) -> Self {
        Self { budget, ..Self::default() }
    }

    /// A lane for a table of so many blocks.
    pub(super) fn open_lane(&mut self, blocks: usize) -> u32 {
        let cells = vec![u32::MAX; blocks];
        match self.free_lanes.pop() {
            Some(lane) => {
                self.lanes[lane as usize] = cells;
                lane
            }
            None => {
                self.lanes.push(cells);
                (self.lanes.len() - 1) as u32
            }
        }
    }

    /// Gives a lane back, with what is held of its table.
    pub(super) fn close_lane(&mut self, lane: u32) {
        let Some(cells) = self.lanes.get_mut(lane as usize) else { return };
        for slot in core::mem::take(cells) {
            let held = self.slots.get(slot as usize).and_then(Option::as_ref);
            if held.is_some_and(|held| held.key.0 == lane) {
                self.drop_slot(slot as usize);
            }
        }
        self.free_lanes.push(lane);
    }

    /// Bytes that are held.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    #[inline]
    pub(super) fn get(&mut self, key: BlockKey) -> Option<Arc<Block>> {
        let slot = *self.lanes.get(key.0 as usize)?.get(key.1 as usize)?;
        let held = self.slots.get_mut(slot as usize)?.as_mut().filter(|held| held.key == key)?;
        held.used = true;
        Some(Arc::clone(&held.block))
    }

    /// Holds a block, if it is not larger than everything.
    pub(super) fn insert(&mut self, key: BlockKey, block: &Arc<Block>) {
        let size = block.size();
        if size > self.budget {
            return;
        }
        while self.bytes + size > self.budget {
            self.make_room();
        }
        let Some(cell) = self.lanes.get_mut(key.0 as usize).and_then(|cells| cells.get_mut(key.1 as usize))
        else {
            return;
        };
        self.bytes += size;
        let held = Some(Slot { key, block: Arc::clone(block), used: false });
        *cell = match self.free_slots.pop() {
            Some(slot) => {
                self.slots[slot as usize] = held;
                slot
            }
            None => {
                self.slots.push(held);
                (self.slots.len() - 1) as u32
            }
        };
    }

    /// Lets the hand go on by one slot.
    fn make_room(&mut self) {
        self.hand = if self.hand + 1 < self.slots.len() { self.hand + 1 } else { 0 };
        match self.slots.get_mut(self.hand) {
            Some(Some(held)) if held.used => held.used = false,
            Some(Some(_)) => self.drop_slot(self.hand),
            _ => {}
        }
    }

    fn drop_slot(&mut self, slot: usize) {
        if let Some(held) = self.slots.get_mut(slot).and_then(Option::take) {
            self.bytes -= held.block.size();
            self.free_slots.push(slot as u32);
        }
    }
}
