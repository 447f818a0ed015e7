//! One assessment: every answer as it was given.

use jiff::civil::Date;
use serde::Serialize;

use super::super::json::EditionJson;
use super::super::markdown::{self, Document, text};
use super::super::name::{self, level};
use super::super::screen::Screen;
use super::super::style::{Style, Tone};
use super::super::table::{Column, Table};
use super::list::answered;
use crate::assessment::{Answer, Assessment, Confidence, Help, Rating};
use crate::history::{Entry, SINGLE};
use crate::rubric::{Id, Level, Rubric, SkillIx};

/// A stored assessment, ready to be shown.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shown {
    /// Its id.
    pub id: String,
    /// What is stored.
    pub assessment: Assessment,
    /// How many skills were rated.
    pub answered: usize,
    /// The target, by its title if the rubric is at hand.
    pub target: Option<String>,
    /// The answers by area, in the rubric's order; of skills that the rubric does not have, under no area, by id.
    pub areas: Vec<(Option<String>, Vec<Said>)>,
}

/// An answer in words.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Said {
    /// The skill's id, as it was stored.
    pub id: String,
    /// The skill: its title if the rubric is at hand, else its id.
    pub skill: String,
    /// The level; none if the skill does not apply.
    pub level: Option<Level>,
    /// The level with its name, or that it does not apply.
    pub answer: String,
    /// The day on which it was really said.
    pub on: Date,
    /// How sure the person was; empty if that was not said.
    pub confidence: &'static str,
    /// The help without which the person does not hold it: `ai`; empty if that was not said.
    pub help: &'static str,
    /// What the person points to; empty if to nothing.
    pub evidence: String,
}

impl Shown {
    /// The assessment without what only its owner should see: evidence, how sure the person was, and with which help.
    #[must_use]
    pub fn redacted(mut self) -> Self {
        self.assessment = self.assessment.redacted();
        for said in self.areas.iter_mut().flat_map(|(_, answers)| answers) {
            said.evidence.clear();
            (said.confidence, said.help) = ("", "");
        }
        self
    }
}

/// Makes an assessment ready to be shown, with the titles and level names of its rubric if that is at hand.
pub fn show(entry: &Entry, rubric: Option<&Rubric>) -> Shown {
    let assessment = &entry.assessment;
    let target = assessment.target.as_ref().map(|id| {
        let known = rubric.and_then(|rubric| Some(&rubric[rubric.target(id.as_str())?].title));
        known.map_or_else(|| id.to_string(), |title| name::text(title))
    });
    Shown {
        id: name::text(&entry.id),
        assessment: assessment.clone(),
        answered: answered(assessment),
        target,
        areas: areas(assessment, rubric),
    }
}

fn areas(assessment: &Assessment, rubric: Option<&Rubric>) -> Vec<(Option<String>, Vec<Said>)> {
    let place = |id: &Id| rubric.and_then(|rubric| rubric.skill(id.as_str()));
    let mut placed: Vec<_> = assessment.ratings.iter().map(|(id, rating)| (place(id), id, rating)).collect();
    placed.sort_by_key(|(skill, ..)| (skill.is_none(), *skill));
    let mut areas = Vec::new();
    if let Some(rubric) = rubric {
        for (at, area) in rubric.areas() {
            let inside = placed.iter().filter_map(|(skill, id, rating)| Some(((*skill)?, *id, rating)));
            let inside = inside.filter(|(skill, ..)| rubric[*skill].area == at);
            let found: Vec<_> = inside.map(|(skill, id, rating)| known(rubric, skill, id, rating)).collect();
            if !found.is_empty() {
                areas.push((Some(name::text(&area.title)), found));
            }
        }
    }
    let unknown = placed.iter().filter(|(skill, ..)| skill.is_none());
    let unknown: Vec<_> =
        unknown.map(|(_, id, rating)| said(id, id.to_string(), number(rating.answer), rating)).collect();
    if !unknown.is_empty() {
        areas.push((None, unknown));
    }
    areas
}

fn known(rubric: &Rubric, skill: SkillIx, id: &Id, rating: &Rating) -> Said {
    let answer = match rating.answer {
        Answer::Rated(rated) if rated <= rubric.scale().max() => level(rubric, rated),
        other => number(other),
    };
    said(id, name::text(&rubric[skill].title), answer, rating)
}

const fn rated(answer: Answer) -> Option<Level> {
    match answer {
        Answer::Rated(level) => Some(level),
        Answer::NotApplicable => None,
    }
}

fn number(answer: Answer) -> String {
    match answer {
        Answer::Rated(level) => level.to_string(),
        Answer::NotApplicable => "not applicable".to_owned(),
    }
}

fn said(id: &Id, skill: String, answer: String, rating: &Rating) -> Said {
    Said {
        id: id.to_string(),
        skill,
        level: rated(rating.answer),
        answer,
        on: rating.on,
        confidence: rating.confidence.map_or("", Confidence::as_str),
        help: rating.help.map_or("", Help::as_str),
        evidence: name::text(rating.evidence.as_deref().unwrap_or_default()),
    }
}

/// The assessment on a screen.
pub fn show_terminal(shown: &Shown, style: Style) -> String {
    let mut screen = Screen::new(style);
    let assessment = &shown.assessment;
    screen.say(&format!("Assessment of {}, self-rated", screen.paint(Tone::Strong, &assessment.on.to_string())));
    let target = shown.target.as_ref().map(|target| format!(", for {target}")).unwrap_or_default();
    let edition = name::edition(&assessment.rubric);
    screen.say(&format!("{} answered by the rubric {edition}{target}", shown.answered));
    for (area, answers) in &shown.areas {
        screen.heading(area.as_deref().unwrap_or(heading_without_area(shown)));
        screen.table(&table(answers, assessment.on));
    }
    screen.heading("Next");
    let id = &shown.id;
    let commands = [
        (format!("skillgap report --at {id}"), "the gap report".to_owned()),
        (format!("skillgap progress --from {id}"), "what has changed since".to_owned()),
    ];
    screen.pairs(Some(Tone::Command), &commands);
    screen.finish()
}

