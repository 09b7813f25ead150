//! nginx.

use crate::hosting::host::{FilePlace, Host, HostFile, MARK, StartFile};
use crate::hosting::plan::{FOR_A_YEAR, HostingPlan, REVALIDATED, decoded, escape_pattern, quoted};

/// nginx on a server of your own.
pub(super) const HOST: Host = Host {
    name: "nginx",
    title: "nginx",
    means: "on a server of your own",
    signs: &["nginx.conf"],
    sends_headers: true,
    redirects: true,
    at_root: false,
    precompressed: &["gz"],
    place: FilePlace::Elsewhere,
    files: |plan| HostFile::only("handbook.conf", settings(plan)),
    start: &[StartFile { path: "nginx.conf", text: include_str!("start/nginx/nginx.conf") }],
    lost: "",
};

/// The types of text besides HTML.
const TYPES: &str = "text/css text/javascript application/javascript application/json text/plain \
                     text/csv text/markdown text/xml application/xml application/atom+xml \
                     image/svg+xml";

/// The location of a site, to be included in a `server` block.
fn settings(plan: &HostingPlan) -> String {
    let base = decoded(&plan.base_path);
    let pattern_base = escape_pattern(&base);
    let mut text = format!(
        "# {MARK} nginx`: include it in the `server` block.\n\
         # What `handbook build` writes lies in the folder {base} below `root`.\n\
         location {} {{\n\
         \x20 index index.html;\n\
         \x20 absolute_redirect off;\n\
         \x20 charset utf-8;\n\
         \x20 charset_types {TYPES};\n\
         \x20 gzip on;\n\
         \x20 gzip_types {TYPES};\n\
         \x20 gzip_static on;\n\
         \x20 gzip_vary on;\n\
         \x20 error_page 404 {};\n\n\
         \x20 set $handbook_cache {};\n\
         \x20 if ($uri ~ {}) {{ set $handbook_cache {}; }}\n\
         \x20 if ($request_uri ~ {}) {{ return 301 $1; }}\n\
         \x20 add_header Cache-Control $handbook_cache always;\n",
        quoted(&base),
        quoted(&format!("{base}404.html")),
        quoted(REVALIDATED),
        quoted(&plan.fingerprinted_pattern()),
        quoted(FOR_A_YEAR),
        quoted(&format!(
            r"^({}(?:[^?/][^?]*/)?)index\.html(?:\?.*)?$",
            escape_pattern(&plan.base_path)
        )),
    );
    for (name, value) in &plan.headers {
        text.push_str(&format!("  add_header {name} {} always;\n", quoted(value)));
    }
    text.push_str(&format!(
        "\n  location ~ {} {{ return 404; }}\n  location ~ {} {{ default_type text/markdown; set $handbook_cache {}; }}\n}}\n",
        quoted(&format!(r"^{pattern_base}(?:.*/)?\.(?!well-known/)")),
        quoted(&format!(r"^{pattern_base}.*\.md$")),
        quoted(REVALIDATED),
    ));
    for (from, to) in plan.exact_redirects() {
        let from = quoted(&decoded(from));
        // What begins with a dollar sign is a variable.
        let to = quoted(&to.replace('$', "%24"));
        text.push_str(&format!(
            "location = {from} {{ absolute_redirect off; return 301 {to}; }}\n"
        ));
    }
    // A file would be sent without the headers above.
    let queries: Vec<_> = plan.plain_queries().filter(|query| query.from.ends_with('/')).collect();
    for queries in queries.chunk_by(|a, b| a.from == b.from) {
        let asked = queries.iter().map(|query| {
            let to = quoted(&query.to.replace('$', "%24"));
            format!("  if ($args ~ {}) {{ return 301 {to}; }}\n", quoted(&query.pattern()))
        });
        let asked: String = asked.collect();
        for from in queries[0].paths() {
            let from = quoted(&decoded(from));
            text.push_str(&format!("location = {from} {{\n  absolute_redirect off;\n{asked}}}\n"));
        }
    }
    text
}
