//! Prerequisites that need each other.
//!
//! The graph has a node for each level of each skill, and of each group; a level of a skill needs its prerequisites and
//! the level below it, that of a group the same level of each member, because any of them may be the one chosen. The
//! search keeps its own stack: a chain of ten thousand skills must not end the program's.

use crate::document::Place;
use crate::problem::{Code, Problem};

use super::skills::Need;
use super::{Level, Scale, Subject};

/// A level of a skill or a group: `number * LEVELS + level`, groups numbered after the skills.
type Step = usize;

const LEVELS: usize = *Scale::SIZES.end();

/// That a step needs another one; the place is that of the prerequisite that says so.
#[derive(Clone, Copy)]
struct Edge {
    to: Step,
    place: Option<Place>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    New,
    /// On the path that is being walked.
    Open,
    Done,
    /// On a cycle that was told.
    Told,
}

/// Tells of each cycle, once for those that share a level. `skills` and `groups` are their ids, `members` the positions of
/// the skills in each group.
pub(super) fn check(
    skills: &[&str],
    groups: &[&str],
    members: &[Vec<usize>],
    needs: &[Need],
    problems: &mut Vec<Problem>,
) {
    let names = [skills, groups].concat();
    let step = |number: usize, level: Level| number * LEVELS + usize::from(level.get());
    let mut needed: Vec<Vec<Edge>> = vec![Vec::new(); names.len() * LEVELS];
    for need in needs {
        let number = match need.needed.subject {
            Subject::Skill(skill) => skill.0,
            Subject::Group(group) => skills.len() + group.0,
        };
        let to = step(number, need.needed.at);
        if number >= skills.len() && needed[to].is_empty() {
            let members = members[number - skills.len()].iter();
            needed[to] = members.map(|&member| Edge { to: step(member, need.needed.at), place: None }).collect();
        }
        needed[step(need.of.0, need.needed.level)].push(Edge { to, place: Some(need.place) });
    }
    let lowest = |at: Step| at / LEVELS >= skills.len() || at % LEVELS <= 1;
    let mut search = Search { marks: vec![Mark::New; needed.len()], needed, lowest, path: Vec::new() };
    for need in needs {
        search.walk(step(need.of.0, need.needed.level), |cycle| problems.push(problem(&names, cycle)));
    }
}

struct Search<F> {
    needed: Vec<Vec<Edge>>,
    /// Whether there is no level below this one that it needs.
    lowest: F,
    marks: Vec<Mark>,
    /// The steps that are open, each with the number of its next way on and the place of the prerequisite that led to it.
    path: Vec<(Step, usize, Option<Place>)>,
}

impl<F: Fn(Step) -> bool> Search<F> {
    fn walk(&mut self, start: Step, mut tell: impl FnMut(&[(Step, Option<Place>)])) {
        if self.marks[start] == Mark::New {
            self.open(start, None);
        }
        while let Some((step, way, _)) = self.path.last_mut() {
            let (step, at) = (*step, *way);
            *way += 1;
            let next = match self.needed[step].get(at) {
                Some(edge) => Some(*edge),
                None => (at == self.needed[step].len() && !(self.lowest)(step))
                    .then_some(Edge { to: step - 1, place: None }),
            };
            match next.map(|edge| (edge, self.marks[edge.to])) {
                None => {
                    if self.marks[step] == Mark::Open {
                        self.marks[step] = Mark::Done;
                    }
                    self.path.pop();
                }
                Some((edge, Mark::New)) => self.open(edge.to, edge.place),
                Some((edge, Mark::Open)) => {
                    let first = self.path.iter().rposition(|(step, ..)| *step == edge.to).unwrap_or_default();
                    let cycle = self.path[first..].iter().enumerate();
                    let cycle: Vec<_> =
                        cycle.map(|(at, (step, _, led))| (*step, if at == 0 { edge.place } else { *led })).collect();
                    for (step, _) in &cycle {
                        self.marks[*step] = Mark::Told;
                    }
                    tell(&cycle);
                }
                Some((_, Mark::Done | Mark::Told)) => {}
            }
        }
    }

    fn open(&mut self, step: Step, led: Option<Place>) {
        self.marks[step] = Mark::Open;
        self.path.push((step, 0, led));
    }
}

