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

/// The text of the single file, from trunk's page and the files it names in `dist`.
pub(crate) fn make(built: &Page, dist: &Path, start: &str) -> Result<String, String> {
    let glue = place::read(&dist.join(&built.glue))?;
    let wasm = std::fs::read(dist.join(&built.wasm))
        .map_err(|error| format!("cannot read {}: {error}", built.wasm))?;
    let style = place::read(&dist.join(&built.style))?;
    let icon = place::read(&dist.join(&built.icon))?;
    assemble(
        built,
        &Parts {
            glue: &glue,
            wasm: &wasm,
            style: &style,
            icon: &icon,
            start,
        },
    )
}

/// What goes in.
struct Parts<'a> {
    glue: &'a str,
    wasm: &'a [u8],
    style: &'a str,
    icon: &'a str,
    start: &'a str,
}

fn assemble(built: &Page, parts: &Parts) -> Result<String, String> {
    let module = format!("\n{}\n{END_OF_GLUE}{}", parts.glue, parts.start);
    fits("the start script", &module, "</script")?;
    fits("the style sheet", parts.style, "</style")?;
    if !parts.glue.contains("async function __wbg_init(") {
        return Err(
            "the glue has no __wbg_init: wasm-bindgen changed, and web/start/single.js must follow"
                .into(),
        );
    }
    let data = BASE64.encode(
        &gzip(parts.wasm).map_err(|error| format!("cannot compress the program: {error}"))?,
    );
    let scripts = format!(
        "<script type=\"text/plain\" id=\"wasm\">{data}</script>\n<script type=\"module\" id=\"start\">{module}</script>"
    );
    let (script, style) = (page::hash_source(&module), page::hash_source(parts.style));
    let mut html = built.with(&scripts, &page::policy(&[&script], &style, "'none'"));
    for link in page::links(&html.clone()) {
        let other = match page::attribute(link, "rel") {
            Some("stylesheet") => format!("<style>{}</style>", parts.style),
            Some("icon") => format!(
                "<link rel=\"icon\" href=\"data:image/svg+xml;base64,{}\">",
                BASE64.encode(parts.icon.as_bytes())
            ),
            Some("modulepreload" | "preload") => String::new(),
            _ => continue,
        };
        html = html.replacen(link, &other, 1);
    }
    if html.contains("=\"./") {
        return Err(
            "the single file would still name another file: see the links in web/index.html".into(),
        );
    }
    Ok(html)
}

/// Inline text may not hold what would end it, or begin a comment that hides its end.
fn fits(what: &str, text: &str, end: &str) -> Result<(), String> {
    let text = text.to_ascii_lowercase();
    match [end, "<!--"].into_iter().find(|bad| text.contains(bad)) {
        Some(bad) => Err(format!(
            "{what} contains \"{bad}\" and cannot be put inside a page: write it in two parts"
        )),
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
