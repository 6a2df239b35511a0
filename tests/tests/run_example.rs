//! The terminal: `cargo run -p snowglobe-core --example run` plays a link and a file, and says what is wrong.

use snowglobe_tests::example;
use std::process::{Command, Output, Stdio};

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(example::program("run"));
    command.args(arguments).stdin(Stdio::null()).output().expect("it runs")
}

fn said(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it is text")
}

fn refused(arguments: &[&str], sentence: &str) {
    let output = run(arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(2), 0), "{errors}");
    assert!(errors.contains(sentence), "{errors}");
}

/// The second of the pinned links and the digest at its moment.
fn pinned() -> (&'static str, &'static str) {
    let line = include_str!("../data/links.txt").lines().filter(|line| !line.starts_with('#')).nth(1);
    line.and_then(|line| line.split_once(' ')).expect("a link and its digest")
}

#[test]
fn plays_links_addresses_and_files() {
    let (link, digest) = pinned();
    let told = said(&[link, "--lines", "3"]);
    assert!(told.starts_with("system cache, seed 1, branch 0\n"), "{told}");
    assert!(told.contains("timer: next request") && told.contains("are not shown"), "{told}");
    assert!(told.contains(&format!("digest {digest} at the moment of the link: branch 0")), "{told}");
    assert!(told.contains("moved_share "), "{told}");

    let addresses =
        [format!("https://example.org/cache/#{link}"), format!("https://example.org/?embed&s={link}")];
    for address in addresses {
        let object: serde_json::Value =
            serde_json::from_str(&said(&[&address, "--json"])).expect("it is JSON");
        assert_eq!(object["moment"]["digest"], digest);
        assert_eq!(object["system"], "cache");
        assert_eq!(object["until_ns"], 20_000_000_000u64);
        assert!(object["facts"]["miss_share"].as_f64().is_some_and(|share| share > 0.3), "{object}");
    }

    let file = std::env::temp_dir().join(format!("snowglobe-{}.txt", std::process::id()));
    std::fs::write(&file, "snowglobe 1\nsystem cache\nat 1s crash s1\nbranch 0 at 2s\nat 2s restart s1\n")
        .expect("it can be written");
    let path = file.to_str().expect("it is text");
    let told = said(&[path, "--until", "1.5s", "--branch", "1", "--lines", "100000"]);
    assert!(told.contains("action 0: crash s1") && told.contains(" at 1.5s, step "), "{told}");
    refused(&[path, "--branch", "2"], "there is no branch 2");
    std::fs::write(&file, "snowglobe 1\nsystem cache\nset servers 0\n").expect("it can be written");
    refused(&[path], "line 3: servers cannot be \"0\"");
    std::fs::write(&file, [0xff, 0xfe, 0x00]).expect("it can be written");
    refused(&[path], "is not a text");
    std::fs::remove_file(&file).expect("it is there");
}

#[test]
fn what_is_wrong_ends_with_status_2_and_a_sentence() {
    let (link, _) = pinned();
    refused(&[], "usage: run LINK-OR-FILE");
    refused(&["no-such-file"], "neither a file nor a Snowglobe link");
    refused(&[&link[..link.len() - 4]], "damaged or cut off");
    refused(&["3.AAAA"], "newer version");
    refused(&[link, "--until", "noon"], "\"noon\" is not a time");
    refused(&[link, "--lines", "1000001"], "is not a number up to");
    refused(&[link, "--colour"], "there is no option \"--colour\"");
    refused(&[link, link], "one link or file at a time");
    refused(&["."], "cannot read .");
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let (link, _) = pinned();
    let mut command = Command::new(example::program("run"));
    let child =
        command.args([link, "--lines", "50000"]).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut child = child.expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}
