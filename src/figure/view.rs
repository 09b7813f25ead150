//! The view of the component `figure`.

use serde::Serialize;

/// `view` of the component `figure`: an image with a caption.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FigureView {
    /// The address of the image, if there is such a file.
    pub path: Option<String>,
    /// The intrinsic width of the image in CSS pixels, if the file states it.
    pub width: Option<u32>,
    /// The intrinsic height of the image in CSS pixels, if the file states it.
    pub height: Option<u32>,
    /// The alternative text of the image.
    pub alt: String,
    /// The caption of the figure as HTML; may be empty.
    pub caption: String,
}
