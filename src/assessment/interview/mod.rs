//! The interview as a value: [`prompt`](Interview::prompt) says what to ask, [`apply`](Interview::apply) takes what was
//! said. Front ends only draw prompts and send events; they hold no answers.

mod gate;
mod led;
mod progress;
mod way;
mod whereabouts;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::{Answer, Confidence, Help, Rating, carried};
use crate::rubric::{AreaIx, GroupIx, Id, Level, Rubric, SkillIx};

pub use gate::{Gate, Member};
pub use progress::{Place, Progress};
pub use way::Sheets;

use whereabouts::{Stop, Whereabouts};

/// What to ask now.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Prompt {
    /// What of several things the person has used; the rest is not asked one by one.
    Used(Gate),
    /// Whether the skills of what was not ticked are at level 0, or not answered now.
    Unused(Gate),
    /// The level of one skill.
    Skill(SkillIx),
    /// Whether an answer that is lower than last time's, or two levels higher, is as it was meant.
    Moved(SkillIx),
    /// The answers in the area of this skill, to look over or change, and among them this one.
    Sheet(SkillIx),
    /// All answers, before they are saved.
    Review,
    /// What the answers of a [led](Interview::led) interview come to so far: its leader has not said what comes next.
    Pause,
}

/// What was said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Event {
    /// The asked skill is at this level.
    Rate(Level),
    /// The person's work has no use for the asked skill.
    NotApplicable,
    /// The asked skill is not answered now; of [`Prompt::Unused`], all of the unused skills.
    Skip,
    /// These of the things that were offered have been used.
    Tick(Vec<Member>),
    /// The unused skills are at level 0.
    Unused,
    /// Offer the unused members of the asked group again, whatever they build on.
    Widen,
    /// The answer that was asked back is as it was meant.
    Keep,
    /// The asked skill has this evidence; an empty text takes it away.
    Evidence(String),
    /// The rating of the asked skill is this sure; none takes it back.
    Confidence(Option<Confidence>),
    /// The level of the asked skill is held only with this help; none takes it back.
    Help(Option<Help>),
    /// Of a sheet: point at this skill.
    Point(SkillIx),
    /// Of a sheet: done with it.
    Next,
    /// To the prompt before.
    Back,
    /// To the review, from anywhere.
    Review,
    /// To the sheet of an area, and back to the review.
    Open(AreaIx),
    /// To the question of one skill; its answer leads to the sheet of its area.
    Change(SkillIx),
    /// From the review through all that has no answer yet, and back.
    Fill,
    /// From the review or the pause of a [led](Interview::led) interview on to what its leader asks next.
    GoOn,
}

/// What was said of an asked skill.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reply {
    /// An answer.
    Said(Answer),
    /// Not now; unanswered, which is not 0.
    Skipped,
}

/// An interview about some skills of a rubric.
#[derive(Clone, Debug)]
pub struct Interview<'r> {
    rubric: &'r Rubric,
    /// Area by area, in the rubric's order.
    asked: Vec<SkillIx>,
    today: Date,
    last: Vec<Option<Rating>>,
    replies: Vec<Option<Reply>>,
    days: Vec<Date>,
    evidence: Vec<Option<String>>,
    confidence: Vec<Option<Confidence>>,
    help: Vec<Option<Help>>,
    used: BTreeSet<SkillIx>,
    gated: Vec<AreaIx>,
    untouched: BTreeSet<AreaIx>,
    /// Those that a draft has as untouched and that this interview does not ask about.
    untouched_elsewhere: BTreeSet<AreaIx>,
    /// The groups of which all members are offered.
    widened: BTreeSet<GroupIx>,
    /// What is asked before all else.
    first: Vec<SkillIx>,
    sheets: Sheets,
    /// The skills whose answers are not asked back, or not again; none if no answer ever is.
    asked_back: Option<BTreeSet<SkillIx>>,
    /// Whether what was said last time is not to be seen.
    is_blind: bool,
    /// The skills of which it was said in this interview what shows the rating, how sure it is, or with which help.
    remarked: BTreeSet<SkillIx>,
    /// The skills whose answer, from before their levels were worded anew, waits to be given again.
    again: BTreeSet<SkillIx>,
    /// The skills whose replies an assessment has already, and that were not answered again since.
    stored: BTreeSet<SkillIx>,
    /// What a led interview has asked, in that order; the last one may be without an answer yet.
    trail: Option<Vec<SkillIx>>,
    whereabouts: Whereabouts,
}

