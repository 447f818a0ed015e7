//! Two rubrics, thing by thing.

use std::collections::BTreeSet;

use super::change::{
    Asked, Changed, GroupChange, Need, Part, RequirementChange, ScaleChange, SkillChange, TargetChange,
};
use super::kin::{Kin, Things};
use crate::rubric::{
    Area, Credit, Group, Guide, Id, Link, Project, Requirement, Resource, Rubric, Scale, Skill, SkillIx, Subject,
    Target,
};

/// Two rubrics, with what goes on as what.
pub(super) struct Pair<'r> {
    old: &'r Rubric,
    new: &'r Rubric,
    skills: Kin<'r, Skill>,
    groups: Kin<'r, Group>,
    targets: Kin<'r, Target>,
}

impl<'r> Pair<'r> {
    pub(super) fn new(old: &'r Rubric, new: &'r Rubric) -> Self {
        Self {
            old,
            new,
            skills: Kin::new(&old.skills, &new.skills),
            groups: Kin::new(&old.groups, &new.groups),
            targets: Kin::new(&old.targets, &new.targets),
        }
    }

    pub(super) fn skills(&self) -> Things<SkillChange> {
        self.skills.things(|old, new| self.skill(old, new))
    }

    pub(super) fn groups(&self) -> Things<GroupChange> {
        self.groups.things(|old, new| self.group(old, new))
    }

    pub(super) fn targets(&self) -> Things<TargetChange> {
        self.targets.things(|old, new| self.target(old, new))
    }

    pub(super) fn projects(&self) -> Things<Changed> {
        Kin::new(&self.old.projects, &self.new.projects).things(|old, new| self.project(old, new))
    }

    pub(super) fn guides(&self) -> Things<Changed> {
        Kin::new(&self.old.guides, &self.new.guides).things(|old, new| self.guide(old, new))
    }

    pub(super) fn areas(&self) -> Things<Changed> {
        let area = |old: &Area, new: &Area| changed(&new.id, [(Part::Title, old.title != new.title)]);
        Kin::new(&self.old.areas, &self.new.areas).things(area)
    }

    /// The present id of an old skill.
    fn skill_now(&self, old: SkillIx) -> Id {
        self.skills.id_now(old.get()).clone()
    }

    fn skill(&self, old: &Skill, new: &Skill) -> Option<SkillChange> {
        let needed: BTreeSet<_> = old
            .requires
            .iter()
            .map(|need| Need { level: need.level, skill: self.skill_now(need.skill), at: need.at })
            .collect();
        let needs: BTreeSet<_> = new
            .requires
            .iter()
            .map(|need| Need { level: need.level, skill: self.new[need.skill].id.clone(), at: need.at })
            .collect();
        let change = SkillChange {
            skill: new.id.clone(),
            levels: new.reworded_since(old).collect(),
            needs: needs.difference(&needed).cloned().collect(),
            needs_no_more: needed.difference(&needs).cloned().collect(),
            parts: parts([
                (Part::Title, old.title != new.title),
                (Part::Summary, old.summary != new.summary),
                (Part::Why, old.why != new.why),
                (Part::Aliases, differ(&old.aliases, &new.aliases, String::as_str)),
                (Part::Area, self.old[old.area].id != self.new[new.area].id),
                (Part::Kind, old.kind != new.kind),
                (Part::Hours, old.hours != new.hours),
                (Part::Practice, old.practice != new.practice),
                (Part::Resources, differ(&old.resources, &new.resources, resource)),
            ]),
        };
        (!change.is_none()).then_some(change)
    }

    fn group(&self, old: &Group, new: &Group) -> Option<GroupChange> {
        let then: Vec<_> = old.members.iter().map(|member| self.skill_now(*member)).collect();
        let now: Vec<_> = new.members.iter().map(|member| self.new[*member].id.clone()).collect();
        let without = |all: &[Id], others: &[Id]| {
            let mut ids: Vec<_> = all.iter().filter(|id| !others.contains(id)).cloned().collect();
            ids.dedup();
            ids
        };
        let change = GroupChange {
            group: new.id.clone(),
            joined: without(&now, &then),
            left: without(&then, &now),
            choose: (old.choose != new.choose).then_some((old.choose, new.choose)),
            parts: parts([
                (Part::Title, old.title != new.title),
                (Part::Summary, old.summary != new.summary),
                (Part::Area, self.old[old.area].id != self.new[new.area].id),
            ]),
        };
        (!change.is_none()).then_some(change)
    }

    fn target(&self, old: &Target, new: &Target) -> Option<TargetChange> {
        let then = old.after.map(|after| self.targets.id_now(after.get()));
        let now = new.after.map(|after| &self.new[after].id);
        let change = TargetChange {
            target: new.id.clone(),
            requirements: self.requirements(old, new),
            ready_at: (old.ready_at != new.ready_at).then_some((old.ready_at, new.ready_at)),
            rank: (old.rank() != new.rank()).then_some((old.rank(), new.rank())),
            parts: parts([
                (Part::Title, old.title != new.title),
                (Part::Kind, old.kind.word() != new.kind.word()),
                (Part::After, then != now),
                (Part::Titles, differ(&old.titles, &new.titles, String::as_str)),
                (Part::Summary, old.summary != new.summary),
                (Part::Salary, old.salary != new.salary),
            ]),
        };
        (!change.is_none()).then_some(change)
    }

