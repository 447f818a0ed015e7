//! An interview that is led: groups first, then the skills that somebody else names, one after the other, as the answers
//! come in. The leader reads the answers; the interview knows nothing of the leader.

use std::collections::BTreeSet;

use super::{Gate, Interview, Prompt};
use crate::rubric::SkillIx;

/// Where a led interview has been.
#[derive(Clone, Debug, Default)]
pub(super) struct Lead {
    /// The skills that were asked, in that order; the last one may be without an answer yet.
    trail: Vec<SkillIx>,
    /// Whether the way is at its end and the leader is to say how it goes on.
    is_waiting: bool,
}

impl Interview<'_> {
    /// The interview led: after the groups it asks what [`lead_to`](Self::lead_to) names. To be said before it is taken up
    /// from a draft.
    #[must_use]
    pub fn led(mut self) -> Self {
        self.lead = Some(Lead::default());
        self.begin();
        if self.at == Prompt::Review {
            self.await_lead();
        }
        self
    }

    /// The skills that a led interview has asked, in that order; none if it is not led.
    pub fn trail(&self) -> Option<&[SkillIx]> {
        self.lead.as_ref().map(|lead| lead.trail.as_slice())
    }

    /// Whether somebody is to say which skill comes next. Until then, and if nobody does, it is at the review.
    pub fn waits_for_lead(&self) -> bool {
        self.lead.as_ref().is_some_and(|lead| lead.is_waiting)
    }

    /// Asks this skill next, if it is waiting for one and is about it.
    pub fn lead_to(&mut self, skill: SkillIx) {
        if self.waits_for_lead() && self.asks(skill) {
            self.put_on_trail(skill);
            self.go_to(Prompt::Skill(skill));
        }
    }

    pub(super) fn put_on_trail(&mut self, skill: SkillIx) {
        if let Some(lead) = &mut self.lead {
            lead.trail.retain(|other| *other != skill);
            lead.trail.push(skill);
        }
    }

    pub(super) fn await_lead(&mut self) {
        if let Some(lead) = &mut self.lead {
            lead.is_waiting = true;
        }
    }

    /// What was led to and left without an answer is not on the trail: the leader may think better of it.
    pub(super) fn drop_unanswered(&mut self, next: &Prompt) {
        let replies = &self.replies;
        if let Some(lead) = &mut self.lead {
            lead.is_waiting = false;
            lead.trail.retain(|skill| replies[skill.get()].is_some() || *next == Prompt::Skill(*skill));
        }
    }

    /// To the first group that was not asked to its end, else to what the leader says.
    pub(super) fn go_on(&mut self) {
        if self.lead.is_none() {
            return;
        }
        let is_open = |prompt: &Prompt| match prompt {
            Prompt::Unused(gate) => self.unused(*gate).iter().any(|skill| self.reply(*skill).is_none()),
            _ => false,
        };
        let open = self.sequence().into_iter().find(is_open);
        let is_end = open.is_none();
        self.reviewed_from = None;
        self.go_to(open.unwrap_or(Prompt::Review));
        if is_end {
            self.await_lead();
        }
    }

    /// The trail as it must have been, when it is taken up again: what has a reply, but for members that were not used.
    pub(super) fn retrace(&mut self) {
        let replied = |skill: &SkillIx| self.reply(*skill).is_some();
        let trail = self.asked.iter().copied().filter(|skill| replied(skill) && self.is_led_to(*skill)).collect();
        if let Some(lead) = &mut self.lead {
            lead.trail = trail;
        }
    }

    pub(super) fn led_sequence(&self, lead: &Lead) -> Vec<Prompt> {
        let mut sequence = Vec::new();
        let groups: BTreeSet<_> = self.asked.iter().filter_map(|skill| self.group_of(*skill)).collect();
        for group in groups {
            self.push_gate(&mut sequence, Gate::Group(group));
        }
        let on_trail = lead.trail.iter().filter(|skill| self.is_led_to(**skill) || self.at == Prompt::Skill(**skill));
        sequence.extend(on_trail.map(|skill| Prompt::Skill(*skill)));
        sequence
    }

    /// Whether a skill is asked on its own: a group member only if it was ticked.
    fn is_led_to(&self, skill: SkillIx) -> bool {
        self.group_of(skill).is_none() || self.used.contains(&skill)
    }
}
