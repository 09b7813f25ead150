//! A server in a thread, a client of its connections and an ear for its events.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use handbook::base::diagnostic::Diagnostic;
use handbook::serve::watch::WatchEvent;
use handbook::serve::watched_build::WatchedBuildEvent;
use handbook::serve::{self, BrowserDiagnostic, ServerReporter};
use tempfile::TempDir;

use super::{ANY_PORT, rebuilder};
use handbook::serve::ServeSettings;

/// How long anything may take before a test gives up.
pub(super) const PATIENCE: Duration = Duration::from_secs(600);

/// What the audience of a server heard.
#[derive(Debug, PartialEq)]
pub(super) enum Heard {
    Listening(String),
    Rebuilt { changed: Vec<String>, errors: usize },
    Polling(String),
    Other,
}

pub(super) struct Ear(pub(super) Sender<Heard>);

impl ServerReporter for Ear {
    fn listening(&mut self, url: &str, _open_to_others: bool) {
        let _ = self.0.send(Heard::Listening(url.to_owned()));
    }

    fn report(&mut self, event: &WatchedBuildEvent) {
        let heard = match event {
            WatchedBuildEvent::Polling(why) => Heard::Polling(why.to_owned()),
            WatchedBuildEvent::Rebuilt(rebuilt) => Heard::Rebuilt {
                changed: rebuilt.changed.iter().map(ToString::to_string).collect(),
                errors: rebuilt.build.diagnostics.iter().filter(|d| d.is_error()).count(),
            },
            WatchedBuildEvent::Unreadable(_) | WatchedBuildEvent::Retry => Heard::Other,
        };
        let _ = self.0.send(heard);
    }

    fn describe(diagnostics: &[&Diagnostic]) -> Vec<BrowserDiagnostic> {
        let texts = diagnostics.iter().map(|d| (Some(*d), d.message.clone()));
        texts.map(|(diagnostic, text)| BrowserDiagnostic::new(diagnostic, text)).collect()
    }
}

/// A server that ends with this value.
pub(super) struct Running {
    pub(super) url: String,
    pub(super) address: SocketAddr,
    heard: Receiver<Heard>,
    wakes: Sender<WatchEvent>,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    pub(super) fn start(dir: &TempDir) -> Self {
        Self::start_with(dir, ANY_PORT)
    }

    pub(super) fn start_with(dir: &TempDir, settings: ServeSettings) -> Self {
        let root = dir.path().to_owned();
        let (sender, receiver) = channel();
        let (tell, heard) = channel();
        let wakes = sender.clone();
        let thread = std::thread::spawn(move || {
            let mut ear = Ear(tell);
            serve::run(settings, rebuilder(&root), (sender, &receiver), &mut ear).unwrap();
        });
        let Ok(Heard::Listening(url)) = heard.recv_timeout(PATIENCE) else {
            panic!("the server does not listen");
        };
        let address = url.split('/').nth(2).unwrap().parse().unwrap();
        let server = Self { url, address, heard, wakes, thread: Some(thread) };
        assert!(matches!(server.next(), Heard::Rebuilt { .. }));
        server
    }

    pub(super) fn next(&self) -> Heard {
        self.heard.recv_timeout(PATIENCE).expect("an event")
    }

    /// Waits until a rebuild with so many errors was heard of; gives what had changed since.
    pub(super) fn until(&self, wanted: usize) -> Vec<String> {
        let mut all = Vec::new();
        loop {
            if let Heard::Rebuilt { changed, errors } = self.next() {
                all.extend(changed);
                if errors == wanted {
                    return all;
                }
            }
        }
    }

    /// What was heard and not yet asked for.
    pub(super) fn heard_so_far(&self) -> impl Iterator<Item = Heard> + '_ {
        self.heard.try_iter()
    }

    /// Waits for the next rebuild; gives what had changed.
    pub(super) fn until_changed(&self) -> Vec<String> {
        loop {
            if let Heard::Rebuilt { changed, .. } = self.next() {
                return changed;
            }
        }
    }

    pub(super) fn get(&self, target: &str) -> Answer {
        self.ask("GET", target, &format!("localhost:{}", self.address.port()))
    }

    pub(super) fn ask(&self, method: &str, target: &str, host: &str) -> Answer {
        let request =
            format!("{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let mut stream = connect(self.address);
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        Answer::parse(&bytes)
    }

    pub(super) fn events(&self) -> Events {
        self.events_of("")
    }

    /// The events as the page at a path gets them.
    pub(super) fn events_of(&self, page: &str) -> Events {
        Events::of(self.address, page)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.wakes.send(WatchEvent::Stop);
        if let Some(thread) = self.thread.take() {
            let ended = thread.join();
            assert!(ended.is_ok() || std::thread::panicking());
        }
    }
}

