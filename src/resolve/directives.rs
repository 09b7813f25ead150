//! [`Signature`]: which argument and options a directive takes.

use std::collections::BTreeMap;

/// What a directive takes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Signature {
    /// What its argument is, for messages: `the path of a comparison`; `None` if it takes none.
    pub argument: Option<&'static str>,
    /// Whether the argument may be left out.
    pub is_argument_optional: bool,
    /// Its options.
    pub options: Vec<Parameter>,
    /// Whether it may have a body.
    pub takes_body: bool,
}

/// An option of a directive.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Parameter {
    /// Its name.
    pub name: String,
    /// What its value is.
    pub kind: Kind,
    /// Whether it must be given.
    pub is_required: bool,
}

/// What the value of an option is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Any text.
    Text,
    /// A whole number.
    Integer,
    /// `true` or `false`.
    Bool,
}

/// The directives of a site by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Directives {
    signatures: BTreeMap<String, Signature>,
}

/// A row of [`BUILT_IN`].
type BuiltIn = (
    &'static str,
    Option<&'static str>,
    bool,
    &'static [&'static str],
    bool,
);

/// The directives that every site has: name, argument, whether the argument may be left out, options
/// (a `!` marks one that must be given), whether a body may stand in it.
const BUILT_IN: &[BuiltIn] = &[
    (
        "checklist",
        Some("the path of a page with a checklist"),
        false,
        &[],
        false,
    ),
    (
        "comparison",
        Some("the path of a comparison"),
        false,
        &["rows", "columns"],
        false,
    ),
    (
        "figure",
        Some("the path of an image"),
        false,
        &["alt!"],
        true,
    ),
    (
        "instrument",
        Some("the path of an instrument"),
        false,
        &[],
        true,
    ),
    ("page-list", None, false, &["folder", "kind"], false),
    ("term-list", Some("the names of terms"), true, &[], false),
];

impl Directives {
    /// The built-in directives and those that components of the site make.
    pub fn new(custom: impl IntoIterator<Item = (String, Signature)>) -> Self {
        let mut signatures: BTreeMap<String, Signature> = custom.into_iter().collect();
        for (name, argument, is_argument_optional, options, takes_body) in BUILT_IN {
            let options = options.iter().map(|option| Parameter {
                name: option.trim_end_matches('!').to_owned(),
                kind: Kind::Text,
                is_required: option.ends_with('!'),
            });
            let signature = Signature {
                argument: *argument,
                is_argument_optional: *is_argument_optional,
                options: options.collect(),
                takes_body: *takes_body,
            };
            signatures.insert((*name).to_owned(), signature);
        }
        Self { signatures }
    }

    /// What a directive takes, if there is one of that name.
    pub fn get(&self, name: &str) -> Option<&Signature> {
        self.signatures.get(name)
    }

    /// All names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.signatures.keys().map(String::as_str)
    }

    /// The names of the directives that every site has.
    pub fn built_in() -> impl Iterator<Item = &'static str> {
        BUILT_IN.iter().map(|(name, ..)| *name)
    }
}
