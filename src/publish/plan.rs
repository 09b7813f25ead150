//! [`plan`]: the site against the output folder. Reads the folder, changes nothing.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::Options;
use super::error::Error;
use super::journal::{Op, Placement};
use super::look::{Folders, Seen, is_same, look, parent};
use super::manifest::{self, Manifest};
use super::record::Stamp;
use super::same::{BUFFER, holds};
use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::{Output, Outputs};
use crate::base::paths::OutputPath;

/// What has to be done to make the folder equal to the site.
pub(super) struct Plan<'a> {
    /// The files to write; the place of each in this list is its number in the stage.
    pub(super) files: Vec<(&'a OutputPath, &'a Output)>,
    /// The new manifest, empty when nothing is to be done, staged under the number after the last file.
    pub(super) manifest: String,
    /// What to do when all is staged, in order; empty when the folder is as it should be.
    pub(super) ops: Vec<Op>,
}

/// Compares the site with the folder and what is ours in it.
///
/// # Errors
/// Something that is not ours is where the site needs a place.
pub(super) fn plan<'a>(
    outputs: &'a Outputs,
    manifest: Option<&'a Manifest>,
    folder: &'a Path,
    options: Options,
) -> Result<Plan<'a>, Error> {
    let mut folders = Folders::new(folder);
    let mut ours = Ours::new(outputs, manifest, folder);
    for path in outputs.keys() {
        if manifest::is_reserved(path) {
            return Err(Error::Reserved {
                path: folder.join(path.as_str()),
            });
        }
        ours.claim_folders(&mut folders, parent(path.as_str()))?;
    }
    let found = compare(outputs, &folders, folder)?;
    let mut files: Vec<(&OutputPath, &Output, bool)> = Vec::new();
    for ((path, output), found) in outputs.iter().zip(found) {
        if folders.is_known(path.as_str()) {
            return Err(Error::FileAndFolder {
                path: folder.join(path.as_str()),
            });
        }
        match ours.claim_file(path, found, options)? {
            Claim::Keep => {}
            Claim::Add => files.push((path, output, false)),
            Claim::Replace => files.push((path, output, true)),
        }
    }
    // Assets first, so that no page ever asks for one that is not there yet. The sort is stable.
    files.sort_by_key(|(path, ..)| path.extension().eq_ignore_ascii_case("html"));
    let stale = ours.stale(&mut folders)?;
    let clear = ours.in_the_way.into_iter().map(Op::Remove);
    let place = files.iter().enumerate();
    let place = place.map(|(slot, (path, output, replace))| {
        Op::Place(Placement {
            slot,
            path: (*path).clone(),
            stamp: Stamp::of(output),
            replace: *replace,
        })
    });
    let mut ops: Vec<Op> = clear.chain(place).chain(stale).collect();
    let text = finish(&mut ops, files.len(), outputs, manifest);
    Ok(Plan {
        files: files
            .iter()
            .map(|(path, output, _)| (*path, *output))
            .collect(),
        manifest: text,
        ops,
    })
}

/// Adds the last operation, which puts the new manifest into place, if there are others or the
/// manifest changes. Returns its text, empty if there is nothing to do.
fn finish(ops: &mut Vec<Op>, slot: usize, outputs: &Outputs, old: Option<&Manifest>) -> String {
    let new = Manifest::of_site(outputs);
    if ops.is_empty() && old == Some(&new) {
        return String::new();
    }
    let text = new.text();
    if let Ok(path) = OutputPath::new(manifest::NAME) {
        ops.push(Op::Place(Placement {
            slot,
            path,
            stamp: Stamp {
                fingerprint: Fingerprint::of_bytes(text.as_bytes()),
                len: text.len() as u64,
            },
            replace: old.is_some(),
        }));
    }
    text
}

/// What is at the place of a file of the site.
enum Found {
    /// A regular file with the right content.
    Same,
    /// Anything else.
    Else(Seen),
}

/// Looks at the place of every file of the site, several at a time.
fn compare(outputs: &Outputs, folders: &Folders<'_>, folder: &Path) -> Result<Vec<Found>, Error> {
    let all: Vec<(&OutputPath, &Output)> = outputs.iter().collect();
    all.par_iter()
        .map_init(
            || vec![0; BUFFER],
            |buffer, (path, output)| {
                if folders.known(parent(path.as_str())) != Seen::Folder {
                    return Ok(Found::Else(Seen::Nothing));
                }
                let path = folder.join(path.as_str());
                match look(&path)? {
                    Seen::File(len) if len == output.len() && holds(&path, output, buffer)? => {
                        Ok(Found::Same)
                    }
                    seen => Ok(Found::Else(seen)),
                }
            },
        )
        .collect()
}

/// What is done about a file of the site.
enum Claim {
    /// It is there.
    Keep,
    /// Its place is free.
    Add,
    /// A file that may be replaced has its place.
    Replace,
}

/// Which of the things in the folder are ours, and which of them must go before the site can be
/// put there: a file where a folder comes, the files of a folder where a file comes, and a file
/// whose new name differs in case alone on a file system that takes the two for one.
struct Ours<'a> {
    folder: &'a Path,
    manifest: Option<&'a Manifest>,
    /// Files of the manifest that the site no longer has.
    gone: BTreeSet<&'a OutputPath>,
    /// The same by the key under which names collide.
    twins: HashMap<String, &'a OutputPath>,
    in_the_way: BTreeSet<OutputPath>,
}

