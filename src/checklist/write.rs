//! Writes checklists: every list of tasks is taken out of the HTML of its page into a
//! [`Checklist`].
//!
//! A list of tasks and other items becomes several: a checklist of the tasks that follow each
//! other, and a plain list of the others, in order. Tasks below a task belong to it.

use std::cell::RefCell;
use std::ops::Range;

use crate::markdown::token::{Event, Tag};

use crate::base::diagnostic::{Code, Severity};
use crate::base::paths::Anchor;
use crate::checklist::declaration::{BLOCK, ITEM};
use crate::checklist::model::{Checklist, ChecklistItem, Rounds};
use crate::document::body::Document;
use crate::document::stable_id::StableId;
use crate::markdown::attributes::Attributes;
use crate::markdown::report::Reporter;
use crate::markdown::token::{TokenKind, element_len, plain_text};
use crate::markdown::write::writer::Writer;

/// How many levels deep tasks may be nested, since each level costs stack.
const DEPTH_LIMIT: usize = 8;

/// Consecutive items of one list that are all tasks, or all none; each is a range of tokens.
struct ItemRun {
    are_tasks: bool,
    items: Vec<Range<usize>>,
    /// The number of the first item in an ordered list.
    first: Option<u64>,
}

impl ItemRun {
    /// Writes the items as tasks.
    fn write_tasks(&self, writer: &mut Writer<'_, '_>) -> Vec<ChecklistItem> {
        let number = |at: usize| self.first.map(|first| first.saturating_add(at as u64));
        let items = self.items.iter().enumerate();
        items.map(|(at, item)| write_task(writer, item, number(at))).collect()
    }
}

/// The checklists of a page that is being written, in the order of the text.
pub type Lists = RefCell<Vec<Checklist>>;

/// Writes the list with tasks that the token `at` starts. Returns the token after it.
pub fn write(writer: &mut Writer<'_, '_>, lists: &Lists, at: usize) -> usize {
    let end = at + element_len(&writer.parsed.tokens[at..]);
    if !is_within_depth(writer, at) {
        return end;
    }
    for run in item_runs(writer, at, end) {
        if run.are_tasks {
            write_list(writer, lists, &run, at);
        } else {
            write_plain(writer, &run);
        }
    }
    end
}

/// Whether tasks may be nested one level deeper. Reports tasks that are nested too deep.
fn is_within_depth(writer: &Writer<'_, '_>, at: usize) -> bool {
    if writer.task_depth < DEPTH_LIMIT {
        return true;
    }
    let start = writer.parsed.tokens[at].range.start;
    writer.reporter.error(
        Code::InvalidValue,
        format!("tasks are nested more than {DEPTH_LIMIT} levels deep"),
        Some(start..start + 1),
        |d| d.hint("move them up, or put them in a separate list below a heading"),
    );
    false
}

/// The items of a list, divided where tasks and plain items alternate.
fn item_runs(writer: &Writer<'_, '_>, at: usize, end: usize) -> Vec<ItemRun> {
    let tokens = &writer.parsed.tokens;
    let mut number = match &tokens[at].kind {
        TokenKind::Event(Event::Start(Tag::List(first))) => *first,
        _ => None,
    };
    let mut runs: Vec<ItemRun> = Vec::new();
    let mut next = at + 1;
    while next + 1 < end {
        let item = next..next + element_len(&tokens[next..]);
        next = item.end;
        let is_task = writer.parsed.tasks.contains_key(&item.start);
        match runs.last_mut().filter(|run| run.are_tasks == is_task) {
            Some(run) => run.items.push(item),
            None => runs.push(ItemRun { are_tasks: is_task, items: vec![item], first: number }),
        }
        number = number.map(|n| n.saturating_add(1));
    }
    runs
}

fn write_plain(writer: &mut Writer<'_, '_>, run: &ItemRun) {
    writer.open_list(run.first);
    for item in &run.items {
        writer.tokens(item.clone());
    }
    let end = if run.first.is_some() { "</ol>\n" } else { "</ul>\n" };
    writer.html.push_str(end);
}

/// Writes a checklist, and a slot for it where it stood.
fn write_list(writer: &mut Writer<'_, '_>, lists: &Lists, run: &ItemRun, at: usize) {
    let id = writer.ids.unique(&Anchor::raw("checklist"));
    let (heading, title) = match writer.headings.last() {
        Some(heading) => (Some(heading.anchor.clone()), heading.text.clone()),
        None => (None, String::new()),
    };
    let is_nested = writer.task_depth > 0;
    // Lists are numbered in the order of the text: a list before those nested in it.
    let number = lists.borrow().len();
    lists.borrow_mut().push(Checklist {
        id,
        heading,
        title,
        is_nested,
        items: Vec::new(),
        rounds: Rounds::default(),
        page_total: 0,
        is_last: false,
    });
    let items = run.write_tasks(writer);
    if let Some(list) = lists.borrow_mut().get_mut(number) {
        list.items = items;
    }
    let span = writer.parsed.tokens[at].range.clone();
    writer.block(BLOCK, number, span);
}

