//! Floor 3: how far the answers carry towards a target.
//!
//! It is called what it is: self-rated readiness against a rubric, never ability. With the attainment of a requirement
//! `a = min(rating, required) / required`, of a group the mean of its `choose` best, readiness is
//!
//! ```text
//! R = Σ weight·a / Σ weight
//! ```
//!
//! over the requirements that apply: a range, because an unanswered skill is taken once at its lowest and once at its
//! highest possible level. All arithmetic is exact; rounding is for people and happens in the report.
//!
//! Nothing here can fail: the rubric's check has refused what could.

mod anew;
mod attainment;
pub mod estimate;
mod implied;
mod ladder;
mod random;
mod sensitivity;
mod verdict;
mod what_if;

use num_rational::Ratio;

use crate::assessment::{Answer, Answers};
use crate::rubric::{AreaIx, Level, Requirement, Rubric, Share, SkillIx, Subject, Target, TargetIx};

pub use anew::decided_anew;
pub use implied::{Bounds, Contradiction, Reach, is_met};
pub use ladder::{Placement, placement};
pub use sensitivity::{Sensitivity, sensitivity, under_weight};
pub use verdict::{Verdict, by_own_word};
pub use what_if::{Change, Outcome, WhatIf, what_if};

use attainment::{Tally, Yardstick};

/// From the least to the most that is possible.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Span {
    /// With every unanswered skill at its lowest possible level.
    pub low: Share,
    /// With every unanswered skill at its highest possible level.
    pub high: Share,
}

impl Span {
    /// Whether nothing is left open.
    pub fn is_point(&self) -> bool {
        self.low == self.high
    }
}

/// How a requirement stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// Surely reached.
    Met,
    /// Surely not reached.
    Gap,
    /// Reached or not: answers are missing. Never called a gap.
    Open,
    /// Not applicable: it leaves the score on both sides.
    Dropped,
}

/// A requirement of the target with what the answers make of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RequirementScore {
    /// What is required.
    pub requirement: Requirement,
    /// How much of it is attained; none if it dropped out.
    pub attainment: Option<Span>,
    /// What is missing of it at the least, as a share of the whole: `weight · (1 - low) / Σ weight`. These shares and the
    /// low readiness make 1.
    pub missing: Share,
    /// Levels that are surely missing; of a group those of its best members at their highest possible levels, summed.
    pub gap: u32,
    /// How many members count: `choose`, at most as many as apply. 1 for a skill, 0 if it dropped out.
    pub choose: usize,
    /// The members that count, by their lowest possible levels; of a skill, itself. In the order of the rubric.
    pub counted: Vec<SkillIx>,
    /// Whether it stands at its floor: surely, surely not, or unknown because answers are missing; none too where it
    /// dropped out. Without a floor it always does.
    pub floor_met: Option<bool>,
    /// The level that decides it: of the members that count the lowest, at the lowest possible levels. None if it dropped
    /// out.
    pub weakest: Option<Level>,
}

impl RequirementScore {
    /// How it stands.
    pub fn standing(&self) -> Standing {
        let whole = Ratio::from_integer(1);
        match &self.attainment {
            None => Standing::Dropped,
            Some(span) if span.low == whole => Standing::Met,
            Some(span) if span.high < whole => Standing::Gap,
            Some(_) => Standing::Open,
        }
    }

    /// The most that answers still missing can be worth, as a share of the whole.
    fn width(&self) -> Share {
        match &self.attainment {
            Some(span) if span.low < Ratio::from_integer(1) => {
                self.missing * (span.high - span.low) / (Ratio::from_integer(1) - span.low)
            }
            _ => Ratio::from_integer(0),
        }
    }
}

/// The skills that a target is about, by what was said of them; an essential one counts as unanswered where it was said
/// not to apply.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Counts {
    /// Rated.
    pub answered: usize,
    /// Not rated.
    pub unanswered: usize,
    /// Left out of the score.
    pub not_applicable: usize,
}

