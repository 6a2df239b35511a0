//! The client: a few users, each asking in bursts with pauses between, on connections that stay open.
//!
//! ```text
//!   8 at once   0.33 s   3 at once   1.6 s   8 at once …
//! ```
//!
//! A burst of 8 fills every bucket, the short pause lets it leak a part of one or a few requests and never
//! quite a whole number of them, and the long one empties it; so the decisions are far from the instants at
//! which they would change.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::thread;
use std::time::Duration;

use super::server::RULES;

const USERS: [&str; 2] = ["ann", "bob"];
const ROUNDS: u32 = 4;

/// Asks for everything and gives the statuses of the answers.
pub(crate) fn ask(port: u16) -> Vec<u16> {
    let users = RULES.iter().flat_map(|rule| USERS.map(|user| (rule.name, user)));
    let clients: Vec<_> =
        users.map(|(page, user)| thread::spawn(move || Client::new(port, page, user).run())).collect();
    clients.into_iter().flat_map(|client| client.join().expect("a client that ends")).collect()
}

struct Client {
    stream: TcpStream,
    request: String,
    statuses: Vec<u16>,
}

impl Client {
    fn new(port: u16, page: &str, user: &str) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).expect("nginx listens");
        stream.set_read_timeout(Some(Duration::from_secs(20))).expect("a timeout can be set");
        stream.set_nodelay(true).expect("small packets can be sent");
        let request = format!("GET /{page}/page?user={user} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        Self { stream, request, statuses: Vec::new() }
    }

    fn run(mut self) -> Vec<u16> {
        for round in 0..ROUNDS {
            self.burst(8);
            thread::sleep(Duration::from_millis(330));
            self.burst(3);
            // 1.6 s empties the brisk and the strict bucket; the slow one needs 2 s, every other time.
            thread::sleep(Duration::from_millis(if round % 2 == 0 { 1_600 } else { 2_100 }));
        }
        self.statuses
    }

    fn burst(&mut self, requests: u32) {
        for _ in 0..requests {
            self.stream.write_all(self.request.as_bytes()).expect("nginx takes a request");
            let status = self.answer();
            self.statuses.push(status);
        }
    }

    /// Reads an answer to its end: the head, and as many bytes as it announces.
    fn answer(&mut self) -> u16 {
        let (mut answer, mut buffer) = (Vec::new(), [0; 4_096]);
        loop {
            let read = self.stream.read(&mut buffer).expect("nginx answers");
            assert!(read > 0, "nginx closed the connection");
            answer.extend_from_slice(&buffer[..read]);
            let text = String::from_utf8_lossy(&answer);
            let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
            let length = head.lines().find_map(|line| line.strip_prefix("Content-Length: "));
            if body.len() >= length.and_then(|length| length.parse().ok()).unwrap_or(0) {
                return head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
            }
        }
    }
}
