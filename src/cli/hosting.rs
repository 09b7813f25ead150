//! `handbook hosting`: what a host must be told, and what hosts can do.

use std::fs;
use std::path::Path;

use crate::cli::outcome::{CommandError, CommandResult};
use crate::cli::site::{SelectedSite, configuration, for_readers};
use crate::cli::terminal::Terminal;
use crate::compile::build::Build;
use crate::config::Config;
use crate::hosting::HOSTS;
use crate::hosting::host::{FilePlace, Host, HostFile, MARK};
use crate::hosting::plan::HostingPlan;
use crate::publish::edit;

/// Prints the files that tell a host what to do, or writes them to a folder. Without the name of a
/// host it is that of the site.
pub(super) fn run(
    site: &SelectedSite,
    host: Option<&'static Host>,
    folder: Option<&Path>,
) -> CommandResult {
    let rebuilt = site.build(for_readers())?;
    let build = rebuilt.build;
    site.accept(build.totals(), &build.diagnostics, "")?;
    let config = configuration(&build)?;
    let unknown = || {
        CommandError::new("the host of this site is not known").hint(
            "name it: `handbook hosting HOST`, or `host = \"…\"` under `[hosting]` in `handbook.toml`; \
             `handbook hosting --list` lists all",
        )
    };
    let host = host.or_else(|| config.hosting.host()).ok_or_else(unknown)?;
    let files = (host.files)(&build.hosting);
    if !host.lost.is_empty() {
        site.terminal.say(&format!("{}: {}", host.title, host.lost));
    }
    warn_of_path(site, host, &build);
    if host.place == FilePlace::Output {
        let is_own = config.hosting.host().is_some_and(|own| own.name == host.name);
        let name = host.name;
        let told = if is_own {
            String::new()
        } else {
            format!("with `host = \"{name}\"` under `[hosting]` ")
        };
        site.terminal.say(&format!("{told}every build writes these files to the output folder"));
        if is_own {
            say_own_files(site, &build, "");
        }
    }
    match folder {
        Some(folder) => write(site, folder, &files),
        None => site.terminal.result(&printed(&files)),
    }
}

/// The texts of files; if there are several, each below its name.
fn printed(files: &[HostFile]) -> String {
    match files {
        [HostFile { text, .. }] => text.clone(),
        files => files.iter().map(|file| format!("# {}\n{}\n", file.path, file.text)).collect(),
    }
}

/// Writes files to a folder, over those that this command wrote.
fn write(site: &SelectedSite, folder: &Path, files: &[HostFile]) -> CommandResult {
    fs::create_dir_all(folder).map_err(|error| CommandError::path(folder, "created", error))?;
    let is_own = |bytes: &[u8]| String::from_utf8_lossy(bytes).contains(MARK);
    let place = |file: &HostFile| folder.join(file.path);
    edit::write_files(files.iter().map(|f| (place(f), f.text.clone().into_bytes())), &is_own)?;
    for file in files {
        site.terminal.say(&format!("wrote `{}`", place(file).display()));
    }
    Ok(())
}

/// Prints what each host can do, as a table of Markdown.
pub(super) fn list(terminal: &Terminal) -> CommandResult {
    let mut table = String::from(
        "| Host | Is told by | Headers | Redirects | Below a path | Compressed files | What it cannot do |\n\
         |---|---|---|---|---|---|---|\n",
    );
    for host in HOSTS {
        let files = (host.files)(&HostingPlan::default());
        let names = files.iter().map(|file| format!("`{}`", file.path));
        let names = names.collect::<Vec<_>>().join(", ");
        let yes = |is: bool| if is { "yes" } else { "no" };
        let compressed = match host.precompressed {
            [] => "by itself".to_owned(),
            endings => endings.iter().map(|e| format!("`.{e}`")).collect::<Vec<_>>().join(", "),
        };
        table.push_str(&format!(
            "| `{}` | {} | {} | {} | {} | {compressed} | {} |\n",
            host.name,
            if names.is_empty() { "nothing" } else { &names },
            yes(host.sends_headers),
            yes(host.redirects),
            yes(!host.at_root),
            host.lost,
        ));
    }
    terminal.result(&table)
}

/// Says which files of the site's own take the place of those that the build writes, and `printed`.
fn say_own_files(site: &SelectedSite, build: &Build, printed: &str) {
    for name in build.own_host_files() {
        site.terminal.say(&format!(
            "the site's own `{name}` takes the place of what the build writes{printed}"
        ));
    }
}

/// Warns of a site that is built for a path, for a host that serves the output folder at its root.
/// Returns whether it did.
fn warn_of_path(site: &SelectedSite, host: &Host, build: &Build) -> bool {
    let path = &build.hosting.base_path;
    let is_wrong = host.at_root && path != "/";
    if is_wrong {
        site.terminal.warning(&format!(
            "{} serves a handbook at the root of a host, and this site is built for `{path}`: give an \
             address without a path as `base_url` or after `--base-url`",
            host.title
        ));
    }
    is_wrong
}

/// Says once what the host of a site does not do, and what it must still be told. Returns whether
/// that was a warning.
pub(super) fn say(site: &SelectedSite, build: &Build) -> bool {
    let Some(Config { hosting, .. }) = build.config.as_deref() else {
        return false;
    };
    if hosting.is_in_doubt() {
        site.terminal.say(&format!(
            "there are files for several hosts ({}): name yours with `host = \"…\"` under \
             `[hosting]` in `handbook.toml`",
            hosting.found.join(", ")
        ));
    }
    let printed = hosting.host().map_or_else(String::new, |host| {
        format!(" for {}: `handbook hosting {}` prints that", host.title, host.name)
    });
    say_own_files(site, build, &printed);
    let Some(host) = hosting.host() else {
        return false;
    };
    let has_warned = warn_of_path(site, host, build);
    if !host.sends_headers {
        site.terminal.say(&format!("{}: {}", host.title, host.lost));
    }
    if host.place == FilePlace::Elsewhere {
        site.terminal
            .say(&format!("{}: `handbook hosting` prints its settings for this build", host.title));
    }
    has_warned
}
