//! Laying a bundle into a data directory: what is not there is added, nothing that is there is changed.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};

use super::{
    super::{
        Store,
        assessments::{ENDING, FOLDER, MOMENT, is_beyond, stored},
        error::Error,
        plans::{Settings, Tick},
        read::fits,
        write::Pen,
    },
    Bundle, Carried, Plans, redact,
};
use crate::{
    assessment::{self, Assessment, Edition},
    rubric::Id,
};

/// What became of a bundle.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Imported {
    /// The ids under which assessments were added.
    pub added: Vec<String>,
    /// Those of them that had another id, which was taken: that id, and the new one.
    pub renamed: Vec<(String, String)>,
    /// Those of them whose id begins with a moment that is still to come: that id, and the new one.
    pub ahead: Vec<(String, String)>,
    /// How many assessments were there already, whatever their ids.
    pub there: usize,
    /// The assessments that were refused, with the rubric whose copy is nowhere.
    pub refused: Vec<(Option<String>, Edition)>,
    /// How many ticks and settings were added.
    pub plans_added: usize,
    /// How many were there already.
    pub plans_there: usize,
    /// The ticks and settings that are here otherwise.
    pub kept: Vec<Kept>,
}

/// Something of a plan that both sides have otherwise: what is here stays.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Kept {
    /// The tick of a step, such as `sql@3`, of a rubric.
    Tick(Id, String),
    /// The settings of a rubric, or those that the first edition kept for a target.
    Settings(Id, Option<Id>),
}

impl Store {
    /// Adds what is not here: assessments with their rubrics, then ticks and settings. An assessment that is here under
    /// any id is left alone, and so is one that is here with evidence that the bundle leaves out; one whose id stands for
    /// other answers goes under the next free one; one whose rubric is nowhere is refused. What was stored or ticked at a
    /// moment that is still to come by more than a day, so that nothing could follow it, counts as stored or ticked `now`. A
    /// run that was stopped can be repeated. The ids are in the order of the bundle.
    pub fn import(&self, bundle: &Bundle, now: Timestamp) -> Result<Imported, Error> {
        let mut imported = Imported::default();
        // What cannot be used, or not be read back, is said before anything is written.
        self.all_fit(bundle)?;
        let bundle = &not_ahead(bundle, now);
        let here: Vec<_> =
            bundle.plans.iter().map(|plans| self.news_of(plans, &mut imported)).collect::<Result<_, _>>()?;
        self.add_assessments(bundle, now, &mut imported)?;
        for (plans, news) in bundle.plans.iter().zip(here) {
            if !news.ticks.is_empty() {
                self.add_ticks(&plans.rubric, &news.ticks)?;
            }
            for (target, wanted) in &news.settings {
                self.add_target_settings(&plans.rubric, target, wanted)?;
            }
            if let Some(wanted) = news.remembered {
                let add = |here: &mut Settings| {
                    if here.is_empty() {
                        *here = wanted;
                    }
                };
                self.change_settings(&plans.rubric, add)?;
            }
        }
        Ok(imported)
    }

    /// Whether some assessment of the bundle is here, or there is none on one of the two sides: else the bundle may be
    /// somebody else's.
    pub fn shares(&self, bundle: &Bundle) -> Result<bool, Error> {
        let listing = self.assessments()?;
        if listing.entries.is_empty() || bundle.assessments.is_empty() {
            return Ok(true);
        }
        let by_id: HashMap<_, _> = listing.entries.iter().map(|entry| (entry.id.as_str(), &entry.assessment)).collect();
        let texts: HashSet<_> = listing.entries.iter().map(|entry| assessment::render(&entry.assessment)).collect();
        Ok(bundle.assessments.iter().any(|Carried { id, assessment }| {
            let own = id.as_deref().and_then(|id| by_id.get(id));
            own.is_some_and(|here| is_same(here, assessment)) || texts.contains(&assessment::render(assessment))
        }))
    }

    fn all_fit(&self, bundle: &Bundle) -> Result<(), Error> {
        for (digest, copy) in &bundle.rubrics {
            let folder = super::super::rubrics::FOLDER;
            fits(folder, &self.path().join(folder).join(digest), copy.len())?;
        }
        bundle.assessments.iter().try_for_each(|Carried { id, assessment }| {
            let id = id.clone().unwrap_or_else(|| made_id(assessment));
            fits(FOLDER, &self.path().join(FOLDER).join(id), assessment::render(assessment).len())
        })
    }

    fn add_assessments(&self, bundle: &Bundle, now: Timestamp, imported: &mut Imported) -> Result<(), Error> {
        if bundle.assessments.is_empty() {
            return Ok(());
        }
        // Before looking: what another import adds meanwhile would be added again.
        let pen = Pen::take(self.path())?;
        let listing = self.assessments()?;
        let by_id: HashMap<_, _> = listing.entries.iter().map(|entry| (entry.id.as_str(), &entry.assessment)).collect();
        let texts: HashSet<_> = listing.entries.iter().map(|entry| assessment::render(&entry.assessment)).collect();
        let (mut there, mut wanted) = (Vec::new(), Vec::new());
        for carried in &bundle.assessments {
            let own = carried.id.as_deref().and_then(|id| by_id.get(id));
            let text = assessment::render(&carried.assessment);
            if own.is_some_and(|here| is_same(here, &carried.assessment)) || texts.contains(&text) {
                imported.there += 1;
                there.push(&carried.assessment);
            } else if self.has_rubric(bundle, &carried.assessment.rubric.digest)? {
                wanted.push((carried, text));
            } else {
                imported.refused.push((carried.id.clone(), carried.assessment.rubric.clone()));
            }
        }
        let needed = there.into_iter().chain(wanted.iter().map(|(carried, _)| &carried.assessment));
        let needed: BTreeSet<_> = needed.map(|assessment| assessment.rubric.digest.as_str()).collect();
        let mut copies = Vec::new();
        for copy in needed.into_iter().filter_map(|digest| bundle.rubrics.get_key_value(digest)) {
            if self.rubric(copy.0)?.is_none() {
                copies.push(copy.1);
            }
        }
        for copy in copies {
            self.keep_rubric(&pen, copy)?;
        }
        for (Carried { id, assessment }, text) in wanted {
            let ahead = id.as_deref().and_then(stored).is_some_and(|moment| is_ahead(moment, now));
            let own = id.clone().filter(|_| !ahead);
            let wish = own.clone().unwrap_or_else(|| made_id(assessment));
            let stored = write(&pen, &wish, &text)?;
            match id {
                Some(id) if ahead => imported.ahead.push((id.clone(), stored.clone())),
                Some(id) if *id != stored => imported.renamed.push((wish, stored.clone())),
                _ => {}
            }
            imported.added.push(stored);
        }
        pen.sync(FOLDER)
    }

