//! What moved readiness between two assessments, cause by cause, so that the parts make the whole exactly.

use super::plans::{Tick, TickKind};
use super::progress::{Change, Judged, Move, known, laid, moves, names};
use crate::assessment::Answer;
use crate::rubric::{Level, Rubric, Share, SkillIx};
use crate::score::readiness;

/// Why the answers moved readiness.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cause {
    /// Skills that had no answer: no learning.
    NewlyAnswered,
    /// Skills that rose, as far as steps of the plan were ticked as done.
    StepsDone,
    /// What rose beyond that.
    Rose,
    /// Skills that fell.
    Fell,
    /// Skills that were rated and now do not apply, and the other way round.
    Applicability,
    /// Skills that have no answer any more.
    NoLongerAnswered,
}

impl Cause {
    /// All of them, in the order in which they are laid on each other.
    pub const ALL: [Self; 6] =
        [Self::NewlyAnswered, Self::StepsDone, Self::Rose, Self::Fell, Self::Applicability, Self::NoLongerAnswered];
}

/// What one cause moved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Part {
    /// The cause.
    pub cause: Cause,
    /// By how much the low end of readiness moved; from -1 to 1, exact.
    pub change: Share,
    /// The skills that moved so, in the rubric's order; one that rose beyond its ticked steps is in two parts.
    pub skills: Vec<SkillIx>,
}

/// What each cause moved the low end of readiness by, judged by the new rubric: from the old answers, the causes are laid
/// on each other in the order of [`Cause::ALL`], and each part is what the number moves by then. Together they are
/// [`Progress::you`](super::Progress::you), and the first is its
/// [`newly_answered`](super::Progress::newly_answered). `done` are the ticks that the newer assessment may speak for. None
/// where readiness does not exist all the way.
pub fn waterfall(target: &str, from: Judged<'_>, to: Judged<'_>, done: &[Tick]) -> Option<Vec<Part>> {
    let rubric = to.rubric;
    let target = known(rubric, &names(rubric, target))?;
    let (then, now) = (laid(rubric, from.entry), laid(rubric, to.entry));
    let moves = moves(rubric, &then, &now);
    let mut answers = then;
    let mut low = readiness(rubric, target, &answers)?.low;
    let part = |cause| {
        let shares: Vec<_> = moves.iter().filter_map(|moved| share(rubric, moved, done, cause)).collect();
        for moved in &shares {
            answers.set(moved.skill, moved.to);
        }
        let before = low;
        if !shares.is_empty() {
            low = readiness(rubric, target, &answers)?.low;
        }
        Some(Part { cause, change: low - before, skills: shares.iter().map(|moved| moved.skill).collect() })
    };
    Cause::ALL.into_iter().map(part).collect()
}

/// How far a move goes by this cause; none if it has no share in it.
fn share(rubric: &Rubric, moved: &Move, done: &[Tick], cause: Cause) -> Option<Move> {
    let own = match (moved.change(), moved.from, moved.to) {
        (Change::Rose, Some(Answer::Rated(from)), Some(Answer::Rated(to))) => {
            let ticked = ticked(rubric, moved.skill, done, to).filter(|ticked| *ticked > from);
            return match cause {
                Cause::StepsDone => ticked.map(|level| Move { to: Some(Answer::Rated(level)), ..*moved }),
                Cause::Rose => (ticked != Some(to)).then_some(*moved),
                _ => None,
            };
        }
        (Change::Rose, ..) => Cause::Rose,
        (Change::NewlyAnswered, ..) => Cause::NewlyAnswered,
        (Change::Fell, ..) => Cause::Fell,
        (Change::NoLongerAnswered, ..) => Cause::NoLongerAnswered,
        (Change::NoLongerApplies | Change::AppliesNow, ..) => Cause::Applicability,
    };
    (own == cause).then_some(*moved)
}

