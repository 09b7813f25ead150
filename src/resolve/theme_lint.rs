//! [`theme_faults`]: what a site's own templates, style sheets and scripts write out is checked like
//! its pages: addresses, what the Content-Security-Policy blocks, elements and brackets that nothing
//! closes.
//!
//! What a template computes is known only when it is rendered, so that only addresses that it writes
//! out are looked up. `{{ config.base_path }}` before one is understood.

use std::cell::LazyCell;
use std::ops::{Deref, Range};
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;
use crate::base::suggest::nearest;
use crate::config::Config;
use crate::document::body::{ContentKind, Href, HtmlAddress, LinkKind, LinkRef};
use crate::document::destinations::is_external;
use crate::html::srcset::candidates;
use crate::html::token::{HtmlTokenKind, StartTag, TagAttribute, tokens};
use crate::markdown::loaded::{BlockedPart, blocked_parts, content_at};
use crate::resolve::links::{LinkLookup, shorten};
use crate::resolve::policy::blocked;
use crate::resolve::suggestions;
use crate::resolve::template_html::{LoneTag, unbalanced as unbalanced_tags};
use crate::resolve::urls::Urls;
use crate::site::tree::Site;
use crate::source::{STATIC, Sources, THEMES};
use crate::theme::Theme;
use crate::theme::css_address::addresses;
use crate::theme::template_tags::{TemplateTag, template_tags};
use crate::theme::tokens::{AssetLanguage, unbalanced};

/// Stands in for what a template computes. No author writes it.
const COMPUTED: char = '\u{1}';

/// Stands in for `{{ config.base_path }}`.
const BASE: char = '\u{2}';

/// How a template writes the path of the site's address.
const BASE_PATH: &str = "{{ config.base_path }}";

/// The template of the home page, from which relative addresses lead where they seem to.
const HOME: &str = "index.html";

/// The warnings and errors about the files of the site's own theme.
pub fn theme_faults(
    sources: &Sources,
    theme: &Theme,
    site: &Site,
    config: &Config,
    urls: &Urls,
) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // Few templates show a part of a drawing by its id.
    let ids = LazyCell::new(|| TemplateIds::of(theme));
    for (name, template) in &theme.templates {
        // The templates of the program are tested where they are made.
        if sources.get(template.path.as_str()).is_some() {
            let is_home = theme.short_name(name) == HOME;
            let file = ThemeFile { path: &template.path, text: &template.text, site, config, urls };
            file.check_template(theme, is_home, &ids, &mut found);
        }
    }
    let themes = theme.prefixes.iter().filter_map(|prefix| prefix.split('/').next());
    let folders = themes
        .flat_map(|theme| [STATIC, "styles"].map(|folder| format!("{THEMES}/{theme}/{folder}")));
    for folder in folders.chain([STATIC.to_owned()]) {
        for (rest, path, source) in sources.of_theme(&folder) {
            // A file that is no text is none of these, whatever its name says.
            let Ok(text) = source.text(path) else { continue };
            let file = ThemeFile { path, text: &text, site, config, urls };
            match path.extension() {
                "css" => file.check_style_sheet(rest, &mut found),
                "js" => file.check_brackets(AssetLanguage::JavaScript, &mut found),
                _ => {}
            }
        }
    }
    found
}

/// The ids that the templates of a theme write out.
#[derive(Default)]
struct TemplateIds {
    written: Vec<String>,
    /// The beginnings of ids whose ends are computed.
    begun: Vec<String>,
}

impl TemplateIds {
    fn of(theme: &Theme) -> Self {
        let mut ids = Self::default();
        for template in theme.templates.values() {
            let html = masked(&template.text);
            for token in tokens(&html) {
                let HtmlTokenKind::Start(tag) = &token.kind else { continue };
                let Some(id) = tag.get("id") else { continue };
                match id.split_once([COMPUTED, BASE]) {
                    None => ids.written.push(id.to_owned()),
                    Some(("", _)) => {}
                    Some((begin, _)) => ids.begun.push(begin.to_owned()),
                }
            }
        }
        ids
    }

    fn has(&self, id: &str) -> bool {
        self.written.iter().any(|known| known == id)
            || self.begun.iter().any(|begin| id.starts_with(begin.as_str()))
    }
}

/// A file of the theme, and what its addresses are looked up in.
struct ThemeFile<'a> {
    path: &'a SourcePath,
    text: &'a Arc<str>,
    site: &'a Site,
    config: &'a Config,
    urls: &'a Urls,
}

