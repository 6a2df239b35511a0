//! Stories of the cluster that hold, and the same with something wrong.

use super::{fails_with, vector};

/// A cluster of five with N = 3 and W = 2 to which this happens; where it holds that data and those hints are left.
fn handoff(sloppy: bool, events: &str, results: &str, data: &str, hints: &str) -> super::Report {
    let input = format!(
        r#"{{"ring_order": ["A", "B", "C", "D", "E"], "N": 3, "W": 2, "sloppy": {sloppy}, "events": {events}}}"#
    );
    let expect = format!(r#"{{"results": {results}, "data": {data}, "hints": {hints}}}"#);
    vector("handoff", &input, &expect)
}

const TWO_DOWN: &str =
    r#"[["write", "k", 1], ["fail", "A"], ["fail", "B"], ["write", "k", 2], ["write", "x", 3]]"#;
const WRITTEN: &str = "[true, null, null, true, true]";
const LEFT: &str = r#"{"A": {"k": 1}, "B": {"k": 1}, "C": {"k": 2, "x": 3}, "D": {}, "E": {}}"#;
const KEPT: &str = r#"{"D": [["A", "x", 3], ["A", "k", 2]], "E": [["B", "k", 2], ["B", "x", 3]]}"#;

#[test]
fn each_down_has_one_who_stands_in() {
    let report = handoff(true, TWO_DOWN, WRITTEN, LEFT, KEPT);
    assert_eq!(report.total().passed, 1, "{report}");
    let refused = handoff(false, TWO_DOWN, WRITTEN, LEFT, KEPT);
    fails_with(&refused, "results (siblings): expected [Some(true), None, None, Some(true)");
    let fresh = r#"{"A": {"k": 2}, "B": {"k": 1}, "C": {"k": 2, "x": 3}, "D": {}, "E": {}}"#;
    fails_with(&handoff(true, TWO_DOWN, WRITTEN, fresh, KEPT), "data (siblings): expected");
    let crossed = r#"{"D": [["B", "x", 3], ["B", "k", 2]], "E": [["A", "k", 2], ["A", "x", 3]]}"#;
    fails_with(&handoff(true, TWO_DOWN, WRITTEN, LEFT, crossed), "hints (siblings): expected");
}

/// Who kept a hint loses its disk: what it was for comes back to nothing, or to all if the disk was another's.
#[test]
fn a_hint_is_on_one_disk() {
    let story = |lost| {
        format!(
            r#"[["fail", "A"], ["write", "k", 1], ["lose_disk", "{lost}"], ["recover", "A"], ["write", "x", 2]]"#
        )
    };
    let results = "[null, true, null, null, true]";
    let of_all = r#""B": {"k": 1, "x": 2}, "C": {"k": 1, "x": 2}, "D": {}, "E": {}}"#;
    let gone = format!(r#"{{"A": {{"x": 2}}, {of_all}"#);
    let whole = format!(r#"{{"A": {{"k": 1, "x": 2}}, {of_all}"#);
    let keeper = handoff(true, &story("D"), results, &gone, "{}");
    assert_eq!(keeper.total().passed, 1, "{keeper}");
    let other = handoff(true, &story("E"), results, &whole, "{}");
    assert_eq!(other.total().passed, 1, "{other}");
    fails_with(&handoff(true, &story("D"), results, &whole, "{}"), "data (siblings)");
}

#[test]
fn what_no_story_says_is_refused() {
    let empty = "{}";
    fails_with(&handoff(true, r#"[["sleep", "A"]]"#, "[null]", empty, empty), "there is write, fail");
    fails_with(&handoff(true, r#"[["fail", "Z"]]"#, "[null]", empty, empty), "no node of the ring");
    fails_with(&handoff(true, r#"[["fail"]]"#, "[null]", empty, empty), "an event is");
    fails_with(&handoff(true, r#"[["recover", "A"]]"#, "[null]", empty, empty), "restart n");
    let input = r#"{"ring_order": ["A"], "N": 3, "W": 2, "sloppy": true, "events": []}"#;
    fails_with(&vector("handoff", input, empty), "nodes 1; n 3");
}

fn cap(mode: &str, partition: &str, expect: &str) -> super::Report {
    vector("cap", &format!(r#"{{"mode": "{mode}", "partition": {partition}}}"#), expect)
}

#[test]
fn whoever_is_cut_off_it_is_the_same() {
    for alone in [r#"[["n1"], ["n2", "n3"]]"#, r#"[["n3", "n1"], ["n2"]]"#] {
        let consistent = cap("CP", alone, r#"{"write_on_minority_side": "error/timeout", "stale_reads": 0}"#);
        assert_eq!(consistent.total().passed, 1, "{consistent}");
        let available = cap("AP", alone, r#"{"write_on_minority_side": "accepted"}"#);
        assert_eq!(available.total().passed, 1, "{available}");
    }
    let last = r#"[["n1", "n2"], ["n3"]]"#;
    fails_with(&cap("CP", last, r#"{"stale_reads": 1}"#), "stale_reads: expected \"1\", got \"0\"");
    fails_with(&cap("AP", last, r#"{"write_on_minority_side": "error"}"#), "got \"accepted\"");
    fails_with(&cap("AP", last, r#"{"stale_reads": 0}"#), "nothing is seen of it");
    fails_with(&cap("CA", last, "{}"), "there is CP and AP");
    fails_with(&cap("CP", r#"[["n1"], ["n2"], ["n3"]]"#, "{}"), "two sides");
    fails_with(&cap("CP", r#"[["n1"], ["n2"]]"#, "{}"), "none is on both sides");
}

fn sloppy(story: &str, value: &str, strict: &str) -> super::Report {
    let input = format!(
        r#"{{"ring": ["A", "B", "C", "D", "E"], "N": 3, "R": 2, "W": 2, "home": ["A", "B", "C"], "story": [{story}]}}"#
    );
    let expect = format!(r#"{{"read_value": "{value}", "strict_quorum_would": "{strict}"}}"#);
    vector("quorum.sloppy", &input, &expect)
}

#[test]
fn a_read_is_stale_where_the_write_is_not() {
    let refuse = |alive: u32| format!("refuse the write: only {alive} home replica alive");
    let story = |back: &str| {
        format!(
            r#""A and C down", "write v2 accepted by B, D and E", "{back} back, hints not yet delivered""#
        )
    };
    let missed = format!(r#"{}, "read asks A and C""#, story("A and C"));
    let report = sloppy(&missed, "v1 (stale)", &refuse(1));
    assert_eq!(report.total().passed, 1, "{report}");
    fails_with(&sloppy(&missed, "v2", &refuse(1)), "expected \"v2\", got \"v1 (stale)\"");
    fails_with(&sloppy(&missed, "v1 (stale)", &refuse(2)), "only 1 home replica alive");
    // Where one of those who wrote is asked, nothing is missed.
    let met = format!(r#"{}, "read asks A and B""#, story("A"));
    let report = sloppy(&met, "v2", &refuse(1));
    assert_eq!(report.total().passed, 1, "{report}");
    fails_with(&sloppy(&missed.replace("B, D", "D"), "v1", ""), "who has the write");
    fails_with(&sloppy("\"A sleeps\"", "v1", ""), "no sentence that");
    fails_with(&sloppy("\"A down\"", "v1", ""), "nothing is read");
}
