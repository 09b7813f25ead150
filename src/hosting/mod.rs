//! Hosts: what each can do, the files that tell them, and the files with which a repository begins.
//!
//! A host is one value of [`Host`] in a file of its own, and one entry of [`HOSTS`]. Nothing else
//! names one. What they are told is a function of a [`plan::HostingPlan`].

mod apache;
mod azure;
mod caddy;
mod cloudflare;
mod firebase;
mod github_pages;
mod gitlab_pages;
pub mod host;
mod netlify;
mod nginx;
pub mod plan;
pub mod rules;
mod s3;
mod vercel;

use crate::hosting::host::{FilePlace, Host, HostFile, StartFile};
use crate::hosting::plan::HostingPlan;

/// Every host, by name.
pub static HOSTS: &[Host] = &[
    apache::HOST,
    azure::HOST,
    caddy::HOST,
    cloudflare::HOST,
    firebase::HOST,
    github_pages::HOST,
    gitlab_pages::HOST,
    netlify::HOST,
    nginx::HOST,
    s3::HOST,
    vercel::HOST,
];

/// The output files that tell hosts what to do, of which the build writes those of the site's host,
/// unless `static` has a file of that name.
pub const HOST_FILES: &[&str] = &[
    "_headers",
    rules::REDIRECTS,
    ".nojekyll",
    ".assetsignore",
    ".htaccess",
    "firebase.json",
    "staticwebapp.config.json",
    "vercel.json",
    ".vercelignore",
];

/// The one hidden folder that hosts send to whoever asks (RFC 8615).
pub const WELL_KNOWN: &str = ".well-known";

/// The name in `[hosting]` for a host that is none of them.
pub const OTHER: &str = "other";

/// The host of that name.
pub fn named(name: &str) -> Option<&'static Host> {
    HOSTS.iter().find(|host| host.name == name)
}

/// The hosts of whose signs there is one, which `is_there` tells.
pub fn found(is_there: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let has_sign = |host: &&Host| host.signs.iter().any(|sign| is_there(sign));
    HOSTS.iter().filter(has_sign).map(|host| host.name).collect()
}

/// Whether some host reads a file of this name in the output folder.
pub fn is_read_by_a_host(name: &str) -> bool {
    let is_started = |file: &StartFile| file.path.strip_prefix("static/") == Some(name);
    HOST_FILES.contains(&name) || HOSTS.iter().flat_map(|host| host.start).any(is_started)
}

/// The files in the output folder that tell a host what to do. Of an unknown host these are those
/// that most read.
pub fn output_files(host: Option<&Host>, plan: &HostingPlan) -> Vec<HostFile> {
    match host {
        Some(Host { place: FilePlace::Output, files, .. }) => files(plan),
        Some(_) => Vec::new(),
        None => {
            let pairs = plan.redirects.iter().map(|(from, to)| (from.as_str(), to.as_str()));
            vec![
                HostFile { path: ".nojekyll", text: String::new() },
                rules::headers(plan, usize::MAX),
                rules::redirects(pairs, "301"),
            ]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_signs_are_of_one_host_each() {
        let mut all: Vec<&str> = HOSTS.iter().flat_map(|host| host.signs).copied().collect();
        all.extend(HOSTS.iter().map(|host| host.name));
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(HOSTS.is_sorted_by_key(|host| host.name));
        for host in HOSTS {
            assert!(named(host.name).is_some_and(|found| std::ptr::eq(found, host)));
            assert_ne!(host.sends_headers, host.lost.contains("no headers"), "{}", host.name);
        }
    }
}
