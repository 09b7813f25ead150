//! Turns errors of Tera about templates into diagnostics.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

use tera::ErrorKind;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;
use crate::base::suggest::nearest;
use crate::theme::Template;

use crate::render::engine::{Engine, with_page};

impl Engine {
    /// The faults of templates that appear when all are assembled. Tera reports several in one
    /// text.
    pub(super) fn faults(&self, error: &tera::Error) -> Vec<Diagnostic> {
        let text = match error.kind() {
            ErrorKind::Msg(text) => text.as_str(),
            _ => "",
        };
        let mut found = Vec::new();
        let mut lacking: BTreeMap<&SourcePath, Vec<&str>> = BTreeMap::new();
        for report in reports(text) {
            match self.foreign_parent(&report) {
                Some(parent) => {
                    lacking.entry(&parent.path).or_default().push(quoted(report.message));
                }
                None => found.extend(self.unknown_name(&report)),
            }
        }
        found.extend(lacking.into_iter().map(|(path, blocks)| self.lacking_blocks(path, blocks)));
        if found.is_empty() { vec![self.fault(error, "", None)] } else { found }
    }

    /// The fault of the template `name`, found when it is compiled or while `page` is rendered.
    pub(super) fn fault(
        &self,
        error: &tera::Error,
        name: &str,
        page: Option<&SourcePath>,
    ) -> Diagnostic {
        let (code, report) = match error.kind() {
            ErrorKind::SyntaxError(report) => (Code::TemplateSyntax, report),
            ErrorKind::RenderingError(report) => (Code::TemplateError, report),
            kind => return with_page(self.assembly_fault(kind, &error.to_string(), name), page),
        };
        let place = match self.template(report.filename()) {
            Some(template) => {
                Place::span(&template.path, &template.text, report.span().range.clone())
            }
            None => self.file(name),
        };
        let (message, names) = without_names(report.message());
        let mut diagnostic = Diagnostic::error(code, lower_first(message), place);
        if message.contains("not defined") || message.contains("undefined") {
            diagnostic = match nearest(quoted(message), names.iter().copied()) {
                Some(name) => diagnostic.did_you_mean(Some(name)),
                None if names.is_empty() => diagnostic,
                None => {
                    diagnostic.hint(format!("the defined variables are `{}`", names.join("`, `")))
                }
            }
            .hint("the README of the default theme lists the variables of templates");
        }
        with_page(diagnostic, page)
    }

    /// The template without a block that a template of a lower layer fills: one of the site in the
    /// place of a theme's, say.
    fn foreign_parent(&self, report: &TemplateReport<'_>) -> Option<&Template> {
        if !report.message.contains("not defined in any parent template") {
            return None;
        }
        let layer = |name: &str| self.prefixes.iter().position(|prefix| name.starts_with(prefix));
        let (child, template) = self.named_template(report.template)?;
        let (parent, found) = self.named_template(references(template).next()?)?;
        (layer(parent) < layer(child)).then_some(found)
    }

    /// The fault of a template that lacks the blocks which other templates fill.
    fn lacking_blocks(&self, path: &SourcePath, mut blocks: Vec<&str>) -> Diagnostic {
        blocks.sort_unstable();
        blocks.dedup();
        let name = path.file_name();
        let message = format!("`{name}` lacks blocks that the templates of the theme fill");
        let mut diagnostic = Diagnostic::error(Code::TemplateError, message, Place::file(path));
        let full = self.prefixes.iter().map(|prefix| format!("{prefix}{name}"));
        let is_other = |full: &String| self.templates.get(full).is_some_and(|t| t.path != *path);
        let replaced = full.into_iter().find(is_other);
        diagnostic = diagnostic
            .hints(replaced.map(|name| format!("begin it with `{{% extends \"{name}\" %}}`")));
        diagnostic.hint(format!("or define the blocks `{}`", blocks.join("`, `")))
    }

    /// The diagnostic about a template, component, filter, test or function that does not exist.
    fn unknown_name(&self, report: &TemplateReport<'_>) -> Option<Diagnostic> {
        let template = self.template(report.template)?;
        let name = quoted(report.message);
        let range = range_on_line(&template.text, report.line, name);
        let place = Place::span(&template.path, &template.text, range);
        let (code, message, nearest) = match report.message.split(' ').nth(1) {
            Some("template") => {
                let message = format!("there is no template `{name}`");
                (Code::MissingTemplate, message, self.nearest(name))
            }
            kind => {
                let components = self.templates.values().flat_map(component_names);
                let nearest = nearest(name, components).filter(|_| kind == Some("component"));
                (Code::TemplateError, lower_first(report.message), nearest)
            }
        };
        Some(Diagnostic::error(code, message, place).fixed().did_you_mean(nearest))
    }

