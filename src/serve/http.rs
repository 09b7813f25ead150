//! [`HttpService`]: answers one request with one response: the site from memory, the script that
//! keeps pages up to date, or its event stream.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use hyper::StatusCode;
use hyper::body::Bytes;
use hyper::header::{
    ALLOW, CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, LOCATION, X_CONTENT_TYPE_OPTIONS,
};
use hyper::http::request::Parts;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, watch};
use tokio::task::spawn_blocking;
use tokio::time::timeout;

use crate::base::outputs::{Output, Outputs};
use crate::base::paths::OutputPath;
use crate::serve::injection::{
    EVENTS_PATH, MARKS, MARKS_PATH, PageInjection, SCRIPT, SCRIPT_PATH, STYLE, STYLE_PATH,
    ServedPageKind, failure_page, inject,
};
use crate::serve::lookup::{RequestLookup, look_up};
use crate::serve::request_guard::{self, OTHER_SITE, RequestRefusal};
use crate::serve::response::{
    ResponseBody, ServerResponse, bytes_response, content_type, file_body, response_with,
    set_header, text_response,
};
use crate::serve::snapshot::ServedSnapshot;

/// The largest number of pages that may read the event stream at a time.
pub(super) const MAX_SUBSCRIBERS: usize = 1024;

/// The time that a connection may stay without a byte in either direction. The event stream sends a
/// byte more often than that.
pub(super) const IDLE_TIMEOUT: Duration = Duration::from_secs(30);

/// The line of an event that says how many milliseconds a browser waits before it reconnects to an
/// event stream that ended.
const RETRY: &str = "retry: 500";

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
    pub(super) async fn respond(self, request: Parts) -> ServerResponse {
        let mut response = match request_guard::check(&request, self.address) {
            Ok(()) => self.handle(&request).await,
            Err(refusal) => refuse(refusal),
        };
        set_header(&mut response, CACHE_CONTROL, "no-store");
        set_header(&mut response, X_CONTENT_TYPE_OPTIONS, "nosniff");
        set_header(&mut response, RESOURCE_POLICY, "same-origin");
        response
    }

    async fn handle(self, request: &Parts) -> ServerResponse {
        match request.uri.path() {
            SCRIPT_PATH if self.reload => {
                bytes_response(StatusCode::OK, content_type("js"), SCRIPT)
            }
            STYLE_PATH => bytes_response(StatusCode::OK, content_type("css"), STYLE),
            MARKS_PATH => bytes_response(StatusCode::OK, content_type("css"), MARKS),
            EVENTS_PATH if self.reload => self.events(request),
            path => {
                let snapshot = Arc::clone(&self.snapshot.borrow());
                let injection = PageInjection {
                    generation: self.reload.then_some(snapshot.generation.as_str()),
                    worker: self.worker,
                };
                page(&snapshot, path, request.uri.query(), injection).await
            }
        }
    }

    fn events(self, request: &Parts) -> ServerResponse {
        if !request_guard::may_subscribe(&request.headers) {
            return refuse(OTHER_SITE);
        }
        let Ok(permit) = self.subscribers.try_acquire_owned() else {
            return text_response(StatusCode::SERVICE_UNAVAILABLE, "too many open pages\n");
        };
        let page = request.uri.query().and_then(|query| query.strip_prefix("page="));
        let page = page.unwrap_or_default().to_owned();
        let (sender, chunks) = mpsc::channel(1);
        let client = sender.clone();
        let sending = tokio::spawn(send_events(self.snapshot, page, sender, permit));
        tokio::spawn(async move {
            client.closed().await;
            sending.abort();
        });
        let body = ResponseBody::Chunks(chunks);
        response_with(StatusCode::OK, "text/event-stream", None, body)
    }
}

/// Sends the message of each snapshot to the page at a path, the present one first, and a byte where nothing else is sent
/// for long. The permit is held for as long as the stream is read.
async fn send_events(
    mut snapshot: watch::Receiver<Arc<ServedSnapshot>>,
    page: String,
    sender: mpsc::Sender<io::Result<Bytes>>,
    _permit: OwnedSemaphorePermit,
) {
    snapshot.mark_changed();
    loop {
        let event = match timeout(IDLE_TIMEOUT / 2, snapshot.changed()).await {
            Ok(Ok(())) => {
                let snapshot = Arc::clone(&snapshot.borrow_and_update());
                format!("data: {}\n{RETRY}\n\n", snapshot.message(&page))
            }
            Ok(Err(_)) => return,
            Err(_) => "event: beat\ndata: 1\n\n".to_owned(),
        };
        if sender.send(Ok(event.into())).await.is_err() {
            return;
        }
    }
}

fn refuse((status, words): RequestRefusal) -> ServerResponse {
    let mut response = text_response(status, words);
    if status == StatusCode::METHOD_NOT_ALLOWED {
        set_header(&mut response, ALLOW, "GET, HEAD");
    }
    response
}

/// The response to a path: a file of the site, a redirect, the 404 page, or the failure page.
async fn page(
    snapshot: &ServedSnapshot,
    path: &str,
    query: Option<&str>,
    injection: PageInjection<'_>,
) -> ServerResponse {
    let mut response = match look_up(&snapshot.outputs, &snapshot.base_path, path) {
        Some(RequestLookup::File(path, output)) => {
            file(StatusCode::OK, path, output, injection).await
        }
        Some(RequestLookup::Redirect(to)) => {
            let mut response = text_response(StatusCode::PERMANENT_REDIRECT, "");
            let query = query.map(|query| format!("?{query}")).unwrap_or_default();
            set_header(&mut response, LOCATION, &(to + &query));
            response
        }
        None if snapshot.is_unrendered(path) => return failure(snapshot, path, injection),
        None => not_found(&snapshot.outputs, injection).await,
    };
    snapshot.rules.apply(path, response.headers_mut());
    response
}

/// The response for a page that could not be rendered.
fn failure(snapshot: &ServedSnapshot, path: &str, injection: PageInjection<'_>) -> ServerResponse {
    let html = failure_page(&snapshot.problems_at(path)).into_bytes();
    let html = inject(&html, injection, ServedPageKind::Failure);
    let mut response =
        bytes_response(StatusCode::INTERNAL_SERVER_ERROR, content_type("html"), html);
    let policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; \
                  frame-ancestors 'none'";
    set_header(&mut response, CONTENT_SECURITY_POLICY, policy);
    response
}

async fn not_found(outputs: &Outputs, injection: PageInjection<'_>) -> ServerResponse {
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
) -> ServerResponse {
    let media_type = content_type(path.extension());
    let kind = match status {
        StatusCode::NOT_FOUND => ServedPageKind::Missing,
        _ => ServedPageKind::Page,
    };
    if let Output::Copy { from, len, .. } = output {
        return match file_body(from).await {
            Ok(body) => response_with(status, media_type, Some(*len), body),
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
    let bytes = |output: &Output| output.in_memory().unwrap_or_default();
    match output {
        Output::Lazy(_) => spawn_blocking(move || bytes(&output)).await.map_err(io::Error::other),
        _ => Ok(bytes(&output)),
    }
}

fn unreadable(error: &io::Error) -> ServerResponse {
    text_response(StatusCode::INTERNAL_SERVER_ERROR, &format!("cannot read this file: {error}\n"))
}
