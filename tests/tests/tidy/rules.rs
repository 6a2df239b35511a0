//! The rules: each takes the project's files and gives what is wrong, a line for each finding, with what to do.

use crate::files::File;

/// The most lines a file may have.
const LINES: usize = 400;

/// Words that say that something is not finished.
const UNFINISHED: &[&str] = &["TODO", "FIXME", "XXX", "HACK"];
/// Macros that say so.
const UNFINISHED_MACROS: &[&str] = &["todo!(", "unimplemented!(", "dbg!("];
/// How it was made is nobody's business, and another machine has other paths.
const TALES: &[&str] = &["co-authored-by", "/home/", "/root/", "/users/"];

/// Names that fit any file, and so say nothing.
const EMPTY_NAMES: &[&str] =
    &["util", "utils", "helper", "helpers", "manager", "common", "misc", "stuff", "data2", "tmp", "temp"];

/// What would make a run differ from machine to machine, or build only with `std`.
const IMPURE: &[&str] =
    &["HashMap", "HashSet", "RandomState", "Instant", "SystemTime", "thread_rng", "OsRng", "getrandom"];
/// Platform maths; `libm` has the same everywhere.
const PLATFORM_MATHS: &[&str] = &[
    ".ln()",
    ".exp()",
    ".sqrt()",
    ".cbrt()",
    ".powf(",
    ".powi(",
    ".log2()",
    ".log10()",
    ".log(",
    ".ln_1p()",
    ".exp_m1()",
    ".sin()",
    ".cos()",
    ".tan()",
    ".atan2(",
    ".hypot(",
    ".mul_add(",
    "f64::ln",
    "f64::exp",
    "f64::sqrt",
    "f64::pow",
];

const REGISTRY: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// A file has one subject.
pub(crate) fn files_are_short(files: &[File]) -> Vec<String> {
    let code =
        files.iter().filter(|file| [".rs", ".js", ".mjs"].iter().any(|ending| file.path.ends_with(ending)));
    code.filter_map(|file| {
        let lines = file.text.lines().count();
        (lines > LINES)
            .then(|| format!("{}: {lines} lines, more than {LINES}: split it by subject", file.path))
    })
    .collect()
}

/// Nothing is left to be done in the text, and no tale of its making is in it.
pub(crate) fn no_unfinished_work_and_no_tales(files: &[File]) -> Vec<String> {
    let mut findings = Vec::new();
    for file in
        files.iter().filter(|file| !file.path.starts_with("tests/tests/tidy/") && file.path != "Cargo.lock")
    {
        for (at, line) in file.text.lines().enumerate() {
            let lower = line.to_lowercase();
            let word = UNFINISHED.iter().find(|word| words(line).any(|other| other == **word));
            let call = UNFINISHED_MACROS.iter().find(|call| line.contains(**call));
            let tale = TALES.iter().find(|tale| lower.contains(**tale));
            if let Some(found) = word.or(call).or(tale) {
                findings.push(format!("{}:{}: \"{found}\" should not be there", file.path, at + 1));
            }
        }
    }
    findings
}

/// A name tells what is in the file.
pub(crate) fn names_say_what_is_in_the_file(files: &[File]) -> Vec<String> {
    let parts = |file: &File| -> Vec<String> {
        file.path.split('/').map(|part| part.split('.').next().unwrap_or(part).to_lowercase()).collect()
    };
    let empty = |file: &&File| parts(file).iter().any(|part| EMPTY_NAMES.contains(&part.as_str()));
    files.iter().filter(empty).map(|file| format!("{}: name it after its subject", file.path)).collect()
}

/// A file that the page could carry is named somewhere, or its folder is.
pub(crate) fn static_files_are_used(files: &[File]) -> Vec<String> {
    let page = |file: &&File| {
        file.path.starts_with("static/")
            || (file.path.starts_with("web/") && !file.is_rust() && file.name() != "Cargo.toml")
    };
    let snapshot = |file: &File| file.path.ends_with(".snap");
    let names = |other: &File, file: &File| {
        let mut folder = file.path.as_str();
        let mut named = other.text.contains(file.name());
        while let Some((above, _)) = folder.rsplit_once('/') {
            named |= above.contains('/') && other.text.contains(above);
            folder = above;
        }
        named && other.path != file.path
    };
    let code: Vec<&File> =
        files.iter().filter(|file| !file.path.ends_with(".md") && file.path != "Cargo.lock").collect();
    let dead = files
        .iter()
        .filter(page)
        .filter(|file| !snapshot(file) && !code.iter().any(|other| names(other, file)));
    dead.map(|file| format!("{}: nothing names it: use it or remove it", file.path)).collect()
}

