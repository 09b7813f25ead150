//! [`decode`]: the text of a field of BibTeX, which is LaTeX, in Unicode.

use unicode_normalization::UnicodeNormalization;

use crate::base::marks::is_mark;
use crate::citation::marks::format_marks;

/// How deep groups are read. Deeper ones are text without braces.
const DEPTH_LIMIT: usize = 32;

/// Commands without an argument, each before its text.
const SYMBOLS: &str = "\
    alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι \
    kappa κ lambda λ mu μ nu ν xi ξ omicron ο pi π rho ρ sigma σ varsigma ς tau τ upsilon υ phi φ \
    varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ \
    Phi Φ Psi Ψ Omega Ω times × div ÷ pm ± mp ∓ cdot · bullet • ast ∗ circ ° star ⋆ le ≤ leq ≤ \
    ge ≥ geq ≥ ne ≠ neq ≠ ll ≪ gg ≫ sim ∼ simeq ≃ approx ≈ equiv ≡ propto ∝ infty ∞ partial ∂ \
    nabla ∇ sum ∑ prod ∏ int ∫ in ∈ notin ∉ subset ⊂ cup ∪ cap ∩ emptyset ∅ forall ∀ exists ∃ \
    neg ¬ land ∧ lor ∨ to → rightarrow → leftarrow ← leftrightarrow ↔ Rightarrow ⇒ ell ℓ hbar ℏ \
    prime ′ langle ⟨ rangle ⟩ ldots … cdots … dots … textellipsis … textendash – textemdash — \
    textquotesingle ' textquotedbl \" textquotedblleft “ textquotedblright ” textquoteleft ‘ \
    textquoteright ’ quotedblbase „ quotesinglbase ‚ glqq „ grqq “ flqq « frqq » glq ‚ grq ‘ \
    guillemotleft « guillemotright » guilsinglleft ‹ guilsinglright › textasciicircum ^ \
    textasciigrave ` textasciitilde ~ textasteriskcentered ⁎ textbar | textbullet • textdagger † \
    textdaggerdbl ‡ dag † ddag ‡ textless < textgreater > lt < gt > textexclamdown ¡ \
    textquestiondown ¿ textordfeminine ª textordmasculine º textperiodcentered · textregistered ® \
    texttrademark ™ textsection § S § textparagraph ¶ P ¶ textunderscore _ textdegree ° degree ° \
    textmu µ texteuro € euro € pounds £ textsterling £ textcopyright © copyright © aa å AA Å ae æ \
    AE Æ oe œ OE Œ o ø O Ø l ł L Ł dh ð DH Ð dj đ DJ Đ ng ŋ NG Ŋ th þ TH Þ ss ß SS ẞ i ı j ȷ \
    TeX TeX LaTeX LaTeX BibTeX BibTeX textbackslash \\\\ textbraceleft \\{ textbraceright \\} \
    textdollar \\$ slash / hyphen - log log ln ln exp exp sin sin cos cos max max min min";
/// Commands that put an accent on a letter, each before the combining character.
const ACCENTS: &[(&str, char)] = &[
    ("`", '\u{300}'),
    ("'", '\u{301}'),
    ("^", '\u{302}'),
    ("~", '\u{303}'),
    ("=", '\u{304}'),
    ("u", '\u{306}'),
    (".", '\u{307}'),
    ("\"", '\u{308}'),
    ("h", '\u{309}'),
    ("r", '\u{30A}'),
    ("H", '\u{30B}'),
    ("v", '\u{30C}'),
    ("G", '\u{30F}'),
    ("d", '\u{323}'),
    ("c", '\u{327}'),
    ("k", '\u{328}'),
    ("b", '\u{331}'),
    ("t", '\u{361}'),
];
/// Commands that format their argument, or what follows in their group, each before its element.
const FORMATTING: &[(&str, &str)] = &[
    ("emph", "i"),
    ("textit", "i"),
    ("textsl", "i"),
    ("mkbibemph", "i"),
    ("mkbibitalic", "i"),
    ("em", "i"),
    ("it", "i"),
    ("itshape", "i"),
    ("sl", "i"),
    ("textbf", "b"),
    ("mkbibbold", "b"),
    ("bf", "b"),
    ("bfseries", "b"),
    ("textsuperscript", "sup"),
    ("mkbibsuperscript", "sup"),
    ("textsubscript", "sub"),
    ("mkbibsubscript", "sub"),
];
/// The commands of [`FORMATTING`] that format what follows in their group.
const DECLARATIONS: &str = "em it itshape sl bf bfseries";
/// Commands of which only the argument is text, or that are no text at all.
const TRANSPARENT: &str = "\
    text textrm textsf texttt textnormal textup textmd textsc mkbibsc mathrm mathbf mathit mathsf \
    mathcal mathbb mathfrak operatorname mbox hbox makebox ensuremath \
    MakeUppercase MakeLowercase uppercase lowercase protect relax rm tt sf sc rmfamily sffamily \
    ttfamily scshape upshape normalfont left right displaystyle nobreak break allowbreak \
    hyphenation ignorespaces noindent autocap bibstring BibTeXstring foreignlanguage nocase";