impl<'r> Interview<'r> {
    /// An interview about `asked`, area by area in the rubric's order. `last` are the answers of the assessment before, by the
    /// ids of any older edition: what is not asked keeps them, with their day. `today` is the day of the new answers.
    pub fn new(rubric: &'r Rubric, mut asked: Vec<SkillIx>, last: &BTreeMap<Id, Rating>, today: Date) -> Self {
        asked.sort_unstable_by_key(|skill| (rubric[*skill].area, *skill));
        asked.dedup();
        let skills = rubric.skills().len();
        let last: Vec<_> = carried(rubric, last).collect();
        let mut interview = Self {
            rubric,
            asked,
            today,
            replies: vec![None; skills],
            days: vec![today; skills],
            evidence: last.iter().map(|rating| rating.as_ref()?.evidence.clone()).collect(),
            confidence: last.iter().map(|rating| rating.as_ref()?.confidence).collect(),
            help: last.iter().map(|rating| rating.as_ref()?.help).collect(),
            used: BTreeSet::new(),
            gated: Vec::new(),
            untouched: BTreeSet::new(),
            untouched_elsewhere: BTreeSet::new(),
            widened: BTreeSet::new(),
            first: Vec::new(),
            sheets: Sheets::Never,
            asked_back: None,
            is_blind: false,
            remarked: BTreeSet::new(),
            again: BTreeSet::new(),
            stored: BTreeSet::new(),
            trail: None,
            whereabouts: Whereabouts::at(Stop::Review),
            last,
        };
        interview.used = interview.used_before();
        interview.begin();
        interview
    }

    /// The interview with answers asked back, once each: those below last time's, and those two levels above it.
    #[must_use]
    pub fn asking_back(mut self) -> Self {
        self.asked_back = Some(BTreeSet::new());
        self
    }

    /// The interview with last time's answers out of sight, their evidence and all that follows from them. What is not
    /// asked or not reached still keeps them. To be said before all else.
    #[must_use]
    pub fn blind(mut self) -> Self {
        self.is_blind = true;
        self.used.clear();
        self.begin();
        self
    }

    /// Whether last time's answers are out of sight.
    pub const fn is_blind(&self) -> bool {
        self.is_blind
    }

