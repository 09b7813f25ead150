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
    .keys("contentDir", "title"),
    KnownTool::of("Hugo", &["config.toml", "config.yaml", "config.yml"], "content")
        .keys("contentDir", "title")
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
        Self { name, files, mark: "", table: "", content_key: "", content, title_key: "" }
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
        let content = text(&table, tool.content_key);
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

fn find<'t>(table: &'t Table, key: &str) -> Option<&'t Value> {
    table.iter().find(|(known, _)| known.value == key).map(|(_, value)| &value.value)
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
