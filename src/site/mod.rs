//! [`tree::Site`]: the whole site, built from the summaries of pages alone: the pages, their
//! addresses, their order, and the links between them. An edit that leaves the summary of a page
//! equal leaves the site equal.

mod anchor_index;
pub mod assemble;
pub mod backlinks;
pub mod former_query;
pub mod keys;
pub mod link;
pub mod lock;
pub mod lookup;
pub mod name_index;
pub mod nav_groups;
mod page_addresses;
pub mod path_registry;
pub mod per_page;
pub mod problem;
mod query_aliases;
pub mod search_files;
pub mod stable_ids;
pub mod tree;
pub mod tree_builder;
pub mod vanished;
