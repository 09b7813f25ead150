//! The directive `figure`: an image with a caption.

use crate::figure::COMPONENT;
use crate::parse::document::{Href, LinkKind, LinkRef, Printed};
use crate::resolve::body::{Call, Resolver};
use crate::resolve::view::reference::FigureView;

/// The figure of a directive.
pub fn directive(resolver: &mut Resolver<'_>, call: &Call<'_>) -> Option<Printed> {
    let argument = call.directive.argument.as_ref()?;
    let alt = call.directive.option("alt")?;
    let link = LinkRef {
        destination: argument.text.clone(),
        kind: LinkKind::Image,
    };
    let Href::Image { url: path, size } = resolver.look_up(&link, &call.span(&argument.span))?
    else {
        return None;
    };
    let caption = resolver.body_of(call);
    let view = FigureView {
        path,
        width: size.map(|(width, _)| width),
        height: size.map(|(_, height)| height),
        alt: alt.text.clone(),
        caption,
    };
    Some(resolver.component(COMPONENT, view))
}
