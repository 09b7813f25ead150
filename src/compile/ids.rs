//! Stable ids: checked against `ids.lock`, and the edits that would make them last.

use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::fingerprint::Fingerprint;
use crate::base::paths::SourcePath;
use crate::compile::builder::Builder;
use crate::document::stable_id::{StableId, insert_ids, insert_texts};
use crate::page::alias_edit;
use crate::site::lock::IdLock;
use crate::site::stable_ids;
use crate::site::tree::Site;
use crate::source::{Source, Sources};

use crate::compile::memo::remember;

/// The edits of source files that make stable ids last: in pages, and in the lock.
#[derive(Clone, Debug)]
pub struct SiteIds {
    /// The number of stable ids of the site.
    pub count: usize,
    /// The pages with ids that are derived from text and not written in their files, in order of
    /// their files.
    pub pages: Vec<PageIds>,
    /// The path of the lock file.
    pub lock: SourcePath,
    /// The lock file as it was read; `None` if there is none.
    pub before: Option<Arc<[u8]>>,
    /// The lock file with every id in it.
    pub after: Vec<u8>,
    /// The lines that are removed from the lock, in order.
    pub removed: Vec<String>,
    /// The lines that are added to the lock, in order.
    pub added: Vec<String>,
}

/// A page with ids that are derived from text and not written in its file.
#[derive(Clone, Debug)]
pub struct PageIds {
    /// The file of the page.
    pub path: SourcePath,
    /// The file of the page as it was read.
    pub before: Arc<[u8]>,
    /// The file of the page with the ids written into it.
    pub after: Vec<u8>,
    /// The ids to write, each with its line, counted from 1.
    pub ids: Vec<(usize, StableId)>,
}

impl SiteIds {
    /// Whether the lock file must be written.
    pub fn changes_lock(&self) -> bool {
        self.before.as_deref().unwrap_or_default() != self.after
    }
}

