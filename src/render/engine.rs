//! [`Engine`]: the compiled templates of a theme. [`SharedValues`]: what all of them can use.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};

use tera::{ComponentInfo, Context, ErrorKind, Tera};

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::fingerprint::Fingerprint;
use crate::base::paths::SourcePath;
use crate::base::suggest::nearest;
use crate::render::functions;
use crate::resolve::urls::Urls;
use crate::resolve::view::SharedView;
use crate::theme::{Template, Theme, short_name};

/// The most bytes of one page: a template that loops without end is stopped here.
const OUTPUT_LIMIT: usize = 64 << 20;

/// The most bytes of a template, times its tags: for each fault in a tag, the library writes out the
/// line of it.
const TAGS_LIMIT: usize = 64 << 20;

/// The fault of a template with more tags than can be compiled.
fn endless(template: &Template) -> Option<Diagnostic> {
    let tags = ["{{", "{%"].iter().map(|open| template.text.matches(open).count()).sum::<usize>();
    if tags * template.text.len() <= TAGS_LIMIT {
        return None;
    }
    let message = format!("this template has {tags} tags in {} KB", template.text.len() >> 10);
    let fault = Diagnostic::error(Code::TemplateTooLarge, message, Place::file(&template.path));
    Some(fault.hint("move parts of it into templates that it includes"))
}

/// The compiled templates of a theme.
pub struct Engine {
    tera: Tera,
    pub(super) templates: BTreeMap<String, Template>,
    pub(super) prefixes: Vec<String>,
    /// The directives whose component has another name, which is told.
    pub(super) misnamed: BTreeSet<String>,
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
            misnamed: theme.misnamed.clone(),
        };
        let endless: Vec<_> = theme.templates.values().filter_map(endless).collect();
        if !endless.is_empty() {
            return Err(endless);
        }
        let mut tera = Tera::new();
        functions::register(&mut tera, theme, urls);
        if let Err(error) = tera.set_fallback_prefixes(theme.prefixes.clone()) {
            return Err(engine(Tera::new()).faults(&error));
        }
        let texts = theme.templates.iter().map(|(name, template)| (name.as_str(), &*template.text));
        match tera.add_raw_templates(texts) {
            Ok(()) => Ok(engine(tera)),
            Err(first) => {
                let engine = engine(Tera::new());
                let mut faults = engine.faults(&first);
                faults.extend(engine.syntax_faults());
                crate::base::diagnostic::sort(&mut faults);
                Err(faults)
            }
        }
    }

    /// The syntax errors of all templates. Compiling all at once stops at the first, so each is
    /// compiled by itself.
    fn syntax_faults(&self) -> Vec<Diagnostic> {
        let fault = |(name, template): (&String, &Template)| {
            let error = Tera::new().add_raw_template(name, &template.text).err()?;
            matches!(error.kind(), ErrorKind::SyntaxError(_))
                .then(|| self.fault(&error, name, None))
        };
        self.templates.iter().filter_map(fault).collect()
    }

    /// Whether a template calls `all_pages()`, which makes every page depend on all others.
    pub fn asks_for_all_pages(&self) -> bool {
        let calls = |text: &str| {
            let rest = |(at, name): (usize, &str)| text[at + name.len()..].trim_start();
            text.match_indices("all_pages").map(rest).any(|rest| rest.starts_with('('))
        };
        self.templates.values().any(|template| calls(&template.text))
    }

    /// Whether there is a template of that name.
    pub fn has(&self, name: &str) -> bool {
        self.template(name).is_some()
    }

    /// A template by its full name, or by the name that pages use.
    pub(super) fn template(&self, name: &str) -> Option<&Template> {
        self.named_template(name).map(|(_, template)| template)
    }

    /// A template, with its full name, by that or by the name that pages use.
    pub(super) fn named_template(&self, name: &str) -> Option<(&str, &Template)> {
        let full = self.prefixes.iter().map(|prefix| format!("{prefix}{name}"));
        let mut names = std::iter::once(name.to_owned()).chain(full);
        let (name, template) = names.find_map(|name| self.templates.get_key_value(&name))?;
        Some((name, template))
    }

    /// The name of the template that is nearest to a name that does not exist.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.templates.keys().map(|full| self.short_name(full)))
    }

    /// The name that pages use for a template.
    pub(super) fn short_name<'n>(&self, full: &'n str) -> &'n str {
        short_name(&self.prefixes, full)
    }

    /// The definition of a component, if there is one of that name.
    pub(super) fn component(&self, name: &str) -> Option<ComponentInfo> {
        self.tera.get_component_definition(name)
    }

    /// Renders a component for the file `page`. `implicits` are the values that it can use with
    /// `@`.
    pub(super) fn render_component(
        &self,
        name: &str,
        context: &Context,
        implicits: &Context,
        body: Option<&str>,
        page: Option<&SourcePath>,
    ) -> Result<String, Diagnostic> {
        let mut output = CappedOutput { bytes: Vec::new(), is_full: false };
        let result = self.tera.render_component_with_implicits_to(
            name,
            context,
            implicits,
            body,
            true,
            &mut output,
        );
        let template = match name.strip_prefix("epub_") {
            Some(name) => format!("epub/{name}.html"),
            None => format!("components/{name}.html"),
        };
        self.check(result, output.is_full, &template, page)?;
        // What templates print is text, which is quicker to see than to copy.
        let text = String::from_utf8(output.bytes);
        Ok(text.unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
    }

    /// Renders a template for the file `page`, and gives what `take` makes of the bytes.
    ///
    /// # Errors
    /// A diagnostic about the fault of the template, with its line.
    pub fn render<T>(
        &self,
        name: &str,
        context: &Context,
        page: Option<&SourcePath>,
        take: impl FnOnce(&[u8]) -> T,
    ) -> Result<T, Diagnostic> {
        let mut output = CappedOutput { bytes: BUFFER.take(), is_full: false };
        output.bytes.clear();
        let result = self.tera.render_to(name, context, &mut output);
        let checked = self.check(result, output.is_full, name, page);
        let taken = checked.map(|()| take(&output.bytes));
        if output.bytes.capacity() <= LARGEST_BUFFER {
            BUFFER.set(output.bytes);
        }
        taken
    }

    /// The error of rendering the template `name`, if there is one.
    fn check(
        &self,
        result: tera::TeraResult<()>,
        is_full: bool,
        name: &str,
        page: Option<&SourcePath>,
    ) -> Result<(), Diagnostic> {
        let Err(error) = result else {
            return Ok(());
        };
        if !is_full {
            return Err(self.fault(&error, name, page));
        }
        let message = format!("the template `{name}` writes more than {} MB", OUTPUT_LIMIT >> 20);
        let diagnostic = Diagnostic::error(Code::TemplateTooLarge, message, self.file(name))
            .hint("look for a loop over too many items, or split the page if it is long");
        Err(with_page(diagnostic, page))
    }

    /// The place of a template: its whole file.
    pub(super) fn file(&self, name: &str) -> Place {
        match self.template(name) {
            Some(template) => Place::file(&template.path),
            None => Place::file(
                &SourcePath::new("templates").unwrap_or_else(|| unreachable!("a constant")),
            ),
        }
    }
}