/// Commands whose argument is not printed.
const UNPRINTED: &str =
    "noopsort SortNoop sortnoop noop hspace vspace label index color switchargs";
/// Commands that are a space.
const SPACES: &str = "space quad qquad newline thinspace enspace linebreak par hfill";

/// A decoded text. Braces in it keep the case of what they hold; a literal brace, dollar or
/// backslash has a backslash before it.
#[derive(Debug, Default)]
pub(super) struct Decoded {
    pub(super) text: String,
    /// The commands that are not known, each with the byte at which it begins.
    pub(super) unknown: Vec<(String, usize)>,
}

/// Decodes the text of a field.
pub(super) fn decode(source: &str) -> Decoded {
    let mut decoder = Decoder { source, at: 0, depth: 0, in_math: false, unknown: Vec::new() };
    let mut text = String::new();
    while decoder.at < source.len() {
        decoder.text(&mut text, None);
    }
    Decoded { text: text.trim().nfc().collect(), unknown: decoder.unknown }
}

/// A decoded text without its braces, as plain text.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::new();
    let mut chars = text.chars();
    while let Some(char) = chars.next() {
        match char {
            '\\' => plain.extend(chars.next()),
            '{' | '}' => {}
            char => plain.push(char),
        }
    }
    plain.trim().to_owned()
}

/// The text of a command without an argument.
fn symbol(name: &str) -> Option<&'static str> {
    let mut words = SYMBOLS.split(' ');
    while let (Some(known), Some(text)) = (words.next(), words.next()) {
        if known == name {
            return Some(text);
        }
    }
    None
}

/// The text of a field such as `url`, in the form of [`decode`]: without the commands that are
/// written around it or before its signs.
pub(super) fn code(value: &str) -> String {
    let value = value.trim().replace("$\\sim$", "~").replace("\\textasciitilde", "~");
    let bare = ["\\url", "\\href", "\\path"].iter().find_map(|name| value.strip_prefix(name));
    let argument = bare.and_then(|bare| bare.trim_start().strip_prefix('{')?.split_once('}'));
    let text: String = argument
        .map_or(bare.unwrap_or(&value), |(first, _)| first)
        .chars()
        .filter(|char| !matches!(char, '{' | '}' | '\n' | '\r' | '\t'))
        .collect();
    let mut code = String::new();
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let is_escape = char == '\\' && chars.peek().is_some_and(char::is_ascii_punctuation);
        if !is_escape {
            code.extend((char == '\\').then_some(char));
            code.push(char);
        }
    }
    code
}

struct Decoder<'a> {
    source: &'a str,
    at: usize,
    depth: usize,
    in_math: bool,
    unknown: Vec<(String, usize)>,
}

impl<'a> Decoder<'a> {
    fn peek(&self) -> Option<char> {
        self.source[self.at..].chars().next()
    }

    fn next(&mut self) -> Option<char> {
        let char = self.peek()?;
        self.at += char.len_utf8();
        Some(char)
    }

