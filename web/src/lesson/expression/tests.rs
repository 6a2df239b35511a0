use super::*;

fn run(name: &str) -> Option<Value> {
    match name {
        "keys" => Some(Value::Count(10_000)),
        "servers" => Some(Value::Count(4)),
        "moved_share" => Some(Value::Share(0.2)),
        "v1.cv" => Some(Value::Share(0.9)),
        "max_over_mean" => Some(Value::Number(1.5)),
        "waited" => Some(Value::Time(2 * SECOND)),
        _ => None,
    }
}

#[test]
fn values_keep_their_kinds() {
    let table = [
        ("keys / 4", Value::Count(2_500)),
        ("2 * keys", Value::Count(20_000)),
        ("1 / servers", Value::Share(0.25)),
        ("(servers - 1) / servers", Value::Share(0.75)),
        ("1 - moved_share", Value::Share(0.8)),
        ("keys * moved_share", Value::Count(2_000)),
        ("keys / keys * 100%", Value::Share(1.0)),
        ("v1.cv / moved_share", Value::Number(4.5)),
        ("max_over_mean * 2", Value::Number(3.0)),
        ("waited / 2", Value::Time(SECOND)),
        ("1.5s + 500ms", Value::Time(2 * SECOND)),
        ("25%", Value::Share(0.25)),
        ("7", Value::Count(7)),
        ("-7", Value::Number(-7.0)),
        ("count(keys / servers)", Value::Count(2_500)),
        ("sqrt(9) + 1", Value::Count(4)),
        ("count(10 * ln(20) / ln(2))", Value::Count(43)),
        ("2 + 3 * 4 - 6 / 2", Value::Count(11)),
        ("8 / 2 / 2", Value::Count(2)),
    ];
    for (text, expected) in &table {
        let value = value(text, &run).unwrap_or_else(|error| panic!("{text}: {error}"));
        let close = (value.as_f64() - expected.as_f64()).abs() < 1e-9;
        assert!(
            close && std::mem::discriminant(&value) == std::mem::discriminant(expected),
            "{text}: {value:?}"
        );
    }
}

#[test]
fn comparisons_chain() {
    let holds = |text| holds(text, &run).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert!(holds("0.15 < moved_share < 25%"));
    assert!(!holds("0.15 < moved_share < 0.2"));
    assert!(!holds("0.3 < moved_share < 0.9"));
    assert!(holds("servers == 4 and keys >= 10000"));
    assert!(!holds("servers == 5 and keys >= 10000"));
    assert!(!holds("servers == 4 and keys > 10000"));
    assert!(holds("moved_share <= 20% and v1.cv > 4 * moved_share"));
}

#[test]
fn what_is_wrong_is_told_with_its_place() {
    let problem = |text: &str| holds(text, &run).expect_err(text);
    assert_eq!(
        problem("1 < nothing"),
        ExpressionError { at: 4, problem: Problem::Unknown("nothing".into()) }
    );
    assert_eq!(problem("servers == 5 and nothing > 0").problem, Problem::Unknown("nothing".into()));
    assert_eq!(problem("keys").problem, Problem::Expected("a comparison such as <"));
    assert_eq!(problem("keys < 1 2").at, 9);
    assert_eq!(problem("(keys < 1").problem, Problem::Expected("a closing parenthesis"));
    assert_eq!(problem("1 <").at, 3);
    assert_eq!(problem("1 < 5parsecs").problem, Problem::Expected("a time such as 1.5s"));
    assert_eq!(problem("1 < 1.2.3").problem, Problem::Expected("a number such as 0.25"));
    assert_eq!(problem("1 < keys / 0").problem, Problem::NotANumber);
    assert_eq!(problem("1 < 키").problem, Problem::Expected("a number, a name or a parenthesis"));
    assert_eq!(problem(&"(".repeat(100_000)).problem, Problem::TooDeep);
    assert_eq!(problem(&"-".repeat(100_000)).problem, Problem::TooDeep);
}
