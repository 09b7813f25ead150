//! Former addresses with a query: one path, several pages.

use handbook::compile::options::{BuildOptions, OfflineMode};
use handbook::hosting::named;
use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, bare, messages, text};

/// A page with these aliases.
fn page(name: &str, aliases: &str) -> String {
    format!(
        "-- content/{name}.md --\n+++\ntitle = \"{name}\"\naliases = [{aliases}]\n+++\n\n## Part\n"
    )
}

fn site(config: &str, pages: &[(&str, &str)]) -> Fixture {
    let pages: String = pages.iter().map(|(name, aliases)| page(name, aliases)).collect();
    let config = format!("title = \"T\"\nbase_url = \"https://example.org/h/\"\n{config}");
    let files = format!("-- handbook.toml --\n{config}-- content/_index.md --\n# Home\n{pages}");
    Fixture::with(&files, BuildOptions { offline: OfflineMode::Worker, ..BuildOptions::default() })
}

const WIKI: &[(&str, &str)] = &[
    ("phones", r#""/wiki/index.php?title=Phone_List""#),
    (
        "forms",
        r#""/wiki/index.php?action=edit&amp;title=Phone_List", "/wiki/index.php?title=K%C3%A4lte+%26+Eis""#,
    ),
];

#[test]
fn the_page_at_the_path_knows_every_query_and_lists_the_pages() {
    let build = site("", WIKI).build();
    assert_eq!(messages(&build), "");
    assert_data_eq!(
        text(&build, "wiki/index.php/index.html"),
        str![[r#"
<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>This page has moved</title>
<script src="/h/moved.603168e5.js" data-to="" data-queries="[[[[&quot;action&quot;,&quot;edit&quot;],[&quot;title&quot;,&quot;Phone_List&quot;]],&quot;/h/forms/&quot;],[[[&quot;title&quot;,&quot;Kälte &amp; Eis&quot;]],&quot;/h/forms/&quot;],[[[&quot;title&quot;,&quot;Phone_List&quot;]],&quot;/h/phones/&quot;]]"></script>
<meta name="robots" content="noindex">
</head>
<body>
<main>
<h1>This page has moved</h1>
<p>What was here is on one of these pages:</p>
<ul>
<li><a href="/h/forms/">forms</a></li>
<li><a href="/h/phones/">phones</a></li>
</ul>
</main>
</body>
</html>

"#]]
    );
    assert_eq!(text(&build, "_redirects"), "");
    let list = text(&build, "offline.json");
    assert!(list.contains("[\"wiki/index.php/\","), "the worker sends the page: {list}");
    assert!(list.contains("\"moved\":{}"), "{list}");
}

#[test]
fn an_alias_without_a_query_holds_for_all_others() {
    let mut pages = WIKI.to_vec();
    pages.push(("start", r#""/wiki/index.php", "/old.html""#));
    pages.push(("terms", r#""/old.html?id=1""#));
    pages.push(("parts", r#""/wiki/index.php#part""#));
    let build = site("", &pages).build();
    assert_eq!(messages(&build), "");
    assert_data_eq!(
        text(&build, "wiki/index.php/index.html"),
        str![[r#"
<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>This page has moved</title>
<script src="/h/moved.603168e5.js" data-to="/h/start/" data-parts="{&quot;#part&quot;:&quot;/h/parts/#part&quot;}" data-queries="[[[[&quot;action&quot;,&quot;edit&quot;],[&quot;title&quot;,&quot;Phone_List&quot;]],&quot;/h/forms/&quot;],[[[&quot;title&quot;,&quot;Kälte &amp; Eis&quot;]],&quot;/h/forms/&quot;],[[[&quot;title&quot;,&quot;Phone_List&quot;]],&quot;/h/phones/&quot;]]"></script>
<noscript><meta http-equiv="refresh" content="0; url=/h/start/"></noscript>
<meta name="robots" content="noindex">
<link rel="canonical" href="https://example.org/h/start/">
</head>
<body>
<main>
<h1>This page has moved</h1>
<p>This page has moved to <a href="/h/start/">start</a>.</p>
<p>What was here is on one of these pages:</p>
<ul>
<li><a href="/h/forms/">forms</a></li>
<li><a href="/h/phones/">phones</a></li>
</ul>
</main>
</body>
</html>

"#]]
    );
    assert!(text(&build, "old.html").contains(r#"data-to="/h/start/" data-queries="[[[[&quot;id&quot;,&quot;1&quot;]],&quot;/h/terms/&quot;]]""#));
    assert_eq!(text(&build, "_redirects"), "");
}

#[test]
fn unlisted_pages_are_not_in_the_list_and_not_kept_for_all() {
    let mut site = site("", WIKI);
    site.write("content/forms.md", "+++\ntitle = \"Secret\"\nunlisted = true\naliases = [\"/wiki/index.php?title=Forms\"]\n+++\n");
    let build = site.build();
    let page = text(&build, "wiki/index.php/index.html");
    assert!(page.contains(">phones<") && !page.contains("Secret"), "{page}");
    let list = text(&build, "offline.json");
    assert!(!list.contains("wiki"), "{list}");
}

#[test]
fn links_to_a_former_address_with_a_query_name_the_page() {
    let mut site = site("", WIKI);
    site.write(
        "content/_index.md",
        "# Home\n\n[a](/wiki/index.php?title=Phone_List&x=1#part)\n[b](/wiki/index.php?title=K%C3%A4lte+%26+Eis)\n[c](/wiki/index.php?title=None)\n[d](/wiki/index.php)\n",
    );
    let build = site.build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
warning[alias-link]: `/wiki/index.php?title=Phone_List&x=1#part` is a former address of `/phones/`
 --> content/_index.md:3:1
  |
3 | [a](/wiki/index.php?title=Phone_List&x=1#part)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: link to `phones.md#part`

warning[alias-link]: `/wiki/index.php?title=K%C3%A4lte+%26+Eis` is a former address of `/forms/`
 --> content/_index.md:4:1
  |
4 | [b](/wiki/index.php?title=K%C3%A4lte+%26+Eis)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: link to `forms.md`

error[broken-link]: there is no page or file `/wiki/index.php`
 --> content/_index.md:5:1
  |
5 | [c](/wiki/index.php?title=None)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write the path of a file, relative to this one: `../part/chapter.md`

error[broken-link]: there is no page or file `/wiki/index.php`
 --> content/_index.md:6:1
  |
6 | [d](/wiki/index.php)
  | ^^^^^^^^^^^^^^^^^^^^
  |
  = help: write the path of a file, relative to this one: `../part/chapter.md`

"#]]
    );
    let home = text(&build, "index.html");
    assert!(home.contains(
        "<a href=\"/h/phones/#part\">a</a>
<a href=\"/h/forms/\">b</a>"
    ));
}

#[test]
fn what_cannot_lead_on_by_a_query_is_told() {
    let build = site(
        "",
        &[
            ("a", r#""/?p=7", "/b/?x=1", "/a/?print=1""#),
            ("b", r#""/old/?id=1&x=2", "/old/?id=2#part", "/bad:name/?x=1""#),
            ("c", r#""/old/?x=2&id=1", "/empty/?""#),
        ],
    )
    .build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
error[alias-collision]: `/?p=7` is the address of the page “Home” with a query
 --> content/a.md:3:12
  |
3 | aliases = ["/?p=7", "/b/?x=1", "/a/?print=1"]
  |            ^^^^^^^
  |
  = help: a page is there whatever the query: remove the alias, and let a rule of your host lead on (“Former addresses with a query” in the guide)

error[alias-collision]: `/b/?x=1` is the address of the page “b” with a query
 --> content/a.md:3:21
  |
3 | aliases = ["/?p=7", "/b/?x=1", "/a/?print=1"]
  |                     ^^^^^^^^^
  |
  = help: a page is there whatever the query: remove the alias, and let a rule of your host lead on (“Former addresses with a query” in the guide)

error[invalid-route]: `/old/?id=2#part` has a query and a fragment
 --> content/b.md:3:30
  |
3 | aliases = ["/old/?id=1&x=2", "/old/?id=2#part", "/bad:name/?x=1"]
  |                              ^^^^^^^^^^^^^^^^^
  |
  = help: remove everything from `#`: what follows it in the address of a reader is kept

error[invalid-route]: `/bad:name/?x=1` contains the character `:`, which some systems cannot store
 --> content/b.md:3:49
  |
3 | aliases = ["/old/?id=1&x=2", "/old/?id=2#part", "/bad:name/?x=1"]
  |                                                 ^^^^^^^^^^^^^^^^
  |
  = help: write names separated by `/`, such as `roles/two-axes`

error[alias-collision]: two aliases lead on from `/old/?x=2&id=1`
 --> content/c.md:3:12
  |
3 | aliases = ["/old/?x=2&id=1", "/empty/?"]
  |            ^^^^^^^^^^^^^^^^
  |
  = help: remove or change one of them
note: the other one
 --> content/b.md:3:12
  |
3 | aliases = ["/old/?id=1&x=2", "/old/?id=2#part", "/bad:name/?x=1"]
  |            ^^^^^^^^^^^^^^^^

error[invalid-route]: `/empty/?` contains the character `?`, which some systems cannot store
 --> content/c.md:3:30
  |
3 | aliases = ["/old/?x=2&id=1", "/empty/?"]
  |                              ^^^^^^^^^^
  |
  = help: write names separated by `/`, such as `roles/two-axes`

"#]]
    );
}

#[test]
fn a_file_at_the_path_stays() {
    let mut site =
        bare(&format!("-- content/_index.md --\n# Home\n{}", page("a", r#""/x.html?id=1""#)));
    site.write("static/x.html", "mine");
    let build = site.build();
    assert!(messages(&build).contains("would both be written to `x.html`"));
    assert_eq!(text(&build, "x.html"), "mine");
}

#[test]
fn hosts_that_compare_queries_are_told_the_plain_ones() {
    // What would take readers away from a page that hosts cannot tell is not told either.
    let more = [
        ("note", r#""/wiki/index.php?title=Note""#),
        ("hint", r#""/wiki/index.php?title=Note&name=Hint+1""#),
    ];
    let pages = [WIKI, &more].concat();
    let told = |host: &str| {
        let build = site(&format!("[hosting]\nhost = \"{host}\"\n"), &pages).build();
        let files = (named(host).unwrap().files)(&build.hosting);
        let lines = files.iter().flat_map(|file| file.text.lines()).filter(|line| {
            ["Phone_List", "wiki", "QUERY", "handbook_query"].iter().any(|word| line.contains(word))
        });
        lines.map(|line| format!("{}\n", line.trim())).collect::<String>()
    };
    assert_data_eq!(
        told("nginx"),
        str![[r#"
location = "/h/wiki/index.php" {
if ($args ~ "^(?=(?:.*&)?action=edit(?:&|$))(?=(?:.*&)?title=Phone_List(?:&|$))") { return 301 "/h/forms/"; }
if ($args ~ "^(?=(?:.*&)?title=Phone_List(?:&|$))") { return 301 "/h/phones/"; }
location = "/h/wiki/index.php/" {
if ($args ~ "^(?=(?:.*&)?action=edit(?:&|$))(?=(?:.*&)?title=Phone_List(?:&|$))") { return 301 "/h/forms/"; }
if ($args ~ "^(?=(?:.*&)?title=Phone_List(?:&|$))") { return 301 "/h/phones/"; }

"#]]
    );
    assert_data_eq!(
        told("apache"),
        str![[r#"
RewriteCond %{QUERY_STRING} "^(?=(?:.*&)?action=edit(?:&|$))(?=(?:.*&)?title=Phone_List(?:&|$))"
RewriteRule "^wiki/index/.php/?$" "/h/forms/" [R=301,L,QSD]
RewriteCond %{QUERY_STRING} "^(?=(?:.*&)?title=Phone_List(?:&|$))"
RewriteRule "^wiki/index/.php/?$" "/h/phones/" [R=301,L,QSD]

"#]]
    );
    assert_data_eq!(
        told("caddy"),
        str![[r#"
@handbook_query_0 expression `{path} in ["/h/wiki/index.php", "/h/wiki/index.php/"] && {query.action} == "edit" && {query.title} == "Phone_List"`
redir @handbook_query_0 "/h/forms/" 301
@handbook_query_1 expression `{path} in ["/h/wiki/index.php", "/h/wiki/index.php/"] && {query.title} == "Phone_List"`
redir @handbook_query_1 "/h/phones/" 301

"#]]
    );
    assert_data_eq!(
        told("netlify"),
        str![[r#"
/h/wiki/index.php/ action=edit title=Phone_List /h/forms/ 301!
/h/wiki/index.php/ title=Phone_List /h/phones/ 301!

"#]]
    );
    assert_data_eq!(
        told("vercel"),
        str![[r#"
"value": "Phone_List"
"source": "/h/wiki/index//.php",
"value": "Phone_List"
"source": "/h/wiki/index//.php/",
"value": "Phone_List"
"source": "/h/wiki/index//.php",
"value": "Phone_List"
"source": "/h/wiki/index//.php/",

"#]]
    );
    assert_data_eq!(
        told("s3"),
        str![[r#"
"/h/wiki/index.php": "",

"#]]
    );
    assert_eq!(told("firebase") + &told("azure") + &told("cloudflare"), "");
}