pub(super) fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    stream
}

/// Connects once and asks again and again, as long as the server keeps the connection.
pub(super) struct Asker {
    address: SocketAddr,
    stream: Option<BufReader<TcpStream>>,
}

impl Asker {
    pub(super) fn new(address: SocketAddr) -> Self {
        Self { address, stream: None }
    }

    pub(super) fn get(&mut self, target: &str) -> Answer {
        let host = self.address;
        let request = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n");
        self.ask(request.as_bytes()).expect("an answer")
    }

    /// The answer to the bytes of a whole request; `None` when the connection ends without one.
    pub(super) fn ask(&mut self, request: &[u8]) -> Option<Answer> {
        let mut stream = match self.stream.take() {
            Some(stream) => stream,
            None => BufReader::new(connect(self.address)),
        };
        if stream.get_mut().write_all(request).is_err() {
            return None;
        }
        let mut head = Vec::new();
        while !head.ends_with(b"\r\n\r\n") {
            if stream.read_until(b'\n', &mut head).ok()? == 0 {
                assert!(head.is_empty(), "half a head: {head:?}");
                return None;
            }
        }
        let mut answer = Answer::parse(&head);
        let length = answer.header("content-length").map(|n| n.parse().unwrap());
        answer.body = vec![0; length.unwrap_or(0)];
        if !request.starts_with(b"HEAD ") {
            stream.read_exact(&mut answer.body).unwrap();
        }
        if answer.header("connection") != Some("close") {
            self.stream = Some(stream);
        }
        Some(answer)
    }
}

#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    head: String,
    pub(super) body: Vec<u8>,
}

impl Answer {
    pub(super) fn parse(bytes: &[u8]) -> Self {
        let end = bytes
            .windows(4)
            .position(|window| window == b"\r\n\r\n")
            .unwrap_or_else(|| panic!("no head in {:?}", String::from_utf8_lossy(bytes)));
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        Self {
            status: head.split(' ').nth(1).unwrap().parse().unwrap(),
            head,
            body: bytes[end + 4..].to_vec(),
        }
    }

    pub(super) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (key, value) = line.split_once(": ")?;
            key.eq_ignore_ascii_case(name).then_some(value)
        })
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    /// The body without the script that the server adds, and the word that keeps pages from
    /// registering a service worker.
    pub(super) fn without_script(&self) -> String {
        const NO_WORKER: &str = "<meta name=\"handbook-worker\" content=\"none\">";
        let text = self.text().replacen(NO_WORKER, "", 1);
        let start = text.find("<script src=\"/_handbook/client.js\"").expect("a script");
        let end = start + text[start..].find("</script>").unwrap() + "</script>".len();
        format!("{}{}", &text[..start], &text[end..])
    }

    /// The generation that the script was given.
    pub(super) fn generation(&self) -> String {
        let text = self.text();
        let (_, rest) = text.split_once("data-generation=\"").expect("a generation");
        rest.split('"').next().unwrap().to_owned()
    }
}

/// The event stream.
pub(super) struct Events {
    stream: BufReader<TcpStream>,
    /// The generation of the last message.
    pub(super) last: String,
}

impl Events {
    /// Listens to the server at an address, as the page at a path does.
    pub(super) fn of(address: SocketAddr, page: &str) -> Self {
        let mut stream = connect(address);
        let request = format!(
            "GET /_handbook/events?page={page} HTTP/1.1\r\nHost: {address}\r\nOrigin: http://{address}\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        Self { stream: BufReader::new(stream), last: String::new() }
    }

    /// The generation of the next message.
    pub(super) fn next(&mut self) -> String {
        self.message();
        self.last.clone()
    }

    /// The next message.
    pub(super) fn message(&mut self) -> serde_json::Value {
        self.next_message().expect("a message")
    }

    /// The next message, if one comes before patience ends.
    pub(super) fn next_message(&mut self) -> Option<serde_json::Value> {
        let start = std::time::Instant::now();
        let mut line = String::new();
        while start.elapsed() < PATIENCE {
            line.clear();
            assert_ne!(self.stream.read_line(&mut line).ok()?, 0, "the stream ended");
            if let Some(data) = line.strip_prefix("data: {") {
                let message: serde_json::Value =
                    serde_json::from_str(&format!("{{{data}")).unwrap();
                message["generation"].as_str().unwrap().clone_into(&mut self.last);
                return Some(message);
            }
        }
        None
    }
}
