//! How sure a gap report is: what is missing, what hangs on one answer, on the weights, on the person, on time.

use super::super::name::{Name, listed};
use super::super::number::{difference, range};
use super::words::NAMED;
use super::{Backing, Input, Stale};
use crate::assessment::{Answer, Confidence, Help, carried, slipped};
use crate::rubric::SkillIx;
use crate::score::{Scorecard, Sensitivity, Span, readiness, skills_of};
use crate::wording::count;

/// What the ratings of the target's skills rest on.
pub(super) fn backing(input: &Input<'_>) -> Backing {
    let ratings: Vec<_> = carried(input.rubric, &input.assessment.ratings).collect();
    let skills = skills_of(input.rubric, &input.rubric[input.scorecard.target]);
    let mut backing = Backing::default();
    for rating in skills.iter().filter_map(|skill| ratings[skill.get()].as_ref()) {
        if rating.answer == Answer::NotApplicable {
            continue;
        }
        backing.evidence += usize::from(rating.evidence.is_some());
        match rating.confidence {
            Some(Confidence::Sure) => backing.sure += 1,
            Some(Confidence::Fairly) => backing.fairly += 1,
            Some(Confidence::Guess) => backing.guess += 1,
            None => {}
        }
    }
    backing
}

/// The ratings of the target's skills that are old.
pub(super) fn stale(input: &Input<'_>) -> Stale {
    let Input { rubric, scorecard, .. } = *input;
    let skills = skills_of(rubric, &rubric[scorecard.target]);
    let (stale, answers) = slipped(rubric, &input.assessment.ratings, &skills, input.today);
    let readiness = if stale.is_empty() { scorecard.readiness } else { readiness(rubric, scorecard.target, &answers) };
    Stale { skills: stale.iter().map(|skill| Name::skill(rubric, *skill)).collect(), readiness }
}

/// The skills of the target whose level is held only with an AI assistant's help, in the rubric's order.
pub(super) fn with_ai(input: &Input<'_>) -> Vec<Name> {
    let ratings: Vec<_> = carried(input.rubric, &input.assessment.ratings).collect();
    let skills = skills_of(input.rubric, &input.rubric[input.scorecard.target]);
    let is_with_ai = |skill: &&SkillIx| {
        let rating = ratings[skill.get()].as_ref();
        rating.is_some_and(|rating| rating.help == Some(Help::Ai) && matches!(rating.answer, Answer::Rated(_)))
    };
    skills.iter().filter(is_with_ai).map(|skill| Name::skill(input.rubric, *skill)).collect()
}

/// That as a sentence; none if there are none.
pub(super) fn only_with_ai(skills: &[Name]) -> Option<String> {
    let names = listed(skills, skills.len());
    match skills.len() {
        0 => None,
        1 => {
            Some(format!("One level holds only with an AI assistant's help: {names}; doing it once without shows more"))
        }
        n => Some(format!(
            "{n} levels hold only with an AI assistant's help: {names}; doing each once without shows more"
        )),
    }
}

/// All that in sentences, without a full stop.
pub(super) fn sentences(
    input: &Input<'_>,
    sensitivity: Option<Sensitivity>,
    backing: Backing,
    stale: &Stale,
) -> Vec<String> {
    let mut sentences = vec![answered(input.scorecard), fragile(input)];
    sentences.extend(sensitivity.filter(|other| other.plausible != other.equal).map(weights));
    sentences.push(opinion(input.scorecard.counts.answered, Some(backing)));
    sentences.extend(only_with_ai(&with_ai(input)));
    sentences.extend(old(stale));
    sentences
}

fn answered(scorecard: &Scorecard) -> String {
    let counts = scorecard.counts;
    let all = count(counts.answered + counts.unanswered + counts.not_applicable, "skill", "skills");
    let not_applicable = match counts.not_applicable {
        0 => String::new(),
        n => format!(", {n} not applicable (out of the score)"),
    };
    let width = scorecard.readiness.map(|Span { low, high }| difference(low, high)).unwrap_or_default();
    let open = match counts.unanswered {
        0 => String::new(),
        1 => format!("; 1 missing answer leaves {width} points open"),
        n => format!("; {n} missing answers leave {width} points open"),
    };
    format!("{} of {all} answered{not_applicable}{open}", counts.answered)
}

fn fragile(input: &Input<'_>) -> String {
    let name = |skill: &SkillIx| Name::skill(input.rubric, *skill);
    let names: Vec<_> = input.scorecard.fragile.iter().map(name).collect();
    match names.len() {
        0 => "No single rating would change the verdict if it were one level off".to_owned(),
        1 => format!("One rating would change the verdict if it were one level off: {}", listed(&names, NAMED)),
        n => format!("{n} ratings would each change the verdict if they were one level off: {}", listed(&names, NAMED)),
    }
}

fn weights(Sensitivity { plausible, equal }: Sensitivity) -> String {
    let (plausible, equal) = (range(plausible), range(equal));
    let equal =
        if plausible == equal { "the same with all equal".to_owned() } else { format!("with all equal, {equal}") };
    format!(
        "Weights are a choice: with each up to 1.5 times larger or smaller, readiness would be {plausible}; {equal}"
    )
}

/// What so many ratings are worth; `backing` is none where that is not to be told.
pub(super) fn opinion(answered: usize, backing: Option<Backing>) -> String {
    let rests = backing.filter(|_| answered > 0).map(|backing| {
        let evidence = if backing.evidence == 0 { "none".to_owned() } else { backing.evidence.to_string() };
        let guesses = match backing.guess {
            0 => String::new(),
            1 => ", 1 is a guess".to_owned(),
            n => format!(", {n} are guesses"),
        };
        format!(" ({evidence} of {} with evidence{guesses})", count(answered, "rating", "ratings"))
    });
    let rests = rests.unwrap_or_default();
    format!("A self-rating is an opinion, not a test{rests}, and a change of under about 6 points can be noise")
}

fn old(stale: &Stale) -> Option<String> {
    let readiness = stale.readiness.filter(|_| !stale.skills.is_empty())?;
    let names = listed(&stale.skills, NAMED);
    let slipped = range(readiness);
    Some(match stale.skills.len() {
        1 => {
            format!("One rating is old enough to be asked again: {names}; if it had slipped a level, {slipped} of 100")
        }
        n => format!(
            "{n} ratings are old enough to be asked again: {names}; if each had slipped a level, readiness would be {slipped}"
        ),
    })
}
