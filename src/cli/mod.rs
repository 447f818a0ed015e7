//! Floor 7, the roof: who is spoken to.
//!
//! All that depends on where and when the program runs is fetched here and passed down: arguments, environment, clock,
//! terminal, data directory. Each command reads, calls down and prints what comes back.

pub mod args;

mod cards;
mod command;
mod doubts;
mod due;
mod failure;
mod files;
mod front;
mod gaps;
mod gate;
mod judged;
mod keys;
mod lead;
mod lines;
mod margin;
mod ours;
mod output;
mod over;
mod pace;
mod pause;
mod place;
mod planning;
mod prompt;
mod questionnaire;
mod review;
mod rubrics;
mod said;
mod screen;
mod seal;
mod session;
mod terminal;
mod tried;
mod what_if;
mod words;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;

use self::failure::{Failure, Kind};
use self::session::Session;
use crate::clean;

/// Does what the command line asks for. Data goes to standard output; questions, hints and errors to standard error.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let args: Vec<_> = args.into_iter().collect();
    let listed = |stopped: clap::Error| match tried::listing(&stopped, &args) {
        Some(listing) => args::Cli::try_parse_from(listing),
        None => Err(stopped),
    };
    let cli = match args::Cli::try_parse_from(&args).or_else(listed) {
        Ok(cli) => cli,
        Err(stopped) => return refused(&stopped, &args),
    };
    let session = Session::new(&cli.global);
    match command::run(&session, cli.command.as_ref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            complain(&failure);
            failure.kind.into()
        }
    }
}

/// Help and version are data; anything else is wrong usage.
fn refused(stopped: &clap::Error, args: &[OsString]) -> ExitCode {
    if !stopped.use_stderr() {
        return match output::print(&stopped.render().to_string()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(failure) => {
                complain(&failure);
                failure.kind.into()
            }
        };
    }
    if let Some(failure) = tried::meant(stopped, args) {
        complain(&failure);
        return Kind::Usage.into();
    }
    let text = stopped.render().to_string();
    let cleaned: Vec<_> = text.trim_end().lines().map(clean::line).collect();
    output::say(&cleaned.join("\n"));
    Kind::Usage.into()
}

fn complain(failure: &Failure) {
    if !failure.details.is_empty() {
        output::say(failure.details.trim_end());
        output::say("");
    }
    match failure.kind {
        // Stopping is no error.
        Kind::Interrupted => output::tell(&failure.message),
        _ => output::tell(&format!("error: {}", failure.message)),
    }
    for hint in &failure.hints {
        output::tell(&format!("hint: {hint}"));
    }
}

/// A path as it may be shown.
fn shown(path: &Path) -> String {
    clean::line(&path.to_string_lossy()).into_owned()
}
