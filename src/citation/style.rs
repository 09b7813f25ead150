//! [`CslStyle`] and [`locales`]: the CSL styles and locales of the archive, found by name.

use hayagriva::citationberg::taxonomy::{
    NumberOrPageVariable, NumberVariable, StandardVariable, Term, Variable,
};
use hayagriva::citationberg::{
    Date, DatePartName, DateParts, IndependentStyle, LabelPluralize, LayoutRenderingElement,
    Locale, LocaleCode, Name, NamesChild, Style, TermForm, TextTarget,
};
use serde_json::json;

use crate::base::suggest;
use crate::citation::archive::{LOCALES, STYLES};
use crate::citation::mended::{mend, unless_chapter};

/// A style of the archive, by the shortest of its names in the repository of the Citation Style
/// Language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CslStyle(&'static str);

impl Default for CslStyle {
    /// The default style: APA, seventh edition.
    fn default() -> Self {
        Self("apa")
    }
}

impl CslStyle {
    /// A style by its name: `apa`, `ieee`, `chicago-author-date` …
    pub fn by_name(name: &str) -> Option<Self> {
        let style = STYLES.iter().find(|style| style.names.contains(&name))?;
        style.names.iter().copied().min_by_key(|name| name.len()).map(Self)
    }

    /// The existing name that is most like `name`, for a suggestion; `None` if no name is near.
    pub fn nearest(name: &str) -> Option<&'static str> {
        let names = || STYLES.iter().flat_map(|style| style.names);
        let by_prefix = || {
            let name = name.to_lowercase();
            names().find(|known| name.len() > 2 && known.starts_with(&name))
        };
        suggest::nearest(name, names().copied()).or_else(|| by_prefix().copied())
    }

    /// The shortest name of the style.
    pub fn name(self) -> &'static str {
        self.0
    }

    /// Whether a subtitle begins with a capital in this style, whatever its source writes: APA.
    pub(super) fn capitalizes_subtitles(self) -> bool {
        self == Self::default()
    }

    /// The rules of the style.
    pub(super) fn rules(self) -> Option<IndependentStyle> {
        let packed = STYLES.iter().find(|style| style.names.contains(&self.0))?;
        // The archive has no style that depends on another.
        let Style::Independent(mut style) = packed.unpack()? else { return None };
        mend(packed.names, &mut style);
        each_element(&mut style, &mut |element| {
            if is_number(element)
                && let Some(mended) = unless_chapter(element)
            {
                *element = mended;
            }
            leave_out_abstract(element);
        });
        for definition in &mut style.macros {
            complete_names(&mut definition.children, &[], false);
        }
        complete_names(&mut style.citation.layout.elements, &[], false);
        if let Some(list) = &mut style.bibliography {
            complete_names(&mut list.layout.elements, &[], false);
        }
        Some(style)
    }
}

/// Turns off that the library tells sources with equal citations apart by their names, in a style
/// that does so by letters after the year as well: the library mixes these steps. Whether names are
/// to be added.
pub(super) fn takes_over_names(style: &mut IndependentStyle) -> bool {
    let citation = &mut style.citation;
    if !citation.disambiguate_add_year_suffix {
        return false;
    }
    citation.disambiguate_add_givenname = false;
    std::mem::take(&mut citation.disambiguate_add_names)
}

