//! [`prepare`] and [`readable`]: bodies without the elements that only a browser can use.
//!
//! Elements are recognised by their names and a few classes, such as `no-print`, which are listed
//! in this file.

use std::collections::HashMap;

use crate::base::paths::Anchor;
use crate::html::event::{HtmlElement, HtmlEvent, end_of};
use crate::html::played::with_links;

/// The checklists of a page at one of its ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListsAtId {
    /// The ids of the elements of the lists.
    pub ids: Vec<Anchor>,
    /// How many items they have, nested ones included.
    pub count: usize,
    /// How many items all lists of the page have.
    pub page_total: usize,
}

/// Classes of elements that are of no use on paper. In a book and in a copy nothing of a table is
/// `left-out`.
const NOT_PRINTED: &[&str] = &["no-print", "heading-link", "note-back", "left-out"];

/// Classes of elements that are hidden but on paper.
const ONLY_PRINTED: &[&str] = &["on-paper", "sign"];

/// Elements that only a browser can use.
const NOT_READ: &[&str] = &["button", "dialog", "link", "noscript", "script", "style", "template"];

/// Attributes that only forms have.
const FORM: &[&str] = &["action", "autocomplete", "enctype", "method", "novalidate", "target"];

/// A body for paper: [`readable`], with forms as plain boxes, every collapsed element open and
/// every field blank.
pub fn prepare(events: Vec<HtmlEvent<'_>>) -> Vec<HtmlEvent<'_>> {
    let mut prepared = without_screen(events, true);
    for event in &mut prepared {
        if let HtmlEvent::Start(element) = event {
            blank(element);
        }
    }
    prepared
}

/// A body without scripts, buttons and hidden elements. A button that opens a preview with a link
/// in it becomes that link, with the words of the label around it if it has one.
pub fn readable(events: Vec<HtmlEvent<'_>>) -> Vec<HtmlEvent<'_>> {
    without_screen(events, false)
}

fn without_screen(events: Vec<HtmlEvent<'_>>, is_paper: bool) -> Vec<HtmlEvent<'_>> {
    let events = with_links(events);
    let links = preview_links(&events);
    let mut prepared = Vec::with_capacity(events.len());
    // How many elements are open that are left out.
    let mut left_out = 0_usize;
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        match event {
            HtmlEvent::Start(_) if left_out > 0 => left_out += 1,
            HtmlEvent::End if left_out > 0 => left_out -= 1,
            _ if left_out > 0 => {}
            HtmlEvent::Start(mut element) => {
                let labelled = element.is("label").then(|| events.peek()).flatten();
                let button = labelled.map_or(Some(&element), HtmlEvent::element);
                let preview = button.filter(|button| button.is("button"));
                let preview = preview.and_then(|button| links.get(button.get("popovertarget")?));
                if let Some(preview) = preview {
                    if element.is("label") {
                        events.next();
                        left_out = 1;
                    }
                    prepared.push(HtmlEvent::Start(link(element, preview)));
                } else if is_left_out(&element, is_paper)
                    || is_tally_count(prepared.last(), &element)
                {
                    left_out = 1;
                } else {
                    if is_link_of_term(prepared.last()) {
                        // The words that were the name of a button.
                        element.remove("aria-hidden");
                        element.remove("id");
                    }
                    prepared.push(HtmlEvent::Start(element));
                }
            }
            _ => prepared.push(event),
        }
    }
    prepared
}

fn is_left_out(element: &HtmlElement<'_>, is_paper: bool) -> bool {
    let is_shown = is_paper && ONLY_PRINTED.iter().any(|class| element.has_class(class));
    NOT_READ.contains(&&*element.name)
        || NOT_PRINTED.iter().any(|class| element.has_class(class))
        || element.get("hidden").is_some() && !is_shown
        || element.get("popover").is_some()
}

/// Whether an element counts the ticks of a list: on paper there are none.
fn is_tally_count(before: Option<&HtmlEvent<'_>>, element: &HtmlElement<'_>) -> bool {
    matches!(before, Some(HtmlEvent::Start(tally)) if tally.has_class("tally"))
        && element.has_class("count")
}

fn is_link_of_term(before: Option<&HtmlEvent<'_>>) -> bool {
    matches!(before, Some(HtmlEvent::Start(link)) if link.is("a") && link.has_class("term"))
}

/// The button of a preview, or its label, as the link in the preview.
fn link<'a>(mut opener: HtmlElement<'a>, preview: &PreviewLink) -> HtmlElement<'a> {
    opener.name = "a".into();
    for name in ["type", "popovertarget", "popovertargetaction", "for", "href"] {
        opener.remove(name);
    }
    match &preview.role {
        Some(role) => opener.with("role", role.clone()),
        None => opener,
    }
    .with("href", preview.href.clone())
}

