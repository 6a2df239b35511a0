use super::*;
use crate::text::Language;
use crate::views::Cast;
use crate::views::testing::{MS, Rough, actions, record, records, residents, say};
use snowglobe_core::sim::Nanos;
use snowglobe_core::systems::cache::Word;

/// Where each record of a story is an event, and the clock that it has then.
fn told(records: &[Record]) -> Vec<Option<(u32, Clock)>> {
    let (cast, actions) = (Cast::new(&residents()), actions());
    let story = Story { records, cast: &cast, actions: &actions, wording: &Rough(Language::English) };
    let mut clocks = EventClocks::new(cast.members().len());
    let mut tell = |record: &Record| {
        let node = node_of(&story, record)?;
        Some((node.0, clocks.take(node, record, true)?.clone()))
    };
    records.iter().map(&mut tell).collect()
}

#[test]
fn what_happens_at_a_node_is_an_event_and_what_the_network_does_is_none() {
    let told = told(&records());
    // A message, its arrival, the answer, a crash, its arrival.
    assert_eq!(told[0], Some((0, vec![1, 0, 0, 0])));
    assert_eq!(told[1], Some((1, vec![1, 1, 0, 0])));
    assert_eq!(told[2], Some((1, vec![1, 2, 0, 0])));
    assert_eq!(told[3], Some((2, vec![0, 0, 1, 0])), "a crash is an event of the node that crashes");
    assert_eq!(told[4], Some((0, vec![2, 2, 0, 0])));
    for (place, what) in [(6, "a loss"), (8, "a partition"), (10, "a loss"), (12, "a heal")] {
        assert_eq!(told[place], None, "{what} is no event of a node");
    }
}

#[test]
fn a_message_that_was_held_carries_what_was_known_when_it_was_sent() {
    let get = say(Word::Get, 7);
    let sent = |at: Nanos, id, until| record(at, Kind::Sent, (0, 1), id, until, get);
    let told = told(&[
        sent(10 * MS, 1, Nanos::MAX),
        sent(20 * MS, 2, Nanos::MAX),
        // Both are let go.
        sent(30 * MS, 1, 40 * MS),
        sent(30 * MS, 2, 40 * MS),
        record(40 * MS, Kind::Delivered, (1, 0), 1, 40 * MS, get),
        record(40 * MS, Kind::Delivered, (1, 0), 2, 40 * MS, get),
    ]);
    assert_eq!(told[2..4], [None, None], "the network lets them go, not their sender");
    assert_eq!(told[4], Some((1, vec![1, 1, 0, 0])));
    assert_eq!(told[5], Some((1, vec![2, 2, 0, 0])));
}

#[test]
fn two_events_stand_to_one_another_as_their_clocks_do() {
    assert_eq!(relation(&[1, 0, 2], &[1, 0, 2]), Relation::Equal);
    assert_eq!(relation(&[1, 0, 2], &[1, 1, 2]), Relation::Before);
    assert_eq!(relation(&[1, 1, 2], &[1, 0, 2]), Relation::After);
    assert_eq!(relation(&[2, 0, 2], &[1, 1, 2]), Relation::Concurrent);
}
