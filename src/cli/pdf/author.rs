//! [`add_author`]: names the author in the metadata of a PDF, which browsers leave out.

use std::fmt::Write as _;

use crate::cli::pdf::normalise::{find, last};

/// Adds the author to the metadata of a PDF by an incremental update (ISO 32000-1, section 7.5.6).
/// A PDF without a table of cross-references, or an empty author, changes nothing.
pub(super) fn add_author(pdf: &mut Vec<u8>, author: &str) {
    if !author.is_empty()
        && let Some(update) = update(pdf, author)
    {
        pdf.extend_from_slice(&update);
    }
}

/// The bytes that follow the PDF: the information dictionary with the author, and what leads to it.
fn update(pdf: &[u8], author: &str) -> Option<Vec<u8>> {
    let trailer = last(pdf, b"trailer")?;
    let table = text_after(pdf, trailer, b"<<", b">>")?;
    let (_, info) = table.split_once("/Info ")?;
    let number: usize = info.split(' ').next()?.parse().ok()?;
    let former = text_after(pdf, last(pdf, b"startxref")?, b"startxref", b"%%EOF")?;
    let object = format!("\n{number} 0 obj\n");
    let at = last(pdf, object.as_bytes())? + object.len();
    let end = find(pdf, b"\nendobj", at)?;
    let dictionary = pdf[at..end].strip_suffix(b">>")?;
    let start = pdf.len() + 1;
    let mut update = object.into_bytes();
    update.extend_from_slice(dictionary);
    let name: String = author.encode_utf16().fold(String::new(), |mut name, unit| {
        let _ = write!(name, "{unit:04X}");
        name
    });
    update.extend_from_slice(format!("\n/Author <FEFF{name}>>>\nendobj\n").as_bytes());
    let references = pdf.len() + update.len();
    let rest = format!(
        "xref\n{number} 1\n{start:010} 00000 n \ntrailer\n<<{table}\n/Prev {}>>\nstartxref\n{references}\n%%EOF\n",
        former.trim(),
    );
    update.extend_from_slice(rest.as_bytes());
    Some(update)
}

/// The text between two words at or after an offset.
fn text_after<'p>(pdf: &'p [u8], from: usize, start: &[u8], end: &[u8]) -> Option<&'p str> {
    let begins = find(pdf, start, from)? + start.len();
    std::str::from_utf8(&pdf[begins..find(pdf, end, begins)?]).ok()
}

#[cfg(test)]
mod tests {
    use super::add_author;

    const PRINTED: &[u8] = b"%PDF-1.4\n1 0 obj\n<</Title (A)\n/Creator (handbook)>>\nendobj\n\
        xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Size 2\n/Root 3 0 R\n/Info 1 0 R>>\n\
        startxref\n62\n%%EOF\n";

    #[test]
    fn the_author_follows_the_pdf_as_an_update() {
        let mut pdf = PRINTED.to_vec();
        add_author(&mut pdf, "Ö");
        let text = String::from_utf8(pdf).expect("ASCII");
        let update = text.strip_prefix(std::str::from_utf8(PRINTED).expect("ASCII")).expect("kept");
        let at = text.rfind("1 0 obj").expect("the object");
        let references = text.rfind("xref\n1 1").expect("the table");
        assert_eq!(
            update,
            format!(
                "\n1 0 obj\n<</Title (A)\n/Creator (handbook)\n/Author <FEFF00D6>>>\nendobj\n\
                 xref\n1 1\n{at:010} 00000 n \ntrailer\n<</Size 2\n/Root 3 0 R\n/Info 1 0 R\n/Prev 62>>\nstartxref\n{references}\n%%EOF\n"
            )
        );
    }

    #[test]
    fn what_cannot_be_changed_stays() {
        for pdf in [&b""[..], b"%PDF-1.7\n", b"trailer\n<</Info 7 0 R>>\nstartxref\n1\n%%EOF"] {
            let mut same = pdf.to_vec();
            add_author(&mut same, "A");
            assert_eq!(same, pdf);
        }
    }
}
