//! One request, one response: the site from memory, the reload script and its event stream.
//!
//! Meant for the author's own browser on the same machine: the `Host` of every request is checked,
//! so that a page on another site cannot read the drafts through a name that it controls.

use std::convert::Infallible;
use std::fs::File;
use std::io::{self, Read};
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HOST, LOCATION,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio::sync::{mpsc, watch};
use tokio_stream::StreamExt;
use tokio_stream::wrappers::{ReceiverStream, WatchStream};

use super::listen::SILENCE;
use super::lookup::{Found, look_up};
use super::page::{Content, EVENTS_PATH, SCRIPT, SCRIPT_PATH, Shown, with_script};
use crate::base::outputs::{Output, Outputs};
use crate::base::paths::OutputPath;

/// How much of a large file is read at a time.
const PIECE: usize = 64 * 1024;

/// What every request may know.
#[derive(Clone)]
struct App {
    shown: watch::Receiver<Arc<Shown>>,
    address: SocketAddr,
}

/// The service behind the listener at `address`.
pub(super) fn service(shown: watch::Receiver<Arc<Shown>>, address: SocketAddr) -> Router {
    Router::new()
        .fallback(answer)
        .with_state(App { shown, address })
}

async fn answer(State(app): State<App>, request: Request) -> Response {
    let mut response = if !is_for_us(request.headers(), app.address) {
        text(StatusCode::MISDIRECTED_REQUEST, "this is another server\n")
    } else if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let mut response = text(StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD\n");
        set(&mut response, ALLOW, "GET, HEAD");
        response
    } else {
        match request.uri().path() {
            SCRIPT_PATH => whole(StatusCode::OK, content_type("js"), SCRIPT),
            EVENTS_PATH => events(app.shown),
            path => {
                let shown = Arc::clone(&app.shown.borrow());
                page(&shown, path).await
            }
        }
    };
    set(&mut response, CACHE_CONTROL, "no-store");
    set(&mut response, X_CONTENT_TYPE_OPTIONS, "nosniff");
    response
}

/// Whether the request names this server and not one that merely resolves to its address.
fn is_for_us(headers: &HeaderMap, bound: SocketAddr) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return false;
    };
    let Ok(host) = host.to_str() else {
        return false;
    };
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, port.parse().ok()),
        _ => (host, Some(80)),
    };
    if port != Some(bound.port()) {
        return false;
    }
    let literal = name
        .strip_prefix('[')
        .and_then(|n| n.strip_suffix(']'))
        .unwrap_or(name);
    match literal.parse::<IpAddr>() {
        // Only names can be made to lead here; when every address is served, any address will do.
        Ok(ip) => ip.is_loopback() || ip == bound.ip() || bound.ip().is_unspecified(),
        Err(_) => name.eq_ignore_ascii_case("localhost"),
    }
}

fn events(shown: watch::Receiver<Arc<Shown>>) -> Response {
    let stream = WatchStream::new(shown).map(|shown| {
        let event = Event::default().data(&shown.generation);
        Ok::<_, Infallible>(event.retry(Duration::from_millis(500)))
    });
    Sse::new(stream)
        .keep_alive(KeepAlive::new().interval(SILENCE / 2))
        .into_response()
}

async fn page(shown: &Shown, path: &str) -> Response {
    let outputs = match &shown.content {
        Content::Site(outputs) => outputs,
        Content::Failure(html) => {
            let html = with_script(html.as_bytes(), &shown.generation);
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            let mut response = whole(status, content_type("html"), html);
            let policy = "default-src 'none'; script-src 'self'; connect-src 'self'";
            set(&mut response, CONTENT_SECURITY_POLICY, policy);
            return response;
        }
    };
    match look_up(outputs, &shown.base_path, path) {
        Found::File(path, output) => file(StatusCode::OK, path, output, &shown.generation).await,
        Found::Redirect(to) => {
            let mut response = text(StatusCode::PERMANENT_REDIRECT, "");
            set(&mut response, LOCATION, &to);
            response
        }
        Found::Missing => not_found(outputs, &shown.generation).await,
    }
}

async fn not_found(outputs: &Outputs, generation: &str) -> Response {
    let page = OutputPath::new("404.html").ok();
    match page.and_then(|page| outputs.get_key_value(&page)) {
        Some((path, output)) => file(StatusCode::NOT_FOUND, path, output, generation).await,
        None => text(StatusCode::NOT_FOUND, "there is no such page\n"),
    }
}

