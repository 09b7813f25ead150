//! What each host is told, and how the host of a site is known. Whether hosts do what they are told,
//! `tests/hosts` shows.

#![expect(clippy::disallowed_methods, reason = "these tests have folders of their own")]

use std::collections::BTreeSet;
use std::io::Read as _;
use std::path::Path;
use std::process::Command;

use handbook::hosting::host::FilePlace;
use handbook::hosting::{HOST_FILES, HOSTS, OTHER, named};
use handbook::publish::compressed::with_compressed;
use serde_json::Value;
use snapbox::{assert_data_eq, str};
use tempfile::TempDir;

use crate::fixture::{Fixture, messages, text};

const GUIDE: &str = include_str!("../../content/editing/hosting/_index.md");
const CONFIGURATION: &str = include_str!("../../content/editing/configuration.md");

/// A handbook on `host` with this many former addresses.
fn on(host: &str, aliases: usize) -> Fixture {
    let aliases: Vec<String> = (0..aliases).map(|n| format!("\"/old/{n}/\"")).collect();
    Fixture::new(&format!(
        "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"https://example.org/team/\"\n[hosting]\nhost = \"{host}\"\n\
         -- content/_index.md --\n# Home\n-- content/a.md --\n+++\ntitle = \"A\"\naliases = [{}]\n+++\n",
        aliases.join(", ")
    ))
}

/// The files of a build that tell a host what to do.
fn told(site: &mut Fixture) -> BTreeSet<String> {
    let build = site.build();
    assert_eq!(messages(&build), "");
    let names = build.outputs.keys().map(ToString::to_string);
    names.filter(|name| HOST_FILES.contains(&name.as_str())).collect()
}

#[test]
fn a_build_writes_what_its_host_reads_and_nothing_for_others() {
    let mut seen = BTreeSet::new();
    for host in HOSTS {
        let mut site = on(host.name, 1);
        let found = told(&mut site);
        let files = (host.files)(&site.build().hosting);
        let wanted = match host.place {
            FilePlace::Output => files.iter().map(|file| file.path.to_owned()).collect(),
            FilePlace::Elsewhere => BTreeSet::new(),
        };
        assert_eq!(found, wanted, "{}", host.name);
        seen.extend(found);
    }
    let usual = told(&mut on(OTHER, 1));
    assert_eq!(usual, BTreeSet::from([".nojekyll", "_headers", "_redirects"].map(str::to_owned)));
    seen.extend(usual);
    assert_eq!(seen, HOST_FILES.iter().map(|name| (*name).to_owned()).collect());
}

