//! The files that the build makes of the site as a whole, and what pages tell machines.

use handbook::compile::build::Build;
use handbook::config::Config;

use crate::fixture::{Fixture, between, messages, text};

const SITE: &str = "-- handbook.toml --\ntitle = \"T & <Co>\"\nbase_url = \"https://example.org/team/\"\ndescription = \"About \\\"it\\\"\"\nauthor = \"A. N. Other\"\nlanguage = \"en-GB\"\nedit_url = \"https://example.org/edit/{path}?plain#top\"\n\
    -- content/_index.md --\n# Home\n\nThe first paragraph.\n\n\
    -- content/part/_index.md --\n+++\ntitle = \"Part\"\n+++\n\
    -- content/part/old one.md --\n+++\ntitle = \"Old\"\ndate = 2025-01-02\n+++\n\nOld & *first*.\n\
    -- content/part/new.md --\n+++\ntitle = \"New <b>\"\ndescription = \"What \\\"new\\\" & old mean\"\ndate = 2025-03-01\nupdated = 2026-02-03T23:30:00-05:00\n+++\n\
    -- content/über.md --\n+++\ntitle = \"Über\"\ndate = 2026-02-04T00:00:00Z\n+++\n\nText\n";

fn built(files: &str) -> Build {
    let build = Fixture::new(files).build();
    assert_eq!(messages(&build), "");
    build
}

fn has(build: &Build, name: &str) -> bool {
    build.outputs.keys().any(|path| path.as_str() == name)
}

/// The texts of every element of that name.
fn elements(xml: &str, name: &str) -> Vec<String> {
    let (start, end) = (format!("<{name}>"), format!("</{name}>"));
    xml.split(&start)
        .skip(1)
        .filter_map(|rest| rest.split_once(&end))
        .map(|(text, _)| text.to_owned())
        .collect()
}

/// Whether every element is closed in order, every `&` begins an entity of XML and no attribute is
/// given twice.
fn well_formed(xml: &str) -> Result<(), String> {
    let mut open = Vec::new();
    for (index, piece) in xml.split('<').enumerate() {
        for rest in piece.split('&').skip(1) {
            let entity = rest.split(';').next().unwrap_or_default();
            let known = ["amp", "lt", "gt", "quot", "apos"].contains(&entity)
                || entity.starts_with('#') && entity.len() > 1;
            if !known {
                return Err(format!("`&{entity}` is no entity"));
            }
        }
        if index == 0 {
            continue;
        }
        let (tag, _) = piece.split_once('>').ok_or("a `<` without `>`")?;
        if tag.starts_with('?') || tag.ends_with('/') {
            continue;
        }
        let name = tag.split(' ').next().unwrap_or_default();
        match name.strip_prefix('/') {
            None => open.push(name),
            Some(name) if open.pop() == Some(name) => {}
            Some(name) => return Err(format!("`{name}` is not open")),
        }
    }
    open.is_empty().then_some(()).ok_or(format!("{open:?} stay open"))
}

#[test]
fn the_check_of_xml_sees_faults() {
    assert_eq!(well_formed("<a x=\"1\"><b/>&amp;</a>"), Ok(()));
    for broken in ["<a>", "<a></b>", "<a>& </a>", "<a>&nbsp;</a>", "</a>"] {
        assert!(well_formed(broken).is_err(), "{broken}");
    }
}

#[test]
fn the_sitemap_lists_every_page_with_its_last_change() {
    let map = text(&built(SITE), "sitemap.xml");
    well_formed(&map).unwrap();
    assert_eq!(
        elements(&map, "loc"),
        [
            "https://example.org/team/",
            "https://example.org/team/part/",
            "https://example.org/team/part/new/",
            "https://example.org/team/part/old-one/",
            "https://example.org/team/%C3%BCber/",
        ]
    );
    assert_eq!(
        elements(&map, "lastmod"),
        ["2026-02-03T23:30:00-05:00", "2025-01-02", "2026-02-04T00:00:00Z"]
    );
}

#[test]
fn pages_without_text_of_their_own_are_not_for_search_engines() {
    let special = "-- content/print.md --\n+++\ntitle = \"Print\"\n[print]\n+++\n-- content/find.md --\n+++\ntitle = \"Find\"\n[search]\n+++\n-- content/settings.md --\n+++\ntitle = \"Settings\"\n[settings]\n+++\n";
    let build = built(&format!("{SITE}{special}"));
    let map = text(&build, "sitemap.xml");
    assert_eq!(elements(&map, "loc").len(), 5);
    for name in ["print", "find", "settings"] {
        let page = text(&build, &format!("{name}/index.html"));
        assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{name}");
        assert!(!page.contains("rel=\"canonical\""), "{name}");
    }
    assert!(!text(&build, "part/index.html").contains("noindex"));
}