async fn file(
    status: StatusCode,
    path: &OutputPath,
    output: &Output,
    generation: &str,
) -> Response {
    let kind = content_type(path.extension());
    match output {
        Output::Bytes { bytes, .. } if kind.starts_with("text/html") => {
            whole(status, kind, with_script(bytes, generation))
        }
        Output::Bytes { bytes, .. } => whole(status, kind, Bytes::from_owner(Arc::clone(bytes))),
        Output::Copy { from, len, .. } => match streamed(from, *len).await {
            Ok(body) => respond(status, kind, *len, body),
            Err(error) => text(
                StatusCode::INTERNAL_SERVER_ERROR,
                &format!("the source of this file cannot be read: {error}\n"),
            ),
        },
    }
}

/// A file on disk as a body, which is never in memory as a whole.
async fn streamed(from: &Path, len: u64) -> io::Result<Body> {
    let from = from.to_owned();
    let open = move || -> io::Result<File> {
        let file = File::open(from)?;
        let metadata = file.metadata()?;
        if metadata.is_file() && metadata.len() == len {
            Ok(file)
        } else {
            Err(io::Error::other("it is being changed"))
        }
    };
    let mut file = tokio::task::spawn_blocking(open)
        .await
        .map_err(io::Error::other)??;
    let (sender, receiver) = mpsc::channel::<io::Result<Bytes>>(2);
    tokio::task::spawn_blocking(move || {
        loop {
            let mut piece = Vec::with_capacity(PIECE);
            let read = Read::by_ref(&mut file)
                .take(PIECE as u64)
                .read_to_end(&mut piece);
            let last = !matches!(read, Ok(count) if count > 0);
            let piece = match read {
                Ok(0) => break,
                Ok(_) => Ok(Bytes::from(piece)),
                Err(error) => Err(error),
            };
            // Sending fails when the reader has gone.
            if sender.blocking_send(piece).is_err() || last {
                break;
            }
        }
    });
    Ok(Body::from_stream(ReceiverStream::new(receiver)))
}

fn text(status: StatusCode, words: &str) -> Response {
    whole(status, content_type("txt"), words.to_owned())
}

fn whole(status: StatusCode, kind: &str, bytes: impl Into<Bytes>) -> Response {
    let bytes = bytes.into();
    respond(status, kind, bytes.len() as u64, Body::from(bytes))
}

fn respond(status: StatusCode, kind: &str, len: u64, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    set(&mut response, CONTENT_TYPE, kind);
    response.headers_mut().insert(CONTENT_LENGTH, len.into());
    response
}

/// Sets a header. A value that no header can have is left out.
fn set(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

/// The media type of a file by its extension, as the usual static hosts have it.
fn content_type(extension: &str) -> &'static str {
    match extension.to_ascii_lowercase().as_str() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" | "map" => "application/json; charset=utf-8",
        "webmanifest" => "application/manifest+json; charset=utf-8",
        "xml" => "application/xml; charset=utf-8",
        "svg" => "image/svg+xml; charset=utf-8",
        "txt" => "text/plain; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/vnd.microsoft.icon",
        "pdf" => "application/pdf",
        "zip" => "application/zip",
        "wasm" => "application/wasm",
        "woff" => "font/woff",
        "woff2" => "font/woff2",
        "mp3" => "audio/mpeg",
        "ogg" => "audio/ogg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admits(bound: &str, hosts: &[&str]) -> bool {
        let mut headers = HeaderMap::new();
        for host in hosts {
            headers.append(HOST, HeaderValue::from_str(host).unwrap());
        }
        is_for_us(&headers, bound.parse().unwrap())
    }

    #[test]
    fn only_the_names_of_this_machine_are_answered() {
        let bound = "127.0.0.1:1111";
        for host in [
            "localhost:1111",
            "LocalHost:1111",
            "127.0.0.1:1111",
            "[::1]:1111",
        ] {
            assert!(admits(bound, &[host]), "{host}");
        }
        for host in [
            "localhost",
            "localhost:1112",
            "localhost.:1111",
            "evil.example:1111",
            "127.0.0.1.evil.example:1111",
            "192.168.1.7:1111",
            "localhost:1111:1111",
            ":1111",
            "",
        ] {
            assert!(!admits(bound, &[host]), "{host}");
        }
        assert!(!admits(bound, &[]));
        assert!(!admits(bound, &["localhost:1111", "localhost:1111"]));
        assert!(admits("127.0.0.1:80", &["localhost"]));
    }

    #[test]
    fn an_address_that_is_served_on_purpose_is_answered() {
        assert!(admits("192.168.1.7:1111", &["192.168.1.7:1111"]));
        assert!(admits("0.0.0.0:1111", &["192.168.1.7:1111"]));
        assert!(!admits("0.0.0.0:1111", &["evil.example:1111"]));
    }
}
