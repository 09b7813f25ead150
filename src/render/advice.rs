//! [`Advice`]: what is told of a fault of a template, in our words, and what to write instead.
//!
//! Tera says what it found. What its author meant is in the template: the tag above that is never
//! closed, the argument that has nearly the name, the component around a variable.

use std::ops::Range;

use crate::base::suggest::nearest;
use crate::theme::template_tags::{TAG_WORDS, tag_fault, template_tags};

/// The filters of Tera, and our own.
const FILTERS: &[&str] = &[
    "abs",
    "capitalize",
    "date",
    "default",
    "escape",
    "escape_html",
    "escape_xml",
    "first",
    "float",
    "get",
    "group_by",
    "indent",
    "int",
    "join",
    "keys",
    "last",
    "length",
    "lower",
    "newlines_to_br",
    "nth",
    "pairs",
    "pluralize",
    "replace",
    "reverse",
    "round",
    "safe",
    "sort",
    "split",
    "str",
    "title",
    "trim",
    "trim_end",
    "trim_start",
    "truncate",
    "unique",
    "upper",
    "values",
    "wordcount",
];

/// The tests of Tera.
const TESTS: &[&str] = &[
    "array",
    "bool",
    "containing",
    "defined",
    "divisible_by",
    "ending_with",
    "even",
    "float",
    "integer",
    "iterable",
    "map",
    "none",
    "number",
    "odd",
    "starting_with",
    "string",
    "undefined",
];

/// The functions of Tera, and our own.
const FUNCTIONS: &[&str] = &["all_pages", "asset", "range", "super", "throw"];

/// The variables that every template has. A component gets those that it names with `@`.
const SHARED: &[&str] = &["config", "footer", "page_path", "parts", "places", "strings"];

/// The variables of page templates alone.
const OF_PAGES: &[&str] = &["current_path", "current_url", "nav", "page", "section"];

/// What is told of a fault of a template.
pub(super) struct Advice {
    /// What is wrong.
    pub(super) message: String,
    /// What to write.
    pub(super) hints: Vec<String>,
    /// The bytes that are wrong, if they are not those that Tera names.
    pub(super) range: Option<Range<usize>>,
}

impl Advice {
    fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hints: vec![hint.into()], range: None }
    }

    /// The message of Tera as it is.
    fn plain(message: &str) -> Self {
        Self { message: lower_first(message), hints: Vec::new(), range: None }
    }
}

/// A fault as Tera tells it.
pub(super) struct TeraFault<'t> {
    pub(super) message: &'t str,
    /// The text of the template.
    pub(super) text: &'t str,
    /// The bytes that Tera names.
    pub(super) range: Range<usize>,
    /// Whether a component is drawn by itself, and not called by a template.
    pub(super) is_drawn_alone: bool,
}

