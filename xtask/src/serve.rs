//! Serves a folder as a plain static host would: files under a prefix, `index.html` for a folder, the right types, no
//! header that opens anything to other origins, and nothing outside the folder.
//!
//! ```text
//! GET /a/b/cache   301, /a/b/cache/
//! GET /a/b/cache/  200, cache/index.html
//! GET /a/b/../x    404
//! ```
//!
//! HTTP/1.1 as far as browsers use it for files: RFC 9110 and 9112.

mod reply;
mod request;

use crate::options::Options;
use crate::{build, place, setup};
use request::Request;
use std::io::{self, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const PORT: u16 = 8080;
/// How many ports after the wanted one are tried.
const NEXT: u16 = 50;
/// Connections served at a time; more are closed at once.
const CONNECTIONS: usize = 128;
/// How long a connection may say nothing.
const SILENCE: Duration = Duration::from_secs(30);

/// A folder to be served under a prefix.
pub(crate) struct Site {
    dir: PathBuf,
    /// Begins and ends with `/`.
    prefix: String,
}

/// `cargo xtask serve`: sets up, builds, serves until stopped.
pub(crate) fn command(options: &Options) -> Result<(), String> {
    let port = match options.value("--port") {
        Some(text) => {
            text.parse().map_err(|_| format!("--port wants a number from 0 to 65535, not \"{text}\""))?
        }
        None => PORT,
    };
    if !options.flag("--no-build") {
        eprintln!(
            "Sets up what is missing, builds the page and serves it. The first time takes about 13 minutes."
        );
        setup::for_building()?;
        build::site(true)?;
    }
    let dir = options.value("--dir").map_or_else(place::dist, PathBuf::from);
    let site = Site::new(dir, options.value("--prefix").unwrap_or("/"))?;
    let listener = listen(port)?;
    let address = listener.local_addr().map_err(|error| error.to_string())?;
    println!("serving http://{address}{} (Ctrl-C stops)", site.prefix);
    site.serve(&listener)
}

impl Site {
    /// A folder that exists, under a prefix like `/a/b/`.
    fn new(dir: PathBuf, prefix: &str) -> Result<Self, String> {
        let dir = dir
            .canonicalize()
            .map_err(|error| format!("cannot serve {}: {error}; build it first", dir.display()))?;
        let inner = prefix.trim_matches('/');
        let prefix = if inner.is_empty() { "/".into() } else { format!("/{inner}/") };
        Ok(Self { dir, prefix })
    }

    /// Answers every connection, each in a thread of its own.
    fn serve(self, listener: &TcpListener) -> Result<(), String> {
        let (site, open) = (Arc::new(self), Arc::new(AtomicUsize::new(0)));
        loop {
            let Ok((stream, _)) = listener.accept() else {
                continue;
            };
            if open.fetch_add(1, Ordering::SeqCst) >= CONNECTIONS {
                open.fetch_sub(1, Ordering::SeqCst);
                continue;
            }
            let (site, open) = (Arc::clone(&site), Arc::clone(&open));
            std::thread::spawn(move || {
                // The other side going away in the middle is its own affair.
                let _ = site.talk(stream);
                open.fetch_sub(1, Ordering::SeqCst);
            });
        }
    }

    /// Answers one connection's requests, one after another.
    fn talk(&self, stream: TcpStream) -> io::Result<()> {
        stream.set_read_timeout(Some(SILENCE))?;
        stream.set_write_timeout(Some(SILENCE))?;
        stream.set_nodelay(true)?;
        let mut reader = BufReader::new(stream.try_clone()?);
        let mut writer = stream;
        while let Some(request) = Request::read(&mut reader)? {
            let bytes = self.answer(&request).bytes(&request);
            writer.write_all(&bytes)?;
            if request.last {
                break;
            }
        }
        Ok(())
    }
}

/// Listens on the port, or says that it is taken and listens on the next one free.
fn listen(port: u16) -> Result<TcpListener, String> {
    let last = if port == 0 { 0 } else { port.saturating_add(NEXT) };
    for candidate in port..=last {
        match TcpListener::bind((Ipv4Addr::LOCALHOST, candidate)) {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                eprintln!("port {candidate} is taken, trying the next")
            }
            Err(error) => return Err(format!("cannot listen on 127.0.0.1:{candidate}: {error}")),
        }
    }
    Err(format!("all ports from {port} to {last} are taken: name another by --port"))
}

#[cfg(test)]
mod tests;
