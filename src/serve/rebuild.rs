//! [`Rebuilder`]: scan and build as one step, which does nothing when nothing changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use super::difference::difference;
use crate::base::diagnostic::Diagnostic;
use crate::base::fingerprint::Fingerprint;
use crate::base::paths::SourcePath;
use crate::build::{Build, Builder};
use crate::source::Sources;
use crate::source::scan::{ScanError, Scanner};

/// A scanner and a builder, and what the sources were when they last worked.
pub struct Rebuilder {
    scanner: Scanner,
    builder: Builder,
    seen: Option<Seen>,
}

/// All that a build depends on, besides the options of the builder.
#[derive(PartialEq)]
struct Seen {
    files: BTreeMap<SourcePath, Fingerprint>,
    diagnostics: Vec<Diagnostic>,
}

/// A build, and why there is one.
pub struct Rebuilt {
    /// The build.
    pub build: Build,
    /// The sources that appeared, changed or vanished since the last one, in order.
    pub changed: Vec<SourcePath>,
    /// How long scanning took.
    pub scan: Duration,
    /// How long scanning and building took together.
    pub elapsed: Duration,
}

impl Rebuilder {
    /// One that has not built yet.
    pub fn new(scanner: Scanner, builder: Builder) -> Self {
        Self {
            scanner,
            builder,
            seen: None,
        }
    }

    /// The scanner.
    pub fn scanner(&self) -> &Scanner {
        &self.scanner
    }

    /// The builder.
    pub fn builder(&self) -> &Builder {
        &self.builder
    }

    /// Reads these files alone and builds with what is known of all others. `None` when there is
    /// nothing to show for it: nothing changed, the site has errors as far as can be seen, or the
    /// files cannot be told apart from the rest. [`Rebuilder::rebuild`] must follow in any case.
    pub fn rebuild_files(&mut self, files: &[PathBuf]) -> Option<Rebuilt> {
        let start = Instant::now();
        let sources = self.scanner.rescan(files)?;
        let scan = start.elapsed();
        let seen = Seen::of(&sources);
        let changed = seen.difference(Some(self.seen.as_ref()?));
        if changed.is_empty() {
            return None;
        }
        let build = self.builder.build(sources);
        if build.has_errors() {
            return None;
        }
        self.seen = Some(seen);
        Some(Rebuilt {
            build,
            changed,
            scan,
            elapsed: start.elapsed(),
        })
    }

    /// Scans, and builds if anything changed since the last call.
    ///
    /// # Errors
    /// When the root of the site cannot be read.
    pub fn rebuild(&mut self) -> Result<Option<Rebuilt>, ScanError> {
        let start = Instant::now();
        let sources = self.scanner.scan()?;
        let seen = Seen::of(&sources);
        if self.seen.as_ref() == Some(&seen) {
            return Ok(None);
        }
        let scan = start.elapsed();
        let build = self.builder.build(sources);
        let changed = seen.difference(self.seen.as_ref());
        self.seen = Some(seen);
        // Only the configuration says where the output goes; if that is among the sources, the
        // site's own pages were read as sources just now.
        if let Some(config) = &build.config
            && self.scanner.skip(Path::new(&config.output_dir))
            && let Some(again) = self.rebuild()?
        {
            return Ok(Some(Rebuilt {
                changed,
                elapsed: start.elapsed(),
                ..again
            }));
        }
        Ok(Some(Rebuilt {
            build,
            changed,
            scan,
            elapsed: start.elapsed(),
        }))
    }
}

impl Seen {
    fn of(sources: &Sources) -> Self {
        Self {
            files: sources
                .files
                .iter()
                .map(|(path, source)| (path.clone(), source.fingerprint()))
                .collect(),
            diagnostics: sources.diagnostics.clone(),
        }
    }

    fn difference(&self, before: Option<&Self>) -> Vec<SourcePath> {
        let none = BTreeMap::new();
        let before = before.map_or(&none, |b| &b.files);
        difference(before, &self.files, |old, new| old != new)
            .cloned()
            .collect()
    }
}
