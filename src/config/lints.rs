//! [`LintLevels`]: the levels that `[lints]` and the command line give to the codes of diagnostics.

use crate::base::diagnostic::{Code, Diagnostic, Severity};
use crate::base::suggest::nearest;
use crate::config::glob::path_matches;
use crate::data::reader::Reader;
use crate::data::value::{Spanned, Value};
use crate::source::ContentFolder;

/// The name of the table in `handbook.toml`.
const TABLE: &str = "lints";

/// The level of a code, with the names that Cargo gives to the levels of lints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LintLevel {
    /// Diagnostics are dropped.
    Allow,
    /// Diagnostics are warnings.
    Warn,
    /// Diagnostics are errors.
    Deny,
}

impl LintLevel {
    /// The levels by their names.
    const NAMES: [(&str, Self); 3] =
        [("allow", Self::Allow), ("warn", Self::Warn), ("deny", Self::Deny)];
}

/// Levels of codes, for all files or for those that a pattern matches. A later one replaces an
/// earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct LintLevels(Vec<LintRule>);

/// The level of one code.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct LintRule {
    code: Code,
    level: LintLevel,
    /// The glob pattern of the files that the rule is for; `None` for all.
    files: Option<String>,
}

impl LintLevels {
    /// Adds the level of a code for all files.
    pub fn set(&mut self, code: Code, level: LintLevel) {
        self.0.push(LintRule { code, level, files: None });
    }

    /// These levels, and after them others.
    #[must_use]
    pub fn and(&self, others: &Self) -> Self {
        Self(self.0.iter().chain(&others.0).cloned().collect())
    }

    /// Reads the table `[lints]`: levels by code, and tables of levels by glob pattern.
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let mut levels = Self::default();
        let mut of_files = Vec::new();
        for (key, value) in reader.table(TABLE).unwrap_or_default() {
            match value.value {
                Value::Table(table) => of_files.push((key.value, table)),
                _ => levels.add(reader, None, &key, &value),
            }
        }
        // What is said of some files is said after what is said of all.
        for (files, table) in of_files {
            for (key, value) in &table {
                levels.add(reader, Some(&files), key, value);
            }
        }
        levels
    }

    fn add(
        &mut self,
        reader: &mut Reader<'_>,
        files: Option<&str>,
        key: &Spanned<String>,
        value: &Spanned<Value>,
    ) {
        let name = &key.value;
        let Some(code) = Code::named(name) else {
            let message = format!("there is no code `{name}`");
            let diagnostic = Diagnostic::error(Code::UnknownKey, message, reader.place(&key.span));
            reader.report(
                diagnostic
                    .did_you_mean(nearest(name, Code::ALL.iter().map(|code| code.as_str())))
                    .hint("`handbook explain` lists all codes"),
            );
            return;
        };
        let written = match &value.value {
            Value::Text(text) => text.as_str(),
            _ => "",
        };
        let levels = LintLevel::NAMES;
        match levels.into_iter().find(|(word, _)| *word == written) {
            None => reader.refuse(
                TABLE,
                &value.span,
                &format!("needs a level for `{name}`"),
                "write `\"allow\"`, `\"warn\"` or `\"deny\"`",
            ),
            Some((_, level)) if level != LintLevel::Deny && code.published().is_none() => reader
                .refuse(
                    TABLE,
                    &value.span,
                    &format!("cannot lower `{name}`"),
                    "a site with this fault would be wrong, so it is an error always",
                ),
            Some((_, level)) => {
                self.0.push(LintRule { code, level, files: files.map(str::to_owned) });
            }
        }
    }

    /// Gives each diagnostic the severity of its level, and drops those that are allowed.
    pub fn apply(&self, content: &ContentFolder, diagnostics: &mut Vec<Diagnostic>) {
        if self.0.is_empty() {
            return;
        }
        diagnostics.retain_mut(|diagnostic| {
            let level = self.level(content, diagnostic);
            diagnostic.severity = match level {
                _ if diagnostic.severity == Severity::Note => return true,
                Some(LintLevel::Deny) => Severity::Error,
                Some(LintLevel::Warn) if diagnostic.may_be_lowered() => Severity::Warning,
                Some(LintLevel::Allow) if diagnostic.may_be_lowered() => return false,
                _ => diagnostic.severity,
            };
            true
        });
    }

    fn level(&self, content: &ContentFolder, diagnostic: &Diagnostic) -> Option<LintLevel> {
        let path = diagnostic.place.as_ref().map(|place| &place.path);
        let rest = path.map(|path| content.rest(path).unwrap_or(path.as_str()));
        let mut rules = self.0.iter().rev().filter(|rule| rule.code == diagnostic.code);
        let is_for = |rule: &&LintRule| match &rule.files {
            None => true,
            Some(pattern) => rest.is_some_and(|rest| path_matches(pattern, rest)),
        };
        rules.find(is_for).map(|rule| rule.level)
    }
}
