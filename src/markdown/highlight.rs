//! [`Highlighter`]: turns code into HTML spans with a dozen token classes. Grammars load on first
//! use.
//!
//! A token is `<span class="k">…</span>`; the classes are those of [`CLASSES`]. Tokens of one class
//! that stand side by side are one span, white space and punctuation stay bare, so that
//! highlighting costs few bytes.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

use crate::base::fingerprint::Fingerprint;
use crate::base::suggest;
use crate::html::escape::push_text;

/// The length in bytes above which a line stays plain: grammars are not made for minified code.
const LINE_LIMIT: usize = 4 * 1024;

/// The length in bytes above which a block stays plain.
const BLOCK_LIMIT: usize = 1024 * 1024;

/// TextMate scope prefixes, each with the class of tokens in such a scope. If several prefixes
/// match a scope, the first counts; of nested scopes, the innermost that matches. An empty class
/// makes the tokens in its scope plain.
///
/// Classes: `c` comment, `s` string, `n` number, `l` literal constant, `k` keyword, `o` operator,
/// `f` function, `t` type, `v` variable, `a` attribute, `g` tag, `i` inserted, `d` deleted,
/// `h` heading.
pub const CLASSES: &[(&str, &str)] = &[
    ("comment", "c"),
    ("constant.numeric", "n"),
    ("constant.character", "s"),
    ("constant.other.color", "n"),
    ("constant", "l"),
    ("string", "s"),
    ("keyword.operator.word", "k"),
    ("keyword.operator.new", "k"),
    ("keyword.operator", "o"),
    ("keyword.other.unit", "n"),
    ("keyword", "k"),
    ("storage.modifier", "k"),
    ("storage.type.numeric", "n"),
    ("storage", "k"),
    ("variable.function", "f"),
    ("variable.language", "l"),
    ("variable.annotation", "a"),
    ("variable", "v"),
    ("support.function", "f"),
    ("support.macro", "f"),
    ("support.constant", "l"),
    ("support.type.property-name", "a"),
    ("support.type", "t"),
    ("support.class", "t"),
    ("entity.name.function", "f"),
    ("entity.name.macro", "f"),
    ("entity.name.section", "h"),
    ("entity.name.tag", "g"),
    ("entity.name.constant", "l"),
    ("entity.name", "t"),
    ("entity.other.attribute-name", "a"),
    ("entity.other.inherited-class", "t"),
    ("markup.heading", "h"),
    ("markup.inserted", "i"),
    ("markup.deleted", "d"),
    ("markup.raw", "s"),
    ("markup.quote", "c"),
    ("invalid", ""),
    ("meta.interpolation", ""),
    ("meta.substitution", ""),
    ("source", ""),
];

/// Names of languages that no grammar has, each with the name of the grammar that is meant.
const ALIASES: &[(&str, &str)] = &[
    ("shell", "bash"),
    ("console", "bash"),
    ("terminal", "bash"),
    ("shellsession", "bash"),
    ("node", "js"),
    ("csharp", "cs"),
    ("cplusplus", "cpp"),
    ("golang", "go"),
    ("rustlang", "rust"),
    ("jsonc", "json"),
    ("json5", "json"),
    ("webmanifest", "json"),
    ("objc", "m"),
    ("objectivec", "m"),
    ("latex", "tex"),
    ("docker", "dockerfile"),
    ("make", "makefile"),
    ("vim", "viml"),
    ("patch", "diff"),
    ("gql", "graphql"),
    ("protobuf", "proto"),
    ("hcl", "tf"),
    ("svg", "xml"),
    ("markdown", "md"),
    ("restructuredtext", "rst"),
    ("posh", "ps1"),
    ("assembly", "asm"),
];

/// Names for code in no language.
const PLAIN: &[&str] = &["", "text", "txt", "plain", "plaintext", "none"];

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// Every known name of a language in lower case, with the index of its grammar.
static NAMES: LazyLock<HashMap<String, usize>> = LazyLock::new(|| {
    let mut names = HashMap::new();
    // A later grammar of the set overrides an earlier one of that name, as in syntect's own lookup.
    for (index, syntax) in SYNTAXES.syntaxes().iter().enumerate() {
        for extension in &syntax.file_extensions {
            names.insert(extension.to_lowercase(), index);
        }
    }
    for (index, syntax) in SYNTAXES.syntaxes().iter().enumerate() {
        names.insert(syntax.name.to_lowercase(), index);
    }
    for (alias, name) in ALIASES {
        if let Some(index) = names.get(*name).copied() {
            names.entry((*alias).to_owned()).or_insert(index);
        }
    }
    names
});

static PREFIXES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    CLASSES.iter().filter_map(|(prefix, class)| Some((Scope::new(prefix).ok()?, *class))).collect()
});

