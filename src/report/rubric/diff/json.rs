//! A change of a rubric for programs: `skillgap.rubric-diff/1`, full precision.

mod targets;

use serde::Serialize;

use super::{DiffReport, Judged, Outcome};
use crate::report::json::{EditionJson, SpanJson};
use crate::rubric::Id;
use crate::rubric::diff::{Bump, Changed, Diff, Moved, Part, Renamed, ScaleChange, SkillChange, Things};

/// The report as one JSON object, indented, with a final newline. Keys are only ever added.
pub fn json(report: &DiffReport) -> String {
    let diff = &report.diff;
    super::super::super::json::text(&Written {
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
        targets: targets::TargetsJson {
            moves: (&diff.targets).into(),
            changed: diff.targets.changed.iter().map(targets::target).collect(),
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

/// What a change of a rubric means.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct Written<'a> {
    #[cfg_attr(test, schemars(extend("const" = "skillgap.rubric-diff/1")))]
    schema: &'static str,
    /// The older edition.
    from: EditionJson<'a>,
    /// The newer one.
    to: EditionJson<'a>,
    /// How large the change is: `patch`, `minor` or `major`; null if nothing changed.
    size: Option<&'static str>,
    /// Whether the version moved as far; null if it cannot be told.
    version_says_so: Option<bool>,
    /// What changed of the skills.
    skills: SkillsJson<'a>,
    /// What changed of the groups.
    groups: GroupsJson<'a>,
    /// What changed of the targets.
    targets: targets::TargetsJson<'a>,
    /// What changed of the projects.
    projects: ThingsJson<'a>,
    /// What changed of the guides.
    guides: ThingsJson<'a>,
    /// What changed of the areas.
    areas: ThingsJson<'a>,
    /// What changed of the scale; null if nothing did.
    scale: Option<ScaleJson>,
    /// Other keys of the rubric that changed.
    other: Vec<&'static str>,
    /// The id of the assessment that readiness is judged by; null if there is none.
    assessment: Option<&'a str>,
    /// Readiness for each target by both editions.
    readiness: Vec<JudgedJson<'a>>,
}

/// Then and now.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Both<T> {
    /// By the older edition.
    from: T,
    /// By the newer one.
    to: T,
}

impl<T> From<(T, T)> for Both<T> {
    fn from((from, to): (T, T)) -> Self {
        Self { from, to }
    }
}

/// Things that came, went and changed their ids.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct MovesJson<'a> {
    /// Ids of what is new.
    added: Vec<&'a str>,
    /// Ids of what is gone.
    removed: Vec<&'a str>,
    /// Ids that changed.
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

/// Things that came, went and changed.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ThingsJson<'a> {
    /// Ids of what is new.
    added: Vec<&'a str>,
    /// Ids of what is gone.
    removed: Vec<&'a str>,
    /// Ids of what changed.
    changed: Vec<&'a str>,
}

impl<'a> From<&'a Things<Changed>> for ThingsJson<'a> {
    fn from(things: &'a Things<Changed>) -> Self {
        let changed = things.changed.iter().map(|change| change.id.as_str()).collect();
        Self { added: ids(&things.added), removed: ids(&things.removed), changed }
    }
}

/// What changed of the skills.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct SkillsJson<'a> {
    #[serde(flatten)]
    moves: MovesJson<'a>,
    /// Skills with another title or other anchors: they are asked again.
    reworded: Vec<RewordedJson<'a>>,
    /// Ids of the skills with other hours.
    hours: Vec<&'a str>,
    /// Ids of the skills with other prerequisites.
    requires: Vec<&'a str>,
    /// Skills of which something else changed.
    other: Vec<OtherJson<'a>>,
    #[serde(flatten)]
    former: FormerJson<'a>,
}

/// Ids that things had before the older rubric: those that lead nowhere any more, those that lead somewhere now, and those
/// that lead elsewhere.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct FormerJson<'a> {
    /// Former ids that lead nowhere any more.
    forgotten: Vec<&'a str>,
    /// Former ids that lead somewhere now.
    remembered: Vec<&'a str>,
    /// Former ids that lead elsewhere.
    moved: Vec<MovedJson<'a>>,
}

/// A former id that leads elsewhere.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct MovedJson<'a> {
    /// The former id.
    id: &'a str,
    /// The id of what it led to.
    from: &'a str,
    /// The id of what it leads to now.
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

/// A skill with other words.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RewordedJson<'a> {
    /// The id of the skill.
    skill: &'a str,
    /// The levels whose anchors have other words.
    levels: Vec<u8>,
    /// Whether its title has.
    title: bool,
}

/// What else differs of a skill, by the keys of a rubric.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OtherJson<'a> {
    /// The id of the skill.
    skill: &'a str,
    /// The keys of it that changed.
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

/// What changed of the groups.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct GroupsJson<'a> {
    #[serde(flatten)]
    moves: MovesJson<'a>,
    /// The groups that changed.
    changed: Vec<GroupJson<'a>>,
    #[serde(flatten)]
    former: FormerJson<'a>,
}

/// A group that changed.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct GroupJson<'a> {
    /// The id of the group.
    group: &'a str,
    /// Members that came and went.
    members: MembersJson<'a>,
    /// How many members count; absent if that did not change.
    #[serde(skip_serializing_if = "Option::is_none")]
    choose: Option<Both<usize>>,
    /// Other keys of it that changed.
    other: Vec<&'static str>,
}

/// Members of a group.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct MembersJson<'a> {
    /// Ids of those that came.
    added: Vec<&'a str>,
    /// Ids of those that went.
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

/// The highest levels, and the levels with another name or meaning.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct ScaleJson {
    /// The highest levels.
    max: Both<u8>,
    /// The levels with another name or meaning.
    reworded: Vec<u8>,
}

fn scale(change: &ScaleChange) -> ScaleJson {
    let (from, to) = change.max;
    let reworded = change.reworded.iter().map(|level| level.get()).collect();
    ScaleJson { max: Both { from: from.get(), to: to.get() }, reworded }
}

/// A target as the answers stand for it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct JudgedJson<'a> {
    /// The id of the target.
    target: &'a str,
    /// Readiness by the older edition; null where there is none.
    from: Option<SpanJson>,
    /// Readiness by the newer one; null where there is none.
    to: Option<SpanJson>,
    /// The verdict by the older edition; null if it has no such target.
    from_verdict: Option<&'static str>,
    /// The verdict by the newer one; null if it has no such target.
    to_verdict: Option<&'static str>,
}

impl<'a> From<&'a Judged> for JudgedJson<'a> {
    fn from(judged: &'a Judged) -> Self {
        let span = |outcome: Option<&Outcome>| outcome?.readiness.map(SpanJson::from);
        let verdict = |outcome: Option<&Outcome>| outcome.map(|outcome| outcome.verdict.as_str());
        Self {
            target: &judged.target.id,
            from: span(judged.from.as_ref()),
            to: span(judged.to.as_ref()),
            from_verdict: verdict(judged.from.as_ref()),
            to_verdict: verdict(judged.to.as_ref()),
        }
    }
}

fn ids(ids: &[Id]) -> Vec<&str> {
    ids.iter().map(Id::as_str).collect()
}

fn words(parts: &[Part]) -> Vec<&'static str> {
    parts.iter().map(|part| part.word()).collect()
}
