//! Interviews of any length, put down and taken up at any point.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::{Date, date};
use proptest::collection::vec;
use proptest::prelude::*;
use skillgap::assessment::interview::{Event, Gate, Interview, Member, Place, Progress, Prompt, Reply, Sheets};
use skillgap::assessment::{Answer, Confidence, Rating, Scope};
use skillgap::rubric::{Id, Rubric};

use super::drawn::{Drawn, MOST_SKILLS, Said, answer, called, drawn, read};

const TODAY: Date = date(2026, 11, 22);
const BEFORE: Date = date(2026, 8, 20);

/// An event by numbers, so that it fits whatever rubric was drawn.
type Dice = (u8, u8, u8);

fn event(interview: &Interview<'_>, (kind, one, two): Dice) -> Event {
    let rubric = interview.rubric();
    let levels = i64::from(rubric.scale().max().get()) + 1;
    let skill = called(rubric, usize::from(one) % rubric.skills().len());
    match kind % 20 {
        0 | 1 => Event::Rate(rubric.scale().level(i64::from(one) % levels).unwrap()),
        2 => Event::NotApplicable,
        3 => Event::Skip,
        4 | 5 => Event::Tick(picked(interview, one)),
        6 | 7 => Event::Unused,
        8 => Event::Evidence(["", "a link", " two \n lines "][usize::from(two % 3)].to_owned()),
        9 => Event::Confidence(Confidence::ALL.get(usize::from(two % 4)).copied()),
        10 => Event::Back,
        11 => Event::Review,
        12 => Event::Open(rubric.areas().nth(usize::from(one % 3)).unwrap().0),
        13 => Event::Change(skill),
        14 if two % 2 == 0 => Event::Fill,
        14 => Event::GoOn,
        15 => Event::Keep,
        16 => Event::Next,
        17 => Event::Point(skill),
        18 => Event::Widen,
        _ => forward(interview, (one, two)),
    }
}

/// Some of what the present gate offers.
fn picked(interview: &Interview<'_>, bits: u8) -> Vec<Member> {
    let members = match interview.prompt() {
        Prompt::Used(gate) => interview.members(gate),
        _ => interview.rubric().skills().map(|(skill, _)| Member::Skill(skill)).collect(),
    };
    members.into_iter().enumerate().filter(|(at, _)| bits >> (at % 8) & 1 == 1).map(|(_, member)| member).collect()
}

/// What a gate has ticked already.
fn ticked(interview: &Interview<'_>, gate: Gate) -> Vec<Member> {
    interview.members(gate).into_iter().filter(|member| interview.is_used(*member)).collect()
}

/// An event that the present prompt takes.
fn forward(interview: &Interview<'_>, (one, two): (u8, u8)) -> Event {
    let levels = i64::from(interview.rubric().scale().max().get()) + 1;
    match interview.prompt() {
        Prompt::Skill(_) if two % 7 == 0 => Event::Skip,
        Prompt::Skill(_) if two % 7 == 1 => Event::NotApplicable,
        Prompt::Skill(_) => Event::Rate(interview.rubric().scale().level(i64::from(one) % levels).unwrap()),
        Prompt::Used(_) => Event::Tick(picked(interview, one)),
        Prompt::Moved(_) => Event::Keep,
        Prompt::Sheet(_) => Event::Next,
        Prompt::Unused(_) => {
            if two % 2 == 0 {
                Event::Unused
            } else {
                Event::Skip
            }
        }
        Prompt::Review => Event::Review,
        Prompt::Pause => Event::GoOn,
    }
}

fn rating(answer: Answer) -> Rating {
    Rating { answer, on: BEFORE, evidence: Some("from last time".to_owned()), confidence: None, help: None }
}

fn last(drawn: &Drawn, rubric: &Rubric) -> BTreeMap<Id, Rating> {
    let said = drawn.answers.iter().enumerate();
    said.filter_map(|(skill, said)| Some((rubric[called(rubric, skill)].id.clone(), rating(answer(rubric, *said)?))))
        .collect()
}

