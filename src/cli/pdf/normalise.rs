//! [`normalise`]: what differs from one print to the next is made the same, so that the same handbook
//! printed by the same Chromium gives the same bytes. Whatever is replaced keeps its length, since a
//! PDF says at which byte each object begins.

use std::collections::BTreeSet;

use crate::site::Site;

/// Who made the file, which tells our files from those of others.
const CREATOR: &[u8] = b"handbook";
/// What stands before the name of whoever made a file.
const CREATED_BY: &[u8] = b"/Creator (";
/// What stands before the number of an element, and how many digits follow.
const ELEMENT: (&[u8], usize) = (b"(node", 8);
/// What begins a date, and how many digits follow: `D:20261122123556`.
const DATE: (&[u8], usize) = (b"Date (D:", 14);

/// The newest date of any page, as a PDF writes dates; the first of 1980 without one.
pub(super) fn date(site: &Site) -> String {
    let summaries = site.nodes.iter().filter_map(|node| node.summary.as_ref());
    let dates = summaries.filter_map(|s| s.updated.as_deref().or(s.date.as_deref()));
    let newest = dates.map(|date| date.get(..10).unwrap_or_default()).max();
    let digits: String = newest
        .unwrap_or("1980-01-01")
        .chars()
        .filter(char::is_ascii_digit)
        .collect();
    format!("{digits:0<14}")
}

/// Gives a PDF of Chromium our name, a date and numbers of its own.
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
    let places = numbers(pdf, ELEMENT);
    let used: BTreeSet<Vec<u8>> = places
        .iter()
        .map(|at| pdf[*at..at + ELEMENT.1].to_vec())
        .collect();
    // The order of the numbers stays: they are looked up in order.
    let order: Vec<Vec<u8>> = used.into_iter().collect();
    for at in places {
        let digits = &mut pdf[at..at + ELEMENT.1];
        if let Ok(number) = order.binary_search_by(|known| known.as_slice().cmp(digits)) {
            let text = format!("{:0width$}", number + 1, width = ELEMENT.1);
            digits.copy_from_slice(text.as_bytes());
        }
    }
}

/// Whether we wrote a file.
pub(super) fn is_ours(file: &[u8]) -> bool {
    let head = &file[..file.len().min(4096)];
    let created = [CREATED_BY, CREATOR].concat();
    file.starts_with(b"%PDF-") && find(head, &created, 0).is_some()
}

/// How many pages a PDF has.
pub(super) fn pages(pdf: &[u8]) -> usize {
    let mut count = 0;
    let mut at = 0;
    while let Some(found) = find(pdf, b"/Type /Page\n", at) {
        count += 1;
        at = found + 1;
    }
    count
}

/// Where so many digits stand after a word.
fn numbers(pdf: &[u8], (word, length): (&[u8], usize)) -> Vec<usize> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = find(pdf, word, from) {
        let start = at + word.len();
        let digits = pdf.get(start..start + length);
        if digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_digit)) {
            found.push(start);
        }
        from = start;
    }
    found
}

fn find(bytes: &[u8], word: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let at = rest.windows(word.len()).position(|window| window == word)?;
    Some(from + at)
}

#[cfg(test)]
mod tests {
    use super::{is_ours, normalise, pages};

    const PRINTED: &[u8] = b"%PDF-1.4\n/Creator (Mozilla \\(X11\\) Chrome)\n\
        /CreationDate (D:20261122123556+00'00')\n/ModDate (D:20261122123556+00'00')\n\
        /Type /Page\n/Type /Pages\n/ID (node00001070) (node00000470) (node00001070) (nodes)\n";

    #[test]
    fn what_differs_between_prints_is_settled_in_place() {
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
    fn ours_is_told_from_others() {
        let mut pdf = PRINTED.to_vec();
        assert!(!is_ours(&pdf));
        normalise(&mut pdf, "20260203000000");
        assert!(is_ours(&pdf));
        assert!(!is_ours(b""));
    }

    #[test]
    fn pages_are_counted_without_their_tree() {
        assert_eq!(pages(PRINTED), 1);
    }
}
