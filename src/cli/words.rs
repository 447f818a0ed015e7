//! What the words of the levels mean, the same on cards and in lines.

use crate::rubric::Rubric;

/// What every question asks.
pub(super) const QUESTION: &str = "Choose the highest sentence that is true of you.";

/// The same where a line is short.
pub(super) const SHORT_QUESTION: &str = "Choose the highest that is true of you.";

/// What the words mean, in a few lines, for somebody who is to `press` a key or to `type` a word.
pub(super) fn short(verb: &str) -> String {
    format!(
        "Alone, on my own: nobody gave you the steps; looking things up is fine. With help: somebody did, or you did it \
         alone. Real: others use it. In production: it runs for the people it is meant for. If you can do it only with \
         an AI assistant, {verb} a to mark it."
    )
}

/// The guide of a rubric that says what its words mean.
const GUIDE: &str = "what-words-mean";

/// What the words mean, a paragraph each: the rubric's own text if it has one.
pub(super) fn long(rubric: &Rubric) -> Vec<String> {
    let own = rubric.guides().find(|(_, guide)| guide.id.as_str() == GUIDE);
    own.map_or_else(|| GENERAL.map(str::to_owned).to_vec(), |(_, guide)| guide.text.clone())
}

const GENERAL: [&str; 5] = [
    "Alone, on my own: you decided what to do and found your own way out when you were stuck. Searching, reading \
     documentation and an ordinary review do not count as help.",
    "With help: somebody told you the steps or fixed it for you. If you did it alone, a level that allows help is true \
     of you too.",
    "With an AI assistant: it counts as alone if you decided what was wanted, can explain the result, and noticed and \
     fixed what the assistant got wrong. If you could not do it with the assistant switched off, mark the \
     rating with a: that does not change your score, and the report lists these skills.",
    "Real: somebody other than you uses it for a purpose of their own. In production: it runs for the people it is meant \
     for, and they would notice a fault.",
    "Between two levels choose the higher one that is true word for word; when in doubt, the lower.",
];
