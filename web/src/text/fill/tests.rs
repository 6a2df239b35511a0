use super::*;
use Language::{English, Korean};

fn run(name: &str) -> Option<Value> {
    match name {
        "keys" => Some(Value::Count(10_000)),
        "moved_share" => Some(Value::Share(0.198_2)),
        "v1.cv" => Some(Value::Share(0.9)),
        _ => None,
    }
}

#[test]
fn placeholders_become_parts() {
    let parts = fill("{server s4:은/는} 키 **{keys:이/가} 아니라** 일부만.", Korean, &run);
    let expected = vec![
        Part::Chip { thing: Thing::Node("s4".into()), text: "s4".into() },
        Part::Plain("는 키 ".into()),
        Part::Value { name: "keys".into(), text: "10,000".into() },
        Part::Strong("이 아니라".into()),
        Part::Plain(" 일부만.".into()),
    ];
    assert_eq!(parts, Ok(expected));
}

#[test]
fn particles_follow_the_word_filled_in() {
    let text = |template| fill(template, Korean, &run).map(|parts| plain(&parts));
    assert_eq!(text("{server s4:이/가}").as_deref(), Ok("s4가"));
    assert_eq!(text("{node s3:이/가}").as_deref(), Ok("s3이"));
    assert_eq!(text("{key 17:으로/로}").as_deref(), Ok("key-17로"));
    assert_eq!(text("{moved_share:을/를} 잃는다").as_deref(), Ok("19.8%를 잃는다"));
    assert_eq!(text("1 * 2, {v1.cv}").as_deref(), Ok("1 * 2, 90.0%"));
}

#[test]
fn what_cannot_be_filled_is_named_with_its_place() {
    let problem = |template| fill(template, English, &run).expect_err("cannot be filled");
    assert_eq!(problem("ab {nothing}"), FillError { at: 3, problem: Problem::Unknown("nothing".into()) });
    assert_eq!(problem("{door 3}").problem, Problem::Unknown("door 3".into()));
    assert_eq!(problem("{keys").problem, Problem::Brace);
    assert_eq!(problem("keys}").problem, Problem::Brace);
    assert_eq!(problem("a **b"), FillError { at: 2, problem: Problem::Strong });
    assert_eq!(problem("{keys:이(가)}").problem, Problem::Particle("이(가)".into()));
}

#[test]
fn an_outline_needs_no_run() {
    assert_eq!(outline("{server s4:이/가} **들어온다**"), "s4가 들어온다");
    assert_eq!(outline("{keys:을/를} 나눈다"), "…를 나눈다");
    assert_eq!(outline("plain {"), "plain …");
}
