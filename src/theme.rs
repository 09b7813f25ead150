//! [`Theme`]: a chain of themes and the site's own overrides as one value.
