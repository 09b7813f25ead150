//! [`PublishError`]: trouble with the machine, never with the content. Each names the path it is about.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a site could not be published or cleaned.
#[derive(Debug)]
pub enum PublishError {
    /// The operating system refused.
    Io {
        /// The verb after "cannot": `write`, `read`, `delete`, `create the folder`, `lock`.
        doing: &'static str,
        /// The file or folder.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// The output folder is one that must not be written.
    Refused {
        /// The output folder, links resolved.
        path: PathBuf,
        /// A sentence about it that begins with "it".
        why: String,
    },
    /// The output folder has no manifest and is not empty.
    UnownedFolder {
        /// The output folder.
        path: PathBuf,
        /// The name of one of the entries in it.
        entry: String,
    },
    /// A file that is not ours has the name of a file of the site and another content.
    UnownedFile {
        /// The file.
        path: PathBuf,
    },
    /// A file was asked for by name, and that name is somebody else's.
    Taken {
        /// What has the name.
        path: PathBuf,
    },
    /// Something that is not ours is a folder where the site needs a file, or the reverse.
    InTheWay {
        /// What is in the way.
        path: PathBuf,
    },
    /// A symbolic link is where the site needs a folder.
    SymbolicLink {
        /// The link.
        path: PathBuf,
    },
    /// The manifest or the journal cannot be understood.
    Record {
        /// The file.
        path: PathBuf,
        /// What is wrong with it, after "the file".
        why: String,
    },
    /// Another process is publishing to the folder.
    Busy {
        /// The output folder.
        path: PathBuf,
    },
    /// A source file is not what it was when it was scanned.
    SourceChanged {
        /// The source file.
        path: PathBuf,
    },
    /// A source file that is to be edited is not what was read of it.
    SourceEdited {
        /// The source file.
        path: PathBuf,
    },
    /// A source file that is to be edited is a symbolic link.
    SourceIsLink {
        /// The link.
        path: PathBuf,
    },
    /// A source file that is to be edited is read-only.
    SourceReadOnly {
        /// The source file.
        path: PathBuf,
    },
    /// The site has a file under a name that the publisher needs for itself.
    Reserved {
        /// The place of the file.
        path: PathBuf,
    },
    /// The site has a file and a folder of one name.
    FileAndFolder {
        /// The place of the two.
        path: PathBuf,
    },
}

impl PublishError {
    /// The file or folder that the error is about.
    pub fn path(&self) -> &Path {
        match self {
            Self::Io { path, .. }
            | Self::Refused { path, .. }
            | Self::UnownedFolder { path, .. }
            | Self::UnownedFile { path }
            | Self::Taken { path }
            | Self::InTheWay { path }
            | Self::SymbolicLink { path }
            | Self::Record { path, .. }
            | Self::Busy { path }
            | Self::SourceChanged { path }
            | Self::SourceEdited { path }
            | Self::SourceIsLink { path }
            | Self::SourceReadOnly { path }
            | Self::Reserved { path }
            | Self::FileAndFolder { path } => path,
        }
    }

    /// For `map_err`: what was done, and to what.
    pub(super) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Io {
            doing,
            path: path.to_owned(),
            error,
        }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path().display();
        match self {
            Self::Io { doing, error, .. } => write!(f, "cannot {doing} `{path}`: {error}"),
            Self::Refused { why, .. } => write!(f, "will not publish to `{path}`: {why}"),
            Self::UnownedFolder { entry, .. } => write!(
                f,
                "will not publish to `{path}`: it holds `{entry}` and was not made by handbook; \
                 use an empty folder, or `--force` to publish beside what is there"
            ),
            Self::UnownedFile { .. } => write!(
                f,
                "will not overwrite `{path}`: it was not written by handbook; \
                 move it away, or use `--force`"
            ),
            Self::Taken { .. } => write!(
                f,
                "will not replace `{path}`: it was not written by handbook; \
                 move it away, or name another file"
            ),
            Self::InTheWay { .. } => write!(
                f,
                "`{path}` was not written by handbook and is in the way of the site; move it away"
            ),
            Self::SymbolicLink { .. } => write!(
                f,
                "`{path}` is a symbolic link and the site needs a folder there; move it away"
            ),
            Self::Record { why, .. } => write!(
                f,
                "cannot tell which files are handbook's: `{path}` {why}; \
                 to start afresh, delete that file and use `--force`"
            ),
            Self::Busy { .. } => write!(
                f,
                "another process is publishing to `{path}`; try again when it is done"
            ),
            Self::SourceChanged { .. } => {
                write!(f, "`{path}` changed while it was copied, build again")
            }
            Self::SourceEdited { .. } => write!(
                f,
                "will not write `{path}`: it changed while it was looked at; run the command again"
            ),
            Self::SourceIsLink { .. } => write!(
                f,
                "will not write `{path}`: it is a symbolic link, which would be replaced by a file; \
                 put the file itself there, or write the ids by hand"
            ),
            Self::SourceReadOnly { .. } => write!(
                f,
                "will not write `{path}`: it is read-only; make it writable and run the command again"
            ),
            Self::Reserved { .. } => write!(
                f,
                "cannot write `{path}`: handbook keeps names that begin with `.handbook-` for itself"
            ),
            Self::FileAndFolder { .. } => write!(
                f,
                "cannot write `{path}`: the site has a file and a folder of this name"
            ),
        }
    }
}

impl std::error::Error for PublishError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io { error, .. } => Some(error),
            _ => None,
        }
    }
}
