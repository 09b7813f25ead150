//! What templates can call.

use super::{page, site};
use crate::fixture::{messages, text};

#[test]
fn an_asset_has_its_address_with_the_base_path() {
    let files = "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"/sub/\"\n-- static/a b.pdf --\nx\n-- templates/page.html --\n{{ asset(path=\"a b.pdf\") }} {{ asset(path=\"/site.css\") }}\n";
    let html = page(files, "a/index.html");
    let (file, css) = html.trim().split_once(' ').unwrap();
    assert_eq!(file, "/sub/a%20b.pdf");
    assert!(css.starts_with("/sub/site."), "{css}");
}

#[test]
fn a_date_is_written_in_the_form_that_is_asked_for() {
    let files = "-- content/d.md --\n+++\ntitle = \"D\"\ndate = 2026-01-02\nupdated = 2026-03-04T23:30:00+01:00\n+++\n-- templates/page.html --\n{% if page.date %}{{ page.date | date(format=\"%-d %B %Y\") }}, {{ page.updated | date }}{% endif %}\n";
    assert_eq!(page(files, "d/index.html").trim(), "2 January 2026, 2026-03-04");
}

#[test]
fn a_value_that_is_no_date_is_told() {
    let mut site = site("-- templates/page.html --\n{{ page.title | date }}\n");
    let told = messages(&site.build());
    assert!(told.contains("`A` is not a date"), "{told}");
    assert!(told.contains("templates/page.html:1:"), "{told}");
}

#[test]
fn optional_fields_are_none_and_never_undefined() {
    let line = "{{ page.date }}{{ page.updated }}{{ page.weight }}{{ page.edit_url }}{{ page.lower }}{{ page.higher }}{{ page.part }}{{ config.feed_url }}{% if page.extra.x %}x{% endif %}{% if config.extra.x %}x{% endif %}|";
    let build = crate::fixture::Fixture::new(&format!(
        "-- content/a.md --\n+++\ntitle = \"A\"\nnav = false\n+++\n[self](/)\n-- content/_index.md --\n# H\n\n[a](a.md)\n-- templates/page.html --\n{line}\n"
    ))
    .build();
    assert_eq!(messages(&build), "");
    assert_eq!(text(&build, "a/index.html").trim(), "|");
}

#[test]
fn a_body_has_the_names_of_its_attributes_for_scripts_each_once() {
    let files = "-- content/d.md --\n# D\n\n- [ ] One {#one}\n- [ ] Two {#two}\n\n<p data-own=\"1\">x</p>\n-- templates/page.html --\n{{ page.attributes | join(sep=\" \") }}\n";
    let names = "data-checklist data-hash data-item data-key data-own data-path data-title";
    assert_eq!(page(files, "d/index.html").trim(), names);
}

#[test]
fn the_current_entry_of_the_navigation_is_marked_on_its_page_alone() {
    let files = "-- content/p/_index.md --\n# P\n-- content/p/x.md --\n# X\n-- content/p/y.md --\n# Y\n-- templates/page.html --\n{{ nav | safe }}\n-- templates/partials/nav.html --\n{% for e in list.entries %}{% if not list.is_top %}<a href=\"{{ e.path }}\"{{ e.current | safe }}>{% endif %}{{ e.below | safe }}{% endfor %}\n";
    assert_eq!(
        page(files, "p/x/index.html").trim(),
        "<a href=\"/p/x/\" aria-current=\"page\"><a href=\"/p/y/\">"
    );
    assert_eq!(
        page(files, "p/y/index.html").trim(),
        "<a href=\"/p/x/\"><a href=\"/p/y/\" aria-current=\"page\">"
    );
}

#[test]
fn text_is_escaped_and_markup_is_not() {
    let files = "-- content/t.md --\n+++\ntitle = \"<b> & \\\"q\\\"\"\ndescription = \"</title><script>\"\n+++\n\n*em*\n";
    let html = page(files, "t/index.html");
    assert!(html.contains("<h1>&lt;b&gt; &amp;"), "{html}");
    assert!(!html.contains("</title><script>"), "{html}");
    assert!(html.contains("<em>em</em>"), "{html}");
}

#[test]
fn a_listed_page_has_the_data_of_its_author_and_of_today() {
    let files = "-- content/part/_index.md --\n# Part\n-- content/part/b.md --\n+++\ntitle = \"B\"\n[extra]\ncolour = \"red\"\n+++\n-- templates/section.html --\n{% for entry in section.children %}{{ entry.extra.colour }}{% endfor %}\n";
    let mut site = site(files);
    assert_eq!(text(&site.build(), "part/index.html").trim(), "red");
    site.replace("content/part/b.md", "red", "blue");
    assert_eq!(text(&site.build(), "part/index.html").trim(), "blue");
}
