//! No two printed figures of a page disagree: what is printed is read back, added up and compared, whatever was answered.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

mod paper;

use std::collections::BTreeMap;
use std::fs;

use jiff::civil::{Date, date};
use proptest::prelude::*;
use skillgap::assessment::{Answer, Answers, Assessment, Edition, Rating};
use skillgap::document::Source;
use skillgap::history::{self, Entry, Judged, Outlook};
use skillgap::plan::{Tick, TickKind, Wishes, plan};
use skillgap::report::gap::{self, Before, Extent};
use skillgap::report::page::{self, html as page_html, svg as page_svg};
use skillgap::report::plan::{self as plans, PlanReport, plan_report};
use skillgap::report::{Given, Style, compare, front_matter, home, progress, target, what_if};
use skillgap::rubric::builtin::builtin;
use skillgap::rubric::{Id, Level, Rubric, SkillIx, TargetIx};
use skillgap::score::{self, Scorecard, placement, score};

use crate::rubrics::sound;
use paper::{Paper, Tenths};

const THEN: Date = date(2026, 8, 20);
const NOW: Date = date(2026, 11, 22);
const WIDE: Style = Style { width: 240, color: false, unicode: true, plain: false };

/// Rubrics to be judged by, each with another edition of itself: small ones with awkward weights, shares and floors, and
/// the bundled one.
fn rubrics() -> Vec<[Rubric; 2]> {
    let read = |text: &str| sound(&[Source::new("rubric.toml", text.as_bytes().to_vec()).unwrap()]);
    let worked = fs::read_to_string("tests/data/worked-rubric.toml").unwrap();
    let floors = worked
        .replace("level = 4, weight = 5 }", "level = 4, weight = 7, floor = 1 }")
        .replace("level = 3, weight = 2 }", "level = 3, weight = 2, floor = 3 }")
        .replace("level = 2, weight = 2 }", "level = 2, weight = 2, floor = 1 }")
        .replace("ready_at = 0.8", "ready_at = 0.7777");
    let small = fs::read_to_string("tests/data/small-rubric.toml").unwrap();
    let odd = small.replace("weight = 4", "weight = 97").replace("level = 3, weight = 5", "level = 3, weight = 89");
    vec![[read(&worked), read(&floors)], [read(&floors), read(&worked)], [read(&small), read(&odd)]]
}

fn bundled() -> Rubric {
    sound(&builtin("backend-developer").unwrap().sources())
}

/// 6 stands for not applicable, nothing for not answered.
type Levels = Vec<Option<u8>>;

fn any_levels(skills: usize) -> impl Strategy<Value = Levels> {
    proptest::collection::vec(proptest::option::weighted(0.85, 0..=6_u8), skills)
}

/// Answers of a person who moves a little: most stay.
fn moved(then: &Levels, now: &Levels, moves: &[bool]) -> Levels {
    (0..then.len()).map(|at| if moves[at % moves.len()] { now[at] } else { then[at] }).collect()
}

fn answered(rubric: &Rubric, on: Date, levels: &Levels) -> Entry {
    let said = |((_, skill), level): ((SkillIx, &skillgap::rubric::Skill), &Option<u8>)| {
        let level = (*level)?;
        let answer = if level == 6 { Answer::NotApplicable } else { Answer::Rated(at(rubric, level)) };
        Some((skill.id.clone(), Rating { answer, on, evidence: None, confidence: None, help: None }))
    };
    let ratings: BTreeMap<Id, Rating> = rubric.skills().zip(levels).filter_map(said).collect();
    let (id, version) = (rubric.id().clone(), rubric.version().to_owned());
    let rubric = Edition { id, version, digest: "d".repeat(64) };
    let assessment = Assessment { on, rubric, target: None, ratings, carried: None };
    Entry { id: format!("{}T101500.000Z-x", on.strftime("%Y%m%d")), stored: None, assessment }
}

fn at(rubric: &Rubric, level: u8) -> Level {
    rubric.scale().level(i64::from(level).min(i64::from(rubric.scale().max().get()))).unwrap()
}

/// A person, then and now, by a rubric and a target of it.
struct Case<'a> {
    rubric: &'a Rubric,
    /// The one that the older answers were given by.
    old: &'a Rubric,
    target: TargetIx,
    then: Entry,
    now: Entry,
}

impl<'a> Case<'a> {
    fn new(rubric: &'a Rubric, old: &'a Rubric, then: &Levels, now: &Levels) -> Vec<Self> {
        let case = |(target, _)| {
            let mut then = answered(old, THEN, then);
            then.assessment.rubric.digest = if std::ptr::eq(rubric, old) { "d" } else { "e" }.repeat(64);
            Self { rubric, old, target, then, now: answered(rubric, NOW, now) }
        };
        rubric.targets().map(case).collect()
    }

