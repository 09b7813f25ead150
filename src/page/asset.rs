//! [`Asset`]: a file that is no page; of an image, its type and size as read from the first bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;
use crate::html::token::{HtmlTokenKind, StartTag, tokens};
use crate::html::well_formed::{XmlFault, fault};
use crate::source::{Source, is_secret, other_format};

/// A file that pages can link to or show.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Asset {
    /// The path of the file.
    pub path: SourcePath,
    /// The width and height of the image in CSS pixels, if the file is an image that declares them.
    pub size: Option<(u32, u32)>,
    /// What the file holds, if it is an SVG.
    pub drawing: Option<Arc<Drawing>>,
}

/// What links to an SVG file have to know of it.
#[derive(Debug, Default, PartialEq, Eq, Hash)]
pub struct Drawing {
    /// Whether it has styles of its own, which browsers apply in a page but not where the file is
    /// opened by itself, under the policy of the site.
    pub has_styles: bool,
    /// The ids of its elements; `None` for a file that was not read to its end.
    pub ids: Option<BTreeSet<String>>,
}

/// Reads a file that is no page. An image that is corrupt is an error, and so is a file whose name
/// says that it is secret; an image not of the type that its extension names, which browsers show, and
/// a page in another format are warnings.
pub fn parse(path: &SourcePath, source: &Source) -> (Asset, Option<Diagnostic>) {
    let extension = path.extension().to_ascii_lowercase();
    let mut drawing = Drawing::default();
    let (size, problem) = match extension.as_str() {
        "svg" => svg(source, &mut drawing),
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "bmp" | "ico" => {
            raster(&extension, source)
        }
        _ => (None, None),
    };
    let diagnostic = problem.map(|problem| invalid(path, &problem));
    let diagnostic = diagnostic.or_else(|| unwanted(path, source.head()));
    let drawing = (extension == "svg").then(|| Arc::new(drawing));
    (Asset { path: path.clone(), size, drawing }, diagnostic)
}

fn invalid(path: &SourcePath, problem: &AssetProblem) -> Diagnostic {
    let name = path.file_name();
    let diagnostic = |message| Diagnostic::error(Code::InvalidImage, message, Place::file(path));
    match problem {
        AssetProblem::Empty => {
            diagnostic(format!("the image `{name}` is empty")).hint("save the image again")
        }
        AssetProblem::Corrupt => diagnostic(format!("browsers cannot show the image `{name}`"))
            .hint("save the image again, or rename the file if it is not an image"),
        AssetProblem::NotXml(XmlFault { line, problem }) => {
            let message = format!("browsers cannot show `{name}`: line {line}: {problem}");
            Diagnostic::warning(Code::InvalidImage, message, Place::file(path))
                .hint("an SVG file is XML: save it again with the program that drew it")
        }
        AssetProblem::NoNamespace { prefix } => {
            let message = format!("browsers cannot show `{name}`: nothing says that it is SVG");
            let attribute = namespace_attribute(prefix);
            Diagnostic::warning(Code::InvalidImage, message, Place::file(path)).hint(format!(
                "write its namespace in its first tag: `<{prefix}svg {attribute}=\"{NAMESPACE}\" …>`"
            ))
        }
        AssetProblem::OtherType(actual) => {
            let message = format!("the content of `{name}` is {}", actual.to_uppercase());
            let stem = path.file_stem();
            Diagnostic::warning(Code::InvalidImage, message, Place::file(path))
                .hint(format!("rename it to `{stem}.{actual}`, or save it in the other format"))
        }
    }
}

/// The warning about pages in formats that are not read, by their paths in order.
pub fn unread<'p>(paths: impl Iterator<Item = &'p SourcePath>) -> Option<Diagnostic> {
    let mut first = None;
    let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
    for path in paths {
        let Some((_, ending, _)) = other_format(path.file_name()) else { continue };
        first.get_or_insert(path);
        *numbers.entry(ending.to_ascii_lowercase()).or_default() += 1;
    }
    let all: usize = numbers.values().sum();
    let kinds: Vec<String> = numbers.iter().map(|(end, n)| format!("{n} `.{end}`")).collect();
    let file = if all == 1 { "file is" } else { "files are" };
    let message = format!("{all} {file} in formats that are not read: {}", kinds.join(", "));
    let diagnostic = Diagnostic::warning(Code::UnreadPage, message, Place::file(first?));
    Some(diagnostic.hint("rewrite them in Markdown, with the ending `.md`, to have them as pages"))
}

