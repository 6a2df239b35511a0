use super::{Page, attribute, hash_source};
use crate::program::Program;

const TRUNK: &str = r#"<!doctype html>
<html lang="ko">
<head>
  <meta charset="utf-8">
  <link rel="icon" href="./icon-1.svg"/>
  <link rel="stylesheet" href="./style-1.css"/>
<script type="module">
import init, * as bindings from './snowglobe-web-1.js';
</script>
<link rel="modulepreload" href="./snowglobe-web-1.js" crossorigin="anonymous"><link rel="preload" href="./snowglobe-web-1_bg.wasm" crossorigin="anonymous" as="fetch" type="application/wasm"></head>
<body></body></html>"#;

const START: &str = "const PROGRAMS = {};   // here\nstart()";

fn page() -> Page {
    let mut page = Page::parse(TRUNK.into()).expect("a page");
    let program = Program { name: "cache".into(), glue: "g-1.js".into(), wasm: "p-1.wasm".into() };
    let script = page.start_script(START, &[program], false).expect("a script");
    let entry = "const PROGRAMS = {\n  \"cache\": [\"./g-1.js\", \"./p-1.wasm\"],\n};   // here\nstart()";
    assert_eq!(script, entry);
    page
}

#[test]
fn no_inline_script_is_left_and_the_policy_comes_first() {
    let page = page();
    let html = page.html();
    assert!(html.contains(&format!("<script type=\"module\" src=\"./{}\"></script>", page.start)), "{html}");
    assert!(!html.contains("import init") && !html.contains("preload"), "{html}");
    assert!(html.find("Content-Security-Policy") < html.find("<link"), "{html}");
    assert!(!html.contains("unsafe-inline"), "{html}");
}

#[test]
fn a_chapter_looks_one_folder_up() {
    let html = page().chapter_html("cache");
    assert!(html.contains("<html data-chapter=\"cache\" lang=\"ko\">"), "{html}");
    assert!(!html.contains("\"./"), "{html}");
    assert_eq!(html.matches("=\"../").count(), 3, "{html}");
}

#[test]
fn what_is_missing_is_named() {
    let error = Page::parse(TRUNK.replace("stylesheet", "x")).err();
    assert_eq!(error.as_deref(), Some("trunk's page has no <link rel=\"stylesheet\" href=\"./…\">"));
    assert!(Page::parse(TRUNK.replace("type=\"module\"", "")).is_err());
    assert!(page().start_script("nothing", &[], true).is_err());
}

#[test]
fn attributes_are_quoted_or_not() {
    assert_eq!(attribute("<link rel='a b' href=c>", "rel"), Some("a b"));
    assert_eq!(attribute("<link rel='a b' href=c>", "href"), Some("c"));
    assert_eq!(attribute("<link rel=x>", "href"), None);
}

#[test]
fn a_hash_source_is_the_one_browsers_compute() {
    // The example of the specification: `alert('Hello, world.');`
    assert_eq!(
        hash_source("alert('Hello, world.');"),
        "'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"
    );
}
