//! How long it takes until the questionnaire has a result to show: simulated people before the real texts. They read 200
//! words a minute, of a question all down to one sentence past the one they choose, and need 3 seconds to decide, for each
//! tick too.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::collections::BTreeMap;
use std::fmt::Write as _;

use skillgap::assessment::interview::{Event, Gate, Interview, Member, Prompt};
use skillgap::assessment::{Answers, Scope};
use skillgap::rubric::builtin::builtin;
use skillgap::rubric::{Level, Rubric, SkillIx, TargetIx};
use skillgap::score;
use skillgap::score::estimate::{Depth, Estimator};

use crate::asking_less::people::{CONDITIONS, Dice, hardness, person};
use crate::rubrics::sound;

const WORDS_A_MINUTE: f64 = 200.0;
const DECISION: f64 = 3.0;
/// What stands on the first card beside its question: what the words of the levels mean, and the keys.
const ONCE: &str = "Alone, on my own: nobody gave you the steps; looking things up is fine. With help: somebody did, or you did \
                    it alone. Real: others use it. In production: it runs for the people it is meant for. If you can do it \
                    only with an AI assistant, press a to mark it. Choose the highest sentence that is true of you. 0-5: \
                    answer and go on, s: skip, n: does not apply to me, a: only with AI, c: evidence, b: back, r: review, \
                    ?: what the words mean, all keys";
const TICK: &str = "Which of these have you used?";
const REST: &str = "What about the ones you did not tick? Rate them 0: I have not used them. Skip them: I will say at the \
                    review. Back: I have used one of them. Not ticked:";

/// What came of asking one person until a depth was reached.
#[derive(Clone, Copy, Debug)]
struct Asked {
    minutes: f64,
    questions: usize,
    error: f64,
    is_covered: bool,
    /// How many of the ten largest gaps there are, and how many were asked after.
    gaps: (usize, usize),
}

fn reading(texts: &[&str]) -> f64 {
    let words = texts.iter().map(|text| text.split_whitespace().count()).sum::<usize>();
    f64::from(u32::try_from(words).unwrap()) * 60.0 / WORDS_A_MINUTE
}

/// What a person says to a prompt, and the seconds that it takes.
fn said(interview: &Interview<'_>, person: &Answers) -> (Event, f64) {
    let rubric = interview.rubric();
    let title = |skill: &SkillIx| rubric[*skill].title.as_str();
    match interview.prompt() {
        Prompt::Skill(skill) => {
            let level = person.rating(skill).unwrap();
            let described = &rubric[skill];
            let mut texts = vec![described.title.as_str(), described.summary.as_deref().unwrap_or_default()];
            let past = rubric.scale().levels().take(usize::from(level.get()) + 2);
            texts.extend(past.flat_map(|(level, named)| [named.name.as_str(), rubric.meaning(skill, level)]));
            (Event::Rate(level), reading(&texts) + DECISION)
        }
        Prompt::Used(gate @ Gate::Group(group)) => {
            let members = interview.members(gate);
            let is_used = |skill: &SkillIx| person.rating(*skill).is_some_and(|level| level > Level::NONE);
            let skill = |member: &Member| if let Member::Skill(skill) = member { *skill } else { panic!() };
            let ticked: Vec<_> = members.iter().copied().filter(|member| is_used(&skill(member))).collect();
            let mut texts =
                vec![TICK, rubric[group].title.as_str(), rubric[group].summary.as_deref().unwrap_or_default()];
            let skills: Vec<_> = members.iter().map(skill).collect();
            texts.extend(skills.iter().map(title));
            let decisions = f64::from(u32::try_from(ticked.len() + 1).unwrap());
            (Event::Tick(ticked), reading(&texts) + DECISION * decisions)
        }
        Prompt::Unused(gate) => {
            let unused = interview.unused(gate);
            let mut texts = vec![REST];
            texts.extend(unused.iter().map(title));
            (Event::Unused, reading(&texts) + DECISION)
        }
        prompt => panic!("{prompt:?}"),
    }
}

/// Asks a person as `assess` does, and looks at what is known whenever a depth is reached.
fn ask(rubric: &Rubric, target: TargetIx, person: &Answers) -> Vec<Asked> {
    let skills = Scope::default().skills(rubric, target);
    let none = BTreeMap::new();
    let mut interview = Interview::new(rubric, skills, &none, "2026-12-01".parse().unwrap()).led();
    let mut estimator = Estimator::new(rubric, target, interview.asked(), Answers::none(rubric), Depth::First);
    let truth = score::score(rubric, target, person);
    let mut asked = Vec::new();
    let (mut seconds, mut questions) = (reading(&[ONCE]), 0);
    for depth in Depth::ALL {
        estimator.deepen(depth);
        loop {
            estimator.follow(|skill| interview.reply(skill));
            if interview.waits_for_lead() {
                let before = interview.trail().and_then(|trail| trail.last().copied());
                let Some((skill, _)) = estimator.next_after(before) else { break };
                interview.lead_to(skill);
            }
            let (event, took) = said(&interview, person);
            questions += usize::from(matches!(interview.prompt(), Prompt::Skill(_)));
            seconds += took;
            interview.apply(event);
        }
        let all_gaps = truth.standing(score::Standing::Gap);
        let ten: Vec<_> = all_gaps.iter().take(10).collect();
        let is_asked = |gap: &score::RequirementScore| {
            rubric.skills_of(&gap.requirement.subject).iter().all(|skill| interview.reply(*skill).is_some())
        };
        let smallest = ten.last().map(|gap| gap.missing);
        let found = all_gaps.iter().filter(|gap| Some(gap.missing) >= smallest && is_asked(gap)).count();
        let (estimate, readiness) = (estimator.readiness().unwrap(), share(truth.readiness.unwrap().low));
        asked.push(Asked {
            minutes: seconds / 60.0,
            questions,
            error: estimate.mean - readiness,
            is_covered: estimate.low <= readiness && readiness <= estimate.high,
            gaps: (ten.len(), found.min(ten.len())),
        });
    }
    asked
}

