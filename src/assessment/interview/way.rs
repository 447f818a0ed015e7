//! The way through an interview: which prompt comes after which, and back.

use std::collections::BTreeSet;

use super::{Event, Gate, Interview, Member, Prompt};
use crate::rubric::{AreaIx, GroupIx, SkillIx};

/// When the answers of a whole area stand on one [sheet](Prompt::Sheet).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sheets {
    /// Only when one is opened.
    #[default]
    Never,
    /// After the questions of an area, to look back on them; not after fewer than three.
    After,
    /// Instead of the questions of an area.
    Instead,
}

/// With fewer answers than this, there is nothing to look back on.
const FEWEST_ON_A_SHEET: usize = 3;

/// Where the way leads to from a prompt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Course {
    /// The next prompt.
    Through,
    /// From a sheet that was opened, back to where it was opened.
    Visit,
    /// The next question without an answer.
    Fill,
}

impl Interview<'_> {
    /// The interview with sheets. To be said before it is taken up from a draft.
    #[must_use]
    pub fn with_sheets(mut self, sheets: Sheets) -> Self {
        self.sheets = sheets;
        self.begin();
        self
    }

    /// Asks these skills before all others, in this order, if it asks them and has no sheets. To be said before it is taken
    /// up from a draft.
    #[must_use]
    pub fn asking_first(mut self, skills: Vec<SkillIx>) -> Self {
        self.first = skills.into_iter().filter(|skill| self.asks(*skill)).collect();
        self.begin();
        self
    }

    /// The place of an asked skill among all of them, from 1, in the order in which they are asked.
    pub fn number(&self, skill: SkillIx) -> usize {
        let first = if self.sheets == Sheets::Never { self.first.as_slice() } else { &[] };
        let rest = self.asked.iter().filter(|other| !first.contains(other));
        first.iter().chain(rest).position(|other| *other == skill).map_or(0, |at| at + 1)
    }

    /// How many questions there will be, more or less: of a group that nobody has answered yet, as many as it lets count and
    /// one for the whole.
    pub fn likely_questions(&self) -> usize {
        let alone = self.asked.iter().filter(|skill| self.group_of(**skill).is_none()).count();
        let groups: BTreeSet<_> = self.asked.iter().filter_map(|skill| self.group_of(*skill)).collect();
        let of_group = |group: &GroupIx| {
            let used = self.members(Gate::Group(*group)).into_iter().filter(|member| self.is_used(*member)).count();
            1 + used.max(self.rubric[*group].choose)
        };
        alone + groups.iter().map(of_group).sum::<usize>()
    }

    /// What [`Event::Next`] leads to from a sheet.
    pub fn after_sheet(&self) -> Prompt {
        let mut ahead = self.clone();
        ahead.apply(Event::Next);
        ahead.at
    }

    /// The asked skills of an area, in the rubric's order.
    pub fn asked_in(&self, area: AreaIx) -> impl Iterator<Item = SkillIx> {
        self.asked.iter().copied().filter(move |skill| self.rubric[*skill].area == area)
    }

    pub(super) fn begin(&mut self) {
        self.at = self.sequence().first().cloned().unwrap_or(Prompt::Review);
    }

    pub(super) fn go_to(&mut self, prompt: Prompt) {
        self.drop_unanswered(&prompt);
        self.at = prompt;
        self.course = Course::Through;
        self.is_errand = false;
    }

    /// On from what was answered.
    pub(super) fn go_past(&mut self) {
        match (&self.at, self.course) {
            (Prompt::Sheet(skill), _) => self.at = Prompt::Sheet(self.below(*skill)),
            (Prompt::Skill(skill), _) if self.is_errand => {
                self.at = Prompt::Sheet(*skill);
                self.is_errand = false;
            }
            (_, Course::Fill) => self.fill_from(self.place() + 1),
            (_, Course::Through | Course::Visit) => self.forward(),
        }
    }

    /// The skill that comes after another one on its sheet: the next below that its group's question has not settled, else
    /// the next; the last one itself.
    fn below(&self, skill: SkillIx) -> SkillIx {
        let below = || self.asked_in(self.rubric[skill].area).skip_while(|other| *other != skill).skip(1);
        below().find(|skill| !self.is_settled(*skill)).or_else(|| below().next()).unwrap_or(skill)
    }

    /// Whether the skill was answered with its group, because it was not ticked.
    fn is_settled(&self, skill: SkillIx) -> bool {
        self.reply(skill).is_some() && self.group_of(skill).is_some() && !self.is_used(Member::Skill(skill))
    }

    /// To the sheet of an area, and back to where it was opened.
    pub(super) fn visit(&mut self, area: AreaIx) {
        let first = self.asked_in(area).find(|skill| self.is_open(*skill)).or_else(|| self.asked_in(area).next());
        if let Some(skill) = first {
            self.visited_from = self.on_the_way().unwrap_or(Prompt::Review);
            self.go_to(Prompt::Sheet(skill));
            self.course = Course::Visit;
        }
    }

    /// To the review, and back to where it was opened.
    pub(super) fn look_over(&mut self) {
        if self.at != Prompt::Review {
            self.reviewed_from = self.on_the_way().or_else(|| self.reviewed_from.take());
        }
        self.go_to(Prompt::Review);
    }

    /// The present prompt, if it is one of the way and nothing that was opened aside.
    fn on_the_way(&self) -> Option<Prompt> {
        let is_aside = self.is_errand || self.course != Course::Through || self.at == Prompt::Review;
        match &self.at {
            _ if is_aside => None,
            Prompt::Moved(_) => Some(self.questioned.clone()),
            at => Some(at.clone()),
        }
    }

    /// Whether the present sheet shows answers that were just given, to look back on them.
    pub fn looks_back(&self) -> bool {
        self.sheets == Sheets::After && self.course == Course::Through && matches!(self.at, Prompt::Sheet(_))
    }

    /// To the question of one skill; its answer leads to the sheet of its area.
    pub(super) fn run_errand(&mut self, skill: SkillIx) {
        let course = if matches!(self.at, Prompt::Sheet(_)) { self.course } else { Course::Visit };
        if self.course != Course::Visit {
            self.visited_from = Prompt::Review;
        }
        self.go_to(Prompt::Skill(skill));
        self.course = course;
        self.is_errand = true;
    }

    pub(super) fn leave_sheet(&mut self) {
        match self.course {
            Course::Visit => self.go_to(self.visited_from.clone()),
            Course::Through | Course::Fill => self.forward(),
        }
    }

    /// Whether there was a prompt to go back to.
    pub(super) fn back(&mut self) -> bool {
        match (&self.at, self.course) {
            (Prompt::Moved(_), _) => self.at = self.questioned.clone(),
            (Prompt::Skill(skill), _) if self.is_errand => {
                self.at = Prompt::Sheet(*skill);
                self.is_errand = false;
            }
            (_, Course::Visit) => self.go_to(self.visited_from.clone()),
            (_, Course::Fill) => match self.filled.pop() {
                Some(before) => {
                    self.drop_unanswered(&before);
                    self.at = before;
                }
                None => self.go_to(Prompt::Review),
            },
            (Prompt::Review, Course::Through) if self.reviewed_from.is_some() => {
                let from = self.reviewed_from.take().unwrap_or(Prompt::Review);
                self.go_to(from);
            }
            (_, Course::Through) => {
                let Some(before) = self.place().checked_sub(1) else { return false };
                self.go_to(self.sequence()[before].clone());
            }
        }
        true
    }

    /// Through all that has no answer yet, one question after the other.
    pub(super) fn fill(&mut self) {
        self.filled.clear();
        self.fill_from(0);
    }

    /// To the first question at or after a place of the sequence that has no answer; the review ends that course.
    pub(super) fn fill_from(&mut self, place: usize) {
        if self.course == Course::Fill {
            self.filled.push(self.at.clone());
        }
        self.course = Course::Fill;
        let next = self.unanswered_from(place);
        self.drop_unanswered(&next);
        self.is_errand = false;
        if next == Prompt::Review {
            self.course = Course::Through;
            self.reviewed_from = None;
        }
        self.at = next;
    }

    pub(super) fn forward(&mut self) {
        let after = self.sequence().get(self.place() + 1).cloned();
        let is_end = after.is_none();
        self.go_to(after.unwrap_or(Prompt::Review));
        if is_end {
            self.reviewed_from = None;
            self.await_lead();
        }
    }

    /// Where the present prompt stands in the sequence; after its end if it is not in it.
    pub(super) fn place(&self) -> usize {
        let sequence = self.sequence();
        sequence.iter().position(|prompt| self.is_at(prompt)).unwrap_or(sequence.len())
    }

    /// Whether the present prompt is this one; a sheet is the same wherever on it one points.
    pub(super) fn is_at(&self, prompt: &Prompt) -> bool {
        match (&self.at, prompt) {
            (Prompt::Sheet(one), Prompt::Sheet(other)) => self.rubric[*one].area == self.rubric[*other].area,
            (at, prompt) => at == prompt,
        }
    }

    /// The prompts from the first to the last before the review, as the ticks stand now.
    pub(super) fn sequence(&self) -> Vec<Prompt> {
        match (&self.lead, self.course) {
            // What is left open is asked one by one.
            (_, Course::Fill) => self.whole_sequence(Sheets::Never),
            (Some(lead), _) => self.led_sequence(lead),
            (None, _) => self.whole_sequence(self.sheets),
        }
    }

    /// The same if all is asked, area by area.
    fn whole_sequence(&self, sheets: Sheets) -> Vec<Prompt> {
        let mut sequence = Vec::new();
        self.push_gate(&mut sequence, Gate::Areas);
        let mut groups = BTreeSet::new();
        let first = if sheets == Sheets::Never { self.first.as_slice() } else { &[] };
        self.push_questions(&mut sequence, &mut groups, first);
        for area in self.asked.chunk_by(|one, other| self.rubric[*one].area == self.rubric[*other].area) {
            if self.is_closed(area[0]) {
                continue;
            }
            let mut questions = Vec::new();
            let area_without_first: Vec<_> = area.iter().copied().filter(|skill| !first.contains(skill)).collect();
            self.push_questions(&mut questions, &mut groups, &area_without_first);
            if sheets == Sheets::Instead {
                questions.retain(|prompt| !matches!(prompt, Prompt::Skill(_)));
            }
            sequence.extend(questions);
            let is_long = area.len() >= FEWEST_ON_A_SHEET;
            if sheets == Sheets::Instead || sheets == Sheets::After && is_long {
                sequence.push(Prompt::Sheet(area[0]));
            }
        }
        sequence
    }

    /// The questions about some skills: a group as a whole, where its first member stands.
    fn push_questions(&self, sequence: &mut Vec<Prompt>, groups: &mut BTreeSet<GroupIx>, skills: &[SkillIx]) {
        for &skill in skills.iter().filter(|skill| !self.is_closed(**skill)) {
            match self.group_of(skill) {
                None => sequence.push(Prompt::Skill(skill)),
                Some(group) if groups.insert(group) => {
                    self.push_gate(sequence, Gate::Group(group));
                    let used = self.members(Gate::Group(group)).into_iter().filter(|member| self.is_used(*member));
                    sequence.extend(used.filter_map(|member| match member {
                        Member::Skill(skill) => Some(Prompt::Skill(skill)),
                        Member::Area(_) => None,
                    }));
                }
                Some(_) => {}
            }
        }
    }

    /// What is used, if that is not known, and what of the rest.
    pub(super) fn push_gate(&self, sequence: &mut Vec<Prompt>, gate: Gate) {
        let members = self.members(gate);
        if members.iter().any(|member| !self.was_used(*member)) {
            sequence.push(Prompt::Used(gate));
        }
        if !self.unused(gate).is_empty() {
            sequence.push(Prompt::Unused(gate));
        }
    }

    /// The first prompt at or after a place of the sequence that has something without an answer, or the review.
    pub(super) fn unanswered_from(&self, place: usize) -> Prompt {
        self.sequence().into_iter().skip(place).find(|prompt| self.asks_open(prompt)).unwrap_or(Prompt::Review)
    }

    /// Whether something that a prompt is about has no answer.
    fn asks_open(&self, prompt: &Prompt) -> bool {
        match prompt {
            Prompt::Skill(skill) => self.is_open(*skill),
            Prompt::Used(gate) | Prompt::Unused(gate) => self.unused(*gate).iter().any(|skill| self.is_open(*skill)),
            Prompt::Sheet(skill) if self.sheets == Sheets::Instead => {
                self.asked_in(self.rubric[*skill].area).any(|skill| self.is_open(skill))
            }
            Prompt::Moved(_) | Prompt::Sheet(_) | Prompt::Review => false,
        }
    }

    /// How many questions have no answer yet, as the ticks stand now.
    pub fn questions_left(&self) -> usize {
        self.whole_sequence(Sheets::Never).iter().filter(|prompt| self.asks_open(prompt)).count()
    }
}
