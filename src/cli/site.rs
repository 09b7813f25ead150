//! [`SelectedSite`]: the site that a command works on.

use std::collections::BTreeSet;

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use crate::base::diagnostic::{Diagnostic, DiagnosticTotals};
use crate::cli::args::GlobalFlags;
use crate::cli::outcome::{CommandError, CommandResult};
use crate::cli::progress::BuildProgressBar;
use crate::cli::summary::count;
use crate::cli::terminal::Terminal;
use crate::compile::build::Build;
use crate::compile::builder::Builder;
use crate::compile::options::{BuildOptions, OfflineMode};
use crate::compile::progress::Progress;
use crate::config::lints::{LintLevel, LintLevels};
use crate::config::{Config, EDIT_URL_VARIABLE, REPORT_URL_VARIABLE};
use crate::publish::{PublishTarget, guard};
use crate::serve::rebuild::{Rebuilder, Rebuilt};
use crate::source::scan::Scanner;
use crate::source::{BASELINE, CONFIG, ContentFolder, PlainFolder, Sources};

/// The most errors that are surely mended one by one.
const MANY_ERRORS: usize = 10;

/// The site that a command works on, with the flags that concern it.
#[derive(Debug)]
pub(super) struct SelectedSite {
    /// The absolute path of the site's folder.
    pub(super) root: PathBuf,
    /// The path of the configuration; `None` for a folder without one.
    config: Option<PathBuf>,
    /// The absolute path of the output folder, if the command line names one.
    output: Option<PathBuf>,
    /// The levels of codes that the command line sets.
    pub(super) lints: LintLevels,
    /// The flags of every command.
    pub(super) flags: GlobalFlags,
    pub(super) terminal: Terminal,
}

/// The options of a build for readers.
pub(super) fn for_readers() -> BuildOptions {
    BuildOptions { offline: OfflineMode::Worker, ..BuildOptions::default() }
}

impl SelectedSite {
    /// Finds the site that the command names, or else the one that contains the current folder. A
    /// folder of pages needs no configuration.
    pub(super) fn find_any(
        global: &GlobalFlags,
        folder: Option<&Path>,
        terminal: &Terminal,
    ) -> CommandResult<Self> {
        let named = folder.or(global.root.as_deref());
        let here = current_folder(named)?;
        let root = named.map_or_else(|| here.clone(), |named| here.join(named));
        let is_site = match named {
            Some(_) => root.join(CONFIG).symlink_metadata().is_ok(),
            None => nearest(&here).is_some(),
        };
        if is_site || global.config.is_some() || !PlainFolder::has_page(&root) {
            let root = named.map(Path::to_owned);
            return Self::find(&GlobalFlags { root, ..global.clone() }, terminal);
        }
        let site = Self::plain(&root, global, terminal)?;
        site.say_plain(named);
        Ok(site)
    }

    /// A folder without a configuration. Its default output folder is in the current folder, since
    /// nothing is written into somebody else's.
    pub(super) fn plain(
        root: &Path,
        global: &GlobalFlags,
        terminal: &Terminal,
    ) -> CommandResult<Self> {
        let here = current_folder(Some(root))?;
        let root = here.join(root);
        check_folder(&root)?;
        let usual = Config::default().output_dir;
        let output = global.output_dir.as_deref().unwrap_or(Path::new(&usual));
        Ok(Self {
            output: Some(here.join(output)),
            lints: levels(global)?,
            flags: global.clone(),
            terminal: *terminal,
            root,
            config: None,
        })
    }

    /// Says what is shown of a folder without a configuration, and how it gets one.
    fn say_plain(&self, named: Option<&Path>) {
        let Some(folder) = self.scanner().look_at_plain_folder() else {
            return;
        };
        let name = named.map(|named| format!(" {}", named.display())).unwrap_or_default();
        let next = format!("`handbook init --bare{name}` writes a `{CONFIG}` for it");
        self.terminal.say(&match &folder.tool {
            Some((tool, file)) => format!("this is a folder of {tool} (`{file}`); {next}"),
            None => format!("this folder has no `{CONFIG}`; {next}"),
        });
    }

