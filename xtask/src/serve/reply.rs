//! Finds the file that a request means, and puts the answer into bytes.

use super::Site;
use super::request::Request;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// An answer before it is written.
pub(super) struct Reply {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Site {
    /// Answers a request.
    pub(super) fn answer(&self, request: &Request) -> Reply {
        if !matches!(request.method.as_str(), "GET" | "HEAD") {
            return Reply::plain("405 Method Not Allowed").header("Allow", "GET, HEAD");
        }
        let bare = self.prefix.trim_end_matches('/');
        if request.path == bare && !bare.is_empty() {
            return Reply::moved(&self.prefix, request);
        }
        let Some(path) = request.path.strip_prefix(&self.prefix).and_then(|inner| self.find(inner)) else {
            return Reply::plain("404 Not Found");
        };
        if path.is_file() {
            return Reply::file(&path, request);
        }
        let slash = request.path.ends_with('/');
        match path.join("index.html") {
            index if slash && index.is_file() => Reply::file(&index, request),
            index if index.is_file() => {
                // Relative, so that no path can turn into the address of another host.
                let name = request.path.rsplit('/').next().unwrap_or_default();
                let plain: String = name
                    .chars()
                    .filter(|char| char.is_ascii_alphanumeric() || "-_.".contains(*char))
                    .collect();
                Reply::moved(&format!("./{plain}/"), request)
            }
            _ => Reply::plain("404 Not Found"),
        }
    }

    /// What is at this place inside the folder; `None` for nothing, and for whatever leads out of it.
    fn find(&self, inner: &str) -> Option<PathBuf> {
        let bad = |part: &str| part == ".." || part == "." || part.contains(['\\', '\0', ':']);
        if inner.split('/').any(bad) {
            return None;
        }
        let parts = inner.split('/').filter(|part| !part.is_empty());
        let path = parts.fold(self.dir.clone(), |path, part| path.join(part)).canonicalize().ok()?;
        path.starts_with(&self.dir).then_some(path)
    }
}

impl Reply {
    /// An answer that only says its status.
    fn plain(status: &'static str) -> Self {
        let body = format!("{status}\n").into_bytes();
        Self { status, headers: vec![("Content-Type", "text/plain; charset=utf-8".into())], body }
    }

    /// Sends the browser to another place, with the same query.
    fn moved(place: &str, request: &Request) -> Self {
        Self::plain("301 Moved Permanently").header("Location", &format!("{place}{}", request.query))
    }

    fn file(path: &Path, request: &Request) -> Self {
        let Ok(body) = fs::read(path) else {
            return Self::plain("404 Not Found");
        };
        let tag = tag(path, body.len());
        let fresh = request.has.as_ref().is_some_and(|has| *has == tag);
        let (status, body) = if fresh { ("304 Not Modified", Vec::new()) } else { ("200 OK", body) };
        let reply = Self { status, headers: Vec::new(), body };
        // Asked again each time, so that a page just built is the one seen.
        reply.header("Content-Type", kind(path)).header("ETag", &tag).header("Cache-Control", "no-cache")
    }

    fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// The answer as it goes over the wire.
    pub(super) fn bytes(&self, request: &Request) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {}\r\nContent-Length: {}\r\n", self.status, self.body.len());
        for (name, value) in &self.headers {
            head += &format!("{name}: {value}\r\n");
        }
        head += if request.last { "Connection: close\r\n\r\n" } else { "\r\n" };
        let body = if request.method == "HEAD" { &[][..] } else { &self.body };
        [head.as_bytes(), body].concat()
    }
}

/// Names a version of a file: its size and the time it was written.
fn tag(path: &Path, size: usize) -> String {
    let written = fs::metadata(path).and_then(|data| data.modified()).ok();
    let nanos =
        written.and_then(|time| time.duration_since(UNIX_EPOCH).ok()).map_or(0, |since| since.as_nanos());
    format!("\"{size:x}-{nanos:x}\"")
}

/// The media type by the file's ending.
fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("json") => "application/json",
        Some("csv") => "text/csv; charset=utf-8",
        Some("txt" | "log") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
