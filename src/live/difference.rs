//! [`Difference`]: what a host does otherwise than a build says; and many of a kind as one message.

use crate::base::diagnostic::{Code, Diagnostic, Severity};

/// What a host does otherwise at one address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    pub(super) code: Code,
    pub(super) severity: Severity,
    /// What is wrong; continues "`address` ", and is the same for all addresses where it is.
    pub(super) what: String,
    /// What to do about it; may be empty.
    pub(super) hint: String,
}

impl Difference {
    pub(super) fn new(code: Code, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { code, severity: Severity::Error, what: what.into(), hint: hint.into() }
    }

    /// What costs readers time and nothing else.
    pub(super) fn warning(code: Code, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::new(code, what, hint) }
    }
}

/// The diagnostics for differences, each with its address: one for each that is the same at several, in
/// the order of the first.
pub(super) fn diagnostics(found: Vec<(String, Difference)>) -> Vec<Diagnostic> {
    let mut groups: Vec<(Difference, Vec<String>)> = Vec::new();
    for (address, difference) in found {
        match groups.iter_mut().find(|(known, _)| *known == difference) {
            Some((_, addresses)) => addresses.push(address),
            None => groups.push((difference, vec![address])),
        }
    }
    let told = groups.into_iter().map(|(difference, addresses)| {
        let Difference { code, severity, what, hint } = difference;
        let more = match addresses.len() - 1 {
            0 => String::new(),
            1 => format!(", and `{}` too", addresses[1]),
            more => format!(", and {more} other addresses too"),
        };
        let message = format!("`{}` {what}{more}", addresses[0]);
        let diagnostic = Diagnostic::new(severity, code, message, None);
        if hint.is_empty() { diagnostic } else { diagnostic.hint(hint) }
    });
    told.collect()
}