    /// Takes the characters while `holds`.
    fn take_while(&mut self, holds: impl Fn(char) -> bool) -> &'a str {
        let start = self.at;
        while self.peek().is_some_and(&holds) {
            self.next();
        }
        &self.source[start..self.at]
    }

    /// Decodes up to and with `end`, or to the end of the source.
    fn text(&mut self, out: &mut String, end: Option<char>) {
        let mut open = String::new();
        while let Some(char) = self.next() {
            match char {
                _ if Some(char) == end => break,
                '\\' => self.command(out, &mut open),
                '{' => self.group(out),
                '}' => {}
                '$' if self.in_math => {}
                '$' => match self.len_of_math() {
                    Some(len) => self.math(out, len, 1),
                    None => out.push_str("\\$"),
                },
                '^' | '_' if self.in_math => {
                    self.formatted(out, if char == '^' { "sup" } else { "sub" });
                }
                '-' if self.in_math => out.push('−'),
                '\'' if self.in_math => out.push('′'),
                char if self.in_math && char.is_whitespace() => {}
                char if char.is_whitespace() => {
                    self.take_while(char::is_whitespace);
                    out.push(' ');
                }
                '~' => out.push('\u{a0}'),
                '-' => match self.take_while(|c| c == '-').len() {
                    0 => out.push('-'),
                    1 => out.push('–'),
                    2 => out.push('—'),
                    more => out.extend(std::iter::repeat_n('-', more + 1)),
                },
                '`' | '\'' => {
                    let is_double = self.peek() == Some(char);
                    self.at += usize::from(is_double);
                    out.push(match (char, is_double) {
                        ('`', true) => '“',
                        ('`', false) => '‘',
                        (_, true) => '”',
                        (_, false) => '’',
                    });
                }
                char => out.push(char),
            }
        }
        out.extend(open.chars().rev());
    }

    /// Decodes a group after its opening brace. A word that begins with a command is one with an
    /// accent or a format, and does not keep its case.
    fn group(&mut self, out: &mut String) {
        let begins_with_command = self.peek() == Some('\\');
        let inner = self.inner();
        let is_word = begins_with_command && !inner.contains(' ') && !inner.starts_with(is_mark);
        if self.in_math || is_word || self.depth > 0 {
            out.push_str(&inner);
        } else {
            out.extend(["{", &inner, "}"]);
        }
    }

    /// The decoded text of a group after its opening brace.
    fn inner(&mut self) -> String {
        let mut inner = String::new();
        if self.depth < DEPTH_LIMIT {
            self.depth += 1;
            self.text(&mut inner, Some('}'));
            self.depth -= 1;
        }
        inner
    }

    /// The argument of a command in braces, letter by letter.
    fn letters(&mut self) -> &'a str {
        let rest = &self.source[self.at..];
        let mut depth = 0usize;
        let end = rest.find(|c| {
            depth += usize::from(c == '{');
            depth -= usize::from(c == '}' && depth > 0);
            depth == 0
        });
        let len = end.filter(|end| *end > 0).map_or(0, |end| end + 1);
        self.at += len;
        &rest[..len]
    }

    /// The decoded argument of a command: a group, a command or a character.
    fn argument(&mut self) -> String {
        self.take_while(char::is_whitespace);
        let mut out = String::new();
        match self.next() {
            Some('{') => out = self.inner(),
            Some('\\') if self.depth < DEPTH_LIMIT => {
                self.depth += 1;
                self.command(&mut out, &mut String::new());
                self.depth -= 1;
            }
            Some('\\') => {}
            Some('}') => self.at -= 1,
            Some(char) => out.push(char),
            None => {}
        }
        out
    }

    fn formatted(&mut self, out: &mut String, element: &str) {
        let argument = self.argument();
        let Some((open, close)) = format_marks(element) else { return };
        // What is emphasised keeps its case: names of species and of ships are.
        let keeps_case = self.depth == 0 && !self.in_math && matches!(element, "i" | "b");
        out.extend(keeps_case.then_some('{'));
        out.push(open);
        out.push_str(&argument);
        out.push(close);
        out.extend(keeps_case.then_some('}'));
    }

    /// Decodes a command after its backslash. `open` gets what ends with the group.
    fn command(&mut self, out: &mut String, open: &mut String) {
        let start = self.at - 1;
        let Some(first) = self.next() else { return };
        if !first.is_ascii_alphabetic() {
            return self.symbol(first, out);
        }
        self.take_while(|c| c.is_ascii_alphabetic());
        let name = &self.source[start + 1..self.at];
        self.take_while(|c| c == '*');
        let is_one_of = |names: &str| names.split(' ').any(|known| known == name);
        if let Some(symbol) = symbol(name) {
            out.push_str(symbol);
            self.end_of_name();
        } else if let Some((_, accent)) = ACCENTS.iter().find(|(known, _)| *known == name) {
            self.accented(out, *accent);
        } else if let Some((_, element)) = FORMATTING.iter().find(|(known, _)| *known == name) {
            if is_one_of(DECLARATIONS) {
                self.end_of_name();
                if let Some((begin, end)) = format_marks(element) {
                    out.push(begin);
                    open.push(end);
                }
            } else {
                self.formatted(out, element);
            }
        } else if matches!(name, "enquote" | "mkbibquote") {
            let argument = self.argument();
            out.extend(["“", &argument, "”"]);
        } else if matches!(name, "url" | "path" | "nolinkurl") {
            out.push_str(&code(self.letters()));
        } else if matches!(name, "href" | "textcolor") {
            self.letters();
            out.push_str(&self.argument());
        } else if name == "frac" {
            let over = self.argument();
            out.extend([&over, "/", &self.argument()]);
        } else if name == "sqrt" {
            out.push('√');
            out.push_str(&self.argument());
        } else if is_one_of(UNPRINTED) {
            self.argument();
        } else if is_one_of(SPACES) {
            self.end_of_name();
            out.push(' ');
        } else {
            self.transparent(name.to_owned(), is_one_of(TRANSPARENT), start, out);
        }
    }

    /// A command of which only the argument is text; without an argument, an unknown command is
    /// text itself.
    fn transparent(&mut self, name: String, is_known: bool, start: usize, out: &mut String) {
        if self.peek() == Some('{') {
            self.next();
            out.push_str(&self.inner());
        } else if is_known {
            self.end_of_name();
        } else {
            out.push_str("\\\\");
            out.push_str(&name);
        }
        if !is_known {
            self.unknown.push((name, start));
        }
    }

    /// Takes what ends the name of a command and is not printed: white space, or `{}`.
    fn end_of_name(&mut self) {
        if self.take_while(char::is_whitespace).is_empty()
            && self.source[self.at..].starts_with("{}")
        {
            self.at += 2;
        }
    }

    /// A command whose name is one character and no letter.
    fn symbol(&mut self, name: char, out: &mut String) {
        let accent = ACCENTS.iter().find(|(known, _)| known.starts_with(name));
        match name {
            _ if accent.is_some() => {
                if let Some((_, accent)) = accent {
                    self.accented(out, *accent);
                }
            }
            '{' | '}' | '$' => out.extend(['\\', name]),
            ',' => out.push('\u{202f}'),
            '\\' | ';' | ':' => out.push(' '),
            '-' | '/' | '!' | '@' => {}
            '(' if self.in_math => {}
            '(' => {
                let rest = &self.source[self.at..];
                self.math(out, rest.find("\\)").unwrap_or(rest.len()), 2);
            }
            ')' => {}
            name if name.is_whitespace() => out.push(' '),
            name => out.push(name),
        }
    }

    /// The bytes of the math after a dollar, by the rules of Pandoc: no space within either dollar,
    /// and no digit behind the second. `None` if the dollar is one.
    fn len_of_math(&self) -> Option<usize> {
        let rest = &self.source[self.at..];
        let (mut depth, mut is_escaped) = (0_usize, false);
        let (len, _) = rest.char_indices().find(|(_, char)| {
            let was_escaped = is_escaped;
            is_escaped = *char == '\\' && !was_escaped;
            match char {
                _ if was_escaped => return false,
                '{' => depth += 1,
                // The group ends before the math does.
                '}' if depth == 0 => return true,
                '}' => depth -= 1,
                _ => {}
            }
            *char == '$' && depth == 0
        })?;
        let (math, after) = (&rest[..len], rest[len..].strip_prefix('$')?);
        let is_apart = math.starts_with(char::is_whitespace) || math.ends_with(char::is_whitespace);
        (!is_apart && !after.starts_with(|c: char| c.is_ascii_digit())).then_some(len)
    }

    /// Math of `len` bytes before a mark of `close` bytes that ends it.
    fn math(&mut self, out: &mut String, len: usize, close: usize) {
        let source = self.source;
        let end = self.at + len;
        self.source = &source[..end];
        self.in_math = true;
        self.text(out, None);
        self.in_math = false;
        self.source = source;
        self.at = (end + close).min(source.len());
    }

    /// The argument with an accent on its first letter.
    fn accented(&mut self, out: &mut String, accent: char) {
        let argument = self.argument();
        let mut chars = argument.chars();
        match chars.next() {
            None | Some(' ') => out.push_str(match accent {
                '\u{302}' => "^",
                '\u{303}' => "~",
                _ => "",
            }),
            Some(first) => {
                out.push(match first {
                    'ı' => 'i',
                    'ȷ' => 'j',
                    first => first,
                });
                out.push(accent);
            }
        }
        out.push_str(chars.as_str());
    }
}
