//! [`Urls`]: prints routes and files as addresses.

use crate::base::paths::{OutputPath, Route};
use crate::config::Config;
use crate::resolve::repository::RepositoryAddress;

/// Prints addresses with the base path, and with the origin where it is known.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Urls {
    /// The path of `base_url`, with a slash at both ends.
    pub base_path: String,
    /// Scheme and host of `base_url`; empty if `base_url` is a bare path.
    pub origin: String,
    /// The address of a file in the repository of the site, where it is known.
    pub repository: Option<RepositoryAddress>,
}

impl Urls {
    /// The addresses of a configured site.
    pub fn new(config: &Config) -> Self {
        let origin = config.base_url.strip_suffix(config.base_path.as_str()).unwrap_or_default();
        Self {
            base_path: config.base_path.clone(),
            origin: origin.to_owned(),
            repository: RepositoryAddress::of(&config.edit_url),
        }
    }

    /// The address of a page, with the base path.
    pub fn path(&self, route: &Route) -> String {
        route.href(&self.base_path)
    }

    /// The address of a page, with scheme and host where they are known.
    pub fn permalink(&self, route: &Route) -> String {
        [&*self.origin, &self.path(route)].concat()
    }

    /// The address of a file, with the base path.
    pub fn file(&self, output: &OutputPath) -> String {
        output.href(&self.base_path)
    }

    /// The address of a file, with scheme and host where they are known.
    pub fn file_permalink(&self, output: &OutputPath) -> String {
        [&*self.origin, &self.file(output)].concat()
    }
}
