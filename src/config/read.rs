//! `handbook.toml` to a [`Config`] and diagnostics.

use std::path::Path;
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;
use crate::config::base_url;
use crate::config::hosting::HostingConfig;
use crate::config::language::{canonical, is_language_tag, meant_tag, registered};
use crate::config::ledger::LedgerKey;
use crate::config::lints::LintLevels;
use crate::config::other_tools::{MARKDOWN_KEYS, TOP_LEVEL_KEYS};
use crate::config::security::AllowedOrigins;
use crate::config::site_config::Config;
use crate::data::follow_ups::drop_follow_ups;
use crate::data::reader::Reader;
use crate::data::value::{Spanned, Table};
use crate::data::{toml, yaml};
use crate::source::{ContentFolder, PlainFolder, STATIC, Sources, TEMPLATES, THEMES};

/// The variable of the environment that overrides `edit_url`.
pub const EDIT_URL_VARIABLE: &str = "HANDBOOK_EDIT_URL";
/// The variable of the environment that overrides `report_url`.
pub const REPORT_URL_VARIABLE: &str = "HANDBOOK_REPORT_URL";

/// Values from the command line and the environment that override the configuration.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ConfigOverrides {
    /// The address that overrides `base_url`.
    pub base_url: Option<String>,
    /// The folder that overrides `output_dir`.
    pub output_dir: Option<String>,
    /// The value of [`EDIT_URL_VARIABLE`].
    pub edit_url: Option<String>,
    /// The value of [`REPORT_URL_VARIABLE`].
    pub report_url: Option<String>,
}

/// The most bytes that `handbook.toml` may have.
const SIZE_LIMIT: usize = 1024 * 1024;

impl Config {
    /// Reads `handbook.toml`. Always gives a configuration, with defaults for invalid values, so
    /// that the other problems of a site can be found as well.
    pub fn read(sources: &Sources, overrides: &ConfigOverrides) -> (Self, Vec<Diagnostic>) {
        let path = &sources.config;
        let (mut config, mut diagnostics) = match (sources.config(), &sources.plain) {
            (_, Some(plain)) => (Self::of_plain_folder(plain), Vec::new()),
            (Some(source), None) => match source.text(path) {
                Ok(text) => from_text(path, &text),
                Err(diagnostic) => (Self::default(), vec![diagnostic]),
            },
            (None, None) => (Self::default(), vec![missing(sources)]),
        };
        config.hosting.found.clone_from(&sources.hosts);
        if let Some(url) = &overrides.base_url {
            match base_url::parse(url) {
                Ok(base) => config.set_base(base),
                Err((problem, hint)) => {
                    let message = format!("the base URL `{url}` {problem}");
                    diagnostics.push(Diagnostic::global(Code::InvalidValue, message).hint(hint));
                }
            }
        }
        if let Some(dir) = &overrides.output_dir {
            match check_output_dir(dir, &config.content) {
                Ok(()) => config.output_dir.clone_from(dir),
                Err(problem) => {
                    let message = format!("the output folder `{dir}` {problem}");
                    let hint = "name a folder that holds nothing but the site, such as `public`";
                    diagnostics.push(Diagnostic::global(Code::InvalidValue, message).hint(hint));
                }
            }
        }
        let variables = [
            (EDIT_URL_VARIABLE, &overrides.edit_url, &EDIT_ADDRESS, &mut config.edit_url),
            (REPORT_URL_VARIABLE, &overrides.report_url, &REPORT_ADDRESS, &mut config.report_url),
        ];
        for (variable, value, kind, setting) in variables {
            let Some(url) = value.as_ref().filter(|url| !url.is_empty()) else {
                continue;
            };
            match kind.problem(url) {
                None => setting.clone_from(url),
                Some(problem) => {
                    let message = format!("the variable `{variable}` with `{url}` {problem}");
                    let diagnostic = Diagnostic::global(Code::InvalidValue, message);
                    diagnostics.push(diagnostic.hint(kind.hint));
                }
            }
        }
        (config, diagnostics)
    }

    /// The configuration of a folder that has none.
    fn of_plain_folder(folder: &PlainFolder) -> Self {
        Self { title: folder.title.clone(), content: folder.content.clone(), ..Self::default() }
    }
}

/// The diagnostic for a missing configuration; without a hint at `init` if the scanner reported
/// why.
fn missing(sources: &Sources) -> Diagnostic {
    let path = &sources.config;
    let message = format!("there is no `{path}`");
    let known = |d: &Diagnostic| d.place.as_ref().is_some_and(|p| p.path == *path);
    if sources.diagnostics.iter().any(known) {
        return Diagnostic::global(Code::InvalidConfig, format!("{message} that can be read"));
    }
    Diagnostic::global(Code::InvalidConfig, message)
        .hint("run `handbook init` in an empty folder to start a handbook")
        .hint("or create the file with at least `title = \"…\"`")
}

