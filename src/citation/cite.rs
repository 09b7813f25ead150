//! [`Cite`]: one source within a citation, and [`key_len`], the rule for keys.

/// One source within a citation, as its author wrote it: `see -@drucker1954, ch. 2`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cite {
    /// The text before the key, plain text: `see`; may be empty.
    pub prefix: String,
    /// Whether the citation omits the author's name, since the sentence has it already.
    pub without_author: bool,
    /// The key of the source.
    pub key: String,
    /// The locator, the place within the source, as plain text: `ch. 2`, `pp. 33–35`; may be empty.
    pub locator: String,
    /// The text after the key that is no locator, as plain text; may be empty.
    pub suffix: String,
}

/// The length in bytes of the key at the start of `text`, by the rules of Pandoc: a key begins with
/// a letter, a digit or `_`, and goes on with these and with single punctuation characters between
/// them.
pub fn key_len(text: &str) -> usize {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut len = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = ":.#$%&-+?<>~/".contains(c)
            && len > 0
            && chars.peek().is_some_and(|(_, next)| is_word(*next));
        if !is_word(c) && !joins {
            break;
        }
        len = at + c.len_utf8();
    }
    len
}

#[cfg(test)]
mod tests {
    use super::key_len;

    #[test]
    fn a_key_ends_where_pandoc_ends_it() {
        let len = |text: &str| text[..key_len(text)].to_owned();
        assert_eq!(len("drucker1954, ch. 2"), "drucker1954");
        assert_eq!(len("DBLP:conf/x-1."), "DBLP:conf/x-1");
        assert_eq!(len("a::b"), "a");
        assert_eq!(len(".a"), "");
        assert_eq!(len("übung"), "übung");
    }
}
