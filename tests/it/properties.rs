//! What holds for any rubric and any answers, on small ones drawn at random.

pub(crate) mod drawn;
mod interview;
mod rubric_diff;
mod score;
mod supposed;
mod twin;
mod weights;
mod worked;
