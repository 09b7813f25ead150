//! [`PublishError`]: trouble with the machine, never with the content. Each error names the path
//! that it is about.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why a file could not be written, or a site not be published or cleaned. Each has the path of the
/// file or folder that it is about.
#[derive(Debug, Error)]
pub enum PublishError {
    /// The operating system refused.
    #[error("cannot {action} `{}`: {error}", .path.display())]
    Io {
        /// The verb after "cannot": `write`, `read`, `delete`, `create the folder`, `lock`.
        action: &'static str,
        /// The path of the file or folder.
        path: PathBuf,
        /// The error of the operating system.
        #[source]
        error: io::Error,
    },
    /// The output folder, links resolved, must not be written. The sentence about the folder begins
    /// with "it".
    #[error("will not publish to `{}`: {}", .0.display(), .1)]
    Refused(PathBuf, String),
    /// The output folder has no manifest and is not empty: it holds an entry of this name.
    #[error(
        "will not publish to `{}`: it holds `{entry}` and was not made by handbook; \
         use an empty folder, or `--force` to publish beside what is there",
        .path.display()
    )]
    UnownedFolder {
        /// The path of the output folder.
        path: PathBuf,
        /// The name of one of the entries in the output folder.
        entry: String,
    },
    /// A file that handbook did not write has the path of a file of the site and another content.
    #[error(
        "will not overwrite `{}`: it was not written by handbook; \
         move it away, or use `--force`",
        .0.display()
    )]
    UnownedFile(PathBuf),
    /// A file or folder that handbook did not write has the path of the file to write.
    #[error(
        "will not replace `{}`: it was not written by handbook; \
         move it away, or name another file",
        .0.display()
    )]
    Taken(PathBuf),
    /// Something that handbook did not write is a file where the site needs a folder, or the
    /// reverse.
    #[error(
        "`{}` was not written by handbook and is in the way of the site; move it away",
        .0.display()
    )]
    InTheWay(PathBuf),
    /// A symbolic link has the path of a folder of the site.
    #[error(
        "`{}` is a symbolic link and the site needs a folder there; move it away",
        .0.display()
    )]
    SymbolicLink(PathBuf),
    /// The manifest cannot be understood, for a reason that follows its path in the message.
    #[error(
        "cannot tell which files are handbook's: `{}` {}; \
         to start afresh, delete that file and use `--force`",
        .0.display(), .1
    )]
    Manifest(PathBuf, &'static str),
    /// Another process is publishing to the output folder.
    #[error("another process is publishing to `{}`; try again when it is done", .0.display())]
    Busy(PathBuf),
    /// A source file has changed since it was scanned.
    #[error("`{}` changed while it was copied; build again", .0.display())]
    SourceChanged(PathBuf),
    /// A source file that is to be edited has changed since it was read.
    #[error(
        "will not write `{}`: it changed while it was read; run the command again",
        .0.display()
    )]
    SourceEdited(PathBuf),
    /// A source file that is to be edited is a symbolic link.
    #[error(
        "will not write `{}`: it is a symbolic link, which the command would replace \
         with a file; put the file itself there, or write the ids by hand",
        .0.display()
    )]
    SourceIsLink(PathBuf),
    /// A source file that is to be edited is read-only.
    #[error(
        "will not write `{}`: it is read-only; make it writable and run the command again",
        .0.display()
    )]
    SourceReadOnly(PathBuf),
    /// A file of the site has a name that is reserved for the publisher.
    #[error("cannot write `{}`: names that begin with `.handbook-` are reserved", .0.display())]
    Reserved(PathBuf),
    /// The site has a file and a folder of one path.
    #[error("cannot write `{}`: the site has both a file and a folder of this name", .0.display())]
    FileAndFolder(PathBuf),
}

impl PublishError {
    /// Makes a [`PublishError::Io`] of the verb and the path, for `map_err`.
    pub(super) fn io(action: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |error| Self::Io { action, path: path.to_owned(), error }
    }
}
