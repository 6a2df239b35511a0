//! What is known of a node, a key, a file or a message, and the table of all nodes.

use super::wording::{StorageWording, trouble};
use super::{files, memory, words};
use crate::picture::Thing;
use crate::scenes::engine::draw::bytes;
use crate::scenes::engine::{DiskFile, Whose};
use crate::scenes::{Entry, Table, entry};
use crate::text::number::{counted, duration, grouped, percent};
use crate::text::{Language, Text};
use snowglobe_core::lsm::inspect::ScanSource;
use snowglobe_core::sim::{NodeId, Place, World, format_time};
use snowglobe_core::systems::storage::{
    self, Client, Engine, EngineKind, FileCode, Key, LastRead, Node, Platter, ScannedRange, Storage,
};

/// Who is asked, and in which language.
pub(super) struct Inquiry<'a> {
    pub(super) world: &'a World<Storage>,
    pub(super) language: Language,
}

impl Inquiry<'_> {
    pub(super) fn entries(&self, thing: &Thing) -> Vec<Entry> {
        match thing {
            Thing::Node(name) => {
                let found = self.world.find(name).and_then(|id| self.world.place(id));
                found.map_or_else(Vec::new, |place| self.node(place))
            }
            Thing::Key(number) => self.key(&Key::Number(*number)),
            Thing::Message(id) => entry::message(self.world, *id, &StorageWording(self.language)),
            Thing::File(place) => {
                let mut entries = self.file(place.split('@').next().unwrap_or_default());
                entries.extend(self.whose().place(&files::files(self.world), thing));
                entries
            }
            Thing::Action(_) | Thing::Call(_) => Vec::new(),
        }
    }

    fn say(&self, name: Text, value: impl Into<String>) -> Entry {
        Entry::new(name, value, self.language)
    }

    fn count(&self, name: Text, value: u64) -> Entry {
        self.say(name, grouped(value))
    }

    fn node(&self, place: &Place<Node>) -> Vec<Entry> {
        match &place.node {
            Node::Client(client) => self.client(client),
            Node::Engine(engine) => self.engine(engine, place),
            Node::Platter(disk) => self.disk(disk, place),
        }
    }

    fn client(&self, client: &Client) -> Vec<Entry> {
        let tally = client.tally();
        vec![
            self.say(words::KIND, words::CLIENT.of(self.language)),
            self.count(words::OPERATIONS, tally.operations),
            self.count(words::IN_FLIGHT, client.waiting().count() as u64),
            self.count(words::LOST_WRITES, tally.lost_writes),
        ]
    }

    fn engine(&self, engine: &Engine, place: &Place<Node>) -> Vec<Entry> {
        let state = memory::state(engine, place).map_or(words::UP, |(text, _)| text);
        let (kind, tally) = (engine.kind(), engine.tally());
        let kind = if kind == EngineKind::Lsm { words::LSM } else { words::BTREE };
        let mut entries = vec![
            self.say(words::KIND, kind.of(self.language)),
            self.say(words::STATE, state.of(self.language)),
            self.count(words::QUEUE, engine.queue().len() as u64),
        ];
        if let Some(error) = engine.refused() {
            entries.push(self.say(words::TROUBLE, trouble(error.trouble()).of(self.language)));
            if let Some((file, offset)) = error.damage() {
                let place = format!("{file}@{offset}");
                let thing = Some(Thing::File(place.clone()));
                entries.push(Entry { thing, ..self.say(words::FILE, place) });
            }
        }
        if let Some(lsm) = engine.lsm() {
            let pulse = lsm.pulse();
            let memtable =
                format!("{} · {}", grouped(pulse.memtable_entries), bytes(pulse.memtable_bytes as u64));
            entries.push(self.say(words::MEMTABLE, memtable));
            entries.push(self.count(words::FROZEN, pulse.frozen as u64));
            entries.push(self.count(words::RUNS, pulse.runs as u64));
            entries.push(self.count(words::TABLES, pulse.tables as u64));
            entries.push(self.count(words::TOMBSTONES, pulse.tombstones));
            entries.push(self.count(words::FLUSHES, tally.lsm.flushes));
            entries.push(self.count(words::MERGES, tally.lsm.merges));
            entries.push(self.say(words::STALL_TIME, duration(tally.stall_time, self.language)));
            let hits = tally.cache_hits as f64 / (tally.cache_hits + tally.cache_misses) as f64;
            entries.push(self.say(words::CACHE_HITS, percent(hits)));
            entries.push(self.count(words::FILTER_NO, tally.filter_negatives));
        }
        if let Some(tree) = engine.tree() {
            let view = tree.view();
            let dirty = view.pool.iter().filter(|(_, changed)| *changed).count();
            entries.push(self.count(words::PAGES, u64::from(view.pages)));
            entries.push(self.count(words::PAGES_HELD, view.pool.len() as u64));
            entries.push(self.count(words::DIRTY, dirty as u64));
            let hits = tally.tree.hits as f64 / (tally.tree.hits + tally.tree.page_reads) as f64;
            entries.push(self.say(words::CACHE_HITS, percent(hits)));
        }
        entries.extend(self.last_read(engine));
        entries
    }

    /// What the latest get looked at, step by step.
    fn last_read(&self, engine: &Engine) -> Vec<Entry> {
        let (key, path) = match engine.last_read() {
            Some(LastRead::Get(key, path)) => (key, path),
            Some(LastRead::Scan(range)) => return self.last_scan(range),
            None => return Vec::new(),
        };
        let mut entries = vec![self.say(words::LAST_READ, key.stored())];
        entries.extend(self.whose().probes(&path.probes));
        entries
    }

    fn whose(&self) -> Whose<'static> {
        Whose { owner: "", language: self.language }
    }

    /// What the latest scan merged.
    fn last_scan(&self, range: &ScannedRange) -> Vec<Entry> {
        let mut entries = vec![self.say(words::LAST_SCAN, super::scan::told(range, self.language))];
        for (source, given) in &range.path.merged {
            let given = counted(words::ENTRIES, *given, self.language);
            entries.push(match source {
                ScanSource::Memtable => self.say(words::PROBE_MEMTABLE, given),
                ScanSource::Frozen(_) => self.say(words::FROZEN, given),
                ScanSource::Run { level, tables } => {
                    let first = tables.first().map(|table| FileCode::Table(*table).name());
                    let mut name = first.clone().unwrap_or_default();
                    if tables.len() > 1 {
                        let more = words::AND_MORE.of(self.language).replace("{}", &name);
                        name = more.replace("{b}", &(tables.len() - 1).to_string());
                    }
                    let thing = first.map(Thing::File);
                    let level = words::LEVEL.of(self.language).replace("{}", &level.to_string());
                    let value = format!("{level} · {name}: {given}");
                    Entry { thing, ..self.say(words::RUN_MERGED, value) }
                }
            });
        }
        let hidden = words::SCAN_HIDDEN_WHAT.of(self.language);
        entries.push(self.say(words::SCAN_HIDDEN, hidden.replace("{}", &grouped(range.path.hidden))));
        entries
    }

    fn disk(&self, disk: &Platter, place: &Place<Node>) -> Vec<Entry> {
        let tally = disk.tally();
        let state = if place.up { words::UP } else { words::DOWN };
        let doing = disk.busy().map(|access| StorageWording(self.language).told(access));
        let mut entries = vec![
            self.say(words::KIND, words::DISK.of(self.language)),
            self.say(words::STATE, state.of(self.language)),
            self.count(words::QUEUE, disk.queue() as u64),
        ];
        entries.extend(doing.map(|doing| self.say(words::DOING, doing)));
        entries.push(self.say(words::POSITIONING, format_time(disk.model().positioning())));
        entries.push(self.say(words::MEGABYTE, format_time(disk.model().megabyte)));
        entries.push(self.say(words::WRITTEN, bytes(tally.written)));
        entries.push(self.say(words::READ_BYTES, bytes(tally.read)));
        entries.push(self.count(words::SYNCS, tally.syncs));
        entries.push(self.count(words::RANDOM, tally.random));
        entries.push(self.count(words::SEQUENTIAL, tally.sequential));
        for file in disk.files() {
            let value = bytes(file.durable + file.volatile);
            let thing = Some(Thing::File(file.name.to_owned()));
            entries.push(Entry { thing, ..self.say(words::FILE, format!("{} · {value}", file.name)) });
        }
        entries
    }

    /// Where each version of a key is, the newest first.
    fn key(&self, key: &Key) -> Vec<Entry> {
        let Some(engine) = storage::engine(self.world) else { return Vec::new() };
        self.whose().versions(&engine.locate(key).unwrap_or_default())
    }

    fn file(&self, name: &str) -> Vec<Entry> {
        let platters = [EngineKind::Lsm, EngineKind::Tree].map(|kind| storage::platter(self.world, kind));
        let found =
            platters.into_iter().flatten().find_map(|disk| disk.files().find(|file| file.name == name));
        let Some(file) = found else { return Vec::new() };
        let lsm = storage::engine(self.world).and_then(Engine::lsm);
        let file = DiskFile { name: file.name, durable: file.durable, volatile: file.volatile };
        self.whose().of_file(file, lsm)
    }

    /// A row for each node.
    pub(super) fn table(&self) -> Table {
        let say = |text: Text| text.of(self.language).to_owned();
        let columns =
            [words::NODE, words::STATE, words::QUEUE, words::WRITTEN, words::READ_BYTES, words::SYNCS];
        let row = |id: u32| {
            let place = self.world.place(NodeId(id))?;
            let state = match &place.node {
                Node::Engine(engine) => memory::state(engine, place).map_or(words::UP, |(text, _)| text),
                _ if place.up => words::UP,
                _ => words::DOWN,
            };
            let dash = || "–".to_owned();
            let cells = match &place.node {
                Node::Client(client) => [grouped(client.waiting().count() as u64), dash(), dash(), dash()],
                Node::Engine(engine) => [grouped(engine.queue().len() as u64), dash(), dash(), dash()],
                Node::Platter(disk) => {
                    let tally = disk.tally();
                    [
                        grouped(disk.queue() as u64),
                        bytes(tally.written),
                        bytes(tally.read),
                        grouped(tally.syncs),
                    ]
                }
            };
            let name = place.name.to_string();
            let cells = std::iter::once(say(state)).chain(cells).collect();
            Some((Thing::Node(name.clone()), name, cells))
        };
        let rows = (0..self.world.places().len() as u32).filter_map(row).collect();
        Table { columns: columns.map(say).to_vec(), rows }
    }
}