fn from_text(path: &SourcePath, text: &Arc<str>) -> (Config, Vec<Diagnostic>) {
    if text.len() > SIZE_LIMIT {
        let message = format!("`{path}` is larger than {} kB", SIZE_LIMIT / 1024);
        let diagnostic = Diagnostic::error(Code::InvalidConfig, message, Place::file(path));
        let diagnostic = diagnostic.hint("keep what no key of the handbook needs in another file");
        return (Config::default(), vec![diagnostic]);
    }
    let (table, syntax) = toml::parse(path, text, 0..text.len(), Code::InvalidConfig);
    if !syntax.is_empty() && is_of_another_format(path, text) {
        let message = format!("`{path}` is not TOML");
        let diagnostic = Diagnostic::error(Code::InvalidConfig, message, Place::file(path));
        let hint = "`handbook serve FOLDER` shows a folder of another tool without a configuration, \
                    and `handbook init --bare` writes one for it";
        return (Config::default(), vec![diagnostic.hint(hint)]);
    }
    let (config, content) = from_table(path, text, table);
    (config, drop_follow_ups(syntax, content))
}

/// Whether a text that is not TOML is YAML or JSON, which YAML includes.
fn is_of_another_format(path: &SourcePath, text: &Arc<str>) -> bool {
    let by_name = ["yml", "yaml", "json"].contains(&path.extension().to_ascii_lowercase().as_str());
    by_name || {
        let (table, errors) = yaml::parse(path, text, 0..text.len(), Code::InvalidConfig);
        errors.is_empty() && !table.is_empty()
    }
}

fn from_table(path: &SourcePath, text: &Arc<str>, table: Table) -> (Config, Vec<Diagnostic>) {
    let mut reader = Reader::new(path, text, table);
    let mut config = Config::default();
    let words = |text: Option<Spanned<String>>| text.map(|t| t.value).unwrap_or_default();

    reader.require("title", "add `title = \"…\"`, the name of the handbook");
    if let Some(title) = reader.filled_text("title", "give the handbook a name") {
        config.title = title.value;
    }
    config.description = words(reader.text("description"));
    read_base_url(&mut reader, &mut config);
    read_language(&mut reader, &mut config);
    config.author = words(reader.text("author"));
    read_theme(&mut reader, &mut config);
    if let Some(dir) = reader.text("content_dir") {
        match ContentFolder::new(&dir.value) {
            Ok(content) => config.content = content,
            Err(problem) => {
                reader.refuse("content_dir", &dir.span, problem, "name a folder beside this file");
            }
        }
    }
    if let Some(dir) = reader.text("output_dir") {
        match check_output_dir(&dir.value, &config.content) {
            Ok(()) => config.output_dir = dir.value,
            Err(problem) => reader.refuse("output_dir", &dir.span, problem, ""),
        }
    }
    config.edit_url = read_address(&mut reader, "edit_url", &EDIT_ADDRESS);
    config.report_url = read_address(&mut reader, "report_url", &REPORT_ADDRESS);
    reader.set_bool("noindex", &mut config.noindex);
    reader.set_bool("generate_feeds", &mut config.generate_feeds);
    reader.set_bool("offline", &mut config.offline);
    reader.set_bool("generate_search", &mut config.generate_search);
    reader.set_bool("generate_markdown", &mut config.generate_markdown);
    reader.set_bool("generate_data", &mut config.generate_data);
    for pattern in reader.list_of_texts("ignored_content") {
        if pattern.value.is_empty() {
            let hint = "write a pattern such as `*.tmp`";
            reader.refuse("ignored_content", &pattern.span, "has an empty pattern", hint);
        } else {
            config.ignored_content.push(pattern.value);
        }
    }
    config.lints = LintLevels::read(&mut reader);
    let mut markdown = reader.open("markdown");
    markdown.set_bool("raw_html", &mut config.markdown.raw_html);
    markdown.set_bool("smart_punctuation", &mut config.markdown.smart_punctuation);
    reader.close(markdown, MARKDOWN_KEYS);
    config.security = AllowedOrigins::read(&mut reader);
    config.ledger = LedgerKey::read_all(&mut reader);
    config.hosting = HostingConfig::read(&mut reader);
    let strings = reader.table_of_texts("strings").into_iter();
    config.strings = strings.map(|(key, text)| (key.value, text.value)).collect();
    config.extra = Arc::new(reader.data("extra"));
    (config, reader.finish(TOP_LEVEL_KEYS))
}

fn read_base_url(reader: &mut Reader<'_>, config: &mut Config) {
    if let Some(url) = reader.text("base_url") {
        match base_url::parse(&url.value) {
            Ok(base) => config.set_base(base),
            Err((problem, hint)) => reader.refuse("base_url", &url.span, problem, &hint),
        }
    }
}

