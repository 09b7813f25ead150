//! [`Site`]: the whole, built from summaries alone: which pages there are, where, in which order,
//! and who links to whom. A page whose summary stays equal leaves this value equal.

pub mod assemble;
pub mod backlinks;
pub mod input;
pub mod keys;
pub mod lock;
pub mod lookup;
pub mod order;
pub mod path_registry;
pub mod per_page;
pub mod problem;
pub mod search_files;
pub mod special_pages;
pub mod stable_ids;
pub mod tree;
pub mod tree_builder;
