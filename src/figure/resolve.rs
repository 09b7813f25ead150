//! The directive `figure`: an image with a caption.

use crate::document::body::{Directive, Href, LinkKind, LinkRef, Printed};
use crate::figure::declaration::{ALT, COMPONENT};
use crate::figure::view::FigureView;
use crate::resolve::resolver::Resolver;

/// Resolves a directive to its figure; `None` if the image is not found, which is reported.
pub fn directive(resolver: &mut Resolver<'_>, directive: &Directive) -> Option<Printed> {
    let argument = directive.argument.as_ref()?;
    let alt = directive.option(ALT)?;
    let link = LinkRef { destination: argument.text.clone(), kind: LinkKind::Image };
    let Href::Image { url: path, size } = resolver.look_up(&link, &argument.span)? else {
        return None;
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
