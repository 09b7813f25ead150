//! What the name of a file says of it: that a program left it behind, that it holds a secret, or
//! that it is a page in a format of other tools.

use std::path::Path;

use crate::hosting::{self, WELL_KNOWN};
use crate::source::layout::{GITBOOK, GITBOOK_ASSETS, PAGE_ENDINGS, STATIC};

/// The names, in lower case, of files and folders that systems and programs leave in folders.
const LEFTOVERS: [&str; 9] = [
    "thumbs.db",
    "ehthumbs.db",
    "ehthumbs_vista.db",
    "desktop.ini",
    "__macosx",
    "icon\r",
    "$recycle.bin",
    "system volume information",
    "4913", // vim tries with it whether it may write
];

/// The endings, in lower case, of the names of temporary and backup files of editors, and of
/// downloads that are not complete.
const LEFTOVER_ENDINGS: [&str; 12] = [
    "~",
    ".bak",
    ".orig",
    ".swp",
    ".swo",
    ".swn",
    ".swx",
    ".tmp",
    "___jb_tmp___",
    "___jb_old___",
    ".crdownload",
    ".partial",
];

/// The names of files with keys and passwords, in lower case.
const SECRET_NAMES: &[&str] = &[
    "id_dsa",
    "id_ecdsa",
    "id_ed25519",
    "id_rsa",
    "cookies.txt",
    "netrc",
    "npmrc",
    "passwd",
    "private.asc",
    "pypirc",
    "shadow",
    "token",
    "_netrc",
    "accesskeys.csv",
    "credentials",
    "env",
    "htpasswd",
    "kubeconfig",
    "rootkey.csv",
    "terraform.tfstate.backup",
    "wp-config.php",
    "auth.json",
    "dump.rdb",
    // The keys and passwords that browsers and wallets keep.
    "cookies",
    "keystore",
    "login_data",
    "logins.json",
    "wallet.dat",
    "web_data",
    "key.asc",
    "keys.asc",
    "private-key.asc",
    "privatekey.asc",
    "secret-key.asc",
    "secret.asc",
    "secring.asc",
    "creds.json",
    "dockercfg",
    "env.sh",
    "envrc",
    "keyfile",
    "login.keychain",
    "my.cnf",
    "pgpass",
    "privkey",
    "sftp-config.json",
];

/// The beginnings of the names of files with keys and passwords, which end with [`DATA_ENDINGS`].
const SECRET_STEMS: [&str; 18] = [
    "api_key",
    "apikey",
    "client_secret",
    "client_secrets",
    "credentials",
    "database",
    "password",
    "passwords",
    "private-key",
    "private_key",
    "secret",
    "secrets",
    "service-account",
    "service_account",
    "serviceaccount",
    "serviceaccountkey",
    "token",
    "vault",
];

/// The last words of the names of files with keys and passwords, which are values by their ending or
/// have none: `aws_credentials`.
const SECRET_WORDS: [&str; 12] = [
    "apikey",
    "credential",
    "credentials",
    "ecdsa_key",
    "ed25519_key",
    "htpasswd",
    "passwd",
    "password",
    "passwords",
    "private_key",
    "rsa_key",
    "secret_key",
];

/// What the names of files with variables of the environment have behind `env`.
const STAGES: [&str; 9] =
    ["ci", "dev", "development", "local", "prod", "production", "staging", "test", "testing"];

/// The endings of files of values, in lower case.
const DATA_ENDINGS: [&str; 10] =
    ["cfg", "csv", "ini", "json", "properties", "toml", "txt", "xml", "yaml", "yml"];

/// The endings of the names of files with keys, passwords and whole databases, in lower case.
const SECRET_ENDINGS: &[&str] = &[
    ".accdb",
    ".agekey",
    ".credentials",
    ".db",
    ".db-journal",
    ".db-shm",
    ".db-wal",
    ".db3",
    ".der",
    ".dmp",
    ".duckdb",
    ".dump",
    ".env",
    ".gpg",
    ".har",
    ".hprof",
    ".htpasswd",
    ".jceks",
    ".jks",
    ".kdb",
    ".kdbx",
    ".key",
    ".keychain",
    ".keystore",
    ".keytab",
    ".kubeconfig",
    ".mdb",
    ".netrc",
    ".npmrc",
    ".ovpn",
    ".p12",
    ".p8",
    ".passwd",
    ".pem",
    ".pfx",
    ".pg_dump",
    ".pgp",
    ".pkcs12",
    ".ppk",
    ".rdb",
    ".rsa.private",
    ".s3db",
    ".secret",
    ".secrets",
    ".sql",
    ".sqlite",
    ".sqlite-journal",
    ".sqlite-shm",
    ".sqlite-wal",
    ".sqlite3",
    ".sqlitedb",
    ".tfstate",
    ".tfvars",
    ".wallet",
];

