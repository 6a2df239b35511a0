//! A place in a sorted run of tables, going forwards and backwards.
//!
//! ```text
//!   run:  table 5 [block block] table 9 [block ▲block]        ▲ key, tag, value
//! ```
//!
//! A cursor holds what it stands on, so tables may go while it exists. Going back inside a block means reading from
//! the restart point before: at most eight entries.

use super::block::{Block, Raw, Senseless};
use super::reader::{Reading, Table};
use crate::disk::Disk;
use crate::lsm::error::{Damage, LsmError};
use alloc::sync::Arc;
use alloc::vec::Vec;

/// A place in a block.
#[derive(Clone, Debug)]
struct Spot {
    block: Arc<Block>,
    at: usize,
    raw: Raw,
}

/// A place in a run; see the module.
#[derive(Clone, Debug)]
pub(in crate::lsm) struct RunCursor {
    tables: Vec<Arc<Table>>,
    table: usize,
    number: usize,
    spot: Option<Spot>,
    key: Vec<u8>,
    /// Bytes of blocks that were read.
    pub(in crate::lsm) read: u64,
}

/// Whether an entry comes after the one of this key and tag: a merge of what does not would lose what it is merged with.
#[inline]
fn rises(block: &Block, raw: Raw, key: &[u8], tag: u64) -> bool {
    key.get(raw.shared..).is_some_and(|rest| {
        block.slice(raw.rest, raw.value).cmp(rest).then_with(|| tag.cmp(&raw.tag)).is_gt()
    })
}

impl RunCursor {
    /// A cursor over these tables, ascending; it stands nowhere.
    pub(in crate::lsm) fn new(tables: Vec<Arc<Table>>) -> Self {
        Self { tables, table: 0, number: 0, spot: None, key: Vec::new(), read: 0 }
    }

    /// Whether it stands on an entry.
    pub(in crate::lsm) fn is_valid(&self) -> bool {
        self.spot.is_some()
    }

    pub(in crate::lsm) fn key(&self) -> &[u8] {
        &self.key
    }

    pub(in crate::lsm) fn tag(&self) -> u64 {
        self.spot.as_ref().map_or(0, |spot| spot.raw.tag)
    }

    pub(in crate::lsm) fn value(&self) -> &[u8] {
        self.spot.as_ref().map_or(&[], |spot| spot.block.slice(spot.raw.value, spot.raw.next))
    }

    fn senseless(&self) -> LsmError {
        match self.tables.get(self.table) {
            Some(table) => table.damage(self.number, Damage::Encoding),
            None => LsmError::corrupt("", 0, Damage::Encoding),
        }
    }

    /// The block where it stands, or the first of the next table if there is none; `None` beyond the last.
    fn load<D: Disk>(&mut self, reading: Reading<'_, D>) -> Result<Option<Arc<Block>>, LsmError> {
        self.spot = None;
        let Some(table) = self.tables.get(self.table) else { return Ok(None) };
        table.check()?;
        if self.number >= table.index.len() {
            (self.table, self.number) = (self.table + 1, 0);
        }
        let Some(table) = self.tables.get(self.table) else { return Ok(None) };
        table.check()?;
        self.read += table.index.handle(self.number).map_or(0, |handle| u64::from(handle.size));
        let (block, _) = table.block(reading, self.number)?;
        Ok(Some(block))
    }

    /// Stands on the entry at a place of a block; the key before it is in `self.key`.
    #[inline]
    fn stand(&mut self, block: Arc<Block>, at: usize) -> Result<(), LsmError> {
        let Ok(raw) = block.entry(at) else { return Err(self.senseless()) };
        if raw.shared > self.key.len() {
            return Err(self.senseless());
        }
        self.key.truncate(raw.shared);
        self.key.extend_from_slice(block.slice(raw.rest, raw.value));
        self.spot = Some(Spot { block, at, raw });
        Ok(())
    }

    /// Goes to the first entry.
    pub(in crate::lsm) fn first<D: Disk>(&mut self, reading: Reading<'_, D>) -> Result<(), LsmError> {
        (self.table, self.number) = (0, 0);
        self.key.clear();
        self.enter(reading)
    }

    /// Goes to the first entry of the block where it stands.
    fn enter<D: Disk>(&mut self, reading: Reading<'_, D>) -> Result<(), LsmError> {
        match self.load(reading)? {
            Some(block) => self.stand(block, 0),
            None => Ok(()),
        }
    }

