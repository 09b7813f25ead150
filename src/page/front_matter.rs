//! Front matter: TOML between `+++` lines or YAML between `---` lines, as a typed value.

use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::{Anchor, SourcePath, slugify};
use crate::data::reader::{Reader, drop_follow_ups};
use crate::data::schema::TableSpec;
use crate::data::value::{PlainTable, Spanned, Table, Value};
use crate::data::{toml, yaml};

use crate::page::special_page::{self, SpecialPage};

/// The maximal length of front matter in bytes.
pub const SIZE_LIMIT: usize = 64 * 1024;

/// The front matter of a page. Keys have the names that Zola gives them wherever Zola has the key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct FrontMatter {
    /// `title`: the title of the page.
    pub title: Option<Spanned<String>>,
    /// `description`: one sentence for lists, search engines and previews; may be empty.
    pub description: String,
    /// `weight`: lighter pages come first.
    pub weight: Option<i64>,
    /// `date`: RFC 3339 date (`2026-11-22`) or date and time with an offset.
    pub date: Option<String>,
    /// `updated`: RFC 3339 date or date and time with an offset.
    pub updated: Option<String>,
    /// `draft`: left out of a build without `--drafts`.
    pub draft: bool,
    /// `nav`: where the page is listed; `true` in the contents, `false` nowhere, `"footer"` at the
    /// foot of every page.
    pub nav: Listing,
    /// `slug`: replaces the last segment of the route.
    pub slug: Option<Spanned<String>>,
    /// `path`: replaces the whole route.
    pub path: Option<Spanned<String>>,
    /// `key`: the id under which readers' devices save the state of the page.
    pub key: Option<Spanned<String>>,
    /// `aliases`: previous routes, which redirect to the page.
    pub aliases: Vec<Spanned<String>>,
    /// `template`: the template to render the page with.
    pub template: Option<Spanned<String>>,
    /// `[search]`, `[settings]` or `[print]`: the special page that the page is, if any.
    pub special_page: Option<SpecialPage>,
    /// `[taxonomies]`: lists of words, for templates.
    pub taxonomies: PlainTable,
    /// `[extra]`: any data, for templates.
    pub extra: Arc<PlainTable>,
}

/// The navigation that lists a page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Listing {
    /// The page stands in the table of contents and in the reading order.
    #[default]
    Contents,
    /// The page stands at the foot of every page: for pages that are no chapters of the handbook.
    Footer,
    /// The page stands in no navigation.
    Nowhere,
}

/// Reads the tables of front matter that belong to features.
pub trait Tables {
    /// The tables that there are. Each makes a page what it is, so that no table of a special page
    /// may stand beside it.
    fn declared(&self) -> Vec<&'static TableSpec>;

