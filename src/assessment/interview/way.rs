//! The way through an interview: which prompt comes after which, and back.

use std::collections::BTreeSet;

use super::{Event, Gate, Interview, Member, Prompt, Stop, Whereabouts};
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
        ahead.prompt()
    }

    /// The asked skills of an area, in the rubric's order.
    pub fn asked_in(&self, area: AreaIx) -> impl Iterator<Item = SkillIx> {
        self.asked.iter().copied().filter(move |skill| self.rubric[*skill].area == area)
    }

    pub(super) fn begin(&mut self) {
        self.whereabouts = Whereabouts::at(self.sequence().first().map_or(self.end(), |first| Stop::Way(*first)));
    }

    /// Where the way ends.
    pub(super) const fn end(&self) -> Stop {
        if self.trail.is_some() { Stop::Waiting } else { Stop::Review }
    }

    /// On from what was answered.
    pub(super) fn go_past(&mut self) {
        match self.whereabouts.here() {
            Stop::Way(Prompt::Sheet(skill)) | Stop::Visit(skill) => drop(self.whereabouts.point_at(self.below(skill))),
            Stop::Errand(_) => drop(self.whereabouts.close()),
            Stop::Fill(_) => self.fill_from(self.place() + 1),
            Stop::Way(_) | Stop::Review | Stop::Waiting | Stop::Moved(_) => self.forward(),
        }
    }

    /// The skill that comes after another one on its sheet: the next below of which nothing was said, else the first above,
    /// else the next below that was skipped, else that one itself.
    fn below(&self, skill: SkillIx) -> SkillIx {
        let all = || self.asked_in(self.rubric[skill].area);
        let below = || all().skip_while(|other| *other != skill).skip(1);
        let is_new = |skill: &SkillIx| self.reply(*skill).is_none();
        let is_skipped = |skill: &SkillIx| self.is_open(*skill) && !self.is_settled(*skill);
        below().find(is_new).or_else(|| all().find(is_new)).or_else(|| below().find(is_skipped)).unwrap_or(skill)
    }

    /// Where a sheet begins: at the first skill of which nothing was said, else at the first that was skipped.
    fn first_on_sheet(&self, skills: &[SkillIx]) -> SkillIx {
        let is_new = |skill: &&SkillIx| self.reply(**skill).is_none();
        let is_skipped = |skill: &&SkillIx| self.is_open(**skill) && !self.is_settled(**skill);
        let first = skills.iter().find(is_new).or_else(|| skills.iter().find(is_skipped));
        *first.unwrap_or(&skills[0])
    }

    /// Whether the skill was answered with its group or its area, because that was not ticked.
    pub fn is_settled(&self, skill: SkillIx) -> bool {
        let is_unticked =
            self.group_of(skill).is_some() && !self.is_used(Member::Skill(skill)) || self.is_closed(skill);
        self.reply(skill).is_some() && is_unticked
    }

    /// To the sheet of an area, and back to where it was opened.
    pub(super) fn visit(&mut self, area: AreaIx) {
        let skills: Vec<_> = self.asked_in(area).collect();
        if !skills.is_empty() {
            let first = self.first_on_sheet(&skills);
            self.whereabouts.close_aside();
            self.whereabouts.open(Stop::Visit(first));
        }
    }

    /// To the review, and back to where it was opened.
    pub(super) fn look_over(&mut self) {
        self.whereabouts.close_aside();
        if let Stop::Way(_) | Stop::Waiting = self.whereabouts.here() {
            self.whereabouts.open(Stop::Review);
        }
    }

    /// Whether the present sheet shows answers that were just given, to look back on them.
    pub fn looks_back(&self) -> bool {
        self.sheets == Sheets::After && matches!(self.whereabouts.here(), Stop::Way(Prompt::Sheet(_)))
    }

    pub(super) fn leave_sheet(&mut self) {
        if !self.whereabouts.close() {
            self.forward();
        }
    }

    /// Whether there was a prompt to go back to.
    pub(super) fn back(&mut self) -> bool {
        if self.whereabouts.close() {
            return true;
        }
        let Some(before) = self.place().checked_sub(1) else { return false };
        self.whereabouts = Whereabouts::at(Stop::Way(self.sequence()[before]));
        true
    }

    /// Through all that has no answer yet, one question after the other.
    pub(super) fn fill(&mut self) {
        self.whereabouts.close_to_review();
        self.fill_from(0);
    }

    /// To the first question at or after a place of the sequence that has no answer; the review ends that course.
    fn fill_from(&mut self, place: usize) {
        match self.first_open(self.questions().into_iter().skip(place)) {
            Some(prompt) => self.whereabouts.open(Stop::Fill(prompt)),
            None => self.whereabouts = Whereabouts::at(Stop::Review),
        }
    }

    fn forward(&mut self) {
        let after = self.sequence().get(self.place() + 1).copied();
        self.whereabouts = Whereabouts::at(after.map_or(self.end(), Stop::Way));
    }

    /// Where the present prompt stands in the sequence; after its end if it is not in it.
    fn place(&self) -> usize {
        let sequence = self.sequence();
        sequence.iter().position(|prompt| self.is_at(*prompt)).unwrap_or(sequence.len())
    }

    /// Whether the present prompt is this one; a sheet is the same wherever on it one points.
    fn is_at(&self, prompt: Prompt) -> bool {
        match (self.prompt(), prompt) {
            (Prompt::Sheet(one), Prompt::Sheet(other)) => self.rubric[one].area == self.rubric[other].area,
            (at, prompt) => at == prompt,
        }
    }

    /// The prompts from the first to the last before the review, as the ticks stand now.
    pub(super) fn sequence(&self) -> Vec<Prompt> {
        match (self.whereabouts.here(), &self.trail) {
            (Stop::Fill(_), _) => self.questions(),
            (_, Some(trail)) => self.led_sequence(trail),
            (_, None) => self.whole_sequence(self.sheets),
        }
    }

    /// The same if all is asked, one by one.
    pub(super) fn questions(&self) -> Vec<Prompt> {
        self.whole_sequence(Sheets::Never)
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
                sequence.push(Prompt::Sheet(self.first_on_sheet(area)));
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
        // What was just not ticked may hide all that the gate offered: it stays while one stands before it.
        let is_here = self.prompt() == Prompt::Used(gate);
        if is_here || members.iter().any(|member| !self.was_used(*member)) {
            sequence.push(Prompt::Used(gate));
        }
        if !self.unused(gate).is_empty() {
            sequence.push(Prompt::Unused(gate));
        }
    }

    /// The first prompt that is about something without an answer.
    pub(super) fn first_open(&self, mut prompts: impl Iterator<Item = Prompt>) -> Option<Prompt> {
        prompts.find(|prompt| self.asks_open(*prompt))
    }

    /// Whether something that a prompt is about has no answer.
    fn asks_open(&self, prompt: Prompt) -> bool {
        match prompt {
            Prompt::Skill(skill) => self.is_open(skill),
            Prompt::Used(gate) | Prompt::Unused(gate) => self.unused(gate).iter().any(|skill| self.is_open(*skill)),
            Prompt::Sheet(skill) if self.sheets == Sheets::Instead => {
                self.asked_in(self.rubric[skill].area).any(|skill| self.is_open(skill))
            }
            Prompt::Moved(_) | Prompt::Sheet(_) | Prompt::Review | Prompt::Pause => false,
        }
    }

    /// How many questions have no answer yet, as the ticks stand now.
    pub fn questions_left(&self) -> usize {
        self.questions().into_iter().filter(|prompt| self.asks_open(*prompt)).count()
    }
}
