//! Problems of the site as a whole. Summaries do not hold the texts of files, which the builder adds
//! to their places.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::{PathProblem, SourcePath};
use crate::data::value::Spanned;
use crate::document::destinations::within;
use crate::site::tree::Node;
use crate::source::{LinkedFile, STATIC};

/// The place of a text of the front matter of a page.
pub fn place_of(path: &SourcePath, key: &Spanned<String>) -> Place {
    Place::without_text(path, key.span.clone())
}

/// The warning about a page that no navigation and no link leads to, since a key of its front matter
/// says so.
pub fn orphan(path: &SourcePath, key: &str) -> Diagnostic {
    let message = format!("`{}` is in no navigation, and no page links to it", path.file_name());
    Diagnostic::warning(Code::OrphanPage, message, Place::file(path)).hint(format!(
        "link to it, remove `{key}` from its front matter, or write `nav = \"footer\"`"
    ))
}

/// The errors about symbolic links to files that only drafts show, each link once.
pub fn bared_files(bared: &BTreeMap<&SourcePath, &LinkedFile>) -> Vec<Diagnostic> {
    let mut told = BTreeSet::new();
    let links = bared.iter().filter(|(_, linked)| told.insert(&linked.link));
    let error = |(path, linked): (&&SourcePath, &&LinkedFile)| {
        let hint =
            "remove the link, put a copy in its place, or show the file on a page that is no draft";
        let error = linked.bares("belongs to a draft").hint(hint);
        // A file of `static` is published whatever pages show.
        if path.below(STATIC).is_some() { error.fixed() } else { error }
    };
    links.map(error).collect()
}

/// The error about a `slug`, `path` or alias that cannot be an address.
pub fn invalid_route(path: &SourcePath, key: &Spanned<String>, problem: PathProblem) -> Diagnostic {
    let message = format!("`{}` {problem}", key.value);
    let hint = "write names separated by `/`, such as `roles/two-axes`";
    Diagnostic::error(Code::InvalidRoute, message, place_of(path, key)).hint(hint)
}

/// The error about an alias that is a whole address, with a host.
pub fn whole_alias(
    path: &SourcePath,
    alias: &Spanned<String>,
    base_url: &str,
) -> Option<Diagnostic> {
    let (scheme, rest) = alias.value.split_once("//")?;
    if !(scheme.is_empty() || scheme.ends_with(':')) {
        return None;
    }
    let message = format!("the alias `{}` names a host", alias.value);
    let error = Diagnostic::error(Code::InvalidRoute, message, place_of(path, alias));
    let rest = rest.find('/').map_or("", |at| rest[at..].trim_start_matches('/'));
    Some(match within(base_url, &alias.value) {
        Some(below) => error.hint(format!("write `{below}`")),
        None => error.hint(format!(
            "only addresses of this site can lead on: write `/{rest}`, or let a rule of the other host lead here"
        )),
    })
}

/// The warning about an alias that begins with the path of the site, below which aliases are.
pub fn alias_with_base(
    path: &SourcePath,
    alias: &Spanned<String>,
    base_path: &str,
) -> Option<Diagnostic> {
    let rest = alias.value.strip_prefix(base_path.trim_end_matches('/'))?;
    if base_path == "/" || !(rest.is_empty() || rest.starts_with(['/', '?', '#'])) {
        return None;
    }
    let message = format!(
        "the alias `{}` leads on from `{}{}`",
        alias.value,
        base_path.trim_end_matches('/'),
        alias.value
    );
    let hint = format!(
        "write `/{}`: aliases are below the path of the site, `{base_path}`",
        rest.trim_start_matches('/')
    );
    Some(Diagnostic::warning(Code::InvalidRoute, message, place_of(path, alias)).hint(hint))
}

