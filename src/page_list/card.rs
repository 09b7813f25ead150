//! The directive `instrument`: a card that links to a page with a form, a checklist or a
//! comparison.

use crate::document::body::{Directive, Printed};
use crate::page_list::declaration::CARD_COMPONENT;
use crate::page_list::offers::Offers;
use crate::page_list::view::InstrumentCardView;
use crate::resolve::offer::{Offer, PageKind};
use crate::resolve::resolver::Resolver;
use crate::resolve::view::LinkView;

/// Resolves a directive to the card of the page that it names; `None` if that page offers nothing,
/// which is reported.
pub fn directive(
    resolver: &mut Resolver<'_>,
    offers: &Offers<'_>,
    directive: &Directive,
) -> Option<Printed> {
    let argument = directive.argument.as_ref()?;
    let node = resolver.page_of_argument(argument)?;
    let site = resolver.site();
    let primary = offers.primary(node);
    let offer = match offers.secondary(node).filter(|offer| offer.count > 0) {
        Some(secondary) if primary.kind == PageKind::PAGE => secondary,
        _ => primary,
    };
    if offer.kind == PageKind::PAGE {
        let title = &site.nodes[node].title;
        let message = format!("the page “{title}” is not an instrument");
        let diagnostic = resolver.error(&argument.span, message).hint(
            "write the path of a page with an assessment, an audit, a worksheet, a checklist or a \
             comparison",
        );
        resolver.report(diagnostic);
        return None;
    }
    let Offer { kind, count } = offer;
    let body = resolver.html(&directive.body);
    let view = InstrumentCardView {
        kind: kind.word.to_owned(),
        link: LinkView::of(&site.link(node), resolver.input.urls),
        count,
        minutes: kind.minutes(count),
        body,
    };
    Some(resolver.component(CARD_COMPONENT, view))
}