fn begin<'r>(drawn: &Drawn, rubric: &'r Rubric, scope: &Scope) -> Interview<'r> {
    let target = rubric.targets().next().unwrap().0;
    Interview::new(rubric, scope.skills(rubric, target), &last(drawn, rubric), TODAY)
}

/// The same in one of several manners.
fn begin_so<'r>(drawn: &Drawn, rubric: &'r Rubric, scope: &Scope, manner: u8) -> Interview<'r> {
    let mut interview = begin(drawn, rubric, scope);
    let bit = |at: u8| manner >> at & 1 == 1;
    if bit(0) {
        interview = interview.asking_back();
    }
    if bit(1) {
        interview = interview.gated(rubric.areas().map(|(area, _)| area).filter(|area| area.get() % 2 == 0).collect());
    }
    if bit(2) {
        let first = interview.asked().iter().rev().copied().filter(|skill| skill.get() % 3 == 0).collect();
        interview = interview.asking_first(first);
    }
    let sheets = [Sheets::Never, Sheets::After, Sheets::Instead];
    interview.with_sheets(sheets[usize::from(manner >> 3) % 3])
}

/// Whether an interview is taken up where its progress says.
fn is_taken_up(interview: &Interview<'_>, again: &Interview<'_>) -> bool {
    let rubric = interview.rubric();
    match (interview.progress().at, again.prompt()) {
        (Place::Areas, Prompt::Used(Gate::Areas)) | (Place::Review, Prompt::Review) | (Place::Pause, Prompt::Pause) => {
            true
        }
        (Place::Question(id) | Place::Open(id), Prompt::Skill(skill)) | (Place::Sheet(id), Prompt::Sheet(skill)) => {
            id == rubric[skill].id
        }
        (
            Place::Question(id) | Place::Open(id),
            Prompt::Used(Gate::Group(group)) | Prompt::Unused(Gate::Group(group)),
        ) => id == rubric[group].id,
        _ => false,
    }
}

fn dice(most: usize) -> impl Strategy<Value = Vec<Dice>> {
    vec(any::<Dice>(), 0..most)
}

/// What everyone can see of the answers.
fn seen(interview: &Interview<'_>) -> impl PartialEq + std::fmt::Debug + use<> {
    let skills = interview.rubric().skills().map(|(skill, _)| skill);
    let replies: Vec<_> =
        skills.map(|skill| (interview.reply(skill), interview.is_used(Member::Skill(skill)))).collect();
    (replies, interview.ratings(), interview.position())
}

