//! Random edits of the configuration.

use super::Editor;
use crate::fixture::Fixture;

impl Editor {
    /// Changes one setting and leaves the others as they are.
    pub(super) fn config(&mut self, site: &mut Fixture) -> &'static str {
        let words = self.words(1);
        match self.random.below(6) {
            0 => self.title = words,
            1 => {
                self.base = *self.random.pick(&[
                    "https://example.org/base/",
                    "https://example.org/",
                    "/",
                    "/",
                    "/team/handbook/",
                ]);
            }
            2 => self.theme = *self.random.pick(&["probe", "probe", "default"]),
            3 => {
                self.edit_url = *self.random.pick(&[
                    "",
                    "edit_url = \"https://forge.example/edit/{path}\"\n",
                    "edit_url = \"https://forge.example/change/{path}\"\n",
                ]);
            }
            _ => {
                self.more = *self.random.pick(&[
                    "",
                    "language = \"de\"\n",
                    "author = \"Somebody\"\n",
                    "description = \"All about it\"\n",
                    "generate_feeds = false\n",
                    "generate_markdown = true\n",
                    "generate_data = true\n",
                    "[markdown]\nraw_html = false\n",
                    "[strings]\nnotes = \"Remarks\"\n",
                    "[strings]\nnot_found_title = \"Gone\"\n",
                    "[extra]\nlicence = \"free\"\n",
                    "ignored_content = [\"p3.md\"]\n",
                ]);
            }
        }
        self.write_config(site);
        "config"
    }

    pub(super) fn write_config(&self, site: &mut Fixture) {
        let Self { title, base, theme, edit_url, more, .. } = self;
        site.write(
            "handbook.toml",
            format!(
                "title = \"{title}\"\nbase_url = \"{base}\"\ntheme = \"{theme}\"\n{edit_url}{more}"
            ),
        );
    }
}
