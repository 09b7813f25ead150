//! [`Piece`]: what an example is, by its content.

use toml::Table;

use super::document::Example;

/// The tables of front matter that say what a page is. A table of the configuration has none of
/// these names.
const PAGE_TABLES: &[&str] =
    &["assessment", "audit", "comparison", "worksheet", "checklist", "sources"];

/// The keys of a `theme.toml`.
const THEME_KEYS: &[&str] = &["name", "extends", "styles", "scripts"];

/// What an example adds to a site.
pub enum Piece {
    /// A file whose path is in a comment on its first line.
    File { path: String, text: String },
    /// A page, or a part of its body.
    Page { text: String, has_front_matter: bool },
    /// A part of `handbook.toml`.
    Config(Table),
    /// A part of the `theme.toml` of a theme.
    Theme(Table),
    /// A part of the front matter of the page before it that has the same table.
    FrontMatter(Table),
    /// A bibliography in YAML.
    Bibliography(String),
    /// Lines of `ids.lock`.
    Lock(String),
    /// The paths of a listed folder that must be there.
    Tree(Vec<String>),
    /// Command lines of `handbook`.
    Commands(Vec<String>),
}

impl Piece {
    /// What an example is; `None` for what only another program can run.
    pub fn of(example: &Example) -> Option<Self> {
        let text = example.text.as_str();
        let lines = || text.lines().filter(|line| !line.trim().is_empty());
        if let Some(path) = named_path(text) {
            return Some(Self::File { path, text: text.to_owned() });
        }
        let has_front_matter = text.starts_with("+++\n") || text.starts_with("---\n");
        if has_front_matter || example.language == "markdown" {
            return Some(Self::Page { text: text.to_owned(), has_front_matter });
        }
        if example.language == "toml" {
            let table: Table = text.parse().unwrap_or_else(|error| panic!("{text}\n{error}"));
            let has = |names: &[&str]| table.keys().any(|key| names.contains(&key.as_str()));
            return Some(match () {
                () if has(THEME_KEYS) => Self::Theme(table),
                () if has(PAGE_TABLES) => Self::FrontMatter(table),
                () => Self::Config(table),
            });
        }
        let is_own = |line: &str| line.starts_with("handbook ");
        if lines().any(is_own) && lines().all(|line| is_own(line) || is_of_others(line)) {
            let commands = lines().filter(|line| is_own(line));
            // What follows two spaces says what the command does.
            let commands =
                commands.map(|line| line.split("  ").next().unwrap_or_default().to_owned());
            return Some(Self::Commands(commands.collect()));
        }
        if lines().all(|line| line.starts_with('/') && line.split(' ').count() > 2) {
            return Some(Self::Lock(text.to_owned()));
        }
        if text.contains("\n  type: ") {
            return Some(Self::Bibliography(text.to_owned()));
        }
        tree(text).map(Self::Tree)
    }
}

/// Whether a line runs another program, as it stands between those of `handbook` that publish a site.
fn is_of_others(line: &str) -> bool {
    let others = ["apachectl", "caddy", "cd", "git", "nginx", "npx", "sh"];
    let is_variable = |word: &&str| word.contains('=');
    others.contains(&line.split(' ').find(|word| !is_variable(word)).unwrap_or_default())
}

/// The path in a comment on the first line: `{# templates/base.html #}`.
fn named_path(text: &str) -> Option<String> {
    let line = text.lines().next()?;
    let rest = line.strip_prefix("{# ").or_else(|| line.strip_prefix("/* "))?;
    let path = rest.split([' ', ':']).next()?;
    path.contains('/').then(|| path.to_owned())
}

/// The paths of a listed folder: a name on each line, indented below its folder, and what it is
/// after two spaces. What is optional need not be there.
fn tree(text: &str) -> Option<Vec<String>> {
    let mut paths = Vec::new();
    let mut folder = String::new();
    for line in text.lines() {
        let (name, about) = line.trim_start().split_once("  ")?;
        if name.contains(' ') || !name.contains(['/', '.']) {
            return None;
        }
        if !line.starts_with(' ') {
            folder =
                name.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        }
        let path = if line.starts_with(' ') { format!("{folder}{name}") } else { name.to_owned() };
        if !about.contains("(optional)") {
            paths.push(path);
        }
    }
    (!paths.is_empty()).then_some(paths)
}
