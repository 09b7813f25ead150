//! The build script: copies the default theme to where `src/theme/layer.rs` embeds it from, with its
//! scripts and style sheets shortened, packs the styles of citations, and gives the program a name by
//! its own sources.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script reads its sources and writes what is built of them"
)]

use std::error::Error;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

use theme::shorten::shorten;
use theme::tokens::{AssetLanguage, unbalanced};

#[path = "../src/theme"]
mod theme {
    pub mod shorten;
    pub mod tokens;
}

#[path = "../src/citation/pack.rs"]
mod pack;

fn main() -> Result<(), Box<dyn Error>> {
    let theme = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("themes/default");
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let copy = out.join("default");
    if copy.exists() {
        fs::remove_dir_all(&copy)?;
    }
    // Two programs of one version that are made of other sources may make other sites.
    let mut hasher = DefaultHasher::new();
    for source in ["Cargo.lock", "src", "themes"] {
        println!("cargo::rerun-if-changed={source}");
        hash(Path::new(source), &mut hasher)?;
    }
    let version = env::var("CARGO_PKG_VERSION")?;
    println!("cargo::rustc-env=HANDBOOK_PROGRAM={version} {:016x}", hasher.finish());
    copy_folder(&theme, &copy)?;
    pack::pack(&out)
}

/// Adds a file, or a folder with all that is in it in order, where there is one.
fn hash(path: &Path, hasher: &mut DefaultHasher) -> Result<(), Box<dyn Error>> {
    if path.is_dir() {
        let entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path()));
        let mut entries: Vec<_> = entries.collect::<Result<_, std::io::Error>>()?;
        entries.sort();
        return entries.iter().try_for_each(|entry| hash(entry, hasher));
    }
    if path.is_file() {
        (path.to_string_lossy().replace('\\', "/"), fs::read(path)?).hash(hasher);
    }
    Ok(())
}

/// Copies a folder with all that is in it, but for documents.
fn copy_folder(from: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let path = entry?.path();
        let to = to.join(path.file_name().unwrap_or_default());
        if path.is_dir() {
            copy_folder(&path, &to)?;
            continue;
        }
        match path.extension().and_then(|extension| extension.to_str()) {
            Some("js") => fs::write(to, short(AssetLanguage::JavaScript, &path)?)?,
            Some("css") => fs::write(to, short(AssetLanguage::Css, &path)?)?,
            Some("md") => {}
            _ => fs::write(to, fs::read(&path)?)?,
        }
    }
    Ok(())
}

/// A script or style sheet, shortened, with all that it opens closed.
fn short(language: AssetLanguage, path: &Path) -> Result<String, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    if let Some((message, range)) = unbalanced(language, &text) {
        return Err(format!("{}, byte {}: {message}", path.display(), range.start).into());
    }
    Ok(shorten(language, &text))
}
