//! What is remembered of the plans by a rubric: pace, first day, preferred members and weeks of rest, and for each target
//! the day by which it should be reached.
//!
//! They stand in `plans/<rubric>.all_targets.toml`: no id holds the sign between the two words. The first edition kept
//! settings for each target, in `plans/<rubric>.<target>.toml`; until the first change these are read, the newest file
//! first, and they are left as they are.

use std::{cmp::Reverse, collections::BTreeMap, fs, path::Path, time::SystemTime};

use jiff::civil::Date;
use toml::Table;

use super::super::{Skipped, Store, drafts::id, error::Error, read};
use super::{ENDING, FOLDER, day_value, hours_of, hours_value, put};
use crate::{
    document::{Fields, date_of},
    problem::Problem,
    rubric::{Hours, Id},
};

const ALL_TARGETS: &str = "all_targets";

/// What is remembered of plans.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Settings {
    /// Hours a week for learning.
    pub hours_per_week: Option<Hours>,
    /// Members that groups choose first.
    pub prefer: Vec<Id>,
    /// The first day of the plan.
    pub start: Option<Date>,
    /// Days of the weeks in which nothing is done.
    pub skip_weeks: Vec<Date>,
    /// The day by which a target should be reached, by its id.
    pub by: BTreeMap<Id, Date>,
}

/// One of the things that are remembered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Setting {
    /// The hours a week.
    HoursPerWeek,
    /// The first day.
    Start,
    /// The preferred members.
    Prefer,
    /// The weeks of rest.
    SkipWeek,
    /// The day by which the target should be reached.
    By,
}

impl Settings {
    /// Whether nothing is remembered.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether something is remembered of a setting, for this target.
    pub fn has(&self, setting: Setting, target: &Id) -> bool {
        match setting {
            Setting::HoursPerWeek => self.hours_per_week.is_some(),
            Setting::Start => self.start.is_some(),
            Setting::Prefer => !self.prefer.is_empty(),
            Setting::SkipWeek => !self.skip_weeks.is_empty(),
            Setting::By => self.by.contains_key(target),
        }
    }

    /// Forgets a setting; the day of other targets stays.
    pub fn forget(&mut self, setting: Setting, target: &Id) {
        match setting {
            Setting::HoursPerWeek => self.hours_per_week = None,
            Setting::Start => self.start = None,
            Setting::Prefer => self.prefer.clear(),
            Setting::SkipWeek => self.skip_weeks.clear(),
            Setting::By => {
                self.by.remove(target);
            }
        }
    }

    /// Takes what is not remembered here from an older file.
    fn fill(&mut self, older: Self) -> Vec<Setting> {
        let Self { hours_per_week, prefer, start, skip_weeks, by } = older;
        let mut filled = Vec::new();
        if let (None, Some(hours)) = (self.hours_per_week, hours_per_week) {
            self.hours_per_week = Some(hours);
            filled.push(Setting::HoursPerWeek);
        }
        if let (None, Some(day)) = (self.start, start) {
            self.start = Some(day);
            filled.push(Setting::Start);
        }
        if self.prefer.is_empty() && !prefer.is_empty() {
            self.prefer = prefer;
            filled.push(Setting::Prefer);
        }
        if self.skip_weeks.is_empty() && !skip_weeks.is_empty() {
            self.skip_weeks = skip_weeks;
            filled.push(Setting::SkipWeek);
        }
        for (target, day) in by {
            self.by.entry(target).or_insert(day);
        }
        filled
    }
}

/// What is remembered, and where it was found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Remembered {
    /// What is remembered.
    pub settings: Settings,
    /// What of it the first edition kept, and for which target.
    pub earlier: Vec<(Setting, Id)>,
    /// Files of the first edition that cannot be read.
    pub skipped: Vec<Skipped>,
}

impl Store {
    /// What is remembered of the plans by a rubric.
    pub fn remembered(&self, rubric: &Id) -> Result<Remembered, Error> {
        match self.plan_file(&name(rubric), settings_of)? {
            Some(settings) => Ok(Remembered { settings, ..Remembered::default() }),
            None => self.first_edition(rubric),
        }
    }

    /// Changes what is remembered, and returns it as it is then.
    pub fn change_settings(&self, rubric: &Id, change: impl FnOnce(&mut Settings)) -> Result<Settings, Error> {
        let earlier = self.first_edition(rubric)?.settings;
        let mut now = Settings::default();
        self.change(&name(rubric), settings_of, |table, settings| {
            now = if table.is_empty() { earlier } else { settings };
            change(&mut now);
            write(table, &now);
        })?;
        Ok(now)
    }