/// Each module is part of its crate.
pub(crate) fn modules_are_declared(files: &[File]) -> Vec<String> {
    let mut findings = Vec::new();
    for file in files.iter().filter(|file| file.is_rust()) {
        let Some((krate, inner)) = file.path.split_once("/src/") else {
            continue;
        };
        let name = match (file.stem(), inner.rsplit('/').nth(1)) {
            ("mod", Some(folder)) => folder,
            ("lib" | "main", _) | (_, Some("bin")) => continue,
            (stem, _) => stem,
        };
        let declared = format!("mod {name};");
        let crate_files = files.iter().filter(|other| other.is_rust() && other.path.starts_with(krate));
        if !crate_files.into_iter().any(|other| other.text.contains(&declared)) {
            findings.push(format!("{}: no file says `{declared}`", file.path));
        }
    }
    findings
}

/// A module opens with what it is.
pub(crate) fn modules_say_what_they_are(files: &[File]) -> Vec<String> {
    let silent = |file: &&File| file.is_rust() && !file.is_test() && !file.text.starts_with("//!");
    files
        .iter()
        .filter(silent)
        .map(|file| format!("{}: open it with //! and what it is", file.path))
        .collect()
}

/// The core gives the same run on every machine.
pub(crate) fn the_core_is_pure(files: &[File]) -> Vec<String> {
    let mut findings = Vec::new();
    for file in
        files.iter().filter(|file| file.path.starts_with("core/src/") && file.is_rust() && !file.is_test())
    {
        for (line, code) in file.code() {
            let impure = IMPURE.iter().find(|name| words(code).any(|word| word == **name));
            if let Some(found) = impure.or(PLATFORM_MATHS.iter().find(|call| code.contains(**call))) {
                findings.push(format!("{}:{line}: \"{found}\" differs between machines", file.path));
            }
        }
    }
    findings
}

/// The page's policy keeps inline style out, so an attribute would be without effect.
pub(crate) fn the_page_has_no_inline_style(files: &[File]) -> Vec<String> {
    let page = files.iter().filter(|file| file.path.starts_with("web/") && !file.is_test());
    // What it writes is a file of its own, which brings its style along.
    let page = page.filter(|file| file.path != "web/src/picture/animated.rs");
    let mut findings = Vec::new();
    for file in page.filter(|file| file.is_rust() || file.path.ends_with(".html")) {
        for (line, code) in file.code() {
            let attribute =
                [" style=", "<style", "set_attribute(\"style\""].iter().any(|found| code.contains(found));
            let shorthand = code.contains('<') && code.contains(" {style}");
            if attribute || shorthand {
                findings.push(format!(
                    "{}:{line}: style in the page: use a class, an SVG attribute or set_property",
                    file.path
                ));
            }
        }
    }
    findings
}

/// The lock file names the public registry and nothing else.
pub(crate) fn crates_come_from_the_registry(files: &[File]) -> Vec<String> {
    let lock = files.iter().filter(|file| file.path == "Cargo.lock");
    let sources = lock.flat_map(|file| file.text.lines()).filter_map(|line| line.strip_prefix("source = "));
    sources
        .filter(|source| source.trim_matches('"') != REGISTRY)
        .map(|source| format!("Cargo.lock: {source}"))
        .collect()
}

/// A snapshot that changed has been looked at.
pub(crate) fn no_snapshot_waits(files: &[File]) -> Vec<String> {
    let waiting =
        files.iter().filter(|file| file.path.ends_with(".snap.new") || file.path.ends_with(".pending-snap"));
    waiting.map(|file| format!("{}: look at it, then accept or reject it", file.path)).collect()
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|char: char| !char.is_alphanumeric() && char != '_')
}
