//! What the inspector tells of an engine: the way of a read, the versions of a key, a file and its bytes.

use super::bytes::{self, Files};
use super::draw::bytes as size;
use super::{DiskFile, Whose, words};
use crate::picture::Thing;
use crate::scenes::Entry;
use crate::text::Text;
use crate::text::number::grouped;
use snowglobe_core::disk::Disk;
use snowglobe_core::lsm::inspect::Probe;
use snowglobe_core::lsm::{Located, Lsm, Where, table_file};

impl Whose<'_> {
    fn say(&self, name: Text, value: impl Into<String>) -> Entry {
        Entry::new(name, value, self.language)
    }

    /// A table as a thing.
    fn table(&self, number: u64) -> Option<Thing> {
        Some(Thing::File(self.file(&table_file(number))))
    }

    /// What a read looked at, step by step.
    pub(crate) fn probes(&self, probes: &[Probe]) -> Vec<Entry> {
        let found = |found: bool| if found { words::FOUND } else { words::NOT_FOUND }.of(self.language);
        let told = |(at, probe): (usize, &Probe)| match probe {
            // The one that is written is asked first.
            Probe::Memtable { found: is } if at == 0 => self.say(words::PROBE_MEMTABLE, found(*is)),
            Probe::Memtable { found: is } => self.say(words::FROZEN, found(*is)),
            Probe::Index { table, block } => {
                let of = words::PROBE_INDEX.of(self.language).replace("{}", &table_file(*table));
                let place = block.map_or_else(
                    || words::BEHIND.of(self.language).to_owned(),
                    |block| words::IN_BLOCK.of(self.language).replace("{}", &block.to_string()),
                );
                self.say(words::INDEX, format!("{of}: {place}"))
            }
            Probe::Filtered { table } => {
                let value = words::PROBE_FILTERED.of(self.language).replace("{}", &table_file(*table));
                self.say(words::FILTERED, value)
            }
            Probe::Block { table, block, cached, found: is } => {
                let place = words::PROBE_BLOCK.of(self.language).replace("{}", &table_file(*table));
                let place = place.replace("{b}", &block.to_string());
                let cached = match cached {
                    true => format!(" ({})", words::CACHED.of(self.language)),
                    false => String::new(),
                };
                let value = format!("{place}{cached}: {}", found(*is));
                Entry { thing: self.table(*table), ..self.say(words::READS, value) }
            }
        };
        probes.iter().enumerate().map(told).collect()
    }

    /// Where each version of a key is, the newest first.
    pub(crate) fn versions(&self, found: &[Located]) -> Vec<Entry> {
        if found.is_empty() {
            return vec![self.say(words::VERSION, words::NOWHERE.of(self.language))];
        }
        found.iter().flat_map(|version| self.version(version)).collect()
    }

    fn version(&self, version: &Located) -> [Entry; 2] {
        let number = grouped(version.sequence);
        let said = match version.value {
            Some(value) => words::VALUE_OF.of(self.language).replace("{b}", &grouped(value as u64)),
            None => words::TOMBSTONE_OF.of(self.language).to_owned(),
        };
        let (place, thing) = match version.place {
            Where::Memtable => (words::MEMTABLE.of(self.language).to_owned(), None),
            Where::Frozen(at) => {
                (words::IN_FROZEN.of(self.language).replace("{}", &(at + 1).to_string()), None)
            }
            Where::Table { level, table, block } => {
                let place = words::IN_TABLE.of(self.language).replace("{}", &table_file(table));
                let place = place.replace("{b}", &level.to_string()).replace("{c}", &block.to_string());
                (place, self.table(table))
            }
        };
        [
            self.say(words::VERSION, said.replace("{}", &number)),
            Entry { thing, ..self.say(words::LEVEL_OF, place) },
        ]
    }

    /// A file, and the table that it is, if it is one.
    pub(crate) fn of_file<D: Disk>(&self, file: DiskFile<'_>, lsm: Option<&Lsm<D>>) -> Vec<Entry> {
        let mut entries = vec![
            self.say(words::DURABLE, size(file.durable)),
            self.say(words::VOLATILE, size(file.volatile)),
        ];
        let shape = lsm.map(|lsm| lsm.overview().shape).unwrap_or_default();
        let runs = shape.levels.iter().enumerate();
        for (level, run) in runs.flat_map(|(level, runs)| runs.iter().map(move |run| (level, run))) {
            let table = run.tables.iter().find(|table| table_file(table.number) == file.name);
            let Some(table) = table else { continue };
            let level = words::LEVEL.of(self.language).replace("{}", &level.to_string());
            entries.push(self.say(words::LEVEL_OF, level));
            entries.push(self.say(words::ENTRY_COUNT, grouped(table.entries)));
            entries.push(self.say(words::TOMBSTONES, grouped(table.tombstones)));
            entries.push(self.say(words::SMALLEST, bytes::printed(&table.smallest)));
            entries.push(self.say(words::LARGEST, bytes::printed(&table.largest)));
        }
        entries
    }

    /// What the bytes at a place of a file are.
    pub(crate) fn place(&self, files: &Files<'_>, thing: &Thing) -> Vec<Entry> {
        let told = bytes::span_at(files, thing, self.language);
        told.map_or_else(Vec::new, |[at, group, what]| {
            vec![self.say(words::PLACE, at), self.say(words::PART, group), self.say(words::MEANS, what)]
        })
    }
}
