//! [`HttpService`]: answers one request with one response: the site from memory, the script that
//! keeps pages up to date, or its event stream.

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

use crate::base::outputs::{Output, Outputs};
use crate::base::paths::OutputPath;
use crate::serve::injection::{
    EVENTS_PATH, PageInjection, SCRIPT, SCRIPT_PATH, STYLE, STYLE_PATH, ServedPageKind,
    failure_page, inject,
};
use crate::serve::limits::{IDLE_TIMEOUT, MAX_SUBSCRIBERS};
use crate::serve::lookup::{RequestLookup, look_up};
use crate::serve::request_guard::{self, RequestRefusal};
use crate::serve::response::{
    bytes_response, content_type, file_body, response_with, set_header, text_response,
};
use crate::serve::snapshot::{ServedSnapshot, SnapshotContent};

/// The time that a browser waits before it reconnects to an event stream that ended.
const RETRY: Duration = Duration::from_millis(500);

/// The header that says which sites may embed a response (Fetch standard, "cross-origin resource
/// policy check").
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The service that answers all requests: the current snapshot and the settings of the server.
#[derive(Clone)]
pub(super) struct HttpService {
    snapshot: watch::Receiver<Arc<ServedSnapshot>>,
    subscribers: Arc<Semaphore>,
    address: SocketAddr,
    reload: bool,
    worker: bool,
}

impl HttpService {
    /// A service for the listener at `address`. With `reload`, pages are kept up to date; with
    /// `worker`, they may register a service worker.
    pub(super) fn new(
        snapshot: watch::Receiver<Arc<ServedSnapshot>>,
        address: SocketAddr,
        reload: bool,
        worker: bool,
    ) -> Self {
        Self {
            snapshot,
            subscribers: Arc::new(Semaphore::new(MAX_SUBSCRIBERS)),
            address,
            reload,
            worker,
        }
    }

    /// Answers a request, whose body is not read.
    pub(super) async fn respond(self, request: Parts) -> Response {
        let mut response = match request_guard::check(&request, self.address) {
            Ok(()) => self.handle(&request).await,
            Err(refusal) => refuse(refusal),
        };
        set_header(&mut response, CACHE_CONTROL, "no-store");
        set_header(&mut response, X_CONTENT_TYPE_OPTIONS, "nosniff");
        set_header(&mut response, RESOURCE_POLICY, "same-origin");
        response
    }

    async fn handle(self, request: &Parts) -> Response {
        match request.uri.path() {
            SCRIPT_PATH if self.reload => {
                bytes_response(StatusCode::OK, content_type("js"), SCRIPT)
            }
            STYLE_PATH => bytes_response(StatusCode::OK, content_type("css"), STYLE),
            EVENTS_PATH if self.reload => self.events(request),
            path => {
                let snapshot = Arc::clone(&self.snapshot.borrow());
                let injection = PageInjection {
                    generation: self.reload.then_some(snapshot.generation.as_str()),
                    worker: self.worker,
                };
                page(&snapshot, path, injection).await
            }
        }
    }

    fn events(self, request: &Parts) -> Response {
        if !request_guard::may_subscribe(&request.headers) {
            return refuse(RequestRefusal::OtherSite);
        }
        let Ok(permit) = self.subscribers.try_acquire_owned() else {
            return text_response(StatusCode::SERVICE_UNAVAILABLE, "too many pages listen\n");
        };
        let stream = WatchStream::new(self.snapshot).map(move |snapshot| {
            // The permit is held for as long as the stream is read.
            let _: &OwnedSemaphorePermit = &permit;
            Ok::<_, Infallible>(Event::default().data(&snapshot.message).retry(RETRY))
        });
        let keep_alive_event = Event::default().event("beat").data("1");
        Sse::new(stream)
            .keep_alive(KeepAlive::new().interval(IDLE_TIMEOUT / 2).event(keep_alive_event))
            .into_response()
    }
}

fn refuse(refusal: RequestRefusal) -> Response {
    let (status, words) = refusal.answer();
    let mut response = text_response(status, words);
    if refusal == RequestRefusal::Method {
        set_header(&mut response, ALLOW, "GET, HEAD");
    }
    response
}

/// The response to a path: a file of the site, a redirect, the 404 page, or the failure page.
async fn page(snapshot: &ServedSnapshot, path: &str, injection: PageInjection<'_>) -> Response {
    let (outputs, rules) = match &*snapshot.content {
        SnapshotContent::Site(outputs, rules) => (outputs, rules),
        SnapshotContent::Failure(problems) => {
            let html = failure_page(problems).into_bytes();
            let html = inject(&html, injection, ServedPageKind::Failure);
            let status = StatusCode::INTERNAL_SERVER_ERROR;
            let mut response = bytes_response(status, content_type("html"), html);
            let policy =
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'";
            set_header(&mut response, CONTENT_SECURITY_POLICY, policy);
            return response;
        }
    };
    let mut response = match look_up(outputs, &snapshot.base_path, path) {
        RequestLookup::File(path, output) => file(StatusCode::OK, path, output, injection).await,
        RequestLookup::Redirect(to) => {
            let mut response = text_response(StatusCode::PERMANENT_REDIRECT, "");
            set_header(&mut response, LOCATION, &to);
            response
        }
        RequestLookup::Missing => not_found(outputs, injection).await,
    };
    rules.apply(path, response.headers_mut());
    response
}

async fn not_found(outputs: &Outputs, injection: PageInjection<'_>) -> Response {
    let page = OutputPath::new("404.html").ok();
    match page.and_then(|page| outputs.get_key_value(&page)) {
        Some((path, output)) => file(StatusCode::NOT_FOUND, path, output, injection).await,
        None => text_response(StatusCode::NOT_FOUND, "there is no such page\n"),
    }
}

async fn file(
    status: StatusCode,
    path: &OutputPath,
    output: &Output,
    injection: PageInjection<'_>,
) -> Response {
    let media_type = content_type(path.extension());
    let kind = match status {
        StatusCode::NOT_FOUND => ServedPageKind::Missing,
        _ => ServedPageKind::Page,
    };
    if let Output::Copy { from, len, .. } = output {
        return match file_body(from, *len).await {
            Ok(body) => response_with(status, media_type, *len, body),
            Err(error) => unreadable(&error),
        };
    }
    match load_bytes(output.clone()).await {
        Ok(bytes) if media_type.starts_with("text/html") => {
            bytes_response(status, media_type, inject(&bytes, injection, kind))
        }
        Ok(bytes) => bytes_response(status, media_type, Bytes::from_owner(bytes)),
        Err(error) => unreadable(&error),
    }
}

/// The bytes of an output. Lazy ones take a while to make and are made on a thread that may block.
async fn load_bytes(output: Output) -> io::Result<Arc<[u8]>> {
    let bytes = |output: &Output| output.in_memory().cloned().unwrap_or_default();
    match output {
        Output::Lazy(_) => spawn_blocking(move || bytes(&output)).await.map_err(io::Error::other),
        _ => Ok(bytes(&output)),
    }
}

fn unreadable(error: &io::Error) -> Response {
    text_response(
        StatusCode::INTERNAL_SERVER_ERROR,
        &format!("this file cannot be read: {error}\n"),
    )
}
