//! [`Rebuilder`]: scanning and building as one step, which is skipped when no source changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::base::diagnostic::Diagnostic;
use crate::base::paths::SourcePath;
use crate::compile::build::Build;
use crate::compile::builder::Builder;
use crate::serve::difference::difference;
use crate::source::scan::{ScanError, Scanner};
use crate::source::{Repository, Source, Sources};

/// A scanner, a builder and the state of the sources at their last run.
pub struct Rebuilder {
    /// The scanner of the site's folder.
    pub scanner: Scanner,
    /// The builder of the site.
    pub builder: Builder,
    state: Option<SourceState>,
}

/// All that a build depends on, besides the options of the builder.
struct SourceState {
    files: Arc<BTreeMap<SourcePath, Source>>,
    repository: Arc<Repository>,
    diagnostics: Vec<Diagnostic>,
}

/// A build and the changes that caused it.
pub struct Rebuilt {
    /// The result of the build.
    pub build: Build,
    /// The sources that appeared, changed or vanished since the previous build, in order.
    pub changed: Vec<SourcePath>,
    /// The time that scanning took.
    pub scan: Duration,
    /// The time that scanning and building took together.
    pub elapsed: Duration,
    /// Whether one scan found all that the build read.
    pub is_alone: bool,
}

impl Rebuilder {
    /// A rebuilder that has not built yet.
    pub fn new(scanner: Scanner, builder: Builder) -> Self {
        Self { scanner, builder, state: None }
    }

    /// Reads these files alone and builds with the known content of all others. `None` when nothing
    /// changed, or the files cannot be read apart from the rest. [`Rebuilder::rebuild`] must follow
    /// in any case.
    pub fn rebuild_files(&mut self, files: &[PathBuf]) -> Option<Rebuilt> {
        let start = Instant::now();
        let sources = self.scanner.rescan(files)?;
        let scan = start.elapsed();
        let state = SourceState::of(&sources);
        let changed = state.difference(Some(self.state.as_ref()?));
        if changed.is_empty() {
            return None;
        }
        let build = self.builder.build(sources);
        self.state = Some(state);
        self.scanner.seek(build.site.links_out());
        Some(Rebuilt { build, changed, scan, elapsed: start.elapsed(), is_alone: false })
    }

    /// Scans, and builds if anything changed since the previous call.
    ///
    /// # Errors
    /// The root of the site cannot be read.
    pub fn rebuild(&mut self) -> Result<Option<Rebuilt>, ScanError> {
        let start = Instant::now();
        let sources = self.scanner.scan()?;
        self.rebuild_from(sources, start)
    }

    /// Builds from what a scan found that began at `start`, if anything changed since the previous
    /// call.
    ///
    /// # Errors
    /// The root of the site cannot be read.
    pub fn rebuild_from(
        &mut self,
        sources: Sources,
        start: Instant,
    ) -> Result<Option<Rebuilt>, ScanError> {
        let state = SourceState::of(&sources);
        let changed = state.difference(self.state.as_ref());
        let is_all_else_same = |before: &SourceState| {
            before.repository == state.repository && before.diagnostics == state.diagnostics
        };
        if changed.is_empty() && self.state.as_ref().is_some_and(is_all_else_same) {
            return Ok(None);
        }
        let scan = start.elapsed();
        let build = self.builder.build(sources);
        self.state = Some(state);
        // Only the configuration names the output folder. If that lies among the sources, this scan
        // has read the site's own pages as sources.
        let output = build.config.as_ref().map(|config| Path::new(&config.output_dir));
        let has_read_output = output.is_some_and(|output| self.scanner.skip(output));
        // Only the pages name what they link to around the site.
        let links = build.site.links_out();
        let is_alone = links.is_empty() && !has_read_output;
        if (self.scanner.seek(links) || has_read_output)
            && let Some(again) = self.rebuild()?
        {
            return Ok(Some(Rebuilt { changed, elapsed: start.elapsed(), is_alone, ..again }));
        }
        Ok(Some(Rebuilt { build, changed, scan, elapsed: start.elapsed(), is_alone }))
    }
}

impl Rebuilt {
    /// This build, after one with these changes that nobody has seen.
    #[must_use]
    pub fn following(mut self, changed: Vec<SourcePath>) -> Self {
        self.changed.extend(changed);
        self.changed.sort();
        self.changed.dedup();
        self
    }
}

impl SourceState {
    fn of(sources: &Sources) -> Self {
        Self {
            files: sources.files.clone(),
            repository: sources.repository.clone(),
            diagnostics: sources.diagnostics.clone(),
        }
    }

    /// The files that differ from those before.
    fn difference(&self, before: Option<&Self>) -> Vec<SourcePath> {
        let none = BTreeMap::new();
        let before = before.map_or(&none, |b| &*b.files);
        difference(before, &self.files, |old, new| old.state() != new.state()).cloned().collect()
    }
}
