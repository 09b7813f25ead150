//! [`alone`]: a page that prints one of its checklists, as the theme's own button does.

use crate::html::escape::escape;
use crate::html::token::{HtmlToken, HtmlTokenKind, StartTag, tokens};

/// A page of which some checklists are printed.
pub(super) struct PrintedLists<'a> {
    /// The ids of the elements of the lists, in order.
    pub ids: Vec<&'a str>,
    /// The title of the page.
    pub title: &'a str,
    /// How many items are printed, and how many the page has.
    pub count: (usize, usize),
}

/// The page with what its style sheet needs to print these lists alone and blank: a list with its
/// heading, one of several with the part of its page that it is, and lines to sign at the end.
pub(super) fn alone(html: &str, lists: &PrintedLists<'_>) -> String {
    let tokens: Vec<HtmlToken<'_>> = tokens(html).collect();
    let mut insertions: Vec<(usize, String)> = Vec::new();
    let starts = || {
        tokens.iter().enumerate().filter_map(|(at, token)| match &token.kind {
            HtmlTokenKind::Start(tag) => Some((at, tag)),
            _ => None,
        })
    };
    let end_of_name = |at: usize, tag: &StartTag<'_>| tokens[at].span.start + 1 + tag.name.len();
    let end_after = |at: usize, name: &str| {
        let is_end =
            |token: &&HtmlToken<'_>| matches!(&token.kind, HtmlTokenKind::End(end) if end == name);
        tokens[at..].iter().find(is_end)
    };
    if let Some((at, tag)) = starts().find(|(_, tag)| tag.name == "html") {
        insertions.push((end_of_name(at, tag), " data-printing=\"blank\"".to_owned()));
    }
    let words = starts().find_map(|(_, tag)| tag.get("data-part"));
    let (count, total) = lists.count;
    let part = words.filter(|_| count < total && lists.ids.len() == 1).map(|words| {
        let words = words.replace("{n}", &count.to_string());
        let words = words.replace("{total}", &total.to_string());
        format!(": {}", escape(&words.replace("{title}", lists.title)))
    });
    let mut place_to_sign = None;
    for (at, tag) in starts().filter(|(_, tag)| is_list(tag)) {
        if !tag.get("id").is_some_and(|id| lists.ids.contains(&id)) {
            continue;
        }
        insertions.push((end_of_name(at, tag), " data-printed".to_owned()));
        // Below what is said about the list, where its own lines would be.
        let fieldset = end_after(at, "fieldset");
        let tools = starts().find(|(next, tag)| {
            *next > at && (is_list(tag) || has_class(tag, "more") || tag.name == "h2")
        });
        let tools = tools.filter(|(_, tag)| has_class(tag, "more"));
        let end = tools.map(|(next, _)| tokens[next].span.start);
        place_to_sign = end.or(fieldset.map(|end| end.span.end)).map(|end| (at, end));
        let Some((legend_at, legend)) =
            starts().find(|(next, tag)| *next > at && tag.name == "legend")
        else {
            continue;
        };
        // Of two attributes of one name, browsers keep the first.
        if legend.get("class").is_some() {
            insertions.push((end_of_name(legend_at, legend), " class=\"\"".to_owned()));
        }
        if let (Some(part), Some(end)) = (&part, end_after(legend_at, "legend")) {
            insertions.push((end.span.start, part.clone()));
        }
    }
    // The lines stand below the last list of the page.
    let sign = starts().find(|(_, tag)| has_class(tag, "sign"));
    if let (Some((sign_at, _)), Some((list_at, end))) = (sign, place_to_sign) {
        let of_list =
            starts().take_while(|(at, _)| *at < sign_at).filter(|(_, tag)| is_list(tag)).last();
        if of_list.is_some_and(|(at, _)| at != list_at)
            && let Some(sign_end) = end_after(sign_at, "p")
        {
            insertions.push((end, html[tokens[sign_at].span.start..sign_end.span.end].to_owned()));
        }
    }
    insertions.sort_by_key(|(at, _)| *at);
    let mut printed = String::with_capacity(html.len() + 512);
    let mut from = 0;
    for (at, text) in insertions {
        printed.push_str(&html[from..at]);
        printed.push_str(&text);
        from = at;
    }
    printed + &html[from..]
}

fn is_list(tag: &StartTag<'_>) -> bool {
    has_class(tag, "checklist")
}

fn has_class(tag: &StartTag<'_>, class: &str) -> bool {
    tag.get("class").is_some_and(|all| all.split_ascii_whitespace().any(|known| known == class))
}

#[cfg(test)]
mod tests {
    use super::{PrintedLists, alone};

    #[test]
    fn a_list_gets_its_heading_its_part_and_the_lines_to_sign() {
        let list = |id: &str, sign: &str| {
            format!(
                "<div class=\"checklist\" id=\"{id}\"><fieldset><legend class=\"visually-hidden\">{id}</legend></fieldset>{sign}</div>"
            )
        };
        let sign = "<p class=\"sign\" hidden>Name</p>";
        let page = |lists: &str| {
            format!(
                "<html lang=\"en\"><body>{lists}<p data-part=\"{{n}} of {{total}} of {{title}}\"></p>"
            )
        };
        let html = page(&format!("{}{}", list("a", ""), list("b", sign)));
        let print = |ids: &[&str]| {
            let ids = ids.to_vec();
            alone(&html, &PrintedLists { ids, title: "R & D", count: (1, 3) })
        };
        let first = print(&["a"]);
        assert!(first.starts_with("<html data-printing=\"blank\" lang=\"en\">"), "{first}");
        assert!(
            first.contains("<div data-printed class=\"checklist\" id=\"a\"><fieldset><legend class=\"\" class=\"visually-hidden\">a: 1 of 3 of R &amp; D</legend></fieldset><p class=\"sign\" hidden>Name</p></div>"),
            "{first}"
        );
        assert!(first.contains("<div class=\"checklist\" id=\"b\">"), "{first}");
        assert_eq!(print(&["b"]).matches(sign).count(), 1);
        let both = print(&["a", "b"]);
        assert_eq!((both.matches(sign).count(), both.matches(" of 3").count()), (1, 0), "{both}");
    }
}
