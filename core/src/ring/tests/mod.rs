mod change;
mod circle;
mod listing;
mod load;
mod schemes;

use alloc::boxed::Box;
use alloc::format;
use alloc::vec::Vec;

use super::*;
use crate::hash::HashFunction;

fn servers(n: usize) -> Vec<Server> {
    (0..n).map(|i| Server::new(format!("s{i}"))).collect()
}

fn with(scheme: Scheme) -> Options {
    Options {
        scheme,
        ..Options::default()
    }
}

fn build(scheme: Scheme, n: usize) -> Box<dyn Placement> {
    with(scheme).build(&servers(n)).unwrap()
}

/// Positions of `key-0` to `key-{n-1}`.
fn keys(placement: &dyn Placement, n: usize) -> Vec<u64> {
    (0..n)
        .map(|i| placement.position(format!("key-{i}").as_bytes()))
        .collect()
}

/// Who owns each position, by name, so that lists of different servers compare.
fn owners<'a>(placement: &'a dyn Placement, positions: &[u64]) -> Vec<&'a str> {
    let owner = |&position: &u64| {
        let owner = placement.owner_at(position).unwrap();
        placement.servers()[owner].name.as_str()
    };
    positions.iter().map(owner).collect()
}

#[test]
fn names_of_schemes_parse_back() {
    for scheme in Scheme::ALL {
        assert_eq!(Scheme::parse(scheme.name()), Ok(scheme));
    }
    assert_eq!(Scheme::parse("circle"), Err(UnknownScheme));
    assert!(format!("{UnknownScheme}").contains("rendezvous"));
}

#[test]
fn hash_names_reach_the_placement() {
    for hash in HashFunction::ALL {
        let options = Options {
            hash,
            ..Options::default()
        };
        let ring = options.build(&servers(2)).unwrap();
        assert_eq!(ring.position(b"k"), hash.position(b"k"));
        let first = hash.position(b"s0#0");
        assert_eq!(
            ring.owner_at(first)
                .map(|i| ring.servers()[i].name.as_str()),
            Ok("s0")
        );
    }
}
