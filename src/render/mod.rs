//! Views and the theme become bytes: pages through templates, and the files of the whole site.

pub mod components;
pub mod engine;
mod fault;
pub mod feed;
pub mod functions;
pub mod hosting;
pub mod key;
pub mod nav;
pub mod offline;
pub mod page;
pub mod redirect;
pub mod shared;
pub mod sitemap;
