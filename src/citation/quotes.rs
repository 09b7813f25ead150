//! [`with_quotes`]: the quotation marks of a line in English, nested as its readers expect, with stops
//! and commas where the language has them.

/// A line of HTML with double quotation marks outside and single ones within them, whichever its
/// author wrote, and with apostrophes. Straight ones are replaced; what stands in a link is not.
/// With `stops_within`, a full stop or comma stands before the marks that end a quotation.
pub(super) fn with_quotes(html: &str, stops_within: bool) -> String {
    if !html.contains(['“', '‘', '"', '\'']) {
        return html.to_owned();
    }
    let chars: Vec<char> = html.chars().collect();
    let shown = shown(&chars);
    let mut signs: Vec<Sign> = vec![Sign::None; chars.len()];
    pair(&chars, &shown, &mut signs);
    let mut line = QuotedLine { html: String::with_capacity(html.len()), depth: 0, ended: None };
    let mut shown = shown.into_iter().peekable();
    for (at, char) in chars.iter().enumerate() {
        if shown.next_if_eq(&at).is_none() {
            line.html.push(*char);
        } else {
            line.push(*char, signs[at], stops_within);
        }
    }
    line.html
}

/// What a character is.
#[derive(Clone, Copy, PartialEq)]
enum Sign {
    None,
    Open,
    Close,
    Apostrophe,
}

/// The indices of the characters that are no part of a tag or of a link.
fn shown(chars: &[char]) -> Vec<usize> {
    let (mut in_tag, mut in_link) = (false, false);
    let is_shown = |at: &usize| {
        match chars[*at] {
            '<' => {
                in_tag = true;
                match chars.get(at + 1..at + 3) {
                    Some(['a', ' ']) => in_link = true,
                    Some(['/', 'a']) => in_link = false,
                    _ => {}
                }
            }
            '>' if in_tag => {
                in_tag = false;
                return false;
            }
            _ => {}
        }
        !in_tag && !in_link
    };
    (0..chars.len()).filter(is_shown).collect()
}

/// Finds the quotation marks that belong together, and the apostrophes.
fn pair(chars: &[char], shown: &[usize], signs: &mut [Sign]) {
    let char = |place: usize| shown.get(place).map_or(' ', |at| chars[*at]);
    let before = |place: usize| if place == 0 { ' ' } else { char(place - 1) };
    let begins = |place: usize| {
        let (before, after) = (before(place), char(place + 1));
        (before.is_whitespace() || "([—–-/“‘\"'".contains(before)) && !after.is_whitespace()
    };
    let may_end = |place: usize| {
        matches!(char(place), '’' | '\'')
            && !before(place).is_whitespace()
            && !char(place + 1).is_alphanumeric()
    };
    // Of each place, whether a single mark may end a quotation behind it, up to another mark.
    let mut ends_later = vec![false; shown.len()];
    let mut later = false;
    for place in (0..shown.len()).rev() {
        ends_later[place] = later;
        match char(place) {
            '“' | '”' | '‘' | '"' => later = false,
            _ => later |= may_end(place),
        }
    }
    // The places of marks that are open, with the sign that closes each.
    let mut open: Vec<(usize, char)> = Vec::new();
    for place in 0..shown.len() {
        let mark = char(place);
        let closing = match mark {
            '“' => '”',
            '‘' => '’',
            '"' if begins(place) => '"',
            '\'' if begins(place) && ends_later[place] => '\'',
            _ => ' ',
        };
        if closing != ' ' {
            open.push((place, closing));
            continue;
        }
        let ends = match mark {
            '”' | '"' => true,
            // The workers’ pay.
            '’' | '\'' => may_end(place) && !(ends_later[place] && before(place) == 's'),
            _ => continue,
        };
        let is_single = matches!(mark, '’' | '\'');
        let found = match open.last() {
            _ if !ends => None,
            Some((_, closing)) if is_single => (*closing == mark).then(|| open.len() - 1),
            _ => open.iter().rposition(|(_, closing)| *closing == mark),
        };
        if let Some(found) = found {
            signs[shown[open[found].0]] = Sign::Open;
            signs[shown[place]] = Sign::Close;
            open.truncate(found);
        } else if is_single {
            signs[shown[place]] = Sign::Apostrophe;
        }
    }
}

/// A line while it is written.
struct QuotedLine {
    html: String,
    /// How many quotations are open.
    depth: usize,
    /// Where the marks begin that end a quotation, if nothing but them follows, and the character
    /// before them.
    ended: Option<(usize, char)>,
}

impl QuotedLine {
    fn push(&mut self, char: char, sign: Sign, stops_within: bool) {
        let is_inner = |depth: usize| depth.is_multiple_of(2);
        match sign {
            Sign::Open => {
                self.depth += 1;
                self.ended = None;
                self.html.push(if is_inner(self.depth) { '‘' } else { '“' });
            }
            Sign::Close => {
                let before = self.html.chars().next_back().unwrap_or(' ');
                self.ended.get_or_insert((self.html.len(), before));
                self.html.push(if is_inner(self.depth) { '’' } else { '”' });
                self.depth -= 1;
            }
            _ if stops_within && matches!(char, '.' | ',') && self.ended.is_some() => {
                if let Some((at, before)) = &mut self.ended
                    && !matches!(before, '?' | '!' | ',')
                    && *before != char
                {
                    self.html.insert(*at, char);
                    *at += 1;
                    *before = char;
                }
            }
            _ => {
                self.ended = None;
                self.html.push(if sign == Sign::Apostrophe { '’' } else { char });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::with_quotes;

    #[test]
    fn marks_are_nested_and_stops_are_within() {
        for (written, shown) in [
            ("“On “quotes””, 2", "“On ‘quotes,’” 2"),
            ("“On ‘quotes’.” <i>J</i>", "“On ‘quotes.’” <i>J</i>"),
            ("On ‘quotes’. J", "On “quotes.” J"),
            ("<i>On \"quotes\"</i>. J", "<i>On “quotes.”</i> J"),
            ("“Of the workers’.” J", "“Of the workers’.” J"),
            ("‘The workers’ pay’ and ‘more’", "“The workers’ pay” and “more”"),
            ("‘More’ of the workers’ pay", "“More” of the workers’ pay"),
            ("“Is it “so?””. J", "“Is it ‘so?’” J"),
            ("“Is it “so”?” J", "“Is it ‘so’?” J"),
            ("McKinsey's '70s at 6'2\"", "McKinsey’s ’70s at 6’2\""),
            ("<a href=\"x\">it's</a> 'so'", "<a href=\"x\">it's</a> “so”"),
            ("“On ‘words of “words”’.” J", "“On ‘words of “words.”’” J"),
            ("” and “ and ‘", "” and “ and ‘"),
        ] {
            assert_eq!(with_quotes(written, true), shown);
        }
        assert_eq!(with_quotes("“On “quotes””. J", false), "“On ‘quotes’”. J");
    }
}
