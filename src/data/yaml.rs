//! YAML to a [`super::value::Table`], within budgets of size, depth and aliases.
