//! The request guard: answers the author's own browser on the pages of this server, and nobody on
//! behalf of another site.
//!
//! A domain that somebody else controls can resolve to this machine (DNS rebinding), so the `Host`
//! must be one of this server. A page of another site can send requests here, so the headers that
//! browsers send about the sender (`Origin`, `Sec-Fetch-Site`) must name this server as well.

use std::net::{IpAddr, SocketAddr};

use hyper::header::{CONTENT_LENGTH, HOST, HeaderName, ORIGIN, TRANSFER_ENCODING};
use hyper::http::request::Parts;
use hyper::{HeaderMap, Method, StatusCode};

/// The header that says whether a request comes from a page of this server, from another site or
/// from neither.
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// The header that says what a request is for; a browser that follows a link says `navigate`.
const SEC_FETCH_MODE: HeaderName = HeaderName::from_static("sec-fetch-mode");

/// The status and the text of the response to a request that is refused.
pub(super) type RequestRefusal = (StatusCode, &'static str);

/// The `Host` of the request is not this server.
const OTHER_HOST: RequestRefusal =
    (StatusCode::MISDIRECTED_REQUEST, "this server has another name\n");
/// The request target names another server, as for a proxy.
const PROXIED: RequestRefusal = (StatusCode::BAD_REQUEST, "this server is not a proxy\n");
/// A page of another site sent the request.
pub(super) const OTHER_SITE: RequestRefusal =
    (StatusCode::FORBIDDEN, "only pages of this site can send this request\n");
/// The method is neither GET nor HEAD.
const METHOD: RequestRefusal = (StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD are allowed\n");
/// The request has a body.
const BODY: RequestRefusal = (StatusCode::PAYLOAD_TOO_LARGE, "a request must have no body\n");

/// Checks a request to the server that is bound to `bound`.
pub(super) fn check(request: &Parts, bound: SocketAddr) -> Result<(), RequestRefusal> {
    let headers = &request.headers;
    let host =
        single_header(headers, &HOST).filter(|host| is_own_host(host, bound)).ok_or(OTHER_HOST)?;
    if request.uri.authority().is_some() || !request.uri.path().starts_with('/') {
        return Err(PROXIED);
    }
    if headers.contains_key(ORIGIN) && !is_same_origin(headers, host) {
        return Err(OTHER_SITE);
    }
    if is_cross_site(headers) && single_header(headers, &SEC_FETCH_MODE) != Some("navigate") {
        return Err(OTHER_SITE);
    }
    if !matches!(request.method, Method::GET | Method::HEAD) {
        return Err(METHOD);
    }
    let is_empty = single_header(headers, &CONTENT_LENGTH).is_none_or(|length| length == "0");
    if !is_empty || headers.contains_key(TRANSFER_ENCODING) {
        return Err(BODY);
    }
    Ok(())
}

/// Whether a request that passed [`check`] may read the event stream: its `Origin` must be this
/// server. Browsers leave that out of a request from a page to its own server (Fetch standard,
/// "append a request `Origin` header") and send `Sec-Fetch-Site: same-origin` instead. They send
/// neither where the page came neither from this machine nor through TLS, so there the `Host` must
/// do.
pub(super) fn may_subscribe(headers: &HeaderMap) -> bool {
    let Some(host) = single_header(headers, &HOST) else {
        return false;
    };
    match single_header(headers, &SEC_FETCH_SITE) {
        _ if headers.contains_key(ORIGIN) => is_same_origin(headers, host),
        Some(site) => site == "same-origin",
        None => !headers.contains_key(SEC_FETCH_SITE) && !is_loopback(split_port(host).0),
    }
}

fn is_same_origin(headers: &HeaderMap, host: &str) -> bool {
    single_header(headers, &ORIGIN)
        .and_then(|origin| origin.strip_prefix("http://"))
        .is_some_and(|origin| origin.eq_ignore_ascii_case(host))
}

fn is_cross_site(headers: &HeaderMap) -> bool {
    headers.get_all(SEC_FETCH_SITE).iter().any(|site| site != "same-origin" && site != "none")
}

/// The value of a header that occurs exactly once.
fn single_header<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let value = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(value)
}

/// Whether `host` names this server, rather than only resolving to its address.
fn is_own_host(host: &str, bound: SocketAddr) -> bool {
    let (name, port) = split_port(host);
    let is_port = port.map_or(bound.port() == 80, |port| port == bound.port().to_string());
    // Only names can be rebound; when every address is bound, any address will do.
    let is_bound = |address| address == bound.ip() || bound.ip().is_unspecified();
    is_port && (is_loopback(name) || address(name).is_some_and(is_bound))
}

/// Whether a name or address leads to this machine and nowhere else.
fn is_loopback(name: &str) -> bool {
    address(name).map_or(name.eq_ignore_ascii_case("localhost"), |address| address.is_loopback())
}

/// Splits a `Host` into its name or address and its port.
fn split_port(host: &str) -> (&str, Option<&str>) {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.contains(']') => (name, Some(port)),
        _ => (host, None),
    }
}

