//! A place to publish to, and what it holds.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use handbook::base::fingerprint::Fingerprint;
use handbook::base::outputs::{Output, Outputs};
use handbook::base::paths::OutputPath;
use handbook::base::seen_file::SeenFile;
use handbook::publish::{
    DiskAction, MANIFEST, PublishError, PublishOptions, PublishReport, PublishTarget, publish,
    publish_with_hook,
};
use handbook::source::ContentFolder;
use tempfile::TempDir;

/// A site's folder with an output folder that does not exist yet.
pub struct Place {
    folder: TempDir,
    /// The output folder.
    pub output: PathBuf,
}

impl Place {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("a folder").join("site");
        fs::create_dir(&root).expect("a folder");
        Self { folder, output: root.join("public") }
    }

    /// The folder around the site's folder.
    pub fn above(&self) -> PathBuf {
        self.folder.path().canonicalize().expect("a folder")
    }

    pub fn root(&self) -> PathBuf {
        self.above().join("site")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.output.join(name)
    }

    pub fn target(&self) -> PublishTarget {
        PublishTarget {
            home: Some(self.above().join("home")),
            ..PublishTarget::of_site(self.root(), &ContentFolder::default(), &self.output)
        }
    }

    pub fn publish(&self, outputs: &Outputs) -> Result<PublishReport, PublishError> {
        publish(outputs, &self.target(), PublishOptions::default())
    }

    pub fn force(&self, outputs: &Outputs) -> Result<PublishReport, PublishError> {
        publish(outputs, &self.target(), PublishOptions { force: true })
    }

    /// Publishes and tells each step, paths relative to the output where they lie in it.
    pub fn steps(
        &self,
        outputs: &Outputs,
    ) -> (Result<PublishReport, PublishError>, Vec<(DiskAction, String)>) {
        let steps = Mutex::new(Vec::new());
        let result =
            publish_with_hook(outputs, &self.target(), PublishOptions::default(), &|step| {
                let path = step.path.strip_prefix(&self.output).unwrap_or(step.path);
                let step = (step.action, path.display().to_string());
                steps.lock().expect("a list").push(step);
                Ok(())
            });
        (result, steps.into_inner().expect("a list"))
    }

    /// Checks that the output holds the site, the named files of others, and nothing else, and
    /// that nothing was left beside it.
    #[track_caller]
    pub fn assert_holds(&self, outputs: &Outputs, foreign: &[(&str, &str)]) {
        let mut found = tree(&self.output);
        assert!(found.remove(MANIFEST).is_some(), "no manifest");
        let mut expected: BTreeMap<String, Vec<u8>> =
            outputs.iter().map(|(path, output)| (path.to_string(), content(output))).collect();
        for (path, text) in foreign {
            expected.insert((*path).to_owned(), text.as_bytes().to_vec());
        }
        assert_eq!(shown(&found), shown(&expected));
        assert_eq!(self.litter(), Vec::<String>::new());
    }

    /// Checks that the output holds the named files of others and nothing else, and that nothing
    /// was left beside it.
    #[track_caller]
    pub fn assert_clean(&self, foreign: &[(&str, &str)]) {
        let left: Vec<String> = tree(&self.output).into_keys().collect();
        assert_eq!(left, foreign.iter().map(|(name, _)| *name).collect::<Vec<_>>());
        assert_eq!(self.litter(), Vec::<String>::new());
    }

    /// What the publisher left beside and in the output.
    pub fn litter(&self) -> Vec<String> {
        tree(&self.root())
            .into_keys()
            .filter(|name| name.contains("handbook-") && !name.ends_with(MANIFEST))
            .collect()
    }
}

fn shown(tree: &BTreeMap<String, Vec<u8>>) -> BTreeMap<&str, String> {
    let text = |content: &Vec<u8>| match content.len() {
        0..200 => String::from_utf8_lossy(content).into_owned(),
        len => format!("{len} bytes {}", Fingerprint::of_bytes(content)),
    };
    tree.iter().map(|(name, content)| (name.as_str(), text(content))).collect()
}

/// A site of texts.
pub fn site(files: &[(&str, &str)]) -> Outputs {
    files
        .iter()
        .map(|(path, text)| {
            let path = OutputPath::new(path).expect("a path");
            (path, Output::bytes(text.as_bytes()))
        })
        .collect()
}

/// The copy of a file that is taken to hold `text`.
pub fn copy(from: &Path, text: &str) -> Output {
    Output::Copy {
        from: SeenFile::look(from).expect("a file"),
        len: text.len() as u64,
        fingerprint: Fingerprint::of_bytes(text.as_bytes()),
    }
}

/// What an output will be on disk.
pub fn content(output: &Output) -> Vec<u8> {
    match (output.in_memory(), output) {
        (Some(bytes), _) => bytes.to_vec(),
        (None, Output::Copy { from, .. }) => read(from.as_ref()),
        (None, _) => unreachable!("all others are held"),
    }
}

/// Every file, link (`->` and where it leads) and empty folder (with a slash at its end) below a
/// folder, by its relative path.
pub fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = walkdir::WalkDir::new(folder).min_depth(1);
    let mut tree = BTreeMap::new();
    for entry in entries {
        let entry = entry.expect("an entry");
        let path = entry.path();
        let name = path.strip_prefix(folder).expect("below").to_str();
        let name = name.expect("a name").replace('\\', "/");
        if entry.path_is_symlink() {
            let to = fs::read_link(path).expect("a link");
            tree.insert(name, format!("->{}", to.display()).into_bytes());
        } else if !entry.file_type().is_dir() {
            tree.insert(name, read(path));
        } else if fs::read_dir(path).expect("a folder").next().is_none() {
            tree.insert(name + "/", Vec::new());
        }
    }
    tree
}

#[expect(clippy::disallowed_methods, reason = "tests look at the disk")]
pub fn read(path: &Path) -> Vec<u8> {
    fs::read(path).expect("a file")
}

/// Writes a file, with the folders that it needs.
#[expect(clippy::disallowed_methods, reason = "tests prepare the disk")]
pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, text).expect("written");
}

/// Whether the message of an error names a path.
pub fn names(error: &PublishError, path: &Path) -> bool {
    error.to_string().contains(&format!("`{}`", path.display()))
}
