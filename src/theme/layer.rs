//! [`ThemeLayer`]: the files of one theme of the chain, or of the site's overrides.
//!
//! A [`Bundle`] is a script or style sheet that a theme joins from sources, in the order that its
//! `theme.toml` lists. Scripts are classic ones without imports, since modules do not run from disk.
//! All sources of a script share one function scope in strict mode.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;
use crate::base::suggest::nearest;
use crate::config::Config;
use crate::data::reader::Reader;
use crate::data::toml;
use crate::source::{STATIC, Source, Sources, TEMPLATES, THEMES};
use crate::theme::shorten::{joined, shorten};
use crate::theme::tokens::{AssetLanguage, unbalanced};

/// The default theme, whose scripts and style sheets `themes/build.rs` shortened.
static EMBEDDED: Dir<'_> = include_dir!("$OUT_DIR/default");

/// The bundles of the default theme by their names, which `themes/build.rs` joined.
static JOINED: Dir<'_> = include_dir!("$OUT_DIR/joined");

/// The name of the theme at the end of every chain.
pub const DEFAULT: &str = "default";

/// A theme of the chain or the site's overrides.
pub(super) struct ThemeLayer {
    /// The name of the theme; `None` for the site.
    pub(super) name: Option<String>,
    /// The folder of the theme without a slash at the end, `themes/default`; empty for the site.
    pub(super) folder: String,
    pub(super) files: LayerFiles,
    /// Whether it is the default theme in the program.
    is_embedded: bool,
    /// The scripts and style sheets that its `theme.toml` lists.
    pub(super) bundles: Vec<Bundle>,
    /// Whether its `theme.toml` was read without errors.
    pub(super) is_read: bool,
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
            let message = format!("the theme `{name}` extends itself");
            let error = Diagnostic::error(Code::UnknownTheme, message, place);
            let hint = "let `extends` in its `theme.toml` name another theme, such as `default`";
            diagnostics.push(error.hint(hint));
            break;
        }
        let Some(mut layer) = theme_layer(sources, &name, diagnostics) else {
            diagnostics.push(unknown_theme(sources, &name, place));
            break;
        };
        wanted = read_theme_file(&mut layer, diagnostics).filter(|_| name != DEFAULT);
        themes.push(layer);
    }
    if themes.last().is_none_or(|layer| layer.name.as_deref() != Some(DEFAULT)) {
        let mut layer = theme_layer(sources, DEFAULT, diagnostics);
        if let Some(layer) = &mut layer {
            read_theme_file(layer, diagnostics);
        }
        themes.extend(layer);
    }
    themes.reverse();
    themes.push(site_layer(sources));
    themes
}

/// The place of the key `theme` in the configuration.
fn config_place(sources: &Sources) -> Place {
    let path = &sources.config;
    let text = sources.text(path).unwrap_or_default();
    let (table, _) = toml::parse(path, &text, 0..text.len(), Code::InvalidConfig);
    match table.iter().find(|(key, _)| key.value == "theme") {
        Some((key, name)) => Place::span(path, &text, key.span.start..name.span.end),
        None => Place::file(path),
    }
}

fn unknown_theme(sources: &Sources, name: &str, place: Place) -> Diagnostic {
    let mut known: Vec<&str> = sources
        .of_theme(THEMES)
        .filter_map(|(rest, ..)| rest.split_once('/').map(|(theme, _)| theme))
        .collect();
    known.push(DEFAULT);
    Diagnostic::error(Code::UnknownTheme, format!("there is no theme `{name}`"), place)
        .did_you_mean(nearest(name, known))
        .hint(format!("a theme is a folder in `{THEMES}` with a `theme.toml`"))
}

