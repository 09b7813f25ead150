//! Scripts of themes: small sources, joined into one file in the order that `theme.toml` lists.
//!
//! They are classic scripts without imports, since modules do not run from disk. All sources of a
//! file share one scope, in strict mode, that nothing else sees. They are published
//! minified.

mod minify;

use std::collections::BTreeMap;
use std::sync::Arc;

use minify::{Fault, minify};

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;
use crate::base::suggest::nearest;
use crate::data::toml;
use crate::data::value::{Spanned, Value};
use crate::source::Source;

/// The folder of a theme that holds the sources of scripts.
pub const FOLDER: &str = "scripts";

/// A script, joined.
pub struct Script {
    /// Its name: `instruments.js`.
    pub name: String,
    /// The file that lists it.
    pub listed_in: SourcePath,
    /// Its text.
    pub text: String,
}

/// The scripts that a `theme.toml` lists. `sources` are the files of the theme and of those that it
/// extends, by their path below [`FOLDER`].
pub fn read(
    path: &SourcePath,
    source: &Source,
    sources: &BTreeMap<String, (SourcePath, Source)>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Script> {
    let Ok(text) = source.text(path) else {
        return Vec::new();
    };
    // What is wrong with the file as a whole is told where its other keys are read.
    let (table, _) = toml::parse(path, &text, 0..text.len(), Code::InvalidConfig);
    let Some((_, scripts)) = table.into_iter().find(|(key, _)| key.value == FOLDER) else {
        return Vec::new();
    };
    let reader = Lists {
        path,
        text: &text,
        sources,
    };
    let Value::Table(scripts) = scripts.value else {
        diagnostics.push(reader.wrong("`scripts` must be a table of lists", &scripts));
        return Vec::new();
    };
    let mut found = Vec::new();
    for (name, list) in scripts {
        match reader.join(&list) {
            Ok(text) => found.push(Script {
                name: name.value,
                listed_in: path.clone(),
                text,
            }),
            Err(diagnostic) => diagnostics.push(diagnostic),
        }
    }
    found
}

struct Lists<'a> {
    path: &'a SourcePath,
    text: &'a Arc<str>,
    sources: &'a BTreeMap<String, (SourcePath, Source)>,
}

impl Lists<'_> {
    fn wrong(&self, message: impl Into<String>, value: &Spanned<Value>) -> Diagnostic {
        let place = Place::span(self.path, self.text, value.span.clone());
        Diagnostic::error(Code::InvalidValue, message, place)
    }

    fn join(&self, list: &Spanned<Value>) -> Result<String, Diagnostic> {
        let Value::List(files) = &list.value else {
            return Err(self.wrong("a script must be a list of its sources", list));
        };
        let mut joined = String::from("(() => {\n\"use strict\";\n");
        let mut parts = Vec::with_capacity(files.len());
        for file in files {
            let (path, text) = self.source(file)?;
            parts.push((joined.len(), path, Arc::clone(&text)));
            joined.push_str(&text);
            joined.push('\n');
        }
        joined.push_str("})();\n");
        minify(&joined).map_err(|fault| self.fault(list, &parts, &fault))
    }

    fn source(&self, file: &Spanned<Value>) -> Result<(&SourcePath, Arc<str>), Diagnostic> {
        let Value::Text(name) = &file.value else {
            return Err(self.wrong("the source of a script must be the name of a file", file));
        };
        let Some((path, source)) = self.sources.get(name) else {
            return Err(self
                .wrong(format!("there is no script `{name}`"), file)
                .did_you_mean(nearest(name, self.sources.keys().map(String::as_str)))
                .hint(format!(
                    "it is looked for in the folder `{FOLDER}` of the theme"
                )));
        };
        Ok((path, source.text(path)?))
    }

    /// A fault of the joined script, told where its source was written. `parts` are the sources with
    /// the place where each begins; what lies outside of them all concerns the list as a whole.
    fn fault(
        &self,
        list: &Spanned<Value>,
        parts: &[(usize, &SourcePath, Arc<str>)],
        fault: &Fault,
    ) -> Diagnostic {
        let part = parts
            .iter()
            .rev()
            .find(|(start, _, text)| (*start..=start + text.len()).contains(&fault.range.start));
        let tell = |place| Diagnostic::error(Code::ScriptSyntax, lower(&fault.message), place);
        match part {
            Some((start, path, text)) => {
                let end = fault.range.end.min(start + text.len());
                tell(Place::span(
                    path,
                    text,
                    fault.range.start - start..end - start,
                ))
            }
            None => tell(Place::span(self.path, self.text, list.span.clone()))
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
