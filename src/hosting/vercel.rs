//! Vercel.

use serde_json::{Value, json};

use crate::base::outputs::MANIFEST;
use crate::hosting::host::{FilePlace, Host, HostFile, StartFile};
use crate::hosting::plan::{FOR_A_YEAR, HostingPlan, REVALIDATED, escape_pattern};

/// The most redirects that Vercel reads.
const REDIRECTS: usize = 1024;

/// Vercel, which serves a folder that was built elsewhere.
pub(super) const HOST: Host = Host {
    name: "vercel",
    title: "Vercel",
    means: "which serves the folder that you built",
    signs: &["vercel.json"],
    sends_headers: true,
    redirects: true,
    at_root: true,
    precompressed: &[],
    place: FilePlace::Output,
    files: |plan| {
        let kept = HostFile { path: ".vercelignore", text: format!("{MANIFEST}\n") };
        let mut files = HostFile::json("vercel.json", &settings(plan));
        files.push(kept);
        files
    },
    start: &[StartFile { path: "vercel.json", text: include_str!("start/vercel/vercel.json") }],
    lost: "it reads 1,024 redirects: further former addresses lead on by their pages",
};

/// The settings of the folder. Their patterns are those of `path-to-regexp`: what stands between
/// parentheses is a regular expression.
fn settings(plan: &HostingPlan) -> Value {
    let header = |name: &str, value: &str| json!({ "key": name, "value": value });
    let mut general: Vec<Value> =
        plan.headers.iter().map(|(name, value)| header(name, value)).collect();
    general.push(header("Cache-Control", REVALIDATED));
    let cached = header("Cache-Control", FOR_A_YEAR);
    let fingerprinted = plan.fingerprinted.iter().map(|address| {
        let source = match address.strip_suffix('*') {
            Some(start) => format!("{}(.*)", pattern(start)),
            None => pattern(address),
        };
        json!({ "source": source, "headers": [cached] })
    });
    let general = json!({ "source": pattern(&plan.base_path) + "(.*)", "headers": general });
    let headers: Vec<Value> = [general].into_iter().chain(fingerprinted).collect();
    let redirects = plan.redirects.iter().map(|(from, to)| {
        // With a slash at the end or without: by the setting below it is added first.
        json!({ "source": pattern(from), "destination": to, "statusCode": 301 })
    });
    // To `/page.php` none is added.
    let queries = plan.plain_queries().flat_map(|query| {
        let has: Vec<Value> = (query.parameters.iter())
            .map(|(key, value)| json!({ "type": "query", "key": key, "value": escape_pattern(value) }))
            .collect();
        query.paths().map(move |from| {
            json!({ "source": pattern(from), "has": has, "destination": query.to, "statusCode": 301 })
        })
    });
    let redirects = redirects.chain(queries).take(REDIRECTS);
    json!({
        "trailingSlash": true,
        "headers": headers,
        "redirects": redirects.collect::<Vec<_>>(),
    })
}

/// An address as a pattern that fits it alone.
fn pattern(address: &str) -> String {
    escape_pattern(address).replace(':', "\\:")
}
