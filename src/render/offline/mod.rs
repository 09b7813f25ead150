//! The service worker of a site, and the list of the files that it caches.

pub mod precache;
