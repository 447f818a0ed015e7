//! What moved between two assessments, told apart from what a new edition of the rubric changed.

use jiff::civil::Date;

use super::Entry;
use crate::assessment::{Answer, Answers, Assessment};
use crate::rubric::{Rubric, Share, SkillIx, TargetIx};
use crate::score::{Scorecard, Span, readiness, score};

/// An assessment and the rubric that it is judged by.
#[derive(Clone, Copy, Debug)]
pub struct Judged<'a> {
    /// The assessment.
    pub entry: &'a Entry,
    /// Usually the stored copy that it was made with.
    pub rubric: &'a Rubric,
}

/// What moved from one assessment to another. Shares are of readiness, a change from -1 to 1 on its low end; exact.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Progress {
    /// The target's id; that of the new rubric, if it knows the target.
    pub target: String,
    /// The older assessment, by its own rubric.
    pub from: Point,
    /// The newer one, by its own.
    pub to: Point,
    /// What the answers changed, both judged by the new rubric.
    pub you: Option<Share>,
    /// What the new rubric changed, on the old answers. With `you` it makes the total.
    pub rubric: Option<Share>,
    /// The part of `you` that is no learning: skills that had no answer before.
    pub newly_answered: Option<Share>,
    /// All of it.
    pub total: Option<Share>,
    /// The skills of the new rubric that were answered otherwise, in its order.
    pub moves: Vec<Move>,
    /// Every assessment of the same rubric, the oldest first, by today's rubric.
    pub series: Vec<Point>,
}

/// How ready one was at an assessment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Point {
    /// The assessment's id.
    pub id: String,
    /// Its day.
    pub on: Date,
    /// None if the rubric does not know the target or nothing applies.
    pub readiness: Option<Span>,
}

/// A skill with other answers then and now; none is unanswered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Move {
    /// The skill, in the new rubric.
    pub skill: SkillIx,
    /// What was said then.
    pub from: Option<Answer>,
    /// What was said now; not the same.
    pub to: Option<Answer>,
}

/// What sort of move it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Change {
    /// A higher level.
    Rose,
    /// A lower level.
    Fell,
    /// It had no answer.
    NewlyAnswered,
    /// It has no answer any more.
    NoLongerAnswered,
    /// It was rated and now does not apply.
    NoLongerApplies,
    /// It did not apply and now is rated.
    AppliesNow,
}

impl Change {
    /// The word for it in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rose => "rose",
            Self::Fell => "fell",
            Self::NewlyAnswered => "newly-answered",
            Self::NoLongerAnswered => "no-longer-answered",
            Self::NoLongerApplies => "no-longer-applies",
            Self::AppliesNow => "applies-now",
        }
    }
}

impl Move {
    /// What sort of move it is.
    pub fn change(&self) -> Change {
        match (self.from, self.to) {
            (None, _) => Change::NewlyAnswered,
            (_, None) => Change::NoLongerAnswered,
            (Some(Answer::Rated(from)), Some(Answer::Rated(to))) if to < from => Change::Fell,
            (Some(Answer::Rated(_)), Some(Answer::Rated(_))) => Change::Rose,
            (Some(Answer::Rated(_)), Some(Answer::NotApplicable)) => Change::NoLongerApplies,
            (Some(Answer::NotApplicable), Some(_)) => Change::AppliesNow,
        }
    }
}

/// The assessment to compare `to` with unless another is asked for: the last one before it of the same rubric id.
pub fn before<'a>(entries: &'a [Entry], to: &Entry) -> Option<&'a Entry> {
    let earlier = |entry: &&Entry| same_rubric(entry, to) && place(entry) < place(to);
    entries.iter().filter(earlier).max_by_key(|entry| place(entry))
}

