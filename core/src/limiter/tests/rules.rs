//! Rules: what applies, and everything that can be wrong with them.

use crate::limiter::rules::*;
use crate::limiter::*;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use proptest::prelude::*;

const FORUM: &str = "\
domain: forum
descriptors:
  - key: plan
    value: free
    descriptors:
      - key: user
        rate_limit: {unit: minute, requests_per_unit: 60}
      - key: user
        value: librarian
  - key: ip
    rate_limit:
      - unit: second
        requests_per_unit: 20
      - unit: DAY
        requests_per_unit: 10000
  - key: endpoint
    value: /posts
    rate_limit: {unit: hour, requests_per_unit: 5000}
    descriptors:
      - key: user
        rate_limit: {unit: second, requests_per_unit: 2}
";

/// The counters and limits that apply.
fn found(rules: &Rules, request: &[(&str, &str)]) -> Vec<String> {
    let all = rules.matching(request).into_iter();
    all.flat_map(|found| {
        found.rule.quotas().iter().map(move |quota| format!("{}: {quota}", found.key)).collect::<Vec<_>>()
    })
    .collect()
}

#[test]
fn every_descriptor_that_holds_applies() {
    let rules = Rules::parse(FORUM).expect("sound");
    assert_eq!(rules.domain(), "forum");
    let request = [("user", "ann"), ("endpoint", "/posts"), ("ip", "::1"), ("plan", "free"), ("ip", "::2")];
    assert_eq!(
        found(&rules, &request),
        [
            "forum|plan=free|user=ann: 60 per minute",
            "forum|ip=::1: 20 per second",
            "forum|ip=::1: 10000 per day",
            "forum|endpoint=/posts: 5000 per hour",
            "forum|endpoint=/posts|user=ann: 2 per second",
        ]
    );
    assert_eq!(found(&rules, &[("plan", "paid"), ("user", "ann"), ("endpoint", "/")]), [""; 0]);
    assert_eq!(found(&rules, &[("user", "librarian"), ("plan", "free")]), [""; 0]);
    assert_eq!(found(&rules, &[]), [""; 0]);
    let lines: Vec<usize> = rules.limiting().map(|rule| rule.line()).collect();
    assert_eq!(lines, [6, 10, 16, 20]);
    let last = rules.limiting().last().expect("four");
    assert_eq!(last.path(), [("endpoint", Some("/posts")), ("user", None)]);
}

/// A name cannot be chosen so that another's counter is met.
#[test]
fn counters_of_different_values_are_different() {
    let rules = "domain: d\ndescriptors:\n- {key: a, rate_limit: {unit: day, requests_per_unit: 1}, \
                 descriptors: [{key: b, rate_limit: {unit: day, requests_per_unit: 1}}]}";
    let rules = Rules::parse(rules).expect("sound");
    let outer = rules.matching(&[("a", "x|b=y")]);
    let inner = rules.matching(&[("a", "x"), ("b", "y")]);
    assert_eq!(outer[0].key, "d|a=x\\|b\\=y");
    assert_eq!(inner[1].key, "d|a=x|b=y");
    assert_eq!(rules.matching(&[("a", "x\\|b\\=y")])[0].key, "d|a=x\\\\\\|b\\\\\\=y");
}

#[test]
fn the_presets_mean_what_the_book_says() {
    let day = 86_400_000;
    let expected = [(Preset::Posts, 2, 1_000), (Preset::Accounts, 10, day), (Preset::Rewards, 5, 7 * day)];
    for (preset, no_more_than, window) in expected {
        let rules = Rules::parse(preset.yaml()).expect(preset.name());
        let found = rules.matching(&preset.request());
        assert_eq!((found.len(), found[0].rule.quotas()), (1, [preset.quota()].as_slice()));
        let limit = preset.quota().limit(1_000);
        assert_eq!(limit, Limit::new(no_more_than, window), "{}", preset.name());
        let mut limiter = SlidingLog::new(limit).expect("sound");
        let passed: Vec<bool> = (0..=no_more_than).map(|_| limiter.check(5, 1).is_admitted()).collect();
        assert!(
            passed[..no_more_than as usize].iter().all(|passed| *passed) && !passed[no_more_than as usize]
        );
    }
    assert_eq!(Preset::ALL.map(Preset::name), ["posts", "accounts", "rewards"]);
}

