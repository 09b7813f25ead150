//! [`minify`]: scripts with short names, without comments and unused code. The only module that
//! uses the crates of `oxc`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions, CommentOptions, LegalComment};
use oxc_diagnostics::OxcDiagnostic;
use oxc_minifier::{Minifier, MinifierOptions};
use oxc_parser::Parser;
use oxc_semantic::SemanticBuilder;
use oxc_span::SourceType;

/// A syntax error of a script.
#[derive(Debug, PartialEq, Eq)]
pub struct ScriptError {
    /// The parser's message, without a full stop.
    pub message: String,
    /// The range of the error, in bytes of the script.
    pub range: Range<usize>,
}

/// Minified scripts by their source. After an edit of one script the others are taken from here,
/// and so are all of them in a program that builds several sites.
static CACHE: Mutex<BTreeMap<Arc<str>, Arc<str>>> = Mutex::new(BTreeMap::new());

/// The number of scripts at which the cache is emptied. A theme has a dozen.
const CACHE_LIMIT: usize = 64;

/// Minifies a classic script. Comments that begin with `/*!` stay, since they hold licences.
///
/// # Errors
/// The first syntax error.
pub fn minify(script: &str) -> Result<Arc<str>, ScriptError> {
    let cache = || CACHE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(short) = cache().get(script) {
        return Ok(Arc::clone(short));
    }
    let short: Arc<str> = minify_uncached(script)?.into();
    let mut cache = cache();
    if cache.len() >= CACHE_LIMIT {
        cache.clear();
    }
    cache.insert(script.into(), Arc::clone(&short));
    Ok(short)
}

fn minify_uncached(script: &str) -> Result<String, ScriptError> {
    let allocator = Allocator::default();
    // `Script` and not `Module`: a bundle is loaded by a plain `<script defer>`.
    let kind = SourceType::default().with_script(true);
    let parsed = Parser::new(&allocator, script, kind).parse();
    let mut program = parsed.program;
    let checked = SemanticBuilder::new().with_check_syntax_error(true).build(&program);
    if let Some(error) = parsed.errors.iter().chain(&checked.errors).next() {
        return Err(script_error(error, script.len()));
    }
    let minified = Minifier::new(MinifierOptions::default()).minify(&allocator, &mut program);
    let options = CodegenOptions {
        comments: CommentOptions { legal: LegalComment::Inline, ..CommentOptions::disabled() },
        ..CodegenOptions::minify()
    };
    Ok(Codegen::new()
        .with_options(options)
        .with_scoping(minified.scoping)
        .with_private_member_mappings(minified.class_private_mappings)
        .build(&program)
        .code)
}

fn script_error(error: &OxcDiagnostic, length: usize) -> ScriptError {
    let label = error.labels.as_ref().and_then(|labels| labels.first());
    let range = label.map_or(0..0, |label| {
        let start = label.offset().min(length);
        start..(start + label.len()).min(length)
    });
    ScriptError { message: error.message.trim_end_matches('.').to_owned(), range }
}

#[cfg(test)]
mod tests {
    use super::minify;

    #[test]
    fn comments_long_names_and_what_nobody_uses_go() {
        let script = "(() => {\n  // About\n  /** @param {number} first */\n  const add = (first, second) => first + second;\n  const unused = 1;\n  document.title = add(document.title, location.hash);\n  addEventListener('x', () => add(1, name));\n})();\n";
        let short = minify(script).unwrap();
        assert!(short.len() < script.len() / 2 + 40, "{short}");
        for gone in ["About", "@param", "first", "unused"] {
            assert!(!short.contains(gone), "{short}");
        }
        assert!(short.contains("document.title"), "{short}");
    }

    #[test]
    fn what_looks_like_a_comment_in_a_text_stays() {
        let short =
            minify("open('https://example.org/*x*/',/[/\"']\\/\\//g,`a ${1 + +name} //`)").unwrap();
        assert!(short.contains("https://example.org/*x*/"), "{short}");
        assert!(short.contains("/[/\"']\\/\\//g"), "{short}");
        assert!(short.contains("//`"), "{short}");
    }

    #[test]
    fn a_cached_script_is_the_same_however_many_came_between() {
        let scripts: Vec<_> =
            (0..2 * super::CACHE_LIMIT).map(|number| format!("open({number});")).collect();
        for _ in 0..2 {
            for script in &scripts {
                assert_eq!(&*minify(script).unwrap(), script);
            }
        }
    }

    #[test]
    fn a_licence_stays() {
        assert!(minify("/*! MIT */\nopen();\n").unwrap().contains("/*! MIT */"));
    }

    #[test]
    fn an_error_has_the_range_of_its_cause() {
        let script = "let a = 1;\nlet b = ];\n";
        let error = minify(script).unwrap_err();
        assert_eq!(&script[error.range], "]");
        let script = "let a = 1;\nlet a = 2;\n";
        let error = minify(script).unwrap_err();
        assert_eq!(&script[error.range], "a");
        assert!(error.message.contains('a'), "{}", error.message);
    }
}
