//! The steps that were handed to another program, kept beside the ticks of their rubric, in `plans/<rubric>/sent.toml`: an import there would set those
//! that were done back to undone.

use super::{ENDING, Fields, Problem, Store, list, ticks_name};
use crate::history::Error;
use crate::rubric::Id;

impl Store {
    /// The ids of the steps of a rubric that were sent, in the order in which they were.
    pub fn sent(&self, rubric: &Id) -> Result<Vec<String>, Error> {
        let mut sent = self.plan_file(&ticks_name(rubric), sent_of)?.unwrap_or_default();
        sent.extend(self.plan_file(&sent_name(rubric), sent_of)?.unwrap_or_default());
        Ok(sent)
    }

    /// Remembers that these steps were sent.
    pub fn send(&self, rubric: &Id, steps: &[String]) -> Result<(), Error> {
        let before = self.plan_file(&ticks_name(rubric), sent_of)?.unwrap_or_default();
        self.change(&sent_name(rubric), sent_of, |table, mut known| {
            known.extend(before);
            let new = steps.iter().filter(|step| !known.contains(step));
            let new: Vec<_> = new.map(|step| toml::Value::from(step.as_str())).collect();
            if !new.is_empty() {
                list(table, "sent").extend(new);
            }
        })
    }
}

fn sent_name(rubric: &Id) -> String {
    format!("{rubric}/sent.{ENDING}")
}

fn sent_of(fields: &mut Fields<'_>, problems: &mut Vec<Problem>) -> Vec<String> {
    fields.texts("sent", problems).into_iter().map(|(_, step)| step).collect()
}
