//! Markdown without any feature.

use std::ops::Range;

use crate::document::body::BlockRef;
use crate::document::stable_id::Identity;
use crate::markdown::inline::brackets::NoExtension;
use crate::markdown::reading::Reading;
use crate::markdown::report::Reports;
use crate::markdown::write::writer::{Blocks, Extension, Writer};

impl Extension for NoExtension {
    fn find_blocks(&self, _: &Reading<'_>, _: Option<&Range<usize>>, _: &Reports<'_>) -> Blocks {
        Blocks::default()
    }

    fn write_block(&self, _: &mut Writer<'_, '_>, _: usize, _: BlockRef) {}

    fn write_tasks(&self, _: &mut Writer<'_, '_>, at: usize) -> usize {
        at + 1
    }

    fn write_end(&self, _: &mut Writer<'_, '_>) {}

    fn finish(&self, _: &[Identity], _: &Reports<'_>) {}
}
