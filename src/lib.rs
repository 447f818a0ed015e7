//! skillgap: rate your skills, see the gaps to a role, get a learning plan, and come back to see what moved.
//!
//! This page is the plan of the house. The program is [`cli::run`]; everything else is a library without a terminal.
//!
//! ```text
//! rubric text ─read, check─> Rubric ─prompts─> Interview ─> Assessment ─score─> Scorecard ─plan─> Plan
//!                                                │  ▲                      │              │
//!                                              history (files)           Report (a value) ─> terminal | markdown | html | json …
//! ```
//!
//! Seven floors, each importing only downwards, no two modules importing each other; `tests/it/architecture.rs` keeps it so:
//!
//! 1. [`rubric`]: what one is measured against. Only reading and checking makes a [`Rubric`](rubric::Rubric), so no higher
//!    floor asks again whether a reference exists or a level is on the scale.
//! 2. [`assessment`]: what one answered, and the [`Interview`](assessment::interview::Interview) that asks, as a value.
//! 3. [`score`]: how far the answers carry towards a target. Exact, explainable, and it cannot fail.
//! 4. [`plan`](mod@plan): in which order to close the gaps. It cannot fail either.
//! 5. [`history`]: what is remembered: one immutable file an assessment. The only floor below the roof that touches files.
//! 6. [`report`]: what is shown. A report is a value before it is text.
//! 7. [`cli`]: who is spoken to. All environment, clock, terminal and printing.
//!
//! In the cellar, imported by all and importing none of them: [`clean`], [`wording`], [`problem`], [`document`],
//! [`diagnostic`].
//!
//! From text to a number:
//!
//! ```
//! use skillgap::assessment::Answers;
//! use skillgap::assessment::answers::AnswersFile;
//! use skillgap::rubric::{self, builtin::builtin};
//! use skillgap::score;
//!
//! let bundled = builtin("backend-developer").expect("it is bundled");
//! let rubric = rubric::read(&bundled.sources()).expect("a test keeps it sound");
//! let file = AnswersFile::read("[ratings]\npython = 3\nsql = 2\nhttp = 2\ngit = 2\n").expect("no problem in it");
//! let day = jiff::civil::date(2026, 11, 22);
//! let said = file.resolve(&rubric, "", None, day).expect("these skills are in the rubric");
//! let junior = rubric.target("junior").expect("a rung of its ladder");
//!
//! let scorecard = score::score(&rubric, junior, &Answers::of(&rubric, &said.ratings));
//! let readiness = scorecard.readiness.expect("something applies");
//! assert!(readiness.low < readiness.high, "much is unanswered, so it is a range");
//! ```

pub mod assessment;
pub mod clean;
pub mod cli;
pub mod diagnostic;
pub mod document;
pub mod history;
pub mod plan;
pub mod problem;
pub mod report;
pub mod rubric;
pub mod score;
pub mod wording;