fn read_language(reader: &mut Reader<'_>, config: &mut Config) {
    let Some(language) = reader.text("language") else {
        return;
    };
    if is_language_tag(&language.value) {
        let tag = canonical(&language.value);
        if let Some(meant) = registered(&tag) {
            let message = format!("`{tag}` is no registered language tag");
            let place = reader.place(&language.span);
            let warning = Diagnostic::warning(Code::InvalidValue, message, place);
            reader.report(warning.hint(format!("write `{meant}`")));
        }
        config.language = tag;
        config.language_span = language.span;
        return;
    }
    let hint = meant_tag(&language.value).map_or_else(
        || "write a tag such as `en`, `en-GB` or `pt-BR`".to_owned(),
        |tag| format!("write `{tag}`"),
    );
    reader.refuse("language", &language.span, "is not a language tag (BCP 47)", &hint);
}

fn read_theme(reader: &mut Reader<'_>, config: &mut Config) {
    let hint = "name a folder in `themes`, or `default`";
    let Some(theme) = reader.filled_text("theme", hint) else {
        return;
    };
    if theme.value.starts_with('.') || theme.value.contains(['/', '\\']) {
        reader.refuse("theme", &theme.span, "must be a name, not a path", hint);
    } else {
        config.theme = theme.value;
    }
}

/// What an address must be, to which pages lead with their own path in it.
struct AddressRule {
    /// The schemes with which it may begin.
    schemes: &'static [&'static str],
    /// What is said of any other.
    wrong_scheme: &'static str,
    /// Whether `{path}` must stand in it.
    needs_path: bool,
    /// What to write.
    hint: &'static str,
}

/// `edit_url`.
const EDIT_ADDRESS: AddressRule = AddressRule {
    schemes: &["https://", "http://"],
    wrong_scheme: "must begin with `https://` or `http://`",
    needs_path: true,
    hint: "write an address such as `https://example.org/team/repository/edit/main/{path}`",
};

/// `report_url`.
const REPORT_ADDRESS: AddressRule = AddressRule {
    schemes: &["https://", "http://", "mailto:"],
    wrong_scheme: "must begin with `https://`, `http://` or `mailto:`",
    needs_path: false,
    hint: "write an address such as `https://example.org/team/repository/issues/new?title={title}` \
           or `mailto:editors@example.org`",
};

impl AddressRule {
    /// What is wrong with an address.
    fn problem(&self, url: &str) -> Option<&'static str> {
        let is_known = self
            .schemes
            .iter()
            .any(|scheme| url.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty()));
        if !is_known {
            Some(self.wrong_scheme)
        } else if self.needs_path && !url.contains("{path}") {
            Some("must contain `{path}`, which stands for the path of the file")
        } else {
            None
        }
    }
}

/// Reads an address; empty if it is not there or wrong.
fn read_address(reader: &mut Reader<'_>, key: &'static str, rule: &AddressRule) -> String {
    let Some(url) = reader.text(key).filter(|url| !url.value.is_empty()) else {
        return String::new();
    };
    match rule.problem(&url.value) {
        None => return url.value,
        Some(problem) => reader.refuse(key, &url.span, problem, rule.hint),
    }
    String::new()
}

/// Checks an output folder by its name alone. Its content is checked on publishing.
fn check_output_dir(dir: &str, content: &ContentFolder) -> Result<(), &'static str> {
    if dir.trim().is_empty() {
        return Err("is empty");
    }
    if dir.chars().any(char::is_control) {
        return Err("has a control character");
    }
    if Path::new(dir).is_absolute() {
        return Ok(());
    }
    let normalised = dir.replace('\\', "/");
    let parts: Vec<&str> =
        normalised.split('/').filter(|part| !matches!(*part, "" | ".")).collect();
    let is_content = || {
        let path = parts.join("/");
        !content.is_root() && (path == content.as_str() || path.starts_with(&content.path_of("")))
    };
    match parts.first() {
        None => Err("is the folder of the handbook itself"),
        Some(&(STATIC | TEMPLATES | THEMES)) => Err("is a source folder"),
        Some(_) if is_content() => Err("is a source folder"),
        Some(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::{ContentFolder, check_output_dir};

    #[test]
    fn an_output_folder_is_no_source() {
        for dir in ["public", "../site", "/srv/www", "build/site", "contents"] {
            assert_eq!(check_output_dir(dir, &ContentFolder::default()), Ok(()), "{dir}");
        }
        for dir in ["", " ", ".", "./", "content", "./content/x", "static", "themes\\a", "a\0b"] {
            assert!(check_output_dir(dir, &ContentFolder::default()).is_err(), "{dir}");
        }
    }
}
