use super::*;
use crate::own_data::gateway::request::Request;
use crate::own_data::gateway::samples;
use crate::own_data::gateway::session::Session;

const MINUTE: u64 = 60_000_000_000;

fn answer(steps: [Option<(u64, u64)>; 2]) -> LimitAnswer {
    let bucket = steps.map(|step| step.map(|(limit, denied)| Step { limit, denied }));
    LimitAnswer { per_mille: 1, requests: 10_000, window: [None; 2], bucket }
}

#[test]
fn limits_are_told_with_their_neighbour() {
    let said = |steps| {
        let answer = answer(steps);
        [Ko, En].map(|lang| by_bucket(lang, &answer, MINUTE).replace('\u{a0}', " "))
    };
    assert_eq!(
        said([Some((40, 9)), Some((32, 12))]),
        [
            "1분에 40개였다면 0.09 %가 거절되었을 것이다. 32개였다면 0.12 %.",
            "With 40 per minute 0.09 % would have been denied; with 32, 0.12 %."
        ]
    );
    assert_eq!(
        said([Some((1, 0)), None]),
        ["1분에 1개였다면 하나도 거절되지 않았을 것이다.", "With 1 per minute none would have been denied."]
    );
    assert_eq!(
        said([None, Some((65_536, 12))]),
        [
            "1분에 65,536개보다 큰 한도여야 한다. 그 한도로도 0.12 %가 거절되었을 것이다.",
            "More than 65,536 per minute: with that, 0.12 % would have been denied."
        ]
    );
    assert_eq!(at_most(En, &answer([None; 2])), "To deny at most 0.1\u{a0}%");
}

#[test]
fn a_chart_says_where_it_is_highest() {
    let line = Timeline { start: 1_747_011_600_000_000_000, width: 5_000_000_000, buckets: vec![] };
    let bars = [[1, 0], [4, 2], [3, 3], [6, 0]];
    assert_eq!(
        peaks(En, &line, &bars),
        "The busiest bar is 01:00:05 with 6 requests. Most were denied at 01:00:10: 3."
    );
    let weeks = Timeline { width: 7 * 86_400 * SECOND, ..line.clone() };
    assert!(peaks(En, &weeks, &bars).starts_with("The busiest bar is 05-19 01:00 with"));
    assert!(peaks(En, &line, &[[5, 0]]).ends_with("None was denied."));
    assert_eq!(peaks(En, &line, &[]), "");
}

#[test]
fn every_sentence_is_in_the_readers_language() {
    let korean = |text: &str| text.chars().any(|c| ('가'..='힣').contains(&c));
    let mut session =
        Session::new(Request::new(samples::RULES), samples::LOG.len() as u64).expect("a session");
    session.push(samples::LOG.as_bytes()).expect("text");
    let report = session.finish().expect("a report");
    let rule = &report.rules[1];
    let bars = &rule.timeline.buckets;
    for lang in [Ko, En] {
        let mut said = vec![
            limits_read(lang, 7),
            rules_too_long(lang, 1 << 20),
            not_known_yet(lang, true).into(),
            not_known_yet(lang, false).into(),
            source(lang, &report.reading),
            rule_outcome(lang, rule),
            chart(lang, &rule.timeline),
            peaks(lang, &rule.timeline, bars),
        ];
        said.extend(Table::ALL.map(|one| table(lang, one).to_owned()));
        for text in said {
            assert_eq!(korean(&text), lang == Ko, "{text}");
        }
    }
    let delayed = RuleReport { delayed: 8, ..rule.clone() };
    assert!(rule_outcome(En, &delayed).contains(", delayed: 8, denied: 37 (82.2\u{a0}%)."));
}
