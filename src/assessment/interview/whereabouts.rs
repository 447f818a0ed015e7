//! Where an interview stands, and what that leads back to.

use super::Prompt;
use crate::rubric::SkillIx;

/// Something that is asked, by how one came to it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Stop {
    /// A prompt of the way from the first one to the review.
    Way(Prompt),
    /// The review.
    Review,
    /// The pause at the end of the way of a led interview, until its leader says how it goes on.
    Waiting,
    /// A prompt on the course from the review through all that has no answer.
    Fill(Prompt),
    /// A sheet that was opened aside, and the skill that it points at.
    Visit(SkillIx),
    /// A question that was opened from the sheet behind it.
    Errand(SkillIx),
    /// The answer to what is behind it, asked back.
    Moved(SkillIx),
}

impl Stop {
    pub(super) const fn prompt(self) -> Prompt {
        match self {
            Self::Way(prompt) | Self::Fill(prompt) => prompt,
            Self::Review => Prompt::Review,
            Self::Waiting => Prompt::Pause,
            Self::Visit(skill) => Prompt::Sheet(skill),
            Self::Errand(skill) => Prompt::Skill(skill),
            Self::Moved(skill) => Prompt::Moved(skill),
        }
    }

    /// Whether it was opened aside, and leads back to what is behind it.
    const fn is_aside(self) -> bool {
        matches!(self, Self::Visit(_) | Self::Errand(_) | Self::Moved(_))
    }
}

/// Where an interview stands, on top of what it was opened from and leads back to.
#[derive(Clone, Debug)]
pub(super) struct Whereabouts {
    here: Stop,
    behind: Vec<Stop>,
}

impl Whereabouts {
    /// At a stop that was opened from nowhere; a course through what is open always leads back to the review.
    pub(super) fn at(here: Stop) -> Self {
        let behind = if let Stop::Fill(_) = here { vec![Stop::Review] } else { Vec::new() };
        Self { here, behind }
    }

    pub(super) const fn here(&self) -> Stop {
        self.here
    }

    pub(super) const fn prompt(&self) -> Prompt {
        self.here.prompt()
    }

    /// The prompt of the way at which one stands, or that one comes back to.
    pub(super) fn on_way(&self) -> Option<Prompt> {
        self.behind.iter().chain([&self.here]).find_map(|stop| match stop {
            Stop::Way(prompt) => Some(*prompt),
            _ => None,
        })
    }

    /// Asks something else in place of the present prompt of the way, or of the course.
    pub(super) const fn ask_instead(&mut self, other: Prompt) {
        if let Stop::Way(prompt) | Stop::Fill(prompt) = &mut self.here {
            *prompt = other;
        }
    }

    /// Stands at another stop, which leads back to the present one.
    pub(super) fn open(&mut self, stop: Stop) {
        self.behind.push(std::mem::replace(&mut self.here, stop));
    }

    /// Back to what the present stop was opened from. Whether it was opened from anything.
    pub(super) fn close(&mut self) -> bool {
        let before = self.behind.pop();
        self.here = before.unwrap_or(self.here);
        before.is_some()
    }

    /// Back to the review, or to it if it was not opened; what it leads back to stays.
    pub(super) fn close_to_review(&mut self) {
        while self.here != Stop::Review && self.close() {}
        self.here = Stop::Review;
    }

    /// Back to where something can be opened aside: to the prompt of the way, the pause or the review from which all that
    /// is open was opened aside, else to the review.
    pub(super) fn close_aside(&mut self) {
        while self.here.is_aside() && self.close() {}
        if !matches!(self.here, Stop::Way(_) | Stop::Waiting) {
            self.close_to_review();
        }
    }

    /// Points at another skill, on a sheet. Whether it is on one.
    pub(super) const fn point_at(&mut self, skill: SkillIx) -> bool {
        let (Stop::Visit(at) | Stop::Way(Prompt::Sheet(at))) = &mut self.here else { return false };
        *at = skill;
        true
    }

    /// Opens the question of one skill from a sheet: from the present one, or else from one that is opened aside for it.
    pub(super) fn open_errand(&mut self, skill: SkillIx) {
        while let Stop::Errand(_) | Stop::Moved(_) = self.here {
            self.close();
        }
        if !self.point_at(skill) {
            self.close_to_review();
            self.open(Stop::Visit(skill));
        }
        self.open(Stop::Errand(skill));
    }

    /// The last stop that is worth coming back to another day: none that was opened aside.
    pub(super) fn worth_keeping(&self) -> Stop {
        let mut stops = self.behind.iter().chain([&self.here]).rev();
        stops.find(|stop| !stop.is_aside()).copied().unwrap_or(Stop::Review)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ASKED: SkillIx = SkillIx(0);
    const OTHER: SkillIx = SkillIx(1);

    fn asked() -> Stop {
        Stop::Way(Prompt::Skill(ASKED))
    }

    fn visiting() -> Whereabouts {
        let mut whereabouts = Whereabouts::at(asked());
        whereabouts.close_aside();
        whereabouts.open(Stop::Visit(ASKED));
        whereabouts
    }

    #[test]
    fn a_sheet_leads_back_to_what_it_was_opened_from() {
        let mut whereabouts = visiting();
        whereabouts.open_errand(OTHER);
        assert_eq!(whereabouts.prompt(), Prompt::Skill(OTHER));
        for before in [Stop::Visit(OTHER), asked()] {
            assert!(whereabouts.close());
            assert_eq!(whereabouts.here(), before);
        }
        assert!(!whereabouts.close());
        assert_eq!(whereabouts.here(), asked());
    }

    #[test]
    fn what_was_opened_aside_is_not_kept() {
        let mut whereabouts = visiting();
        whereabouts.open_errand(OTHER);
        whereabouts.open(Stop::Moved(OTHER));
        assert_eq!(whereabouts.worth_keeping(), asked());
        whereabouts.close_aside();
        assert_eq!(whereabouts.here(), asked());
    }

    #[test]
    fn the_review_leads_back_to_the_way_even_after_a_visit() {
        let mut whereabouts = Whereabouts::at(asked());
        whereabouts.open(Stop::Review);
        whereabouts.open_errand(OTHER);
        whereabouts.close_to_review();
        assert!(whereabouts.close());
        assert_eq!(whereabouts.here(), asked());
    }
}