proptest! {
    #[test]
    fn an_interview_is_taken_up_where_it_was_left(drawn in drawn(), all in any::<bool>(), manner in any::<u8>(), dice in dice(40)) {
        let rubric = drawn.rubric();
        let scope = Scope { all, areas: Vec::new() };
        let mut interview = begin_so(&drawn, &rubric, &scope, manner);
        let mut replied = BTreeSet::new();
        for rolled in dice {
            let (before, prompt) = (seen(&interview), interview.prompt());
            let event = event(&interview, rolled);
            let goes_on = interview.apply(event.clone());
            if let Event::Rate(_) | Event::NotApplicable | Event::Skip = event
                && let Prompt::Skill(skill) | Prompt::Sheet(skill) = prompt
            {
                let expected = match event {
                    Event::Rate(level) => Reply::Said(Answer::Rated(level)),
                    Event::NotApplicable => Reply::Said(Answer::NotApplicable),
                    _ => Reply::Skipped,
                };
                prop_assert_eq!(interview.reply(skill), Some(expected));
                replied.insert(skill);
            }
            if let Event::Back | Event::Review | Event::Open(_) | Event::Change(_) | Event::Fill | Event::Keep | Event::Next | Event::Point(_) = event {
                prop_assert_eq!(format!("{before:?}"), format!("{:?}", seen(&interview)));
            }
            prop_assert!(goes_on || (event == Event::Back && interview.prompt() == prompt));
            if let Prompt::Skill(skill) = interview.prompt() {
                prop_assert!(interview.asked().contains(&skill));
            }

            let progress = interview.progress();
            let again = begin_so(&drawn, &rubric, &scope, manner).resume(&progress);
            prop_assert_eq!(&progress, &again.progress());
            prop_assert_eq!(format!("{:?}", seen(&interview)), format!("{:?}", seen(&again)));
            prop_assert!(is_taken_up(&interview, &again), "{progress:?} {:?}", again.prompt());
        }
        let last = last(&drawn, &rubric);
        for (skill, described) in rubric.skills() {
            let rating = interview.ratings().get(&described.id).cloned();
            match interview.reply(skill) {
                Some(Reply::Said(answer)) => {
                    prop_assert_eq!(rating.map(|rating| (rating.answer, rating.on)), Some((answer, TODAY)));
                }
                Some(Reply::Skipped) => prop_assert_eq!(rating, None),
                None => prop_assert_eq!(rating.as_ref(), last.get(&described.id)),
            }
            if !interview.asked().contains(&skill) {
                prop_assert_eq!(interview.reply(skill), None);
            }
        }
    }

    #[test]
    fn going_on_leads_to_the_review_with_a_reply_to_everything(
        drawn in drawn(),
        all in any::<bool>(),
        area in 0..6_usize,
        manner in any::<u8>(),
        dice in vec(any::<(u8, u8)>(), 60),
    ) {
        let rubric = drawn.rubric();
        let areas = rubric.areas().map(|(area, _)| area).skip(area).take(1).collect();
        // On sheets, going on alone answers nothing.
        let manner = if manner >> 3 & 3 == 2 { manner & 7 } else { manner & 15 };
        let mut interview = begin_so(&drawn, &rubric, &Scope { all, areas }, manner);
        let mut prompts = Vec::new();
        let mut dice = dice.into_iter();
        while interview.prompt() != Prompt::Review {
            let (prompt, event) = (interview.prompt(), forward(&interview, dice.next().unwrap()));
            let unused = if let Prompt::Unused(gate) = prompt { interview.unused(gate) } else { Vec::new() };
            prop_assert!(interview.apply(event.clone()));
            let expected = if event == Event::Skip { Reply::Skipped } else { Reply::Said(answer(&rubric, Said::Level(0)).unwrap()) };
            prop_assert!(unused.iter().all(|skill| interview.reply(*skill) == Some(expected)));
            prop_assert!(!prompts.contains(&prompt));
            prompts.push(prompt);
        }
        prop_assert!(interview.asked().iter().all(|skill| interview.reply(*skill).is_some()));
        prop_assert_eq!(interview.position(), (interview.asked().len(), interview.asked().len()));
        // Back goes through the same questions the other way, and out. What was asked back once is not again, and answers
        // that came later can change what a gate offers.
        let is_question = |prompt: &Prompt| matches!(prompt, Prompt::Skill(_) | Prompt::Sheet(_));
        let mut before = Vec::new();
        while interview.apply(Event::Back) {
            before.push(interview.prompt());
        }
        prompts.retain(is_question);
        before.retain(is_question);
        before.reverse();
        prop_assert_eq!(prompts, before);
    }

    /// Led by dice, it asks each skill once and ends where the leader ends; put down and taken up anywhere it is the same.
    #[test]
    fn a_led_interview_goes_where_it_is_led(drawn in drawn(), dice in dice(60), leads in vec(any::<u8>(), 60)) {
        let rubric = drawn.rubric();
        let mut interview = begin(&drawn, &rubric, &Scope { all: true, areas: Vec::new() }).led();
        for (rolled, lead) in dice.into_iter().zip(leads) {
            let waits = interview.waits_for_lead();
            prop_assert_eq!(waits, interview.prompt() == Prompt::Pause);
            let open: Vec<_> = interview.asked().iter().copied().filter(|skill| interview.reply(*skill).is_none()).collect();
            if lead % 8 > 0 && !open.is_empty() {
                let skill = open[usize::from(lead) % open.len()];
                let before = interview.prompt();
                interview.lead_to(skill);
                let is_led_to = match interview.prompt() {
                    Prompt::Skill(asked) => asked == skill,
                    Prompt::Used(Gate::Group(group)) | Prompt::Unused(Gate::Group(group)) => rubric[group].members.contains(&skill),
                    _ => false,
                };
                prop_assert!(is_led_to || !waits && interview.prompt() == before);
            }
            let before = (format!("{:?}", seen(&interview)), interview.prompt());
            let event = if rolled.2 % 4 == 0 { event(&interview, rolled) } else { forward(&interview, (rolled.0, rolled.1)) };
            let goes_on = interview.apply(event.clone());
            if let Event::Back | Event::Review | Event::Open(_) | Event::Change(_) | Event::Fill | Event::GoOn | Event::Keep | Event::Next | Event::Point(_) = event {
                prop_assert_eq!(&before.0, &format!("{:?}", seen(&interview)));
            }
            prop_assert!(goes_on || (event == Event::Back && interview.prompt() == before.1));
            let trail = interview.trail().unwrap();
            prop_assert_eq!(trail.iter().collect::<BTreeSet<_>>().len(), trail.len());
            let unanswered = trail.iter().filter(|skill| interview.reply(**skill).is_none());
            prop_assert!(unanswered.count() <= 1);

            let again = begin(&drawn, &rubric, &Scope { all: true, areas: Vec::new() }).led().resume(&interview.progress());
            prop_assert_eq!(interview.progress(), again.progress());
            prop_assert!(is_taken_up(&interview, &again), "{:?}", again.prompt());
        }
        interview.apply(Event::Review);
        prop_assert!(!interview.waits_for_lead());
        interview.apply(Event::GoOn);
        prop_assert!(interview.waits_for_lead());
    }

    #[test]
    fn filling_in_asks_what_has_no_answer_and_ends_at_the_review(
        drawn in drawn(),
        first in dice(30),
        dice in vec(any::<(u8, u8)>(), 40),
    ) {
        let rubric = drawn.rubric();
        let mut interview = begin(&drawn, &rubric, &Scope { all: true, areas: Vec::new() });
        for rolled in first {
            let event = event(&interview, rolled);
            interview.apply(event);
        }
        let said: Vec<_> = interview.asked().iter().copied()
            .filter(|skill| matches!(interview.reply(*skill), Some(Reply::Said(_))) && (interview.is_used(Member::Skill(*skill)) || rubric.groups().all(|(_, group)| !group.members.contains(skill))))
            .map(|skill| (skill, interview.reply(skill)))
            .collect();
        interview.apply(Event::Fill);
        let mut dice = dice.into_iter();
        while interview.prompt() != Prompt::Review {
            if let Prompt::Skill(skill) = interview.prompt() {
                prop_assert!(!matches!(interview.reply(skill), Some(Reply::Said(_))));
            }
            let event = match interview.prompt() {
                Prompt::Used(gate) => Event::Tick(ticked(&interview, gate)),
                _ => forward(&interview, dice.next().unwrap()),
            };
            interview.apply(event);
        }
        prop_assert!(interview.asked().iter().all(|skill| interview.reply(*skill).is_some()));
        for (skill, reply) in said {
            prop_assert_eq!(interview.reply(skill), reply);
        }
        let left = interview.apply(Event::Back);
        prop_assert!(!left || interview.prompt() != Prompt::Review);
    }

    #[test]
    fn an_answer_to_a_single_skill_outlives_the_other_answers(drawn in drawn(), first in dice(20), skill in 0..MOST_SKILLS, level in 1..6_i64) {
        let rubric = drawn.rubric();
        let mut interview = begin(&drawn, &rubric, &Scope { all: true, areas: Vec::new() });
        for rolled in first {
            let event = event(&interview, rolled);
            interview.apply(event);
        }
        let skill = called(&rubric, skill % drawn.skills.len());
        let level = rubric.scale().level(level).unwrap_or(rubric.scale().max());
        for event in [Event::Change(skill), Event::Rate(level), Event::Fill] {
            interview.apply(event);
        }
        for _ in 0..40 {
            let event = match interview.prompt() {
                Prompt::Used(gate) => Event::Tick(ticked(&interview, gate)),
                Prompt::Unused(_) => Event::Unused,
                _ => Event::Skip,
            };
            interview.apply(event);
        }
        prop_assert_eq!(interview.prompt(), Prompt::Review);
        prop_assert_eq!(interview.reply(skill), Some(Reply::Said(Answer::Rated(level))));
    }

    #[test]
    fn a_changed_rubric_keeps_what_it_still_has(
        drawn in drawn(),
        dice in dice(30),
        gone in any::<u8>(),
        renamed in any::<u8>(),
        fewer in any::<bool>(),
    ) {
        let rubric = drawn.rubric();
        let scope = Scope { all: true, areas: Vec::new() };
        let mut interview = begin(&drawn, &rubric, &scope);
        for rolled in dice {
            let event = event(&interview, rolled);
            interview.apply(event);
        }
        let Some(newer) = changed(&drawn, gone, renamed, fewer) else { return Ok(()) };
        let target = newer.targets().next().unwrap().0;
        let last = last(&drawn, &rubric);
        let progress = interview.progress();
        let again = Interview::new(&newer, scope.skills(&newer, target), &last, TODAY).resume(&progress);
        for (skill, described) in newer.skills() {
            let old = rubric.skill(described.id.as_str()).or_else(|| rubric.skill(described.formerly.first()?.as_str()));
            let lowered = |answer| match answer {
                Answer::Rated(level) => Answer::Rated(newer.scale().max().min(level)),
                Answer::NotApplicable => Answer::NotApplicable,
            };
            let expected = old.and_then(|old| interview.reply(old)).map(|reply| match reply {
                Reply::Said(answer) => Reply::Said(lowered(answer)),
                Reply::Skipped => Reply::Skipped,
            });
            prop_assert_eq!(again.reply(skill), expected);
            prop_assert_eq!(again.is_used(Member::Skill(skill)), old.is_some_and(|old| interview.is_used(Member::Skill(old))));
            let rated = again.ratings().get(&described.id).map(|rating| rating.answer);
            let before = old.and_then(|old| interview.ratings().get(&rubric[old].id).map(|rating| lowered(rating.answer)));
            prop_assert_eq!(rated, before);
            if let (Place::Question(at) | Place::Open(at), Some(old)) = (&progress.at, old) && *at == rubric[old].id {
                prop_assert_eq!(again.prompt(), Prompt::Skill(skill));
            }
        }
        if let Prompt::Used(Gate::Group(group)) | Prompt::Unused(Gate::Group(group)) = interview.prompt() {
            let now = newer.groups().find(|(_, now)| now.formerly.contains(&rubric[group].id)).map(|(now, _)| now);
            if let Some(now) = now.map(Gate::Group).filter(|now| !again.members(*now).is_empty() && !again.unused(*now).is_empty()) {
                prop_assert!([Prompt::Used(now), Prompt::Unused(now)].contains(&again.prompt()));
            }
        }
        if progress.at == Place::Review {
            prop_assert_eq!(again.prompt(), Prompt::Review);
        }
    }

    #[test]
    fn any_progress_can_be_taken_up(
        drawn in drawn(),
        ids in vec((prop_oneof!["[st][0-9]", "g[0-4]", "[a-z]{3}"], 0..12_u8), 0..12),
        at in prop_oneof![Just("review".to_owned()), Just("areas:".to_owned()), "[stg][0-9]", "sheet:[st][0-9]", "[a-z:]{1,9}"],
    ) {
        let rubric = drawn.rubric();
        let mut progress = Progress { at: Place::named(&at), ..Progress::default() };
        for (id, kind) in ids {
            let id = Id::new(&id).unwrap();
            match kind {
                0..5 => drop(progress.ratings.insert(id, rating(Answer::Rated(rubric.scale().max())))),
                5..7 => drop(progress.ratings.insert(id, rating(Answer::NotApplicable))),
                7..10 => drop(progress.skipped.insert(id)),
                _ => drop(progress.used.insert(id)),
            }
        }
        let interview = begin(&drawn, &rubric, &Scope::default()).resume(&progress);
        let once = interview.progress();
        prop_assert_eq!(&begin(&drawn, &rubric, &Scope::default()).resume(&once).progress(), &once);
    }
}

