//! `[[assessment.band]]` and `[[audit.band]]`: the conditions under which readings are shown.

use crate::base::paths::Anchor;
use crate::data::reader::Reader;
use crate::data::value::Spanned;
use crate::instrument::score::Matching;

use crate::instrument::measure_keys;
use crate::instrument::required::required;

/// The values of `match`.
pub const MATCHING: &[(&str, Matching)] = &[("first", Matching::First), ("all", Matching::All)];

/// How a condition is written, for hints.
const WHEN: &str = "write its condition: `when = \"m >= 18 and l < 18\"`, or `when = \"else\"`";

/// A `[[….band]]` table.
#[derive(Clone, Debug, PartialEq)]
pub struct BandKeys {
    /// `id`: the id of the heading with the reading of the band.
    pub id: Spanned<Anchor>,
    /// `when`: the condition of the band, as written.
    pub when: Spanned<String>,
    /// `each`: whether the condition of the band is applied to each dimension in turn.
    pub each: bool,
    /// `next`: the pages to read next, as links of the page of the instrument.
    pub next: Vec<Spanned<String>>,
}

/// Reads the list `band` of the table of an instrument.
pub fn read(table: &mut Reader<'_>) -> Vec<BandKeys> {
    const HINT: &str = "an instrument needs a reading for every score: `id`, `when` and a heading in the body for each band";
    table.require("band", HINT);
    let Some(list) = table.open_list("band") else {
        return Vec::new();
    };
    let mut bands: Vec<BandKeys> = Vec::new();
    if list.value.is_empty() {
        table.refuse("band", &list.span, "is empty", HINT);
    }
    for mut reader in list.value {
        if let Some(band) = band(&mut reader) {
            let id = &band.id;
            if bands.iter().any(|other| other.id.value == id.value) {
                let problem = format!("repeats `{}`", id.value);
                reader.refuse("id", &id.span, &problem, "every band needs its own id and heading");
            } else {
                bands.push(band);
            }
        }
        table.close(reader, KEY_HINTS);
    }
    bands
}

/// Keys that authors may try in a band, with what to write instead.
const KEY_HINTS: &[(&str, &str)] = &[
    ("if", "write `when`"),
    ("condition", "write `when`"),
    ("title", "write its title as the heading with its id in the body"),
    ("label", "write its title as the heading with its id in the body"),
    ("reading", "write its reading below the heading with its id in the body"),
    ("text", "write its reading below the heading with its id in the body"),
    ("links", "write `next`"),
];

fn band(reader: &mut Reader<'_>) -> Option<BandKeys> {
    let id = measure_keys::id(reader, "write the id of the heading above its reading in the body");
    let when = required(reader, "when", WHEN);
    let each = reader.bool("each").unwrap_or(false);
    let next = reader.list_of_texts("next");
    Some(BandKeys { id: id?, when: when?, each, next })
}