impl TeraFault<'_> {
    fn source(&self) -> &str {
        self.text.get(self.range.clone()).unwrap_or_default()
    }

    /// The advice about a template that does not parse.
    pub(super) fn syntax(&self) -> Advice {
        let message = self.message;
        let of_tags = ["Unexpected end", "Unknown tag", "Unclosed comp", "Closing tag"];
        let is_of_tags = of_tags.iter().any(|start| message.starts_with(start));
        if (is_of_tags || message.contains("in the opening tag"))
            && let Some(fault) = tag_fault(self.text)
        {
            let range = Some(fault.range);
            return Advice { message: fault.message, hints: vec![fault.hint], range };
        }
        if message == "Unknown tag" {
            return self.unknown_tag();
        }
        let mut advice = Advice::plain(message);
        advice.hints.extend(self.syntax_hint());
        advice
    }

    fn unknown_tag(&self) -> Advice {
        let word = self.source();
        let hint = match (nearest(word, TAG_WORDS), word) {
            (_, "macro") => "write a component: `{% component name(argument) %}`".to_owned(),
            (_, "import" | "from") => "remove it: every template knows all components".to_owned(),
            (_, "else if" | "elseif" | "elsif") => did_you_mean("elif"),
            (Some(near), _) => did_you_mean(near),
            (None, _) => format!("the tags are {}", list(TAG_WORDS)),
        };
        Advice::new(format!("there is no tag `{word}`"), hint)
    }

    fn syntax_hint(&self) -> Option<String> {
        let message = self.message.trim_end_matches('.');
        let before = self.text.get(..self.range.start).unwrap_or_default();
        let hint = match message {
            _ if message.starts_with("Closing comment tag") => {
                "write `#}` where the comment ends".to_owned()
            }
            _ if message.starts_with("String opened with") => {
                "write the quotation mark where the text ends".to_owned()
            }
            _ if message.contains("needs to be the first tag") => {
                "move `extends` to the first line; only comments may stand above it".to_owned()
            }
            _ if message.starts_with("Template is already extending") => {
                "remove one of the two".to_owned()
            }
            _ if message.starts_with("This content would be ignored") => {
                "put it into a block of the template that this one extends".to_owned()
            }
            _ if message.contains("in the opening tag, found") => {
                let kind = if message.starts_with("component") { "component" } else { "block" };
                format!("write `{{% end{kind} {} %}}`", quoted(message))
            }
            _ if message.starts_with("Found string but expected identifier") => {
                "an argument has a name, as in `asset(path=\"own.css\")`".to_owned()
            }
            "Found `-` but expected (" => {
                let tag = self.text.get(before.rfind("{%")?..)?;
                let name =
                    tag.trim_start_matches(['{', '%', '-', ' ']).strip_prefix("component")?;
                let name = name.trim_start().split(['(', ' ', '%']).next()?;
                format!(
                    "write `{}`; in pages, the directive is still `{name}`",
                    name.replace('-', "_")
                )
            }
            "Found `}` but expected }}" => "write `}}`".to_owned(),
            "Found `}` but expected %}" => "write `%}`".to_owned(),
            "Found identifier but expected %}" if self.source() == "ignore" => {
                "remove `ignore missing`: an included template must exist".to_owned()
            }
            _ if message.starts_with("The name `body` is reserved") => {
                "remove it: every component has `body`".to_owned()
            }
            _ => return None,
        };
        Some(hint)
    }

    /// The advice about a template that fails while it is rendered.
    pub(super) fn rendering(&self) -> Advice {
        let message = self.message;
        let (text, names) = without_names(message);
        if text.contains("not defined") {
            return self.undefined(text, &names);
        }
        if message.contains("rgument") {
            return self.argument();
        }
        if message.starts_with("super() called") {
            let hint = "write it in a block of a template that begins with `extends`";
            return Advice::new("`super()` outside of a block", hint);
        }
        if message.starts_with("Tried to use super()") {
            let message = "`super()` in a block that no template above has";
            let hint = "it prints what the block holds in the template that this one extends: \
                        begin with `{% extends \"default/templates/base.html\" %}`, or remove it";
            return Advice::new(message, hint);
        }
        let mut advice = Advice::plain(message);
        advice.message = advice.message.replace("`&str`", "`string`");
        for number in ["`f64`", "`i64`", "`u64`"] {
            advice.message = advice.message.replace(number, "`number`");
        }
        if message.contains("`none`") {
            let rest = self.text.get(self.range.start..).unwrap_or_default();
            let is_of_name = |char: char| char.is_alphanumeric() || matches!(char, '_' | '.');
            let field = rest.split(|char| !is_of_name(char)).next().unwrap_or_default();
            let test = format!("{{% if {field} %}}");
            let hint = format!("an empty field is `none`: test for it with `{test}`");
            advice.hints.push(hint);
        }
        advice
    }

    /// The advice about a variable or field that is not defined. `known` are those that are.
    fn undefined(&self, message: &str, known: &[&str]) -> Advice {
        let name = quoted(message);
        let mut advice = Advice::plain(message);
        let before = self.text.get(..self.range.start).unwrap_or_default();
        let is_variable = message.starts_with("Variable");
        if let Some((component, signature)) = self.component().filter(|_| is_variable) {
            let is_passed = OF_PAGES.contains(&name) && !self.is_drawn_alone;
            if SHARED.contains(&name) || is_passed {
                let all = signature.trim_end_matches(')');
                let gap = if all.ends_with('(') { "" } else { ", " };
                advice.hints.push(format!(
                    "a component asks for it: write `{{% component {all}{gap}@{name}) %}}`"
                ));
                return advice;
            }
            if OF_PAGES.contains(&name) {
                let hint = "a directive does not know the page that it stands on; with `@page_path` \
                            it gets its address";
                advice.hints.push(hint.to_owned());
                return advice;
            }
            advice.hints.push(match nearest(name, known.iter().copied()) {
                Some(near) => did_you_mean(near),
                None => format!("the component `{component}` has {}", list(known.iter().copied())),
            });
            return advice;
        }
        if let Some(table) = before.strip_suffix(".extra.") {
            let mut path = table.rsplit(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '_'));
            let path = path.next().unwrap_or_default();
            if let Some(near) = nearest(name, known.iter().copied()) {
                advice.hints.push(did_you_mean(near));
            }
            advice.hints.push(format!(
                "test for a key that not every table has: `{{% if {path}.extra.{name} %}}`"
            ));
            return advice;
        }
        match nearest(name, known.iter().copied()) {
            Some(near) => advice.hints.push(did_you_mean(near)),
            None if known.is_empty() => {}
            None => {
                let known = list(known.iter().copied());
                advice.hints.push(format!("the defined variables are {known}"));
            }
        }
        let hint = "the README of the default theme lists the variables of templates";
        advice.hints.push(hint.to_owned());
        advice
    }

    /// The component that is defined around the fault: its name, and that with its parameters.
    fn component(&self) -> Option<(&str, &str)> {
        let above = template_tags(self.text).take_while(|tag| tag.span.start < self.range.start);
        let tags = above.filter_map(|tag| {
            let begins = tag.after("component");
            let ends = tag.after("endcomponent").map(|_| "");
            begins.or(ends)
        });
        let signature = tags.last().filter(|signature| !signature.is_empty())?;
        Some((signature.split(['(', ' ']).next()?, signature))
    }

    /// The advice about an argument of a component, a function or a filter.
    fn argument(&self) -> Advice {
        let message = self.message;
        let name = quoted(message);
        let call = self.source();
        let callee = call.trim_start_matches(['<', '{', '%', ' ', '-']);
        let callee = callee.split(|c: char| !c.is_alphanumeric() && c != '_').next();
        let callee = callee.unwrap_or_default();
        let given = || call.split('=').filter_map(|part| part.rsplit([' ', '(', ',', '\n']).next());
        if let Some((_, possible)) = message.split_once("in component call.") {
            let known: Vec<&str> = possible.split('`').skip(1).step_by(2).collect();
            let hint = match nearest(name, known.iter().copied()) {
                Some(near) => did_you_mean(near),
                None if known.is_empty() => "remove it".to_owned(),
                None => format!("it has {}", list(known.iter().copied())),
            };
            let mut advice =
                Advice::new(format!("the component `{callee}` has no argument `{name}`"), hint);
            let at = call.find(&format!(" {name}")).map(|at| self.range.start + at + 1);
            advice.range = at.map(|at| at..at + name.len());
            return advice;
        }
        if message.starts_with("Argument `") {
            let message = format!("the component `{callee}` needs the argument `{name}`");
            return Advice::new(message, format!("write `{name}={{…}}` in the call"));
        }
        if message.starts_with("Missing keyword argument") {
            let near = nearest(name, given());
            let hint = match near {
                Some(near) => format!("write `{name}` for `{near}`"),
                None => format!("write `{name}=…` between its parentheses"),
            };
            return Advice::new(format!("`{callee}` needs the argument `{name}`"), hint);
        }
        if message.starts_with("Implicit argument") {
            let known =
                SHARED.iter().map(|name| format!("`@{name}`")).collect::<Vec<_>>().join(", ");
            let message = format!("there is nothing for `@{name}`");
            return Advice::new(message, format!("a directive can ask for {known}"));
        }
        let mut advice = Advice::plain(message);
        if message.starts_with("Component argument") {
            let hint = "in a call, `name=\"text\"` is a text, and `name={…}` any value";
            advice.hints.push(hint.to_owned());
        }
        advice
    }
}

