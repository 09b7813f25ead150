//! `handbook check --live`: a build against a small server, which serves it well but for one thing.
//! Against nginx, `tests/hosts` plants many more.

use std::io::{BufRead, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::num::NonZero;
use std::thread;
use std::time::Duration;

use handbook::base::outputs::Output;
use handbook::base::paths::OutputPath;
use handbook::cli::report::{self, ReportFormat, ReportStyle};
use handbook::compile::build::Build;
use handbook::hosting::plan::{FOR_A_YEAR, REVALIDATED};
use handbook::live::{LiveLimits, LiveReport, check};
use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, messages};

const SITE: &str = "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"https://example.org/team/\"\n[hosting]\nhost = \"nginx\"\n\
    -- content/_index.md --\n# Home\n-- content/part/a.md --\n+++\ntitle = \"A\"\naliases = [\"/old.html\"]\n+++\n\
    -- static/notes.txt --\nnotes\n";

/// What a server sends.
#[derive(Clone, Debug, Default)]
struct Sent {
    status: u16,
    headers: Vec<(String, String)>,
    body: Vec<u8>,
    /// Who asks, as they say.
    asked_by: String,
}

impl Sent {
    fn set(&mut self, name: &str, value: &str) {
        self.headers.retain(|(known, _)| known != name);
        if !value.is_empty() {
            self.headers.push((name.to_owned(), value.to_owned()));
        }
    }
}

/// What is changed of what a server sends for a path.
type Change = dyn Fn(&str, &mut Sent) + Sync;

/// What a host should send for a path; the validator that the reader has is `known`.
fn sound(build: &Build, path: &str, known: Option<&str>) -> Sent {
    let plan = &build.hosting;
    let mut sent = Sent { status: 200, ..Sent::default() };
    for (name, value) in &plan.headers {
        sent.set(name, value);
    }
    sent.set("ETag", "\"one\"");
    sent.set("Content-Encoding", "none");
    sent.set("Cache-Control", if plan.is_fingerprinted(path) { FOR_A_YEAR } else { REVALIDATED });
    if let Some((_, to)) = plan.redirects.iter().find(|(from, _)| from == path) {
        sent.status = 301;
        sent.set("Location", to);
        return sent;
    }
    let below = path.strip_prefix(&plan.base_path).unwrap_or_default();
    let page = format!("{below}/index.html");
    let output = |name: &str| build.outputs.get(&OutputPath::new(name).ok()?);
    let name = match below {
        "" => "index.html".to_owned(),
        folder if folder.ends_with('/') => format!("{folder}index.html"),
        _ if output(&page).is_some() => {
            sent.status = 301;
            sent.set("Location", &format!("http://host{path}/"));
            return sent;
        }
        name => name.to_owned(),
    };
    let found = output(&name).filter(|_| !name.starts_with('.'));
    sent.status = if found.is_some() { 200 } else { 404 };
    if known == Some("\"one\"") {
        sent.status = 304;
        return sent;
    }
    let name = if found.is_some() { &name } else { "404.html" };
    let types = [
        ("html", "text/html; charset=utf-8"),
        ("css", "text/css"),
        ("js", "text/javascript"),
        ("svg", "image/svg+xml"),
        ("txt", "text/plain"),
        ("json", "application/json"),
        ("xml", "text/xml"),
    ];
    let kind = types.iter().find(|(ending, _)| name.ends_with(&format!(".{ending}")));
    sent.set("Content-Type", kind.expect(name).1);
    sent.body = output(name).and_then(Output::in_memory).unwrap().to_vec();
    sent
}

fn answer(build: &Build, stream: TcpStream, change: &Change) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let first = lines.next()?.ok()?;
    let (method, path) = first.split_once(' ')?;
    let path = path.split(' ').next()?;
    let (mut known, mut user) = (None, String::new());
    for line in lines.map_while(Result::ok).take_while(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':')?;
        if name.eq_ignore_ascii_case("If-None-Match") {
            known = Some(value.trim().to_owned());
        }
        if name.eq_ignore_ascii_case("Authorization") {
            value.trim().clone_into(&mut user);
        }
    }
    let mut sent = Sent { asked_by: user, ..sound(build, path, known.as_deref()) };
    change(path, &mut sent);
    let mut stream = stream;
    let head: String =
        sent.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let Sent { status, body, .. } = sent;
    write!(
        stream,
        "HTTP/1.1 {status} x\r\nConnection: close\r\nContent-Length: {}\r\n{head}\r\n",
        body.len()
    )
    .ok()?;
    if method != "HEAD" && status != 304 {
        stream.write_all(&body).ok()?;
    }
    Some(())
}

