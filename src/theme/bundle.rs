//! Scripts and style sheets of themes: small sources, joined into one file in the order that
//! `theme.toml` lists.
//!
//! Scripts are classic ones without imports, since modules do not run from disk. All sources of a
//! file share one scope, in strict mode, that nothing else sees. They are published
//! minified. Style sheets follow each other as they are, shortened.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;
use crate::base::suggest::nearest;
use crate::data::toml;
use crate::data::value::{Spanned, Value};
use crate::source::Source;

use super::script::{self, ScriptError};
use super::stylesheet;

/// What a theme may list. Each has a table in `theme.toml` and a folder of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundleKind {
    /// `[scripts]`
    Script,
    /// `[styles]`
    Style,
}

impl BundleKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Script, Self::Style];

    /// The table, and the folder of the theme that holds the sources.
    pub const fn folder(self) -> &'static str {
        match self {
            Self::Script => "scripts",
            Self::Style => "styles",
        }
    }

    const fn noun(self) -> &'static str {
        match self {
            Self::Script => "script",
            Self::Style => "style sheet",
        }
    }
}

/// Sources of one kind, by their path below its folder.
pub type BundleSources = BTreeMap<String, (SourcePath, Source)>;

/// A file, joined from its sources.
pub struct Bundle {
    /// Its name: `reading.js`.
    pub name: String,
    /// The file that lists it.
    pub listed_in: SourcePath,
    /// Its text.
    pub text: Arc<str>,
}

/// The files of one kind that a `theme.toml` lists. `sources` are those of the theme and of the
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
    // What is wrong with the file as a whole is told where its other keys are read.
    let (table, _) = toml::parse(path, &text, 0..text.len(), Code::InvalidConfig);
    let Some((_, lists)) = table
        .into_iter()
        .find(|(key, _)| key.value == kind.folder())
    else {
        return Vec::new();
    };
    let reader = BundleReader {
        kind,
        path,
        text: &text,
        sources,
    };
    let Value::Table(lists) = lists.value else {
        let message = format!("`{}` must be a table of lists", kind.folder());
        diagnostics.push(reader.wrong(message, &lists));
        return Vec::new();
    };
    // Minifying is the slowest part of reading a theme.
    let results: Vec<_> = lists
        .into_par_iter()
        .map(|(name, list)| (name.value, reader.join(&list)))
        .collect();
    let mut found = Vec::new();
    for (name, result) in results {
        match result {
            Ok(text) => found.push(Bundle {
                name,
                listed_in: path.clone(),
                text,
            }),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    found
}

struct BundleReader<'a> {
    kind: BundleKind,
    path: &'a SourcePath,
    text: &'a Arc<str>,
    sources: &'a BundleSources,
}

impl BundleReader<'_> {
    fn wrong(&self, message: impl Into<String>, value: &Spanned<Value>) -> Diagnostic {
        let place = Place::span(self.path, self.text, value.span.clone());
        Diagnostic::error(Code::InvalidValue, message, place)
    }

    fn join(&self, list: &Spanned<Value>) -> Result<Arc<str>, Diagnostic> {
        let Value::List(files) = &list.value else {
            let message = format!("a {} must be a list of its sources", self.kind.noun());
            return Err(self.wrong(message, list));
        };
        let (open, close) = match self.kind {
            BundleKind::Script => ("(() => {\n\"use strict\";\n", "})();\n"),
            BundleKind::Style => ("", ""),
        };
        let mut joined = String::from(open);
        let mut parts = Vec::with_capacity(files.len());
        for file in files {
            let (path, text) = self.source(file)?;
            parts.push((joined.len(), path, Arc::clone(&text)));
            joined.push_str(&text);
            joined.push('\n');
        }
        joined.push_str(close);
        match self.kind {
            BundleKind::Script => {
                script::minify(&joined).map_err(|error| self.script_error(list, &parts, &error))
            }
            BundleKind::Style => Ok(stylesheet::minify(&joined).into()),
        }
    }

    fn source(&self, file: &Spanned<Value>) -> Result<(&SourcePath, Arc<str>), Diagnostic> {
        let Value::Text(name) = &file.value else {
            let message = format!(
                "the source of a {} must be the name of a file",
                self.kind.noun()
            );
            return Err(self.wrong(message, file));
        };
        let Some((path, source)) = self.sources.get(name) else {
            return Err(self
                .wrong(format!("there is no {} `{name}`", self.kind.noun()), file)
                .did_you_mean(nearest(name, self.sources.keys().map(String::as_str)))
                .hint(format!(
                    "it is looked for in the folder `{}` of the theme",
                    self.kind.folder()
                )));
        };
        Ok((path, source.text(path)?))
    }

    /// A fault of the joined script, told where its source was written. `parts` are the sources with
    /// the place where each begins; what lies outside of them all concerns the list as a whole.
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
                diagnostic(Place::span(
                    path,
                    text,
                    error.range.start - start..end - start,
                ))
            }
            None => diagnostic(Place::span(self.path, self.text, list.span.clone()))
                .hint("something in these sources is opened and never closed, or closed twice"),
        }
    }
}

/// The words of the parser begin with a capital letter, those of all other messages do not.
fn lower(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(letters).collect()
    })
}
