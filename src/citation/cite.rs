//! [`Cite`]: one source within a citation, and [`key_len`], the rule for keys.

/// One source within a citation, as its author wrote it: `see -@drucker1954, ch. 2`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cite {
    /// The text before the key, plain: `see`; may be empty.
    pub prefix: String,
    /// Whether the name of the author is left out, since the sentence has it already.
    pub without_author: bool,
    /// The key.
    pub key: String,
    /// The place within the source, plain and as it was written: `ch. 2`, `pp. 33–35`; may be
    /// empty.
    pub locator: String,
    /// The text that follows the key without a comma, plain; may be empty.
    pub suffix: String,
}

/// How many bytes at the start of `text` are a key, by the rules of Pandoc: it begins with a
/// letter, a digit or `_`, goes on with those and with single signs between them.
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
