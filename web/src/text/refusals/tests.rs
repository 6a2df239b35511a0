use super::*;
use std::fs;
use std::path::Path;

/// Every file of the core's source in a folder and those within, but tests.
fn sources(folder: &Path, found: &mut Vec<String>) {
    let mut entries: Vec<_> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file")).collect();
    entries.sort_by_key(fs::DirEntry::path);
    for path in entries.iter().map(fs::DirEntry::path) {
        let name = path.file_stem().and_then(|name| name.to_str()).unwrap_or_default();
        if name == "tests" {
            continue;
        }
        if path.is_dir() {
            sources(&path, found);
        } else {
            found.push(fs::read_to_string(&path).expect("a text"));
        }
    }
}

/// What stands between the quotes with which a text begins.
fn quoted(text: &str) -> Option<&str> {
    let (inside, _) = text.trim_start().strip_prefix('"')?.split_once('"')?;
    assert!(!inside.contains('\\'), "this test does not read escapes: {inside}");
    Some(inside)
}

/// The reasons that a source gives: as they are, or as constants of the same file.
fn reasons_of(source: &str) -> Vec<String> {
    let given = source.split("NotNow(").skip(1);
    let reason = |rest: &str| {
        if let Some(reason) = quoted(rest) {
            return Some(reason.to_owned());
        }
        let (name, _) = rest.trim_start().split_once(')')?;
        // What takes a reason, or hands one on, gives none.
        if name.starts_with(|first: char| !first.is_ascii_uppercase()) {
            return None;
        }
        let constant = source.split(&format!("const {name}: &str =")).nth(1).and_then(quoted);
        Some(constant.unwrap_or_else(|| panic!("no text of {name}")).to_owned())
    };
    given.filter_map(reason).collect()
}

/// Every reason that the core can give, read from its source.
fn reasons() -> Vec<String> {
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core/src");
    let mut found = Vec::new();
    for folder in ["systems", "sim"] {
        sources(&core.join(folder), &mut found);
    }
    let mut reasons: Vec<String> = found.iter().flat_map(|source| reasons_of(source)).collect();
    reasons.sort();
    reasons.dedup();
    reasons
}

fn not_now(why: &str) -> RunError {
    RunError::Action(ActionError::NotNow(Box::leak(why.to_owned().into_boxed_str())))
}

#[test]
fn every_reason_has_a_korean_sentence() {
    let reasons = reasons();
    for known in [
        "it is down already",
        "only a client asks",
        "no engine is open",
        "the ring would have too many points",
    ] {
        assert!(reasons.iter().any(|reason| reason == known), "the source was not read: no {known}");
    }
    for english in reasons {
        let korean = told(&not_now(&english), Language::Korean);
        let letters = korean.chars().filter(|c| ('가'..='힣').contains(c)).count();
        assert!(!korean.contains(&english) && letters > 12, "no Korean for: {english}");
        assert!(korean.ends_with("다."), "{korean}");
        assert_eq!(
            told(&not_now(&english), Language::English),
            format!("that cannot be done now: {english}")
        );
    }
}

#[test]
fn a_reason_is_told_after_the_refusal() {
    assert_eq!(
        told(&not_now("there would be fewer machines than N"), Language::Korean),
        "지금은 할 수 없다. 남는 노드가 N보다 적어진다. 노드를 먼저 추가하면 된다."
    );
}
