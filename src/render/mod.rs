//! Views and the theme become bytes.
