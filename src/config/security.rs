//! [`AllowedOrigins`]: the table `[security]`, other servers that pages of the site may load from.

use crate::data::reader::Reader;

/// The origins besides the site itself that its Content-Security-Policy allows, such as
/// `https://example.org`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct AllowedOrigins {
    /// Where pages in frames come from.
    pub frames: Vec<String>,
    /// Where images come from.
    pub images: Vec<String>,
    /// Where videos, sounds and subtitles come from.
    pub media: Vec<String>,
    /// Where scripts of the site connect to.
    pub connections: Vec<String>,
    /// Where forms may be sent.
    pub forms: Vec<String>,
}

impl AllowedOrigins {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let mut security = reader.open("security");
        let mut list = |key: &'static str| {
            let mut origins = Vec::new();
            let schemes = if key == "connections" { CONNECTIONS } else { PAGES };
            for written in security.list_of_texts(key) {
                match parse(&written.value, schemes) {
                    Ok(origin) => origins.push(origin),
                    Err(hint) => {
                        security.refuse(key, &written.span, "is not an origin", &hint);
                    }
                }
            }
            origins
        };
        let allowed = Self {
            frames: list("frames"),
            images: list("images"),
            media: list("media"),
            connections: list("connections"),
            forms: list("forms"),
        };
        reader.close(security, &[]);
        allowed
    }
}

/// Whether a list of origins allows an address. `https://*.example.org` stands for every host below
/// `example.org`.
pub fn allows(origins: &[String], address: &str) -> bool {
    let Some(origin) = origin_of(address) else {
        return false;
    };
    origins.iter().any(|allowed| match allowed.split_once("*.") {
        Some((scheme, domain)) => origin.strip_prefix(scheme).is_some_and(|host| {
            host.strip_suffix(domain).is_some_and(|below| below.ends_with('.'))
        }),
        None => *allowed == origin,
    })
}

/// The scheme and host of an address of another site, in lower case.
pub fn origin_of(address: &str) -> Option<String> {
    origin_with(address, PAGES)
}

/// The schemes of pages, each with its usual port.
const PAGES: &[(&str, &str)] = &[("https", ":443"), ("http", ":80")];
/// The schemes that scripts connect to, each with its usual port.
const CONNECTIONS: &[(&str, &str)] =
    &[("https", ":443"), ("http", ":80"), ("wss", ":443"), ("ws", ":80")];

fn origin_with(address: &str, schemes: &[(&str, &str)]) -> Option<String> {
    let address = address.trim().to_ascii_lowercase();
    let (scheme, rest) = match address.strip_prefix("//") {
        Some(rest) => ("https", rest),
        None => address.split_once("://")?,
    };
    let (_, default_port) = schemes.iter().find(|(known, _)| *known == scheme)?;
    let host = host_and_port(rest);
    let host = host.strip_suffix(default_port).unwrap_or(host);
    (!host.is_empty()).then(|| format!("{scheme}://{host}"))
}

/// The host of an address, with its port, from what follows its `//`.
pub fn host_and_port(rest: &str) -> &str {
    let authority = rest.split(['/', '\\', '?', '#']).next().unwrap_or_default();
    authority.rsplit('@').next().unwrap_or_default()
}

/// An origin as an author wrote it, in its normal form.
///
/// # Errors
/// The way to write it.
fn parse(written: &str, schemes: &[(&str, &str)]) -> Result<String, String> {
    let general = "write scheme and host: `https://example.org`";
    let Some(origin) = origin_with(written, schemes).filter(|_| !written.starts_with("//")) else {
        return Err(general.to_owned());
    };
    let (_, host) = origin.split_once("://").unwrap_or_default();
    let (name, port) = host.split_once(':').unwrap_or((host, "0"));
    let labels = name.strip_prefix("*.").unwrap_or(name);
    let is_host = labels.split('.').all(|label| {
        !label.is_empty() && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    });
    if !is_host || port.parse::<u16>().is_err() {
        return Err(general.to_owned());
    }
    let is_bare = written.trim().len() == origin.len()
        || written
            .trim()
            .to_ascii_lowercase()
            .strip_prefix(&*origin)
            .is_some_and(|rest| matches!(rest, ":443" | ":80"));
    if is_bare { Ok(origin) } else { Err(format!("without a path: `{origin}`")) }
}
