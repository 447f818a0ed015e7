//! Reading targets, projects and guides.

use num_rational::Ratio;

use crate::document::{Fields, Node};
use crate::problem::{Code, Problem};

use super::names::Kind;
use super::parts::{self, Context, Once};
use super::{
    Guide, GuideKind, Level, Link, Project, Raise, Requirement, Salary, Share, SkillIx, Target, TargetIx, TargetKind,
};

const GUIDE_KINDS: [(&str, GuideKind); 3] =
    [("route", GuideKind::Route), ("portfolio", GuideKind::Portfolio), ("other", GuideKind::Other)];

/// What the tables of the lists of targets and projects look like.
const REQUIREMENT: &str = "{ skill = \"…\", level = 2 }";
const RAISE: &str = "{ skill = \"…\", to = 2 }";

impl GuideKind {
    /// The word for it in a rubric.
    pub fn word(self) -> &'static str {
        GUIDE_KINDS.iter().find(|(_, kind)| *kind == self).map_or("other", |(word, _)| word)
    }
}

impl TargetKind {
    /// The word for it in a rubric.
    pub fn word(self) -> &'static str {
        match self {
            Self::Ladder { .. } => "ladder",
            Self::Specialisation => "specialisation",
            Self::Switch => "switch",
        }
    }
}

pub(super) fn target(node: &Node<'_>, context: &Context<'_>, problems: &mut Vec<Problem>) -> Option<Target> {
    let (mut fields, id) = parts::begin(node, Kind::Target, problems)?;
    let title = parts::text(&mut fields, "title", problems);
    let kind = target_kind(&mut fields, problems);
    let after = parts::optional_reference(&mut fields, "after", Kind::Target, context, problems);
    let titles = parts::texts(&mut fields, "titles", problems);
    let summary = fields.text("summary", problems);
    let salary = salary(&mut fields, problems);
    let ready_at = ready_at(&mut fields, problems);
    let requires = requirements(&mut fields, context, problems);
    let formerly = parts::formerly(&mut fields, problems);
    fields.finish(problems);
    Some(Target {
        id: id?,
        title: title?,
        kind: kind?,
        after: after.map(TargetIx),
        titles,
        summary,
        salary,
        ready_at: ready_at?,
        requires,
        formerly,
    })
}

