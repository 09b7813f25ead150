//! [`bind`] and [`start`]: the port and its connections, which are limited in number and in time.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, TcpListener as StdTcpListener};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;
use tokio::time::{Instant, Sleep, sleep};

use crate::serve::http::{HttpService, IDLE_TIMEOUT};

/// The number of ports to try when the first one is taken.
const PORTS: u16 = 100;

/// The time to wait when the system has no file descriptor for one more connection.
const ACCEPT_RETRY: Duration = Duration::from_millis(100);

/// The largest number of connections open at a time; further ones wait. It is above
/// [`crate::serve::http::MAX_SUBSCRIBERS`], so that there are always some left for pages.
const MAX_CONNECTIONS: usize = 1280;

/// The time that the header section of a request may take.
const HEADER_TIMEOUT: Duration = Duration::from_secs(10);

/// The number of bytes that the header section of a request may have.
const MAX_HEADER_BYTES: usize = 16 * 1024;

/// The number of header fields that a request may have.
const MAX_HEADERS: usize = 100;

/// The interface and the port that a server listens at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListenAddress {
    /// The address of the interface.
    pub interface: IpAddr,
    /// The port; 0 for any free one.
    pub number: u16,
    /// Whether to take the next free port when the given port is taken.
    pub or_next: bool,
}

/// Binds the port that is asked for, or the next free one if that is allowed.
pub(super) fn bind(port: ListenAddress) -> io::Result<StdTcpListener> {
    let last = if port.or_next { port.number.saturating_add(PORTS) } else { port.number };
    let mut result = Err(io::ErrorKind::AddrInUse.into());
    for number in port.number..=last {
        result = StdTcpListener::bind((port.interface, number));
        match &result {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            _ => break,
        }
    }
    let listener = result?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Answers connections on the threads of a new runtime, until that is shut down.
pub(super) fn start(listener: StdTcpListener, service: HttpService) -> io::Result<Runtime> {
    let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let listener = {
        let _inside = runtime.enter();
        TcpListener::from_std(listener)?
    };
    runtime.spawn(listen(listener, service));
    Ok(runtime)
}

/// Answers connections until the runtime ends.
async fn listen(listener: TcpListener, service: HttpService) {
    let free = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    // The semaphore is never closed.
    while let Ok(permit) = Arc::clone(&free).acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => {
                let service = service.clone();
                tokio::spawn(async move {
                    serve_connection(stream, service).await;
                    drop(permit);
                });
            }
            // A connection that ended before it was accepted says nothing of the next.
            Err(error) if is_of_connection(&error) => {}
            Err(_) => sleep(ACCEPT_RETRY).await,
        }
    }
}

fn is_of_connection(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionReset
    )
}

/// Answers the requests of one connection.
async fn serve_connection(stream: TcpStream, service: HttpService) {
    // Events are small and should not wait for more bytes.
    let _ = stream.set_nodelay(true);
    let answer = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let service = service.clone();
        async move { Ok::<_, Infallible>(service.respond(request.into_parts().0).await) }
    });
    // How the client ends a connection does not matter.
    let _ = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        .max_headers(MAX_HEADERS)
        .max_buf_size(MAX_HEADER_BYTES)
        .serve_connection(TokioIo::new(TimeoutStream::new(stream)), answer)
        .await;
}

/// A connection that fails with a timeout after [`IDLE_TIMEOUT`] without a byte.
struct TimeoutStream {
    stream: TcpStream,
    idle: Pin<Box<Sleep>>,
}

impl TimeoutStream {
    fn new(stream: TcpStream) -> Self {
        Self { stream, idle: Box::pin(sleep(IDLE_TIMEOUT)) }
    }

    /// Turns a poll that waits for too long into an error. A poll that is ready restarts the
    /// timeout.
    fn bounded<T>(
        &mut self,
        cx: &mut Context<'_>,
        poll: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if poll.is_ready() {
            self.idle.as_mut().reset(Instant::now() + IDLE_TIMEOUT);
        } else if self.idle.as_mut().poll(cx).is_ready() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        poll
    }
}

impl AsyncRead for TimeoutStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let poll = Pin::new(&mut self.stream).poll_read(cx, buffer);
        self.bounded(cx, poll)
    }
}

impl AsyncWrite for TimeoutStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let poll = Pin::new(&mut self.stream).poll_write(cx, bytes);
        self.bounded(cx, poll)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}
