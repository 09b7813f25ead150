//! [`FormerQuery`]: the query of a former address, by which one path leads to several pages.

use std::cmp::Reverse;

use percent_encoding::percent_decode_str;

/// The query of a former address: the parameters that the address of a reader must have, in any
/// order and beside any others. Queries with more of them come first.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FormerQuery {
    count: Reverse<usize>,
    /// The names and values, decoded, in order.
    pub parameters: Vec<(String, String)>,
}

impl FormerQuery {
    /// A query as an address or HTML has it, with or without `?`: `title=Phone_List&amp;lang=en`.
    pub fn of(query: &str) -> Self {
        let query = query.trim_start_matches('?').replace("&amp;", "&");
        let text = |part: &str| {
            percent_decode_str(&part.replace('+', " ")).decode_utf8_lossy().into_owned()
        };
        let mut parameters: Vec<(String, String)> = query
            .split('&')
            .filter(|part| !part.is_empty())
            .map(|part| part.split_once('=').unwrap_or((part, "")))
            .map(|(name, value)| (text(name), text(value)))
            .collect();
        parameters.sort();
        parameters.dedup();
        Self { count: Reverse(parameters.len()), parameters }
    }

    /// Whether there are no parameters, which is so at the former address without a query.
    pub fn is_empty(&self) -> bool {
        self.parameters.is_empty()
    }

    /// Whether another query has all its parameters.
    pub fn is_part_of(&self, asked: &Self) -> bool {
        self.parameters.iter().all(|parameter| asked.parameters.contains(parameter))
    }
}
