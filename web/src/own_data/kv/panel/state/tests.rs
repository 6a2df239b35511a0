use super::*;
use crate::own_data::kv::search::samples;
use snowglobe_core::scenario::link::{Link, Shown};
use snowglobe_core::scenario::{Moment, Scenario};

fn link(settings: Vec<(u8, u64)>) -> String {
    let scenario = Scenario { settings, ..Scenario::new("kv", 3) };
    Link { scenario, moment: Moment::default(), shown: Shown::default() }.encode()
}

fn story(seed: u64) -> Told {
    Told::Found(Box::new(samples::story(seed)))
}

fn ready() -> Looking {
    let mut looking = Looking::default();
    looking.set_link(link(samples::loose()));
    looking.promise = "linearizable".into();
    looking
}

#[test]
fn a_link_brings_its_settings_and_a_promise_that_fits() {
    let mut looking = Looking::default();
    assert_eq!(looking.promise, "monotonic_reads", "values stand side by side at first");
    assert!(looking.request().is_ok());
    looking.promise = "linearizable".into();
    assert_eq!(looking.request(), Err(Refusal::Siblings));
    looking.set_link(link(samples::strict()));
    assert_eq!(looking.request().map(|request| request.settings), Ok(samples::strict()));
    looking.set_link("nonsense".into());
    assert!(matches!(looking.request(), Err(Refusal::Link(_))));
    assert_eq!((looking.link.as_str(), looking.promise.as_str()), ("nonsense", "linearizable"));
}

#[test]
fn one_goes_on_after_the_last_story() {
    let mut looking = ready();
    assert_eq!(looking.begin(true, 1).map(|request| request.from), Some(0), "there is none yet");
    looking.hear(0, story(4));
    assert!(looking.can_go_on() && matches!(looking.searching, Searching::Over(_, true)));
    assert_eq!(looking.begin(true, 1).map(|request| request.from), Some(5));
    looking.hear(0, story(9));
    assert_eq!(looking.stories.len(), 2);
    looking.promise = "convergence".into();
    assert!(!looking.can_go_on(), "that is another question");
    assert_eq!(looking.begin(false, 1).map(|request| request.from), Some(0));
    assert_eq!(looking.stories, []);
}

#[test]
fn what_is_stopped_is_not_heard_of_any_more() {
    let mut looking = ready();
    looking.begin(false, 2);
    let number = looking.number;
    looking.hear(0, Told::Looking { tried: 5 });
    looking.stop();
    assert_ne!(looking.number, number);
    let Searching::Stopped(standing) = &looking.searching else { panic!() };
    assert_eq!(standing.tried, 5);
    assert_eq!(looking.hear(0, story(1)), [0; 0]);
    assert_eq!(looking.stories, []);
}
