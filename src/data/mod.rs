//! TOML and YAML as one kind of value with source spans.
//!
//! [`toml::parse`] and [`yaml::parse`] give a [`value::Table`] and diagnostics of its syntax;
//! [`reader::Reader`] takes typed values out of it and reports every key that was not asked for,
//! with the nearest known one.

pub mod date;
pub mod follow_ups;
pub mod meant;
pub mod reader;
pub mod schema;
pub mod toml;
pub mod unfinished_merge;
pub mod value;
pub mod yaml;
