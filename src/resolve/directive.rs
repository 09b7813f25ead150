//! Directives: checks arguments and options, then builds the component of the feature or the site.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::suggest::nearest;
use crate::document::body::{Directive, DirectiveText, LinkKind, LinkRef, Printed, SourceSpan};
use crate::resolve::directives::{ArgumentSpec, DirectiveSignature, OptionKind, OptionSpec};
use crate::resolve::view::{Arguments, Scalar};
use crate::site::lookup::{DestinationParts, LinkTarget};
use crate::site::tree::NodeId;

use crate::resolve::resolver::{NoSuchDirective, Resolver};
use crate::resolve::suggestions;

impl<'a> Resolver<'a> {
    /// The component of a directive. One with errors, which are reported, is shown as it is written:
    /// `span` is its place on the page.
    pub fn directive(&mut self, directive: &Directive, span: &SourceSpan) -> Printed {
        self.component_of(directive).unwrap_or_else(|| {
            let mut html = String::from("<pre><code>");
            self.written(span).write(&mut html);
            html.push_str("</code></pre>\n");
            Printed::Html(html)
        })
    }

    fn component_of(&mut self, directive: &Directive) -> Option<Printed> {
        let directives = self.input.directives?;
        let Some(signature) = directives.get(&directive.name) else {
            if directives.is_misnamed(&directive.name) {
                return None;
            }
            let diagnostic = self
                .error(&directive.name_span, format!("there is no directive `{}`", directive.name))
                .did_you_mean(nearest(&directive.name, directives.names()))
                .hint(
                    "for your own directive, add a component to `templates/components`; for \
                     code, write the name of the language without braces",
                );
            self.report(diagnostic);
            return None;
        };
        let errors = self.check(directive, signature);
        if !errors.is_empty() {
            self.diagnostics.extend(errors);
            return None;
        }
        let features = self.input.features;
        match features.directive(self, directive) {
            Ok(printed) => printed,
            Err(NoSuchDirective) => self.custom(directive, signature),
        }
    }

    /// An [`Code::InvalidDirective`] error at a part of a directive.
    pub fn error(&self, span: &SourceSpan, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(Code::InvalidDirective, message, self.place(span))
    }

    /// The page that an argument or an option names; `None` if there is no such page, which is
    /// reported.
    pub fn page_of_argument(&mut self, argument: &DirectiveText) -> Option<NodeId> {
        let destination = match DestinationParts::of(&argument.text).path {
            "" => "#",
            path => path,
        };
        if let LinkTarget::Page { node, .. } = self.target(argument, destination)? {
            return Some(node);
        }
        let message = format!("`{}` is not a page of this handbook", argument.text);
        let diagnostic = self.error(&argument.span, message);
        self.report(diagnostic.hint("write the path of the Markdown file of a page"));
        None
    }

    /// The paths of the files of pages, relative to the file of this page, for suggestions.
    pub fn relative_paths(&self, pages: impl Iterator<Item = NodeId>) -> Vec<String> {
        let site = self.site();
        let summaries = pages.filter_map(|id| site.nodes[id].summary.as_ref());
        summaries.map(|page| suggestions::relative(self.path(), page.path.as_str())).collect()
    }

