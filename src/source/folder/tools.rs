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
    /// A key that tells its configuration from that of another tool with the same file name.
    mark: Option<&'static str>,
    /// The table that holds the keys; empty for the top level.
    table: &'static str,
    /// The key with the folder of the pages; empty if there is none.
    content_key: &'static str,
    /// The folder of the pages without that key.
    content: &'static str,
    title_key: &'static str,
}

const TOOLS: &[KnownTool] = &[
    KnownTool {
        name: "MkDocs",
        files: &["mkdocs.yml", "mkdocs.yaml"],
        mark: None,
        table: "",
        content_key: "docs_dir",
        content: "docs",
        title_key: "site_name",
    },
    KnownTool {
        name: "Zensical",
        files: &["zensical.toml"],
        mark: None,
        table: "project",
        content_key: "docs_dir",
        content: "docs",
        title_key: "site_name",
    },
    KnownTool {
        name: "mdBook",
        files: &["book.toml"],
        mark: None,
        table: "book",
        content_key: "src",
        content: "src",
        title_key: "title",
    },
    KnownTool {
        name: "Zola",
        files: &["zola.toml", "config.toml"],
        mark: Some("base_url"),
        table: "",
        content_key: "",
        content: "content",
        title_key: "title",
    },
    KnownTool {
        name: "Hugo",
        files: &[
            "hugo.toml",
            "hugo.yaml",
            "hugo.yml",
            "hugo.json",
            "config/_default/hugo.toml",
            "config/_default/config.toml",
        ],
        mark: None,
        table: "",
        content_key: "contentDir",
        content: "content",
        title_key: "title",
    },
    KnownTool {
        name: "Hugo",
        files: &["config.toml", "config.yaml", "config.yml"],
        mark: Some("baseURL"),
        table: "",
        content_key: "contentDir",
        content: "content",
        title_key: "title",
    },
    KnownTool {
        name: "Jekyll",
        files: &["_config.yml", "_config.yaml"],
        mark: None,
        table: "",
        content_key: "source",
        content: ".",
        title_key: "title",
    },
    KnownTool {
        name: "GitBook",
        files: &[".gitbook.yaml"],
        mark: None,
        table: "",
        content_key: "root",
        content: ".",
        title_key: "title",
    },
    scripted(
        "Docusaurus",
        &[
            "docusaurus.config.js",
            "docusaurus.config.ts",
            "docusaurus.config.mjs",
            "docusaurus.config.cjs",
        ],
        "docs",
    ),
    scripted("Starlight", &["astro.config.mjs", "astro.config.ts"], "src/content/docs"),
    scripted(
        "VitePress",
        &[".vitepress/config.js", ".vitepress/config.ts", ".vitepress/config.mts"],
        ".",
    ),
    scripted(
        "VitePress",
        &["docs/.vitepress/config.js", "docs/.vitepress/config.ts", "docs/.vitepress/config.mts"],
        "docs",
    ),
    scripted("Eleventy", &[".eleventy.js", "eleventy.config.js", "eleventy.config.mjs"], "."),
];

/// A tool whose configuration is a program, which is not read.
const fn scripted(
    name: &'static str,
    files: &'static [&'static str],
    content: &'static str,
) -> KnownTool {
    KnownTool { name, files, mark: None, table: "", content_key: "", content, title_key: "" }
}

impl OtherTool {
    /// The tool of the first configuration that is found in a folder.
    pub(super) fn of(root: &Path) -> Option<Self> {
        TOOLS.iter().find_map(|tool| {
            tool.files.iter().find_map(|file| Self::with(tool, file, &root.join(file)))
        })
    }

    fn with(tool: &KnownTool, file: &str, path: &Path) -> Option<Self> {
        let metadata = fs::symlink_metadata(path).ok()?;
        if !metadata.is_file() || metadata.len() > SIZE_LIMIT {
            return None;
        }
        let keys = [tool.content_key, tool.title_key, tool.mark.unwrap_or(tool.title_key)];
        let table = if tool.title_key.is_empty() { Table::new() } else { read(file, path, &keys) };
        if tool.mark.is_some_and(|mark| find(&table, mark).is_none()) {
            return None;
        }
        let table = match find(&table, tool.table) {
            Some(Value::Table(table)) => table.clone(),
            _ => table,
        };
        let content = text(&table, tool.content_key);
        // A folder that is not there is likely named by a value that the tool understands in its own
        // way.
        let named = content.filter(|folder| path.with_file_name(folder).is_dir());
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
            let wanted = |line: &&str| keys.iter().any(|key| line.starts_with(&format!("{key}:")));
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
