//! Firebase Hosting.

use serde_json::{Value, json};

use crate::hosting::host::{FilePlace, Host, HostFile, StartFile};
use crate::hosting::plan::{FOR_A_YEAR, HostingPlan, REVALIDATED, escape_pattern};

/// Firebase Hosting, which serves a folder that was built elsewhere.
pub(super) const HOST: Host = Host {
    name: "firebase",
    title: "Firebase",
    means: "Hosting, which serves the folder that you built",
    signs: &["static/.firebaserc", ".firebaserc", "firebase.json"],
    sends_headers: true,
    redirects: true,
    at_root: true,
    precompressed: &[],
    place: FilePlace::Output,
    files: |plan| HostFile::json("firebase.json", &settings(plan)),
    // The program of Firebase looks for the name of the project beside its settings, and these are in
    // the output folder.
    start: &[StartFile {
        path: "static/.firebaserc",
        text: include_str!("start/firebase/firebaserc"),
    }],
    lost: "",
};

/// The settings of the folder that they lie in. Of two headers with one name the later is sent.
fn settings(plan: &HostingPlan) -> Value {
    let header = |name: &str, value: &str| json!({ "key": name, "value": value });
    let mut general: Vec<Value> =
        plan.headers.iter().map(|(name, value)| header(name, value)).collect();
    general.push(header("Cache-Control", REVALIDATED));
    let hidden = "**/.!(well-known)";
    let cached = [header("Cache-Control", FOR_A_YEAR)];
    let redirects = plan.exact_redirects().map(|(from, to)| {
        let regex = format!("^{}$", escape_pattern(from));
        json!({ "regex": regex, "destination": to, "type": 301 })
    });
    json!({ "hosting": {
        "public": ".",
        "ignore": ["firebase.json", hidden, format!("{hidden}/**")],
        "trailingSlash": true,
        "headers": [
            { "regex": format!("^{}", escape_pattern(&plan.base_path)), "headers": general },
            { "regex": plan.fingerprinted_pattern(), "headers": cached },
        ],
        "redirects": redirects.collect::<Vec<_>>(),
    } })
}
