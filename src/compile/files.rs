//! The files of the site that are not pages: copies, style sheets, redirects, feed, sitemap and
//! files for hosts.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::sync::Arc;

use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::{Output, Outputs};
use crate::base::paths::{OutputPath, Route, SourcePath, encode_fragment};
use crate::book::llms::{self, LlmsHeadings};
use crate::config::Config;
use crate::hosting::plan::{HostingPlan, QueryRedirect};
use crate::hosting::rules::REDIRECTS;
use crate::hosting::{self, HOST_FILES};
use crate::page::special_page::SpecialPage;
use crate::render::feed::{self, FeedEntry};
use crate::render::offline;
use crate::render::page::PageInput;
use crate::render::policy::page_headers;
use crate::render::redirect_page::{RedirectPage, RedirectTarget};
use crate::render::robots;
use crate::resolve::data::{self, DataSource};
use crate::resolve::page_view::{PageView, SectionView};
use crate::resolve::urls::Urls;
use crate::site::path_registry::{FEED, REPLACEABLE, RESERVED, is_replaceable};
use crate::site::search_files;
use crate::site::tree::{FileEntry, Node, NodeId};
use crate::source::Sources;
use crate::theme::Theme;

use crate::compile::options::OfflineMode;
use crate::compile::parsing::ParsedFiles;
use crate::compile::render_input::RenderInput;

/// The name of the sitemap.
const SITEMAP: &str = "sitemap.xml";
/// The name of the file with the contents of the handbook, for other tools.
const DATA: &str = "handbook.json";
/// The name of the list of copies in Markdown.
pub(super) const LLMS: &str = "llms.txt";

/// The address of the feed; `None` if there is none.
pub(super) fn feed_address(input: &RenderInput<'_>) -> Option<String> {
    let path = OutputPath::new(FEED).ok()?;
    input.site.made.contains_key(&path).then(|| input.urls.file_permalink(&path))
}

/// The files that the build makes for others with this configuration. Feed and sitemap need absolute
/// addresses. Whether there is a worker does not depend on who builds, so that `serve` reports what
/// `build` does.
pub(super) fn made(config: &Config) -> Vec<&'static str> {
    let has_origin = !Urls::new(config).origin.is_empty();
    let host_files = hosting::output_files(config.hosting.host(), &HostingPlan::default());
    let is_made = |name: &&str| match *name {
        FEED => config.generate_feeds && has_origin,
        SITEMAP => has_origin && !config.noindex,
        LLMS => config.generate_markdown,
        DATA => config.generate_data,
        offline::PAGE | offline::LIST => config.offline,
        name if HOST_FILES.contains(&name) => host_files.iter().any(|file| file.path == name),
        _ => true,
    };
    let all = RESERVED.iter().chain(REPLACEABLE).chain(HOST_FILES);
    all.copied().filter(is_made).collect()
}

/// The files of the theme and of `static` that pages can link to, with their sources.
pub(super) fn linkable(theme: &Theme, parsed: &ParsedFiles) -> Vec<(SourcePath, FileEntry)> {
    let assets = theme.assets.values().map(|asset| {
        (asset.source.clone(), FileEntry { output: asset.path.clone(), size: None, drawing: None })
    });
    let files = theme.files.iter().map(|(output, file)| {
        (
            file.path.clone(),
            FileEntry {
                output: output.clone(),
                size: parsed.image_size(&file.path),
                drawing: parsed.drawing(&file.path),
            },
        )
    });
    assets.chain(files).collect()
}

/// Makes the files that depend on the site as a whole, which are remembered until it changes. `key`
/// is the fingerprint of everything that they are made of.
pub(super) fn make(input: &RenderInput<'_>, key: Fingerprint) -> Vec<(OutputPath, Output)> {
    let named =
        [(SITEMAP, sitemap(input, key)), (DATA, data(input, key)), (LLMS, llms(input, key))];
    let named = named.into_iter().filter_map(|(name, output)| named_file(name, output?));
    named.chain(input.features.files(input.site, input.urls)).collect()
}

fn named_file(name: &str, output: Output) -> Option<(OutputPath, Output)> {
    Some((OutputPath::new(name).ok()?, output))
}

/// Adds every file that is not a page, and gives how all are to be served. `index` is the address of the
/// folder with what the search index holds besides its first file.
pub(super) fn add(
    input: &RenderInput<'_>,
    sources: &Sources,
    site_files: Vec<(OutputPath, Output)>,
    index: Option<String>,
    outputs: &mut Outputs,
) -> HostingPlan {
    let RenderInput { site, theme, .. } = input;
    for asset in theme.assets.values() {
        outputs.insert(asset.path.clone(), asset.output.clone());
    }
    for (path, file) in &theme.files {
        // The theme is remembered by the content of its files; a large one is copied as it lies on
        // the disk now.
        let source = sources.files.get(&file.path).unwrap_or(&file.source);
        outputs.insert(path.clone(), source.output());
    }
    for (path, entry) in &site.files {
        if let Some(source) =
            sources.files.get(path).filter(|_| !outputs.contains_key(&entry.output))
        {
            outputs.insert(entry.output.clone(), source.output());
        }
    }
    add_redirects(input, outputs);
    let plan = hosting_plan(input, index);
    let host_files = hosting::output_files(input.config.hosting.host(), &plan);
    let host_files = host_files.into_iter().map(|file| (file.path, file.text));
    let small = small_files(input).into_iter().chain(host_files);
    let small = small.filter_map(|(name, text)| named_file(name, Output::bytes(text.into_bytes())));
    for (path, output) in small.chain(site_files) {
        let own = outputs.get(&path).filter(|_| is_replaceable(&path));
        let both = own.and_then(|own| with_rules_after(&path, own, &output));
        if own.is_none() || both.is_some() {
            outputs.insert(path, both.unwrap_or(output));
        }
    }
    plan
}

