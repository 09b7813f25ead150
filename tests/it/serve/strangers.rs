//! Requests that no browser of the author sends: each is refused, and nothing but the site is read.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Write};

use tempfile::TempDir;

use super::running::{Asker, Running, connect};
use super::{site, write};
use crate::random::Random;

/// A site with a word in every place that must not be served.
fn guarded() -> TempDir {
    let dir = site();
    for path in ["secret.txt", "content/.hidden", "static/.env", "templates/x.html"] {
        write(&dir, path, "canary");
    }
    dir
}

/// What a target is made of: steps up, folders, names of files, and ways to spell them.
const PIECES: &[&str] = &[
    "/",
    "//",
    "..",
    "../",
    "%2e%2e",
    "%2e%2e/",
    "%252e%252e%252f",
    ".%2e/",
    "..%2f",
    "..%5c",
    "..\\",
    "%c0%ae%c0%ae/",
    "\u{ff0e}\u{ff0e}/",
    "....//",
    "..;/",
    "%00",
    "%0d%0a",
    ".",
    "./",
    "part/",
    "static/",
    "content/",
    "secret.txt",
    ".env",
    ".hidden",
    "templates/x.html",
    "handbook.toml",
    "C:",
    "c:\\",
    "~",
    "file://",
    "etc/passwd",
    "proc/self/cwd/secret.txt",
    "_handbook/",
    "_handbook/../secret.txt",
    "?x=",
    "#x",
    "*",
    "%",
    "%2",
    "%zz",
    "%ff",
    "\u{0}",
    "\t",
    "index.html",
    "one/",
    "%2f%2f",
    "\u{2215}",
    ":80",
    "@evil.example",
    "con",
    "nul.html",
];

#[test]
fn five_thousand_raw_requests_read_nothing_but_the_site() {
    let dir = guarded();
    let server = Running::start(&dir);
    let mut asker = Asker::new(server.address);
    let mut random = Random::new(5);
    let host = server.address.to_string();
    let mut statuses = std::collections::BTreeMap::<u16, usize>::new();
    let mut silent = 0;
    for _ in 0..5_000 {
        let (request, is_plain) = request(&mut random, &host, &dir);
        let Some(answer) = asker.ask(&request) else {
            silent += 1;
            continue;
        };
        let shown = String::from_utf8_lossy(&request);
        *statuses.entry(answer.status).or_default() += 1;
        let body = String::from_utf8_lossy(&answer.body);
        assert!(!body.contains("canary"), "{shown}");
        assert!(!body.contains("root:"), "{shown}");
        assert!(
            [200, 308, 400, 403, 404, 405, 413, 414, 421, 431].contains(&answer.status),
            "{} for {shown}",
            answer.status
        );
        assert_eq!(answer.header("access-control-allow-origin"), None, "{shown}");
        if is_plain && (shown.contains("..") || shown.contains("%2e")) {
            assert!([400, 404].contains(&answer.status), "{} for {shown}", answer.status);
        }
        if let Some(location) = answer.header("location") {
            assert!(
                location.starts_with('/') && !location.starts_with("//"),
                "{location} for {shown}"
            );
        }
    }
    println!("{statuses:?}, {silent} without an answer");
    for status in [200, 400, 403, 404, 405, 413, 421] {
        assert!(statuses.contains_key(&status), "no {status} in {statuses:?}");
    }
    assert_eq!(server.get("/").status, 200, "it still serves");
}

