use super::sentences::{algorithm, failure, forgotten, format, limit, outcome, problem, progress, read};
use crate::own_data::failure::FileFailure;
use crate::own_data::gateway::failure::{Failure, RulesFailure};
use crate::own_data::gateway::gzip::{Broken, Fault};
use crate::own_data::gateway::line::{Format, Problem};
use crate::own_data::gateway::report::Report;
use crate::own_data::gateway::request::Request;
use crate::own_data::gateway::samples;
use crate::own_data::gateway::session::Session;
use crate::own_data::gateway::words::rules::wrong;
use crate::own_data::stage::Progress;
use crate::text::Language::{English, Korean};
use snowglobe_core::limiter::{Algorithm, Limit};
use std::collections::BTreeSet;

fn is_korean(text: &str) -> bool {
    text.chars().any(|c| ('가'..='힣').contains(&c))
}

fn sample() -> Report {
    let mut session =
        Session::new(Request::new(samples::RULES), samples::LOG.len() as u64).expect("a session");
    session.push(samples::LOG.as_bytes()).expect("text");
    session.finish().expect("a report")
}

#[test]
fn every_failure_is_a_sentence_in_the_readers_language() {
    let gzip = |fault| Failure::Gzip { broken: Broken { offset: 12_345, fault }, lines: 99 };
    let all = [
        FileFailure::Utf16.into(),
        gzip(Fault::Header),
        gzip(Fault::Data),
        gzip(Fault::Checksum),
        gzip(Fault::Truncated),
        Failure::Packed { by: "zip".into() },
        Failure::Empty,
        Failure::UnknownFormat { line: "x.".into() },
        Failure::NothingUnderstood { lines: 2, problem: Problem::Shape, line: "x.".into() },
        Failure::Rules(RulesFailure::None),
        Failure::Rules(RulesFailure::TooMany { rules: 300, max: 256 }),
        Failure::Rules(RulesFailure::Wrong { line: 1, column: 1, rules: "- a".into() }),
    ];
    for one in &all {
        let (ko, en) = (failure(Korean, one), failure(English, one));
        assert!(is_korean(&ko) && !is_korean(&en), "{ko} / {en}");
        assert!(ko.ends_with('.') && en.ends_with('.'), "{ko} / {en}");
    }
    assert!(failure(English, &all[1]).contains("at byte 12,345"));
}

#[test]
fn rules_are_told_what_is_wrong_with_them() {
    let rule = |text: &str| format!("domain: a\ndescriptors:\n  - key: ip\n{text}");
    let bad = [
        String::new(),
        "domain: [".into(),
        "domain: a\n---\ndomain: b".into(),
        "domain: &x a".into(),
        "domain: *x".into(),
        "domain: !!str a".into(),
        "- a".into(),
        "domain: a\ndomain: b".into(),
        "domain: a\ncolour: b".into(),
        "x".repeat(2 << 20),
        rule("    rate_limit: {unit: day}"),
        rule("    rate_limit: {unit: moon, requests_per_unit: 1}"),
        rule("    rate_limit: {unit: day, requests_per_unit: 0}"),
        rule("    rate_limit: {unit: day, requests_per_unit: -1}"),
        rule("    rate_limit: {unit: day, requests_per_unit: 1.5}"),
        rule("    rate_limit: {unit: day, requests_per_unit: 99999999999}"),
        rule("    rate_limit: [{unit: day, requests_per_unit: 1}, {unit: day, requests_per_unit: 2}]"),
        rule("  - key: ip"),
        rule(&format!("    value: {}", "x".repeat(300))),
    ];
    for text in &bad {
        let (ko, en) = (wrong(Korean, text), wrong(English, text));
        assert!(ko.starts_with("규칙 ") && en.starts_with("Rules, line "), "{ko} / {en}: {text:.80}");
        assert!(!is_korean(&en) && ko.ends_with(['.', ')']) && en.ends_with('.'), "{ko} / {en}");
    }
    assert_eq!(wrong(English, samples::RULES), "");
    assert_eq!(
        wrong(Korean, &bad[12]),
        "규칙 4번째 줄 48번째 글자, descriptors[0].rate_limit.requests_per_unit: 0이면 아무 요청도 통과하지 못한다. 1 이상으로 쓴다."
    );
}

#[test]
fn what_was_read_and_what_came_out_are_told() {
    let report = sample();
    assert_eq!(
        read(English, &report.reading),
        "297 lines read (Combined Log Format). Not understood and skipped: 1. Late, and put back in order: 4."
    );
    assert!(read(Korean, &report.reading).starts_with("297줄을 읽었다(Combined Log Format)."));
    assert!(outcome(English, &report).starts_with("Of 296 requests "));
    assert!(outcome(Korean, &report).ends_with("거절되었을 것이다."));
    assert_eq!(progress(English, &Progress { done: 1, total: 4, count: 1_000 }), "25 %, 1,000 lines read.");
}

#[test]
fn limits_read_well() {
    let said = |amount, seconds: u64| {
        let limit_of = Limit::new(amount, seconds * 1_000_000_000);
        (limit(Korean, &limit_of), limit(English, &limit_of))
    };
    assert_eq!(said(60, 60), ("1분에 60개".into(), "60 per minute".into()));
    assert_eq!(said(300, 10_800), ("3시간에 300개".into(), "300 per 3 hours".into()));
    assert_eq!(said(5, 7 * 86_400), ("1주에 5개".into(), "5 per week".into()));
    assert_eq!(said(5, 30 * 86_400), ("30일에 5개".into(), "5 per 30 days".into()));
    assert_eq!(forgotten(Korean, 0), None);
}

#[test]
fn names_differ_and_are_there_in_both_languages() {
    for lang in [Korean, English] {
        let algorithms: BTreeSet<_> = Algorithm::ALL.iter().map(|one| algorithm(lang, one.name())).collect();
        assert_eq!(algorithms.len(), Algorithm::ALL.len());
        let problems: BTreeSet<_> = Problem::ALL.into_iter().map(|one| problem(lang, one)).collect();
        assert_eq!(problems.len(), Problem::ALL.len());
        let formats = [Format::Common, Format::Combined, Format::Json, Format::Plain];
        assert_eq!(formats.into_iter().map(|one| format(lang, one)).collect::<BTreeSet<_>>().len(), 4);
    }
    assert_eq!(algorithm(English, "dice"), "dice");
}
