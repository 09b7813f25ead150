//! The layout of a site: the names of its folders and of its configuration.

/// The folder of the Markdown chapters and the files beside them.
pub const CONTENT: &str = "content";
/// The folder of the site's own templates.
pub const TEMPLATES: &str = "templates";
/// The folder of files that are copied as they are.
pub const STATIC: &str = "static";
/// The folder of themes.
pub const THEMES: &str = "themes";
/// The name of the configuration file.
pub const CONFIG: &str = "handbook.toml";