/// What the answers make of one target.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Scorecard {
    /// The target.
    pub target: TargetIx,
    /// How ready one is; none if nothing applies.
    pub readiness: Option<Span>,
    /// What that means.
    pub verdict: Verdict,
    /// Whether the readiness that decides the verdict is within six points of what is asked, on either side.
    pub narrow: bool,
    /// If the verdict is undecided: the skills whose answers would decide it, those of open essentials first, then those of
    /// the widest requirements, then in the order of the rubric.
    pub ask: Vec<SkillIx>,
    /// One for each requirement of the target, in its order.
    pub requirements: Vec<RequirementScore>,
    /// Readiness within each area that has a requirement which applies, in the rubric's order.
    pub areas: Vec<(AreaIx, Span)>,
    /// Skills rated above what is required, in the order of the requirements.
    pub strengths: Vec<SkillIx>,
    /// Prerequisites that the answers break.
    pub contradictions: Vec<Contradiction>,
    /// How many skills were answered.
    pub counts: Counts,
    /// Ratings that, one level off, would change the verdict, in the rubric's order.
    pub fragile: Vec<SkillIx>,
    reach: Vec<Reach>,
}

impl Scorecard {
    /// The levels that a skill can be at, as far as this target is concerned.
    pub fn reach(&self, skill: SkillIx) -> Reach {
        self.reach[skill.get()]
    }

    /// The contradictions, of each pair of skills only that of the highest level.
    pub fn main_contradictions(&self) -> impl Iterator<Item = &Contradiction> {
        let above = |one: &Contradiction, other: &Contradiction| {
            (one.skill, one.requires) == (other.skill, other.requires) && other.level > one.level
        };
        self.contradictions.iter().filter(move |one| !self.contradictions.iter().any(|other| above(one, other)))
    }

    /// The requirements that stand in a certain way, those with most missing first, then in the order of the target.
    pub fn standing(&self, standing: Standing) -> Vec<&RequirementScore> {
        let mut found: Vec<_> = self.requirements.iter().filter(|scored| scored.standing() == standing).collect();
        found.sort_by_key(|scored| std::cmp::Reverse(scored.missing));
        found
    }

    /// The requirements that stand surely below their floor, those with most missing first.
    pub fn below_floor(&self) -> Vec<&RequirementScore> {
        let mut found: Vec<_> = self.requirements.iter().filter(|scored| scored.floor_met == Some(false)).collect();
        found.sort_by_key(|scored| std::cmp::Reverse(scored.missing));
        found
    }

    /// The requirements with a floor that dropped out, because the person's work has no use for them.
    pub fn floors_left_out(&self) -> impl Iterator<Item = &RequirementScore> {
        let has_floor = |scored: &&RequirementScore| scored.requirement.floor > Level::NONE;
        self.requirements.iter().filter(|scored| scored.standing() == Standing::Dropped).filter(has_floor)
    }

    /// The requirements surely not reached, the one that costs most first.
    pub fn gaps(&self) -> Vec<&RequirementScore> {
        self.standing(Standing::Gap)
    }

    /// The requirements that missing answers leave open, the one that is worth most first.
    pub fn open(&self) -> Vec<&RequirementScore> {
        self.standing(Standing::Open)
    }

    /// The skills of a requirement that could be answered: a skill, or those members of a group. If all members of an
    /// essential group were said not to apply, all of them.
    pub fn unanswered(&self, rubric: &Rubric, requirement: &Requirement) -> Vec<SkillIx> {
        unanswered(rubric, &self.reach, requirement)
    }
}

/// Scores the answers against a target.
pub fn score(rubric: &Rubric, target: TargetIx, answers: &Answers) -> Scorecard {
    let yardstick = Yardstick::new(rubric, &rubric[target]);
    let tally = yardstick.tally(answers);
    let requirements = yardstick.requirements(&tally);
    let verdict = yardstick.verdict(&tally);
    Scorecard {
        target,
        readiness: yardstick.readiness(&tally),
        verdict,
        narrow: yardstick.is_narrow(&tally, verdict),
        ask: if verdict == Verdict::Undecided { ask(rubric, &tally, &requirements) } else { Vec::new() },
        areas: yardstick.areas(&tally),
        strengths: strengths(rubric, &rubric[target], answers),
        contradictions: implied::contradictions(rubric, answers, &tally.carried),
        counts: counts(rubric, &rubric[target], &tally.reach),
        fragile: verdict::fragile(&yardstick, answers, verdict),
        requirements,
        reach: tally.reach,
    }
}

