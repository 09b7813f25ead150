//! Commands and flags of other tools, separated by spaces, with what to write here; and those of
//! another command of ours.

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Command, CommandFactory, Error};

use crate::cli::args::Cli;

/// Commands of Zola, Hugo, mdBook, MkDocs, Jekyll, Docusaurus, VitePress, Eleventy and Astro.
const COMMANDS: &[(&str, &str)] = &[
    (
        "dev develop live livehtml livereload open preview run s server start up watch",
        "`handbook serve` shows the site while you write; `handbook build --watch` writes it",
    ),
    (
        "deploy gh-deploy gh-pages publish push sync upload",
        "write the site with `handbook build` and upload its output folder",
    ),
    ("doctor hyperlink linkcheck lint test validate verify", "write `handbook check`"),
    (
        "list ls get-deps stats",
        "`handbook check` counts pages; with `generate_data = true`, `handbook.json` lists all",
    ),
    ("b compile generate make render", "write `handbook build`"),
    (
        "add create post page draft new-post new-page new-site",
        "write `handbook new` or `handbook init`",
    ),
    (
        "convert import migrate setup quickstart",
        "`handbook init --bare` takes a folder that has pages",
    ),
    ("clear clean-all cleanup remove", "write `handbook clean`"),
    ("theme themes", "set `theme` in `handbook.toml`; a theme is a folder below `themes`"),
    ("version info", "write `handbook --version`"),
    ("completion", "write `handbook completions`"),
    ("book export", "write `handbook pdf` or `handbook epub`"),
];

/// Flags of these tools.
const FLAGS: &[(&str, &str)] = &[
    (
        "-d --dest --dest-dir --destination --site-dir --out --out-dir --outDir --outdir --output",
        "write `--output-dir FOLDER`, or `--output-file FILE` for `epub`, `pdf` and `print`",
    ),
    ("--json --format --output-format --reporter -j", "write `--message-format json`"),
    (
        "--color --colour --no-color --colors",
        "leave it out, or set `NO_COLOR=1` for text without colours",
    ),
    ("--jobs --threads --parallel", "leave it out: all processors are used"),
    ("--force-polling --poll-interval --force_polling", "write `--poll`"),
    (
        "--all",
        "leave it out: `handbook clean` removes all that a build wrote, and `handbook explain` lists all codes",
    ),
    (
        "-D --buildDrafts --build-drafts --draft --include-drafts --show-drafts --unpublished",
        "write `--drafts`",
    ),
    ("--minify -m --optimize --compress", "leave it out: pages are already small"),
    (
        "-b --baseURL --baseUrl --baseurl --base --base-path --url --pathprefix",
        "write `--base-url URL`",
    ),
    (
        "--address --bind --dev-addr --host --hostname -a -n -H",
        "write `handbook serve --interface ADDRESS`",
    ),
    ("-s -S --source --src --contentDir --docs --input", "write `--root FOLDER`"),
    ("-f --config-file --configFile", "write `--config FILE`"),
    ("--watch -w", "`handbook serve` watches always, and `handbook build` with `--watch`"),
    (
        "--livereload --live-reload --liveReload --hot",
        "leave it out: open pages follow each change",
    ),
    ("--disableLiveReload --no-livereload --noreload --no-watch", "write `--no-reload`"),
    ("--navigateToChanged", "write `--navigate-to-changed`"),
    ("-O --open-browser --openBrowser --launch-browser", "write `--open`"),
    (
        "--clean --cleanDestinationDir --gc --no-cache --ignoreCache --clear-cache --incremental --dirty",
        "leave it out: each build deletes what it no longer writes, and remembers nothing",
    ),
    ("-t --theme", "set `theme` in `handbook.toml`"),
    ("--dry-run --dryRun --check", "write `handbook check`"),
    ("-F --buildFuture --future", "leave it out: a page with a date to come is published"),
    ("-e --environment --env", "leave it out: flags such as `--base-url URL` say what differs"),
    ("--dev --development", "`handbook serve` shows the site while you write"),
    (
        "--disableFastRender --fast",
        "leave it out: what an edit changes is rendered, and nothing else",
    ),
    (
        "--skip-external-links --skip-links --external --external-links --check-external",
        "leave it out: links to other sites are not opened",
    ),
    ("--use-directory-urls", "leave it out: each page is `index.html` in a folder of its own"),
    ("--locale --language --lang", "set `language` in `handbook.toml`"),
    ("--debug --log --logLevel --log-level --trace", "write `--verbose`"),
    ("--silent", "write `--quiet`"),
    ("--fail-on-warning --panicOnWarning --werror", "write `--strict`"),
    ("-P --listen", "write `handbook serve --port NUMBER`"),
];

/// Gives the error about a command or a flag that is not known what to write instead, if it is that of
/// another tool or of another command.
pub(super) fn explain(error: &mut Error) {
    let named = |kind| match error.get(kind) {
        Some(ContextValue::String(name)) => Some(name.split([' ', '=']).next()?.to_owned()),
        _ => None,
    };
    let hint = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            named(ContextKind::InvalidSubcommand).and_then(|name| of_others(COMMANDS, &name))
        }
        ErrorKind::UnknownArgument => named(ContextKind::InvalidArg)
            .and_then(|name| of_others(FLAGS, &name).or_else(|| of_our_commands(&name))),
        _ => None,
    };
    let Some(hint) = hint else {
        return;
    };
    for kind in
        [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
    {
        error.remove(kind);
    }
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![hint.into()]));
}

fn of_others(table: &[(&str, &str)], name: &str) -> Option<String> {
    let row = table.iter().find(|(names, _)| names.split(' ').any(|known| known == name))?;
    Some(row.1.to_owned())
}

/// The hint for a flag that other commands have.
fn of_our_commands(flag: &str) -> Option<String> {
    let cli = Cli::command();
    let has_flag = |command: &&Command| {
        command.get_arguments().any(|argument| {
            let long = argument.get_long().is_some_and(|long| flag == format!("--{long}"));
            let short = argument.get_short().is_some_and(|short| flag == format!("-{short}"));
            long || short && !argument.is_global_set()
        })
    };
    let names =
        cli.get_subcommands().filter(has_flag).map(|c| format!("`handbook {}`", c.get_name()));
    let names: Vec<String> = names.collect();
    (!names.is_empty()).then(|| format!("`{flag}` is a flag of {}", names.join(" and ")))
}
