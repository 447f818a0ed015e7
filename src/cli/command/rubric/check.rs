//! `rubric check`: whether a file of one's own is sound, and with `--strict` how it could be better.

use crate::cli::failure::{Failure, Kind, Outcome};
use crate::cli::session::Session;
use crate::cli::{complain, files, output};
use crate::diagnostic::{self, Ink};
use crate::problem::Problem;
use crate::rubric::{self, Gone, Layers, Rubric};
use crate::wording;

/// Every problem of every file: they are what was asked for, so they are data.
pub(super) fn run(session: &Session, names: &[String], strict: bool) -> Outcome {
    let mut faulty = 0;
    for name in names {
        match check(session, name, strict) {
            Ok(true) => {}
            Ok(false) => faulty += 1,
            Err(failure) => {
                faulty += 1;
                complain(&failure);
            }
        }
    }
    if faulty == 0 {
        return Ok(());
    }
    let who = match names.len() {
        1 => "the rubric".to_owned(),
        all => format!("{faulty} of {all} rubrics"),
    };
    let many = names.len() > 1 && faulty > 1;
    let fault = match (strict, many) {
        (true, true) => "have problems or hints",
        (true, false) => "has problems or hints",
        (false, true) => "are not sound",
        (false, false) => "is not sound",
    };
    Err(Failure::new(Kind::Check, format!("{who} {fault}")))
}

/// Whether there is nothing to say against the rubric.
fn check(session: &Session, name: &str, strict: bool) -> Result<bool, Failure> {
    let (layers, unfound) = files::found_layers(session, name)?;
    let shown = wording::path(name);
    let read = unfound.map_or_else(|| rubric::read_layers(&layers), |problem| Err(vec![problem]));
    match read {
        Err(problems) => {
            let count = wording::count(problems.len(), "problem", "problems");
            output::print(&format!("{}\n\n{shown}: {count}\n", drawn(session, &problems, &layers)))?;
            Ok(false)
        }
        Ok(rubric) => {
            let hints = if strict { rubric::hints(&layers, &rubric) } else { Vec::new() };
            if !hints.is_empty() {
                output::print(&format!("{}\n\n", drawn(session, &hints, &layers)))?;
            }
            output::print(&format!("{shown}: {}\n", sound(&rubric, &layers, hints.len())))?;
            left_out(&layers.gone()).iter().try_for_each(|line| output::print(line))?;
            Ok(hints.is_empty())
        }
    }
}

fn sound(rubric: &Rubric, layers: &Layers, hints: usize) -> String {
    let hints = if hints > 0 { format!(", {}", wording::count(hints, "hint", "hints")) } else { String::new() };
    if let Some((base, targets)) = layers.added() {
        let targets = wording::count(targets, "target", "targets");
        return format!("sound: adds {targets} to rubric `{}`{hints}", wording::brief(&base));
    }
    let skills = wording::count(rubric.skills().len(), "skill", "skills");
    let targets = wording::count(rubric.targets().len(), "target", "targets");
    format!("sound: {skills}, {targets}{hints}")
}

/// What went with each thing that was removed: a line each, and one for each sort of thing that went.
fn left_out(gone: &[Gone]) -> Vec<String> {
    let mut lines = Vec::new();
    for with in gone.chunk_by(|one, other| one.removed == other.removed) {
        lines.push(format!("  with `{}` went\n", with[0].removed));
        let mut told = Vec::new();
        for Gone { what, kind, .. } in with {
            if told.contains(&(what, kind)) {
                continue;
            }
            told.push((what, kind));
            let ids = with.iter().filter(|gone| (&gone.what, &gone.kind) == (what, kind)).map(|gone| &gone.id);
            lines.push(format!("    {what} {kind} {}\n", shortened(&ids.collect::<Vec<_>>())));
        }
    }
    lines
}

/// The first few ids, and how many more there are.
fn shortened(ids: &[&String]) -> String {
    const NAMED: usize = 3;
    let named = if ids.len() <= NAMED + 1 { ids.len() } else { NAMED };
    let quoted: Vec<_> = ids[..named].iter().map(|id| format!("`{id}`")).collect();
    let more = ids.len() - named;
    if more == 0 { wording::list(&ids[..named]) } else { format!("{} and {more} more", quoted.join(", ")) }
}

fn drawn(session: &Session, problems: &[Problem], layers: &Layers) -> String {
    let ink = if session.terminal.style().color { Ink::Coloured } else { Ink::Plain };
    diagnostic::render(problems, layers.sources(), ink)
}