/// A request that may be wrong in any way, and whether nothing but its target is.
fn request(random: &mut Random, host: &str, dir: &TempDir) -> (Vec<u8>, bool) {
    let mut target = "/".to_owned();
    for _ in 0..random.below(8) {
        target.push_str(random.pick::<&str>(PIECES));
    }
    if random.one_in(40) {
        target = format!("{}/secret.txt", dir.path().display());
    }
    let is_plain = !random.one_in(3);
    if is_plain {
        // A fragment or a query is no part of the path, and a space ends the target.
        let target = target.replace(['#', '?', ' '], "");
        let request = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        return (request.into_bytes(), true);
    }
    let method = *random.pick(&[
        "GET", "GET", "HEAD", "POST", "OPTIONS", "PUT", "CONNECT", "TRACE", "get", "G\u{0}T",
    ]);
    let version =
        *random.pick(&["HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/9", ""]);
    let mut text = format!("{method} {target} {version}\r\n");
    let lines = random.below(4);
    for _ in 0..=lines {
        let _ = match random.below(12) {
            0 => write!(text, "Host: evil.example\r\n"),
            1 => write!(text, "Origin: http://evil.example\r\n"),
            2 => write!(text, "Content-Length: {}\r\n\r\nGET / HTTP/1.1", random.below(9)),
            3 => write!(text, "Transfer-Encoding: chunked\r\n"),
            4 => write!(text, "X: {}\r\n", "a".repeat(random.below(20_000))),
            5 => write!(text, "{}", "Y: b\r\n".repeat(random.below(120))),
            6 => write!(text, "Sec-Fetch-Site: cross-site\r\n"),
            7 => write!(text, "Range: bytes=0-{}\r\n", random.below(99)),
            8 => write!(text, "X-Forwarded-Host: evil.example\r\nX-Forwarded-For: 127.0.0.1\r\n"),
            9 => write!(text, "Upgrade: websocket\r\nConnection: Upgrade\r\n"),
            10 => write!(text, "Expect: 100-continue\r\n"),
            _ => write!(text, "Broken line\r\n"),
        };
        if text.contains("Content-Length") {
            break;
        }
    }
    // An end of the connection keeps what is left over of one request out of the next.
    let _ = write!(text, "Host: {host}\r\nConnection: close\r\n\r\n");
    (text.into_bytes(), false)
}

/// Values of `Host`, of which the first few name the server; `{port}` is its port.
const HOSTS: &[&str] = &[
    "localhost:{port}",
    "127.0.0.1:{port}",
    "[::1]:{port}",
    "LOCALHOST:{port}",
    "127.0.0.2:{port}",
    "Localhost:{port}",
    "",
    "localhost",
    "127.0.0.1",
    "[::1]",
    "localhost:80",
    "localhost:1",
    "localhost:0{port}",
    "localhost:{port}0",
    "localhost:",
    ":{port}",
    "{port}",
    "localhost:{port}:{port}",
    "localhost.:{port}",
    "localhost,evil.example:{port}",
    "evil.example",
    "evil.example:{port}",
    "evil.example:80",
    "localhost.evil.example:{port}",
    "evil.localhost.example:{port}",
    "localhostevil:{port}",
    "127.0.0.1.evil.example:{port}",
    "127.0.0.1.nip.io:{port}",
    "localtest.me:{port}",
    "lvh.me:{port}",
    "0.0.0.0:{port}",
    "0:{port}",
    "127.1:{port}",
    "2130706433:{port}",
    "0x7f000001:{port}",
    "017700000001:{port}",
    "0177.0.0.1:{port}",
    "127.0.0.01:{port}",
    "192.168.0.1:{port}",
    "10.0.0.1:{port}",
    "169.254.169.254:{port}",
    "8.8.8.8:{port}",
    "[::]:{port}",
    "[::ffff:127.0.0.1]:{port}",
    "[::ffff:8.8.8.8]:{port}",
    "[fe80::1]:{port}",
    "[::1%25lo]:{port}",
    "::1:{port}",
    "[127.0.0.1]:{port}",
    "[localhost]:{port}",
    "user@localhost:{port}",
    "evil.example@localhost:{port}",
    "localhost:{port}@evil.example",
    "localhost:{port}/",
    "http://localhost:{port}",
    "localhost:{port}?",
    "localhost:{port}#",
    "local host:{port}",
    "null",
    "*:{port}",
];

/// How many of [`HOSTS`] name the server.
const OURS: usize = 6;

