//! [`with_compressed`]: compressed files beside those of a site, for hosts that send them in their
//! place and compress nothing themselves.

use std::io::{self, Write as _};

use brotli::enc::BrotliEncoderParams;
use flate2::write::GzEncoder;
use flate2::{Compression, GzBuilder};
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::base::outputs::{Output, Outputs, force_lazy};
use crate::base::paths::OutputPath;

/// The endings of files of text. All other files are compressed by their own formats.
const TEXTS: &[&str] = &["css", "csv", "html", "js", "json", "md", "svg", "txt", "xml"];
/// What is smaller than this fits into one packet of the network in any case.
const SMALLEST: u64 = 512;

/// The files of a site with compressed ones beside those that get smaller: `index.html.gz`. `endings`
/// are `br` and `gz`, as far as the host serves them.
pub fn with_compressed(outputs: &Outputs, endings: &[&str]) -> Outputs {
    force_lazy(outputs);
    let texts: Vec<(&OutputPath, &Output)> = outputs
        .iter()
        .filter(|(path, output)| TEXTS.contains(&path.extension()) && output.len() >= SMALLEST)
        .collect();
    let compressed: Vec<Vec<(OutputPath, Output)>> = texts
        .par_iter()
        .map(|(path, output)| {
            let Some(bytes) = output.in_memory() else { return Vec::new() };
            let files = endings.iter().filter_map(|ending| {
                let small = compress(&bytes, ending).ok().filter(|s| s.len() < bytes.len())?;
                let path = OutputPath::new(&format!("{path}.{ending}")).ok()?;
                Some((path, output.derived(small)))
            });
            files.collect()
        })
        .collect();
    let mut all = outputs.clone();
    for (path, output) in compressed.into_iter().flatten() {
        // A file of the site's own stays.
        all.entry(path).or_insert(output);
    }
    all
}

/// A file in the format that its ending names, `gz` or `br`. Nothing but the content decides its bytes,
/// since neither format gets a time or a name.
fn compress(bytes: &[u8], ending: &str) -> io::Result<Vec<u8>> {
    if ending == "gz" {
        let mut encoder: GzEncoder<Vec<u8>> =
            GzBuilder::new().write(Vec::new(), Compression::best());
        encoder.write_all(bytes)?;
        return encoder.finish();
    }
    let settings = BrotliEncoderParams {
        quality: 9,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &settings)?;
    Ok(compressed)
}