    fn answers(&self, entry: &Entry) -> Answers {
        Answers::of(self.rubric, &entry.assessment.ratings)
    }

    fn card(&self, entry: &Entry) -> Scorecard {
        score(self.rubric, self.target, &self.answers(entry))
    }

    fn gaps(&self, entry: &Entry, before: Option<Before>) -> gap::GapReport {
        let card = self.card(entry);
        let planned = plan(self.rubric, &self.answers(entry), &card, &Wishes::from(date(2026, 11, 23)));
        gap::gap_report(&gap::Input {
            rubric: self.rubric,
            edition: &entry.assessment.rubric,
            assessment: &entry.assessment,
            scorecard: &card,
            placement: placement(self.rubric, &self.answers(entry)),
            today: NOW,
            before,
            way: &skillgap::report::way::Way::of(self.rubric, &planned),
            extent: Extent::All,
            given: &Given::default(),
        })
    }

    fn plan(&self, wishes: &Wishes) -> PlanReport {
        let card = self.card(&self.now);
        plan_report(&plans::Input {
            rubric: self.rubric,
            edition: &self.now.assessment.rubric,
            on: NOW,
            scorecard: &card,
            plan: &plan(self.rubric, &self.answers(&self.now), &card, wishes),
            extent: Extent::All,
            given: &Given::default(),
        })
    }

    /// A plan of which a step is done.
    fn ticked(&self) -> Wishes {
        let card = self.card(&self.now);
        let mut wishes = Wishes::from(date(2026, 11, 23));
        let first = plan(self.rubric, &self.answers(&self.now), &card, &wishes).steps.first().map(|first| first.id);
        wishes.ticks = first.map(|step| Tick { step, kind: TickKind::Done(None), on: NOW }).into_iter().collect();
        wishes
    }

    fn the_gap_report_agrees(&self) {
        let low = self.card(&self.then).readiness.map(|span| span.low);
        let report = self.gaps(&self.now, low.map(|low| Before { on: THEN, low }));
        let before = gap::terminal(&self.gaps(&self.then, None), WIDE);
        let before = Paper::of(&before).range_after("Readiness ").map(|(low, _)| low);
        for text in [gap::terminal(&report, WIDE), gap::markdown(&report)] {
            Paper::of(&text).is_a_gap_report(before);
        }
        let front = front_matter::of_gaps(&report);
        assert_eq!(
            Paper::of(&front).figure_after("readiness_low: "),
            Paper::of(&gap::terminal(&report, WIDE)).range_after("Readiness ").map(|(low, _)| low)
        );
    }

    fn the_page_agrees(&self) {
        let before = self.card(&self.then);
        let low = before.readiness.map(|span| span.low);
        let gaps = self.gaps(&self.now, low.map(|low| Before { on: THEN, low }));
        let answers = |entry: &Entry| score::readiness(self.rubric, self.target, &self.answers(entry));
        let series = history::series(&[self.then.clone(), self.now.clone()], &self.now, answers);
        let report = page::page_report(&page::Input {
            gaps: &gaps,
            plan: &self.plan(&Wishes::from(date(2026, 11, 23))),
            rubric: self.rubric,
            scorecard: &self.card(&self.now),
            assessment: &self.now.assessment,
            id: None,
            before: Some(&before),
            series: &series,
        });
        let then = Paper::of(&gap::terminal(&self.gaps(&self.then, None), WIDE)).range_after("Readiness ");
        paper::is_a_page(&page_html(&report), then.map(|(low, _)| low));
        paper::is_a_drawing(&page_svg(&report));
    }

    fn the_progress_report_agrees(&self) {
        let (then, now) =
            (Judged { entry: &self.then, rubric: self.old }, Judged { entry: &self.now, rubric: self.rubric });
        let target = self.rubric[self.target].id.to_string();
        let entries = [self.then.clone(), self.now.clone()];
        let compared = history::progress(&target, then, now, &entries, self.rubric);
        let cards = history::cards(&target, then, now);
        let waterfall = history::waterfall(&target, then, now, &[]);
        // With the parts by cause and without them.
        for waterfall in [waterfall.as_deref(), None] {
            let report = progress::progress_report(&progress::Input {
                rubric: self.rubric,
                edition: &self.now.assessment.rubric,
                old_rubric: self.old,
                old_edition: &self.then.assessment.rubric,
                cards: cards.each_ref().map(Option::as_ref),
                progress: &compared,
                waterfall,
                done: &[],
                plan: None,
                estimate: None,
                outlook: Outlook::NoPace,
                given: &Given::default(),
            });
            let plain = Style { width: 44, ..WIDE };
            for text in
                [progress::terminal(&report, WIDE), progress::terminal(&report, plain), progress::markdown(&report)]
            {
                Paper::of(&text).is_a_progress_report();
            }
            Paper::of(&paper::seen(&progress::html(&report))).is_a_progress_report();
            Paper::of(&front_matter::of_progress(&report)).is_front_matter();
        }
    }

