//! [`Theme`]: a chain of themes and the site's own overrides as one value.
//!
//! From the ground up: the default theme (the site's `themes/default` if it has one, else the one
//! in the program), each theme that extends it, the site's own `templates` and `static`. A file of
//! a higher layer replaces the one of the same name below.

mod joined;
pub mod stylesheet;

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::Output;
use crate::base::paths::{OutputPath, SourcePath};
use crate::base::suggest::nearest;
use crate::config::Config;
use crate::data::reader::Reader;
use crate::data::toml;
use crate::source::{CONFIG, STATIC, Source, Sources, TEMPLATES, THEMES};

use joined::{Kind, Listable};

static EMBEDDED: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// The name of the theme that every other one ends in.
pub const DEFAULT: &str = "default";

/// Everything that rendering takes from themes.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// Templates by their full name: those of a theme as `default/templates/page.html`, the site's
    /// own as `page.html`.
    pub templates: BTreeMap<String, Template>,
    /// What to put before a name that is not found as it is, in the order to try: the full names of
    /// the theme, then those of the one that it extends, and so on.
    pub prefixes: Vec<String>,
    /// Style sheets and scripts of themes by their name below `static`, such as `site.css`.
    pub assets: BTreeMap<String, Asset>,
    /// Every other file below `static`, by its place in the output.
    pub files: BTreeMap<OutputPath, StaticFile>,
    /// The words of the interface.
    pub strings: BTreeMap<String, String>,
    /// The fingerprint of all that a page's bytes may depend on.
    pub fingerprint: Fingerprint,
}

/// A template.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Template {
    /// The file it comes from.
    pub path: SourcePath,
    /// Its text.
    pub text: Arc<str>,
}

/// A style sheet (shortened) or a script, under a name that changes with its content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// The file it comes from.
    pub source: SourcePath,
    /// Where it goes: `site.0a1b2c3d.css`.
    pub path: OutputPath,
    /// Its content.
    pub output: Output,
}

/// A file that is copied as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaticFile {
    /// The file it comes from.
    pub path: SourcePath,
    /// Its content.
    pub source: Source,
}

/// One theme, or the site itself, with its files by their path below it.
struct Layer {
    /// The name of the theme; `None` for the site.
    name: Option<String>,
    /// Its folder: `themes/default/`, or nothing for the site.
    folder: String,
    files: BTreeMap<String, (SourcePath, Source)>,
}

impl Theme {
    /// Loads the theme that the configuration names, and everything that it extends.
    pub fn load(sources: &Sources, config: &Config) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let layers = chain(sources, config, &mut diagnostics);
        let mut theme = Self::default();
        let mut sources = [Listable::new(), Listable::new()];
        for layer in &layers {
            theme.add(layer, config, &mut diagnostics);
            theme.add_joined(layer, &mut sources, &mut diagnostics);
        }
        theme.prefixes = layers
            .iter()
            .rev()
            .filter_map(|layer| layer.name.as_deref().map(prefix))
            .collect();
        theme.strings.extend(config.strings.clone());
        let templates: Vec<_> = theme.templates.iter().collect();
        let assets: Vec<_> = theme
            .assets
            .iter()
            .map(|(name, asset)| (name, &asset.path))
            .collect();
        let files: Vec<_> = theme.files.keys().collect();
        theme.fingerprint =
            Fingerprint::of(&(templates, &theme.prefixes, assets, files, &theme.strings));
        (theme, diagnostics)
    }

    /// One word of the interface; the key itself where no theme has it.
    pub fn string(&self, key: &str) -> String {
        self.strings
            .get(key)
            .cloned()
            .unwrap_or_else(|| key.to_owned())
    }

    fn add(&mut self, layer: &Layer, config: &Config, diagnostics: &mut Vec<Diagnostic>) {
        for (name, (path, source)) in &layer.files {
            let result = match name.split_once('/') {
                Some((TEMPLATES, rest)) => self.add_template(layer, rest, path, source),
                Some((STATIC, rest)) => self.add_static(layer, rest, path, source),
                _ => Ok(()),
            };
            diagnostics.extend(result.err());
        }
        let primary = config.language.split('-').next().unwrap_or_default();
        for language in ["en", primary, config.language.as_str()] {
            if let Some((path, source)) = layer.files.get(&format!("strings/{language}.toml")) {
                self.add_strings(path, source, diagnostics);
            }
        }
    }

    fn add_template(
        &mut self,
        layer: &Layer,
        name: &str,
        path: &SourcePath,
        source: &Source,
    ) -> Result<(), Diagnostic> {
        let template = Template {
            path: path.clone(),
            text: source.text(path)?,
        };
        let name = match &layer.name {
            Some(theme) => format!("{}{name}", prefix(theme)),
            None => name.to_owned(),
        };
        self.templates.insert(name, template);
        Ok(())
    }

    fn add_static(
        &mut self,
        layer: &Layer,
        name: &str,
        path: &SourcePath,
        source: &Source,
    ) -> Result<(), Diagnostic> {
        let kind = path.extension();
        let fingerprinted = matches!(kind, "css" | "js")
            && (layer.name.is_some() || self.assets.contains_key(name));
        if fingerprinted {
            let text = source.text(path)?;
            let output = Output::bytes(match kind {
                "css" => stylesheet::shorten(&text).into_bytes(),
                _ => text.as_bytes().to_vec(),
            });
            self.add_asset(name, path, output)?;
        } else {
            let output = OutputPath::new(name).map_err(|p| invalid_name(path, name, p))?;
            self.files.insert(
                output,
                StaticFile {
                    path: path.clone(),
                    source: source.clone(),
                },
            );
        }
        Ok(())
    }

    /// Adds the scripts and style sheets that a theme lists. `sources` are those of the themes below
    /// it, in the order of [`Kind::ALL`], to which its own are added.
    fn add_joined(
        &mut self,
        layer: &Layer,
        sources: &mut [Listable; 2],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for (kind, sources) in Kind::ALL.into_iter().zip(sources) {
            for (name, file) in &layer.files {
                if let Some((folder, rest)) = name.split_once('/')
                    && folder == kind.folder()
                {
                    sources.insert(rest.to_owned(), file.clone());
                }
            }
            let Some((path, source)) = layer.files.get("theme.toml") else {
                continue;
            };
            for file in joined::read(kind, path, source, sources, diagnostics) {
                let output = Output::bytes(file.text);
                if let Err(diagnostic) = self.add_asset(&file.name, &file.listed_in, output) {
                    diagnostics.push(diagnostic);
                }
            }
        }
    }

    /// Adds a file under a name that changes with its content.
    fn add_asset(
        &mut self,
        name: &str,
        source: &SourcePath,
        output: Output,
    ) -> Result<(), Diagnostic> {
        let (stem, kind) = name.rsplit_once('.').unwrap_or((name, "js"));
        let hashed = OutputPath::new(&format!("{stem}.{}.{kind}", output.fingerprint().short()))
            .map_err(|problem| invalid_name(source, name, problem))?;
        let asset = Asset {
            source: source.clone(),
            path: hashed,
            output,
        };
        self.assets.insert(name.to_owned(), asset);
        Ok(())
    }

    fn add_strings(
        &mut self,
        path: &SourcePath,
        source: &Source,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let text = match source.text(path) {
            Ok(text) => text,
            Err(diagnostic) => return diagnostics.push(diagnostic),
        };
        let (table, problems) = toml::parse(path, &text, 0..text.len(), Code::InvalidConfig);
        diagnostics.extend(problems);
        for (key, value) in table {
            match value.value {
                crate::data::value::Value::Text(word) => {
                    self.strings.insert(key.value, word);
                }
                other => diagnostics.push(
                    Diagnostic::error(
                        Code::InvalidValue,
                        format!("`{}` must be a text", key.value),
                        Place::span(path, &text, value.span),
                    )
                    .label(format!("this is {}", other.kind())),
                ),
            }
        }
    }
}

