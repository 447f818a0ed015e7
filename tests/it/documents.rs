//! The documents are true: README.md is run as it is typed, and the examples are what the program writes.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::fs;
use std::path::Path;

use clap::Parser as _;
use skillgap::cli::args::Cli;

use crate::pages::{sound_drawing, sound_page};
use crate::seat::Seat;
use crate::support::{House, Ran};

/// Commands that need a person, and what does the same without one.
const INTERACTIVE: [(&str, &str); 1] =
    [("skillgap assess", "skillgap assess --answers examples/bootcamp-graduate.toml")];

/// The commands of the tables, and what they show first to who answered three months ago.
const ASKED: [(&str, &str); 6] = [
    ("skillgap assess --first", "Where you stand so far"),
    ("skillgap assess --full", "Which of these have you worked in at all?"),
    ("skillgap assess --sheet", "Which of these have you worked in at all?"),
    ("skillgap assess --area databases", "[Enter: to the question]"),
    ("skillgap assess --due", "[Enter: to the question]"),
    ("skillgap edit sql", "[Enter: to the question]"),
];

/// What stands in a command of the prose for what one chooses, and what one may choose.
const CHOSEN: [(&str, &str); 1] = [("SHELL", "bash")];

/// What starts a line that the shell is to run.
const PROMPT: &str = "$ ";

/// A line of its own in a shortened screen: any number of lines is left out here.
const LEFT_OUT: &str = "…";

/// What an exit code that is not 0 is announced with.
const EXIT_CODE: &str = "exit code ";

/// The people whose answers stand in `examples/`.
const PEOPLE: [&str; 3] = ["bootcamp-graduate", "experienced", "self-taught-mid"];

/// What the program makes of each: the command, and the ending that picks the format.
const DOCUMENTS: [&str; 6] = ["plan.md", "plan.todo.txt", "report.csv", "report.html", "report.md", "report.svg"];

fn readme() -> String {
    fs::read_to_string("README.md").unwrap()
}

/// A house that holds the files of the repository that README.md speaks of.
fn house() -> House {
    let house = House::new();
    for name in files("examples") {
        let _ = house.file(&name, fs::read(&name).unwrap());
    }
    house
}

fn files(folder: &str) -> Vec<String> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut names: Vec<_> = paths.map(|path| path.to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

/// The blocks of a Markdown text between fences with one of these words, with the number of their first line.
fn blocks<'t>(text: &'t str, words: &[&str]) -> Vec<(usize, Vec<&'t str>)> {
    let mut blocks = Vec::new();
    let mut open: Option<(&str, usize, Vec<&str>)> = None;
    for (at, line) in text.lines().enumerate() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(word), None) => open = Some((word, at + 2, Vec::new())),
            (Some(_), Some((word, from, lines))) if words.contains(&word) => blocks.push((from, lines)),
            (None, Some((word, from, mut lines))) => {
                lines.push(line);
                open = Some((word, from, lines));
            }
            (Some(_), Some(_)) | (None, None) => {}
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    blocks
}

/// A command of a block, and what the block says comes of it.
struct Told<'t> {
    line: usize,
    command: &'t str,
    exit: i32,
    screen: Vec<&'t str>,
}

fn told<'t>(first: usize, lines: &[&'t str]) -> Vec<Told<'t>> {
    let mut all: Vec<Told<'_>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if let Some(typed) = line.strip_prefix(PROMPT) {
            let (command, comment) = typed.split_once(" #").unwrap_or((typed, ""));
            let exit = comment.split_once(EXIT_CODE).map_or(0, |(_, code)| leading_number(code));
            all.push(Told { line: first + at, command: command.trim_end(), exit, screen: Vec::new() });
        } else if let Some(last) = all.last_mut() {
            last.screen.push(line);
        } else {
            panic!("README.md:{}: output of no command", first + at);
        }
    }
    all
}

fn leading_number(text: &str) -> i32 {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text[..end].parse().unwrap()
}

