//! [`NoExtension`] as an [`Extension`]: Markdown without features.

use std::ops::Range;

use crate::document::body::BlockRef;
use crate::document::stable_id::StableId;
use crate::markdown::inline::brackets::NoExtension;
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::report::Reporter;
use crate::markdown::write::writer::{Extension, FeatureBlocks, Writer};

impl Extension for NoExtension {
    fn find_blocks(
        &self,
        _: &ParsedBody<'_>,
        _: Option<&Range<usize>>,
        _: &Reporter<'_>,
    ) -> FeatureBlocks {
        FeatureBlocks::default()
    }

    fn write_block(&self, _: &mut Writer<'_, '_>, _: usize, _: BlockRef) {}

    fn write_tasks(&self, _: &mut Writer<'_, '_>, at: usize) -> usize {
        at + 1
    }

    fn write_end(&self, _: &mut Writer<'_, '_>) {}

    fn check_ids(&self, _: &[StableId], _: &Reporter<'_>) {}
}
