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

/// The name of the table that lists scripts, and of the folder that holds their sources.
pub(super) const SCRIPTS: &str = "scripts";
/// The name of the table that lists style sheets, and of the folder that holds their sources.
pub(super) const STYLES: &str = "styles";

/// A script or style sheet that a `theme.toml` lists.
#[derive(Clone, Debug)]
pub(super) struct Bundle {
    /// [`SCRIPTS`] or [`STYLES`].
    folder: &'static str,
    /// The name of the bundle: `reading.js`.
    pub(super) name: String,
    /// The `theme.toml` that lists the bundle.
    pub(super) listed_in: SourcePath,
    /// The names of its sources below the folder, each with its place in the list.
    sources: Vec<(String, Place)>,
}

/// The bundles that the `theme.toml` at `path` lists.
pub(super) fn read(reader: &mut Reader<'_>, path: &SourcePath) -> Vec<Bundle> {
    let mut bundles = Vec::new();
    for folder in [SCRIPTS, STYLES] {
        for (name, list) in reader.table_of_text_lists(folder) {
            let sources = list.into_iter().map(|source| (source.value, reader.place(&source.span)));
            let (sources, listed_in) = (sources.collect(), path.clone());
            bundles.push(Bundle { folder, name: name.value, listed_in, sources });
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
        let folder = self.folder;
        let is_script = folder == SCRIPTS;
        let mut text = String::new();
        for (name, place) in &self.sources {
            let Some((path, source)) = files.get(&format!("{folder}/{name}")) else {
                return Err(missing(folder, name, place, files));
            };
            text.push_str(&source.text(path)?);
            // What ends a rule of a style sheet does not end every statement of a script.
            if is_script || !text.ends_with(['}', ';']) {
                text.push('\n');
            }
        }
        if is_script {
            text = format!("(() => {{\n\"use strict\";\n{text}}})();\n");
        }
        Ok(text)
    }
}

fn missing(folder: &str, name: &str, place: &Place, files: &LayerFiles) -> Diagnostic {
    let known = files.keys().filter_map(|file| file.strip_prefix(folder)?.strip_prefix('/'));
    Diagnostic::error(Code::InvalidValue, format!("there is no `{folder}/{name}`"), place.clone())
        .did_you_mean(nearest(name, known))
        .hint("it is looked for in the theme and in those that it extends")
}
