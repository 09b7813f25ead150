//! TOML to a [`super::value::Table`].
