//! Pages that moved or were split take their ids along.

use snapbox::str;

use super::locked;
use crate::fixture::{Fixture, messages, text};

#[test]
fn a_page_that_moved_takes_its_ids_along() {
    let mut fixture = locked();
    let page = fixture.files["content/a.md"].clone();
    fixture.remove("content/a.md").write("content/b.md", page);
    snapbox::assert_data_eq!(
        messages(&fixture.build()),
        str![[r#"
error[vanished-id]: there is no page `/a/`, which has 2 ids
 --> content/ids.lock:2:1
  |
2 | /a/ item ask
  | ^^^^^^^^^^^^
  |
  = help: write `aliases = ["/a/"]` in the front matter of the page it has become, so that readers keep their ticks and answers
note: the page that has them
 --> content/b.md

"#]]
    );
    fixture.replace("content/b.md", "+++\n\n", "aliases = [\"/a/\"]\n+++\n\n");
    assert_eq!(messages(&fixture.build()), "");
    fixture.build();
    let ids = fixture.ids();
    assert_eq!(ids.removed, ["/a/ item ask", "/a/ item tell"]);
    assert_eq!(ids.added, ["/b/ item ask", "/b/ item tell"]);
    fixture.write_ids();
    assert_eq!(messages(&fixture.build()), "");
    assert!(!fixture.ids().changes_lock());
}

#[test]
fn a_page_that_is_split_takes_its_ids_along() {
    let mut fixture = locked();
    let page = |title: &str, part: &str, item: &str| {
        let aliases = format!("[\"/a/#{part}\", \"/other/\", \"/a/#{part}s\"]");
        let aliases = if part == "one" { aliases } else { format!("[\"/a/#{part}\"]") };
        format!("+++\ntitle = \"{title}\"\naliases = {aliases}\n+++\n\n{item}\n")
    };
    fixture.remove("content/a.md");
    fixture.write("content/b.md", page("B", "one", "- [ ] Ask {#ask}"));
    fixture.write("content/c.md", page("C", "two", "- [ ] Tell {#tell}"));
    assert_eq!(messages(&fixture.build()), "");
    assert_eq!(fixture.ids().added, ["/b/ item ask", "/c/ item tell"]);
    assert_eq!(text(&fixture.build(), "b/index.html").matches("/a/").count(), 1);
}

#[test]
fn the_ids_of_a_page_that_cannot_be_read_are_not_gone() {
    let mut site =
        Fixture::new("-- content/_index.md --\n# T\n-- content/ids.lock --\n/a/ item ask\n");
    site.write("content/a.md", b"# A\n\n- [ ] \xff {#ask}\n");
    let build = site.build();
    let codes: Vec<_> = build.diagnostics.iter().map(|d| d.code.as_str()).collect();
    assert_eq!(codes, ["not-utf8"]);
}
