//! [`with_quotes`]: the quotation marks of a line in English, nested as its readers expect, with stops
//! and commas where the language has them.

/// A line of HTML with the quotation marks of English, double and single ones in turn, and with
/// apostrophes. Straight ones are replaced; what stands in a link is not. Where the `outer` marks are
/// `“`, they are so whichever their author wrote; in Britain both are used. With `stops_within`, a
/// full stop or comma stands before the marks that end a quotation.
pub(super) fn with_quotes(html: &str, outer: char, stops_within: bool) -> String {
    if !html.contains(['“', '‘', '’', '"', '\'']) {
        return html.to_owned();
    }
    let chars: Vec<char> = html.chars().collect();
    let shown = shown(&chars);
    let mut signs: Vec<Sign> = vec![Sign::None; chars.len()];
    pair(&chars, &shown, &mut signs);
    let mut line = QuotedLine {
        html: String::with_capacity(html.len()),
        open: Vec::new(),
        keeps_single: outer == '‘',
        ended: None,
    };
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
    let opens_word =
        |place: usize| char(place + 1).is_alphabetic() && char(place + 2) != char(place);
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
    // How many of them are straight.
    let mut straight = 0;
    for place in 0..shown.len() {
        let mark = char(place);
        let closing = match mark {
            '“' => '”',
            '‘' => '’',
            '"' if begins(place) => '"',
            // Not the apostrophe of ’70s or rock ’n’ roll.
            '\'' | '’' if begins(place) && ends_later[place] && opens_word(place) => mark,
            _ => ' ',
        };
        if closing != ' ' {
            open.push((place, closing));
            straight += usize::from(closing == '"');
            continue;
        }
        let ends = match mark {
            '”' | '"' => true,
            // The workers’ pay, unless there are as many marks to end as are open.
            '’' | '\'' => {
                let is_within = open.iter().rev().take(2).filter(|(_, c)| *c == mark).count() == 2;
                let ends_both = is_within && char(place + 1) == mark;
                let is_possessive = ends_later[place] && before(place) == 's' && !ends_both;
                may_end(place) && !is_possessive
            }
            _ => continue,
        };
        let is_single = matches!(mark, '’' | '\'');
        let found = match open.last() {
            _ if !ends || mark == '"' && straight == 0 => None,
            Some((_, closing)) if is_single => (*closing == mark).then(|| open.len() - 1),
            _ => open.iter().rposition(|(_, closing)| *closing == mark),
        };
        if let Some(found) = found {
            signs[shown[open[found].0]] = Sign::Open;
            signs[shown[place]] = Sign::Close;
            straight -= open.drain(found..).filter(|(_, closing)| *closing == '"').count();
        } else if mark == '”' {
            // So that no mark is looked at twice in vain.
            open.clear();
            straight = 0;
        } else if is_single {
            signs[shown[place]] = Sign::Apostrophe;
        }
    }
}

/// A line while it is written.
struct QuotedLine {
    html: String,
    /// The quotations that are open: whether their marks are single.
    open: Vec<bool>,
    /// Whether a quotation within no other may have single marks.
    keeps_single: bool,
    /// Where the marks begin that end a quotation, if nothing but them follows, and the character
    /// before them.
    ended: Option<(usize, char)>,
}

impl QuotedLine {
    fn push(&mut self, char: char, sign: Sign, stops_within: bool) {
        match sign {
            Sign::Open => {
                let is_single = match self.open.last() {
                    Some(around) => !around,
                    None => self.keeps_single && !matches!(char, '“' | '"'),
                };
                self.open.push(is_single);
                self.ended = None;
                self.html.push(if is_single { '‘' } else { '“' });
            }
            Sign::Close => {
                let before = self.html.chars().next_back().unwrap_or(' ');
                self.ended.get_or_insert((self.html.len(), before));
                let is_single = self.open.pop().unwrap_or_default();
                self.html.push(if is_single { '’' } else { '”' });
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
            ("“A 12\" disc of ‘a’”", "“A 12\" disc of ‘a’”"),
            ("On ’trust’: rock ’n’ roll", "On “trust”: rock ’n’ roll"),
        ] {
            assert_eq!(with_quotes(written, '“', true), shown);
        }
        for (written, shown) in [
            ("‘On “quotes”’, J", "‘On “quotes”’, J"),
            ("‘On ‘quotes’’, J", "‘On “quotes”’, J"),
            ("‘Of the workers’’, J", "‘Of the workers’’, J"),
            ("On “words of “quotes””. J", "On “words of ‘quotes’”. J"),
            ("On ‘quotes’. J", "On ‘quotes’. J"),
        ] {
            assert_eq!(with_quotes(written, '‘', false), shown);
        }
    }
}
