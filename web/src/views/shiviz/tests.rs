use super::*;
use crate::text::Language;
use crate::views::Cast;
use crate::views::testing::{MS, Rough, actions, cache, records, resident, residents};
use snowglobe_core::sim::{Record, Role, SECOND};

/// An event as `ShiViz` reads it: host, clock, text.
type Event<'a> = (&'a str, Vec<(&'a str, u32)>, &'a str);

/// Reads a log as `(?<host>\S*) (?<clock>{.*})\n(?<event>.*)` does, with nothing left over.
fn parse(log: &str) -> Vec<Event<'_>> {
    let lines: Vec<&str> = log.lines().collect();
    assert_eq!(lines.len() % 2, 0, "{log}");
    lines
        .chunks_exact(2)
        .map(|two| {
            let (host, clock) = two[0].split_once(' ').expect("a host, a space, a clock");
            assert!(!host.is_empty() && !host.contains(char::is_whitespace), "{host:?}");
            let inside = clock.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).expect("braces");
            let entries = inside.split(',').map(|entry| {
                let (name, count) = entry.rsplit_once(':').expect("a name and a number");
                let name = name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).expect("a string");
                (name, count.parse().expect("a number"))
            });
            (host, entries.collect(), two[1])
        })
        .collect()
}

fn at(event: &Event<'_>, host: &str) -> u32 {
    event.1.iter().find(|(name, _)| *name == host).map_or(0, |(_, count)| *count)
}

fn small() -> String {
    let cast = Cast::new(&residents());
    let (records, actions) = (records(), actions());
    log(&Story { records: &records, cast: &cast, actions: &actions, wording: &Rough(Language::English) })
}

#[test]
fn a_small_story() {
    let log = small();
    let said: Vec<(&str, &str)> = parse(&log).into_iter().map(|(host, _, text)| (host, text)).collect();
    let expected = [
        ("c0", "→ s0  get key-7"),
        ("s0", "← c0  get key-7 ✓"),
        ("s0", "→ c0  hit key-7"),
        ("s1", "crash s1"),
        ("c0", "← s0  hit key-7 ✓"),
        ("c0", "→ s1  get key-9"),
        ("c0", "ejected s1"),
        ("c0", "→ db  query key-9"),
        ("c0", "→ s0  get key-7"),
    ];
    assert_eq!(said, expected);
    assert!(log.starts_with("c0 {\"c0\":1}\n→ s0  get key-7\ns0 {\"c0\":1,\"s0\":1}\n"), "{log}");
}

#[test]
fn clocks_tell_what_came_before_what() {
    let mut globe = cache();
    let cast = Cast::new(&globe.residents());
    let records = globe.records(SECOND / 2, SECOND).to_vec();
    let story = Story { records: &records, cast: &cast, actions: &[], wording: &Rough(Language::Korean) };
    let log = log(&story);
    let events = parse(&log);
    assert!(events.len() > 50);
    let mut heard = 0;
    for (place, event) in events.iter().enumerate() {
        let before = events[..place].iter().rev().find(|other| other.0 == event.0);
        // A node's own count goes up by one, and it forgets nothing.
        assert_eq!(at(event, event.0), before.map_or(0, |before| at(before, before.0)) + 1);
        for (name, count) in before.map_or(&[][..], |before| &before.1) {
            assert!(at(event, name) >= *count, "{event:?}");
        }
        // What it knows of others has happened by then.
        for (name, count) in &event.1 {
            let happened = events[..=place].iter().filter(|other| other.0 == *name).count();
            assert!(*count as usize <= happened, "{event:?}");
            heard += usize::from(*name != event.0);
        }
    }
    assert!(heard > 20, "{heard}");
}

#[test]
fn names_and_texts_cannot_break_it() {
    let cast =
        Cast::new(&[resident(0, "a b\"{c}\n", Role::Client, true), resident(1, "s,1", Role::Server, true)]);
    let records: Vec<_> = records().into_iter().filter(|record| record.time <= 30 * MS).collect();
    let story = Story { records: &records, cast: &cast, actions: &[], wording: &Rough(Language::English) };
    let log = log(&story);
    assert!(log.starts_with("a_b__c__ {\"a_b__c__\":1}\n"), "{log}");
}

#[test]
fn a_long_story_is_cut() {
    let mut globe = cache();
    let cast = Cast::new(&globe.residents());
    let once = globe.records(0, SECOND).to_vec();
    // The same again and again, each time with messages of its own.
    let again = |round: usize| {
        once.iter().map(move |record| Record { id: record.id + ((round as u64) << 32), ..*record })
    };
    let many: Vec<Record> = (0..MOST / once.len() + 2).flat_map(again).collect();
    let story = Story { records: &many, cast: &cast, actions: &[], wording: &Rough(Language::English) };
    assert_eq!(parse(&log(&story)).len(), MOST);
}
