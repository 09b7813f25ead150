//! TOML and YAML as one kind of value that remembers where in its file each part stands.
//!
//! [`toml::parse`] and [`yaml::parse`] give a [`value::Table`] and what is wrong with its syntax;
//! [`reader::Reader`] takes typed values out of it and reports every key that nobody asked for,
//! with the nearest known one.

pub mod date;
pub mod reader;
mod scalar;
pub mod toml;
pub mod value;
pub mod yaml;
