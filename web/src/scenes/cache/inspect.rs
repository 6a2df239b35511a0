//! What is known of a node, a key or a message, and the table of all nodes.

use super::wording::CacheWording;
use super::{first_client, name, words};
use crate::picture::Thing;
use crate::scenes::{Entry, Table, entry};
use crate::text::number::grouped;
use crate::text::{Language, Text};
use snowglobe_core::sim::{Globe, NodeId, Place, Role, World, format_time};
use snowglobe_core::systems::cache::{Cache, Node, imbalance};

fn percent(some: u64, all: u64) -> String {
    if all == 0 { "–".to_owned() } else { format!("{:.1}%", some as f64 * 100.0 / all as f64) }
}

pub(super) fn entries(
    world: &World<Cache>,
    globe: &dyn Globe,
    thing: &Thing,
    language: Language,
) -> Vec<Entry> {
    match thing {
        Thing::Node(name) => {
            let found = world.find(name).and_then(|id| Some((id, world.place(id)?)));
            found.map_or_else(Vec::new, |(id, place)| node(world, globe, id, place, language))
        }
        Thing::Key(id) => key(world, *id, language),
        Thing::Message(id) => entry::message(world, *id, &CacheWording(language)),
        Thing::Action(_) | Thing::File(_) | Thing::Call(_) => Vec::new(),
    }
}

fn state(world: &World<Cache>, id: NodeId, place: &Place<Node>) -> Text {
    let listed = world.system().list.iter().any(|(_, node)| *node == id);
    if !place.up {
        words::DOWN
    } else if place.role == Role::Server && !listed {
        words::OFF_LIST
    } else if place.slowness > 100 {
        words::SLOW
    } else {
        words::UP
    }
}

fn kind(role: Role) -> Text {
    match role {
        Role::Client => words::CLIENT,
        Role::Server => words::SERVER,
        _ => words::DATABASE,
    }
}

fn node(
    world: &World<Cache>,
    globe: &dyn Globe,
    id: NodeId,
    place: &Place<Node>,
    language: Language,
) -> Vec<Entry> {
    let say = |name, value: String| Entry::new(name, value, language);
    let mut entries = vec![
        say(words::KIND, kind(place.role).of(language).to_owned()),
        say(words::STATE, state(world, id, place).of(language).to_owned()),
    ];
    match &place.node {
        Node::Server(server) => {
            let listed = world.system().list.iter().find(|(_, node)| *node == id);
            if let Some((listed, _)) = listed {
                entries.push(say(words::WEIGHT, listed.weight.to_string()));
            }
            entries.push(say(words::KEYS_HELD, grouped(server.held())));
            entries.push(say(words::REQUESTS, grouped(server.requests)));
            entries.push(say(words::HIT_SHARE, percent(server.hits, server.requests)));
            entries.push(say(words::WAITING, server.waiting().to_string()));
            let points = first_client(world).and_then(|client| {
                let own = client.view().index_of(id)? as u32;
                Some(client.view().placement().points()?.iter().filter(|(_, server)| *server == own).count())
            });
            entries.extend(points.map(|points| say(words::VIRTUAL_NODES, points.to_string())));
        }
        Node::Client(client) => {
            let list = |nodes: &[NodeId]| {
                let names: Vec<String> = nodes.iter().map(|id| name(world, *id)).collect();
                if names.is_empty() { words::NONE.of(language).to_owned() } else { names.join(", ") }
            };
            entries.push(say(words::SERVERS_KNOWN, list(client.view().nodes())));
            entries.push(say(words::EJECTED, list(client.ejected())));
            entries.push(say(words::WAITING, client.waiting().to_string()));
            entries.push(say(words::HITS_COUNT, grouped(client.total.hits)));
            entries.push(say(words::MISSES, grouped(client.total.misses)));
            entries.push(say(words::TIMEOUTS, grouped(client.total.timeouts)));
        }
        Node::Origin(origin) => {
            entries.push(say(
                words::BUSY,
                format!("{}/{}", origin.busy(), world.shared().parameters.origin_workers),
            ));
            entries.push(say(words::WAITING, origin.waiting().to_string()));
            entries.push(say(words::LONGEST, grouped(origin.longest)));
            entries.push(say(words::QUERIES, grouped(origin.queries)));
        }
    }
    entries.push(say(words::CLOCK, format_time(place.clock.read(globe.moment().at))));
    entries
}

fn key(world: &World<Cache>, id: u32, language: Language) -> Vec<Entry> {
    let shared = world.shared();
    let Some(client) = first_client(world).filter(|_| id < shared.parameters.keys) else { return Vec::new() };
    let position = shared.position(id);
    let mut owners = Vec::new();
    // Without servers there is no owner to name.
    let _ = client.view().placement().owners_at(position, 3, &mut owners);
    let mut owners =
        owners.into_iter().filter_map(|owner| client.view().node(owner)).map(|id| name(world, id));
    let owner = owners.next().unwrap_or_default();
    let holders: Vec<String> = world
        .places()
        .iter()
        .filter(|place| matches!(&place.node, Node::Server(server) if server.holds(id)))
        .map(|place| place.name.to_string())
        .collect();
    let or_none = |text: String| if text.is_empty() { words::NONE.of(language).to_owned() } else { text };
    let mut entries = vec![
        Entry::new(words::POSITION, format!("{position:#018x}"), language),
        Entry::node(words::OWNER, owner, language),
        Entry::new(words::SUCCESSORS, or_none(owners.collect::<Vec<_>>().join(", ")), language),
        Entry::new(words::CACHED_AT, or_none(holders.join(", ")), language),
    ];
    entries.push(Entry::new(words::POPULARITY, format!("{:.3}%", shared.share(id) * 100.0), language));
    entries
}

pub(super) fn table(world: &World<Cache>, language: Language) -> Table {
    let headings = [
        words::NODE,
        words::KIND,
        words::STATE,
        words::KEYS_OWNED,
        words::KEYS_HELD,
        words::REQUESTS,
        words::HIT_SHARE,
        words::WAITING,
    ];
    let view = first_client(world).map(|client| client.view());
    let spread = view.map(|view| imbalance(view, world.shared())).unwrap_or_default();
    let owned =
        |id| view.and_then(|view| view.index_of(id)).and_then(|index| spread.keys.get(index)).copied();
    let rows = world.places().iter().enumerate().map(|(index, place)| {
        let id = NodeId(index as u32);
        let none = || "–".to_owned();
        let (owned, held, requests, hits, waiting) = match &place.node {
            Node::Server(server) => {
                let owned = owned(id).map_or_else(none, grouped);
                let hits = percent(server.hits, server.requests);
                (owned, grouped(server.held()), grouped(server.requests), hits, server.waiting())
            }
            Node::Client(client) => {
                let answered = client.total.hits + client.total.misses;
                (
                    none(),
                    none(),
                    grouped(client.total.done),
                    percent(client.total.hits, answered),
                    client.waiting(),
                )
            }
            Node::Origin(origin) => (none(), none(), grouped(origin.queries), none(), origin.waiting()),
        };
        let kind = kind(place.role).of(language).to_owned();
        let state = state(world, id, place).of(language).to_owned();
        let cells = vec![kind, state, owned, held, requests, hits, waiting.to_string()];
        (Thing::Node(place.name.to_string()), place.name.to_string(), cells)
    });
    Table { columns: headings.map(|text| text.of(language).to_owned()).to_vec(), rows: rows.collect() }
}
