//! Taking everything out of a data directory. Nothing in it is changed.

use std::collections::BTreeMap;

use super::{
    super::{Skipped, Store, error::Error, plans, read},
    Bundle, Plans, Taken, carried,
};
use crate::rubric::Id;

impl Store {
    /// Everything that can be moved. A file that cannot be read costs only itself.
    pub fn bundle(&self) -> Result<Taken, Error> {
        let listing = self.assessments()?;
        let mut taken = Taken { skipped: listing.skipped.clone(), ..Taken::default() };
        let mut bundle = Bundle { assessments: carried(listing), ..Bundle::default() };
        for digest in bundle.missing().iter().map(|edition| edition.digest.clone()).collect::<Vec<_>>() {
            match self.rubric(&digest) {
                Ok(Some(copy)) => bundle.add_rubric(copy),
                Ok(None) => {}
                Err(error) => taken.skipped.push(Skipped::of(&error).ok_or(error)?),
            }
        }
        let is_bare = |digest: &String| !bundle.rubrics.contains_key(digest);
        let bare = bundle.assessments.iter().filter(|carried| is_bare(&carried.assessment.rubric.digest));
        taken.without_rubric = bare.filter_map(|carried| carried.id.clone()).collect();
        bundle.plans = self.all_plans(&mut taken.skipped)?;
        taken.bundle = bundle;
        Ok(taken)
    }

    fn all_plans(&self, skipped: &mut Vec<Skipped>) -> Result<Vec<Plans>, Error> {
        let mut plans: BTreeMap<Id, Plans> = BTreeMap::new();
        let named = |rubric: &Id| Plans {
            rubric: rubric.clone(),
            ticks: Vec::new(),
            remembered: None,
            settings: BTreeMap::new(),
        };
        for (rubric, _) in plans::ticks::rubrics(&self.path().join(plans::FOLDER))? {
            let mut of_rubric = named(&rubric);
            match self.ticks(&rubric) {
                Ok(ticks) => of_rubric.ticks = ticks,
                Err(error) => skipped.push(Skipped::of(&error).ok_or(error)?),
            }
            skipped.extend(self.skipped_ticks(&rubric)?);
            plans.insert(rubric, of_rubric);
        }
        for path in read::files(&self.path().join(plans::FOLDER), plans::ENDING)? {
            let Some((rubric, kind)) = plans::whose(&path) else { continue };
            let has_ticks = plans.contains_key(&rubric);
            let of_rubric = plans.entry(rubric.clone()).or_insert_with(|| named(&rubric));
            let read = match kind {
                plans::Kind::Ticks if has_ticks => Ok(()),
                plans::Kind::Ticks => self.ticks(&rubric).map(|ticks| of_rubric.ticks = ticks),
                plans::Kind::Settings => self.kept_settings(&rubric).map(|kept| of_rubric.remembered = kept),
                plans::Kind::Target(target) => self.target_settings(&rubric, &target).map(|settings| {
                    of_rubric.settings.insert(target, settings);
                }),
            };
            if let Err(error) = read {
                skipped.push(Skipped::of(&error).ok_or(error)?);
            }
        }
        let holds = |plans: &Plans| {
            let Plans { rubric: _, ticks, remembered, settings } = plans;
            !ticks.is_empty() || remembered.is_some() || !settings.is_empty()
        };
        Ok(plans.into_values().filter(holds).collect())
    }
}
