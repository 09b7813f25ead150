//! [`NamesApart`]: the names that citations show beside the first ones, so that sources whose
//! citations would be equal are told apart: `Smith, Jones, et al., 2001`.

use std::collections::BTreeMap;

use hayagriva::Entry;
use hayagriva::citationberg::{
    IndependentStyle, LayoutRenderingElement, Name, NamesChild, Substitute,
};
use hayagriva::types::Person;
use serde_json::{Value, json};

use crate::citation::style::each_element;

/// How many names are more than any source has.
const ALL: u32 = 9_999;

/// The rules of a style for sources of which more names are shown.
#[derive(Default)]
pub(super) struct NamesApart<'a> {
    /// How many names are shown, by the key of the source.
    counts: BTreeMap<&'a str, u32>,
    /// The rules that show so many names.
    rules: BTreeMap<u32, IndependentStyle>,
}

impl<'a> NamesApart<'a> {
    /// What tells `sources` apart that have one of the `looks`: as many names as it takes. Where one
    /// alone would be left out, it is shown as well, since `et al.` stands for several.
    pub(super) fn of(looks: &[usize], sources: &[&'a Entry], style: &IndependentStyle) -> Self {
        let mut alike: BTreeMap<usize, Vec<(&'a str, Vec<&'a str>)>> = BTreeMap::new();
        for (look, source) in looks.iter().zip(sources) {
            alike.entry(*look).or_default().push((source.key(), names(source)));
        }
        let mut apart = Self::default();
        for group in alike.values() {
            for (key, own) in group {
                let told = group.iter().filter(|(_, other)| other != own).map(|(_, other)| {
                    own.iter().zip(other).take_while(|(one, other)| one == other).count() + 1
                });
                let Some(count) = told.max() else { continue };
                let count = if count + 1 < own.len() { u32::try_from(count).ok() } else { None };
                apart.counts.insert(*key, count.unwrap_or(ALL));
            }
        }
        for count in apart.counts.values() {
            apart.rules.entry(*count).or_insert_with(|| showing(style, *count));
        }
        apart
    }

    /// Whether all sources are shown as the style has them.
    pub(super) fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// The rules for a source; `None` if they are those of the style.
    pub(super) fn rules_of(&self, key: &str) -> Option<&IndependentStyle> {
        self.rules.get(self.counts.get(key)?)
    }
}

/// Those whose names stand in a citation: the authors, or else the editors.
pub(super) fn people(source: &Entry) -> &[Person] {
    let authors = source.authors().filter(|authors| !authors.is_empty());
    authors.or_else(|| source.editors()).unwrap_or_default()
}

fn names(source: &Entry) -> Vec<&str> {
    people(source).iter().map(|person| person.name.as_str()).collect()
}

/// A style that shows at least so many names in its citations.
fn showing(style: &IndependentStyle, count: u32) -> IndependentStyle {
    let mut style = style.clone();
    let min = |own: Option<u32>| own.map(|own| if count == ALL { ALL } else { own });
    let first = |own: Option<u32>| own.map(|own| own.max(count));
    let options = &mut style.citation.name_options;
    options.et_al_min = min(options.et_al_min);
    options.et_al_use_first = first(options.et_al_use_first);
    each_element(&mut style, &mut |element| {
        if let LayoutRenderingElement::Names(names) = element {
            names.et_al_min = min(names.et_al_min);
            names.et_al_use_first = first(names.et_al_use_first);
            each_name(&mut names.children, &|name| {
                // The options of a name cannot be changed but by its text.
                let Ok(Value::Object(mut written)) = serde_json::to_value(&*name) else { return };
                for (option, changed) in
                    [("@et-al-min", &min as &dyn Fn(_) -> _), ("@et-al-use-first", &first)]
                {
                    let own = written.get(option).and_then(Value::as_u64);
                    let own = own.and_then(|own| u32::try_from(own).ok());
                    if let Some(own) = changed(own) {
                        written.insert(option.to_owned(), json!(own));
                    }
                }
                if let Ok(changed) = serde_json::from_value(Value::Object(written)) {
                    *name = changed;
                }
            });
        }
    });
    style
}

fn each_name(children: &mut [NamesChild], change: &impl Fn(&mut Name)) {
    for child in children {
        match child {
            NamesChild::Name(name) => change(name),
            NamesChild::Substitute(Substitute { children }) => {
                for element in children {
                    if let LayoutRenderingElement::Names(names) = element {
                        each_name(&mut names.children, change);
                    }
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use hayagriva::citationberg::{InheritableNameOptions, Style};

    use super::{ALL, IndependentStyle, LayoutRenderingElement, each_name, showing};

    #[test]
    fn every_element_that_says_how_many_names_are_shown_is_changed() {
        let xml = r#"<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text">
<info><title>m</title><id>m</id><updated>2000-01-01T00:00:00+00:00</updated></info>
<macro name="m"><names variable="author" et-al-min="3" et-al-use-first="1">
<name et-al-min="4" et-al-use-first="2" form="short" delimiter="; "/></names></macro>
<citation et-al-min="5" et-al-use-first="1"><layout><text macro="m"/></layout></citation></style>"#;
        let Ok(Style::Independent(style)) = Style::from_xml(xml) else { panic!("it is a style") };
        let numbers = |mut style: IndependentStyle| {
            let options = &style.citation.name_options;
            let mut numbers = vec![(options.et_al_min, options.et_al_use_first)];
            if let LayoutRenderingElement::Names(names) = &mut style.macros[0].children[0] {
                numbers.push((names.et_al_min, names.et_al_use_first));
                let found = std::cell::RefCell::new(&mut numbers);
                each_name(&mut names.children, &|name| {
                    let inherited = InheritableNameOptions::default();
                    let options = name.options(&inherited);
                    assert_eq!(options.delimiter, "; ");
                    found.borrow_mut().push((options.et_al_min, options.et_al_use_first));
                });
            }
            numbers
        };
        let some = |min, first| (Some(min), Some(first));
        assert_eq!(numbers(style.clone()), [some(5, 1), some(3, 1), some(4, 2)]);
        assert_eq!(numbers(showing(&style, 3)), [some(5, 3), some(3, 3), some(4, 3)]);
        assert_eq!(numbers(showing(&style, ALL)), [some(ALL, ALL); 3]);
    }
}
