//! Figures: images with captions, by the directive `figure`.
//!
//! ````text
//! ```{figure} two-axes.svg
//! :alt: Two axes at a right angle
//!
//! Managing and leading are two axes, not two ends of one.
//! ```
//! ````

pub mod declaration;
pub mod resolve;
pub mod view;
