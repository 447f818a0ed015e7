//! Ticks, one small file each, so that two machines put theirs together by copying files. None is ever changed or deleted:
//! taking one back is a file too, and of each step the latest counts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};
use toml::Table;

use super::{Fields, Pen, Problem, Store, Tick, TickKind, list_of_ticks, parse, put, ticks_name};
use crate::assessment::answers::FORMAT;
use crate::history::assessments::{MOMENT, is_beyond};
use crate::history::error::Error;
use crate::history::{Skipped, read, stray};
use crate::rubric::Id;

/// What a file says of a step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(in crate::history) struct Record {
    /// When it was said: the later of two counts.
    pub(in crate::history) moment: Timestamp,
    /// The tick, with the moment at which it was made first: it may have been added to since.
    tick: Tick,
    /// Whether it is taken back.
    is_undone: bool,
}

impl Record {
    fn of(tick: &Tick) -> Self {
        Self { moment: tick.moment, tick: tick.clone(), is_undone: false }
    }

    pub(in crate::history) fn step(&self) -> String {
        self.tick.step()
    }

    /// The tick, unless it was taken back.
    pub(in crate::history) fn tick(&self) -> Option<Tick> {
        (!self.is_undone).then(|| self.tick.clone())
    }

    fn render(&self) -> String {
        let Tick { kind, moment, on, hours, .. } = &self.tick;
        let mut table = Table::new();
        table.insert("format".to_owned(), FORMAT.into());
        table.insert("step".to_owned(), self.step().into());
        table.insert("kind".to_owned(), if self.is_undone { UNDO } else { kind.as_str() }.into());
        table.insert("moment".to_owned(), super::datetime(&super::moment(self.moment)));
        if !self.is_undone {
            let first = (*moment != self.moment).then(|| super::datetime(&super::moment(*moment)));
            put(&mut table, TICKED, first);
            put(&mut table, "on", on.map(super::day_value));
            put(&mut table, "hours", hours.filter(|hours| hours.quarters() > 0).map(super::hours_value));
        }
        table.to_string()
    }
}

const UNDO: &str = "undo";
const TICKED: &str = "ticked";

/// The folder of a rubric's ticks, below that of plans.
pub(in crate::history) fn folder(rubric: &Id) -> String {
    format!("{}/{rubric}/ticks", super::FOLDER)
}

/// What the newest file of each step says, by its moment, and the files that were left out.
#[derive(Default)]
pub(in crate::history) struct Records {
    pub(in crate::history) latest: BTreeMap<String, Record>,
    pub(in crate::history) skipped: Vec<Skipped>,
}

impl Records {
    fn add(&mut self, record: Record) {
        let step = record.step();
        if self.latest.get(&step).is_none_or(|known| known.moment <= record.moment) {
            self.latest.insert(step, record);
        }
    }

    /// A moment not before `moment` at which something of a step can be said that counts.
    fn after(&self, step: &str, moment: Timestamp) -> Timestamp {
        let last = self.latest.get(step).and_then(|last| last.moment.checked_add(SignedDuration::from_millis(1)).ok());
        last.map_or(moment, |last| last.max(moment))
    }
}

impl Store {
    /// The ticks of a rubric's steps, in the order in which they were made; at most one a step, the latest. Of the files of
    /// single ticks one that cannot be read costs only itself.
    pub fn ticks(&self, rubric: &Id) -> Result<Vec<Tick>, Error> {
        let mut ticks: Vec<_> = self.records(rubric)?.latest.values().filter_map(Record::tick).collect();
        ticks.sort_by_key(|tick| tick.moment);
        Ok(ticks)
    }

    /// The files of single ticks that were left out.
    pub fn skipped_ticks(&self, rubric: &Id) -> Result<Vec<Skipped>, Error> {
        let mut records = Records::default();
        self.read_records(rubric, &mut records)?;
        Ok(records.skipped)
    }

    pub(in crate::history) fn records(&self, rubric: &Id) -> Result<Records, Error> {
        let mut records = Records::default();
        // The file that held all of them in the first edition.
        for tick in self.plan_file(&ticks_name(rubric), list_of_ticks)?.unwrap_or_default() {
            records.add(Record::of(&tick));
        }
        self.read_records(rubric, &mut records)?;
        Ok(records)
    }

    fn read_records(&self, rubric: &Id, records: &mut Records) -> Result<(), Error> {
        for path in read::with_ending(&self.path().join(folder(rubric)), super::ENDING)? {
            if let Some(what) = stray(&path) {
                records.skipped.push(Skipped { path, reason: what.to_owned() });
                continue;
            }
            let record =
                read::text(&path, read::LARGEST).and_then(|text| text.map(|text| record(&path, &text)).transpose());
            match record {
                Ok(Some(record)) => records.add(record),
                Ok(None) => {}
                Err(error) => records.skipped.push(Skipped::new(path, &error)),
            }
        }
        Ok(())
    }

