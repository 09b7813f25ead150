//! [`check`]: asks for every address of a site, several at once, within bounds.

use std::num::NonZero;
use std::sync::Mutex;
use std::sync::PoisonError;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use percent_encoding::percent_decode_str;
use thiserror::Error;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::outputs::Output;
use crate::compile::build::Build;
use crate::live::client::{Answer, LiveClient};
use crate::live::compare::{LiveRules, compressed, decoded, nothing, path_of, slash, unchanged};
use crate::live::difference::{Difference, diagnostics};
use crate::live::expectation::{Expectation, Wanted, expectations};

/// What a check may cost.
#[derive(Clone, Copy, Debug)]
pub struct LiveLimits {
    /// The number of requests at once.
    pub at_once: NonZero<usize>,
    /// The time for one request.
    pub each: Duration,
    /// The time for all requests.
    pub all: Duration,
    /// The number of addresses.
    pub addresses: usize,
}

impl Default for LiveLimits {
    fn default() -> Self {
        Self {
            at_once: NonZero::new(8).unwrap_or(NonZero::<usize>::MIN),
            each: Duration::from_secs(10),
            all: Duration::from_secs(5 * 60),
            addresses: 5_000,
        }
    }
}

/// What a check found.
#[derive(Clone, Debug)]
pub struct LiveReport {
    /// The differences, one for each that is the same at several addresses.
    pub diagnostics: Vec<Diagnostic>,
    /// The number of addresses that were asked for.
    pub asked: usize,
    /// The number of addresses that were not, since a bound was reached.
    pub left_out: usize,
}

/// The reason why nothing could be compared.
#[derive(Debug, Error)]
pub enum LiveFailure {
    /// The address is none of the web.
    #[error("`{0}` is not an address of the web")]
    NoAddress(String),
    /// The site was built for another path.
    #[error("the site is built for the path `{built}`, and `{address}` has another")]
    OtherPath {
        /// The address to ask.
        address: String,
        /// The path of the build.
        built: String,
    },
    /// The host leads readers of the home page to another host, or from `http` to `https`.
    #[error("`{address}` leads readers on to `{to}`")]
    Elsewhere {
        /// The address of the home page.
        address: String,
        /// Where it leads.
        to: String,
    },
    /// The host lets nobody in without the right name and password.
    #[error("`{0}` wants a name and a password")]
    Closed(String),
    /// The host does not answer at all.
    #[error("`{address}` cannot be asked: {why}")]
    Unreachable {
        /// The address of the home page.
        address: String,
        /// What the system or the host says.
        why: String,
    },
}

/// Compares what the host at `url`, which may have a name and a password, sends with a build.
///
/// # Errors
/// The address cannot be asked, or is not that of the build.
pub fn check(build: &Build, url: &str, limits: LiveLimits) -> Result<LiveReport, LiveFailure> {
    let LiveAddress { origin, user } = address(url)?;
    let path = path_of(url);
    if path != "/" && path.trim_end_matches('/') != build.hosting.base_path.trim_end_matches('/') {
        let built = build.hosting.base_path.clone();
        return Err(LiveFailure::OtherPath { address: without_user(url), built });
    }
    let unreachable = |why| LiveFailure::Unreachable { address: without_user(url), why };
    let client = LiveClient::new(limits.each, user.as_deref()).map_err(unreachable)?;
    let host = build.config.as_ref().and_then(|config| config.hosting.host());
    let own = build.own_host_files();
    let rules = LiveRules { plan: &build.hosting, host, own: &own };
    let asker = Asker { client, origin: &origin, rules };
    // Where nothing answers, that is all there is to say.
    let home = asker.get(&build.hosting.base_path, 0).map_err(unreachable)?;
    if home.status == 401 {
        return Err(LiveFailure::Closed(without_user(url)));
    }
    let same = format!("{origin}/");
    let to = home.header("Location").filter(|to| home.is_redirect() && to.contains("://"));
    if let Some(to) = to.filter(|to| !to.starts_with(&same)) {
        return Err(LiveFailure::Elsewhere { address: without_user(url), to: to.to_owned() });
    }
    let all = expectations(build);
    let wanted = &all[..all.len().min(limits.addresses)];
    let end = Instant::now() + limits.all;
    let (next, is_late) = (AtomicUsize::new(0), AtomicBool::new(false));
    let found: Mutex<Vec<(usize, Vec<Difference>)>> = Mutex::default();
    let work = || {
        while !is_late.load(Ordering::Relaxed) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(one) = wanted.get(at) else { return };
            let differences = asker.differences(one);
            found.lock().unwrap_or_else(PoisonError::into_inner).push((at, differences));
            if Instant::now() > end {
                is_late.store(true, Ordering::Relaxed);
            }
        }
    };
    thread::scope(|scope| {
        for _ in 1..limits.at_once.get().min(wanted.len()) {
            // Where the system gives no thread, this one does the work.
            let _ = thread::Builder::new().spawn_scoped(scope, work);
        }
        work();
    });
    let mut found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    found.sort_by_key(|(at, _)| *at);
    let asked = found.len();
    let differences = found.into_iter().flat_map(|(at, differences)| {
        let address = &wanted[at].address;
        differences.into_iter().map(move |difference| (address.clone(), difference))
    });
    let diagnostics = diagnostics(differences.collect());
    Ok(LiveReport { diagnostics, asked, left_out: all.len() - asked })
}

