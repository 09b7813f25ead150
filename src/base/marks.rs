//! [`is_mark`]: the characters with which the program marks places in texts.

/// Whether a character is one of the noncharacters of Unicode that mark places in texts while these
/// are made. What authors write must have none: [`unmarked`] replaces them.
pub fn is_mark(char: char) -> bool {
    ('\u{fdd0}'..='\u{fdef}').contains(&char)
}

/// The character, or the one for those that cannot be shown if it is a mark. Both have as many bytes
/// in UTF-8.
pub fn unmarked(char: char) -> char {
    if is_mark(char) { char::REPLACEMENT_CHARACTER } else { char }
}