/// The site's own `_redirects`, whose rules come first, with those of its former addresses below them.
/// `None` for another file, which its own takes the place of.
fn with_rules_after(path: &OutputPath, own: &Output, made: &Output) -> Option<Output> {
    if path.as_str() != REDIRECTS {
        return None;
    }
    let (own, made) = (own.in_memory()?, made.in_memory()?);
    let newline: &[u8] = if own.ends_with(b"\n") || own.is_empty() { b"" } else { b"\n" };
    Some(Output::bytes([&own, newline, &made].concat()))
}

/// `handbook.json`, the contents of the handbook for other tools, if the site asks for it.
fn data(input: &RenderInput<'_>, key: Fingerprint) -> Option<Output> {
    let (site, config) = (Arc::clone(input.site), Arc::clone(input.config));
    let urls = input.urls.clone();
    let (features, files) = (Arc::clone(input.features), Arc::clone(input.feature_files));
    let make = move || {
        let source = DataSource { site: &site, urls: &urls };
        let lists = features.data(&source, &files);
        data::json(&site, &config, &urls, lists).into_bytes()
    };
    input.config.generate_data.then(|| Output::lazy(Fingerprint::of(&(DATA, key)), make))
}

/// `llms.txt`, the list of copies in Markdown, if there are any.
fn llms(input: &RenderInput<'_>, key: Fingerprint) -> Option<Output> {
    let (site, config) = (Arc::clone(input.site), Arc::clone(input.config));
    let urls = input.urls.clone();
    let headings =
        LlmsHeadings { pages: input.theme.string("pages"), also: input.theme.string("also") };
    let make = move || llms::llms(&site, &config, &urls, &headings).into_bytes();
    input.config.generate_markdown.then(|| Output::lazy(Fingerprint::of(&(LLMS, key)), make))
}

/// The sitemap, which needs absolute addresses.
fn sitemap(input: &RenderInput<'_>, key: Fingerprint) -> Option<Output> {
    let (site, urls) = (Arc::clone(input.site), input.urls.clone());
    let make = move || {
        let pages = site.published().map(|node| (urls.permalink(&node.route), node.changed()));
        robots::sitemap(pages).into_bytes()
    };
    let is_wanted = OutputPath::new(SITEMAP).is_ok_and(|path| input.site.made.contains_key(&path));
    is_wanted.then(|| Output::lazy(Fingerprint::of(&(SITEMAP, key)), make))
}

fn add_redirects(input: &RenderInput<'_>, outputs: &mut Outputs) {
    let RenderInput { site, urls, theme, config, .. } = input;
    let (title, text) = (theme.string("redirect_title"), theme.string("redirect_text"));
    let direction = theme.string("direction");
    let script = theme.assets.get("moved.js").map(|asset| urls.file(&asset.path));
    let choice = theme.string("redirect_choice");
    let target = |id: NodeId| RedirectTarget {
        title: site.nodes[id].title.clone(),
        path: urls.path(&site.nodes[id].route),
        permalink: urls.permalink(&site.nodes[id].route),
    };
    for alias in site.aliases.keys() {
        let parts = site.moved_parts.get(alias).into_iter().flatten();
        let parts = parts.map(|(fragment, (id, anchor))| {
            let to = if anchor.is_empty() {
                String::new()
            } else {
                format!("#{}", encode_fragment(anchor))
            };
            (format!("#{fragment}"), urls.path(&site.nodes[*id].route) + &to)
        });
        let queries = site.moved_queries.get(alias).into_iter().flatten();
        let queries = queries.filter(|(query, _)| !query.is_empty());
        let whole = site.former_page(alias, "").map(|(id, _)| id);
        let choices: BTreeSet<NodeId> = queries.clone().map(|(_, id)| *id).collect();
        let is_choice = |id: &NodeId| Some(*id) != whole && site.nodes[*id].is_listed();
        let page = RedirectPage {
            language: &config.language,
            direction: &direction,
            title: &title,
            text: &text,
            choice: &choice,
            target: whole.map(target),
            choices: choices.into_iter().filter(is_choice).map(target).collect(),
            script: script.as_deref(),
            parts: parts.collect(),
            queries: queries
                .map(|(query, id)| (&*query.parameters, urls.path(&site.nodes[*id].route)))
                .collect(),
        };
        outputs.entry(alias.output()).or_insert_with(|| Output::bytes(page.html().into_bytes()));
    }
}

