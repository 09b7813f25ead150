//! Files for hosts of static sites and search engines (`robots.txt`, `sitemap.xml`, `_headers`,
//! `_redirects`, the pages at aliases), and the Content-Security-Policy.

use std::collections::BTreeMap;

use crate::config::security::AllowedOrigins;
use crate::html::escape::{escape_value, push_address, push_attribute, push_xml};
use crate::render::offline;

/// The directives that a `<meta>` element can carry: pages load from their own site and from the
/// servers that it allows, and have no inline scripts.
fn policy(allowed: &AllowedOrigins) -> String {
    let list = |origins: &[String]| -> String { origins.iter().map(|o| format!(" {o}")).collect() };
    let frames = match list(&allowed.frames) {
        none if none.is_empty() => none,
        frames => format!("frame-src{frames}; "),
    };
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'{}; \
         media-src 'self'{}; {frames}font-src 'self'; connect-src 'self'{}; manifest-src 'self'; \
         worker-src 'self'; form-action 'self'{}; base-uri 'none'",
        list(&allowed.images),
        list(&allowed.media),
        list(&allowed.connections),
        list(&allowed.forms),
    )
}

/// The directives about scripts that build markup (Trusted Types); for the header and the `<meta>`
/// element.
const TRUSTED_TYPES: &str = "require-trusted-types-for 'script'; trusted-types hb";

/// The Content-Security-Policy for a `<meta>` element, which cannot carry `frame-ancestors`
/// (CSP level 3, section 3.3).
pub fn meta_policy(allowed: &AllowedOrigins) -> String {
    format!("{}; {TRUSTED_TYPES}", policy(allowed))
}

/// The Content-Security-Policy for a header.
pub fn header_policy(allowed: &AllowedOrigins) -> String {
    format!("{}; frame-ancestors 'none'; {TRUSTED_TYPES}", policy(allowed))
}

/// The HTTP headers of every page, by name.
pub fn page_headers(allowed: &AllowedOrigins) -> Vec<(&'static str, String)> {
    vec![
        ("Content-Security-Policy", header_policy(allowed)),
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
pub fn headers(
    allowed: &AllowedOrigins,
    base_path: &str,
    fingerprinted: &[String],
    has_worker: bool,
) -> String {
    let mut text = format!("{base_path}*\n");
    for (name, value) in page_headers(allowed) {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    if has_worker {
        text.push_str(&format!("{base_path}{}\n  Cache-Control: no-cache\n", offline::WORKER));
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

/// The page at an alias, which leads readers on. A script keeps the fragment of their address;
/// without one they get to the top of the page.
#[derive(Debug)]
pub struct RedirectPage<'a> {
    /// The language of the site.
    pub language: &'a str,
    /// The direction of its script, a string of the theme.
    pub direction: &'a str,
    /// The title, a string of the theme.
    pub title: &'a str,
    /// The text, a string of the theme; `{}` is replaced by a link with the title of the target.
    pub text: &'a str,
    /// The title of the target.
    pub target_title: &'a str,
    /// The address of the target.
    pub path: &'a str,
    /// The address of the target with scheme and host, if they are known.
    pub permalink: &'a str,
    /// The address of the script, if the theme has it.
    pub script: Option<&'a str>,
    /// Fragments that lead elsewhere, each with `#` and decoded, and where to.
    pub parts: BTreeMap<String, String>,
}

impl RedirectPage<'_> {
    /// The page as HTML. The canonical link is left out unless the permalink is absolute.
    pub fn html(&self) -> String {
        let mut href = String::new();
        push_address(&mut href, self.path);
        let canonical = if self.permalink.starts_with("http") {
            format!("<link rel=\"canonical\" href=\"{}\">\n", escape_value(self.permalink))
        } else {
            String::new()
        };
        let refresh = format!("<meta http-equiv=\"refresh\" content=\"0; url={href}\">");
        let lead = match self.script {
            None => refresh,
            Some(script) => {
                let mut lead = format!("<script src=\"{script}\" data-to=\"{href}\"");
                if !self.parts.is_empty() {
                    let parts = serde_json::to_string(&self.parts).unwrap_or_default();
                    push_attribute(&mut lead, "data-parts", &parts);
                }
                lead + "></script>\n<noscript>" + &refresh + "</noscript>"
            }
        };
        let (before, after) = self.text.split_once("{}").unwrap_or((self.text, ""));
        let title = escape_value(self.title);
        format!(
            "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <title>{title}</title>\n{lead}\n<meta name=\"robots\" content=\"noindex\">\n{canonical}</head>\n\
             <body>\n<main>\n<h1>{title}</h1>\n<p>{}<a href=\"{href}\">{}</a>{}</p>\n</main>\n</body>\n</html>\n",
            escape_value(self.language),
            escape_value(self.direction),
            escape_value(before),
            escape_value(self.target_title),
            escape_value(after),
        )
    }
}

/// The most addresses in one sitemap, by the protocol.
pub const SITEMAP_LIMIT: usize = 50_000;

/// `sitemap.xml` (sitemaps.org protocol 0.9) of pages, each given by its address and the date of its last change.
pub fn sitemap<'a>(pages: impl IntoIterator<Item = (String, Option<&'a str>)>) -> String {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (address, changed) in pages.into_iter().take(SITEMAP_LIMIT) {
        xml.push_str("<url><loc>");
        push_xml(&mut xml, &address);
        xml.push_str("</loc>");
        if let Some(changed) = changed {
            xml.push_str("<lastmod>");
            xml.push_str(changed);
            xml.push_str("</lastmod>");
        }
        xml.push_str("</url>\n");
    }
    xml.push_str("</urlset>\n");
    xml
}
