//! Amazon S3 behind CloudFront.

use serde_json::json;

use crate::hosting::host::{FilePlace, Host, HostFile, MARK, StartFile};
use crate::hosting::plan::{FOR_A_YEAR, HostingPlan, REVALIDATED, decoded};

/// The most bytes of a function of CloudFront.
const LIMIT: usize = 10_240;

/// Which files are copied: of those whose names begin with a dot what lies in the folder that has a
/// meaning on the web. Of two patterns the later counts.
const VISIBLE: &str = "--exclude '.*' --exclude '*/.*' --include '.well-known/*' \
                       --include '*/.well-known/*' --exclude '*.well-known/.*' \
                       --exclude '*.well-known/*/.*'";

/// A bucket of S3, which CloudFront serves.
pub(super) const HOST: Host = Host {
    name: "s3",
    title: "S3 with CloudFront",
    means: "a bucket that CloudFront serves",
    signs: &["publish-s3.sh"],
    sends_headers: true,
    redirects: true,
    at_root: false,
    precompressed: &[],
    place: FilePlace::Elsewhere,
    files: |plan| {
        vec![
            HostFile { path: "upload.sh", text: upload(plan) },
            HostFile { path: "function.js", text: function(plan) },
            HostFile { path: "headers.json", text: headers(plan) },
        ]
    },
    start: &[StartFile { path: "publish-s3.sh", text: include_str!("start/s3/publish-s3.sh") }],
    lost: "a function of CloudFront has 10 KB: further former addresses lead on by their pages",
};

/// A script that copies a folder into a bucket: first what pages need, then the pages, and then away
/// with what is no longer there.
fn upload(plan: &HostingPlan) -> String {
    let prefix = decoded(&plan.base_path);
    let prefix = prefix.trim_matches('/');
    let below = |address: &String| {
        let path = decoded(address);
        quoted_for_shell(path.strip_prefix(&*decoded(&plan.base_path)).unwrap_or_default())
    };
    let chosen = |flag: &str| -> String {
        plan.fingerprinted.iter().map(|file| format!(" --{flag} {}", below(file))).collect()
    };
    let to =
        quoted_for_shell(&if prefix.is_empty() { String::new() } else { format!("/{prefix}") });
    format!(
        "#!/bin/sh\n\
         # {MARK} s3`: sh upload.sh FOLDER BUCKET\n\
         set -eu\n\
         to=s3://$2{to}\n\
         aws s3 sync \"$1\" \"$to\" --exclude '*'{} --cache-control '{FOR_A_YEAR}'\n\
         aws s3 sync \"$1\" \"$to\" {VISIBLE} --exclude '*.md'{} --cache-control '{REVALIDATED}'\n\
         aws s3 sync \"$1\" \"$to\" --exclude '*' --include '*.md' --content-type 'text/markdown; charset=utf-8' --cache-control '{REVALIDATED}'\n\
         aws s3 sync \"$1\" \"$to\" {VISIBLE} --delete --size-only --cache-control '{REVALIDATED}'\n",
        chosen("include"),
        chosen("exclude"),
    )
}

/// A word of a shell in which nothing has a meaning.
fn quoted_for_shell(text: &str) -> String {
    format!("'{}'", text.replace('\'', "'\\''"))
}

/// A function of CloudFront, for the requests of readers: the page of a folder, clean addresses, and as
/// many redirects as there is room for.
fn function(plan: &HostingPlan) -> String {
    let start = format!(
        "// {MARK} s3`: the function of the distribution, for viewer requests.\nvar moved = {{"
    );
    let end = "};\n\
        function handler(event) {\n\
        \x20 var request = event.request;\n\
        \x20 var uri = request.uri.replace(/^\\/+/, '/');\n\
        \x20 var to = moved[uri];\n\
        \x20 if (to === '') {\n\
        \x20   request.uri = uri + '/index.html';\n\
        \x20   return request;\n\
        \x20 }\n\
        \x20 if (!to && /\\/index\\.html$/.test(uri)) to = uri.slice(0, -10);\n\
        \x20 if (!to && !/\\.[^/]*$/.test(uri) && !/\\/$/.test(uri)) to = uri + '/';\n\
        \x20 if (to) return { statusCode: 301, statusDescription: 'Moved Permanently', headers: { location: { value: to } } };\n\
        \x20 if (/\\/$/.test(uri)) request.uri = uri + 'index.html';\n\
        \x20 return request;\n\
        }\n";
    let mut room = LIMIT.saturating_sub(start.len() + end.len() + 2);
    let mut moved = String::new();
    // A page that looks at the query is sent at once: its folder may look like a file.
    let mut pages: Vec<&str> =
        plan.queries.iter().filter_map(|q| q.from.strip_suffix('/')).collect();
    pages.dedup();
    let pages = pages.into_iter().map(|page| (page, ""));
    for (from, to) in pages.chain(plan.exact_redirects()) {
        let line = format!("\n  {}: {},", json!(from), json!(to));
        let Some(left) = room.checked_sub(line.len()) else { break };
        room = left;
        moved.push_str(&line);
    }
    format!("{start}{moved}\n{end}")
}

/// The policy for headers of responses, in the form that `aws cloudfront
/// create-response-headers-policy` takes.
fn headers(plan: &HostingPlan) -> String {
    let mut custom = Vec::new();
    let mut security = serde_json::Map::new();
    for (name, value) in &plan.headers {
        // These have fields of their own, and are refused among the others.
        match *name {
            "Content-Security-Policy" => {
                let field = json!({ "Override": true, "ContentSecurityPolicy": value });
                security.insert("ContentSecurityPolicy".to_owned(), field);
            }
            "Referrer-Policy" => {
                let field = json!({ "Override": true, "ReferrerPolicy": value });
                security.insert("ReferrerPolicy".to_owned(), field);
            }
            "X-Content-Type-Options" => {
                security.insert("ContentTypeOptions".to_owned(), json!({ "Override": true }));
            }
            _ => custom.push(json!({ "Header": name, "Value": value, "Override": true })),
        }
    }
    let policy = json!({
        "Name": "handbook",
        "Comment": format!("{MARK} s3`"),
        "SecurityHeadersConfig": security,
        "CustomHeadersConfig": { "Quantity": custom.len(), "Items": custom },
    });
    serde_json::to_string_pretty(&policy).unwrap_or_default() + "\n"
}
