//! Help texts, as a stranger reads them, and commands that the program tells people to type.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fmt::Write as _;

use clap::{Command, CommandFactory as _, Parser as _};
use skillgap::cli::args::Cli;

use crate::support::House;

/// Every command with the words that lead to it, parents first.
fn commands() -> Vec<(Vec<String>, Command)> {
    let mut root = Cli::command();
    root.build();
    let mut all = Vec::new();
    collect(&root, &[], &mut all);
    all
}

fn collect(command: &Command, path: &[String], all: &mut Vec<(Vec<String>, Command)>) {
    all.push((path.to_vec(), command.clone()));
    for inner in command.get_subcommands().filter(|inner| inner.get_name() != "help") {
        collect(inner, &[path, &[inner.get_name().to_owned()]].concat(), all);
    }
}

#[test]
fn the_command_line_is_sound() {
    Cli::command().debug_assert();
}

#[test]
fn every_help_text() {
    let house = House::new();
    let mut text = String::new();
    for (path, _) in commands() {
        let words: Vec<_> = path.iter().map(String::as_str).chain(["--help"]).collect();
        let ran = house.run(&words).exits(0);
        assert_eq!(ran.stderr, "", "{words:?}");
        writeln!(text, "$ skillgap {}\n{}", words.join(" "), ran.stdout).unwrap();
    }
    insta::assert_snapshot!(text);
}

#[test]
fn everything_that_can_be_typed_has_a_help_of_one_form() {
    for (path, command) in commands() {
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        has_form(&about, &path.join(" "));
        for arg in command.get_arguments() {
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            let place = format!("{} {}", path.join(" "), arg.get_id());
            assert!(!arg.is_hide_set(), "{place} is hidden");
            if arg.get_id() != "help" && arg.get_id() != "version" {
                has_form(&help, &place);
            }
        }
    }
}

#[track_caller]
fn has_form(help: &str, place: &str) {
    assert!(!help.is_empty(), "`{place}` has no help");
    assert!(help.starts_with(|c: char| !c.is_lowercase()), "`{place}` begins small: {help}");
    assert!(!help.ends_with('.'), "`{place}` ends in a full stop: {help}");
}

/// What the screens tell people to type next, with `what` to make it.
fn suggested(house: &House, what: &[&str]) -> Vec<String> {
    let screen = house.run(what).exits(0).stdout;
    let lines = screen.lines().filter_map(|line| line.trim_start().strip_prefix("skillgap "));
    // What the command is for stands two blanks behind it.
    let typed = lines.map(|line| line.split("  ").next().unwrap().trim().to_owned());
    typed.collect()
}

#[test]
fn what_a_screen_suggests_can_be_typed() {
    let house = House::new();
    house.sample("worked-answers.toml");
    house.sample("worked-rubric.toml");
    let fresh = suggested(&house, &["history", "list"]);
    for day in ["2026-08-20", "2026-11-22"] {
        let answers = ["assess", "--answers", "worked-answers.toml", "--rubric", "worked-rubric.toml", "--on", day];
        let _ = house.run(&answers).exits(0);
    }
    let _ = house.run(&["plan", "done", "docker@2"]).exits(0);
    let screens: [&[&str]; 13] = [
        &[],
        &["report"],
        &["report", "--at", "2026-08-20"],
        &["report", "--what-if", "go=4"],
        &["target", "show", "mid"],
        &["plan"],
        &["progress"],
        &["explain", "go"],
        &["history", "list"],
        &["history", "show", "latest"],
        &["target", "list"],
        &["rubric", "list"],
        &["rubric", "show", "worked-rubric.toml"],
    ];
    let all: Vec<_> = fresh.into_iter().chain(screens.iter().flat_map(|screen| suggested(&house, screen))).collect();
    assert!(all.len() > 15, "only {all:?}");
    for typed in all {
        let words = ["skillgap"].into_iter().chain(typed.split(' '));
        if let Err(refused) = Cli::try_parse_from(words) {
            panic!("`skillgap {typed}` is suggested, but: {refused}");
        }
    }
}
