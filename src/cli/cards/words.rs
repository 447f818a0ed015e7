//! What the words of the levels mean: what an answer goes by.

use super::reading::{Block, apart};
use super::text::wrapped;
use crate::cli::words;
use crate::rubric::Rubric;

/// In a few lines, for the first question of a run.
pub(super) fn short(columns: usize) -> Vec<String> {
    wrapped(&words::short("press"), columns)
}

/// All that there is to say, a block a paragraph.
pub(super) fn long(rubric: &Rubric, columns: usize) -> Vec<Block> {
    words::long(rubric).iter().map(|paragraph| apart(wrapped(paragraph, columns))).collect()
}
