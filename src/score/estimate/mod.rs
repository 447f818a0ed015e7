//! Asking less: what the answers so far make likely, what to ask next, and when it is enough.
//!
//! An [`Estimator`] keeps some hundred imagined people who would all have answered as this one did. How far their
//! readiness spreads says how sure the estimate is; the skill whose answer would narrow it most is asked next. It follows
//! answers and holds none of its own: with the same answers it says the same, in whatever order they came, and an answer
//! taken back is as if it never was.
//!
//! What it says is a model's opinion, never a rating: nothing of it is stored, scored or planned.

mod ahead;
mod belief;
mod draws;

use crate::assessment::interview::Reply;
use crate::assessment::{Answer, Answers, Scope};
use crate::rubric::{Level, Requirement, Rubric, SkillIx, TargetIx};

use super::attainment::Yardstick;
use super::random::Stream;
use super::{Span, skills_of};
use belief::Belief;
use draws::{Draws, Frame};

/// Which model makes the estimates: another number wherever a constant of it changes.
pub const MODEL: u32 = 1;

/// How many people are imagined.
const DRAWS: usize = 1200;
/// How far an answer is from what the person would say another day, in levels, as a standard deviation.
const NOISE: f64 = 0.45;
/// The same for an answer of an earlier assessment, which may have moved since.
const NOISE_BEFORE: f64 = 0.7;
/// The lowest and the highest level stand for all that lies beyond them too: so far out, on average.
const BEYOND: f64 = 0.4;
/// How many of the imagined people have answered without regard to prerequisites.
const CARELESS: f64 = 0.3;
/// Nine tenths of a normal distribution lie within so many standard deviations.
const NINE_TENTHS: f64 = 1.645;
/// Real people differ more from the model than its own people do: so much more in spread, besides what their answers show.
const ROBUST: f64 = 1.17;
/// So many of the heaviest requirements are always asked.
const HEAVIEST: usize = 8;
/// A question of the area at hand is worth asking before one of another that tells most, if it tells this share of it.
const STAY: f64 = 0.6;
/// What may be among so many of the largest gaps is confirmed.
const GAPS: usize = 10;

/// How sure an estimate is to be: half the width of its range in readiness.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Depth {
    /// Within 0.10.
    First,
    /// Within 0.05.
    Quick,
    /// Within 0.03.
    Standard,
}

impl Depth {
    /// All, the least sure first.
    pub const ALL: [Self; 3] = [Self::First, Self::Quick, Self::Standard];

    /// The next one, which is surer; none after the last.
    pub const fn deeper(self) -> Option<Self> {
        match self {
            Self::First => Some(Self::Quick),
            Self::Quick => Some(Self::Standard),
            Self::Standard => None,
        }
    }

    /// The word for it on the command line and in drafts.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::Quick => "quick",
            Self::Standard => "standard",
        }
    }

    /// How likely a requirement has to be among the largest gaps that it is confirmed; none if none is.
    const fn chance(self) -> Option<f64> {
        match self {
            Self::First => None,
            Self::Quick => Some(0.3),
            Self::Standard => Some(0.2),
        }
    }

    /// How many points of 100 readiness is then known to, either way.
    pub const fn points(self) -> usize {
        match self {
            Self::First => 10,
            Self::Quick => 5,
            Self::Standard => 3,
        }
    }

    const fn delta(self) -> f64 {
        match self {
            Self::First => 0.10,
            Self::Quick => 0.05,
            Self::Standard => 0.03,
        }
    }
}

/// Why a skill is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reason {
    /// The target is out of reach without it.
    Essential,
    /// Few requirements weigh more.
    Heavy,
    /// Its answer narrows the estimate most.
    Telling,
    /// It looks like one of the largest gaps, and these are to be certain.
    Confirm,
}

/// What readiness would probably be if everything were answered.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Estimate {
    /// With nine in ten chances at least this, by the model, from 0 to 1.
    pub low: f64,
    /// With nine in ten chances at most this.
    pub high: f64,
    /// The middle of what the model expects.
    pub mean: f64,
    /// What is possible at all, as the score has it.
    pub possible: Span,
}

/// Says what to ask next, so that few questions tell most of the readiness for a target.
#[derive(Clone, Debug)]
pub struct Estimator<'r> {
    frame: Frame<'r>,
    depth: Depth,
    yardstick: Yardstick<'r>,
    asked: Vec<SkillIx>,
    /// What was said in an earlier assessment.
    last: Answers,
    /// For each skill, how its answer differs from the ability behind it, in each draw.
    wobble: Vec<Vec<f64>>,
    before: Belief,
    belief: Belief,
    replies: Vec<Option<Reply>>,
    draws: Draws,
}