/// An address of the web, as far as it is asked.
pub struct LiveAddress {
    /// Scheme and host.
    origin: String,
    /// The name and the password before the host, without percent-encoding.
    user: Option<Vec<u8>>,
}

/// Reads an address.
///
/// # Errors
/// It is none of the web.
pub fn address(url: &str) -> Result<LiveAddress, LiveFailure> {
    let no_address = || LiveFailure::NoAddress(without_user(url));
    let (scheme, rest) = url.split_once("://").ok_or_else(no_address)?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (user, host) = match host.rsplit_once('@') {
        Some((user, host)) => (Some(percent_decode_str(user).collect()), host),
        None => (None, host),
    };
    if !["http", "https"].contains(&scheme) || host.is_empty() {
        return Err(no_address());
    }
    Ok(LiveAddress { origin: format!("{scheme}://{host}"), user })
}

/// An address without the name and the password that it may have before its host.
pub fn without_user(url: &str) -> String {
    let start = url.find("://").map_or(0, |at| at + "://".len());
    let (scheme, rest) = url.split_at(start);
    let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let host = rest[..host_end].rsplit('@').next().unwrap_or_default();
    format!("{scheme}{host}{}", &rest[host_end..])
}

/// Asks one host.
struct Asker<'a> {
    client: LiveClient,
    /// Scheme and host.
    origin: &'a str,
    rules: LiveRules<'a>,
}

/// More bytes than what is expected, by which something longer is noticed.
const MORE: u64 = 1024;

impl Asker<'_> {
    fn get(&self, address: &str, limit: u64) -> Result<Answer, String> {
        self.client.ask("GET", &format!("{}{address}", self.origin), &[], limit + MORE)
    }

    /// What the host does otherwise at an address.
    fn differences(&self, one: &Expectation) -> Vec<Difference> {
        self.ask(one).unwrap_or_else(|why| {
            let what = format!("cannot be asked for: {why}");
            vec![Difference::new(Code::LiveAnswer, what, "")]
        })
    }

    fn ask(
        &self,
        Expectation { address, wanted }: &Expectation,
    ) -> Result<Vec<Difference>, String> {
        let rules = self.rules;
        let url = format!("{}{address}", self.origin);
        Ok(match wanted {
            Wanted::File(path, output) => {
                let answer =
                    self.file(address, path.extension(), output.in_memory().map(|b| b.len()))?;
                rules.file(address, path.extension(), output, &answer)
            }
            Wanted::Redirect(to, page) => {
                let len = page.as_ref().map_or(0, Output::len);
                rules.redirect(to, page.as_ref(), &self.get(address, len)?)
            }
            Wanted::Missing(page) => {
                let len = page.as_ref().map_or(0, Output::len);
                rules.missing(page.as_ref(), &self.get(address, len)?)
            }
            Wanted::Nothing => nothing(&self.get(address, 0)?),
            Wanted::Slash => slash(address, &self.get(address, 0)?),
            Wanted::Unchanged => {
                let first = self.client.ask("HEAD", &url, &[], 0)?;
                let known = [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")];
                let known =
                    known.into_iter().find_map(|(has, ask)| Some((ask, first.header(has)?)));
                let again =
                    known.map(|(name, value)| self.client.ask("GET", &url, &[(name, value)], MORE));
                unchanged(&first, again.transpose()?.as_ref())
            }
            Wanted::Compressed => {
                let takes = [("Accept-Encoding", "gzip, br")];
                compressed(&self.client.ask("GET", &url, &takes, MORE)?)
            }
        })
    }

    /// The answer with a file. Of one that is not held in memory, `len` is none and its length alone is
    /// asked for. Some hosts answer `/page.html` with a redirect to `/page`, at which the same file is.
    fn file(&self, address: &str, ending: &str, len: Option<usize>) -> Result<Answer, String> {
        let Some(len) = len else {
            return self.client.ask("HEAD", &format!("{}{address}", self.origin), &[], 0);
        };
        let answer = self.get(address, len as u64)?;
        let short = address.strip_suffix(".html").filter(|_| ending == "html");
        let location = path_of(answer.header("Location").unwrap_or_default());
        let leads_to = decoded(location.trim_end_matches('/'));
        match short {
            Some(short) if answer.is_redirect() && leads_to == decoded(short) => {
                self.get(location, len as u64)
            }
            _ => Ok(answer),
        }
    }
}
