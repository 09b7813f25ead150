//! A part of the build script: packs the CSL styles and locales of `hayagriva`, which compressed take a
//! tenth of their bytes, and writes the tables that `archive.rs` includes.

use std::error::Error;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::Path;

use flate2::Compression;
use flate2::write::DeflateEncoder;
use hayagriva::archive::{ArchivedStyle, LOCALES, locales};

/// Writes the packed styles and locales, and the tables of them, into a folder.
pub fn pack(out: &Path) -> Result<(), Box<dyn Error>> {
    let mut styles: Vec<(Vec<String>, Vec<u8>)> = Vec::new();
    for style in ArchivedStyle::all() {
        let mut bytes = Vec::new();
        ciborium::into_writer(&style.get(), &mut bytes)?;
        styles.push((style.names().iter().map(ToString::to_string).collect(), bytes));
    }
    let named = LOCALES.iter().zip(locales());
    let locales = named.filter_map(|(bytes, locale)| Some((vec![locale.lang?.0], bytes.to_vec())));
    let mut code = String::new();
    let tables = [("STYLES", "styles", styles), ("LOCALES", "locales", locales.collect())];
    for (name, what, entries) in tables {
        writeln!(code, "/// The {what}.\npub const {name}: &[Packed] = &[")?;
        for (at, (names, bytes)) in entries.into_iter().enumerate() {
            let file = format!("{name}{at}");
            let mut packed = DeflateEncoder::new(Vec::new(), Compression::best());
            packed.write_all(&bytes)?;
            fs::write(out.join(&file), packed.finish()?)?;
            writeln!(code, "Packed {{ names: &{names:?}, bytes: include_bytes!({file:?}) }},")?;
        }
        writeln!(code, "];")?;
    }
    Ok(fs::write(out.join("archive.rs"), code)?)
}
