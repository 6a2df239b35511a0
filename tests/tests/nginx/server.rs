//! nginx with a folder and a configuration of its own.
//!
//! ```text
//! limit_req_zone $arg_user zone=brisk:1m rate=10r/s;   …   location /brisk { limit_req zone=brisk burst=4 nodelay; }
//! ```
//!
//! It runs in the foreground as one process, so that ending the child ends it, and everything it writes is
//! in a folder that goes with it. The page is a file: `return` would answer before `limit_req` is asked.

use std::fs;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A limit, as nginx and as we are told it.
pub(crate) struct Rule {
    pub(crate) name: &'static str,
    pub(crate) rate: &'static str,
    pub(crate) amount: u32,
    pub(crate) seconds: u64,
    pub(crate) burst: u32,
}

/// Whole rates a second, one that is whole in thousandths only, and one without a burst.
pub(crate) const RULES: &[Rule] = &[
    Rule { name: "brisk", rate: "10r/s", amount: 10, seconds: 1, burst: 4 },
    Rule { name: "slow", rate: "90r/m", amount: 90, seconds: 60, burst: 2 },
    Rule { name: "strict", rate: "4r/s", amount: 4, seconds: 1, burst: 0 },
];

impl Rule {
    pub(crate) fn path(&self) -> &'static str {
        self.name
    }
}

/// A running nginx.
pub(crate) struct Server {
    process: Child,
    port: u16,
    folder: PathBuf,
}

impl Server {
    /// Starts one and waits until it answers.
    pub(crate) fn start() -> Self {
        let program = program().expect(
            "nginx is missing: `cargo xtask test` installs it, or on Debian `sudo apt-get install nginx-light`",
        );
        // Another program may take the port between our asking and nginx's: then once more.
        (0..5).find_map(|attempt| Self::try_start(&program, attempt)).expect("nginx did not start: see above")
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// Ends it and gives its log.
    pub(crate) fn stop(mut self) -> String {
        self.end();
        fs::read_to_string(self.folder.join("access.log")).expect("nginx wrote a log")
    }

    fn try_start(program: &Path, attempt: u32) -> Option<Self> {
        let folder = std::env::temp_dir().join(format!("snowglobe-nginx-{}-{attempt}", std::process::id()));
        for rule in RULES {
            fs::create_dir_all(folder.join("pages").join(rule.name)).expect("a folder for nginx");
            fs::write(folder.join("pages").join(rule.name).join("page"), "ok\n").expect("a page for nginx");
        }
        let port =
            TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        fs::write(folder.join("nginx.conf"), configuration(&folder, port))
            .expect("a configuration for nginx");
        let process = Command::new(program)
            .arg("-p")
            .arg(&folder)
            .arg("-c")
            .arg(folder.join("nginx.conf"))
            .args(["-e", "stderr"])
            .stdin(Stdio::null())
            .spawn()
            .expect("nginx can be run");
        let mut server = Self { process, port, folder };
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(10) && matches!(server.process.try_wait(), Ok(None)) {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return Some(server);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }

    fn end(&mut self) {
        // It may have ended by itself.
        self.process.kill().ok();
        self.process.wait().ok();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.end();
        fs::remove_dir_all(&self.folder).ok();
    }
}

/// Where nginx is: on `PATH`, or where packages put it, which is not on everyone's.
fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let packages = ["/usr/sbin", "/usr/local/sbin", "/usr/bin", "/opt/homebrew/bin"].map(PathBuf::from);
    let folders = std::env::split_paths(&path).chain(packages);
    folders.map(|folder| folder.join("nginx")).find(|program| program.is_file())
}

fn configuration(folder: &Path, port: u16) -> String {
    let folder = folder.display();
    let zones: String = RULES
        .iter()
        .map(|rule| format!("  limit_req_zone $arg_user zone={}:1m rate={};\n", rule.name, rule.rate))
        .collect();
    let locations: String = RULES
        .iter()
        .map(|rule| {
            let burst =
                if rule.burst == 0 { String::new() } else { format!(" burst={} nodelay", rule.burst) };
            format!("    location /{0}/ {{ limit_req zone={0}{burst}; }}\n", rule.name)
        })
        .collect();
    format!(
        r#"daemon off;
master_process off;
pid {folder}/pid;
events {{ worker_connections 64; }}
http {{
  log_format json escape=json '{{"msec":"$msec","remote_addr":"$remote_addr","user":"$arg_user",'
    '"request":"$request","status":"$status","limit":"$limit_req_status"}}';
  access_log {folder}/access.log json;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  default_type text/plain;
  keepalive_requests 10000;
  limit_req_status 429;
  limit_req_log_level info;
{zones}  server {{
    listen 127.0.0.1:{port};
    root {folder}/pages;
{locations}  }}
}}
"#
    )
}
