//! [`HostingConfig`]: the table `[hosting]`, or else what the files of the site tell of its host.

use crate::data::reader::Reader;
use crate::hosting::host::Host;
use crate::hosting::{self, HOSTS, OTHER};

/// How the site is hosted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct HostingConfig {
    /// The name of the host that the table names; [`OTHER`] for one that is not known here.
    named: Option<&'static str>,
    /// The hosts whose signs lie in the folder of the site.
    pub found: Vec<&'static str>,
    /// The endings that the addresses of pages had with another tool, such as `.html`.
    pub former_endings: Vec<String>,
    /// Whether compressed files lie beside others, for hosts that serve them.
    pub compress: bool,
}

impl HostingConfig {
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let mut table = reader.open("hosting");
        let names: Vec<(&str, &'static str)> =
            HOSTS.iter().map(|host| host.name).chain([OTHER]).map(|name| (name, name)).collect();
        let mut config = Self { named: table.choice("host", &names), ..Self::default() };
        for ending in table.list_of_texts("former_endings") {
            let is_ending = ending.value.strip_prefix('.').is_some_and(|rest| {
                !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphanumeric())
            });
            if is_ending {
                config.former_endings.push(ending.value);
            } else {
                let hint = "write a dot and letters, such as `.html`";
                table.refuse("former_endings", &ending.span, "is not an ending", hint);
            }
        }
        table.set_bool("compress", &mut config.compress);
        reader.close(table, &[]);
        config
    }

    /// The host of the site: the one that the configuration names, or else the only one whose signs
    /// were found.
    pub fn host(&self) -> Option<&'static Host> {
        hosting::named(match (self.named, &self.found[..]) {
            (Some(name), _) => name,
            (None, [only]) => only,
            (None, _) => OTHER,
        })
    }

    /// Whether the signs of several hosts were found, and the configuration names none.
    pub fn is_in_doubt(&self) -> bool {
        self.named.is_none() && self.found.len() > 1
    }

    /// The endings of the compressed files to write.
    pub fn precompressed(&self) -> &'static [&'static str] {
        match self.host() {
            _ if !self.compress => &[],
            Some(host) => host.precompressed,
            None => &["br", "gz"],
        }
    }
}