#[test]
fn units_have_one_name_and_a_length() {
    for unit in Unit::ALL {
        assert_eq!(Unit::parse(&unit.to_string().to_uppercase()), Some(unit));
    }
    assert_eq!(Unit::parse("fortnight"), None);
    let lengths = Unit::ALL.map(Unit::seconds);
    assert_eq!(lengths, [1, 60, 3_600, 86_400, 604_800, 2_592_000, 31_536_000]);
    let quota = Quota { requests: 3, unit: Unit::Year };
    assert_eq!(quota.limit(u64::MAX).window, u64::MAX);
    assert_eq!(quota.limit(1_000_000_000), Limit::new(3, 31_536_000_000_000_000));
}

/// A limit in a sound place, whose fields are these.
fn limit(fields: &str) -> String {
    format!("domain: d\ndescriptors:\n  - key: a\n    rate_limit:\n{fields}")
}

#[track_caller]
fn refused(text: &str, line: usize, column: usize, field: &str, problem: Problem) {
    let error = Rules::parse(text).expect_err(text);
    assert_eq!(error, RulesError { line, column, field: field.into(), problem }, "{error}\n{text}");
    // It says where, and something to do.
    let sentence = error.to_string();
    assert!(sentence.starts_with(&format!("line {line}, column {column}")), "{sentence}");
    assert!(sentence.len() < 300 && sentence.contains(field), "{sentence}");
}

#[test]
fn bad_limits_are_refused_where_they_stand() {
    let number = "descriptors[0].rate_limit.requests_per_unit";
    let unit = "descriptors[0].rate_limit.unit";
    let text = |text: &str| text.to_string();
    let numbers = [
        ("0", Problem::Zero),
        ("-0", Problem::Zero),
        ("-5", Problem::Negative { text: text("-5") }),
        ("-99999999999", Problem::Negative { text: text("-99999999999") }),
        ("4294967296", Problem::TooLarge { text: text("4294967296") }),
        ("many", Problem::NotANumber { text: text("many") }),
        ("1.5", Problem::NotANumber { text: text("1.5") }),
        ("+5", Problem::NotANumber { text: text("+5") }),
        ("-", Problem::NotANumber { text: text("-") }),
    ];
    for (number_text, problem) in numbers {
        // A lone dash would begin a list.
        let fields = format!("      unit: day\n      requests_per_unit: \"{number_text}\"\n");
        refused(&limit(&fields), 6, 26, number, problem);
    }
    refused(
        &limit("      unit: day\n      requests_per_unit: -3"),
        6,
        26,
        number,
        Problem::Negative { text: text("-3") },
    );
    let unknown = Problem::UnknownUnit { text: text("fortnight") };
    refused(&limit("      unit: fortnight\n      requests_per_unit: 3"), 5, 13, unit, unknown);
    let long = "x".repeat(500);
    let cut = Problem::UnknownUnit { text: format!("{}…", &long[..80]) };
    refused(&limit(&format!("      unit: {long}\n")), 5, 13, unit, cut);
    refused(&limit("      unit: day"), 5, 7, number, Problem::Missing);
    refused(&limit("      requests_per_unit: 5"), 5, 7, unit, Problem::Missing);
    let list = "      - {unit: day, requests_per_unit: 5}\n      - {unit: Day, requests_per_unit: 6}";
    let repeated = Problem::RepeatedUnit { unit: Unit::Day };
    refused(&limit(list), 6, 9, "descriptors[0].rate_limit[1]", repeated);
    let kind = |wanted, found| Problem::WrongKind { wanted, found };
    refused(&limit("      5"), 5, 7, "descriptors[0].rate_limit", kind(Kind::FieldsOrList, Kind::Text));
    refused(&limit("      - 5"), 5, 9, "descriptors[0].rate_limit[0]", kind(Kind::Fields, Kind::Text));
    refused(&limit("      unit: [day]"), 5, 13, unit, kind(Kind::Text, Kind::List));
}

