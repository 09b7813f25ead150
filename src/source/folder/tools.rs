//! [`OtherTool`]: the tools whose folders are recognised by their configuration.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use crate::base::diagnostic::Code;
use crate::base::paths::SourcePath;
use crate::data::value::{Table, Value};
use crate::data::{toml, yaml};

/// The most bytes of a configuration that is read.
const SIZE_LIMIT: u64 = 1024 * 1024;

/// A tool that a folder was made for, and what its configuration says.
pub(super) struct OtherTool {
    pub(super) name: &'static str,
    /// The name of the configuration.
    pub(super) file: String,
    /// The folder of the pages, relative to the root.
    pub(super) content: Option<String>,
    /// The title of the site; may be empty.
    pub(super) title: String,
}

/// How a tool is recognised, and where it keeps its pages.
struct KnownTool {
    name: &'static str,
    /// The names that its configuration may have.
    files: &'static [&'static str],
    /// A key that tells its configuration from that of another tool with the same file name; empty
    /// if the name tells enough.
    mark: &'static str,
    /// The table that holds the keys; empty for the top level.
    table: &'static str,
    /// The key with the folder of the pages; empty if there is none.
    content_key: &'static str,
    /// The folder of the pages without that key.
    content: &'static str,
    title_key: &'static str,
    /// The folders that other keys name for its pages.
    more_content: fn(&Table) -> Vec<String>,
}

/// The tools, each with the keys of its configuration. Of several that fit, the first counts.
const TOOLS: &[KnownTool] = &[
    KnownTool::of("MkDocs", &["mkdocs.yml", "mkdocs.yaml"], "docs").keys("docs_dir", "site_name"),
    KnownTool::of("Zensical", &["zensical.toml"], "docs")
        .keys("docs_dir", "site_name")
        .below("project"),
    KnownTool::of("mdBook", &["book.toml"], "src").keys("src", "title").below("book"),
    KnownTool::of("Zola", &["zola.toml", "config.toml"], "content")
        .keys("", "title")
        .marked("base_url"),
    KnownTool::of(
        "Hugo",
        &[
            "hugo.toml",
            "hugo.yaml",
            "hugo.yml",
            "hugo.json",
            "config/_default/hugo.toml",
            "config/_default/config.toml",
        ],
        "content",
    )
    .keys("contentDir", "title")
    .or_below(hugo_content),
    KnownTool::of("Hugo", &["config.toml", "config.yaml", "config.yml"], "content")
        .keys("contentDir", "title")
        .or_below(hugo_content)
        .marked("baseURL"),
    KnownTool::of("Jekyll", &["_config.yml", "_config.yaml"], ".").keys("source", "title"),
    KnownTool::of("GitBook", &[".gitbook.yaml"], ".").keys("root", ""),
    KnownTool::of(
        "Docusaurus",
        &[
            "docusaurus.config.js",
            "docusaurus.config.ts",
            "docusaurus.config.mjs",
            "docusaurus.config.cjs",
        ],
        "docs",
    ),
    KnownTool::of("Starlight", &["astro.config.mjs", "astro.config.ts"], "src/content/docs"),
    KnownTool::of(
        "VitePress",
        &[".vitepress/config.js", ".vitepress/config.ts", ".vitepress/config.mts"],
        ".",
    ),
    KnownTool::of(
        "VitePress",
        &["docs/.vitepress/config.js", "docs/.vitepress/config.ts", "docs/.vitepress/config.mts"],
        "docs",
    ),
    KnownTool::of("Middleman", &["config.rb"], "source"),
    KnownTool::of("Eleventy", &[".eleventy.js", "eleventy.config.js", "eleventy.config.mjs"], "."),
];

impl KnownTool {
    /// A tool whose configuration is not read, since it is a program.
    const fn of(name: &'static str, files: &'static [&'static str], content: &'static str) -> Self {
        let more_content = |_: &Table| Vec::new();
        Self {
            name,
            files,
            mark: "",
            table: "",
            content_key: "",
            content,
            title_key: "",
            more_content,
        }
    }

    const fn or_below(self, more_content: fn(&Table) -> Vec<String>) -> Self {
        Self { more_content, ..self }
    }

    const fn keys(self, content_key: &'static str, title_key: &'static str) -> Self {
        Self { content_key, title_key, ..self }
    }

    const fn below(self, table: &'static str) -> Self {
        Self { table, ..self }
    }

    const fn marked(self, mark: &'static str) -> Self {
        Self { mark, ..self }
    }
}

impl OtherTool {
    /// The tool of the first configuration that is found in a folder.
    pub(super) fn of(root: &Path) -> Option<Self> {
        TOOLS
            .iter()
            .find_map(|tool| tool.files.iter().find_map(|file| Self::with(tool, file, root)))
    }

