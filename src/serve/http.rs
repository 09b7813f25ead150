//! One request, one response: the site from memory, the script that keeps pages up to date and its
//! event stream.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, LOCATION, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{HeaderName, StatusCode};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::spawn_blocking;
use tokio_stream::StreamExt;
use tokio_stream::wrappers::WatchStream;

use super::admit::{self, Refusal};
use super::answer::{content_type, respond, set, streamed, text, whole};
use super::listen::SILENCE;
use super::lookup::{Found, look_up};
use super::page::{
    Added, EVENTS_PATH, Kind, SCRIPT, SCRIPT_PATH, STYLE, STYLE_PATH, failure_page, with_added,
};
use super::shown::{Content, Shown};
use crate::base::outputs::{Output, Outputs};
use crate::base::paths::OutputPath;

/// How many pages may listen to the events at a time.
const LISTENERS: usize = 1024;

/// How long a page waits before it asks again for events that ended.
const RETRY: Duration = Duration::from_millis(500);

/// Who may include what is served here (Fetch standard, "cross-origin resource policy check").
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// What every request may know.
#[derive(Clone)]
pub(super) struct App {
    shown: watch::Receiver<Arc<Shown>>,
    listeners: Arc<Semaphore>,
    address: SocketAddr,
    reload: bool,
    worker: bool,
}

impl App {
    /// The service behind the listener at `address`; `reload` says whether pages are kept up to date,
    /// `worker` whether they may register a service worker.
    pub(super) fn new(
        shown: watch::Receiver<Arc<Shown>>,
        address: SocketAddr,
        reload: bool,
        worker: bool,
    ) -> Self {
        Self {
            shown,
            listeners: Arc::new(Semaphore::new(LISTENERS)),
            address,
            reload,
            worker,
        }
    }

    /// The answer to a request without its body.
    pub(super) async fn answer(self, request: Parts) -> Response {
        let mut response = match admit::check(&request, self.address) {
            Ok(()) => self.serve(&request).await,
            Err(refusal) => refuse(refusal),
        };
        set(&mut response, CACHE_CONTROL, "no-store");
        set(&mut response, X_CONTENT_TYPE_OPTIONS, "nosniff");
        set(&mut response, RESOURCE_POLICY, "same-origin");
        response
    }

    async fn serve(self, request: &Parts) -> Response {
        match request.uri.path() {
            SCRIPT_PATH if self.reload => whole(StatusCode::OK, content_type("js"), SCRIPT),
            STYLE_PATH => whole(StatusCode::OK, content_type("css"), STYLE),
            EVENTS_PATH if self.reload => self.events(request),
            path => {
                let shown = Arc::clone(&self.shown.borrow());
                let added = Added {
                    generation: self.reload.then_some(shown.generation.as_str()),
                    worker: self.worker,
                };
                page(&shown, path, added).await
            }
        }
    }

    fn events(self, request: &Parts) -> Response {
        if !admit::may_listen(&request.headers) {
            return refuse(Refusal::OtherSite);
        }
        let Ok(place) = self.listeners.try_acquire_owned() else {
            return text(StatusCode::SERVICE_UNAVAILABLE, "too many pages listen\n");
        };
        let stream = WatchStream::new(self.shown).map(move |shown| {
            // The place is taken for as long as the stream is read.
            let _: &OwnedSemaphorePermit = &place;
            Ok::<_, Infallible>(Event::default().data(&shown.message).retry(RETRY))
        });
        let beat = Event::default().event("beat").data("1");
        Sse::new(stream)
            .keep_alive(KeepAlive::new().interval(SILENCE / 2).event(beat))
            .into_response()
    }
}

fn refuse(refusal: Refusal) -> Response {
    let (status, words) = refusal.answer();
    let mut response = text(status, words);
    if refusal == Refusal::Method {
        set(&mut response, ALLOW, "GET, HEAD");
    }
    response
}

/// A page or file of what is shown.
async fn page(shown: &Shown, path: &str, added: Added<'_>) -> Response {
    let (outputs, rules) = match &*shown.content {
        Content::Site(outputs, rules) => (outputs, rules),
        Content::Failure(problems) => {
            let html = failure_page(problems).into_bytes();
            let html = with_added(&html, added, Kind::Failure);
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            let mut response = whole(status, content_type("html"), html);
            let policy =
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";
            set(&mut response, CONTENT_SECURITY_POLICY, policy);
            return response;
        }
    };
    let mut response = match look_up(outputs, &shown.base_path, path) {
        Found::File(path, output) => file(StatusCode::OK, path, output, added).await,
        Found::Redirect(to) => {
            let mut response = text(StatusCode::PERMANENT_REDIRECT, "");
            set(&mut response, LOCATION, &to);
            response
        }
        Found::Missing => not_found(outputs, added).await,
    };
    rules.apply(path, response.headers_mut());
    response
}

async fn not_found(outputs: &Outputs, added: Added<'_>) -> Response {
    let page = OutputPath::new("404.html").ok();
    match page.and_then(|page| outputs.get_key_value(&page)) {
        Some((path, output)) => file(StatusCode::NOT_FOUND, path, output, added).await,
        None => text(StatusCode::NOT_FOUND, "there is no such page\n"),
    }
}

async fn file(
    status: StatusCode,
    path: &OutputPath,
    output: &Output,
    added: Added<'_>,
) -> Response {
    let media_type = content_type(path.extension());
    let kind = match status {
        StatusCode::NOT_FOUND => Kind::Missing,
        _ => Kind::Page,
    };
    if let Output::Copy { from, len, .. } = output {
        return match streamed(from, *len).await {
            Ok(body) => respond(status, media_type, *len, body),
            Err(error) => unreadable(&error),
        };
    }
    match held(output.clone()).await {
        Ok(bytes) if media_type.starts_with("text/html") => {
            whole(status, media_type, with_added(&bytes, added, kind))
        }
        Ok(bytes) => whole(status, media_type, Bytes::from_owner(bytes)),
        Err(error) => unreadable(&error),
    }
}

/// The bytes of an output. Late ones may take a while to make, on a thread that may wait.
async fn held(output: Output) -> io::Result<Arc<[u8]>> {
    let held = |output: &Output| output.held().cloned().unwrap_or_default();
    match output {
        Output::Lazy(_) => spawn_blocking(move || held(&output))
            .await
            .map_err(io::Error::other),
        _ => Ok(held(&output)),
    }
}

fn unreadable(error: &io::Error) -> Response {
    text(
        StatusCode::INTERNAL_SERVER_ERROR,
        &format!("this file cannot be read: {error}\n"),
    )
}
