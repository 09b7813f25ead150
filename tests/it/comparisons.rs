//! Comparisons: tables whose rows have identity.

mod problems;
mod tables;

use crate::fixture::Fixture;

/// A site with one comparison and two chapters.
pub const SITE: &str = r#"
-- content/_index.md --
# Home
-- content/tables/core.md --
+++
title = "Two ways"
description = "The same question, put twice."

[comparison]
columns = [
  { id = "manage", label = "Managing", link = "../roles/manage.md" },
  { id = "lead", label = "Leading" },
]
+++

Both are modes.

## Purpose {#g-purpose}

Why at all, see [managing](../roles/manage.md).

### Question {#c-question}

Managing
: How, and *by when*?

lead
: ==What==, and why?

Ask both in the [same meeting](../roles/lead.md).

### Horizon {#c-horizon}

Leading
: Years

Managing
: Days | weeks

## Alike {#c-alike}

Managing
: Both.

Leading
: both
-- content/roles/manage.md --
# Managing

```{comparison} ../tables/core.md
:rows: c-horizon, c-question
:columns: Leading, manage
```
-- content/roles/lead.md --
# Leading

A [question](../tables/core.md#c-question) of [tables](../tables/core.md).
"#;

/// The site with another table.
pub fn table(front: &str, body: &str) -> Fixture {
    let mut site = Fixture::new(SITE);
    site.remove("content/roles/manage.md");
    site.remove("content/roles/lead.md");
    let text = format!("+++\ntitle = \"Two ways\"\n{front}+++\n{body}");
    site.write("content/tables/core.md", text);
    site
}

/// The front matter of a table with two columns.
pub const COLUMNS: &str = "[comparison]\ncolumns = [{ id = \"manage\", label = \"Managing\" }, { id = \"lead\", label = \"Leading\" }]\n";
