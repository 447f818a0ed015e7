//! `completions` and `man`: what packagers and shells want to know.

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::cli::args::Cli;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::output;

pub(super) fn completions(shell: Shell) -> Outcome {
    let mut written = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "skillgap", &mut written);
    output::print(&String::from_utf8_lossy(&written))
}

/// The manual page of the program, followed by those of its commands.
pub(super) fn man() -> Outcome {
    let mut written = Vec::new();
    let mut command = Cli::command();
    command.build();
    render(&command, &mut written)
        .map_err(|error| Failure::failed(format!("cannot write the manual: {}", output::reason(&error))))?;
    output::print(&String::from_utf8_lossy(&written))
}

fn render(command: &clap::Command, written: &mut Vec<u8>) -> std::io::Result<()> {
    let mut waiting = vec![command.clone()];
    while let Some(command) = waiting.pop() {
        clap_mangen::Man::new(command.clone()).render(written)?;
        let subcommands = command.get_subcommands().filter(|sub| !sub.is_hide_set() && sub.get_name() != "help");
        let mut below: Vec<_> = subcommands.cloned().collect();
        below.reverse();
        waiting.append(&mut below);
    }
    Ok(())
}
