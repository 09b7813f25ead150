//! TOML and YAML as one kind of value that remembers where in its file each part stands.
//!
//! [`toml::parse`] and [`yaml::parse`] give a [`value::Table`]; [`reader::Reader`] takes typed
//! values out of it and reports every key that nobody asked for, with the nearest known one.

pub mod reader;
pub mod toml;
pub mod value;
pub mod yaml;
