//! Apache.

use crate::hosting::host::{FilePlace, Host, HostFile, StartFile};
use crate::hosting::plan::{FOR_A_YEAR, HostingPlan, REVALIDATED, decoded, escape_pattern, quoted};

/// Apache on a server of your own, or on a host of web space.
pub(super) const HOST: Host = Host {
    name: "apache",
    title: "Apache",
    means: "on a server of your own or on web space",
    signs: &["apache.conf", "static/.htaccess"],
    sends_headers: true,
    redirects: true,
    at_root: false,
    precompressed: &["br", "gz"],
    place: FilePlace::Output,
    files: |plan| HostFile::only(".htaccess", settings(plan)),
    start: &[StartFile { path: "apache.conf", text: include_str!("start/apache/apache.conf") }],
    lost: "",
};

/// `.htaccess` in the folder of the site. What a server does not have is left out rather than made a
/// fault of every page: `handbook check --live` tells what is missing.
fn settings(plan: &HostingPlan) -> String {
    let base = decoded(&plan.base_path);
    let mut text = format!(
        "DirectoryIndex index.html\n\
         Options -Indexes -MultiViews\n\
         ErrorDocument 404 {}\n\
         AddType text/markdown .md\n\
         AddType text/javascript .js\n\
         AddCharset utf-8 .css .csv .html .js .json .md .svg .txt .xml\n\
         RedirectMatch 404 {}\n",
        quoted(&format!("{base}404.html")),
        quoted(&format!(r"^{}(?:.*/)?\.(?!well-known/)", escape_pattern(&base))),
    );
    for (from, to) in &plan.redirects {
        let from = decoded(from);
        let pattern = format!("^{}/?$", escape_pattern(from.trim_end_matches('/')));
        // The server encodes it, and takes what begins with a dollar sign for a part of what it found.
        let to = decoded(to).replace('$', r"\$");
        text.push_str(&format!("RedirectMatch 301 {} {}\n", quoted(&pattern), quoted(&to)));
    }
    text.push_str("<IfModule mod_headers.c>\n");
    for (name, value) in &plan.headers {
        text.push_str(&format!("  Header always set {name} {}\n", quoted(value)));
    }
    let pattern = plan.fingerprinted_pattern();
    text.push_str(&format!(
        "  Header always set Cache-Control {REVALIDATED}\n\
         \x20 <If \"%{{REQUEST_URI}} =~ m#{pattern}#\">\n\
         \x20   Header always set Cache-Control {}\n\
         \x20 </If>\n\
         </IfModule>\n\
         <IfModule mod_rewrite.c>\n\
         \x20 RewriteEngine On\n\
         \x20 RewriteCond %{{THE_REQUEST}} \"^[A-Z]+ [^? ]*index\\.html[? ]\"\n\
         \x20 RewriteRule \"^(.*/)?index\\.html$\" {} [R=301,L]\n",
        quoted(FOR_A_YEAR),
        quoted(&format!("{base}$1")),
    ));
    for query in plan.plain_queries() {
        let from = decoded(&query.from);
        let below = from.strip_prefix(&base).unwrap_or(&from).trim_end_matches('/');
        // In these a backslash is one without another.
        text.push_str(&format!(
            "  RewriteCond %{{QUERY_STRING}} \"{}\"\n  RewriteRule \"^{}/?$\" \"{}\" [R=301,L,QSD]\n",
            query.pattern(),
            escape_pattern(below),
            decoded(&query.to).replace('$', r"\$").replace('%', r"\%"),
        ));
    }
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        text.push_str(&format!(
            "  RewriteCond %{{HTTP:Accept-Encoding}} \\b{encoding}\\b\n\
             \x20 RewriteCond %{{REQUEST_FILENAME}}.{ending} -f\n\
             \x20 RewriteRule \"^(.+)$\" \"$1.{ending}\" [L,E=no-gzip:1,E=no-brotli:1]\n"
        ));
    }
    text.push_str("</IfModule>\n");
    text.push_str(
        "<IfModule mod_deflate.c>\n\
         \x20 AddOutputFilterByType DEFLATE application/atom+xml application/javascript application/json application/xml image/svg+xml text/css text/csv text/html text/javascript text/markdown text/plain text/xml\n\
         </IfModule>\n",
    );
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        text.push_str(&format!(
            "<FilesMatch \"\\.(?:css|csv|html|js|json|md|svg|txt|xml)\\.{ending}$\">\n\
             \x20 RemoveType .{ending}\n\
             \x20 RemoveLanguage .br\n\
             \x20 AddEncoding {encoding} .{ending}\n\
             \x20 <IfModule mod_headers.c>\n\
             \x20   Header append Vary Accept-Encoding\n\
             \x20 </IfModule>\n\
             </FilesMatch>\n"
        ));
    }
    text
}
