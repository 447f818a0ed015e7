//! From a scorecard to a report.

use super::super::markdown::text as escaped;
use super::super::name::{self, Name, level, reached};
use super::super::wrap::width;
use super::required::required;
use super::{
    Before, Contradicted, Extent, GapReport, Input, Member, Row, SkillRow, Stale, State, Strength, Widths, start, sure,
    words,
};
use crate::assessment::{Answers, carried};
use crate::report::number::{Hundred, Tenths, difference};
use crate::report::verdict::{self, Judgement};
use crate::rubric::{Level, Rubric, Share, SkillIx, Subject, Target};
use crate::score::estimate::probable;
use crate::score::{Bounds, Contradiction, Reach, RequirementScore, Scorecard, Standing, sensitivity};

/// The most gaps that the terminal shows unless all are wanted.
const LARGEST: usize = 8;

/// Makes the report.
pub fn gap_report(input: &Input<'_>) -> GapReport {
    let Input { rubric, scorecard, .. } = *input;
    let target = &rubric[scorecard.target];
    let (backing, stale) = (sure::backing(input), sure::stale(input));
    let hundred = Hundred::of(scorecard);
    let scored = scorecard.requirements.iter().zip(&hundred.each);
    let rows: Vec<_> = scored.map(|(scored, points)| row(rubric, scorecard, (scored, *points), &stale)).collect();
    let gaps = ordered(&rows, Standing::Gap);
    let open = ordered(&rows, Standing::Open);
    let skill = |skill: &SkillIx| Name::skill(rubric, *skill);
    let sensitivity = sensitivity(rubric, scorecard);
    let by_own_word = verdict::by_own_word(rubric, scorecard, input.assessment);
    let judgement = Judgement { rubric, card: scorecard, by_own_word };
    let unbacked = Judgement { by_own_word: false, ..judgement };
    GapReport {
        given: input.given.clone(),
        edition: input.edition.clone(),
        on: input.assessment.on,
        target: Name::target(rubric, scorecard.target),
        readiness: scorecard.readiness,
        estimate: probable(rubric, scorecard.target, &Answers::of(rubric, &input.assessment.ratings)),
        since: input.before.zip(scorecard.readiness).map(|(before, now)| since(before, now.low)),
        verdict: scorecard.verdict,
        verdict_words: judgement.words(),
        unbacked: [unbacked.words(), unbacked.brief()],
        narrow: scorecard.narrow,
        by_own_word: Some(by_own_word),
        floors_left_out: scorecard
            .floors_left_out()
            .map(|scored| Name::subject(rubric, scored.requirement.subject))
            .collect(),
        ask: scorecard.ask.iter().map(skill).collect(),
        placement: input.placement.reached.map(|target| Name::target(rubric, target)),
        next: input.placement.next.map(|target| Name::target(rubric, target)),
        ladder_words: words::ladder(rubric, input.placement),
        counts: scorecard.counts,
        shown: shown(gaps.len(), input.extent),
        open_shown: shown(open.len(), input.extent),
        open_worth: hundred.open,
        areas: areas(rubric, scorecard),
        strengths: strengths(rubric, target, scorecard),
        contradictions: scorecard.contradictions.iter().map(|broken| contradicted(rubric, scorecard, broken)).collect(),
        fragile: scorecard.fragile.iter().map(skill).collect(),
        way: input.way.clone(),
        start: start::start(input),
        sure: sure::sentences(input, sensitivity, backing, &stale),
        sensitivity,
        backing: Some(backing),
        with_ai: sure::with_ai(input),
        stale,
        formula: words::formula(&rows, &gaps, target.ready_at, &hundred),
        skills: skills(input, target),
        is_redacted: false,
        widths: widths(rubric, target),
        rows,
        gaps,
        open,
    }
}