thread_local! {
    /// The buffer that templates are written to, reused: thousands of buffers of all lengths would
    /// fragment the memory.
    static BUFFER: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// The longest buffer that is reused, in bytes.
const LARGEST_BUFFER: usize = 1 << 20;

/// A buffer that refuses to grow beyond [`OUTPUT_LIMIT`].
struct CappedOutput {
    bytes: Vec<u8>,
    is_full: bool,
}

impl Write for CappedOutput {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > OUTPUT_LIMIT {
            self.is_full = true;
            return Err(io::Error::other("the output is too large"));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The value for templates of a view, made once and shared.
pub(super) fn value<T: serde::Serialize + ?Sized>(data: &T) -> tera::Value {
    tera::Value::from_serializable(data)
}

/// Adds the page that was being rendered to a diagnostic.
pub(super) fn with_page(diagnostic: Diagnostic, page: Option<&SourcePath>) -> Diagnostic {
    match page {
        Some(path) => diagnostic.related(Place::file(path), "while this page was rendered"),
        None => diagnostic,
    }
}

/// The template values that all pages of a site share.
pub struct SharedValues {
    context: Context,
    /// The fingerprint of all values and of the theme.
    pub fingerprint: Fingerprint,
}

impl SharedValues {
    /// Makes the template values; `theme` is the fingerprint of the theme.
    pub fn new(view: &SharedView<'_>, theme: Fingerprint) -> Self {
        let SharedView { config, strings, parts, footer, places, all_pages } = view;
        let mut context = Context::new();
        context.insert("config", config);
        context.insert("strings", strings);
        context.insert("parts", parts);
        context.insert("footer", footer);
        context.insert("places", places);
        if !all_pages.is_empty() {
            context.insert(functions::ALL_PAGES, all_pages);
        }
        Self { context, fingerprint: Fingerprint::of(&(view, theme)) }
    }

    /// The variables of a template, to which others are added.
    pub(super) fn context(&self) -> Context {
        self.context.clone()
    }
}
