//! `_headers` and `_redirects`, the files of Netlify, which other hosts read too.

use crate::hosting::host::HostFile;
use crate::hosting::plan::{FOR_A_YEAR, HostingPlan, REVALIDATED};

/// The name of the file with the headers.
pub const HEADERS: &str = "_headers";
/// The name of the file of redirects.
pub const REDIRECTS: &str = "_redirects";

/// `_headers`: the headers of every answer, long caching for what never changes, none for what must
/// keep its address. Hosts that read this file revalidate everything else by themselves. `most` is the
/// number of rules that are read.
pub fn headers(plan: &HostingPlan, most: usize) -> HostFile {
    let mut text = format!("{}*\n", plan.base_path);
    for (name, value) in &plan.headers {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    let revalidated = plan.revalidated.iter().map(|address| (address, REVALIDATED));
    // Those with a star stand for many.
    let (folders, files): (Vec<_>, Vec<_>) =
        plan.fingerprinted.iter().partition(|address| address.ends_with('*'));
    let cached = folders.into_iter().chain(files).map(|address| (address, FOR_A_YEAR));
    for (address, value) in revalidated.chain(cached).take(most - 1) {
        text.push_str(&format!("{address}\n  Cache-Control: {value}\n"));
    }
    HostFile { path: HEADERS, text }
}

/// `_redirects`, a line for each. `status` is what follows the addresses.
pub fn redirects<'a>(
    pairs: impl IntoIterator<Item = (&'a str, &'a str)>,
    status: &str,
) -> HostFile {
    let lines = pairs.into_iter().map(|(from, to)| format!("{from} {to} {status}\n"));
    HostFile { path: REDIRECTS, text: lines.collect() }
}
