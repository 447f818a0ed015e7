//! `plan set`: what is remembered of a plan.

use jiff::civil::Date;

use super::mine::Mine;
use crate::cli::args::{Key, Pace, Whose};
use crate::cli::failure::Outcome;
use crate::cli::session::{self, Session};
use crate::cli::{output, planning};
use crate::history::{Remembered, Setting, Settings};
use crate::report::Name;
use crate::report::number::hours;
use crate::report::plan::{Kept, kept_terminal};
use crate::wording;

/// What was said of the plan.
#[derive(Debug)]
pub(super) struct Said<'a> {
    pub(super) pace: &'a Pace,
    pub(super) by: Option<Date>,
    pub(super) unset: Vec<Setting>,
}

/// All that can be remembered.
const ALL: [Setting; 5] = [Setting::HoursPerWeek, Setting::Start, Setting::Prefer, Setting::SkipWeek, Setting::By];

impl From<Key> for Setting {
    fn from(key: Key) -> Self {
        match key {
            Key::HoursPerWeek => Self::HoursPerWeek,
            Key::Start => Self::Start,
            Key::Prefer => Self::Prefer,
            Key::SkipWeek => Self::SkipWeek,
            Key::By => Self::By,
        }
    }
}

/// What a setting is called on the command line.
const fn word(setting: Setting) -> &'static str {
    match setting {
        Setting::HoursPerWeek => "hours-per-week",
        Setting::Start => "start",
        Setting::Prefer => "prefer",
        Setting::SkipWeek => "skip-week",
        Setting::By => "by",
    }
}

/// Forgets, then remembers; shows what is remembered if nothing is said.
pub(super) fn set(session: &Session, said: &Said<'_>, whose: &Whose) -> Outcome {
    let Pace { hours_per_week, start, prefer, skip_week } = said.pace;
    let says_nothing = hours_per_week.is_none() && start.is_none() && prefer.is_empty() && skip_week.is_empty();
    let mine = Mine::new(session, whose)?;
    if says_nothing && said.by.is_none() && said.unset.is_empty() {
        return show(session, &mine);
    }
    let pace = hours_per_week.map(planning::pace).transpose()?;
    let rubric = mine.rubric();
    let preferred = planning::preferred(&mine.judged.loaded, prefer)?;
    let target = rubric[mine.target].id.clone();
    let mut before = Settings::default();
    let now = session.store()?.change_settings(rubric.id(), |settings| {
        before = settings.clone();
        said.unset.iter().for_each(|setting| settings.forget(*setting, &target));
        settings.hours_per_week = pace.or(settings.hours_per_week);
        settings.start = start.or(settings.start);
        if !preferred.is_empty() {
            settings.prefer = preferred.iter().map(|skill| rubric[*skill].id.clone()).collect();
        }
        settings.skip_weeks.extend(skip_week);
        settings.skip_weeks.sort_unstable();
        settings.skip_weeks.dedup();
        settings.by.extend(said.by.map(|by| (target.clone(), by)));
    })?;
    tell(&mine, &before, &now, said);
    Ok(())
}

/// Says what was forgotten and what is remembered now.
fn tell(mine: &Mine, before: &Settings, now: &Settings, said: &Said<'_>) {
    let target = &mine.rubric()[mine.target].id;
    let words =
        |settings: Vec<&Setting>| wording::list(&settings.into_iter().map(|one| word(*one)).collect::<Vec<_>>());
    let gone = said.unset.iter().filter(|setting| !now.has(**setting, target));
    let (gone, never): (Vec<_>, Vec<_>) = gone.partition(|setting| before.has(**setting, target));
    if !gone.is_empty() {
        output::tell(&format!("forgotten: {}", words(gone)));
    }
    if !never.is_empty() {
        output::tell(&format!("nothing was remembered of {}", words(never)));
    }
    let Pace { hours_per_week, start, prefer, skip_week } = said.pace;
    let is_said =
        [hours_per_week.is_some(), start.is_some(), !prefer.is_empty(), !skip_week.is_empty(), said.by.is_some()];
    let news: Vec<_> = ALL.iter().zip(is_said).filter(|(_, is_said)| *is_said).map(|(setting, _)| setting).collect();
    for setting in news {
        let whose = if *setting == Setting::By { format!(" for `{target}`") } else { String::new() };
        let value = value(mine, now, *setting).unwrap_or_default();
        output::tell(&format!("remembered{whose}: {} {value}", word(*setting)));
    }
    if let Some(by) = said.by.filter(|by| *by < session::today()) {
        output::tell(&format!("warning: {by} has passed; the plan does not keep to it"));
    }
}

/// A setting as it is typed, if it is remembered.
fn value(mine: &Mine, settings: &Settings, setting: Setting) -> Option<String> {
    let target = &mine.rubric()[mine.target].id;
    let list = |texts: Vec<String>| (!texts.is_empty()).then(|| texts.join(", "));
    match setting {
        Setting::HoursPerWeek => settings.hours_per_week.map(hours),
        Setting::Start => settings.start.map(|day| day.to_string()),
        Setting::Prefer => list(settings.prefer.iter().map(ToString::to_string).collect()),
        Setting::SkipWeek => list(settings.skip_weeks.iter().map(ToString::to_string).collect()),
        Setting::By => settings.by.get(target).map(ToString::to_string),
    }
}

/// What holds where nothing is remembered.
fn usual(mine: &Mine, setting: Setting) -> String {
    match setting {
        Setting::HoursPerWeek => format!("{}, as usual", hours(crate::plan::Wishes::USUAL)),
        Setting::Start => {
            format!("{}, the Monday on or after the assessment", planning::usual_start(&mine.judged))
        }
        Setting::Prefer => "nothing; the plan chooses what takes fewest hours".to_owned(),
        Setting::SkipWeek => "none".to_owned(),
        Setting::By => "no day".to_owned(),
    }
}

fn show(session: &Session, mine: &Mine) -> Outcome {
    let rubric = mine.rubric();
    let Remembered { settings, earlier, skipped: _ } = planning::remembered(session, rubric.id())?;
    let kept = |setting: &Setting| {
        let from = earlier.iter().find(|(found, _)| found == setting).map(|(_, target)| target);
        let (value, from) = match (value(mine, &settings, *setting), from) {
            (None, _) => (usual(mine, *setting), "not set".to_owned()),
            (Some(value), Some(target)) => (value, format!("set for `{target}` by an earlier version")),
            (Some(value), None) if *setting == Setting::By => {
                let passed = settings.by.get(&rubric[mine.target].id).is_some_and(|by| *by < session::today());
                let target = &rubric[mine.target].id;
                (value, format!("set for `{target}`{}", if passed { "; has passed, not kept to" } else { "" }))
            }
            (Some(value), None) => (value, "set for all targets".to_owned()),
        };
        Kept { word: word(*setting), value, from }
    };
    let kept: Vec<_> = ALL.iter().map(kept).collect();
    let target = Name::target(rubric, mine.target);
    output::print(&kept_terminal(&target, rubric.id(), &kept, session.terminal.style()))
}
