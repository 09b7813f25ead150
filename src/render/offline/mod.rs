//! [`Precache`]: the service worker and its list of files. The script is equal for all sites but
//! for the version of the precache; the list names all files of that version.
//!
//! The worker caches a file only if its bytes are those on the list, so that two versions are never
//! mixed, however a host publishes, caches or changes files.

use std::collections::BTreeMap;

use rayon::iter::{IntoParallelRefIterator, ParallelIterator};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::Output;

/// The file name of the worker.
pub const WORKER: &str = "sw.js";
/// The file name of the list of files.
pub const LIST: &str = "offline.json";
/// The file name of the page for addresses that are neither cached nor reachable, and of its
/// template.
pub const PAGE: &str = "offline.html";

/// The number of bytes of a digest on the list. It only has to tell versions apart: whoever could
/// force a collision could change the list as well.
const DIGEST_BYTES: usize = 16;

/// A file that the worker can cache.
#[derive(Clone, Debug)]
pub struct PrecachedFile {
    /// The path of the file from the root of the site, not percent-encoded; that of a page is its
    /// folder.
    pub path: String,
    /// The title, for a page.
    pub title: Option<String>,
    /// The content of the file.
    pub output: Output,
}

/// All files of one version of a site, for its service worker.
#[derive(Clone, Debug)]
pub struct Precache {
    /// The version: a fingerprint of all files and of the script.
    pub name: String,
    files: Vec<PrecachedFile>,
    /// The aliases of pages with their paths of today.
    moved: BTreeMap<String, String>,
    /// The files that are cached for every reader.
    needed: Vec<String>,
}

impl Precache {
    /// The precache of these files. Lazy outputs are not made for it.
    pub fn new(
        files: Vec<PrecachedFile>,
        moved: BTreeMap<String, String>,
        needed: Vec<String>,
    ) -> Self {
        let keys: Vec<_> =
            files.iter().map(|file| (&file.path, &file.title, file.output.key())).collect();
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

    /// The list of files as JSON: each with its path, its digest (`null` for a file that is too
    /// large to be held in memory), its length and, for a page, its title.
    pub fn list(&self) -> String {
        // Lazy outputs are made one after the other: they may wait for the threads that compute
        // digests below.
        for file in &self.files {
            let _ = file.output.in_memory();
        }
        let files: Vec<_> = self
            .files
            .par_iter()
            .map(|file| {
                let digest = match &file.output {
                    Output::Copy { .. } => None,
                    other => other.in_memory().map(|bytes| digest(&bytes)),
                };
                json!([file.path, digest, file.output.len(), file.title])
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

/// The script of a service worker that unregisters itself and deletes the caches of an earlier one.
pub const UNREGISTER: &str = include_str!("unregister.js");

/// The first bytes of the SHA-256, in hexadecimal digits.
fn digest(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    digest[..DIGEST_BYTES].iter().map(|byte| format!("{byte:02x}")).collect()
}

const WORKER_SCRIPT: &str = include_str!("worker.js");
