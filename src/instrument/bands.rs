//! Finds the readings of bands: each band needs a heading with its id, and each heading among those
//! of bands needs a band.

use std::ops::Range;

use crate::base::diagnostic::Code;
use crate::base::paths::Anchor;
use crate::base::suggest::nearest;
use crate::instrument::items::InstrumentBody;
use crate::instrument::keys::{BandKeys, LabelKeys};
use crate::markdown::sections::Section;
use crate::markdown::token::{Tag, Token, start_tag};

/// The role of a section in an instrument.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SectionRole {
    Dimension(usize),
    Band(usize),
    Other,
}

/// The token ranges of the reading of a band.
pub(super) struct BandPlan {
    /// The place of the band among the bands.
    pub(super) number: usize,
    pub(super) heading: Range<usize>,
    /// The blocks below the heading.
    pub(super) body: Range<usize>,
}

/// The role of each section. A deeper heading below the heading of a band belongs to the reading.
pub(super) fn section_roles(
    sections: &[Section],
    dimensions: &[LabelKeys],
    bands: &[BandKeys],
) -> Vec<SectionRole> {
    let mut open_band: Option<(usize, u8)> = None;
    let role = |section: &Section| {
        let named = |id: &Anchor| section.id.as_ref() == Some(id);
        let dimension = dimensions.iter().position(|keys| named(&keys.id.value));
        if let Some(dimension) = dimension {
            open_band = None;
            return SectionRole::Dimension(dimension);
        }
        if let Some(band) = bands.iter().position(|keys| named(&keys.id.value)) {
            open_band = Some((band, section.level));
            return SectionRole::Band(band);
        }
        open_band = open_band.filter(|(_, level)| section.level > *level);
        open_band.map_or(SectionRole::Other, |(band, _)| SectionRole::Band(band))
    };
    sections.iter().map(role).collect()
}

impl InstrumentBody<'_, '_> {
    /// The readings of the bands. Reports bands without headings, and headings without bands.
    pub(super) fn bands(
        self,
        sections: &[Section],
        keys: &[BandKeys],
        roles: &[SectionRole],
    ) -> Vec<BandPlan> {
        let mut plans: Vec<BandPlan> = Vec::new();
        for (section, role) in sections.iter().zip(roles) {
            let SectionRole::Band(number) = *role else {
                continue;
            };
            match plans.last_mut().filter(|plan| plan.number == number) {
                Some(plan) => plan.body.end = section.end,
                None => plans.push(BandPlan {
                    number,
                    heading: section.heading.clone(),
                    body: section.heading.end..section.end,
                }),
            }
        }
        for (number, band) in keys.iter().enumerate() {
            match plans.iter().find(|plan| plan.number == number) {
                None => self.report_missing_heading(band, sections, roles),
                Some(plan) => self.report_missing_reading(band, plan),
            }
        }
        self.report_missing_band(keys, sections, roles);
        plans
    }

    fn report_missing_heading(self, band: &BandKeys, sections: &[Section], roles: &[SectionRole]) {
        let id = &band.id.value;
        let others = sections.iter().zip(roles).filter(|(_, role)| **role == SectionRole::Other);
        let ids = others.filter_map(|(section, _)| section.id.as_ref());
        let suggestion = nearest(id.as_str(), ids.map(Anchor::as_str));
        let message = format!("the band `{id}` has no heading");
        let span = Some(band.id.span.clone());
        self.reporter.error(Code::InvalidInstrument, message, span, |d| match suggestion {
            Some(heading) => d.hint(format!("the heading `{heading}` has a similar id")),
            None => {
                d.hint(format!("write its reading below a heading with its id: `## … {{#{id}}}`"))
            }
        });
    }

    fn report_missing_reading(self, band: &BandKeys, plan: &BandPlan) {
        let has_text = self.body.tokens[plan.body.clone()].iter().any(Token::opens);
        if !has_text {
            let message = format!("the band `{}` has no reading", band.id.value);
            self.error(Code::InvalidInstrument, &plan.heading, message, |d| {
                d.hint("write below its heading what the result means and what to do first")
            });
        }
    }

    /// Reports headings that seem to be meant for a band that is not declared: they have an id and
    /// stand among the headings of bands, or below the last of them with paragraphs alone.
    fn report_missing_band(self, keys: &[BandKeys], sections: &[Section], roles: &[SectionRole]) {
        let is_band = |role: &SectionRole| matches!(role, SectionRole::Band(_));
        let Some(first) = roles.iter().position(is_band) else {
            return;
        };
        let last = roles.iter().rposition(is_band).unwrap_or(first);
        let level = sections[first].level;
        for (at, section) in sections.iter().enumerate().skip(first) {
            let Some(id) = &section.id else {
                continue;
            };
            let looks_like_band = at < last || self.is_prose(section);
            if roles[at] != SectionRole::Other || section.level != level || !looks_like_band {
                continue;
            }
            let suggestion = nearest(id.as_str(), keys.iter().map(|k| k.id.value.as_str()));
            let message = format!("the heading `{id}` is among the bands but is not a band");
            self.error(Code::InvalidInstrument, &section.heading, message, |d| match suggestion {
                Some(band) => d.did_you_mean(Some(band)),
                None => d.hint(
                    "add a band with its id, remove its id, or move it above the \
                     first band",
                ),
            });
        }
    }

    /// Whether a section consists of paragraphs.
    fn is_prose(self, section: &Section) -> bool {
        let is_paragraph = |block: &Range<usize>| {
            let tag = self.body.tokens.get(block.start).and_then(start_tag);
            matches!(tag, Some(Tag::Paragraph))
        };
        !section.blocks.is_empty() && section.blocks.iter().all(is_paragraph)
    }
}
