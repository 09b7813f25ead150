//! [`required`]: keys that must be there.

use crate::data::reader::Reader;
use crate::data::value::Spanned;

/// How a basis is written, for hints.
pub(super) const BASIS: &str =
    "write where the questions come from, such as `Written for this handbook after Kotter (1990).`";

/// Reads the text of a required key. Reports a key that is missing or empty.
pub(super) fn required(
    table: &mut Reader<'_>,
    key: &'static str,
    hint: &str,
) -> Option<Spanned<String>> {
    table.require(key, hint);
    table.filled_text(key, hint)
}
