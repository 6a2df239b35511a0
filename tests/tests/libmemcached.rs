//! Ketama against the answers of the real libmemcached, recorded in `tests/golden/libmemcached.json`.
//!
//! The lists there cover what the sources leave to chance: the default port in and out of the name,
//! weights that 32-bit floats round down, a server too light for a single point, and pairs of hosts
//! with a point in common, listed both ways round.

use serde::Deserialize;
use snowglobe_core::ring::{Options, Scheme, Server};

#[derive(Deserialize)]
struct Record {
    version: String,
    keys: Vec<String>,
    cases: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    title: String,
    servers: Vec<(String, u32)>,
    owners: Vec<usize>,
}

fn record() -> Record {
    serde_json::from_str(include_str!("../golden/libmemcached.json"))
        .expect("the record is JSON of this shape")
}

fn options() -> Options {
    Options { scheme: Scheme::Ketama, ..Options::default() }
}

#[test]
fn every_key_goes_where_libmemcached_sends_it() {
    let Record { version, keys, cases } = record();
    assert_eq!(version, "1.1.4");
    assert!(keys.len() > 200 && cases.len() > 30, "the record was cut short");
    for Case { title, servers, owners } in cases {
        let list: Vec<Server> =
            servers.into_iter().map(|(name, weight)| Server::new(name).weighing(weight)).collect();
        let ketama = options().build(&list).expect("a list that libmemcached took");
        assert_eq!(keys.len(), owners.len(), "{title}");
        for (key, expected) in keys.iter().zip(owners) {
            assert_eq!(ketama.owner(key.as_bytes()), Ok(expected), "{title}: {key}");
        }
    }
}

/// The same answers must come out when the list was not there at once but grew and shrank.
#[test]
fn a_list_that_grew_is_the_list() {
    for Case { title, servers, owners } in record().cases {
        let mut ketama = options().build(&[Server::new("gone:1").weighing(3)]).expect("one server");
        for (name, weight) in servers {
            ketama.join(Server::new(name).weighing(weight)).expect("a server that libmemcached took");
        }
        ketama.leave("gone:1").expect("it is listed");
        for (key, expected) in record().keys.iter().zip(owners) {
            assert_eq!(ketama.owner(key.as_bytes()), Ok(expected), "{title}: {key}");
        }
    }
}
