//! [`Highlighter`]: turns code into HTML spans with a dozen token classes. Grammars load on first
//! use.
//!
//! A token is `<span class="k">…</span>`; the classes are those of [`CLASSES`]. Tokens of one class
//! that stand side by side are one span, white space and punctuation stay bare, so that
//! highlighting costs few bytes.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::iter::repeat;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxReference, SyntaxSet};

use crate::base::fingerprint::Fingerprint;
use crate::base::suggest;
use crate::html::escape::push_text;

/// The length in bytes above which a line stays plain: grammars are not made for minified code.
const LINE_LIMIT: usize = 4 * 1024;

/// The length in bytes above which a block stays plain.
const BLOCK_LIMIT: usize = 1024 * 1024;

/// The innermost scopes of a token that may decide its class: code can be nested without end.
const MOST_SCOPES: usize = 64;

/// The classes of tokens, each with the TextMate scope prefixes of its tokens, separated by spaces.
/// If several prefixes match a scope, the longest counts; of nested scopes, the innermost that
/// matches. The empty class makes the tokens in its scopes plain.
pub const CLASSES: &[(&str, &str)] = &[
    // Attributes.
    ("a", "entity.other.attribute-name support.type.property-name variable.annotation"),
    // Comments.
    ("c", "comment markup.quote"),
    // Deleted lines.
    ("d", "markup.deleted"),
    // Functions.
    (
        "f",
        "entity.name.function entity.name.macro support.function support.macro variable.function",
    ),
    // Tags.
    ("g", "entity.name.tag"),
    // Headings.
    ("h", "entity.name.section markup.heading"),
    // Inserted lines.
    ("i", "markup.inserted"),
    // Keywords.
    ("k", "keyword keyword.operator.new keyword.operator.word storage storage.modifier"),
    // Literal constants.
    ("l", "constant entity.name.constant support.constant variable.language"),
    // Numbers.
    ("n", "constant.numeric constant.other.color keyword.other.unit storage.type.numeric"),
    // Operators.
    ("o", "keyword.operator"),
    // Strings.
    ("s", "constant.character markup.raw string"),
    // Types.
    ("t", "entity.name entity.other.inherited-class support.class support.type"),
    // Variables.
    ("v", "variable"),
    ("", "invalid meta.interpolation meta.substitution source"),
];

/// Names of grammars, each with names of its language that no grammar has, separated by spaces.
const ALIASES: &[(&str, &str)] = &[
    ("apache conf", "apache apacheconf"),
    ("asm", "assembly"),
    ("bash", "shell console terminal shellsession shell-session bash-session"),
    ("bat", "batch"),
    ("clj", "edn"),
    ("cpp", "cplusplus arduino cuda"),
    ("cs", "csharp"),
    ("css", "postcss"),
    ("diff", "patch"),
    ("dockerfile", "docker"),
    ("el", "elisp"),
    ("f#", "fsharp"),
    ("f90", "fortran"),
    ("glsl", "hlsl wgsl"),
    ("go", "golang"),
    ("graphql", "gql"),
    ("html", "django handlebars hbs razor cshtml astro liquid nunjucks"),
    ("ini", "systemd"),
    ("js", "node"),
    ("json", "jsonc json5 jsonl ndjson webmanifest"),
    ("lisp", "common-lisp"),
    ("lua", "luau"),
    ("m", "objc objectivec"),
    ("makefile", "make"),
    ("md", "markdown mdx"),
    ("pas", "delphi"),
    ("proto", "protobuf"),
    ("ps1", "posh pwsh"),
    ("py", "python3 py3 starlark"),
    ("re", "regex"),
    ("rst", "restructuredtext"),
    ("rust", "rustlang"),
    ("scm", "scheme"),
    ("sql", "postgresql postgres pgsql plpgsql mysql mariadb sqlite tsql plsql"),
    ("tex", "latex"),
    ("tf", "hcl"),
    ("viml", "vim vimscript"),
    ("xml", "svg"),
    ("yaml", "docker-compose compose helm kubernetes k8s openapi swagger"),
];

