//! [`clean`]: keeps the elements and attributes that a book can hold. Scripts, forms and hidden
//! elements are removed; any other element that a book cannot hold is replaced by its content;
//! boxes and fields become places to mark and write, videos, sounds and frames links to them.

use std::collections::HashSet;

use crate::data::date;
use crate::epub::drawing::{fetches_css, with_labels};
use crate::html::escape::is_xml_name;
use crate::html::event::{HtmlElement, HtmlEvent, Namespace};
use crate::html::names::NameSet;
use crate::html::played::with_links;

/// Elements below this depth give way to their content: readers of XML refuse more than a few
/// hundred.
const DEEPEST: usize = 128;

/// Elements of HTML that a book can hold.
static ALLOWED: NameSet = NameSet::of(
    "a abbr article aside b bdi bdo blockquote br caption cite code col colgroup dd del dfn \
     div dl dt em figcaption figure footer h2 h3 h4 h5 h6 header hr i img ins kbd li mark \
     ol p pre q rp rt ruby s samp section small span strong sub sup table tbody td tfoot th \
     thead time tr u ul var wbr",
);

/// Elements that are removed with their content.
static DROPPED: NameSet = NameSet::of(
    "area base basefont bgsound canvas command datalist frame frameset head keygen link map meta meter noembed \
     noframes noscript param progress script \
     select source style template title track",
);

/// Elements that a book cannot hold, with those that take their place.
const RENAMED: &[(&str, &str)] = &[
    ("address", "div"),
    ("details", "div"),
    ("fieldset", "div"),
    ("form", "div"),
    ("h1", "h2"),
    ("legend", "div"),
    ("main", "div"),
    ("menu", "ul"),
    ("nav", "div"),
    ("search", "div"),
    ("strike", "s"),
    ("summary", "div"),
];

/// Elements of SVG and MathML with scripts, motion, or files to fetch.
static UNFIT: NameSet = NameSet::of(
    "script image feImage annotation-xml set animate animateMotion \
     animateTransform handler style",
);

/// Classes of elements that are of use only on a screen: links to headings and rows, and elements
/// that are not printed.
const SCREEN_ONLY: &[&str] = &["heading-link", "no-print", "row-link"];

