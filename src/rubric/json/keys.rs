//! The keys of a rubric file, as types. What stands here of each is what an editor shows of it: the JSON Schema of rubric
//! files is made from these types, and a test holds it against the reader.

use serde::Serialize;

#[cfg(test)]
use super::values::defaults;
use super::values::{Anchor, Hours, Id, Level, Number, Text, Weeks};

/// A rubric: what one is measured against. One file, or a folder of files that are read as one.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Rubric<'r> {
    /// The rubric's own id. Answers are kept by it, so no other rubric may have it.
    pub(super) id: Id<'r>,
    /// The rubric's name, as people say it.
    pub(super) title: Text<'r>,
    /// The edition, such as `1.0.0`. A change of wording is a patch version, of weights and targets a minor one, removed or
    /// split skills a major one.
    pub(super) version: Text<'r>,
    /// The language that the rubric is written in, as a BCP 47 tag.
    #[cfg_attr(test, schemars(default = "defaults::language"))]
    pub(super) language: Text<'r>,
    /// What the rubric covers, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<Text<'r>>,
    /// What the rubric was made from, and under which licence.
    #[serde(default)]
    pub(super) sources: Vec<Source<'r>>,
    /// The ordered levels, 2 to 12 of them. The first is level 0 and means none.
    #[cfg_attr(test, schemars(length(min = 2, max = 12)))]
    pub(super) scale: Vec<LevelName<'r>>,
    /// Typical hours of the step to level 1, 2, … to the highest, in quarter hours, for skills that have none of their own.
    /// Without them 4, 12, 30, 60 and 120 hours are taken as a rule of thumb.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(length(max = 11)))]
    pub(super) hours: Vec<Hours>,
    /// Skills that are shown together, 5 to 10 of them an area. At least one area.
    pub(super) areas: Vec<Area<'r>>,
    /// What a person can be more or less good at. At least one skill.
    pub(super) skills: Vec<Skill<'r>>,
    /// Alternatives of which a few count, such as one backend language of many.
    #[serde(default)]
    pub(super) groups: Vec<Group<'r>>,
    /// What each role asks for. At least one target.
    pub(super) targets: Vec<Target<'r>>,
    /// Portfolio work that raises several skills at once.
    #[serde(default)]
    pub(super) projects: Vec<Project<'r>>,
    /// Advice that is no skill: entry routes, portfolio, interviews.
    #[serde(default)]
    pub(super) guides: Vec<Guide<'r>>,
}

/// A work that the rubric was made from.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Source<'r> {
    /// The work's title.
    pub(super) title: Text<'r>,
    /// Who wrote it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) author: Option<Text<'r>>,
    /// Its licence, as an SPDX identifier such as `CC-BY-4.0`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) license: Option<Text<'r>>,
    /// Where it is found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<Text<'r>>,
}

/// A level of the scale, the same for every skill.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct LevelName<'r> {
    /// The level's name, such as `Guided`.
    pub(super) name: Text<'r>,
    /// What the level means on any skill, in the first person, such as `I did it with help.`
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) meaning: Option<Text<'r>>,
}

/// Skills that are shown together.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Area<'r> {
    /// The area's id, by which skills and groups name it.
    pub(super) id: Id<'r>,
    /// The area's name, as people say it.
    pub(super) title: Text<'r>,
}

