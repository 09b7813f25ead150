//! [`PublishError`]: trouble with the machine, never with the content. Each error names the path
//! that it is about.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a file could not be written, or a site not be published or cleaned.
#[derive(Debug)]
pub enum PublishError {
    /// The operating system refused.
    Io {
        /// The verb after "cannot": `write`, `read`, `delete`, `create the folder`, `lock`.
        action: &'static str,
        /// The path of the file or folder.
        path: PathBuf,
        /// The error of the operating system.
        error: io::Error,
    },
    /// The output folder must not be written.
    Refused {
        /// The output folder, links resolved.
        path: PathBuf,
        /// A sentence about the folder that begins with "it".
        why: String,
    },
    /// The output folder has no manifest and is not empty.
    UnownedFolder {
        /// The path of the output folder.
        path: PathBuf,
        /// The name of one of the entries in the output folder.
        entry: String,
    },
    /// A file that handbook did not write has the path of a file of the site and another content.
    UnownedFile {
        /// The path of the file.
        path: PathBuf,
    },
    /// A file or folder that handbook did not write has the path of the file to write.
    Taken {
        /// The path of the file or folder.
        path: PathBuf,
    },
    /// Something that handbook did not write is a file where the site needs a folder, or the
    /// reverse.
    InTheWay {
        /// The path of the file or folder.
        path: PathBuf,
    },
    /// A symbolic link has the path of a folder of the site.
    SymbolicLink {
        /// The path of the link.
        path: PathBuf,
    },
    /// The manifest cannot be understood.
    Manifest {
        /// The path of the file.
        path: PathBuf,
        /// The reason, a phrase that follows the path in the message.
        why: &'static str,
    },
    /// Another process is publishing to the folder.
    Busy {
        /// The path of the output folder.
        path: PathBuf,
    },
    /// A source file has changed since it was scanned.
    SourceChanged {
        /// The path of the source file.
        path: PathBuf,
    },
    /// A source file that is to be edited has changed since it was read.
    SourceEdited {
        /// The path of the source file.
        path: PathBuf,
    },
    /// A source file that is to be edited is a symbolic link.
    SourceIsLink {
        /// The path of the link.
        path: PathBuf,
    },
    /// A source file that is to be edited is read-only.
    SourceReadOnly {
        /// The path of the source file.
        path: PathBuf,
    },
    /// A file of the site has a name that is reserved for the publisher.
    Reserved {
        /// The path of the file.
        path: PathBuf,
    },
    /// The site has a file and a folder of one path.
    FileAndFolder {
        /// The path of both the file and the folder.
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
            | Self::Manifest { path, .. }
            | Self::Busy { path }
            | Self::SourceChanged { path }
            | Self::SourceEdited { path }
            | Self::SourceIsLink { path }
            | Self::SourceReadOnly { path }
            | Self::Reserved { path }
            | Self::FileAndFolder { path } => path,
        }
    }

    /// Makes a [`PublishError::Io`] of the verb and the path, for `map_err`.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Io { action, path: path.to_owned(), error }
    }
}

impl fmt::Display for PublishError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path().display();
        match self {
            Self::Io { action, error, .. } => write!(f, "cannot {action} `{path}`: {error}"),
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
            Self::Manifest { why, .. } => write!(
                f,
                "cannot tell which files are handbook's: `{path}` {why}; \
                 to start afresh, delete that file and use `--force`"
            ),
            Self::Busy { .. } => {
                write!(f, "another process is publishing to `{path}`; try again when it is done")
            }
            Self::SourceChanged { .. } => {
                write!(f, "`{path}` changed while it was copied; build again")
            }
            Self::SourceEdited { .. } => write!(
                f,
                "will not write `{path}`: it changed while it was read; run the command again"
            ),
            Self::SourceIsLink { .. } => write!(
                f,
                "will not write `{path}`: it is a symbolic link, which the command would replace \
                 with a file; put the file itself there, or write the ids by hand"
            ),
            Self::SourceReadOnly { .. } => write!(
                f,
                "will not write `{path}`: it is read-only; make it writable and run the command again"
            ),
            Self::Reserved { .. } => {
                write!(f, "cannot write `{path}`: names that begin with `.handbook-` are reserved")
            }
            Self::FileAndFolder { .. } => {
                write!(
                    f,
                    "cannot write `{path}`: the site has both a file and a folder of this \
                     name"
                )
            }
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