impl ThemeFile<'_> {
    /// Checks a template. `ids` are those that all templates write out.
    fn check_template(
        &self,
        theme: &Theme,
        is_home: bool,
        ids: &impl Deref<Target = TemplateIds>,
        found: &mut Vec<Diagnostic>,
    ) {
        // What follows a tag that is never closed is not read as it was meant; the tag itself is told
        // where templates are compiled.
        if template_tags(self.text).any(|tag| tag.swallows()) {
            return;
        }
        let html = masked(self.text);
        if is_home {
            found.extend(self.without_contents(theme));
        }
        for LoneTag { name, opens, span } in unbalanced_tags(&html, self.text) {
            let (message, hint) = if opens {
                (
                    format!("`<{name}>` is never closed"),
                    format!("write `</{name}>` where it ends, in the same block or component"),
                )
            } else {
                (
                    format!("`</{name}>` closes nothing"),
                    format!(
                        "remove it, or write `<{name}>` before it, in the same block or component"
                    ),
                )
            };
            let warning = Diagnostic::warning(Code::InvalidHtml, message, self.place(span));
            found.push(warning.hint(hint));
        }
        for token in tokens(&html) {
            let HtmlTokenKind::Start(tag) = &token.kind else { continue };
            self.check_use(tag, ids, found);
            for BlockedPart { message, hint, span } in blocked_parts(tag, &token.span) {
                let warning = Diagnostic::warning(Code::BlockedContent, message, self.place(span));
                found.push(warning.hint(hint));
            }
            for attribute in &tag.attributes {
                if let Some(content) = content_at(tag, attribute) {
                    self.check_attribute(tag, attribute, content, is_home, found);
                }
            }
        }
    }

    /// The warning about a template of the home page that draws its own content without the id to which
    /// every page lets its readers skip.
    fn without_contents(&self, theme: &Theme) -> Option<Diagnostic> {
        let draws = |tag: &TemplateTag<'_>| tag.after("block") == Some("main");
        let main = template_tags(self.text).find(draws)?;
        if self.site.nodes.len() < 2 || writes_contents(theme, self.text, &mut Vec::new()) {
            return None;
        }
        let message =
            "nothing in this home page has the id `contents`, to which “Skip to contents” leads";
        let warning = Diagnostic::warning(Code::BrokenAnchor, message, self.place(main.span));
        Some(warning.hint("write `id=\"contents\"` on the element that lists the parts"))
    }

    /// Looks up the part of a drawing that `<use href="#icon">` shows.
    fn check_use(
        &self,
        tag: &StartTag<'_>,
        ids: &impl Deref<Target = TemplateIds>,
        found: &mut Vec<Diagnostic>,
    ) {
        let is_href = |known: &&TagAttribute<'_>| matches!(&*known.name, "href" | "xlink:href");
        let address = tag.attributes.iter().find(is_href).filter(|_| tag.name == "use");
        let Some((address, id)) =
            address.and_then(|a| Some((a, a.value.trim().strip_prefix('#')?)))
        else {
            return;
        };
        let is_on_a_page = || (0..self.site.nodes.len()).any(|node| self.site.has_anchor(node, id));
        if id.contains([COMPUTED, BASE]) || ids.has(id) || is_on_a_page() {
            return;
        }
        let message = format!("neither a template nor a page has the id `{id}`");
        let near = nearest(id, ids.written.iter().map(String::as_str));
        let place = self.place(address.value_span.clone());
        let warning = Diagnostic::warning(Code::BrokenAnchor, message, place);
        found.push(match near {
            Some(near) => warning.did_you_mean(Some(format!("#{near}"))),
            None => {
                warning.hint(format!("write `<symbol id=\"{id}\" …>` in a template of each page"))
            }
        });
    }

    fn check_attribute(
        &self,
        tag: &StartTag<'_>,
        attribute: &TagAttribute<'_>,
        content: ContentKind,
        is_home: bool,
        found: &mut Vec<Diagnostic>,
    ) {
        let written: Vec<&str> = match &*attribute.name {
            "srcset" => candidates(&attribute.value).into_iter().map(|(url, _)| url).collect(),
            _ => vec![attribute.value.trim()],
        };
        for url in written {
            let rest = url.trim_start_matches(BASE);
            if rest.contains([COMPUTED, BASE]) || rest.starts_with(['#', '?']) {
                continue;
            }
            let place = || self.place(attribute.value_span.clone());
            // A hint to the browser where something else is, such as `rel="preconnect"`.
            let is_hint = tag.name == "link" && content == ContentKind::Link;
            let address = if rest.len() < url.len() {
                format!("/{rest}")
            } else if is_external(url) {
                if !is_hint {
                    self.check_address(url, BASE_PATH, content, &place, found);
                }
                continue;
            } else if is_home && !url.starts_with('/') {
                format!("/{url}")
            } else if let Some(rest) = url.strip_prefix(self.config.base_path.as_str()) {
                format!("/{rest}")
            } else {
                found.push(self.misplaced(url, BASE_PATH, place()));
                continue;
            };
            self.check_address(&address, BASE_PATH, content, &place, found);
        }
    }

    /// Checks a style sheet whose path below the folder of the published site is `name`.
    fn check_style_sheet(&self, name: &str, found: &mut Vec<Diagnostic>) {
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        // A relative address holds wherever the site is published.
        let base = "../".repeat(folder.split('/').filter(|part| !part.is_empty()).count());
        self.check_brackets(AssetLanguage::Css, found);
        for address in addresses(self.text) {
            let url = address.url.trim();
            if url.is_empty() || url.starts_with('#') || url.starts_with("data:") {
                continue;
            }
            let content = match url.rsplit('.').next().map(str::to_ascii_lowercase).as_deref() {
                _ if address.is_import => ContentKind::Style,
                Some("woff" | "woff2" | "ttf" | "otf") => ContentKind::Font,
                _ => ContentKind::Image,
            };
            let place = || self.place(address.span.clone());
            let url = if is_external(url) {
                url.to_owned()
            } else if let Some(rest) = url.strip_prefix(self.config.base_path.as_str()) {
                format!("/{rest}")
            } else if url.starts_with('/') {
                found.push(self.misplaced(url, &base, place()));
                continue;
            } else {
                joined(folder, url)
            };
            self.check_address(&url, &base, content, &place, found);
        }
    }

    fn check_brackets(&self, language: AssetLanguage, found: &mut Vec<Diagnostic>) {
        if let Some((message, range)) = unbalanced(language, self.text) {
            found.push(Diagnostic::warning(Code::ScriptSyntax, message, self.place(range)));
        }
    }

    /// Looks an address up that begins at the root of the site or with a scheme. `base` is how the file
    /// writes the address of the home page.
    fn check_address(
        &self,
        destination: &str,
        base: &str,
        content: ContentKind,
        place: &dyn Fn() -> Place,
        found: &mut Vec<Diagnostic>,
    ) {
        let (before, after) = (String::new(), String::new());
        let address = HtmlAddress { content, before, after, given: None };
        let link = LinkRef { destination: destination.to_owned(), kind: LinkKind::Html(address) };
        let lookup = LinkLookup {
            path: self.path,
            site: self.site,
            urls: self.urls,
            is_embedded: true,
            suggests: true,
        };
        let href = if is_external(destination) {
            Some(Href::Link { url: destination.to_owned(), external: true })
        } else {
            let before = found.len();
            let href = lookup.look_up(&link, place, found);
            // What is said of it to the author of a page speaks of paths between files.
            let speaks_of_paths =
                |d: &&mut Diagnostic| d.is_error() && d.code != Code::BrokenAnchor;
            for fault in found.iter_mut().skip(before).filter(speaks_of_paths) {
                fault.hints = vec![match suggestions::address(self.site, destination) {
                    Some(meant) => format!("did you mean `{base}{meant}`?"),
                    None => format!(
                        "write `{base}part/chapter/` for a page, `{base}logo.svg` for a file in `static`"
                    ),
                }];
            }
            // A former address, or one in other case: the right one as this file writes it.
            let right = match &href {
                Some(Href::Link { url, .. } | Href::Image { url, .. }) => {
                    url.strip_prefix(self.config.base_path.as_str())
                }
                _ => None,
            };
            for remark in found.iter_mut().skip(before) {
                if let (Some(right), Code::AliasLink | Code::LinkCase) = (right, remark.code) {
                    remark.hints = vec![format!("write `{base}{right}`")];
                }
            }
            href
        };
        let allowed = &self.config.security;
        found.extend(href.and_then(|href| blocked(&link, &href, allowed, place)));
    }

    /// An address of this site that leads elsewhere from some pages, or out of the site.
    fn misplaced(&self, url: &str, base: &str, place: Place) -> Diagnostic {
        let shown = shorten(url);
        let base_path = &self.config.base_path;
        let message = if url.starts_with('/') {
            format!("`{shown}` is outside the site, whose pages are below `{base_path}`")
        } else {
            format!("`{shown}` leads elsewhere from each page")
        };
        Diagnostic::warning(Code::BrokenLink, message, place)
            .hint(format!("write `{base}{}`", shown.trim_start_matches('/')))
    }

    fn place(&self, span: Range<usize>) -> Place {
        Place::span(self.path, self.text, span)
    }
}

