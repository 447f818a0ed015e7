//! TODO
use crate::cli::failure::Outcome;
use crate::cli::session::Session;
pub(super) fn run(_: &Session) -> Outcome {
    Ok(())
}
