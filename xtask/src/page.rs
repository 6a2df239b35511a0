//! Finishes the page that trunk made: the script that starts it moves to a file of its own, and a content security policy
//! keeps every request at home and every inline script out.
//!
//! Trunk's page names the built files in its `<link>` tags and starts them in one inline module. From
//! `<link rel="modulepreload" href="./snowglobe-web-1f.js">` we learn the glue's name; the inline module is replaced by
//! `<script type="module" src="./start-2e.js">`.
//! Policy: <https://www.w3.org/TR/CSP3/>.

use crate::program::Program;
use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};

const INLINE: &str = "<script type=\"module\">";
const CHARSET: &str = "<meta charset=\"utf-8\">";

/// Where the start script wants to know the programs.
const NO_PROGRAMS: &str = "const PROGRAMS = {};";

/// Trunk's page, taken apart. File names are relative to the site's root.
pub(crate) struct Page {
    html: String,
    pub(crate) glue: String,
    pub(crate) wasm: String,
    pub(crate) styles: Vec<String>,
    pub(crate) icon: String,
    /// The script that starts the page, once [`Page::start_script`] has named it.
    pub(crate) start: String,
}

impl Page {
    /// Takes trunk's `index.html` apart; the error says what it lacks.
    pub(crate) fn parse(html: String) -> Result<Self, String> {
        let names = |rel: &str| -> Result<Vec<String>, String> {
            let tags = links(&html).filter(|tag| attribute(tag, "rel") == Some(rel));
            let hrefs = tags.filter_map(|tag| attribute(tag, "href"));
            let names: Vec<String> =
                hrefs.filter_map(|href| href.strip_prefix("./")).map(str::to_owned).collect();
            if names.is_empty() {
                return Err(format!("trunk's page has no <link rel=\"{rel}\" href=\"./…\">"));
            }
            Ok(names)
        };
        let first = |rel: &str| names(rel).map(|names| names.into_iter().next().unwrap_or_default());
        let (glue, wasm, icon) = (first("modulepreload")?, first("preload")?, first("icon")?);
        // Which program will be wanted, only the address tells.
        let mut plain = html.clone();
        for tag in
            links(&html).filter(|tag| matches!(attribute(tag, "rel"), Some("modulepreload" | "preload")))
        {
            plain = plain.replacen(tag, "", 1);
        }
        let html = plain;
        let styles = names("stylesheet")?;
        let inline = html.matches(INLINE).count();
        if inline != 1 || !html.contains(CHARSET) {
            return Err(format!(
                "trunk's page has {inline} inline modules and should have one, and {CHARSET}"
            ));
        }
        Ok(Self { html, glue, wasm, styles, icon, start: String::new() })
    }

    /// The script that starts the page, from its source, with the programs filled in; it gets a name too. If it is to be
    /// small it has no comments and no indentation.
    pub(crate) fn start_script(
        &mut self,
        source: &str,
        programs: &[Program],
        small: bool,
    ) -> Result<String, String> {
        let entry = |program: &Program| {
            format!("  \"{}\": [\"./{}\", \"./{}\"],\n", program.name, program.glue, program.wasm)
        };
        let entries: String = programs.iter().map(entry).collect();
        let (before, rest) = source
            .split_once(NO_PROGRAMS)
            .ok_or_else(|| format!("web/start/site.js does not say \"{NO_PROGRAMS}\""))?;
        let script = format!("{before}const PROGRAMS = {{\n{entries}}};{rest}");
        let script = if small { minifier::js::minify(&script).to_string() } else { script };
        self.start = format!("start-{}.js", fingerprint(script.as_bytes()));
        Ok(script)
    }

    /// The page of the site's root.
    pub(crate) fn html(&self) -> String {
        let script = format!("<script type=\"module\" src=\"./{}\"></script>", self.start);
        self.with(&script, &policy("'self'", "'self'", "'self'"))
    }

    /// The page under `chapter/`.
    pub(crate) fn chapter_html(&self, chapter: &str) -> String {
        self.html().replace("=\"./", "=\"../").replacen(
            "<html ",
            &format!("<html data-chapter=\"{chapter}\" "),
            1,
        )
    }

    /// The page with another script in the place of trunk's, under a policy.
    pub(crate) fn with(&self, script: &str, policy: &str) -> String {
        let (before, rest) = self.html.split_once(INLINE).unwrap_or((&self.html, ""));
        let after = rest.split_once("</script>").map_or("", |(_, after)| after);
        let head = format!("{CHARSET}\n  <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">");
        format!("{before}{script}{after}").replacen(CHARSET, &head, 1)
    }
}

/// A content security policy with these sources for scripts (wasm besides), style and requests.
pub(crate) fn policy(scripts: &str, styles: &str, connect: &str) -> String {
    format!(
        "default-src 'none'; script-src {scripts} 'wasm-unsafe-eval'; style-src {styles}; img-src 'self' data: blob:; \
         connect-src {connect}; font-src 'none'; worker-src blob:; base-uri 'none'; form-action 'none'"
    )
}

/// The source that allows exactly this inline script or style.
pub(crate) fn hash_source(inline: &str) -> String {
    format!("'sha256-{}'", BASE64.encode(&Sha256::digest(inline)))
}

/// What a file is named after: when the file changes, so does its name, and no host or browser keeps an old one.
pub(crate) fn fingerprint(content: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(content)[..8])
}

/// The page's `<link …>` tags.
pub(crate) fn links(html: &str) -> impl Iterator<Item = &str> {
    html.match_indices("<link").filter_map(|(at, _)| html.get(at..)?.split_inclusive('>').next())
}

/// The value of a tag's attribute, quoted either way or not at all.
pub(crate) fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!(" {name}="))?;
    match value.chars().next()? {
        quote @ ('"' | '\'') => value.get(1..)?.split(quote).next(),
        _ => value.split(|char: char| char.is_whitespace() || char == '>').next(),
    }
}

#[cfg(test)]
mod tests;
