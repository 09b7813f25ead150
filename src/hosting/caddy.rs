//! Caddy.

use crate::hosting::host::{FilePlace, Host, HostFile, MARK, StartFile};
use crate::hosting::plan::{FOR_A_YEAR, HostingPlan, REVALIDATED, escape_pattern, quoted};

/// Caddy on a server of your own.
pub(super) const HOST: Host = Host {
    name: "caddy",
    title: "Caddy",
    means: "on a server of your own",
    signs: &["Caddyfile"],
    sends_headers: true,
    redirects: true,
    precompressed: &["br", "gz"],
    place: FilePlace::Elsewhere,
    files: |plan| HostFile::only("handbook.caddy", settings(plan)),
    start: &[StartFile { path: "Caddyfile", text: include_str!("start/caddy/Caddyfile") }],
    lost: "",
};

/// The rules of a site, to be imported into its block.
fn settings(plan: &HostingPlan) -> String {
    let base = &plan.base_path;
    let mut text = format!(
        "# {MARK} caddy`: import it into the block of the site.\n\
         # What `handbook build` writes lies in the folder {base} below `root`.\n\
         header {base}* {{\n"
    );
    for (name, value) in &plan.headers {
        text.push_str(&format!("\t{name} {}\n", quoted(value)));
    }
    let fingerprinted = format!("path_regexp {}", literal(&plan.fingerprinted_pattern()));
    text.push_str(&format!(
        "}}\n\
         @handbook_fingerprinted {{\n\t{fingerprinted}\n\tfile\n}}\n\
         header @handbook_fingerprinted Cache-Control {}\n\
         @handbook_revalidated {{\n\tpath {base}*\n\tnot {{\n\t\t{fingerprinted}\n\t\tfile\n\t}}\n}}\n\
         header @handbook_revalidated Cache-Control {}\n\
         @handbook_markdown path {base}*.md\n\
         header @handbook_markdown Content-Type \"text/markdown; charset=utf-8\"\n\
         @handbook_index path_regexp handbook_index {}\n\
         redir @handbook_index {{re.handbook_index.1}} 301\n",
        quoted(FOR_A_YEAR),
        quoted(REVALIDATED),
        literal(&format!(r"^({}(?:.*/)?)index\.html$", escape_pattern(base))),
    ));
    for (from, to) in plan.exact_redirects() {
        text.push_str(&format!("redir {} {} 301\n", quoted(from), quoted(to)));
    }
    text.push_str(&format!(
        "encode {base}* gzip\nfile_server {base}* {{\n\thide .*\n\tprecompressed br gzip\n}}\n\
         handle_errors {{\n\
         \t@handbook_missing {{\n\t\tpath {base}*\n\t\texpression `{{http.error.status_code}} == 404`\n\t}}\n\
         \trewrite @handbook_missing {base}404.html\n\
         \tfile_server @handbook_missing\n}}\n"
    ));
    text
}

/// A text between backticks, in which nothing has a meaning.
fn literal(text: &str) -> String {
    format!("`{text}`")
}
