//! Texts and attributes as they stand in HTML and XML.

use pulldown_cmark_escape::{escape_href, escape_html, escape_html_body_text};

/// Appends a text to the content of an element of HTML.
pub fn push_text(html: &mut String, text: &str) {
    // Writing to a String cannot fail, here and below.
    let _ = escape_html_body_text(html, text);
}

/// The text as it stands in the content of an element of HTML.
pub fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_text(&mut html, text);
    html
}

/// Appends a text to the value of an attribute between quotation marks.
pub fn push_value(html: &mut String, text: &str) {
    let _ = escape_html(html, text);
}

/// The text as it stands in the value of an attribute between quotation marks.
pub fn escape_value(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    push_value(&mut html, text);
    html
}

/// Appends an address to the value of an attribute. What an address must not hold is
/// percent-encoded.
pub fn push_address(html: &mut String, address: &str) {
    let _ = escape_href(html, address);
}

/// Appends ` name="value"`, the value escaped.
pub fn push_attribute(html: &mut String, name: &str, value: &str) {
    html.extend([" ", name, "=\""]);
    push_value(html, value);
    html.push('"');
}

/// Appends a text to XML, to the content of an element or the value of an attribute. Characters
/// that XML has no way to write become the replacement character.
pub fn push_xml(xml: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => xml.push_str("&amp;"),
            '<' => xml.push_str("&lt;"),
            '>' => xml.push_str("&gt;"),
            '"' => xml.push_str("&quot;"),
            '\r' => xml.push_str("&#13;"),
            '\t' | '\n' => xml.push(c),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => xml.push('\u{fffd}'),
            c => xml.push(c),
        }
    }
}

/// The text as it stands in XML.
pub fn escape_xml(text: &str) -> String {
    let mut xml = String::with_capacity(text.len() + 8);
    push_xml(&mut xml, text);
    xml
}

/// Appends ` name="value"` to XML, the value escaped.
pub fn push_xml_attribute(xml: &mut String, name: &str, value: &str) {
    xml.extend([" ", name, "=\""]);
    push_xml(xml, value);
    xml.push('"');
}

/// Whether XML takes an element or attribute of that name. HTML takes nearly any.
pub fn is_xml_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))
}
