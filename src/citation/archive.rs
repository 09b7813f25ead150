//! [`Packed`]: the CSL styles and locales, as the build script of this crate packs them.

use flate2::read::DeflateDecoder;
use serde::de::DeserializeOwned;

/// A style or a locale: CBOR, compressed.
#[derive(Debug)]
pub struct Packed {
    /// The names of a style; the language tag of a locale.
    pub names: &'static [&'static str],
    bytes: &'static [u8],
}

impl Packed {
    /// The style or the locale.
    pub fn unpack<T: DeserializeOwned>(&self) -> Option<T> {
        ciborium::from_reader(DeflateDecoder::new(self.bytes)).ok()
    }
}

include!(concat!(env!("OUT_DIR"), "/archive.rs"));
