//! `handbook theme`: the files of the site's theme, to read and to take over.

use std::collections::BTreeMap;
use std::io;

use crate::base::diagnostic::{Diagnostic, DiagnosticTotals};
use crate::base::paths::SourcePath;
use crate::base::suggest::nearest;
use crate::cli::outcome::{CommandError, CommandResult};
use crate::cli::site::SelectedSite;
use crate::config::{Config, ConfigOverrides};
use crate::publish::edit;
use crate::source::{STATIC, Source, TEMPLATES, THEMES};
use crate::theme::{DEFAULT, theme_files};

/// The folders in which a file is looked for that is named without one, in this order.
const FOLDERS: [&str; 6] =
    ["", "templates/", "templates/partials/", "static/", "styles/", "scripts/"];

type Files = BTreeMap<String, (SourcePath, Source)>;

/// Prints a file of the theme, or the names of all.
pub(super) fn show(site: &SelectedSite, file: Option<&str>) -> CommandResult {
    let (_, files) = read(site)?;
    let Some(file) = file else {
        let names: Vec<&str> = files.keys().map(String::as_str).collect();
        return site.terminal.result(&format!("{}\n", names.join("\n")));
    };
    let (_, (path, source)) = find(&files, file)?;
    let text = source.text(path).map_err(|_| {
        CommandError::new(format!("`{path}` is no text"))
            .hint(format!("`handbook theme copy {file}` copies it"))
    })?;
    site.terminal.result(&text)
}

/// Copies a file of the theme to where the site's own file of that name stands.
pub(super) fn copy(site: &SelectedSite, file: &str) -> CommandResult {
    let (config, files) = read(site)?;
    let (name, (path, source)) = find(&files, file)?;
    let target = match name.split_once('/') {
        Some((TEMPLATES | STATIC, _)) => name.to_owned(),
        _ if config.theme == DEFAULT => {
            return Err(CommandError::new(format!("`{name}` is taken over by a theme alone"))
                .hint(format!(
                    "write `{THEMES}/ours/theme.toml` with the line `extends = \"{DEFAULT}\"`, and \
                     `theme = \"ours\"` in `handbook.toml`"
                )));
        }
        _ => format!("{THEMES}/{}/{name}", config.theme),
    };
    let to = site.root.join(&target);
    if let Some(folder) = to.parent() {
        site.create_folder(folder)?;
    }
    let output = source.output();
    let bytes = output.in_memory().ok_or_else(|| {
        CommandError::new(format!("`{path}` is too large to be taken over"))
            .hint("copy the file yourself")
    })?;
    edit::create_file(&to, &bytes).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => CommandError::new(format!("`{target}` already exists")),
        _ => CommandError::path(&to, "created", error),
    })?;
    site.terminal.result(&format!("{target}\n"))
}

fn read(site: &SelectedSite) -> CommandResult<(Config, Files)> {
    let sources = site.scanner().scan()?;
    let (config, diagnostics) = Config::read(&sources, &ConfigOverrides::default());
    let errors: Vec<_> = diagnostics.into_iter().filter(Diagnostic::is_error).collect();
    site.terminal.diagnostics(&errors, false)?;
    site.accept(DiagnosticTotals::of(&errors), &errors, "")?;
    let files = theme_files(&sources, &config);
    Ok((config, files))
}

/// The file that is meant by its name or by the last part of it.
fn find<'f>(files: &'f Files, file: &str) -> CommandResult<(&'f str, &'f (SourcePath, Source))> {
    let named = file.replace('\\', "/");
    let candidates = FOLDERS.iter().map(|folder| format!("{folder}{named}"));
    let found = candidates.into_iter().find_map(|name| files.get_key_value(&name));
    found.map(|(name, file)| (name.as_str(), file)).ok_or_else(|| {
        let error = CommandError::new(format!("the theme has no file `{file}`"));
        match nearest(&named, files.keys().map(String::as_str)) {
            Some(name) => error.hint(format!("did you mean `{name}`?")),
            None => error.hint("`handbook theme show` lists all files"),
        }
    })
}
