//! The file format of manifest and journal: a first line with kind and version, the lines of
//! content, and a last line with the fingerprint of all before it, so that a torn or edited file is
//! noticed.

use std::fmt;

use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::Output;

/// The text of a record file with these lines, each of which ends with `\n`.
pub(super) fn encode(kind: &str, lines: &str) -> String {
    let body = format!("{kind} 1\n{lines}");
    let fingerprint = Fingerprint::of_bytes(body.as_bytes());
    format!("{body}end {fingerprint}\n")
}

/// Why a file is not a valid record. The message follows the path of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RecordError {
    /// The file is cut off or was changed.
    Damaged,
    /// The file has a format of a later version.
    Newer,
    /// The path is a link or a folder.
    NotAFile,
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Damaged => "is damaged",
            Self::Newer => "was written by a newer version of handbook",
            Self::NotAFile => "is not a regular file",
        })
    }
}

/// The lines between the first and the last line of a text that [`encode`] made.
///
/// # Errors
/// The text is damaged or of a later version.
pub(super) fn decode<'a>(kind: &str, text: &'a [u8]) -> Result<&'a str, RecordError> {
    let text = std::str::from_utf8(text).map_err(|_| RecordError::Damaged)?;
    let (first, _) = text.split_once('\n').ok_or(RecordError::Damaged)?;
    let version = first
        .strip_prefix(kind)
        .and_then(|rest| rest.strip_prefix(' '))
        .and_then(|version| version.parse::<u32>().ok())
        .ok_or(RecordError::Damaged)?;
    if version > 1 {
        return Err(RecordError::Newer);
    }
    let inner = text.strip_suffix('\n').ok_or(RecordError::Damaged)?;
    let end = inner.rfind('\n').ok_or(RecordError::Damaged)? + 1;
    let (body, last) = inner.split_at(end);
    if last != format!("end {}", Fingerprint::of_bytes(body.as_bytes())) {
        return Err(RecordError::Damaged);
    }
    body.get(first.len() + 1..).ok_or(RecordError::Damaged)
}

/// The fingerprint and the length of a file, written as `FINGERPRINT LENGTH`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileDigest {
    pub(super) fingerprint: Fingerprint,
    pub(super) len: u64,
}

impl fmt::Display for FileDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.fingerprint, self.len)
    }
}

impl FileDigest {
    /// The digest of a file that holds `output`.
    pub(super) fn of(output: &Output) -> Self {
        Self { fingerprint: output.fingerprint(), len: output.len() }
    }

    /// Parses the digest at the start of a line. Returns it with the text after the space that
    /// follows.
    pub(super) fn parse(line: &str) -> Option<(Self, &str)> {
        let (fingerprint, rest) = line.split_once(' ')?;
        let (len, rest) = rest.split_once(' ')?;
        let digest = Self { fingerprint: fingerprint.parse().ok()?, len: len.parse().ok()? };
        Some((digest, rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_encoded_is_decoded() {
        for lines in ["", "one\n", "one\ntwo\n"] {
            assert_eq!(decode("kind", encode("kind", lines).as_bytes()), Ok(lines));
        }
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_noticed() {
        let whole = encode("kind", "one\ntwo\n").into_bytes();
        for end in 0..whole.len() {
            assert!(decode("kind", &whole[..end]).is_err(), "cut at {end}");
        }
        for bit in 0..whole.len() * 8 {
            let mut text = whole.clone();
            text[bit / 8] ^= 1 << (bit % 8);
            assert!(decode("kind", &text).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn a_newer_version_is_told_from_damage() {
        assert_eq!(decode("kind", b"kind 2\nsomething else\n"), Err(RecordError::Newer));
        assert_eq!(decode("kind", b"other 1\n"), Err(RecordError::Damaged));
    }
}