/// The highest level of a skill, at most `most`, whose step was ticked as done.
fn ticked(rubric: &Rubric, skill: SkillIx, done: &[Tick], most: Level) -> Option<Level> {
    let of_skill = |tick: &&Tick| tick.kind == TickKind::Done && rubric.skill(tick.skill.as_str()) == Some(skill);
    done.iter().filter(of_skill).map(|tick| tick.to).filter(|level| *level <= most).max()
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

    use proptest::prelude::*;

    use super::super::progress::tests::{WORKED, any_levels, changed, compared, entry, rubric, worked_levels};
    use super::*;
    use crate::rubric::Id;

    fn done(step: &str) -> Tick {
        let (skill, level) = step.split_once('@').unwrap();
        let to = Level::new(level.parse().unwrap());
        let moment = jiff::Timestamp::UNIX_EPOCH;
        Tick { skill: Id::new(skill).unwrap(), to, kind: TickKind::Done, moment, on: None, hours: None }
    }

    #[test]
    fn each_cause_has_its_exact_part() {
        let rubric = rubric(WORKED);
        let then = entry(&rubric, 1, &worked_levels());
        // Go 3 to 4 of 4; SQL 3 to 2 of 3; Linux unanswered (at least 1) to 2 of 2; Docker 1 to 3 of 3, half of it ticked;
        // testing unanswered; Kafka 1 to 2 of 2 in the broker; Kubernetes from not applicable to 1 of 2.
        let now = [Some(4), Some(2), Some(2), Some(3), None, Some(2), Some(0), Some(1)];
        let now = entry(&rubric, 2, &now);
        let judged = |entry| Judged { entry, rubric: &rubric };
        let ticks = [done("docker@2"), done("docker@4"), done("go@1")];
        let parts = waterfall("mid", judged(&then), judged(&now), &ticks).unwrap();
        let told: Vec<_> = parts
            .iter()
            .map(|part| {
                let skills: Vec<_> = part.skills.iter().map(|at| rubric[*at].id.as_str()).collect();
                (part.cause, skills.join(" "), part.change)
            })
            .collect();
        // From 161/216, Linux being at least 1; before Kubernetes applies the weights make 18, then 19.
        let before = Share::new(161, 216)
            + Share::new(1, 18)
            + Share::new(1, 27)
            + Share::new(5, 72)
            + Share::new(1, 27)
            + Share::new(1, 18)
            - Share::new(4, 54);
        let with_kubernetes = (before * 18 + Share::new(1, 2)) / 19;
        assert_eq!(
            told,
            [
                (Cause::NewlyAnswered, "linux".to_owned(), Share::new(1, 18)),
                (Cause::StepsDone, "docker".to_owned(), Share::new(1, 27)),
                (Cause::Rose, "go docker kafka".to_owned(), Share::new(5, 72) + Share::new(1, 27) + Share::new(1, 18)),
                (Cause::Fell, "sql".to_owned(), -Share::new(4, 54)),
                (Cause::Applicability, "kubernetes".to_owned(), with_kubernetes - before),
                (Cause::NoLongerAnswered, "testing".to_owned(), -Share::new(3, 19)),
            ]
        );
    }

    proptest! {
        #[test]
        fn the_parts_make_what_the_answers_changed(
            then in any_levels(), now in any_levels(), ticked in proptest::collection::vec((0..8_usize, 1..=5_u8), 0..6),
        ) {
            let (old, new) = (rubric(WORKED), changed());
            let ids: Vec<_> = old.skills().map(|(_, skill)| skill.id.clone()).collect();
            let ticks: Vec<_> = ticked.iter().map(|(at, to)| done(&format!("{}@{to}", ids[*at]))).collect();
            let (then, now) = (entry(&old, 1, &then), entry(&new, 2, &now));
            let found = compared(&old, &then, &new, &now);
            let judged = |entry, rubric| Judged { entry, rubric };
            let parts = waterfall("mid", judged(&then, &old), judged(&now, &new), &ticks);
            if let Some(parts) = parts {
                prop_assert_eq!(Some(parts.iter().map(|part| part.change).sum::<Share>()), found.you);
                prop_assert_eq!(Some(parts[0].change), found.newly_answered);
                for part in &parts {
                    let zero = Share::default();
                    prop_assert!(!part.skills.is_empty() || part.change == zero);
                    prop_assert!(!matches!(part.cause, Cause::StepsDone | Cause::Rose) || part.change >= zero);
                    prop_assert!(part.cause != Cause::Fell || part.change <= zero);
                }
                let moved: std::collections::BTreeSet<_> = parts.iter().flat_map(|part| &part.skills).copied().collect();
                prop_assert_eq!(moved.into_iter().collect::<Vec<_>>(), found.moves.iter().map(|one| one.skill).collect::<Vec<_>>());
            } else {
                // Only where, on the way, nothing applied.
                prop_assert!(found.you.is_none() || found.moves.iter().any(|one| one.change() == Change::NoLongerApplies));
            }
        }
    }
}
