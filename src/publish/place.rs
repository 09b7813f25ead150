//! [`run`]: carries out operations on the output folder, through real folders only.

use std::collections::HashMap;
use std::path::Path;

use super::disk::Disk;
use super::error::Error;
use super::journal::{Op, Placement};
use super::look::{Seen, look, parent};
use super::stage::slot_in;

/// Carries out `ops` in order, taking staged files from `stage`. Returns how many were deleted.
pub(super) fn run(
    disk: &Disk<'_>,
    folder: &Path,
    stage: &Path,
    ops: &[Op],
) -> Result<usize, Error> {
    let mut place = Place {
        disk,
        folder,
        real: HashMap::new(),
    };
    let mut deleted = 0;
    for op in ops {
        match op {
            Op::Remove(path) => deleted += usize::from(place.remove(path.as_str())?),
            Op::Place(placement) => place.put(stage, placement)?,
        }
    }
    Ok(deleted)
}

/// The output folder and what is known of it.
struct Place<'a> {
    disk: &'a Disk<'a>,
    folder: &'a Path,
    /// The folders below that were found to be real, and whether this run made them.
    real: HashMap<String, bool>,
}

impl Place<'_> {
    fn put(&mut self, stage: &Path, placement: &Placement) -> Result<(), Error> {
        let path = placement.path.as_str();
        let is_new_folder = self.enter(parent(path))?;
        let target = self.folder.join(path);
        // Somebody may have put a file there since the plan was made.
        if !placement.replace && !is_new_folder && look(&target)? != Seen::Nothing {
            return Err(Error::Foreign { path: target });
        }
        self.disk.rename(&slot_in(stage, placement.slot), &target)
    }

    /// Makes sure that a folder of the output is there and real; whether it was made for it.
    fn enter(&mut self, name: &str) -> Result<bool, Error> {
        if name.is_empty() {
            return Ok(false);
        }
        if let Some(made) = self.real.get(name) {
            return Ok(*made);
        }
        let path = self.folder.join(name);
        let found = if self.enter(parent(name))? {
            Seen::Nothing
        } else {
            look(&path)?
        };
        match found {
            Seen::Folder => {}
            Seen::Nothing => self.disk.make_folder(&path)?,
            Seen::Link => return Err(Error::Link { path }),
            Seen::File(_) | Seen::Other => return Err(Error::InTheWay { path }),
        }
        let made = found == Seen::Nothing;
        self.real.insert(name.to_owned(), made);
        Ok(made)
    }

    /// Deletes a file, and the folders that this leaves empty. Whether there was one; if not, an
    /// interrupted publish may have deleted it and come no further, so that folders go in any case.
    fn remove(&mut self, path: &str) -> Result<bool, Error> {
        let target = self.folder.join(path);
        let is_there =
            self.reaches(parent(path))? && matches!(look(&target)?, Seen::File(_) | Seen::Link);
        if is_there {
            self.disk.remove_file(&target)?;
        }
        let mut above = parent(path);
        while !above.is_empty() {
            if self.reaches(above)? {
                if !self.disk.remove_folder(&self.folder.join(above))? {
                    break;
                }
                self.real.remove(above);
            }
            above = parent(above);
        }
        Ok(is_there)
    }

    /// Whether a folder of the output can be reached through real folders.
    fn reaches(&mut self, name: &str) -> Result<bool, Error> {
        if name.is_empty() || self.real.contains_key(name) {
            return Ok(true);
        }
        let is_real = self.reaches(parent(name))? && look(&self.folder.join(name))? == Seen::Folder;
        if is_real {
            self.real.insert(name.to_owned(), false);
        }
        Ok(is_real)
    }
}
