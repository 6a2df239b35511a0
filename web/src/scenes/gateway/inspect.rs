//! What is known of a node, a user or a message, and the table of all nodes.

use super::cards::{kind, skew, state};
use super::headers;
use super::still::balancer;
use super::watch::{self, Dial};
use super::wording::GatewayWording;
use super::words;
use crate::picture::Thing;
use crate::scenes::{Entry, Table, entry};
use crate::text::number::{grouped, percent};
use crate::text::{Language, Text};
use snowglobe_core::sim::{Globe, Nanos, NodeId, Place, World, format_time};
use snowglobe_core::systems::gateway::{Balancer, Client, Gate, Gateway, Key, Node, Store, Worker};

/// Who is asked, and by what.
pub(super) struct Inquiry<'a> {
    pub(super) world: &'a World<Gateway>,
    pub(super) now: Nanos,
    pub(super) language: Language,
}

impl<'a> Inquiry<'a> {
    pub(super) fn new(world: &'a World<Gateway>, globe: &dyn Globe, language: Language) -> Self {
        Self { world, now: globe.moment().at, language }
    }

    pub(super) fn entries(&self, thing: &Thing) -> Vec<Entry> {
        match thing {
            Thing::Node(name) => {
                let found = self.world.find(name).and_then(|id| Some((id, self.world.place(id)?)));
                found.map_or_else(Vec::new, |(id, place)| self.node(id, place))
            }
            Thing::Key(number) => self.key(watch::key(self.world, *number)),
            Thing::Message(id) => {
                let mut entries = entry::message(self.world, *id, &GatewayWording(self.language));
                entries.extend(headers::of(self.world, *id));
                entries
            }
            Thing::Action(_) | Thing::File(_) | Thing::Call(_) => Vec::new(),
        }
    }

    fn say(&self, name: Text, value: impl Into<String>) -> Entry {
        Entry::new(name, value, self.language)
    }

    fn count(&self, name: Text, value: u64) -> Entry {
        self.say(name, grouped(value))
    }

    fn node(&self, id: NodeId, place: &Place<Node>) -> Vec<Entry> {
        let mut entries = vec![
            self.say(words::KIND, kind(place.role).of(self.language)),
            self.say(words::STATE, state(place).of(self.language)),
        ];
        let clock = watch::clock(self.world, id, self.now);
        match &place.node {
            Node::Client(client) => self.client(client, &mut entries),
            Node::Balancer(balancer) => self.balancer(balancer, &mut entries),
            Node::Gate(gate) => self.gate(gate, clock, &mut entries),
            Node::Store(store) => self.store(store, clock, &mut entries),
            Node::Worker(worker) => self.worker(worker, &mut entries),
        }
        entries.push(self.say(words::CLOCK, format_time(clock)));
        let skew = skew(self.world, id, self.now, self.language);
        entries.extend(skew.map(|skew| self.say(words::AHEAD, skew)));
        entries
    }

    fn client(&self, client: &Client, entries: &mut Vec<Entry>) {
        entries.push(self.count(words::SENT, client.requests));
        entries.push(self.count(words::RETRIED, client.retries));
        entries.push(self.count(words::SERVED, client.served));
        entries.push(self.count(words::REFUSED, client.refused));
        entries.push(self.count(words::FAILED, client.failed));
        entries.push(self.count(words::WAITING, client.waiting() as u64));
    }

    fn balancer(&self, balancer: &Balancer, entries: &mut Vec<Entry>) {
        let worst = balancer.worst(0);
        entries.push(self.count(words::OFFERED, balancer.dealt.offered));
        entries.push(self.count(words::ADMITTED_OF_USER, balancer.dealt.admitted));
        entries.push(self.count(words::DENIED_OF_USER, balancer.dealt.denied));
        entries.push(self.count(words::ANSWERS_OUT, balancer.waiting() as u64));
        if let Some(key) = worst.key {
            entries.push(self.say(words::WORST_WINDOW, format!("{} ({key})", worst.count)));
            entries.push(self.say(words::WORST_UNTIL, format_time(worst.until)));
        }
    }

    /// The counters of as many keys as can be read.
    fn counters(
        &self,
        keys: impl Iterator<Item = Key>,
        dial: impl Fn(Key) -> Option<Dial>,
        entries: &mut Vec<Entry>,
    ) {
        for key in keys.take(8) {
            let name = words::COUNTER_OF.of(self.language).replace("{}", &key.to_string());
            entries.extend(dial(key).map(|dial| Entry::named(name, dial.told())));
        }
    }

    fn bytes(&self, bytes: u64) -> Entry {
        self.say(words::MEMORY, words::BYTES.of(self.language).replace("{}", &grouped(bytes)))
    }

