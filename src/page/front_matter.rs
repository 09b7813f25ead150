//! Front matter: TOML between `+++` lines or YAML between `---` lines, as a typed value.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place, Severity, boundary_at};
use crate::base::paths::{Anchor, SourcePath, slugify};
use crate::data::date::DateProblem;
use crate::data::follow_ups::drop_follow_ups;
use crate::data::reader::Reader;
use crate::data::schema::TableSpec;
use crate::data::value::{PlainTable, Spanned, Table, Value};
use crate::data::{date, toml, yaml};

use crate::markdown::shown_marks::shows_marks;
use crate::page::review_keys;
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
    /// The key that says that the page is listed nowhere, ours or that of another tool; empty if none
    /// does.
    pub hidden_by: &'static str,
    /// `slug`: replaces the last segment of the route.
    pub slug: Option<Spanned<String>>,
    /// `path`: replaces the whole route.
    pub path: Option<Spanned<String>>,
    /// `key`: the id under which readers' devices save the state of the page.
    pub key: Option<Spanned<String>>,
    /// `aliases`: previous routes, which redirect to the page.
    pub aliases: Vec<Spanned<String>>,
    /// `also`, and `aliases` that are no addresses: other words by which readers find the page.
    pub also: Vec<String>,
    /// `found_last`: whether the page, and all pages below it, come after the others in what a
    /// search finds.
    pub found_last: bool,
    /// `template`: the template to render the page with.
    pub template: Option<Spanned<String>>,
    /// `[search]`, `[settings]` or `[print]`: the special page that the page is, if any.
    pub special_page: Option<SpecialPage>,
    /// `[taxonomies]`: lists of words, for templates.
    pub taxonomies: PlainTable,
    /// `[extra]`: any data, for templates; and the keys of the page that are not known.
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
    /// The page stands in no list of any kind, search and sitemap included: only who is given its
    /// address finds it. The same holds for all pages below it.
    Unlisted,
}

/// Reads the tables of front matter that belong to features.
pub trait Tables {
    /// The tables that there are. No table of a special page may stand beside one.
    fn declared(&self) -> Vec<&'static TableSpec>;

