//! [`Bundle`]: scripts and style sheets of themes, concatenated in the order that `theme.toml`
//! lists and minified.
//!
//! Scripts are classic ones without imports, since modules do not run from disk. All sources of a
//! bundle share one function scope in strict mode.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;
use crate::base::suggest::nearest;
use crate::data::toml;
use crate::data::value::{Spanned, Value};
use crate::source::Source;

use crate::theme::script::{self, ScriptError};
use crate::theme::stylesheet;

/// The kind of a bundle. Each has a table in `theme.toml` and a folder of the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundleKind {
    /// The bundles of the table `[scripts]`.
    Script,
    /// The bundles of the table `[styles]`.
    Style,
}

impl BundleKind {
    /// All kinds of bundle.
    pub const ALL: [Self; 2] = [Self::Script, Self::Style];

    /// The name of the table that lists bundles of the kind, and of the folder that holds their
    /// sources.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Script => "scripts",
            Self::Style => "styles",
        }
    }

    const fn label(self) -> &'static str {
        match self {
            Self::Script => "script",
            Self::Style => "style sheet",
        }
    }
}

/// Sources of bundles of one kind, by their path below the folder of the kind.
pub type BundleSources = BTreeMap<String, (SourcePath, Source)>;

/// A script or style sheet, bundled from its sources and minified.
pub struct Bundle {
    /// The name of the bundle: `reading.js`.
    pub name: String,
    /// The `theme.toml` that lists the bundle.
    pub listed_in: SourcePath,
    /// The text of the bundle.
    pub text: Arc<str>,
}

/// The bundles of one kind that a `theme.toml` lists. `sources` are those of the theme and of the
/// themes that it extends.
pub fn read(
    kind: BundleKind,
    path: &SourcePath,
    source: &Source,
    sources: &BundleSources,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Bundle> {
    let Ok(text) = source.text(path) else {
        return Vec::new();
    };
    // Syntax errors of the file are reported where its other keys are read.
    let (table, _) = toml::parse(path, &text, 0..text.len(), Code::InvalidConfig);
    let Some((_, lists)) = table.into_iter().find(|(key, _)| key.value == kind.folder()) else {
        return Vec::new();
    };
    let reader = BundleReader { kind, path, text: &text, sources };
    let Value::Table(lists) = lists.value else {
        let message = format!("`{}` must be a table of lists", kind.folder());
        diagnostics.push(reader.invalid_value(message, &lists));
        return Vec::new();
    };
    // Minifying is the slowest part of reading a theme.
    let results: Vec<_> =
        lists.into_par_iter().map(|(name, list)| (name.value, reader.bundle(&list))).collect();
    let mut found = Vec::new();
    for (name, result) in results {
        match result {
            Ok(text) => found.push(Bundle { name, listed_in: path.clone(), text }),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    found
}

/// Reads the bundles of one kind from a `theme.toml`.
struct BundleReader<'a> {
    kind: BundleKind,
    path: &'a SourcePath,
    text: &'a Arc<str>,
    sources: &'a BundleSources,
}

impl BundleReader<'_> {
    fn invalid_value(&self, message: impl Into<String>, value: &Spanned<Value>) -> Diagnostic {
        let place = Place::span(self.path, self.text, value.span.clone());
        Diagnostic::error(Code::InvalidValue, message, place)
    }

    fn bundle(&self, list: &Spanned<Value>) -> Result<Arc<str>, Diagnostic> {
        let Value::List(files) = &list.value else {
            let message = format!("a {} must be a list of its sources", self.kind.label());
            return Err(self.invalid_value(message, list));
        };
        let (open, close) = match self.kind {
            BundleKind::Script => ("(() => {\n\"use strict\";\n", "})();\n"),
            BundleKind::Style => ("", ""),
        };
        let mut bundle = String::from(open);
        let mut parts = Vec::with_capacity(files.len());
        for file in files {
            let (path, text) = self.source(file)?;
            parts.push((bundle.len(), path, Arc::clone(&text)));
            bundle.push_str(&text);
            bundle.push('\n');
        }
        bundle.push_str(close);
        match self.kind {
            BundleKind::Script => {
                script::minify(&bundle).map_err(|error| self.script_error(list, &parts, &error))
            }
            BundleKind::Style => Ok(stylesheet::minify(&bundle).into()),
        }
    }

    fn source(&self, file: &Spanned<Value>) -> Result<(&SourcePath, Arc<str>), Diagnostic> {
        let Value::Text(name) = &file.value else {
            let message =
                format!("the source of a {} must be the name of a file", self.kind.label());
            return Err(self.invalid_value(message, file));
        };
        let Some((path, source)) = self.sources.get(name) else {
            return Err(self
                .invalid_value(format!("there is no {} `{name}`", self.kind.label()), file)
                .did_you_mean(nearest(name, self.sources.keys().map(String::as_str)))
                .hint(format!(
                    "it is looked for in the folder `{}` of the theme",
                    self.kind.folder()
                )));
        };
        Ok((path, source.text(path)?))
    }

    /// The diagnostic for a syntax error of a bundle, at its place in the source. `parts` are the
    /// sources with their offset in the bundle; an error outside of them is one of the list.
    fn script_error(
        &self,
        list: &Spanned<Value>,
        parts: &[(usize, &SourcePath, Arc<str>)],
        error: &ScriptError,
    ) -> Diagnostic {
        let part = parts
            .iter()
            .rev()
            .find(|(start, _, text)| (*start..=start + text.len()).contains(&error.range.start));
        let diagnostic =
            |place| Diagnostic::error(Code::ScriptSyntax, lower(&error.message), place);
        match part {
            Some((start, path, text)) => {
                let end = error.range.end.min(start + text.len());
                diagnostic(Place::span(path, text, error.range.start - start..end - start))
            }
            None => diagnostic(Place::span(self.path, self.text, list.span.clone()))
                .hint("something in these sources is opened and never closed, or closed twice"),
        }
    }
}

/// The message with a lower case letter at its beginning, as all other messages have.
fn lower(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
