use super::*;
use crate::text::Language;
use crate::views::Cast;
use crate::views::testing::{MS, Rough, actions, cache, records, resident, residents};
use snowglobe_core::sim::{Role, SECOND};

fn small(language: Language) -> String {
    let cast = Cast::new(&residents());
    let (records, actions) = (records(), actions());
    diagram(&Story { records: &records, cast: &cast, actions: &actions, wording: &Rough(language) })
}

#[test]
fn a_small_story_in_english() {
    insta::assert_snapshot!(small(Language::English));
}

#[test]
fn a_small_story_in_korean() {
    insta::assert_snapshot!(small(Language::Korean));
}

#[test]
fn a_long_story_is_cut_and_says_so() {
    let mut globe = cache();
    let cast = Cast::new(&globe.residents());
    let records = globe.records(0, SECOND).to_vec();
    let story = Story { records: &records, cast: &cast, actions: &[], wording: &Rough(Language::English) };
    let text = diagram(&story);
    let messages = text.lines().filter(|line| line.contains(">>") || line.contains("-x")).count();
    assert_eq!(messages, MOST);
    let more = routes(&records).len() - MOST;
    assert!(text.ends_with(&format!(": {more} more messages left out\n")), "{}", &text[text.len() - 80..]);
}

#[test]
fn names_and_texts_cannot_break_it() {
    let evil = "a;b#c: <d>\nend %%{init}%% @e";
    let cast = Cast::new(&[resident(0, evil, Role::Client, true), resident(1, "s:1", Role::Server, true)]);
    let (records, mut actions) = (records(), actions());
    if let Some(first) = actions.first_mut() {
        first.action = evil.to_owned();
    }
    let records: Vec<_> = records.into_iter().filter(|record| record.time <= 30 * MS).collect();
    let wording = Rough(Language::English);
    let text = diagram(&Story { records: &records, cast: &cast, actions: &actions, wording: &wording });
    let escaped = "a#59;b#35;c#58; #60;d#62; end #37;#37;{init}#37;#37; #64;e";
    assert!(text.contains(&format!("participant node_0 as {escaped}\n")), "{text}");
    assert!(text.contains(&format!("Note over node_0,node_1: 30ms {escaped}\n")), "{text}");
    assert!(text.contains("participant node_1 as s#58;1\n"), "{text}");
}

#[test]
fn without_messages_or_nodes_it_still_is_a_diagram() {
    let wording = Rough(Language::Korean);
    let nobody = Cast::default();
    assert_eq!(
        diagram(&Story { records: &[], cast: &nobody, actions: &[], wording: &wording }),
        "sequenceDiagram\n"
    );
    let cast = Cast::new(&residents());
    let text = diagram(&Story { records: &[], cast: &cast, actions: &[], wording: &wording });
    assert!(text.ends_with("Note over c0: 이 구간에는 메시지가 없다\n"), "{text}");
}

#[test]
fn a_word_of_mermaid_is_no_name() {
    let cast = Cast::new(&[resident(0, "end", Role::Client, true), resident(1, "n1", Role::Server, true)]);
    let records: Vec<_> = records().into_iter().filter(|record| record.time <= 20 * MS).collect();
    let wording = Rough(Language::English);
    let text = diagram(&Story { records: &records, cast: &cast, actions: &[], wording: &wording });
    assert!(text.contains("participant node_0 as end\n") && text.contains("participant n1\n"), "{text}");
    assert!(text.contains("node_0->>n1: get key-7\n"), "{text}");
}
