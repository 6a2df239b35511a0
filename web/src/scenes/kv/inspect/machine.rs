//! What is known of a machine, under headings: the keys that it keeps, hints for others, whom it has heard of, its engine.
//!
//! ```text
//!   keys               3            membership                        storage engine
//!   cart   tea {n0:1}               suspects   n2                     memtable        3 entries
//!   …                               n2         heartbeat 7, 4 s ago   files           …
//! ```

use super::Inquiry;
use crate::picture::Thing;
use crate::scenes::Entry;
use crate::scenes::kv::{engine, name, words};
use crate::text::number::{counted, duration, grouped};
use snowglobe_core::gossip::Standing;
use snowglobe_core::sim::NodeId;
use snowglobe_core::systems::kv::choice::Detector;
use snowglobe_core::systems::kv::placement::Member;
use snowglobe_core::systems::kv::record::Record;
use snowglobe_core::systems::kv::{Hint, Key, Replica, Store};

/// Heartbeats and hints that are told one by one.
const MOST_TOLD: usize = 12;
/// Keys of a node that are told one by one: any other can be looked up.
pub(super) const MOST_KEYS: usize = 8;

impl Inquiry<'_> {
    pub(super) fn machine(&self, id: NodeId, replica: &Replica, clock: u64) -> Vec<Entry> {
        let placement = &self.world.system().placement;
        let tally = replica.tally();
        let mut entries = Vec::new();
        if let Some(member) = placement.member(id.0) {
            let others = placement.members();
            if others.iter().any(|other| other.centre != member.centre) {
                entries.push(self.say(words::CENTRE, member.centre.to_string()));
            }
            if others.iter().any(|other| other.zone != member.zone) {
                entries.push(self.say(words::ZONE, member.zone.to_string()));
            }
        }
        entries.push(self.count(words::RANGES, placement.ranges_of(id.0).count() as u64));
        entries.push(self.count(words::COORDINATED, tally.coordinated));
        entries.push(self.count(words::REPAIRED, tally.repairs));
        if let Some(store) = replica.store() {
            entries.extend(self.keys(id, store));
            entries.extend(self.hints(store));
        }
        entries.extend(self.members(id, replica, clock));
        entries.extend(replica.store().into_iter().flat_map(|store| self.engine(id, store)));
        entries
    }

    /// The keys of a node with their versions and clocks: first those with versions side by side.
    fn keys(&self, id: NodeId, store: &Store) -> Vec<Entry> {
        let ranges = self.world.system().placement.ranges_of(id.0);
        let records: Vec<(Key, Record)> =
            ranges.filter_map(|range| store.range(range).ok()).flatten().collect();
        let versions = |record: &Record| match record {
            Record::Siblings(siblings) => siblings.len(),
            Record::Single(_) => 1,
        };
        let split =
            |several: bool| records.iter().filter(move |(_, record)| (versions(record) > 1) == several);
        let told = split(true).chain(split(false)).take(MOST_KEYS).map(|(key, record)| {
            let value = self.record(*key, record);
            let value = match versions(record) {
                0 | 1 => value,
                count => words::KEY_SPLIT
                    .of(self.language)
                    .replace("{}", &grouped(count as u64))
                    .replace("{v}", &value),
            };
            Entry::row(Some(Thing::Key(key.id)), self.world.system().key_name(key.id), value)
        });
        let left = records.len().saturating_sub(MOST_KEYS);
        let more = words::MORE_KEYS.of(self.language).replace("{}", &grouped(left as u64));
        let more = (left > 0).then(|| Entry::row(None, more, words::LOOK_UP.of(self.language)));
        let heading = Entry::heading(words::KEYS_HELD, grouped(records.len() as u64), self.language);
        std::iter::once(heading).chain(told).chain(more).collect()
    }

    /// What it keeps for others.
    fn hints(&self, store: &Store) -> Vec<Entry> {
        let all = store.all_hints().unwrap_or_default();
        let told = all.into_iter().take(MOST_TOLD).map(|Hint { target, key, record, .. }| {
            let whose = words::HINT_FOR.of(self.language).replace("{}", &name(self.world, target));
            let named = self.world.system().key_name(key.id);
            let value = format!("{whose}: {}", self.record(key, &record));
            Entry::row(Some(Thing::Key(key.id)), named, value)
        });
        let heading = Entry::heading(words::HINTS, grouped(store.hints()), self.language);
        std::iter::once(heading).chain(told).collect()
    }

    /// Whom it has heard of, and when.
    fn members(&self, id: NodeId, replica: &Replica, clock: u64) -> Vec<Entry> {
        let members = self.world.system().placement.members();
        let heading = Entry::heading(words::MEMBERS, grouped(members.len() as u64), self.language);
        let suspected: Vec<String> = replica.suspected().iter().map(|node| name(self.world, *node)).collect();
        let none = || words::NONE.of(self.language).to_owned();
        let suspected = if suspected.is_empty() { none() } else { suspected.join(", ") };
        let others = members.iter().filter(|member| member.node != id.0).take(MOST_TOLD);
        let told = others.filter_map(|member| {
            let told = self.heard(replica, member, clock)?;
            Some(Entry::row(Some(Thing::Node(member.name.to_string())), member.name.to_string(), told))
        });
        [heading, self.say(words::SUSPECTS, suspected)].into_iter().chain(told).collect()
    }

    /// What it has heard of another: by probes, or by gossip.
    fn heard(&self, replica: &Replica, member: &Member, clock: u64) -> Option<String> {
        if let Some(rumour) = replica.rumour(member.node) {
            let standing = match rumour.standing {
                Standing::Alive => words::ALIVE,
                Standing::Suspect => words::DOUBTED,
                Standing::Faulty => words::DEAD,
            };
            let count = (rumour.incarnation & u64::from(u32::MAX)).to_string();
            let told = words::INCARNATION.of(self.language).replace("{c}", &count);
            return Some(told.replace("{s}", standing.of(self.language)));
        }
        let beat = replica.members().get(member.node)?;
        let ago = duration(clock.saturating_sub(beat.heard), self.language);
        let count = (beat.counter & u64::from(u32::MAX)).to_string();
        let told = words::BEAT.of(self.language).replace("{c}", &count).replace("{t}", &ago);
        let by_phi = self.world.shared().parameters.detector == Detector::Phi;
        let phi = by_phi.then(|| format!(", φ {:.1}", replica.phi(member.node, clock)));
        Some(told + &phi.unwrap_or_default())
    }

    /// Its engine, its trees, and the files of its disk.
    fn engine(&self, id: NodeId, store: &Store) -> Vec<Entry> {
        let overview = store.engine().overview();
        let held = counted(words::ENTRIES, overview.memtable.entries, self.language);
        let tables: usize = overview.shape.levels.iter().flatten().map(|run| run.tables.len()).sum();
        let (ranges, unlike) = engine::unlike(self.world, id.0);
        let trees = if unlike == 0 { words::TREES_ALIKE } else { words::TREES_DIFFER };
        let trees = trees.of(self.language).replace("{}", &grouped(ranges as u64));
        let files = store.engine().disk().names().map(|file| {
            let thing = Some(Thing::File(format!("{}/{file}", name(self.world, id.0))));
            Entry { thing, ..self.say(words::FILE, file) }
        });
        let lines = [
            Entry::heading(words::ENGINE, "", self.language),
            self.say(words::MEMTABLE, held),
            self.count(words::TABLES, tables as u64),
            self.say(words::TREES, trees.replace("{b}", &grouped(unlike as u64))),
        ];
        lines.into_iter().chain(files).collect()
    }
}
