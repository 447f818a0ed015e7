//! From the reports to a page.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::super::history::answers_json;
use super::super::name::{self, Name, bounds_words};
use super::super::number::{Tenths, difference, range, reached};
use super::{AreaRow, Asked, Heat, HeatRow, Input, PageReport, ScaleRow, Shade, Source};
use crate::assessment::Answers;
use crate::history::Point;
use crate::rubric::{Area, AreaIx, Credit, Level, LevelName, Rubric, Share, SkillIx, Subject, Target};
use crate::score::Reach;

/// The tints of levels, from 0.
const TINTS: u8 = 9;

/// Makes the page.
pub fn page_report(input: &Input<'_>) -> PageReport {
    let Input { gaps, plan, rubric, scorecard, assessment, id, .. } = *input;
    let areas = areas(input);
    PageReport {
        gaps: gaps.clone(),
        plan: plan.clone(),
        rubric: name::text(rubric.title()),
        ready_at: rubric[scorecard.target].ready_at,
        before: input.before.and_then(|before| Some(before.readiness?.low)),
        areas_words: areas_words(&areas),
        areas,
        heat: heat(input),
        scale: scale(rubric),
        series_words: series_words(input.series),
        series: input.series.iter().map(|point| (point.on, point.readiness)).collect(),
        sources: rubric.sources().iter().map(source).collect(),
        answers: answers_json(id, assessment),
    }
}

/// The least ready first, then in the rubric's order.
fn areas(input: &Input<'_>) -> Vec<AreaRow> {
    let Input { rubric, scorecard, before, .. } = *input;
    let then: BTreeMap<_, _> =
        before.iter().flat_map(|before| &before.areas).map(|(at, span)| (*at, span.low)).collect();
    let row = |(at, span): &(AreaIx, _)| AreaRow {
        name: Name::new(&rubric[*at].id, &rubric[*at].title),
        span: *span,
        before: then.get(at).copied(),
    };
    let mut rows: Vec<_> = scorecard.areas.iter().map(row).collect();
    rows.sort_by_key(|row| (row.span.low, row.span.high));
    rows
}

fn areas_words(areas: &[AreaRow]) -> String {
    let all = Share::from_integer(1);
    match areas {
        [] => String::new(),
        [first, ..] if first.span.low == all => "Every area has all that is asked".to_owned(),
        [only] => format!("{} stands at {} of 100", only.name.title, range(only.span)),
        [first, ..] => format!("{} is furthest from what is asked, at {} of 100", first.name.title, range(first.span)),
    }
}

fn series_words(series: &[Point]) -> String {
    let known: Vec<_> = series.iter().filter_map(|point| Some((point.on, point.readiness?.low))).collect();
    match known.as_slice() {
        [] | [_] => String::new(),
        [(first, from), .., (_, to)] => {
            let n = known.len();
            let moved = difference(*from, *to);
            match moved.cmp(&Tenths::NONE) {
                Ordering::Equal => {
                    format!("Over {n} assessments since {first} the low end is where it was, at {}", reached(*to))
                }
                Ordering::Greater => format!("{moved} points up over {n} assessments since {first}"),
                Ordering::Less => format!("{} points down over {n} assessments since {first}", -moved),
            }
        }
    }
}

fn heat(input: &Input<'_>) -> Vec<Heat> {
    let Input { rubric, scorecard, assessment, gaps, .. } = *input;
    let answers = Answers::of(rubric, &assessment.ratings);
    let asked = asked(rubric, &rubric[scorecard.target]);
    let evidence: BTreeMap<_, _> = gaps.skills.iter().map(|row| (row.name.id.as_str(), &row.evidence)).collect();
    let row = |at: SkillIx| {
        let asked = asked.get(&at).copied();
        let shade = match scorecard.reach(at) {
            Reach::Unanswered(_) if asked.is_none() && answers.get(at).is_none() => Shade::Beside,
            reach => shade(rubric, reach),
        };
        let name = Name::skill(rubric, at);
        let evidence = evidence.get(name.id.as_str()).map(ToString::to_string).unwrap_or_default();
        HeatRow { name, shade, asked, evidence }
    };
    let area = |(at, area): (AreaIx, &Area)| {
        let inside = rubric.skills().filter(|(_, skill)| skill.area == at);
        Heat { area: Name::new(&area.id, &area.title), skills: inside.map(|(skill, _)| row(skill)).collect() }
    };
    rubric.areas().map(area).filter(|heat| !heat.skills.is_empty()).collect()
}

fn scale(rubric: &Rubric) -> Vec<ScaleRow> {
    let row = |(level, named): (Level, &LevelName)| ScaleRow {
        level,
        name: name::text(&named.name),
        meaning: named.meaning.as_deref().map(name::text),
        tint: tint(rubric, level),
    };
    rubric.scale().levels().map(row).collect()
}

fn tint(rubric: &Rubric, level: Level) -> u8 {
    level.get() * TINTS / rubric.scale().max().get().max(1)
}

fn shade(rubric: &Rubric, reach: Reach) -> Shade {
    match reach {
        Reach::Rated(level) => {
            Shade::Rated { level, name: name::text(rubric.scale().name(level)), tint: tint(rubric, level) }
        }
        Reach::Unanswered(bounds) => Shade::Unanswered(bounds_words(rubric, bounds)),
        Reach::NotApplicable => Shade::NotApplicable,
    }
}

/// The highest level that a target asks of each skill, and whether another may do instead.
fn asked(rubric: &Rubric, target: &Target) -> BTreeMap<SkillIx, Asked> {
    let mut all: BTreeMap<SkillIx, Asked> = BTreeMap::new();
    for requirement in &target.requires {
        let is_choice = match requirement.subject {
            Subject::Skill(_) => false,
            Subject::Group(group) => rubric[group].choose < rubric[group].members.len(),
        };
        for skill in rubric.skills_of(&requirement.subject) {
            let known = all.entry(*skill).or_insert(Asked { level: Level::NONE, is_choice: true });
            known.level = known.level.max(requirement.level);
            known.is_choice &= is_choice;
        }
    }
    all
}

fn source(credit: &Credit) -> Source {
    let text = |text: &String| name::text(text);
    Source {
        title: text(&credit.title),
        url: credit.url.as_ref().map(text),
        known: [&credit.author, &credit.license].into_iter().flatten().map(text).collect(),
    }
}
