//! Asking less, tried on simulated people: how many questions it takes, and how far the estimate is from the readiness that
//! answering everything would have given.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

pub(crate) mod people;

use skillgap::assessment::interview::Reply;
use skillgap::assessment::{Answer, Answers, Scope};
use skillgap::document::Source;
use skillgap::rubric::builtin::builtin;
use skillgap::rubric::{Rubric, SkillIx, TargetIx};
use skillgap::score::estimate::{Depth, Estimator, Reason};
use skillgap::score::{self, Standing};

use crate::rubrics::sound;

use self::people::{CONDITIONS, Condition, Dice, hardness, later, person, rubric};

/// What came of asking one person.
#[derive(Clone, Copy, Debug)]
struct Outcome {
    /// Questions asked, and those of the whole questionnaire; the questions which alternatives were used are in neither.
    asked: usize,
    whole: usize,
    /// How many of them were asked in any case, and how many to confirm a gap.
    always: usize,
    confirmed: usize,
    error: f64,
    is_covered: bool,
    essentials: bool,
    /// How many of the ten largest gaps there are, and of how many the skills were asked.
    gaps: usize,
    found: usize,
    /// The same, where one gap is as good as another that costs as much.
    found_alike: usize,
}

/// Asks a person who would answer so, until it is enough.
fn ask(rubric: &Rubric, target: TargetIx, person: &Answers, last: Answers, depth: Depth) -> Outcome {
    let skills = Scope::default().skills(rubric, target);
    let mut replies: Vec<_> = rubric.skills().map(|(skill, _)| unused(rubric, person, skill)).collect();
    let whole = skills.iter().filter(|skill| replies[skill.get()].is_none()).count();
    let mut estimator = Estimator::new(rubric, target, &skills, last, depth);
    estimator.follow(|skill| replies[skill.get()]);
    let (mut asked, mut always, mut confirmed) = (0, 0, 0);
    while let Some((skill, reason)) = estimator.next() {
        assert_eq!(replies[skill.get()], None, "it is asked twice");
        replies[skill.get()] = person.get(skill).map(Reply::Said);
        estimator.follow(|skill| replies[skill.get()]);
        asked += 1;
        always += usize::from(matches!(reason, Reason::Essential | Reason::Heavy));
        confirmed += usize::from(reason == Reason::Confirm);
    }
    let estimate = estimator.readiness().unwrap();
    let full = score::score(rubric, target, person);
    let truth = share(full.readiness.unwrap().low);
    let is_asked = |requirement| rubric.skills_of(requirement).iter().all(|skill| replies[skill.get()].is_some());
    let all_gaps = full.standing(Standing::Gap);
    let gaps: Vec<_> = all_gaps.iter().take(10).collect();
    let smallest = gaps.last().map(|gap| gap.missing);
    let alike = all_gaps.iter().filter(|gap| Some(gap.missing) >= smallest && is_asked(&gap.requirement.subject));
    Outcome {
        asked,
        whole,
        always,
        confirmed,
        error: estimate.mean - truth,
        is_covered: estimate.low <= truth && truth <= estimate.high,
        essentials: rubric[target]
            .requires
            .iter()
            .all(|requirement| !requirement.essential || is_asked(&requirement.subject)),
        gaps: gaps.len(),
        found: gaps.iter().filter(|gap| is_asked(&gap.requirement.subject)).count(),
        found_alike: alike.count().min(gaps.len()),
    }
}

/// What the question which alternatives were used has answered already.
fn unused(rubric: &Rubric, person: &Answers, skill: SkillIx) -> Option<Reply> {
    let is_alternative = rubric.groups().any(|(_, group)| group.members.contains(&skill));
    let answer =
        person.get(skill).filter(|_| is_alternative && person.rating(skill).is_some_and(|level| level.get() == 0));
    answer.map(Reply::Said)
}

#[expect(clippy::cast_precision_loss, reason = "the nearest number will do")]
fn share(exact: skillgap::rubric::Share) -> f64 {
    *exact.numer() as f64 / *exact.denom() as f64
}

/// What came of asking many.
#[derive(Clone, Debug, Default)]
struct Outcomes(Vec<Outcome>);

impl Outcomes {
    #[expect(clippy::cast_precision_loss, reason = "they are few")]
    fn mean(&self, of: impl Fn(&Outcome) -> f64) -> f64 {
        self.0.iter().map(of).sum::<f64>() / self.0.len() as f64
    }

