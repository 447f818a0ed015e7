//! Strengths as a JSON Resume: what one may put into an application. Never a gap.

use jiff::civil::Date;
use serde::Serialize;
use serde_json::{Map, Value};

use super::name;
use crate::assessment::{Answer, Assessment, Edition, carried};
use crate::rubric::{AreaIx, Level, Rubric};

/// Where the schema is that says what a résumé looks like.
const SCHEMA: &str = "https://raw.githubusercontent.com/jsonresume/resume-schema/v1.0.0/schema.json";

/// The key that marks the entries that we wrote.
const OURS: &str = "x-skillgap";

/// The strengths of a person: an entry for each area in which there is one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resume {
    /// The rubric by which they were rated.
    pub edition: Edition,
    /// The day of the assessment.
    pub on: Date,
    /// The areas, in the rubric's order.
    pub areas: Vec<Strong>,
}

/// An area in which a person has something to show.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Strong {
    /// Its title.
    pub area: String,
    /// The name of the middle level of its strengths, of two the lower one.
    pub level: String,
    /// Ids and titles of the skills that can be named, in the rubric's order.
    pub skills: Vec<(String, String)>,
}

/// Why a file is no JSON Resume to add to.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unfit {
    /// It is no JSON.
    #[error("it is no JSON, from line {line}")]
    NoJson {
        /// Where that begins to show.
        line: usize,
    },
    /// It holds something else than an object.
    #[error("it holds no JSON object")]
    NoObject,
    /// Its skills are something else than a list.
    #[error("its `skills` are no list")]
    NoList,
}

/// What of an assessment belongs into a résumé. An area is in it from the level that is two fifths of the scale, `2` of 5;
/// a skill is named from three fifths.
pub fn resume(rubric: &Rubric, edition: &Edition, assessment: &Assessment) -> Resume {
    let (entry, named) = (fifths(rubric, 2), fifths(rubric, 3));
    let said: Vec<_> = carried(rubric, &assessment.ratings).collect();
    let strong = |area: AreaIx| {
        let rated = rubric.skills().filter(|(_, skill)| skill.area == area).filter_map(|(at, skill)| {
            match said[at.get()].as_ref()?.answer {
                Answer::Rated(level) if level >= entry => Some((level, skill)),
                Answer::Rated(_) | Answer::NotApplicable => None,
            }
        });
        let rated: Vec<_> = rated.collect();
        let mut levels: Vec<_> = rated.iter().map(|(level, _)| *level).collect();
        levels.sort_unstable();
        let middle = *levels.get(levels.len().checked_sub(1)? / 2)?;
        let skills = rated.iter().filter(|(level, _)| *level >= named);
        Some(Strong {
            area: name::text(&rubric[area].title),
            level: name::text(rubric.scale().name(middle)),
            skills: skills.map(|(_, skill)| (skill.id.to_string(), name::text(&skill.title))).collect(),
        })
    };
    Resume {
        edition: edition.clone(),
        on: assessment.on,
        areas: rubric.areas().filter_map(|(at, _)| strong(at)).collect(),
    }
}

/// The lowest level that is at least so many fifths of the scale.
fn fifths(rubric: &Rubric, many: u8) -> Level {
    let max = rubric.scale().max().get();
    Level::new((max * many).div_ceil(5))
}

/// A résumé of nothing but these skills.
pub fn json(resume: &Resume) -> String {
    super::json::text(&serde_json::json!({ "$schema": SCHEMA, "skills": entries(resume) }))
}

/// The résumé that is there already, with these skills in it: the entries that we wrote before go, all else stays.
pub fn merged(resume: &Resume, there: &str) -> Result<String, Unfit> {
    let read = serde_json::from_str::<Value>(there.trim_start_matches('\u{feff}'));
    let mut whole = read.map_err(|error| Unfit::NoJson { line: error.line() })?;
    let object = whole.as_object_mut().ok_or(Unfit::NoObject)?;
    let skills = object.entry("skills").or_insert_with(|| Value::Array(Vec::new()));
    let skills = skills.as_array_mut().ok_or(Unfit::NoList)?;
    let is_ours = |entry: &Value| entry.get(OURS).is_some();
    let place = skills.iter().position(is_ours).unwrap_or(skills.len());
    skills.retain(|entry| !is_ours(entry));
    skills.splice(place..place, entries(resume));
    Ok(super::json::text(&whole))
}

fn entries(resume: &Resume) -> Vec<Value> {
    let edition = name::edition(&resume.edition);
    let entry = |strong: &Strong| {
        let ids: Vec<_> = strong.skills.iter().map(|(id, _)| id.as_str()).collect();
        let titles: Vec<_> = strong.skills.iter().map(|(_, title)| title.as_str()).collect();
        let mut entry = Map::new();
        entry.insert("name".to_owned(), strong.area.as_str().into());
        entry.insert("level".to_owned(), strong.level.as_str().into());
        entry.insert("keywords".to_owned(), titles.into());
        let ours = Ours { rubric: &edition, ids, assessed: resume.on.to_string(), source: "self-rated" };
        entry.insert(OURS.to_owned(), serde_json::to_value(ours).expect("own struct of texts can be written"));
        Value::Object(entry)
    };
    resume.areas.iter().map(entry).collect()
}

/// Where an entry comes from.
#[derive(Serialize)]
struct Ours<'a> {
    rubric: &'a str,
    ids: Vec<&'a str>,
    assessed: String,
    source: &'static str,
}
