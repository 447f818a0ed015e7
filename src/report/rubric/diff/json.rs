//! A change of a rubric for programs: `skillgap.rubric-diff/1`, full precision.

use serde::Serialize;

use super::{DiffReport, Judged, Outcome};
use crate::report::gap::SpanJson;
use crate::report::history::EditionJson;
use crate::report::number::exact;
use crate::rubric::Id;
use crate::rubric::diff::{
    Asked, Bump, Changed, Diff, Moved, Part, Renamed, RequirementChange, ScaleChange, SkillChange, Things,
};

/// The report as one JSON object, indented, with a final newline. Keys are only ever added.
pub fn json(report: &DiffReport) -> String {
    let diff = &report.diff;
    super::super::super::json(&Written {
        schema: "skillgap.rubric-diff/1",
        from: (&report.from).into(),
        to: (&report.to).into(),
        size: diff.size().map(Bump::as_str),
        version_says_so: diff.version_says_so(),
        skills: skills(diff),
        groups: GroupsJson {
            moves: (&diff.groups).into(),
            changed: diff.groups.changed.iter().map(group).collect(),
            former: (&diff.groups).into(),
        },
        targets: TargetsJson {
            moves: (&diff.targets).into(),
            changed: diff.targets.changed.iter().map(target).collect(),
            former: (&diff.targets).into(),
        },
        projects: (&diff.projects).into(),
        guides: (&diff.guides).into(),
        areas: (&diff.areas).into(),
        scale: diff.scale.as_ref().map(scale),
        other: words(&diff.parts),
        assessment: report.assessment.as_ref().map(|(id, _)| id.as_str()),
        readiness: report.readiness.iter().map(JudgedJson::from).collect(),
    })
}

#[derive(Serialize)]
struct Written<'a> {
    schema: &'static str,
    from: EditionJson<'a>,
    to: EditionJson<'a>,
    size: Option<&'static str>,
    version_says_so: Option<bool>,
    skills: SkillsJson<'a>,
    groups: GroupsJson<'a>,
    targets: TargetsJson<'a>,
    projects: ThingsJson<'a>,
    guides: ThingsJson<'a>,
    areas: ThingsJson<'a>,
    scale: Option<ScaleJson>,
    other: Vec<&'static str>,
    assessment: Option<&'a str>,
    readiness: Vec<JudgedJson<'a>>,
}

/// Then and now.
#[derive(Serialize)]
struct Both<T> {
    from: T,
    to: T,
}

impl<T> From<(T, T)> for Both<T> {
    fn from((from, to): (T, T)) -> Self {
        Self { from, to }
    }
}

#[derive(Serialize)]
struct MovesJson<'a> {
    added: Vec<&'a str>,
    removed: Vec<&'a str>,
    renamed: Vec<Both<&'a str>>,
}

impl<'a, Change> From<&'a Things<Change>> for MovesJson<'a> {
    fn from(things: &'a Things<Change>) -> Self {
        let renamed = |Renamed { from, to }: &'a Renamed| Both { from: from.as_str(), to: to.as_str() };
        Self {
            added: ids(&things.added),
            removed: ids(&things.removed),
            renamed: things.renamed.iter().map(renamed).collect(),
        }
    }
}

#[derive(Serialize)]
struct ThingsJson<'a> {
    added: Vec<&'a str>,
    removed: Vec<&'a str>,
    changed: Vec<&'a str>,
}

impl<'a> From<&'a Things<Changed>> for ThingsJson<'a> {
    fn from(things: &'a Things<Changed>) -> Self {
        let changed = things.changed.iter().map(|change| change.id.as_str()).collect();
        Self { added: ids(&things.added), removed: ids(&things.removed), changed }
    }
}

#[derive(Serialize)]
struct SkillsJson<'a> {
    #[serde(flatten)]
    moves: MovesJson<'a>,
    reworded: Vec<RewordedJson<'a>>,
    hours: Vec<&'a str>,
    requires: Vec<&'a str>,
    other: Vec<OtherJson<'a>>,
    #[serde(flatten)]
    former: FormerJson<'a>,
}

/// Ids that things had before the older rubric: those that lead nowhere any more, those that lead somewhere now, and those
/// that lead elsewhere.
#[derive(Serialize)]
struct FormerJson<'a> {
    forgotten: Vec<&'a str>,
    remembered: Vec<&'a str>,
    moved: Vec<MovedJson<'a>>,
}

#[derive(Serialize)]
struct MovedJson<'a> {
    id: &'a str,
    from: &'a str,
    to: &'a str,
}

impl<'a, Change> From<&'a Things<Change>> for FormerJson<'a> {
    fn from(things: &'a Things<Change>) -> Self {
        let moved =
            |Moved { id, from, to }: &'a Moved| MovedJson { id: id.as_str(), from: from.as_str(), to: to.as_str() };
        Self {
            forgotten: ids(&things.forgotten),
            remembered: ids(&things.remembered),
            moved: things.moved.iter().map(moved).collect(),
        }
    }
}

#[derive(Serialize)]
struct RewordedJson<'a> {
    skill: &'a str,
    levels: Vec<u8>,
    title: bool,
}

/// What else differs of a skill, by the keys of a rubric.
#[derive(Serialize)]
struct OtherJson<'a> {
    skill: &'a str,
    keys: Vec<&'static str>,
}