    fn share(&self, of: impl Fn(&Outcome) -> bool) -> f64 {
        self.mean(|outcome| f64::from(u8::from(of(outcome))))
    }

    #[expect(clippy::cast_precision_loss, reason = "they are few")]
    fn ratio(&self, part: impl Fn(&Outcome) -> usize, whole: impl Fn(&Outcome) -> usize) -> f64 {
        let sum = |of: &dyn Fn(&Outcome) -> usize| self.0.iter().map(of).sum::<usize>() as f64;
        sum(&part) / sum(&whole)
    }

    fn saved(&self) -> f64 {
        1.0 - self.ratio(|outcome| outcome.asked, |outcome| outcome.whole)
    }

    fn within(&self, delta: f64) -> f64 {
        self.share(|outcome| outcome.error.abs() <= delta)
    }

    fn covered(&self) -> f64 {
        self.share(|outcome| outcome.is_covered)
    }

    fn recall(&self) -> f64 {
        self.ratio(|outcome| outcome.found, |outcome| outcome.gaps)
    }

    fn recall_alike(&self) -> f64 {
        self.ratio(|outcome| outcome.found_alike, |outcome| outcome.gaps)
    }

    fn row(&self, name: &str, delta: f64) -> String {
        let mut errors: Vec<_> = self.0.iter().map(|outcome| outcome.error.abs()).collect();
        errors.sort_by(f64::total_cmp);
        let percent = |share: f64| format!("{:5.1} %", 100.0 * share);
        format!(
            "{name:28} {:5.1} {:5.1} {:5.1} {:5.1} {} {:.4} {:+.4} {:.4} {} {} {} {} {}",
            self.mean(|outcome| f64::from(u32::try_from(outcome.whole).unwrap())),
            self.mean(|outcome| f64::from(u32::try_from(outcome.asked).unwrap())),
            self.mean(|outcome| f64::from(u32::try_from(outcome.always).unwrap())),
            self.mean(|outcome| f64::from(u32::try_from(outcome.confirmed).unwrap())),
            percent(self.saved()),
            self.mean(|outcome| outcome.error.abs()),
            self.mean(|outcome| outcome.error),
            errors[errors.len() * 95 / 100],
            percent(self.within(delta)),
            percent(self.covered()),
            percent(self.recall()),
            percent(self.recall_alike()),
            percent(self.share(|outcome| outcome.essentials)),
        )
    }
}

const HEAD: &str = "                             whole asked always conf  saved   MAE    bias    95 %   within covered  top ten alike essential";

/// So many people of a condition, each before a rubric of another size.
fn tried(condition: &Condition, depth: Depth, sizes: &[usize], people: usize, seed: u64) -> Outcomes {
    let one = |number: usize| {
        let mut dice = Dice::new(seed + 1000 * u64::try_from(number).unwrap());
        let rubric = rubric(sizes[number % sizes.len()], condition.edges, &mut dice);
        asked_of(&rubric, rubric.target("t").unwrap(), condition, depth, &mut dice)
    };
    Outcomes((0..people).map(one).collect())
}

fn asked_of(rubric: &Rubric, target: TargetIx, condition: &Condition, depth: Depth, dice: &mut Dice) -> Outcome {
    let hardness = hardness(rubric, condition, dice);
    let person = person(rubric, condition, &hardness, dice);
    ask(rubric, target, &person, Answers::none(rubric), depth)
}

/// What is to be saved at each depth.
const SAVED: [(&str, Depth, f64, f64); 2] =
    [("standard", Depth::Standard, 0.03, 0.45), ("quick", Depth::Quick, 0.05, 0.60)];

/// A sample of the table below, for every day. So few people say little: the goals are the table's.
#[test]
fn a_few_people_are_asked_less_and_known_as_well() {
    for (name, depth, delta, saved) in SAVED {
        let of = |(seed, condition)| tried(condition, depth, &[70, 95, 120], 3, seed).0;
        let pooled = Outcomes((0..).zip(&CONDITIONS).flat_map(of).collect());
        let row = pooled.row(name, delta);
        assert!(pooled.saved() >= saved - 0.03, "{row}");
        assert!(pooled.within(delta) >= 0.85 && pooled.covered() >= 0.8, "{row}");
        assert!(pooled.0.iter().all(|outcome| outcome.essentials), "{row}");
    }
}

