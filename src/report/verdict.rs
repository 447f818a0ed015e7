//! What a verdict says to people: what keeps somebody from being ready, by name, and what a "ready" rests on.

use super::name::{Name, capital, listed};
use super::number::{asked, reached};
use crate::assessment::{Assessment, carried};
use crate::rubric::{Level, Requirement, Rubric, Share};
use crate::score::{self, RequirementScore, Scorecard, Verdict};
use crate::wording::count;

/// The most names that a sentence lists.
const NAMED: usize = 4;

/// A verdict with all that its words need.
#[derive(Clone, Copy, Debug)]
pub(super) struct Judgement<'a> {
    pub(super) rubric: &'a Rubric,
    pub(super) card: &'a Scorecard,
    /// Whether no evidence backs it; false too where that is not known.
    pub(super) by_own_word: bool,
}

/// Whether a person is ready by the own word alone.
pub(super) fn by_own_word(rubric: &Rubric, card: &Scorecard, assessment: &Assessment) -> bool {
    let ratings: Vec<_> = carried(rubric, &assessment.ratings).collect();
    score::by_own_word(card, |skill| ratings[skill.get()].as_ref().is_some_and(|rating| rating.evidence.is_some()))
}

/// What a requirement asks at the least: `essential`, `at least 1`, or nothing.
pub(super) fn at_least(requirement: &Requirement) -> String {
    least(requirement.essential, requirement.floor)
}

/// The same of its two keys.
pub(super) fn least(essential: bool, floor: Level) -> String {
    match floor {
        _ if essential => "essential".to_owned(),
        Level::NONE => String::new(),
        floor => format!("at least {floor}"),
    }
}

