//! The view of the component `figure`.

use serde::Serialize;

/// `view` of the component `figure`: an image with a caption.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FigureView {
    /// The address of the image, if there is such a file.
    pub path: Option<String>,
    /// The width of the image in CSS pixels, if the author gives it or the file states it.
    pub width: Option<u32>,
    /// The height of the image in CSS pixels, if the author gives it or the file states it.
    pub height: Option<u32>,
    /// The classes that the author gives the figure; may be empty.
    pub class: String,
    /// The alternative text of the image.
    pub alt: String,
    /// The caption of the figure as HTML; may be empty.
    pub caption: String,
}
