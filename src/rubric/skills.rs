//! Reading areas, skills and groups.

use crate::document::{Fields, Node, Place};
use crate::problem::{Code, Problem};
use crate::wording;

use super::names::Kind;
use super::parts::{self, Context, Once};
use super::{Area, AreaIx, Group, Hours, Prerequisite, Skill, SkillIx, SkillKind};

/// The most members that may count in a group: with more, exact shares would not fit into 128 bits.
const MOST_CHOSEN: usize = 40;

const KINDS: [(&str, SkillKind); 4] = [
    ("technical", SkillKind::Technical),
    ("soft", SkillKind::Soft),
    ("leadership", SkillKind::Leadership),
    ("strategic", SkillKind::Strategic),
];

impl SkillKind {
    /// The word for it in a rubric.
    pub fn word(self) -> &'static str {
        KINDS.iter().find(|(_, kind)| *kind == self).map_or("technical", |(word, _)| word)
    }
}

/// A prerequisite with the skill that has it and where it stands.
pub(super) struct Need {
    pub(super) of: SkillIx,
    pub(super) needed: Prerequisite,
    pub(super) place: Place,
}

pub(super) fn area(node: &Node<'_>, problems: &mut Vec<Problem>) -> Option<Area> {
    let (mut fields, id) = parts::begin(node, Kind::Area, problems)?;
    let title = parts::text(&mut fields, "title", problems);
    fields.finish(problems);
    Some(Area { id: id?, title: title? })
}

/// Reads a skill. Its prerequisites also go to `needs`, even if something else is wrong with it.
pub(super) fn skill(
    node: &Node<'_>,
    at: SkillIx,
    context: &Context<'_>,
    needs: &mut Vec<Need>,
    problems: &mut Vec<Problem>,
) -> Option<Skill> {
    let (mut fields, id) = parts::begin(node, Kind::Skill, problems)?;
    let title = parts::text(&mut fields, "title", problems);
    let area = parts::reference(&mut fields, "area", Kind::Area, context, problems);
    let kind = fields.word("kind", &KINDS, problems).unwrap_or(SkillKind::Technical);
    let summary = fields.text("summary", problems);
    let why = fields.text("why", problems);
    let aliases = parts::texts(&mut fields, "aliases", problems);
    let formerly = parts::formerly(&mut fields, problems);
    let anchors = parts::texts(&mut fields, "anchors", problems);
    fields.required("anchors", Some(()), problems);
    one_per_level(&mut fields, "anchors", context, problems);
    let hours = hours(&mut fields, problems);
    one_per_level(&mut fields, "hours", context, problems);
    let practice = parts::texts(&mut fields, "practice", problems);
    if !practice.is_empty() {
        one_per_level(&mut fields, "practice", context, problems);
    }
    let requires = prerequisites(&mut fields, at, context, problems);
    let resources = parts::resources(&mut fields, context, problems);
    fields.finish(problems);
    let needed = requires.iter().map(|need| need.needed).collect();
    needs.extend(requires);
    Some(Skill {
        id: id?,
        title: title?,
        area: AreaIx(area?),
        kind,
        summary,
        why,
        aliases,
        formerly,
        anchors,
        hours,
        practice,
        requires: needed,
        resources,
    })
}

fn one_per_level(fields: &mut Fields<'_>, key: &'static str, context: &Context<'_>, problems: &mut Vec<Problem>) {
    let (Some(node), Some(scale)) = (fields.node(key), &context.scale) else { return };
    let crate::document::Value::List(items) = &node.value else { return };
    let wanted = usize::from(scale.max().get());
    if items.len() != wanted {
        let there = wording::count(items.len(), "item", "items");
        let message = format!("`{key}` of {} has {there}, but the scale has {wanted} levels above 0", fields.what());
        problems.push(Problem::new(Code::WrongLength, node.place, message).help("write one for each level from 1 up"));
    }
}

