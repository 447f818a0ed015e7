//! How long the questions take, in whole minutes: before anything is known, and from the person's own speed.

use std::time::{Duration, Instant};

use crate::wording;

/// What one question is taken to need, until it is known better: the texts of the bundled rubric, read at 200 words a minute
/// down to one sentence past the chosen one, and 3 seconds to decide.
const USUAL: Duration = Duration::from_secs(25);
/// With fewer answers than this, speed says nothing yet.
const FEWEST: usize = 8;

/// The speed of somebody who answers.
#[derive(Clone, Debug)]
pub(super) struct Pace {
    since: Instant,
    replied: usize,
    /// What each reply took, by the reply.
    taken: Vec<Duration>,
}

impl Pace {
    /// Begins when so many replies are there already.
    pub(super) fn begin(replied: usize) -> Self {
        Self { since: Instant::now(), replied, taken: Vec::new() }
    }

    /// Takes note that so many replies are there now.
    pub(super) fn note(&mut self, replied: usize) {
        // Many replies at once, to a question about use, say nothing of speed.
        if replied == self.replied + 1 {
            self.taken.push(self.since.elapsed());
        }
        if replied != self.replied {
            self.since = Instant::now();
            self.replied = replied;
        }
    }

    /// How many minutes so many questions will take, once that is known; rounded up.
    pub(super) fn minutes_for(&self, questions: usize) -> Option<u64> {
        (self.taken.len() >= FEWEST && questions > 0).then(|| minutes(median(&self.taken), questions))
    }
}

impl Pace {
    /// How long so many questions will take, by the person's own speed once that is known: `about 4 minutes`.
    pub(super) fn about(&self, questions: usize) -> String {
        self.minutes_for(questions).map_or_else(|| usual(questions), about)
    }
}

/// A coffee between two answers moves the median little.
fn median(taken: &[Duration]) -> Duration {
    let mut sorted = taken.to_vec();
    sorted.sort_unstable();
    sorted[sorted.len() / 2]
}

fn minutes(each: Duration, questions: usize) -> u64 {
    let seconds = each.as_millis() * questions as u128 / 1000;
    u64::try_from(seconds.div_ceil(60)).unwrap_or(u64::MAX).max(1)
}

/// How long so many questions usually take.
pub(super) fn usual(questions: usize) -> String {
    about(minutes(USUAL, questions))
}

fn about(minutes: u64) -> String {
    let minutes = usize::try_from(minutes).unwrap_or(usize::MAX);
    format!("about {}", wording::count(minutes, "minute", "minutes"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paced(seconds: &[u64]) -> Pace {
        let taken = seconds.iter().map(|seconds| Duration::from_secs(*seconds)).collect();
        Pace { since: Instant::now(), replied: seconds.len(), taken }
    }

    #[test]
    fn nothing_is_said_before_eight_answers() {
        assert_eq!(paced(&[10; 7]).minutes_for(30), None);
        assert_eq!(paced(&[10; 8]).minutes_for(30), Some(5));
        assert_eq!(paced(&[10; 8]).minutes_for(31), Some(6));
        assert_eq!(paced(&[10; 8]).minutes_for(0), None);
    }

    #[test]
    fn a_coffee_break_counts_for_little() {
        assert_eq!(paced(&[4, 5, 6, 5, 900, 6, 4, 5, 6]).minutes_for(60), Some(5));
    }

    #[test]
    fn many_replies_at_once_are_no_speed() {
        let mut pace = Pace::begin(0);
        for replied in [1, 2, 2, 12, 13] {
            pace.note(replied);
        }
        assert_eq!(pace.taken.len(), 3);
    }

    #[test]
    fn before_anything_is_known() {
        assert_eq!(usual(1), "about 1 minute");
        assert_eq!(usual(59), "about 25 minutes");
    }
}