/// What the full names of a theme's templates begin with.
fn prefix(theme: &str) -> String {
    format!("{theme}/{TEMPLATES}/")
}

fn invalid_name(path: &SourcePath, name: &str, problem: impl std::fmt::Display) -> Diagnostic {
    Diagnostic::error(
        Code::InvalidName,
        format!("`{name}` {problem}"),
        Place::file(path),
    )
    .hint("rename the file")
}

/// The layers from the ground up.
fn chain(sources: &Sources, config: &Config, diagnostics: &mut Vec<Diagnostic>) -> Vec<Layer> {
    let mut themes: Vec<Layer> = Vec::new();
    let mut wanted = Some((config.theme.clone(), config_place(sources)));
    while let Some((name, place)) = wanted.take() {
        if themes
            .iter()
            .any(|layer| layer.name.as_ref() == Some(&name))
        {
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
    if themes
        .last()
        .is_none_or(|layer| layer.name.as_deref() != Some(DEFAULT))
    {
        themes.extend(theme_layer(sources, DEFAULT));
    }
    themes.reverse();
    themes.push(site_layer(sources));
    themes
}

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
    Diagnostic::error(
        Code::UnknownTheme,
        format!("there is no theme `{name}`"),
        place,
    )
    .did_you_mean(nearest(name, known))
    .hint(format!(
        "a theme is a folder below `{THEMES}` with a `theme.toml`"
    ))
}

fn theme_layer(sources: &Sources, name: &str) -> Option<Layer> {
    let folder = format!("{THEMES}/{name}");
    let mut files: BTreeMap<String, (SourcePath, Source)> = sources
        .below(&folder)
        .map(|(rest, path, source)| (rest.to_owned(), (path.clone(), source.clone())))
        .collect();
    if name == DEFAULT && files.is_empty() {
        embedded(&EMBEDDED, &folder, &mut files);
    }
    (!files.is_empty()).then(|| Layer {
        name: Some(name.to_owned()),
        folder,
        files,
    })
}

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

fn site_layer(sources: &Sources) -> Layer {
    let files = [TEMPLATES, STATIC]
        .iter()
        .flat_map(|folder| {
            sources.below(folder).map(move |(rest, path, source)| {
                (format!("{folder}/{rest}"), (path.clone(), source.clone()))
            })
        })
        .collect();
    Layer {
        name: None,
        folder: String::new(),
        files,
    }
}

/// The theme below this one, and where that is said.
fn extends(layer: &Layer, diagnostics: &mut Vec<Diagnostic>) -> Option<(String, Place)> {
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
    for kind in Kind::ALL {
        reader.any(kind.folder());
    }
    diagnostics.extend(reader.finish(&[]));
    let place = |span| Place::span(path, &text, span);
    extends.map(|name| (name.value, place(name.span)))
}