/// The endings, in lower case, that a copy of a file has besides its own.
const COPIES: [&str; 10] =
    [".7z", ".bz2", ".copy", ".gz", ".old", ".save", ".txt", ".xz", ".zip", ".zst"];

/// The endings of pages in formats that are not read, in lower case, and what they are.
const OTHER_FORMATS: &[(&str, &str)] = &[
    ("adoc asciidoc", "AsciiDoc"),
    ("creole mediawiki wiki", "the markup of a wiki"),
    ("dj", "Djot"),
    ("ipynb", "a notebook of Jupyter"),
    ("markdoc mdoc", "Markdoc"),
    ("mdtext mdtxt mdwn mkd mkdn mkdown", "Markdown by another ending"),
    ("mdx", "MDX, which is Markdown with JavaScript"),
    ("org", "Org"),
    ("pod", "the documentation of Perl"),
    ("qmd", "a document of Quarto"),
    ("rst", "reStructuredText"),
    ("rmarkdown rmd", "R Markdown"),
    ("textile", "Textile"),
    ("typ", "Typst"),
];

/// The endings of templates, in lower case, which stand behind that of the file they make:
/// `page.md.erb`.
const TEMPLATE_ENDINGS: [&str; 12] =
    ["ejs", "erb", "gotmpl", "hbs", "in", "j2", "jinja", "jinja2", "liquid", "njk", "tmpl", "tpl"];

/// Whether a file is of a kind that pages show or load, by the ending of its name: a picture, a
/// style sheet, a script, a font or a PDF.
pub fn is_shown(extension: &str) -> bool {
    const ENDINGS: [&str; 14] = [
        "png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "ico", "css", "js", "woff", "woff2",
        "ttf", "pdf",
    ];
    ENDINGS.contains(&extension.to_ascii_lowercase().as_str())
}

/// Whether a file or folder is hidden by its name: all with a dot before it but the one of GitBook,
/// in which only the folder of pictures and files is not.
pub(super) fn is_hidden(path: &Path) -> bool {
    let is_in_gitbook = || path.parent().is_some_and(|folder| folder.ends_with(GITBOOK));
    match path.file_name().unwrap_or_default().to_string_lossy().as_ref() {
        GITBOOK => false,
        name => name.starts_with('.') || name != GITBOOK_ASSETS && is_in_gitbook(),
    }
}

/// Whether a file or folder is hidden, or one that a program left behind, by its name.
pub(super) fn is_leftover(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    is_hidden(path) && name != WELL_KNOWN
        || name.starts_with("~$") // Office, with the name of who has the document open
        || (name.starts_with('#') && name.ends_with('#'))
        || LEFTOVERS.contains(&name.as_str())
        || LEFTOVER_ENDINGS.iter().any(|end| name.ends_with(end))
}

/// Whether a file, by its path from the root of a site, is one of `static` that a host reads. Some of
/// these are hidden.
pub(super) fn is_for_host(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.starts_with(STATIC) && hosting::is_read_by_a_host(&name)
}

/// Whether what has this path from the root of a site is left out of it, by its name or that of a folder
/// above it.
pub(super) fn is_left_out(path: &Path) -> bool {
    path.ancestors().skip(usize::from(is_for_host(path))).any(is_leftover)
}

/// Whether a file holds keys, passwords or a database, by its name.
pub fn is_secret(name: &str) -> bool {
    let name = name.to_lowercase();
    let joined = name.replace(' ', "_");
    // `db-password` is one, and `reset-password.txt` is about one.
    let ends_with = |word: &str| name.strip_suffix(word).is_some_and(|rest| rest.ends_with('-'));
    // The keys of SSH: `id_rsa`, `id_work`.
    let is_bare = name.starts_with("id_") || SECRET_WORDS.iter().any(|word| ends_with(word));
    (is_bare && !name.contains('.'))
        || is_secret_itself(&name)
        || is_secret_itself(&joined)
        || COPIES.iter().filter_map(|end| name.strip_suffix(end)).any(is_secret_itself)
}

/// Whether a name in lower case is that of such a file, and not of a copy of one.
fn is_secret_itself(name: &str) -> bool {
    let is_values = || {
        let (stem, ending) = name.rsplit_once('.').unwrap_or_default();
        DATA_ENDINGS.contains(&ending) && SECRET_STEMS.iter().any(|known| is_begun_by(stem, known))
    };
    let ends_with_word = || {
        let stem = match name.rsplit_once('.') {
            Some((stem, ending)) if DATA_ENDINGS.contains(&ending) => stem,
            Some(_) => return false,
            None => name,
        };
        SECRET_WORDS
            .iter()
            .filter_map(|word| stem.strip_suffix(word))
            .any(|rest| rest.is_empty() || rest.ends_with(['_', '.']))
    };
    // `prod.env.local`, `env.staging`
    let is_environment = || {
        let stages = name.strip_prefix("env.").or_else(|| Some(name.split_once(".env.")?.1));
        stages.is_some_and(|stages| stages.split('.').all(|stage| STAGES.contains(&stage)))
    };
    SECRET_NAMES.contains(&name)
        || ends_with_word()
        || is_environment()
        || SECRET_ENDINGS.iter().any(|end| name.ends_with(end))
        || is_values()
}

