//! [`LiveRules`]: the answer of a host against what a build expects.

use percent_encoding::percent_decode_str;

use crate::base::diagnostic::Code;
use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::Output;
use crate::hosting::host::{FilePlace, Host};
use crate::hosting::plan::{FOR_A_YEAR, HostingPlan, REVALIDATED};
use crate::live::client::Answer;
use crate::live::difference::Difference;
use crate::live::header::{is_right_type, kept_for, normal};

/// The seconds of a year.
const YEAR: u64 = 31_536_000;

/// What answers are compared with.
#[derive(Clone, Copy)]
pub(super) struct LiveRules<'a> {
    pub(super) plan: &'a HostingPlan,
    /// The host, if it is known.
    pub(super) host: Option<&'a Host>,
    /// The files of the site's own in the place of those that tell the host what to do.
    pub(super) own: &'a [&'static str],
}

impl LiveRules<'_> {
    /// How the settings of the host come about.
    fn settings(&self) -> String {
        match self.host {
            Some(Host { name, .. }) if !self.own.is_empty() => format!(
                "compare your own `{}` with what `handbook hosting {name}` prints",
                self.own.join("` and `")
            ),
            Some(Host { place: FilePlace::Elsewhere, name, .. }) => {
                format!("`handbook hosting {name}` prints the settings of this build")
            }
            Some(host) => format!("publish again: every build writes what {} reads", host.title),
            None => "`handbook hosting HOST` prints what a host must be told".to_owned(),
        }
    }

    /// The answer with a file.
    pub(super) fn file(
        &self,
        address: &str,
        ending: &str,
        output: &Output,
        answer: &Answer,
    ) -> Vec<Difference> {
        let mut found = Vec::new();
        if answer.status != 200 {
            let what = format!("is answered with {}, and the build has it", status(answer));
            found.push(Difference::new(Code::LiveAnswer, what, "publish the whole output folder"));
            return found;
        }
        found.extend(content(output, answer));
        let content_type = answer.header("Content-Type").unwrap_or_default();
        if is_right_type(ending, content_type) == Some(false) {
            let what = match content_type {
                "" => format!("is sent without a type, and is `.{ending}`"),
                sent => format!("is sent as `{sent}`, and is `.{ending}`"),
            };
            found.push(Difference::new(Code::LiveHeader, what, "set the type by the ending"));
        }
        found.extend(self.headers(answer));
        found.extend(self.caching(address, answer));
        found
    }

    /// The headers that every answer should have.
    fn headers(&self, answer: &Answer) -> Vec<Difference> {
        if self.host.is_some_and(|host| !host.sends_headers) {
            return Vec::new();
        }
        let differences = self.plan.headers.iter().filter_map(|(name, wanted)| {
            let what = match answer.header(name) {
                None => format!("is sent without `{name}`"),
                Some(sent) if normal(sent) == normal(wanted) => return None,
                Some(sent) => {
                    format!("is sent with `{name}: {sent}`, and should be with `{wanted}`")
                }
            };
            Some(Difference::new(Code::LiveHeader, what, self.settings()))
        });
        differences.collect()
    }

    /// How long caches may keep an answer.
    fn caching(&self, address: &str, answer: &Answer) -> Option<Difference> {
        if self.host.is_some_and(|host| !host.sends_headers) {
            return None;
        }
        let sent = answer.header("Cache-Control");
        let told = match sent {
            Some(sent) => format!("with `Cache-Control: {sent}`"),
            None => "without `Cache-Control`".to_owned(),
        };
        let kept = kept_for(sent);
        if self.plan.is_fingerprinted(address) {
            let what = format!("is sent {told}, and never changes: `{FOR_A_YEAR}`");
            return (kept.unwrap_or_default() < YEAR)
                .then(|| Difference::warning(Code::LiveHeader, what, self.settings()));
        }
        let what = format!("is sent {told}, so that readers may get an old one: `{REVALIDATED}`");
        (kept != Some(0)).then(|| Difference::new(Code::LiveHeader, what, self.settings()))
    }

    /// The answer at a former address.
    pub(super) fn redirect(
        &self,
        to: &str,
        page: Option<&Output>,
        answer: &Answer,
    ) -> Vec<Difference> {
        let code = Code::LiveAnswer;
        if answer.is_redirect() {
            let sent = answer.header("Location").unwrap_or_default();
            if decoded(path_of(sent)) != decoded(to) {
                let what = format!("leads to `{sent}`, and should to `{to}`");
                return vec![Difference::new(code, what, self.settings())];
            }
            let what = format!(
                "leads on with {}, for which browsers ask each time: 301 is for good",
                answer.status
            );
            let is_for_good = matches!(answer.status, 301 | 308);
            let temporary = Difference::warning(code, what, self.settings());
            return if is_for_good { Vec::new() } else { vec![temporary] };
        }
        let is_page =
            answer.status == 200 && page.is_some_and(|page| content(page, answer).is_none());
        let sends = self.host.is_some_and(|host| host.redirects);
        if is_page && !sends {
            return Vec::new();
        }
        if is_page {
            let what = "leads on by a page, and should by a redirect";
            return vec![Difference::warning(code, what, self.settings())];
        }
        let what =
            format!("is answered with {}, and should lead to the page of today", status(answer));
        vec![Difference::new(code, what, self.settings())]
    }

    /// The answer for what is not there.
    pub(super) fn missing(&self, page: Option<&Output>, answer: &Answer) -> Vec<Difference> {
        if answer.status != 404 {
            let what = format!("is answered with {}, and is not there: 404", status(answer));
            return vec![Difference::new(Code::LiveAnswer, what, self.settings())];
        }
        let other = page.and_then(|page| content(page, answer)).map(|_| {
            let what = "is answered with another page than `404.html`";
            Difference::new(Code::LiveContent, what, self.settings())
        });
        let mut found: Vec<Difference> = other.into_iter().collect();
        if found.is_empty() {
            found.extend(self.headers(answer));
        }
        found
    }
}

