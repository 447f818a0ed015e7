//! What differs between two rubrics, by kind, in words.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Section;
use super::words;
use crate::report::name::{self, Name, capital, listed};
use crate::rubric::diff::{
    Changed, Diff, GroupChange, Moved, Need, Part, Renamed, RequirementChange, SkillChange, TargetChange, Things,
};
use crate::rubric::{Id, Level, Rubric, Subject};

/// No list is cut short: it is what was asked for.
const ALL: usize = usize::MAX - 1;

/// Two rubrics and what differs, to be put into words.
pub(super) struct Sections<'a> {
    pub(super) old: &'a Rubric,
    pub(super) new: &'a Rubric,
    pub(super) diff: &'a Diff,
}

/// Labels, and what belongs to each.
type Entries = Vec<(String, String)>;

/// The title of the thing of one kind that has an id now.
type Titled = for<'r> fn(&'r Rubric, &Id) -> Option<&'r str>;

macro_rules! titled {
    ($($kind:ident in $things:ident;)*) => {$(
        fn $kind<'r>(rubric: &'r Rubric, id: &Id) -> Option<&'r str> {
            rubric.$things().find(|(_, thing)| thing.id == *id).map(|(_, thing)| thing.title.as_str())
        }
    )*};
}

titled! {
    skill in skills;
    group in groups;
    target in targets;
    project in projects;
    guide in guides;
    area in areas;
}