#[test]
fn every_command_of_the_readme_does_what_it_says() {
    let readme = readme();
    let house = house();
    let mut seen = 0;
    for told in blocks(&readme, &["console", "text"]).iter().flat_map(|(first, lines)| told(*first, lines)) {
        seen += 1;
        let Told { line, command, exit, screen } = told;
        let ran = match INTERACTIVE.iter().find(|(interactive, _)| *interactive == command) {
            Some((_, instead)) => {
                let _ = house.shell(command).exits(4);
                house.shell(instead)
            }
            None => house.shell(command),
        };
        assert_eq!(ran.code, Some(exit), "README.md:{line}: {command}\n{ran}");
        if !screen.is_empty() {
            shows(&ran, &screen, line);
        }
    }
    assert!(seen > 20, "README.md holds only {seen} commands");
}

/// The commands and options between backticks, outside the blocks.
fn in_prose(readme: &str) -> Vec<&str> {
    let outside = readme.split("\n```").step_by(2);
    outside.flat_map(|text| text.split('`').skip(1).step_by(2)).collect()
}

#[test]
fn every_command_of_the_tables_asks() {
    let readme = readme();
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| `skillgap ")?.split_once('`'));
    let told: Vec<_> = rows.map(|(command, _)| format!("skillgap {command}")).collect();
    assert_eq!(told, ASKED.map(|(command, _)| command));
    for (command, sign) in ASKED {
        let house = house();
        let answers = ["assess", "--answers", "examples/self-taught-mid.toml", "--on", "2026-08-20"];
        let _ = house.run(&answers).exits(0);
        let _ = house.shell(command).exits(4);
        let words: Vec<_> = command.split(' ').skip(1).collect();
        let mut seat = Seat::take(&house, &words, (80, 24));
        // A part of the questionnaire is about the role of last time.
        if ["--first", "--full", "--sheet"].contains(words.last().unwrap()) {
            seat.see(&["Which role"]);
            seat.press("\r");
        }
        seat.see(&[sign]);
    }
}

#[test]
fn every_command_and_option_of_the_prose_is_there() {
    let readme = readme();
    let helps = fs::read_to_string("tests/it/snapshots/it__help__every_help_text.snap").unwrap();
    let mut seen = 0;
    for code in in_prose(&readme) {
        let mut words: Vec<_> = code.split(' ').collect();
        if words[0] == "skillgap" && words.len() > 1 {
            for (name, chosen) in CHOSEN {
                words.iter_mut().filter(|word| **word == name).for_each(|word| *word = chosen);
            }
            Cli::try_parse_from(&words).unwrap_or_else(|error| panic!("`{code}`: {error}"));
        } else if !code.starts_with("--") {
            continue;
        }
        for option in words.iter().filter(|word| word.starts_with("--")) {
            assert!(helps.contains(&format!("{option} ")) || helps.contains(&format!("{option}\n")), "`{code}`");
        }
        seen += 1;
    }
    assert!(seen > 15, "README.md names only {seen} commands and options");
}

#[test]
fn the_readme_counts_what_the_rubric_holds() {
    let house = House::new();
    let shown = house.run(&["rubric", "show"]).exits(0).stdout;
    let size = shown.lines().find(|line| line.contains(" skills in ")).unwrap().split(", ").next().unwrap();
    let readme = readme().replace('\n', " ");
    assert!(readme.contains(size), "README.md does not say: {size}");
    let list = house.run(&["target", "list", "--format", "json"]).exits(0).stdout;
    let targets: serde_json::Value = serde_json::from_str(&list).unwrap();
    let of = |kind: &str| targets.as_array().unwrap().iter().filter(|target| target["kind"] == kind).count();
    assert_eq!((of("specialisation"), of("switch")), (8, 6));
    assert!(readme.contains("eight specialisations and six career switches"));
}

