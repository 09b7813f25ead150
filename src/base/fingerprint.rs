//! [`Fingerprint`]: the content hash, used as memo key and in the names of assets.

use std::fmt;
use std::hash::{BuildHasherDefault, Hash, Hasher};
use std::ops::Deref;

use xxhash_rust::xxh3::{Xxh3, xxh3_64_with_seed};

/// A 128-bit XXH3 hash of a value.
///
/// [`Fingerprint::of`] goes through [`Hash`] and is stable only within one build of the program.
/// [`Fingerprint::of_bytes`] is stable for ever and everywhere: only it may appear in an output.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Fingerprint(u128);

impl Fingerprint {
    /// The fingerprint of bytes, equal on every machine and in every version.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(xxhash_rust::xxh3::xxh3_128(bytes))
    }

    /// The fingerprint of any hashable value, for use as a key within one run.
    pub fn of<T: Hash + ?Sized>(value: &T) -> Self {
        let mut hasher = Fingerprinter::default();
        value.hash(&mut hasher);
        hasher.finish()
    }

    /// The first eight hexadecimal digits, for the file names of assets.
    pub fn short(self) -> String {
        format!("{:08x}", (self.0 >> 96) as u32)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fingerprint({self})")
    }
}

impl std::str::FromStr for Fingerprint {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        u128::from_str_radix(text, 16).map(Self)
    }
}

/// A value with a fingerprint that stands for it: its hash is that of the fingerprint alone.
#[derive(Clone, Copy, Debug)]
pub struct Keyed<T> {
    /// The fingerprint: equal keys mean equal values.
    pub key: Fingerprint,
    value: T,
}

impl<T> Keyed<T> {
    /// A value with its fingerprint, which must cover everything that can be read from the value.
    pub fn new(key: Fingerprint, value: T) -> Self {
        Self { key, value }
    }
}

impl<T> Hash for Keyed<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

impl<T> Deref for Keyed<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// Builds the fingerprint of bytes that arrive in chunks, equal to [`Fingerprint::of_bytes`] of all
/// of them in one; or of a value that is hashed field by field.
#[derive(Default)]
pub struct Fingerprinter(Xxh3);

impl Fingerprinter {
    /// Adds the next chunk.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The fingerprint of all chunks so far.
    pub fn finish(&self) -> Fingerprint {
        Fingerprint(self.0.digest128())
    }
}

impl Hasher for Fingerprinter {
    fn finish(&self) -> u64 {
        self.0.digest()
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }
}

/// Builds the hashes of maps with short texts as keys, quicker than the standard library, whose hashes
/// nobody can foresee: for the words of a site's own pages.
pub type QuickHash = BuildHasherDefault<QuickHasher>;

/// The hash of a short text.
#[derive(Default)]
pub struct QuickHasher(u64);

impl Hasher for QuickHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = xxh3_64_with_seed(bytes, self.0);
    }

    /// What ends a text, after which nothing follows here.
    fn write_u8(&mut self, _: u8) {}
}