    /// Finds the site that the flags name, or else the one that contains the current folder.
    pub(super) fn find(global: &GlobalFlags, terminal: &Terminal) -> CommandResult<Self> {
        let here = current_folder(global.root.as_deref())?;
        let root = match &global.root {
            Some(root) => here.join(root),
            None => nearest(&here)
                .or_else(|| config_folder(&here, global.config.as_deref()))
                .ok_or_else(|| {
                    CommandError::new(format!("no `{CONFIG}` here or in a folder above"))
                        .hint("start a handbook with `handbook init`")
                        .hint("or give its folder with `--root FOLDER`")
                })?,
        };
        check_folder(&root)?;
        let config = match &global.config {
            Some(config) => [here.join(config), root.join(config)]
                .into_iter()
                .find(|path| path.exists())
                .ok_or_else(|| CommandError::new(format!("there is no `{}`", config.display())))?,
            None => root.join(CONFIG),
        };
        if let Err(error) = config.symlink_metadata() {
            if error.kind() != io::ErrorKind::NotFound {
                return Err(CommandError::path(&config, "read", error));
            }
            return Err(CommandError::new(format!(
                "there is no `{CONFIG}` in `{}`",
                root.display()
            ))
            .hint("start a handbook there with `handbook init`"));
        }
        terminal.detail(&format!("site: {}", root.display()));
        Ok(Self {
            output: global.output_dir.as_ref().map(|output| here.join(output)),
            lints: levels(global)?,
            flags: global.clone(),
            terminal: *terminal,
            root,
            config: Some(config),
        })
    }

    /// A rebuilder with the global flags added to the options of a command.
    pub(super) fn rebuilder(&self, options: BuildOptions) -> Rebuilder {
        let scanner = self.scanner();
        let builder = Builder::new(BuildOptions {
            base_url: self.flags.base_url.clone().or_else(|| options.base_url.clone()),
            output_dir: self.output.as_ref().map(|output| output.to_string_lossy().into_owned()),
            edit_url: env::var(EDIT_URL_VARIABLE).ok(),
            report_url: env::var(REPORT_URL_VARIABLE).ok(),
            drafts: self.flags.drafts,
            lints: self.lints.clone(),
            ..options
        });
        Rebuilder::new(scanner, builder)
    }

    /// A scanner of the site's folder.
    pub(super) fn scanner(&self) -> Scanner {
        let mut scanner = match &self.config {
            Some(config) => Scanner::new(&self.root, config),
            None => Scanner::plain(&self.root),
        };
        if let Some(output) = &self.output {
            scanner.skip(output);
        }
        scanner
    }

    /// The files of the site.
    pub(super) fn sources(&self) -> CommandResult<Sources> {
        Ok(self.scanner().scan()?)
    }

    /// The folder of the pages and the files beside them.
    pub(super) fn content(&self) -> ContentFolder {
        let scanner = self.scanner();
        scanner
            .look_at_plain_folder()
            .map_or_else(|| scanner.content_folder(), |plain| plain.content)
    }

    /// Creates a folder of the site, with those above it. No symbolic link may lead it out of the site.
    pub(super) fn create_folder(&self, folder: &Path) -> CommandResult {
        let exists = |path: &&Path| path.symlink_metadata().is_ok();
        let nearest = folder.ancestors().find(exists).unwrap_or(&self.root);
        let real = |path: &Path| -> CommandResult<PathBuf> {
            fs::canonicalize(path).map_err(|error| CommandError::path(path, "read", error))
        };
        if !real(nearest)?.starts_with(real(&self.root)?) {
            let message = format!("`{}` is outside the site", nearest.display());
            return Err(CommandError::new(message));
        }
        fs::create_dir_all(folder).map_err(|error| CommandError::path(folder, "created", error))
    }