fn ordered(rows: &[Row], standing: Standing) -> Vec<usize> {
    let mut found: Vec<_> = (0..rows.len()).filter(|at| rows[*at].standing == standing).collect();
    found.sort_by_key(|at| std::cmp::Reverse(rows[*at].missing));
    found
}

/// One more than the largest is shown rather than announced.
fn shown(gaps: usize, extent: Extent) -> usize {
    if extent == Extent::All || gaps <= LARGEST + 1 { gaps } else { LARGEST }
}

fn since(before: Before, now: Share) -> String {
    let on = before.on;
    match difference(before.low, now).way() {
        None => format!("as on {on}"),
        Some(way) => format!("{way} since {on}"),
    }
}

fn row(rubric: &Rubric, scorecard: &Scorecard, (scored, points): (&RequirementScore, Tenths), old: &Stale) -> Row {
    let requirement = scored.requirement;
    let area = &rubric[rubric.subject_area(requirement.subject)];
    let (state, rating, implied, members) = match requirement.subject {
        Subject::Skill(skill) => {
            let (state, rating, implied) = said(scorecard.reach(skill));
            (state, rating, implied, Vec::new())
        }
        Subject::Group(group) => {
            let members = rubric[group].members.iter().map(|skill| member(rubric, scorecard, scored, *skill));
            (State::Group, None, None, members.collect())
        }
    };
    let is_old = |skill: &SkillIx| old.skills.contains(&Name::skill(rubric, *skill));
    let sure = scored.attainment.is_none_or(|span| span.is_point());
    Row {
        name: Name::subject(rubric, requirement.subject),
        area: Name::new(&area.id, &area.title),
        state,
        members,
        choose: scored.choose,
        required: requirement.level,
        weight: requirement.weight,
        essential: requirement.essential,
        floor: requirement.floor,
        floor_met: scored.floor_met,
        least: verdict::at_least(&requirement),
        is_old: scored.counted.iter().any(is_old),
        rating,
        implied,
        attainment: scored.attainment,
        gap: scored.gap,
        missing: scored.missing,
        points,
        standing: scored.standing(),
        you: you(rubric, scorecard, scored),
        asked: level(rubric, requirement.level),
        levels: if sure { scored.gap.to_string() } else { format!("{}+", scored.gap) },
    }
}

pub(in crate::report) fn said(reach: Reach) -> (State, Option<Level>, Option<Bounds>) {
    match reach {
        Reach::Rated(level) => (State::Rated, Some(level), None),
        Reach::Unanswered(bounds) => (State::Unanswered, None, Some(bounds)),
        Reach::NotApplicable => (State::NotApplicable, None, None),
    }
}

fn member(rubric: &Rubric, scorecard: &Scorecard, scored: &RequirementScore, skill: SkillIx) -> Member {
    let (state, rating, implied) = said(scorecard.reach(skill));
    Member { name: Name::skill(rubric, skill), state, rating, implied, counted: scored.counted.contains(&skill) }
}

pub(in crate::report) fn you(rubric: &Rubric, scorecard: &Scorecard, scored: &RequirementScore) -> String {
    match scored.requirement.subject {
        Subject::Skill(skill) => reached(rubric, scorecard.reach(skill)),
        Subject::Group(_) if scored.counted.is_empty() => "not applicable".to_owned(),
        // None of them used at all: which one comes first says nothing.
        Subject::Group(_)
            if scored.counted.iter().all(|skill| scorecard.reach(*skill) == Reach::Rated(Level::NONE)) =>
        {
            level(rubric, Level::NONE)
        }
        // Nor does it where none was answered.
        Subject::Group(_) if scored.counted.iter().all(|skill| is_unanswered(scorecard.reach(*skill))) => {
            match scored.counted.as_slice() {
                [only] => reached(rubric, scorecard.reach(*only)),
                _ => "not answered".to_owned(),
            }
        }
        Subject::Group(_) => {
            let best = |skill: &SkillIx| {
                format!("{} {}", name::text(&rubric[*skill].title), reached(rubric, scorecard.reach(*skill)))
            };
            scored.counted.iter().map(best).collect::<Vec<_>>().join(", ")
        }
    }
}

