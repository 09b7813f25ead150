//! [`Manifest`]: the list of the files in the output folder that `handbook` owns. It lies in the
//! folder itself.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::{MANIFEST, Outputs, PageSources};
use crate::base::paths::OutputPath;
use crate::publish::digest::{BUFFER, FileDigest, has_digest};
use crate::publish::entry::{DiskEntry, entry_at};
use crate::publish::error::PublishError;
use crate::publish::former::FormerPages;

/// The name of the manifest in the output folder.
pub const NAME: &str = MANIFEST;

/// The first line of a manifest; the number is the version of its format.
const KIND: &str = "handbook-manifest";
/// The first word of a line about a pending file.
const PENDING: &str = "pending ";
/// The first word of a line about the source of a page.
const SOURCE: &str = "source ";
/// The first word of the line about what the site was built from.
const INPUTS: &str = "inputs ";
/// The first word of a line about a former page.
const FORMER: &str = "former ";

const DAMAGED: &str = "is damaged";

/// The files in the output folder that `handbook` owns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    /// The files that are owned, whatever they hold now.
    pub(super) files: BTreeMap<OutputPath, FileDigest>,
    /// While one site replaces another: the files that only one of the two has. Such a file may be
    /// there or not. It is owned, and then one of `files` too, only if it has this digest: after an
    /// interruption, somebody else may have put a file of his own in its place.
    pub(super) pending: BTreeMap<OutputPath, FileDigest>,
    /// The pages that earlier sites had in this folder and the last one does not have: their
    /// addresses may be in readers' bookmarks. They are no files any more.
    pub(super) former: FormerPages,
    /// The sources of the pages that are here.
    pub(super) page_sources: PageSources,
    /// The fingerprint of everything that the site was built from, if nothing else decided it.
    pub(super) inputs: Option<Fingerprint>,
}

impl Manifest {
    /// The manifest of a site that is published.
    pub(super) fn of_site(outputs: &Outputs) -> Self {
        let files = outputs.iter();
        let files = files.map(|(path, output)| (path.clone(), FileDigest::of(output)));
        Self { files: files.collect(), ..Self::default() }
    }

    /// The manifest while `new` replaces this one.
    pub(super) fn between(&self, new: &Self) -> Self {
        let mut pending = self.pending.clone();
        pending.extend(self.files.clone());
        pending.extend(new.files.clone());
        let mut files = self.files.clone();
        files.retain(|path, _| new.files.contains_key(path));
        pending.retain(|path, _| !files.contains_key(path));
        Self {
            files,
            pending,
            former: new.former.clone(),
            page_sources: new.page_sources.clone(),
            inputs: None,
        }
    }

    /// The pages that a site in this folder had and `outputs` have not.
    pub(super) fn former_pages(&self, outputs: &Outputs, new: &PageSources) -> FormerPages {
        self.former.after(self.files.keys(), &self.page_sources, outputs, new)
    }

    /// Reads the manifest of an output folder; `None` when it has none.
    ///
    /// # Errors
    /// The manifest cannot be read or parsed, or is not a regular file; a pending file cannot be
    /// looked at.
    #[expect(clippy::disallowed_methods, reason = "the publisher's own record is no source")]
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, PublishError> {
        let path = folder.join(NAME);
        let wrong = |why| PublishError::Manifest(path.clone(), why);
        match entry_at(&path)? {
            DiskEntry::Missing => return Ok(None),
            DiskEntry::File(_) => {}
            _ => return Err(wrong("is not a regular file")),
        }
        let text = std::fs::read(&path).map_err(PublishError::io("read", &path))?;
        let mut manifest = Self::parse(&text).map_err(wrong)?;
        for (path, digest) in &manifest.pending {
            if has_digest(&folder.join(path.as_str()), *digest, &mut vec![0; BUFFER])? {
                manifest.files.insert(path.clone(), *digest);
            }
        }
        Ok(Some(manifest))
    }