    /// What this edition remembers of the plans by a rubric; none if nothing was changed yet.
    pub(in crate::history) fn kept_settings(&self, rubric: &Id) -> Result<Option<Settings>, Error> {
        self.plan_file(&name(rubric), settings_of)
    }

    /// What the first edition kept for a target.
    pub(in crate::history) fn target_settings(&self, rubric: &Id, target: &Id) -> Result<Settings, Error> {
        Ok(self.plan_file(&target_name(rubric, target), settings_of)?.unwrap_or_default())
    }

    /// Keeps settings for a target as the first edition did, unless there are some.
    pub(in crate::history) fn add_target_settings(
        &self,
        rubric: &Id,
        target: &Id,
        settings: &Settings,
    ) -> Result<(), Error> {
        self.change(&target_name(rubric, target), settings_of, |table, here| {
            if here.is_empty() {
                write(table, settings);
            }
        })
    }

    fn first_edition(&self, rubric: &Id) -> Result<Remembered, Error> {
        let mut found = Remembered::default();
        for target in self.first_files(rubric)? {
            match self.target_settings(rubric, &target) {
                Ok(settings) => {
                    let filled = found.settings.fill(settings);
                    found.earlier.extend(filled.into_iter().map(|setting| (setting, target.clone())));
                }
                Err(error) => found.skipped.push(Skipped::of(&error).ok_or(error)?),
            }
        }
        Ok(found)
    }

    /// The files of the first edition, the newest first.
    fn first_files(&self, rubric: &Id) -> Result<Vec<Id>, Error> {
        let mut files = Vec::new();
        for path in read::files(&self.root.join(FOLDER), ENDING)? {
            if let Some((_, Kind::Target(target))) = whose(&path).filter(|(of, _)| of == rubric) {
                let changed = fs::metadata(&path).and_then(|about| about.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
                files.push((Reverse(changed), target));
            }
        }
        files.sort();
        Ok(files.into_iter().map(|(_, target)| target).collect())
    }
}

pub(in crate::history) fn settings_of(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Settings {
    let hours = fields.number("hours_per_week", problems);
    let hours_per_week = hours.and_then(|(place, hours)| hours_of(place, hours, problems));
    let prefer = fields.texts("prefer", problems);
    let prefer = prefer.iter().filter_map(|(place, text)| id(text, *place, problems)).collect();
    let start = fields.date("start", problems);
    let skipped = fields.list("skip_weeks", problems).unwrap_or_default();
    let skip_weeks =
        skipped.iter().filter_map(|node| date_of(node, format_args!("a skipped week"), problems)).collect();
    let days = fields.node("by").and_then(|node| Fields::of(node, "`by`", problems));
    let day = |entry: &crate::document::Entry<'_>| {
        let target = id(&entry.key, entry.place, problems)?;
        Some((target, date_of(&entry.node, format_args!("the day of a target"), problems)?))
    };
    let by = days.map(|days| days.entries().iter().filter_map(day).collect()).unwrap_or_default();
    Settings { hours_per_week, prefer, start, skip_weeks, by }
}

fn write(table: &mut Table, settings: &Settings) {
    let Settings { hours_per_week, prefer, start, skip_weeks, by } = settings;
    let list = |values: Vec<toml::Value>| (!values.is_empty()).then_some(toml::Value::Array(values));
    put(table, "hours_per_week", hours_per_week.map(hours_value));
    put(table, "prefer", list(prefer.iter().map(|id| toml::Value::from(id.as_str())).collect()));
    put(table, "start", start.map(day_value));
    put(table, "skip_weeks", list(skip_weeks.iter().copied().map(day_value).collect()));
    let days: Table = by.iter().map(|(target, day)| (target.to_string(), day_value(*day))).collect();
    put(table, "by", (!days.is_empty()).then_some(toml::Value::Table(days)));
}

/// What a file of plans holds.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(in crate::history) enum Kind {
    /// Ticks.
    Ticks,
    /// Settings.
    Settings,
    /// Settings for a target, of the first edition.
    Target(Id),
}

/// The rubric that a file of plans is for, and what it holds; none if nothing reads a file of that name.
pub(in crate::history) fn whose(path: &Path) -> Option<(Id, Kind)> {
    let stem = path.file_stem()?.to_str()?;
    match stem.split_once('.') {
        None => Some((Id::new(stem)?, Kind::Ticks)),
        Some((rubric, ALL_TARGETS)) => Some((Id::new(rubric)?, Kind::Settings)),
        Some((rubric, target)) => Some((Id::new(rubric)?, Kind::Target(Id::new(target)?))),
    }
}

fn name(rubric: &Id) -> String {
    format!("{rubric}.{ALL_TARGETS}.{ENDING}")
}

fn target_name(rubric: &Id, target: &Id) -> String {
    format!("{rubric}.{target}.{ENDING}")
}