const fn is_unanswered(reach: Reach) -> bool {
    matches!(reach, Reach::Unanswered(_))
}

fn areas(rubric: &Rubric, scorecard: &Scorecard) -> Vec<(Name, crate::score::Span)> {
    scorecard.areas.iter().map(|(area, span)| (Name::new(&rubric[*area].id, &rubric[*area].title), *span)).collect()
}

fn strengths(rubric: &Rubric, target: &Target, scorecard: &Scorecard) -> Vec<Strength> {
    let asked = required(rubric, target);
    let strength = |skill: &SkillIx| Strength {
        name: Name::skill(rubric, *skill),
        you: reached(rubric, scorecard.reach(*skill)),
        asked: asked.get(skill).copied().unwrap_or_default(),
    };
    scorecard.strengths.iter().map(strength).collect()
}

fn contradicted(rubric: &Rubric, scorecard: &Scorecard, broken: &Contradiction) -> Contradicted {
    Contradicted {
        skill: Name::skill(rubric, broken.skill),
        rating: broken.rating,
        level: broken.level,
        requires: Name::subject(rubric, broken.requires),
        at: broken.at,
        stated: broken.stated,
        words: words::contradiction(rubric, broken),
        is_main: scorecard.main_contradictions().any(|main| main == broken),
    }
}

fn skills(input: &Input<'_>, target: &Target) -> Vec<SkillRow> {
    let Input { rubric, assessment, scorecard, .. } = *input;
    let answers = Answers::of(rubric, &assessment.ratings);
    let asked = required(rubric, target);
    let said: Vec<_> = carried(rubric, &assessment.ratings).collect();
    let mut rows = Vec::new();
    for (area_at, area) in rubric.areas() {
        for (at, skill) in rubric.skills().filter(|(_, skill)| skill.area == area_at) {
            let reach = if asked.contains_key(&at) || answers.get(at).is_some() {
                reached(rubric, scorecard.reach(at))
            } else {
                String::new()
            };
            rows.push(SkillRow {
                name: Name::new(&skill.id, &skill.title),
                area: Name::new(&area.id, &area.title),
                you: reach,
                asked: asked.get(&at).map(|asked| level(rubric, *asked)).unwrap_or_default(),
                on: said[at.get()].as_ref().map(|said| said.on),
                evidence: name::text(
                    said[at.get()].as_ref().and_then(|said| said.evidence.as_deref()).unwrap_or_default(),
                ),
            });
        }
    }
    rows
}

fn widths(rubric: &Rubric, target: &Target) -> Widths {
    let wide = |text: &str| width(&escaped(text));
    let skills = rubric.skills().map(|(_, skill)| wide(&skill.title));
    let groups = rubric.groups().map(|(_, group)| wide(&group.title));
    let level = rubric.scale().levels().map(|(at, _)| wide(&level(rubric, at))).max().unwrap_or(0);
    let skill_state = level.max("not answered (0 to 0)".len());
    let group_states = target.requires.iter().filter_map(|requirement| match requirement.subject {
        Subject::Skill(_) => None,
        Subject::Group(group) => {
            let mut members: Vec<_> = rubric[group].members.iter().map(|skill| wide(&rubric[*skill].title)).collect();
            members.sort_unstable();
            let longest: usize = members.iter().rev().take(rubric[group].choose).sum();
            // Of several members that count, few are unanswered at a time.
            Some(longest + rubric[group].choose * (level + 3))
        }
    });
    Widths {
        title: skills.chain(groups).max().unwrap_or(0),
        area: rubric.areas().map(|(_, area)| wide(&area.title)).max().unwrap_or(0),
        level,
        skill_state,
        state: group_states.max().unwrap_or(0).max(skill_state),
    }
}