    fn the_plan_agrees(&self) {
        let tight = Wishes { by: Some(date(2026, 12, 20)), ..Wishes::from(date(2026, 11, 23)) };
        for wishes in [Wishes::from(date(2026, 11, 23)), self.ticked(), tight] {
            let report = self.plan(&wishes);
            Paper::of(&plans::markdown(&report)).is_a_plan();
        }
    }

    fn what_if_agrees(&self, levels: &[(usize, u8)]) {
        let skills: Vec<_> = self.rubric.skills().map(|(at, _)| at).collect();
        let mut typed: BTreeMap<SkillIx, Level> = BTreeMap::new();
        for (skill, level) in levels {
            typed.insert(skills[skill % skills.len()], at(self.rubric, *level));
        }
        let typed: Vec<_> = typed.into_iter().collect();
        let change = score::what_if(self.rubric, self.target, &self.answers(&self.now), &typed);
        let mut supposed = self.now.clone();
        for (skill, level) in &typed {
            let rating =
                Rating { answer: Answer::Rated(*level), on: NOW, evidence: None, confidence: None, help: None };
            supposed.assessment.ratings.insert(self.rubric[*skill].id.clone(), rating);
        }
        let report = what_if::what_if_report(self.rubric, &change, self.gaps(&supposed, None));
        for text in [what_if::terminal(&report, WIDE), what_if::markdown(&report)] {
            Paper::of(&text).is_a_what_if(typed.len());
        }
    }

    fn the_targets_agree(&self) {
        let answers = self.answers(&self.now);
        let said = Paper::of(&gap::terminal(&self.gaps(&self.now, None), WIDE)).range_after("Readiness ");
        let one = target::target(self.rubric, self.target, Some(&answers), None, &Given::default());
        for text in [target::terminal(&one, WIDE), target::markdown(&one)] {
            assert_eq!(Paper::of(&text).range_after("Your readiness "), said);
            Paper::of(&text).verdict_agrees(said, "Verdict ");
        }
        let (with, _) = self.rubric.targets().last().unwrap();
        let compared = compare::comparison(&compare::Input {
            rubric: self.rubric,
            target: (self.target, None),
            with: (with, None),
            answers: Some(&answers),
            given: &Given::default(),
        });
        assert_eq!(Paper::of(&compare::terminal(&compared, WIDE)).range_after("Readiness "), said);
        let card = score(self.rubric, self.target, &answers);
        let planned = plan(self.rubric, &answers, &card, &Wishes::from(date(2026, 11, 23)));
        let status = home::status(self.rubric, (&self.now.assessment, &card), &planned, true, 0, NOW);
        let home = home::Home { place: "here".to_owned(), draft: None, status: Some(status) };
        let home = home::terminal(&home, WIDE);
        assert_eq!(Paper::of(&home).range_after("readiness "), said);
        Paper::of(&home).verdict_agrees(said, "self-rated. ");
    }

    fn all_agree(&self, levels: &[(usize, u8)]) {
        self.the_gap_report_agrees();
        self.the_page_agrees();
        self.the_progress_report_agrees();
        self.the_plan_agrees();
        self.what_if_agrees(levels);
        self.the_targets_agree();
    }
}

fn any_supposed() -> impl Strategy<Value = Vec<(usize, u8)>> {
    proptest::collection::vec((0..200_usize, 0..=5_u8), 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn on_pages_of_small_rubrics(
        then in any_levels(8), now in any_levels(8), moves in proptest::collection::vec(any::<bool>(), 1..8),
        supposed in any_supposed(),
    ) {
        for [rubric, other] in rubrics() {
            for old in [&rubric, &other] {
                for case in Case::new(&rubric, old, &then, &moved(&then, &now, &moves)) {
                    case.all_agree(&supposed);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1))]

    #[test]
    fn on_pages_of_the_bundled_rubric(
        then in any_levels(150), now in any_levels(150), moves in proptest::collection::vec(any::<bool>(), 1..40),
        supposed in any_supposed(),
    ) {
        let rubric = bundled();
        for case in Case::new(&rubric, &rubric, &then, &moved(&then, &now, &moves)).iter().take(2) {
            case.all_agree(&supposed);
        }
    }
}

/// The reader of figures reads figures.
#[test]
fn tenths_are_compared_as_they_are_read() {
    assert_eq!(paper::figure("70.4"), Some(Tenths(704)));
    assert_eq!(paper::figure("+3.0"), Some(Tenths(30)));
    assert_eq!(paper::figure("-0.5"), Some(Tenths(-5)));
    assert_eq!([paper::figure("70"), paper::figure("1.2.3"), paper::figure("x")], [None; 3]);
}