/// Only the readiness, for a series of many assessments.
pub fn readiness(rubric: &Rubric, target: TargetIx, answers: &Answers) -> Option<Span> {
    let yardstick = Yardstick::new(rubric, &rubric[target]);
    yardstick.readiness(&yardstick.tally(answers))
}

/// Every skill that a target's requirements are about, members included, in the rubric's order.
pub fn skills_of(rubric: &Rubric, target: &Target) -> Vec<SkillIx> {
    let mut skills: Vec<_> =
        target.requires.iter().flat_map(|requirement| rubric.skills_of(&requirement.subject)).copied().collect();
    skills.sort_unstable();
    skills.dedup();
    skills
}

fn ask(rubric: &Rubric, tally: &Tally, requirements: &[RequirementScore]) -> Vec<SkillIx> {
    let mut wide = Vec::new();
    for scored in requirements.iter().filter(|scored| scored.width() > Ratio::from_integer(0)) {
        let essential_and_open = scored.requirement.essential && scored.standing() == Standing::Open;
        let urgency = (!essential_and_open, std::cmp::Reverse(scored.width()));
        wide.extend(unanswered(rubric, &tally.reach, &scored.requirement).into_iter().map(|skill| (urgency, skill)));
    }
    wide.sort_unstable();
    let mut skills = Vec::new();
    for (_, skill) in wide {
        if !skills.contains(&skill) {
            skills.push(skill);
        }
    }
    skills
}

fn unanswered(rubric: &Rubric, reach: &[Reach], requirement: &Requirement) -> Vec<SkillIx> {
    let skills = rubric.skills_of(&requirement.subject);
    let open: Vec<_> =
        skills.iter().copied().filter(|skill| matches!(reach[skill.get()], Reach::Unanswered(_))).collect();
    let none_applies = skills.iter().all(|skill| reach[skill.get()] == Reach::NotApplicable);
    if none_applies && requirement.essential { skills.to_vec() } else { open }
}

fn strengths(rubric: &Rubric, target: &Target, answers: &Answers) -> Vec<SkillIx> {
    let above = |skill: SkillIx, level: Level| answers.rating(skill).is_some_and(|rating| rating > level);
    let mut found = Vec::new();
    for requirement in &target.requires {
        for &skill in rubric.skills_of(&requirement.subject) {
            if above(skill, requirement.level) && !found.contains(&skill) {
                found.push(skill);
            }
        }
    }
    found
}

fn counts(rubric: &Rubric, target: &Target, reach: &[Reach]) -> Counts {
    let mut counts = Counts::default();
    for skill in skills_of(rubric, target) {
        match reach[skill.get()] {
            Reach::Rated(_) => counts.answered += 1,
            Reach::Unanswered(_) => counts.unanswered += 1,
            Reach::NotApplicable => counts.not_applicable += 1,
        }
    }
    counts
}

/// The skills that a target calls essential on their own.
fn essential_skills(target: &Target) -> impl Iterator<Item = SkillIx> + '_ {
    target.requires.iter().filter(|requirement| requirement.essential).filter_map(|requirement| {
        match requirement.subject {
            Subject::Skill(skill) => Some(skill),
            Subject::Group(_) => None,
        }
    })
}

/// The levels that each skill can be at, as far as a target is concerned.
fn reach_of(rubric: &Rubric, target: &Target, answers: &Answers, carried: &implied::Carried) -> Vec<Reach> {
    let mut reach: Vec<_> = rubric
        .skills()
        .map(|(skill, _)| match answers.get(skill) {
            Some(Answer::Rated(level)) => Reach::Rated(level),
            Some(Answer::NotApplicable) => Reach::NotApplicable,
            None => Reach::Unanswered(carried.bounds(skill)),
        })
        .collect();
    for skill in essential_skills(target) {
        if reach[skill.get()] == Reach::NotApplicable {
            reach[skill.get()] = Reach::Unanswered(Bounds { low: Level::NONE, high: rubric.scale().max() });
        }
    }
    reach
}
