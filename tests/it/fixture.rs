//! Whole small sites as one string, built in memory, edited and built again.

use std::collections::BTreeMap;

use handbook::base::paths::OutputPath;
use handbook::cli::report::{self, ReportFormat, ReportStyle};
use handbook::compile::build::Build;
use handbook::compile::builder::Builder;
use handbook::compile::ids::SiteIds;
use handbook::compile::options::BuildOptions;
use handbook::hosting;
use handbook::source::Sources;

/// A site in memory and a builder that remembers its last build.
pub struct Fixture {
    /// Every file by its path from the root.
    pub files: BTreeMap<String, Vec<u8>>,
    builder: Builder,
    options: BuildOptions,
}

impl Fixture {
    /// A site of files, each after a line `-- path --`. A `handbook.toml` is added if there is none.
    pub fn new(text: &str) -> Self {
        Self::with(text, BuildOptions::default())
    }

    /// A site of files as in [`Fixture::new`], with build options.
    pub fn with(text: &str, options: BuildOptions) -> Self {
        let mut files = BTreeMap::from([("handbook.toml".to_owned(), CONFIG.as_bytes().to_vec())]);
        let mut current: Option<(String, String)> = None;
        for line in text.split_inclusive('\n') {
            let name =
                line.trim_end().strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --"));
            match (name, &mut current) {
                (Some(name), _) => {
                    files.extend(current.replace((name.to_owned(), String::new())).map(into_file));
                }
                (None, Some((_, content))) => content.push_str(line),
                (None, None) => {
                    assert!(line.trim().is_empty(), "text before the first `-- path --`: {line:?}");
                }
            }
        }
        files.extend(current.map(into_file));
        Self { files, builder: Builder::new(options.clone()), options }
    }

    /// Writes a file.
    pub fn write(&mut self, path: &str, content: impl AsRef<[u8]>) -> &mut Self {
        self.files.insert(path.to_owned(), content.as_ref().to_vec());
        self
    }

    /// Replaces text in a file; the text must be there.
    pub fn replace(&mut self, path: &str, from: &str, to: &str) -> &mut Self {
        let text = String::from_utf8(self.files[path].clone()).expect("the file is text");
        assert!(text.contains(from), "`{from}` is not in {path}");
        self.write(path, text.replace(from, to))
    }

    /// Removes a file.
    pub fn remove(&mut self, path: &str) -> &mut Self {
        assert!(self.files.remove(path).is_some(), "{path} is not there");
        self
    }

    /// The files as the input of a build.
    pub fn sources(&self) -> Sources {
        let mut sources = Sources::default();
        for (path, content) in &self.files {
            sources.insert(path, content.clone());
        }
        sources.hosts = hosting::found(|sign| self.files.contains_key(sign));
        sources
    }

    /// Builds with what was remembered.
    pub fn build(&mut self) -> Build {
        self.builder.build(self.sources())
    }

    /// What the last build has to write for ids that must last.
    pub fn ids(&self) -> SiteIds {
        self.builder.ids()
    }

    /// Builds, and writes ids as `handbook ids --write` does.
    pub fn write_ids(&mut self) -> &mut Self {
        self.build();
        let ids = self.ids();
        for page in ids.pages {
            self.files.insert(page.path.to_string(), page.after);
        }
        self.files.insert(ids.lock.to_string(), ids.after);
        self
    }

    /// Builds with nothing remembered.
    pub fn fresh(&self) -> Build {
        Builder::new(self.options.clone()).build(self.sources())
    }
}

fn into_file((name, content): (String, String)) -> (String, Vec<u8>) {
    (name, content.into_bytes())
}

const CONFIG: &str =
    "title = \"Test\"\nbase_url = \"https://example.org/\"\ngenerate_search = false\n";

/// The text of an output.
pub fn text(build: &Build, path: &str) -> String {
    match build
        .outputs
        .get(&OutputPath::new(path).expect("a valid path"))
        .map(|output| (output, output.in_memory()))
    {
        Some((_, Some(bytes))) => String::from_utf8(bytes.to_vec()).expect("the output is text"),
        Some((_, None)) => panic!("{path} is a copy"),
        None => panic!(
            "there is no output {path}, only {:?}\n{}",
            build.outputs.keys().collect::<Vec<_>>(),
            messages(build)
        ),
    }
}

/// What stands between `<div class="content">` … of a page: the body that Markdown gave.
pub fn body(build: &Build, path: &str) -> String {
    between(&text(build, path), "<!-- content -->", "<!-- /content -->").trim().to_owned()
}

/// The text between two marks.
pub fn between<'a>(text: &'a str, start: &str, end: &str) -> &'a str {
    let (_, rest) = text.split_once(start).unwrap_or_else(|| panic!("no `{start}` in:\n{text}"));
    rest.split_once(end).unwrap_or_else(|| panic!("no `{end}` after `{start}` in:\n{text}")).0
}

/// The diagnostics as a user sees them.
pub fn messages(build: &Build) -> String {
    report::render(
        &build.diagnostics,
        ReportStyle { color: false, width: 100, format: ReportFormat::Human, all: true },
    )
}

/// A site whose pages show nothing but what Markdown gave, between marks.
pub fn bare(pages: &str) -> Fixture {
    Fixture::new(&format!(
        "-- templates/page.html --\n<!-- content -->{{{{ page.content | safe }}}}<!-- /content -->\n\
         -- templates/index.html --\n<!-- content -->{{{{ page.content | safe }}}}<!-- /content -->\n\
         -- templates/section.html --\n<!-- content -->{{{{ page.content | safe }}}}<!-- /content -->\n{pages}"
    ))
}

/// The prose of the page `a` of a site where nothing is wrong.
#[track_caller]
pub fn prose_of_a(site: &mut Fixture) -> String {
    let build = site.build();
    assert_eq!(messages(&build), "");
    between(&text(&build, "a/index.html"), "<div class=\"prose\">", "</article>").to_owned()
}
