//! [`InstallSource`]: from where a host installs this program.

/// Where a host installs this program from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum InstallSource {
    /// A repository of Git, and a revision of it.
    Git { url: String, revision: String },
    /// An archive of a release with the program in it, and its SHA-256 in hexadecimal digits.
    Archive { url: String, sha256: String },
}

impl InstallSource {
    /// Reads `URL@REVISION`, or `URL@sha256:DIGITS` of an archive.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        const EXPECTED: &str = "expected the address of a repository and a revision, such as \
                                `https://example.org/handbook@v1.0.0`, or of an archive and its \
                                checksum, `https://example.org/handbook.tar.gz@sha256:…`";
        let (url, revision) = revision_of(text).ok_or(EXPECTED)?;
        let is_plain = |text: &str| {
            !text.is_empty()
                && text.chars().all(|c| c.is_ascii_graphic() && !"\"'`$\\;&|<>(){}*!".contains(c))
        };
        let is_address =
            ["https://", "ssh://", "file://"].iter().any(|scheme| url.starts_with(scheme));
        if !is_address || !is_plain(url) || !is_plain(revision) {
            return Err(EXPECTED.to_owned());
        }
        let file = url.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
        let is_any = |endings: &[&str]| endings.iter().any(|ending| file.ends_with(ending));
        let (is_sum, is_archive) = (revision.starts_with("sha256:"), is_any(&[".tar.gz", ".tgz"]));
        let why = if has_secret(url) {
            "what stands before the host would be written into a file for all who read the \
             repository: leave it out, and name an address that needs no password"
        } else if is_any(&[".zip", ".7z", ".exe", ".msi"]) {
            "hosts run Linux: name the archive for it, which ends with `.tar.gz`"
        } else if is_sum && !is_archive {
            "only an archive, which ends with `.tar.gz`, has a checksum; a repository has a revision"
        } else if is_archive && !is_sum {
            "an archive is named with its checksum: `URL@sha256:DIGITS`"
        } else {
            ""
        };
        if !why.is_empty() {
            return Err(why.to_owned());
        }
        match revision.strip_prefix("sha256:") {
            Some(sum) if sum.len() == 64 && sum.bytes().all(|b| b.is_ascii_hexdigit()) => {
                Ok(Self::Archive { url: url.to_owned(), sha256: sum.to_ascii_lowercase() })
            }
            Some(_) => Err("a SHA-256 has 64 hexadecimal digits".to_owned()),
            None => Ok(Self::Git { url: url.to_owned(), revision: revision.to_owned() }),
        }
    }

    /// The lines of a shell that install the program as `~/.cargo/bin/handbook`.
    pub(super) fn lines(&self) -> Vec<String> {
        match self {
            Self::Git { url, revision } => vec![
                format!("cargo install --locked --root ~/.cargo --git {url} --rev {revision} handbook"),
            ],
            Self::Archive { url, sha256 } => vec![
                format!("curl --fail --silent --show-error --location --output handbook.tar.gz {url}"),
                format!("echo \"{sha256}  handbook.tar.gz\" | sha256sum --check"),
                "mkdir -p ~/.cargo/bin".to_owned(),
                "tar -xzf handbook.tar.gz -C ~/.cargo/bin --wildcards --strip-components=1 '*/handbook'".to_owned(),
                "rm handbook.tar.gz".to_owned(),
            ],
        }
    }

    /// What tells this program from another one that a host keeps.
    pub(super) fn key(&self) -> &str {
        match self {
            Self::Git { revision, .. } => revision,
            Self::Archive { sha256, .. } => &sha256[..16],
        }
    }

    /// The image of a container that has what the installation needs.
    pub(super) fn image(&self) -> &'static str {
        match self {
            Self::Git { .. } => "rust:slim",
            Self::Archive { .. } => "buildpack-deps:stable-curl",
        }
    }
}

/// The address and what stands behind it: a sign before the path belongs to the address.
fn revision_of(text: &str) -> Option<(&str, &str)> {
    let host = text.find("://")? + "://".len();
    let path = host + text[host..].find('/')?;
    let at = path + text[path..].rfind('@')?;
    Some((&text[..at], &text[at + 1..]))
}

/// Whether there is something before the host that is not for everybody. Over SSH a name alone is none: it
/// is that of an account for all, and the key is elsewhere.
fn has_secret(url: &str) -> bool {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let host = rest.split('/').next().unwrap_or_default();
    let user = host.rsplit_once('@').map(|(user, _)| user);
    user.is_some_and(|user| scheme != "ssh" || user.contains(':'))
}