    /// Reads the tables of all features. A table that is not read is reported as an unknown key.
    fn read(&self, reader: &mut Reader<'_>);
}

/// Keys of Hugo, Jekyll, Docusaurus, Starlight, VitePress and Zola, separated by spaces, with hints.
const OTHER_GENERATORS_KEYS: &[(&str, &str)] = &[
    ("lastmod lastUpdated last_modified_at last_update modified", "write `updated`"),
    ("publishDate pubDate created", "write `date`"),
    ("expiryDate", "pages do not expire; set `draft` to true when the time comes"),
    ("url permalink", "write `path`"),
    ("layout type", "write `template`"),
    ("order nav_order sidebar_position position", "write `weight`"),
    ("summary excerpt", "write `description`"),
    ("redirect_from", "write `aliases`"),
    ("published", "write `draft` with the opposite value"),
    ("unlisted hidden nav_exclude", "set `nav` to false"),
    ("sidebar", "write `weight` for the order, or set `nav` to false to leave the page out"),
    ("tags categories keywords", "move it to `[taxonomies]`"),
    ("tag", "write `tags` under `[taxonomies]`"),
    ("category", "write `categories` under `[taxonomies]`"),
    ("authors", "move it to `[taxonomies]` or `[extra]`"),
    ("author linkTitle in_search_index toc tableOfContents", "move it to `[extra]`"),
    ("params", "write `extra`"),
    ("menu menus", "the navigation follows the folders; set `weight`, or `nav` to false"),
    ("cascade", "set the key on each page"),
    ("editUrl custom_edit_url", "write `edit_url` in `handbook.toml`, once for all pages"),
    ("redirect_to", "write this address under `aliases` on the target page"),
    ("sort_by", "remove it: pages are ordered by `weight`, then by file name"),
    ("paginate_by", "remove it: a section lists all its pages"),
    ("page_template", "write `template` on each page"),
    ("lang", "write `language` in `handbook.toml`, once for all pages"),
    ("id", "write `slug`"),
];

/// Splits the front matter off `text` and reads it. Returns the front matter, the byte at which the
/// body begins, and diagnostics.
pub fn parse(
    path: &SourcePath,
    text: &Arc<str>,
    tables: &dyn Tables,
) -> (FrontMatter, usize, Vec<Diagnostic>) {
    let Some(block) = split(text) else {
        return (FrontMatter::default(), 0, Vec::new());
    };
    let fence = block.fence;
    let error = |message: String, hint: String| {
        let place = Place::span(path, text, 0..fence.len());
        vec![Diagnostic::error(Code::InvalidFrontMatter, message, place).hint(hint)]
    };
    if block.data.len() > SIZE_LIMIT {
        let message = format!("front matter is larger than {} kB", SIZE_LIMIT / 1024);
        let diagnostics = error(message, "check the position of its closing line".to_owned());
        return (FrontMatter::default(), block.body, diagnostics);
    }
    // Without an end the keys are read all the same, so that no missing title is reported.
    let (front, mut diagnostics) = block.read(path, text, tables);
    if !block.is_closed {
        let message = format!("front matter has no closing `{fence}`");
        diagnostics = error(message, format!("add a line `{fence}` after its last key"));
    }
    (front, block.body, diagnostics)
}

/// The fence of front matter in TOML.
const TOML_FENCE: &str = "+++";
/// The fence of front matter in YAML.
const YAML_FENCE: &str = "---";

/// The position of the front matter in a file, in bytes.
struct FrontMatterBlock<'t> {
    /// The opening line, without white space at its end.
    fence: &'t str,
    /// The text between the fences.
    data: Range<usize>,
    /// The first byte of the body of the page.
    body: usize,
    /// Whether there is a closing line.
    is_closed: bool,
}

/// Finds the front matter; `None` if there is none.
fn split(text: &str) -> Option<FrontMatterBlock<'_>> {
    let first_end = line_end(text, 0);
    let fence = text[..first_end].trim_end();
    if ![TOML_FENCE, YAML_FENCE].contains(&fence) {
        return None;
    }
    let mut blank = None;
    let mut start = first_end;
    while start < text.len() {
        let end = line_end(text, start);
        let line = text[start..end].trim_end();
        if line == fence {
            let data = first_end..start;
            let is_front_matter = fence == TOML_FENCE || is_yaml(&text[data.clone()]);
            let block = FrontMatterBlock { fence, data, body: end, is_closed: true };
            return is_front_matter.then_some(block);
        }
        if line.is_empty() && blank.is_none() {
            blank = Some(start);
        }
        start = end;
    }
    // A thematic break may begin a file, so `---` alone does not open front matter.
    if fence == YAML_FENCE && !begins_with_key(&text[first_end..line_end(text, first_end)]) {
        return None;
    }
    let end = blank.unwrap_or(text.len()).min(first_end + SIZE_LIMIT);
    let end = (first_end..=end).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(first_end);
    Some(FrontMatterBlock { fence, data: first_end..end, body: end, is_closed: false })
}

/// The first byte of the line after the one that holds `start`.
fn line_end(text: &str, start: usize) -> usize {
    text[start..].find('\n').map_or(text.len(), |newline| start + newline + 1)
}

/// Whether the text between two `---` lines is meant as YAML: it is empty, or its first line begins
/// with a key, known or not. All else is Markdown between two thematic breaks.
fn is_yaml(data: &str) -> bool {
    data.lines()
        .find(|line| !line.trim().is_empty() && !line.starts_with('#'))
        .is_none_or(|line| begins_with_key(line) || line.trim_start().starts_with(['{', '?']))
}

