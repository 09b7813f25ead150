//! [`HostingPlan`]: how a site is to be served, whatever the host.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

/// How caches keep what never changes under its address.
pub const FOR_A_YEAR: &str = "public, max-age=31536000, immutable";
/// How caches keep everything else: they ask each time whether it is still the same.
pub const REVALIDATED: &str = "no-cache";

/// The number of hexadecimal digits of a fingerprint in the name of a file.
const DIGITS: usize = 8;

/// How a site is to be served.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostingPlan {
    /// The path of the site, percent-encoded, with a slash at both ends.
    pub base_path: String,
    /// The headers of every answer, by name.
    pub headers: Vec<(&'static str, String)>,
    /// The addresses whose content never changes. One that ends with `*` stands for all that begin
    /// so.
    pub fingerprinted: Vec<String>,
    /// The addresses that stay while their content changes, and that hosts take for others.
    pub revalidated: Vec<String>,
    /// The former addresses of pages, and those of today. All are percent-encoded.
    pub redirects: Vec<(String, String)>,
    /// The former addresses that a query tells apart, in order of their paths; of those that fit a
    /// query the first counts. The page at the path knows them too.
    pub queries: Vec<QueryRedirect>,
}

/// A former address with a query, and that of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueryRedirect {
    /// The path of the former address, percent-encoded.
    pub from: String,
    /// The names and values of the query, decoded. A reader's address may have more.
    pub parameters: Vec<(String, String)>,
    /// The address of today, percent-encoded.
    pub to: String,
}

impl QueryRedirect {
    /// The path, with and without a slash at the end.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        forms(&self.from)
    }

    /// Whether path and query hold nothing that some encode or that hosts give a meaning.
    fn is_plain(&self) -> bool {
        let is_made_of = |text: &str, signs: &str| {
            let is_known = |c: char| c.is_ascii_alphanumeric() || signs.contains(c);
            text.starts_with(|c| c != ':') && text.chars().all(is_known)
        };
        is_made_of(&self.from, "-._~/")
            && self
                .parameters
                .iter()
                .all(|(name, value)| is_made_of(name, "-_") && is_made_of(value, "-._~/:"))
    }

    /// A regular expression of the queries that hold all parameters, in the syntax of PCRE.
    pub fn pattern(&self) -> String {
        let parameters = self.parameters.iter().map(|(name, value)| {
            format!("(?=(?:.*&)?{}(?:&|$))", escape_pattern(&format!("{name}={value}")))
        });
        format!("^{}", parameters.collect::<String>())
    }
}

/// An address with and without a slash at the end, as readers may ask for it.
fn forms(address: &str) -> impl Iterator<Item = &str> {
    let bare = address.strip_suffix('/').filter(|bare| !bare.is_empty());
    bare.into_iter().chain([address])
}

impl HostingPlan {
    /// A plan for a site at a path of which nothing else is known.
    pub fn at(base_path: &str) -> Self {
        Self { base_path: base_path.to_owned(), ..Self::default() }
    }

    /// The address of a file or page by its path below the site.
    pub fn address(&self, below: &str) -> String {
        format!("{}{below}", self.base_path)
    }

    /// The redirects of queries that any host can compare. All others are left to the page, and
    /// those that would take a reader away from one of them.
    pub fn plain_queries(&self) -> impl Iterator<Item = &QueryRedirect> {
        let (plain, others): (Vec<_>, Vec<_>) = self.queries.iter().partition(|q| q.is_plain());
        let mut with: BTreeMap<_, Vec<&QueryRedirect>> = BTreeMap::new();
        for other in others {
            for parameter in &other.parameters {
                with.entry((&other.from, parameter)).or_default().push(other);
            }
        }
        let is_part = move |query: &QueryRedirect| {
            let near = query.parameters.iter().map(|parameter| {
                with.get(&(&query.from, parameter)).map_or(&[][..], Vec::as_slice)
            });
            let fewest = near.min_by_key(|near| near.len()).unwrap_or_default();
            fewest.iter().any(|other| {
                query.parameters.iter().all(|parameter| other.parameters.contains(parameter))
            })
        };
        plain.into_iter().filter(move |query| !is_part(query))
    }

    /// The redirects by each address that readers may ask for, with and without a slash at the end.
    pub fn exact_redirects(&self) -> impl Iterator<Item = (&str, &str)> {
        self.redirects
            .iter()
            .flat_map(|(from, to)| forms(from).map(move |from| (from, to.as_str())))
    }

    /// Whether the content of an address never changes.
    pub fn is_fingerprinted(&self, address: &str) -> bool {
        self.fingerprinted.iter().any(|known| match known.strip_suffix('*') {
            Some(start) => address.starts_with(start),
            None => address == known,
        })
    }

    /// A regular expression of the decoded addresses whose content never changes, in the syntax that
    /// PCRE and RE2 share.
    pub fn fingerprinted_pattern(&self) -> String {
        let below = |address: &str| {
            escape_pattern(decoded(address).strip_prefix(&*decoded(&self.base_path)).unwrap_or(""))
        };
        let (folders, files): (Vec<_>, Vec<_>) =
            self.fingerprinted.iter().partition(|address| address.ends_with('*'));
        let endings: BTreeSet<&str> =
            files.iter().filter_map(|file| Some(file.rsplit_once('.')?.1)).collect();
        let endings = endings.into_iter().collect::<Vec<_>>().join("|");
        let mut choices = vec![format!(r".+\.[0-9a-f]{{{DIGITS}}}\.(?:{endings})")];
        choices.extend(folders.iter().map(|folder| below(folder.trim_end_matches('*')) + ".+"));
        format!("^{}(?:{})$", escape_pattern(&decoded(&self.base_path)), choices.join("|"))
    }
}

/// An address as servers match it, without percent-encoding.
pub(super) fn decoded(address: &str) -> String {
    percent_decode_str(address).decode_utf8_lossy().into_owned()
}

/// A text that a regular expression takes word by word.
pub(super) fn escape_pattern(text: &str) -> String {
    let mut pattern = String::new();
    for c in text.chars() {
        if r"\.+*?()|[]{}^$#".contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}

/// A text between double quotation marks, where a backslash takes away the meaning of what follows.
pub(super) fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}
