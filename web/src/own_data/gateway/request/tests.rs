use super::*;
use snowglobe_core::limiter::rules::Preset;

fn specs(rules: &str) -> Result<Vec<Spec>, Failure> {
    Request::new(rules).specs()
}

#[test]
fn the_examples_of_the_book_are_rules() {
    for preset in Preset::ALL {
        let specs = specs(preset.yaml()).expect("a preset");
        assert_eq!(specs[0].limit, preset.quota().limit(SECOND), "{preset:?}");
        assert_eq!(specs[0].parts.len(), 2);
        assert!(specs[0].parts[0].value.is_some() && specs[0].parts[1].value.is_none());
    }
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let text = "domain: a\ndescriptors:\n  - key: ip\n    rate_limit: {unit: minute, requests_per_unit: 0}\n";
    let Err(Failure::Rules(RulesFailure::Wrong { line, column, rules })) = specs(text) else {
        panic!("a limit of 0 was taken");
    };
    assert_eq!((line, rules.as_str()), (4, text));
    assert!(column > 1);
    assert_eq!(specs("domain: a\ndescriptors:\n  - key: ip\n"), Err(Failure::Rules(RulesFailure::None)));
    let each =
        |i: usize| format!("  - {{key: ip, value: a{i}, rate_limit: {{unit: day, requests_per_unit: 1}}}}\n");
    let many =
        |count: usize| format!("domain: a\ndescriptors:\n{}", (0..count).map(each).collect::<String>());
    assert_eq!(specs(&many(MAX_RULES)).map(|specs| specs.len()), Ok(MAX_RULES));
    let rules = MAX_RULES + 1;
    assert_eq!(specs(&many(rules)), Err(Failure::Rules(RulesFailure::TooMany { rules, max: MAX_RULES })));
}

#[test]
fn another_algorithm_must_be_one() {
    let request = Request { algorithm: "sliding_log".into(), ..Request::new(Preset::Posts.yaml()) };
    assert_eq!(request.decides(), Ok(Algorithm::SlidingLog));
    let request = Request { algorithm: "dice".into(), ..request };
    assert!(matches!(request.check(), Err(Failure::File(_))));
}
