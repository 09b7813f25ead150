//! Caddy.

use crate::hosting::WELL_KNOWN;
use crate::hosting::host::{FilePlace, Host, HostFile, MARK, StartFile};
use crate::hosting::plan::{FOR_A_YEAR, HostingPlan, REVALIDATED, decoded, escape_pattern, quoted};

/// Caddy on a server of your own.
pub(super) const HOST: Host = Host {
    name: "caddy",
    title: "Caddy",
    means: "on a server of your own",
    signs: &["Caddyfile"],
    sends_headers: true,
    redirects: true,
    at_root: false,
    precompressed: &["br", "gz"],
    place: FilePlace::Elsewhere,
    files: |plan| HostFile::only("handbook.caddy", settings(plan)),
    start: &[StartFile { path: "Caddyfile", text: include_str!("start/caddy/Caddyfile") }],
    lost: "",
};

/// The rules of a site, to be imported into its block.
fn settings(plan: &HostingPlan) -> String {
    let base = decoded(&plan.base_path);
    let pattern = escape_pattern(&base);
    let below = format!("path_regexp {}", literal(&format!("^{pattern}")));
    let mut text = format!(
        "# {MARK} caddy`: import it into the block of the site.\n\
         # What `handbook build` writes lies in the folder {base} below `root`.\n\
         @handbook {below}\n\
         header @handbook {{\n",
    );
    for (name, value) in &plan.headers {
        text.push_str(&format!("\t{name} {}\n", quoted(value)));
    }
    let fingerprinted = format!("path_regexp {}", literal(&plan.fingerprinted_pattern()));
    text.push_str(&format!(
        "}}\n\
         @handbook_fingerprinted {{\n\t{fingerprinted}\n\tfile\n}}\n\
         header @handbook_fingerprinted Cache-Control {}\n\
         @handbook_revalidated {{\n\t{below}\n\tnot {{\n\t\t{fingerprinted}\n\t\tfile\n\t}}\n}}\n\
         header @handbook_revalidated Cache-Control {}\n\
         @handbook_markdown path_regexp {}\n\
         header @handbook_markdown Content-Type \"text/markdown; charset=utf-8\"\n\
         @handbook_index vars_regexp handbook_index {{uri}} {}\n\
         redir @handbook_index {{re.handbook_index.1}} 301\n",
        quoted(FOR_A_YEAR),
        quoted(REVALIDATED),
        literal(&format!(r"^{pattern}.*\.md$")),
        literal(&format!(
            r"^({}(?:[^?/][^?]*/)?)index\.html(?:\?.*)?$",
            escape_pattern(&plan.base_path)
        )),
    ));
    text.push_str(&redirects(plan));
    for (number, query) in plan.plain_queries().enumerate() {
        let paths: Vec<&str> = query.paths().collect();
        let asked = query.parameters.iter();
        let asked = asked.map(|(name, value)| format!(" && {{query.{name}}} == \"{value}\""));
        text.push_str(&format!(
            "@handbook_query_{number} expression `{{path}} in {paths:?}{}`\n\
             redir @handbook_query_{number} {} 301\n",
            asked.collect::<String>(),
            quoted(&query.to),
        ));
    }
    text.push_str(&format!(
        "@handbook_hidden {{\n\t{below}\n\tnot path_regexp {}\n}}\n\
         error @handbook_hidden 404\n\
         encode @handbook gzip\nfile_server @handbook {{\n\tprecompressed br gzip\n}}\n\
         handle_errors {{\n\
         \t@handbook_missing {{\n\t\t{below}\n\t\texpression `{{http.error.status_code}} == 404`\n\t}}\n\
         \trewrite @handbook_missing {}\n\
         \tfile_server @handbook_missing\n}}\n",
        literal(&format!(r"^(?:/(?:[^./][^/]*|{})?)*$", escape_pattern(WELL_KNOWN))),
        // Some editions take it as it is, and others decode it.
        quoted(&format!("{base}404.html")),
    ));
    text
}

/// The redirects as one table. Its addresses are compared as they are; those of matchers would be
/// patterns.
fn redirects(plan: &HostingPlan) -> String {
    let lines: String = plan
        .exact_redirects()
        .map(|(from, to)| format!("\t{} {}\n", literal(&input(&decoded(from))), quoted(to)))
        .collect();
    if lines.is_empty() {
        return lines;
    }
    format!(
        "map {{path}} {{handbook_moved}} {{\n{lines}\tdefault \"\"\n}}\n\
         @handbook_moved expression `{{handbook_moved}} != \"\"`\n\
         redir @handbook_moved {{handbook_moved}} 301\n"
    )
}

/// An address in a table of Caddy. One with signs that mean something in its files is a regular
/// expression, which can name them by their numbers.
fn input(address: &str) -> String {
    let has_meaning = |c: char| "{}`".contains(c);
    if !address.contains(has_meaning) {
        return address.to_owned();
    }
    let mut pattern = String::new();
    for c in address.chars() {
        if has_meaning(c) {
            pattern.push_str(&format!("\\x{:02x}", u32::from(c)));
        } else {
            pattern.push_str(&escape_pattern(c.encode_utf8(&mut [0; 4])));
        }
    }
    format!("~^{pattern}$")
}

/// A text between backticks, in which nothing has a meaning.
fn literal(text: &str) -> String {
    format!("`{text}`")
}
