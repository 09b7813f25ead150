//! The directive `instrument`: a card that leads to something to fill in, to tick or to compare.

use crate::document::body::Printed;
use crate::page_list::declaration::CARD_COMPONENT;
use crate::page_list::kind::{Offers, PageKind};
use crate::page_list::view::InstrumentCardView;
use crate::resolve::pages::link;
use crate::resolve::resolver::{DirectiveCall, Resolver};

/// The card of the page that the argument names.
pub fn directive(
    resolver: &mut Resolver<'_>,
    offers: &Offers<'_>,
    call: &DirectiveCall<'_>,
) -> Option<Printed> {
    let argument = call.directive.argument.as_ref()?;
    let node = resolver.page_of_argument(call, argument)?;
    let site = resolver.setting.site;
    let kind = match offers.kind(node) {
        PageKind::Page if offers.count(node, PageKind::Checklist) > 0 => PageKind::Checklist,
        kind => kind,
    };
    if kind == PageKind::Page {
        let title = &site.nodes[node].title;
        let message = format!("the page “{title}” is no instrument");
        let diagnostic = resolver.wrong(call, &argument.span, message).hint(
            "name a page with an assessment, an audit, a worksheet, a checklist or a comparison",
        );
        resolver.report(diagnostic);
        return None;
    }
    let count = offers.count(node, kind);
    let body = resolver.body_of(call);
    let view = InstrumentCardView {
        kind: kind.as_str().to_owned(),
        link: link(site, node, resolver.setting.urls),
        count,
        minutes: kind.minutes(count),
        body,
    };
    Some(resolver.component(CARD_COMPONENT, view))
}