/// Fails unless the screen is what was printed, but for what it leaves out.
#[track_caller]
fn shows(ran: &Ran, screen: &[&str], line: usize) {
    let printed: Vec<_> = ran.stdout.lines().collect();
    let mut rest = printed.as_slice();
    let mut parts = screen.split(|line| line.trim() == LEFT_OUT).peekable();
    let mut anywhere = false;
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        let at = (0..=rest.len().saturating_sub(part.len()))
            .filter(|at| anywhere || *at == 0)
            .filter(|at| !is_last || at + part.len() == rest.len())
            .find(|at| rest[*at..].starts_with(part));
        let Some(at) = at else {
            panic!(
                "README.md:{line} does not show what is printed from here on:\n{}\n\n{}",
                part.join("\n"),
                ran.stdout
            )
        };
        rest = &rest[at + part.len()..];
        anywhere = true;
    }
}

#[test]
fn a_screen_is_shortened_only_where_it_says_so() {
    let ran = |stdout: &str| Ran { stdout: stdout.to_owned(), stderr: String::new(), code: Some(0) };
    let fits = |screen: &[&str]| std::panic::catch_unwind(|| shows(&ran("a\nb\nc\nd\n"), screen, 1)).is_ok();
    assert!(fits(&["a", "b", "c", "d"]));
    assert!(fits(&["a", "…", "d"]));
    assert!(fits(&["a", "b", "…"]));
    assert!(!fits(&["a", "b", "c"]), "the end is missing");
    assert!(!fits(&["b", "…"]), "the beginning is missing");
    assert!(!fits(&["a", "c", "…"]), "a line is missing");
    assert!(!fits(&["a", "…", "c", "…", "b", "…"]), "out of order");
}

#[test]
fn the_commands_for_cargo_can_be_typed() {
    let readme = readme();
    let manifest = fs::read_to_string("Cargo.toml").unwrap();
    let lines: Vec<_> = blocks(&readme, &["sh"]).into_iter().flat_map(|(_, lines)| lines).collect();
    assert_eq!(lines, ["cargo run --release -- assess", "cargo test"]);
    Cli::try_parse_from(["skillgap", "assess"]).unwrap();
    let oldest = manifest.lines().find_map(|line| line.strip_prefix("rust-version = ")).unwrap().trim_matches('"');
    assert!(readme.contains(&format!("{oldest} or newer")), "README.md asks for another Rust than Cargo.toml");
}

#[test]
fn the_exit_codes_of_the_readme_are_those_of_the_program() {
    let source = fs::read_to_string("src/cli/failure.rs").unwrap();
    let arms = source.lines().filter_map(|line| line.trim().strip_prefix("Kind::")?.split_once(" => "));
    let mut codes: Vec<u8> = arms.map(|(_, code)| code.trim_end_matches(',').parse().unwrap()).collect();
    codes.push(0);
    codes.sort_unstable();

    let readme = readme();
    let rows = readme.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | "));
    let rows: Vec<(u8, &str)> = rows.filter_map(|(code, meaning)| Some((code.parse().ok()?, meaning))).collect();
    assert_eq!(rows.iter().map(|(code, _)| *code).collect::<Vec<_>>(), codes);

    let help = House::new().run(&["--help"]).exits(0).stdout.replace('\n', " ");
    for (code, meaning) in rows {
        let meaning = meaning.split([',', ';']).next().unwrap();
        assert!(help.contains(&format!("{code} {meaning}")), "`--help` says something else of {code}: {meaning}");
    }
}

/// Columns are only ever added, at the end: a spreadsheet that reads them goes on working.
#[test]
fn the_columns_of_the_sheets_are_those_of_the_readme() {
    let readme = readme();
    let house = house();
    let [(_, told)] = &blocks(&readme, &["csv"])[..] else { panic!("one block of columns") };
    for (answers, day) in [("bootcamp-graduate", "2026-08-20"), ("self-taught-mid", "2026-11-22")] {
        let answers = format!("examples/{answers}.toml");
        let _ = house.run(&["assess", "--answers", &answers, "--on", day]).exits(0);
    }
    let columns = ["report", "plan", "progress"].map(|command| {
        let sheet = house.run(&[command, "--format", "csv"]).exits(0).stdout;
        format!("{command}: {}", sheet.lines().next().unwrap().replace(',', " "))
    });
    let paragraphs: Vec<_> = told.split(|line| line.is_empty()).map(|lines| lines.join(" ")).collect();
    assert_eq!(paragraphs, columns);
}

