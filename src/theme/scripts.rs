//! Scripts of themes: small sources, joined into one file in the order that `theme.toml` lists.
//!
//! They are classic scripts without imports, since modules do not run from disk. All sources of a
//! file share one scope, in strict mode, that nothing else sees. Comments are not published.

mod shorten;

use std::collections::BTreeMap;
use std::sync::Arc;

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
        for file in files {
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
            joined.push_str(source.text(path)?.trim());
            joined.push('\n');
        }
        joined.push_str("})();\n");
        Ok(shorten::shorten(&joined))
    }
}
