//! The names of the feature and its declaration.

use crate::data::schema::TableSpec;
use crate::document::stable_id::IdKind;
use crate::resolve::declaration::{Archetype, Declaration};
use crate::resolve::offer::PageKind;
use crate::search::page_entries::EntryKind;

/// The name of the block that the form is.
pub const BLOCK: &str = "instrument";
/// The name of the blocks that lists of open questions are, and of the component that draws them.
pub const QUESTIONS: &str = "questions";
/// The table and the component of an assessment.
pub const ASSESSMENT: &str = "assessment";
/// The table and the component of an audit.
pub const AUDIT: &str = "audit";
/// The table and the component of a worksheet.
pub const WORKSHEET: &str = "worksheet";
/// The ids of bands.
pub const BAND: IdKind = IdKind::new("band");
/// The ids of the columns of an audit.
pub const COLUMN: IdKind = IdKind::in_front_matter("column");
/// The ids of the entries of an audit.
pub const ENTRY: IdKind = IdKind::in_front_matter("entry");
/// The ids of the answers of a scale.
pub const OPTION: IdKind = IdKind::in_front_matter("option");
/// The ids of statements.
pub const STATEMENT: IdKind = IdKind::new("statement");
/// The ids of open questions.
pub const QUESTION: IdKind = IdKind::new("question");

/// A statement or an open question, as an entry of the search.
pub const STATEMENT_ENTRY: EntryKind = EntryKind::new("statement", 'q', b'*', 4);
/// A reading, as an entry of the search.
pub const READING: EntryKind = EntryKind::new("reading", 'b', b'%', 3);

/// A page with statements: a quarter of a minute to read and answer one.
pub const ASSESSMENT_KIND: PageKind = PageKind::new(ASSESSMENT, 15);
/// A page with entries: a minute to divide the points of one.
pub const AUDIT_KIND: PageKind = PageKind::new(AUDIT, 60);
/// A page with open questions: two minutes to answer one.
pub const WORKSHEET_KIND: PageKind = PageKind::new(WORKSHEET, 120);

/// The key that leaves out the commitment at the end of an instrument.
pub const COMMITMENT: &str = "commitment";

/// The keys of a dimension or an answer of an assessment, of a column or an entry of an audit.
const LABEL_KEYS: &[&str] = &["id", "label"];
/// The keys of a band.
const BAND_KEYS: &[&str] = &["id", "when", "each", "next"];

/// The feature.
pub const DECLARATION: Declaration = Declaration {
    name: "instrument",
    tables: &[
        TableSpec {
            inner: &[
                TableSpec::new("scale", LABEL_KEYS),
                TableSpec::new("dimensions", LABEL_KEYS),
                TableSpec::new("band", BAND_KEYS),
            ],
            ..TableSpec::new(
                ASSESSMENT,
                &[
                    "basis",
                    "scale",
                    "from",
                    "dimensions",
                    "match",
                    "chart",
                    "band",
                    "skip",
                    "skip_label",
                    "result",
                    COMMITMENT,
                ],
            )
        },
        TableSpec {
            inner: &[
                TableSpec::new("entries", &["count", "id", "label"]),
                TableSpec::new("columns", LABEL_KEYS),
                TableSpec::new("band", BAND_KEYS),
            ],
            ..TableSpec::new(
                AUDIT,
                &[
                    "basis", "entries", "unit", "points", "intended", "columns", "match", "band",
                    COMMITMENT,
                ],
            )
        },
        TableSpec::new(WORKSHEET, &[COMMITMENT, "send"]),
    ],
    directives: &[],
    components: &[ASSESSMENT, AUDIT, WORKSHEET, QUESTIONS],
    ids: &[BAND, COLUMN, ENTRY, OPTION, QUESTION, STATEMENT],
    kinds: &[ASSESSMENT_KIND, AUDIT_KIND, WORKSHEET_KIND],
    archetypes: &[
        Archetype {
            word: ASSESSMENT,
            help: "Statements to rate, with a reading for each result",
            text: include_str!("archetypes/assessment.md"),
        },
        Archetype {
            word: AUDIT,
            help: "Points to divide over columns, with a reading for each result",
            text: include_str!("archetypes/audit.md"),
        },
        Archetype {
            word: WORKSHEET,
            help: "Open questions",
            text: include_str!("archetypes/worksheet.md"),
        },
    ],
};