#[test]
fn every_link_into_the_repository_leads_somewhere() {
    for document in ["README.md", "CHANGELOG.md"] {
        let text = fs::read_to_string(document).unwrap();
        let links = text.split("](").skip(1).map(|rest| rest.split(')').next().unwrap());
        for link in links.filter(|link| !link.starts_with("https://")) {
            assert!(Path::new(link).exists(), "{document} links to `{link}`, which is not there");
        }
    }
    assert!(readme().lines().count() <= 220, "README.md is too long to be read");
}

#[test]
fn what_the_readme_quotes_is_in_the_rubric() {
    let databases = fs::read_to_string("rubrics/backend-developer/30-databases.toml").unwrap();
    let readme = readme().replace("\n  ", " ");
    let quoted: Vec<_> = readme.split('"').filter(|part| part.starts_with("I ") && part.ends_with('.')).collect();
    assert_eq!(quoted.len(), 1);
    assert!(databases.contains(&format!("\"{}\"", quoted[0])), "no anchor says: {}", quoted[0]);
}

/// Rewrite the examples with `EXAMPLES=overwrite cargo test examples`.
#[test]
fn the_examples_are_what_the_program_writes() {
    let house = house();
    for person in PEOPLE {
        for document in DOCUMENTS {
            let name = format!("examples/{person}.{document}");
            let answers = format!("examples/{person}.toml");
            let (command, _) = document.split_once('.').unwrap();
            let ran = house.run(&[command, "--answers", &answers, "-o", document]).exits(0);
            assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""), "{name}");
            let written = fs::read_to_string(house.path(document)).unwrap();
            match document.rsplit_once('.').unwrap().1 {
                "html" => sound_page(&written),
                "svg" => sound_drawing(&written),
                "md" => sound_markdown(&name, &written),
                _ => {}
            }
            if std::env::var_os("EXAMPLES").is_some_and(|wanted| wanted == "overwrite") {
                fs::write(&name, &written).unwrap();
            }
            let kept = fs::read_to_string(&name).unwrap_or_default();
            assert!(kept == written, "{name} is out of date: `EXAMPLES=overwrite cargo test examples` rewrites it");
        }
    }
}

#[test]
fn no_file_of_the_examples_is_forgotten() {
    let of = |person: &str| DOCUMENTS.map(|document| format!("examples/{person}.{document}"));
    let mut known: Vec<_> = PEOPLE.iter().flat_map(|person| of(person)).collect();
    known.extend(PEOPLE.map(|person| format!("examples/{person}.toml")));
    let rubrics = ["examples/course-rubric.toml", "examples/team-rubric.toml"];
    known.extend(rubrics.map(str::to_owned));
    known.sort();
    assert_eq!(files("examples"), known);
    for rubric in rubrics {
        let _ = house().run(&["rubric", "check", "--strict", rubric]).exits(0);
    }
}

/// Fails unless the text is what a Markdown reader shows as it was meant.
#[track_caller]
fn sound_markdown(name: &str, text: &str) {
    assert!(text.ends_with('\n') && !text.ends_with("\n\n"), "{name} ends in one line break");
    let mut columns = None;
    for (at, line) in text.lines().enumerate() {
        let place = format!("{name}:{}: {line}", at + 1);
        assert_eq!(line.trim_end(), line, "trailing blanks in {place}");
        assert!(!line.contains(char::is_control), "control character in {place}");
        let cells = line.starts_with('|').then(|| line.replace("\\|", "").matches('|').count() - 1);
        if let (Some(above), Some(here)) = (columns, cells) {
            assert_eq!(above, here, "cells in {place}");
        }
        assert!(cells.is_none() || line.ends_with('|'), "an open row in {place}");
        columns = cells;
    }
}
