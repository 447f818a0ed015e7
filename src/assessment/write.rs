//! Answers as TOML that people read, and that [`answers`](super::answers) reads back.

use std::{collections::BTreeMap, fmt::Write as _};

use super::{Answer, Assessment, Confidence, Edition, Rating, answers::FORMAT};
use crate::{
    clean,
    rubric::{Id, Rubric, Skill, TargetIx},
};

/// An assessment as it is stored: a valid answers file, one rating a line, the same text for the same answers.
pub fn render(assessment: &Assessment) -> String {
    let mut written = format!("format = {FORMAT}\non = {}\n", assessment.on);
    put(&mut written, format_args!("rubric = {}\n", edition(&assessment.rubric)));
    if let Some(target) = &assessment.target {
        put(&mut written, format_args!("target = {}\n", text(target.as_str())));
    }
    written.push('\n');
    written.push_str(&ratings(&assessment.ratings));
    written
}

/// An edition as an inline table.
pub fn edition(edition: &Edition) -> String {
    let Edition { id, version, digest } = edition;
    format!("{{ id = {}, version = {}, digest = {} }}", text(id.as_str()), text(version), text(digest))
}

/// The table `[ratings]`, one rating a line.
pub fn ratings(ratings: &BTreeMap<Id, Rating>) -> String {
    let mut written = "[ratings]\n".to_owned();
    for (id, rating) in ratings {
        match rating.answer {
            Answer::Rated(level) => put(&mut written, format_args!("{id} = {{ level = {level}")),
            Answer::NotApplicable => put(&mut written, format_args!("{id} = {{ state = \"not-applicable\"")),
        }
        put(&mut written, format_args!(", on = {}", rating.on));
        if let Some(evidence) = rating.evidence.as_deref().filter(|evidence| !evidence.trim().is_empty()) {
            put(&mut written, format_args!(", evidence = {}", text(evidence)));
        }
        if let Some(confidence) = rating.confidence {
            put(&mut written, format_args!(", confidence = \"{}\"", confidence.as_str()));
        }
        written.push_str(" }\n");
    }
    written
}

/// A TOML string on one line, hidden characters written out, because reading refuses them.
pub fn text(text: &str) -> String {
    toml::Value::String(clean::line(text).into_owned()).to_string()
}

/// A TOML moment in UTC, to the millisecond.
pub fn moment(moment: jiff::Timestamp) -> String {
    moment.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

impl Confidence {
    /// All of them, the surest first.
    pub const ALL: [Self; 3] = [Self::Sure, Self::Fairly, Self::Guess];

    /// The word that files use for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sure => "sure",
            Self::Fairly => "fairly",
            Self::Guess => "guess",
        }
    }
}

/// An answers file for `rubric` with nothing answered yet: every skill stands in it as a comment, with what its levels
/// mean. `named` is the id or path by which the file will name the rubric.
pub fn template(rubric: &Rubric, named: &str, target: Option<TargetIx>) -> String {
    let max = rubric.scale().max();
    let mut written = String::new();
    comment(&mut written, &format!("Answers to {} {}", rubric.title(), rubric.version()));
    comment(&mut written, "");
    comment(
        &mut written,
        "Take away the `# ` before a skill's id and write the highest level whose sentence is true of you:",
    );
    comment(&mut written, &format!("    sql = 3                  a level from 0 to {max}"));
    comment(&mut written, "    sql = \"not-applicable\"   your work has no use for it");
    comment(
        &mut written,
        "    sql = { level = 3, evidence = \"https://…\", confidence = \"sure\" }   sure, fairly or guess",
    );
    comment(&mut written, "What you leave as a comment is unanswered. Then: skillgap assess --answers FILE");
    comment(&mut written, "");
    for (level, name) in rubric.scale().levels() {
        comment(&mut written, &format!("{level}  {}{}", name.name, after(": ", name.meaning.as_deref())));
    }
    put(&mut written, format_args!("\nrubric = {}\n", text(named)));
    let ids: Vec<_> = rubric.targets().map(|(_, target)| target.id.as_str()).collect();
    comment(&mut written, &format!("one of: {}", ids.join(", ")));
    match target {
        Some(at) => put(&mut written, format_args!("target = {}\n", text(rubric[at].id.as_str()))),
        None => written.push_str("# target = \"\"\n"),
    }
    written.push_str("\n[ratings]\n");
    for (area_ix, area) in rubric.areas() {
        let mut skills = rubric.skills().filter(|(_, skill)| skill.area == area_ix).peekable();
        if skills.peek().is_none() {
            continue;
        }
        put(&mut written, format_args!("\n# ---- {} ----\n", clean::line(&area.title)));
        for (_, group) in rubric.groups().filter(|(_, group)| group.area == area_ix) {
            let members: Vec<_> = group.members.iter().map(|at| rubric[*at].id.as_str()).collect();
            comment(&mut written, &format!("{}: {} of {}", group.title, group.choose, members.join(", ")));
        }
        for (_, skill) in skills {
            blank_answer(&mut written, rubric, skill);
        }
    }
    written
}

fn blank_answer(written: &mut String, rubric: &Rubric, skill: &Skill) {
    written.push('\n');
    comment(written, &format!("{}{}", skill.title, after(": ", skill.summary.as_deref())));
    for (level, _) in rubric.scale().levels() {
        if let Some(anchor) = skill.anchor(level) {
            comment(written, &format!("  {level}  {anchor}"));
        }
    }
    put(written, format_args!("# {} = \n", skill.id));
}

fn comment(written: &mut String, line: &str) {
    put(written, format_args!("{}\n", format!("# {}", clean::line(line)).trim_end()));
}

fn after(between: &str, text: Option<&str>) -> String {
    text.map(|text| format!("{between}{text}")).unwrap_or_default()
}

fn put(written: &mut String, what: std::fmt::Arguments<'_>) {
    written.write_fmt(what).expect("a String takes all that is written");
}