impl<'r> Estimator<'r> {
    /// An estimator for a target, that may ask the skills in `asked`. Where `last` has an answer of an earlier assessment, it
    /// is taken for a guess of what would be answered now.
    pub fn new(rubric: &'r Rubric, target: TargetIx, asked: &[SkillIx], last: Answers, depth: Depth) -> Self {
        let target = &rubric[target];
        let mut skills = [asked, &skills_of(rubric, target)].concat();
        skills.sort_unstable();
        skills.dedup();
        let mut place = vec![None; rubric.skills().len()];
        for (at, skill) in skills.iter().enumerate() {
            place[skill.get()] = Some(at);
        }
        let id = |skill: &SkillIx| rubric[*skill].id.as_str();
        let strict = |skill: &SkillIx| {
            let mut stream = Stream::of("prerequisites", id(skill));
            (0..DRAWS).map(|_| stream.share() >= CARELESS).collect()
        };
        let frame = Frame { rubric, target, strict: skills.iter().map(strict).collect(), place, skills };
        let mut before = Belief::before(rubric, &frame.skills);
        for (at, skill) in frame.skills.iter().enumerate() {
            if let Some(seen) = last.rating(*skill).and_then(|level| seen(rubric, *skill, level)) {
                before.learn(at, seen, NOISE_BEFORE, &Stream::of("answer before", id(skill)).normals(DRAWS));
            }
        }
        let yardstick = Yardstick::new(rubric, target);
        let reach = yardstick.tally(&left_out(rubric, &last)).reach;
        Self {
            depth,
            yardstick,
            asked: asked.to_vec(),
            wobble: frame.skills.iter().map(|skill| Stream::of("answer", id(skill)).normals(DRAWS)).collect(),
            belief: before.clone(),
            replies: vec![None; rubric.skills().len()],
            draws: Draws::of(&frame, &before, &reach),
            last,
            before,
            frame,
        }
    }

    /// Takes over what has been said of each skill by now, instead of what had been said when it was last called.
    pub fn follow(&mut self, reply: impl Fn(SkillIx) -> Option<Reply>) {
        let replies: Vec<_> = self.frame.rubric.skills().map(|(skill, _)| reply(skill)).collect();
        if replies == self.replies {
            return;
        }
        let is_kept = |(old, new): (&Option<Reply>, &Option<Reply>)| rated(*old).is_none() || old == new;
        if !self.replies.iter().zip(&replies).all(is_kept) {
            self.belief = self.before.clone();
            self.replies.fill(None);
        }
        for (at, skill) in self.frame.skills.iter().enumerate() {
            let new = rated(replies[skill.get()]).filter(|_| rated(self.replies[skill.get()]).is_none());
            if let Some(seen) = new.and_then(|level| seen(self.frame.rubric, *skill, level)) {
                self.belief.learn(at, seen, NOISE, &self.wobble[at]);
            }
        }
        self.replies = replies;
        let reach = self.yardstick.tally(&self.answers()).reach;
        self.draws = Draws::of(&self.frame, &self.belief, &reach);
    }

    /// Asks on until it is as sure as that.
    pub const fn deepen(&mut self, depth: Depth) {
        self.depth = depth;
    }

    /// The skill to ask next and why; none if it is enough.
    pub fn next(&self) -> Option<(SkillIx, Reason)> {
        self.next_after(None)
    }

    /// The same for somebody who was just asked a skill, and stays in its area while that tells nearly as much.
    pub fn next_after(&self, before: Option<SkillIx>) -> Option<(SkillIx, Reason)> {
        let requires = &self.frame.target.requires;
        let essential = || self.first_of(requires.iter().filter(|requirement| requirement.essential));
        let heavy = || self.first_of(most(requires, HEAVIEST, |at| f64::from(requires[at].weight)));
        let always = || {
            let essential = essential().map(|skill| (skill, Reason::Essential));
            essential.or_else(|| Some((heavy()?, Reason::Heavy)))
        };
        let is_early = self.depth == Depth::First;
        (!is_early)
            .then(always)
            .flatten()
            .or_else(|| Some((self.telling(before)?, Reason::Telling)))
            .or_else(|| Some((self.gap()?, Reason::Confirm)))
    }

    /// What readiness would probably be; none if nothing applies.
    pub fn readiness(&self) -> Option<Estimate> {
        let (mean, spread) = self.draws.readiness()?;
        let possible = self.yardstick.readiness(&self.yardstick.tally(&self.answers()))?;
        let within = |share: f64| share.clamp(as_float(possible.low), as_float(possible.high));
        let reach = reach(spread);
        Some(Estimate { low: within(mean - reach), high: within(mean + reach), mean: within(mean), possible })
    }

    /// Between which levels a skill that is not answered probably is, with eight in ten chances; both the same where it is.
    /// None for a skill that neither the target nor the questions are about.
    pub fn likely(&self, skill: SkillIx) -> Option<(Level, Level)> {
        let (low, high) = self.draws.likely(self.frame.place[skill.get()]?);
        Some((Level::new(low), Level::new(high)))
    }

    fn is_open(&self, skill: SkillIx) -> bool {
        self.replies[skill.get()].is_none()
    }

