//! Names of elements and attributes, as far as they decide where elements end.

use std::collections::{HashMap, HashSet};
use std::sync::{LazyLock, OnceLock};

/// A set of names, given as one text with spaces between them.
pub struct NameSet {
    names: &'static str,
    set: OnceLock<HashSet<&'static str>>,
}

impl NameSet {
    /// The set of the names in a text.
    pub const fn of(names: &'static str) -> Self {
        Self { names, set: OnceLock::new() }
    }

    /// Whether a name is in the set.
    pub fn contains(&self, name: &str) -> bool {
        self.set.get_or_init(|| self.names.split(' ').collect()).contains(name)
    }
}

/// Elements whose start ends a paragraph.
pub(super) static BLOCKS: NameSet = NameSet::of(
    "address article aside blockquote center dd details dialog dir div dl dt fieldset \
     figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li listing main menu nav \
     ol p plaintext pre search section summary table ul xmp",
);

/// The elements of HTML that are no blocks, with those of former versions. A name with a hyphen is a
/// custom element.
static OTHERS: NameSet = NameSet::of(
    "a abbr acronym applet area audio b base basefont bdi bdo bgsound big body br button canvas \
     caption cite code col colgroup command data datalist del dfn em embed font frame frameset \
     head html i iframe image img input ins kbd keygen label legend link map mark marquee math \
     meta meter nobr noembed noframes noscript object optgroup option output param picture \
     portal progress q rb rp rt rtc ruby s samp script select slot small source span strike \
     strong style sub sup svg tbody td template textarea tfoot th thead time title tr track tt u \
     var video wbr",
);

/// Whether HTML has an element of that name.
pub fn is_known(name: &str) -> bool {
    BLOCKS.contains(name) || OTHERS.contains(name) || name.contains('-')
}

/// Elements of HTML that end SVG and MathML.
pub(super) static BREAKOUT: NameSet = NameSet::of(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i \
     img li listing menu meta nobr ol p pre ruby s small span strong strike sub sup table tt u \
     ul var",
);

/// Names of elements and attributes of SVG and MathML that are not in lower case, by the same in
/// lower case.
static MIXED_CASE: LazyLock<HashMap<String, &str>> = LazyLock::new(|| {
    let names = "altGlyph altGlyphDef altGlyphItem animateColor animateMotion animateTransform \
         attributeName attributeType baseFrequency baseProfile calcMode clipPath clipPathUnits \
         definitionURL diffuseConstant edgeMode feBlend feColorMatrix feComponentTransfer \
         feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight \
         feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feImage feMerge \
         feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile \
         feTurbulence filterUnits foreignObject glyphRef gradientTransform gradientUnits \
         kernelMatrix kernelUnitLength keyPoints keySplines keyTimes lengthAdjust \
         limitingConeAngle linearGradient markerHeight markerUnits markerWidth maskContentUnits \
         maskUnits numOctaves pathLength patternContentUnits patternTransform patternUnits \
         pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits \
         radialGradient refX refY repeatCount repeatDur requiredExtensions requiredFeatures \
         specularConstant specularExponent spreadMethod startOffset stdDeviation stitchTiles \
         surfaceScale systemLanguage tableValues targetX targetY textLength textPath viewBox \
         viewTarget xChannelSelector yChannelSelector zoomAndPan";
    names.split(' ').map(|name| (name.to_lowercase(), name)).collect()
});

/// Whether the start of an element ends a paragraph.
pub fn is_block(name: &str) -> bool {
    BLOCKS.contains(name)
}

/// Whether an element of HTML has neither content nor end tag.
pub fn is_void(name: &str) -> bool {
    let names = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param",
        "source", "track", "wbr",
    ];
    names.contains(&name)
}

/// Whether an element is a format of text, which goes on in the next block when a block ends before
/// it.
pub(super) fn is_format(name: &str) -> bool {
    let names =
        ["a", "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"];
    names.contains(&name)
}

/// Whether an element is a part of a table.
pub(super) fn is_table_part(name: &str) -> bool {
    let names = ["caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"];
    names.contains(&name)
}

/// The name of an element or attribute of SVG or MathML, given in lower case, as it is written.
pub fn mixed_case(name: &str) -> Option<&'static str> {
    MIXED_CASE.get(name).copied()
}

/// Elements out of which an item of a list does not end another.
const HOLDERS: [&str; 28] = [
    "article",
    "aside",
    "blockquote",
    "button",
    "center",
    "details",
    "dialog",
    "dl",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "header",
    "hgroup",
    "main",
    "menu",
    "nav",
    "object",
    "ol",
    "pre",
    "search",
    "section",
    "select",
    "summary",
    "table",
    "template",
    "ul",
];

/// The elements of which the innermost is ended by the start of an element with a name, and those
/// beyond which none is looked for.
pub(super) fn ended_by(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "a" => (&["a"], &[]),
        "button" => (&["button"], &[]),
        "li" => (&["li"], &HOLDERS),
        "dd" | "dt" => (&["dd", "dt"], &HOLDERS),
        "option" | "optgroup" => (&["option"], &["select"]),
        "rb" | "rp" | "rt" | "rtc" => (&["rb", "rp", "rt", "rtc"], &["ruby"]),
        "td" | "th" => (&["td", "th"], &["table"]),
        "tr" => (&["tr", "caption", "colgroup"], &["table"]),
        name if is_table_part(name) && name != "col" => {
            (&["tbody", "thead", "tfoot", "caption", "colgroup"], &["table"])
        }
        name if BLOCKS.contains(name) => (&["p"], &["button"]),
        _ => (&[], &[]),
    }
}
