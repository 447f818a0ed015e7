//! The words of a question about use: which members of a group, which areas.

use crate::assessment::interview::{Gate, Interview, Member};
use crate::clean;
use crate::rubric::SkillIx;
use crate::wording;

/// What a gate is called.
pub(super) fn title(interview: &Interview<'_>, gate: Gate) -> String {
    match gate {
        Gate::Areas => "Areas".to_owned(),
        Gate::Group(group) => clean::line(&interview.rubric()[group].title).into_owned(),
    }
}

/// What there is to know before one answers.
pub(super) fn about<'r>(interview: &Interview<'r>, gate: Gate) -> &'r str {
    match gate {
        Gate::Areas => "Untick areas you have never worked in. Once you confirm, their skills are rated 0.",
        Gate::Group(group) => interview.rubric()[group].summary.as_deref().unwrap_or_default(),
    }
}

/// The question itself.
pub(super) const fn question(gate: Gate) -> &'static str {
    match gate {
        Gate::Areas => "Which of these have you worked in at all?",
        Gate::Group(_) => "Which of these have you used?",
    }
}

/// What one has done with what is to be ticked.
pub(super) const fn verb(gate: Gate) -> &'static str {
    match gate {
        Gate::Areas => "worked in",
        Gate::Group(_) => "used",
    }
}

/// What can be ticked.
pub(super) fn name(interview: &Interview<'_>, member: Member) -> String {
    let rubric = interview.rubric();
    match member {
        Member::Area(area) => {
            let skills = wording::count(interview.asked_in(area).count(), "skill", "skills");
            format!("{}, {skills}", clean::line(&rubric[area].title))
        }
        Member::Skill(skill) => clean::line(&rubric[skill].title).into_owned(),
    }
}

/// The titles of skills, one after the other.
pub(super) fn titles(interview: &Interview<'_>, skills: &[SkillIx]) -> String {
    let titles: Vec<_> = skills.iter().map(|skill| clean::line(&interview.rubric()[*skill].title)).collect();
    titles.join(", ")
}

/// What is not asked one by one, and why where that is not plain.
pub(super) fn not_ticked(interview: &Interview<'_>, gate: Gate) -> Vec<String> {
    let unused = interview.unused(gate);
    let hidden = match gate {
        Gate::Areas => Vec::new(),
        Gate::Group(group) => interview.hidden(group),
    };
    let offered: Vec<_> = unused.into_iter().filter(|skill| !hidden.contains(skill)).collect();
    let mut said = Vec::new();
    if !offered.is_empty() {
        said.push(format!("Not ticked: {}.", titles(interview, &offered)));
    }
    if !hidden.is_empty() {
        said.push(format!(
            "Not offered, because they build on what you did not choose: {}.",
            titles(interview, &hidden)
        ));
    }
    said
}
