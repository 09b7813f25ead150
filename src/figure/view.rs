//! The view of the component `figure`.

use serde::Serialize;

/// `view` of the component `figure`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FigureView {
    /// The address of the image.
    pub path: String,
    /// Its intrinsic width in CSS pixels, where the file tells.
    pub width: Option<u32>,
    /// Its intrinsic height in CSS pixels, where the file tells.
    pub height: Option<u32>,
    /// The alternative text of the image.
    pub alt: String,
    /// The caption as HTML; may be empty.
    pub caption: String,
}
