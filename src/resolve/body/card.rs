//! The directive `instrument`: a card that leads to something to fill in, to tick or to compare.

use crate::parse::document::Printed;
use crate::resolve::effort::Kind;
use crate::resolve::pages::link;
use crate::resolve::view::{Arguments, InstrumentCardView};

use super::Resolver;
use super::directive::Call;

impl Resolver<'_> {
    /// The card of the page that the argument names.
    pub(super) fn card(&mut self, call: &Call<'_>) -> Option<Printed> {
        let argument = call.directive.argument.as_ref()?;
        let node = self.page_of_argument(call, argument)?;
        let site = self.setting.site;
        let summary = site.nodes[node].summary.as_deref();
        let kind = summary.map_or(Kind::Page, |summary| match Kind::of_page(summary) {
            Kind::Page if Kind::Checklist.count(summary) > 0 => Kind::Checklist,
            kind => kind,
        });
        if kind == Kind::Page {
            let title = &site.nodes[node].title;
            let message = format!("the page “{title}” is no instrument");
            let diagnostic = self
                .wrong(call, &argument.span, message)
                .hint("name a page with an assessment, an audit, a worksheet, a checklist or a comparison");
            self.diagnostics.push(diagnostic);
            return None;
        }
        let count = summary.map_or(0, |summary| kind.count(summary));
        let body = self.document(&call.directive.body, call.base).to_html();
        let view = InstrumentCardView {
            kind: kind.as_str().to_owned(),
            link: link(site, node, self.setting.urls),
            count,
            minutes: kind.minutes(count),
            body,
        };
        Some(self.component("instrument", Arguments::Instrument(view)))
    }
}