    fn has_rubric(&self, bundle: &Bundle, digest: &str) -> Result<bool, Error> {
        Ok(bundle.rubrics.contains_key(digest) || self.rubric(digest)?.is_some())
    }

    /// The ticks and settings that are not here.
    fn news_of(&self, plans: &Plans, imported: &mut Imported) -> Result<Plans, Error> {
        let records = self.records(&plans.rubric)?.latest;
        let mut news = Plans { ticks: Vec::new(), remembered: None, settings: BTreeMap::new(), ..plans.clone() };
        for tick in &plans.ticks {
            match records.get(&tick.step()).map(|here| (here.moment, here.tick())) {
                None => news.ticks.push(tick.clone()),
                Some((undone, None)) if undone < tick.moment => news.ticks.push(tick.clone()),
                // It was taken back since.
                Some((_, None)) => imported.plans_there += 1,
                Some((_, Some(here))) if here == *tick => imported.plans_there += 1,
                Some(_) => imported.kept.push(Kept::Tick(plans.rubric.clone(), Tick::step(tick))),
            }
        }
        for (target, wanted) in &plans.settings {
            let here = self.target_settings(&plans.rubric, target)?;
            if here == *wanted {
                imported.plans_there += 1;
            } else if here.is_empty() {
                news.settings.insert(target.clone(), wanted.clone());
            } else {
                imported.kept.push(Kept::Settings(plans.rubric.clone(), Some(target.clone())));
            }
        }
        if let Some(wanted) = &plans.remembered {
            let here = self.remembered(&plans.rubric)?.settings;
            if here == *wanted {
                imported.plans_there += 1;
            } else if here.is_empty() {
                news.remembered = Some(wanted.clone());
            } else {
                imported.kept.push(Kept::Settings(plans.rubric.clone(), None));
            }
        }
        imported.plans_added += news.ticks.len() + news.settings.len() + usize::from(news.remembered.is_some());
        Ok(news)
    }
}

/// Whether a moment is still to come, by more than clocks differ.
fn is_ahead(moment: Timestamp, now: Timestamp) -> bool {
    now.checked_add(SignedDuration::from_hours(24)).is_ok_and(|tomorrow| moment > tomorrow)
}

/// The bundle with its ticks made now at the latest.
fn not_ahead(bundle: &Bundle, now: Timestamp) -> Bundle {
    let mut bundle = bundle.clone();
    for tick in bundle.plans.iter_mut().flat_map(|plans| &mut plans.ticks) {
        if is_ahead(tick.moment, now) {
            tick.moment = now;
        }
    }
    bundle
}

/// Whether what comes is what is here, or that without its evidence.
fn is_same(here: &Assessment, coming: &Assessment) -> bool {
    here == coming || {
        let mut bare = here.clone();
        redact(&mut bare);
        bare == *coming
    }
}

/// Writes an assessment under this id or the next that is free, and returns it.
fn write(pen: &Pen, wish: &str, text: &str) -> Result<String, Error> {
    let mut ids = std::iter::once(wish.to_owned()).chain(later_ids(wish));
    loop {
        let id = ids.next().expect("the ids do not end");
        match pen.write_one_of_many(FOLDER, &format!("{id}.{ENDING}"), text.as_bytes()) {
            Ok(()) => return Ok(id),
            Err(Error::Io { cause, .. }) if cause.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

/// The ids after one: of one that begins with a moment those of the next milliseconds, of another numbered ones.
fn later_ids(id: &str) -> impl Iterator<Item = String> + '_ {
    let (moment, rest) =
        stored(id).map_or((None, ""), |moment| (Some(moment), id.split_once('-').map_or("", |(_, rest)| rest)));
    (1_i64..).map(move |n| {
        let later = moment.and_then(|moment| moment.checked_add(SignedDuration::from_millis(n)).ok());
        later.map_or_else(|| format!("{id}-{}", n + 1), |later| named(later, rest))
    })
}

/// The id of an assessment that never was stored: the first moment of its day, by the clock of nowhere.
fn made_id(assessment: &Assessment) -> String {
    let midnight = |on: Date| on.to_zoned(TimeZone::UTC).map(|midnight| midnight.timestamp()).ok();
    let midnight = midnight(assessment.on).filter(|midnight| !is_beyond(*midnight));
    named(midnight.unwrap_or(Timestamp::UNIX_EPOCH), assessment.rubric.id.as_str())
}

fn named(moment: Timestamp, rubric: &str) -> String {
    format!("{}-{rubric}", moment.strftime(MOMENT))
}
