//! Two rubrics, thing by thing.

use std::collections::BTreeSet;

use super::change::{
    Asked, Changed, GroupChange, Need, Part, RequirementChange, ScaleChange, SkillChange, TargetChange,
};
use super::kin::{Kin, Things};
use crate::rubric::{
    Area, Credit, Group, Guide, Id, Link, Prerequisite, Project, Requirement, Resource, Rubric, Scale, Skill, SkillIx,
    Subject, Target,
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
        let area = |old: &Area, Area { id, title }: &Area| changed(id, [(Part::Title, old.title != *title)]);
        Kin::new(&self.old.areas, &self.new.areas).things(area)
    }

    /// The present id of an old skill.
    fn skill_now(&self, old: SkillIx) -> Id {
        self.skills.id_now(old.get()).clone()
    }

    fn skill(&self, old: &Skill, new: &Skill) -> Option<SkillChange> {
        let needed: BTreeSet<_> = old.requires.iter().map(|need| self.need_then(need)).collect();
        let needs: BTreeSet<_> = new.requires.iter().map(|need| self.need_now(need)).collect();
        let Skill {
            id,
            title,
            area,
            kind,
            summary,
            why,
            aliases,
            covers,
            wordlike,
            concepts,
            formerly: _,
            anchors: _,
            hours,
            hours_from,
            weeks,
            practice,
            requires: _,
            resources,
        } = new;
        let change = SkillChange {
            skill: id.clone(),
            levels: self.new.reworded_since(new, self.old, old).collect(),
            needs: needs.difference(&needed).cloned().collect(),
            needs_no_more: needed.difference(&needs).cloned().collect(),
            parts: parts([
                (Part::Title, old.title != *title),
                (Part::Summary, old.summary != *summary),
                (Part::Why, old.why != *why),
                (Part::Aliases, differ(&old.aliases, aliases, String::as_str)),
                (Part::Covers, differ(&old.covers, covers, String::as_str)),
                (Part::Wordlike, differ(&old.wordlike, wordlike, String::as_str)),
                (Part::Concepts, differ(&old.concepts, concepts, String::as_str)),
                (Part::Area, self.old[old.area].id != self.new[*area].id),
                (Part::Kind, old.kind != *kind),
                (Part::Hours, old.hours != *hours || old.hours_from != *hours_from),
                (Part::Weeks, old.weeks != *weeks),
                (Part::Practice, old.practice != *practice),
                (Part::Resources, self.resources(&old.resources, resources)),
            ]),
        };
        (!change.is_none()).then_some(change)
    }

    fn need_then(&self, Prerequisite { level, subject, at }: &Prerequisite) -> Need {
        Need { level: *level, on: self.subject_now(*subject), is_group: is_group(*subject), at: *at }
    }

    fn need_now(&self, Prerequisite { level, subject, at }: &Prerequisite) -> Need {
        let on = self.new.subject_id(*subject).clone();
        Need { level: *level, on, is_group: is_group(*subject), at: *at }
    }

    /// Whether other resources stand in two lists, whatever their order.
    fn resources(&self, old: &[Resource], new: &[Resource]) -> bool {
        let key = |Resource { title, url, kind, cost, levels, for_skills }: &Resource, id: &dyn Fn(SkillIx) -> Id| {
            let levels: BTreeSet<_> = levels.iter().copied().collect();
            let skills: BTreeSet<_> = for_skills.iter().map(|skill| id(*skill)).collect();
            (title.clone(), url.clone(), kind.clone(), cost.clone(), levels, skills)
        };
        let sorted = |list: &[Resource], id: &dyn Fn(SkillIx) -> Id| {
            let mut keys: Vec<_> = list.iter().map(|resource| key(resource, id)).collect();
            keys.sort_unstable();
            keys
        };
        sorted(old, &|skill| self.skill_now(skill)) != sorted(new, &|skill| self.new[skill].id.clone())
    }

    fn group(&self, old: &Group, new: &Group) -> Option<GroupChange> {
        let Group { id, title, area, summary, choose, members, formerly: _ } = new;
        let then: Vec<_> = old.members.iter().map(|member| self.skill_now(*member)).collect();
        let now: Vec<_> = members.iter().map(|member| self.new[*member].id.clone()).collect();
        let without = |all: &[Id], others: &[Id]| {
            let mut ids: Vec<_> = all.iter().filter(|id| !others.contains(id)).cloned().collect();
            ids.dedup();
            ids
        };
        let change = GroupChange {
            group: id.clone(),
            joined: without(&now, &then),
            left: without(&then, &now),
            choose: (old.choose != *choose).then_some((old.choose, *choose)),
            parts: parts([
                (Part::Title, old.title != *title),
                (Part::Summary, old.summary != *summary),
                (Part::Area, self.old[old.area].id != self.new[*area].id),
            ]),
        };
        (!change.is_none()).then_some(change)
    }

    fn target(&self, old: &Target, new: &Target) -> Option<TargetChange> {
        let Target { id, title, kind, after, titles, summary, salary, ready_at, requires: _, formerly: _ } = new;
        let then = old.after.map(|after| self.targets.id_now(after.get()));
        let now = after.map(|after| &self.new[after].id);
        let change = TargetChange {
            target: id.clone(),
            requirements: self.requirements(old, new),
            ready_at: (old.ready_at != *ready_at).then_some((old.ready_at, *ready_at)),
            rank: (old.rank() != kind.rank()).then_some((old.rank(), kind.rank())),
            parts: parts([
                (Part::Title, old.title != *title),
                (Part::Kind, old.kind.word() != kind.word()),
                (Part::After, then != now),
                (Part::Titles, differ(&old.titles, titles, String::as_str)),
                (Part::Summary, old.summary != *summary),
                (Part::Salary, old.salary != *salary),
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
        let Project { id, title, summary, hours, raises, deliverables, show, resources } = new;
        let then: BTreeSet<_> = old.raises.iter().map(|raise| (self.skill_now(raise.skill), raise.to)).collect();
        let now: BTreeSet<_> = raises.iter().map(|raise| (self.new[raise.skill].id.clone(), raise.to)).collect();
        changed(
            id,
            [
                (Part::Title, old.title != *title),
                (Part::Summary, old.summary != *summary),
                (Part::Hours, old.hours != *hours),
                (Part::Raises, then != now),
                (Part::Deliverables, old.deliverables != *deliverables),
                (Part::Show, old.show != *show),
                (Part::Resources, self.resources(&old.resources, resources)),
            ],
        )
    }

    fn guide(&self, old: &Guide, new: &Guide) -> Option<Changed> {
        let Guide { id, title, kind, targets, text, links } = new;
        let then: BTreeSet<_> = old.targets.iter().map(|target| self.targets.id_now(target.get())).collect();
        let now: BTreeSet<_> = targets.iter().map(|target| &self.new[*target].id).collect();
        changed(
            id,
            [
                (Part::Title, old.title != *title),
                (Part::Kind, old.kind != *kind),
                (Part::Targets, then != now),
                (Part::Text, old.text != *text),
                (Part::Links, differ(&old.links, links, link)),
            ],
        )
    }
}

/// What differs of the rubric itself.
pub(super) fn rubric(old: &Rubric, new: &Rubric) -> Vec<Part> {
    let Rubric {
        id: _,
        title,
        version: _,
        language,
        summary,
        sources,
        scale: _,
        hours,
        areas: _,
        skills: _,
        groups: _,
        targets: _,
        projects: _,
        guides: _,
        by_id: _,
    } = new;
    parts([
        (Part::Title, old.title != *title),
        (Part::Summary, old.summary != *summary),
        (Part::Language, old.language != *language),
        (Part::Sources, differ(&old.sources, sources, source)),
        (Part::Hours, old.hours != *hours),
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

const fn asked(requirement: &Requirement) -> Asked {
    let Requirement { subject: _, level, weight, essential, floor } = *requirement;
    Asked { level, weight, essential, floor }
}

const fn is_group(subject: Subject) -> bool {
    matches!(subject, Subject::Group(_))
}