    /// Where several skills became one, what is asked of it is compared with what was asked of the one that kept its id,
    /// else of the first of them; the others are gone.
    fn requirements(&self, old: &Target, new: &Target) -> Vec<RequirementChange> {
        let mut then: Vec<_> = old.requires.iter().map(|one| (self.subject_now(one.subject), one)).collect();
        let mut changes = Vec::new();
        for requirement in &new.requires {
            let id = self.new.subject_id(requirement.subject);
            let is_group = is_group(requirement.subject);
            let is_it = |(now, other): &(Id, &Requirement)| now == id && self::is_group(other.subject) == is_group;
            let kept = |(_, one): &(Id, &Requirement)| self.old.subject_id(one.subject) == id;
            let at = then.iter().position(|one| is_it(one) && kept(one)).or_else(|| then.iter().position(is_it));
            let from = at.map(|at| asked(then.remove(at).1));
            let to = Some(asked(requirement));
            if from != to {
                changes.push(RequirementChange { id: id.clone(), is_group, from, to });
            }
        }
        let is_asked = |id: &Id| new.requires.iter().any(|one| self.new.subject_id(one.subject) == id);
        changes.extend(then.into_iter().map(|(now, gone)| RequirementChange {
            id: if is_asked(&now) { self.old.subject_id(gone.subject).clone() } else { now },
            is_group: is_group(gone.subject),
            from: Some(asked(gone)),
            to: None,
        }));
        changes
    }

    fn subject_now(&self, old: Subject) -> Id {
        match old {
            Subject::Skill(at) => self.skill_now(at),
            Subject::Group(at) => self.groups.id_now(at.get()).clone(),
        }
    }

    fn project(&self, old: &Project, new: &Project) -> Option<Changed> {
        let then: BTreeSet<_> = old.raises.iter().map(|raise| (self.skill_now(raise.skill), raise.to)).collect();
        let now: BTreeSet<_> = new.raises.iter().map(|raise| (self.new[raise.skill].id.clone(), raise.to)).collect();
        changed(
            &new.id,
            [
                (Part::Title, old.title != new.title),
                (Part::Summary, old.summary != new.summary),
                (Part::Hours, old.hours != new.hours),
                (Part::Raises, then != now),
                (Part::Deliverables, old.deliverables != new.deliverables),
                (Part::Show, old.show != new.show),
                (Part::Resources, differ(&old.resources, &new.resources, resource)),
            ],
        )
    }

    fn guide(&self, old: &Guide, new: &Guide) -> Option<Changed> {
        let then: BTreeSet<_> = old.targets.iter().map(|target| self.targets.id_now(target.get())).collect();
        let now: BTreeSet<_> = new.targets.iter().map(|target| &self.new[*target].id).collect();
        changed(
            &new.id,
            [
                (Part::Title, old.title != new.title),
                (Part::Kind, old.kind != new.kind),
                (Part::Targets, then != now),
                (Part::Text, old.text != new.text),
                (Part::Links, differ(&old.links, &new.links, link)),
            ],
        )
    }
}

/// What differs of the rubric itself.
pub(super) fn rubric(old: &Rubric, new: &Rubric) -> Vec<Part> {
    parts([
        (Part::Title, old.title != new.title),
        (Part::Summary, old.summary != new.summary),
        (Part::Language, old.language != new.language),
        (Part::Sources, differ(&old.sources, &new.sources, source)),
    ])
}

/// The scale, if it is another.
pub(super) fn scale(old: &Scale, new: &Scale) -> Option<ScaleChange> {
    let both = old.levels().zip(new.levels());
    let reworded = both.filter(|((_, old), (_, new))| old != new).map(|((level, _), _)| level);
    (old != new).then(|| ScaleChange { max: (old.max(), new.max()), reworded: reworded.collect() })
}

fn parts(compared: impl IntoIterator<Item = (Part, bool)>) -> Vec<Part> {
    compared.into_iter().filter(|(_, differs)| *differs).map(|(part, _)| part).collect()
}

fn changed(id: &Id, compared: impl IntoIterator<Item = (Part, bool)>) -> Option<Changed> {
    let parts = parts(compared);
    (!parts.is_empty()).then(|| Changed { id: id.clone(), parts })
}

/// Whether other things stand in two lists, whatever their order; `key` is all that a thing is.
fn differ<'t, T, K: Ord>(old: &'t [T], new: &'t [T], key: impl Fn(&'t T) -> K) -> bool {
    let sorted = |list: &'t [T]| {
        let mut keys: Vec<_> = list.iter().map(&key).collect();
        keys.sort_unstable();
        keys
    };
    sorted(old) != sorted(new)
}

fn source(Credit { title, author, license, url }: &Credit) -> impl Ord {
    (title, author, license, url)
}

fn link(Link { title, url }: &Link) -> impl Ord {
    (title, url)
}

fn resource(Resource { title, url, kind, cost, levels }: &Resource) -> impl Ord {
    (title, url, kind, cost, levels.iter().collect::<BTreeSet<_>>())
}

const fn asked(requirement: &Requirement) -> Asked {
    let Requirement { level, weight, essential, .. } = *requirement;
    Asked { level, weight, essential }
}

const fn is_group(subject: Subject) -> bool {
    matches!(subject, Subject::Group(_))
}