/// Serves a build, with a change to what is sent, for as long as `ask` takes.
fn served<T>(build: &Build, change: &Change, ask: impl FnOnce(SocketAddr) -> T) -> T {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    thread::scope(|scope| {
        let server = scope.spawn(move || {
            for stream in listener.incoming().map_while(Result::ok) {
                let mut first = [0];
                // An empty connection is the end.
                if stream.peek(&mut first).is_ok_and(|count| count == 0) {
                    return;
                }
                answer(build, stream, change);
            }
        });
        let told = ask(address);
        drop(TcpStream::connect(address));
        server.join().expect("the server ends");
        told
    })
}

/// What is told of a site that is served with a change.
fn reported(change: &Change) -> (LiveReport, String) {
    let build = Fixture::new(SITE).build();
    assert_eq!(messages(&build), "");
    let report = served(&build, change, |address| {
        check(&build, &format!("http://{address}/team/"), LiveLimits::default()).unwrap()
    });
    let style = ReportStyle { color: false, width: 200, format: ReportFormat::Human, all: true };
    let told = report::render(&report.diagnostics, style);
    (report, told)
}

#[test]
fn nothing_is_told_of_a_site_that_is_served_as_the_build_says() {
    let (report, told) = reported(&|_, _| ());
    assert_eq!(told, "");
    assert!(report.asked > 20 && report.left_out == 0, "{report:?}");
}

