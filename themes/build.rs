//! The build script: copies the default theme to where `src/theme/layer.rs` embeds it from, with its
//! scripts and style sheets shortened, joins those that its `theme.toml` lists, packs the styles of
//! citations, and gives the program a name by its own sources.

#![expect(
    clippy::disallowed_methods,
    reason = "a build script reads its sources and writes what is built of them"
)]

use std::error::Error;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

use theme::shorten::{joined, shorten};
use theme::tokens::{AssetLanguage, unbalanced};
use toml::de::DeTable;

#[path = "../src/theme"]
mod theme {
    pub mod short_names;
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
    join(&copy, &out.join("joined"))?;
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

/// Writes each script and style sheet that the `theme.toml` of a shortened theme lists, under its name.
fn join(theme: &Path, to: &Path) -> Result<(), Box<dyn Error>> {
    fs::create_dir_all(to)?;
    let text = fs::read_to_string(theme.join("theme.toml"))?;
    let lists = DeTable::parse(&text)?.into_inner();
    for (folder, language) in
        [("scripts", AssetLanguage::JavaScript), ("styles", AssetLanguage::Css)]
    {
        let bundles = lists.get(folder).and_then(|bundles| bundles.as_ref().as_table());
        for (name, sources) in bundles.into_iter().flatten() {
            let sources = sources.as_ref().as_array().into_iter().flatten();
            let paths = sources.filter_map(|source| source.as_ref().as_str());
            let texts = paths.map(|path| fs::read_to_string(theme.join(folder).join(path)));
            let texts = texts.collect::<Result<Vec<String>, _>>()?;
            let text = joined(language, texts.iter().map(String::as_str));
            fs::write(to.join(name.as_ref().as_ref()), text)?;
        }
    }
    Ok(())
}

/// A script or style sheet, shortened, with all that it opens closed.
fn short(language: AssetLanguage, path: &Path) -> Result<String, Box<dyn Error>> {
    // A checkout on Windows may have other line ends, and makes the same files.
    let text = fs::read_to_string(path)?.replace("\r\n", "\n");
    if let Some((message, range)) = unbalanced(language, &text) {
        return Err(format!("{}, byte {}: {message}", path.display(), range.start).into());
    }
    Ok(shorten(language, &text))
}