/// Compares two assessments of one rubric id for a target, which may go by an id that it has in either edition.
/// `entries` are all that is stored, in any order; those of another rubric are left out of the series, which `today`'s
/// rubric judges.
pub fn progress(target: &str, from: Judged<'_>, to: Judged<'_>, entries: &[Entry], today: &Rubric) -> Progress {
    let names = names(to.rubric, target);
    let measured = |rubric: &Rubric, answers: &Answers| readiness(rubric, known(rubric, &names)?, answers);
    let own = |judged: Judged<'_>| point(judged.entry, measured(judged.rubric, &laid(judged.rubric, judged.entry)));
    let (then, now) = (laid(to.rubric, from.entry), laid(to.rubric, to.entry));
    let mut with_new = then.clone();
    for (skill, _) in to.rubric.skills().filter(|(skill, _)| then.get(*skill).is_none()) {
        with_new.set(skill, now.get(skill));
    }
    let low = |answers: &Answers| measured(to.rubric, answers).map(|span| span.low);
    let (older, newer, restated) = (own(from), own(to), low(&then));
    let difference = |high: Option<Share>, low: Option<Share>| Some(high? - low?);
    Progress {
        you: difference(newer.low(), restated),
        rubric: difference(restated, older.low()),
        newly_answered: difference(low(&with_new), restated),
        total: difference(newer.low(), older.low()),
        moves: moves(to.rubric, &then, &now),
        series: series(entries, to.entry, |entry| measured(today, &laid(today, entry))),
        target: names.into_iter().next().unwrap_or_default(),
        from: older,
        to: newer,
    }
}

/// What the answers of both make of a target, each by its own rubric; none where that rubric does not know it.
pub fn cards(target: &str, from: Judged<'_>, to: Judged<'_>) -> [Option<Scorecard>; 2] {
    let names = names(to.rubric, target);
    [from, to].map(|Judged { entry, rubric }| Some(score(rubric, known(rubric, &names)?, &laid(rubric, entry))))
}

impl Point {
    fn low(&self) -> Option<Share> {
        self.readiness.map(|span| span.low)
    }
}

fn point(entry: &Entry, readiness: Option<Span>) -> Point {
    Point { id: entry.id.clone(), on: entry.assessment.on, readiness }
}

fn place(entry: &Entry) -> (Date, &str) {
    (entry.assessment.on, &entry.id)
}

fn same_rubric(one: &Entry, other: &Entry) -> bool {
    one.assessment.rubric.id == other.assessment.rubric.id
}

pub(super) fn laid(rubric: &Rubric, entry: &Entry) -> Answers {
    let Assessment { ratings, .. } = &entry.assessment;
    Answers::of(rubric, ratings)
}

/// The ids that a target goes by: its present one first, then those it had.
pub(super) fn names(rubric: &Rubric, target: &str) -> Vec<String> {
    let mut names: Vec<String> = rubric.target(target).map_or_else(Vec::new, |at| {
        let described = &rubric[at];
        std::iter::once(&described.id).chain(&described.formerly).map(ToString::to_string).collect()
    });
    if names.iter().all(|name| name != target) {
        names.push(target.to_owned());
    }
    names
}

pub(super) fn known(rubric: &Rubric, names: &[String]) -> Option<TargetIx> {
    names.iter().find_map(|name| rubric.target(name))
}

pub(super) fn moves(rubric: &Rubric, then: &Answers, now: &Answers) -> Vec<Move> {
    let moved = |(skill, _)| Move { skill, from: then.get(skill), to: now.get(skill) };
    rubric.skills().map(moved).filter(|moved| moved.from != moved.to).collect()
}

/// Readiness at every assessment of the same rubric id as `like`, the oldest first.
pub fn series(entries: &[Entry], like: &Entry, readiness: impl Fn(&Entry) -> Option<Span>) -> Vec<Point> {
    let mut same: Vec<_> = entries.iter().filter(|entry| same_rubric(entry, like)).collect();
    same.sort_by_key(|entry| place(entry));
    same.into_iter().map(|entry| point(entry, readiness(entry))).collect()
}

