//! Azure Static Web Apps.

use serde_json::{Map, Value, json};

use crate::base::outputs::MANIFEST;
use crate::hosting::host::{FilePlace, Host, HostFile, StartFile};
use crate::hosting::plan::{FOR_A_YEAR, HostingPlan, REVALIDATED};

/// The name of the file with the settings.
const FILE: &str = "staticwebapp.config.json";
/// The most bytes of settings that Azure reads.
const LIMIT: usize = 20_000;

/// Azure Static Web Apps, which serve a folder that was built elsewhere.
pub(super) const HOST: Host = Host {
    name: "azure",
    title: "Azure",
    means: "Static Web Apps, which serve the folder that you built",
    signs: &["swa-cli.config.json", FILE],
    sends_headers: true,
    redirects: true,
    at_root: true,
    precompressed: &[],
    place: FilePlace::Output,
    files: |plan| HostFile::only(FILE, settings(plan)),
    start: &[StartFile {
        path: "swa-cli.config.json",
        text: include_str!("start/azure/swa-cli.config.json"),
    }],
    lost: "it reads 20 KB of settings: further former addresses lead on by their pages, and further \
           files are asked for anew at each visit",
};

/// The settings, with as many routes as the file has room for: first those of files, which each
/// reader asks for, then redirects. A star may stand only at the end of a route.
fn settings(plan: &HostingPlan) -> String {
    let cached = plan
        .fingerprinted
        .iter()
        .map(|address| json!({ "route": address, "headers": { "Cache-Control": FOR_A_YEAR } }));
    let redirects = plan
        .exact_redirects()
        .map(|(from, to)| json!({ "route": from, "redirect": to, "statusCode": 301 }));
    let mut headers: Map<String, Value> =
        plan.headers.iter().map(|(name, value)| ((*name).to_owned(), json!(value))).collect();
    headers.insert("Cache-Control".to_owned(), json!(REVALIDATED));
    let mut settings = json!({
        "trailingSlash": "always",
        "globalHeaders": headers,
        "responseOverrides": { "404": { "rewrite": plan.address("404.html") } },
        "mimeTypes": { ".md": "text/markdown; charset=utf-8" },
        "routes": [],
    });
    let mut room = LIMIT.saturating_sub(settings.to_string().len());
    let kept = json!({ "route": plan.address(MANIFEST), "statusCode": 404 });
    let mut routes = Vec::new();
    for route in [kept].into_iter().chain(cached).chain(redirects) {
        let Some(left) = room.checked_sub(route.to_string().len() + 1) else { break };
        room = left;
        routes.push(route);
    }
    settings["routes"] = Value::Array(routes);
    settings.to_string() + "\n"
}
