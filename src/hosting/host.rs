//! [`Host`]: what is known of a host, and what it has to be told of a site.

use crate::hosting::plan::HostingPlan;

/// A kind of host or server: one value of facts, which everything else asks.
#[derive(Debug)]
pub struct Host {
    /// The name in `[hosting]` and after `--host`.
    pub name: &'static str,
    /// The name that people know.
    pub title: &'static str,
    /// How it serves a handbook, in half a sentence, for the help of `--host`.
    pub means: &'static str,
    /// The files beside `handbook.toml` by which it is known.
    pub signs: &'static [&'static str],
    /// Whether it sends the headers that it is told.
    pub sends_headers: bool,
    /// Whether it answers former addresses with a redirect; else the pages there lead on.
    pub redirects: bool,
    /// Whether it serves the output folder at the root of an address, and cannot below a path.
    pub at_root: bool,
    /// The endings of compressed files that it serves in the place of others, best first. A host
    /// without any compresses by itself.
    pub precompressed: &'static [&'static str],
    /// Where the files lie that tell it what to do.
    pub place: FilePlace,
    /// The files that tell it what to do.
    pub files: fn(&HostingPlan) -> Vec<HostFile>,
    /// The files that `handbook init --host` writes.
    pub start: &'static [StartFile],
    /// What it cannot do; empty if there is nothing.
    pub lost: &'static str,
}

/// Where the files lie that tell a host what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilePlace {
    /// In the output folder: every build writes them.
    Output,
    /// Outside of what is published: `handbook hosting` prints them.
    Elsewhere,
}

/// A file that tells a host what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HostFile {
    /// The path of the file from its folder.
    pub path: &'static str,
    /// The content of the file.
    pub text: String,
}

/// A file that a repository needs once, so that its host builds or serves the site.
#[derive(Debug)]
pub struct StartFile {
    /// The path of the file from the folder of the site.
    pub path: &'static str,
    /// The content of the file, with the marks that `init` fills in.
    pub text: &'static str,
}

/// The sign by which a file is known as written by `handbook hosting`, which may replace it.
pub const MARK: &str = "Written by `handbook hosting";

impl HostFile {
    /// The one file of a host.
    pub(super) fn only(path: &'static str, text: String) -> Vec<Self> {
        vec![Self { path, text }]
    }

    /// The one file of a host, in JSON.
    pub(super) fn json(path: &'static str, value: &serde_json::Value) -> Vec<Self> {
        // Values of texts and numbers can always be written.
        Self::only(path, serde_json::to_string_pretty(value).unwrap_or_default() + "\n")
    }
}
