//! The service worker: a script that is the same for all sites but for the name of the edition, and
//! a list of all files of that edition.
//!
//! The worker keeps a file only if it is the one on the list, byte for byte, so that two editions
//! are never mixed, however a host publishes, caches or changes files.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::Output;

/// The name of the worker.
pub const WORKER: &str = "sw.js";
/// The name of its list of files.
pub const LIST: &str = "offline.json";
/// The name of the page for addresses that are neither kept nor to be reached, and of its template.
pub const PAGE: &str = "offline.html";

/// How many bytes of a digest are on the list: two editions must differ in it, and nobody tries
/// to make them collide, who could as well change the list.
const DIGEST_BYTES: usize = 16;

/// A file that readers can keep.
#[derive(Clone, Debug)]
pub struct PrecachedFile {
    /// Its place from the root of the site, not percent-encoded; that of a page is its folder.
    pub place: String,
    /// The title of a page.
    pub title: Option<String>,
    /// Its content.
    pub output: Output,
}

/// All files of a site as they are at one time.
#[derive(Clone, Debug)]
pub struct Precache {
    /// A word that differs from that of any other edition.
    pub name: String,
    files: Vec<PrecachedFile>,
    /// Former places of pages with those of today.
    moved: BTreeMap<String, String>,
    /// What every reader is given.
    needed: Vec<String>,
}

impl Precache {
    /// The edition that holds these files. None of them is made for it.
    pub fn new(
        files: Vec<PrecachedFile>,
        moved: BTreeMap<String, String>,
        needed: Vec<String>,
    ) -> Self {
        let keys: Vec<_> = files
            .iter()
            .map(|file| (&file.place, &file.title, file.output.key()))
            .collect();
        Self {
            name: Fingerprint::of(&(keys, &moved, &needed, WORKER_SCRIPT)).to_string(),
            files,
            moved,
            needed,
        }
    }

    /// The script of the worker.
    pub fn worker(&self) -> String {
        format!("const edition = \"{}\";\n{WORKER_SCRIPT}", self.name)
    }

    /// The list of its files, as JSON: each with its place, its digest (`null` for a file that is
    /// too large to be held in memory), its length and, for a page, its title.
    pub fn list(&self) -> String {
        // One after the other: their makers may wait for the threads that digest them below.
        for file in &self.files {
            let _ = file.output.in_memory();
        }
        let files: Vec<_> = self
            .files
            .par_iter()
            .map(|file| {
                let digest = match &file.output {
                    Output::Copy { .. } => None,
                    other => other.in_memory().map(|bytes| digest(bytes)),
                };
                json!([file.place, digest, file.output.len(), file.title])
            })
            .collect();
        json!({
            "edition": self.name,
            "files": files,
            "moved": self.moved,
            "needed": self.needed,
        })
        .to_string()
    }
}

/// The script of a worker that takes its predecessor away, with all that it kept.
pub fn unregister() -> String {
    UNREGISTER_SCRIPT.to_owned()
}

/// The beginning of the SHA-256 of some bytes, in hexadecimal digits.
fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest[..DIGEST_BYTES]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

const WORKER_SCRIPT: &str = include_str!("worker.js");
const UNREGISTER_SCRIPT: &str = include_str!("unregister.js");