    fn assembly_fault(&self, kind: &ErrorKind, message: &str, name: &str) -> Diagnostic {
        match kind {
            ErrorKind::MissingParent { current, parent } => {
                let message = format!("`{current}` extends `{parent}`, which does not exist");
                let place = self.reference_place(current, parent);
                Diagnostic::error(Code::MissingTemplate, message, place)
                    .fixed()
                    .did_you_mean(self.nearest(parent))
            }
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                let chain = self.circle(tpl);
                let message = format!("`{tpl}` extends or includes itself: {}", chain.join(" → "));
                let next = chain.get(1).copied().unwrap_or_default();
                Diagnostic::error(Code::TemplateSyntax, message, self.reference_place(tpl, next))
                    .hint("remove one of these references")
            }
            ErrorKind::TemplateNotFound(name) => Diagnostic::error(
                Code::MissingTemplate,
                format!("there is no template `{name}`"),
                self.file(name),
            )
            .fixed()
            .did_you_mean(self.nearest(name)),
            _ => Diagnostic::error(
                Code::TemplateError,
                lower_first(message.lines().next().unwrap_or_default()),
                self.file(name),
            ),
        }
    }

    /// The shortest way on which a template extends or includes itself: its name, those of the
    /// templates between, and its name again. The name alone if there is no such way.
    fn circle<'t>(&'t self, template: &'t str) -> Vec<&'t str> {
        let mut ways = VecDeque::from([vec![template]]);
        let mut seen = BTreeSet::new();
        while let Some(way) = ways.pop_front() {
            let last = way.last().and_then(|name| self.template(name));
            for next in last.into_iter().flat_map(references) {
                let longer = [&way[..], &[next]].concat();
                if next == template {
                    return longer;
                }
                if seen.insert(next) {
                    ways.push_back(longer);
                }
            }
        }
        vec![template]
    }

    /// The place where a template names another one.
    fn reference_place(&self, template: &str, other: &str) -> Place {
        let Some(found) = self.template(template) else {
            return self.file(template);
        };
        let at = ['"', '\'', '`']
            .iter()
            .find_map(|quote| found.text.find(&format!("{quote}{other}{quote}")));
        match at {
            Some(at) => Place::span(&found.path, &found.text, at + 1..at + 1 + other.len()),
            None => Place::file(&found.path),
        }
    }
}

/// The names of the templates that a template extends or includes.
fn references(template: &Template) -> impl Iterator<Item = &str> {
    let tags = template.text.split("{%").skip(1);
    let tags = tags.map(|tag| tag.trim_start_matches(['-', ' ']));
    let tags = tags.filter(|tag| tag.starts_with("extends") || tag.starts_with("include"));
    tags.filter_map(|tag| tag.split(['"', '\'', '`']).nth(1))
}

/// One error in a text of Tera: `error: message`, and on the next line `--> template:line:column`.
struct TemplateReport<'a> {
    message: &'a str,
    template: &'a str,
    line: usize,
}

fn reports(text: &str) -> impl Iterator<Item = TemplateReport<'_>> {
    text.lines().zip(text.lines().skip(1)).filter_map(|pair| {
        let message = pair.0.strip_prefix("error: ")?;
        let mut place = pair.1.trim_start().strip_prefix("--> ")?.rsplitn(3, ':');
        let _column = place.next()?;
        let line = place.next()?.parse().ok()?;
        let template = place.next()?;
        Some(TemplateReport { message, template, line })
    })
}

/// The byte range of `name` on a line, or of the whole line if it is not there.
fn range_on_line(text: &str, line: usize, name: &str) -> Range<usize> {
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = before.map(str::len).sum();
    let content = text[start..].lines().next().unwrap_or_default();
    match content.find(name) {
        Some(at) => start + at..start + at + name.len(),
        None => start..start + content.trim_end().len(),
    }
}

/// The names of the components that a template defines.
fn component_names(template: &Template) -> impl Iterator<Item = &str> {
    template
        .text
        .split("{% component ")
        .skip(1)
        .filter_map(|rest| rest.split(['(', ' ', '%']).next())
}

/// Splits a message of Tera into its text and the names that it lists at its end.
fn without_names(message: &str) -> (&str, Vec<&str>) {
    let Some((message, names)) = message.split_once(". Available ") else {
        return (message, Vec::new());
    };
    let names = names.split_once(": ").map_or("", |(_, names)| names);
    (message, names.split(", ").collect())
}

/// The first text between backticks.
fn quoted(message: &str) -> &str {
    message.split('`').nth(1).unwrap_or_default()
}

/// A sentence of Tera in the style of other messages: a small letter first, no full stop.
fn lower_first(message: &str) -> String {
    let message = message.trim_end_matches('.');
    let mut chars = message.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}