#[test]
fn no_host_is_told_to_send_the_list_of_all_files() {
    let refused = [
        ("apache", r"RedirectMatch 404 "),
        ("azure", r#"{"route":"/.handbook-manifest","statusCode":404}"#),
        ("caddy", r"not path_regexp `^(?:/(?:[^./][^/]*|\.well-known)?)*$`"),
        ("cloudflare", ".handbook-manifest\n"),
        ("firebase", r#""**/.!(well-known)""#),
        ("github-pages", "rm public/.handbook-manifest\n"),
        ("gitlab-pages", "- public/.handbook-manifest\n"),
        ("netlify", "/.handbook-manifest /404.html 404!\n"),
        ("nginx", r#"location ~ "^/(?:.*/)?\\.(?!well-known/)" { return 404; }"#),
        ("s3", "--exclude '.*' --exclude '*/.*'"),
        ("vercel", ".handbook-manifest\n"),
    ];
    for host in HOSTS {
        let plan = on(host.name, 1).build().hosting;
        let files = (host.files)(&plan).into_iter().map(|file| file.text);
        let all = files.chain(host.start.iter().map(|file| file.text.to_owned()));
        let all = all.collect::<Vec<_>>().join("\n").replace(&plan.base_path, "/");
        let wanted = refused.iter().find(|(name, _)| *name == host.name).expect(host.name).1;
        assert!(all.contains(wanted), "{}: {all}", host.name);
    }
}

#[test]
fn a_host_is_known_by_its_files_unless_the_configuration_names_one() {
    let site = "-- content/_index.md --\n# Home\n-- content/a.md --\n+++\ntitle = \"A\"\naliases = [\"/b/\"]\n+++\n";
    let redirects =
        |more: &str| text(&Fixture::new(&format!("{site}{more}")).build(), "_redirects");
    assert_eq!(redirects(""), "/b/ /a/ 301\n");
    let netlify = "/b/ /a/ 301!\n/.handbook-manifest /404.html 404!\n";
    assert_eq!(redirects("-- netlify.toml --\n"), netlify);
    assert_eq!(redirects("-- wrangler.toml --\n"), "/b /a/ 301\n/b/ /a/ 301\n");
    // Two hosts are none.
    assert_eq!(redirects("-- netlify.toml --\n-- vercel.json --\n"), "/b/ /a/ 301\n");
    let named = "-- handbook.toml --\ntitle = \"T\"\n[hosting]\nhost = \"netlify\"\n";
    assert_eq!(redirects(&format!("-- wrangler.toml --\n{named}")), netlify);
    // Rules of the site's own come first.
    let own = "-- static/_redirects --\n/old /new 301";
    assert_eq!(redirects(own), "/old /new 301\n/b/ /a/ 301\n");
    for host in HOSTS {
        for sign in host.signs {
            let build = Fixture::new(&format!("{site}-- {sign} --\n")).build();
            let found = build.config.unwrap().hosting.host().map(|found| found.name);
            assert_eq!(found, Some(host.name), "{sign}");
        }
        assert!(!host.signs.is_empty() && !host.start.is_empty(), "{}", host.name);
    }
}

#[test]
fn the_table_of_hosting_is_checked() {
    let mut site = Fixture::new(
        "-- handbook.toml --\ntitle = \"T\"\n[hosting]\nhost = \"netlifly\"\nformer_endings = [\"html\", \".php\"]\ncompres = true\n-- content/_index.md --\n# Home\n",
    );
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[invalid-value]: `hosting.host` cannot be `netlifly`, only `apache` or `azure` or `caddy` or `cloudflare` or `firebase` or `github-pages` or `gitlab-pages` or `netlify` or `nginx` or `s3` or `vercel` or `other`
 --> handbook.toml:3:8
  |
3 | host = "netlifly"
  |        ^^^^^^^^^^
  |
  = help: did you mean `netlify`?

error[invalid-value]: `hosting.former_endings` is not an ending
 --> handbook.toml:4:19
  |
4 | former_endings = ["html", ".php"]
  |                   ^^^^^^
  |
  = help: write a dot and letters, such as `.html`

error[unknown-key]: unknown key `hosting.compres`
 --> handbook.toml:5:1
  |
5 | compres = true
  | ^^^^^^^
  |
  = help: did you mean `compress`?

"#]]
    );
}

#[test]
fn pages_lead_on_from_addresses_with_a_former_ending() {
    let mut site = Fixture::new(
        "-- handbook.toml --\ntitle = \"T\"\n[hosting]\nformer_endings = [\".html\", \".php\"]\n-- content/_index.md --\n# Home\n\
         -- content/part/_index.md --\n# Part\n\n[two](grün.html) words\n-- content/part/grün.md --\n# Grün\n",
    );
    let build = site.build();
    assert_data_eq!(
        text(&build, "_redirects"),
        str![[r#"
/part.html /part/ 301
/part.php/ /part/ 301
/part/gr%C3%BCn.html /part/gr%C3%BCn/ 301
/part/gr%C3%BCn.php/ /part/gr%C3%BCn/ 301

"#]]
    );
    for page in ["part.html", "part/grün.html", "part/grün.php/index.html"] {
        assert!(text(&build, page).contains("url=/part/"), "{page}");
    }
    assert!(!build.outputs.keys().any(|path| path.as_str() == "index.php"));
}

#[test]
fn a_host_that_reads_so_much_and_no_more_gets_no_more() {
    let many = |host: &str, file: &str| text(&on(host, 3000).build(), file);
    let headers = many("cloudflare", "_headers");
    assert!(headers.lines().filter(|line| !line.starts_with(' ')).count() <= 100);
    assert!(headers.contains("immutable"));
    assert!(headers.lines().all(|line| line.len() <= 2000));
    assert_eq!(many("cloudflare", "_redirects").lines().count(), 2000);
    let azure = many("azure", "staticwebapp.config.json");
    assert!(azure.len() <= 20_000, "{}", azure.len());
    let azure: Value = serde_json::from_str(&azure).unwrap();
    assert_eq!(azure["globalHeaders"]["Referrer-Policy"], "no-referrer");
    assert_eq!(azure["routes"][0]["statusCode"], 404);
    let vercel: Value = serde_json::from_str(&many("vercel", "vercel.json")).unwrap();
    assert_eq!(vercel["redirects"].as_array().map(Vec::len), Some(1024));
    let s3 = (named("s3").unwrap().files)(&on("s3", 3000).build().hosting);
    let function = s3.iter().find(|file| file.path == "function.js").unwrap();
    assert!(function.text.len() <= 10_240, "{}", function.text.len());
}

#[test]
fn firebase_is_told_in_its_own_form() {
    let settings: Value =
        serde_json::from_str(&text(&on("firebase", 1).build(), "firebase.json")).unwrap();
    let hosting = &settings["hosting"];
    assert_eq!(hosting["redirects"][1]["regex"], "^/team/old/0/$");
    assert_eq!(hosting["redirects"][1]["destination"], "/team/a/");
    assert_eq!(hosting["headers"][0]["regex"], "^/team/");
    assert_eq!(hosting["headers"][1]["headers"][0]["value"], "public, max-age=31536000, immutable");
}

#[test]
fn compressed_files_hold_what_lies_beside_them() {
    let long = "word ".repeat(2000);
    let build = Fixture::new(&format!(
        "-- content/_index.md --\n# Home\n\n{long}\n-- static/small.txt --\nshort\n-- static/own.txt --\n{long}\n-- static/own.txt.gz --\nmine\n"
    ))
    .build();
    let all = with_compressed(&build.outputs, &["br", "gz"]);
    let bytes = |name: &str| {
        let found = all.iter().find(|(path, _)| path.as_str() == name);
        found.map(|(_, output)| output.in_memory().unwrap().to_vec())
    };
    let page = bytes("index.html").unwrap();
    let mut gzip = Vec::new();
    let packed = bytes("index.html.gz").unwrap();
    flate2::read::GzDecoder::new(&packed[..]).read_to_end(&mut gzip).unwrap();
    let mut brotli = Vec::new();
    let packed = bytes("index.html.br").unwrap();
    brotli::BrotliDecompress(&mut &packed[..], &mut brotli).unwrap();
    assert!(gzip == page && brotli == page);
    assert_eq!(bytes("own.txt.gz").unwrap(), b"mine\n", "a file of the site's own stays");
    assert!(bytes("small.txt.gz").is_none() && bytes("favicon.svg.zip").is_none());
    assert_eq!(all, with_compressed(&build.outputs, &["br", "gz"]), "the same bytes each time");
}

#[test]
fn files_are_compressed_only_where_that_is_asked_for_and_served() {
    let endings = |settings: &str| {
        let site = format!(
            "-- handbook.toml --\ntitle = \"T\"\n[hosting]\n{settings}\n-- content/_index.md --\n# Home\n"
        );
        Fixture::new(&site).build().config.unwrap().hosting.precompressed()
    };
    assert_eq!(endings(""), [""; 0]);
    assert_eq!(endings("compress = true"), ["br", "gz"]);
    assert_eq!(endings("compress = true\nhost = \"nginx\""), ["gz"]);
    assert_eq!(endings("compress = true\nhost = \"netlify\""), [""; 0]);
}

#[test]
fn the_guide_has_the_table_of_hosts_and_a_page_for_each() {
    let output = Command::new(env!("CARGO_BIN_EXE_handbook")).args(["hosting", "--list"]).output();
    let table = String::from_utf8(output.expect("the program runs").stdout).unwrap();
    assert!(GUIDE.contains(&table), "copy it to content/editing/hosting/_index.md:\n{table}");
    for host in HOSTS {
        let row = format!("`{}`", host.name);
        assert!(CONFIGURATION.contains(&row), "{row} in configuration.md");
        let page =
            format!("{}/content/editing/hosting/{}.md", env!("CARGO_MANIFEST_DIR"), host.name);
        assert!(std::path::Path::new(&page).exists(), "{page}");
        for sign in host.signs {
            assert!(GUIDE.contains(&format!("`{sign}`")), "{sign} in the guide");
        }
    }
}

/// Runs the program in a folder; gives the exit code, standard output and the messages.
fn run(folder: &Path, args: &[&str]) -> (Option<i32>, String, String) {
    let output =
        Command::new(env!("CARGO_BIN_EXE_handbook")).args(args).current_dir(folder).output();
    let output = output.expect("the program runs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.code(), text(&output.stdout), text(&output.stderr))
}

#[test]
fn init_writes_what_each_host_needs_and_the_host_is_known_by_it() {
    let source = "https://forge.example/handbook@v0.1.0";
    for host in HOSTS {
        let dir = TempDir::new().unwrap();
        let folder = dir.path();
        let (code, _, said) =
            run(folder, &["init", "garden", "--host", host.name, "--install-from", source]);
        assert_eq!(code, Some(0), "{said}");
        let garden = folder.join("garden");
        for file in host.start {
            let text = std::fs::read_to_string(garden.join(file.path)).unwrap();
            assert!(!text.contains("{name}") && !text.contains("{install"), "{text}");
            assert!(host.signs.contains(&file.path), "{}", file.path);
        }
        let (code, _, said) = run(&garden, &["build"]);
        assert_eq!(code, Some(0), "{said}");
        for file in host.start.iter().filter_map(|file| file.path.strip_prefix("static/")) {
            assert!(garden.join("public").join(file).exists(), "{file} is published");
        }
        // What is lost, or still to be done, is said once.
        assert_eq!(said.matches("no headers of yours").count(), usize::from(!host.sends_headers));
        let elsewhere = host.place == FilePlace::Elsewhere;
        assert_eq!(said.matches("`handbook hosting` prints").count(), usize::from(elsewhere));
        let (code, printed, said) = run(&garden, &["hosting"]);
        assert_eq!(code, Some(0), "{said}");
        let files =
            (host.files)(&Fixture::new("-- content/_index.md --\n# Home\n").build().hosting);
        let is_empty = files.iter().all(|file| file.text.is_empty());
        assert_eq!(printed.is_empty(), is_empty, "{}", host.name);
    }
}

#[test]
fn an_address_that_no_host_can_install_from_is_refused_with_the_reason() {
    let sum = "ab".repeat(32);
    let refused = [
        (format!("https://x.example/handbook.zip@sha256:{sum}"), "hosts run Linux"),
        ("https://x.example/handbook.tar.gz@v1".to_owned(), "with its checksum"),
        (format!("https://x.example/handbook@sha256:{sum}"), "has a revision"),
        ("https://anna:secret@x.example/handbook@v1".to_owned(), "leave it out"),
        ("https://token@x.example/handbook@v1".to_owned(), "leave it out"),
        ("ssh://git:secret@x.example/handbook@v1".to_owned(), "leave it out"),
        // No revision: what stands before the host is none.
        ("https://anna:secret@x.example/handbook".to_owned(), "the address of a repository and a"),
        ("https://x.example@v1".to_owned(), "the address of a repository and a"),
    ];
    let dir = TempDir::new().unwrap();
    for (source, reason) in refused {
        let (code, _, said) =
            run(dir.path(), &["init", ".", "--host", "netlify", "--install-from", &source]);
        assert_eq!(code, Some(2), "{source}");
        assert!(said.contains(reason), "{source}: {said}");
        assert_eq!(std::fs::read_dir(dir.path()).unwrap().count(), 0, "nothing is written");
    }
    for source in ["ssh://git@x.example/handbook@v1", "https://x.example/@team/handbook@v1"] {
        let dir = TempDir::new().unwrap();
        let (code, _, said) =
            run(dir.path(), &["init", ".", "--host", "netlify", "--install-from", source]);
        assert_eq!(code, Some(0), "{said}");
        let (url, revision) = source.rsplit_once('@').unwrap();
        let text = std::fs::read_to_string(dir.path().join("netlify.toml")).unwrap();
        assert!(text.contains(&format!("--git {url} --rev {revision} ")), "{text}");
    }
}

#[test]
fn what_stands_at_an_address_with_a_former_ending_is_told() {
    let build = Fixture::new(
        "-- handbook.toml --\ntitle = \"T\"\n[hosting]\nformer_endings = [\".html\"]\n-- content/_index.md --\n# Home\n\
         -- content/plot.md --\n# Plot\n-- static/plot.html --\nmine\n",
    )
    .build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
error[alias-collision]: a former address of `content/plot.md` and the file `static/plot.html` would both be written to `plot.html`
--> content/plot.md
 = help: rename one of them, or take the ending out of `former_endings`
note: the other one
--> static/plot.html

"#]]
    );
    assert_eq!(text(&build, "plot.html"), "mine\n");
}

#[test]
fn settings_replace_only_what_was_written_for_them() {
    let dir = TempDir::new().unwrap();
    let folder = dir.path();
    run(folder, &["init", "."]);
    let (code, _, said) = run(folder, &["hosting"]);
    assert_eq!(code, Some(2));
    assert!(said.contains("the host of this site is not known"), "{said}");
    let write = || run(folder, &["hosting", "nginx", "--write", "server"]);
    assert_eq!(write().0, Some(0));
    assert_eq!(write().0, Some(0));
    let path = folder.join("server/handbook.conf");
    std::fs::write(&path, "# mine\n").unwrap();
    let (code, _, said) = write();
    assert_eq!(code, Some(2), "{said}");
    assert_eq!(std::fs::read_to_string(path).unwrap(), "# mine\n");
    // Of several files none is written where one cannot be.
    std::fs::create_dir(folder.join("other")).unwrap();
    std::fs::write(folder.join("other/.assetsignore"), "*.mine\n").unwrap();
    let (code, _, said) = run(folder, &["hosting", "cloudflare", "--write", "other"]);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains(".assetsignore"), "{said}");
    assert_eq!(std::fs::read_dir(folder.join("other")).unwrap().count(), 1);
    for _ in 0..2 {
        let (code, _, said) = run(folder, &["hosting", "cloudflare", "--write", "third"]);
        assert_eq!(code, Some(0), "{said}");
    }
}

#[test]
fn a_file_of_the_sites_own_takes_the_place_of_what_a_host_is_told_and_that_is_said() {
    for (host, name) in
        [("apache", ".htaccess"), ("github-pages", ".nojekyll"), ("other", "_headers")]
    {
        let dir = TempDir::new().unwrap();
        let folder = dir.path();
        run(folder, &["init", "."]);
        let config = folder.join("handbook.toml");
        let text = std::fs::read_to_string(&config).unwrap();
        std::fs::write(&config, format!("{text}\n[hosting]\nhost = \"{host}\"\n")).unwrap();
        std::fs::create_dir(folder.join("static")).unwrap();
        std::fs::write(folder.join("static").join(name), "# mine\n").unwrap();
        let (code, _, said) = run(folder, &["build"]);
        assert_eq!(code, Some(0), "{said}");
        let wanted = format!("the site's own `{name}` takes the place of what the build writes");
        assert_eq!(said.matches(&wanted).count(), 1, "{said}");
        let published = std::fs::read_to_string(folder.join("public").join(name)).unwrap();
        assert_eq!(published, "# mine\n");
        if host == "apache" {
            let (_, printed, said) = run(folder, &["hosting"]);
            assert!(said.contains(&wanted) && printed.contains("RewriteEngine"), "{said}");
        }
        // What is as the build writes it needs no word.
        std::fs::remove_dir_all(folder.join("static")).unwrap();
        assert!(!run(folder, &["build"]).2.contains("own"));
    }
}

#[test]
fn a_path_is_told_once_where_the_host_serves_a_handbook_at_its_root() {
    for host in HOSTS {
        let dir = TempDir::new().unwrap();
        let folder = dir.path();
        run(folder, &["init", "."]);
        for command in [vec!["check"], vec!["build"], vec!["hosting", host.name]] {
            let config = format!("title = \"T\"\n[hosting]\nhost = \"{}\"\n", host.name);
            std::fs::write(folder.join("handbook.toml"), config).unwrap();
            let told = |address: &str| {
                let (code, _, said) = run(folder, &[&command[..], &["-u", address]].concat());
                assert_eq!(code, Some(0), "{said}");
                said.matches("this site is built for `/team/`").count()
            };
            assert_eq!(told("https://example.org/"), 0, "{}", host.name);
            assert_eq!(
                told("https://example.org/team/"),
                usize::from(host.at_root),
                "{}",
                host.name
            );
        }
    }
}

#[test]
fn files_of_two_hosts_leave_the_host_open_and_that_is_said() {
    let dir = TempDir::new().unwrap();
    let folder = dir.path();
    run(folder, &["init", "."]);
    for sign in ["netlify.toml", "vercel.json"] {
        std::fs::write(folder.join(sign), "").unwrap();
    }
    let (code, _, said) = run(folder, &["check"]);
    assert_eq!(code, Some(0));
    assert_eq!(said.matches("files for several hosts (netlify, vercel)").count(), 1, "{said}");
}

#[test]
fn a_compressed_build_is_published_whole() {
    let dir = TempDir::new().unwrap();
    let folder = dir.path();
    run(folder, &["init", "--example", "."]);
    let config = folder.join("handbook.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, text + "\n[hosting]\nhost = \"caddy\"\ncompress = true\n").unwrap();
    assert_eq!(run(folder, &["build"]).0, Some(0));
    for name in ["index.html", "index.html.br", "index.html.gz"] {
        assert!(folder.join("public").join(name).exists(), "{name}");
    }
    let (_, _, said) = run(folder, &["build"]);
    assert!(said.contains("(0 written, "), "{said}");
    assert_eq!(run(folder, &["clean"]).0, Some(0));
    assert!(!folder.join("public/index.html.gz").exists());
}
