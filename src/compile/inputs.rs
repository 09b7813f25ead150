//! [`Builder::inputs`]: everything that decides a build, as one fingerprint.

use std::fmt::Write;

use crate::base::fingerprint::Fingerprint;
use crate::source::Sources;

use crate::compile::builder::Builder;
use crate::compile::options::BuildOptions;

impl Builder {
    /// The fingerprint of everything that a build of these sources reads: the files of the site, the
    /// options and the program itself. Equal ones mean equal outputs and messages, as long as no page
    /// leads to what lies around the site. `None` if a file could not be read.
    pub fn inputs(&self, sources: &Sources) -> Option<Fingerprint> {
        // Where the site is written does not decide what is written.
        let options = BuildOptions { output_dir: None, ..self.options.clone() };
        let Sources { files, config, plain, hosts, linked, diagnostics, repository: _ } = sources;
        // Only the fingerprint of bytes is equal on every machine.
        let mut text = format!("{}\n{options:?}\n", env!("HANDBOOK_PROGRAM"));
        // Writing to a String cannot fail.
        let _ = writeln!(text, "{config} {plain:?} {hosts:?}");
        for (path, source) in &**files {
            let _ = writeln!(text, "{} {path}", source.fingerprint());
        }
        for (path, linked) in &**linked {
            let _ = writeln!(text, "{path} {} {}", linked.link, linked.file);
        }
        diagnostics.is_empty().then(|| Fingerprint::of_bytes(text.as_bytes()))
    }
}
