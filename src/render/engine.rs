//! [`Engine`]: the templates of a theme, ready to render, and their faults as diagnostics.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::Arc;

use tera::{Context, ErrorKind, Tera};

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;
use crate::base::suggest::nearest;
use crate::resolve::urls::Urls;
use crate::theme::{Template, Theme};

use super::functions;

/// No page may be larger than this many bytes: a template that loops without end is stopped here.
const OUTPUT_LIMIT: usize = 64 << 20;

/// The templates of a theme.
pub struct Engine {
    tera: Tera,
    templates: BTreeMap<String, Template>,
    prefixes: Vec<String>,
}

impl Engine {
    /// Compiles the templates.
    ///
    /// # Errors
    /// A diagnostic for each template that does not parse.
    pub fn new(theme: &Theme, urls: &Urls) -> Result<Self, Vec<Diagnostic>> {
        let engine = |tera| Self {
            tera,
            templates: theme.templates.clone(),
            prefixes: theme.prefixes.clone(),
        };
        let mut tera = Tera::new();
        functions::register(&mut tera, theme, urls);
        if let Err(error) = tera.set_fallback_prefixes(theme.prefixes.clone()) {
            return Err(vec![engine(Tera::new()).fault(&error, None)]);
        }
        let texts = theme
            .templates
            .iter()
            .map(|(name, template)| (name.as_str(), &*template.text));
        match tera.add_raw_templates(texts) {
            Ok(()) => Ok(engine(tera)),
            Err(first) => {
                let engine = engine(Tera::new());
                let mut faults = vec![engine.fault(&first, None)];
                faults.extend(engine.every_fault());
                crate::base::diagnostic::sort(&mut faults);
                Err(faults)
            }
        }
    }

    /// Compiling all templates stops at the first fault; one at a time, each shows its own.
    fn every_fault(&self) -> Vec<Diagnostic> {
        let alone = |(name, template): (&String, &Template)| {
            let error = Tera::new().add_raw_template(name, &template.text).err()?;
            matches!(error.kind(), ErrorKind::SyntaxError(_)).then(|| self.fault(&error, None))
        };
        self.templates.iter().filter_map(alone).collect()
    }

    /// Whether there is a template of that name.
    pub fn has(&self, name: &str) -> bool {
        self.template(name).is_some()
    }

    /// A template by its full name, or by the name that pages use.
    fn template(&self, name: &str) -> Option<&Template> {
        let full = || {
            self.prefixes
                .iter()
                .find_map(|prefix| self.templates.get(&format!("{prefix}{name}")))
        };
        self.templates.get(name).or_else(full)
    }

    /// The template with the name nearest to one that does not exist.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        let short = |full: &'_ str| {
            self.prefixes
                .iter()
                .find_map(|prefix| full.strip_prefix(prefix.as_str()))
                .map(str::len)
        };
        nearest(
            name,
            self.templates
                .keys()
                .map(|full| &full[full.len() - short(full).unwrap_or(full.len())..]),
        )
    }

    /// Renders a template for the file `page`.
    ///
    /// # Errors
    /// The fault of the template, with its line.
    pub fn render(
        &self,
        name: &str,
        context: &Context,
        page: Option<&SourcePath>,
    ) -> Result<Vec<u8>, Diagnostic> {
        let mut output = Capped {
            bytes: Vec::with_capacity(16 << 10),
            full: false,
        };
        match self.tera.render_to(name, context, &mut output) {
            Ok(()) => Ok(output.bytes),
            Err(_) if output.full => Err(self.too_large(name, page)),
            Err(error) => Err(self.fault(&error, page)),
        }
    }

    fn too_large(&self, name: &str, page: Option<&SourcePath>) -> Diagnostic {
        let message = format!(
            "the template `{name}` writes more than {} MB",
            OUTPUT_LIMIT >> 20
        );
        let diagnostic = Diagnostic::error(Code::TemplateTooLarge, message, self.file(name))
            .hint("look for a loop over too many things");
        with_page(diagnostic, page)
    }

    fn file(&self, name: &str) -> Place {
        match self.template(name) {
            Some(template) => Place::file(&template.path),
            None => Place::file(
                &SourcePath::new("templates").unwrap_or_else(|| unreachable!("a constant")),
            ),
        }
    }

    fn fault(&self, error: &tera::Error, page: Option<&SourcePath>) -> Diagnostic {
        let (code, report) = match error.kind() {
            ErrorKind::SyntaxError(report) => (Code::TemplateSyntax, report),
            ErrorKind::RenderingError(report) => (Code::TemplateError, report),
            kind => return with_page(self.other(kind, &error.to_string()), page),
        };
        let place = match self.template(report.filename()) {
            Some(template) => {
                Place::span(&template.path, &template.text, report.span().range.clone())
            }
            None => self.file(report.filename()),
        };
        let diagnostic = Diagnostic::error(code, lower_first(report.message()), place);
        let hint = "the variables of templates are listed in the README of the default theme";
        let diagnostic =
            if report.message().contains("not defined") || report.message().contains("undefined") {
                diagnostic.hint(hint)
            } else {
                diagnostic
            };
        with_page(diagnostic, page)
    }

    fn other(&self, kind: &ErrorKind, message: &str) -> Diagnostic {
        match kind {
            ErrorKind::MissingParent { current, parent } => {
                let message = format!("`{current}` extends `{parent}`, which does not exist");
                Diagnostic::error(Code::MissingTemplate, message, self.file(current))
                    .did_you_mean(self.nearest(parent))
            }
            ErrorKind::CircularExtend {
                tpl,
                inheritance_chain: chain,
            }
            | ErrorKind::CircularInclude {
                tpl,
                include_chain: chain,
            } => {
                let message = format!("`{tpl}` leads back to itself: {}", chain.join(" → "));
                Diagnostic::error(Code::TemplateSyntax, message, self.file(tpl))
                    .hint("break the circle")
            }
            ErrorKind::TemplateNotFound(name) => Diagnostic::error(
                Code::MissingTemplate,
                format!("there is no template `{name}`"),
                self.file(name),
            )
            .did_you_mean(self.nearest(name)),
            _ => Diagnostic::error(
                Code::TemplateError,
                lower_first(message.lines().next().unwrap_or_default()),
                self.file(""),
            ),
        }
    }
}

fn with_page(diagnostic: Diagnostic, page: Option<&SourcePath>) -> Diagnostic {
    match page {
        Some(path) => diagnostic.related(Place::file(path), "while this page was rendered"),
        None => diagnostic,
    }
}

/// A library's sentence in the manner of the other messages.
fn lower_first(message: &str) -> String {
    let message = message.trim_end_matches('.');
    let mut chars = message.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// A buffer that refuses to grow beyond [`OUTPUT_LIMIT`].
struct Capped {
    bytes: Vec<u8>,
    full: bool,
}

impl Write for Capped {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > OUTPUT_LIMIT {
            self.full = true;
            return Err(io::Error::other("the output is too large"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A value that templates can be given, made once and shared.
pub(super) fn value<T: serde::Serialize + ?Sized>(of: &T) -> tera::Value {
    tera::Value::from_serializable(of)
}

/// Engines are shared between threads.
pub type Shared = Arc<Engine>;
