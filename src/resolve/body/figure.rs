//! The directive `figure`: an image with a caption.

use crate::parse::document::{Href, LinkKind, LinkRef, Printed};
use crate::resolve::view::{Arguments, FigureView};

use super::Resolver;
use super::directive::Call;

impl Resolver<'_> {
    pub(super) fn figure(&mut self, call: &Call<'_>) -> Option<Printed> {
        let argument = call.directive.argument.as_ref()?;
        let alt = call.directive.option("alt")?;
        let link = LinkRef {
            destination: argument.text.clone(),
            kind: LinkKind::Image,
        };
        let Href::Image { url: path, size } = self.look_up(&link, &call.span(&argument.span))?
        else {
            return None;
        };
        let caption = self.document(&call.directive.body, call.base).to_html();
        let view = FigureView {
            path,
            width: size.map(|(width, _)| width),
            height: size.map(|(_, height)| height),
            alt: alt.text.clone(),
            caption,
        };
        Some(self.component("figure", Arguments::Figure(view)))
    }
}
