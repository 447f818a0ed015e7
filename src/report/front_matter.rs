//! Front matter: what programs for notes, such as Obsidian, know of a document, as YAML above its first line. A text is
//! written as in JSON, which YAML reads as that text and nothing else.

use std::fmt::{Display, Write as _};

use super::gap::GapReport;
use super::name;
use super::number::{difference, reached};
use super::plan::PlanReport;
use super::progress::ProgressReport;
use crate::assessment::Edition;
use crate::clean;
use crate::score::Span;

/// What stands above a gap report.
pub fn of_gaps(report: &GapReport) -> String {
    let mut properties = Properties::of("Skill gap report", &report.target, &report.edition);
    properties.own("date", report.on);
    properties.readiness("readiness", report.readiness);
    properties.own("verdict", report.verdict.as_str());
    properties.own("gaps", report.gaps.len());
    properties.own("open", report.open.len());
    properties.finish()
}

/// What stands above a plan.
pub fn of_plan(report: &PlanReport) -> String {
    let mut properties = Properties::of("Learning plan", &report.target, &report.edition);
    properties.own("date", report.on);
    properties.own("start", report.start);
    if let Some((earliest, latest)) = report.finish {
        properties.own("finish_earliest", earliest);
        properties.own("finish_latest", latest);
    }
    properties.own("hours_per_week", report.hours_per_week.get());
    properties.own("hours", report.total_hours.get());
    properties.own("steps", report.steps.len());
    properties.own("done", report.done.len());
    properties.readiness("readiness", report.readiness);
    properties.finish()
}

/// What stands above a progress report.
pub fn of_progress(report: &ProgressReport) -> String {
    let mut properties = Properties::of("Progress", &report.target, &report.edition);
    properties.own("date", report.to.on);
    properties.own("since", report.from.on);
    properties.readiness("readiness", report.to.readiness);
    properties.readiness("readiness_before", report.from.readiness);
    if let (Some(then), Some(now)) = (report.from.readiness, report.to.readiness) {
        properties.own("change", difference(then.low, now.low));
    }
    properties.finish()
}

/// Properties, a line each.
struct Properties(String);

impl Properties {
    /// Those that every document has.
    fn of(what: &str, target: &super::Name, edition: &Edition) -> Self {
        let mut properties = Self("---\n".to_owned());
        properties.text("title", &format!("{what}: {}", target.title));
        properties.own("tags", "[skillgap]");
        properties.text("target", &target.id);
        properties.text("rubric", &name::edition(edition));
        properties
    }

    /// Words of anybody.
    fn text(&mut self, key: &str, words: &str) {
        let quoted = serde_json::Value::from(clean::line(words).as_ref());
        self.own(key, quoted);
    }

    /// A day, a figure or a word of our own, as YAML knows it.
    fn own(&mut self, key: &str, value: impl Display) {
        writeln!(self.0, "{key}: {value}").expect("a String takes all that is written");
    }

    /// Points of 100; nothing where there is no readiness.
    fn readiness(&mut self, key: &str, readiness: Option<Span>) {
        if let Some(span) = readiness {
            self.own(&format!("{key}_low"), reached(span.low));
            self.own(&format!("{key}_high"), reached(span.high));
        }
    }

    fn finish(self) -> String {
        self.0 + "---\n\n"
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn words_are_one_quoted_text(words in any::<String>()) {
            let mut properties = Properties(String::new());
            properties.text("title", &words);
            let value = properties.0.strip_prefix("title: ").unwrap().strip_suffix('\n').unwrap();
            prop_assert!(!value.contains('\n'));
            prop_assert_eq!(serde_json::from_str::<String>(value).unwrap(), clean::line(&words).into_owned());
        }
    }
}
