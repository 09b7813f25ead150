//! [`Baseline`]: the faults that a site had when its baseline was written. They do not keep it from
//! being published, while any further one does.
//!
//! A fault is known by its code, its file and the text that it concerns, not by its line, which moves
//! with every edit above it. `handbook check --write-baseline` writes the file anew.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;
use crate::data::reader::Reader;
use crate::data::toml;
use crate::source::{BASELINE, Sources};

/// The name of the list of faults.
const LIST: &str = "fault";

/// The most characters of the text that a fault concerns.
const TEXT_LIMIT: usize = 80;

/// The first lines of the file.
const HEAD: &str = "\
# Known faults, which `handbook build` lets pass. One more than `count` is refused.
# `handbook check --write-baseline` writes this file anew.
";

/// Whether a file is a baseline that this program wrote.
pub fn is_baseline(file: &[u8]) -> bool {
    file.starts_with(HEAD.lines().next().unwrap_or_default().as_bytes())
}

/// The known faults of a site.
#[derive(Debug, Default)]
pub struct Baseline(BTreeMap<KnownFault, KnownCount>);

/// What a fault is known by: its file, its code and the text that it concerns.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct KnownFault {
    file: String,
    code: &'static str,
    text: String,
}

/// How often a fault is known, and the place that says so.
#[derive(Debug)]
struct KnownCount {
    count: usize,
    /// How many of them are not met.
    left: usize,
    place: Place,
}

impl KnownFault {
    fn of(diagnostic: &Diagnostic) -> Self {
        let place = diagnostic.place.as_ref();
        let excerpt = place.and_then(|place| place.excerpt.as_ref());
        let text = excerpt.and_then(|excerpt| excerpt.text.get(excerpt.range.clone()));
        let words: Vec<&str> = text.unwrap_or(&diagnostic.message).split_whitespace().collect();
        Self {
            file: place.map(|place| place.path.to_string()).unwrap_or_default(),
            code: diagnostic.code.as_str(),
            text: words.join(" ").chars().take(TEXT_LIMIT).collect(),
        }
    }
}

impl Baseline {
    /// Reads the baseline of a site; an empty one if there is none.
    pub(super) fn read(sources: &Sources, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let mut baseline = Self::default();
        let Some((path, source)) = sources.get(BASELINE) else {
            return baseline;
        };
        let text = match source.text(path) {
            Ok(text) => text,
            Err(diagnostic) => {
                diagnostics.push(diagnostic);
                return baseline;
            }
        };
        let (table, syntax) = toml::parse(path, &text, 0..text.len(), Code::InvalidConfig);
        let mut reader = Reader::new(path, &text, table);
        let faults = reader.open_list(LIST, None).map(|list| list.value).unwrap_or_default();
        for mut fault in faults {
            baseline.add(&mut fault, path, &text);
            reader.close(fault, &[]);
        }
        diagnostics.extend(syntax);
        diagnostics.extend(reader.finish(&[]).into_iter().map(Diagnostic::fixed));
        baseline
    }

    fn add(&mut self, fault: &mut Reader<'_>, path: &SourcePath, text: &Arc<str>) {
        for key in ["code", "file", "text"] {
            fault.require(key, "run `handbook check --write-baseline` to write the file anew");
        }
        let code = fault.text("code");
        let file = fault.text("file");
        let concerned = fault.text("text");
        let count = fault.integer("count");
        let (Some(code), Some(file), Some(concerned)) = (code, file, concerned) else {
            return;
        };
        let Some(known) = Code::named(&code.value) else {
            fault.refuse("code", &code.span, "is no code of a diagnostic", "");
            return;
        };
        if !known.may_be_recorded() {
            fault.refuse(
                "code",
                &code.span,
                "cannot be recorded",
                "remove this fault, and mend it",
            );
            return;
        }
        let span: &Range<usize> = count.as_ref().map_or(&code.span, |count| &count.span);
        let place = Place::span(path, text, span.clone());
        let count = count.map_or(1, |count| usize::try_from(count.value).unwrap_or_default());
        let fault = KnownFault { file: file.value, code: known.as_str(), text: concerned.value };
        self.0.insert(fault, KnownCount { count, left: count, place });
    }

    /// Drops the known faults, and reports those that are gone. Returns how many were dropped. What
    /// was not looked at is not gone: files that are left out of this build, and whatever an error
    /// that no level lowers may hide.
    pub(super) fn apply(
        mut self,
        is_left_out: &dyn Fn(&str) -> bool,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> usize {
        if self.0.is_empty() {
            return 0;
        }
        let before = diagnostics.len();
        diagnostics.retain(|diagnostic| {
            if !diagnostic.may_be_recorded() {
                return true;
            }
            match self.0.get_mut(&KnownFault::of(diagnostic)) {
                Some(known) if known.left > 0 => {
                    known.left -= 1;
                    false
                }
                _ => true,
            }
        });
        let known = before - diagnostics.len();
        if diagnostics.iter().any(|d| d.is_error() && !d.may_be_lowered()) {
            return known;
        }
        self.0.retain(|fault, _| !is_left_out(&fault.file));
        for (fault, KnownCount { count, left, place }) in self.0 {
            let KnownFault { file, code, text } = fault;
            let fault = format!("`{code}` at `{text}` in `{file}`");
            let (message, edit) = match count - left {
                _ if left == 0 => continue,
                0 => (format!("{fault} is mended"), "strike it off".to_owned()),
                known => (
                    format!("{fault} is mended in {left} of {count} places"),
                    format!("write `count = {known}`"),
                ),
            };
            let rest = "or run `handbook check --write-baseline` to write the file anew";
            let diagnostic = Diagnostic::warning(Code::MendedFault, message, place);
            diagnostics.push(diagnostic.hint(format!("{edit}, {rest}")));
        }
        known
    }
}

/// The text of a baseline with the faults among the diagnostics that would be refused, and how many
/// they are. `strict` refuses warnings as well. What cannot be recorded is left out.
pub fn baseline_of(diagnostics: &[Diagnostic], strict: bool) -> (String, usize) {
    let mut counts: BTreeMap<KnownFault, usize> = BTreeMap::new();
    let refused = diagnostics.iter().filter(|diagnostic| {
        diagnostic.may_be_recorded() && (diagnostic.is_error() || strict && diagnostic.is_warning())
    });
    for diagnostic in refused {
        *counts.entry(KnownFault::of(diagnostic)).or_default() += 1;
    }
    let mut text = String::from(HEAD);
    for (fault, count) in &counts {
        // Writing to a String cannot fail.
        let _ = write!(
            text,
            "\n[[{LIST}]]\ncode = \"{}\"\nfile = {}\ntext = {}\ncount = {count}\n",
            fault.code,
            toml::quoted(&fault.file),
            toml::quoted(&fault.text),
        );
    }
    (text, counts.values().sum())
}
