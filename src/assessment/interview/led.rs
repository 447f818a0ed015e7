//! An interview that is led: groups first, then the skills that somebody else names, one after the other, as the answers
//! come in. The leader reads the answers; the interview knows nothing of the leader.

use std::collections::BTreeSet;

use super::{Gate, Interview, Prompt, Stop, Whereabouts};
use crate::rubric::SkillIx;

impl Interview<'_> {
    /// The interview led: after the groups it asks what [`lead_to`](Self::lead_to) names. To be said before it is taken up
    /// from a draft.
    #[must_use]
    pub fn led(mut self) -> Self {
        self.trail = Some(Vec::new());
        self.begin();
        self
    }

    /// The skills that a led interview has asked, in that order; none if it is not led.
    pub fn trail(&self) -> Option<&[SkillIx]> {
        self.trail.as_deref()
    }

    /// Whether somebody is to say which skill comes next. Until then, and if nobody does, it is at the review.
    pub fn waits_for_lead(&self) -> bool {
        self.whereabouts.here() == Stop::Waiting
    }

    /// Asks this skill next, if it is waiting for one and is about it.
    pub fn lead_to(&mut self, skill: SkillIx) {
        if self.waits_for_lead() && self.asks(skill) {
            self.put_on_trail(skill);
            self.whereabouts = Whereabouts::at(Stop::Way(Prompt::Skill(skill)));
        }
    }

    pub(super) fn put_on_trail(&mut self, skill: SkillIx) {
        if let Some(trail) = &mut self.trail {
            trail.retain(|other| *other != skill);
            trail.push(skill);
        }
    }

    /// What was led to and left without an answer is not on the trail: the leader may think better of it.
    pub(super) fn drop_unanswered(&mut self) {
        let (replies, prompt) = (&self.replies, self.whereabouts.prompt());
        if let Some(trail) = &mut self.trail {
            trail.retain(|skill| replies[skill.get()].is_some() || prompt == Prompt::Skill(*skill));
        }
    }

    /// To the first group that was not asked to its end, else to what the leader says.
    pub(super) fn go_on(&mut self) {
        if self.trail.is_none() {
            return;
        }
        let is_open = |prompt: &Prompt| match prompt {
            Prompt::Unused(gate) => self.unused(*gate).iter().any(|skill| self.reply(*skill).is_none()),
            _ => false,
        };
        let open = self.sequence().into_iter().find(is_open);
        self.whereabouts = Whereabouts::at(open.map_or(self.end(), Stop::Way));
    }

    /// The trail as it must have been, when it is taken up again: what has a reply, but for members that were not used.
    pub(super) fn retrace(&mut self) {
        let replied = |skill: &SkillIx| self.reply(*skill).is_some();
        let trail = self.asked.iter().copied().filter(|skill| replied(skill) && self.is_led_to(*skill)).collect();
        self.trail = self.trail.is_some().then_some(trail);
    }

    pub(super) fn led_sequence(&self, trail: &[SkillIx]) -> Vec<Prompt> {
        let mut sequence = Vec::new();
        let groups: BTreeSet<_> = self.asked.iter().filter_map(|skill| self.group_of(*skill)).collect();
        for group in groups {
            self.push_gate(&mut sequence, Gate::Group(group));
        }
        let on_trail = trail.iter().filter(|skill| self.is_led_to(**skill) || self.prompt() == Prompt::Skill(**skill));
        sequence.extend(on_trail.map(|skill| Prompt::Skill(*skill)));
        sequence
    }

    /// Whether a skill is asked on its own: a group member only if it was ticked.
    fn is_led_to(&self, skill: SkillIx) -> bool {
        self.group_of(skill).is_none() || self.used.contains(&skill)
    }
}
