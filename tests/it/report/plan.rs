//! The learning plan.

use insta::assert_snapshot;
use proptest::prelude::*;
use skillgap::plan::{StepId, Tick, TickKind, Wishes, plan};
use skillgap::report::gap::Extent;
use skillgap::report::plan::{Input, PlanReport, json, markdown, plan_report, terminal};
use skillgap::rubric::Hours;

use super::*;

fn wishes() -> Wishes {
    Wishes::from(date(2026, 11, 23))
}

fn planned(rubric: &Rubric, assessment: &Assessment, wishes: &Wishes) -> PlanReport {
    let answers = Answers::of(rubric, &assessment.ratings);
    let scorecard = score(rubric, rubric.target("mid").unwrap(), &answers);
    let plan = plan(rubric, &scorecard, wishes);
    let edition = &assessment.rubric;
    plan_report(&Input { rubric, edition, scorecard: &scorecard, plan: &plan, extent: Extent::Largest })
}

fn ticked(rubric: &Rubric) -> Vec<Tick> {
    let tick = |step, kind| Tick { step: StepId::parse(rubric, step).unwrap(), kind, on: date(2026, 11, 24) };
    vec![tick("kafka@2", TickKind::Done(Some(Hours::from_quarters(74)))), tick("docker@3", TickKind::Skipped)]
}

/// The worked example with something to do, to learn from and to build.
fn rich() -> Rubric {
    let text = fs::read_to_string("tests/data/worked-rubric.toml").unwrap().replace(
        "requires = [{ level = 1, skill = \"linux\", at = 1 }]\n",
        "requires = [{ level = 1, skill = \"linux\", at = 1 }]\n\
         practice = [\"Run one.\", \"Pack a service of yours.\", \"Halve an image.\", \"Scan it.\", \"Write rules.\"]\n\
         resources = [{ title = \"Docker [docs]\", url = \"https://docs.docker.com/\", kind = \"docs\", cost = \"free\" }]\n",
    ) + "\n[[projects]]\nid = \"shop\"\ntitle = \"A shop in containers\"\nsummary = \"Two services.\"\nhours = 40\n\
         raises = [{ skill = \"docker\", to = 3 }, { skill = \"kafka\", to = 2 }]\n";
    sound(&[Source::new("rich.toml", text.into_bytes()).unwrap()])
}

#[test]
fn look() {
    let rubric = rich();
    let answers = worked_answers(&rubric);
    let report = planned(&rubric, &answers, &wishes());
    println!("{}", terminal(&report, style(80)));
    println!("{}", terminal(&report, style(44)));
    println!("{}", markdown(&report));
    println!("{}", json(&report));
    let report =
        planned(&rubric, &answers, &Wishes { by: Some(date(2026, 12, 20)), ticks: ticked(&rubric), ..wishes() });
    println!("{}", terminal(&report, style(80)));
    println!("{}", markdown(&report));
    println!("{}", json(&report));
    let rubric = bundled();
    let report = planned(&rubric, &somebody(&rubric), &wishes());
    println!("{}", terminal(&report, style(80)));
    println!("{}", terminal(&report, style(44)));
    println!("{}", &markdown(&report)[..3000]);
}
