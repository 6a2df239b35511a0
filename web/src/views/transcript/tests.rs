use super::*;
use crate::text::Language;
use crate::views::testing::{MS, Rough, actions, cache, records, residents};
use snowglobe_core::sim::SECOND;

#[test]
fn a_small_story_line_by_line() {
    let cast = Cast::new(&residents());
    let (mut records, actions) = (records(), actions());
    if let Some(last) = records.last_mut() {
        last.kind = Kind::Refused;
    }
    let story =
        Story { records: &records, cast: &cast, actions: &actions, wording: &Rough(Language::Korean) };
    let lines = records.iter().filter_map(|record| line(&story, record));
    let lines: Vec<String> = lines
        .map(|Line { time, kind, thing, name, message, text, .. }| {
            let thing = thing.map(|thing| thing.to_string()).unwrap_or_default();
            let message = message.map(|thing| thing.to_string()).unwrap_or_default();
            format!("{:>2} {kind:<9} [{thing}] [{name}] [{message}] {text}", time / MS)
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn only_the_past_is_told_and_no_more_than_asked_for() {
    let mut globe = cache();
    let records = globe.records(SECOND - 100 * MS, SECOND + 100 * MS).to_vec();
    let wording = Rough(Language::English);
    let step = globe.moment().step;
    let all = recent(&*globe, &records, &wording, usize::MAX);
    assert!(all.len() > 20, "{} lines", all.len());
    assert!(all.iter().all(|line| line.step <= step));
    assert!(all.is_sorted_by_key(|line| line.step));
    let few = recent(&*globe, &records, &wording, 5);
    assert_eq!(few, all[all.len() - 5..]);
    assert!(recent(&*globe, &records, &wording, 0).is_empty());
}