/// Writes out what a style leaves to a default where the library prints no names or other ones: the
/// element for a name beside others, and in a condition within a substitute, the elements of what
/// is substituted, `inherited`.
fn complete_names(
    elements: &mut [LayoutRenderingElement],
    inherited: &[NamesChild],
    is_condition: bool,
) {
    let nested =
        |children: &mut [LayoutRenderingElement]| complete_names(children, inherited, true);
    for element in elements {
        match element {
            LayoutRenderingElement::Names(names) => {
                if names.children.is_empty() && is_condition {
                    names.children = inherited.to_vec();
                }
                let has_name = names.children.iter().any(|c| matches!(c, NamesChild::Name(_)));
                if !has_name && !names.children.is_empty() {
                    names.children.insert(0, NamesChild::Name(Name::default()));
                }
                let is_substitute = |c: &NamesChild| matches!(c, NamesChild::Substitute(_));
                let own: Vec<NamesChild> =
                    names.children.iter().filter(|c| !is_substitute(c)).cloned().collect();
                for child in &mut names.children {
                    if let NamesChild::Substitute(substitute) = child {
                        complete_names(&mut substitute.children, &own, false);
                    }
                }
            }
            LayoutRenderingElement::Group(group) => nested(&mut group.children),
            LayoutRenderingElement::Choose(choose) => {
                nested(&mut choose.if_.children);
                choose.else_if.iter_mut().for_each(|branch| nested(&mut branch.children));
                choose.otherwise.iter_mut().for_each(|branch| nested(&mut branch.children));
            }
            _ => {}
        }
    }
}

/// Writes out the dates of which a style wants the year alone: the library puts a season before it.
pub(super) fn complete_years(
    style: &mut IndependentStyle,
    locale: &LocaleCode,
    locales: &[Locale],
) {
    let of_language = |l: &&Locale| l.lang.as_ref() == Some(locale);
    let chosen = locales.iter().filter(of_language).chain(locales);
    let dates: Vec<&Date> = chosen.flat_map(|locale| &locale.date).collect();
    each_element(style, &mut |element| {
        if let LayoutRenderingElement::Date(date) = element
            && date.parts == Some(DateParts::Year)
            && let Some(known) =
                dates.iter().find(|known| known.form.is_some() && known.form == date.form)
        {
            date.date_part = known.date_part.clone();
            date.date_part.retain(|part| part.name == DatePartName::Year);
            (date.form, date.parts) = (None, None);
        }
    });
}

/// Makes the word for a page that of several pages too, in a style that wants it so: the library
/// does not look.
pub(super) fn complete_page_labels(style: &mut IndependentStyle, locales: &mut [Locale]) {
    let mut is_singular = false;
    each_element(style, &mut |element| {
        if let LayoutRenderingElement::Label(label) = element {
            let is_of_pages = matches!(label.variable, NumberOrPageVariable::Page(_));
            is_singular |= is_of_pages && label.label.plural == LabelPluralize::Never;
        }
    });
    let own = style.locale.iter_mut().chain(locales).filter(|_| is_singular);
    for term in own.filter_map(|locale| locale.terms.as_mut()).flat_map(|terms| &mut terms.terms) {
        if term.name.is_lexically_same(Term::PageVariable)
            && let Some(single) = term.single()
        {
            let form = if term.form == TermForm::Short { "short" } else { "long" };
            let one =
                json!({ "@name": "page", "@form": form, "single": single, "multiple": single });
            if let Ok(one) = serde_json::from_value(one) {
                *term = one;
            }
        }
    }
}

/// Whether an element prints the number of a report or the like, or the word for it.
fn is_number(element: &LayoutRenderingElement) -> bool {
    let number = NumberOrPageVariable::Number(NumberVariable::Number);
    match element {
        LayoutRenderingElement::Text(text) => {
            matches!(text.target, TextTarget::Variable { var, .. } if var == number.into())
        }
        LayoutRenderingElement::Number(element) => element.variable == number,
        LayoutRenderingElement::Label(label) => label.variable == number,
        _ => false,
    }
}

/// Empties the element that prints the abstract of a source, which is no part of a list and may be a
/// note of the reader's own.
fn leave_out_abstract(element: &mut LayoutRenderingElement) {
    let wanted = Variable::Standard(StandardVariable::Abstract);
    if let LayoutRenderingElement::Text(text) = element
        && matches!(text.target, TextTarget::Variable { var, .. } if var == wanted)
    {
        text.target = TextTarget::Value { val: String::new() };
    }
}

