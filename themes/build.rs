//! The build script: copies the default theme to where `src/theme/layer.rs` embeds it from, with its
//! scripts and style sheets shortened, and packs the styles of citations.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script reads its sources and writes what is built of them"
)]

use std::error::Error;
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
    for source in [
        "themes/default",
        "themes/build.rs",
        "src/citation/pack.rs",
        "src/theme/shorten.rs",
        "src/theme/tokens.rs",
    ] {
        println!("cargo::rerun-if-changed={source}");
    }
    copy_folder(&theme, &copy)?;
    pack::pack(&out)
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