/// Languages that forges know and that have no grammar here, separated by spaces.
const WITHOUT_GRAMMAR: &str = "abap abnf agda alloy apex apl asn1 asn.1 aspnet ballerina basic bicep \
    bnf caddy caddyfile cairo capnp cobol coq csp cucumber cue cypher dax dhall ebnf editorconfig forth \
    gdscript gettext gherkin gleam haxe hjson hocon jq just justfile kql kusto lean mathematica meson mips \
    moonscript move octave openscad pkl po pony prisma prolog promql pug q raku reason robotframework ron sas \
    smalltalk smt2 sparql spl stan stata thrift tla vala vb vba vbnet wasm wat wolfram wren xquery yara";

/// Names that other tools have for a language, and that another one has a better right to.
const MEANT: &[(&str, &str)] = &[("ps", "powershell")];

/// Names of code that forges and other tools draw, separated by spaces.
const DRAWN: &str = "geojson goat math mermaid plantuml puml stl topojson";

/// Names for code in no language.
const PLAIN: &[&str] = &["", "text", "txt", "plain", "plaintext", "none"];

static SYNTAXES: LazyLock<SyntaxSet> = LazyLock::new(two_face::syntax::extra_newlines);

/// The prefixes of [`CLASSES`], the longest first.
static PREFIXES: LazyLock<Vec<(Scope, &'static str)>> = LazyLock::new(|| {
    let named =
        CLASSES.iter().flat_map(|(class, prefixes)| prefixes.split(' ').zip(repeat(*class)));
    let mut prefixes: Vec<_> =
        named.filter_map(|(prefix, class)| Some((Scope::new(prefix).ok()?, class))).collect();
    prefixes.sort_by_key(|(prefix, _)| Reverse(prefix.len()));
    prefixes
});

/// The result of looking up the name of a language.
#[derive(Clone, Copy, Debug)]
pub enum LanguageLookup {
    /// Code in no language.
    Plain,
    /// A known language, with its grammar.
    Known(&'static SyntaxReference),
    /// A name that no grammar has.
    Unknown,
}

/// Looks up a language by its name, a file extension or a common alias, ignoring case.
pub fn language(name: &str) -> LanguageLookup {
    let lower = name.to_lowercase();
    if PLAIN.contains(&lower.as_str()) {
        return LanguageLookup::Plain;
    }
    let is_alias = |names: &str| names.split(' ').any(|alias| alias == lower);
    let alias = || ALIASES.iter().find(|(_, names)| is_alias(names));
    match grammar(name).or_else(|| grammar(alias()?.0)) {
        Some(grammar) if grammar.name == "Plain Text" => LanguageLookup::Plain,
        Some(grammar) => LanguageLookup::Known(grammar),
        None if WITHOUT_GRAMMAR.split(' ').any(|known| known == lower) => LanguageLookup::Plain,
        None => LanguageLookup::Unknown,
    }
}

/// The grammar with a name, or else that of files with this extension.
fn grammar(name: &str) -> Option<&'static SyntaxReference> {
    // A later grammar overrides an earlier one of that name, as in the look-up of the library.
    let mut grammars = SYNTAXES.syntaxes().iter().rev();
    let named = grammars.find(|grammar| grammar.name.eq_ignore_ascii_case(name));
    named.or_else(|| SYNTAXES.find_syntax_by_extension(name))
}

/// Whether forges or other tools draw the code under a name.
pub fn is_drawn(name: &str) -> bool {
    DRAWN.split(' ').any(|drawn| drawn.eq_ignore_ascii_case(name))
}