impl<'a> Ours<'a> {
    fn new(outputs: &Outputs, manifest: Option<&'a Manifest>, folder: &'a Path) -> Self {
        let listed = manifest
            .into_iter()
            .flat_map(|manifest| manifest.files.keys());
        let gone: BTreeSet<_> = listed.filter(|path| !outputs.contains_key(*path)).collect();
        let twins = gone.iter().map(|path| (path.collision_key(), *path));
        Self {
            folder,
            manifest,
            twins: twins.collect(),
            gone,
            in_the_way: BTreeSet::new(),
        }
    }

    /// The file of the manifest that the site no longer has and that is found under this name.
    fn stale_at(&self, path: &OutputPath) -> Option<OutputPath> {
        if self.gone.is_empty() || self.gone.contains(path) {
            return self.gone.get(path).map(|path| (*path).clone());
        }
        let old = *self.twins.get(&path.collision_key())?;
        let absolute = |path: &OutputPath| self.folder.join(path.as_str());
        is_same(&absolute(old), &absolute(path)).then(|| old.clone())
    }

    /// Checks the folders that a file of the site lies in.
    fn claim_folders(&mut self, folders: &mut Folders<'a>, name: &'a str) -> Result<(), Error>
    where
        Self: 'a,
    {
        if name.is_empty() || folders.is_known(name) {
            return Ok(());
        }
        self.claim_folders(folders, parent(name))?;
        let path = || self.folder.join(name);
        match folders.look(name)? {
            Seen::Nothing | Seen::Folder => Ok(()),
            Seen::Link => Err(Error::Link { path: path() }),
            Seen::File(_) | Seen::Other => {
                let stale = OutputPath::new(name)
                    .ok()
                    .and_then(|path| self.stale_at(&path));
                let stale = stale.ok_or_else(|| Error::InTheWay { path: path() })?;
                self.in_the_way.insert(stale);
                Ok(())
            }
        }
    }

    /// Decides about a file of the site.
    fn claim_file(
        &mut self,
        path: &OutputPath,
        found: Found,
        options: Options,
    ) -> Result<Claim, Error> {
        let is_listed = self
            .manifest
            .is_some_and(|manifest| manifest.files.contains_key(path));
        match found {
            Found::Else(Seen::Nothing) => return Ok(Claim::Add),
            Found::Else(Seen::Folder) => {
                self.claim_contents(path)?;
                return Ok(Claim::Add);
            }
            Found::Same if is_listed => return Ok(Claim::Keep),
            Found::Else(_) if is_listed => return Ok(Claim::Replace),
            Found::Same | Found::Else(_) => {}
        }
        if let Some(old) = self.stale_at(path) {
            self.in_the_way.insert(old);
            return Ok(Claim::Add);
        }
        match found {
            Found::Same => Ok(Claim::Keep),
            Found::Else(_) if options.force => Ok(Claim::Replace),
            Found::Else(_) => Err(Error::Foreign {
                path: self.folder.join(path.as_str()),
            }),
        }
    }

    /// Checks that a folder, which is where a file of the site belongs, holds only stale files of
    /// ours.
    fn claim_contents(&mut self, name: &OutputPath) -> Result<(), Error> {
        let folder = self.folder.join(name.as_str());
        let failed = || Error::io("read", &folder);
        let mut is_empty = true;
        for entry in fs::read_dir(&folder).map_err(failed())? {
            is_empty = false;
            let entry = entry.map_err(failed())?.path();
            let inner = entry.file_name().and_then(|inner| inner.to_str());
            let inner = inner.and_then(|inner| OutputPath::new(&format!("{name}/{inner}")).ok());
            let stale = match (&inner, look(&entry)?) {
                (Some(inner), Seen::Folder) => {
                    self.claim_contents(inner)?;
                    continue;
                }
                (Some(inner), _) => self.stale_at(inner),
                (None, _) => None,
            };
            self.in_the_way
                .insert(stale.ok_or(Error::InTheWay { path: entry })?);
        }
        if is_empty {
            return Err(Error::InTheWay { path: folder });
        }
        Ok(())
    }

    /// The deletion of every file of the manifest that the site no longer has, that is still there
    /// and that is not in the way, in order.
    fn stale(&self, folders: &mut Folders<'a>) -> Result<Vec<Op>, Error> {
        let mut stale = Vec::new();
        for path in &self.gone {
            let path: &'a OutputPath = path;
            if !self.in_the_way.contains(path)
                && folders.look(parent(path.as_str()))? == Seen::Folder
                && matches!(
                    look(&self.folder.join(path.as_str()))?,
                    Seen::File(_) | Seen::Link
                )
            {
                stale.push(Op::Remove(path.clone()));
            }
        }
        Ok(stale)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A second name of a file is what a file system that ignores case shows for it.
    #[test]
    fn a_file_whose_name_changes_in_case_alone_is_deleted_before_it_is_placed() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name| OutputPath::new(name).expect("a path");
        let output = Output::bytes(b"same".as_slice());
        let manifest = Manifest::of_site(&Outputs::from([(path("About.html"), output.clone())]));
        let outputs = Outputs::from([(path("about.html"), output)]);
        let old = folder.path().join("About.html");
        std::io::Write::write_all(&mut fs::File::create(&old).expect("a file"), b"same")
            .expect("written");

        let ops = || {
            let options = Options::default();
            let plan = plan(&outputs, Some(&manifest), folder.path(), options).expect("a plan");
            let name = |op: &Op| match op {
                Op::Remove(path) => format!("remove {path}"),
                Op::Place(placement) => format!("place {}", placement.path),
            };
            plan.ops.iter().map(name).collect::<Vec<_>>()
        };
        let manifest = "place .handbook-manifest";
        assert_eq!(ops(), ["place about.html", "remove About.html", manifest]);
        fs::hard_link(&old, folder.path().join("about.html")).expect("a second name");
        assert_eq!(ops(), ["remove About.html", "place about.html", manifest]);
    }
}
