//! From two rubrics and an assessment to the report.

use std::collections::BTreeMap;

use super::sections::Sections;
use super::{DiffReport, Input, Judged, Outcome, words};
use crate::assessment::{Answers, Rating};
use crate::report::name::{self, Name};
use crate::report::number::range_or_unknown;
use crate::report::table::{Column, Table};
use crate::report::verdict::Judgement;
use crate::rubric::diff::{Diff, Renamed, diff};
use crate::rubric::{Id, Rubric, TargetIx};
use crate::score::score;

/// Makes the report.
pub fn diff_report(input: &Input<'_>) -> DiffReport {
    let Input { old, new, .. } = *input;
    let diff = diff(old, new);
    let readiness = input.latest.map(|entry| readiness(input, &diff, &entry.assessment.ratings)).unwrap_or_default();
    let table = table(&readiness);
    let mut meaning = words::meaning(&diff);
    if let (Some(entry), Some(_), true) = (input.latest, diff.size(), table.rows.is_empty()) {
        meaning.push(words::unmoved(entry.assessment.on));
    }
    DiffReport {
        from: input.from.clone(),
        to: input.to.clone(),
        title: words::title(&diff, new.title()),
        meaning,
        assessment: input.latest.map(|entry| (name::text(&entry.id), entry.assessment.on)),
        table,
        readiness,
        sections: Sections { old, new, diff: &diff }.all(),
        diff,
    }
}

/// What both make of the same answers. Those given by a later edition are taken back to the ids of the older one.
fn readiness(input: &Input<'_>, diff: &Diff, ratings: &BTreeMap<Id, Rating>) -> Vec<Judged> {
    let Input { old, new, .. } = *input;
    let mut taken_back = ratings.clone();
    for Renamed { from, to } in &diff.skills.renamed {
        if let (false, Some(rating)) = (ratings.contains_key(from), ratings.get(to)) {
            taken_back.insert(from.clone(), rating.clone());
        }
    }
    let (then, now) = (Answers::of(old, &taken_back), Answers::of(new, ratings));
    let outcome = |rubric: &Rubric, at: TargetIx, answers: &Answers| {
        let card = score(rubric, at, answers);
        let verdict_brief = Judgement { rubric, card: &card, by_own_word: false }.brief();
        Outcome { readiness: card.readiness, verdict: card.verdict, verdict_brief }
    };
    let of_new = new.targets_by_rank().into_iter().map(|at| {
        let id = &new[at].id;
        let renamed = diff.targets.renamed.iter().find(|renamed| renamed.to == *id).map(|renamed| &renamed.from);
        let before = if diff.targets.kept.contains(id) { Some(id) } else { renamed };
        let before = before.and_then(|id| old.target(id.as_str()));
        Judged {
            target: Name::target(new, at),
            from: before.map(|before| outcome(old, before, &then)),
            to: Some(outcome(new, at, &now)),
        }
    });
    let gone = old.targets_by_rank().into_iter().filter(|at| diff.targets.removed.contains(&old[*at].id));
    let gone = gone.map(|at| Judged { target: Name::target(old, at), from: Some(outcome(old, at, &then)), to: None });
    of_new.chain(gone).collect()
}

/// Those that differ to the eye.
fn table(readiness: &[Judged]) -> Table {
    let words = |outcome: &Option<Outcome>| {
        let Some(Outcome { readiness, verdict_brief, .. }) = outcome else { return "no such target".to_owned() };
        format!("{}, {verdict_brief}", range_or_unknown(*readiness))
    };
    let rows = readiness.iter().map(|judged| vec![judged.target.title.clone(), words(&judged.from), words(&judged.to)]);
    let columns = vec![Column::left("target", 0), Column::left("before", 0), Column::left("after", 0)];
    Table { columns, rows: rows.filter(|row| row[1] != row[2]).collect() }
}
