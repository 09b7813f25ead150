//! [`Ours`]: what in the output folder is ours, and what must go to make room.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use super::Options;
use super::error::Error;
use super::journal::Op;
use super::look::{Folders, Seen, is_same, look, parent};
use super::manifest::Manifest;
use crate::base::outputs::Outputs;
use crate::base::paths::OutputPath;

/// What is at the place of a file of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// A regular file with the right content.
    Same,
    /// Anything else.
    Else(Seen),
}

/// What is done about a file of the site.
pub(super) enum Claim {
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
pub(super) struct Ours<'a> {
    folder: &'a Path,
    manifest: Option<&'a Manifest>,
    /// Files of the manifest that the site no longer has.
    gone: BTreeSet<&'a OutputPath>,
    /// The same by the key under which names collide.
    twins: HashMap<String, &'a OutputPath>,
    pub(super) in_the_way: BTreeSet<OutputPath>,
}

impl<'a> Ours<'a> {
    pub(super) fn new(outputs: &Outputs, manifest: Option<&'a Manifest>, folder: &'a Path) -> Self {
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
    pub(super) fn claim_folders(
        &mut self,
        folders: &mut Folders<'a>,
        name: &'a str,
    ) -> Result<(), Error>
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
    pub(super) fn claim_file(
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
    pub(super) fn stale(&self, folders: &mut Folders<'a>) -> Result<Vec<Op>, Error> {
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
