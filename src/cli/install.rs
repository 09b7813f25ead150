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
        let (url, revision) = text.rsplit_once('@').ok_or(EXPECTED)?;
        let is_plain = |text: &str| {
            !text.is_empty()
                && text.chars().all(|c| c.is_ascii_graphic() && !"\"'`$\\;&|<>(){}*!".contains(c))
        };
        let is_address =
            ["https://", "ssh://", "file://"].iter().any(|scheme| url.starts_with(scheme));
        if !is_address || !is_plain(url) || !is_plain(revision) {
            return Err(EXPECTED.to_owned());
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
