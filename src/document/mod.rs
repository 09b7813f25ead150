//! Documents: HTML with typed slots for references, and the stable ids of a page.

pub mod body;
pub mod destinations;
pub mod stable_id;
