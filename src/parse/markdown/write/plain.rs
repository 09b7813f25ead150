//! Markdown without any feature.

use std::ops::Range;

use super::super::inline::brackets::NoExtension;
use super::super::reading::Reading;
use super::super::report::Reports;
use super::writer::{Blocks, Extension, Writer};
use crate::parse::document::BlockRef;
use crate::parse::identity::Identity;

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