/// Whether a line begins like `title: …`: a word or a quoted text, a colon, then white space or
/// nothing.
fn begins_with_key(line: &str) -> bool {
    let line = line.trim_end();
    let Some((key, rest)) = line.split_once(':') else {
        return false;
    };
    let key = key.trim_end().trim_matches(['"', '\'']);
    let spaced = rest.is_empty() || rest.starts_with([' ', '\t']);
    spaced
        && key.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && key.chars().all(|c| c.is_alphanumeric() || "_-.".contains(c))
}

impl FrontMatterBlock<'_> {
    fn read(
        &self,
        path: &SourcePath,
        text: &Arc<str>,
        tables: &dyn Tables,
    ) -> (FrontMatter, Vec<Diagnostic>) {
        let code = Code::InvalidFrontMatter;
        let parse = if self.fence == TOML_FENCE { toml::parse } else { yaml::parse };
        let (table, mut syntax_errors) = parse(path, text, self.data.clone(), code);
        self.hint_at_missing_fence(text, &mut syntax_errors);
        let (front, key_errors) = read(path, text, table, tables);
        (front, drop_follow_ups(syntax_errors, key_errors))
    }

    /// Adds a hint to a syntax error after an empty line, which may well be in the body of the
    /// page.
    fn hint_at_missing_fence(&self, text: &str, syntax_errors: &mut [Diagnostic]) {
        let Some(blank) = text[self.data.clone()].find("\n\n") else {
            return;
        };
        let blank = self.data.start + blank;
        let Some(first) = syntax_errors.first_mut() else {
            return;
        };
        let excerpt = first.place.as_ref().and_then(|p| p.excerpt.as_ref());
        if excerpt.is_some_and(|excerpt| excerpt.range.start > blank) {
            let fence = self.fence;
            let hint =
                format!("front matter ends at the next line `{fence}`; is one missing above?");
            first.hints.push(hint);
        }
    }
}

/// Reads `nav`, which is true, false or `"footer"`.
fn listing(reader: &mut Reader<'_>) -> Listing {
    let Some(found) = reader.any("nav") else {
        return Listing::default();
    };
    match &found.value {
        Value::Bool(true) => Listing::Contents,
        Value::Bool(false) => Listing::Nowhere,
        Value::Text(word) if word == "footer" => Listing::Footer,
        _ => {
            reader.refuse("nav", &found.span, "must be true, false or `\"footer\"`", "");
            Listing::default()
        }
    }
}

/// Reads `key`, which must be a valid id.
fn key(reader: &mut Reader<'_>) -> Option<Spanned<String>> {
    let key = reader.text("key")?;
    if Anchor::authored(&key.value).is_some() {
        return Some(key);
    }
    let hint = match slugify(&key.value) {
        right if Anchor::authored(&right).is_some() => format!("write `key = \"{right}\"`"),
        _ => "a key is a word such as `drucker-review`".to_owned(),
    };
    let problem = "must consist of lower-case letters a to z, digits and single hyphens";
    reader.refuse("key", &key.span, problem, &hint);
    None
}

fn read(
    path: &SourcePath,
    text: &Arc<str>,
    table: Table,
    tables: &dyn Tables,
) -> (FrontMatter, Vec<Diagnostic>) {
    let declared = tables.declared();
    let names: Vec<&str> = declared.iter().map(|table| table.name).collect();
    let mut reader = Reader::new(path, text, table).with_tables(declared);
    let front = FrontMatter {
        title: reader.filled_text(
            "title",
            "write a title, or remove the key and begin the page with a heading",
        ),
        description: reader.text("description").map(|text| text.value).unwrap_or_default(),
        weight: reader.integer("weight").map(|number| number.value),
        date: reader.date("date"),
        updated: reader.date("updated"),
        draft: reader.bool("draft").unwrap_or(false),
        nav: listing(&mut reader),
        slug: reader.text("slug"),
        path: reader.text("path"),
        key: key(&mut reader),
        aliases: reader.list_of_texts("aliases"),
        template: reader.text("template"),
        special_page: special_page::read(&mut reader, &names),
        taxonomies: {
            tables.read(&mut reader);
            reader.table_of_lists("taxonomies")
        },
        extra: Arc::new(reader.data("extra")),
    };
    (front, reader.finish(OTHER_GENERATORS_KEYS))
}
