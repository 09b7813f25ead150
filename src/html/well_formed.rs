//! [`fault`]: what keeps a text from being well-formed XML with namespaces, which HTML never is asked
//! for and browsers want of a file by itself.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::reader::NsReader;

/// The first fault of a text that is to be an XML document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct XmlFault {
    /// The line, from 1 on.
    pub line: usize,
    /// What is wrong.
    pub problem: String,
}

/// How deep elements may be nested: the parser counts no further than 65,535.
const DEPTH_LIMIT: usize = 5_000;

/// The first fault of an XML document; `None` if it is well-formed.
pub fn fault(text: &str) -> Option<XmlFault> {
    let mut reader = NsReader::from_str(text);
    let mut depth = 0_usize;
    // A document may define entities of its own.
    let mut has_entities = false;
    loop {
        let at = reader.buffer_position();
        let problem = match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                let is_deep = depth > DEPTH_LIMIT;
                let told = || format!("elements are nested more than {DEPTH_LIMIT} deep");
                in_tag(&reader, &tag, has_entities).or_else(|| is_deep.then(told))
            }
            Ok(Event::Empty(tag)) => in_tag(&reader, &tag, has_entities),
            Ok(Event::End(_)) => {
                depth = depth.saturating_sub(1);
                None
            }
            Ok(Event::DocType(doctype)) => {
                has_entities = doctype.contains(&b'[');
                None
            }
            Ok(Event::GeneralRef(reference)) => {
                let name = String::from_utf8_lossy(&reference).into_owned();
                let is_known = has_entities || is_entity(&name);
                (!is_known).then(|| format!("`&{name};` means nothing in XML"))
            }
            Ok(Event::Eof) => {
                return (depth > 0).then(|| XmlFault {
                    line: line(text, text.len()),
                    problem: "an element is not closed".to_owned(),
                });
            }
            Ok(_) => None,
            Err(error) => Some(error.to_string()),
        };
        if let Some(problem) = problem {
            let at = usize::try_from(at.max(reader.error_position())).unwrap_or_default();
            return Some(XmlFault { line: line(text, at), problem });
        }
    }
}

fn in_tag(reader: &NsReader<&[u8]>, tag: &BytesStart<'_>, has_entities: bool) -> Option<String> {
    let unknown = |resolved: ResolveResult<'_>| match resolved {
        ResolveResult::Unknown(prefix) => {
            let prefix = String::from_utf8_lossy(&prefix).into_owned();
            Some(format!("the prefix `{prefix}:` has no `xmlns:{prefix}=\"…\"`"))
        }
        _ => None,
    };
    let of_attribute = || {
        tag.attributes().find_map(|attribute| match attribute {
            Err(error) => Some(error.to_string()),
            Ok(attribute) if attribute.value.contains(&b'<') => {
                Some("a value has `<`, which is written `&lt;`".to_owned())
            }
            Ok(attribute) => {
                let text = String::from_utf8_lossy(&attribute.value);
                let entities = text.split('&').skip(1);
                let is_known = |rest: &str| {
                    rest.split_once(';').is_some_and(|(name, _)| has_entities || is_entity(name))
                };
                if entities.into_iter().all(is_known) {
                    unknown(reader.resolve_attribute(attribute.key).0)
                } else {
                    Some("a value has `&`, which is written `&amp;`".to_owned())
                }
            }
        })
    };
    unknown(reader.resolve_element(tag.name()).0).or_else(of_attribute)
}

/// Whether XML knows an entity by itself: `amp`, `#233`.
fn is_entity(name: &str) -> bool {
    let is_number = name.strip_prefix('#').is_some_and(|number| match number.strip_prefix('x') {
        Some(hex) => u32::from_str_radix(hex, 16).ok().and_then(char::from_u32).is_some(),
        None => number.parse().ok().and_then(char::from_u32).is_some(),
    });
    is_number || matches!(name, "amp" | "lt" | "gt" | "quot" | "apos")
}

fn line(text: &str, at: usize) -> usize {
    text.bytes().take(at).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::fault;

    #[test]
    fn each_fault_is_found_and_sound_documents_have_none() {
        let sound = [
            "<?xml version=\"1.0\"?>\n<svg xmlns=\"a\" x='&amp;&#233;'><g/>&lt;<!-- < --></svg>\n",
            "<!DOCTYPE svg [<!ENTITY ns \"a\">]><svg xmlns=\"&ns;\"/>",
            "<svg xmlns:xlink=\"b\" xml:lang=\"en\" xlink:href=\"#a\"/>",
            "<svg><style><![CDATA[a < b & c]]></style></svg>",
        ];
        for text in sound {
            assert_eq!(fault(text), None, "{text}");
        }
        let broken = [
            "<svg>\n<g></svg>",
            "<svg>",
            "<svg a=b/>",
            "<svg a=\"1\" a=\"2\"/>",
            "<svg>&nbsp;</svg>",
            "<svg a=\"x & y\"/>",
            "<svg>a & b</svg>",
            "<svg xlink:href=\"#a\"/>",
            "<sodipodi:x/>",
            "<svg a=\"<\"/>",
        ];
        for text in broken {
            assert!(fault(text).is_some(), "{text}");
        }
        let deep = format!("<svg>{}{}</svg>", "<g>".repeat(70_000), "</g>".repeat(70_000));
        assert!(fault(&deep).is_some_and(|fault| fault.problem.contains("5000 deep")));
        assert_eq!(fault("<svg>\n<g></svg>").map(|fault| fault.line), Some(2));
    }
}