    /// The rubric that the interview is about.
    pub const fn rubric(&self) -> &'r Rubric {
        self.rubric
    }

    /// The skills that the interview is about, area by area in the rubric's order.
    pub fn asked(&self) -> &[SkillIx] {
        &self.asked
    }

    /// What to ask now.
    pub const fn prompt(&self) -> Prompt {
        self.whereabouts.prompt()
    }

    /// What was said of a skill in this interview.
    pub fn reply(&self, skill: SkillIx) -> Option<Reply> {
        self.replies[skill.get()]
    }

    /// Whether a skill has no answer yet, or was skipped.
    pub fn is_open(&self, skill: SkillIx) -> bool {
        !matches!(self.reply(skill), Some(Reply::Said(_)))
    }

    /// What was said of a skill in the assessment before, if that may be seen.
    pub fn last(&self, skill: SkillIx) -> Option<&Rating> {
        self.last[skill.get()].as_ref().filter(|_| !self.is_blind)
    }

    /// Its answer as a reply.
    pub fn last_reply(&self, skill: SkillIx) -> Option<Reply> {
        self.last(skill).map(|last| Reply::Said(last.answer))
    }

    /// The evidence for a rating, as it stands, if that may be seen.
    pub fn evidence(&self, skill: SkillIx) -> Option<&str> {
        self.evidence[skill.get()].as_deref().filter(|_| self.shows_remarks(skill))
    }

    /// How sure a rating is, as it stands, if that was said and may be seen.
    pub fn confidence(&self, skill: SkillIx) -> Option<Confidence> {
        self.confidence[skill.get()].filter(|_| self.shows_remarks(skill))
    }

    /// With which help only a level is held, as it stands, if that was said and may be seen.
    pub fn help(&self, skill: SkillIx) -> Option<Help> {
        self.help[skill.get()].filter(|_| self.shows_remarks(skill))
    }

    fn shows_remarks(&self, skill: SkillIx) -> bool {
        !self.is_blind || self.remarked.contains(&skill)
    }

    /// How many of the asked skills have a reply, and how many there are.
    pub fn position(&self) -> (usize, usize) {
        (self.asked.iter().filter(|skill| self.reply(**skill).is_some()).count(), self.asked.len())
    }

    /// How many of the asked skills have an answer.
    pub fn answered(&self) -> usize {
        self.asked.iter().filter(|skill| !self.is_open(**skill)).count()
    }

    /// All answers: those of this interview, and for what was not asked or not reached those of the assessment before.
    pub fn ratings(&self) -> BTreeMap<Id, Rating> {
        let said = |skill: SkillIx| match self.reply(skill) {
            Some(reply) => self.rating(skill, reply),
            None => self.last[skill.get()].clone(),
        };
        self.rubric.skills().filter_map(|(skill, described)| Some((described.id.clone(), said(skill)?))).collect()
    }

    /// Of these those of a day that are kept from an assessment before.
    pub fn carried(&self, on: Date) -> BTreeSet<Id> {
        let is_kept = |skill: SkillIx| match self.reply(skill) {
            Some(_) => self.stored.contains(&skill) && self.days[skill.get()] == on,
            None => self.last[skill.get()].as_ref().is_some_and(|rating| rating.on == on),
        };
        self.rubric.skills().filter(|(skill, _)| is_kept(*skill)).map(|(_, skill)| skill.id.clone()).collect()
    }

    /// Takes note that an assessment has all that was replied so far.
    pub fn store_all(&mut self) {
        let replied = self.rubric.skills().map(|(skill, _)| skill).filter(|skill| self.reply(*skill).is_some());
        self.stored = replied.collect();
    }

    /// Whether an assessment has the reply to a skill already.
    pub fn is_stored(&self, skill: SkillIx) -> bool {
        self.stored.contains(&skill)
    }

    /// How many replies no assessment has yet.
    pub fn unsaved(&self) -> usize {
        let skills = self.rubric.skills().map(|(skill, _)| skill);
        skills.filter(|skill| self.reply(*skill).is_some() && !self.stored.contains(skill)).count()
    }

    /// Takes what was said and moves on. An event that does not fit the prompt changes nothing. Whether there is a prompt
    /// to go on with: going back from the first one leaves the interview.
    pub fn apply(&mut self, event: Event) -> bool {
        let goes_on = self.take(event);
        self.drop_unanswered();
        goes_on
    }

    fn take(&mut self, event: Event) -> bool {
        match (event, self.prompt()) {
            (Event::Rate(level), Prompt::Skill(skill) | Prompt::Sheet(skill)) => {
                self.say(skill, Reply::Said(Answer::Rated(level)));
            }
            (Event::NotApplicable, Prompt::Skill(skill) | Prompt::Sheet(skill)) => {
                self.say(skill, Reply::Said(Answer::NotApplicable));
            }
            (Event::Skip, Prompt::Skill(skill) | Prompt::Sheet(skill)) => self.say(skill, Reply::Skipped),
            (Event::Tick(ticked), Prompt::Used(gate)) => self.tick(gate, &ticked),
            (Event::Unused, Prompt::Unused(gate)) => self.say_unused(gate, Reply::Said(Answer::Rated(Level::NONE))),
            (Event::Skip, Prompt::Unused(gate)) => self.say_unused(gate, Reply::Skipped),
            (Event::Widen, Prompt::Unused(Gate::Group(group))) => self.widen(group),
            (Event::Keep, Prompt::Moved(_)) => {
                self.whereabouts.close();
                self.go_past();
            }
            (Event::Evidence(text), Prompt::Skill(skill) | Prompt::Sheet(skill)) => {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                self.evidence[skill.get()] = (!text.is_empty()).then_some(text);
                self.remark(skill);
            }
            (Event::Confidence(confidence), Prompt::Skill(skill) | Prompt::Sheet(skill)) => {
                self.confidence[skill.get()] = confidence;
                self.remark(skill);
            }
            (Event::Help(help), Prompt::Skill(skill) | Prompt::Sheet(skill)) => {
                self.help[skill.get()] = help;
                self.remark(skill);
            }
            (Event::Point(skill), Prompt::Sheet(from)) if self.asked_in(self.rubric[from].area).any(|s| s == skill) => {
                self.whereabouts.point_at(skill);
            }
            (Event::Next, Prompt::Sheet(_)) => self.leave_sheet(),
            (Event::Review, _) => self.look_over(),
            (Event::Open(area), _) => self.visit(area),
            (Event::Change(skill), _) if self.asks(skill) => self.whereabouts.open_errand(skill),
            (Event::Fill, _) => self.fill(),
            (Event::GoOn, _) => self.go_on(),
            (Event::Back, _) => return self.back(),
            _ => {}
        }
        true
    }

    fn remark(&mut self, skill: SkillIx) {
        self.remarked.insert(skill);
        self.stored.remove(&skill);
    }

    fn say(&mut self, skill: SkillIx, reply: Reply) {
        let last = self.last[skill.get()].as_ref().map(|last| Reply::Said(last.answer));
        // Who was sure of another level, or held it only with help, did not say so of this one.
        if last != Some(reply) && !self.remarked.contains(&skill) {
            self.confidence[skill.get()] = None;
            self.help[skill.get()] = None;
        }
        self.replies[skill.get()] = Some(reply);
        self.days[skill.get()] = self.today;
        self.again.remove(&skill);
        self.stored.remove(&skill);
        self.tick_by_answer(skill, reply);
        if self.is_far(skill, reply) && self.asked_back.as_mut().is_some_and(|asked_back| asked_back.insert(skill)) {
            self.whereabouts.open(Stop::Moved(skill));
        } else {
            self.go_past();
        }
    }

    /// Whether an answer is so far from last time's that it may not be meant.
    fn is_far(&self, skill: SkillIx, reply: Reply) -> bool {
        const FAR: u8 = 2;
        let last = self.last(skill).map(|last| last.answer);
        let (Some(Answer::Rated(before)), Reply::Said(Answer::Rated(now))) = (last, reply) else { return false };
        now < before || now.get() >= before.get() + FAR
    }

    fn asks(&self, skill: SkillIx) -> bool {
        let place = |skill: SkillIx| (self.rubric[skill].area, skill);
        self.asked.binary_search_by_key(&place(skill), |other| place(*other)).is_ok()
    }

    fn rating(&self, skill: SkillIx, reply: Reply) -> Option<Rating> {
        let Reply::Said(answer) = reply else { return None };
        let at = skill.get();
        Some(Rating {
            answer,
            on: self.days[at],
            evidence: self.evidence[at].clone(),
            confidence: self.confidence[at],
            help: self.help[at],
        })
    }
}
