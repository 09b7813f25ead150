//! `handbook new`: a page from the archetype of its kind.

pub(super) mod archetype;

use std::io;

use crate::base::paths::{OutputPath, SourcePath, slugify};
use crate::cli::args::NewFlags;
use crate::cli::outcome::{CommandError, CommandResult};
use crate::cli::site::SelectedSite;
use crate::publish::edit;
use crate::site::tree_builder::title_from;
use crate::source::{ContentFolder, PAGE_ENDINGS, Sources, folder_page_rank, is_page, page_name};

/// Writes the page and prints its path.
pub(super) fn run(site: &SelectedSite, page: &NewFlags) -> CommandResult {
    let source =
        source_path(&page.path, &site.content(), &|folder| site.root.join(folder).is_dir())?;
    if let Some(other) = page_of_same_address(&site.sources()?, &source) {
        let message = format!("`{other}` has this address already");
        return Err(CommandError::new(message).hint("write into it, or name another path"));
    }
    let written = page.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let title = match &page.title {
        Some(title) => title.trim().to_owned(),
        // Words with capitals and spaces are a title already.
        None if written.contains(' ') => without_ending(written).to_owned(),
        None => title_of(&source),
    };
    let text = archetype::page(page.kind.as_deref(), &title, page.draft);
    let file = site.root.join(source.as_str());
    if let Some(folder) = file.parent() {
        site.create_folder(folder)?;
    }
    edit::create_file(&file, text.as_bytes()).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => CommandError::new(format!("`{source}` already exists")),
        _ => CommandError::path(&file, "created", error),
    })?;
    site.terminal.result(&format!("{source}\n"))?;
    Ok(())
}

/// The source path of a page from the author's text, with or without the folder of the content and
/// `.md`.
fn source_path(
    path: &str,
    content: &ContentFolder,
    is_folder: &dyn Fn(&str) -> bool,
) -> CommandResult<SourcePath> {
    let normalised = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let refused = |why: &str| {
        CommandError::new(format!("`{path}` {why}"))
            .hint(format!("write a path below `{content}`, such as `roles/two-axes`"))
    };
    if normalised.starts_with('/') {
        return Err(refused("is not relative"));
    }
    let below = normalised.trim_start_matches("./");
    let below = below.strip_prefix(&content.path_of("")).unwrap_or(below);
    // A folder is meant, so its own page is.
    let below = match below.strip_suffix('/') {
        Some(folder) if !folder.is_empty() => format!("{folder}/_index"),
        _ => below.to_owned(),
    };
    let source = SourcePath::new(&content.path_of(&below))
        .filter(|place| content.rest(place).is_some_and(|rest| !rest.is_empty()))
        .ok_or_else(|| refused(&format!("is not below `{content}`")))?;
    let rest = content.rest(&source).unwrap_or_default();
    OutputPath::new(rest).map_err(|problem| refused(&problem.to_string()))?;
    as_address(rest, content, is_folder).ok_or_else(|| refused("is not a file name"))
}

/// The path of a page by its path in the content, named as its address will be. Folders that are there
/// keep their names, and so does the page of a folder.
fn as_address(
    rest: &str,
    content: &ContentFolder,
    is_folder: &dyn Fn(&str) -> bool,
) -> Option<SourcePath> {
    let (folders, name) = rest.rsplit_once('/').unwrap_or(("", rest));
    let mut folder = content.path_of("");
    for part in folders.split('/').filter(|part| !part.is_empty()) {
        let is_there = is_folder(&format!("{folder}{part}"));
        folder = format!("{folder}{}/", if is_there { part.to_owned() } else { slugify(part) });
    }
    let name = without_ending(name);
    let as_it_is = SourcePath::new(&format!("{folder}{name}.md"))?;
    if folder_page_rank(&as_it_is).is_some() {
        return Some(as_it_is);
    }
    let slug = Some(slugify(name)).filter(|slug| !slug.is_empty())?;
    SourcePath::new(&format!("{folder}{slug}.md"))
}

/// The name of a file without the ending of pages, if it has one.
fn without_ending(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((stem, ending)) if PAGE_ENDINGS.iter().any(|e| ending.eq_ignore_ascii_case(e)) => stem,
        _ => name,
    }
}

/// Another page that has the address of a page by its path: a folder's own page, that of a file
/// beside the folder with its name, or one that is written in another way.
fn page_of_same_address<'s>(sources: &'s Sources, page: &SourcePath) -> Option<&'s SourcePath> {
    let address = |path: &SourcePath| -> Vec<String> {
        let name = folder_page_rank(path).is_none().then(|| page_name(path));
        let parts = path.folder().split('/').chain(name).filter(|part| !part.is_empty());
        parts.map(slugify).collect()
    };
    let wanted = address(page);
    let mut others = sources.files.keys().filter(|other| is_page(other) && *other != page);
    others.find(|other| address(other) == wanted)
}

/// The title for a page by its file name, "Two axes" for `two-axes.md`; for the index of a folder,
/// by the folder's name.
fn title_of(source: &SourcePath) -> String {
    match source.folder().rsplit('/').next() {
        Some(folder) if folder_page_rank(source).is_some() => title_from(folder),
        _ => title_from(source.file_stem()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_can_be_named_in_every_usual_way() {
        for path in [
            "roles/two-axes",
            "roles/two-axes.md",
            "./roles/two-axes",
            "content/roles/two-axes.md",
            "./content/roles//two-axes",
            "drafts/../roles/two-axes",
            "Roles/Two Axes",
            "roles/two  axes.MD",
            "roles/two-axes.markdown",
            "roles/Two & Axes",
        ] {
            let source = source_path(path, &ContentFolder::default(), &|_| false).unwrap();
            assert_eq!(source.as_str(), "content/roles/two-axes.md", "{path}");
        }
        let folder = source_path("building/", &ContentFolder::default(), &|_| false).unwrap();
        assert_eq!(folder.as_str(), "content/building/_index.md");
        assert_eq!(
            source_path("v1.2", &ContentFolder::default(), &|_| false).unwrap().as_str(),
            "content/v1-2.md"
        );
    }

    #[test]
    fn a_page_lies_below_content_under_a_name_that_every_system_can_store() {
        for path in ["", ".", "&", "../x", "a/../../x", "/etc/x", "a:b", "nul", "x?", "a\nb"] {
            assert!(source_path(path, &ContentFolder::default(), &|_| false).is_err(), "{path:?}");
        }
    }

    #[test]
    fn a_title_is_made_from_the_name() {
        let title = |path: &str| title_of(&SourcePath::new(path).unwrap());
        assert_eq!(title("content/two-axes.md"), "Two axes");
        assert_eq!(title("content/roles/_index.md"), "Roles");
        assert_eq!(title("content/élan_vital.md"), "Élan vital");
    }
}
