//! Questions about use: one list to tick, and what of the rest.

use super::Cards;
use super::card::{Card, KEYS, header};
use super::text::{columns, option, shortened, wrapped};
use crate::assessment::interview::{Event, Gate, Interview};
use crate::cli::margin::Margin;
use crate::cli::prompt::{Choice, Choose, Stop};
use crate::cli::said::Said;
use crate::cli::{gate, terminal};

impl Cards {
    pub(super) fn used(&self, interview: &Interview<'_>, gate: Gate, margin: &Margin) -> Result<Said, Stop> {
        let mut top = self.gate_header(interview, gate, margin);
        top.extend(wrapped(gate::about(interview, gate), columns()));
        top.push(String::new());
        let members = interview.members(gate);
        let ticked: Vec<_> = (0..members.len()).filter(|at| interview.is_used(members[*at])).collect();
        let names: Vec<_> = members.iter().map(|member| gate::name(interview, *member)).collect();
        self.show(&top)?;
        let room = terminal::size().1.saturating_sub(top.len() + 3).max(3);
        let help = shortened(TICKS, columns());
        let chosen = self.then_raw(self.prompter.tick(gate::question(gate), &names, &ticked, (&help, room)))?;
        Ok(Said::Event(Event::Tick(chosen.into_iter().map(|at| members[at]).collect())))
    }

    pub(super) fn unused(&self, interview: &Interview<'_>, gate: Gate, margin: &Margin) -> Result<Said, Stop> {
        let mut top = self.gate_header(interview, gate, margin);
        top.extend(gate::not_ticked(interview, gate).iter().flat_map(|said| wrapped(said, columns())));
        top.push(String::new());
        let width = columns();
        let named = |key, name, meaning| Choice { key, text: option(key, name, WIDEST, meaning, width) };
        let mut choices = vec![
            named('0', "Rate them 0", "I have not used them."),
            named('s', "Skip them", "I will say at the review."),
            named('b', "Back", "I have used one of them."),
        ];
        let mut events = vec![Event::Unused, Event::Skip, Event::Back];
        if let Gate::Group(group) = gate
            && !interview.hidden(group).is_empty()
        {
            choices.push(named('a', "Offer all", "I have used one that was not offered."));
            events.push(Event::Widen);
        }
        let card = Card {
            top,
            question: "What about the ones you did not tick?".to_owned(),
            choices,
            start: 0,
            help: KEYS.to_owned(),
            also: "qr".to_owned(),
        };
        Ok(match self.choose(&card)? {
            Choose::Choice(at) => Said::Event(events.swap_remove(at)),
            Choose::Key('r') => Said::Event(Event::Review),
            Choose::Key(_) => Said::Leave,
        })
    }

    fn gate_header(&self, interview: &Interview<'_>, gate: Gate, margin: &Margin) -> Vec<String> {
        let title = gate::title(interview, gate);
        let note = self.note.as_deref();
        match gate {
            Gate::Areas => {
                let mut top = note.map(|note| wrapped(note, columns())).unwrap_or_default();
                top.extend([String::new(), title]);
                top
            }
            Gate::Group(group) => {
                let mut top = header(interview, note, interview.rubric()[group].area, "", margin, columns());
                top.push(title);
                top
            }
        }
    }
}

/// What keys do where several things can be ticked, the most needed first. The arrows to the left and right are inquire's
/// own and cannot be taken from it, so they are told.
const TICKS: &str = "Space ticks, Enter goes on; Esc goes back; Right ticks all, Left none; letters narrow the list";

/// The columns of the widest name among the choices for unused members.
const WIDEST: usize = 11;
