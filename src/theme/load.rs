//! [`Theme`]: the templates, assets, files and texts of a theme, loaded from all layers.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::Output;
use crate::base::paths::{OutputPath, SourcePath};
use crate::config::Config;
use crate::config::language::is_right_to_left;
use crate::data::toml;
use crate::source::{STATIC, Source, Sources, TEMPLATES, is_shown};
use crate::theme::layer::{LayerFiles, ThemeLayer, layers, shortened};
use crate::theme::misnamed::misnamed;
use crate::theme::template::{Template, names, short_name};
use crate::theme::tokens::AssetLanguage;
use crate::theme::unlisted::unlisted;

/// The ending of templates. Another file among them is one only if a template names it.
const TEMPLATE_ENDING: &str = ".html";

/// Everything that rendering takes from themes.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// Templates by their full name: those of a theme as `default/templates/page.html`, the site's
    /// own as `page.html`.
    pub templates: BTreeMap<String, Template>,
    /// Prefixes for a template name that is not found as it is, in the order to try: that of the
    /// theme, then that of the theme that it extends, and so on.
    pub prefixes: Vec<String>,
    /// Fingerprinted style sheets and scripts by their name below `static`, such as `site.css`.
    pub assets: BTreeMap<String, ThemeAsset>,
    /// The files below `static` that are no assets, by their output paths.
    pub files: BTreeMap<OutputPath, StaticFile>,
    /// The texts of the user interface, by key.
    pub strings: BTreeMap<String, String>,
    /// The keys of the texts that the themes have.
    pub(super) own_strings: BTreeSet<String>,
    /// The directives whose file defines no component of their name, which is told.
    pub misnamed: BTreeSet<String>,
    /// Files among the site's templates that are none.
    pub(super) misplaced: Vec<SourcePath>,
    /// The fingerprint of everything in the theme that a page's bytes may depend on.
    pub fingerprint: Fingerprint,
}

/// A style sheet or script with a fingerprint of its content in its name. Style sheets, and scripts
/// that a theme lists, are shortened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeAsset {
    /// The file that the asset comes from.
    pub source: SourcePath,
    /// The output path of the asset: `site.0a1b2c3d.css`.
    pub path: OutputPath,
    /// The content of the asset.
    pub output: Output,
}

/// A file that is copied unchanged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StaticFile {
    /// The file that is copied.
    pub path: SourcePath,
    /// The content of the file.
    pub source: Source,
}

/// A file among the templates of a layer.
#[derive(Clone, Copy)]
struct TemplateFile<'l> {
    layer: &'l ThemeLayer,
    /// The path of the file below the folder of templates.
    name: &'l str,
    path: &'l SourcePath,
    source: &'l Source,
}

impl Theme {
    /// Loads the theme that the configuration names, with the themes that it extends and the site's
    /// overrides.
    pub fn load(sources: &Sources, config: &Config) -> (Self, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let layers = layers(sources, config, &mut diagnostics);
        let mut theme = Self::default();
        let direction = if is_right_to_left(&config.language) { "rtl" } else { "ltr" };
        theme.strings.insert(DIRECTION.to_owned(), direction.to_owned());
        let mut files = LayerFiles::new();
        let mut others = Vec::new();
        for layer in &layers {
            theme.add(layer, config, &mut others, &mut diagnostics);
            files.extend(layer.files.clone());
            for bundle in &layer.bundles {
                let output = Output::bytes(bundle.join(&files, &mut diagnostics).into_bytes());
                let result = theme.add_asset(&bundle.name, &bundle.listed_in, output);
                diagnostics.extend(result.err());
            }
        }
        theme.add_named(others, &mut diagnostics);
        theme.prefixes =
            layers.iter().rev().filter_map(|layer| layer.name.as_deref().map(prefix)).collect();
        let misnamed = misnamed(&theme.templates, &theme.prefixes);
        theme.misnamed = misnamed.keys().cloned().collect();
        diagnostics.extend(misnamed.into_values());
        theme.own_strings = theme.strings.keys().cloned().collect();
        theme.strings.extend(config.strings.clone());
        diagnostics.extend(unlisted(&layers));
        diagnostics.extend(missing_words(&layers, sources, config));
        let templates: Vec<_> = theme.templates.iter().collect();
        let assets: Vec<_> = theme.assets.iter().map(|(name, asset)| (name, &asset.path)).collect();
        let files: Vec<_> = theme.files.keys().collect();
        theme.fingerprint =
            Fingerprint::of(&(templates, &theme.prefixes, assets, files, &theme.strings));
        (theme, diagnostics)
    }

