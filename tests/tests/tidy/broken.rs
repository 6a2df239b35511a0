//! Each rule is shown a file that breaks it, and one that nearly does.

use crate::files::File;
use crate::rules;

/// How many findings a rule has in one file.
fn findings(rule: fn(&[File]) -> Vec<String>, path: &str, text: &str) -> usize {
    rule(&[File { path: path.into(), text: text.into() }]).len()
}

#[test]
fn a_long_file_is_found() {
    let lines = |count: usize| "x\n".repeat(count);
    assert_eq!(findings(rules::files_are_short, "core/src/a.rs", &lines(401)), 1);
    assert_eq!(findings(rules::files_are_short, "core/src/a.rs", &lines(400)), 0);
    assert_eq!(findings(rules::files_are_short, "static/a.txt", &lines(401)), 0);
}

#[test]
fn unfinished_work_and_tales_are_found() {
    let rule = rules::no_unfinished_work_and_no_tales;
    for text in
        ["// TODO: more", "a FIXME b", "XXX", "todo!()", "dbg!(x)", "Co-Authored-By: me", "see /home/me/x"]
    {
        assert_eq!(findings(rule, "web/src/a.rs", text), 1, "{text}");
    }
    for text in ["xxh3 XXXL", "todos", "TODOS", "a session, an agent"] {
        assert_eq!(findings(rule, "web/src/a.rs", text), 0, "{text}");
    }
}

#[test]
fn an_empty_name_is_found() {
    let rule = rules::names_say_what_is_in_the_file;
    for path in ["web/src/utils.rs", "core/src/helpers/mod.rs", "web/start/common.js"] {
        assert_eq!(findings(rule, path, ""), 1, "{path}");
    }
    assert_eq!(findings(rule, "core/src/temperature.rs", ""), 0);
}

#[test]
fn a_dead_static_file_is_found() {
    let dead = |text: &str| {
        let file = |path: &str, text: &str| File { path: path.into(), text: text.into() };
        rules::static_files_are_used(&[file("static/samples/a.txt", ""), file("xtask/src/build.rs", text)])
            .len()
    };
    assert_eq!(dead("static/other"), 1);
    assert_eq!(dead("\"a.txt\""), 0);
    assert_eq!(dead("static/samples"), 0);
}

#[test]
fn a_module_of_no_crate_is_found() {
    let lost = |path: &str| {
        let file = |path: &str, text: &str| File { path: path.into(), text: text.into() };
        rules::modules_are_declared(&[file(path, ""), file("core/src/lib.rs", "pub mod ring;")]).len()
    };
    assert_eq!(lost("core/src/rung.rs"), 1);
    assert_eq!(lost("core/src/rung/mod.rs"), 1);
    assert_eq!(lost("web/src/ring.rs"), 1);
    assert_eq!(lost("core/src/ring/mod.rs") + lost("core/src/ring.rs") + lost("core/src/bin/x.rs"), 0);
}

#[test]
fn a_silent_module_is_found() {
    let rule = rules::modules_say_what_they_are;
    assert_eq!(findings(rule, "core/src/a.rs", "use x;\n//! late"), 1);
    assert_eq!(findings(rule, "core/src/a.rs", "//! A."), 0);
    assert_eq!(findings(rule, "core/src/a/tests.rs", "use x;"), 0);
}

#[test]
fn impurity_is_found() {
    let rule = rules::the_core_is_pure;
    for code in
        ["use std::collections::HashMap;", "let t = Instant::now();", "x.ln()", "x.powi(2)", "f64::sqrt(x)"]
    {
        assert_eq!(findings(rule, "core/src/a.rs", code), 1, "{code}");
    }
    for code in ["// unlike HashMap", "libm::log(x)", "InstantNoodles", "2u64.pow(3)"] {
        assert_eq!(findings(rule, "core/src/a.rs", code), 0, "{code}");
    }
    assert_eq!(findings(rule, "web/src/a.rs", "x.ln()"), 0);
}

#[test]
fn inline_style_is_found() {
    let rule = rules::the_page_has_no_inline_style;
    for code in
        ["<p style={x}>", "<p class=\"a\" style=\"x\">", "<p {style}>", "e.set_attribute(\"style\", x)"]
    {
        assert_eq!(findings(rule, "web/src/a.rs", code), 1, "{code}");
    }
    for code in ["let style = 1;", "format!(\"{style}\")", "// <p style=x>"] {
        assert_eq!(findings(rule, "web/src/a.rs", code), 0, "{code}");
    }
}

#[test]
fn another_registry_is_found() {
    let rule = rules::crates_come_from_the_registry;
    assert_eq!(findings(rule, "Cargo.lock", "source = \"git+https://example.com/x\""), 1);
    let good = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    assert_eq!(findings(rule, "Cargo.lock", good), 0);
}

#[test]
fn a_waiting_snapshot_is_found() {
    assert_eq!(findings(rules::no_snapshot_waits, "tests/a.snap.new", ""), 1);
    assert_eq!(findings(rules::no_snapshot_waits, "tests/a.snap", ""), 0);
}