/// The rubric without some skills, with others and all groups under new names, and with fewer levels; none if nothing would be left.
fn changed(drawn: &Drawn, gone: u8, renamed: u8, fewer: bool) -> Option<Rubric> {
    let is_in = |bits: u8, skill: usize| bits >> skill & 1 == 1;
    let mut drawn = drawn.clone();
    let skills = drawn.skills.len();
    for skill in (0..skills).filter(|skill| is_in(renamed, *skill)) {
        drawn.skills[skill].formerly.push(format!("s{skill}"));
    }
    drawn.skills.iter_mut().for_each(|skill| skill.requires.clear());
    let lowest = 2;
    if fewer {
        drawn.max = lowest;
        for wanted in drawn.targets.iter_mut().flat_map(|target| &mut target.requires) {
            wanted.level = wanted.level.min(lowest);
            wanted.floor = wanted.floor.min(lowest);
        }
    }
    let mut text = drawn.text();
    for skill in (0..skills).filter(|skill| is_in(renamed, *skill)) {
        let (id, name) = (format!("'s{skill}'"), format!("'renamed-{skill}'"));
        text = text.replace(&id, &name);
    }
    for group in 0..drawn.groups.len() {
        let (id, new) = (format!("id = 'g{group}'"), format!("id = 'h{group}'\nformerly = ['g{group}']"));
        text = text.replace(&id, &new).replace(&format!("group = 'g{group}'"), &format!("group = 'h{group}'"));
    }
    let ids: Vec<_> = (0..skills)
        .filter(|skill| is_in(gone, *skill))
        .map(|skill| if is_in(renamed, skill) { format!("renamed-{skill}") } else { format!("s{skill}") })
        .collect();
    without(&text, &ids)
}