#[expect(clippy::cast_precision_loss, reason = "the nearest number will do")]
fn share(exact: skillgap::rubric::Share) -> f64 {
    *exact.numer() as f64 / *exact.denom() as f64
}

/// So many people before each target, by the depth that was reached.
fn all_of(rubric: &Rubric, target: TargetIx, people: u64) -> Vec<Vec<Asked>> {
    let one = |seed: u64| {
        let mut dice = Dice::new(seed);
        let hardness = hardness(rubric, &CONDITIONS[0], &mut dice);
        ask(rubric, target, &person(rubric, &CONDITIONS[0], &hardness, &mut dice))
    };
    let people: Vec<_> = (0..people).map(one).collect();
    (0..Depth::ALL.len()).map(|depth| people.iter().map(|asked| asked[depth]).collect()).collect()
}

/// The value that so many of a hundred stay under.
fn percentile(asked: &[Asked], percent: usize, of: impl Fn(&Asked) -> f64) -> f64 {
    let mut sorted: Vec<_> = asked.iter().map(of).collect();
    sorted.sort_by(f64::total_cmp);
    sorted[(sorted.len() * percent / 100).min(sorted.len() - 1)]
}

#[expect(clippy::cast_precision_loss, reason = "they are few")]
fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

const LIMITS: [f64; 2] = [4.0, 6.0];
/// About so many minutes are as good.
const ABOUT: f64 = 0.25;

fn limit(rubric: &Rubric, target: TargetIx) -> f64 {
    LIMITS[usize::from(!["intern", "junior"].contains(&rubric[target].id.as_str()))]
}

#[test]
#[ignore = "takes minutes, less with optimisation; prints the table of figures"]
#[expect(clippy::print_stdout, reason = "the table is what it is run for")]
fn the_table_of_minutes() {
    let people = std::env::var("PEOPLE").ok().and_then(|people| people.parse().ok()).unwrap_or(200);
    let rubric = sound(&builtin("backend-developer").unwrap().sources());
    let mut missed = Vec::new();
    println!("{:24}    first result            second          third", "minutes (questions)");
    println!(
        "{:24} median   9 of 10   median 9 of 10  median 9 of 10   within 10, 5, 3   in the range      ten gaps found",
        ""
    );
    let mut pooled = vec![Vec::new(); Depth::ALL.len()];
    for (target, described) in rubric.targets() {
        let by_depth = all_of(&rubric, target, people);
        let mut row = format!("{:24}", described.id.as_str());
        for asked in &by_depth {
            write!(
                row,
                " {:4.1} ({:2.0}) {:5.1} ",
                percentile(asked, 50, |asked| asked.minutes),
                percentile(asked, 50, |asked| f64::from(u32::try_from(asked.questions).unwrap())),
                percentile(asked, 90, |asked| asked.minutes),
            )
            .unwrap();
        }
        for (asked, depth) in by_depth.iter().zip(Depth::ALL) {
            write!(row, " {:5.1}", 100.0 * within(asked, depth)).unwrap();
        }
        for asked in &by_depth {
            write!(row, " {:5.1}", 100.0 * covered(asked)).unwrap();
        }
        for asked in &by_depth {
            write!(row, " {:5.1}", 100.0 * found(asked)).unwrap();
        }
        let bias = by_depth[0].iter().map(|asked| asked.error).sum::<f64>() / ratio(by_depth[0].len(), 1);
        write!(row, " {bias:+.3}").unwrap();
        let first = percentile(&by_depth[0], 50, |asked| asked.minutes);
        if first > limit(&rubric, target) + ABOUT || percentile(&by_depth[0], 90, |asked| asked.minutes) > 8.0 {
            missed.push(row.clone());
        }
        println!("{row}");
        by_depth.into_iter().zip(&mut pooled).for_each(|(asked, pooled)| pooled.extend(asked));
    }
    for (asked, depth) in pooled.iter().zip(Depth::ALL) {
        println!(
            "all, {depth:?}: within {:.1} %, in the range {:.1} %, gaps {:.1} %",
            100.0 * within(asked, depth),
            100.0 * covered(asked),
            100.0 * found(asked)
        );
        if within(asked, depth) < 0.9 {
            missed.push(format!("{depth:?} is off too often"));
        }
    }
    assert!(missed.is_empty(), "goals missed:\n{}", missed.join("\n"));
}

#[expect(clippy::cast_precision_loss, reason = "points are few")]
fn within(asked: &[Asked], depth: Depth) -> f64 {
    let points = depth.points() as f64;
    ratio(asked.iter().filter(|asked| asked.error.abs() * 100.0 <= points).count(), asked.len())
}

fn covered(asked: &[Asked]) -> f64 {
    ratio(asked.iter().filter(|asked| asked.is_covered).count(), asked.len())
}

fn found(asked: &[Asked]) -> f64 {
    ratio(asked.iter().map(|asked| asked.gaps.1).sum(), asked.iter().map(|asked| asked.gaps.0).sum())
}

/// A sample of the table for every day.
#[test]
fn a_first_result_comes_early() {
    let rubric = sound(&builtin("backend-developer").unwrap().sources());
    for target in ["intern", "junior", "mid"].map(|id| rubric.target(id).unwrap()) {
        let first = &all_of(&rubric, target, 5)[0];
        let median = percentile(first, 50, |asked| asked.minutes);
        assert!(median <= limit(&rubric, target) + 1.0, "{}: {median}", rubric[target].id);
    }
}
