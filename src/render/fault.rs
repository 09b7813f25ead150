//! Turns errors of Tera about templates into diagnostics.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::ops::Range;

use tera::ErrorKind;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;
use crate::base::suggest::nearest;
use crate::theme::template_tags::template_tags;
use crate::theme::{COMPONENTS, Template, components};

use crate::render::advice::{TeraFault, list, lower_first, parameters, quoted, unknown};
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
        let template = self.template(report.filename());
        let fault = TeraFault {
            message: report.message(),
            text: template.map_or("", |template| &*template.text),
            range: report.span().range.clone(),
            is_drawn_alone: drawn_component(name).is_some(),
        };
        let advice = match code {
            Code::TemplateSyntax => fault.syntax(),
            _ => fault.rendering(),
        };
        let place = match template {
            Some(Template { path, text }) => {
                Place::span(path, text, advice.range.unwrap_or(fault.range))
            }
            None => self.file(name),
        };
        let diagnostic = Diagnostic::error(code, advice.message, place).hints(advice.hints);
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
        let (parent, found) = self.parent(template)?;
        (layer(parent) < layer(child)).then_some(found)
    }

    /// The template that a template extends, with its full name.
    fn parent(&self, template: &Template) -> Option<(&str, &Template)> {
        let tag = template_tags(&template.text).find_map(|tag| tag.after("extends"))?;
        self.named_template(tag.split(QUOTES).nth(1)?)
    }

    /// The blocks that a template can fill: those of the templates above it, in their order.
    fn blocks_above(&self, template: &Template) -> Vec<&str> {
        let mut blocks = Vec::new();
        let mut above = self.parent(template);
        // A circle of templates is another fault.
        for _ in 0..self.templates.len() {
            let Some((_, parent)) = above else { break };
            let names = template_tags(&parent.text).filter_map(|tag| tag.after("block"));
            blocks.splice(0..0, names);
            above = self.parent(parent);
        }
        let mut seen = BTreeSet::new();
        blocks.retain(|name| seen.insert(*name));
        blocks
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
        match report.message.split(' ').nth(1) {
            Some("template") => Some(self.no_template(name, place)),
            _ if report.message.starts_with("Block") => {
                let blocks = self.blocks_above(template);
                let parent = self.parent(template).map_or("", |(name, _)| self.short_name(name));
                let message = format!("no template above has a block `{name}`");
                let diagnostic = Diagnostic::error(Code::TemplateError, message, place);
                Some(match nearest(name, blocks.iter().copied()) {
                    Some(near) => diagnostic.did_you_mean(Some(near)),
                    None => diagnostic.hint(format!("`{parent}` has the blocks {}", list(blocks))),
                })
            }
            _ => {
                let components = self.templates.values().flat_map(components);
                let advice = unknown(report.message, components.map(|(name, _)| name));
                let code = Code::TemplateError;
                Some(Diagnostic::error(code, advice.message, place).hints(advice.hints))
            }
        }
    }

    /// The fault of a template that is named and does not exist.
    fn no_template(&self, name: &str, place: Place) -> Diagnostic {
        let message = format!("there is no template `{name}`");
        let diagnostic = Diagnostic::error(Code::MissingTemplate, message, place).fixed();
        match self.nearest(name) {
            Some(near) => diagnostic.did_you_mean(Some(near)),
            None => diagnostic.hint(format!("correct the name, or add `templates/{name}`")),
        }
    }

    /// The fault of a component that is drawn by itself, or that two templates define.
    fn component_fault(&self, message: &str, name: &str) -> Diagnostic {
        if message.contains("is defined in both") {
            let mut quotes = message.split('`').skip(1).step_by(2);
            let component = quotes.next().unwrap_or_default();
            let (first, second) = (quotes.next().unwrap_or(name), quotes.next().unwrap_or(name));
            let text = format!("two templates define the component `{component}`");
            let place = self.definition_place(second, component);
            return Diagnostic::error(Code::TemplateError, text, place)
                .hint("rename or remove one of the two")
                .related(self.definition_place(first, component), "the other one");
        }
        if message.starts_with("Maximum render recursion") {
            let place = self.file(name);
            let hint = "a component that calls itself must stop: test whether anything is left";
            return Diagnostic::error(Code::TemplateError, lower_first(message), place).hint(hint);
        }
        match drawn_component(name) {
            Some(component) => {
                let advice = parameters(message, &component);
                let place = self.definition_place(name, &component);
                Diagnostic::error(Code::TemplateError, advice.message, place).hints(advice.hints)
            }
            None => Diagnostic::error(Code::TemplateError, lower_first(message), self.file(name)),
        }
    }

    /// The place where a template defines a component.
    fn definition_place(&self, template: &str, component: &str) -> Place {
        let own = self.template(template).into_iter();
        let definitions = own.chain(self.templates.values()).filter_map(|found| {
            let (_, range) = components(found).find(|(name, _)| *name == component)?;
            Some(Place::span(&found.path, &found.text, range))
        });
        definitions.into_iter().next().unwrap_or_else(|| self.file(template))
    }

    fn assembly_fault(&self, kind: &ErrorKind, message: &str, name: &str) -> Diagnostic {
        match kind {
            ErrorKind::MissingParent { current, parent } => {
                let message = format!("`{current}` extends `{parent}`, which does not exist");
                let mut diagnostic =
                    self.no_template(parent, self.reference_place(current, parent));
                diagnostic.message = message;
                diagnostic
            }
            ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
                let chain = self.circle(tpl);
                let message = format!("`{tpl}` extends or includes itself: {}", chain.join(" → "));
                let next = chain.get(1).copied().unwrap_or_default();
                Diagnostic::error(Code::TemplateSyntax, message, self.reference_place(tpl, next))
                    .hint("remove one of these references")
            }
            ErrorKind::TemplateNotFound(name) => self.no_template(name, self.file(name)),
            _ => self.component_fault(message.lines().next().unwrap_or_default(), name),
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
        let at = QUOTES.iter().find_map(|quote| found.text.find(&format!("{quote}{other}{quote}")));
        match at {
            Some(at) => Place::span(&found.path, &found.text, at + 1..at + 1 + other.len()),
            None => Place::file(&found.path),
        }
    }
}

/// The quotation marks of texts in templates.
const QUOTES: [char; 3] = ['"', '\'', '`'];

/// The names of the templates that a template extends or includes.
fn references(template: &Template) -> impl Iterator<Item = &str> {
    let tags = template_tags(&template.text);
    let names = tags.filter_map(|tag| tag.after("extends").or(tag.after("include")));
    names.filter_map(|name| name.split(QUOTES).nth(1))
}

/// The component that is drawn by itself from a template: `epub_checklist` from
/// `epub/checklist.html`.
fn drawn_component(template: &str) -> Option<String> {
    let name = template.strip_suffix(".html")?;
    let of_book = || name.strip_prefix("epub/").map(|name| format!("epub_{name}"));
    name.strip_prefix(COMPONENTS).map(str::to_owned).or_else(of_book)
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