/// The rubric without these skills and all that names them.
fn without(text: &str, ids: &[String]) -> Option<Rubric> {
    let mut table: toml::Table = text.parse().unwrap();
    let gone =
        |value: Option<&toml::Value>| value.is_some_and(|id| ids.iter().any(|gone| Some(gone.as_str()) == id.as_str()));
    let mut empty = BTreeSet::new();
    let list =
        |table: &mut toml::Table, key: &str| table.remove(key).map_or_else(Vec::new, |list| list.try_into().unwrap());
    let mut skills: Vec<toml::Table> = list(&mut table, "skills");
    skills.retain(|skill| !gone(skill.get("id")));
    let mut groups: Vec<toml::Table> = list(&mut table, "groups");
    for group in &mut groups {
        let members = group["skills"].as_array_mut().unwrap();
        members.retain(|member| !gone(Some(member)));
        let left = members.len();
        if left == 0 {
            empty.insert(group["id"].as_str().unwrap().to_owned());
        } else {
            let choose = group["choose"].as_integer().unwrap().min(i64::try_from(left).unwrap());
            group.insert("choose".to_owned(), choose.into());
        }
    }
    groups.retain(|group| !empty.contains(group["id"].as_str().unwrap()));
    let mut targets: Vec<toml::Table> = list(&mut table, "targets");
    for target in &mut targets {
        target["requires"].as_array_mut().unwrap().retain(|wanted| {
            let is_empty = wanted.get("group").is_some_and(|group| empty.contains(group.as_str().unwrap()));
            !gone(wanted.get("skill")) && !is_empty
        });
    }
    targets.retain(|target| !target["requires"].as_array().unwrap().is_empty());
    if skills.is_empty() || targets.is_empty() {
        return None;
    }
    table.insert("skills".to_owned(), skills.into());
    table.insert("groups".to_owned(), groups.into());
    table.insert("targets".to_owned(), targets.into());
    Some(read(&toml::to_string(&table).unwrap()))
}
