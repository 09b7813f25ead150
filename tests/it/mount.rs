//! Small file systems to fill up, and tests that cannot be made here.

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Says that a test could not be made here. Written past the harness, which would hide it.
pub fn skip(why: &str) {
    let _ = writeln!(io::stderr(), "skipped: {why}");
}

/// A small file system in memory, unmounted when it is dropped.
pub struct Mount(PathBuf);

impl Mount {
    /// `None` where this user may not mount.
    #[cfg(target_os = "linux")]
    pub fn new(at: &Path, options: &str) -> Option<Self> {
        std::fs::create_dir_all(at).expect("a folder");
        let mut mount = Command::new("mount");
        mount.args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(at);
        let mounted = mount.output().is_ok_and(|output| output.status.success());
        if !mounted {
            skip("cannot mount a file system");
        }
        mounted.then(|| Self(at.to_owned()))
    }

    #[cfg(not(target_os = "linux"))]
    pub fn new(_at: &Path, _options: &str) -> Option<Self> {
        skip("only for Linux");
        None
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let unmounted = Command::new("umount").arg(&self.0).status();
        assert!(unmounted.is_ok_and(|status| status.success()));
    }
}
