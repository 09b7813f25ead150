//! Builders of responses: bytes, files on disk, headers, media types.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

/// The size of the chunks in which a file is read, in bytes.
const CHUNK: usize = 64 * 1024;

/// A body that streams a file on disk and never holds it in memory as a whole. Fails if the length
/// of the file is not `len` bytes.
pub(super) async fn file_body(from: &Path, len: u64) -> io::Result<Body> {
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
    let mut file = tokio::task::spawn_blocking(open).await.map_err(io::Error::other)??;
    let (sender, receiver) = mpsc::channel::<io::Result<Bytes>>(2);
    tokio::task::spawn_blocking(move || {
        loop {
            let mut chunk = Vec::with_capacity(CHUNK);
            let read = Read::by_ref(&mut file).take(CHUNK as u64).read_to_end(&mut chunk);
            let last = !matches!(read, Ok(count) if count > 0);
            let chunk = match read {
                Ok(0) => break,
                Ok(_) => Ok(Bytes::from(chunk)),
                Err(error) => Err(error),
            };
            // Sending fails when the client has gone.
            if sender.blocking_send(chunk).is_err() || last {
                break;
            }
        }
    });
    Ok(Body::from_stream(ReceiverStream::new(receiver)))
}

/// A plain-text response.
pub(super) fn text_response(status: StatusCode, words: &str) -> Response {
    bytes_response(status, content_type("txt"), words.to_owned())
}

/// A response whose body is in memory.
pub(super) fn bytes_response(status: StatusCode, kind: &str, bytes: impl Into<Bytes>) -> Response {
    let bytes = bytes.into();
    response_with(status, kind, bytes.len() as u64, Body::from(bytes))
}

/// A response with a body of a known length in bytes.
pub(super) fn response_with(status: StatusCode, kind: &str, len: u64, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    set_header(&mut response, CONTENT_TYPE, kind);
    response.headers_mut().insert(CONTENT_LENGTH, len.into());
    response
}

/// Sets a header. A value that is invalid in a header is left out.
pub(super) fn set_header(response: &mut Response, name: HeaderName, value: &str) {
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