/// The assessment as Markdown.
pub fn show_markdown(shown: &Shown) -> String {
    let mut document = Document::default();
    let assessment = &shown.assessment;
    document.heading(1, &format!("Assessment of {}", assessment.on));
    let target = shown.target.as_ref().map(|target| format!(", for {}", text(target))).unwrap_or_default();
    let rubric = markdown::edition(&assessment.rubric);
    document.block(&format!("{} answered by the rubric {rubric}{target}. Self-rated.", shown.answered));
    for (area, answers) in &shown.areas {
        document.heading(2, &text(area.as_deref().unwrap_or(heading_without_area(shown))));
        document.table(&table(answers, assessment.on));
    }
    let edition = name::edition(&assessment.rubric);
    document.finish(&format!("{edition}, assessment {}, self-rated", shown.id))
}

/// The assessment for programs: `skillgap.assessment/1`.
pub fn show_json(shown: &Shown) -> String {
    answers_json(Some(&shown.id), &shown.assessment)
}

/// Answers for programs: `skillgap.assessment/1`, with a null for the id where they are not stored.
pub(in crate::report) fn answers_json(id: Option<&str>, assessment: &Assessment) -> String {
    super::super::json::text(&Written::of(id, assessment))
}

fn heading_without_area(shown: &Shown) -> &'static str {
    if shown.areas.len() == 1 { "Answers, by id: the rubric is not available" } else { "Not in this rubric" }
}

/// Days only where an answer was carried over from an earlier one, confidence, help and evidence only where there is any.
fn table(answers: &[Said], on: Date) -> Table {
    let mut columns = vec![Column::left("skill", 0), Column::left("answer", 0)];
    let days = answers.iter().any(|said| said.on != on);
    let confidence = answers.iter().any(|said| !said.confidence.is_empty());
    let help = answers.iter().any(|said| !said.help.is_empty());
    let evidence = answers.iter().any(|said| !said.evidence.is_empty());
    let optional = [(days, "day"), (confidence, "confidence"), (help, "held with"), (evidence, "evidence")];
    columns.extend(optional.iter().filter(|(wanted, _)| *wanted).map(|(_, head)| Column::left(head, 0)));
    let cells = |said: &Said| {
        let mut cells = vec![said.skill.clone(), said.answer.clone()];
        let optional = [
            (days, said.on.to_string()),
            (confidence, said.confidence.to_owned()),
            (help, said.help.to_uppercase()),
            (evidence, said.evidence.clone()),
        ];
        cells.extend(optional.into_iter().filter(|(wanted, _)| *wanted).map(|(_, cell)| cell));
        cells
    };
    Table { columns, rows: answers.iter().map(cells).collect() }
}

/// All answers of one person at one time.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct Written<'a> {
    #[cfg_attr(test, schemars(extend("const" = "skillgap.assessment/1")))]
    schema: &'static str,
    /// Its id; null where it was never stored.
    id: Option<&'a str>,
    /// The day that it speaks for.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    on: String,
    /// The rubric that it was answered for.
    rubric: EditionJson<'a>,
    /// The id of the target that was chosen; null if none was.
    target: Option<&'a str>,
    /// The answers, by the ids of the skills. A skill that is not there is unanswered.
    ratings: std::collections::BTreeMap<&'a str, RatingJson<'a>>,
    /// Of the answers of its own day those that an earlier assessment gave and this one only kept.
    /// Absent where that was not noted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(with = "Vec<&str>", default))]
    carried: Option<Vec<&'a str>>,
}

impl<'a> Written<'a> {
    pub(super) fn of(id: Option<&'a str>, assessment: &'a Assessment) -> Self {
        let ratings = assessment.ratings.iter().map(|(id, rating)| (id.as_str(), RatingJson::from(rating)));
        Self {
            schema: SINGLE,
            id,
            on: assessment.on.to_string(),
            rubric: (&assessment.rubric).into(),
            target: assessment.target.as_ref().map(Id::as_str),
            ratings: ratings.collect(),
            carried: assessment.carried.as_ref().map(|carried| carried.iter().map(Id::as_str).collect()),
        }
    }
}

/// An answer.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RatingJson<'a> {
    /// Whether a level was said, or that the person's work has no use for the skill.
    #[cfg_attr(test, schemars(extend("enum" = ["rated", "not-applicable"])))]
    state: &'static str,
    /// The level; null unless rated.
    level: Option<u8>,
    /// The day on which it was really said; earlier than that of the assessment if it was carried over.
    #[cfg_attr(test, schemars(extend("format" = "date")))]
    on: String,
    /// What the person points to: a link or a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<&'a str>,
    /// How sure the person was.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(extend("enum" = ["sure", "fairly", "guess"])))]
    confidence: Option<&'static str>,
    /// The help without which the person does not hold the level: `ai`, that of an AI assistant.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(test, schemars(extend("enum" = ["ai"])))]
    help: Option<&'static str>,
}

impl<'a> From<&'a Rating> for RatingJson<'a> {
    fn from(rating: &'a Rating) -> Self {
        let level = rated(rating.answer).map(Level::get);
        Self {
            state: if level.is_some() { "rated" } else { "not-applicable" },
            level,
            on: rating.on.to_string(),
            evidence: rating.evidence.as_deref(),
            confidence: rating.confidence.map(Confidence::as_str),
            help: rating.help.map(Help::as_str),
        }
    }
}
