//! Zones: what fails as a whole takes one copy of a key along, and no more.

use super::{ended, facts, run};
use crate::sim::SECOND;
use crate::systems::kv::placement::{Member, Placement, RANGES};
use alloc::format;
use alloc::vec::Vec;
use proptest::prelude::*;

fn placement(count: u32, n: u8, centres: u32, zones: u32) -> Placement {
    let member = |at: u32| Member {
        node: at,
        name: format!("n{at}"),
        weight: 1,
        centre: at % centres,
        zone: at / centres % zones,
    };
    Placement::new(0, (0..count).map(member).collect(), n, 32).expect("it fits")
}

/// The zones of those at home.
fn zones(placement: &Placement, range: usize) -> Vec<(u32, u32)> {
    let home = placement.home(range).iter().filter_map(|node| placement.member(*node));
    let mut zones: Vec<(u32, u32)> = home.map(|member| (member.centre, member.zone)).collect();
    zones.sort_unstable();
    zones
}

proptest! {
    /// As many zones as copies: each has one. With fewer none has more than one above another.
    #[test]
    fn copies_are_spread_over_zones(n in 1..7_u8, centres in 1..4_u32, zones_each in 1..7_u32, more in 0..5_u32) {
        let part = u32::from(n).div_ceil(centres);
        // Machines enough for each zone to take what falls to it.
        let count = centres * zones_each * part + more;
        let placement = placement(count, n, centres, zones_each);
        for range in 0..RANGES {
            let zones = zones(&placement, range);
            prop_assert_eq!(zones.len(), usize::from(n));
            let mut distinct = zones.clone();
            distinct.dedup();
            if zones_each >= part {
                prop_assert_eq!(&distinct, &zones);
            }
            for centre in 0..centres {
                let here = zones.iter().filter(|zone| zone.0 == centre).count();
                let apart = distinct.iter().filter(|zone| zone.0 == centre).count();
                prop_assert!(here <= part as usize);
                prop_assert_eq!(apart, here.min(zones_each as usize), "range {}", range);
            }
        }
    }
}

/// A whole zone is dark: with a copy in each of three, reads and writes go on; had nobody looked at zones, some would not.
#[test]
fn a_zone_goes_dark() {
    let story = "nodes 9; clients 6; rate 60; keys 40; retries 3; fail_timeout 6s; gossip_period 500ms; duration 30s; \
                 at 5s crash n0; at 5s crash n3; at 5s crash n6";
    let (apart, whole) = (facts(&ended(&format!("zones 3; {story}"))), facts(&ended(story)));
    assert_eq!((apart("refused"), apart("stale_reads"), apart("lost_writes")), (0.0, 0.0, 0.0));
    assert!(apart("reads") + apart("writes") > 500.0);
    assert!(whole("refused") > 20.0);
}

/// Who joins goes where the fewest are, or where it is told to.
#[test]
fn a_newcomer_has_a_zone() {
    let mut run = run(
        "nodes 5; zones 3; workload none; at 1s join n5; at 5s join n6 zone 1; at 9s join n7 in 1 zone 8; \
                       at 13s join n8 in 1; duration 20s",
    );
    run.seek_time(16 * SECOND);
    let placement = &run.world().system().placement;
    let places: Vec<(&str, u32, u32)> = placement
        .members()
        .iter()
        .map(|member| (member.name.as_str(), member.centre, member.zone))
        .skip(3)
        .collect();
    assert_eq!(places, [("n3", 0, 0), ("n4", 0, 1), ("n5", 0, 2), ("n6", 0, 1), ("n7", 1, 8), ("n8", 1, 0)]);
}
