//! [`normalise`]: makes PDFs reproducible. One handbook printed by one version of Chromium gives
//! one sequence of bytes. Replacements keep their length, since a PDF holds the byte offset of each
//! object.

use std::collections::BTreeSet;

use crate::site::tree::Site;

/// The creator in the metadata of a PDF, by which files of this program are recognised.
const CREATOR: &[u8] = b"handbook";
/// The bytes before the name of the creator.
const CREATED_BY: &[u8] = b"/Creator (";
/// The bytes before the number of a structure element, and the count of its digits.
const ELEMENT: (&[u8], usize) = (b"(node", 8);
/// The bytes before a date such as `D:20261122123556`, and the count of its digits.
const DATE: (&[u8], usize) = (b"Date (D:", 14);

/// The newest date of any page in the digits of a PDF date; 1 January 1980 if no page has one.
pub(super) fn date(site: &Site) -> String {
    let summaries = site.nodes.iter().filter_map(|node| node.summary.as_ref());
    let dates = summaries.filter_map(|s| s.front.updated.as_deref().or(s.front.date.as_deref()));
    let newest = dates.map(|date| date.get(..10).unwrap_or_default()).max();
    let digits: String =
        newest.unwrap_or("1980-01-01").chars().filter(char::is_ascii_digit).collect();
    format!("{digits:0<14}")
}

/// Replaces the creator, the dates and the numbers of structure elements in a PDF of Chromium.
pub(super) fn normalise(pdf: &mut [u8], date: &str) {
    if let Some(start) = find(pdf, CREATED_BY, 0).map(|at| at + CREATED_BY.len())
        && let Some(end) = find(pdf, b")\n", start).filter(|end| end - start >= CREATOR.len())
    {
        pdf[start..end].fill(b' ');
        pdf[start..start + CREATOR.len()].copy_from_slice(CREATOR);
    }
    if date.len() == DATE.1 {
        for at in numbers(pdf, DATE) {
            pdf[at..at + DATE.1].copy_from_slice(date.as_bytes());
        }
    }
    let offsets = numbers(pdf, ELEMENT);
    let used: BTreeSet<Vec<u8>> =
        offsets.iter().map(|at| pdf[*at..at + ELEMENT.1].to_vec()).collect();
    // The order of the numbers stays: the tree of ids is sorted.
    let order: Vec<Vec<u8>> = used.into_iter().collect();
    for at in offsets {
        let digits = &mut pdf[at..at + ELEMENT.1];
        if let Ok(number) = order.binary_search_by(|known| known.as_slice().cmp(digits)) {
            let text = format!("{:0width$}", number + 1, width = ELEMENT.1);
            digits.copy_from_slice(text.as_bytes());
        }
    }
}

/// Whether this program wrote the file.
pub(super) fn is_own(file: &[u8]) -> bool {
    let head = &file[..file.len().min(4096)];
    let created = [CREATED_BY, CREATOR].concat();
    file.starts_with(b"%PDF-") && find(head, &created, 0).is_some()
}

/// The version of the browser that printed a PDF, from the name of its library: `156` of
/// `Skia/PDF m156`.
pub(super) fn version(pdf: &[u8]) -> Option<&str> {
    const PRODUCER: &[u8] = b"/Producer (Skia/PDF m";
    let start = find(pdf, PRODUCER, 0)? + PRODUCER.len();
    std::str::from_utf8(&pdf[start..find(pdf, b")", start)?]).ok()
}

/// The number of pages of a PDF.
pub(super) fn pages(pdf: &[u8]) -> usize {
    const PAGE: &[u8] = b"/Type /Page\n";
    pdf.windows(PAGE.len()).filter(|window| *window == PAGE).count()
}

/// The offsets of numbers with `length` digits that follow `word`.
fn numbers(pdf: &[u8], (word, length): (&[u8], usize)) -> Vec<usize> {
    let words = pdf.windows(word.len()).enumerate().filter(|(_, window)| *window == word);
    let starts = words.map(|(at, _)| at + word.len());
    let is_number = |start: &usize| {
        let digits = pdf.get(*start..start + length);
        digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_digit))
    };
    starts.filter(is_number).collect()
}

/// The offset of the first `word` at or after `from`.
pub(super) fn find(bytes: &[u8], word: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let at = rest.windows(word.len()).position(|window| window == word)?;
    Some(from + at)
}

/// The offset of the last `word`.
pub(super) fn last(bytes: &[u8], word: &[u8]) -> Option<usize> {
    bytes.windows(word.len()).rposition(|window| window == word)
}

#[cfg(test)]
mod tests {
    use super::{is_own, normalise, pages};

    const PRINTED: &[u8] = b"%PDF-1.4\n/Creator (Mozilla \\(X11\\) Chrome)\n\
        /CreationDate (D:20261122123556+00'00')\n/ModDate (D:20261122123556+00'00')\n\
        /Type /Page\n/Type /Pages\n/ID (node00001070) (node00000470) (node00001070) (nodes)\n";

    #[test]
    fn differences_between_prints_are_normalised_in_place() {
        let mut pdf = PRINTED.to_vec();
        normalise(&mut pdf, "20260203000000");
        assert_eq!(pdf.len(), PRINTED.len());
        assert_eq!(
            String::from_utf8_lossy(&pdf),
            "%PDF-1.4\n/Creator (handbook              )\n\
             /CreationDate (D:20260203000000+00'00')\n/ModDate (D:20260203000000+00'00')\n\
             /Type /Page\n/Type /Pages\n/ID (node00000002) (node00000001) (node00000002) (nodes)\n"
        );
    }

    #[test]
    fn own_files_are_recognised() {
        let mut pdf = PRINTED.to_vec();
        assert!(!is_own(&pdf));
        normalise(&mut pdf, "20260203000000");
        assert!(is_own(&pdf));
        assert!(!is_own(b""));
    }

    #[test]
    fn pages_are_counted_without_their_tree() {
        assert_eq!(pages(PRINTED), 1);
    }
}
