use super::shapes::{scenario, timed, timeline};
use crate::scenario::file::{FileError, MAX_LENGTH, Problem, read, write};
use crate::scenario::{Scenario, ScenarioError};
use crate::systems::{cache, parameters};
use alloc::string::{String, ToString};
use proptest::prelude::*;

proptest! {
    #[test]
    fn written_and_read_back(scenario in scenario()) {
        let text = write(&scenario, cache::PARAMETERS);
        prop_assert_eq!(read(&text, parameters), Ok(scenario));
    }

    #[test]
    fn anything_may_be_read(scenario in scenario(), at: prop::sample::Index, with in "\\PC{0,3}") {
        let mut text = write(&scenario, cache::PARAMETERS);
        let at = at.index(text.len());
        text.replace_range(at..=at, &with);
        let _ = read(&text, parameters);
        let _ = read(&text[..at], parameters);
    }
}

#[test]
fn the_example_reads_as_it_says() {
    let text = "\u{feff}snowglobe 1\r\n# four servers\r\nsystem cache\r\nseed 7\r\n\r\nset servers 5\r\n\
                at 2s crash s1\r\nbranch 0 at 3s\r\nat 3s restart s1\r\n";
    let mut expected = Scenario::new("cache", 7);
    expected.settings = alloc::vec![(cache::index::SERVERS as u8, 5)];
    let second = 1_000_000_000;
    expected.timelines = alloc::vec![
        timeline(0, 0, alloc::vec![timed(2 * second, "crash s1")]),
        timeline(0, 3 * second, alloc::vec![timed(3 * second, "restart s1")]),
    ];
    assert_eq!(read(text, parameters), Ok(expected));
}

#[test]
fn the_line_that_is_wrong_is_named() {
    let problem = |lines: &str| -> (usize, String) {
        let text = alloc::format!("snowglobe 1\nsystem cache\n{lines}");
        let error = read(&text, parameters).expect_err(lines);
        (error.line, error.to_string())
    };
    let form = |line: usize, form: &str| (line, alloc::format!("line {line}: write it like \"{form}\""));
    assert_eq!(problem("seed many"), form(3, "seed 7"));
    assert_eq!(problem("\nset servers"), form(4, "set servers 5"));
    assert_eq!(problem("at noon crash s1"), form(3, "at 2s crash s1"));
    assert_eq!(problem("at 2s"), form(3, "at 2s crash s1"));
    assert_eq!(problem("branch 0"), form(3, "branch 0 at 3s"));
    assert_eq!(problem("what is this"), form(3, "set servers 5"));
    assert_eq!(
        problem("system nothing").1,
        "line 3: there is no system \"nothing\"; name one before its settings"
    );
    assert!(problem("set servers 500").1.contains("it lies between 1 and 100"));
    assert!(problem("branch 3 at 3s").1.contains("timeline 1 does not fit"));
    assert!(problem("at 2s heal\nat 1s heal").1.contains("timeline 0 does not fit"));
}

#[test]
fn what_is_no_scenario_is_refused() {
    let error = |text: &str| read(text, parameters).expect_err(text);
    assert_eq!(error("").problem, Problem::Version);
    assert_eq!(error("snowglobe 2\nsystem cache").problem, Problem::Version);
    assert_eq!(error("snowglobe 1\nset servers 5").problem, Problem::System(String::new()));
    assert_eq!(error("snowglobe 1\n").problem, Problem::System(String::new()));
    assert_eq!(error(&"\n".repeat(MAX_LENGTH + 1)), FileError { line: 1, problem: Problem::TooLong });
    let many = alloc::format!("snowglobe 1\nsystem cache\n{}", "at 1s heal\n".repeat(1_001));
    assert_eq!(error(&many).problem, Problem::Scenario(ScenarioError::TooManyActions { count: 1_001 }));
}

#[test]
fn line_breaks_of_a_foreign_link_do_not_become_lines() {
    let mut scenario = Scenario::new("cache", 1);
    scenario.timelines = alloc::vec![timeline(0, 0, alloc::vec![timed(5, "leave\ns1\nset servers 9")])];
    let text = write(&scenario, cache::PARAMETERS);
    let back = read(&text, parameters).expect("it reads");
    assert_eq!(back.timelines[0].actions, [timed(5, "leave s1 set servers 9")]);
    assert!(back.settings.is_empty());
}
