//! What is stored, as sheets.

use serde::Serialize;

use super::super::csv::{Cell, Csv, csv};
use super::super::name;
use super::{Listed, Said, Shown};

/// The list as CSV: a row for each assessment.
pub fn list_sheet(list: &[Listed]) -> Csv {
    csv(list.iter().map(|listed| Entry {
        id: Cell::text(&listed.id),
        assessed: Cell::own(listed.on),
        rubric_id: Cell::text(listed.edition.id.as_str()),
        rubric_version: Cell::text(&listed.edition.version),
        rubric_digest: Cell::text(&listed.edition.digest),
        target: listed.target.as_deref().map(Cell::text).unwrap_or_default(),
        answered: Cell::own(listed.answered),
    }))
}

/// One assessment as CSV: a row for each answer.
pub fn show_sheet(shown: &Shown) -> Csv {
    let of_area = |(area, answers): &(Option<String>, Vec<Said>)| {
        let area = area.as_deref().map(Cell::text).unwrap_or_default();
        answers.iter().map(|said| of_answer(shown, &area, said)).collect::<Vec<_>>()
    };
    csv(shown.areas.iter().flat_map(of_area))
}

/// The columns of the list; columns are only ever added, at the end.
#[derive(Default, Serialize)]
struct Entry {
    id: Cell,
    assessed: Cell,
    rubric_id: Cell,
    rubric_version: Cell,
    rubric_digest: Cell,
    target: Cell,
    answered: Cell,
}

/// The columns of one assessment; columns are only ever added, at the end.
#[derive(Default, Serialize)]
struct Line {
    area: Cell,
    skill_id: Cell,
    skill: Cell,
    /// Empty where the skill does not apply.
    level: Cell,
    answer: Cell,
    answered: Cell,
    confidence: Cell,
    evidence: Cell,
    assessed: Cell,
    rubric: Cell,
    help: Cell,
}

fn of_answer(shown: &Shown, area: &Cell, said: &Said) -> Line {
    let edition = &shown.assessment.rubric;
    Line {
        area: area.clone(),
        skill_id: Cell::text(&said.id),
        skill: Cell::text(&said.skill),
        level: Cell::maybe(said.level),
        answer: Cell::text(&said.answer),
        answered: Cell::own(said.on),
        confidence: Cell::own(said.confidence),
        evidence: Cell::text(&said.evidence),
        assessed: Cell::own(shown.assessment.on),
        rubric: Cell::text(&name::edition(edition)),
        help: Cell::own(said.help),
    }
}