/// Whether a name is `word`, or begins with it and a number or another part: `secrets.prod`,
/// `passwords (1)`. After a single word, a hyphen makes another word of it: `token-economy`.
fn is_begun_by(name: &str, word: &str) -> bool {
    let is_end = |rest: &str| {
        rest.is_empty()
            || rest.starts_with(|c: char| c.is_ascii_digit() || ['.', '_'].contains(&c))
            || rest.starts_with(" (")
            || (rest.starts_with('-') && word.contains(['_', '-']))
    };
    name.strip_prefix(word).is_some_and(is_end)
}

/// A page in a format that is not read, by its name: what stands before the ending of the format, this
/// ending, and what the format is.
pub fn other_format(name: &str) -> Option<(&str, &str, &'static str)> {
    let (stem, ending) = name.rsplit_once('.')?;
    let lower = ending.to_ascii_lowercase();
    if TEMPLATE_ENDINGS.contains(&lower.as_str()) {
        let (stem, page) = stem.rsplit_once('.')?;
        let is_page = PAGE_ENDINGS.iter().any(|known| page.eq_ignore_ascii_case(known));
        return is_page.then(|| (stem, &name[stem.len() + 1..], "a template of Markdown"));
    }
    let is_it = |endings: &str| endings.split(' ').any(|known| known == lower);
    let (_, format) = OTHER_FORMATS.iter().find(|(endings, _)| is_it(endings))?;
    Some((stem, ending, format))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_known_by_their_names() {
        for name in [
            "id_rsa",
            "id_work",
            "server.PEM",
            "Prod.env",
            "env",
            "dump.sql.gz",
            "key.pem.txt",
            "server.key.old",
            "passwords.txt",
            "database.yml",
            "credentials.csv",
            "client_secret_123.json",
            "secrets.prod.yml",
            "passwords (1).csv",
            "service-account-prod.json",
            "id_rsa.txt",
            "id_ed25519.old",
            "wp-config.php",
            "prod.env.local",
            "env.staging",
            "aws_credentials",
            "gcp_credentials.json",
            "db-password",
            "credentials",
            "wallet.dat",
            "Login_Data",
            "Login Data",
            "logins.json",
            "key.asc",
            "deploy.secret",
            "ssh_host_ed25519_key",
            "client_secrets.json",
            "serviceAccountKey.json",
            "private_key",
            "private-key.txt",
            "privkey",
            "db.sqlite-journal",
            "x.s3db",
            "dump.sql.7z",
            "credentials.xml",
            "host.keytab",
            "secret_key",
        ] {
            assert!(is_secret(name), "{name}");
        }
        for name in [
            "id_rsa.pub",
            "id_card.png",
            "id_list.txt",
            "id_cards.zip",
            "password-policy.txt",
            "token-economy.csv",
            "secret-santa.csv",
            "environment.yml",
            "tokens.json",
            "shadow.png",
            "secretary.csv",
            "key.png",
            "credentials.md",
            "data.csv",
            "guide.zip",
            "prod.env.example",
            "env.d.ts",
            "prod.env.js",
            "reset-password.txt",
            "forgot-password.json",
            "login-data.png",
            "chapter.asc",
            "public-keys.asc",
        ] {
            assert!(!is_secret(name), "{name}");
        }
    }

    #[test]
    fn what_programs_leave_behind_is_known_by_its_name() {
        for name in [
            "Thumbs.db",
            "desktop.ini",
            "~$report.docx",
            ".DS_Store",
            "._a.png",
            "__MACOSX",
            "Icon\r",
            ".a.md.swp",
            "a.swo",
            "a.md.bak",
            "a.md~",
            "#a.md#",
            "4913",
            ".gitbook/includes",
            ".gitbook.yaml",
        ] {
            assert!(is_leftover(Path::new(name)), "{name:?}");
        }
        for name in [
            "icon.png",
            "a~b.md",
            "#1.md",
            "desktop.md",
            "parts",
            ".well-known",
            ".gitbook",
            ".gitbook/assets",
            ".gitbook/assets/a.png",
        ] {
            assert!(!is_leftover(Path::new(name)), "{name:?}");
        }
    }
}