#[test]
fn what_differs_is_told_once_with_what_to_do() {
    let (_, told) = reported(&|path, sent| match path {
        "/team/old.html" => sent.set("Location", "/team/"),
        "/team/part/a/" => sent.status = 500,
        "/team/notes.txt" => sent.body = b"old notes\n".to_vec(),
        _ => sent.set("Referrer-Policy", ""),
    });
    assert_data_eq!(
        told,
        str![[r#"
error[live-header]: `/team/handbook-check-live-nowhere/` is sent without `Referrer-Policy`, and 32 other addresses too
 = help: `handbook hosting nginx` prints the settings of this build

error[live-answer]: `/team/old.html` leads to `/team/`, and should to `/team/part/a/`
 = help: `handbook hosting nginx` prints the settings of this build

error[live-answer]: `/team/part/a/` is answered with 500, and the build has it
 = help: publish the whole output folder

error[live-content]: `/team/notes.txt` is not what this build makes of it
 = help: publish this build, or turn off what changes files on the way and empty its caches

"#]]
    );
}

#[test]
fn files_at_a_well_known_address_are_asked_for_and_other_hidden_ones_are_not() {
    let mut site = Fixture::new(SITE);
    site.write("static/.well-known/security.txt", "Contact: mailto:a@example.org\n");
    site.write("static/.htaccess", "# mine\n");
    let build = site.build();
    let change = |path: &str, sent: &mut Sent| {
        if path.contains("/.well-known/") {
            sent.status = 404;
        }
    };
    let report = served(&build, &change, |address| {
        check(&build, &format!("http://{address}/team/"), LiveLimits::default()).unwrap()
    });
    let told: Vec<&str> = report.diagnostics.iter().map(|one| one.message.as_str()).collect();
    assert_eq!(
        told,
        ["`/team/.well-known/security.txt` is answered with 404, and the build has it"]
    );
}

#[test]
fn each_kind_of_fault_is_told() {
    let kinds: &[(&Change, &str)] = &[
        (
            &|_, sent| {
                if sent.status == 404 {
                    sent.status = 200;
                }
            },
            "is not there: 404",
        ),
        (
            &|_, sent| {
                if sent.status == 404 {
                    sent.body = b"Not Found".to_vec();
                }
            },
            "another page than `404.html`",
        ),
        (
            &|path, sent| {
                if path.ends_with(".handbook-manifest") {
                    sent.status = 200;
                }
            },
            "is not for them",
        ),
        (
            &|path, sent| {
                if path == "/team/part/a" {
                    sent.status = 404;
                }
            },
            "should lead to `/team/part/a/`",
        ),
        (&|_, sent| sent.set("ETag", ""), "without `ETag`"),
        (
            &|_, sent| {
                if sent.status == 304 {
                    sent.status = 200;
                }
            },
            "is sent whole to who has it",
        ),
        (&|_, sent| sent.set("Content-Encoding", ""), "uncompressed"),
        (
            &|_, sent| sent.set("Content-Type", "text/plain"),
            "is sent as `text/plain`, and is `.html`",
        ),
        (&|_, sent| sent.set("Cache-Control", "max-age=600"), "readers may get an old one"),
        (
            &|path, sent| {
                if path == "/team/old.html" {
                    sent.status = 302;
                }
            },
            "301 is for good",
        ),
        (
            &|path, sent| {
                if path == "/team/old.html" {
                    sent.status = 404;
                }
            },
            "should lead to the page of today",
        ),
        (
            &|_, sent| sent.set("Content-Security-Policy", "default-src *"),
            "with `Content-Security-Policy: default-src *`",
        ),
    ];
    for (change, wanted) in kinds {
        let (_, told) = reported(change);
        assert_eq!(told.matches(wanted).count(), 1, "{wanted}:\n{told}");
    }
}

#[test]
fn a_host_that_sends_no_headers_is_not_asked_for_them() {
    let mut site = Fixture::new(SITE);
    site.replace("handbook.toml", "nginx", "github-pages");
    let build = site.build();
    let change = |_: &str, sent: &mut Sent| {
        sent.headers.retain(|(name, _)| {
            ["Content-Type", "ETag", "Location", "Content-Encoding"].contains(&name.as_str())
        });
        sent.set("Cache-Control", "max-age=600");
    };
    let report = served(&build, &change, |address| {
        check(&build, &format!("http://{address}"), LiveLimits::default()).unwrap()
    });
    assert!(report.diagnostics.is_empty(), "{:?}", report.diagnostics);
}

#[test]
fn a_closed_handbook_is_asked_with_a_name_and_a_password() {
    let build = Fixture::new(SITE).build();
    let change = |_: &str, sent: &mut Sent| {
        if sent.asked_by != "Basic YW5uYTpvcGVuLXNlc2FtZQ==" {
            sent.status = 401;
        }
    };
    let at = |user: &str, address| format!("http://{user}{address}/team/");
    let check = |url: &str| check(&build, url, LiveLimits::default()).unwrap();
    let open = served(&build, &change, |address| check(&at("anna:open-sesame@", address)));
    assert!(open.diagnostics.is_empty(), "{:?}", open.diagnostics);
    // Signs that have a meaning in addresses are percent-encoded in them.
    let change = |_: &str, sent: &mut Sent| {
        if sent.asked_by != "Basic YW5uYUBob3N0OnBAc3M6L8O8" {
            sent.status = 401;
        }
    };
    let user = "anna%40host:p%40ss%3A%2F%C3%BC@";
    let open = served(&build, &change, |address| check(&at(user, address)));
    assert!(open.diagnostics.is_empty(), "{:?}", open.diagnostics);
    let closed = served(&build, &change, |address| {
        handbook::live::check(&build, &at("", address), LiveLimits::default()).unwrap_err()
    });
    assert!(closed.to_string().ends_with("/team/` wants a name and a password"), "{closed}");
    let other = handbook::live::check(&build, "http://anna:secret@x/crew/", LiveLimits::default());
    assert!(!other.unwrap_err().to_string().contains("secret"));
    for none in ["ftp://anna:secret@x/team/", "anna:secret@x/team/", "https://anna:secret@/team/"] {
        let none = handbook::live::check(&build, none, LiveLimits::default()).unwrap_err();
        assert!(
            none.to_string().contains("is not an address") && !none.to_string().contains("secret")
        );
    }
}

#[test]
fn a_check_ends_at_its_bounds() {
    let build = Fixture::new(SITE).build();
    let limits =
        LiveLimits { addresses: 3, at_once: NonZero::<usize>::MIN, ..LiveLimits::default() };
    let at = |address: SocketAddr| format!("http://{address}/team/");
    let report = served(&build, &|_, _| (), |address| check(&build, &at(address), limits).unwrap());
    assert_eq!(report.asked, 3);
    assert!(report.left_out > 20);
    let limits =
        LiveLimits { all: Duration::ZERO, at_once: NonZero::<usize>::MIN, ..LiveLimits::default() };
    let report = served(&build, &|_, _| (), |address| check(&build, &at(address), limits).unwrap());
    assert_eq!(report.asked, 1);
}

#[test]
fn what_cannot_be_asked_is_said() {
    let build = Fixture::new(SITE).build();
    let free = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let said = |url: &str| check(&build, url, LiveLimits::default()).unwrap_err().to_string();
    let gone = said(&format!("http://{free}/team/"));
    assert!(gone.starts_with(&format!("`http://{free}/team/` cannot be asked: ")), "{gone}");
    for none in ["example.org", "ftp://example.org/team/", "https:///team/"] {
        assert_eq!(said(none), format!("`{none}` is not an address of the web"));
    }
    let other = "the site is built for the path `/team/`, and `http://x.example/crew/` has another";
    assert_eq!(said("http://x.example/crew/"), other);
}

#[test]
fn a_host_that_leads_all_readers_elsewhere_is_told_once() {
    let build = Fixture::new(SITE).build();
    let change = |_: &str, sent: &mut Sent| {
        sent.status = 301;
        sent.set("Location", "https://x.example/team/");
    };
    let told = served(&build, &change, |address| {
        let url = format!("http://{address}/team/");
        check(&build, &url, LiveLimits::default()).unwrap_err().to_string()
    });
    assert!(told.ends_with("/team/` leads readers on to `https://x.example/team/`"), "{told}");
}

#[test]
fn what_is_compressed_for_nobody_is_no_other_content() {
    let (_, told) = reported(&|path, sent| {
        if path == "/team/notes.txt" {
            sent.set("Content-Encoding", "br");
            sent.body = b"\x0b\x02\x80".to_vec();
        }
    });
    assert!(
        told.contains("`/team/notes.txt` is sent as `br` to who has not asked for it"),
        "{told}"
    );
}
