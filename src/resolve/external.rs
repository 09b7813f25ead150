//! Links out of the site: whether their addresses can be what their authors mean. Nothing is asked of
//! the network.

use url::{Host, ParseError, Url};

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::suggest::nearest;
use crate::config::security::host_and_port;
use crate::document::body::Href;
use crate::document::destinations::scheme;
use crate::source::is_shown;

/// Schemes without `//` that are known, separated by spaces. All others with `//`, `-` or `+` pass
/// too: apps have their own.
const SCHEMES: &str = "about bitcoin callto cid data doi facetime fax feed geo im info irc isbn jabber \
     magnet maps market mid msteams news obsidian onenote pkcs11 sgn sip sips skype slack sms smsto \
     spotify steam tel telnet tg things urn view-source vscode web webcal whatsapp xmpp zoommtg";

/// How to write an address.
const ADDRESS: &str = "write an address such as `https://example.org/page`";

/// Resolves a link to another site; `is_bare` says that its text is its address. Schemes that run code
/// in the page are refused, and addresses that cannot be any.
pub fn external(
    destination: &str,
    is_bare: bool,
    place: &dyn Fn() -> Place,
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Href, Diagnostic> {
    let name = scheme(destination).unwrap_or_default().to_ascii_lowercase();
    if matches!(name.as_str(), "javascript" | "vbscript" | "data") {
        let message = format!("a link must not begin with `{name}:`");
        let diagnostic = Diagnostic::error(Code::UnsafeLink, message, place());
        return Err(diagnostic.hint("link to a page or a file"));
    }
    let as_code = || format!("write it as code: `` `{destination}` ``");
    if let Some((why, hint)) = fault(destination, &name) {
        return Err(Diagnostic::error(Code::BrokenLink, why, place()).hint(hint));
    }
    let web = web_address(destination, &name);
    if let Some(Err(why)) = &web {
        let why = refused(destination, *why);
        if !is_bare {
            return Err(Diagnostic::error(Code::BrokenLink, why, place()).hint(ADDRESS));
        }
        // An example, such as `http://host:port`.
        let warning = Diagnostic::warning(Code::BrokenLink, why, place()).hint(as_code());
        diagnostics.push(warning);
    } else if name == "file" || matches!(&web, Some(Ok(url)) if is_local(url)) {
        let message = format!("`{destination}` leads to the computer of whoever follows the link");
        let diagnostic = Diagnostic::warning(Code::LocalAddress, message, place());
        diagnostics.push(if is_bare {
            diagnostic.hint(as_code())
        } else {
            diagnostic.hint("put the file beside the page, or write the address that others have")
        });
    } else if !matches!(name.as_str(), "" | "http" | "https" | "mailto")
        && !destination[name.len() + 1..].starts_with("//")
        && !name.contains(['-', '+'])
        && !SCHEMES.split_whitespace().any(|known| known == name)
    {
        let message = format!("`{name}:` is no known scheme of addresses");
        let diagnostic = Diagnostic::warning(Code::UnknownScheme, message, place());
        diagnostics.push(
            diagnostic
                .hint("for a file of this name, write `./` before it; else check the address"),
        );
    }
    let external = matches!(name.as_str(), "" | "http" | "https");
    Ok(Href::Link { url: destination.to_owned(), external })
}

/// What is wrong with an address that can lead nowhere, and what to write.
fn fault(destination: &str, scheme: &str) -> Option<(String, String)> {
    let rest = destination.get(scheme.len()..).unwrap_or_default().trim_start_matches(':');
    let hint = |hint: &str| hint.to_owned();
    if scheme.len() == 1 {
        let why = format!("`{destination}` is a path on one computer");
        return Some((why, hint("put the file beside the page and link to it there")));
    }
    // `example.org:8080/path`
    if rest.starts_with(|c: char| c.is_ascii_digit())
        && (scheme.contains('.') || scheme == "localhost")
    {
        let why = format!("the address `{destination}` has no scheme");
        return Some((why, format!("write `https://{destination}`")));
    }
    match scheme {
        "" | "http" | "https" => {
            let host = rest.strip_prefix("//").map(host_and_port);
            let has_two = destination[scheme.len()..].starts_with("::");
            let why = match host {
                _ if has_two => format!("the address `{destination}` has two `:` after its scheme"),
                None => format!("the address `{destination}` has no `//` after its scheme"),
                Some("") => format!("the address `{destination}` has no host"),
                Some(host) if host.contains(char::is_whitespace) => {
                    format!("the host `{host}` contains a space")
                }
                Some("http" | "https" | "http:" | "https:") => {
                    format!("the address `{destination}` has two schemes")
                }
                Some(host) if host.contains("..") || host.starts_with('.') => {
                    format!("`{host}` is no host")
                }
                Some(_) => return None,
            };
            Some((why, hint(ADDRESS)))
        }
        "mailto" => {
            let (address, query) = rest.split_once('?').unwrap_or((rest, ""));
            let is_fine = address.contains(['@', '%']) && !address.contains(char::is_whitespace);
            let is_open = address.is_empty() && !query.is_empty();
            let why = format!("`{destination}` has no address of a mailbox");
            let hint = hint("write `mailto:name@example.org`");
            (!is_fine && !is_open).then_some((why, hint))
        }
        "tel" | "sms" if !rest.contains(|c: char| c.is_ascii_digit()) => {
            Some((format!("`{destination}` has no number"), hint("write `tel:+44 20 7946 0000`")))
        }
        _ => {
            let known = SCHEMES.split_whitespace().any(|known| known == scheme);
            let meant = nearest(scheme, ["http", "https", "mailto"]).filter(|_| !known)?;
            let why = format!("`{scheme}:` is no scheme of addresses");
            Some((why, format!("did you mean `{meant}:`?")))
        }
    }
}

/// An address as browsers read it; `None` for one that is not of the web.
fn web_address(destination: &str, scheme: &str) -> Option<Result<Url, ParseError>> {
    match scheme {
        "" => Some(Url::parse(&format!("https:{destination}"))),
        "http" | "https" => Some(Url::parse(destination)),
        _ => None,
    }
}

/// What is wrong with an address that browsers refuse.
fn refused(destination: &str, why: ParseError) -> String {
    let host = host_and_port(destination.split_once("//").map_or("", |(_, rest)| rest));
    match why {
        ParseError::InvalidPort => format!("the port of `{host}` is no number up to 65535"),
        ParseError::InvalidIpv4Address | ParseError::InvalidIpv6Address => {
            format!("`{host}` is no address of a computer")
        }
        _ => format!("`{host}` is no host"),
    }
}

/// Whether an address leads to the computer on which it is asked for.
fn is_local(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => {
            let name = name.strip_suffix('.').unwrap_or(name);
            name == "localhost" || name.ends_with(".localhost")
        }
        Some(Host::Ipv4(address)) => address.is_loopback() || address.is_unspecified(),
        Some(Host::Ipv6(address)) => address.is_loopback() || address.is_unspecified(),
        None => false,
    }
}

/// The address out of the site that is meant by a path to nothing: `www.example.org`, or that of a
/// mailbox.
pub fn external_meant(destination: &str) -> Option<String> {
    // `logo@2x.png` is a file.
    let is_host = |host: &str| host.rsplit_once('.').is_some_and(|(_, end)| !is_shown(end));
    let mailbox = destination.split_once('@').filter(|_| !destination.contains(['/', ' ']));
    if mailbox.is_some_and(|(name, host)| !name.is_empty() && is_host(host)) {
        return Some(format!("mailto:{destination}"));
    }
    let slashes = destination.strip_prefix("http").map(|rest| rest.trim_start_matches('s'));
    if let Some(rest) = slashes.and_then(|rest| rest.strip_prefix("//")) {
        return Some(format!("https://{rest}"));
    }
    destination.starts_with("www.").then(|| format!("https://{destination}"))
}