    /// Groups of tables of which a page can have one.
    fn exclusive(&self) -> &'static [&'static [&'static str]];

    /// Reads the tables of all features. A table that is not read is reported as an unknown key.
    fn read(&self, reader: &mut Reader<'_>);

    /// Whether a plain text has a term or a citation in it, which is shown as it is written.
    fn holds_reference(&self, text: &str) -> bool;
}

/// Whether a value suits a key.
type IsSuitable = fn(&Value) -> bool;

/// Keys of Hugo, Jekyll, Docusaurus, Starlight, VitePress, MkDocs and Obsidian that mean what a key
/// here means: their names, separated by spaces, the key, and the values for which that holds.
const OTHER_NAMES: &[(&str, &str, IsSuitable)] = &[
    ("nav_order sidebar_position order position", "weight", is_number),
    (
        "lastmod last_modified_at last_modified lastUpdated last_updated modified updated_at",
        "updated",
        is_date,
    ),
    ("slug", "path", is_whole_address),
    ("publishDate pubDate created published_at", "date", is_date),
];

/// Keys of other tools that change nothing here, or nothing that a reader would miss; those of
/// [`OTHER_NAMES`] with a value of another kind are none either. Templates find them in
/// `page.extra`.
const FOREIGN_KEYS: &[&str] = &[
    "layout type kind parent grand_parent has_children has_toc nav_text subtitle image images cover",
    "sidebar_label sidebar_class_name sidebar_custom_props pagination_label pagination_prev",
    "pagination_next displayed_sidebar hide_title hide_table_of_contents toc toc_min_heading_level",
    "toc_max_heading_level tableOfContents outline linkTitle author authors tags tag categories",
    "category keywords hide icon status math katex mermaid comments data source audio height",
    "in_search_index search_exclude cssclass cssclasses publish last_update",
    "draft_status hero prev next editLink",
];

/// Keys of other tools that do something there, with what to write here.
const OTHER_GENERATORS_KEYS: &[(&str, &str)] = &[
    ("expiryDate", "pages do not expire; set `draft` to true when the time comes"),
    ("url permalink", "write `path` to give the page another address"),
    ("summary excerpt", "write `description`"),
    ("sidebar", "write `weight` for the order, or set `nav` to false to leave the page out"),
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
    ("owner review_by", "write it under `extra`"),
    ("search settings print", "an empty table of this name makes a page special: `[search]`"),
];

/// What to write for the `search` of another tool, which leaves the page out of its search or changes
/// its rank.
const OTHER_SEARCH: (&str, &str) = (
    "search",
    "to leave the page out of the search and all lists, set `unlisted` to true; to have it found last, \
     `found_last`",
);

/// Splits the front matter off `text` and reads it. Returns the front matter, the byte at which the
/// body begins, and diagnostics.
pub fn parse(
    path: &SourcePath,
    text: &Arc<str>,
    tables: &dyn Tables,
) -> (FrontMatter, usize, Vec<Diagnostic>) {
    let Some(block) = split(text) else {
        let place = |span| Place::span(path, text, span);
        let misplaced = misplaced(text).map(|(span, message, severity)| {
            let problem = Diagnostic::error(Code::InvalidFrontMatter, message, place(span));
            Diagnostic { severity, ..problem }.hint(
                "front matter is the first of a file, between two lines that are `+++` for TOML, or \
                 `---` for YAML, which can hold JSON",
            )
        });
        return (FrontMatter::default(), 0, misplaced.into_iter().collect());
    };
    let fence = block.fence;
    let error = |message: String, hint: String| {
        let place = Place::span(path, text, block.opening..block.opening + fence.len());
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

/// Which of these tables the front matter of a file seems to hold. It is not parsed, so that all
/// pages of a site can be asked before one is read.
pub fn seems_to_hold<const N: usize>(file: &[u8], tables: [&str; N]) -> [bool; N] {
    let head = &file[..file.len().min(SIZE_LIMIT)];
    // What is text is quickly seen to be.
    let head = str::from_utf8(head).map_or_else(|_| String::from_utf8_lossy(head), Cow::Borrowed);
    let mut text = Cow::Borrowed(head.strip_prefix('\u{feff}').unwrap_or(&head));
    if text.contains('\r') {
        text = text.replace("\r\n", "\n").replace('\r', "\n").into();
    }
    let data = split(&text).map(|block| &text[block.data]).unwrap_or_default();
    let begins_with = |line: &str, table: &str| {
        let name = line.trim_start();
        let name = name.strip_prefix('[').unwrap_or(name).trim_start();
        let rest = name.strip_prefix('"').unwrap_or(name).strip_prefix(table);
        let next = rest.and_then(|rest| rest.chars().next());
        rest.is_some_and(|_| next.is_none_or(|c| !c.is_ascii_alphanumeric() && !"-_".contains(c)))
    };
    tables.map(|table| data.lines().any(|line| begins_with(line, table)))
}

/// The fence of front matter in TOML.
pub(super) const TOML_FENCE: &str = "+++";
/// The fence of front matter in YAML.
const YAML_FENCE: &str = "---";
/// The line that ends a document of YAML, and so its front matter too.
const YAML_END: &str = "...";

/// The position of the front matter in a file, in bytes.
pub(super) struct FrontMatterBlock<'t> {
    /// The opening line, without white space at its end.
    pub(super) fence: &'t str,
    /// The first byte of the opening line. Blank lines may stand before it.
    opening: usize,
    /// The text between the fences.
    pub(super) data: Range<usize>,
    /// The first byte of the body of the page.
    body: usize,
    /// Whether there is a closing line.
    pub(super) is_closed: bool,
}

/// The offset at which the body of a page begins.
pub fn body_start(text: &str) -> usize {
    split(text).map_or(0, |block| block.body)
}

/// Finds the front matter; `None` if there is none.
pub(super) fn split(text: &str) -> Option<FrontMatterBlock<'_>> {
    let begin = text.find(|c: char| !c.is_whitespace()).unwrap_or(0);
    let opening = text[..begin].rfind('\n').map_or(0, |newline| newline + 1);
    let first_end = line_end(text, opening);
    let fence = text[opening..first_end].trim_end();
    if ![TOML_FENCE, YAML_FENCE].contains(&fence) {
        return None;
    }
    let mut blank = None;
    let mut start = first_end;
    while start < text.len() {
        let end = line_end(text, start);
        let line = text[start..end].trim_end();
        if line == fence || (fence == YAML_FENCE && line == YAML_END) {
            let data = first_end..start;
            let is_front_matter = fence == TOML_FENCE || is_yaml(&text[data.clone()]);
            let block = FrontMatterBlock { fence, opening, data, body: end, is_closed: true };
            return is_front_matter.then_some(block);
        }
        if line.is_empty() && blank.is_none() {
            blank = Some(start);
        }
        start = end;
    }
    // A thematic break may begin a file, so `---` alone does not open front matter, and what comes
    // after blank lines has to be closed.
    if opening > 0 {
        return None;
    }
    if fence == YAML_FENCE && !begins_with_key(&text[first_end..line_end(text, first_end)]) {
        return None;
    }
    let end = boundary_at(text, blank.unwrap_or(text.len()).min(first_end + SIZE_LIMIT));
    Some(FrontMatterBlock { fence, opening, data: first_end..end, body: end, is_closed: false })
}

/// The keys that stand first in the front matter of most pages.
const USUAL_KEYS: [&str; 8] =
    ["title", "date", "draft", "description", "layout", "weight", "slug", "aliases"];

/// How many lines are looked through for keys that are no front matter.
const MISPLACED_LINES: usize = 50;

/// The first line that is meant as front matter in a text that has none, and what is wrong with it:
/// one that is nearly a fence before a line with a key; or, which is an error, one with which a draft
/// would be published.
fn misplaced(text: &str) -> Option<(Range<usize>, String, Severity)> {
    let (mut is_first, mut is_code) = (true, false);
    let mut before: Option<(Range<usize>, &str)> = None;
    let mut found = None;
    let mut start = 0;
    for line in text.split_inclusive('\n').take(MISPLACED_LINES) {
        let span = start..start + line.trim_end().len();
        start += line.len();
        let is_indented = line.starts_with('\t') || line.starts_with("    ");
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        is_code ^= line.starts_with("```") || line.starts_with("~~~");
        let (key, value) = line.split_once([':', '=']).unwrap_or_default();
        let key = key.trim().trim_matches('"');
        if let Some((fence, shown)) = before.take_if(|_| USUAL_KEYS.contains(&key)) {
            found.get_or_insert((
                fence,
                format!("`{shown}` begins no front matter"),
                Severity::Warning,
            ));
        }
        let is_true = value.trim().trim_end_matches(',') == "true";
        let is_code = is_code || is_indented && !line.starts_with('"');
        if key == "draft" && is_true && !is_code {
            let message = format!("`{line}` is no front matter, so the page is no draft");
            return Some((span, message, Severity::Error));
        }
        let sign = line.chars().next().filter(|sign| "+-{".contains(*sign));
        let word = line.trim_start_matches(|char| Some(char) == sign);
        let is_fence = match sign {
            Some('{') => line == "{",
            Some(_) => line.len() - word.len() >= 3 && word.chars().all(char::is_alphabetic),
            None => false,
        };
        // Behind text, a line of hyphens is a heading or a thematic break.
        before = (is_fence && is_first && !is_indented).then_some((span, line));
        is_first &= line.starts_with("<!--") && line.ends_with("-->");
    }
    found
}

/// The first byte of the line after the one that holds `start`.
fn line_end(text: &str, start: usize) -> usize {
    text[start..].find('\n').map_or(text.len(), |newline| start + newline + 1)
}

/// Whether the text between two `---` lines is meant as YAML: it is empty, or its first line begins
/// with a key, or with one of [`USUAL_KEYS`] badly. All else is Markdown between two thematic breaks.
fn is_yaml(data: &str) -> bool {
    let mut lines = data.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    lines.next().is_none_or(|line| {
        begins_with_key(line.strip_prefix("  ").unwrap_or(line))
            || USUAL_KEYS.contains(&line.split([':', '=']).next().unwrap_or_default().trim())
            || line.trim_start().starts_with(['{', '?'])
    })
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
fn listing(reader: &mut Reader<'_>) -> Option<Listing> {
    let found = reader.any("nav")?;
    match &found.value {
        Value::Bool(true) => Some(Listing::Contents),
        Value::Bool(false) => Some(Listing::Nowhere),
        Value::Text(word) if word == "footer" => Some(Listing::Footer),
        _ => {
            reader.refuse("nav", &found.span, "must be true, false or `\"footer\"`", "");
            None
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

fn is_number(value: &Value) -> bool {
    match value {
        Value::Integer(_) | Value::Float(_) => true,
        Value::Text(text) => text.trim().parse::<i64>().is_ok(),
        _ => false,
    }
}

fn is_date(value: &Value) -> bool {
    let (Value::Text(text) | Value::Date(text)) = value else {
        return false;
    };
    date::normalise(text) != Err(DateProblem::Form)
}

/// Whether a `slug` is a whole address, as Docusaurus has it.
fn is_whole_address(value: &Value) -> bool {
    matches!(value, Value::Text(text) if text.starts_with('/'))
}

fn is_list(value: &Value) -> bool {
    matches!(value, Value::Text(_) | Value::List(_))
}

/// Refuses tables that cannot stand beside one before them. They are not read: one mistake is one
/// message.
fn refuse_combinations(reader: &mut Reader<'_>, declared: &[&'static str], tables: &dyn Tables) {
    let special = SpecialPage::ALL.map(SpecialPage::as_str);
    let groups = tables.exclusive();
    let excludes = |one: &str, other: &str| {
        let is_in = |group: &&[&str]| group.contains(&one) && group.contains(&other);
        special.contains(&one) || special.contains(&other) || groups.iter().any(is_in)
    };
    let names = special.iter().chain(declared).copied();
    let is_table = |reader: &Reader<'_>, name: &str| {
        !special.contains(&name) || special_page::is_declared(reader, name)
    };
    let mut present: Vec<(Range<usize>, &'static str)> = names
        .filter(|name| is_table(reader, name))
        .filter_map(|name| Some((reader.key_span(name)?, name)))
        .collect();
    present.sort_by_key(|(span, _)| span.start);
    let mut kept: Vec<&str> = Vec::new();
    for (span, name) in present {
        match kept.iter().find(|other| excludes(name, other)) {
            None => kept.push(name),
            Some(other) => {
                let message = format!("`{name}` cannot be combined with `{other}`");
                let place = reader.place(&span);
                let diagnostic = Diagnostic::error(Code::InvalidValue, message, place);
                reader.report(diagnostic.hint("put each on its own page").fixed());
                let _ = reader.any(name);
            }
        }
    }
}

/// Whether an alias is an address and not another name of the page, as in Obsidian: it has a slash,
/// or the ending of a page.
fn is_address(alias: &str) -> bool {
    let path = alias.split(['?', '#']).next().unwrap_or_default();
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    let is_page = |ending: String| {
        ["html", "htm", "md", "php", "asp", "aspx", "jsp"].contains(&ending.as_str())
    };
    path.starts_with('/')
        || path.contains('/') && !path.contains(char::is_whitespace)
        || ending.is_some_and(is_page)
}

/// Reads `aliases`, former addresses of the page and other names of it, and `also`.
fn aliases(reader: &mut Reader<'_>) -> (Vec<Spanned<String>>, Vec<String>) {
    let mut all = reader.list_of_texts("aliases");
    while reader.adopt("redirect_from alias", "aliases", is_list) {
        all.extend(reader.list_of_texts("aliases"));
    }
    let hint = "remove it, or write a former address such as `/roles/lead/`";
    for empty in all.extract_if(.., |alias| alias.value.trim().is_empty()) {
        reader.refuse("aliases", &empty.span, "has an empty entry", hint);
    }
    let (addresses, mut names): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|alias| is_address(&alias.value));
    names.extend(reader.list_of_texts("also"));
    (addresses, names.into_iter().map(|name| name.value).collect())
}

/// A text that is shown as it is written. Warns of a term, a citation or the marks of Markdown in it.
fn plain_text(
    reader: &mut Reader<'_>,
    key: &'static str,
    tables: &dyn Tables,
    hint: &str,
) -> Option<Spanned<String>> {
    let text = reader.text(key)?;
    let found = if tables.holds_reference(&text.value) {
        Some((Code::InvalidReference, "brackets"))
    } else {
        shows_marks(&text.value).then_some((Code::ForeignSyntax, "marks"))
    };
    if let Some((code, signs)) = found {
        let message = format!("`{key}` is plain text, and the {signs} in it are shown");
        let place = reader.place(&text.span);
        reader.report(Diagnostic::warning(code, message, place).hint(hint));
    }
    Some(text)
}

/// The truth value of a key of another tool; `None` for a value of another kind.
fn foreign_bool(reader: &mut Reader<'_>, key: &'static str) -> Option<bool> {
    matches!(reader.value(key), Some(Value::Bool(_))).then(|| reader.bool(key)).flatten()
}

fn read(
    path: &SourcePath,
    text: &Arc<str>,
    table: Table,
    tables: &dyn Tables,
) -> (FrontMatter, Vec<Diagnostic>) {
    let declared = tables.declared();
    let names: Vec<&str> = declared.iter().map(|table| table.name).collect();
    let mut reader = Reader::new(path, text, table).with_tables(declared).lenient();
    for (others, key, is_suitable) in OTHER_NAMES {
        reader.adopt(others, key, *is_suitable);
    }
    reader.unfold("date", &[("created", "date"), ("updated", "updated")]);
    refuse_combinations(&mut reader, &names, tables);
    let (aliases, also) = aliases(&mut reader);
    let is_unpublished = foreign_bool(&mut reader, "published") == Some(false);
    let hides = ["hidden", "nav_exclude"].map(|key| foreign_bool(&mut reader, key) == Some(true));
    let hidden_by = if hides[1] { "nav_exclude" } else { "hidden" };
    let other = if hides.contains(&true) { Listing::Nowhere } else { Listing::Contents };
    let own = listing(&mut reader);
    let nav = own.unwrap_or(other);
    let hidden_by = match (nav, own) {
        (Listing::Nowhere, None) => hidden_by,
        (Listing::Nowhere, Some(_)) => "nav = false",
        _ => "",
    };
    let is_unlisted = reader.bool("unlisted").unwrap_or(false);
    let title_hint = "write the title as a heading below the front matter, `# …`";
    let title = plain_text(&mut reader, "title", tables, title_hint);
    let hint =
        "put it into plain words: a description has no terms, citations, emphasis, links or code";
    let description = plain_text(&mut reader, "description", tables, hint);
    let mut front = FrontMatter {
        title,
        description: description.map(|text| text.value).unwrap_or_default(),
        weight: reader.integer("weight").map(|number| number.value),
        date: reader.date("date"),
        updated: reader.date("updated"),
        draft: reader.bool("draft").unwrap_or(false) || is_unpublished,
        nav: if is_unlisted { Listing::Unlisted } else { nav },
        hidden_by,
        slug: reader.text("slug"),
        path: reader.text("path"),
        key: key(&mut reader),
        aliases,
        also,
        found_last: reader.bool("found_last").unwrap_or(false),
        template: reader.text("template"),
        special_page: special_page::read(&mut reader),
        taxonomies: {
            tables.read(&mut reader);
            reader.table_of_lists("taxonomies")
        },
        extra: Arc::default(),
    };
    // What the author put under `extra` wins.
    review_keys::check(&mut reader);
    let own = reader.data("extra");
    let other_names = OTHER_NAMES.iter().map(|(names, ..)| *names);
    let foreign: Vec<&str> = FOREIGN_KEYS.iter().copied().chain(other_names).collect();
    let other_search = special_page::says_how_found(&reader).then_some(OTHER_SEARCH);
    let others: Vec<_> = other_search.iter().chain(OTHER_GENERATORS_KEYS).copied().collect();
    let mut extra = reader.take_rest(&others, &foreign);
    extra.extend(own);
    front.extra = Arc::new(extra);
    (front, reader.finish(&[]))
}