/// Whether the content is another one than that of the build.
fn content(output: &Output, answer: &Answer) -> Option<Difference> {
    let is_same = match output.in_memory() {
        Some(_) => output.fingerprint() == Fingerprint::of_bytes(&answer.body),
        // Of a large file the length alone was asked for.
        None => answer.header("Content-Length").is_none_or(|len| len == output.len().to_string()),
    };
    if is_same {
        return None;
    }
    // Some servers name what is none.
    let encoding = answer.header("Content-Encoding");
    let (what, hint) = match encoding.filter(|name| !["", "none", "identity"].contains(name)) {
        Some(encoding) => (
            format!("is sent as `{encoding}` to who has not asked for it"),
            "compress for those alone whose `Accept-Encoding` names the format",
        ),
        None => (
            "is not what this build makes of it".to_owned(),
            "publish this build, or turn off what changes files on the way and empty its caches",
        ),
    };
    Some(Difference::new(Code::LiveContent, what, hint))
}

/// The file that must not be sent.
pub(super) fn nothing(answer: &Answer) -> Vec<Difference> {
    let what = "is sent to readers, and is not for them";
    let hint = "keep files whose names begin with a dot from readers";
    let is_sent = answer.status == 200;
    is_sent.then(|| Difference::new(Code::LiveAnswer, what, hint)).into_iter().collect()
}

/// The answer at the address of a page without its slash.
pub(super) fn slash(address: &str, answer: &Answer) -> Vec<Difference> {
    let sent = answer.header("Location").unwrap_or_default();
    if answer.is_redirect() && decoded(path_of(sent)) == format!("{}/", decoded(address)) {
        return Vec::new();
    }
    let what = if answer.is_redirect() {
        format!("leads to `{sent}`, and should to the same with a slash at its end")
    } else {
        format!("is answered with {}, and should lead to `{address}/`", status(answer))
    };
    let hint = "send readers who leave out the slash to the address of the page";
    vec![Difference::new(Code::LiveAnswer, what, hint)]
}

/// The answer to somebody who has the page: `first` was sent before, and `again` after that.
pub(super) fn unchanged(first: &Answer, again: Option<&Answer>) -> Vec<Difference> {
    let code = Code::LiveHeader;
    let has_validator = ["ETag", "Last-Modified"].iter().any(|name| first.header(name).is_some());
    let found = match again {
        _ if first.status != 200 => None,
        _ if !has_validator => Some(Difference::warning(
            code,
            "is sent without `ETag` and `Last-Modified`, so that browsers load it again each time",
            "let the host send one of them",
        )),
        Some(again) if again.status != 304 => Some(Difference::warning(
            code,
            format!("is sent whole to who has it, with {}, and not with 304", status(again)),
            "let the host answer conditional requests",
        )),
        _ => None,
    };
    found.into_iter().collect()
}

/// The answer to a browser that takes compressed files.
pub(super) fn compressed(answer: &Answer) -> Vec<Difference> {
    if answer.status != 200 || answer.header("Content-Encoding").is_some() {
        return Vec::new();
    }
    let what = "is sent uncompressed to browsers that take `gzip` and `br`";
    let hint = "let the host compress, or write `compress = true` under `[hosting]`";
    vec![Difference::warning(Code::LiveHeader, what, hint)]
}

/// The path of an address, which may have scheme and host.
pub(super) fn path_of(address: &str) -> &str {
    let rest = address
        .split_once("://")
        .map_or(address, |(_, rest)| rest.find('/').map_or("/", |at| &rest[at..]));
    rest.split(['?', '#']).next().unwrap_or_default()
}

/// An address without percent-encoding, of which there are several forms.
pub(super) fn decoded(address: &str) -> String {
    percent_decode_str(address).decode_utf8_lossy().into_owned()
}

/// A status in words, and where a redirect leads.
fn status(answer: &Answer) -> String {
    match answer.header("Location").filter(|_| answer.is_redirect()) {
        Some(to) => format!("{} to `{to}`", answer.status),
        None => answer.status.to_string(),
    }
}
