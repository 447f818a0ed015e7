//! Who leads an interview: reads the answers, names the next skill, and says when it is time to pause.

use std::collections::BTreeMap;

use super::margin::Margin;
use crate::assessment::interview::{Event, Interview, Prompt};
use crate::assessment::{Answers, Rating};
use crate::rubric::{Id, Rubric, SkillIx, TargetIx};
use crate::score::estimate::{Depth, Estimator, Reason};

/// Nobody pauses for fewer questions than this.
const FEW: usize = 5;

/// How far an interview is led.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Course {
    /// Until readiness is known so well; none asks everything.
    pub(crate) until: Option<Depth>,
    /// Whether it ends there, unless the person wants more.
    pub(crate) ends: bool,
}

impl Default for Course {
    fn default() -> Self {
        Self { until: Some(Depth::First), ends: false }
    }
}

/// Leads an interview by what is most worth knowing.
#[derive(Debug)]
pub(crate) struct Lead<'r> {
    estimator: Estimator<'r>,
    course: Course,
    /// Why each skill was asked in this run.
    reasons: BTreeMap<SkillIx, Reason>,
    /// How many questions were left, more or less, when so many had a reply.
    counted: Option<(usize, usize)>,
}

impl<'r> Lead<'r> {
    /// One for an interview that begins; `last` are the answers of the assessment before.
    pub(crate) fn new(
        rubric: &'r Rubric,
        target: TargetIx,
        interview: &Interview<'_>,
        last: &BTreeMap<Id, Rating>,
        course: Course,
    ) -> Self {
        let mut lead = Self::taken_up(rubric, target, interview, last, course);
        if !course.ends {
            lead.pass_what_is_known();
        }
        lead.count(interview);
        lead
    }

    /// The same for one that is taken up where it was left, which may be a pause.
    pub(crate) fn taken_up(
        rubric: &'r Rubric,
        target: TargetIx,
        interview: &Interview<'_>,
        last: &BTreeMap<Id, Rating>,
        course: Course,
    ) -> Self {
        let mut last = Answers::of(rubric, last);
        for (skill, _) in rubric.skills() {
            // What was said in this interview too is no second opinion.
            if interview.is_stored(skill) {
                last.set(skill, None);
            }
        }
        let depth = course.until.unwrap_or(Depth::Standard);
        let estimator = Estimator::new(rubric, target, interview.asked(), last, depth);
        let mut lead = Self { estimator, course, reasons: BTreeMap::new(), counted: None };
        lead.estimator.follow(|skill| interview.reply(skill));
        lead
    }

    /// How far it leads by now.
    pub(crate) const fn course(&self) -> Course {
        self.course
    }

    /// Follows the answers, and leads on where the interview waits for it.
    pub(crate) fn follow(&mut self, interview: &mut Interview<'_>) {
        self.estimator.follow(|skill| interview.reply(skill));
        let mut next = self.next(interview);
        if next.is_none() && !self.course.ends && interview.questions_left() <= FEW {
            self.course.until = None;
            next = self.next(interview);
        }
        match next {
            Some((skill, _)) => interview.lead_to(skill),
            None if interview.questions_left() == 0 => interview.end_lead(),
            None => {}
        }
        // So that it is known too where an interview was taken up again.
        if let Some((skill, Some(reason))) = next
            && interview.trail().is_some_and(|trail| trail.last() == Some(&skill))
        {
            self.reasons.insert(skill, reason);
        }
        self.count(interview);
    }

    /// Counts the questions that are left, where that is not known, or fewer than were thought are.
    fn count(&mut self, interview: &Interview<'_>) {
        let replied = interview.position().0;
        let is_near = |(left, before): (usize, usize)| left <= replied.saturating_sub(before) + 1;
        if self.course.until.is_some() && self.counted.is_none_or(is_near) {
            self.counted = Some((self.estimator.questions_left(), replied));
        }
    }

    /// Leads on from a pause: to the next one, or through all the rest.
    pub(crate) fn go_on(&mut self, interview: &mut Interview<'_>, to_the_end: bool) {
        if to_the_end {
            self.course = Course { until: None, ends: false };
        } else if interview.prompt() == Prompt::Pause {
            self.course = Course { until: self.course.until.and_then(Depth::deeper), ends: false };
            self.counted = None;
            self.pass_what_is_known();
        }
        interview.apply(Event::GoOn);
    }

    /// Goes on to the first depth that is not reached yet.
    fn pass_what_is_known(&mut self) {
        while let Some(depth) = self.course.until {
            self.estimator.deepen(depth);
            if self.estimator.next().is_some() {
                return;
            }
            self.course.until = depth.deeper();
        }
    }

    /// What a pause is for: how well readiness is to be known after it, and in how many questions; none if all the rest
    /// is asked.
    pub(crate) fn after_pause(&self) -> Option<(Depth, usize)> {
        let mut ahead = Self {
            estimator: self.estimator.clone(),
            course: Course { until: self.course.until.and_then(Depth::deeper), ends: false },
            reasons: BTreeMap::new(),
            counted: None,
        };
        ahead.pass_what_is_known();
        Some((ahead.course.until?, ahead.estimator.questions_left()))
    }

    /// How many questions are left to the next pause, more or less; none if there is none.
    pub(crate) fn questions_left(&self, interview: &Interview<'_>) -> Option<usize> {
        self.course.until?;
        let (left, before) = self.counted?;
        Some(left.saturating_sub(interview.position().0.saturating_sub(before)).max(1))
    }

    fn next(&self, interview: &Interview<'_>) -> Option<(SkillIx, Option<Reason>)> {
        let before = interview.trail().and_then(|trail| trail.iter().rfind(|skill| interview.reply(**skill).is_some()));
        if self.course.until.is_some() {
            return self.estimator.next_after(before.copied()).map(|(skill, reason)| (skill, Some(reason)));
        }
        let rubric = interview.rubric();
        let open = || interview.asked().iter().copied().filter(|skill| interview.reply(*skill).is_none());
        let near = before.and_then(|before| open().find(|skill| rubric[*skill].area == rubric[*before].area));
        near.or_else(|| open().next()).map(|skill| (skill, None))
    }

    /// What it has to say beside the present question.
    pub(crate) fn margin(&self, interview: &Interview<'_>) -> Margin {
        let mut margin = Margin { left: self.questions_left(interview), ..Margin::default() };
        match interview.prompt() {
            Prompt::Skill(skill) => {
                margin.asked_because = self.reasons.get(&skill).copied().map(because).map(str::to_owned);
            }
            Prompt::Sheet(_) => {
                let likely = |(skill, _)| self.estimator.likely(skill);
                margin.likely = interview.rubric().skills().map(likely).collect();
            }
            Prompt::Review => margin.goes_on = interview.questions_left() > 0,
            Prompt::Used(_) | Prompt::Unused(_) | Prompt::Moved(_) | Prompt::Pause => {}
        }
        margin
    }
}

const fn because(reason: Reason) -> &'static str {
    match reason {
        Reason::Essential => "Asked because the role is out of reach without it.",
        Reason::Heavy => "Asked because few things weigh more in this role.",
        Reason::Telling => "Asked because it moves your score most.",
        Reason::Confirm => "Asked to confirm one of your largest gaps.",
    }
}
