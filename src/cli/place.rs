//! Where the data directory is.

use std::path::{Path, PathBuf};

use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};

use super::failure::Failure;

fn nowhere() -> Failure {
    Failure::failed("no home directory, so nowhere to keep your assessments")
        .hint("name a directory: `--data-dir DIR`, or set SKILLGAP_DATA_DIR")
}

/// Whether the variable is set to nothing, which is as if it were not set.
fn is_variable_empty() -> bool {
    std::env::var_os("SKILLGAP_DATA_DIR").is_some_and(|directory| directory.is_empty())
}

/// A path that begins with `~`, which no shell took for the home directory: in quotes, or in a file of settings.
fn at_home(path: &Path) -> Result<PathBuf, Failure> {
    match path.strip_prefix("~") {
        Ok(below) => Ok(etcetera::home_dir().map_err(|_| nowhere())?.join(below)),
        Err(_) => Ok(path.to_owned()),
    }
}

/// The data directory: the one that was asked for, else the platform's own (XDG on macOS too). A variable that is set and
/// empty asks for none. Nothing is created.
pub(crate) fn data_dir(asked: Option<&Path>) -> Result<PathBuf, Failure> {
    if let Some(asked) = asked.filter(|asked| !asked.as_os_str().is_empty() || !is_variable_empty()) {
        if asked.as_os_str().is_empty() {
            return Err(Failure::usage("`--data-dir` names no directory").hint("name one: `--data-dir DIR`"));
        }
        return std::path::absolute(at_home(asked)?)
            .map_err(|error| Failure::failed(format!("cannot tell where `{}` is: {error}", super::shown(asked))));
    }
    let args = AppStrategyArgs { app_name: "skillgap".to_owned(), ..Default::default() };
    let directory = choose_app_strategy(args).map_err(|_| nowhere())?.data_dir();
    // A relative HOME would put files below the working directory.
    if directory.is_absolute() { Ok(directory) } else { Err(nowhere()) }
}
