//! A page and the site become a view.

pub mod view;
