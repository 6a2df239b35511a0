//! The runner must notice what is wrong, and survive whatever a file holds.

mod cluster;

use std::fs;

use super::*;

fn run(text: &str) -> Report {
    let mut report = Report::default();
    read_text("test.json", text, &mut report);
    report
}

fn vector(group: &str, input: &str, expect: &str) -> Report {
    run(&format!(
        r#"{{"vectors": [{{"id": "x", "group": "{group}", "input": {input}, "expect": {expect}}}]}}"#
    ))
}

#[track_caller]
fn fails_with(report: &Report, part: &str) {
    assert_eq!(report.total().failed, 1, "{report}");
    let [failure] = report.failures() else {
        panic!("one failure expected: {report}");
    };
    assert!(failure.contains(part), "{failure}");
}

#[test]
fn a_wrong_expectation_fails_and_says_both_values() {
    let report = vector("hash.crc32", r#"{"hex": "00"}"#, r#""0x00000001""#);
    fails_with(&report, "hash.crc32 x (test.json): hash: expected 1, got 3523407757");
    let report = vector("prng", r#"{"algo": "below", "seed": 7, "bound": 10, "n": 2}"#, "[3, 1]");
    fails_with(&report, "[3, 1], got [3, 0]");
    // One draw too few is not a prefix that passes.
    let report = vector("prng", r#"{"algo": "below", "seed": 7, "bound": 10, "n": 2}"#, "[3]");
    fails_with(&report, "[3], got [3, 0]");
}

/// Jump reduces keys modulo 2^64 and takes buckets below one as one.
#[test]
fn jump_takes_any_whole_number() {
    let input = r#"{"key": "18446744073709551620", "buckets": 2}"#;
    assert_eq!(vector("hash.jump", input, "1").total().passed, 1); // as key 4
    let input = r#"{"key": -1, "buckets": 128}"#;
    assert_eq!(vector("hash.jump", input, "92").total().passed, 1); // as key 2^64 - 1
    let input = r#"{"key": 7, "buckets": -3}"#;
    assert_eq!(vector("hash.jump", input, "0").total().passed, 1);
}

#[test]
fn numbers_are_read_in_every_form_that_files_use() {
    for seed in ["1234567", "\"1234567\"", "\"0x12d687\""] {
        let input = format!(r#"{{"algo": "splitmix64", "seed": {seed}, "n": 1}}"#);
        let report = vector("prng", &input, r#"["6457827717110365317"]"#);
        assert_eq!(report.group("prng").passed, 1, "{report}");
    }
}

#[test]
fn a_group_without_a_check_is_listed() {
    let report = vector("tea.leaves", "{}", "0");
    assert_eq!(report.group("tea.leaves").not_built, 1);
    let text = report.to_string();
    assert!(text.contains("vectors tea.leaves: 0 passed, 0 failed, 1 not built\n"), "{text}");
    assert!(text.ends_with("vectors TOTAL: 0 passed, 0 failed, 1 not built\n"), "{text}");
}

#[test]
fn malformed_files_are_reported() {
    fails_with(&run(""), "not JSON");
    fails_with(&run("{\"vectors\": [1,"), "not JSON");
    fails_with(&run(&"[".repeat(100_000)), "not JSON");
    fails_with(&run("[]"), "a list \"vectors\"");
    fails_with(&run("{\"vectors\": 3}"), "a list \"vectors\"");
    fails_with(&run("{\"vectors\": [3]}"), "entry 0 (test.json): id: a text");
    fails_with(&run("{\"vectors\": [{\"id\": \"a\"}]}"), "group: a text");
    assert_eq!(run("\u{feff}{\"vectors\": []}").total(), Tally::default());
}

#[test]
fn malformed_members_are_reported() {
    for (group, input, expect, part) in [
        ("hash.crc32", "null", "\"0x0\"", "input.repeat_byte: a value"),
        ("hash.crc32", r#"{"hex": "0"}"#, "\"0x0\"", "input.hex: pairs of"),
        ("hash.crc32", r#"{"hex": "+f"}"#, "\"0x0\"", "input.hex: pairs of"),
        ("hash.crc32", r#"{"hex": "é"}"#, "\"0x0\"", "input.hex: pairs of"),
        ("hash.crc32", r#"{"hex": ""}"#, "0.5", "expect: a whole number"),
        ("hash.xxh32", r#"{"hex": "", "seed": 4294967296}"#, "0", "input.seed"),
        ("hash.xxh64", r#"{"sanity_len": 1e300}"#, "0", "input.sanity_len"),
        ("hash.xxh64", r#"{"sanity_len": 99999999999}"#, "0", "only counts from"),
        ("hash.fnv1a64", r#"{"repeat_byte": "0102", "count": 1}"#, "0", "one byte"),
        ("hash.siphash24", r#"{"len": 1, "key": "00"}"#, "0", "16 bytes"),
        ("hash.digest", r#"{"hex": "", "algo": "md6"}"#, "\"\"", "input.algo: no digest"),
        ("prng", r#"{"algo": "dice", "n": 1}"#, "[]", "input.algo: no generator"),
        ("prng", r#"{"algo": "xoshiro256**", "state": [0,0,0,0], "n": 1}"#, "[]", "four zeros"),
        ("prng", r#"{"algo": "xoshiro256**", "state": [1], "n": 1}"#, "[]", "four words"),
        ("prng", r#"{"algo": "zipf_int", "seed": 1, "keys": 0, "n": 1}"#, "[]", "at least one"),
        ("hash.jump", r#"{"key": 1, "buckets": 99999999999}"#, "0", "only counts from"),
        ("hash.rendezvous", r#"{"key": "k", "nodes": "n"}"#, "\"n\"", "input.nodes: a list"),
        ("modulo", r#"{"hashes": {}, "before": ["a", "a"], "after": []}"#, "{}", "input: "),
        ("modulo", r#"{"n": 4, "m": 20000}"#, "{}", "input.m: only counts"),
        ("ring.placement", r#"{"points": [[1]], "keys": []}"#, "[]", "a position and a node"),
        ("ring.xxh64", r#"{"nodes": ["a"], "vnodes": 4000000000, "keys": 1}"#, "{}", "points"),
        ("ring.stat", r#"{"nodes": 0, "vnodes": 1, "keys": 1}"#, "{}", "expect.mean_cv"),
        ("ring.stat", r#"{"nodes": 100000, "vnodes": 1}"#, "{}", "input.nodes: only counts"),
        ("ring.ketama", r#"{"servers": [], "key": "k"}"#, r#"{"point": 1}"#, "point: expected 1"),
    ] {
        fails_with(&vector(group, input, expect), part);
    }
}

#[test]
fn a_folder_is_read_in_order_and_bad_files_do_not_stop_it() {
    let folder = std::env::temp_dir().join(format!("snowglobe-vectors-{}", std::process::id()));
    fs::create_dir_all(folder.join("c.json")).expect("a folder for the test");
    let good = r#"{"vectors": [{"id": "g", "group": "hash.crc32",
        "input": {"hex": ""}, "expect": "0x00000000"}]}"#;
    fs::write(folder.join("a.json"), b"\xff\xfe").expect("written");
    fs::write(folder.join("b.json"), good).expect("written");
    fs::write(folder.join("notes.txt"), "not a vector").expect("written");
    let mut report = Report::default();
    read_folder(&folder, &mut report);
    fs::remove_dir_all(&folder).expect("removed again");

    assert_eq!(report.group("hash.crc32").passed, 1);
    assert_eq!(report.group(UNREADABLE).failed, 2, "{report}");
    assert!(report.failures()[0].contains("a.json"), "{report}");
    assert!(report.failures()[1].contains("c.json") && report.failures()[1].contains("not a file"));

    let mut report = Report::default();
    read_folder(&folder, &mut report);
    fails_with(&report, "snowglobe-vectors");
}

#[test]
fn group_names_are_distinct() {
    let mut names: Vec<_> = FAMILIES.iter().flat_map(|f| f.iter()).map(|g| g.0).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}
