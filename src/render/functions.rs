//! The functions and filters of templates besides those of Tera: pure functions of their arguments
//! and the theme.

use std::collections::BTreeMap;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::base::suggest::nearest;
use crate::resolve::urls::Urls;
use crate::theme::Theme;

/// The hidden variable that `all_pages()` gives.
pub(super) const ALL_PAGES: &str = "__all_pages";

/// Registers `asset`, `all_pages` and `date`.
pub(super) fn register(tera: &mut Tera, theme: &Theme, urls: &Urls) {
    let assets = theme.assets.iter().map(|(name, asset)| (name.clone(), urls.file(&asset.path)));
    let files = theme.files.keys().map(|path| (path.as_str().to_owned(), urls.file(path)));
    let addresses: BTreeMap<String, String> = assets.chain(files).collect();
    tera.register_function("asset", move |kwargs: Kwargs, _: &State<'_>| {
        asset(&addresses, &kwargs)
    });
    tera.register_function("all_pages", all_pages);
    tera.register_filter("date", date);
}

/// `all_pages()`: the pages in the navigation as a tree. A component sees no variables of the page,
/// so it must be given the tree.
fn all_pages(_: Kwargs, state: &State<'_>) -> TeraResult<Value> {
    Ok(state.get::<Value>(ALL_PAGES)?.unwrap_or_else(|| Vec::<Value>::new().into()))
}

/// `asset(path="site.css")`: the address of a file below `static`, with the fingerprint of its
/// content.
fn asset(addresses: &BTreeMap<String, String>, kwargs: &Kwargs) -> TeraResult<String> {
    let path: String = kwargs.must_get("path")?;
    let key = path.trim_start_matches('/');
    addresses.get(key).cloned().ok_or_else(|| {
        let hint = nearest(key, addresses.keys().map(String::as_str))
            .map(|name| format!(", did you mean `{name}`?"))
            .unwrap_or_default();
        Error::message(format!("there is no asset `{path}`{hint}"))
    })
}

/// `value | date(format="%-d %B %Y")`: formats a date, or a date and time, of RFC 3339 with
/// strftime; the default is `%Y-%m-%d`. `%B` is one of the twelve words in `months`, if they are
/// given; all other names are English.
#[expect(clippy::needless_pass_by_value, reason = "the signature of a filter")]
fn date(value: &str, kwargs: Kwargs, _: &State<'_>) -> TeraResult<String> {
    let format: Option<String> = kwargs.get("format")?;
    let months: Option<String> = kwargs.get("months")?;
    let format = format.as_deref().unwrap_or("%Y-%m-%d");
    format_date(value, format, months.as_deref().unwrap_or_default()).map_err(Error::message)
}

/// Formats a date, or a date and time, of RFC 3339 with strftime. `months` are the twelve names of
/// months between spaces, or empty for the English ones.
///
/// # Errors
/// A message about an invalid date or format.
pub fn format_date(value: &str, format: &str, months: &str) -> Result<String, String> {
    let day = value.get(..10).unwrap_or(value);
    let parsed = match value.get(..19) {
        Some(_) => {
            value.trim_end_matches('Z').get(..19).unwrap_or(day).parse::<jiff::civil::DateTime>()
        }
        None => day.parse::<jiff::civil::Date>().map(|date| date.at(0, 0, 0, 0)),
    };
    let parsed = parsed.map_err(|_| format!("`{value}` is not a date"))?;
    let format = with_month(format, months, parsed.month());
    jiff::fmt::strtime::format(&format, parsed)
        .map_err(|_| format!("`{format}` is not a date format"))
}

/// The format with the name of the month in place of `%B`, unless `months` are not twelve names.
fn with_month(format: &str, months: &str, month: i8) -> String {
    let names: Vec<&str> = months.split_whitespace().collect();
    let at = usize::from(month.unsigned_abs()).saturating_sub(1);
    let name = match names.get(at) {
        Some(name) if names.len() == 12 => name.replace('%', "%%"),
        _ => return format.to_owned(),
    };
    // `%%B` is a percent sign and a letter.
    let parts: Vec<String> = format.split("%%").map(|part| part.replace("%B", &name)).collect();
    parts.join("%%")
}
