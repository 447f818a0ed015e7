//! Where the data directory is.

use std::path::{Path, PathBuf};

use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};

use super::failure::Failure;

/// The data directory: the one that was asked for, else the platform's own (XDG on macOS too). Nothing is created.
pub(crate) fn data_dir(asked: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(asked) = asked {
        if asked.as_os_str().is_empty() {
            return Err(Failure::usage("the data directory is empty").hint("name one: `--data-dir DIR`"));
        }
        return std::path::absolute(asked)
            .map_err(|error| Failure::failed(format!("cannot tell where `{}` is: {error}", super::shown(asked))));
    }
    let args = AppStrategyArgs { app_name: "skillgap".to_owned(), ..Default::default() };
    let nowhere = || {
        Failure::failed("no home directory, so nowhere to keep your assessments")
            .hint("name a directory: `--data-dir DIR`, or set SKILLGAP_DATA_DIR")
    };
    let directory = choose_app_strategy(args).map_err(|_| nowhere())?.data_dir();
    // A relative HOME would put files below the working directory.
    if directory.is_absolute() { Ok(directory) } else { Err(nowhere()) }
}
