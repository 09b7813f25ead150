//! Keys that must be there.

use crate::data::reader::Reader;
use crate::data::value::Spanned;

/// What a basis is, for messages.
pub(super) const BASIS: &str =
    "say where the questions come from, such as `Written for this handbook after Kotter (1990).`";

/// A text of a required key, whose absence is reported.
pub(super) fn required(
    table: &mut Reader<'_>,
    key: &'static str,
    hint: &str,
) -> Option<Spanned<String>> {
    table.require(key, hint);
    table.filled_text(key, hint)
}
