//! Questions about use: one list to tick, and what of the rest.

use super::Cards;
use super::card::{header, usual_foot};
use super::choose::Card;
use super::text::{option, wrapped};
use super::tick::{List, Ticked};
use crate::assessment::interview::{Event, Gate, Interview};
use crate::cli::gate;
use crate::cli::margin::Margin;
use crate::cli::prompt::{Choice, Choose, Stop};
use crate::cli::said::Said;

impl Cards {
    pub(super) fn used(&self, interview: &Interview<'_>, gate: Gate, margin: &Margin) -> Result<Said, Stop> {
        let members = interview.members(gate);
        let ticked: Vec<_> = (0..members.len()).filter(|at| interview.is_used(members[*at])).collect();
        let names: Vec<_> = members.iter().map(|member| gate::name(interview, *member)).collect();
        let list = List { question: gate::question(gate), names: &names, verb: gate::verb(gate) };
        let top = |columns: usize| {
            let mut top = self.gate_header(interview, gate, margin, columns);
            let about = gate::about(interview, gate);
            if !about.is_empty() {
                top.extend(wrapped(about, columns));
            }
            top.push(String::new());
            top
        };
        Ok(match self.tick(list, &ticked, top)? {
            Ticked::These(chosen) => Said::Event(Event::Tick(chosen.into_iter().map(|at| members[at]).collect())),
            Ticked::Key('b') => Said::Event(Event::Back),
            Ticked::Key('r') => Said::Event(Event::Review),
            Ticked::Key(_) => Said::Leave,
        })
    }

    pub(super) fn unused(&self, interview: &Interview<'_>, gate: Gate, margin: &Margin) -> Result<Said, Stop> {
        let mut events = vec![Event::Unused, Event::Skip, Event::Back];
        let hides = matches!(gate, Gate::Group(group) if !interview.hidden(group).is_empty());
        if hides {
            events.push(Event::Widen);
        }
        let card = |(columns, _): (usize, usize)| {
            let mut top = self.gate_header(interview, gate, margin, columns);
            top.extend(gate::not_ticked(interview, gate).iter().flat_map(|said| wrapped(said, columns)));
            top.push(String::new());
            let named = |key, name, meaning| Choice { key, text: option(key, name, WIDEST, meaning, columns) };
            let mut choices = vec![
                named('0', "Rate them 0", "I have not used them."),
                named('s', "Skip them", "I will say at the review."),
                named('b', "Back", "I have used one of them."),
            ];
            if hides {
                choices.push(named('a', "Offer all", "I have used one that was not offered."));
            }
            Card {
                top,
                question: wrapped("What about the ones you did not tick?", columns),
                choices,
                instead: format!(
                    "press 0 to rate them 0, s to skip them, b to go back{}",
                    if hides { ", a for all" } else { "" }
                ),
                foot: usual_foot(columns),
                also: "qr".to_owned(),
                ..Card::default()
            }
        };
        Ok(match self.choose(card)? {
            Choose::Choice(at) => Said::Event(events.swap_remove(at)),
            Choose::Key('r') => Said::Event(Event::Review),
            Choose::Key(_) => Said::Leave,
        })
    }

    fn gate_header(&self, interview: &Interview<'_>, gate: Gate, margin: &Margin, columns: usize) -> Vec<String> {
        let title = gate::title(interview, gate);
        let mut top = self.note.as_deref().map(|note| wrapped(note, columns)).unwrap_or_default();
        match gate {
            Gate::Areas => top.push(String::new()),
            Gate::Group(group) => top.extend(header(interview, interview.rubric()[group].area, "", margin, columns)),
        }
        top.push(title);
        top
    }
}

/// The columns of the widest name among the choices for unused members.
const WIDEST: usize = 11;