impl Sections<'_> {
    /// Everything that differs, by kind.
    pub(super) fn all(&self) -> Vec<Section> {
        let Diff { targets, projects, guides, areas, .. } = self.diff;
        let mut sections = Vec::new();
        let mut add = |title: &str, entries: Entries| {
            if !entries.is_empty() {
                sections.push(Section { title: title.to_owned(), entries });
            }
        };
        add("Skills: what becomes of answers", self.skills());
        add("Skills that are reworded", together(&self.reworded()));
        add("What skills need", together(&self.needs()));
        add("Skills, otherwise", self.other_parts());
        add("Groups", self.groups());
        add("Targets", [self.moves(targets, target), former(targets, NAMES)].concat());
        for change in &targets.changed {
            add(&format!("Target {}", self.title(&change.target, target)), self.target(change));
        }
        add("Projects", self.moves_and_changes(projects, project));
        add("Guides", self.moves_and_changes(guides, guide));
        add("Areas", self.moves_and_changes(areas, area));
        add("The rubric itself", self.rubric());
        sections
    }

    fn skills(&self) -> Entries {
        let Diff { skills, .. } = self.diff;
        let mut entries = self.moves(skills, skill);
        let merged: BTreeSet<_> = skills.merged().collect();
        if !merged.is_empty() {
            let one = "of several answers that under the present id counts, else the last";
            entries.push(entry("Merged", format!("{}: {one}", self.names(merged, skill))));
        }
        entries.extend(self.look_alikes());
        entries.extend(former(skills, ANSWERS));
        entries
    }

    /// Skills that are gone, and what has their title or an alias of it now.
    fn look_alikes(&self) -> Option<(String, String)> {
        let Things { removed, added, .. } = &self.diff.skills;
        let alike = removed.iter().filter_map(|gone| match self.new.find(skill(self.old, gone)?) {
            Ok(Subject::Skill(at)) => Some(&self.new[at].id).filter(|id| added.contains(id)).map(|id| (gone, id)),
            _ => None,
        });
        let words = alike.map(|(gone, new)| format!("{gone} as {new}")).collect::<Vec<_>>().join(", ");
        let way_out = "same name, but the old id is not among the former ids, so its answers do not carry over";
        (!words.is_empty()).then(|| entry("Renamed?", format!("{words}: {way_out}")))
    }

    fn reworded(&self) -> Entries {
        let words = |change: &SkillChange| {
            let levels = (!change.levels.is_empty()).then(|| levels(&change.levels));
            let title = change.has(Part::Title).then(|| format!("title, was {}", self.old_title(&change.skill)));
            let parts: Vec<_> = levels.into_iter().chain(title).collect();
            (!parts.is_empty()).then(|| (self.title(&change.skill, skill), parts.join("; ")))
        };
        self.diff.skills.changed.iter().filter_map(words).collect()
    }

    fn needs(&self) -> Entries {
        let need = |verb: &str, need: &Need| {
            let on = if need.is_group { self.title(&need.on, group) } else { self.title(&need.on, skill) };
            format!("level {} {verb} {on} at {}", need.level, need.at)
        };
        let words = |change: &SkillChange| {
            let same = |one: &Need, other: &Need| (one.level, &one.on) == (other.level, &other.on);
            let before = |one: &Need| change.needs_no_more.iter().find(|gone| same(gone, one));
            let new = change.needs.iter().map(|one| match before(one) {
                Some(gone) => format!("{}, was {}", need("needs", one), gone.at),
                None => need("now needs", one),
            });
            let gone = change.needs_no_more.iter().filter(|gone| !change.needs.iter().any(|one| same(one, gone)));
            let gone = gone.map(|one| need("no longer needs", one));
            (self.title(&change.skill, skill), new.chain(gone).collect::<Vec<_>>().join("; "))
        };
        self.diff.skills.changed.iter().filter(|change| change.needs_otherwise()).map(words).collect()
    }

    /// By part, the skills of which it differs. Titles are told with what is reworded.
    fn other_parts(&self) -> Entries {
        let mut by_part: BTreeMap<Part, Vec<&Id>> = BTreeMap::new();
        for change in &self.diff.skills.changed {
            for part in change.parts.iter().filter(|part| **part != Part::Title) {
                by_part.entry(*part).or_default().push(&change.skill);
            }
        }
        by_part.into_iter().map(|(part, skills)| (capital(part.word()), self.names(skills, skill))).collect()
    }

    fn groups(&self) -> Entries {
        let words = |change: &GroupChange| {
            let mut parts = Vec::new();
            if let Some((then, now)) = change.choose {
                parts.push(format!("the best {now} count, was {then}"));
            }
            if !change.joined.is_empty() {
                parts.push(format!("with {}", self.names(&change.joined, skill)));
            }
            if !change.left.is_empty() {
                parts.push(format!("without {}", self.names(&change.left, skill)));
            }
            if !change.parts.is_empty() {
                parts.push(words::parts(&change.parts));
            }
            (self.title(&change.group, group), parts.join("; "))
        };
        let groups = &self.diff.groups;
        let moves = self.moves(groups, group).into_iter().chain(former(groups, NAMES));
        moves.chain(groups.changed.iter().map(words)).collect()
    }

    fn target(&self, change: &TargetChange) -> Entries {
        let mut entries = Vec::new();
        entries.extend(change.ready_at.map(|both| entry("Ready at", words::ready_at(both))));
        entries.extend(change.rank.map(|both| entry("Rank", words::rank(both))));
        if !change.parts.is_empty() {
            entries.push(entry("Otherwise", words::parts(&change.parts)));
        }
        let requirement = |one: &RequirementChange| {
            let title = self.title(&one.id, if one.is_group { group } else { skill });
            (title, words::requirement(one))
        };
        entries.extend(change.requirements.iter().map(requirement));
        entries
    }

    fn rubric(&self) -> Entries {
        let Diff { from, to, scale, parts, .. } = self.diff;
        let mut entries = Vec::new();
        if from.id != to.id {
            entries.push(entry("Id", format!("{}, was {}", to.id, from.id)));
        }
        if let Some(scale) = scale {
            if scale.is_other() {
                entries.push(entry("Levels", format!("0 to {}, was 0 to {}", scale.max.1, scale.max.0)));
            }
            if !scale.reworded.is_empty() {
                entries.push(entry("Scale", format!("another name or meaning of {}", levels(&scale.reworded))));
            }
        }
        if !parts.is_empty() {
            entries.push(entry("Otherwise", words::parts(parts)));
        }
        entries
    }

    fn moves_and_changes(&self, things: &Things<Changed>, of: Titled) -> Entries {
        let mut entries = self.moves(things, of);
        if !things.changed.is_empty() {
            let words = |change: &Changed| format!("{} ({})", self.title(&change.id, of), words::parts(&change.parts));
            entries.push(entry("Changed", things.changed.iter().map(words).collect::<Vec<_>>().join(", ")));
        }
        entries
    }

    /// What is gone, renamed and new.
    fn moves<Change>(&self, things: &Things<Change>, of: Titled) -> Entries {
        let mut entries = Vec::new();
        if !things.removed.is_empty() {
            entries.push(entry("Gone", self.names(&things.removed, of)));
        }
        if !things.renamed.is_empty() {
            let renamed = things.renamed.iter().map(|Renamed { from, to }| format!("{from} is now {to}"));
            entries.push(entry("Renamed", renamed.collect::<Vec<_>>().join(", ")));
        }
        if !things.added.is_empty() {
            entries.push(entry("New", self.names(&things.added, of)));
        }
        entries
    }

    fn names<'i>(&self, ids: impl IntoIterator<Item = &'i Id>, of: Titled) -> String {
        let names: Vec<_> = ids.into_iter().map(|id| Name { id: id.to_string(), title: self.title(id, of) }).collect();
        listed(&names, ALL)
    }

    /// The title in the newer rubric; of what is gone, in the older one.
    fn title(&self, id: &Id, of: Titled) -> String {
        name::text(of(self.new, id).or_else(|| of(self.old, id)).unwrap_or(id.as_str()))
    }

    /// The title that a skill of the newer rubric had.
    fn old_title(&self, id: &Id) -> String {
        let skills = &self.diff.skills;
        let renamed = skills.renamed.iter().find(|renamed| renamed.to == *id).map(|renamed| &renamed.from);
        let before = if skills.kept.contains(id) { Some(id) } else { renamed };
        name::text(before.and_then(|id| skill(self.old, id)).unwrap_or(id.as_str()))
    }
}

