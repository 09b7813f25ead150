//! [`write`]: one file outside of the site, such as the handbook as a book, written whole or not at
//! all. It is made ready beside its place under a hidden name and renamed.
//!
//! What is at its place already is replaced if `handbook` wrote it, which the beginning of the file
//! tells, or if the caller insists.

use std::fs::File;
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::disk::{Disk, Watch};
use super::error::Error;
use super::look::{Seen, look};

/// What the name ends with under which a file is made ready.
const SUFFIX: &str = ".handbook-new";

/// How much of a file is read to tell who wrote it, in bytes.
pub const HEAD: u64 = 1024;

/// A place for one file.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// Its absolute path. The folder must exist.
    pub path: &'a Path,
    /// Whether the first [`HEAD`] bytes of a file, or all if it is shorter, are of one that
    /// `handbook` wrote.
    pub is_ours: fn(&[u8]) -> bool,
    /// Whether anybody's file may be replaced.
    pub force: bool,
}

/// Writes a file with what `fill` writes into it. Gives its length in bytes. `watch` is told of every
/// step on the disk.
///
/// # Errors
/// What is at its place was not written by `handbook`, or the machine fails. Nothing has changed then.
pub fn write(
    place: Place<'_>,
    watch: &Watch<'_>,
    fill: impl FnOnce(&mut Sink<'_>) -> Result<(), Error>,
) -> Result<u64, Error> {
    let disk = Disk::new(watch);
    check(place)?;
    let new = beside(place.path);
    if look(&new)? != Seen::Nothing {
        disk.remove_file(&new)?;
    }
    let file = disk.create(&new, place.path)?;
    let announced = Announced {
        disk: &disk,
        file,
        shown: place.path,
        failed: None,
    };
    let mut sink = Sink {
        file: BufWriter::new(announced),
    };
    let filled = fill(&mut sink).and_then(|()| sink.finish());
    let result = filled.and_then(|len| {
        check(place)?;
        disk.rename(&new, place.path)?;
        Ok(len)
    });
    if result.is_err() {
        // What cannot be deleted is hidden and of no use to anybody; the next run deletes it.
        let _ = disk.remove_file(&new);
    }
    result
}

/// Whether the place may be written.
fn check(place: Place<'_>) -> Result<(), Error> {
    let path = place.path.to_owned();
    match look(place.path)? {
        Seen::Nothing => Ok(()),
        Seen::File(_) | Seen::Link if place.force => Ok(()),
        Seen::File(_) if (place.is_ours)(&head(place.path)?) => Ok(()),
        Seen::File(_) | Seen::Link => Err(Error::Foreign { path }),
        Seen::Folder | Seen::Other => Err(Error::InTheWay { path }),
    }
}

fn head(path: &Path) -> Result<Vec<u8>, Error> {
    let mut head = Vec::new();
    File::open(path)
        .and_then(|file| file.take(HEAD).read_to_end(&mut head))
        .map_err(Error::io("read", path))?;
    Ok(head)
}

/// A name in the same folder, which scans leave out because it is hidden.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}{SUFFIX}"))
}

/// Where the content goes.
pub struct Sink<'a> {
    file: BufWriter<Announced<'a>>,
}

impl Sink<'_> {
    /// What a failure of writing comes from.
    pub(super) fn error(&mut self, error: io::Error) -> Error {
        let announced = self.file.get_mut();
        let shown = announced.shown;
        announced
            .failed
            .take()
            .unwrap_or_else(|| Error::io("write", shown)(error))
    }

    fn finish(mut self) -> Result<u64, Error> {
        let len = self
            .file
            .flush()
            .and_then(|()| self.file.seek(SeekFrom::End(0)));
        len.map_err(|error| self.error(error))
    }
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Sink<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// A file whose changes are announced.
struct Announced<'a> {
    disk: &'a Disk<'a>,
    file: File,
    shown: &'a Path,
    /// What the disk said last when it refused.
    failed: Option<Error>,
}

impl Write for Announced<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.disk.write(&mut self.file, bytes, self.shown) {
            Ok(()) => Ok(bytes.len()),
            Err(error) => {
                self.failed = Some(error);
                Err(io::ErrorKind::Other.into())
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Announced<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}