fn hours(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Vec<Hours> {
    let list = fields.list("hours", problems);
    let items = fields.required("hours", list, problems).unwrap_or_default();
    let what = format_args!("an item of `hours` of {}", fields.what());
    items.iter().filter_map(|item| parts::hours_of(item, what, problems)).collect()
}

fn prerequisites(
    fields: &mut Fields<'_>,
    of: SkillIx,
    context: &Context<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Need> {
    let what = format!("a prerequisite of {}", fields.what());
    let mut once = Once::new();
    let items = fields.list("requires", problems).unwrap_or_default();
    let mut read = |item| {
        let need = prerequisite(item, of, &what, context, problems)?;
        let message = || format!("{what} is there twice for level {}", need.needed.level);
        once.check((need.needed.level, need.needed.skill), need.place, message, problems);
        Some(need)
    };
    items.iter().filter_map(&mut read).collect()
}

fn prerequisite(
    node: &Node<'_>,
    of: SkillIx,
    what: &str,
    context: &Context<'_>,
    problems: &mut Vec<Problem>,
) -> Option<Need> {
    let mut fields = Fields::of(node, what, problems)?;
    let level = parts::level(&mut fields, "level", context, problems);
    let skill = parts::reference(&mut fields, "skill", Kind::Skill, context, problems);
    let at = parts::level(&mut fields, "at", context, problems);
    fields.finish(problems);
    let needed = Prerequisite { level: level?, skill: SkillIx(skill?), at: at? };
    Some(Need { of, needed, place: node.place })
}

pub(super) fn group(node: &Node<'_>, context: &Context<'_>, problems: &mut Vec<Problem>) -> Option<Group> {
    let (mut fields, id) = parts::begin(node, Kind::Group, problems)?;
    let title = parts::text(&mut fields, "title", problems);
    let area = parts::reference(&mut fields, "area", Kind::Area, context, problems);
    let summary = fields.text("summary", problems);
    let formerly = parts::formerly(&mut fields, problems);
    let list = fields.list("skills", problems);
    let items = fields.required("skills", list, problems);
    let members = members(items.unwrap_or_default(), fields.what(), context, problems);
    let choose = choose(&mut fields, items.map(<[Node<'_>]>::len), problems);
    fields.finish(problems);
    Some(Group { id: id?, title: title?, area: AreaIx(area?), summary, choose: choose?, members, formerly })
}

fn members(items: &[Node<'_>], group: &str, context: &Context<'_>, problems: &mut Vec<Problem>) -> Vec<SkillIx> {
    let what = format_args!("an item of `skills` of {group}");
    let mut once = Once::new();
    let mut read = |item: &Node<'_>| {
        let at = context.names.resolve(Kind::Skill, item, what, problems)?;
        once.check(at, item.place, || format!("{group} names a skill twice"), problems);
        Some(SkillIx(at))
    };
    items.iter().filter_map(&mut read).collect()
}

fn choose(fields: &mut Fields<'_>, members: Option<usize>, problems: &mut Vec<Problem>) -> Option<usize> {
    let given = fields.node("choose").is_some();
    let (place, number) = match fields.whole("choose", problems) {
        None if given => return None,
        None => (fields.place(), 1),
        Some(found) => found,
    };
    let members = members?;
    let most = members.min(MOST_CHOSEN);
    let choose = usize::try_from(number).ok().filter(|choose| (1..=most).contains(choose));
    if choose.is_none() {
        let there = wording::count(members, "member", "members");
        let limit =
            if members > MOST_CHOSEN { format!(" (at most {MOST_CHOSEN}, to stay exact)") } else { String::new() };
        let message = format!("`choose` of {} is {number}, but it has {there}{limit}", fields.what());
        let help = match most {
            0 => "name at least one skill in `skills`".to_owned(),
            most => format!("choose 1 to {most}"),
        };
        problems.push(Problem::new(Code::OutOfBounds, place, message).help(help));
    }
    choose
}
