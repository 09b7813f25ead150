//! The form that manifest and journal share: a first line with kind and version, lines, and a last
//! line with the fingerprint of all before it, so that a torn or edited file is noticed.

use std::fmt;

use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::Output;

/// Puts the first and the last line around `lines`, each of which ends with `\n`.
pub(super) fn seal(kind: &str, lines: &str) -> String {
    let body = format!("{kind} 1\n{lines}");
    let fingerprint = Fingerprint::of_bytes(body.as_bytes());
    format!("{body}end {fingerprint}\n")
}

/// Why a text is not a record. Displayed, it continues "`path` …".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// It is cut off or was changed.
    Damaged,
    /// Its form is not known yet.
    Newer,
    /// It is a link or a folder.
    NotAFile,
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Damaged => "is damaged",
            Self::Newer => "was written by a newer version of handbook",
            Self::NotAFile => "is not a regular file",
        })
    }
}

/// The lines of a text that [`seal`] made.
///
/// # Errors
/// Why it is none.
pub(super) fn unseal<'a>(kind: &str, text: &'a [u8]) -> Result<&'a str, Flaw> {
    let text = std::str::from_utf8(text).map_err(|_| Flaw::Damaged)?;
    let (first, _) = text.split_once('\n').ok_or(Flaw::Damaged)?;
    let version = first
        .strip_prefix(kind)
        .and_then(|rest| rest.strip_prefix(' '))
        .and_then(|version| version.parse::<u32>().ok())
        .ok_or(Flaw::Damaged)?;
    if version > 1 {
        return Err(Flaw::Newer);
    }
    let inner = text.strip_suffix('\n').ok_or(Flaw::Damaged)?;
    let end = inner.rfind('\n').ok_or(Flaw::Damaged)? + 1;
    let (body, last) = inner.split_at(end);
    if last != format!("end {}", Fingerprint::of_bytes(body.as_bytes())) {
        return Err(Flaw::Damaged);
    }
    body.get(first.len() + 1..).ok_or(Flaw::Damaged)
}

/// What a line says of a file: `FINGERPRINT LENGTH`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) fingerprint: Fingerprint,
    pub(super) len: u64,
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.fingerprint, self.len)
    }
}

impl Stamp {
    /// What a file that holds `output` is stamped with.
    pub(super) fn of(output: &Output) -> Self {
        Self {
            fingerprint: output.fingerprint(),
            len: output.len(),
        }
    }

    /// Takes a stamp off the front of a line: the stamp and what follows the space after it.
    pub(super) fn parse(line: &str) -> Option<(Self, &str)> {
        let (fingerprint, rest) = line.split_once(' ')?;
        let (len, rest) = rest.split_once(' ')?;
        let stamp = Self {
            fingerprint: fingerprint.parse().ok()?,
            len: len.parse().ok()?,
        };
        Some((stamp, rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_is_unsealed() {
        for lines in ["", "one\n", "one\ntwo\n"] {
            assert_eq!(unseal("kind", seal("kind", lines).as_bytes()), Ok(lines));
        }
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_noticed() {
        let whole = seal("kind", "one\ntwo\n").into_bytes();
        for end in 0..whole.len() {
            assert!(unseal("kind", &whole[..end]).is_err(), "cut at {end}");
        }
        for bit in 0..whole.len() * 8 {
            let mut text = whole.clone();
            text[bit / 8] ^= 1 << (bit % 8);
            assert!(unseal("kind", &text).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn a_newer_version_is_told_from_damage() {
        assert_eq!(
            unseal("kind", b"kind 2\nsomething else\n"),
            Err(Flaw::Newer)
        );
        assert_eq!(unseal("kind", b"other 1\n"), Err(Flaw::Damaged));
    }
}