/// The goals, on 200 people of each condition; `PEOPLE` says another number, `SEED` other people. One gap counts as found
/// where another that costs the same was asked after.
///
/// The margins are thin, and the constants were chosen with these people in sight too; of 700 looked at only afterwards
/// (`SEED=60000000`, `PEOPLE=100`), standard saved 45.6 %, was within 0.03 for 92.3 % and found 95.5 % of the gaps, quick
/// saved 61.3 % and was within 0.05 for 92.4 %.
///
/// These figures are older than the choice by what a question tells for the time that it takes. Since then only 210 people
/// were looked at (`PEOPLE=30`): standard saved 45.7 %, was within 0.03 for 92.4 % and found 95.7 %; quick saved 61.4 % and
/// was within 0.05 for 90.5 %, but in the condition "base" for 25 of 30 only.
#[test]
#[ignore = "takes minutes, less with optimisation; prints the table of figures"]
#[expect(clippy::print_stdout, reason = "the table is what it is run for")]
fn the_whole_table() {
    let people = std::env::var("PEOPLE").ok().and_then(|people| people.parse().ok()).unwrap_or(200);
    let first: u64 = std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(0);
    let mut table = format!("{HEAD}\n");
    let mut missed = Vec::new();
    for (name, depth, delta, saved) in SAVED {
        let mut pooled = Outcomes::default();
        for (seed, condition) in (first..).zip(&CONDITIONS) {
            let outcomes = tried(condition, depth, &[70, 80, 90, 100, 110, 120], people, seed);
            let row = outcomes.row(&format!("{name}, {}", condition.name), delta);
            if outcomes.within(delta) < 0.85 {
                missed.push(row.clone());
            }
            table += &(row + "\n");
            pooled.0.extend(outcomes.0);
        }
        let row = pooled.row(&format!("{name}, all seven"), delta);
        let essentials = pooled.0.iter().all(|outcome| outcome.essentials);
        let finds_gaps = depth == Depth::Quick || pooled.recall_alike() >= 0.95;
        if pooled.within(delta) < 0.90 || pooled.saved() < saved || !essentials || !finds_gaps {
            missed.push(row.clone());
        }
        table += &(row + "\n");
        let again = Outcomes((0..people).map(|number| asked_again(depth, number)).collect());
        table += &(again.row(&format!("{name}, asked again"), delta) + "\n");
        let bundled = sound(&builtin("backend-developer").unwrap().sources());
        for target in ["junior", "mid", "senior", "lead"] {
            let at = bundled.target(target).unwrap();
            let one = |seed: usize| {
                let mut dice = Dice::new(u64::try_from(seed).unwrap());
                asked_of(&bundled, at, &CONDITIONS[0], depth, &mut dice)
            };
            let outcomes = Outcomes((0..people).map(one).collect());
            table += &(outcomes.row(&format!("{name}, bundled {target}"), delta) + "\n");
        }
    }
    println!("{table}");
    assert!(missed.is_empty(), "goals missed:\n{}", missed.join("\n"));
}

/// Somebody who answered everything some months ago.
fn asked_again(depth: Depth, number: usize) -> Outcome {
    let mut dice = Dice::new(u64::try_from(number).unwrap());
    let rubric = rubric(90, 1.2, &mut dice);
    let hardness = hardness(&rubric, &CONDITIONS[0], &mut dice);
    let before = person(&rubric, &CONDITIONS[0], &hardness, &mut dice);
    let now = later(&rubric, &before, 0.18, &mut dice);
    ask(&rubric, rubric.target("t").unwrap(), &now, before, depth)
}

/// An estimator that has been told so many answers of a person, in this order.
fn told<'r>(rubric: &'r Rubric, person: &Answers, order: &[SkillIx]) -> Estimator<'r> {
    let skills: Vec<_> = rubric.skills().map(|(skill, _)| skill).collect();
    let target = rubric.target("t").unwrap();
    let mut estimator = Estimator::new(rubric, target, &skills, Answers::none(rubric), Depth::Standard);
    let mut replies = vec![None; skills.len()];
    for skill in order {
        replies[skill.get()] = person.get(*skill).map(Reply::Said);
        estimator.follow(|skill| replies[skill.get()]);
    }
    estimator
}

