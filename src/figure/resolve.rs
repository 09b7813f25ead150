//! The directive `figure`: an image with a caption.

use crate::base::diagnostic::{Code, Diagnostic};
use crate::document::body::{Directive, GivenSize, Href, ImageText, LinkKind, LinkRef, Printed};
use crate::figure::declaration::{ALT, CLASS, COMPONENT, HEIGHT, WIDTH};
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
    let given = GivenSize {
        width: side(resolver, directive, WIDTH),
        height: side(resolver, directive, HEIGHT),
    };
    let caption = resolver.html(&directive.body);
    let GivenSize { width, height } = given.of(size);
    let class = directive.option(CLASS).map(|class| class.text.clone()).unwrap_or_default();
    let view = FigureView { path, width, height, class, alt: alt.text.clone(), caption };
    Some(resolver.component(COMPONENT, view))
}

/// A side of the image, if the author gives one. One that is no number of pixels is reported.
fn side(resolver: &mut Resolver<'_>, directive: &Directive, name: &str) -> Option<u32> {
    let value = directive.option(name)?;
    let side = GivenSize::side(&value.text);
    if side.is_none() {
        let message = format!("the option `{name}` must be a number of pixels");
        let place = resolver.place(&value.span);
        resolver.report(
            Diagnostic::error(Code::InvalidDirective, message, place)
                .hint(format!("write `:{name}: 300`, or give the figure a class")),
        );
    }
    side
}
