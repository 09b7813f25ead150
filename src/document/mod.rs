//! Documents: HTML with typed holes for references, and the ids in them that must last.

pub mod body;
pub mod stable_id;