/// The kind, and the rank that goes with the ladder and with nothing else.
fn target_kind(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Option<TargetKind> {
    #[derive(Clone, Copy)]
    enum Word {
        Ladder,
        Specialisation,
        Switch,
    }
    let words = [("ladder", Word::Ladder), ("specialisation", Word::Specialisation), ("switch", Word::Switch)];
    let word = fields.word("kind", &words, problems);
    let word = fields.required("kind", word);
    let rank = fields.whole("rank", problems);
    let kind = match word? {
        Word::Ladder => {
            let (_, rank) = fields.required("rank", rank)?;
            return Some(TargetKind::Ladder { rank });
        }
        Word::Specialisation => TargetKind::Specialisation,
        Word::Switch => TargetKind::Switch,
    };
    if let Some((place, _)) = rank {
        let message = format!("{} has a `rank`, but is not on the ladder", fields.what());
        let help = "leave it out, or say `kind = \"ladder\"`";
        problems.push(Problem::new(Code::MisplacedKey, place, message).help(help));
    }
    Some(kind)
}

fn salary(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Option<Salary> {
    let what = format!("`salary` of {}", fields.what());
    let node = fields.node("salary")?;
    let mut fields = Fields::shaped(node, what, "{ low = 40000, high = 60000 }", problems)?;
    let currency = fields.text("currency", problems);
    let region = fields.text("region", problems);
    let low = fields.number("low", problems);
    let low = fields.required("low", low);
    let high = fields.number("high", problems);
    let high = fields.required("high", high);
    let what = fields.what().to_owned();
    fields.finish(problems);
    let ((low_place, low), (high_place, high)) = (low?, high?);
    if low < 0.0 {
        problems.push(Problem::new(Code::OutOfBounds, low_place, format!("`low` of {what} is below 0")));
    }
    if high < low {
        let problem = Problem::new(Code::OutOfBounds, high_place, format!("`high` of {what} is below its `low`"));
        problems.push(problem.related(low_place, "the low end"));
    }
    Some(Salary { currency, region, low, high })
}

/// The exact share that the decimal stands for, to nine places.
fn ready_at(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Option<Share> {
    const PLACES: f64 = 1e9;
    let given = fields.node("ready_at").is_some();
    let (place, number) = match fields.number("ready_at", problems) {
        None if given => return None,
        None => return Some(Ratio::new(17, 20)),
        Some(found) => found,
    };
    if number > 0.0 && number <= 1.0 {
        #[expect(clippy::cast_possible_truncation, reason = "at most 10^9")]
        let parts = (number * PLACES).round() as i128;
        if parts > 0 {
            return Some(Ratio::new(parts, 1_000_000_000));
        }
    }
    let message = format!("`ready_at` of {} must be above 0 and at most 1", fields.what());
    problems.push(Problem::new(Code::OutOfBounds, place, message).help("write 85 % as 0.85"));
    None
}

fn requirements(fields: &mut Fields<'_>, context: &Context<'_>, problems: &mut Vec<Problem>) -> Vec<Requirement> {
    let list = fields.tables("requires", REQUIREMENT, problems);
    let Some(items) = fields.required("requires", list) else { return Vec::new() };
    let target = fields.what();
    if items.is_empty() {
        let place = fields.node("requires").map_or(fields.place(), |node| node.place);
        problems.push(Problem::new(Code::WrongLength, place, format!("{} requires nothing", fields.what())));
        return Vec::new();
    }
    let what = format!("a requirement of {target}");
    let mut once = Once::new();
    let mut read = |item: &Node<'_>| {
        let requirement = requirement(item, &what, context, problems)?;
        let message = || format!("{target} names a skill or group twice");
        once.check(requirement.subject, item.place, message, problems);
        Some(requirement)
    };
    items.iter().filter_map(&mut read).collect()
}

fn requirement(node: &Node<'_>, what: &str, context: &Context<'_>, problems: &mut Vec<Problem>) -> Option<Requirement> {
    let mut fields = Fields::shaped(node, what, REQUIREMENT, problems)?;
    let subject = parts::subject(&mut fields, context, problems);
    let level = parts::level(&mut fields, "level", context, problems);
    let weight = weight(&mut fields, problems);
    let essential = fields.truth("essential", problems).unwrap_or(false);
    let floor = floor(&mut fields, level, essential, problems);
    fields.finish(problems);
    Some(Requirement { subject: subject?, level: level?, weight: weight?, essential, floor: floor? })
}

/// The level below which a requirement alone keeps a person from being ready: of an essential one its level.
fn floor(fields: &mut Fields<'_>, level: Option<Level>, essential: bool, problems: &mut Vec<Problem>) -> Option<Level> {
    let given = fields.node("floor").is_some();
    let (place, number) = match fields.whole("floor", problems) {
        None if given => return None,
        None => return if essential { level } else { Some(Level::NONE) },
        Some(found) => found,
    };
    let level = level?;
    let floor = u8::try_from(number).ok().map(Level::new).filter(|floor| *floor <= level);
    if floor.is_none() {
        let message =
            format!("`floor` of {} is {number}, but it goes from 0 to the level asked, {level}", fields.what());
        let help = "below its floor a requirement alone keeps a person from being ready";
        problems.push(Problem::new(Code::OutOfBounds, place, message).help(help));
    }
    if essential { Some(level) } else { floor }
}

fn weight(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Option<u32> {
    let given = fields.node("weight").is_some();
    let (place, number) = match fields.whole("weight", problems) {
        None if given => return None,
        None => return Some(1),
        Some(found) => found,
    };
    let weight = u32::try_from(number).ok().filter(|weight| (1..=100).contains(weight));
    if weight.is_none() {
        let message = format!("`weight` of {} is {number}, but weights go from 1 to 100", fields.what());
        problems.push(Problem::new(Code::OutOfBounds, place, message));
    }
    weight
}

pub(super) fn project(node: &Node<'_>, context: &Context<'_>, problems: &mut Vec<Problem>) -> Option<Project> {
    let (mut fields, id) = parts::begin(node, Kind::Project, problems)?;
    let title = parts::text(&mut fields, "title", problems);
    let summary = fields.text("summary", problems);
    let hours = fields.node("hours");
    let what = format_args!("`hours` of {}", fields.what());
    let hours = hours.and_then(|node| parts::hours_of(node, what, problems));
    let hours = fields.required("hours", hours);
    let raises = raises(&mut fields, context, problems);
    let deliverables = parts::texts(&mut fields, "deliverables", problems);
    let show = parts::texts(&mut fields, "show", problems);
    let resources = parts::resources(&mut fields, context, problems);
    fields.finish(problems);
    Some(Project { id: id?, title: title?, summary, hours: hours?, raises, deliverables, show, resources })
}

fn raises(fields: &mut Fields<'_>, context: &Context<'_>, problems: &mut Vec<Problem>) -> Vec<Raise> {
    let what = format!("an item of `raises` of {}", fields.what());
    let list = fields.tables("raises", RAISE, problems);
    let items = fields.required("raises", list).unwrap_or_default();
    let mut once = Once::new();
    let mut read = |item: &Node<'_>| {
        let mut fields = Fields::shaped(item, what.as_str(), RAISE, problems)?;
        let skill = parts::reference(&mut fields, "skill", Kind::Skill, context, problems);
        let to = parts::level(&mut fields, "to", context, problems);
        fields.finish(problems);
        let raise = Raise { skill: SkillIx(skill?), to: to? };
        once.check(raise.skill, item.place, || format!("{what} raises a skill twice"), problems);
        Some(raise)
    };
    items.iter().filter_map(&mut read).collect()
}

pub(super) fn guide(node: &Node<'_>, context: &Context<'_>, problems: &mut Vec<Problem>) -> Option<Guide> {
    let (mut fields, id) = parts::begin(node, Kind::Guide, problems)?;
    let title = parts::text(&mut fields, "title", problems);
    let kind = fields.word("kind", &GUIDE_KINDS, problems);
    let kind = fields.required("kind", kind);
    let targets = fields.list("targets", problems).unwrap_or_default();
    let what = format_args!("an item of `targets` of {}", fields.what());
    let targets = targets.iter().filter_map(|item| context.names.resolve(Kind::Target, item, what, problems));
    let targets = targets.map(TargetIx).collect();
    let text = parts::texts(&mut fields, "text", problems);
    let there = fields.node("text");
    fields.required("text", there);
    let what = format!("a link of {}", fields.what());
    let links = fields.tables("links", parts::RESOURCE, problems).unwrap_or_default();
    let links = links.iter().filter_map(|item| link(item, &what, problems)).collect();
    fields.finish(problems);
    Some(Guide { id: id?, title: title?, kind: kind?, targets, text, links })
}

fn link(node: &Node<'_>, what: &str, problems: &mut Vec<Problem>) -> Option<Link> {
    let mut fields = Fields::shaped(node, what, parts::RESOURCE, problems)?;
    let title = parts::text(&mut fields, "title", problems);
    let url = parts::text(&mut fields, "url", problems);
    fields.finish(problems);
    Some(Link { title: title?, url: url? })
}
