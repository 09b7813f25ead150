//! [`theme_files`]: the files of a site's theme as they were written, for those who take one over.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::base::paths::SourcePath;
use crate::config::Config;
use crate::source::{Source, Sources, THEMES};
use crate::theme::layer::{DEFAULT, embedded, layers};

/// The default theme as it was written, with its comments and documents.
static WRITTEN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The files of a chain of themes, each with its place, by their path below the folder of the theme:
/// `templates/page.html`. Of files with one name it is that of the highest theme. The site's own
/// files are not among them.
pub fn theme_files(sources: &Sources, config: &Config) -> BTreeMap<String, (SourcePath, Source)> {
    let mut files = BTreeMap::new();
    // What is wrong with a theme is for a build to tell.
    for layer in layers(sources, config, &mut Vec::new()) {
        let Some(name) = layer.name else { continue };
        let folder = format!("{THEMES}/{name}");
        let before = files.len();
        let written = sources.of_theme(&folder);
        files.extend(
            written.map(|(rest, path, source)| (rest.to_owned(), (path.clone(), source.clone()))),
        );
        if name == DEFAULT && files.len() == before {
            embedded(&WRITTEN, &folder, &mut files);
        }
    }
    files
}
