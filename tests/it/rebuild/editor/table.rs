//! Random comparisons.

use std::collections::BTreeMap;

use super::{Editor, PageSpec};
use crate::fixture::Fixture;

/// Where comparisons may stand.
pub(super) const TABLES: &[&str] = &["content/two/table.md", "content/one/inner/table.md"];

impl Editor {
    /// Writes a comparison, or edits the title or the last text of one.
    pub(super) fn table(&mut self, site: &mut Fixture) -> &'static str {
        let name = (*self.random.pick(TABLES)).to_owned();
        let known = self.pages.get(&name).cloned();
        let words = self.words(1);
        let page = match (known, self.random.below(3)) {
            (Some(mut page), 0) => {
                page.front.insert("title", format!("\"{words}\""));
                page
            }
            (Some(mut page), 1) => {
                page.body = format!("{} {words}\n", page.body.trim_end());
                page
            }
            _ => self.new_table(),
        };
        self.put(site, name, page);
        "table"
    }

    fn new_table(&mut self) -> PageSpec {
        let columns = *self.random.pick(&["ab", "ba", "abc"]);
        let column = |c: char| format!("{{ id = \"{c}\", label = \"{}\" }}", c.to_uppercase());
        let list = columns.chars().map(column).collect::<Vec<_>>().join(", ");
        let title = format!("\"{}\"", self.words(2));
        let mut body = format!("{}.\n", self.words(3));
        let first = self.random.below(4);
        for row in first..first + 1 + self.random.below(3) {
            if self.random.one_in(4) {
                body.push_str(&format!("\n## {}\n", self.words(1)));
            }
            let heading = self.words(2);
            body.push_str(&format!("\n### {heading} {{#r{}}}\n", row % 4));
            for column in columns.chars() {
                let cell = self.words(1);
                body.push_str(&format!("\n{column}\n: {cell}\n"));
            }
            if self.random.one_in(3) {
                body.push_str(&format!("\n{}", self.paragraph()));
            }
        }
        let front =
            BTreeMap::from([("title", title), ("comparison", format!("{{ columns = [{list}] }}"))]);
        PageSpec { front, body }
    }
}