/// What says that a file is secret: its name, or that it begins as a private key or a database does.
fn secret(name: &str, head: &[u8]) -> Option<String> {
    let head = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(head).trim_ascii_start();
    let begins = |mark: &[u8]| head.starts_with(mark);
    let first_line = head.split(|byte| *byte == b'\n').next();
    let has =
        |word: &[u8]| first_line.is_some_and(|line| line.windows(word.len()).any(|w| w == word));
    if begins(b"-----BEGIN ") && has(b"PRIVATE KEY") || begins(b"PuTTY-User-Key-File") {
        return Some(format!("`{name}` holds a private key"));
    }
    if begins(b"SQLite format 3\0") {
        return Some(format!("`{name}` is a database"));
    }
    // Slides of Keynote have the ending of keys, and are archives.
    let is_public = begins(b"PK\x03\x04") || begins(b"-----BEGIN PGP ") && has(b"PUBLIC KEY");
    (is_secret(name) && !is_public)
        .then(|| format!("the name `{name}` is that of a key, a password or a database"))
}

/// The problem of a file that hardly anybody means to publish.
fn unwanted(path: &SourcePath, head: &[u8]) -> Option<Diagnostic> {
    let name = path.file_name();
    if let Some(message) = secret(name, head) {
        return Some(
            Diagnostic::error(Code::SecretFile, message, Place::file(path))
                .hint("move it out of the folder if it is secret: everybody could read it")
                .hint(format!(
                    "or say in `handbook.toml` that it is not: `[lints.\"{name}\"]`, and below it \
                     `{} = \"allow\"`",
                    Code::SecretFile
                )),
        );
    }
    let (stem, _, format) = other_format(name)?;
    let message = format!("`{name}` would be published as it is: it is {format}");
    let hint = format!("rewrite it in Markdown, as `{stem}.md`, or list it in `ignored_content`");
    Some(Diagnostic::warning(Code::UnreadPage, message, Place::file(path)).hint(hint))
}

enum AssetProblem {
    Empty,
    Corrupt,
    NotXml(XmlFault),
    NoNamespace { prefix: String },
    OtherType(&'static str),
}

type AssetCheck = (Option<(u32, u32)>, Option<AssetProblem>);

fn raster(extension: &str, source: &Source) -> AssetCheck {
    let head = source.head();
    if head.is_empty() {
        return (None, Some(AssetProblem::Empty));
    }
    let actual = match imagesize::image_type(head) {
        Ok(kind) => type_name(kind),
        Err(_)
            if start_tags(&String::from_utf8_lossy(head)).any(|tag| svg_prefix(&tag).is_some()) =>
        {
            Some("svg")
        }
        Err(_) => None,
    };
    let Some(actual) = actual else {
        return (None, Some(AssetProblem::Corrupt));
    };
    let mut size = imagesize::blob_size(head)
        .ok()
        .and_then(|size| Some((u32::try_from(size.width).ok()?, u32::try_from(size.height).ok()?)));
    if matches!(actual, "jpg" | "png" | "webp") && lies_on_its_side(head) {
        size = size.map(|(width, height)| (height, width));
    }
    let expected = if extension == "jpeg" { "jpg" } else { extension };
    if actual != expected {
        return (size, Some(AssetProblem::OtherType(actual)));
    }
    match size {
        // The size may stand behind the first bytes of a large file.
        None if matches!(source, Source::File { .. }) => (None, None),
        Some((0, _) | (_, 0)) | None => (None, Some(AssetProblem::Corrupt)),
        size => (size, None),
    }
}

/// Whether browsers turn an image by a quarter, since its Exif data says so (orientations 5 to 8).
fn lies_on_its_side(head: &[u8]) -> bool {
    let exif = exif::Reader::new().read_from_container(&mut Cursor::new(head));
    exif.is_ok_and(|exif| {
        let orientation = exif.get_field(exif::Tag::Orientation, exif::In::PRIMARY);
        let orientation = orientation.and_then(|field| field.value.get_uint(0));
        orientation.is_some_and(|orientation| (5..=8).contains(&orientation))
    })
}

fn type_name(kind: imagesize::ImageType) -> Option<&'static str> {
    use imagesize::ImageType;
    Some(match kind {
        ImageType::Png => "png",
        ImageType::Jpeg => "jpg",
        ImageType::Gif => "gif",
        ImageType::Webp => "webp",
        ImageType::Heif(imagesize::Compression::Av1) => "avif",
        ImageType::Heif(_) => "heic",
        ImageType::Bmp => "bmp",
        ImageType::Ico => "ico",
        ImageType::Tiff => "tiff",
        ImageType::Jxl => "jxl",
        ImageType::Psd => "psd",
        _ => return None,
    })
}