/// One thing a person can be more or less good at.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Skill<'r> {
    /// The skill's id, by which answers are kept. Unique among skills, groups, targets and projects, and never reused.
    pub(super) id: Id<'r>,
    /// The skill's name, as people say it. No id, title or alias of a skill equals one of another skill, case ignored.
    pub(super) title: Text<'r>,
    /// The id of the area that the skill is shown in.
    pub(super) area: Id<'r>,
    /// What sort of thing the skill is: of the craft, of working with people, of leading others, of steering an organisation.
    #[cfg_attr(test, schemars(default = "defaults::kind", extend("enum" = ["technical", "soft", "leadership", "strategic"])))]
    pub(super) kind: &'static str,
    /// What the skill is, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<Text<'r>>,
    /// Why the skill matters, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) why: Option<Text<'r>>,
    /// Other names of the skill: product names, abbreviations.
    #[serde(default)]
    pub(super) aliases: Vec<Text<'r>>,
    /// Names that are found and count under this skill without being other names of it, such as rival products.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) covers: Vec<Text<'r>>,
    /// Those of the names above, the title and the id among them, that are ordinary words too and need care in prose.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) wordlike: Vec<Text<'r>>,
    /// Words that speak of the skill and name no product, such as `scalable`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) concepts: Vec<Text<'r>>,
    /// Ids that the skill had in older versions: answers under them carry over.
    #[serde(default)]
    #[cfg_attr(test, schemars(extend("uniqueItems" = true)))]
    pub(super) formerly: Vec<Id<'r>>,
    /// What a person at each level can be seen to do: one observable act in the first person, for level 1, 2, … to the
    /// highest. It may have several lines. Without anchors, and where one is empty, the scale's `meaning` speaks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(length(max = 11)))]
    pub(super) anchors: Vec<Anchor<'r>>,
    /// Typical hours of the step to level 1, 2, … to the highest, in quarter hours. Without them those of the rubric count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(length(max = 11)))]
    pub(super) hours: Vec<Hours>,
    /// Weeks that the step to level 1, 2, … takes at the least, whatever the hours: for what happens at work and cannot be
    /// crammed. All levels, or none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(length(max = 11)))]
    pub(super) weeks: Vec<Weeks>,
    /// Levels of other skills that levels of this one need.
    #[serde(default)]
    #[cfg_attr(test, schemars(extend("uniqueItems" = true)))]
    pub(super) requires: Vec<Prerequisite<'r>>,
    /// Things to learn the skill from.
    #[serde(default)]
    pub(super) resources: Vec<Resource<'r>>,
    /// One concrete exercise for level 1, 2, … to the highest, that shows that the level is reached. All levels, or none.
    #[serde(default)]
    #[cfg_attr(test, schemars(length(max = 11)))]
    pub(super) practice: Vec<Text<'r>>,
}

/// A level of another skill, or of as many members of a group as it chooses, that is needed before a level of this one.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Prerequisite<'r> {
    /// The level of this skill that needs something.
    pub(super) level: Level,
    /// The id of the skill that is needed; either this or `group`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) skill: Option<Id<'r>>,
    /// The id of the group that is needed, such as any backend language; either this or `skill`. Never one that has this
    /// skill.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) group: Option<Id<'r>>,
    /// The level that is needed of that skill, or of the members of the group.
    pub(super) at: Level,
}

/// Something to learn from.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Resource<'r> {
    /// Its title.
    pub(super) title: Text<'r>,
    /// Its address, best one that begins with `https://`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) url: Option<Text<'r>>,
    /// What it is, such as `docs`, `book` or `course`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) kind: Option<Text<'r>>,
    /// What it costs, such as `free`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) cost: Option<Text<'r>>,
    /// The levels that it leads to; none means all.
    #[serde(default)]
    pub(super) levels: Vec<Level>,
    /// The ids of the skills that it is for: it is shown to those who hold, or whose plan climbs, one of them. None means
    /// everybody.
    #[serde(rename = "for", default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(test, schemars(extend("uniqueItems" = true)))]
    pub(super) for_skills: Vec<Id<'r>>,
}

/// Alternatives of which `choose` count.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Group<'r> {
    /// The group's id. Unique among skills, groups, targets and projects, and never reused.
    pub(super) id: Id<'r>,
    /// The group's name, as people say it.
    pub(super) title: Text<'r>,
    /// The id of the area that the group is shown in.
    pub(super) area: Id<'r>,
    /// What the group is about, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<Text<'r>>,
    /// How many of the members count, from 1 to as many as there are: the best ones.
    #[cfg_attr(test, schemars(default = "defaults::one", range(min = 1, max = 40)))]
    pub(super) choose: usize,
    /// The ids of the skills that are alternatives, each once.
    #[cfg_attr(test, schemars(length(min = 1), extend("uniqueItems" = true)))]
    pub(super) skills: Vec<Id<'r>>,
    /// Ids that the group had in older versions.
    #[serde(default)]
    #[cfg_attr(test, schemars(extend("uniqueItems" = true)))]
    pub(super) formerly: Vec<Id<'r>>,
}

