//! Random comparisons.

use std::collections::BTreeMap;

use super::{Editor, PageSpec};
use crate::fixture::Fixture;

/// Where comparisons may stand.
pub(super) const TABLES: &[&str] = &["content/two/table.md", "content/one/inner/table.md"];

impl Editor {
    /// Writes a comparison, or edits the last cell or note of one.
    pub(super) fn table(&mut self, site: &mut Fixture) -> &'static str {
        let name = (*self.random.pick(TABLES)).to_owned();
        let known = self.pages.get(&name).cloned();
        let page = match known.filter(|_| self.random.one_in(2)) {
            Some(mut page) => {
                let words = self.words(1);
                page.body = format!("{} {words}\n", page.body.trim_end());
                page
            }
            None => self.new_table(),
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
        let front = BTreeMap::from([
            ("title", title),
            ("comparison", format!("{{ columns = [{list}] }}")),
        ]);
        PageSpec { front, body }
    }
}
