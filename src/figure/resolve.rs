//! The directive `figure`: an image with a caption.

use crate::document::body::{Directive, Href, ImageText, LinkKind, LinkRef, Printed};
use crate::figure::declaration::{ALT, COMPONENT};
use crate::figure::view::FigureView;
use crate::resolve::resolver::Resolver;

/// Resolves a directive to its figure; without an image if that is not found, which is reported.
pub fn directive(resolver: &mut Resolver<'_>, directive: &Directive) -> Option<Printed> {
    let argument = directive.argument.as_ref()?;
    let alt = directive.option(ALT)?;
    let kind = LinkKind::Image(ImageText::default());
    let link = LinkRef { destination: argument.text.clone(), kind };
    let (path, size) = match resolver.look_up(&link, &argument.span) {
        Some(Href::Image { url, size }) => (Some(url), size),
        _ => (None, None),
    };
    let caption = resolver.html(&directive.body);
    let view = FigureView {
        path,
        width: size.map(|(width, _)| width),
        height: size.map(|(_, height)| height),
        alt: alt.text.clone(),
        caption,
    };
    Some(resolver.component(COMPONENT, view))
}