#[test]
fn the_order_of_the_answers_changes_nothing() {
    for seed in 0..4 {
        let mut dice = Dice::new(seed);
        let rubric = rubric(70, 2.5, &mut dice);
        let hardness = hardness(&rubric, &CONDITIONS[0], &mut dice);
        let person = person(&rubric, &CONDITIONS[0], &hardness, &mut dice);
        let mut order: Vec<_> = rubric.skills().map(|(skill, _)| skill).filter(|_| dice.chance(0.5)).collect();
        let one = told(&rubric, &person, &order);
        order.reverse();
        let two = told(&rubric, &person, &order);
        assert_eq!(one.next(), two.next());
        let (first, second) = (one.readiness().unwrap(), two.readiness().unwrap());
        for (first, second) in [(first.low, second.low), (first.high, second.high), (first.mean, second.mean)] {
            assert!((first - second).abs() < 1e-9, "{first} {second}");
        }
        for (skill, _) in rubric.skills() {
            assert_eq!(one.likely(skill), two.likely(skill));
        }
    }
}

#[test]
fn the_order_of_the_file_changes_nothing() {
    let text = people::text(70, 1.2, &mut Dice::new(5));
    let (before, targets) = text.split_at(text.find("[[groups]]").unwrap());
    let mut parts: Vec<_> = before.split("[[skills]]").collect();
    parts[1..].reverse();
    let turned = parts.join("[[skills]]") + targets;
    let [one, two] = [text, turned].map(|text| sound(&[Source::new("drawn.toml", text.into_bytes()).unwrap()]));
    assert_ne!(one.skills().next().unwrap().1.id, two.skills().next().unwrap().1.id);
    let estimates = [&one, &two].map(|rubric| {
        let mut answers = Answers::none(rubric);
        let said = ["s3", "s11", "s20", "s41", "s42", "s69"].map(|id| rubric.skill(id).unwrap());
        for (level, skill) in [3, 0, 5, 2, 4, 1].into_iter().zip(said) {
            answers.set(skill, rubric.scale().level(level).map(Answer::Rated));
        }
        let estimator = told(rubric, &answers, &said);
        let likely: Vec<_> = (0..70).map(|at| estimator.likely(rubric.skill(&format!("s{at}")).unwrap())).collect();
        (estimator.readiness().unwrap(), likely)
    });
    assert!((estimates[0].0.mean - estimates[1].0.mean).abs() < 1e-9, "{estimates:?}");
    assert!((estimates[0].0.low - estimates[1].0.low).abs() < 1e-9, "{estimates:?}");
    assert_eq!(estimates[0].1, estimates[1].1);
}

#[test]
fn an_answer_taken_back_is_as_if_it_never_was() {
    let mut dice = Dice::new(7);
    let rubric = rubric(70, 1.2, &mut dice);
    let hardness = hardness(&rubric, &CONDITIONS[0], &mut dice);
    let person = person(&rubric, &CONDITIONS[0], &hardness, &mut dice);
    let skills: Vec<_> = rubric.skills().map(|(skill, _)| skill).collect();
    let mut replies: Vec<_> = skills.iter().map(|skill| person.get(*skill).map(Reply::Said)).collect();
    replies[30..].fill(None);
    let mut estimator = told(&rubric, &person, &skills[..30]);
    let (before, next) = (estimator.readiness().unwrap(), estimator.next());
    replies[30] = rubric.scale().level(5).map(|level| Reply::Said(Answer::Rated(level)));
    estimator.follow(|skill| replies[skill.get()]);
    assert!((estimator.readiness().unwrap().mean - before.mean).abs() > 1e-4);
    replies[30] = None;
    estimator.follow(|skill| replies[skill.get()]);
    let after = estimator.readiness().unwrap();
    assert!((after.mean - before.mean).abs() < 1e-9 && (after.low - before.low).abs() < 1e-9);
    assert_eq!(estimator.next(), next);
}

#[test]
fn with_everything_answered_it_is_the_score() {
    let mut dice = Dice::new(3);
    let rubric = rubric(70, 1.2, &mut dice);
    let hardness = hardness(&rubric, &CONDITIONS[0], &mut dice);
    let person = person(&rubric, &CONDITIONS[0], &hardness, &mut dice);
    let skills: Vec<_> = rubric.skills().map(|(skill, _)| skill).collect();
    let estimator = told(&rubric, &person, &skills);
    let (estimate, truth) =
        (estimator.readiness().unwrap(), score::readiness(&rubric, rubric.target("t").unwrap(), &person).unwrap());
    assert!((estimate.mean - share(truth.low)).abs() < 1e-12 && estimate.possible == truth);
    assert_eq!(estimator.next(), None);
}