#[test]
fn the_feed_lists_dated_pages_the_latest_moment_first() {
    let feed = text(&built(SITE), "atom.xml");
    well_formed(&feed).unwrap();
    assert_eq!(elements(&feed, "title"), ["T &amp; &lt;Co&gt;", "New &lt;b&gt;", "Über", "Old"]);
    assert_eq!(
        elements(&feed, "updated"),
        [
            "2026-02-03T23:30:00-05:00",
            "2026-02-03T23:30:00-05:00",
            "2026-02-04T00:00:00Z",
            "2025-01-02T00:00:00Z"
        ]
    );
    assert_eq!(
        elements(&feed, "id"),
        [
            "https://example.org/team/atom.xml",
            "https://example.org/team/part/new/",
            "https://example.org/team/%C3%BCber/",
            "https://example.org/team/part/old-one/"
        ]
    );
    assert_eq!(
        elements(&feed, "summary"),
        ["What “new” &amp; old mean", "Text", "Old &amp; first."]
    );
    assert_eq!(elements(&feed, "name"), ["A. N. Other"]);
}

#[test]
fn a_feed_holds_no_character_that_xml_forbids() {
    let mut site = Fixture::new(SITE);
    site.write(
        "content/odd.md",
        "+++\ntitle = \"a\\u0001b\\uFFFEc ]]>\"\ndate = 2026-05-05\n+++\n",
    );
    let feed = text(&site.build(), "atom.xml");
    well_formed(&feed).unwrap();
    assert!(feed.contains("<title>a\u{fffd}b\u{fffd}c ]]&gt;</title>"), "{feed}");
}

#[test]
fn a_feed_is_named_on_every_page_and_can_be_left_out() {
    let mut site = Fixture::new(SITE);
    let link = "<link rel=\"alternate\" type=\"application/atom+xml\"";
    assert!(text(&site.build(), "part/index.html").contains(link));
    site.replace("handbook.toml", "author", "generate_feeds = false\nauthor");
    let build = site.build();
    assert!(!has(&build, "atom.xml"));
    assert!(!text(&build, "part/index.html").contains(link));
}

#[test]
fn without_a_dated_page_there_is_no_feed() {
    assert!(!has(&built("-- content/_index.md --\n# Home\n"), "atom.xml"));
}

#[test]
fn without_a_host_nothing_has_an_absolute_address() {
    let mut site = Fixture::new(SITE);
    site.replace("handbook.toml", "https://example.org/team/", "/team/");
    site.replace("handbook.toml", "edit_url = \"https://example.org/edit/{path}?plain#top\"\n", "");
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert!(!has(&build, "sitemap.xml") && !has(&build, "atom.xml"));
    let page = text(&build, "part/new/index.html");
    assert!(!page.contains("rel=\"canonical\"") && !page.contains("application/ld+json"));
    assert_eq!(text(&build, "robots.txt"), "User-agent: *\nAllow: /\n");
}

#[test]
fn robots_are_told_where_the_sitemap_is() {
    assert_eq!(
        text(&built(SITE), "robots.txt"),
        "User-agent: *\nAllow: /\n\nSitemap: https://example.org/team/sitemap.xml\n"
    );
}

#[test]
fn a_page_names_its_address_and_describes_itself() {
    let build = built(SITE);
    let page = text(&build, "part/new/index.html");
    for wanted in [
        "<link rel=\"canonical\" href=\"https://example.org/team/part/new/\">",
        "<meta name=\"description\" content=\"What “new” &amp; old mean\">",
        "<meta property=\"og:title\" content=\"New &lt;b&gt;\">",
        "<meta property=\"og:description\" content=\"What “new” &amp; old mean\">",
        "<meta property=\"og:url\" content=\"https://example.org/team/part/new/\">",
        "<meta property=\"og:type\" content=\"article\">",
        "<meta property=\"og:site_name\" content=\"T &amp; &lt;Co&gt;\">",
        "<meta property=\"og:locale\" content=\"en_GB\">",
        "<html lang=\"en-GB\"",
    ] {
        assert!(page.contains(wanted), "no {wanted} in {page}");
    }
}

#[test]
fn a_page_without_a_description_is_described_by_its_first_paragraph() {
    let home = text(&built(SITE), "index.html");
    let wanted = "<meta name=\"description\" content=\"The first paragraph.\">";
    assert!(home.contains(wanted), "{home}");
    assert!(home.contains("<meta property=\"og:type\" content=\"website\">"));
}

