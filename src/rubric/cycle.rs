//! Prerequisites that need each other.
//!
//! The graph has a node for each level of each skill; a level needs its prerequisites and the level below it. The search
//! keeps its own stack: a chain of ten thousand skills must not end the program's.

use crate::problem::{Code, Problem};
use crate::wording;

use super::skills::Need;

/// A level of a skill: `skill * LEVELS + level`.
type Step = usize;

const LEVELS: usize = 10;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    /// On the path that is being walked.
    Open,
    Done,
    /// On a cycle that was told.
    Told,
}

/// Tells of each cycle, once for those that share a level; `ids` names the skills.
pub(super) fn check(ids: &[&str], needs: &[Need], problems: &mut Vec<Problem>) {
    let mut needed: Vec<Vec<&Need>> = vec![Vec::new(); ids.len() * LEVELS];
    for need in needs {
        needed[from(need)].push(need);
    }
    let mut search = Search { marks: vec![Mark::New; needed.len()], needed, path: Vec::new() };
    for need in needs {
        search.walk(from(need), |cycle| problems.push(problem(ids, cycle)));
    }
}

fn from(need: &Need) -> Step {
    need.of.0 * LEVELS + usize::from(need.needed.level.get())
}

fn to(need: &Need) -> Step {
    need.needed.skill.0 * LEVELS + usize::from(need.needed.at.get())
}

struct Search<'n> {
    needed: Vec<Vec<&'n Need>>,
    marks: Vec<Mark>,
    /// The steps that are open, each with the number of its next way on and the prerequisite that led to it.
    path: Vec<(Step, usize, Option<&'n Need>)>,
}

impl<'n> Search<'n> {
    fn walk(&mut self, start: Step, mut tell: impl FnMut(&[(Step, Option<&'n Need>)])) {
        if self.marks[start] == Mark::New {
            self.open(start, None);
        }
        while let Some((step, way, _)) = self.path.last_mut() {
            let (step, at) = (*step, *way);
            *way += 1;
            let next = match self.needed[step].get(at) {
                Some(need) => Some((to(need), Some(*need))),
                None => (at == self.needed[step].len() && step % LEVELS > 1).then_some((step - 1, None)),
            };
            match next.map(|(next, need)| (next, need, self.marks[next])) {
                None => {
                    if self.marks[step] == Mark::Open {
                        self.marks[step] = Mark::Done;
                    }
                    self.path.pop();
                }
                Some((next, need, Mark::New)) => self.open(next, need),
                Some((next, need, Mark::Open)) => {
                    let first = self.path.iter().rposition(|(step, ..)| *step == next).unwrap_or_default();
                    let cycle = self.path[first..].iter().enumerate();
                    let cycle: Vec<_> =
                        cycle.map(|(at, (step, _, led))| (*step, if at == 0 { need } else { *led })).collect();
                    for (step, _) in &cycle {
                        self.marks[*step] = Mark::Told;
                    }
                    tell(&cycle);
                }
                Some((_, _, Mark::Done | Mark::Told)) => {}
            }
        }
    }

    fn open(&mut self, step: Step, led: Option<&'n Need>) {
        self.marks[step] = Mark::Open;
        self.path.push((step, 0, led));
    }
}

/// Each step of `cycle` comes with the prerequisite that leads to it, if it is not just the level below.
fn problem(ids: &[&str], cycle: &[(Step, Option<&Need>)]) -> Problem {
    const MOST: usize = 12;
    let name = |(step, _): &(Step, Option<&Need>)| format!("{}@{}", ids[step / LEVELS], step % LEVELS);
    let mut path: Vec<String> = cycle.iter().take(MOST).map(name).collect();
    if cycle.len() > MOST {
        path.push(format!("({} more)", cycle.len() - MOST));
    }
    path.extend(cycle.first().map(name));
    let message = format!("prerequisites need each other: {}", path.join(" -> "));
    let mut places = cycle.iter().filter_map(|(_, led)| *led).map(|need| need.place);
    let place = places.next().expect("levels of one skill alone only lead down, so a cycle has a prerequisite");
    let help = format!("no one could ever begin: take one of {} out", wording::count(cycle.len(), "step", "these"));
    let problem = Problem::new(Code::PrerequisiteCycle, place, message).help(help);
    places.take(3).fold(problem, |problem, place| problem.related(place, "part of the cycle"))
}
