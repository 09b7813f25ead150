//! [`drop_consequences`]: the diagnostics of a build in which something could not be read, without
//! those that may only follow from it.

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::paths::SourcePath;
use crate::source::{ContentFolder, STATIC, TEMPLATES, THEMES};

/// What may be missed when pages or files beside them are not there.
const OF_CONTENT: &[Code] = &[
    Code::BrokenLink,
    Code::MissingImage,
    Code::NoContent,
    Code::OrphanPage,
    Code::UnknownSource,
    Code::UnknownTerm,
    Code::UnusedSource,
    Code::UnusedTemplate,
    Code::UnusedTerm,
];

/// What may be missed when files of `static` are not there.
const OF_STATIC: &[Code] = &[Code::BrokenLink, Code::MissingImage];

/// What may be missed when templates or themes are not there.
const OF_THEMES: &[Code] = &[
    Code::BrokenLink,
    Code::InvalidDirective,
    Code::MissingImage,
    Code::MissingTemplate,
    Code::MissingWords,
    Code::TemplateError,
    Code::TemplateSyntax,
    Code::UnknownTheme,
    Code::UnusedTemplate,
];

/// Takes out what may only follow from a file or folder that cannot be read. Such an error keeps the
/// site from being published; what is missing all the same is told once it is mended.
pub(super) fn drop_consequences(
    content: &ContentFolder,
    config: &SourcePath,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut dropped: Vec<Code> = Vec::new();
    for unread in diagnostics.iter().filter(|d| d.code == Code::Unreadable && d.is_error()) {
        let Some(place) = &unread.place else { continue };
        let path = &place.path;
        let is_in = |folder: &str| path.as_str() == folder || path.below(folder).is_some();
        if path == config {
            // Where anything lies is not known without it.
            diagnostics.retain(|d| d.code == Code::Unreadable);
            return;
        }
        dropped.extend(match path {
            _ if is_in(STATIC) => OF_STATIC,
            _ if is_in(TEMPLATES) || is_in(THEMES) => OF_THEMES,
            _ if content.is_root() || is_in(content.as_str()) => OF_CONTENT,
            _ => continue,
        });
        dropped.push(Code::MendedFault);
    }
    diagnostics.retain(|d| !dropped.contains(&d.code));
}
