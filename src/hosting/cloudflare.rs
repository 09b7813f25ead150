//! Cloudflare Workers with static assets.

use crate::base::outputs::MANIFEST;
use crate::hosting::host::{FilePlace, Host, HostFile, StartFile};
use crate::hosting::rules;

/// The most rules for headers that Cloudflare reads, and the most redirects.
const LIMITS: (usize, usize) = (100, 2000);

/// Cloudflare, which serves a folder that was built elsewhere.
pub(super) const HOST: Host = Host {
    name: "cloudflare",
    title: "Cloudflare",
    means: "Workers, which serve the folder that you built",
    signs: &["wrangler.jsonc", "wrangler.json", "wrangler.toml"],
    sends_headers: true,
    redirects: true,
    at_root: true,
    precompressed: &[],
    place: FilePlace::Output,
    files: |plan| {
        let pairs = plan.exact_redirects().take(LIMITS.1);
        let kept = HostFile { path: ".assetsignore", text: format!("{MANIFEST}\n") };
        vec![rules::headers(plan, LIMITS.0), rules::redirects(pairs, "301"), kept]
    },
    start: &[StartFile {
        path: "wrangler.jsonc",
        text: include_str!("start/cloudflare/wrangler.jsonc"),
    }],
    lost: "it reads 100 rules for headers and 2,000 redirects: further files are asked for anew at \
           each visit, and further former addresses lead on by their pages",
};
