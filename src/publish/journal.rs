//! The journal: what a publish is about to rename and delete, so that another can finish it.
//!
//! The operations are carried out one by one in the order of the journal. How far they came need
//! not be written down: a staged file is gone exactly when it was put into place.

use std::fmt::Write;
use std::fs::File;
use std::path::Path;

use super::disk::Disk;
use super::error::Error;
use super::look::{Seen, look};
use super::manifest::{self, Manifest};
use super::place;
use super::record::{Flaw, Stamp, seal, unseal};
use super::same::{BUFFER, read_stamp};
use super::stage::Stage;
use crate::base::paths::OutputPath;

const KIND: &str = "handbook-journal";

/// One change to the output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Op {
    /// A file of ours is deleted, and the folders that this leaves empty.
    Remove(OutputPath),
    /// A staged file is renamed into place.
    Place(Placement),
}

/// A staged file and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Placement {
    /// The number under which it is staged.
    pub(super) slot: usize,
    /// Where it belongs.
    pub(super) path: OutputPath,
    /// What it holds.
    pub(super) stamp: Stamp,
    /// Whether there is a file that it may replace.
    pub(super) replace: bool,
}

/// Writes the journal of a full stage. With its last step the publish counts.
pub(super) fn write(disk: &Disk<'_>, stage: &Stage, ops: &[Op]) -> Result<(), Error> {
    let path = stage.new_journal();
    let mut file = disk.create(&path, &path)?;
    disk.write(&mut file, text(ops).as_bytes(), &path)?;
    drop(file);
    disk.rename(&path, &stage.journal())
}

fn text(ops: &[Op]) -> String {
    let mut lines = String::new();
    for op in ops {
        // Writing to a text cannot fail.
        let _ = match op {
            Op::Remove(path) => writeln!(lines, "remove {path}"),
            Op::Place(Placement {
                slot,
                path,
                stamp,
                replace,
            }) => {
                let verb = if *replace { "replace" } else { "add" };
                writeln!(lines, "{verb} {slot} {stamp} {path}")
            }
        };
    }
    seal(KIND, &lines)
}

fn parse(line: &str) -> Option<Op> {
    let (verb, rest) = line.split_once(' ')?;
    if verb == "remove" {
        return OutputPath::new(rest).ok().map(Op::Remove);
    }
    let (slot, rest) = rest.split_once(' ')?;
    let (stamp, path) = Stamp::parse(rest)?;
    Some(Op::Place(Placement {
        slot: slot.parse().ok()?,
        path: OutputPath::new(path).ok()?,
        stamp,
        replace: match verb {
            "replace" => true,
            "add" => false,
            _ => return None,
        },
    }))
}

/// The journal of a stage. `None` when there is none that counts: a damaged one was cut off by a
/// power failure, and the comparison with the folder has to do without it.
fn read(stage: &Stage) -> Result<Option<Vec<Op>>, Error> {
    let path = stage.journal();
    if !matches!(look(&path)?, Seen::File(_)) {
        return Ok(None);
    }
    match unseal(KIND, &manifest::read(&path)?) {
        Ok(lines) => Ok(lines.lines().map(parse).collect()),
        Err(Flaw::Newer) => Err(Error::Record {
            path,
            why: Flaw::Newer.to_string(),
        }),
        Err(_) => Ok(None),
    }
}

/// Completes the publish that was interrupted, if one was, and clears its stage away. Says whether
/// there was one.
pub(super) fn resume(disk: &Disk<'_>, folder: &Path) -> Result<bool, Error> {
    let stages = Stage::find(folder)?;
    for stage in &stages {
        let Some(ops) = read(stage)? else {
            stage.discard(disk);
            continue;
        };
        let mut done = 0;
        for (index, op) in ops.iter().enumerate() {
            if let Op::Place(Placement { slot, .. }) = op
                && look(&stage.slot(*slot))? == Seen::Nothing
            {
                done = index + 1;
            }
        }
        let (done, pending) = ops.split_at(done);
        if are_whole(stage, pending)? {
            place::run(disk, folder, stage.path(), pending)?;
        } else {
            abandon(disk, folder, stage, done, ops.len())?;
        }
        stage.finish(disk)?;
    }
    Ok(!stages.is_empty())
}

/// Whether the staged files are what the journal says; after a power cut they may not be.
fn are_whole(stage: &Stage, pending: &[Op]) -> Result<bool, Error> {
    let mut buffer = vec![0; BUFFER];
    for op in pending {
        let Op::Place(Placement { slot, stamp, .. }) = op else {
            continue;
        };
        let path = stage.slot(*slot);
        if look(&path)? != Seen::File(stamp.len) {
            return Ok(false);
        }
        let found = File::open(&path)
            .and_then(|mut file| read_stamp(&mut file, &mut buffer, |_| Ok(())))
            .map_err(Error::io("read", &path))?;
        if found != *stamp {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Gives an interrupted publish up, but remembers what it put into place as ours.
fn abandon(
    disk: &Disk<'_>,
    folder: &Path,
    stage: &Stage,
    done: &[Op],
    free_slot: usize,
) -> Result<(), Error> {
    let mut manifest = Manifest::read(folder)?.unwrap_or_default();
    for op in done {
        if let Op::Place(Placement { path, stamp, .. }) = op
            && !manifest::is_reserved(path)
        {
            manifest.files.insert(path.clone(), *stamp);
        }
    }
    let staged = stage.slot(free_slot);
    disk.remove_file(&staged)?;
    let mut file = disk.create(&staged, &staged)?;
    disk.write(&mut file, manifest.text().as_bytes(), &staged)?;
    drop(file);
    disk.rename(&staged, &folder.join(manifest::NAME))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::fingerprint::Fingerprint;

    #[test]
    fn a_journal_is_read_as_it_was_written() {
        let path = |path| OutputPath::new(path).expect("a path");
        let place = |slot, name, replace| {
            Op::Place(Placement {
                slot,
                path: path(name),
                stamp: Stamp {
                    fingerprint: Fingerprint::of_bytes(name.as_bytes()),
                    len: 7,
                },
                replace,
            })
        };
        let ops = vec![
            Op::Remove(path("two words/é.html")),
            place(0, "a b.html", false),
            place(1, "index.html", true),
        ];
        let text = text(&ops);
        let lines = unseal(KIND, text.as_bytes()).expect("a whole journal");
        let read: Option<Vec<Op>> = lines.lines().map(parse).collect();
        assert_eq!(read, Some(ops));
    }

    #[test]
    fn a_line_that_leaves_the_folder_is_refused() {
        for line in [
            "remove ../a",
            "remove /etc/passwd",
            "add 1 0 0 ../a",
            "sing 1 0 0 a",
        ] {
            assert_eq!(parse(line), None, "{line}");
        }
    }
}