    /// Parses the content of a manifest's file. The error is a phrase that follows its path.
    fn parse(text: &[u8]) -> Result<Self, &'static str> {
        let mut manifest = Self::default();
        for line in body(text)?.lines() {
            if let Some(line) = line.strip_prefix(FORMER) {
                manifest.former.add(line).ok_or(DAMAGED)?;
                continue;
            }
            if let Some(line) = line.strip_prefix(INPUTS) {
                manifest.inputs = Some(line.parse().map_err(|_| DAMAGED)?);
                continue;
            }
            if let Some(line) = line.strip_prefix(SOURCE) {
                let (fingerprint, path) = line.split_once(' ').ok_or(DAMAGED)?;
                let path = OutputPath::new(path).map_err(|_| DAMAGED)?;
                manifest.page_sources.insert(path, fingerprint.parse().map_err(|_| DAMAGED)?);
                continue;
            }
            let (files, line) = match line.strip_prefix(PENDING) {
                Some(line) => (&mut manifest.pending, line),
                None => (&mut manifest.files, line),
            };
            let (digest, path) = FileDigest::parse(line).ok_or(DAMAGED)?;
            let path = OutputPath::new(path).map_err(|_| DAMAGED)?;
            if is_reserved(&path) {
                return Err(DAMAGED);
            }
            files.insert(path, digest);
        }
        Ok(manifest)
    }

    /// The content of the manifest's file: a line with its kind and version, a line for each file,
    /// sorted by path, one for the source of each page, and a line with the fingerprint of all before it, so that a file that was
    /// cut off or edited is noticed.
    pub(super) fn text(&self) -> String {
        let mut text = format!("{KIND} 1\n");
        for (mark, files) in [("", &self.files), (PENDING, &self.pending)] {
            for (path, digest) in files {
                // Writing to a String cannot fail.
                let _ = writeln!(text, "{mark}{digest} {path}");
            }
        }
        for (path, fingerprint) in &self.page_sources {
            let _ = writeln!(text, "{SOURCE}{fingerprint} {path}");
        }
        for line in self.former.lines() {
            let _ = writeln!(text, "{FORMER}{line}");
        }
        if let Some(inputs) = &self.inputs {
            let _ = writeln!(text, "{INPUTS}{inputs}");
        }
        let fingerprint = Fingerprint::of_bytes(text.as_bytes());
        text + &format!("end {fingerprint}\n")
    }
}

/// The lines between the first and the last of a manifest's file.
fn body(text: &[u8]) -> Result<&str, &'static str> {
    let text = std::str::from_utf8(text).map_err(|_| DAMAGED)?;
    let (first, _) = text.split_once('\n').ok_or(DAMAGED)?;
    let version = first.strip_prefix(KIND).and_then(|rest| rest.strip_prefix(' '));
    if version.and_then(|version| version.parse::<u32>().ok()).ok_or(DAMAGED)? > 1 {
        return Err("was written by a newer version of handbook");
    }
    let inner = text.strip_suffix('\n').ok_or(DAMAGED)?;
    let (body, last) = inner.split_at(inner.rfind('\n').ok_or(DAMAGED)? + 1);
    if last != format!("end {}", Fingerprint::of_bytes(body.as_bytes())) {
        return Err(DAMAGED);
    }
    body.get(first.len() + 1..).ok_or(DAMAGED)
}

/// Whether the name is reserved for the publisher's own files in the output folder.
pub(super) fn is_reserved(path: &OutputPath) -> bool {
    path.as_str().starts_with('.') && path.collision_key().starts_with(".handbook-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest() -> Manifest {
        let files = |names: &[&str]| {
            let file = |name: &&str| {
                let path = OutputPath::new(name).expect("a path");
                let fingerprint = Fingerprint::of_bytes(name.as_bytes());
                (path, FileDigest { fingerprint, len: 7 })
            };
            names.iter().map(file).collect()
        };
        let mut former = FormerPages::default();
        for line in ["one/index.html", "old é/index.html\tnew/old é/index.html"] {
            former.add(line).expect("a line");
        }
        Manifest {
            files: files(&["a b.html", "two/é.html"]),
            pending: files(&["pending/a"]),
            former,
            page_sources: PageSources::from([(
                OutputPath::new("two/é.html").expect("a path"),
                Fingerprint::of_bytes(b"source"),
            )]),
            inputs: Some(Fingerprint::of_bytes(b"inputs")),
        }
    }

    #[test]
    fn a_manifest_is_read_as_it_was_written() {
        for manifest in [manifest(), Manifest::default()] {
            assert_eq!(Manifest::parse(manifest.text().as_bytes()), Ok(manifest));
        }
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_noticed() {
        let whole = manifest().text().into_bytes();
        for end in 0..whole.len() {
            assert!(Manifest::parse(&whole[..end]).is_err(), "cut at {end}");
        }
        for bit in 0..whole.len() * 8 {
            let mut text = whole.clone();
            text[bit / 8] ^= 1 << (bit % 8);
            assert!(Manifest::parse(&text).is_err(), "bit {bit}");
        }
    }

    #[test]
    fn a_newer_version_is_told_from_damage() {
        let newer = "was written by a newer version of handbook";
        assert_eq!(Manifest::parse(b"handbook-manifest 2\nsomething else\n"), Err(newer));
        assert_eq!(Manifest::parse(b"other 1\n"), Err(DAMAGED));
    }
}
