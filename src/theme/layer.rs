//! [`ThemeLayer`]: the files of one theme of the chain, or of the site's overrides.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;
use crate::base::suggest::nearest;
use crate::config::Config;
use crate::data::reader::Reader;
use crate::data::toml;
use crate::source::{CONFIG, STATIC, Source, Sources, TEMPLATES, THEMES};
use crate::theme::bundle::BundleKind;

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The name of the theme at the end of every chain.
pub const DEFAULT: &str = "default";

/// A theme of the chain or the site's overrides, with its files by their path below the layer's
/// folder.
pub(super) struct ThemeLayer {
    /// The name of the theme; `None` for the site.
    pub(super) name: Option<String>,
    /// The folder of the theme without a slash at the end, `themes/default`; empty for the site.
    pub(super) folder: String,
    pub(super) files: BTreeMap<String, (SourcePath, Source)>,
}

/// The layers of a site, from the default theme up to the site's overrides.
pub(super) fn layers(
    sources: &Sources,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<ThemeLayer> {
    let mut themes: Vec<ThemeLayer> = Vec::new();
    let mut wanted = Some((config.theme.clone(), config_place(sources)));
    while let Some((name, place)) = wanted.take() {
        if themes.iter().any(|layer| layer.name.as_ref() == Some(&name)) {
            diagnostics.push(Diagnostic::error(
                Code::UnknownTheme,
                format!("the theme `{name}` extends itself"),
                place,
            ));
            break;
        }
        let Some(layer) = theme_layer(sources, &name) else {
            diagnostics.push(unknown_theme(sources, &name, place));
            break;
        };
        wanted = extends(&layer, diagnostics).filter(|_| name != DEFAULT);
        themes.push(layer);
    }
    if themes.last().is_none_or(|layer| layer.name.as_deref() != Some(DEFAULT)) {
        themes.extend(theme_layer(sources, DEFAULT));
    }
    themes.reverse();
    themes.push(site_layer(sources));
    themes
}

/// The place of the key `theme` in the configuration.
fn config_place(sources: &Sources) -> Place {
    let Some((path, source)) = sources.get(CONFIG) else {
        return Place {
            path: SourcePath::new(CONFIG).unwrap_or_else(|| unreachable!("a constant")),
            excerpt: None,
        };
    };
    let Ok(text) = source.text(path) else {
        return Place::file(path);
    };
    let key = text.lines().scan(0, |at, line| {
        let start = *at;
        *at += line.len() + 1;
        Some((start, line))
    });
    match key.into_iter().find(|(_, line)| {
        line.trim_start()
            .strip_prefix("theme")
            .is_some_and(|rest| rest.trim_start().starts_with('='))
    }) {
        Some((start, line)) => Place::span(path, &text, start..start + line.trim_end().len()),
        None => Place::file(path),
    }
}

fn unknown_theme(sources: &Sources, name: &str, place: Place) -> Diagnostic {
    let mut known: Vec<&str> = sources
        .below(THEMES)
        .filter_map(|(rest, ..)| rest.split_once('/').map(|(theme, _)| theme))
        .collect();
    known.push(DEFAULT);
    Diagnostic::error(Code::UnknownTheme, format!("there is no theme `{name}`"), place)
        .did_you_mean(nearest(name, known))
        .hint(format!("a theme is a folder below `{THEMES}` with a `theme.toml`"))
}

/// The layer of a theme of the site, or of the default theme in the program.
fn theme_layer(sources: &Sources, name: &str) -> Option<ThemeLayer> {
    let folder = format!("{THEMES}/{name}");
    let mut files: BTreeMap<String, (SourcePath, Source)> = sources
        .below(&folder)
        .map(|(rest, path, source)| (rest.to_owned(), (path.clone(), source.clone())))
        .collect();
    if name == DEFAULT && files.is_empty() {
        embedded(&EMBEDDED, &folder, &mut files);
    }
    (!files.is_empty()).then(|| ThemeLayer { name: Some(name.to_owned()), folder, files })
}

/// Adds the files of a folder in the program.
fn embedded(dir: &Dir<'static>, folder: &str, files: &mut BTreeMap<String, (SourcePath, Source)>) {
    for file in dir.files() {
        let Some(name) = file.path().to_str().map(|p| p.replace('\\', "/")) else {
            continue;
        };
        if let Some(path) = SourcePath::new(&format!("{folder}/{name}")) {
            files.insert(name, (path, Source::bytes(file.contents())));
        }
    }
    for dir in dir.dirs() {
        embedded(dir, folder, files);
    }
}

fn site_layer(sources: &Sources) -> ThemeLayer {
    let files = [TEMPLATES, STATIC]
        .iter()
        .flat_map(|folder| {
            sources.below(folder).map(move |(rest, path, source)| {
                (format!("{folder}/{rest}"), (path.clone(), source.clone()))
            })
        })
        .collect();
    ThemeLayer { name: None, folder: String::new(), files }
}

/// The name of the theme that this one extends, and its place in `theme.toml`.
fn extends(layer: &ThemeLayer, diagnostics: &mut Vec<Diagnostic>) -> Option<(String, Place)> {
    let Some((path, source)) = layer.files.get("theme.toml") else {
        if let Some(path) = SourcePath::new(&layer.folder) {
            let message = format!(
                "the theme `{}` has no `theme.toml`",
                layer.name.as_deref().unwrap_or_default()
            );
            diagnostics.push(
                Diagnostic::error(Code::UnknownTheme, message, Place::file(&path))
                    .hint("add one; a line `extends = \"default\"` is enough"),
            );
        }
        return None;
    };
    let text = source.text(path).map_err(|d| diagnostics.push(d)).ok()?;
    let (table, problems) = toml::parse(path, &text, 0..text.len(), Code::InvalidConfig);
    diagnostics.extend(problems);
    let mut reader = Reader::new(path, &text, table);
    let extends = reader.text("extends");
    for key in ["name", "description", "license", "homepage"] {
        reader.text(key);
    }
    for kind in BundleKind::ALL {
        reader.any(kind.folder());
    }
    diagnostics.extend(reader.finish(&[]));
    let place = |span| Place::span(path, &text, span);
    extends.map(|name| (name.value, place(name.span)))
}
