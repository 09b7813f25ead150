//! The attribute grammar, one everywhere: a trailing `{#id .class key=value key="several words" flag}`.
