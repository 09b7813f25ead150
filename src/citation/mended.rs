//! [`mend`]: macros of styles that print something twice, in the form that prints it once.

use hayagriva::citationberg::{IndependentStyle, LayoutRenderingElement};

/// In IEEE, the volume of a book stands beside its title, and that of proceedings beside their series
/// alone. A paper in proceedings with an editor, a chapter to the library, has a month.
const IEEE: &str = r#"<macro name="issued"><choose>
<if type="article-journal report chapter paper-conference" match="any">
<date variable="issued"><date-part name="month" form="short" suffix=" "/>
<date-part name="year" form="long"/></date></if>
<else-if type="bill book graphic legal_case legislation song thesis" match="any">
<date variable="issued"><date-part name="year" form="long"/></date></else-if>
<else-if type="motion_picture"><date variable="issued" form="text" prefix="(" suffix=")"/></else-if>
<else><date variable="issued" form="text"/></else>
</choose></macro><macro name="collection"><choose><if variable="collection-title">
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

/// In the style of the National Library of Medicine, the number of a report says what it is, and a
/// paper that is in nothing was presented.
const NLM: &str = r#"<macro name="content-type"><choose><if type="report"><choose>
<if variable="number"/><else><text variable="genre"/></else>
</choose></if><else><text variable="genre"/></else></choose></macro>
<macro name="container-preposition"><choose>
<if type="chapter paper-conference entry-dictionary entry-encyclopedia" match="any"><choose>
<if variable="container-title"><text term="in" text-case="capitalize-first"/></if>
<else><group delimiter=": ">
<text term="presented at" text-case="capitalize-first"/>
<group delimiter=", "><text variable="event"/><text variable="event-place"/></group>
</group></else>
</choose></if></choose></macro>"#;

/// The library takes the number of a chapter for that of a report as well.
const NO_CHAPTER: &str = r#"<macro name="number"><choose><if type="chapter"/>
<else><text variable="number"/></else></choose></macro>"#;

/// The number of a source.
pub(super) const NUMBER: &str = r#"<text variable="citation-number"/>"#;
/// How the citation of a source looks, in a variable that no style prints, and the date: the library
/// gives letters only where it sees one.
pub(super) const LOOK: &str =
    r#"<text variable="abstract"/><date variable="issued" form="numeric"/>"#;

/// The elements that are written in the language of styles.
pub(super) fn elements(written: &str) -> Vec<LayoutRenderingElement> {
    let style = parsed(&format!(r#"<macro name="m">{written}</macro>"#));
    let found = style.and_then(|mut style| style.macros.pop());
    found.map(|found| found.children).unwrap_or_default()
}

/// What prints an element where the source is no chapter.
pub(super) fn unless_chapter(element: &LayoutRenderingElement) -> Option<LayoutRenderingElement> {
    let mut found = parsed(NO_CHAPTER)?.macros.pop()?.children.pop()?;
    if let LayoutRenderingElement::Choose(choose) = &mut found
        && let Some(otherwise) = &mut choose.otherwise
    {
        otherwise.children = vec![element.clone()];
    }
    Some(found)
}

/// The macros by the style that they belong to.
const MENDED: &[(&str, &str)] =
    &[("ieee", IEEE), ("nlm-citation-sequence", NLM), ("nlm-citation-sequence-superscript", NLM)];

/// Puts the macros of this module in the place of those of the style that has these names.
pub(super) fn mend(names: &[&str], style: &mut IndependentStyle) {
    for (_, macros) in MENDED.iter().filter(|(mended, _)| names.contains(mended)) {
        for mended in parsed(macros).into_iter().flat_map(|style| style.macros) {
            let old = style.macros.iter_mut().find(|old| old.name == mended.name);
            if let Some(old) = old {
                old.children = mended.children;
            }
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
    use crate::citation::archive::STYLES;

    #[test]
    fn each_macro_is_read_and_has_one_to_replace() {
        for (name, macros) in MENDED {
            let packed = STYLES.iter().find(|style| style.names.contains(name)).expect(name);
            let Some(Style::Independent(style)) = packed.unpack() else { panic!("{name}") };
            let mended = parsed(macros).expect("it is a macro of a style").macros;
            assert!(!mended.is_empty(), "{name}");
            for own in mended {
                assert!(style.macros.iter().any(|old| old.name == own.name), "{}", own.name);
            }
        }
    }
}
