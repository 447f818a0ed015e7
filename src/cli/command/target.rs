//! TODO
use crate::cli::failure::Outcome;
use crate::cli::session::Session;
pub(super) fn run(_: &Session, _: &crate::cli::args::TargetCommand) -> Outcome {
    Ok(())
}