#[test]
fn breadcrumbs_are_told_to_search_engines() {
    let page = text(&built(SITE), "part/new/index.html");
    let data = between(&page, "<script type=\"application/ld+json\">", "</script>");
    assert!(!data.contains('<') && !data.contains('&'), "{data}");
    let list: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(list["@type"], "BreadcrumbList");
    let items: Vec<_> = list["itemListElement"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| {
            (
                item["position"].as_u64().unwrap(),
                item["name"].as_str().unwrap(),
                item["item"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(
        items,
        [
            (1, "Home", "https://example.org/team/"),
            (2, "Part", "https://example.org/team/part/"),
            (3, "New <b>", "https://example.org/team/part/new/"),
        ]
    );
}

/// Section C of the specification of the reader, word for word.
const HEADERS: &str = "/team/*
  Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types hb
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  Permissions-Policy: camera=(), microphone=(), geolocation=(), browsing-topics=()
  Cross-Origin-Opener-Policy: same-origin
";

#[test]
fn hosts_are_told_which_headers_to_send() {
    let build = built(SITE);
    let headers = text(&build, "_headers");
    let rest = headers.strip_prefix(HEADERS).expect(&headers);
    let lines: Vec<&str> = rest.lines().collect();
    let (mut long_lived, mut revalidated) = (0, Vec::new());
    for pair in lines.chunks(2) {
        let name = pair[0].strip_prefix("/team/").unwrap();
        assert!(has(&build, name), "{name}");
        if pair[1].contains("immutable") {
            long_lived += 1;
            assert_eq!(name.split('.').count(), 3, "{name} has no fingerprint");
        } else {
            assert_eq!(pair[1], "  Cache-Control: no-cache");
            revalidated.push(name);
        }
    }
    assert!(long_lived > 5);
    assert_eq!(revalidated, ["search/index.js"], "what keeps its address");
}

#[test]
fn pages_carry_the_same_policy_but_for_what_a_page_cannot_say() {
    let page = text(&built(SITE), "part/new/index.html");
    let meta = between(&page, "<meta http-equiv=\"Content-Security-Policy\" content=\"", "\"");
    let policy = between(HEADERS, "Content-Security-Policy: ", "\n");
    let wanted = policy.replace(" frame-ancestors 'none';", "");
    assert_eq!(meta.replace("&#39;", "'").replace("&#x27;", "'"), wanted);
}

#[test]
fn pages_hold_nothing_that_the_policy_forbids() {
    let build = built(SITE);
    for path in build.outputs.keys().filter(|p| p.extension() == "html") {
        let html = text(&build, path.as_str());
        assert!(!html.contains(" style=\""), "{path}");
        assert!(!html.contains("<style"), "{path}");
        let scripts = html.replace("<script type=\"application/ld+json\">", "");
        assert!(!scripts.contains("<script>"), "{path}");
    }
}

#[test]
fn a_file_of_static_takes_the_place_of_one_for_hosts() {
    for name in ["robots.txt", "_headers", "_redirects", ".nojekyll"] {
        let build = built(&format!("{SITE}-- static/{name} --\nmine\n"));
        assert_eq!(text(&build, name), "mine\n");
    }
}

#[test]
fn hosts_are_told_not_to_run_another_generator() {
    assert_eq!(text(&built(SITE), ".nojekyll"), "");
}

#[test]
fn the_page_for_lost_readers_works_at_any_depth() {
    let page = text(&built(SITE), "404.html");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"), "{page}");
    assert!(!page.contains("rel=\"canonical\""), "{page}");
    assert!(!page.contains("aria-current=\"page\""), "{page}");
    for rest in page.split(" href=\"").skip(1) {
        let address = rest.split('"').next().unwrap();
        let absolute = address.starts_with("/team/") || address.starts_with("https://");
        assert!(absolute || address.starts_with('#'), "{address}");
    }
}

#[test]
fn a_page_links_to_the_place_where_it_is_edited() {
    let page = text(&built(SITE), "part/old-one/index.html");
    let wanted = "href=\"https://example.org/edit/content/part/old%20one.md?plain#top\"";
    assert!(page.contains(wanted), "{page}");
}

#[test]
fn a_folder_without_a_file_has_no_edit_link() {
    let mut site = Fixture::new(SITE);
    site.remove("content/part/_index.md");
    let build = site.build();
    assert!(!text(&build, "part/index.html").contains("/edit/"));
    assert!(!text(&build, "404.html").contains("/edit/"));
}

#[test]
fn what_is_not_said_is_not_printed() {
    // The smallest site: no description, no author, no dates, nothing to edit.
    let build = built("-- handbook.toml --\ntitle = \"T\"\n-- content/a.md --\n# A\n");
    assert_eq!(Config::default().base_path, "/");
    let page = text(&build, "a/index.html");
    assert!(!page.contains("name=\"description\""), "{page}");
    assert!(!page.contains("og:description"), "{page}");
    assert!(!page.contains("<time"), "{page}");
    assert!(!page.contains("none") || !page.contains(">none<"), "{page}");
}