/// Each step of `cycle` comes with the place of the prerequisite that leads to it, if it is one.
fn problem(names: &[&str], cycle: &[(Step, Option<Place>)]) -> Problem {
    const MOST: usize = 12;
    let name = |(step, _): &(Step, Option<Place>)| format!("{}@{}", names[step / LEVELS], step % LEVELS);
    let mut path: Vec<String> = cycle.iter().take(MOST).map(name).collect();
    if cycle.len() > MOST {
        path.push(format!("({} more)", cycle.len() - MOST));
    }
    path.extend(cycle.first().map(name));
    let message = format!("prerequisites need each other: {}", path.join(" -> "));
    let mut places = cycle.iter().filter_map(|(_, led)| *led);
    let place = places.next().expect("levels alone only lead down, and members to no group, so one led here");
    let help = "no one could ever begin: take one of these prerequisites out";
    let problem = Problem::new(Code::PrerequisiteCycle, place, message).help(help);
    places.take(3).fold(problem, |problem, place| problem.related(place, "part of the cycle"))
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

    use proptest::prelude::*;

    use super::*;
    use crate::document::Place;
    use crate::rubric::{GroupIx, Level, Prerequisite, SkillIx};

    const SIZE: usize = 4;
    /// Numbers from here on stand for groups.
    const GROUPS: usize = 100_000;

    fn need((of, of_level, skill, at): (usize, usize, usize, usize)) -> Need {
        let level = |number| Level::new(u8::try_from(number).unwrap());
        let subject =
            if skill < GROUPS { Subject::Skill(SkillIx(skill)) } else { Subject::Group(GroupIx(skill - GROUPS)) };
        let needed = Prerequisite { level: level(of_level), subject, at: level(at) };
        Need { of: SkillIx(of), needed, place: Place { file: 0, start: of, end: of } }
    }

    fn told(needs: &[(usize, usize, usize, usize)], skills: usize) -> Vec<String> {
        told_with(needs, skills, &[])
    }

    fn told_with(needs: &[(usize, usize, usize, usize)], skills: usize, members: &[Vec<usize>]) -> Vec<String> {
        let groups: Vec<String> = (0..members.len()).map(|group| format!("g{group}")).collect();
        let ids: Vec<String> = (0..skills).map(|skill| format!("s{skill}")).collect();
        let needs: Vec<Need> = needs.iter().copied().map(need).collect();
        let mut problems = Vec::new();
        let [ids, groups] = [&ids, &groups].map(|ids| ids.iter().map(String::as_str).collect::<Vec<_>>());
        check(&ids, &groups, members, &needs, &mut problems);
        problems.into_iter().map(|problem| problem.message).collect()
    }

    /// Whether some level reaches itself, by the closure of the whole relation.
    fn cyclic(needs: &[(usize, usize, usize, usize)], members: &[Vec<usize>]) -> bool {
        const STEPS: usize = SIZE * LEVELS;
        let mut reaches = vec![[false; STEPS]; STEPS];
        for (of, of_level, needed, at) in needs {
            let skills = needed.checked_sub(GROUPS).map_or(vec![*needed], |group| members[group].clone());
            for skill in skills {
                reaches[of * LEVELS + of_level][skill * LEVELS + at] = true;
            }
        }
        for step in (0..STEPS).filter(|step| step % LEVELS > 1) {
            reaches[step][step - 1] = true;
        }
        for via in 0..STEPS {
            for from in 0..STEPS {
                for to in 0..STEPS {
                    reaches[from][to] |= reaches[from][via] && reaches[via][to];
                }
            }
        }
        (0..STEPS).any(|step| reaches[step][step])
    }

    #[test]
    fn the_path_is_told() {
        assert_eq!(told(&[(0, 3, 1, 2), (1, 2, 0, 3)], 2), ["prerequisites need each other: s0@3 -> s1@2 -> s0@3"]);
        assert_eq!(told(&[(0, 2, 1, 2), (1, 1, 0, 3)], 2).len(), 1, "a level includes those below it");
        assert_eq!(told(&[(0, 3, 1, 2), (1, 3, 0, 3)], 2), [""; 0]);
        assert_eq!(told(&[(0, 3, 0, 2)], 1), [""; 0], "needless, but harmless");
        assert_eq!(
            told_with(&[(0, 1, GROUPS, 1), (2, 1, 0, 1)], 3, &[vec![1, 2]]),
            ["prerequisites need each other: s0@1 -> g0@1 -> s2@1 -> s0@1"],
            "through one member is enough"
        );
    }

    #[test]
    fn ten_thousand_skills_in_a_row_are_walked() {
        let mut chain: Vec<_> = (0..9_999).map(|skill| (skill, 9, skill + 1, 9)).collect();
        assert_eq!(told(&chain, 10_000), [""; 0]);
        chain.push((9_999, 9, 0, 9));
        let told = told(&chain, 10_000);
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("(9988 more)"), "{}", told[0]);
    }

    proptest! {
        #[test]
        fn a_cycle_is_told_if_there_is_one(
            needs in prop::collection::vec((0..SIZE, 1..5_usize, 0..SIZE + 2, 1..5_usize), 0..8),
            members in prop::collection::vec(prop::collection::vec(0..SIZE, 0..3), 2),
        ) {
            let number = |needed: usize| if needed < SIZE { needed } else { GROUPS + needed - SIZE };
            let needs: Vec<_> = needs.into_iter().map(|(of, level, needed, at)| (of, level, number(needed), at)).collect();
            prop_assert_eq!(!told_with(&needs, SIZE, &members).is_empty(), cyclic(&needs, &members));
        }
    }
}