    /// Goes to the first entry of the block where it stands, coming from the one before.
    fn enter_next<D: Disk>(&mut self, reading: Reading<'_, D>, tag: u64) -> Result<(), LsmError> {
        let Some(block) = self.load(reading)? else { return Ok(()) };
        match block.entry(0) {
            Ok(raw) if raw.shared == 0 && rises(&block, raw, &self.key, tag) => self.stand(block, 0),
            _ => Err(self.senseless()),
        }
    }

    /// Goes to the newest version of a key whose tag is at most this, or to what comes after it.
    pub(in crate::lsm) fn seek<D: Disk>(
        &mut self,
        reading: Reading<'_, D>,
        key: &[u8],
        tag: u64,
    ) -> Result<(), LsmError> {
        self.table = self.tables.partition_point(|table| table.info.largest.as_slice() < key);
        self.number = self.tables.get(self.table).map_or(0, |table| table.index.find(key, tag));
        let Some(block) = self.load(reading)? else { return Ok(()) };
        let restart = block.restart_before(key, tag).and_then(|index| block.restart(index));
        let start = restart.map_err(|Senseless| self.senseless())?;
        self.key.clear();
        self.stand(block, start)?;
        while self.spot.is_some() && self.key.as_slice().cmp(key).then(tag.cmp(&self.tag())).is_lt() {
            self.next(reading)?;
        }
        Ok(())
    }

    /// Goes to the last entry.
    pub(in crate::lsm) fn last<D: Disk>(&mut self, reading: Reading<'_, D>) -> Result<(), LsmError> {
        self.table = self.tables.len();
        self.number = 0;
        self.spot = None;
        self.enter_before(reading)
    }

    /// Goes to the last entry of the block before the one where it stands.
    fn enter_before<D: Disk>(&mut self, reading: Reading<'_, D>) -> Result<(), LsmError> {
        if self.number == 0 {
            let Some(before) = self.table.checked_sub(1) else {
                self.spot = None;
                return Ok(());
            };
            self.table = before;
            self.spot = None;
            self.tables[before].check()?;
            self.number = self.tables[before].index.len();
        }
        self.number -= 1;
        match self.load(reading)? {
            Some(block) => {
                let end = block.end();
                self.stand_before(block, end)
            }
            None => Ok(()),
        }
    }

    /// Stands on the entry that ends at `end`.
    fn stand_before(&mut self, block: Arc<Block>, end: usize) -> Result<(), LsmError> {
        let (mut low, mut high) = (0, block.restarts() - 1);
        while low < high {
            let middle = (low + high).div_ceil(2);
            let start = block.restart(middle).map_err(|Senseless| self.senseless())?;
            if start < end { low = middle } else { high = middle - 1 }
        }
        let mut at = block.restart(low).map_err(|Senseless| self.senseless())?;
        self.key.clear();
        loop {
            self.stand(Arc::clone(&block), at)?;
            match self.spot.as_ref().map(|spot| spot.raw.next) {
                Some(next) if next < end => at = next,
                _ => return Ok(()),
            }
        }
    }

    /// Goes to the next entry.
    #[inline]
    pub(in crate::lsm) fn next<D: Disk>(&mut self, reading: Reading<'_, D>) -> Result<(), LsmError> {
        let Some(spot) = &mut self.spot else { return Ok(()) };
        let at = spot.raw.next;
        if at >= spot.block.end() {
            let tag = spot.raw.tag;
            self.number += 1;
            return self.enter_next(reading, tag);
        }
        let raw = match spot.block.entry(at) {
            Ok(raw) if rises(&spot.block, raw, &self.key, spot.raw.tag) => raw,
            _ => return Err(self.senseless()),
        };
        self.key.truncate(raw.shared);
        self.key.extend_from_slice(spot.block.slice(raw.rest, raw.value));
        (spot.at, spot.raw) = (at, raw);
        Ok(())
    }

    /// Goes to the entry before.
    pub(in crate::lsm) fn prev<D: Disk>(&mut self, reading: Reading<'_, D>) -> Result<(), LsmError> {
        match self.spot.take() {
            Some(Spot { block, at, .. }) if at > 0 => self.stand_before(block, at),
            Some(_) => self.enter_before(reading),
            None => Ok(()),
        }
    }
}
