//! Words that people try as commands, and arguments that stand where an option is meant: which command does it.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::failure::Failure;
use crate::wording;

/// Words, and what to type instead.
const TRIED: [(&[&str], &str); 14] = [
    (
        &["start", "begin", "init", "new", "quiz", "test", "questionnaire", "survey"],
        "`skillgap assess` asks the questions",
    ),
    (
        &["status", "stand", "where", "home", "me", "score", "readiness"],
        "`skillgap` alone says where you stand; `skillgap report` shows all gaps",
    ),
    (
        &["next", "todo", "what", "learn", "study", "roadmap", "steps"],
        "`skillgap plan` says what to learn next; `skillgap plan done next` ticks it",
    ),
    (&["search", "find", "lookup", "skill", "grep"], "`skillgap explain WORDS` finds a skill and explains it"),
    (&["gap", "gaps", "result", "results", "missing"], "`skillgap report` shows the gaps"),
    (&["skills", "list", "all", "areas", "questions"], "`skillgap rubric show` lists every skill"),
    (
        &["show", "view", "get", "answers", "ratings"],
        "`skillgap history show` shows your answers, `skillgap explain SKILL` one skill",
    ),
    (
        &["done", "tick", "complete", "finish", "log", "skip"],
        "`skillgap plan done STEP` ticks a step, `skillgap plan done next` the first one",
    ),
    (
        &["config", "configure", "settings", "set", "pace"],
        "`skillgap plan set` shows and changes how your plan is made",
    ),
    (
        &["role", "roles", "targets", "level", "levels", "goal", "goals", "job", "jobs"],
        "`skillgap target list` shows the roles",
    ),
    (&["update", "rate", "answer", "change", "correct"], "`skillgap edit SKILL` changes one answer"),
    (&["compare", "trend", "moved", "changes"], "`skillgap progress` shows what changed"),
    (&["backup", "restore", "sync"], "`skillgap export -o FILE` and `skillgap import FILE` take everything along"),
    (&["delete", "remove", "reset", "clear"], "`skillgap history remove ID` removes an assessment"),
];

/// Commands that list what they have where nothing more is said.
const LISTING: [&str; 3] = ["target", "rubric", "history"];

/// Commands that are about a target.
const ABOUT_TARGETS: [&str; 4] = ["report", "plan", "progress", "assess"];

/// The arguments with `list` at their end, if that is all that they lack.
pub(super) fn listing(stopped: &clap::Error, args: &[OsString]) -> Option<Vec<OsString>> {
    let lacks_one =
        matches!(stopped.kind(), ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand);
    let is_listing = args.last().and_then(|last| last.to_str()).is_some_and(|last| LISTING.contains(&last));
    (lacks_one && is_listing).then(|| args.iter().cloned().chain([OsString::from("list")]).collect())
}

/// What was meant by arguments that were refused, where that is known.
pub(super) fn meant(stopped: &clap::Error, args: &[OsString]) -> Option<Failure> {
    let word = |kind| match stopped.get(kind) {
        Some(ContextValue::String(word)) => Some(word.as_str()),
        _ => None,
    };
    match stopped.kind() {
        ErrorKind::InvalidSubcommand => {
            let word = word(ContextKind::InvalidSubcommand)?;
            let (_, instead) = TRIED.iter().find(|(words, _)| words.contains(&word.to_lowercase().as_str()))?;
            Some(Failure::usage(format!("there is no command `{}`", wording::brief(word))).hint(*instead))
        }
        ErrorKind::UnknownArgument => argument(word(ContextKind::InvalidArg)?, args),
        _ => None,
    }
}

/// What was meant by a word behind a command that takes none there.
fn argument(word: &str, args: &[OsString]) -> Option<Failure> {
    let words: Vec<_> = args.iter().skip(1).filter_map(|word| word.to_str()).collect();
    let (command, rest) = words.split_first()?;
    if word.starts_with('-') || rest.iter().any(|word| word.starts_with('-')) {
        return None;
    }
    let instead = match (*command, rest) {
        ("edit", [skill @ .., level]) if !skill.is_empty() && level.parse::<u8>().is_ok() => {
            format!("skillgap edit {} --level {level}", quoted(&skill.join(" ")))
        }
        ("explain" | "edit", words) => format!("skillgap {command} {}", quoted(&words.join(" "))),
        (command, words) if ABOUT_TARGETS.contains(&command) => {
            format!("skillgap {command} --target {}", quoted(&words.join(" ")))
        }
        _ => return None,
    };
    let message = format!("`{}` is one word too many", wording::brief(word));
    Some(Failure::usage(message).hint(format!("did you mean `{}`?", wording::brief(&instead))))
}

fn quoted(words: &str) -> String {
    let is_plain = |letter: char| letter.is_alphanumeric() || "-_@.+#".contains(letter);
    if words.chars().all(is_plain) { words.to_owned() } else { format!("'{}'", words.replace('\'', "'\\''")) }
}