/// Of skills, what goes by a former id and what comes of that where it leads nowhere, and where it leads somewhere.
const ANSWERS: [&str; 3] = ["old answers under", "have no place", "carry over"];
/// The same of groups and targets.
const NAMES: [&str; 3] = ["what goes by", "finds nothing", "finds its way"];

/// Former ids that lead nowhere any more, that lead somewhere now, and that lead elsewhere.
fn former<Change>(things: &Things<Change>, [what, lost, found]: [&str; 3]) -> Entries {
    let listed = |label: &str, ids: &[Id], how: &str, comes: &str| {
        let (are, them) = if ids.len() == 1 { ("a former id that is", "it") } else { ("former ids that are", "them") };
        let all = ids.iter().map(Id::as_str).collect::<Vec<_>>().join(", ");
        (!ids.is_empty()).then(|| entry(label, format!("{all}: {are} {how}, so {what} {them} {comes}")))
    };
    let forgotten = listed("Forgotten", &things.forgotten, "no longer listed", lost);
    let remembered = listed("Remembered", &things.remembered, "listed now", found);
    let moved = things.moved.iter().map(|Moved { id, from, to }| format!("{id} from {from} to {to}"));
    let moved = moved.collect::<Vec<_>>().join(", ");
    let moved = (!moved.is_empty()).then(|| entry("Moved", format!("{moved}: former ids that stand for another now")));
    forgotten.into_iter().chain(remembered).chain(moved).collect()
}

/// Entries that say the same of many things as one, where the first of them stood.
fn together(entries: &[(String, String)]) -> Entries {
    /// Fewer are as soon read one by one.
    const MANY: usize = 4;
    let mut alike: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (label, words) in entries {
        alike.entry(words).or_default().push(label);
    }
    let mut together = Vec::new();
    for (label, words) in entries {
        match alike[words.as_str()].as_slice() {
            labels @ [first, ..] if labels.len() >= MANY => {
                if first == label {
                    together
                        .push(entry(&format!("{} skills", labels.len()), format!("{words}: {}", labels.join(", "))));
                }
            }
            _ => together.push(entry(label, words.clone())),
        }
    }
    together
}

/// `level 2`, `levels 1, 2 and 5`.
fn levels(levels: &[Level]) -> String {
    let levels: Vec<_> = levels.iter().map(ToString::to_string).collect();
    match levels.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("levels {} and {last}", first.join(", ")),
        other => format!("level {}", other.concat()),
    }
}

fn entry(label: &str, words: String) -> (String, String) {
    (label.to_owned(), words)
}
