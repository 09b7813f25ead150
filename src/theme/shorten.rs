//! [`shorten`]: scripts and style sheets without comments, needless white space, and the marks that
//! nothing needs before a closing bracket; and [`joined`]: several of them as one. The build script
//! (`themes/build.rs`) uses both for those of the default theme.

use crate::theme::short_names::with_short_names;
use crate::theme::tokens::{AssetLanguage, AssetToken, AssetTokenKind, tokens};

/// Characters beside which a style sheet never needs white space.
const SEPARATORS: &str = "{};,>";

/// Characters after which no statement of a script can end with the line. `+` and `-` are not
/// among them, since `++` and `--` may end one.
const UNFINISHED: &str = "{([,;:?=*%&|^<>!~.";

/// Characters with which no statement of a script begins, so that a line break before them ends
/// none that they do not end themselves.
const CONTINUING: &str = "})],;:?=%&|^<>.";

/// The text without comments, needless white space and needless marks, and in a style sheet without
/// the zero of `0.5` and `-0.5`. Comments that begin with `/*!` stay, since they hold licences.
pub fn shorten(language: AssetLanguage, text: &str) -> String {
    let mut short = String::with_capacity(text.len());
    let mut last: Option<AssetToken<'_>> = None;
    let mut gap = Gap::default();
    let mut all = tokens(language, text).peekable();
    while let Some(token) = all.next() {
        match token.kind {
            AssetTokenKind::Space => gap.has_space = true,
            AssetTokenKind::Comment => gap.has_comment = true,
            _ => {
                let is_parted = gap.has_space || gap.has_comment;
                if last.is_some_and(|last| {
                    is_needless(language, last, token)
                        || !is_parted && is_zero_of_fraction(language, [last, token], all.peek())
                }) {
                    short.pop();
                } else if let Some(last) = last.filter(|_| is_parted) {
                    short.push_str(match language {
                        AssetLanguage::Css => in_style_sheet(last, &gap, token),
                        AssetLanguage::JavaScript => in_script(last, &gap, token),
                    });
                }
                short.push_str(token.text);
                last = Some(token);
                gap = Gap::default();
                continue;
            }
        }
        gap.has_line_break |= token.text.contains('\n');
    }
    short
}

/// One script or style sheet, made of several that are shortened. The sources of a script share one
/// function scope in strict mode, and their own names are short.
pub fn joined<'s>(language: AssetLanguage, sources: impl IntoIterator<Item = &'s str>) -> String {
    let is_script = language == AssetLanguage::JavaScript;
    let mut text = String::new();
    for source in sources {
        text.push_str(source);
        // What ends a rule of a style sheet does not end every statement of a script.
        if is_script || !text.ends_with(['}', ';']) {
            text.push('\n');
        }
    }
    if is_script {
        text = format!("(()=>{{\"use strict\";{}}})();\n", with_short_names(&text));
    }
    text
}

/// What stands between two tokens.
#[derive(Default)]
struct Gap {
    has_space: bool,
    has_comment: bool,
    has_line_break: bool,
}

/// What stays of a gap in a style sheet. The space that is all of a value does: `--empty: ;` is a
/// declaration and, to some browsers, `--empty:;` is not. One before a colon may be a selector's.
fn in_style_sheet(before: AssetToken<'_>, gap: &Gap, after: AssetToken<'_>) -> &'static str {
    let parts_nothing = if is_mark_of(":", before) {
        !is_mark_of(SEPARATORS, after)
    } else {
        is_mark_of(SEPARATORS, before) || is_mark_of(SEPARATORS, after)
    };
    if parts_nothing {
        ""
    } else if gap.has_space {
        " "
    } else {
        // `a/**/b` is two words, and yet not `a b`.
        "/**/"
    }
}

/// What stays of a gap in a script: a line break that may end a statement, a space that parts two
/// tokens.
fn in_script(before: AssetToken<'_>, gap: &Gap, after: AssetToken<'_>) -> &'static str {
    if gap.has_line_break && !is_mark_of(UNFINISHED, before) && !is_mark_of(CONTINUING, after) {
        return "\n";
    }
    let last = before.text.chars().next_back().unwrap_or_default();
    let would_join = match after.kind {
        // `/a/ in b`
        AssetTokenKind::Word => {
            before.kind == AssetTokenKind::Word
                || before.kind == AssetTokenKind::Literal && last == '/'
        }
        // `a + ++b`, `a / /b/`, `1 .toFixed()`
        _ => {
            "+-/".contains(last) && after.text.starts_with(last)
                || last.is_ascii_digit() && after.text == "."
        }
    };
    if would_join { " " } else { "" }
}

/// Whether a mark parts nothing, since a bracket closes after it: the comma after the last entry of a
/// list in a script, the semicolon after the last declaration of a rule in a style sheet.
fn is_needless(language: AssetLanguage, mark: AssetToken<'_>, after: AssetToken<'_>) -> bool {
    match language {
        AssetLanguage::JavaScript => is_mark_of(",", mark) && is_mark_of(")}", after),
        AssetLanguage::Css => is_mark_of(";", mark) && is_mark_of("}", after),
    }
}

/// Whether a zero before a point is that of `0.5` in a style sheet, where `.5` is the same number. In
/// `.\\31 0.a` it is a part of a name.
fn is_zero_of_fraction(
    language: AssetLanguage,
    [zero, point]: [AssetToken<'_>; 2],
    next: Option<&AssetToken<'_>>,
) -> bool {
    let is_digits = || next.is_some_and(|next| next.text.starts_with(|c: char| c.is_ascii_digit()));
    let is_zero = matches!(zero.text, "0" | "-0");
    language == AssetLanguage::Css && is_zero && is_mark_of(".", point) && is_digits()
}

fn is_mark_of(marks: &str, token: AssetToken<'_>) -> bool {
    token.kind == AssetTokenKind::Mark && token.text.len() == 1 && marks.contains(token.text)
}