fn skills(diff: &Diff) -> SkillsJson<'_> {
    let changed = || diff.skills.changed.iter();
    let reworded = |change: &&SkillChange| !change.levels.is_empty() || change.has(Part::Title);
    SkillsJson {
        moves: (&diff.skills).into(),
        reworded: changed()
            .filter(reworded)
            .map(|change| RewordedJson {
                skill: change.skill.as_str(),
                levels: change.levels.iter().map(|level| level.get()).collect(),
                title: change.has(Part::Title),
            })
            .collect(),
        hours: changed().filter(|change| change.has(Part::Hours)).map(|change| change.skill.as_str()).collect(),
        requires: changed().filter(|change| change.needs_otherwise()).map(|change| change.skill.as_str()).collect(),
        other: changed().filter_map(other).collect(),
        former: (&diff.skills).into(),
    }
}

/// Titles are among what is reworded, and hours have a key of their own.
fn other(change: &SkillChange) -> Option<OtherJson<'_>> {
    let parts = change.parts.iter().filter(|part| !matches!(part, Part::Title | Part::Hours));
    let keys: Vec<_> = parts.map(|part| part.word()).collect();
    (!keys.is_empty()).then(|| OtherJson { skill: change.skill.as_str(), keys })
}

#[derive(Serialize)]
struct GroupsJson<'a> {
    #[serde(flatten)]
    moves: MovesJson<'a>,
    changed: Vec<GroupJson<'a>>,
    #[serde(flatten)]
    former: FormerJson<'a>,
}

#[derive(Serialize)]
struct GroupJson<'a> {
    group: &'a str,
    members: MembersJson<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    choose: Option<Both<usize>>,
    other: Vec<&'static str>,
}

#[derive(Serialize)]
struct MembersJson<'a> {
    added: Vec<&'a str>,
    dropped: Vec<&'a str>,
}

fn group(change: &crate::rubric::diff::GroupChange) -> GroupJson<'_> {
    GroupJson {
        group: change.group.as_str(),
        members: MembersJson { added: ids(&change.joined), dropped: ids(&change.left) },
        choose: change.choose.map(Both::from),
        other: words(&change.parts),
    }
}

#[derive(Serialize)]
struct TargetsJson<'a> {
    #[serde(flatten)]
    moves: MovesJson<'a>,
    changed: Vec<TargetJson<'a>>,
    #[serde(flatten)]
    former: FormerJson<'a>,
}

#[derive(Serialize)]
struct TargetJson<'a> {
    target: &'a str,
    requirements: Vec<RequirementJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ready_at: Option<Both<f64>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rank: Option<Both<Option<i64>>>,
    other: Vec<&'static str>,
}

fn target(change: &crate::rubric::diff::TargetChange) -> TargetJson<'_> {
    TargetJson {
        target: change.target.as_str(),
        requirements: change.requirements.iter().map(RequirementJson::from).collect(),
        ready_at: change.ready_at.map(|(from, to)| Both { from: exact(from), to: exact(to) }),
        rank: change.rank.map(Both::from),
        other: words(&change.parts),
    }
}

#[derive(Serialize)]
struct RequirementJson<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    skill: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    group: Option<&'a str>,
    from: Option<AskedJson>,
    to: Option<AskedJson>,
}

impl<'a> From<&'a RequirementChange> for RequirementJson<'a> {
    fn from(change: &'a RequirementChange) -> Self {
        let id = Some(change.id.as_str());
        Self {
            skill: id.filter(|_| !change.is_group),
            group: id.filter(|_| change.is_group),
            from: change.from.map(AskedJson::from),
            to: change.to.map(AskedJson::from),
        }
    }
}

#[derive(Serialize)]
struct AskedJson {
    level: u8,
    weight: u32,
    essential: bool,
}

impl From<Asked> for AskedJson {
    fn from(Asked { level, weight, essential }: Asked) -> Self {
        Self { level: level.get(), weight, essential }
    }
}

/// The highest levels, and the levels with another name or meaning.
#[derive(Serialize)]
struct ScaleJson {
    max: Both<u8>,
    reworded: Vec<u8>,
}

fn scale(change: &ScaleChange) -> ScaleJson {
    let (from, to) = change.max;
    let reworded = change.reworded.iter().map(|level| level.get()).collect();
    ScaleJson { max: Both { from: from.get(), to: to.get() }, reworded }
}

#[derive(Serialize)]
struct JudgedJson<'a> {
    target: &'a str,
    from: Option<SpanJson>,
    to: Option<SpanJson>,
    from_verdict: Option<&'static str>,
    to_verdict: Option<&'static str>,
}

impl<'a> From<&'a Judged> for JudgedJson<'a> {
    fn from(judged: &'a Judged) -> Self {
        let span = |outcome: Option<Outcome>| outcome?.readiness.map(SpanJson::from);
        let verdict = |outcome: Option<Outcome>| outcome.map(|outcome| outcome.verdict.as_str());
        Self {
            target: &judged.target.id,
            from: span(judged.from),
            to: span(judged.to),
            from_verdict: verdict(judged.from),
            to_verdict: verdict(judged.to),
        }
    }
}

fn ids(ids: &[Id]) -> Vec<&str> {
    ids.iter().map(Id::as_str).collect()
}

fn words(parts: &[Part]) -> Vec<&'static str> {
    parts.iter().map(|part| part.word()).collect()
}