#[test]
fn bad_descriptors_are_refused_where_they_stand() {
    let with = |descriptors: &str| format!("domain: d\ndescriptors:\n{descriptors}");
    let kind = |wanted, found| Problem::WrongKind { wanted, found };
    refused(&with("  - value: x"), 3, 5, "descriptors[0].key", Problem::Missing);
    refused(&with("  - key: \"\""), 3, 10, "descriptors[0].key", kind(Kind::Text, Kind::Nothing));
    refused(&with("  - key:\n    value: x"), 3, 8, "descriptors[0].key", kind(Kind::Text, Kind::Nothing));
    refused(&with("  - key: {a: b}"), 3, 10, "descriptors[0].key", kind(Kind::Text, Kind::Fields));
    refused(&with("  - 7"), 3, 5, "descriptors[0]", kind(Kind::Fields, Kind::Text));
    refused(&with("  key: a"), 3, 3, "descriptors", kind(Kind::List, Kind::Fields));
    let twice = "  - key: a\n    value: x\n  - key: a\n  - key: a\n    value: x\n";
    refused(&with(twice), 6, 5, "descriptors[2]", Problem::Duplicate { first_line: 3 });
    let twice = "  - key: a\n    descriptors:\n      - key: b\n      - key: b\n";
    refused(&with(twice), 6, 9, "descriptors[0].descriptors[1]", Problem::Duplicate { first_line: 5 });
    refused(&with("  - key: a\n    key: b"), 4, 5, "descriptors[0].key", Problem::RepeatedField);
    let known = &["key", "value", "rate_limit", "descriptors"];
    let unknown = Problem::UnknownField { name: "shadow_mode".into(), known };
    refused(&with("  - key: a\n    shadow_mode: true"), 4, 5, "descriptors[0]", unknown);
    let long = format!("  - key: {}", "k".repeat(256));
    refused(&with(&long), 3, 10, "descriptors[0].key", Problem::NameTooLong { bytes: 256 });
    assert!(Rules::parse(&with(&long[..long.len() - 1])).is_ok());
}

#[test]
fn bad_texts_are_refused_where_they_go_wrong() {
    let kind = |wanted, found| Problem::WrongKind { wanted, found };
    refused("", 1, 1, "", kind(Kind::Fields, Kind::Nothing));
    refused("# nothing\n", 2, 1, "", kind(Kind::Fields, Kind::Nothing));
    refused("just text", 1, 1, "", kind(Kind::Fields, Kind::Text));
    refused("domain: d", 1, 1, "descriptors", Problem::Missing);
    refused("descriptors: []", 1, 1, "domain", Problem::Missing);
    refused("domain: d\ndescriptors:", 2, 12, "descriptors", kind(Kind::List, Kind::Nothing));
    refused("domain: d\ndescriptors: []\n---\ndomain: e", 3, 1, "", Problem::SeveralDocuments);
    let known = &["domain", "descriptors"];
    refused("rules: x", 1, 1, "", Problem::UnknownField { name: "rules".into(), known });
    refused("? [a]\n: b", 1, 3, "", kind(Kind::Text, Kind::List));
    let error = Rules::parse("domain: d\ndescriptors: [}").expect_err("no YAML");
    assert!(matches!(error.problem, Problem::Syntax { .. }) && error.line == 2, "{error}");
    assert!(Rules::parse("domain: d\ndescriptors: []").expect("sound").limiting().next().is_none());
}

