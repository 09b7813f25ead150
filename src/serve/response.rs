//! [`ServerResponse`] and its builders: bytes, files on disk, events, headers, media types.

use std::io::{self, Read};
use std::pin::Pin;
use std::task::{Context, Poll};

use hyper::body::{Body, Bytes, Frame};
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue};
use hyper::{Response, StatusCode};
use tokio::sync::mpsc;

use crate::base::seen_file::SeenFile;

/// The size of the chunks in which a file is read, in bytes.
const CHUNK: usize = 64 * 1024;

/// A response of this server.
pub(super) type ServerResponse = Response<ResponseBody>;

/// The body of a response.
pub(super) enum ResponseBody {
    /// Bytes in memory, until they are sent.
    Bytes(Option<Bytes>),
    /// Chunks that are made while the body is sent.
    Chunks(mpsc::Receiver<io::Result<Bytes>>),
}

impl Body for ResponseBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let chunk = match self.get_mut() {
            Self::Bytes(bytes) => Poll::Ready(bytes.take().map(Ok)),
            Self::Chunks(chunks) => chunks.poll_recv(cx),
        };
        chunk.map(|chunk| chunk.map(|bytes| bytes.map(Frame::data)))
    }
}

/// A body that streams a file on disk and never holds it in memory as a whole. Fails if the file is
/// no longer the one that was seen.
pub(super) async fn file_body(from: &SeenFile) -> io::Result<ResponseBody> {
    let from = from.clone();
    let open = move || from.open();
    let mut file = tokio::task::spawn_blocking(open).await.map_err(io::Error::other)??;
    let (sender, chunks) = mpsc::channel(2);
    tokio::task::spawn_blocking(move || {
        loop {
            let mut chunk = Vec::with_capacity(CHUNK);
            let read = Read::by_ref(&mut file).take(CHUNK as u64).read_to_end(&mut chunk);
            let (is_end, is_error) = (matches!(read, Ok(0)), read.is_err());
            // Sending fails when the client has gone.
            if is_end || sender.blocking_send(read.map(|_| chunk.into())).is_err() || is_error {
                break;
            }
        }
    });
    Ok(ResponseBody::Chunks(chunks))
}

/// A plain-text response.
pub(super) fn text_response(status: StatusCode, words: &str) -> ServerResponse {
    bytes_response(status, content_type("txt"), words.to_owned())
}

/// A response whose body is in memory.
pub(super) fn bytes_response(
    status: StatusCode,
    kind: &str,
    bytes: impl Into<Bytes>,
) -> ServerResponse {
    let bytes = bytes.into();
    let len = bytes.len() as u64;
    response_with(status, kind, Some(len), ResponseBody::Bytes(Some(bytes)))
}

/// A response with a body of this length in bytes, if that is known.
pub(super) fn response_with(
    status: StatusCode,
    kind: &str,
    len: Option<u64>,
    body: ResponseBody,
) -> ServerResponse {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    set_header(&mut response, CONTENT_TYPE, kind);
    if let Some(len) = len {
        response.headers_mut().insert(CONTENT_LENGTH, len.into());
    }
    response
}

/// Sets a header. A value that is invalid in a header is left out.
pub(super) fn set_header(response: &mut ServerResponse, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}

/// The media type of a file by its extension, as the usual static hosts have it.
pub(super) fn content_type(extension: &str) -> &'static str {
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