/// What becomes of an element.
enum Cleaned<'s> {
    /// The element, with the attributes that a book can hold.
    Kept(HtmlElement<'s>),
    /// The content of the element.
    Content,
    /// Other events.
    Replaced(Vec<HtmlEvent<'s>>),
}

/// Keeps what a book can hold.
pub(super) fn clean(events: Vec<HtmlEvent<'_>>) -> Vec<HtmlEvent<'_>> {
    let events = with_links(with_labels(events));
    let mut cleaned = Vec::with_capacity(events.len());
    let parts = ids(&events);
    // For each open element, its namespace and whether it is kept.
    let mut open: Vec<(Namespace, bool)> = Vec::new();
    // How many elements are open that are left out.
    let mut left_out = 0_usize;
    for event in events {
        match event {
            HtmlEvent::Start(_) if left_out > 0 => left_out += 1,
            HtmlEvent::End if left_out > 0 => left_out -= 1,
            _ if left_out > 0 => {}
            HtmlEvent::Text(_) => cleaned.push(event),
            HtmlEvent::End => {
                if !matches!(open.pop(), Some((_, true))) {
                    continue;
                }
                end(&mut cleaned);
            }
            HtmlEvent::Start(element) => {
                let outer = open.last().map_or(Namespace::Html, |(namespace, _)| *namespace);
                let namespace = element.namespace;
                let is_misplaced = outer != Namespace::Html && namespace != outer;
                let element = match namespace {
                    _ if is_misplaced => Cleaned::Replaced(Vec::new()),
                    Namespace::Html => html(element),
                    _ if is_dangling_use(&element, &parts) => Cleaned::Replaced(Vec::new()),
                    Namespace::Svg | Namespace::Math => foreign(element),
                };
                match element {
                    Cleaned::Kept(element) if open.len() < DEEPEST => {
                        cleaned.push(HtmlEvent::Start(element));
                        open.push((namespace, true));
                    }
                    Cleaned::Kept(_) | Cleaned::Content => open.push((namespace, false)),
                    Cleaned::Replaced(events) => {
                        cleaned.extend(events);
                        left_out = 1;
                    }
                }
            }
        }
    }
    cleaned
}

/// Ends an element. A paragraph or a drawing whose content was removed goes too; the name of the
/// drawing takes its place.
fn end(cleaned: &mut Vec<HtmlEvent<'_>>) {
    let name = match cleaned.last() {
        Some(HtmlEvent::Start(element)) if element.get("id").is_none() => {
            if element.name == "svg" {
                element.get("aria-label").map(str::to_owned)
            } else if element.is("p") {
                None
            } else {
                return cleaned.push(HtmlEvent::End);
            }
        }
        _ => return cleaned.push(HtmlEvent::End),
    };
    cleaned.pop();
    cleaned.extend(name.map(|name| HtmlEvent::Text(name.into())));
}

/// The ids of all elements.
fn ids(events: &[HtmlEvent<'_>]) -> HashSet<String> {
    let id = |event: &HtmlEvent<'_>| match event {
        HtmlEvent::Start(element) => element.get("id").map(str::to_owned),
        _ => None,
    };
    events.iter().filter_map(id).collect()
}

/// Whether an element draws a part of another file, or one that is not there.
fn is_dangling_use(element: &HtmlElement<'_>, ids: &HashSet<String>) -> bool {
    let address = element.get("href").or_else(|| element.get("xlink:href")).unwrap_or_default();
    element.name == "use" && address.strip_prefix('#').is_none_or(|id| !ids.contains(id))
}

fn html(mut element: HtmlElement<'_>) -> Cleaned<'_> {
    let name = element.name.clone();
    let is_hidden = element.get("hidden").is_some() || element.get("popover").is_some();
    let is_screen_only = SCREEN_ONLY.iter().any(|class| element.has_class(class));
    let is_button = name == "button" && element.get("popovertarget").is_none();
    if DROPPED.contains(&name) || is_hidden || is_screen_only || is_button {
        return Cleaned::Replaced(Vec::new());
    }
    if matches!(&*name, "input" | "textarea") {
        return Cleaned::Replaced(field(&element));
    }
    if let Some((_, other)) = RENAMED.iter().find(|(known, _)| *known == name) {
        // A class keeps the meaning of the element.
        if matches!(&*name, "legend" | "summary") {
            let class = format!("{name} {}", element.get("class").unwrap_or_default());
            element.set("class", class.trim_end().to_owned());
        }
        element.name = (*other).into();
    }
    if ALLOWED.contains(&element.name) {
        attributes(&mut element);
        Cleaned::Kept(element)
    } else {
        Cleaned::Content
    }
}

/// What takes the place of a field: a box to mark, or a line to write on.
fn field(element: &HtmlElement<'_>) -> Vec<HtmlEvent<'static>> {
    let kind = element.get("type").unwrap_or("text").to_ascii_lowercase();
    let (class, mark) = match (&*element.name, kind.as_str()) {
        ("textarea", _) => ("lines", None),
        (_, "checkbox") if element.get("checked").is_some() => ("box", Some("☑")),
        (_, "checkbox") => ("box", Some("☐")),
        (_, "radio") => ("box", Some("○")),
        (_, "button" | "color" | "file" | "hidden" | "image" | "range" | "reset" | "submit") => {
            return Vec::new();
        }
        _ => ("line", None),
    };
    let start = HtmlEvent::Start(HtmlElement::new("span").with("class", class));
    let mark = mark.map(|mark| HtmlEvent::Text(mark.into()));
    [start].into_iter().chain(mark).chain([HtmlEvent::End]).collect()
}

/// Keeps the attributes that a book can hold.
fn attributes(element: &mut HtmlElement<'_>) {
    let name = element.name.clone();
    let number =
        |value: &str| (1..=4).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit());
    element.attributes.retain(|(key, value)| match &**key {
        "class" | "title" | "aria-label" => !value.trim().is_empty(),
        "id" => is_id(value),
        "dir" => matches!(&**value, "ltr" | "rtl" | "auto"),
        "lang" => is_language(value),
        "role" => value.starts_with("doc-") && is_name(value),
        "aria-hidden" => value == "true",
        "href" => name == "a",
        "src" | "alt" => name == "img",
        "width" | "height" => name == "img" && number(value),
        "start" => name == "ol" && number(value),
        "value" => name == "li" && number(value),
        "reversed" => name == "ol",
        "colspan" | "rowspan" => matches!(&*name, "td" | "th") && number(value) && value != "0",
        "span" => matches!(&*name, "col" | "colgroup") && number(value) && value != "0",
        "scope" => name == "th" && matches!(&**value, "col" | "row" | "colgroup" | "rowgroup"),
        "datetime" => name == "time" && date::normalise(value).is_ok(),
        _ => false,
    });
    if element.get("reversed").is_some() {
        element.set("reversed", "reversed");
    }
    if let Some(language) = element.get("lang").map(str::to_owned) {
        element.set("xml:lang", language);
    }
    if element.is("img") && element.get("alt").is_none() {
        element.set("alt", "");
    }
}

/// Whether a text can be the id of an element.
fn is_id(value: &str) -> bool {
    !value.is_empty() && !value.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Whether a text looks like a language tag.
fn is_language(value: &str) -> bool {
    let parts = value.split('-');
    let fits = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    value.starts_with(|c: char| c.is_ascii_alphabetic()) && parts.into_iter().all(fits)
}

/// A drawing or a formula without scripts, embedded pages and files to fetch.
fn foreign(mut element: HtmlElement<'_>) -> Cleaned<'_> {
    if UNFIT.contains(&element.name) || !is_name(&element.name) || element.get("hidden").is_some() {
        return Cleaned::Replaced(Vec::new());
    }
    // The older way to write a link in SVG.
    if let Some(address) = element.remove("xlink:href")
        && element.get("href").is_none()
    {
        element.set("href", address);
    }
    element.attributes.retain(|(key, value)| {
        let is_link = key == "src" || (key == "href" && !value.starts_with('#'));
        let is_interactive = key.starts_with("on") || key.starts_with("data-") || key == "tabindex";
        is_name(key) && key != "xmlns" && !is_link && !fetches_css(value) && !is_interactive
    });
    Cleaned::Kept(element)
}

/// Whether a text can be the name of an element or attribute in XML, without a prefix.
fn is_name(text: &str) -> bool {
    is_xml_name(text) && !text.contains(':')
}
