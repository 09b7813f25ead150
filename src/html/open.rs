//! [`OpenElement`]: which open elements a tag ends, by the HTML standard ("tree construction").

use std::borrow::Cow;

use crate::html::event::{Namespace, is_heading};
use crate::html::names::{BLOCKS, BREAKOUT, ended_by, is_table_part};

/// How many open elements are looked through for the one that a tag means, so that no nesting
/// takes quadratic time.
pub const REACH: usize = 512;

/// Cells of tables, and what else tags reach across as little.
const CELLS: [&str; 6] = ["caption", "foreignObject", "object", "td", "template", "th"];

/// An element whose end is not read, with what its reader keeps of it.
#[derive(Debug)]
pub struct OpenElement<'s, T> {
    /// The name of the element.
    pub name: Cow<'s, str>,
    /// The namespace of the name.
    pub namespace: Namespace,
    /// Which tags can end the element.
    pub state: OpenState,
    /// What its reader keeps of the element.
    pub data: T,
}

/// Which tags can end an open element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpenState {
    /// Its end tag, and those that end what is around it.
    Open,
    /// Its end tag was read, within a block that is still open.
    Ended,
    /// None: it is ended by other means, and tags within end nothing around it.
    Bound,
}

impl<T> OpenElement<'_, T> {
    /// The namespace of elements in this one.
    pub fn inner(&self) -> Namespace {
        match (self.namespace, &*self.name) {
            (Namespace::Svg, "foreignObject" | "desc" | "title")
            | (Namespace::Math, "mi" | "mo" | "mn" | "ms" | "mtext") => Namespace::Html,
            (namespace, _) => namespace,
        }
    }
}

/// The namespace of what comes next.
pub fn namespace<T>(open: &[OpenElement<'_, T>]) -> Namespace {
    open.last().map_or(Namespace::Html, OpenElement::inner)
}

/// How many of the open elements stay outside of SVG and MathML when an element of HTML starts that
/// these cannot hold.
pub fn depth_outside_foreign<T>(open: &[OpenElement<'_, T>], name: &str) -> usize {
    let mut depth = open.len();
    if BREAKOUT.contains(name) {
        while namespace(&open[..depth]) != Namespace::Html
            && open[..depth].last().is_some_and(|open| open.state != OpenState::Bound)
        {
            depth -= 1;
        }
    }
    depth
}

/// Whether an element of HTML with this name can stand here.
pub fn can_start<T>(open: &[OpenElement<'_, T>], name: &str) -> bool {
    !is_table_part(name) || innermost(open, true, &["table"], &[]).is_some()
}

/// How many of the open elements stay when an element of HTML with this name starts.
pub fn depth_before<T>(open: &[OpenElement<'_, T>], name: &str) -> usize {
    let mut depth = open.len();
    let (ended, bounds) = ended_by(name);
    if let Some(at) = innermost(open, is_table_part(name), ended, bounds) {
        depth = at;
    }
    if matches!(name, "li" | "dd" | "dt")
        && let Some(at) = innermost(&open[..depth], false, &["p"], &["button", "ul", "ol", "dl"])
    {
        depth = at;
    }
    let is_open_heading =
        |open: &OpenElement<'_, T>| is_heading(&open.name) && open.state != OpenState::Bound;
    if is_heading(name) && open[..depth].last().is_some_and(is_open_heading) {
        depth -= 1;
    }
    depth
}

/// The element of Markdown around what comes next that browsers end all the same when an element of
/// HTML with this name starts. An element without a name stands around a part that is whole.
pub fn bound_ended_by<'o, T>(open: &'o [OpenElement<'_, T>], name: &str) -> Option<&'o str> {
    let (ended, bounds) = ended_by(name);
    if ended.is_empty() || is_table_part(name) {
        return None;
    }
    for open in open.iter().rev().take(REACH) {
        let outer: &str = &open.name;
        if open.state == OpenState::Bound && ended.contains(&outer) {
            return Some(outer);
        }
        if outer.is_empty() || bounds.contains(&outer) || CELLS.contains(&outer) {
            return None;
        }
    }
    None
}

/// The index of the open element that an end tag with this name means.
pub fn meant_by_end<T>(open: &[OpenElement<'_, T>], name: &str) -> Option<usize> {
    let bounds: &[&str] = match name {
        "li" => &["ul", "ol", "menu"],
        "table" => &[],
        _ => &["table"],
    };
    let headings = ["h1", "h2", "h3", "h4", "h5", "h6"];
    let names = if is_heading(name) { &headings[..] } else { &[name] };
    innermost(open, crosses_cells(name), names, bounds)
}

/// Whether the end tag of an element takes effect across cells of tables and the like.
pub fn crosses_cells(name: &str) -> bool {
    is_table_part(name) || matches!(name, "table" | "svg" | "math")
}

/// The innermost open element with one of the names, unless it stands around one of `bounds` or,
/// if it may not cross cells of tables and the like, around one of these.
fn innermost<T>(
    open: &[OpenElement<'_, T>],
    crosses_cells: bool,
    names: &[&str],
    bounds: &[&str],
) -> Option<usize> {
    if names.is_empty() {
        return None;
    }
    for (at, open) in open.iter().enumerate().rev().take(REACH) {
        let name: &str = &open.name;
        let is_it = names.iter().any(|known| known.eq_ignore_ascii_case(name));
        match open.state {
            OpenState::Bound => return None,
            OpenState::Open if is_it => return Some(at),
            OpenState::Open | OpenState::Ended => {}
        }
        if bounds.contains(&name) || !crosses_cells && CELLS.contains(&name) {
            return None;
        }
    }
    None
}

/// The index of the open `<select>` around what comes next. Browsers have long left out all tags
/// in it but those of its options, and end it at some of them.
pub fn select_around<T>(open: &[OpenElement<'_, T>]) -> Option<usize> {
    meant_by_end(open, "select")
}

/// Whether an element can stand in a `<select>`, in every browser.
pub fn is_part_of_select(name: &str) -> bool {
    matches!(name, "option" | "optgroup" | "hr" | "script" | "template")
}

/// Whether the end tag of an element may be left out at all.
pub fn may_stay_open(name: &str) -> bool {
    matches!(name, "li" | "dd" | "dt" | "p" | "option" | "optgroup" | "rb" | "rp" | "rt" | "rtc")
        || is_table_part(name)
}

/// Whether the end of an element ends the one in it, whose end tag may be left out.
pub fn is_ended_with(name: &str, outer: &str) -> bool {
    match name {
        "option" | "optgroup" => matches!(outer, "select" | "optgroup"),
        "rb" | "rp" | "rt" | "rtc" => matches!(outer, "rtc" | "ruby"),
        name if is_table_part(name) => outer == "table" || is_table_part(outer),
        // Blocks end a paragraph around them, and its end tag ends them no more.
        _ => outer != "p" && BLOCKS.contains(outer) || matches!(outer, "caption" | "td" | "th"),
    }
}
