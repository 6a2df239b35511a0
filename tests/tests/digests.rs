//! The digests of a few scenarios, the same natively (here) and in wasm (`web/tests/digests.rs`).
//!
//! Both read `tests/data/digests.txt`: a link and the digest at the end of each of its branches.
//! To add one, write the link with any digest and take what the failing test says.

use snowglobe_core::scenario::link::Link;
use snowglobe_core::systems;

#[test]
fn digests_are_those_that_every_machine_gets() {
    let mut seen = 0;
    for line in include_str!("../data/digests.txt").lines().filter(|line| !line.starts_with('#')) {
        let (link, expected) = line.split_once(' ').expect("a link and its digests");
        let link = Link::decode(link).expect("a link");
        let mut globe = systems::open(link.scenario).expect("a scenario that fits");
        let mut digests = Vec::new();
        for branch in 0..globe.lanes().len() {
            globe.switch_to(branch);
            while !globe.run_ahead(100_000) {}
            digests.push(format!("{:016x}", globe.final_digest().expect("it is complete")));
        }
        assert_eq!(digests.join(" "), expected, "{line}");
        seen += 1;
    }
    assert!(seen >= 4, "{seen}");
}