    /// Adds ticks, each after what was said of its step before; one of the same moment is the same tick, to which something
    /// is added. Those of the steps `former`, which the same steps were called when their skills had other ids, are taken
    /// back.
    pub fn tick(&self, rubric: &Id, ticks: &[Tick], former: &[String]) -> Result<(), Error> {
        let pen = Pen::take(self.path())?;
        let records = self.records(rubric)?;
        for tick in ticks {
            let moment = records.after(&tick.step(), tick.moment);
            let last = records.latest.get(&tick.step()).and_then(Record::tick);
            let is_same = last.as_ref().is_some_and(|last| last.moment == tick.moment && last.kind == tick.kind);
            if last.as_ref() == Some(tick) {
                continue;
            }
            let first = if is_same { tick.moment } else { moment };
            let tick = Tick { moment: first, ..tick.clone() };
            keep(&pen, rubric, &Record { moment, tick, is_undone: false })?;
        }
        let is_ticked = |step: &String| ticks.iter().any(|tick| tick.step() == *step);
        let moment = ticks.iter().map(|tick| tick.moment).max();
        let Some(moment) = moment else { return Ok(()) };
        former
            .iter()
            .filter(|step| !is_ticked(step))
            .try_for_each(|step| take_back(&pen, rubric, &records, step, moment))?;
        pen.sync(&folder(rubric))
    }

    /// Adds ticks as they are; where more was said of a step since, that counts.
    pub(in crate::history) fn add_ticks(&self, rubric: &Id, ticks: &[Tick]) -> Result<(), Error> {
        let pen = Pen::take(self.path())?;
        ticks.iter().try_for_each(|tick| keep(&pen, rubric, &Record::of(tick)))?;
        pen.sync(&folder(rubric))
    }

    /// Takes the ticks of steps back at this moment, each of which may go by any of its names: all of them or none. The
    /// place of the first step that has no tick, if one has none; nothing is changed then.
    pub fn untick(&self, rubric: &Id, steps: &[Vec<String>], moment: Timestamp) -> Result<Option<usize>, Error> {
        let pen = Pen::take(self.path())?;
        let records = self.records(rubric)?;
        let is_ticked = |step: &String| records.latest.get(step).is_some_and(|last| !last.is_undone);
        let missing = steps.iter().position(|names| !names.iter().any(is_ticked));
        if missing.is_none() {
            for step in steps.iter().flatten() {
                take_back(&pen, rubric, &records, step, moment)?;
            }
            pen.sync(&folder(rubric))?;
        }
        Ok(missing)
    }
}

/// Takes the tick of a step back, if there is one.
fn take_back(pen: &Pen, rubric: &Id, records: &Records, step: &str, moment: Timestamp) -> Result<(), Error> {
    let Some(last) = records.latest.get(step).filter(|last| !last.is_undone) else { return Ok(()) };
    let undo = Record { is_undone: true, moment: records.after(step, moment), ..last.clone() };
    keep(pen, rubric, &undo)
}

/// Keeps a file; one that is there says the same.
fn keep(pen: &Pen, rubric: &Id, record: &Record) -> Result<(), Error> {
    if is_beyond(record.moment) {
        let what = "by the clock it is the end of time: set the clock right and do it again".to_owned();
        return Err(Error::Unsound { path: folder(rubric).into(), what });
    }
    let name = format!("{}-{}.{}", record.moment.strftime(MOMENT), record.step(), super::ENDING);
    match pen.write_one_of_many(&folder(rubric), &name, record.render().as_bytes()) {
        Err(Error::Io { cause, .. }) if cause.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        written => written,
    }
}

/// What a file says of its step.
pub(in crate::history) fn record(path: &Path, text: &str) -> Result<Record, Error> {
    let unsound = || Error::Unsound { path: path.to_owned(), what: "it is no tick of a step".to_owned() };
    let record = parse(path, text, record_of)?.ok_or_else(unsound)?;
    if is_beyond(record.moment) {
        let what = "its moment stands at the end of time".to_owned();
        return Err(Error::Unsound { path: path.to_owned(), what });
    }
    Ok(record)
}

fn record_of(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Option<Record> {
    let kinds = [("done", Some(TickKind::Done)), ("skip", Some(TickKind::Skip)), (UNDO, None)];
    let first = fields.node(TICKED).and_then(|node| super::moment_of(node, problems));
    let (tick, kind) = super::parts_of(fields, &kinds, problems)?;
    let moment = tick.moment;
    let tick = Tick { kind: kind.unwrap_or(TickKind::Done), moment: first.unwrap_or(moment), ..tick };
    Some(Record { moment, tick, is_undone: kind.is_none() })
}

/// The rubrics that have a folder of ticks.
pub(in crate::history) fn rubrics(plans: &Path) -> Result<Vec<(Id, PathBuf)>, Error> {
    let named = |path: PathBuf| {
        let rubric = Id::new(path.file_name()?.to_str()?)?;
        let folder = path.join("ticks");
        folder.is_dir().then_some((rubric, folder))
    };
    Ok(read::names(plans)?.into_iter().filter_map(named).collect())
}
