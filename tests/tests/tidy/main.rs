//! The house rules, held by a test. [`rules`] are functions from the project's files to what is wrong with them;
//! [`broken`] shows each of them a file that breaks it, so that none can fall asleep.
//!
//! `core/src/ring/mod.rs: 512 lines, more than 400: split it by subject` is what a finding looks like.
//!
//! The idea is TigerBeetle's `src/tidy.zig`.

mod broken;
mod files;
mod rules;

use files::File;

/// Holds a rule against the project.
fn hold(rule: fn(&[File]) -> Vec<String>) {
    let files = files::all();
    assert!(files.len() > 20, "the project's files were not found");
    let findings = rule(&files);
    assert!(findings.is_empty(), "{} findings:\n{}", findings.len(), findings.join("\n"));
}

/// A test for each rule.
macro_rules! held {
    ($($name:ident),* $(,)?) => {
        $(#[test]
        fn $name() {
            hold(rules::$name);
        })*
    };
}

held!(
    files_are_short,
    no_unfinished_work_and_no_tales,
    names_say_what_is_in_the_file,
    static_files_are_used,
    modules_are_declared,
    modules_say_what_they_are,
    the_core_is_pure,
    the_page_has_no_inline_style,
    crates_come_from_the_registry,
    no_snapshot_waits,
);