impl Builder {
    /// Reads the lock file, and reports malformed lines. Empty without the file.
    pub(super) fn read_lock(
        &mut self,
        sources: &Sources,
        path: &SourcePath,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Arc<IdLock> {
        self.lock_file = sources.files.get(path).cloned();
        let Some(source) = &self.lock_file else {
            return Arc::default();
        };
        let kinds = self.features.id_kinds();
        let (lock, problems) =
            remember(&mut self.lock, source.fingerprint(), || match source.text(path) {
                Ok(text) => {
                    let (lock, problems) = IdLock::read(path, &text, &kinds);
                    (Arc::new(lock), problems)
                }
                Err(diagnostic) => (Arc::default(), vec![diagnostic]),
            });
        diagnostics.extend(problems);
        lock
    }

    /// Reports ids of the site that vanished.
    pub(super) fn check_ids(
        &mut self,
        site: &Site,
        lock: &IdLock,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let path = &site.content.lock();
        let severity = self.options.vanished_ids;
        let site_key = self.site.as_ref().map(|(key, _)| *key);
        let file = self.lock_file.as_ref();
        let text = file.and_then(|source| source.text(path).ok());
        // Messages show lines of the file, of which comments say nothing to the site.
        let key = Fingerprint::of(&(site_key, file.map(Source::fingerprint), severity));
        let found = remember(&mut self.lock_diagnostics, key, || {
            // Problems of the lock name places in no other file.
            let text_of = |of: &SourcePath| text.clone().filter(|_| of == path);
            let problems = stable_ids::check(site, lock, severity).into_iter();
            problems.map(|problem| problem.with_texts(&text_of)).collect()
        });
        diagnostics.extend(found);
    }

    /// The edits that make the stable ids of the last build last.
    pub fn ids(&self) -> SiteIds {
        let pages =
            |site: &Site| site.by_source.keys().filter_map(|path| self.page_ids(path)).collect();
        self.lock_edit(pages, stable_ids::update)
    }

    /// The edit of the lock file that retires a page which is gone, and each of its ids. Gives the
    /// number of these too.
    pub fn retire(&self, key: &str) -> (SiteIds, usize) {
        let mut ids = 0;
        let edit = self.lock_edit(
            |_| Vec::new(),
            |_, old| {
                let mut lock = old.clone();
                ids = lock.retire(key);
                lock
            },
        );
        (edit, ids)
    }

    fn lock_edit(
        &self,
        pages: impl FnOnce(&Site) -> Vec<PageIds>,
        update: impl FnOnce(&Site, &IdLock) -> IdLock,
    ) -> SiteIds {
        let site = self.site.as_ref().map(|(_, (site, ..))| Arc::clone(site)).unwrap_or_default();
        let path = site.content.lock();
        let (before, text) = match &self.lock_file {
            Some(source @ Source::Bytes { bytes, .. }) => {
                (Some(bytes.clone()), source.text(&path).unwrap_or_default())
            }
            _ => (None, Arc::default()),
        };
        let old = IdLock::read(&path, &text, &self.features.id_kinds()).0;
        let new = update(&site, &old);
        let (old_lines, new_lines) = (old.lines(), new.lines());
        let without = |lines: &[String], others: &[String]| -> Vec<String> {
            lines.iter().filter(|line| others.binary_search(line).is_err()).cloned().collect()
        };
        SiteIds {
            count: site.with_files().map(|(.., summary)| summary.ids.len()).sum(),
            pages: pages(&site),
            after: lock_bytes(before.as_deref(), &text, &new),
            before,
            lock: path,
            removed: without(&old_lines, &new_lines),
            added: without(&new_lines, &old_lines),
        }
    }

    /// The file of a page of the last build with aliases added to its front matter, and before as it
    /// was read. `None` if they cannot be added without rewriting what the author wrote.
    pub fn with_aliases(
        &self,
        path: &SourcePath,
        aliases: &[String],
    ) -> Option<(Arc<[u8]>, Vec<u8>)> {
        let entry = self.parsed.page(path)?;
        let Source::Bytes { bytes, .. } = &entry.source else {
            return None;
        };
        let text = entry.source.text(path).ok()?;
        let mut insertions = alias_edit::insertions(path, &text, aliases)?;
        for (_, text) in &mut insertions {
            *text = with_line_ends_of(bytes, std::mem::take(text));
        }
        Some((bytes.clone(), insert_texts(bytes, insertions)))
    }

    fn page_ids(&self, path: &SourcePath) -> Option<PageIds> {
        let entry = self.parsed.page(path)?;
        let page = entry.page.as_ref()?;
        let unwritten = |id: &&StableId| id.insertion.is_some();
        let new_ids: Vec<StableId> = page.stable_ids.iter().filter(unwritten).cloned().collect();
        if new_ids.is_empty() {
            return None;
        }
        let Source::Bytes { bytes, .. } = &entry.source else {
            return None;
        };
        let after = insert_ids(bytes, &new_ids);
        let text = entry.source.text(path).ok()?;
        let breaks: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
        let line = |at: usize| breaks.partition_point(|line_break| *line_break < at) + 1;
        let ids = new_ids.into_iter().filter_map(|id| Some((line(id.insertion?.at), id)));
        Some(PageIds { path: path.clone(), before: bytes.clone(), ids: ids.collect(), after })
    }
}

/// The bytes of the new lock file: the old ones if nothing changes, or else the new text with the
/// line ends of the old file. Empty if there is no file and no id.
fn lock_bytes(before: Option<&[u8]>, text: &str, lock: &IdLock) -> Vec<u8> {
    let new = lock.text();
    match before {
        Some(before) if new == text => before.to_vec(),
        Some(before) => with_line_ends_of(before, new).into_bytes(),
        None if lock.entries.is_empty() && lock.retired_pages.is_empty() => Vec::new(),
        None => new.into_bytes(),
    }
}

/// The text with the line ends of a file.
fn with_line_ends_of(file: &[u8], text: String) -> String {
    let has_windows_ends = file.windows(2).any(|pair| pair == b"\r\n");
    if has_windows_ends { text.replace('\n', "\r\n") } else { text }
}