    /// Builds the site, with a progress bar, and prints its diagnostics.
    pub(super) fn build(&self, options: BuildOptions) -> CommandResult<Rebuilt> {
        let rebuilt = self.rebuild(&mut self.rebuilder(options))?;
        self.report(&rebuilt.build)?;
        Ok(rebuilt)
    }

    /// Prints the diagnostics of a build.
    pub(super) fn report(&self, build: &Build) -> CommandResult {
        self.terminal.diagnostics(&build.diagnostics, self.flags.strict)?;
        self.say_known_faults(build);
        Ok(())
    }

    /// Builds a book, and prints what keeps it from being written: `check` has the warnings.
    pub(super) fn build_book(&self, options: BuildOptions) -> CommandResult<Rebuilt> {
        let rebuilt = self.rebuild(&mut self.rebuilder(options))?;
        let is_reason = |d: &&Diagnostic| d.is_error() || self.flags.strict;
        let reasons = rebuilt.build.diagnostics.iter().filter(is_reason);
        self.terminal.diagnostics(&reasons.cloned().collect::<Vec<_>>(), self.flags.strict)?;
        self.say_known_faults(&rebuilt.build);
        Ok(rebuilt)
    }

    /// Builds the site, with a progress bar.
    pub(super) fn rebuild(&self, rebuilder: &mut Rebuilder) -> CommandResult<Rebuilt> {
        let start = Instant::now();
        let sources = rebuilder.scanner.scan()?;
        self.rebuild_from(rebuilder, sources, start)
    }

    /// Builds the site from what a scan found that began at `start`, with a progress bar.
    pub(super) fn rebuild_from(
        &self,
        rebuilder: &mut Rebuilder,
        sources: Sources,
        start: Instant,
    ) -> CommandResult<Rebuilt> {
        let bar =
            self.terminal.is_interactive.then(|| Arc::new(BuildProgressBar::new(&self.terminal)));
        rebuilder.builder.progress = bar.clone().map(|bar| bar as Arc<dyn Progress>);
        let rebuilt = rebuilder.rebuild_from(sources, start);
        if let Some(bar) = bar {
            bar.finish();
        }
        rebuilt?.ok_or_else(|| CommandError::new("the site was not built"))
    }

    /// Refuses a site with these totals if it has errors, or warnings under `--strict`, with a message
    /// that ends with `consequence`. Of a site with many errors, and of a folder without a
    /// configuration, it says how it can be published all the same.
    pub(super) fn accept(
        &self,
        totals: DiagnosticTotals,
        diagnostics: &[Diagnostic],
        consequence: &str,
    ) -> CommandResult {
        if !totals.fails(self.flags.strict) {
            return Ok(());
        }
        let why = if totals.errors > 0 { "" } else { " (refused by --strict)" };
        let error = CommandError::refusal(format!("{}{why}{consequence}", totals.words()));
        let is_many = totals.errors > MANY_ERRORS || totals.errors > 0 && self.config.is_none();
        // What a host does otherwise is no fault of the site, and there are none here.
        let may_lower = is_many && !diagnostics.is_empty();
        Err(if may_lower { error.hint(ways_to_publish(diagnostics)) } else { error })
    }

    /// Says how many faults the baseline knows, if any.
    pub(super) fn say_known_faults(&self, build: &Build) {
        if build.known_faults > 0 {
            let known = count(build.known_faults, "known fault");
            self.terminal.say(&format!("{known}, recorded in `{BASELINE}`"));
        }
    }

    /// The absolute path of the output folder. The default one of a portable site is another, since
    /// a portable site is not for publishing.
    pub(super) fn output(&self, config: &Config, portable: bool) -> PathBuf {
        let folder = config.output_dir.trim_end_matches(['/', '\\']);
        match &self.output {
            Some(output) if !portable || self.flags.output_dir.is_some() => output.clone(),
            _ if portable => self.root.join(format!("{folder}-portable")),
            _ => self.root.join(&config.output_dir),
        }
    }

