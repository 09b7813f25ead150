//! [`add`]: what browsers leave out of a PDF: the author, and what the elements of its structure are to
//! readers that do not know them.

use std::fmt::Write as _;

use crate::cli::pdf::normalise::{find, last};

/// What the elements of PDF 2.0 that Chromium writes into a PDF 1.4 were called before (ISO 32000-1,
/// section 14.8.4).
const ROLES: &str = "\n/RoleMap <</Em /Span\n/Strong /Span>>";

/// Adds the author, if there is one, and the roles of elements by an incremental update (ISO 32000-1,
/// section 7.5.6). A PDF without a table of cross-references stays as it is.
pub(super) fn add(pdf: &mut Vec<u8>, author: &str) {
    if let Some(update) = update(pdf, author) {
        pdf.extend_from_slice(&update);
    }
}

/// The bytes that follow the PDF: the dictionaries with more in them, and what leads to these.
fn update(pdf: &[u8], author: &str) -> Option<Vec<u8>> {
    let table = text_after(pdf, last(pdf, b"trailer")?, b"<<", b">>")?;
    let former = text_after(pdf, last(pdf, b"startxref")?, b"startxref", b"%%EOF")?;
    let information = dictionary(pdf, number_after(table, "/Info ")?)?;
    let root = dictionary(pdf, number_after(table, "/Root ")?)?;
    let is_named = !author.is_empty();
    let author = is_named.then(|| (information, format!("\n/Author <{}>", utf16(author))));
    let structure = std::str::from_utf8(root.text).ok();
    let structure = structure.and_then(|text| number_after(text, "/StructTreeRoot "));
    let structure = structure.and_then(|number| dictionary(pdf, number));
    let roles = structure.map(|structure| (structure, ROLES.to_owned()));
    let mut update = Vec::new();
    let mut references = String::new();
    for (Dictionary { number, text }, addition) in author.into_iter().chain(roles) {
        let start = pdf.len() + update.len() + 1;
        update.extend_from_slice(format!("\n{number} 0 obj\n").as_bytes());
        update.extend_from_slice(text);
        update.extend_from_slice(format!("{addition}>>\nendobj").as_bytes());
        // Writing to a String cannot fail, here and below.
        let _ = write!(references, "{number} 1\n{start:010} 00000 n \n");
    }
    let start = pdf.len() + update.len() + 1;
    let rest = format!(
        "\nxref\n{references}trailer\n<<{table}\n/Prev {}>>\nstartxref\n{start}\n%%EOF\n",
        former.trim(),
    );
    update.extend_from_slice(rest.as_bytes());
    (!references.is_empty()).then_some(update)
}

/// A dictionary of a PDF.
struct Dictionary<'p> {
    number: usize,
    /// Its bytes up to the brackets at its end.
    text: &'p [u8],
}

fn dictionary(pdf: &[u8], number: usize) -> Option<Dictionary<'_>> {
    let object = format!("\n{number} 0 obj\n");
    let at = last(pdf, object.as_bytes())? + object.len();
    let text = pdf[at..find(pdf, b"\nendobj", at)?].strip_suffix(b">>")?;
    Some(Dictionary { number, text })
}

/// A text in the digits of a string of a PDF.
fn utf16(text: &str) -> String {
    text.encode_utf16().fold("FEFF".to_owned(), |mut digits, unit| {
        let _ = write!(digits, "{unit:04X}");
        digits
    })
}

/// The number after a word.
fn number_after(text: &str, word: &str) -> Option<usize> {
    text.split_once(word)?.1.split(' ').next()?.parse().ok()
}

/// The text between two words at or after an offset.
fn text_after<'p>(pdf: &'p [u8], from: usize, start: &[u8], end: &[u8]) -> Option<&'p str> {
    let begins = find(pdf, start, from)? + start.len();
    std::str::from_utf8(&pdf[begins..find(pdf, end, begins)?]).ok()
}

#[cfg(test)]
mod tests {
    use super::add;

    const PRINTED: &str = "%PDF-1.4\n1 0 obj\n<</Title (A)\n/Creator (handbook)>>\nendobj\n\
        2 0 obj\n<</Type /StructTreeRoot>>\nendobj\n3 0 obj\n<</StructTreeRoot 2 0 R>>\nendobj\n\
        xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Size 2\n/Root 3 0 R\n/Info 1 0 R>>\n\
        startxref\n62\n%%EOF\n";

    fn added(pdf: &str, author: &str) -> String {
        let mut bytes = pdf.as_bytes().to_vec();
        add(&mut bytes, author);
        String::from_utf8(bytes).expect("ASCII").strip_prefix(pdf).expect("kept").to_owned()
    }

    #[test]
    fn author_and_roles_follow_the_pdf_as_an_update() {
        let update = added(PRINTED, "Ö");
        let at = |word: &str| PRINTED.len() + update.find(word).expect("a word");
        let (author, roles, table) = (at("1 0 obj"), at("2 0 obj"), at("xref\n1 1"));
        assert_eq!(
            update,
            format!(
                "\n1 0 obj\n<</Title (A)\n/Creator (handbook)\n/Author <FEFF00D6>>>\nendobj\
                 \n2 0 obj\n<</Type /StructTreeRoot\n/RoleMap <</Em /Span\n/Strong /Span>>>>\nendobj\
                 \nxref\n1 1\n{author:010} 00000 n \n2 1\n{roles:010} 00000 n \n\
                 trailer\n<</Size 2\n/Root 3 0 R\n/Info 1 0 R\n/Prev 62>>\nstartxref\n{table}\n%%EOF\n"
            )
        );
        assert!(added(PRINTED, "").contains("/RoleMap") && !added(PRINTED, "").contains("/Author"));
        let plain = PRINTED.replace("<</StructTreeRoot 2 0 R>>", "<</Type /Catalog>>");
        assert!(!added(&plain, "Ö").contains("/RoleMap") && added(&plain, "Ö").contains("/Author"));
        assert_eq!(added(&plain, ""), "");
    }

    #[test]
    fn what_cannot_be_changed_stays() {
        for pdf in ["", "%PDF-1.7\n", "trailer\n<</Info 7 0 R>>\nstartxref\n1\n%%EOF"] {
            assert_eq!(added(pdf, "A"), "");
        }
    }
}