    fn with(tool: &KnownTool, file: &str, root: &Path) -> Option<Self> {
        let path = root.join(file);
        let metadata = fs::symlink_metadata(&path).ok()?;
        if !metadata.is_file() || metadata.len() > SIZE_LIMIT {
            return None;
        }
        let keys = [tool.content_key, tool.title_key, tool.mark];
        let is_read = keys.iter().any(|key| !key.is_empty());
        let table = if is_read { read(file, &path, &keys) } else { Table::new() };
        if !tool.mark.is_empty() && find(&table, tool.mark).is_none() {
            return None;
        }
        let table = match find(&table, tool.table) {
            Some(Value::Table(table)) => table.clone(),
            _ => table,
        };
        let more = (tool.more_content)(&table);
        let content = common_folder(&more).or_else(|| text(&table, tool.content_key));
        // A folder that is not there is likely named by a value that the tool understands in its own
        // way.
        let named = content.filter(|folder| root.join(folder).is_dir());
        Some(Self {
            name: tool.name,
            file: file.to_owned(),
            content: Some(named.unwrap_or_else(|| tool.content.to_owned())),
            title: text(&table, tool.title_key).unwrap_or_default(),
        })
    }
}

#[expect(clippy::disallowed_methods, reason = "`source` reads the disk")]
fn read(file: &str, path: &Path, keys: &[&str]) -> Table {
    let text: Arc<str> = fs::read_to_string(path).unwrap_or_default().into();
    let Some(name) = SourcePath::new(file) else {
        return Table::new();
    };
    let parsed = match name.extension() {
        "toml" => toml::parse(&name, &text, 0..text.len(), Code::InvalidConfig),
        "json" => yaml::parse(&name, &text, 0..text.len(), Code::InvalidConfig),
        _ => {
            let whole = yaml::parse(&name, &text, 0..text.len(), Code::InvalidConfig);
            if whole.1.is_empty() {
                return whole.0;
            }
            // Other keys may have tags that only their tool understands.
            let wanted = |line: &&str| {
                keys.iter()
                    .any(|key| line.strip_prefix(key).is_some_and(|rest| rest.starts_with(':')))
            };
            let lines: Vec<&str> = text.lines().filter(wanted).collect();
            let text: Arc<str> = lines.join("\n").into();
            yaml::parse(&name, &text, 0..text.len(), Code::InvalidConfig)
        }
    };
    parsed.0
}

/// The value of a key. Some tools take keys in any case.
fn find<'t>(table: &'t Table, key: &str) -> Option<&'t Value> {
    let is_key = |known: &str| known.eq_ignore_ascii_case(key);
    table.iter().find(|(known, _)| is_key(&known.value)).map(|(_, value)| &value.value)
}

/// The folders that the mounts of a site of Hugo put in the place of its content, or else those of
/// its languages.
fn hugo_content(table: &Table) -> Vec<String> {
    let tables = |value: Option<&Value>| match value {
        Some(Value::List(list)) => list.iter().map(|item| item.value.clone()).collect(),
        Some(Value::Table(table)) => table.iter().map(|(_, value)| value.value.clone()).collect(),
        _ => Vec::new(),
    };
    let folder = |value: &Value, key: &str| match value {
        Value::Table(table) => text(table, key),
        _ => None,
    };
    let is_content = |mount: &Value| folder(mount, "target").is_some_and(|to| to == "content");
    let mounts = match find(table, "module") {
        Some(Value::Table(module)) => tables(find(module, "mounts")),
        _ => Vec::new(),
    };
    let mounts = mounts.iter().filter(|mount| is_content(mount));
    let mounted: Vec<String> = mounts.filter_map(|mount| folder(mount, "source")).collect();
    if !mounted.is_empty() {
        return mounted;
    }
    let languages = tables(find(table, "languages"));
    languages.iter().filter_map(|language| folder(language, "contentDir")).collect()
}

/// The folder that holds all of these; `None` without any.
fn common_folder(folders: &[String]) -> Option<String> {
    let (first, rest) = folders.split_first()?;
    let mut common: Vec<&str> = first.trim_matches('/').split('/').collect();
    for folder in rest {
        let same = common.iter().zip(folder.trim_matches('/').split('/'));
        let same = same.take_while(|(one, other)| *one == other).count();
        common.truncate(same);
    }
    Some(if common.is_empty() { ".".to_owned() } else { common.join("/") })
}

fn text(table: &Table, key: &str) -> Option<String> {
    match find(table, key)? {
        Value::Text(text) => Some(text.clone()),
        _ => None,
    }
}

/// The folder that a `handbook.toml` names for its content, if it names one.
pub fn content_dir(text: &Arc<str>) -> Option<String> {
    let name = SourcePath::new("handbook.toml")?;
    let (table, _) = toml::parse(&name, text, 0..text.len(), Code::InvalidConfig);
    self::text(&table, "content_dir")
}
