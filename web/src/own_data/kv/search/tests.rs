use super::hunt::Hunt;
use super::*;
use crate::player::{Tab, View};

/// Lets parts work in turn, each as often as its weight says; what came of it, and how often any was heard.
fn hunted(request: &Request, weights: &[usize]) -> Option<Story> {
    let of = weights.len() as u64;
    let part = |at| Part::new(&Request { part: (at, of), ..request.clone() }).expect("a search");
    let mut parts: Vec<Option<Part>> = (0..of).map(|at| Some(part(at))).collect();
    let mut hunt = Hunt::new(request, of);
    loop {
        for (at, weight) in weights.iter().enumerate() {
            for _ in 0..*weight {
                let Some(told) = parts[at].as_mut().map(|part| part.step(30_000)) else { break };
                if matches!(told, Told::Found(_) | Told::Ended) {
                    parts[at] = None;
                }
                for done in hunt.hear(at, told) {
                    parts[done] = None;
                }
            }
        }
        if let Some(outcome) = hunt.outcome() {
            return outcome.cloned();
        }
        assert!(parts.iter().any(Option::is_some), "{hunt:?}");
    }
}

#[test]
fn what_promises_nothing_is_found_out_by_however_many() {
    let request = Request { seeds: 60, ..Request::new(samples::loose(), "linearizable") };
    let story = hunted(&request, &[1]).expect("R + W ≤ N");
    assert_eq!(hunted(&request, &[1, 7, 2]).as_ref(), Some(&story), "whichever is quicker");
    assert!(story.actions.len() as u64 <= story.actions_before && !story.smaller.is_empty());
    let link = Link::decode(&story.link).expect("a link");
    assert_eq!((link.moment.at, link.scenario.system.as_str()), (story.at, "kv"));
    let next = Request { from: story.seed + 1, ..request };
    assert!(hunted(&next, &[1, 1]).expect("another").seed > story.seed);
}

#[test]
fn what_is_strict_is_kept_and_all_seeds_are_counted() {
    let request = Request { seeds: 25, ..Request::new(samples::strict(), "linearizable") };
    assert_eq!(hunted(&request, &[1, 2]), None);
    let mut hunt = Hunt::new(&request, 3);
    (0..3).for_each(|part| assert_eq!(hunt.hear(part, Told::Ended), [0; 0]));
    assert_eq!((hunt.standing().tried, hunt.outcome()), (25, Some(None)));
}

#[test]
fn parts_with_greater_seeds_are_done_with() {
    let request = Request { seeds: 100, ..Request::new(samples::loose(), "linearizable") };
    let mut hunt = Hunt::new(&request, 3);
    assert_eq!(hunt.hear(0, Told::Looking { tried: 2 }), [0; 0], "next is 6");
    assert_eq!(hunt.hear(2, Told::Looking { tried: 1 }), [0; 0], "next is 5");
    assert_eq!(hunt.hear(1, Told::Shrinking { seed: 4, tried: 1, actions: 3 }), [0, 2]);
    assert_eq!(hunt.standing().shrinking, Some((4, 1, 3)));
    assert_eq!(hunt.outcome(), None);
    let mut hunt = Hunt::new(&request, 2);
    hunt.hear(0, Told::Looking { tried: 1 });
    assert_eq!(
        hunt.hear(1, Told::Shrinking { seed: 7, tried: 0, actions: 3 }),
        [0; 0],
        "2, 4 and 6 may break it"
    );
    assert_eq!(hunt.hear(0, Told::Shrinking { seed: 4, tried: 0, actions: 3 }), [1]);
}

#[test]
fn of_two_stories_that_of_the_lesser_seed_counts() {
    let mut hunt = Hunt::new(&Request::new(samples::loose(), "linearizable"), 2);
    hunt.hear(0, Told::Looking { tried: 1 });
    hunt.hear(1, Told::Found(Box::new(samples::story(7))));
    assert_eq!(hunt.outcome(), None, "2, 4 and 6 may break it");
    hunt.hear(0, Told::Found(Box::new(samples::story(4))));
    assert_eq!(hunt.outcome().map(|story| story.map(|story| story.seed)), Some(Some(4)));
}

#[test]
fn what_cannot_be_searched_is_refused() {
    let refused = |request: Request| request.check().err();
    let plain = |promise| Request::new(Vec::new(), promise);
    assert_eq!(refused(plain("linearizable")), Some(Refusal::Siblings));
    assert_eq!(refused(plain("monotonic_reads")), None);
    let idle = Request {
        settings: vec![(index::WORKLOAD as u8, Workload::None as u64)],
        ..plain("monotonic_reads")
    };
    assert_eq!(refused(idle), Some(Refusal::NoWorkload));
    assert_eq!(refused(Request { seeds: 0, ..plain("monotonic_reads") }), Some(Refusal::Seeds));
    assert_eq!(refused(Request { seeds: MOST_SEEDS + 1, ..plain("monotonic_reads") }), Some(Refusal::Seeds));
    let few = Request { settings: vec![(index::NODES as u8, 1)], ..plain("monotonic_reads") };
    assert!(matches!(refused(few), Some(Refusal::Scenario(_))), "three copies on one node");
}

#[test]
fn settings_come_from_a_link_or_a_whole_address() {
    let scenario = Scenario { settings: samples::loose(), ..Scenario::new("kv", 9) };
    let link = Link { scenario, moment: Moment::default(), shown: Shown::default() };
    let text = link.encode();
    assert_eq!(samples::loose().len(), 4);
    assert_eq!(samples::strict().len(), 3, "two of them are what it begins with");
    for text in
        [text.clone(), format!(" https://a.example/kv/#{text}\n"), format!("https://a.example/?s={text}")]
    {
        assert_eq!(settings_of(&text), Ok(samples::loose()));
    }
    assert_eq!(settings_of("  "), Ok(Vec::new()));
    let other = Link { scenario: Scenario::new("cache", 1), ..link };
    assert_eq!(settings_of(&other.encode()), Err(Refusal::OtherSystem));
    assert_eq!(settings_of("hello"), Err(Refusal::Link(LinkError::NotALink)));
}

#[test]
fn the_moment_is_opened_where_it_can_be_seen() {
    assert_eq!(View::ALL[usize::from(HISTORY_VIEW)], View::History);
    assert_eq!(Tab::ALL[usize::from(ADJUST_TAB)], Tab::Adjust);
}
