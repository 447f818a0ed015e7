//! skillgap: rate your skills, see the gaps to a role, get a plan, and come back to see what moved.

pub mod assessment;
pub mod clean;
pub mod cli;
pub mod diagnostic;
pub mod document;
pub mod history;
pub mod plan;
pub mod problem;
pub mod report;
pub mod rubric;
pub mod score;
pub mod wording;