/// The warning about an alias with a `%` that encodes nothing.
pub fn alias_encoding(path: &SourcePath, alias: &Spanned<String>) -> Option<Diagnostic> {
    let is_hex = |rest: &str| {
        rest.get(..2).is_some_and(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))
    };
    let is_encoded = alias.value.split('%').skip(1).all(is_hex);
    if is_encoded && percent_decode_str(&alias.value).decode_utf8().is_ok() {
        return None;
    }
    let message = format!("the `%` in the alias `{}` encodes no character", alias.value);
    Some(
        Diagnostic::warning(Code::InvalidRoute, message, place_of(path, alias))
            .hint("write `%25` for a percent sign, and any other character as it is"),
    )
}

/// The error about an alias that leads to an id which its page does not have.
pub fn missing_anchor(node: &Node, anchor: &str, place: Place) -> Diagnostic {
    let message = format!("nothing on the page “{}” has the id `{anchor}`", node.title);
    Diagnostic::error(Code::BrokenAnchor, message, place)
        .hint("an alias `/old/#part #new` leads to the element with the id `new` of this page")
}

/// The error about an alias that differs only by its query from the address of a page.
pub fn query_of_page(page: &Node, alias: &str, place: Place) -> Diagnostic {
    let message = format!("`{alias}` is the address of the page “{}” with a query", page.title);
    Diagnostic::error(Code::AliasCollision, message, place).hint(
        "a page is there whatever the query: remove the alias, and let a rule of your host lead on \
         (“Former addresses with a query” in the guide)",
    )
}

/// The error about an alias with a query and a fragment.
pub fn query_with_part(alias: &str, place: Place) -> Diagnostic {
    let message = format!("`{alias}` has a query and a fragment");
    Diagnostic::error(Code::InvalidRoute, message, place)
        .hint("remove everything from `#`: what follows it in the address of a reader is kept")
}

/// The error about the second of two aliases for one query, or one part, of a former page.
pub fn second_alias(address: &str, first: &Place, place: Place) -> Diagnostic {
    let message = format!("two aliases lead on from `{address}`");
    Diagnostic::error(Code::AliasCollision, message, place)
        .related(first.clone(), "the other one")
        .hint("remove or change one of them")
}

/// The error about an alias that names a former id of its own page.
pub fn own_anchor(fragment: &str, place: Place) -> Diagnostic {
    let message = "an alias cannot rename an id of its own page";
    Diagnostic::error(Code::InvalidRoute, message, place)
        .hint(format!("keep the id: write `{{#{fragment}}}` after the heading"))
}

/// The error about a `slug` that cannot be one part of an address.
pub fn invalid_slug(path: &SourcePath, key: &Spanned<String>, problem: PathProblem) -> Diagnostic {
    let (message, hint) = if problem == PathProblem::ForbiddenCharacter('/') {
        (
            format!("the slug `{}` contains more than one name", key.value),
            "a slug replaces the last part of an address; write `path` to replace the whole",
        )
    } else {
        (format!("`{}` {problem}", key.value), "write a single name, such as `two-axes`")
    };
    Diagnostic::error(Code::InvalidRoute, message, place_of(path, key)).hint(hint)
}

/// The error about a file whose name cannot be part of an address.
pub fn invalid_name(path: &SourcePath, problem: PathProblem) -> Diagnostic {
    let message = format!("`{}` {problem}", path.file_name());
    Diagnostic::error(Code::InvalidName, message, Place::file(path)).hint("rename the file")
}

/// The error about the second of two pages that may be there once. `it` is what the page has or
/// does, `table` the table of the front matter that says so.
pub fn second_page(first: &Node, second: &Node, it: &str, table: &str) -> Option<Diagnostic> {
    let place = |node: &Node| Some(Place::file(&node.summary.as_ref()?.path));
    let message = format!("another page already {it}");
    let diagnostic = Diagnostic::error(Code::InvalidValue, message, place(second)?);
    let hint = format!("remove `[{table}]` from one of the two pages");
    Some(diagnostic.related(place(first)?, "the other page").hint(hint))
}
