//! Files beside the pages: the type of an image and its size in pixels, read from its first bytes.
