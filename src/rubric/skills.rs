//! Reading areas, skills and groups.

use crate::document::{self, Fields, Node, Place, Value};
use crate::problem::{Code, Problem};
use crate::wording;

use super::names::Kind;
use super::parts::{self, Context, Once};
use super::{Area, AreaIx, Group, Hours, HoursFrom, Prerequisite, Scale, Skill, SkillIx, SkillKind};

/// The most members that may count in a group: with more, exact shares would not fit into 128 bits.
const MOST_CHOSEN: usize = 40;

/// What a prerequisite looks like.
const PREREQUISITE: &str = "{ level = 2, skill = \"…\", at = 1 }";

/// Typical hours of the steps to level 1, 2, … where a rubric has none; the last for every further level.
const RULE_OF_THUMB: [u64; 5] = [4, 12, 30, 60, 120];

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
    let covers = parts::texts(&mut fields, "covers", problems);
    let wordlike = wordlike(&mut fields, id.as_ref(), title.as_ref(), [&aliases, &covers], problems);
    let concepts = parts::texts(&mut fields, "concepts", problems);
    let formerly = parts::formerly(&mut fields, problems);
    let anchors = anchors(&mut fields, context, problems);
    let (hours, hours_from) = own_hours(&mut fields, context, problems);
    let weeks = weeks(&mut fields, context, problems);
    let practice = parts::texts(&mut fields, "practice", problems);
    if !practice.is_empty() {
        one_per_level(&mut fields, "practice", context.scale.as_ref(), problems);
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
        covers,
        wordlike,
        concepts,
        formerly,
        anchors,
        hours,
        hours_from,
        weeks,
        practice,
        requires: needed,
        resources,
    })
}

/// Names that the skill has anyway, which are ordinary words too.
fn wordlike(
    fields: &mut Fields<'_>,
    id: Option<&super::Id>,
    title: Option<&String>,
    names: [&Vec<String>; 2],
    problems: &mut Vec<Problem>,
) -> Vec<String> {
    let mut found = Vec::new();
    for (place, word) in fields.texts("wordlike", problems) {
        let lower = word.to_lowercase();
        let mut known = names.into_iter().flatten().chain(title);
        if known.any(|name| name.to_lowercase() == lower) || id.is_some_and(|id| id.as_str() == lower) {
            found.push(word);
        } else {
            let message = format!(
                "`wordlike` of {} has a name that is none of its own: `{}`",
                fields.what(),
                wording::brief(&word)
            );
            let help = "it says which of the title, `aliases` and `covers` are ordinary words: add it to one of them";
            problems.push(Problem::new(Code::UnknownReference, place, message).help(help));
        }
    }
    found
}

/// One for each level, of one line or several; an empty one leaves the level to the scale.
fn anchors(fields: &mut Fields<'_>, context: &Context<'_>, problems: &mut Vec<Problem>) -> Vec<String> {
    let items = fields.list("anchors", problems).unwrap_or_default();
    let what = format_args!("an item of `anchors` of {}", fields.what());
    let anchors: Vec<_> = items.iter().filter_map(|item| document::lines_of(item, what, problems)).collect();
    if !items.is_empty() {
        one_per_level(fields, "anchors", context.scale.as_ref(), problems);
    }
    let is_blank = anchors.iter().all(String::is_empty);
    if is_blank { Vec::new() } else { anchors }
}

/// The hours of the skill, else those of the rubric, else the rule of thumb.
fn own_hours(fields: &mut Fields<'_>, context: &Context<'_>, problems: &mut Vec<Problem>) -> (Vec<Hours>, HoursFrom) {
    let own = hours(fields, context.scale.as_ref(), problems);
    if !own.is_empty() {
        return (own, HoursFrom::Skill);
    }
    if !context.hours.is_empty() {
        return (context.hours.clone(), HoursFrom::Rubric);
    }
    let levels = context.scale.as_ref().map_or(0, |scale| usize::from(scale.max().get()));
    let rule = RULE_OF_THUMB.iter().chain(std::iter::repeat(&RULE_OF_THUMB[RULE_OF_THUMB.len() - 1]));
    (rule.take(levels).map(|hours| Hours::from_quarters(hours * 4)).collect(), HoursFrom::RuleOfThumb)
}

fn weeks(fields: &mut Fields<'_>, context: &Context<'_>, problems: &mut Vec<Problem>) -> Vec<u32> {
    const MOST: u32 = 520;
    let items = fields.list("weeks", problems).unwrap_or_default();
    if !items.is_empty() {
        one_per_level(fields, "weeks", context.scale.as_ref(), problems);
    }
    let what = format_args!("an item of `weeks` of {}", fields.what());
    let week = |item: &Node<'_>| {
        let weeks = match item.value {
            Value::Whole(number) => u32::try_from(number).ok().filter(|weeks| *weeks <= MOST),
            _ => None,
        };
        if weeks.is_none() {
            let message = format!("{what} must be a whole number of weeks from 0 to {MOST}");
            problems.push(
                Problem::new(Code::OutOfBounds, item.place, message).help("0 where nothing but the hours counts"),
            );
        }
        weeks
    };
    let weeks: Vec<_> = items.iter().filter_map(week).collect();
    if weeks.iter().all(|weeks| *weeks == 0) { Vec::new() } else { weeks }
}

fn one_per_level(fields: &mut Fields<'_>, key: &'static str, scale: Option<&Scale>, problems: &mut Vec<Problem>) {
    let (Some(node), Some(scale)) = (fields.node(key), scale) else { return };
    let Value::List(items) = &node.value else { return };
    let wanted = usize::from(scale.max().get());
    if items.len() != wanted {
        let there = wording::count(items.len(), "item", "items");
        let wanted = wording::count(wanted, "level", "levels");
        let message = format!("`{key}` of {} has {there}, but the scale has {wanted} above 0", fields.what());
        problems.push(Problem::new(Code::WrongLength, node.place, message).help("write one for each level from 1 up"));
    }
}

/// The hours that a skill, or the rubric for all skills, has; none if they are left out.
pub(super) fn hours(fields: &mut Fields<'_>, scale: Option<&Scale>, problems: &mut Vec<Problem>) -> Vec<Hours> {
    let items = fields.list("hours", problems).unwrap_or_default();
    if !items.is_empty() {
        one_per_level(fields, "hours", scale, problems);
    }
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
    let items = fields.tables("requires", PREREQUISITE, problems).unwrap_or_default();
    let mut read = |item| {
        let need = prerequisite(item, of, &what, context, problems)?;
        let message = || format!("{what} is there twice for level {}", need.needed.level);
        once.check((need.needed.level, need.needed.subject), need.place, message, problems);
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
    let mut fields = Fields::shaped(node, what, PREREQUISITE, problems)?;
    let level = parts::level(&mut fields, "level", context, problems);
    let subject = parts::subject(&mut fields, context, problems);
    let at = parts::level(&mut fields, "at", context, problems);
    fields.finish(problems);
    let needed = Prerequisite { level: level?, subject: subject?, at: at? };
    Some(Need { of, needed, place: node.place })
}

pub(super) fn group(node: &Node<'_>, context: &Context<'_>, problems: &mut Vec<Problem>) -> Option<Group> {
    let (mut fields, id) = parts::begin(node, Kind::Group, problems)?;
    let title = parts::text(&mut fields, "title", problems);
    let area = parts::reference(&mut fields, "area", Kind::Area, context, problems);
    let summary = fields.text("summary", problems);
    let formerly = parts::formerly(&mut fields, problems);
    let list = fields.list("skills", problems);
    let items = fields.required("skills", list);
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