#[cfg(test)]
pub(super) mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

    use std::collections::BTreeMap;

    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::assessment::{Edition, Rating};
    use crate::document::Source;
    use crate::rubric::{Id, read};

    pub(in crate::history) const WORKED: &str = include_str!("../../tests/data/worked-rubric.toml");

    pub(in crate::history) fn rubric(text: &str) -> Rubric {
        read(&[Source { name: "test".to_owned(), text: text.to_owned() }]).unwrap()
    }

    /// The worked example with Go weighing less, the broker asking more, `RabbitMQ` and the target renamed and Linux gone.
    pub(in crate::history) fn changed() -> Rubric {
        rubric(
            &WORKED
                .replace("level = 4, weight = 5", "level = 4, weight = 2")
                .replace("{ group = \"broker\", level = 2", "{ group = \"broker\", level = 3")
                .replace("requires = [{ level = 1, skill = \"linux\", at = 1 }]\n", "")
                .replace("id = \"linux\"", "id = \"unix\"")
                .replace("skill = \"linux\"", "skill = \"unix\"")
                .replace("title = \"Linux\"", "title = \"Unix\"")
                .replace("id = \"rabbitmq\"", "id = \"rabbit\"\nformerly = [\"rabbitmq\"]")
                .replace("\"kafka\", \"rabbitmq\"", "\"kafka\", \"rabbit\"")
                .replace("title = \"RabbitMQ\"", "title = \"Rabbit\"")
                .replace("id = \"mid\"", "id = \"middle\"\nformerly = [\"mid\"]"),
        )
    }

    /// 6 stands for not applicable.
    pub(in crate::history) fn entry(rubric: &Rubric, month: i8, levels: &[Option<u8>]) -> Entry {
        let on = date(2026, month, 1);
        let said = rubric.skills().zip(levels).filter_map(|((_, skill), level)| {
            let answer = match (*level)? {
                6 => Answer::NotApplicable,
                level => Answer::Rated(rubric.scale().level(level.into()).unwrap()),
            };
            Some((skill.id.clone(), Rating { answer, on, evidence: None, confidence: None, help: None }))
        });
        let ratings: BTreeMap<_, _> = said.collect();
        let edition = Edition { id: rubric.id().clone(), version: String::new(), digest: String::new() };
        let assessment = Assessment { on, rubric: edition, target: None, ratings, carried: None };
        Entry { id: format!("run-{month:02}"), stored: None, assessment }
    }

    pub(in crate::history) fn compared(old: &Rubric, then: &Entry, new: &Rubric, now: &Entry) -> Progress {
        let (from, to) = (Judged { entry: then, rubric: old }, Judged { entry: now, rubric: new });
        progress("mid", from, to, &[then.clone(), now.clone()], new)
    }

    pub(in crate::history) fn worked_levels() -> Vec<Option<u8>> {
        vec![Some(3), Some(3), None, Some(1), Some(5), Some(1), Some(0), Some(6)]
    }

    #[test]
    fn what_moved_is_told_apart() {
        let rubric = rubric(WORKED);
        let then = entry(&rubric, 1, &worked_levels());
        let now = [Some(4), Some(2), Some(2), Some(1), None, Some(6), Some(0), Some(1)];
        let found = compared(&rubric, &then, &rubric, &entry(&rubric, 2, &now));
        let told = |moved: &Move| (rubric[moved.skill].id.as_str(), moved.change());
        assert_eq!(
            found.moves.iter().map(told).collect::<Vec<_>>(),
            [
                ("go", Change::Rose),
                ("sql", Change::Fell),
                ("linux", Change::NewlyAnswered),
                ("testing", Change::NoLongerAnswered),
                ("kafka", Change::NoLongerApplies),
                ("kubernetes", Change::AppliesNow),
            ]
        );
        // Linux from its lowest possible 1 to 2 of 2, at weight 2 of 18
        assert_eq!(found.newly_answered, Some(Share::new(1, 18)));
    }

    #[test]
    fn renamed_skills_and_targets_are_carried_over() {
        let (old, new) = (rubric(WORKED), changed());
        let then = entry(&old, 1, &worked_levels());
        let found = compared(&old, &then, &new, &entry(&new, 2, &worked_levels()));
        assert_eq!(found.target, "middle");
        assert_eq!(found.moves, []);
        assert_eq!(found.you, Some(Share::default()));
        assert_ne!(found.rubric, Some(Share::default()));
        assert!(found.from.readiness.is_some());
    }

    #[test]
    fn without_a_readiness_the_differences_that_need_it_are_missing() {
        let (old, new) = (rubric(&WORKED.replace("id = \"mid\"", "id = \"other\"")), rubric(WORKED));
        let then = entry(&old, 1, &worked_levels());
        let found = compared(&old, &then, &new, &entry(&new, 2, &worked_levels()));
        assert_eq!((found.from.readiness, found.rubric, found.total), (None, None, None));
        assert_eq!((found.you, found.newly_answered), (Some(Share::default()), Some(Share::default())));
        let nothing = Judged { entry: &then, rubric: &new };
        let found = progress("nosuch", nothing, nothing, &[], &new);
        assert_eq!((found.target.as_str(), found.you, found.series), ("nosuch", None, vec![]));
    }

    #[test]
    fn the_one_before_is_of_the_same_rubric() {
        let rubric = rubric(WORKED);
        let [first, mut other, last] = [1, 2, 3].map(|month| entry(&rubric, month, &worked_levels()));
        other.assessment.rubric.id = Id::new("other").unwrap();
        let entries = [last.clone(), other.clone(), first.clone()];
        assert_eq!(before(&entries, &last), Some(&first));
        assert_eq!((before(&entries, &first), before(&entries, &other)), (None, None));
    }

    pub(in crate::history) fn any_levels() -> impl Strategy<Value = Vec<Option<u8>>> {
        proptest::collection::vec(proptest::option::of(0..=6_u8), 8)
    }

    proptest! {
        #[test]
        fn the_parts_make_the_whole(then in any_levels(), now in any_levels()) {
            let (old, new) = (rubric(WORKED), changed());
            let (then, now) = (entry(&old, 1, &then), entry(&new, 2, &now));
            let found = compared(&old, &then, &new, &now);
            if let (Some(you), Some(by_rubric)) = (found.you, found.rubric) {
                prop_assert_eq!(Some(you + by_rubric), found.total);
            }
            prop_assert_eq!(found.you.is_some(), found.newly_answered.is_some() && found.to.readiness.is_some());
            let one = Share::from_integer(1);
            for part in [found.you, found.rubric, found.newly_answered, found.total].into_iter().flatten() {
                prop_assert!(-one <= part && part <= one);
            }
            let same = compared(&new, &then, &new, &now);
            prop_assert_eq!(same.rubric, same.from.readiness.map(|_| Share::default()));
            prop_assert_eq!((same.you, same.newly_answered), (found.you, found.newly_answered));
        }

        #[test]
        fn the_same_answers_move_nothing(levels in any_levels()) {
            let rubric = rubric(WORKED);
            let found = compared(&rubric, &entry(&rubric, 1, &levels), &rubric, &entry(&rubric, 2, &levels));
            let none = found.to.readiness.map(|_| Share::default());
            prop_assert_eq!([found.you, found.rubric, found.newly_answered, found.total], [none; 4]);
            prop_assert_eq!(found.moves, vec![]);
        }

        #[test]
        fn what_is_newly_answered_is_all_of_it_where_no_old_answer_changed(
            then in any_levels(), more in any_levels(), low in any::<bool>(),
        ) {
            let rubric = rubric(WORKED);
            let both: Vec<_> = then.iter().zip(&more).map(|(then, more)| then.or(*more)).collect();
            let then = entry(&rubric, 1, &then);
            let found = compared(&rubric, &then, &rubric, &entry(&rubric, 2, &both));
            prop_assert_eq!(found.newly_answered, found.you);
            // an answer no lower than what the others imply loses nothing
            let card = score(&rubric, rubric.target("mid").unwrap(), &laid(&rubric, &then));
            let consistent: Vec<_> = rubric.skills().map(|(skill, _)| match card.reach(skill) {
                crate::score::Reach::Rated(level) => Some(level.get()),
                crate::score::Reach::Unanswered(bounds) => {
                    Some(if low { bounds.low.get() } else { bounds.high.get() })
                }
                crate::score::Reach::NotApplicable => Some(6),
            }).collect();
            let found = compared(&rubric, &then, &rubric, &entry(&rubric, 2, &consistent));
            prop_assert!(found.newly_answered >= found.you.map(|_| Share::default()));
        }

        #[test]
        fn the_order_of_files_changes_nothing(order in Just((1..=6_i8).collect::<Vec<_>>()).prop_shuffle()) {
            let rubric = rubric(WORKED);
            let level = |month: i8| Some(u8::try_from(month % 6).unwrap());
            let entries: Vec<_> = order.iter().map(|month| entry(&rubric, *month, &[level(*month); 8])).collect();
            let last = entries.iter().find(|entry| entry.id == "run-06").unwrap();
            prop_assert_eq!(before(&entries, last).map(|entry| entry.id.as_str()), Some("run-05"));
            let judged = Judged { entry: last, rubric: &rubric };
            let found = progress("mid", judged, judged, &entries, &rubric);
            let ids: Vec<_> = found.series.iter().map(|point| point.id.as_str()).collect();
            prop_assert_eq!(ids, ["run-01", "run-02", "run-03", "run-04", "run-05", "run-06"]);
        }
    }
}