    /// The target of a destination in an argument or an option; `None` if it is broken, which is
    /// reported as for a link.
    pub fn target(
        &mut self,
        argument: &DirectiveText,
        destination: &str,
    ) -> Option<LinkTarget<'a>> {
        let link = LinkRef { destination: destination.to_owned(), kind: LinkKind::Link };
        self.look_up(&link, &argument.span)?;
        self.find(destination)
    }

    fn check(&self, directive: &Directive, signature: &DirectiveSignature) -> Vec<Diagnostic> {
        let name = &directive.name;
        let mut errors = Vec::new();
        match (&directive.argument, signature.argument) {
            (Some(argument), ArgumentSpec::None) => errors.push(
                self.error(&argument.span, format!("the directive `{name}` takes no argument"))
                    .hint("write each option on its own line: `:key: value`"),
            ),
            (None, ArgumentSpec::Text(expected) | ArgumentSpec::Page(expected)) => errors.push(
                self.error(
                    &directive.name_span,
                    format!("the directive `{name}` needs an argument"),
                )
                .hint(format!("write {expected} after `{{{name}}}` on the same line")),
            ),
            _ => {}
        }
        for (key, value) in &directive.options {
            match signature.options.iter().find(|o| o.name == key.text) {
                None => errors.push(self.unknown_option(directive, key, signature)),
                Some(parameter) => errors.extend(self.check_value(parameter, value)),
            }
        }
        // An option that nearly has the name of another is told already.
        let names = || signature.options.iter().map(|option| &*option.name);
        let is_misspelt = |option: &str| {
            let keys = directive.options.iter().map(|(key, _)| key.text.as_str());
            let mut unknown = keys.filter(|key| names().all(|name| name != *key));
            unknown.any(|key| nearest(key, names()) == Some(option))
        };
        for parameter in signature.options.iter().filter(|p| p.is_required) {
            if directive.option(&parameter.name).is_none() && !is_misspelt(&parameter.name) {
                let option = &parameter.name;
                errors.push(
                    self.error(
                        &directive.name_span,
                        format!("the directive `{name}` needs the option `{option}`"),
                    )
                    .hint(format!("add a line `:{option}: …` below the first one")),
                );
            }
        }
        if !signature.takes_body && !directive.body.is_empty() {
            errors.push(
                self.error(&directive.name_span, format!("the directive `{name}` takes no body"))
                    .hint("write an option as `:key: value`; end the fence before other text"),
            );
        }
        errors
    }

    fn unknown_option(
        &self,
        directive: &Directive,
        key: &DirectiveText,
        signature: &DirectiveSignature,
    ) -> Diagnostic {
        let known = || signature.options.iter().map(|option| &*option.name);
        let name = &directive.name;
        let message = format!("the directive `{name}` has no option `{}`", key.text);
        let diagnostic = self.error(&key.span, message).did_you_mean(nearest(&key.text, known()));
        let all: Vec<String> = known().map(|option| format!("`{option}`")).collect();
        if all.is_empty() {
            diagnostic.hint("it has no options")
        } else {
            diagnostic.hint(format!("its options are {}", all.join(", ")))
        }
    }

    fn check_value(&self, parameter: &OptionSpec, value: &DirectiveText) -> Option<Diagnostic> {
        let wanted = match parameter.kind {
            OptionKind::Text => return None,
            OptionKind::Integer if value.text.parse::<i64>().is_ok() => return None,
            OptionKind::Bool if matches!(value.text.as_str(), "" | "true" | "false") => {
                return None;
            }
            OptionKind::Integer => "a whole number",
            OptionKind::Bool => "`true` or `false`",
        };
        let message = format!("the option `{}` must be {wanted}", parameter.name);
        Some(self.error(&value.span, message))
    }

    /// The component of the site with the name of the directive; `None` if an option has a wrong
    /// value.
    fn custom(&mut self, directive: &Directive, signature: &DirectiveSignature) -> Option<Printed> {
        let mut values: BTreeMap<String, Scalar> = BTreeMap::new();
        for (key, value) in &directive.options {
            let kind = signature.options.iter().find(|option| option.name == key.text)?.kind;
            let text = value.text.as_str();
            let value = match kind {
                OptionKind::Text => Scalar::Text(text.to_owned()),
                OptionKind::Integer => Scalar::Integer(text.parse().ok()?),
                // An option without a value switches on.
                OptionKind::Bool => Scalar::Bool(text != "false"),
            };
            values.insert(key.text.clone(), value);
        }
        if let Some(argument) = &directive.argument {
            values.insert("argument".to_owned(), Scalar::Text(argument.text.clone()));
        }
        let body = self.html(&directive.body);
        let name = directive.name.replace('-', "_");
        Some(self.add_component(name, Arguments::Custom(values, body)))
    }
}
