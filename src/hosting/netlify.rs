//! Netlify.

use crate::base::outputs::MANIFEST;
use crate::hosting::host::{FilePlace, Host, StartFile};
use crate::hosting::rules;

/// Netlify, which builds from a repository.
pub(super) const HOST: Host = Host {
    name: "netlify",
    title: "Netlify",
    means: "by its build command",
    signs: &["netlify.toml"],
    sends_headers: true,
    redirects: true,
    at_root: true,
    precompressed: &[],
    place: FilePlace::Output,
    files: |plan| {
        // A file hides a redirect that has no exclamation mark.
        let queries = plan.plain_queries().map(|query| {
            let asked = query.parameters.iter().map(|(name, value)| format!(" {name}={value}"));
            (query.from.clone() + &asked.collect::<String>(), query.to.as_str())
        });
        let queries: Vec<_> = queries.collect();
        let pairs = plan.redirects.iter().map(|(from, to)| (from.as_str(), to.as_str()));
        let pairs = queries.iter().map(|(from, to)| (from.as_str(), *to)).chain(pairs);
        let mut redirects = rules::redirects(pairs, "301!");
        let refused = (plan.address(MANIFEST), plan.address("404.html"));
        redirects.text.push_str(&format!("{} {} 404!\n", refused.0, refused.1));
        vec![rules::headers(plan, usize::MAX), redirects]
    },
    start: &[StartFile { path: "netlify.toml", text: include_str!("start/netlify/netlify.toml") }],
    lost: "",
};
