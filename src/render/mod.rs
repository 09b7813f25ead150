//! Renders views and the theme to bytes: pages through templates, and files for the whole site such
//! as feed and sitemap.

mod advice;
pub mod components;
pub mod engine;
mod fault;
pub mod feed;
pub mod functions;
pub mod nav;
pub mod offline;
pub mod page;
pub mod policy;
pub mod redirect_page;
pub mod robots;