/// Changes each element of a style, those within it first.
pub(super) fn each_element(
    style: &mut IndependentStyle,
    change: &mut impl FnMut(&mut LayoutRenderingElement),
) {
    for definition in &mut style.macros {
        each_within(&mut definition.children, change);
    }
    each_within(&mut style.citation.layout.elements, change);
    if let Some(list) = &mut style.bibliography {
        each_within(&mut list.layout.elements, change);
    }
}

fn each_within(
    elements: &mut [LayoutRenderingElement],
    change: &mut impl FnMut(&mut LayoutRenderingElement),
) {
    for element in elements {
        match element {
            LayoutRenderingElement::Group(group) => each_within(&mut group.children, change),
            LayoutRenderingElement::Choose(choose) => {
                each_within(&mut choose.if_.children, change);
                choose.else_if.iter_mut().for_each(|b| each_within(&mut b.children, change));
                choose.otherwise.iter_mut().for_each(|b| each_within(&mut b.children, change));
            }
            LayoutRenderingElement::Names(names) => {
                for child in &mut names.children {
                    if let NamesChild::Substitute(substitute) = child {
                        each_within(&mut substitute.children, change);
                    }
                }
            }
            _ => {}
        }
        change(element);
    }
}

/// The code of the locale for a language, and that locale with the English one, which fills its
/// gaps. A region that the archive lacks gets the locale of another region: `de-LI` gets `de-DE`.
pub(super) fn locales(language: &str) -> (LocaleCode, Vec<Locale>) {
    let tags =
        || LOCALES.iter().flat_map(|packed| packed.names.iter().map(move |tag| (*tag, packed)));
    let base = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    let region = default_region(&base(language));
    let exact = |wanted: &str| tags().find(|(tag, _)| tag.eq_ignore_ascii_case(wanted));
    let found = exact(language)
        .or_else(|| exact(region))
        .or_else(|| tags().find(|(tag, _)| base(tag) == base(language)));
    let chosen = found.map_or(LocaleCode::en_us().0, |(tag, _)| tag.to_owned());
    // To unpack all languages takes longer than to format a short list.
    let wanted = tags().filter(|(tag, _)| *tag == chosen || *tag == "en-US");
    let locales = wanted.filter_map(|(_, packed)| packed.unpack()).collect();
    (LocaleCode(chosen), locales)
}

/// The default locale of a language that has several; empty for other languages.
fn default_region(language: &str) -> &'static str {
    match language {
        "de" => "de-DE",
        "en" => "en-US",
        "es" => "es-ES",
        "fr" => "fr-FR",
        "pt" => "pt-PT",
        "sr" => "sr-RS",
        "zh" => "zh-CN",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::{CslStyle, LOCALES, Locale, STYLES, locales};

    #[test]
    fn every_locale_of_the_archive_is_of_its_language() {
        for packed in LOCALES {
            let locale: Option<Locale> = packed.unpack();
            let lang = locale.and_then(|locale| locale.lang).map(|code| code.0);
            assert_eq!(packed.names, lang.as_slice());
        }
    }

    #[test]
    fn every_style_of_the_archive_has_rules() {
        for style in STYLES {
            let style = CslStyle::by_name(style.names[0]).expect("it has a name");
            let rules = style.rules();
            assert!(rules.is_some(), "{style:?}");
            let printed = format!("{:?}", rules.map(|rules| (rules.macros, rules.bibliography)));
            assert!(!printed.contains("Standard(Abstract)"), "{style:?}");
        }
        assert!(CslStyle::default().rules().is_some());
    }

    #[test]
    fn a_language_is_found_by_its_nearest_region() {
        let code = |language| locales(language).0.0;
        assert_eq!(
            ["de-LI", "de", "DE-at", "pt-BR", "tlh", ""].map(code),
            ["de-DE", "de-DE", "de-AT", "pt-BR", "en-US", "en-US"]
        );
    }
}