    fn gate(&self, gate: &Gate, clock: Nanos, entries: &mut Vec<Entry>) {
        self.counters(gate.counters().keys(), |key| watch::at_gateway(gate, key, clock), entries);
        entries.push(self.count(words::FOR_STORE, gate.waiting() as u64));
        entries.push(self.count(words::HELD, gate.held().into()));
        entries.push(self.count(words::TIMEOUTS, gate.store_timeouts));
        entries.push(self.bytes(gate.state_bytes(clock)));
    }

    fn store(&self, store: &Store, clock: Nanos, entries: &mut Vec<Entry>) {
        let rules = watch::rules(self.world);
        let users = (0..self.world.shared().parameters.clients).map(|user| watch::key(self.world, user));
        self.counters(users.clone(), |key| watch::at_store(store, &rules, key, clock), entries);
        let latest = users.filter_map(|key| store.set(key).last()).max();
        entries.extend(latest.map(|latest| self.say(words::LAST_STAMP, format_time(latest))));
        entries.push(self.count(words::COMMANDS, store.commands));
        entries.push(self.count(words::LOST, store.lost_updates));
        entries.push(self.count(words::WAITING, store.waiting() as u64));
        entries.push(self.count(words::LONGEST, store.longest));
        entries.push(self.bytes(store.state_bytes(clock)));
    }

    fn worker(&self, worker: &Worker, entries: &mut Vec<Entry>) {
        entries.push(self.count(words::DONE, worker.done));
        entries.push(self.count(words::WAITING, worker.waiting() as u64));
        entries.push(self.count(words::LONGEST, worker.longest));
        entries.push(self.count(words::DROPPED, worker.dropped));
    }

    /// What everybody has counted for a key.
    fn key(&self, key: Key) -> Vec<Entry> {
        let mut entries = Vec::new();
        let of_user =
            |balancer: &&Balancer| balancer.dealt.users.iter().find(|(user, ..)| *user == key.id).copied();
        if key == Key::user(key.id)
            && let Some((_, admitted, denied)) = balancer(self.world).as_ref().and_then(of_user)
        {
            entries.push(self.count(words::ADMITTED_OF_USER, admitted));
            entries.push(self.count(words::DENIED_OF_USER, denied));
        }
        for place in self.world.places() {
            let clock = place.clock.read(self.now);
            let dial = match &place.node {
                Node::Gate(gate) => watch::at_gateway(gate, key, clock),
                Node::Store(store) => watch::at_store(store, &watch::rules(self.world), key, clock),
                _ => None,
            };
            let thing = Some(Thing::Node(place.name.to_string()));
            entries.extend(dial.map(|dial| Entry {
                thing: thing.clone(),
                ..Entry::named(place.name.to_string(), dial.told())
            }));
        }
        entries
    }

    /// All nodes in rows.
    pub(super) fn table(&self, watched: Key) -> Table {
        let headings =
            [words::KIND, words::STATE, words::REQUESTS, words::ADMITTED, words::WAITING, words::CLOCK];
        let mut columns = vec![words::NODE.of(self.language).to_owned()];
        columns.extend(headings.map(|text| text.of(self.language).to_owned()));
        columns.push(words::COUNTER_OF.of(self.language).replace("{}", &watched.to_string()));
        let rows = self.world.places().iter().zip(0..).map(|(place, id)| {
            let id = NodeId(id);
            let name = place.name.to_string();
            (Thing::Node(name.clone()), name, self.row(id, place, watched))
        });
        Table { columns, rows: rows.collect() }
    }

    fn row(&self, id: NodeId, place: &Place<Node>, watched: Key) -> Vec<String> {
        let none = || "–".to_owned();
        let share = |some: u64, all: u64| if all == 0 { none() } else { percent(some as f64 / all as f64) };
        let clock = watch::clock(self.world, id, self.now);
        let (requests, admitted, waiting, dial) = match &place.node {
            Node::Client(client) => {
                let ended = client.served + client.refused + client.failed;
                (grouped(client.requests), share(client.served, ended), client.waiting(), None)
            }
            Node::Balancer(balancer) => {
                let dealt = &balancer.dealt;
                let admitted = share(dealt.admitted, dealt.admitted + dealt.denied);
                (grouped(dealt.offered), admitted, balancer.waiting(), None)
            }
            Node::Gate(gate) => {
                let waiting = gate.waiting() + gate.held() as usize;
                (none(), none(), waiting, watch::at_gateway(gate, watched, clock))
            }
            Node::Store(store) => {
                let dial = watch::at_store(store, &watch::rules(self.world), watched, clock);
                (grouped(store.commands), none(), store.waiting(), dial)
            }
            Node::Worker(worker) => (
                grouped(worker.done + worker.dropped),
                share(worker.done, worker.done + worker.dropped),
                worker.waiting(),
                None,
            ),
        };
        let skew = skew(self.world, id, self.now, self.language).unwrap_or_else(none);
        vec![
            kind(place.role).of(self.language).to_owned(),
            state(place).of(self.language).to_owned(),
            requests,
            admitted,
            grouped(waiting as u64),
            skew,
            dial.map_or_else(none, |dial| dial.told()),
        ]
    }
}
