//! [`unlisted`]: scripts and style sheets of themes that no list takes in.

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::theme::layer::{SCRIPTS, STYLES, ThemeLayer};

/// The warnings about files in `scripts` and `styles` of themes that no `theme.toml` lists: not that
/// of their theme, and not one above it, unless a theme in between has a file of the same name. Of
/// themes whose `theme.toml` cannot be read the lists are not known.
pub(super) fn unlisted(layers: &[ThemeLayer]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (at, layer) in layers.iter().enumerate() {
        let above = &layers[at..];
        if !above.iter().all(|layer| layer.name.is_none() || layer.is_read) {
            continue;
        }
        for (name, (path, _)) in &layer.files {
            let folder = match (name.split_once('/'), path.extension()) {
                (Some((SCRIPTS, _)), "js") => SCRIPTS,
                (Some((STYLES, _)), "css") => STYLES,
                _ => continue,
            };
            let hides = |other: &&ThemeLayer| other.files.contains_key(name);
            let until = above
                .iter()
                .skip(1)
                .position(|other| hides(&other))
                .map_or(above.len(), |next| next + 1);
            let mut bundles = above[..until].iter().flat_map(|layer| &layer.bundles);
            if bundles.any(|bundle| bundle.lists(name)) {
                continue;
            }
            let message = format!("no `theme.toml` lists `{name}`");
            found.push(Diagnostic::warning(Code::UnlistedAsset, message, Place::file(path)).hint(
                format!(
                    "name it in a list below `[{folder}]` in `{}/theme.toml`, or delete it",
                    layer.folder
                ),
            ));
        }
    }
    found
}
