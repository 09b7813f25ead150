//! The components in a body: each is rendered by itself, then put where the body has its number
//! between [`COMPONENT_START`] and [`COMPONENT_END`].

use tera::{ComponentArgType, ComponentInfo, Context, Value};

use crate::base::diagnostic::Diagnostic;
use crate::base::paths::SourcePath;
use crate::document::body::{COMPONENT_END, COMPONENT_START};
use crate::resolve::directives::{
    ArgumentSpec, DirectiveSignature, DirectiveSpec, Directives, OptionKind, OptionSpec,
};
use crate::resolve::view::{Arguments, ComponentView};

use crate::theme::COMPONENTS;

use crate::render::engine::SharedValues;
use crate::render::engine::{Engine, value};

/// Renders components in order, so that each finds those that stand in it. For a `medium` such as
/// `epub`, a component `epub_NAME` is used instead of `NAME` if there is one.
///
/// # Errors
/// A diagnostic about the fault of the first template that fails.
pub fn render(
    components: &[ComponentView],
    page_path: &str,
    shared: &SharedValues,
    engine: &Engine,
    page: Option<&SourcePath>,
    medium: Option<&str>,
) -> Result<Vec<String>, Diagnostic> {
    let mut implicits = shared.context();
    implicits.insert_value("page_path", Value::normal_string(page_path));
    let mut rendered: Vec<String> = Vec::with_capacity(components.len());
    for component in components {
        let (context, body) = arguments(&component.arguments);
        let variant = medium.map(|medium| format!("{medium}_{}", component.name));
        let variant = variant.filter(|name| engine.component(name).is_some());
        let name = variant.as_ref().unwrap_or(&component.name);
        let html = engine.render_component(name, &context, &implicits, body, page)?;
        let html = expand(html, &rendered);
        rendered.push(html);
    }
    Ok(rendered)
}

/// The arguments of a component as template values, and the body of a directive of the site.
fn arguments(arguments: &Arguments) -> (Context, Option<&str>) {
    let mut context = Context::new();
    let view = match arguments {
        Arguments::View(view) => view.value(),
        Arguments::Custom(values, body) => {
            for (name, scalar) in values {
                context.insert_value(name.clone(), value(scalar));
            }
            return (context, Some(body));
        }
    };
    context.insert_value("view", view);
    (context, None)
}

/// The text with the rendered components in place of their numbers, each of which stands between
/// [`COMPONENT_START`] and [`COMPONENT_END`].
pub fn expand(text: String, components: &[String]) -> String {
    let Some(first) = text.find(COMPONENT_START) else {
        return text;
    };
    let mut html = String::with_capacity(text.len() * 2);
    html.push_str(&text[..first]);
    let mut rest = &text[first..];
    while let Some(start) = rest.find(COMPONENT_START) {
        html.push_str(&rest[..start]);
        rest = &rest[start + COMPONENT_START.len_utf8()..];
        let Some((number, after)) = rest.split_once(COMPONENT_END) else {
            continue;
        };
        if let Some(component) = number.parse().ok().and_then(|n: usize| components.get(n)) {
            html.push_str(component);
            rest = after;
        }
    }
    html.push_str(rest);
    html
}

impl Engine {
    /// The directives of the site: the built-in ones, and one for each template in
    /// `templates/components` with a component of the same name, whose parameters are its options.
    /// `feature_components` are those that render features, which are no directives.
    pub fn directives(
        &self,
        built_in: impl IntoIterator<Item = DirectiveSpec>,
        feature_components: &[&str],
    ) -> Directives {
        let names = self.templates.keys().filter_map(|full| {
            self.short_name(full).strip_prefix(COMPONENTS)?.strip_suffix(".html")
        });
        let custom = names.filter_map(|name| {
            let component = name.replace('-', "_");
            if feature_components.contains(&component.as_str()) {
                return None;
            }
            let info = self.component(&component)?;
            Some((name.replace('_', "-"), signature(&info)))
        });
        Directives::new(built_in, custom).with_misnamed(self.misnamed.clone())
    }
}

fn signature(info: &ComponentInfo) -> DirectiveSignature {
    let options = info
        .args()
        .iter()
        .filter(|arg| !arg.is_implicit() && !["argument", "body"].contains(&arg.name()))
        .map(|arg| OptionSpec {
            name: arg.name().to_owned().into(),
            kind: match arg.arg_type() {
                Some(ComponentArgType::Integer | ComponentArgType::Number) => OptionKind::Integer,
                Some(ComponentArgType::Bool) => OptionKind::Bool,
                _ => OptionKind::Text,
            },
            is_required: arg.is_required(),
        });
    DirectiveSignature {
        argument: match info.args().iter().find(|arg| arg.name() == "argument") {
            None => ArgumentSpec::None,
            Some(argument) if argument.is_required() => ArgumentSpec::Text("its argument"),
            Some(_) => ArgumentSpec::OptionalText("its argument"),
        },
        options: options.collect(),
        takes_body: true,
    }
}
