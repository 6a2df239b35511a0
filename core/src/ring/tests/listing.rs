//! Lists of servers that cannot be placed on, and changes that cannot be made.

use alloc::string::{String, ToString};
use alloc::vec::Vec;

use super::{build, servers, with};
use crate::ring::*;

#[test]
fn bad_lists_are_named() {
    for scheme in Scheme::ALL {
        let of = |list: &[Server]| with(scheme).build(list).map(|_| ()).unwrap_err();
        let a = || Server::new("a");
        let name = || String::from("a");
        assert_eq!(
            of(&[a(), a()]),
            PlacementError::DuplicateServer { name: name() }
        );
        assert_eq!(of(&[Server::new("")]), PlacementError::EmptyName);
        assert_eq!(
            of(&[a().weighing(0)]),
            PlacementError::ZeroWeight { name: name() }
        );
        let heavy = PlacementError::WeightTooLarge {
            name: name(),
            weight: 1_000_000_000,
            max: MAX_WEIGHT,
        };
        assert_eq!(of(&[a().weighing(1_000_000_000)]), heavy);
        let long = "x".repeat(256);
        let error = PlacementError::NameTooLong {
            bytes: 256,
            max: 255,
        };
        assert_eq!(of(&[Server::new(long)]), error);
    }
}

#[test]
fn bad_settings_are_named_whatever_the_scheme() {
    for scheme in Scheme::ALL {
        let of = |virtual_nodes| {
            let options = Options {
                virtual_nodes,
                ..with(scheme)
            };
            options.build(&servers(2)).map(|_| ())
        };
        assert_eq!(of(0), Err(PlacementError::ZeroVirtualNodes));
        assert_eq!(of(1), Ok(()));
        assert_eq!(of(MAX_VIRTUAL_NODES), Ok(()));
        assert!(matches!(
            of(1001),
            Err(PlacementError::TooManyVirtualNodes { .. })
        ));
    }
}

#[test]
fn too_large_is_refused_before_it_is_built() {
    let heavy: Vec<Server> = servers(5000)
        .into_iter()
        .map(|s| s.weighing(MAX_WEIGHT))
        .collect();
    for scheme in [Scheme::Ring, Scheme::Bounded] {
        let error = with(scheme).build(&heavy).map(|_| ()).unwrap_err();
        let points = 5000 * 1_000_000 * 100;
        assert_eq!(
            error,
            PlacementError::TooManyPoints {
                points,
                max: MAX_POINTS
            }
        );
    }
    let many = servers(70_000);
    for scheme in [Scheme::Ketama, Scheme::Maglev, Scheme::Slots] {
        let error = with(scheme).build(&many).map(|_| ()).unwrap_err();
        let expected = matches!(
            error,
            PlacementError::TooManyPoints { .. } | PlacementError::TooManyServers { .. }
        );
        assert!(expected, "{error}");
    }
}

#[test]
fn an_empty_list_builds_and_owns_nothing() {
    for scheme in Scheme::ALL {
        let mut placement = build(scheme, 0);
        let mut out = alloc::vec![1, 2];
        assert_eq!(placement.owner(b"k"), Err(PlacementError::Empty));
        assert_eq!(
            placement.owners_at(5, 2, &mut out),
            Err(PlacementError::Empty)
        );
        assert!(out.is_empty());
        assert_eq!(placement.owner_under(5, &[]), Err(PlacementError::Empty));
        assert_eq!(placement.assign(&[]), Ok(Vec::new()));
        assert_eq!(placement.assign(&[1]), Err(PlacementError::Empty));
        placement.join(Server::new("a")).unwrap();
        assert_eq!(placement.owner(b"k"), Ok(0));
        placement.leave("a").unwrap();
        assert_eq!(placement.owner(b"k"), Err(PlacementError::Empty));
    }
}

#[test]
fn a_refused_change_changes_nothing() {
    for scheme in Scheme::ALL {
        let mut placement = build(scheme, 3);
        let keys = super::keys(&*placement, 200);
        let before = placement.assign(&keys).unwrap();
        let refused = placement.join(Server::new("s1"));
        assert!(matches!(
            refused,
            Err(PlacementError::DuplicateServer { .. })
        ));
        assert!(placement.join(Server::new("x").weighing(0)).is_err());
        assert!(placement.join(Server::new("")).is_err());
        let refused = placement.leave("s9");
        let error = PlacementError::UnknownServer { name: "s9".into() };
        assert_eq!(refused, Err(error));
        if matches!(scheme, Scheme::Ring | Scheme::Bounded) {
            let huge = placement.join(Server::new("x").weighing(MAX_WEIGHT));
            assert!(matches!(huge, Err(PlacementError::TooManyPoints { .. })));
        }
        assert_eq!(placement.servers(), servers(3));
        assert_eq!(placement.assign(&keys).unwrap(), before);
    }
}

#[test]
fn every_error_says_what_and_which() {
    let error = PlacementError::WeightTooLarge {
        name: "db-7".into(),
        weight: 9,
        max: 3,
    };
    let said = error.to_string();
    assert!(
        said.contains("db-7") && said.contains('9') && said.contains('3'),
        "{said}"
    );
}
