use super::{Parts, assemble};
use crate::page::{Page, hash_source};

const TRUNK: &str = r#"<html lang="ko"><meta charset="utf-8"><link rel="icon" href="./i.svg"><link rel="stylesheet" href="./s.css"/><link rel="stylesheet" href="./t.css">
<script type="module">x</script><link rel="modulepreload" href="./g.js"><link rel="preload" href="./p.wasm"></html>"#;

const PARTS: Parts = Parts {
    glue: "async function __wbg_init() {}",
    wasm: b"\0asm",
    styles: &[],
    icon: "<svg/>",
    start: "go()",
};

fn page() -> Page {
    Page::parse(TRUNK.into()).expect("a page")
}

#[test]
fn nothing_outside_the_file_is_named_and_its_hashes_are_those_of_its_parts() {
    let styles = ["a{}".to_owned(), "b{}".to_owned()];
    let parts = Parts { styles: &styles, ..PARTS };
    let html = assemble(&page(), &parts).expect("a file");
    assert!(!html.contains("./"), "{html}");
    assert!(html.contains("<style>a{}</style><style>b{}</style>"), "{html}");
    let module = "\nasync function __wbg_init() {}\n// end of the glue\ngo()";
    assert!(html.contains(&format!("id=\"start\">{module}</script>")), "{html}");
    assert!(html.contains(&format!("script-src {} 'wasm-unsafe-eval'", hash_source(module))), "{html}");
    let allowed = format!("style-src {} {};", hash_source("a{}"), hash_source("b{}"));
    assert!(html.contains(&allowed), "{html}");
}

#[test]
fn what_would_break_the_page_is_refused() {
    for (parts, why) in [
        (Parts { start: "'</SCRIPT>'", ..PARTS }, "</script"),
        (Parts { start: "'<!--'", ..PARTS }, "<!--"),
        (Parts { styles: &["a{content:'</style>'}".to_owned()], ..PARTS }, "</style"),
        (Parts { glue: "", ..PARTS }, "__wbg_init"),
    ] {
        let error = assemble(&page(), &parts).expect_err("refused");
        assert!(error.contains(why), "{error}");
    }
}