/// The name of a language that is most similar to `wrong`, or meant by it. Three-letter names are tried after
/// longer ones, and shorter names never, since short names are similar to almost anything.
fn suggestion(wrong: &str) -> Option<String> {
    if let Some((_, meant)) = MEANT.iter().find(|(name, _)| name.eq_ignore_ascii_case(wrong)) {
        return Some((*meant).to_owned());
    }
    let grammars = SYNTAXES.syntaxes().iter();
    let named = grammars.flat_map(|grammar| grammar.file_extensions.iter().chain([&grammar.name]));
    let aliases = ALIASES.iter().flat_map(|(_, names)| names.split(' ').map(str::to_owned));
    let mut names: Vec<String> = named.map(|name| name.to_lowercase()).chain(aliases).collect();
    names.retain(|name| name.len() > 2 && !name.contains([' ', '.']));
    let (short, long): (Vec<&str>, Vec<&str>) =
        names.iter().map(String::as_str).partition(|name| name.len() == 3);
    suggest::nearest(wrong, long).or_else(|| suggest::nearest(wrong, short)).map(str::to_owned)
}

/// Highlights code and caches the highlighted blocks. Can be shared between threads.
#[derive(Debug, Default)]
pub struct Highlighter {
    blocks: Mutex<HashMap<Fingerprint, HighlightedBlock>>,
    /// The suggestions for names that no language has.
    suggestions: Mutex<HashMap<String, Option<String>>>,
}

#[derive(Debug)]
struct HighlightedBlock {
    html: Arc<str>,
    used: bool,
}

impl Highlighter {
    /// The name of a language that is most similar to `wrong`, which all pages may have.
    pub fn suggestion(&self, wrong: &str) -> Option<String> {
        let mut known = self.suggestions.lock().unwrap_or_else(PoisonError::into_inner);
        known.entry(wrong.to_owned()).or_insert_with(|| suggestion(wrong)).clone()
    }

    /// The HTML of `code` for the inside of `<code>`.
    pub fn html(&self, language: &SyntaxReference, code: &str) -> Arc<str> {
        let key = Fingerprint::of(&(&language.name, code));
        if let Some(block) = self.lock().get_mut(&key) {
            block.used = true;
            return block.html.clone();
        }
        let html: Arc<str> = highlight(language, code).into();
        let block = HighlightedBlock { html: html.clone(), used: true };
        self.lock().insert(key, block);
        html
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

fn highlight(language: &SyntaxReference, code: &str) -> String {
    let mut html = HighlightedHtml::default();
    html.html.reserve(code.len() * 2);
    if code.len() > BLOCK_LIMIT {
        html.push("", code);
        return html.finish();
    }
    let mut state = ParseState::new(language);
    let mut scopes = ScopeStack::new();
    for line in code.split_inclusive('\n') {
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
    html.finish()
}

/// The class of a token in the scopes of `scopes`.
fn class(scopes: &ScopeStack) -> &'static str {
    scopes
        .as_slice()
        .iter()
        .rev()
        .take(MOST_SCOPES)
        .find_map(|scope| PREFIXES.iter().find(|(prefix, _)| prefix.is_prefix_of(*scope)))
        .map_or("", |(_, class)| *class)
}

/// Builds the HTML of highlighted code; adjacent tokens of one class share a span.
#[derive(Default)]
struct HighlightedHtml {
    html: String,
    /// The class of the open span; empty if none is open.
    open: &'static str,
    /// White space after the last token, which belongs to the open span if the next token does.
    space: String,
}

impl HighlightedHtml {
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
        highlighter.html(language, code).to_string()
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
        let prefixes = CLASSES.iter().flat_map(|(_, prefixes)| prefixes.split(' '));
        assert_eq!(PREFIXES.len(), prefixes.count());
    }

    #[test]
    fn every_alias_leads_to_a_grammar() {
        for alias in super::ALIASES.iter().flat_map(|(_, names)| names.split(' ')) {
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
        assert!(matches!(language("TEXT"), LanguageLookup::Plain));
        assert!(matches!(language("rsut"), LanguageLookup::Unknown));
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
        let first = highlighter.html(rust, "fn a() {}");
        let second = highlighter.html(rust, "fn a() {}");
        assert!(std::sync::Arc::ptr_eq(&first, &second));
        highlighter.retain_used();
        assert_eq!(highlighter.lock().len(), 1);
        highlighter.retain_used();
        assert_eq!(highlighter.lock().len(), 0);
    }
}