/// Parses an IP address as in a `Host`, with IPv6 in brackets.
fn address(name: &str) -> Option<IpAddr> {
    // Only before a port does it have brackets.
    Some(format!("{name}:0").parse::<SocketAddr>().ok()?.ip())
}

#[cfg(test)]
mod tests {
    use hyper::Request;
    use hyper::header::HeaderValue;

    use super::*;

    fn checked(bound: &str, headers: &[(&str, &str)]) -> Result<(), RequestRefusal> {
        let mut request = Request::get("/");
        for (name, value) in headers {
            request = request.header(*name, HeaderValue::from_str(value).unwrap());
        }
        let (parts, ()) = request.body(()).unwrap().into_parts();
        check(&parts, bound.parse().unwrap())
    }

    fn is_allowed(bound: &str, hosts: &[&str]) -> bool {
        let headers: Vec<_> = hosts.iter().map(|host| ("host", *host)).collect();
        checked(bound, &headers).is_ok()
    }

    #[test]
    fn only_the_names_of_this_machine_are_answered() {
        let bound = "127.0.0.1:1111";
        for host in ["localhost:1111", "LocalHost:1111", "127.0.0.1:1111", "[::1]:1111"] {
            assert!(is_allowed(bound, &[host]), "{host}");
        }
        for host in [
            "localhost",
            "localhost:1112",
            "localhost:01111",
            "localhost:+1111",
            "localhost.:1111",
            "evil.example:1111",
            "127.0.0.1.evil.example:1111",
            "192.168.1.7:1111",
            "localhost:1111:1111",
            "::1:1111",
            "[127.0.0.1]:1111",
            "user@localhost:1111",
            ":1111",
            "",
        ] {
            assert!(!is_allowed(bound, &[host]), "{host}");
        }
        assert!(!is_allowed(bound, &[]));
        assert!(!is_allowed(bound, &["localhost:1111", "localhost:1111"]));
        assert!(is_allowed("127.0.0.1:80", &["localhost"]));
    }

    #[test]
    fn an_address_that_is_served_on_purpose_is_answered() {
        assert!(is_allowed("192.168.1.7:1111", &["192.168.1.7:1111"]));
        assert!(is_allowed("0.0.0.0:1111", &["192.168.1.7:1111"]));
        assert!(!is_allowed("0.0.0.0:1111", &["evil.example:1111"]));
        assert!(is_allowed("[fd00::7]:1111", &["[fd00::7]:1111"]));
    }

    #[test]
    fn pages_of_other_sites_get_nothing_but_a_link_to_us_works() {
        let ask =
            |name, value| checked("127.0.0.1:1111", &[("host", "localhost:1111"), (name, value)]);
        let refused = Err(OTHER_SITE);
        assert_eq!(ask("origin", "http://localhost:1111"), Ok(()));
        assert_eq!(ask("origin", "http://127.0.0.1:1111"), refused);
        assert_eq!(ask("origin", "https://localhost:1111"), refused);
        assert_eq!(ask("origin", "null"), refused);
        assert_eq!(ask("origin", ""), refused);
        assert_eq!(ask("sec-fetch-site", "same-origin"), Ok(()));
        assert_eq!(ask("sec-fetch-site", "none"), Ok(()));
        assert_eq!(ask("sec-fetch-site", "same-site"), refused);
        assert_eq!(ask("sec-fetch-site", "cross-site"), refused);
        let link = [
            ("host", "localhost:1111"),
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-mode", "navigate"),
        ];
        assert_eq!(checked("127.0.0.1:1111", &link), Ok(()));
    }

    #[test]
    fn listening_takes_proof_where_browsers_give_any() {
        let ask = |pairs: &[(&str, &str)]| {
            let mut headers = HeaderMap::new();
            for (name, value) in pairs {
                let name = HeaderName::from_bytes(name.as_bytes()).unwrap();
                headers.append(name, HeaderValue::from_str(value).unwrap());
            }
            may_subscribe(&headers)
        };
        let here = ("host", "localhost:1111");
        assert!(!ask(&[here]));
        assert!(ask(&[here, ("origin", "http://localhost:1111")]));
        assert!(!ask(&[here, ("origin", "http://evil.example")]));
        assert!(ask(&[here, ("sec-fetch-site", "same-origin")]));
        assert!(!ask(&[here, ("sec-fetch-site", "none")]));
        let two = ("sec-fetch-site", "same-origin");
        assert!(!ask(&[here, two, two]));
        assert!(ask(&[("host", "192.168.1.7:1111")]));
    }
}