/// Values of `Origin`; `{host}` is the `Host` of the same request.
const ORIGINS: &[&str] = &[
    "http://{host}",
    "https://{host}",
    "ws://{host}",
    "http://{host}/",
    "http://{host}:80",
    "//{host}",
    "{host}",
    "http://{host}.evil.example",
    "http://user@{host}",
    "null",
    "",
    "NULL",
    "*",
    "file://",
    "about:blank",
    "data:",
    "blob:http://{host}",
    "chrome-extension://abc",
    "http://evil.example",
    "https://evil.example",
    "http://evil.example:{port}",
    "http://localhost.evil.example:{port}",
    "http://evil.example#http://{host}",
    "http://evil.example/{host}",
    "http://{host}@evil.example",
    "http://{host}, http://evil.example",
    "http://evil.example http://{host}",
    "http://localhost:1",
    "http://127.0.0.3:{port}",
    "http://[::2]:{port}",
    "http://localhost",
    "http://127.0.0.1",
    "http://192.168.0.1:{port}",
    "http://0.0.0.0:{port}",
    "http:///{host}",
    "http:\\\\{host}",
    "http:{host}",
    "http://{host}?",
    "http://{host}#",
    " http://evil.example",
];

#[test]
fn sixty_hosts_by_forty_origins() {
    assert_eq!((HOSTS.len(), ORIGINS.len()), (60, 40));
    let dir = guarded();
    let server = Running::start(&dir);
    let port = server.address.port().to_string();
    let mut asker = Asker::new(server.address);
    for (index, host) in HOSTS.iter().enumerate() {
        let host = host.replace("{port}", &port);
        for origin in ORIGINS {
            let origin = origin.replace("{host}", &host).replace("{port}", &port);
            let expected = match (index < OURS, origin == format!("http://{host}")) {
                (false, _) => 421,
                (true, false) => 403,
                (true, true) => 200,
            };
            let request = format!("GET / HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\n\r\n");
            let answer = asker.ask(request.as_bytes()).unwrap();
            assert_eq!(answer.status, expected, "Host: {host}, Origin: {origin}");
            assert_eq!(answer.text().contains("Home"), expected == 200, "{host} {origin}");
            for name in ["access-control-allow-origin", "set-cookie"] {
                assert_eq!(answer.header(name), None);
            }
            assert_eq!(answer.header("cross-origin-resource-policy"), Some("same-origin"));
        }
    }
}

#[test]
fn the_events_are_for_pages_of_this_server() {
    let dir = site();
    let server = Running::start(&dir);
    let host = format!("localhost:{}", server.address.port());
    let ask = |more: &str| {
        let mut stream = connect(server.address);
        let request = format!("GET /_handbook/events HTTP/1.1\r\nHost: {host}\r\n{more}\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line).unwrap();
        line[9..12].parse::<u16>().unwrap()
    };
    assert_eq!(ask(&format!("Origin: http://{host}\r\n")), 200);
    assert_eq!(ask("Sec-Fetch-Site: same-origin\r\n"), 200);
    for refused in [
        "",
        "Origin: http://evil.example\r\n",
        "Origin: null\r\n",
        "Sec-Fetch-Site: none\r\n",
        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\n",
        "Sec-Fetch-Site: same-site\r\n",
        "Sec-Fetch-Site: same-origin\r\nOrigin: http://evil.example\r\n",
    ] {
        assert_eq!(ask(refused), 403, "{refused}");
    }
}

#[test]
fn heads_that_are_too_large_are_refused() {
    let dir = site();
    let server = Running::start(&dir);
    let host = server.address.to_string();
    let mut asker = Asker::new(server.address);
    let mut status = |target: &str, more: &str| {
        let request = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n{more}\r\n");
        asker.ask(request.as_bytes()).map(|answer| answer.status)
    };
    assert_eq!(status("/", &"X: y\r\n".repeat(90)), Some(200));
    assert_eq!(status("/", &"X: y\r\n".repeat(200)), Some(431));
    assert_eq!(status("/", &format!("X: {}\r\n", "y".repeat(40_000))), Some(431));
    let long = status(&format!("/{}", "y".repeat(70_000)), "");
    assert!(matches!(long, Some(414 | 431)), "{long:?}");
    assert_eq!(status("/", "Content-Length: 5\r\n"), Some(413));
}

#[test]
fn a_head_that_does_not_end_is_not_waited_for() {
    let dir = site();
    let server = Running::start(&dir);
    let mut slow: Vec<_> = (0..50).map(|_| connect(server.address)).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HTTP/1.1\r\nX-Slow: ").unwrap();
    }
    assert_eq!(server.get("/").status, 200, "others are served meanwhile");
    for stream in &mut slow {
        // Ends when the server closes the connection, or fails when patience ends.
        std::io::copy(stream, &mut std::io::sink()).unwrap();
    }
}