/// Unfolds an element, empties a field, and makes forms and landmarks plain boxes.
fn blank(element: &mut HtmlElement<'_>) {
    // Only scripts read these attributes, except the language of code.
    element.attributes.retain(|(name, _)| !name.starts_with("data-") || name == "data-language");
    match &*element.name {
        "details" => {
            element.remove("name");
            element.remove("open");
            element.set("open", "");
        }
        // A book would have too many landmarks, and several of the same name.
        "aside" | "main" | "nav" => to_div(element),
        "section" if element.get("role").is_none() => to_div(element),
        // Each page has notes, which as landmarks would all have the same name.
        "section" => {
            element.remove("role");
            element.remove("aria-labelledby");
        }
        "input" => {
            element.remove("checked");
            // A browser prints `dd/mm/yyyy` into an empty field for a date, where readers would
            // write.
            if matches!(element.get("type"), Some("date" | "time" | "month" | "week")) {
                element.remove("type");
                element.set("type", "text");
            }
        }
        "form" => {
            element.name = "div".into();
            for name in FORM {
                element.remove(name);
            }
        }
        _ => {}
    }
}

fn to_div(element: &mut HtmlElement<'_>) {
    element.name = "div".into();
    element.remove("aria-label");
    element.remove("aria-labelledby");
}

/// The link in a preview.
struct PreviewLink {
    href: String,
    role: Option<String>,
}

/// The last link in each preview, by the id of the preview.
fn preview_links(events: &[HtmlEvent<'_>]) -> HashMap<String, PreviewLink> {
    let starts = events.iter().enumerate();
    let previews = starts.filter_map(|(at, event)| {
        let preview = event.element().filter(|element| element.get("popover").is_some())?;
        let inside = events[at..end_of(events, at)].iter().rev();
        let mut links = inside.filter_map(HtmlEvent::element).filter(|link| link.name == "a");
        let link = links.find(|link| link.get("href").is_some())?;
        let role = link.get("role").map(str::to_owned);
        let href = link.get("href")?.to_owned();
        Some((preview.get("id")?.to_owned(), PreviewLink { href, role }))
    });
    previews.collect()
}

#[cfg(test)]
mod tests {
    use super::prepare;
    use crate::html::read::read;
    use crate::html::write::{MarkupSyntax, write};

    fn prepared(html: &str) -> String {
        write(&prepare(read(html)), MarkupSyntax::Html)
    }

    #[test]
    fn what_only_a_browser_can_do_goes() {
        assert_eq!(
            prepared(
                "<p>a<button>b</button><a class=\"x no-print\">c</a></p><script>d</script>\
                 <noscript><p>e</p></noscript><p hidden>f</p>"
            ),
            "<p>a</p>"
        );
    }

    #[test]
    fn fields_stay_and_are_blank() {
        assert_eq!(
            prepared(
                "<form method=\"dialog\" id=\"f\"><input type=\"checkbox\" checked></form>\
                 <details><summary>s</summary>d</details>"
            ),
            "<div id=\"f\"><input type=\"checkbox\"></div>\
             <details open><summary>s</summary>d</details>"
        );
    }

    #[test]
    fn lines_to_sign_stay() {
        assert_eq!(
            prepared("<p class=\"sign\" hidden>Name</p><p class=\"sign no-print\" hidden>Name</p>"),
            "<p class=\"sign\" hidden>Name</p>"
        );
    }

    #[test]
    fn landmarks_are_none() {
        assert_eq!(
            prepared("<section aria-labelledby=\"a\"><nav aria-label=\"b\">c</nav></section>"),
            "<div><div>c</div></div>"
        );
    }

    #[test]
    fn a_button_with_a_preview_becomes_its_link() {
        assert_eq!(
            prepared(
                "<button type=\"button\" class=\"term\" popovertarget=\"c\">span</button>\
                 <span popover id=\"c\">of control <a href=\"/glossary/#span\">more</a></span>"
            ),
            "<a class=\"term\" href=\"/glossary/#span\">span</a>"
        );
        assert_eq!(
            prepared(
                "<label class=\"term\"><button popovertarget=\"c\" aria-labelledby=\"n\"></button>\
                 <span aria-hidden=\"true\" id=\"n\">span</span></label>\
                 <span popover id=\"c\">of control <a href=\"/glossary/#span\">more</a></span>"
            ),
            "<a class=\"term\" href=\"/glossary/#span\"><span>span</span></a>"
        );
    }
}
