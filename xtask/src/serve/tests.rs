use super::Site;
use std::fs;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::PathBuf;

/// A site in a folder of its own, with a file beside it that must never be served.
fn site(name: &str, prefix: &str) -> (TcpListener, PathBuf) {
    let base = std::env::temp_dir().join(format!("snowglobe-serve-{}-{name}", std::process::id()));
    let dir = base.join("site");
    fs::create_dir_all(dir.join("cache")).expect("a folder");
    fs::write(base.join("secret.txt"), "secret").expect("a file");
    fs::write(dir.join("index.html"), "<p>root</p>").expect("a file");
    fs::write(dir.join("cache/index.html"), "<p>cache</p>").expect("a file");
    fs::write(dir.join("a b.wasm"), "\0asm").expect("a file");
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let served = listener.try_clone().expect("a port");
    let site = Site::new(dir, prefix).expect("a site");
    std::thread::spawn(move || site.serve(&served));
    (listener, base)
}

fn ask(listener: &TcpListener, request: &str) -> String {
    let mut stream = TcpStream::connect(listener.local_addr().expect("an address")).expect("a connection");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer");
    answer
}

fn get(listener: &TcpListener, path: &str) -> String {
    ask(listener, &format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
}

#[test]
fn files_have_their_type_and_open_nothing_to_other_origins() {
    let (listener, base) = site("types", "/");
    let root = get(&listener, "/?s=1");
    assert!(root.starts_with("HTTP/1.1 200 OK\r\n") && root.ends_with("\r\n\r\n<p>root</p>"), "{root}");
    assert!(root.contains("Content-Type: text/html; charset=utf-8\r\n"), "{root}");
    let wasm = get(&listener, "/a%20b.wasm");
    assert!(wasm.contains("Content-Type: application/wasm\r\n"), "{wasm}");
    assert!(!(root + &wasm).to_ascii_lowercase().contains("access-control"), "no header may open it");
    fs::remove_dir_all(base).expect("removed");
}

#[test]
fn a_folder_is_its_index_under_the_prefix() {
    let (listener, base) = site("prefix", "/a/b");
    assert!(get(&listener, "/a/b/").ends_with("<p>root</p>"));
    assert!(get(&listener, "/a/b/cache/").ends_with("<p>cache</p>"));
    assert!(get(&listener, "/a/b").contains("Location: /a/b/\r\n"));
    assert!(get(&listener, "/a/b/cache?s=1").contains("Location: ./cache/?s=1\r\n"));
    for path in ["/", "/index.html", "/a/", "/a/b/none", "/a/b/cache/none/"] {
        assert!(get(&listener, path).starts_with("HTTP/1.1 404"), "{path}");
    }
    fs::remove_dir_all(base).expect("removed");
}

#[test]
fn nothing_outside_the_folder_is_served() {
    let (listener, base) = site("outside", "/");
    #[cfg(unix)]
    std::os::unix::fs::symlink(base.join("secret.txt"), base.join("site/link.txt")).expect("a link");
    for path in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/cache/../../secret.txt",
        "/..%2fsecret.txt",
        "/..\\secret.txt",
        "/link.txt",
        "//etc/passwd",
        "/%00",
    ] {
        let answer = get(&listener, path);
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
    }
    fs::remove_dir_all(base).expect("removed");
}

#[test]
fn head_has_no_body_other_methods_are_refused_and_what_is_known_is_not_sent_again() {
    let (listener, base) = site("methods", "/");
    let head = ask(&listener, "HEAD / HTTP/1.0\r\n\r\n");
    assert!(head.contains("Content-Length: 11\r\n") && head.ends_with("\r\n\r\n"), "{head}");
    assert!(ask(&listener, "POST / HTTP/1.1\r\n\r\n").starts_with("HTTP/1.1 405"));
    let tag = head.lines().find_map(|line| line.strip_prefix("ETag: ")).expect("a tag");
    let again = ask(&listener, &format!("GET / HTTP/1.0\r\nIf-None-Match: {tag}\r\n\r\n"));
    assert!(again.starts_with("HTTP/1.1 304") && again.ends_with("\r\n\r\n"), "{again}");
    fs::remove_dir_all(base).expect("removed");
}

#[test]
fn a_connection_carries_several_requests_and_nonsense_ends_it() {
    let (listener, base) = site("several", "/");
    let twice = ask(&listener, "GET / HTTP/1.1\r\n\r\nGET /cache/ HTTP/1.1\r\nConnection: close\r\n\r\n");
    assert_eq!(twice.matches("HTTP/1.1 200 OK").count(), 2, "{twice}");
    assert_eq!(ask(&listener, "nonsense\r\n\r\n"), "");
    let long = format!("GET / HTTP/1.1\r\nX: {}\r\n\r\n", "x".repeat(20_000));
    let mut stream = TcpStream::connect(listener.local_addr().expect("an address")).expect("a connection");
    stream.write_all(long.as_bytes()).expect("sent");
    let mut answer = Vec::new();
    // Closed with bytes unread, which some systems report as a reset: either way nothing is answered.
    let _ = stream.read_to_end(&mut answer);
    assert!(answer.is_empty());
    fs::remove_dir_all(base).expect("removed");
}
