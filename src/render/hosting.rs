//! Files for hosts of static sites (`robots.txt`, `_headers`, `_redirects`), and the
//! Content-Security-Policy.

use crate::render::offline::precache;

/// The directives that a `<meta>` element can carry: pages load from their own site only, and have
/// no inline scripts.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; \
connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'";
/// The directives about scripts that build markup (Trusted Types); for the header and the `<meta>`
/// element.
const TRUSTED_TYPES: &str = "require-trusted-types-for 'script'; trusted-types hb";

/// The Content-Security-Policy for a `<meta>` element, which cannot carry `frame-ancestors`
/// (CSP level 3, section 3.3).
pub fn meta_policy() -> String {
    format!("{POLICY}; {TRUSTED_TYPES}")
}

/// The Content-Security-Policy for a header.
pub fn header_policy() -> String {
    format!("{POLICY}; frame-ancestors 'none'; {TRUSTED_TYPES}")
}

/// The HTTP headers of every page, by name.
pub fn page_headers() -> Vec<(&'static str, String)> {
    vec![
        ("Content-Security-Policy", header_policy()),
        ("Referrer-Policy", "no-referrer".to_owned()),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        (
            "Permissions-Policy",
            "camera=(), microphone=(), geolocation=(), browsing-topics=()".to_owned(),
        ),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
    ]
}

/// `_headers` as Netlify, Cloudflare Pages and others read it: the headers of every page, long
/// caching for files whose names change with their content, none for the service worker, if there
/// is one.
pub fn headers(base_path: &str, fingerprinted: &[String], has_worker: bool) -> String {
    let mut text = format!("{base_path}*\n");
    for (name, value) in page_headers() {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    if has_worker {
        text.push_str(&format!("{base_path}{}\n  Cache-Control: no-cache\n", precache::WORKER));
    }
    for address in fingerprinted {
        text.push_str(&format!(
            "{address}\n  Cache-Control: public, max-age=31536000, immutable\n"
        ));
    }
    text
}

/// `_redirects` as Netlify, Cloudflare Pages and others read it; `pairs` are addresses, from and
/// to.
pub fn redirects(pairs: &[(String, String)]) -> String {
    pairs.iter().map(|(from, to)| format!("{from} {to} 301\n")).collect()
}

/// `robots.txt` (RFC 9309) that allows everything, and names the sitemap if its address is
/// absolute.
pub fn robots(sitemap: &str) -> String {
    let sitemap_line =
        if sitemap.starts_with("http") { format!("\nSitemap: {sitemap}\n") } else { String::new() };
    format!("User-agent: *\nAllow: /\n{sitemap_line}")
}
