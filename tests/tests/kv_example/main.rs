//! The terminal: `cargo run -p snowglobe-core --example kv` keeps the machine's own package index, killed in the
//! middle of an import as well.
//!
//! The index is what `apt-cache dumpavail` prints where there is one, and else one of as many records, made here.

#[cfg(unix)]
mod read_only;

use snowglobe_tests::example;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

fn kv(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(example::program("kv"));
    command.arg(folder).args(arguments).stdin(Stdio::null()).output().expect("it runs")
}

fn said(folder: &Path, arguments: &[&str]) -> String {
    let output = kv(folder, arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it is text")
}

fn refused(folder: &Path, arguments: &[&str], status: i32, sentence: &str) {
    let output = kv(folder, arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(status), "{errors}");
    assert!(errors.contains(sentence) && errors.lines().count() == 1, "{errors}");
}

/// A folder of this test's own, without anything in it.
fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("snowglobe-kv-{}-{name}", std::process::id()));
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// A package index of tens of thousands of records: the machine's own, or else one that is made here.
fn index() -> Vec<u8> {
    let own =
        Command::new("apt-cache").arg("dumpavail").output().map(|output| output.stdout).unwrap_or_default();
    if own.windows(10).filter(|window| window == b"\nPackage: ").count() > 20_000 {
        return own;
    }
    let record = |number: u32| {
        let name = format!("lib{}-{number}", number.wrapping_mul(2_654_435_761) >> 12);
        format!(
            "Package: {name}\nVersion: 1.{number}\nDescription: {}\n\n",
            "x".repeat(number as usize % 700)
        )
    };
    (0..40_000).map(record).collect::<String>().into_bytes()
}

/// How many records `check` says are there, and how many there should be.
fn counted(sentence: &str) -> (u64, u64) {
    let numbers: Vec<u64> = sentence.split(' ').filter_map(|word| word.parse().ok()).collect();
    assert!(numbers.len() == 2, "{sentence}");
    (numbers[0], numbers[1])
}

#[test]
fn keeps_a_package_index_killed_or_not() {
    let place = folder("index");
    let (file, store) = (place.join("Packages"), place.join("store"));
    fs::write(&file, index()).expect("room for it");
    let name = file.to_str().expect("text");

    let mut child = Command::new(example::program("kv"))
        .arg(&store)
        .args(["import", name])
        .stdout(Stdio::piped())
        .spawn()
        .expect("it runs");
    let mut lines = BufReader::new(child.stdout.take().expect("it is piped")).lines();
    let safe = lines.nth(6).expect("it goes on").expect("text");
    child.kill().expect("it still runs");
    child.wait().expect("it ended");
    let safe: u64 = safe.split(' ').next().and_then(|count| count.parse().ok()).expect("a count");
    let (there, all) = counted(&said(&store, &["check", name]));
    assert!(safe == 7_000 && there >= safe && there < all, "{safe} were safe, {there} of {all} are there");

    let told = said(&store, &["import", name]);
    assert!(told.ends_with(&format!("{all} records imported\n")), "{told}");
    assert_eq!(counted(&said(&store, &["check", name])), (all, all));
    assert!(said(&store, &["stats"]).contains("levels"));

    let first = said(&store, &["scan"]).lines().next().expect("a record").to_owned();
    let (key, value) = first.split_once('\t').expect("a tab");
    assert!(value.starts_with(&format!("Package: {key}")), "{first}");
    assert!(said(&store, &["get", key]).starts_with(&format!("Package: {key}\n")));
    said(&store, &["delete", key]);
    refused(&store, &["get", key], 1, &format!("there is no {key}"));
    refused(&store, &["check", name], 1, "not as the first records");
    fs::remove_dir_all(&place).expect("it is there");
}

#[test]
fn says_what_is_wrong() {
    let place = folder("wrong");
    let (file, store) = (place.join("lines"), place.join("store"));
    fs::write(&file, "a\t1\nb\t2\na\t3\n").expect("room for it");
    let name = file.to_str().expect("text");
    said(&store, &["import", name]);
    assert_eq!(said(&store, &["scan"]), "a\t3\nb\t2\n");
    assert_eq!(said(&store, &["scan", "b", "c"]), "b\t2\n");
    said(&store, &["put", "", "empty"]);
    assert_eq!(said(&store, &["get", ""]), "empty");

    refused(&store, &[], 2, "usage: kv FOLDER");
    refused(&store, &["get"], 2, "usage: kv FOLDER");
    refused(&store, &["import", "/nowhere"], 2, "/nowhere: ");
    fs::write(&file, "a\t1\nb 2\n").expect("room for it");
    refused(&store, &["import", name], 2, "line 2: no tab between key and value");
    fs::write(&file, "Package: a\n\nVersion: 1\n").expect("room for it");
    refused(&store, &["import", name], 2, "line 3: a paragraph that does not begin with \"Package: \"");
    refused(&file, &["get", "a"], 2, "there is such a file already");
    fs::remove_dir_all(&place).expect("it is there");
}
