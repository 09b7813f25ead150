//! The site that random edits begin with: templates that print everything they are given, so that
//! nothing can be stale unseen, and a ground theme so small that a fresh build costs little.

/// The ground under the theme `probe`, in place of the one in the program.
pub const GROUND: &str = "\
-- themes/default/theme.toml --
name = \"Ground\"
-- themes/default/strings/en.toml --
notes = \"Notes\"
note = \"Note {}\"
not_found_title = \"Not found\"
redirect_title = \"Moved\"
redirect_text = \"Moved to {}.\"
-- themes/default/strings/de.toml --
notes = \"Anmerkungen\"
-- themes/default/static/site.css --
a { color: blue; }
-- themes/default/templates/index.html --
HG {{ page }}{{ section }}{{ config }}{{ nav | safe }}
-- themes/default/templates/page.html --
G {{ page }}{{ section }}{{ strings }}{{ parts }}{{ footer }}{{ nav | safe }}{% include \"partials/foot.html\" %}
-- themes/default/templates/search.html --
F {{ page }}{{ places }}
-- themes/default/templates/section.html --
SG {{ page }}{{ section }}{{ nav | safe }}
-- themes/default/templates/404.html --
G {{ page }}
-- themes/default/templates/components/all.html --
{% component term(view, @page_path) %}[{{ view }}{{ page_path }}]{% endcomponent term %}
{% component terms(view) %}[{{ view }}{% for t in view.terms %}{{ t.title | safe }}{% endfor %}]{% endcomponent terms %}
{% component citation(view) %}[{{ view }}]{% endcomponent citation %}
{% component sources(view) %}[{{ view }}]{% endcomponent sources %}
-- themes/default/templates/partials/nav.html --
{% for entry in list.entries %}{{ entry.title }}{{ entry.current | safe }}{% endfor %}
-- themes/default/templates/components/checklist.html --
{% component checklist(view) %}{{ view }}{% endcomponent checklist %}
-- themes/default/templates/components/assessment.html --
{% component assessment(view) %}{{ view }}{% endcomponent assessment %}
-- themes/default/templates/components/audit.html --
{% component audit(view) %}{{ view }}{% endcomponent audit %}
-- themes/default/templates/components/worksheet.html --
{% component worksheet(view) %}{{ view }}{% endcomponent worksheet %}
-- themes/default/templates/components/questions.html --
{% component questions(view) %}{{ view }}{% endcomponent questions %}
-- themes/default/templates/components/instrument.html --
{% component instrument(view) %}{{ view }}{% endcomponent instrument %}
-- themes/default/templates/components/page_list.html --
{% component page_list(view) %}{{ view }}{% endcomponent page_list %}
-- themes/default/templates/components/comparison.html --
{% component comparison(view) %}{{ view }}{% endcomponent comparison %}
-- themes/default/templates/partials/foot.html --
foot {{ asset(path=\"site.css\") }} {{ config.author }}
";

/// The site and its own theme.
pub const SITE: &str = "\
-- themes/probe/theme.toml --
extends = \"default\"
-- themes/probe/templates/page.html --
{{ page }}{{ section }}{{ config }}{{ strings }}{{ parts }}{{ footer }}{{ nav | safe }}{{ current_path }}{{ current_url }}
-- themes/probe/templates/section.html --
S {{ page }}{{ section }}{{ config.title }}{{ nav | safe }}
-- themes/probe/templates/index.html --
H {{ page }}{{ section }}{{ config.title }}{{ nav | safe }}
-- themes/probe/templates/404.html --
{{ page }}{{ parts }}{{ footer }}
-- themes/probe/templates/special.html --
special {{ page.title }} {{ page.lower }} {{ page.backlinks }} {{ asset(path=\"probe.css\") }}
-- themes/probe/templates/partials/nav.html --
{{ list.section }}{% for entry in list.entries %}<a href=\"{{ entry.path }}\"{{ entry.open | safe }}{{ entry.current | safe }}>{{ entry.title }}</a>{{ entry.below | safe }}\
{% endfor %}
-- themes/probe/static/probe.css --
a { color: red; }
-- content/one/figure.svg --
<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"20\"></svg>
";

/// A page: its path, its front matter and its body.
type Page = (&'static str, &'static [(&'static str, &'static str)], &'static str);

/// The pages of the site at first.
pub const PAGES: &[Page] = &[
    ("content/_index.md", &[("title", "\"Home\"")], "Welcome to [one](one/a.md).\n"),
    (
        "content/find.md",
        &[("title", "\"Find\""), ("nav", "\"footer\""), ("search", "{}")],
        "Ask.\n",
    ),
    ("content/one/_index.md", &[("title", "\"One\""), ("weight", "1")], "Part one.\n"),
    (
        "content/one/a.md",
        &[],
        "# Alpha\n\nText with a [link](b.md#beta) and ![a figure](figure.svg).\n",
    ),
    (
        "content/one/b.md",
        &[("title", "\"Beta\""), ("weight", "2"), ("updated", "2026-01-02")],
        "## Beta {#beta}\n\n- [ ] Do it {#do-it}\n",
    ),
    // Far from the table, so that nothing but its row leads from one to the other.
    ("content/one/inner/row.md", &[("title", "\"Row\"")], "See [a row](../../two/table.md#r0).\n"),
    (
        "content/two/table.md",
        &[
            ("title", "\"Table\""),
            (
                "comparison",
                "{ columns = [{ id = \"a\", label = \"A\" }, { id = \"b\", label = \"B\" }] }",
            ),
        ],
        "## Row {#r0}\n\nA\n: one\n\nB\n: two\n",
    ),
    (
        "content/words.md",
        &[("title", "\"Words\""), ("glossary", "{}")],
        "Plan {#plan also=\"scheme\"}\n: What is [meant](one/a.md).\n\nShare\n: More than a [[plan]].\n",
    ),
    (
        "content/two/c.md",
        &[],
        "# Gamma\n\nA note.[^n] See [home](../_index.md).\n\n[^n]: The note.\n",
    ),
];