/// A language with a grammar, as its index in the syntax set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Language(usize);

/// The result of looking up the name of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LanguageLookup {
    /// Code in no language.
    Plain,
    /// A known language.
    Known(Language),
    /// A name that no grammar has.
    Unknown,
}

/// Looks up a language by its name, a file extension or a common alias, ignoring case.
pub fn language(name: &str) -> LanguageLookup {
    let name = name.to_lowercase();
    if PLAIN.contains(&name.as_str()) {
        return LanguageLookup::Plain;
    }
    match NAMES.get(&name) {
        Some(index) if SYNTAXES.syntaxes()[*index].name == "Plain Text" => LanguageLookup::Plain,
        Some(index) => LanguageLookup::Known(Language(*index)),
        None => LanguageLookup::Unknown,
    }
}

/// The name of a language that is most similar to `wrong`. Three-letter names are tried after
/// longer ones, and shorter names never, since short names are similar to almost anything.
pub fn suggestion(wrong: &str) -> Option<String> {
    let mut names: Vec<&str> = NAMES.keys().map(String::as_str).collect();
    names.retain(|name| name.len() > 2 && !name.contains([' ', '.']));
    let (short, long): (Vec<&str>, Vec<&str>) = names.into_iter().partition(|n| n.len() == 3);
    suggest::nearest(wrong, long).or_else(|| suggest::nearest(wrong, short)).map(str::to_owned)
}

/// Highlights code and caches the highlighted blocks. Can be shared between threads.
#[derive(Debug, Default)]
pub struct Highlighter {
    blocks: Mutex<HashMap<Fingerprint, HighlightedBlock>>,
}

#[derive(Debug)]
struct HighlightedBlock {
    html: Arc<str>,
    used: bool,
}

impl Highlighter {
    /// The HTML of `code` for the inside of `<code>`. `None` if the deadline passes before the end
    /// of the block.
    pub fn html(
        &self,
        language: Language,
        code: &str,
        deadline: Option<Instant>,
    ) -> Option<Arc<str>> {
        let key = Fingerprint::of(&(language, code));
        if let Some(block) = self.lock().get_mut(&key) {
            block.used = true;
            return Some(block.html.clone());
        }
        let html: Arc<str> = highlight(language, code, deadline)?.into();
        let block = HighlightedBlock { html: html.clone(), used: true };
        self.lock().insert(key, block);
        Some(html)
    }

    /// Drops every cached block that was not requested since the last call, so that the cache does
    /// not grow without limit during a long session of edits.
    pub fn retain_used(&self) {
        self.lock().retain(|_, block| std::mem::take(&mut block.used));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Fingerprint, HighlightedBlock>> {
        // A panic elsewhere leaves the map consistent: entries are inserted in one step.
        self.blocks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn highlight(language: Language, code: &str, deadline: Option<Instant>) -> Option<String> {
    let mut html = HighlightedHtml::with_capacity(code.len() * 2);
    let syntax = SYNTAXES.syntaxes().get(language.0);
    let Some(syntax) = syntax.filter(|_| code.len() <= BLOCK_LIMIT) else {
        html.push("", code);
        return Some(html.finish());
    };
    let mut state = ParseState::new(syntax);
    let mut scopes = ScopeStack::new();
    for line in code.split_inclusive('\n') {
        if deadline.is_some_and(|deadline| Instant::now() > deadline) {
            return None;
        }
        let ops =
            if line.len() <= LINE_LIMIT { state.parse_line(line, &SYNTAXES).ok() } else { None };
        // A grammar that fails leaves the line plain.
        let Some(ops) = ops else {
            html.push("", line);
            continue;
        };
        let mut from = 0;
        for (at, op) in &ops {
            if from < *at {
                html.push(class(&scopes), &line[from..*at]);
                from = *at;
            }
            if scopes.apply(op).is_err() {
                break;
            }
        }
        html.push(class(&scopes), &line[from..]);
    }
    Some(html.finish())
}

/// The class of a token in the scopes of `scopes`.
fn class(scopes: &ScopeStack) -> &'static str {
    scopes
        .as_slice()
        .iter()
        .rev()
        .find_map(|scope| PREFIXES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)))
        .map_or("", |(_, class)| *class)
}

/// Builds the HTML of highlighted code; adjacent tokens of one class share a span.
struct HighlightedHtml {
    html: String,
    /// The class of the open span; empty if none is open.
    open: &'static str,
    /// White space after the last token, which belongs to the open span if the next token does.
    space: String,
}

impl HighlightedHtml {
    fn with_capacity(bytes: usize) -> Self {
        Self { html: String::with_capacity(bytes), open: "", space: String::new() }
    }

