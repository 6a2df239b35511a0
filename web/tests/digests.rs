//! The digests of a few scenarios in wasm are those that `tests/tests/digests.rs` finds natively.
//!
//! Runs under `wasm-pack test` in Node and in headless Chromium, in whichever profile it is given;
//! the native test runs in the dev profile, so release against dev is compared too.
#![cfg(target_arch = "wasm32")]

use snowglobe_core::scenario::link::Link;
use snowglobe_core::systems;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn digests_are_those_that_every_machine_gets() {
    let lines = include_str!("../../tests/data/digests.txt").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
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
    }
}
