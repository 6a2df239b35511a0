//! Makes `snowglobe.html`, the whole page in one file that fetches nothing: for `file://`, for frames with an opaque
//! origin, for a host that sends no header of ours, and to keep.
//!
//! ```text
//! <style>…</style>                        the style sheet
//! <script type="text/plain" id="wasm">    the program, gzip in base64: data, never run as a script
//! <script type="module" id="start">       glue, then web/start/single.js; allowed by its hash
//! ```
//!
//! Gzip first, because base64 hides the repetitions that a host's compression would find.

use crate::page::{self, Page};
use crate::place;
use data_encoding::BASE64;
use flate2::{Compression, write::GzEncoder};
use std::io::Write;
use std::path::Path;

/// Ends the glue inside the module; `web/start/single.js` looks for it.
const END_OF_GLUE: &str = "// end of the glue\n";
/// Holds the scripts' place while the rest of the page is put together.
const SCRIPTS: &str = "<!-- scripts -->";

/// The text of the single file, from trunk's page and the files it names in `dist`.
pub(crate) fn make(built: &Page, dist: &Path, start: &str) -> Result<String, String> {
    let glue = place::read(&dist.join(&built.glue))?;
    let wasm = std::fs::read(dist.join(&built.wasm))
        .map_err(|error| format!("cannot read {}: {error}", built.wasm))?;
    let styles: Vec<String> =
        built.styles.iter().map(|name| place::read(&dist.join(name))).collect::<Result<_, _>>()?;
    let icon = place::read(&dist.join(&built.icon))?;
    assemble(built, &Parts { glue: &glue, wasm: &wasm, styles: &styles, icon: &icon, start })
}

/// What goes in.
struct Parts<'a> {
    glue: &'a str,
    wasm: &'a [u8],
    /// In the order of their links.
    styles: &'a [String],
    icon: &'a str,
    start: &'a str,
}

fn assemble(built: &Page, parts: &Parts) -> Result<String, String> {
    let module = format!("\n{}\n{END_OF_GLUE}{}", parts.glue, parts.start);
    fits("the start script", &module, "</script")?;
    for style in parts.styles {
        fits("a style sheet", style, "</style")?;
    }
    if !parts.glue.contains("async function __wbg_init(") {
        return Err(
            "the glue has no __wbg_init: wasm-bindgen changed, and web/start/single.js must follow".into()
        );
    }
    let data =
        BASE64.encode(&gzip(parts.wasm).map_err(|error| format!("cannot compress the program: {error}"))?);
    let scripts = format!(
        "<script type=\"text/plain\" id=\"wasm\">{data}</script>\n<script type=\"module\" id=\"start\">{module}</script>"
    );
    let hashes: Vec<String> = parts.styles.iter().map(|style| page::hash_source(style)).collect();
    let policy = page::policy(&page::hash_source(&module), &hashes.join(" "), "'none'");
    let page = built.with(SCRIPTS, &policy);
    let (mut html, mut styles) = (page.clone(), parts.styles.iter());
    for link in page::links(&page) {
        let other = match page::attribute(link, "rel") {
            Some("stylesheet") => {
                styles.next().map_or_else(String::new, |style| format!("<style>{style}</style>"))
            }
            Some("icon") => format!(
                "<link rel=\"icon\" href=\"data:image/svg+xml;base64,{}\">",
                BASE64.encode(parts.icon.as_bytes())
            ),
            _ => continue,
        };
        html = html.replacen(link, &other, 1);
    }
    if html.contains("=\"./") {
        return Err("the single file would still name another file: see the links in web/index.html".into());
    }
    // Last, so that nothing above looks into a program.
    Ok(html.replacen(SCRIPTS, &scripts, 1))
}

/// Inline text may not hold what would end it, or begin a comment that hides its end.
fn fits(what: &str, text: &str, end: &str) -> Result<(), String> {
    let text = text.to_ascii_lowercase();
    match [end, "<!--"].into_iter().find(|bad| text.contains(bad)) {
        Some(bad) => {
            Err(format!("{what} contains \"{bad}\" and cannot be put inside a page: write it in two parts"))
        }
        None => Ok(()),
    }
}

fn gzip(data: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(data)?;
    encoder.finish()
}

#[cfg(test)]
mod tests;
