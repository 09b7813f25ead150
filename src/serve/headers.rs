//! [`HeaderRules`]: the response headers that a site asks its host for in `_headers`, so that a
//! page is served here under the policy that it is published with.

use hyper::header::{HeaderMap, HeaderName, HeaderValue};

use crate::base::outputs::Outputs;
use crate::base::paths::OutputPath;
use crate::hosting::plan::HostingPlan;
use crate::hosting::rules;

/// The rules of `_headers`, in order.
#[derive(Debug, Default)]
pub(super) struct HeaderRules(Vec<HeaderRule>);

#[derive(Debug)]
struct HeaderRule {
    /// A percent-encoded path, or the beginning of paths.
    address: String,
    /// Whether the rule is for every path that begins with `address`.
    is_prefix: bool,
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl HeaderRules {
    /// The rules in the outputs of a site, or else those by which it is to be served: its host may
    /// read another file.
    pub(super) fn of(outputs: &Outputs, plan: &HostingPlan) -> Self {
        let path = OutputPath::new(rules::HEADERS).ok();
        match path.and_then(|path| outputs.get(&path)?.in_memory()) {
            Some(bytes) => Self::read(&String::from_utf8_lossy(&bytes)),
            None => Self::read(&rules::headers(plan, usize::MAX).text),
        }
    }

    /// Parses the format of Netlify and Cloudflare Pages: a path, then `Name: value` on indented
    /// lines. Whatever follows a `*` in a path is ignored.
    fn read(text: &str) -> Self {
        let mut rules: Vec<HeaderRule> = Vec::new();
        for line in text.lines() {
            let trimmed = line.trim();
            if trimmed.is_empty() || trimmed.starts_with('#') {
                continue;
            }
            if !line.starts_with([' ', '\t']) {
                let (address, is_prefix) = match trimmed.split_once('*') {
                    Some((prefix, _)) => (prefix, true),
                    None => (trimmed, false),
                };
                rules.push(HeaderRule {
                    address: address.to_owned(),
                    is_prefix,
                    headers: Vec::new(),
                });
            } else if let (Some(rule), Some((name, value))) =
                (rules.last_mut(), trimmed.split_once(':'))
                && let Ok(name) = HeaderName::from_bytes(name.trim().as_bytes())
                && let Ok(value) = HeaderValue::from_str(value.trim())
            {
                rule.headers.push((name, value));
            }
        }
        Self(rules)
    }

    /// Sets the headers that the rules have for a percent-encoded path.
    pub(super) fn apply(&self, address: &str, headers: &mut HeaderMap) {
        for rule in &self.0 {
            let applies = if rule.is_prefix {
                address.starts_with(&rule.address)
            } else {
                address == rule.address
            };
            for (name, value) in rule.headers.iter().filter(|_| applies) {
                headers.insert(name, value.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(rules: &str, address: &str, name: &str) -> Option<String> {
        let mut headers = HeaderMap::new();
        HeaderRules::read(rules).apply(address, &mut headers);
        Some(headers.get(name)?.to_str().unwrap().to_owned())
    }

    #[test]
    fn rules_are_by_address_or_its_beginning() {
        let rules = "# ours\n/team/*\n  X-One: a: b\n\n/team/x.css\n\tX-Two: c\n  X-One: d\n";
        assert_eq!(header(rules, "/team/", "x-one").as_deref(), Some("a: b"));
        assert_eq!(header(rules, "/team/", "x-two"), None);
        assert_eq!(header(rules, "/team/x.css", "x-two").as_deref(), Some("c"));
        assert_eq!(header(rules, "/team/x.css", "x-one").as_deref(), Some("d"));
        assert_eq!(header(rules, "/other/", "x-one"), None);
    }

    #[test]
    fn what_is_no_rule_is_left_out() {
        assert_eq!(header("  X-One: a\n/*\n  nothing\n  b c: d\n", "/", "x-one"), None);
    }
}
