//! [`Bundle`]: a script or style sheet that a theme joins from sources, in the order that its
//! `theme.toml` lists.
//!
//! Scripts are classic ones without imports, since modules do not run from disk. All sources of a
//! script share one function scope in strict mode.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;
use crate::base::suggest::nearest;
use crate::data::reader::Reader;
use crate::source::Source;

/// The files of a layer, or of several, by their path below its folder.
pub(super) type LayerFiles = BTreeMap<String, (SourcePath, Source)>;

/// The kind of a bundle. Each has a table in `theme.toml` and a folder of the theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BundleKind {
    /// The bundles of the table `[scripts]`.
    Script,
    /// The bundles of the table `[styles]`.
    Style,
}

impl BundleKind {
    /// The name of the table that lists bundles of the kind, and of the folder that holds their
    /// sources.
    pub(super) const fn folder(self) -> &'static str {
        match self {
            Self::Script => "scripts",
            Self::Style => "styles",
        }
    }
}

/// A script or style sheet that a `theme.toml` lists.
#[derive(Clone, Debug)]
pub(super) struct Bundle {
    kind: BundleKind,
    /// The name of the bundle: `reading.js`.
    pub(super) name: String,
    /// The `theme.toml` that lists the bundle.
    pub(super) listed_in: SourcePath,
    /// The names of its sources below the folder of its kind, each with its place in the list.
    sources: Vec<(String, Place)>,
}

/// The bundles that the `theme.toml` at `path` lists.
pub(super) fn read(reader: &mut Reader<'_>, path: &SourcePath) -> Vec<Bundle> {
    let mut bundles = Vec::new();
    for kind in [BundleKind::Script, BundleKind::Style] {
        for (name, list) in reader.table_of_text_lists(kind.folder()) {
            let sources = list.into_iter().map(|source| (source.value, reader.place(&source.span)));
            let (sources, listed_in) = (sources.collect(), path.clone());
            bundles.push(Bundle { kind, name: name.value, listed_in, sources });
        }
    }
    bundles
}

impl Bundle {
    /// The text of the bundle. `files` are those of the theme and of the themes that it extends.
    ///
    /// # Errors
    /// A diagnostic about the first source that is missing or no text.
    pub(super) fn join(&self, files: &LayerFiles) -> Result<String, Diagnostic> {
        let folder = self.kind.folder();
        let mut text = String::new();
        for (name, place) in &self.sources {
            let Some((path, source)) = files.get(&format!("{folder}/{name}")) else {
                return Err(missing(folder, name, place, files));
            };
            text.push_str(&source.text(path)?);
            // What ends a rule of a style sheet does not end every statement of a script.
            if self.kind == BundleKind::Script || !text.ends_with(['}', ';']) {
                text.push('\n');
            }
        }
        Ok(match self.kind {
            BundleKind::Script => format!("(() => {{\n\"use strict\";\n{text}}})();\n"),
            BundleKind::Style => text,
        })
    }
}

fn missing(folder: &str, name: &str, place: &Place, files: &LayerFiles) -> Diagnostic {
    let known = files.keys().filter_map(|file| file.strip_prefix(folder)?.strip_prefix('/'));
    Diagnostic::error(Code::InvalidValue, format!("there is no `{folder}/{name}`"), place.clone())
        .did_you_mean(nearest(name, known))
        .hint("it is looked for in the theme and in those that it extends")
}
