//! Where the questions of an interview are put: on cards or in lines.

use std::io;

use super::cards::Cards;
use super::failure::Failure;
use super::lines::Lines;
use super::margin::Margin;
use super::output;
use super::prompt::Stop;
use super::said::Said;
use super::screen;
use super::session::Session;
use crate::assessment::interview::Interview;
use crate::rubric::SkillIx;

/// How questions are put.
#[derive(Debug)]
pub(crate) enum Front {
    /// One a screen.
    Cards(Cards),
    /// Line by line.
    Lines(Lines),
}

/// How a questionnaire ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Ended {
    /// With nothing more to show.
    Plainly,
    /// With the wish to read the whole report.
    WithReport,
}

impl Front {
    /// For a questionnaire, whose answers are all kept.
    pub(crate) fn new(session: &Session) -> Result<Self, Failure> {
        Self::open(session, screen::KEPT)
    }

    /// For a change of one answer of an assessment.
    pub(crate) fn for_edit(session: &Session) -> Result<Self, Failure> {
        let mut front = Self::open(session, "nothing was changed")?;
        match &mut front {
            Self::Cards(cards) => cards.edit(),
            Self::Lines(lines) => lines.edit(),
        }
        Ok(front)
    }

    fn open(session: &Session, kept: &'static str) -> Result<Self, Failure> {
        let failed = |error: io::Error| Failure::failed(format!("cannot use the terminal: {}", output::reason(&error)));
        if session.terminal.reads_lines() {
            screen::say_on_interrupt(kept).map_err(failed)?;
            return Ok(Self::Lines(Lines::new()));
        }
        Cards::new(session.terminal.error_style().color).map(Self::Cards).map_err(failed)
    }

    /// Says something where it will be seen: what went to standard error would be behind the cards.
    pub(crate) fn note(&mut self, note: &str) {
        match self {
            Self::Cards(cards) => cards.note(note),
            Self::Lines(_) => output::say(note),
        }
    }

    pub(crate) fn ask(&mut self, interview: &Interview<'_>, margin: &Margin) -> Result<Said, Stop> {
        match self {
            Self::Cards(cards) => cards.ask(interview, margin),
            Self::Lines(lines) => lines.ask(interview, margin),
        }
    }

    /// Shows a long text, page by page where there are pages.
    pub(crate) fn read(&mut self, text: &str) -> Result<(), Stop> {
        match self {
            Self::Cards(cards) => cards.page(text),
            Self::Lines(_) => {
                output::say(text);
                Ok(())
            }
        }
    }

    /// Ends a questionnaire: shows what it came to, and the whole report if that is wanted. Where lines are read nothing is
    /// shown, only asked.
    pub(crate) fn close(&mut self, closing: &str, report: &str) -> Ended {
        match self {
            Self::Cards(cards) => {
                // Whoever leaves here has left all the same.
                let _ = cards.close(closing, report);
                Ended::Plainly
            }
            Self::Lines(_) if Lines::wants_report() => Ended::WithReport,
            Self::Lines(_) => Ended::Plainly,
        }
    }

    /// Asks which skill of the interview is meant.
    pub(crate) fn find(&mut self, interview: &Interview<'_>) -> Result<SkillIx, Stop> {
        match self {
            Self::Cards(cards) => cards.find(interview),
            Self::Lines(_) => Lines::find(interview),
        }
    }

    pub(crate) fn pick(
        &mut self,
        top: &[String],
        question: &str,
        things: &[(String, String)],
        start: usize,
    ) -> Result<usize, Stop> {
        match self {
            Self::Cards(cards) => cards.pick(top, question, things, start),
            Self::Lines(_) => Lines::pick(top, question, things, start),
        }
    }
}
