//! [`Destinations`]: where a page leads.

/// The places that a page leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Destinations {
    /// The destinations of links within the site.
    pub links: Vec<String>,
    /// The parts of other pages that the page embeds.
    pub embeds: Vec<Embed>,
}

/// Parts of another page that a directive embeds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Embed {
    /// The path of the page, as the author wrote it.
    pub destination: String,
    /// The ids of the parts; empty for all.
    pub ids: Vec<String>,
}

impl Destinations {
    /// Adds a link, unless it leads to another site.
    pub fn add_link(&mut self, destination: &str) {
        if !is_external(destination) {
            self.links.push(destination.to_owned());
        }
    }

    /// Sorts the destinations and removes repetitions.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        self.links.sort();
        self.links.dedup();
        self.embeds.sort();
        self.embeds.dedup();
        self
    }
}

/// Whether a destination leads to another site or is no web address: it has a scheme (RFC 3986,
/// section 3.1) or begins with `//`.
pub fn is_external(destination: &str) -> bool {
    destination.starts_with("//") || scheme(destination).is_some()
}

/// The path from the root of the site at `base_url` for a destination that is a whole address within
/// it; `None` for any other destination.
pub fn within(base_url: &str, destination: &str) -> Option<String> {
    let (scheme, rest) = destination.split_once("//")?;
    let is = |name| scheme.eq_ignore_ascii_case(name);
    let (base_scheme, base) = base_url.split_once("//")?;
    let (base_host, base_path) = base.split_at(base.find('/')?);
    let (host, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
    let scheme = match scheme {
        "" => base_scheme,
        _ if is("http:") => "http:",
        _ if is("https:") => "https:",
        _ => return None,
    };
    let base_host = without_usual_port(base_scheme, base_host);
    if !without_usual_port(scheme, host).eq_ignore_ascii_case(base_host) {
        return None;
    }
    let below = path.strip_prefix(base_path).or_else(|| {
        let below = path.strip_prefix(base_path.trim_end_matches('/'))?;
        (below.is_empty() || below.starts_with(['?', '#'])).then_some(below)
    })?;
    Some(format!("/{below}"))
}

/// A host without the port that its scheme has by itself.
fn without_usual_port<'h>(scheme: &str, host: &'h str) -> &'h str {
    let port = if scheme == "http:" { ":80" } else { ":443" };
    host.strip_suffix(port).unwrap_or(host)
}

/// The scheme of a URL, if it has one.
pub fn scheme(destination: &str) -> Option<&str> {
    let (scheme, _) = destination.split_once(':')?;
    let mut bytes = scheme.bytes();
    let valid = bytes.next().is_some_and(|b| b.is_ascii_alphabetic())
        && bytes.all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    valid.then_some(scheme)
}

/// Whether an address is one of the web, with `http` or `https` as its scheme.
pub fn is_web(address: &str) -> bool {
    let is = |scheme: &str, name| scheme.eq_ignore_ascii_case(name);
    address.split_once("://").is_some_and(|(scheme, _)| is(scheme, "http") || is(scheme, "https"))
}