fn write_task(
    writer: &mut Writer<'_, '_>,
    tokens: &Range<usize>,
    number: Option<u64>,
) -> ChecklistItem {
    writer.is_cut = writer.is_cut || !writer.has_steps_left(1);
    let body = writer.parsed;
    let at = tokens.start;
    let attributes = body.attributes.get(&at);
    writer.report_values(attributes);
    let position_of = |is_kind: fn(&TokenKind<'_>) -> bool| {
        let mut inner = at + 1..tokens.end;
        inner.find(|token| is_kind(&body.tokens[*token].kind))
    };
    let end = position_of(|node| matches!(node, TokenKind::TaskEnd)).unwrap_or(tokens.end - 1);
    let hint = position_of(|node| matches!(node, TokenKind::Hint)).filter(|hint| *hint < end);
    let label = at + 1..hint.unwrap_or(end);
    let text = plain_text(&body.tokens[label.clone()]).trim().to_owned();
    if text.is_empty() {
        writer.reporter.empty_task(body.tokens[at].range.clone());
    }
    let made = || Anchor::authorable(&text, ITEM.word);
    let id = writer.id(attributes, made);
    if !body.names_id(at) && id != made() {
        report_numbered(writer, at, &id);
    }
    let box_id = writer.ids.unique(&Anchor::raw(&format!("{id}-box")));
    let hint_id = match hint {
        Some(_) => writer.ids.unique(&Anchor::raw(&format!("{id}-hint"))),
        None => Anchor::raw(&format!("{id}-hint")),
    };
    writer.anchors.push(id.clone());
    writer.record_id(ITEM, at, &id);
    writer.task_depth += 1;
    let label = write_label(writer, label, attributes);
    writer.word_counter.end_word();
    let hint = hint.map(|hint| writer.capture(hint + 1..end));
    writer.word_counter.end_word();
    let (more, items) = write_body(writer, end + 1..tokens.end - 1);
    writer.task_depth -= 1;
    ChecklistItem {
        is_authored: attributes.is_some_and(|attributes| attributes.id.is_some()),
        id,
        box_id,
        hint_id,
        label,
        text,
        hint,
        number,
        checked: body.tasks.get(&at).is_some_and(|task| task.checked),
        more,
        items,
    }
}

/// Reports an item whose generated id has a number, which it may lose to another by its place: an
/// error where ids are kept, and a warning where nobody has written any yet.
fn report_numbered(writer: &Writer<'_, '_>, at: usize, id: &Anchor) {
    let span = writer.parsed.tokens[at].range.clone();
    // The first line is enough to see what is meant.
    let line = writer.parsed.source.get(span.clone()).and_then(|text| text.lines().next());
    let span = span.start..span.start + line.map_or(1, str::len);
    let is_locked = writer.settings().is_some_and(|settings| settings.locks_ids);
    let severity = if is_locked { Severity::Error } else { Severity::Warning };
    let message = "this item has no id of its own";
    writer.reporter.report(severity, Code::MissingId, message, Some(span), |d| {
        d.hint(format!(
            "another item or heading gets the same id from its words; write `{{#{id}}}` at its \
             end or run `handbook ids --write`, so that a tick can never move to another"
        ))
    });
}

/// Writes the label of a task, with the classes that the author gave to the task.
fn write_label(
    writer: &mut Writer<'_, '_>,
    tokens: Range<usize>,
    attributes: Option<&Attributes>,
) -> Document {
    if attributes.is_none_or(|attributes| attributes.classes.is_empty()) {
        return writer.capture(tokens);
    }
    writer.capture_with(|writer| {
        writer.html.push_str("<span");
        writer.classes("", attributes);
        writer.html.push('>');
        writer.tokens(tokens);
        writer.html.push_str("</span>");
    })
}

/// Writes the content below the label of a task: plain content, and nested tasks apart from it.
fn write_body(writer: &mut Writer<'_, '_>, tokens: Range<usize>) -> (Document, Vec<ChecklistItem>) {
    let mut items = Vec::new();
    let more = writer.capture_with(|writer| {
        let mut next = tokens.start;
        while next < tokens.end {
            let end = next + element_len(&writer.parsed.tokens[next..]);
            if !writer.parsed.task_lists.contains(&next) {
                writer.tokens(next..end);
            } else if is_within_depth(writer, next) {
                for run in item_runs(writer, next, end) {
                    if run.are_tasks {
                        items.extend(run.write_tasks(writer));
                    } else {
                        write_plain(writer, &run);
                    }
                }
            }
            next = end;
        }
    });
    let is_blank = more.slots.is_empty() && more.html.trim().is_empty();
    (if is_blank { Document::default() } else { more }, items)
}

/// Warns, once for a page, of generated ids of items, which change when their text does.
pub fn warn_of_generated_ids(ids: &[StableId], reporter: &Reporter<'_>) {
    let mut generated = ids.iter().filter(|i| i.insertion.is_some() && i.kind == ITEM);
    let Some(first) = generated.next() else {
        return;
    };
    let (kind, id) = (first.kind, &first.id);
    reporter.warning(
        Code::MissingId,
        format!("this {kind} has no id"),
        Some(first.span.clone()),
        |d| {
            let d = d.hint(format!(
                "write `{{#{id}}}` at its end or run `handbook ids --write`, so that the id stays \
                 when the text changes"
            ));
            match generated.count() {
                0 => d,
                1 => d.hint("one more element of this page has no id"),
                more => d.hint(format!("{more} more elements of this page have no id")),
            }
        },
    );
}