/// The address, from the root of the site, that a file in `folder` means by a relative one.
fn joined(folder: &str, url: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in url.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            _ => parts.push(part),
        }
    }
    format!("/{}", parts.join("/"))
}

/// Whether a template, or one that it includes, writes the id `contents`, or has what it extends do so.
fn writes_contents(theme: &Theme, text: &str, seen: &mut Vec<String>) -> bool {
    if text.contains("id=\"contents\"") || text.contains("super()") {
        return true;
    }
    template_tags(text).filter_map(|tag| tag.after("include")).any(|name| {
        let name = name.trim_matches(['"', '\'']);
        let included = theme
            .templates
            .iter()
            .find(|(full, _)| full.as_str() == name || theme.short_name(full) == name);
        let is_new = !seen.iter().any(|known| known == name);
        is_new
            && included.is_some_and(|(_, template)| {
                seen.push(name.to_owned());
                writes_contents(theme, &template.text, seen)
            })
    })
}

/// The text of a template with all that Tera reads replaced, byte by byte, so that places stay.
fn masked(template: &str) -> String {
    let mut html = String::with_capacity(template.len());
    let mut at = 0;
    for tag in template_tags(template) {
        html.push_str(&template[at..tag.span.start]);
        let mark = if tag.inside == "config.base_path" { BASE } else { COMPUTED };
        html.extend(std::iter::repeat_n(mark, tag.span.len()));
        at = tag.span.end;
    }
    html + &template[at..]
}