impl Judgement<'_> {
    /// The verdict, a colon, and why: `Not ready yet: Code review is 0; at least 1 is asked`. No full stop at the end.
    pub(super) fn words(self) -> String {
        format!("{}: {}", capital(&self.verdict("not ready yet")), self.reasons().join(". "))
    }

    /// The verdict in a few words: `not ready (Code review is 0; at least 1 is asked)`, `ready, narrowly`.
    pub(super) fn brief(self) -> String {
        let verdict = self.verdict("not ready");
        match self.below_floor(1).as_slice() {
            [] => verdict,
            sentences => format!("{verdict} ({})", sentences.join(", ")),
        }
    }

    /// The verdict with what it rests on.
    fn verdict(self, not_ready: &str) -> String {
        let mut words = vec![match self.card.verdict {
            Verdict::Ready => "ready".to_owned(),
            Verdict::NotReady => not_ready.to_owned(),
            Verdict::Undecided => "undecided".to_owned(),
        }];
        // A range that is wider than the noise is not said to be near anything.
        let noise = Share::new(6, 100);
        let is_known = self.card.readiness.is_some_and(|span| span.high - span.low <= noise);
        if self.card.narrow && is_known && self.card.below_floor().is_empty() {
            words.push("narrowly".to_owned());
        }
        if self.card.verdict == Verdict::Ready {
            words.extend(self.by_own_word.then(|| "by your own word".to_owned()));
            words.extend(self.leaving_out());
        }
        words.join(", ")
    }

    fn leaving_out(self) -> Option<String> {
        let names: Vec<_> = self.card.floors_left_out().map(|scored| self.name(scored)).collect();
        let does = if names.len() == 1 { "does" } else { "do" };
        (!names.is_empty()).then(|| format!("leaving out {}, which you say {does} not apply", listed(&names, NAMED)))
    }

    fn reasons(self) -> Vec<String> {
        let Some(readiness) = self.card.readiness else {
            return vec!["nothing that this target asks for applies to you".to_owned()];
        };
        let ready_at = self.rubric[self.card.target].ready_at;
        let asks = format!("this target asks for {}", asked(ready_at));
        // A figure is rounded down, and so may fall behind what is asked in more than tenths.
        let is_just = |readiness: Share| readiness >= ready_at && reached(readiness).share() < ready_at;
        let just = |readiness: Share| if is_just(readiness) { "just " } else { "" };
        match self.card.verdict {
            Verdict::Ready if is_just(readiness.low) => {
                vec![format!("{asks}, which is just reached{}", self.floors_are_met())]
            }
            Verdict::Ready => vec![format!("{asks}{}", self.floors_are_met())],
            Verdict::NotReady => {
                let mut reasons = self.below_floor(NAMED);
                reasons.push(match reasons.as_slice() {
                    [] => asks,
                    _ if readiness.low >= ready_at => {
                        format!("Readiness alone would {}do: {asks}", just(readiness.low))
                    }
                    _ if readiness.high >= ready_at => {
                        format!("Readiness alone may {}do: {asks}", just(readiness.high))
                    }
                    _ => format!("Readiness is too low as well: {asks}"),
                });
                reasons
            }
            Verdict::Undecided => {
                let names: Vec<_> = self.card.ask.iter().map(|skill| Name::skill(self.rubric, *skill)).collect();
                let answers = if names.len() == 1 { "one missing answer decides" } else { "missing answers decide" };
                let just = if is_just(readiness.high) { ", which is just within reach" } else { "" };
                vec![format!("{asks}{just}, and {answers}: {}", listed(&names, NAMED))]
            }
        }
    }

    fn floors_are_met(self) -> &'static str {
        let applies = |scored: &&RequirementScore| scored.attainment.is_some();
        let floors = || self.card.requirements.iter().filter(applies).map(|scored| scored.requirement);
        let has_floor = |requirement: &Requirement| requirement.floor > Level::NONE && !requirement.essential;
        if floors().any(|requirement| has_floor(&requirement)) {
            ", and nothing is below its floor"
        } else if floors().any(|requirement| requirement.essential) {
            ", and every essential skill is there"
        } else {
            ""
        }
    }

    /// What stands below its floor, the weightiest by name, those that stand alike together; the others are counted.
    fn below_floor(self, most: usize) -> Vec<String> {
        let mut all = self.card.below_floor();
        all.sort_by_key(|scored| std::cmp::Reverse(scored.requirement.weight));
        // One more than the most is named rather than counted.
        let named = if all.len() <= most + 1 { all.len() } else { most };
        let mut alike: Vec<(String, Level, Vec<Name>)> = Vec::new();
        for scored in &all[..named] {
            let (stands, floor) = (self.stands(scored), scored.requirement.floor);
            let name = self.name(scored);
            match alike.iter_mut().find(|(other, at, _)| *other == stands && *at == floor) {
                Some((_, _, with)) => with.push(name),
                None => alike.push((stands, floor, vec![name])),
            }
        }
        let sentence = |(stands, floor, names): &(String, Level, Vec<Name>)| {
            let are = if names.len() == 1 { "is" } else { "are" };
            format!("{} {are} {stands}; at least {floor} is asked", listed(names, usize::MAX - 1))
        };
        let mut sentences: Vec<_> = alike.iter().map(sentence).collect();
        if named < all.len() {
            let are = count(all.len() - named, "more is", "more are");
            sentences.push(format!("{are} below what is asked at the least"));
        }
        sentences
    }

    /// Where the weakest of those that count stands: `0`, `at most 1`.
    fn stands(self, scored: &RequirementScore) -> String {
        let members = self.rubric.skills_of(&scored.requirement.subject).iter();
        let mut highs: Vec<_> = members.filter_map(|skill| self.card.reach(*skill).high()).collect();
        highs.sort_unstable_by_key(|high| std::cmp::Reverse(*high));
        let most = highs.get(scored.choose.saturating_sub(1)).copied().unwrap_or_default();
        if scored.weakest == Some(most) { most.to_string() } else { format!("at most {most}") }
    }

    fn name(self, scored: &RequirementScore) -> Name {
        Name::subject(self.rubric, scored.requirement.subject)
    }
}
