//! [`LiveClient`]: the only place that sends requests.

use std::env;
use std::fs::File;
use std::io::{self, Read as _};
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ureq::Agent;
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};

/// The variable that names a file with the authorities to trust, as other programs read it. Without
/// it these are the authorities of Mozilla's list.
const AUTHORITIES: &str = "SSL_CERT_FILE";

/// Sends requests that change nothing, and follows no redirect.
pub(super) struct LiveClient {
    agent: Agent,
    /// The header that says who asks, of whom a name and a password are known.
    authorization: Option<String>,
}

/// What a host sent.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    /// The status.
    pub(super) status: u16,
    /// The headers, with names in lower case; those of one name are one list.
    headers: Vec<(String, String)>,
    /// The body, as far as it was wanted.
    pub(super) body: Vec<u8>,
}

impl Answer {
    /// The value of a header, by its name in any case.
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// Whether the answer leads elsewhere.
    pub(super) fn is_redirect(&self) -> bool {
        matches!(self.status, 301 | 302 | 303 | 307 | 308)
    }
}

impl LiveClient {
    /// A client whose requests take no longer than `timeout` each, and that asks as `user`, a name and a
    /// password with a colon between them.
    ///
    /// # Errors
    /// The file with authorities that the environment names cannot be read.
    pub(super) fn new(timeout: Duration, user: Option<&[u8]>) -> Result<Self, String> {
        let config = Agent::config_builder()
            .timeout_global(Some(timeout))
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(concat!("handbook/", env!("CARGO_PKG_VERSION")))
            .tls_config(TlsConfig::builder().root_certs(authorities()?).build());
        let authorization = user.map(|user| format!("Basic {}", STANDARD.encode(user)));
        Ok(Self { agent: config.build().into(), authorization })
    }

    /// What a host sends for an address, with at most `limit` bytes of the body; of `HEAD` there is none.
    ///
    /// # Errors
    /// The host cannot be reached, sends no HTTP, or takes too long.
    pub(super) fn ask(
        &self,
        method: &str,
        address: &str,
        headers: &[(&str, &str)],
        limit: u64,
    ) -> Result<Answer, String> {
        let mut request = ureq::http::Request::builder().method(method).uri(address);
        let user = self.authorization.iter().map(|value| ("Authorization", value.as_str()));
        for (name, value) in headers.iter().copied().chain(user) {
            request = request.header(name, value);
        }
        let request = request.body(()).map_err(|error| error.to_string())?;
        let mut response = self.agent.run(request).map_err(told)?;
        let mut answer = Answer { status: response.status().as_u16(), ..Answer::default() };
        for (name, value) in response.headers() {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            match answer.headers.iter_mut().find(|(known, _)| known == name.as_str()) {
                Some((_, all)) => *all += &format!(", {value}"),
                None => answer.headers.push((name.as_str().to_owned(), value)),
            }
        }
        let body = response.body_mut().as_reader();
        body.take(limit).read_to_end(&mut answer.body).map_err(|error| told(error.into()))?;
        Ok(answer)
    }
}

/// Why there is no answer, in words.
fn told(error: ureq::Error) -> String {
    match error {
        ureq::Error::Timeout(_) => "there was no whole answer in time".to_owned(),
        ureq::Error::Rustls(error) => format!(
            "its certificate is not trusted ({error}); `{AUTHORITIES}` names a file with the \
             authorities to trust"
        ),
        error => error.to_string(),
    }
}

/// The authorities whose certificates are trusted.
fn authorities() -> Result<RootCerts, String> {
    let Some(path) = env::var_os(AUTHORITIES).filter(|path| !path.is_empty()) else {
        return Ok(RootCerts::WebPki);
    };
    let failed = |error: io::Error| format!("{AUTHORITIES}: {error}");
    let mut pem = Vec::new();
    File::open(path).map_err(failed)?.read_to_end(&mut pem).map_err(failed)?;
    let items = parse_pem(&pem).filter_map(|item| match item {
        Ok(PemItem::Certificate(certificate)) => Some(certificate),
        _ => None,
    });
    Ok(RootCerts::Specific(Arc::new(items.collect())))
}