    /// The first skill, in the rubric's order, of some requirements that was not asked.
    fn first_of<'a>(&self, requirements: impl IntoIterator<Item = &'a Requirement>) -> Option<SkillIx> {
        let skills = requirements.into_iter().flat_map(|requirement| self.frame.rubric.skills_of(&requirement.subject));
        skills.copied().filter(|skill| self.is_open(*skill) && self.asked.contains(skill)).min()
    }

    /// The skill whose answer narrows the estimate most for the time that it takes, unless that is narrow enough; or one of
    /// the same area as the skill before that narrows it nearly as much.
    fn telling(&self, before: Option<SkillIx>) -> Option<SkillIx> {
        let (_, spread) = self.draws.readiness()?;
        if reach(spread) <= self.depth.delta() {
            return None;
        }
        let rubric = self.frame.rubric;
        let mut best: Option<(SkillIx, f64)> = None;
        let mut near: Option<(SkillIx, f64)> = None;
        for skill in self.asked.iter().copied().filter(|skill| self.is_open(*skill)) {
            let place = self.frame.place[skill.get()]?;
            let told = self.draws.told_by(place) / self.seconds(skill, place);
            let is_near = before.is_some_and(|before| rubric[before].area == rubric[skill].area);
            if best.is_none_or(|(_, most)| told > most) {
                best = Some((skill, told));
            }
            if is_near && near.is_none_or(|(_, most)| told > most) {
                near = Some((skill, told));
            }
        }
        let (best, most) = best?;
        Some(near.filter(|(_, told)| *told >= STAY * most).map_or(best, |(near, _)| near))
    }

    /// A skill of what is likeliest to be among the largest gaps, unless nothing left to ask is likely enough.
    fn gap(&self) -> Option<SkillIx> {
        let requires = &self.frame.target.requires;
        let enough = self.depth.chance()?;
        let chances = self.draws.among_largest(GAPS);
        let likely_enough = |at: usize| if chances[at] > enough { chances[at] } else { 0.0 };
        most(requires, requires.len(), likely_enough).find_map(|requirement| self.first_of([requirement]))
    }

    /// What was said, and of the earlier assessment what leaves the score.
    fn answers(&self) -> Answers {
        let mut answers = left_out(self.frame.rubric, &self.last);
        for (skill, _) in self.frame.rubric.skills() {
            match self.replies[skill.get()] {
                None => {}
                Some(Reply::Skipped) => answers.set(skill, None),
                Some(Reply::Said(answer)) => answers.set(skill, Some(answer)),
            }
        }
        answers
    }
}

/// What readiness would probably be if everything were answered, by answers alone; none where no answer is missing or
/// nothing applies.
pub fn probable(rubric: &Rubric, target: TargetIx, answers: &Answers) -> Option<Estimate> {
    let is_missing = |skill: &SkillIx| answers.get(*skill).is_none();
    if !skills_of(rubric, &rubric[target]).iter().any(is_missing) {
        return None;
    }
    let asked = Scope::default().skills(rubric, target);
    let mut estimator = Estimator::new(rubric, target, &asked, Answers::none(rubric), Depth::Standard);
    estimator.follow(|skill| answers.get(skill).map(Reply::Said));
    estimator.readiness().filter(|estimate| !estimate.possible.is_point())
}

/// How far from its middle readiness may be, with nine in ten chances.
fn reach(spread: f64) -> f64 {
    NINE_TENTHS * ROBUST * spread
}

/// What an answer says of the ability behind it. Of alternatives, one that was not used says nothing of the others.
fn seen(rubric: &Rubric, skill: SkillIx, level: Level) -> Option<f64> {
    let is_alternative = || rubric.groups().any(|(_, group)| group.members.contains(&skill));
    if level == Level::NONE {
        return (!is_alternative()).then_some(-BEYOND);
    }
    let beyond = if level == rubric.scale().max() { BEYOND } else { 0.0 };
    Some(f64::from(level.get()) + beyond)
}

fn rated(reply: Option<Reply>) -> Option<Level> {
    match reply? {
        Reply::Said(Answer::Rated(level)) => Some(level),
        Reply::Said(Answer::NotApplicable) | Reply::Skipped => None,
    }
}

/// Of some answers, only that a skill does not apply.
fn left_out(rubric: &Rubric, answers: &Answers) -> Answers {
    let mut left_out = Answers::none(rubric);
    for (skill, _) in rubric.skills() {
        left_out.set(skill, answers.get(skill).filter(|answer| *answer == Answer::NotApplicable));
    }
    left_out
}

/// The requirements with the most of something, if they have any, ties in their order.
fn most(requires: &[Requirement], count: usize, of: impl Fn(usize) -> f64) -> impl Iterator<Item = &Requirement> {
    let mut sorted: Vec<_> = (0..requires.len()).map(|at| (at, of(at))).filter(|(_, much)| *much > 0.0).collect();
    sorted.sort_by(|one, two| two.1.total_cmp(&one.1));
    sorted.into_iter().take(count).map(|(at, _)| &requires[at])
}

#[expect(clippy::cast_precision_loss, reason = "the nearest number will do")]
fn as_float(share: crate::rubric::Share) -> f64 {
    *share.numer() as f64 / *share.denom() as f64
}
