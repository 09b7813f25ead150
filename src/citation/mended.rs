//! [`mend`]: macros of styles that print something twice, in the form that prints it once.

use hayagriva::archive::ArchivedStyle;
use hayagriva::citationberg::IndependentStyle;

/// In IEEE, the volume of a book stands beside its title, and that of proceedings beside their series
/// alone.
const IEEE: &str = r#"<macro name="collection"><choose><if variable="collection-title">
<choose>
<if type="chapter"><text term="in" suffix=" "/><group delimiter=", ">
<text variable="collection-title"/><text variable="collection-number" prefix="no. "/>
</group></if>
<else-if type="paper-conference"><text term="in" suffix=" "/><group delimiter=", " suffix=". ">
<text variable="collection-title"/><text variable="collection-number" prefix="no. "/>
<text variable="volume" prefix="vol. "/>
</group></else-if>
<else><text term="in" text-case="capitalize-first" suffix=" "/><group delimiter=", " suffix=". ">
<text variable="collection-title"/><text variable="collection-number" prefix="no. "/>
</group></else>
</choose>
</if></choose></macro>"#;

/// In the style of the National Library of Medicine, the number of a report says what it is.
const NLM: &str = r#"<macro name="content-type"><choose><if type="report"><choose>
<if variable="number"/><else><text variable="genre"/></else>
</choose></if><else><text variable="genre"/></else></choose></macro>"#;

const MENDED: &[(ArchivedStyle, &str)] = &[
    (ArchivedStyle::InstituteOfElectricalAndElectronicsEngineers, IEEE),
    (ArchivedStyle::NlmCitationSequence, NLM),
    (ArchivedStyle::NlmCitationSequenceSuperscript, NLM),
];

/// Puts the macros of this module in the place of those of the style.
pub(super) fn mend(archived: ArchivedStyle, style: &mut IndependentStyle) {
    for (_, macros) in MENDED.iter().filter(|(mended, _)| *mended == archived) {
        for mended in parsed(macros).into_iter().flat_map(|style| style.macros) {
            let old = style.macros.iter_mut().find(|old| old.name == mended.name);
            old.into_iter().for_each(|old| old.children.clone_from(&mended.children));
        }
    }
}

fn parsed(macros: &str) -> Option<IndependentStyle> {
    let xml = format!(
        r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text"><info>
<title>m</title><id>m</id><updated>2000-01-01T00:00:00+00:00</updated></info>{macros}
<citation><layout><text term="in"/></layout></citation></style>"#
    );
    IndependentStyle::from_xml(&xml).ok()
}

#[cfg(test)]
mod tests {
    use hayagriva::citationberg::Style;

    use super::{MENDED, parsed};

    #[test]
    fn each_macro_is_read_and_has_one_to_replace() {
        for (archived, macros) in MENDED {
            let Style::Independent(style) = archived.get() else { panic!("{archived:?}") };
            let mended = parsed(macros).expect("it is a macro of a style").macros;
            assert!(!mended.is_empty(), "{archived:?}");
            for own in mended {
                assert!(style.macros.iter().any(|old| old.name == own.name), "{}", own.name);
            }
        }
    }
}