    /// Checks the output folder of the command line before the build, which excludes that folder
    /// from the sources and would report what is missing then.
    pub(super) fn check_output(&self) -> CommandResult {
        if let Some(output) = &self.output {
            guard::output_folder(&PublishTarget::of_site(&self.root, &self.content(), output))?;
        }
        Ok(())
    }

    /// The target for publishing.
    pub(super) fn target(&self, config: &Config, portable: bool) -> PublishTarget {
        PublishTarget::of_site(&self.root, &config.content, self.output(config, portable))
    }
}

/// The configuration of a site that was built.
pub(super) fn configuration(build: &Build) -> CommandResult<&Config> {
    build.config.as_deref().ok_or_else(|| CommandError::new("the site has no configuration"))
}

/// The current folder, which may be deleted where an absolute path is `named`.
fn current_folder(named: Option<&Path>) -> CommandResult<PathBuf> {
    let unreadable = |error| CommandError::new(format!("cannot read the current folder: {error}"));
    match (env::current_dir(), named) {
        (Err(_), Some(named)) if named.is_absolute() => Ok(named.to_owned()),
        (here, _) => here.map_err(unreadable),
    }
}

/// Checks that the folder of a site can be looked at.
fn check_folder(root: &Path) -> CommandResult {
    match root.metadata() {
        Ok(metadata) if metadata.is_dir() => Ok(()),
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(CommandError::path(root, "read", error))
        }
        _ => Err(CommandError::new(format!("`{}` is not a folder", root.display()))),
    }
}

/// The nearest folder from `here` upwards with a configuration.
fn nearest(here: &Path) -> Option<PathBuf> {
    let is_closed = |error: io::Error| error.kind() == io::ErrorKind::PermissionDenied;
    let has_config = |folder: &&Path| match folder.join(CONFIG).metadata() {
        Ok(metadata) => metadata.is_file(),
        // That there is none is said only where it can be seen.
        Err(error) => *folder == here && is_closed(error),
    };
    here.ancestors().find(has_config).map(Path::to_owned)
}

/// The folder of the configuration that the command line names.
fn config_folder(here: &Path, config: Option<&Path>) -> Option<PathBuf> {
    let config = here.join(config?);
    config.is_file().then(|| config.parent().map(Path::to_owned))?
}

/// How a site with these errors can be published all the same.
fn ways_to_publish(diagnostics: &[Diagnostic]) -> String {
    let errors = || diagnostics.iter().filter(|d| d.is_error());
    let names = |recorded: bool| {
        let codes: BTreeSet<&str> =
            errors().filter(|d| d.may_be_recorded() == recorded).map(|d| d.code.as_str()).collect();
        codes.into_iter().collect::<Vec<_>>().join(",")
    };
    let (recorded, fixed) = (names(true), names(false));
    if !fixed.is_empty() {
        return format!("these must be mended: {fixed}");
    }
    format!(
        "to publish with these faults, record them with `handbook check --write-baseline`, or add \
         `--warn {recorded}`"
    )
}

/// The levels of codes that the command line sets.
fn levels(global: &GlobalFlags) -> Result<LintLevels, CommandError> {
    let mut levels = LintLevels::default();
    for (codes, level) in [
        (&global.allow, LintLevel::Allow),
        (&global.warn, LintLevel::Warn),
        (&global.deny, LintLevel::Deny),
    ] {
        for code in codes {
            if level != LintLevel::Deny && code.published().is_none() {
                return Err(CommandError::new(format!("`{code}` cannot be lowered"))
                    .hint(format!("`handbook explain {code}` says why")));
            }
            levels.set(*code, level);
        }
    }
    Ok(levels)
}
