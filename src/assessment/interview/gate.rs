//! What is asked about as a whole before it is asked one by one: which members of a group, and which areas, the person
//! has used at all. The skills of what is not ticked are 0 once that is confirmed, and are not asked one by one.

use std::collections::BTreeSet;

use super::{Answer, Interview, Prompt, Reply};
use crate::rubric::{AreaIx, GroupIx, Level, SkillIx, Subject};

/// What a question about use is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Gate {
    /// The areas that somebody may never have worked in.
    Areas,
    /// The members of a group.
    Group(GroupIx),
}

/// One of the things that a gate offers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Member {
    /// All that is asked of an area.
    Area(AreaIx),
    /// A member of a group.
    Skill(SkillIx),
}

impl Interview<'_> {
    /// Asks first which of these areas the person has worked in at all. To be said before the interview is taken up from a
    /// draft. Areas in which everything asked was 0 last time begin without a tick, the others with one.
    #[must_use]
    pub fn gated(mut self, areas: Vec<AreaIx>) -> Self {
        let is_zero = |skill: &SkillIx| self.last(*skill).is_some_and(|last| last.answer == Answer::Rated(Level::NONE));
        let untouched = areas.iter().copied().filter(|area| self.asked_in(*area).all(|skill| is_zero(&skill)));
        self.untouched = untouched.collect();
        self.gated = areas;
        self.begin();
        self
    }

    /// What a gate offers: the areas; of a group the members that are asked and that no earlier group asks, without those
    /// that build on what was not chosen elsewhere, such as the frameworks of other languages; what needs a group builds on
    /// any of its members.
    pub fn members(&self, gate: Gate) -> Vec<Member> {
        match gate {
            Gate::Areas => self.gated.iter().copied().map(Member::Area).collect(),
            Gate::Group(group) => {
                let members = self.members_of(group).into_iter();
                members.filter(|skill| !self.is_hidden(group, *skill)).map(Member::Skill).collect()
            }
        }
    }

    /// The members of a group that its gate does not offer, because they build on members of another group that were not
    /// chosen.
    pub fn hidden(&self, group: GroupIx) -> Vec<SkillIx> {
        self.members_of(group).into_iter().filter(|skill| self.is_hidden(group, *skill)).collect()
    }

    /// Whether one of them is ticked as used.
    pub fn is_used(&self, member: Member) -> bool {
        match member {
            Member::Area(area) => !self.untouched.contains(&area),
            Member::Skill(skill) => self.used.contains(&skill),
        }
    }

    /// Whether that is known from the assessment before; of an area it never is.
    pub(super) fn was_used(&self, member: Member) -> bool {
        match member {
            Member::Area(_) => false,
            Member::Skill(skill) => self.is_above_none(skill),
        }
    }

    /// The skills that are not asked one by one, because they or their area are not ticked.
    pub fn unused(&self, gate: Gate) -> Vec<SkillIx> {
        match gate {
            Gate::Areas => self.asked.iter().copied().filter(|skill| self.is_closed(*skill)).collect(),
            Gate::Group(group) => {
                let members = self.members_of(group).into_iter();
                members.filter(|skill| !self.used.contains(skill)).collect()
            }
        }
    }

    /// Whether the area of a skill is not ticked.
    pub(super) fn is_closed(&self, skill: SkillIx) -> bool {
        self.untouched.contains(&self.rubric[skill].area)
    }

    /// The group that asks a skill: the first that it is a member of.
    pub(super) fn group_of(&self, skill: SkillIx) -> Option<GroupIx> {
        self.rubric.groups().find(|(_, group)| group.members.contains(&skill)).map(|(group, _)| group)
    }

    /// The members that a group asks, but for those of areas that are not ticked.
    fn members_of(&self, group: GroupIx) -> Vec<SkillIx> {
        let members = self.rubric[group].members.iter().copied();
        members
            .filter(|skill| self.asks(*skill) && !self.is_closed(*skill) && self.group_of(*skill) == Some(group))
            .collect()
    }

    fn is_hidden(&self, group: GroupIx, skill: SkillIx) -> bool {
        if self.widened.contains(&group) || self.used.contains(&skill) {
            return false;
        }
        let lowest = Level::NONE.up_to(self.rubric.scale().max()).next();
        let elsewhere = |other: &SkillIx| self.group_of(*other).is_some_and(|of| of != group);
        let needs = self.rubric[skill].requires.iter().filter_map(|needed| {
            let mut skills = self.rubric.skills_of(&needed.subject).iter().filter(|skill| elsewhere(skill)).peekable();
            skills.peek()?;
            Some((Some(needed.level) == lowest, skills.all(|skill| self.is_unchosen(*skill))))
        });
        let needs: Vec<_> = needs.collect();
        // Without what even its first level needs there is nothing to ask; without all that some level needs neither.
        needs.iter().any(|(is_first, is_unchosen)| *is_first && *is_unchosen)
            || !needs.is_empty() && needs.iter().all(|(_, is_unchosen)| *is_unchosen)
    }

    /// Whether a group member is said to be at 0, and nothing that is used builds on it.
    fn is_unchosen(&self, skill: SkillIx) -> bool {
        let said = self.reply(skill).or_else(|| self.last_reply(skill));
        let builds_on_it =
            |other: &SkillIx| self.rubric[*other].requires.iter().any(|needed| needed.subject == Subject::Skill(skill));
        said == Some(Reply::Said(Answer::Rated(Level::NONE)))
            && !self.used.contains(&skill)
            && !self.used.iter().any(builds_on_it)
    }

    /// Those that are ticked are asked, the others are not. What is ticked again after it was called unused is asked afresh.
    pub(super) fn tick(&mut self, gate: Gate, ticked: &[Member]) {
        for member in self.members(gate) {
            let (was, is) = (self.is_used(member), ticked.contains(&member));
            match member {
                Member::Area(area) if is => drop(self.untouched.remove(&area)),
                Member::Area(area) => drop(self.untouched.insert(area)),
                Member::Skill(skill) if is => drop(self.used.insert(skill)),
                Member::Skill(skill) => drop(self.used.remove(&skill)),
            }
            if is && !was {
                for skill in self.skills_of(member) {
                    self.replies[skill.get()] = None;
                    self.stored.remove(&skill);
                }
            }
        }
        self.go_past();
    }

    /// The asked skills that a member stands for.
    fn skills_of(&self, member: Member) -> Vec<SkillIx> {
        match member {
            Member::Area(area) => self.asked_in(area).collect(),
            Member::Skill(skill) => vec![skill],
        }
    }

    pub(super) fn say_unused(&mut self, gate: Gate, reply: Reply) {
        for skill in self.unused(gate) {
            self.replies[skill.get()] = Some(reply);
            self.days[skill.get()] = self.today;
            self.stored.remove(&skill);
            self.used.remove(&skill);
        }
        self.go_past();
    }

    /// Who says something of a skill has no need to tick it, or its area, first.
    pub(super) fn tick_by_answer(&mut self, skill: SkillIx, reply: Reply) {
        if matches!(reply, Reply::Skipped | Reply::Said(Answer::Rated(Level::NONE))) {
            return;
        }
        self.untouched.remove(&self.rubric[skill].area);
        self.untouched_elsewhere.remove(&self.rubric[skill].area);
        if self.group_of(skill).is_some() {
            self.used.insert(skill);
        }
    }

    /// Offers all members of a group, whatever they build on.
    pub(super) fn widen(&mut self, group: GroupIx) {
        self.widened.insert(group);
        self.whereabouts.ask_instead(Prompt::Used(Gate::Group(group)));
    }

    /// The group members that were above 0 last time.
    pub(super) fn used_before(&self) -> BTreeSet<SkillIx> {
        let members = self.rubric.groups().flat_map(|(_, group)| group.members.iter().copied());
        members.filter(|skill| self.is_above_none(*skill)).collect()
    }

    fn is_above_none(&self, skill: SkillIx) -> bool {
        let last = self.last(skill).map(|last| last.answer);
        matches!(last, Some(Answer::Rated(level)) if level > Level::NONE)
    }
}