/// The advice about a component that is drawn by itself, and whose parameters are not those that it
/// gets.
pub(super) fn parameters(message: &str, component: &str) -> Advice {
    let name = quoted(message);
    if message.starts_with("Unknown argument") {
        let message = format!("the component `{component}` has no parameter `{name}`");
        let hint =
            format!("it is drawn with `{name}`: write `{{% component {component}({name}) %}}`");
        return Advice::new(message, hint);
    }
    if message.starts_with("Argument `") {
        let message = format!("nothing gives the component `{component}` its parameter `{name}`");
        return Advice::new(message, format!("give it a default: `{name} = \"\"`"));
    }
    let fault = TeraFault { message, text: "", range: 0..0, is_drawn_alone: true };
    fault.rendering()
}

/// The advice about a filter, test, function or component that does not exist. `components` are
/// those that do.
pub(super) fn unknown<'a>(message: &str, components: impl Iterator<Item = &'a str>) -> Advice {
    let name = quoted(message);
    let mut advice = Advice::plain(message);
    let (known, otherwise): (Vec<&str>, _) = match message.split(' ').nth(1) {
        Some("filter") => {
            let hint = "the filters are those of Tera, https://keats.github.io/tera/, and `date`";
            (FILTERS.to_vec(), hint.to_owned())
        }
        Some("test") => (TESTS.to_vec(), format!("the tests are {}", list(TESTS.iter().copied()))),
        Some("function") => {
            let hint = format!("the functions are {}", list(FUNCTIONS.iter().copied()));
            (FUNCTIONS.to_vec(), hint)
        }
        _ => {
            let hint = format!("define it in a template: `{{% component {name}() %}}`");
            (components.collect(), hint)
        }
    };
    advice.hints.push(nearest(name, known).map_or(otherwise, did_you_mean));
    advice
}

fn did_you_mean(name: &str) -> String {
    format!("did you mean `{name}`?")
}

/// Names in backticks, with commas.
pub(super) fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    names.into_iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
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
pub(super) fn quoted(message: &str) -> &str {
    message.split('`').nth(1).unwrap_or_default()
}

/// A sentence of Tera in the style of other messages: a small letter first, no full stop.
pub(super) fn lower_first(message: &str) -> String {
    let message = message.trim_end_matches('.');
    let mut chars = message.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use tera::{Context, Tera};

    use super::{FILTERS, TESTS};

    #[test]
    fn every_name_that_is_suggested_exists() {
        let mut tera = Tera::new();
        tera.register_filter("date", |value: &str, _: tera::Kwargs, _: &tera::State<'_>| {
            value.to_owned()
        });
        let filters =
            FILTERS.iter().map(|name| format!("{{% if false %}}{{{{ x | {name} }}}}{{% endif %}}"));
        let tests =
            TESTS.iter().map(|name| format!("{{% if false and x is {name} %}}{{% endif %}}"));
        for text in filters.chain(tests) {
            let rendered = tera.render_str(&text, &Context::new(), false);
            assert!(rendered.is_ok(), "{text}: {rendered:?}");
        }
    }
}
