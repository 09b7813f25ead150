//! [`page_numbers`]: on which page each place of a printed book is. Browsers know no
//! `target-counter`, so that a book is printed, its PDF is read, and it is printed again.
//!
//! Chromium writes a table of cross-references and its objects uncompressed (ISO 32000-1, section
//! 7.5.4). Of a PDF in another form nothing is known, and its book gets no numbers.

use std::collections::{BTreeMap, HashMap};

use crate::cli::pdf::normalise::{find, last};

/// The pages, counted from 1, on which the ids that links of a book lead to are.
pub(super) type PageNumbers = BTreeMap<String, usize>;

/// The page of each destination of a PDF; empty if it has none that can be read.
pub(super) fn page_numbers(pdf: &[u8]) -> PageNumbers {
    PdfObjects::of(pdf).and_then(|objects| objects.page_numbers()).unwrap_or_default()
}

/// The objects of a PDF with an uncompressed table of cross-references.
struct PdfObjects<'p> {
    pdf: &'p [u8],
    /// Where each object begins, by its number.
    offsets: Vec<usize>,
    /// The text of the trailer.
    trailer: &'p str,
}

impl<'p> PdfObjects<'p> {
    fn of(pdf: &'p [u8]) -> Option<Self> {
        const LINE: usize = 20;
        let (_, start) = number_after(text(pdf, last(pdf, b"startxref")?)?, "startxref")?;
        let table = pdf.get(start..)?.strip_prefix(b"xref\n0 ")?;
        let lines = find(table, b"\n", 0)? + 1;
        let count: usize = std::str::from_utf8(&table[..lines]).ok()?.trim().parse().ok()?;
        let lines = table.get(lines..lines + count.checked_mul(LINE)?)?;
        let offset = |line: &[u8]| std::str::from_utf8(line.get(..10)?).ok()?.parse().ok();
        let offsets = lines.chunks(LINE).map(offset).collect::<Option<Vec<usize>>>()?;
        let trailer = text(pdf, last(pdf, b"trailer")?)?;
        Some(Self { pdf, offsets, trailer })
    }

    /// The text of an object without a stream.
    fn object(&self, number: usize) -> Option<&'p str> {
        let start = *self.offsets.get(number)?;
        let end = find(self.pdf, b"endobj", start)?;
        std::str::from_utf8(&self.pdf[start..end]).ok()
    }

    fn page_numbers(&self) -> Option<PageNumbers> {
        let (_, root) = number_after(self.trailer, "/Root ")?;
        let catalog = self.object(root)?;
        let (_, pages) = number_after(catalog, "/Pages ")?;
        let (_, destinations) = number_after(catalog, "/Dests ")?;
        let pages = self.pages(pages)?;
        let mut rest = self.object(destinations)?.split_once("<<")?.1;
        let mut numbers = PageNumbers::new();
        // `/name [12 0 R /XYZ 0 842 0]`
        while let Some((name, place)) = rest.split_once('/').and_then(|(_, of)| of.split_once('['))
        {
            let (after, page) = number_after(place, "")?;
            if let (Some(name), Some(page)) = (decoded(name.trim()), pages.get(&page)) {
                numbers.insert(name, *page);
            }
            rest = after.split_once(']')?.1;
        }
        Some(numbers)
    }

    /// The number of each page by that of its object, counted through the tree of pages.
    fn pages(&self, root: usize) -> Option<HashMap<usize, usize>> {
        let mut pages = HashMap::new();
        let mut open = vec![root];
        // A tree that leads back into itself would have no end.
        for _ in 0..self.offsets.len() {
            let Some(next) = open.pop() else { break };
            let object = self.object(next)?;
            match object.split_once("/Kids [") {
                Some((_, kids)) => {
                    let kids = kids.split_once(']')?.0.split(" 0 R");
                    let kids: Vec<usize> = kids.filter_map(|kid| kid.trim().parse().ok()).collect();
                    open.extend(kids.into_iter().rev());
                }
                None => {
                    pages.insert(next, pages.len() + 1);
                }
            }
        }
        Some(pages)
    }
}

/// The end of a PDF from an offset, as far as it is text.
fn text(pdf: &[u8], from: usize) -> Option<&str> {
    const LONGEST: usize = 1024;
    let end = pdf.len().min(from + LONGEST);
    std::str::from_utf8(pdf.get(from..end)?).ok()
}

/// The first number after a word, and the text behind it.
fn number_after<'t>(text: &'t str, word: &str) -> Option<(&'t str, usize)> {
    let text = text.split_once(word)?.1.trim_start();
    let end = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    Some((&text[end..], text[..end].parse().ok()?))
}

/// A name of a PDF, in which `#` and two digits stand for a byte.
fn decoded(name: &str) -> Option<String> {
    let mut pieces = name.split('#');
    let mut bytes = pieces.next()?.as_bytes().to_vec();
    for piece in pieces {
        bytes.push(u8::from_str_radix(piece.get(..2)?, 16).ok()?);
        bytes.extend_from_slice(&piece.as_bytes()[2..]);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::page_numbers;

    fn pdf(objects: &[&str]) -> String {
        let mut pdf = "%PDF-1.4\n".to_owned();
        let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
        for (at, object) in objects.iter().enumerate() {
            table.push_str(&format!("{:010} 00000 n \n", pdf.len()));
            pdf.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
        }
        let start = pdf.len();
        pdf + &table + &format!("trailer\n<</Size 9\n/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n")
    }

    const PRINTED: [&str; 6] = [
        "<</Type /Catalog\n/Pages 2 0 R\n/Dests 6 0 R>>",
        "<</Type /Pages\n/Kids [3 0 R 4 0 R]>>",
        "<</Type /Pages\n/Kids [5 0 R]>>",
        "<</Type /Page\n/Parent 2 0 R>>",
        "<</Type /Page\n/Parent 3 0 R>>",
        "<</a [5 0 R /XYZ 0 842 0]\n/p-b#C3#BCcher--a#23 [4 0 R /XYZ 0 1 0]\n/lost [9 0 R /XYZ 0 1 0]>>",
    ];

    #[test]
    fn places_have_the_numbers_of_their_pages() {
        let numbers = page_numbers(pdf(&PRINTED).as_bytes());
        let known: Vec<(&str, usize)> = numbers.iter().map(|(id, page)| (&**id, *page)).collect();
        assert_eq!(known, [("a", 1), ("p-bücher--a#", 2)]);
    }

    #[test]
    fn of_another_form_nothing_is_known() {
        let whole = pdf(&PRINTED);
        for end in 0..whole.len() {
            let _ = page_numbers(&whole.as_bytes()[..end]);
        }
        let circle =
            pdf(&["<</Pages 2 0 R\n/Dests 3 0 R>>", "<</Kids [2 0 R]>>", "<</a [2 0 R]>>"]);
        for pdf in ["", "startxref\n99\n%%EOF", &circle, &whole.replace("/Dests", "/Names")] {
            assert!(page_numbers(pdf.as_bytes()).is_empty(), "{pdf}");
        }
    }
}