    /// The name by which pages and templates call a template.
    pub fn short_name<'n>(&self, full: &'n str) -> &'n str {
        short_name(&self.prefixes, full)
    }

    /// The prefixes of the themes below the one that a template belongs to; those of all themes if
    /// it is the site's own.
    pub(super) fn below(&self, full: &str) -> &[String] {
        match self.prefixes.iter().position(|prefix| full.starts_with(prefix.as_str())) {
            Some(at) => &self.prefixes[at + 1..],
            None => &self.prefixes,
        }
    }

    /// A text of the user interface; the key itself where no theme has it.
    pub fn string(&self, key: &str) -> String {
        self.strings.get(key).cloned().unwrap_or_else(|| key.to_owned())
    }

    /// Adds the files of a layer. Those among its templates with another ending are added to
    /// `others`.
    fn add<'l>(
        &mut self,
        layer: &'l ThemeLayer,
        config: &Config,
        others: &mut Vec<TemplateFile<'l>>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        for (name, (path, source)) in &layer.files {
            let result = match name.split_once('/') {
                Some((TEMPLATES, name)) => {
                    let file = TemplateFile { layer, name, path, source };
                    if name.ends_with(TEMPLATE_ENDING) {
                        self.add_template(&file)
                    } else {
                        others.push(file);
                        Ok(())
                    }
                }
                Some((STATIC, rest)) => self.add_static(layer, rest, path, source),
                _ => Ok(()),
            };
            diagnostics.extend(result.err());
        }
        for language in ["en", primary(config), config.language.as_str()] {
            if let Some((path, source)) = layer.files.get(&words_file(language)) {
                let direction = self.strings.get(DIRECTION).cloned();
                self.add_strings(path, source, diagnostics);
                // The words of English stand in for those of a language of any direction.
                if language != primary(config) && language != config.language {
                    self.strings.extend(direction.map(|word| (DIRECTION.to_owned(), word)));
                }
            }
        }
    }

    /// Adds the files that a template of any layer names, or one that is named so.
    fn add_named(&mut self, mut files: Vec<TemplateFile<'_>>, diagnostics: &mut Vec<Diagnostic>) {
        loop {
            let texts = self.templates.values().map(|template| &*template.text);
            let is_named =
                |file: &TemplateFile<'_>| texts.clone().any(|text| names(text, file.name));
            let (named, others): (Vec<_>, Vec<_>) = files.into_iter().partition(is_named);
            let results = named.iter().map(|file| self.add_template(file));
            let faults: Vec<Diagnostic> = results.filter_map(Result::err).collect();
            diagnostics.extend(faults);
            files = others;
            if named.is_empty() {
                break;
            }
        }
        let shown = files.iter().filter(|file| is_shown(file.path.extension()));
        self.misplaced = shown.map(|file| file.path.clone()).collect();
    }

    fn add_template(&mut self, file: &TemplateFile<'_>) -> Result<(), Diagnostic> {
        let TemplateFile { layer, name, path, source } = *file;
        let template = Template { path: path.clone(), text: source.text(path)? };
        let name = match &layer.name {
            Some(theme) => format!("{}{name}", prefix(theme)),
            None => name.to_owned(),
        };
        self.templates.insert(name, template);
        Ok(())
    }

    fn add_static(
        &mut self,
        layer: &ThemeLayer,
        name: &str,
        path: &SourcePath,
        source: &Source,
    ) -> Result<(), Diagnostic> {
        let fingerprinted = matches!(path.extension(), "css" | "js")
            && (layer.name.is_some() || self.assets.contains_key(name));
        if fingerprinted {
            let source = match path.extension() {
                "css" => shortened(AssetLanguage::Css, path, source),
                _ => source.clone(),
            };
            self.add_asset(name, path, source.output())?;
        } else {
            let output = OutputPath::new(name).map_err(|p| invalid_name(path, name, p))?;
            self.files.insert(output, StaticFile { path: path.clone(), source: source.clone() });
        }
        Ok(())
    }

    /// Adds an asset with the fingerprint of its content in its name.
    fn add_asset(
        &mut self,
        name: &str,
        source: &SourcePath,
        output: Output,
    ) -> Result<(), Diagnostic> {
        let (stem, kind) = name.rsplit_once('.').unwrap_or((name, "js"));
        let hashed = OutputPath::new(&format!("{stem}.{}.{kind}", output.fingerprint().short()))
            .map_err(|problem| invalid_name(source, name, problem))?;
        let asset = ThemeAsset { source: source.clone(), path: hashed, output };
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

/// The word that says in which direction the language is written.
const DIRECTION: &str = "direction";

/// The language of the site without script and region.
fn primary(config: &Config) -> &str {
    config.language.split('-').next().unwrap_or_default()
}

/// The file of a theme with the words of a language.
fn words_file(language: &str) -> String {
    format!("strings/{language}.toml")
}

/// The warning that neither a theme nor the configuration has words in the language of the site.
fn missing_words(layers: &[ThemeLayer], sources: &Sources, config: &Config) -> Option<Diagnostic> {
    let language = &config.language;
    let names = [words_file(primary(config)), words_file(language)];
    let has_words = |layer: &ThemeLayer| names.iter().any(|name| layer.files.contains_key(name));
    let is_given = config.strings.keys().any(|key| key != DIRECTION);
    if is_given || layers.iter().any(has_words) {
        return None;
    }
    let text = sources.text(&sources.config)?;
    let place = Place::span(&sources.config, &text, config.language_span.clone());
    let message = format!("the theme has no words in the language `{language}`");
    let hint = "until then pages have those of English: give your own under `[strings]` in \
                `handbook.toml`, such as `search = \"…\"`";
    let file = format!("or write all of them in `strings/{language}.toml` of a theme of your own");
    Some(Diagnostic::warning(Code::MissingWords, message, place).hint(hint).hint(file))
}

/// The prefix of the full names of a theme's templates.
fn prefix(theme: &str) -> String {
    format!("{theme}/{TEMPLATES}/")
}

fn invalid_name(path: &SourcePath, name: &str, problem: impl std::fmt::Display) -> Diagnostic {
    Diagnostic::error(Code::InvalidName, format!("`{name}` {problem}"), Place::file(path))
        .hint("rename the file")
}
