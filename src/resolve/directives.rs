//! [`DirectiveSignature`]: which argument and options a directive takes.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The argument and the options that a directive takes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct DirectiveSignature {
    /// The argument.
    pub argument: ArgumentSpec,
    /// The options of the directive.
    pub options: Vec<OptionSpec>,
    /// Whether the directive may have a body.
    pub takes_body: bool,
}

/// The kinds of value that options take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OptionKind {
    /// The value is any text.
    Text,
    /// The value is a whole number.
    Integer,
    /// The value is `true` or `false`.
    Bool,
}

/// The directives of a site by their names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Directives {
    signatures: BTreeMap<String, DirectiveSignature>,
    misnamed: BTreeSet<String>,
}

/// A directive that every site has, as its feature declares it.
#[derive(Clone, Copy, Debug)]
pub struct DirectiveSpec {
    /// The name of the directive: `page-list`.
    pub name: &'static str,
    /// The argument.
    pub argument: ArgumentSpec,
    /// The options of the directive, all of them texts.
    pub options: &'static [OptionSpec],
    /// Whether the directive may have a body.
    pub takes_body: bool,
}

/// The argument of a directive, as messages call it: `the path of an image`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ArgumentSpec {
    /// The directive takes none.
    None,
    /// A text.
    Text(&'static str),
    /// A text that may be left out.
    OptionalText(&'static str),
    /// The path of a page, to which the directive is a link.
    Page(&'static str),
}

/// An option of a directive.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct OptionSpec {
    /// The name of the option.
    pub name: Cow<'static, str>,
    /// The kind of value that the option takes.
    pub kind: OptionKind,
    /// Whether the option must be given.
    pub is_required: bool,
}

impl OptionSpec {
    /// An option that may be left out.
    pub const fn optional(name: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), kind: OptionKind::Text, is_required: false }
    }

    /// An option that must be given.
    pub const fn required(name: &'static str) -> Self {
        Self { name: Cow::Borrowed(name), kind: OptionKind::Text, is_required: true }
    }
}

impl Directives {
    /// The built-in directives and those that components of the site make.
    pub fn new(
        built_in: impl IntoIterator<Item = DirectiveSpec>,
        custom: impl IntoIterator<Item = (String, DirectiveSignature)>,
    ) -> Self {
        let mut signatures: BTreeMap<String, DirectiveSignature> = custom.into_iter().collect();
        for DirectiveSpec { name, argument, options, takes_body } in built_in {
            let options = options.to_vec();
            let signature = DirectiveSignature { argument, options, takes_body };
            signatures.insert(name.to_owned(), signature);
        }
        Self { signatures, misnamed: BTreeSet::new() }
    }

    /// Adds the names of directives that would exist if the component in their file had its name.
    #[must_use]
    pub fn with_misnamed(self, misnamed: BTreeSet<String>) -> Self {
        Self { misnamed, ..self }
    }

    /// Whether the fault of the theme is told that keeps a directive from existing.
    pub fn is_misnamed(&self, name: &str) -> bool {
        self.misnamed.contains(name)
    }

    /// The signature of a directive; `None` if there is none of that name.
    pub fn get(&self, name: &str) -> Option<&DirectiveSignature> {
        self.signatures.get(name)
    }

    /// The names of all directives, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.signatures.keys().map(String::as_str)
    }
}
