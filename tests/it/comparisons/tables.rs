//! What a table becomes.

use snapbox::str;

use super::SITE;
use crate::fixture::{Fixture, between, messages, text};

#[test]
fn a_table_has_groups_rows_cells_and_notes() {
    let build = Fixture::new(SITE).build();
    assert_eq!(messages(&build), "");
    let html = text(&build, "tables/core/index.html");
    snapbox::assert_data_eq!(
        between(&html, "<div class=\"prose\">", "</article>"),
        str![[]]
    );
    let html = text(&build, "roles/manage/index.html");
    snapbox::assert_data_eq!(
        between(&html, "<div class=\"prose\">", "</article>"),
        str![[]]
    );
}