/// What a role asks for.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Target<'r> {
    /// The target's id. Unique among skills, groups, targets and projects, and never reused.
    pub(super) id: Id<'r>,
    /// The role's name, as people say it.
    pub(super) title: Text<'r>,
    /// What sort of role it is: a step of the career ladder, a narrower and deeper role, or one outside the ladder.
    #[cfg_attr(test, schemars(extend("enum" = ["ladder", "specialisation", "switch"])))]
    pub(super) kind: &'static str,
    /// The order on the ladder, a whole number that no other target has; a higher one is further up. On the ladder only,
    /// and there it must be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) rank: Option<i64>,
    /// The id of the target that a specialisation or a switch starts from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) after: Option<Id<'r>>,
    /// Job titles that mean this role.
    #[serde(default)]
    pub(super) titles: Vec<Text<'r>>,
    /// The role in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<Text<'r>>,
    /// What the role pays, a year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) salary: Option<Salary<'r>>,
    /// The readiness from which the role is in reach, above 0 and at most 1.
    #[cfg_attr(test, schemars(default = "defaults::ready_at", range(max = 1), extend("exclusiveMinimum" = 0)))]
    pub(super) ready_at: Number,
    /// What the role asks for, at least one requirement, each skill and group at most once.
    #[cfg_attr(test, schemars(length(min = 1), extend("uniqueItems" = true)))]
    pub(super) requires: Vec<Requirement<'r>>,
    /// Ids that the target had in older versions.
    #[serde(default)]
    #[cfg_attr(test, schemars(extend("uniqueItems" = true)))]
    pub(super) formerly: Vec<Id<'r>>,
}

/// A salary range, a year.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Salary<'r> {
    /// The currency, as its ISO 4217 code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) currency: Option<Text<'r>>,
    /// Where it is paid.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) region: Option<Text<'r>>,
    /// The low end, from 0 up.
    #[cfg_attr(test, schemars(range(min = 0)))]
    pub(super) low: Number,
    /// The high end, not below the low one.
    #[cfg_attr(test, schemars(range(min = 0)))]
    pub(super) high: Number,
}

/// A level that a target asks of a skill or a group.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Requirement<'r> {
    /// The id of the skill that is asked for; either this or `group`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) skill: Option<Id<'r>>,
    /// The id of the group that is asked for; either this or `skill`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) group: Option<Id<'r>>,
    /// The level that is asked for.
    pub(super) level: Level,
    /// What the requirement weighs among those of the target, a whole number from 1 to 100.
    #[cfg_attr(test, schemars(default = "defaults::one", range(min = 1, max = 100)))]
    pub(super) weight: u32,
    /// Whether the role is out of reach without it: its floor is then the level itself.
    #[serde(default)]
    pub(super) essential: bool,
    /// The level below which this requirement alone keeps a person from being ready, at most `level`.
    #[serde(default, skip_serializing_if = "is_none")]
    #[cfg_attr(test, schemars(range(max = 11)))]
    pub(super) floor: u8,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
const fn is_none(floor: &u8) -> bool {
    *floor == 0
}

/// Portfolio work that raises several skills at once.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Project<'r> {
    /// The project's id. Unique among skills, groups, targets and projects, and never reused.
    pub(super) id: Id<'r>,
    /// The project's name, as people say it.
    pub(super) title: Text<'r>,
    /// What it is, in a sentence or two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<Text<'r>>,
    /// Typical hours for the whole of it, in quarter hours.
    pub(super) hours: Hours,
    /// The skills that it raises, each once, and to which level.
    #[cfg_attr(test, schemars(extend("uniqueItems" = true)))]
    pub(super) raises: Vec<Raise<'r>>,
    /// What there is when it is done.
    #[serde(default)]
    pub(super) deliverables: Vec<Text<'r>>,
    /// How to present it.
    #[serde(default)]
    pub(super) show: Vec<Text<'r>>,
    /// Things that help.
    #[serde(default)]
    pub(super) resources: Vec<Resource<'r>>,
}

/// A level of a skill that a project leads to.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Raise<'r> {
    /// The id of the skill.
    pub(super) skill: Id<'r>,
    /// The level that the project leads to.
    pub(super) to: Level,
}

/// Advice that is no skill.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Guide<'r> {
    /// The guide's id.
    pub(super) id: Id<'r>,
    /// The guide's name, as people say it.
    pub(super) title: Text<'r>,
    /// What sort of advice it is: a way into the profession, how to present one's work, or anything else.
    #[cfg_attr(test, schemars(extend("enum" = ["route", "portfolio", "other"])))]
    pub(super) kind: &'static str,
    /// The ids of the targets that it helps with; none means all.
    #[serde(default)]
    pub(super) targets: Vec<Id<'r>>,
    /// The advice, a paragraph an item.
    pub(super) text: Vec<Text<'r>>,
    /// Where to go on.
    #[serde(default)]
    pub(super) links: Vec<Link<'r>>,
}

/// A named address.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Link<'r> {
    /// What it is called.
    pub(super) title: Text<'r>,
    /// Where it leads.
    pub(super) url: Text<'r>,
}