    fn push(&mut self, class: &'static str, text: &str) {
        let body = text.trim();
        if body.is_empty() {
            self.space.push_str(text);
            return;
        }
        let start = text.len() - text.trim_start().len();
        self.space.push_str(&text[..start]);
        if class != self.open {
            self.close();
            self.flush_space();
            if !class.is_empty() {
                self.html.push_str("<span class=\"");
                self.html.push_str(class);
                self.html.push_str("\">");
            }
            self.open = class;
        } else {
            self.flush_space();
        }
        push_text(&mut self.html, body);
        self.space.push_str(&text[start + body.len()..]);
    }

    fn flush_space(&mut self) {
        self.html.push_str(&self.space);
        self.space.clear();
    }

    fn close(&mut self) {
        if !self.open.is_empty() {
            self.html.push_str("</span>");
            self.open = "";
        }
    }

    fn finish(mut self) -> String {
        self.close();
        self.flush_space();
        self.html
    }
}

#[cfg(test)]
mod tests {
    use super::{CLASSES, Highlighter, LanguageLookup, PREFIXES, language, suggestion};

    fn html(name: &str, code: &str) -> String {
        let LanguageLookup::Known(language) = language(name) else {
            panic!("{name} is not known");
        };
        let highlighter = Highlighter::default();
        highlighter.html(language, code, None).unwrap().to_string()
    }

    #[test]
    fn tokens_have_one_letter_classes() {
        assert_eq!(
            html("rust", "// a < b\nfn main() { let x = 1; }\n"),
            "<span class=\"c\">// a &lt; b</span>\n<span class=\"k\">fn</span> <span class=\"f\">main</span>\
             () { <span class=\"k\">let</span> x <span class=\"o\">=</span> <span class=\"n\">1</span>; }\n"
        );
        assert!(html("diff", "-a\n+b\n").contains("<span class=\"d\">-a</span>"));
    }

    #[test]
    fn neighbours_of_one_class_are_one_span_and_white_space_is_bare() {
        let html = html("toml", "a = \"b c\" # d e\n");
        assert!(
            html.contains("<span class=\"s\">\"b c\"</span> <span class=\"c\"># d e</span>\n"),
            "{html}"
        );
    }

    #[test]
    fn every_prefix_is_a_scope() {
        assert_eq!(PREFIXES.len(), CLASSES.len());
    }

    #[test]
    fn every_alias_leads_to_a_grammar() {
        for (alias, _) in super::ALIASES {
            assert!(matches!(language(alias), LanguageLookup::Known(_)), "{alias}");
        }
    }

    #[test]
    fn names_extensions_and_aliases_are_known_without_regard_to_case() {
        for name in [
            "Rust",
            "rs",
            "shell",
            "YAML",
            "yml",
            "ts",
            "js",
            "html",
            "c++",
            "python",
            "toml",
            "bash",
            "sh",
            "json",
            "css",
            "diff",
            "dockerfile",
            "powershell",
            "markdown",
            "jsx",
            "tsx",
            "sql",
        ] {
            assert!(matches!(language(name), LanguageLookup::Known(_)), "{name}");
        }
        assert_eq!(language("TEXT"), LanguageLookup::Plain);
        assert_eq!(language("rsut"), LanguageLookup::Unknown);
        assert_eq!(suggestion("rsut").as_deref(), Some("rust"));
        assert_eq!(suggestion("sqll").as_deref(), Some("sql"));
        assert_eq!(suggestion("pyhton").as_deref(), Some("python"));
    }

    #[test]
    fn long_lines_and_blocks_are_plain() {
        let long = format!("fn a() {{}} // {}\n", "x".repeat(5000));
        assert_eq!(html("rust", &long), long);
        let block = "fn a() {}\n".repeat(120_000);
        assert_eq!(html("rust", &block), block);
    }

    #[test]
    fn equal_blocks_are_highlighted_once_and_forgotten_when_unused() {
        let LanguageLookup::Known(rust) = language("rust") else { panic!() };
        let highlighter = Highlighter::default();
        let first = highlighter.html(rust, "fn a() {}", None).unwrap();
        let second = highlighter.html(rust, "fn a() {}", None).unwrap();
        assert!(std::sync::Arc::ptr_eq(&first, &second));
        highlighter.retain_used();
        assert_eq!(highlighter.lock().len(), 1);
        highlighter.retain_used();
        assert_eq!(highlighter.lock().len(), 0);
    }

    #[test]
    fn a_deadline_in_the_past_gives_nothing() {
        let LanguageLookup::Known(rust) = language("rust") else { panic!() };
        let past = std::time::Instant::now();
        std::thread::yield_now();
        assert_eq!(Highlighter::default().html(rust, "fn a() {}\n", Some(past)), None);
    }
}