/// What could repeat or contain itself.
#[test]
fn anchors_aliases_and_tags_are_refused() {
    let cycle = "domain: d\ndescriptors: &all\n  - key: a\n    descriptors: *all\n";
    refused(cycle, 2, 14, "descriptors", Problem::Anchor);
    let merge = "domain: &d x\ndescriptors: []";
    refused(merge, 1, 9, "domain", Problem::Anchor);
    let tag = "domain: !!str d\ndescriptors: []";
    refused(tag, 1, 9, "domain", Problem::Tag);
    let unknown = Rules::parse("domain: *d\ndescriptors: []").expect_err("an alias of nothing");
    assert!(
        matches!(unknown.problem, Problem::Alias | Problem::Syntax { .. }) && unknown.line == 1,
        "{unknown}"
    );
}

#[test]
fn what_is_too_much_is_refused() {
    let many = |count: usize| {
        let descriptors = (0..count).map(|i| format!("  - key: k{i}\n"));
        descriptors.fold(String::from("domain: d\ndescriptors:\n"), |text, line| text + &line)
    };
    let too_many = Problem::TooManyDescriptors;
    refused(&many(60_000), MAX_DESCRIPTORS + 3, 5, &format!("descriptors[{MAX_DESCRIPTORS}]"), too_many);
    assert!(Rules::parse(&many(MAX_DESCRIPTORS)).is_ok());
    let bytes = many(100_000).len();
    refused(&many(100_000), 1, 1, "", Problem::TooLong { bytes });

    let deep = |depth: usize| {
        let open = (0..depth).map(|i| format!("{{key: k{i}, descriptors: [")).collect::<String>();
        format!("domain: d\ndescriptors: [{open}{}]", "]}".repeat(depth))
    };
    assert!(Rules::parse(&deep(MAX_DEPTH - 1)).is_ok());
    let error = Rules::parse(&deep(MAX_DEPTH)).expect_err("too deep");
    assert_eq!((error.problem, error.line), (Problem::TooDeep, 2));
    assert!(error.field.ends_with("descriptors[0].descriptors"));
}

/// A megabyte of whatever a parser might stumble over; each must end soon.
#[test]
fn hostile_texts_end() {
    let bodies = [
        "[",
        "{",
        "- ",
        "? ",
        "a: ",
        "\"",
        "'",
        "&a ",
        "*a ",
        "!a ",
        "|\n",
        ">\n",
        "#",
        "---\n",
        "\t",
        "\n",
        "\r",
        "[[],",
        "{a: ",
        "- - ",
        "%",
        "\\",
        "\u{feff}",
        "글",
        "a\n",
        "{key: a}, ",
        "- key: a\n",
        "<<: *a\n",
    ];
    for body in bodies {
        for start in [
            "",
            "domain: d\ndescriptors:\n",
            "domain: d\ndescriptors: ",
            "domain: d\ndescriptors: [",
            "domain: \"",
        ] {
            let text = format!("{start}{}", body.repeat((MAX_BYTES - start.len()) / body.len()));
            // It may be right only if nothing but space follows.
            assert!(Rules::parse(&text).is_err(), "{start:?} and many {body:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    /// Good rules with a few characters changed are rules or an error within the text, and never a panic.
    #[test]
    fn damaged_rules_are_read_or_refused(
        cuts in proptest::collection::vec((0..FORUM.len(), 0..4usize, "[-a-z\\[\\]{}:,|>&*!#'\"%? \n\t글\\\\0-9]{0,3}"), 1..6),
    ) {
        let mut text = String::from(FORUM);
        for (at, length, put) in cuts {
            let at = (0..=at.min(text.len())).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
            let end = (at + length..).find(|i| *i >= text.len() || text.is_char_boundary(*i)).unwrap_or(at);
            text.replace_range(at..end.min(text.len()), &put);
        }
        if let Err(error) = Rules::parse(&text) {
            prop_assert!(error.line >= 1 && error.line <= text.lines().count() + 1, "{} in {:?}", error, text);
            prop_assert!(error.column >= 1, "{} in {:?}", error, text);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,80}", yaml in "[-a-c:,\\[\\]{}\"'&*!|>?%@#\n\t ]{0,60}") {
        let _ = Rules::parse(&text);
        let _ = Rules::parse(&yaml);
        let _ = Rules::parse(&format!("domain: d\ndescriptors:\n{yaml}"));
    }
}
