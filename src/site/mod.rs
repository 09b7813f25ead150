//! [`Site`]: the whole, built from summaries alone: which pages there are, where, in which order,
//! and who links to whom. A page whose summary stays equal leaves this value equal.

pub mod assemble;
pub mod backlinks;
pub mod claims;
pub mod finder;
pub mod folders;
pub mod input;
pub mod keys;
pub mod lasting;
pub mod lock;
pub mod look_up;
pub mod order;
pub mod per_page;
pub mod places;
pub mod problem;
pub mod tree;