/// The size of an SVG file as browsers draw it: `width` and `height`, in its style or as attributes, of
/// which one follows from the other and the `viewBox`; else the width and height of the `viewBox`, which gives the aspect
/// ratio (SVG 2, section 8.2). `drawing` takes what else it holds.
fn svg(source: &Source, drawing: &mut Drawing) -> AssetCheck {
    let head = source.head();
    if head.is_empty() {
        return (None, Some(AssetProblem::Empty));
    }
    let text = String::from_utf8_lossy(head);
    let mut root = None;
    let mut ids = BTreeSet::new();
    for tag in start_tags(&text) {
        drawing.has_styles |= tag.name == "style" || tag.get("style").is_some();
        ids.extend(tag.get("id").map(str::to_owned));
        if root.is_none()
            && let Some(prefix) = svg_prefix(&tag).map(str::to_owned)
        {
            root = Some((tag, prefix));
        }
    }
    let Some((tag, prefix)) = root else {
        let actual = imagesize::image_type(head).ok().and_then(type_name);
        return (None, Some(actual.map_or(AssetProblem::Corrupt, AssetProblem::OtherType)));
    };
    drawing.ids = text.trim_end().ends_with(&format!("</{prefix}svg>")).then_some(ids);
    let length = |name| {
        let of_style = tag.get("style").and_then(|style| declared(style, name));
        of_style.or(tag.get(name)).and_then(svg_length)
    };
    let view = tag.get("viewbox").and_then(view_box);
    let sides = match (length("width"), length("height"), view) {
        (Some(width), Some(height), _) => Some((width, height)),
        (Some(width), None, Some((across, down))) => Some((width, width / across * down)),
        (None, Some(height), Some((across, down))) => Some((height / down * across, height)),
        (Some(width), None, None) => Some((width, DEFAULT_SIDES.1)),
        (None, Some(height), None) => Some((DEFAULT_SIDES.0, height)),
        (None, None, view) => view,
    };
    let problem =
        Some(&*text).filter(|_| source.is_whole()).and_then(fault).map(AssetProblem::NotXml);
    let is_named = names_svg(&tag, &prefix);
    let problem = problem.or_else(|| (!is_named).then_some(AssetProblem::NoNamespace { prefix }));
    (sides.and_then(|(width, height)| Some((pixels(width)?, pixels(height)?))), problem)
}

/// The namespace of SVG, without which an `<svg>` in a file of its own is any XML.
const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// What stands before the `svg` in the name of a tag, with its colon: nothing in `<svg>`.
fn svg_prefix<'t>(tag: &'t StartTag<'_>) -> Option<&'t str> {
    tag.name.strip_suffix("svg").filter(|prefix| prefix.is_empty() || prefix.ends_with(':'))
}

/// The name of the attribute that tells the namespace of a prefix.
fn namespace_attribute(prefix: &str) -> String {
    prefix.strip_suffix(':').map_or("xmlns".to_owned(), |prefix| format!("xmlns:{prefix}"))
}

/// Whether a tag with this prefix says that it is SVG.
fn names_svg(tag: &StartTag<'_>, prefix: &str) -> bool {
    let value = tag.get(&namespace_attribute(prefix));
    // Some programs write an entity that the document defines: `&ns_svg;`.
    value.is_some_and(|value| value == NAMESPACE || value.starts_with('&'))
}

/// The value that a `style` declares last for a property.
fn declared<'s>(style: &'s str, property: &str) -> Option<&'s str> {
    let declarations = style.rsplit(';').filter_map(|declaration| declaration.split_once(':'));
    let mut of_property =
        declarations.filter(|(name, _)| name.trim().eq_ignore_ascii_case(property));
    let (_, value) = of_property.next()?;
    Some(value.trim().trim_end_matches("!important"))
}

/// Width and height that browsers give an image for the side that it does not state.
const DEFAULT_SIDES: (f64, f64) = (300.0, 150.0);

/// The pixels of an absolute length (CSS Values 3, section 6.2). An `em` is that of a file by itself.
fn svg_length(text: &str) -> Option<f64> {
    let text = text.trim();
    let number = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let pixels = match text[number.len()..].to_ascii_lowercase().as_str() {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        "q" => 96.0 / 101.6,
        "pt" => 96.0 / 72.0,
        "pc" | "em" | "rem" => 16.0,
        "ex" | "ch" => 8.0,
        _ => return None,
    };
    number.parse::<f64>().ok().map(|number| number * pixels)
}

/// The width and height of a `viewBox`.
fn view_box(text: &str) -> Option<(f64, f64)> {
    let numbers = text.split(|c: char| c == ',' || c.is_ascii_whitespace());
    let numbers: Vec<f64> =
        numbers.filter(|n| !n.is_empty()).map_while(|n| n.parse().ok()).collect();
    let sides = (*numbers.get(2)?, *numbers.get(3)?);
    (numbers.len() == 4 && sides.0 > 0.0 && sides.1 > 0.0).then_some(sides)
}

fn pixels(length: f64) -> Option<u32> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "checked to be in range"
    )]
    (length.is_finite() && (0.5..1e6).contains(&length)).then(|| length.round() as u32)
}

/// The start tags of a drawing.
fn start_tags(text: &str) -> impl Iterator<Item = StartTag<'_>> {
    tokens(text).filter_map(|token| match token.kind {
        HtmlTokenKind::Start(tag) => Some(tag),
        _ => None,
    })
}
