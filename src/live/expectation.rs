//! [`Expectation`]: an address of a built site, and what a host should send for it.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::outputs::{MANIFEST, Output};
use crate::base::paths::{OutputPath, encode};
use crate::compile::build::Build;
use crate::hosting::HOST_FILES;
use crate::site::path_registry::is_hidden;

/// A part of an address that no site has.
const NOWHERE: &str = "handbook-check-live-nowhere/";

/// An address, and what a host should send for it.
#[derive(Clone, Debug)]
pub(super) struct Expectation {
    /// The path of the address, percent-encoded.
    pub(super) address: String,
    pub(super) wanted: Wanted,
}

/// What a host should send.
#[derive(Clone, Debug)]
pub(super) enum Wanted {
    /// A file of the site.
    File(OutputPath, Output),
    /// A redirect to this address; the page that leads on, where the host sends no redirects.
    Redirect(String, Option<Output>),
    /// The page for what is not there, with its status.
    Missing(Option<Output>),
    /// Anything but the file: it is not for readers.
    Nothing,
    /// A redirect to the same address with a slash at its end.
    Slash,
    /// Nothing new, to whoever has the page already.
    Unchanged,
    /// The page, compressed.
    Compressed,
}

/// All that is expected of a host, what concerns every reader first.
pub(super) fn expectations(build: &Build) -> Vec<Expectation> {
    let plan = &build.hosting;
    let output = |name: &str| build.outputs.get(&OutputPath::new(name).ok()?).cloned();
    let redirects: BTreeMap<&str, &str> =
        plan.redirects.iter().map(|(from, to)| (from.as_str(), to.as_str())).collect();
    let at = |below: &str, wanted| Expectation { address: plan.address(below), wanted };
    let missing = output("404.html");
    let mut all = vec![
        at(NOWHERE, Wanted::Missing(missing.clone())),
        at(&format!("{NOWHERE}below/any.html"), Wanted::Missing(missing)),
        at(MANIFEST, Wanted::Nothing),
        at("", Wanted::Unchanged),
        at("", Wanted::Compressed),
    ];
    let files = build.outputs.iter().filter(|(path, _)| is_for_readers(path));
    let files: Vec<Expectation> = files
        .filter_map(|(path, output)| {
            let address = address(path, &plan.base_path);
            let wanted = match redirects.get(address.as_str()) {
                Some(to) => Wanted::Redirect((*to).to_owned(), Some(output.clone())),
                None => Wanted::File(path.clone(), output.clone()),
            };
            (path.as_str() != "404.html").then_some(Expectation { address, wanted })
        })
        .collect();
    // Some hosts add no slash to what looks like a file, `/page.php`.
    let queried: BTreeSet<&str> = plan.queries.iter().map(|query| query.from.as_str()).collect();
    let is_page = |one: &&Expectation| {
        one.address.ends_with('/')
            && one.address != plan.base_path
            && !queried.contains(one.address.as_str())
            && matches!(one.wanted, Wanted::File(..))
    };
    // What is deepest is likeliest to be treated in another way.
    let deepest = files.iter().filter(is_page).max_by_key(|one| one.address.matches('/').count());
    all.extend(deepest.map(|page| Expectation {
        address: page.address.trim_end_matches('/').to_owned(),
        wanted: Wanted::Slash,
    }));
    let (first, rest): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|one| !matches!(one.wanted, Wanted::File(..)) || is_page(&one));
    all.extend(first);
    all.extend(rest);
    // Aliases at whose address there is no page.
    let known: BTreeSet<String> = all.iter().map(|one| one.address.clone()).collect();
    let others = redirects.iter().filter(|(from, _)| !known.contains(**from));
    all.extend(others.map(|(from, to)| Expectation {
        address: (*from).to_owned(),
        wanted: Wanted::Redirect((*to).to_owned(), None),
    }));
    all
}

/// Whether a file is one that hosts send: none that tells the host something, and none that is hidden.
fn is_for_readers(path: &OutputPath) -> bool {
    !HOST_FILES.contains(&path.as_str()) && !is_hidden(path)
}

/// The address of a file; that of a page is its folder.
fn address(path: &OutputPath, base_path: &str) -> String {
    let name = path.as_str();
    let folder = name.strip_suffix("index.html").filter(|f| f.is_empty() || f.ends_with('/'));
    format!("{base_path}{}", encode(folder.unwrap_or(name)))
}
