//! What is wrong with a table, as its author sees it.
