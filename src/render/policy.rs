//! The Content-Security-Policy, as a header and as a `<meta>` element, and the other headers of pages.

use crate::config::security::AllowedOrigins;

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
