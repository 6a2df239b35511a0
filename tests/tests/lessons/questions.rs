//! A question comes before its answer: neither the words before it nor the number on the stage give it away.

use super::{LANGUAGES, judge, open, steps};
use snowglobe_core::sim::{format_time, parse_duration};
use snowglobe_web::lesson::{Act, Show, Step, Telling, lesson};
use snowglobe_web::text::fill::Part;
use snowglobe_web::text::vocabulary::vocabulary;
use std::collections::BTreeMap;

/// The fact that stands large on the stage is one of the system, and the step's words name it.
#[test]
fn headlines_are_facts_of_their_system() {
    let mut headlines = 0;
    for step in &steps().collect::<Vec<_>>() {
        let Some(fact) = &step.headline else { continue };
        headlines += 1;
        let (telling, _) = judge(step);
        assert!(telling.value(fact).is_some() && !fact.contains('.'), "{}: no fact {fact}", step.id);
        assert!(vocabulary(&step.system).fact(fact).is_some(), "{}: {fact} has no name", step.id);
        let facts = open(step).facts();
        assert!(facts.iter().any(|known| known.name == fact), "{}: {fact} is not known at first", step.id);
    }
    assert!(headlines > 12, "{headlines}");
}

/// The step as it is where a reader begins to watch.
fn begun(step: &Step) -> Step {
    let begin = step.begins_at();
    let before = |act: &&Act| parse_duration(&act.at).is_some_and(|at| at <= begin);
    let actions = step.actions.iter().filter(before).cloned().collect();
    Step { until: format_time(begin), actions, ..step.clone() }
}

/// Nothing that answers a question is to be seen before it is asked: where a reader begins, the number on the stage is not
/// yet what it will be, unless it is nothing, and no right answer in words has come true.
#[test]
fn questions_come_before_their_answers() {
    let mut wrong = Vec::new();
    for step in &lesson("kv").expect("the lesson on the cluster").step {
        let (Some(ask), (telling, _)) = (&step.ask, judge(step)) else { continue };
        let told = |step: &Step| {
            let step = Step { named: BTreeMap::new(), ..step.clone() };
            step.tell(&mut *open(&step)).unwrap_or_else(|error| panic!("{}: {error}", step.id))
        };
        let first = told(&begun(step));
        if let Some(fact) = &step.headline {
            let (begin, end) = (first.value(fact), telling.value(fact));
            if begin == end && begin.is_some_and(|value| value.as_f64() != 0.0) {
                wrong.push(format!("{}: {fact} is {begin:?} from the beginning", step.id));
            }
        }
        // What is seen inside of an engine is for the reader to read off.
        if step.show != Show::Topology {
            continue;
        }
        let nothing = told(&Step { until: "0s".to_owned(), actions: Vec::new(), ..step.clone() });
        for words in &ask.words {
            let holds = |telling: &Telling| telling.holds(&words.when).unwrap_or_default();
            if holds(&telling) && holds(&first) && !holds(&nothing) {
                wrong.push(format!("{}: {} holds already", step.id, words.when));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What is said before a question of numbers does not name the number.
#[test]
fn no_lead_tells_the_answer() {
    for step in &lesson("kv").expect("the lesson on the cluster").step {
        let Some(ask) = step.ask.as_ref().filter(|ask| !ask.choices.is_empty()) else { continue };
        let (telling, _) = judge(step);
        let answer = telling.compute(&ask.answer).expect("an answer");
        for language in LANGUAGES {
            for text in step.lead.iter().map(|lead| lead.of(language)).chain([ask.of(language)]) {
                for part in telling.fill(text, language).expect("it is filled") {
                    let Part::Value { name, .. } = part else { continue };
                    assert_ne!(telling.value(&name), Some(answer), "{}: {{{name}}} in: {text}", step.id);
                }
            }
        }
    }
}