/// How the site is to be served.
fn hosting_plan(input: &RenderInput<'_>, index: Option<String>) -> HostingPlan {
    let RenderInput { site, urls, theme, config, .. } = input;
    let fingerprinted = theme.assets.values().map(|asset| urls.file(&asset.path));
    let redirects = site.whole_aliases();
    let redirects = redirects.map(|(alias, node)| (urls.path(alias), urls.path(&node.route)));
    let queries = site.moved_queries.iter().flat_map(|(alias, queries)| {
        let queries = queries.iter().filter(|(query, _)| !query.is_empty());
        queries.map(|(query, id)| QueryRedirect {
            from: urls.path(alias),
            parameters: query.parameters.clone(),
            to: urls.path(&site.nodes[*id].route),
        })
    });
    // The worker may be one that unregisters itself.
    let worker = (input.offline != OfflineMode::Nothing).then(|| offline::WORKER.to_owned());
    let list = config.offline.then(|| offline::LIST.to_owned()).filter(|_| worker.is_some());
    let search = site.special_pages.get(&SpecialPage::Search);
    let first = search.and_then(|id| site.nodes[*id].route.file(search_files::FIRST).ok());
    let files = worker.into_iter().chain(list).map(|name| format!("{}{name}", urls.base_path));
    HostingPlan {
        base_path: urls.base_path.clone(),
        headers: page_headers(&config.security),
        fingerprinted: fingerprinted.chain(index).collect(),
        revalidated: files.chain(first.map(|path| urls.file(&path))).collect(),
        redirects: redirects.collect(),
        queries: queries.collect(),
    }
}

/// The small files that are made with every build: that for robots, and the feed, which needs
/// absolute addresses.
fn small_files(input: &RenderInput<'_>) -> Vec<(&'static str, String)> {
    let sitemap_address = match OutputPath::new(SITEMAP) {
        Ok(path) if !input.config.noindex => input.urls.file_permalink(&path),
        _ => String::new(),
    };
    let mut files = vec![("robots.txt", robots::robots(&sitemap_address))];
    if let Some(address) = feed_address(input) {
        files.push((FEED, feed(input, &address)));
    }
    files
}

fn feed(input: &RenderInput<'_>, address: &str) -> String {
    let RenderInput { site, urls, config, parsed, .. } = input;
    let mut dated: Vec<(&str, &Node)> =
        site.published().filter_map(|node| Some((node.changed()?, node))).collect();
    dated.sort_by_cached_key(|(date, node)| (Reverse(feed::moment(date)), node.route.clone()));
    let entries = dated.into_iter().take(feed::LIMIT).filter_map(|(updated, node)| {
        let summary = node.summary.as_deref()?;
        let first_paragraph = || {
            let page = parsed.file_of(node).map(|page| page.first_paragraph.clone());
            page.unwrap_or_default()
        };
        Some(FeedEntry {
            title: node.title.clone(),
            address: urls.permalink(&node.route),
            published: summary.front.date.clone(),
            updated: updated.to_owned(),
            summary: if summary.front.description.is_empty() {
                first_paragraph()
            } else {
                summary.front.description.clone()
            },
        })
    });
    feed::xml(config, &urls.permalink(&Route::root()), address, &entries.collect::<Vec<_>>())
}

/// The synthetic pages, which have no source file: one for addresses that do not exist, one for
/// readers without a network. Each comes with the name of its output. Their links are those of the
/// home page.
pub(super) fn synthetic_pages(input: &RenderInput<'_>) -> Vec<(&'static str, PageInput)> {
    let not_found = synthetic_page(input, "404.html", "not-found", "not_found_title");
    let offline = || synthetic_page(input, offline::PAGE, "offline", "offline_title");
    let has_worker = input.offline == OfflineMode::Worker && input.config.offline;
    [not_found].into_iter().chain(has_worker.then(offline)).collect()
}

fn synthetic_page(
    input: &RenderInput<'_>,
    name: &'static str,
    kind: &'static str,
    title: &str,
) -> (&'static str, PageInput) {
    let RenderInput { site, urls, theme, .. } = input;
    let home = site.link(0);
    let address = OutputPath::new(name);
    let page = PageView {
        kind,
        title: theme.string(title),
        noindex: true,
        path: address.as_ref().map(|path| urls.file(path)).unwrap_or_default(),
        permalink: address.as_ref().map(|path| urls.file_permalink(path)).unwrap_or_default(),
        reading_time: 1,
        extra: home.extra.cloned().unwrap_or_default(),
        ..PageView::default()
    };
    let children = site.nav_children(0).map(|id| site.link(id)).collect::<Vec<_>>();
    let page_input = PageInput {
        template: name.to_owned(),
        page,
        components: Vec::new(),
        section: SectionView::of(&home, &children, urls),
        route: Route::root(),
        source: None,
    };
    (name, page_input)
}