/// The layer of a theme of the site, or of the default theme in the program. Scripts and style sheets
/// that a theme may list are shortened.
fn theme_layer(
    sources: &Sources,
    name: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<ThemeLayer> {
    let folder = format!("{THEMES}/{name}");
    let mut files = LayerFiles::new();
    for (rest, path, source) in sources.of_theme(&folder) {
        let source = match rest.split_once('/') {
            Some((SCRIPTS, _)) => script(path, source, diagnostics),
            Some((STYLES, _)) => shortened(AssetLanguage::Css, path, source),
            _ => source.clone(),
        };
        files.insert(rest.to_owned(), (path.clone(), source));
    }
    let is_embedded = name == DEFAULT && files.is_empty();
    if is_embedded {
        embedded(&EMBEDDED, &folder, &mut files);
    }
    (!files.is_empty()).then(|| ThemeLayer {
        name: Some(name.to_owned()),
        folder,
        files,
        is_embedded,
        bundles: Vec::new(),
        is_read: false,
    })
}

/// A script, shortened; what it opens and never closes, or closes and never opened, is reported.
fn script(path: &SourcePath, source: &Source, diagnostics: &mut Vec<Diagnostic>) -> Source {
    if let Ok(text) = source.text(path)
        && let Some((message, range)) = unbalanced(AssetLanguage::JavaScript, &text)
    {
        let place = Place::span(path, &text, range);
        // Joined with others, it would stop them too.
        diagnostics.push(Diagnostic::error(Code::ScriptSyntax, message, place).fixed());
    }
    shortened(AssetLanguage::JavaScript, path, source)
}

/// A script or style sheet without comments and needless white space; as it is if it is no text.
pub(super) fn shortened(language: AssetLanguage, path: &SourcePath, source: &Source) -> Source {
    match source.text(path) {
        Ok(text) => Source::bytes(shorten(language, &text).into_bytes()),
        Err(_) => source.clone(),
    }
}

/// Adds the files of a folder in the program.
pub(super) fn embedded(dir: &Dir<'static>, folder: &str, files: &mut LayerFiles) {
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
            sources.of_theme(folder).map(move |(rest, path, source)| {
                (format!("{folder}/{rest}"), (path.clone(), source.clone()))
            })
        })
        .collect();
    ThemeLayer {
        name: None,
        folder: String::new(),
        files,
        is_embedded: false,
        bundles: Vec::new(),
        is_read: false,
    }
}

/// Reads the `theme.toml` of a theme: what it lists, and the name of the theme that it extends, with
/// the place of that.
fn read_theme_file(
    layer: &mut ThemeLayer,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(String, Place)> {
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
    let reported_before = diagnostics.len();
    let text = source.text(path).map_err(|d| diagnostics.push(d)).ok()?;
    let (table, problems) = toml::parse(path, &text, 0..text.len(), Code::InvalidConfig);
    diagnostics.extend(problems);
    let mut reader = Reader::new(path, &text, table);
    let extends = reader.text("extends");
    for key in ["name", "description", "license", "homepage"] {
        reader.text(key);
    }
    layer.bundles = bundles(&mut reader, path, layer.is_embedded);
    diagnostics.extend(reader.finish(&[]));
    layer.is_read = diagnostics.len() == reported_before;
    extends.map(|name| (name.value, Place::span(path, &text, name.span)))
}

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
    /// Its text, where the build script has joined it.
    joined: Option<&'static str>,
}

/// The bundles that the `theme.toml` at `path` lists.
fn bundles(reader: &mut Reader<'_>, path: &SourcePath, is_embedded: bool) -> Vec<Bundle> {
    let mut bundles = Vec::new();
    for folder in [SCRIPTS, STYLES] {
        for (name, list) in reader.table_of_text_lists(folder) {
            let sources = list.into_iter().map(|source| (source.value, reader.place(&source.span)));
            let (sources, listed_in) = (sources.collect(), path.clone());
            let name = name.value;
            let joined = JOINED.get_file(&name).filter(|_| is_embedded);
            let joined = joined.and_then(|file| file.contents_utf8());
            bundles.push(Bundle { folder, name, listed_in, sources, joined });
        }
    }
    bundles
}

impl Bundle {
    /// Whether the bundle has a source of that name below the folder of the theme.
    pub(super) fn lists(&self, file: &str) -> bool {
        file.strip_prefix(self.folder)
            .and_then(|rest| rest.strip_prefix('/'))
            .is_some_and(|name| self.sources.iter().any(|(source, _)| source == name))
    }

    /// The text of the bundle, without the sources that are missing or no text, which are reported.
    /// `files` are those of the theme and of the themes that it extends.
    pub(super) fn join(&self, files: &LayerFiles, faults: &mut Vec<Diagnostic>) -> String {
        if let Some(text) = self.joined {
            return text.to_owned();
        }
        let folder = self.folder;
        let mut texts = Vec::new();
        for (name, place) in &self.sources {
            match files.get(&format!("{folder}/{name}")) {
                Some((path, source)) => match source.text(path) {
                    Ok(text) => texts.push(text),
                    Err(fault) => faults.push(fault),
                },
                None => faults.push(missing(folder, name, place, files)),
            }
        }
        let language =
            if folder == SCRIPTS { AssetLanguage::JavaScript } else { AssetLanguage::Css };
        joined(language, texts.iter().map(|text| &**text))
    }
}

fn missing(folder: &str, name: &str, place: &Place, files: &LayerFiles) -> Diagnostic {
    let known = files.keys().filter_map(|file| file.strip_prefix(folder)?.strip_prefix('/'));
    Diagnostic::error(Code::InvalidValue, format!("there is no `{folder}/{name}`"), place.clone())
        .did_you_mean(nearest(name, known))
        .hint("it is looked for in the theme and in those that it extends")
}
