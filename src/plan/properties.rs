#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use jiff::civil::date;
use proptest::prelude::*;

use super::tests::{rubric, wishes};
use super::*;
use crate::assessment::{Answer, Answers};
use crate::rubric::{Level, Requirement};
use crate::score::{Reach, RequirementScore, Standing, Verdict, score};

/// What a small rubric and answers are drawn from.
#[derive(Clone, Debug)]
struct Drawn {
    rubric: String,
    answers: Vec<Option<Answer>>,
}

const TOP: u8 = 3;
const RUNGS: [&str; 3] = ["intern", "junior", "mid"];

/// What is drawn: whether groups and prerequisites on them, and whether answers are missing or not applicable.
#[derive(Clone, Copy, Debug)]
struct Kind {
    groups: bool,
    all_rated: bool,
}

const ANY: Kind = Kind { groups: true, all_rated: false };

/// What a target asks of one subject: level, weight, whether it is essential, its floor, and whether it asks at all.
type Wants = (u8, u32, u8, u8, u8);

fn drawn(kind: Kind, most: usize) -> impl Strategy<Value = Drawn> {
    let hours = (1_u32..9, 1_u32..9, 1_u32..9);
    let weeks = prop_oneof![3 => Just(0_u32), 1 => 1_u32..4];
    let skill = (hours, any::<u32>(), any::<u8>(), weeks);
    let rated = (0..=TOP).prop_map(|level| Some(Answer::Rated(Level::new(level))));
    let answer = match kind.all_rated {
        true => rated.boxed(),
        false => prop_oneof![2 => Just(None), 1 => Just(Some(Answer::NotApplicable)), 6 => rated].boxed(),
    };
    let group = (any::<u8>(), 1_usize..4);
    let wants = (1..=TOP, 1_u32..6, 0_u8..4, 0..=TOP, 0_u8..3);
    let target = (proptest::collection::vec(wants, 11), prop_oneof![Just(0.5), Just(0.7), Just(0.85), Just(1.0)]);
    (
        proptest::collection::vec((skill, answer), 2..most),
        proptest::collection::vec(group, if kind.groups { 0..3 } else { 0..1 }),
        proptest::collection::vec(target, 3),
    )
        .prop_map(|(skills, groups, targets)| {
            let members = |bits: u8| (0..skills.len()).filter(move |skill| (bits >> skill) & 1 == 1);
            let groups: Vec<_> = groups.iter().filter(|(bits, _)| members(*bits).next().is_some()).collect();
            let mut text = String::from(
                "id = 'r'\ntitle = 'R'\nversion = '1.0.0'\nscale = [{name='0'},{name='1'},{name='2'},{name='3'}]\n\
                 [[areas]]\nid = 'a'\ntitle = 'A'\n[[areas]]\nid = 'b'\ntitle = 'B'\n",
            );
            for (at, (((one, two, three), bits, more, weeks), _)) in skills.iter().enumerate() {
                let mut needs = String::new();
                for earlier in 0..at {
                    let bits = bits >> (4 * earlier);
                    if bits % 4 == 0 {
                        let (level, needed) = (1 + (bits / 4) % 3, 1 + (bits / 4) % 2);
                        write!(needs, "{{ level = {level}, skill = 's{earlier}', at = {needed} }},").unwrap();
                    }
                }
                for (group, (bits, _)) in groups.iter().enumerate() {
                    let more = more >> (4 * group);
                    if more % 2 == 0 && members(*bits).all(|member| member < at) {
                        let (level, needed) = (1 + (more / 2) % 3, 1 + (more / 4) % 2);
                        write!(needs, "{{ level = {level}, group = 'g{group}', at = {needed} }},").unwrap();
                    }
                }
                let area = if more % 2 == 0 { 'a' } else { 'b' };
                write!(
                    text,
                    "[[skills]]\nid = 's{at}'\ntitle = 'S{at}'\narea = '{area}'\nanchors = ['x','y','z']\n\
                     hours = [{one}, {two}.25, {three}]\nweeks = [0, {weeks}, 0]\nrequires = [{needs}]\n"
                )
                .unwrap();
            }
            for (at, (bits, choose)) in groups.iter().enumerate() {
                let members: Vec<_> = members(*bits).map(|skill| format!("'s{skill}'")).collect();
                let (choose, list) = ((*choose).min(members.len()), members.join(", "));
                write!(
                    text,
                    "[[groups]]\nid = 'g{at}'\ntitle = 'G'\narea = 'a'\nchoose = {choose}\nskills = [{list}]\n"
                )
                .unwrap();
            }
            for (rank, (wants, ready_at)) in targets.iter().enumerate() {
                let mut requires = String::new();
                let mut want = |kind: &str, id: String, always: bool, wants: Wants| {
                    let (level, weight, essential, floor, wanted) = wants;
                    if !always && wanted == 0 {
                        return;
                    }
                    let floor = if essential == 0 {
                        "essential = true".to_owned()
                    } else {
                        format!("floor = {}", floor.min(level))
                    };
                    writeln!(requires, "{{ {kind} = '{id}', level = {level}, weight = {weight}, {floor} }},").unwrap();
                };
                for at in 0..skills.len() {
                    want("skill", format!("s{at}"), at == 0, wants[at]);
                }
                for at in 0..groups.len() {
                    want("group", format!("g{at}"), false, wants[8 + at]);
                }
                let id = RUNGS[rank];
                write!(
                    text,
                    "[[targets]]\nid = '{id}'\ntitle = 'T'\nkind = 'ladder'\nrank = {rank}\nready_at = {ready_at}\n\
                     requires = [\n{requires}]\n"
                )
                .unwrap();
            }
            Drawn { rubric: text, answers: skills.into_iter().map(|(_, answer)| answer).collect() }
        })
}

impl Drawn {
    fn read(&self) -> (Rubric, Answers) {
        let rubric = rubric(&self.rubric);
        let mut answers = Answers::none(&rubric);
        let skills: Vec<_> = rubric.skills().map(|(skill, _)| skill).collect();
        for (skill, answer) in skills.into_iter().zip(&self.answers) {
            answers.set(skill, *answer);
        }
        (rubric, answers)
    }
}

fn planned(rubric: &Rubric, answers: &Answers, wishes: &Wishes) -> Plan {
    plan(rubric, answers, &score(rubric, rubric.target("mid").unwrap(), answers), wishes)
}

/// A twin of the way to ready, by definition: what is chosen is taken from the plan's own choice of members, and everything
/// else is found by looking at every closed set of steps.
struct Twin<'a> {
    rubric: &'a Rubric,
    answers: &'a Answers,
    assume_lowest: bool,
    scorecard: Scorecard,
    members: members::Members,
    /// The levels to climb: everything that the needs of the target lead to.
    steps: Vec<StepId>,
}

/// Which of the steps are in a set.
type Set = u32;

impl<'a> Twin<'a> {
    fn of(rubric: &'a Rubric, answers: &'a Answers, wishes: &Wishes) -> Self {
        let scorecard = score(rubric, rubric.target("mid").unwrap(), answers);
        let ground = Ground::of(rubric, &scorecard);
        let needs = needs(rubric, &scorecard, wishes.assume_lowest);
        let members = members::choose(&ground, &scorecard, &needs, &wishes.prefer);
        let mut twin =
            Self { rubric, answers, assume_lowest: wishes.assume_lowest, scorecard, members, steps: Vec::new() };
        let mut found = BTreeSet::new();
        for need in &needs {
            for member in twin.members.for_need(need) {
                twin.close(member, need.requirement.level, &mut found);
            }
        }
        twin.steps = found.into_iter().collect();
        twin
    }

    fn held(&self, scorecard: &Scorecard, skill: SkillIx) -> Level {
        scorecard.reach(skill).low().unwrap_or_default()
    }

    /// What must come right before a step.
    fn needed(&self, id: StepId) -> Vec<StepId> {
        let is_held = |id: &StepId| self.scorecard.reach(id.skill).low().is_none_or(|held| held >= id.to);
        let mut needed = Vec::new();
        if id.to.below() > self.held(&self.scorecard, id.skill) {
            needed.push(StepId { to: id.to.below(), ..id });
        }
        for prerequisite in self.rubric[id.skill].prerequisites(id.to) {
            let at = |skill: &SkillIx| StepId { skill: *skill, to: prerequisite.at };
            match prerequisite.subject {
                Subject::Skill(skill) => needed.extend(Some(at(&skill)).filter(|id| !is_held(id))),
                Subject::Group(group) => {
                    let applies = |skill: &&SkillIx| self.scorecard.reach(**skill) != Reach::NotApplicable;
                    let applying: Vec<_> = self.rubric[group].members.iter().filter(applies).collect();
                    let there = applying.iter().filter(|skill| is_held(&at(skill))).count();
                    let missing = self.rubric[group].choose.min(applying.len()).saturating_sub(there);
                    let mut below: Vec<_> = self.members.of(group).iter().map(at).filter(|id| !is_held(id)).collect();
                    below.sort_by_key(|id| Reverse(self.held(&self.scorecard, id.skill)));
                    needed.extend(below.into_iter().take(missing));
                }
            }
        }
        needed
    }

    fn close(&self, skill: SkillIx, to: Level, found: &mut BTreeSet<StepId>) {
        for to in self.held(&self.scorecard, skill).up_to(to) {
            if found.insert(StepId { skill, to }) {
                for needed in self.needed(StepId { skill, to }) {
                    self.close(needed.skill, needed.to, found);
                }
            }
        }
    }

    fn closed_sets(&self) -> Vec<Set> {
        let place = |id: StepId| self.steps.iter().position(|step| *step == id).unwrap();
        let needs: Vec<Set> = self
            .steps
            .iter()
            .map(|id| self.needed(*id).into_iter().fold(0, |set, needed| set | 1 << place(needed)))
            .collect();
        // skill by skill, level by level
        let mut sets = vec![0];
        for of_skill in self.steps.chunk_by(|one, next| one.skill == next.skill) {
            let first = place(of_skill[0]);
            let with = |set: &Set| (0..=of_skill.len()).map(|up| set | ((1 << up) - 1) << first).collect::<Vec<_>>();
            sets = sets.iter().flat_map(with).collect();
        }
        let is_closed = |set: &Set| (0..self.steps.len()).all(|at| (set >> at) & 1 == 0 || needs[at] & !set == 0);
        sets.retain(is_closed);
        sets
    }

    fn quarters(&self, set: Set) -> u64 {
        self.some(set).map(|id| self.rubric[id.skill].hours(id.to).quarters()).sum()
    }

    fn some(&self, set: Set) -> impl Iterator<Item = StepId> + '_ {
        self.steps.iter().enumerate().filter(move |(at, _)| (set >> at) & 1 == 1).map(|(_, id)| *id)
    }

    fn level(&self, scorecard: &Scorecard, set: Set, skill: SkillIx) -> Level {
        self.some(set).filter(|id| id.skill == skill).map(|id| id.to).fold(self.held(scorecard, skill), Level::max)
    }

    /// What a set makes of the requirements of a rung that are planned: for each the levels of its places, and of the
    /// others what is held.
    fn places(&self, scorecard: &Scorecard, scored: &RequirementScore, set: Set) -> Option<Vec<Level>> {
        let is_planned = match scored.standing() {
            Standing::Gap => true,
            Standing::Open => self.assume_lowest,
            Standing::Met | Standing::Dropped => false,
        };
        if !is_planned {
            return None;
        }
        let requirement = scored.requirement;
        let all = self.rubric.skills_of(&requirement.subject);
        let applies = |skill: &SkillIx| scorecard.reach(*skill) != Reach::NotApplicable || scored.choose == 0;
        let candidates: Vec<SkillIx> = all.iter().copied().filter(applies).collect();
        let choose = match requirement.subject {
            Subject::Group(group) => self.rubric[group].choose.min(candidates.len()),
            Subject::Skill(_) => 1,
        };
        let own = match requirement.subject {
            Subject::Group(group) => self.members.of(group).to_vec(),
            Subject::Skill(skill) => vec![skill],
        };
        let held = |skill: &SkillIx| self.held(scorecard, *skill);
        let mut chosen = candidates.clone();
        let whole = (1 << self.steps.len()) - 1;
        let is_own = self.scorecard.target != scorecard.target
            || !self.scorecard.requirements.iter().any(|one| one.requirement.subject == requirement.subject);
        if is_own {
            let of_target = |skill: &SkillIx| {
                own.contains(skill)
                    && self
                        .scorecard
                        .requirements
                        .iter()
                        .any(|one| one.requirement.subject == requirement.subject && self.is_planned(one))
            };
            chosen.sort_by_key(|skill| {
                let top = self.level(scorecard, whole, *skill).min(requirement.level);
                (Reverse((top, of_target(skill), held(skill))), *skill)
            });
            chosen.truncate(choose);
        } else {
            chosen.retain(|skill| own.contains(skill));
        }
        chosen.sort_unstable();
        let mut best = candidates;
        best.sort_by_key(|skill| (Reverse(held(skill).min(requirement.level)), !chosen.contains(skill), *skill));
        best.truncate(choose);
        best.sort_unstable();
        let mut displaced = best.iter().filter(|skill| !chosen.contains(skill));
        let place = |skill: &SkillIx| {
            let counted = if best.contains(skill) { skill } else { displaced.next().unwrap() };
            held(counted).max(self.level(scorecard, set, *skill))
        };
        Some(chosen.iter().map(place).collect())
    }

    fn is_planned(&self, scored: &RequirementScore) -> bool {
        match scored.standing() {
            Standing::Gap => true,
            Standing::Open => self.assume_lowest,
            Standing::Met | Standing::Dropped => false,
        }
    }

    /// Whether one is ready for a target with a set; with `open` if requirements that answers leave open are at their high.
    fn is_ready(&self, target: TargetIx, set: Set, open: bool) -> bool {
        let scorecard = score(self.rubric, target, self.answers);
        if scorecard.readiness.is_none() {
            return false;
        }
        let (mut sum, mut weights) = (Share::default(), 0_i128);
        for scored in &scorecard.requirements {
            let Requirement { level, weight, floor, .. } = scored.requirement;
            let Some(span) = scored.attainment else { continue };
            let (attained, is_floor_met) = match self.places(&scorecard, scored, set) {
                Some(places) => {
                    let sum: u32 = places.iter().map(|place| u32::from((*place).min(level).get())).sum();
                    let whole = i128::from(level.get()) * places.len() as i128;
                    (Ratio::new(i128::from(sum), whole), places.iter().all(|place| *place >= floor))
                }
                None if open && scored.standing() == Standing::Open => (span.high, true),
                None => (span.low, scored.floor_met == Some(true)),
            };
            if !is_floor_met {
                return false;
            }
            sum += attained * i128::from(weight);
            weights += i128::from(weight);
        }
        sum / weights >= self.rubric[target].ready_at
    }

    /// The best of the sets that hold another and make ready.
    fn least(&self, sets: &[Set], target: TargetIx, within: Set, open: bool, gains: &[Share]) -> Option<Set> {
        let fits = |set: &&Set| **set & within == within && self.is_ready(target, **set, open);
        let key = |set: &&Set| {
            let gain: Share = (0..self.steps.len()).filter(|at| (**set >> at) & 1 == 1).map(|at| gains[at]).sum();
            (self.quarters(**set), set.count_ones(), Reverse(gain), Reverse(set.reverse_bits()))
        };
        sets.iter().filter(fits).min_by_key(key).copied()
    }

    /// The sets of the way, each with its target; and whether answers are missing at its end.
    fn way(&self, gains: &[Share]) -> (Vec<(TargetIx, Set)>, bool) {
        let sets = self.closed_sets();
        let whole = (1 << self.steps.len()) - 1;
        let target = self.scorecard.target;
        let open = !self.is_ready(target, whole, false);
        let Some(alone) = self.least(&sets, target, 0, open, gains) else { return (Vec::new(), open) };
        let mut rungs: Vec<_> = RUNGS[..2].iter().map(|id| self.rubric.target(id).unwrap()).collect();
        rungs.retain(|rung| self.is_ready(*rung, whole, false) && !self.is_ready(*rung, 0, false));
        loop {
            let mut way = Vec::new();
            let mut before = 0;
            for rung in &rungs {
                before = self.least(&sets, *rung, before, false, gains).unwrap();
                way.push((*rung, before));
            }
            let end = self.least(&sets, target, before, open, gains).unwrap();
            way.push((target, end));
            if rungs.is_empty() || self.quarters(end) * 20 <= self.quarters(alone) * 21 {
                return (way, open);
            }
            rungs.remove(0);
        }
    }
}

fn with_steps(answers: &Answers, scorecard: &Scorecard, rubric: &Rubric, steps: &[StepId]) -> Answers {
    let mut then = answers.clone();
    for (skill, _) in rubric.skills() {
        let top = steps.iter().filter(|id| id.skill == skill).map(|id| id.to).max();
        let held = scorecard.reach(skill).low();
        if let Some(level) = top.or(held.filter(|_| answers.get(skill).is_none())) {
            then.set(skill, Some(Answer::Rated(level)));
        }
    }
    then
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(384))]

    /// Hours, milestones and steps of the way, against every closed set of steps.
    #[test]
    fn the_way_is_the_shortest(drawn in drawn(ANY, 6), assume_lowest in any::<bool>()) {
        let (rubric, answers) = drawn.read();
        let wishes = Wishes { assume_lowest, ..wishes() };
        let plan = planned(&rubric, &answers, &wishes);
        let twin = Twin::of(&rubric, &answers, &wishes);
        let gains: BTreeMap<_, _> = plan.steps.iter().map(|step| (step.id, step.gain)).collect();
        prop_assert_eq!(gains.keys().copied().collect::<Vec<_>>(), twin.steps.clone());
        let gains: Vec<_> = gains.values().copied().collect();
        let (way, open) = twin.way(&gains);
        let Some(ready) = &plan.ready else {
            prop_assert!(way.is_empty() && twin.scorecard.readiness.is_none());
            return Ok(());
        };
        prop_assert_eq!(ready.gap, Share::default());
        let (target, last) = *way.last().unwrap();
        prop_assert_eq!((ready.steps, ready.hours.quarters()), (last.count_ones() as usize, twin.quarters(last)));
        prop_assert_eq!(open, !ready.open.is_empty());
        let expected: Vec<_> = way
            .iter()
            .filter(|(rung, set)| *set != 0 && !(open && *rung == target))
            .map(|(rung, set)| (*rung, set.count_ones() as usize, twin.quarters(*set)))
            .collect();
        let milestones: Vec<_> =
            plan.milestones.iter().map(|one| (one.target, one.after, one.hours.quarters())).collect();
        prop_assert_eq!(milestones, expected);
        let mut before = 0;
        for (rung, set) in &way {
            let steps = &plan.steps[(before as Set).count_ones() as usize..set.count_ones() as usize];
            prop_assert_eq!(
                steps.iter().map(|step| step.id).collect::<BTreeSet<_>>(),
                twin.some(set & !before).collect::<BTreeSet<_>>()
            );
            prop_assert!(steps.iter().all(|step| step.way == Some(*rung)));
            // what essentials need comes first
            prop_assert!(steps.is_sorted_by_key(|step| !step.is_essential));
            before = *set;
        }
        prop_assert!(plan.steps[ready.steps..].iter().all(|step| step.way.is_none()));
        // the verdict itself, and that nothing can be left out
        if !open {
            let ids: Vec<_> = plan.steps[..ready.steps].iter().map(|step| step.id).collect();
            let then = with_steps(&answers, &twin.scorecard, &rubric, &ids);
            prop_assert_eq!(score(&rubric, target, &then).verdict, Verdict::Ready);
        }
        for at in 0..twin.steps.len() {
            let without = last & !(1 << at);
            let is_closed = last != without && twin.closed_sets().contains(&without);
            prop_assert!(!is_closed || way[..way.len() - 1].iter().any(|(_, set)| set & !without != 0) || !twin.is_ready(target, without, open));
        }
    }

    /// The printed order, part by part, costs what its gap says above the least of all orders.
    #[test]
    fn the_gap_is_that_of_the_parts(drawn in drawn(ANY, 5)) {
        let (rubric, answers) = drawn.read();
        let plan = planned(&rubric, &answers, &wishes());
        let scorecard = score(&rubric, plan.target, &answers);
        let ground = Ground::of(&rubric, &scorecard);
        let needs = needs(&rubric, &scorecard, false);
        let members = members::choose(&ground, &scorecard, &needs, &[]);
        let tops = climb::tops(&ground, &members, &needs);
        let chosen: Vec<_> = needs.into_iter().map(|need| (need.clone(), members.for_need(&need))).collect();
        let climbs = Climbs::of(&ground, &scorecard, &members, &chosen, &tops);
        let (mut cost, mut least) = (Share::default(), Share::default());
        for part in plan.steps.chunk_by(|one, next| (one.way, one.is_essential && one.way.is_some()) == (next.way, next.is_essential && next.way.is_some())) {
            if part.len() > 6 {
                return Ok(());
            }
            let target = part[0].way.unwrap_or(plan.target);
            let card = score(&rubric, target, &answers);
            let rung = if target == plan.target { Rung::target(&ground, &scorecard, &climbs, &chosen) } else { Rung::below(&rubric, &card, &climbs, &chosen, false) };
            let gain = |step: &Step| rung.gains[climbs.position(step.id).unwrap()];
            let of = |order: &[&Step]| {
                let mut finish = 0_i128;
                order.iter().map(|step| {
                    finish += i128::from(step.hours.quarters());
                    gain(step) * Ratio::new(finish, 4)
                }).sum::<Share>()
            };
            cost += of(&part.iter().collect::<Vec<_>>());
            let mut best: Option<Share> = None;
            every_order(&mut part.iter().collect(), 0, &mut |order| {
                let is_sound = order.iter().enumerate().all(|(at, step)| {
                    step.after.iter().all(|needed| order[at..].iter().all(|later| later.id != *needed))
                });
                if is_sound {
                    let cost = of(order);
                    best = Some(best.map_or(cost, |best| best.min(cost)));
                }
            });
            least += best.unwrap();
        }
        let gap = if least == Share::default() { least } else { (cost - least) / least };
        prop_assert_eq!(plan.optimality_gap, gap);
    }

    #[test]
    fn plans_are_sound(
        drawn in drawn(ANY, 8),
        assume_lowest in any::<bool>(),
        ticked in proptest::collection::vec((0_usize..20, any::<bool>()), 0..3),
        weeks in proptest::option::of(0_i32..6),
        late in 0_i32..30,
    ) {
        let (rubric, answers) = drawn.read();
        let scorecard = score(&rubric, rubric.target("mid").unwrap(), &answers);
        let bare = planned(&rubric, &answers, &Wishes { assume_lowest, ..wishes() });
        let mut ticks: Vec<Tick> = Vec::new();
        for (at, is_done) in ticked {
            if let Some(step) = bare.steps.get(at).map(|step| step.id).filter(|id| ticks.iter().all(|tick| tick.step != *id)) {
                let kind = if is_done { TickKind::Done(None) } else { TickKind::Skipped };
                ticks.push(Tick { step, kind, on: date(2026, 11, 24) });
            }
        }
        let by = weeks.map(|weeks| date(2026, 11, 22) + jiff::Span::new().weeks(weeks));
        let today = date(2026, 11, 23) + jiff::Span::new().days(late);
        let plan = planned(&rubric, &answers, &Wishes { by, assume_lowest, ticks, today, ..wishes() });

        let mut hours = Hours::default();
        let mut before: Vec<StepId> = Vec::new();
        for step in &plan.steps {
            prop_assert!(step.after.iter().all(|needed| before.contains(needed)));
            let held = scorecard.reach(step.id.skill).low();
            prop_assert!(held.is_none_or(|held| held < step.id.to));
            prop_assert_eq!(step.start_hour, hours);
            hours = hours + step.hours;
            prop_assert_eq!(step.finish_hour, hours);
            prop_assert!(step.starts <= step.ends);
            let waits = jiff::Span::new().weeks(step.weeks);
            prop_assert!(step.ends >= step.starts + waits || step.weeks == 0);
            for needed in &step.after {
                let needed = plan.steps.iter().find(|step| step.id == *needed).unwrap();
                prop_assert!(needed.ends <= step.starts);
            }
            before.push(step.id);
        }
        let cost: Share = plan.steps.iter().map(|step| step.gain * Ratio::new(i128::from(step.finish_hour.quarters()), 4)).sum();
        prop_assert_eq!(plan.cost, cost);

        let left_out = plan.deadline.iter().flat_map(|deadline| &deadline.left_out).map(|left| left.gain);
        let gains = plan.steps.iter().map(|step| step.gain).chain(left_out)
            .chain(plan.done.iter().map(|done| done.gain))
            .chain(plan.hidden.iter().map(|hidden| hidden.gain))
            .sum::<Share>();
        let open = scorecard.requirements.iter().filter(|scored| scored.standing() == Standing::Open && !assume_lowest);
        let open: Share = open.map(|scored| scored.missing).sum();
        let low = scorecard.readiness.as_ref().map_or(Ratio::from_integer(1), |readiness| readiness.low);
        prop_assert_eq!(gains + open, Ratio::from_integer(1) - low);

        let met = scorecard.requirements.iter().all(|scored| matches!(scored.standing(), Standing::Met | Standing::Dropped));
        prop_assert!(!met || bare.steps.is_empty() && bare.answer_first.is_empty());
        prop_assert!(met || !bare.steps.is_empty() || !bare.answer_first.is_empty());
        if let Some((earliest, latest)) = plan.finish {
            let last = plan.steps.iter().map(|step| step.ends).max();
            let fits = plan.deadline.as_ref().is_none_or(|deadline| deadline.left_out.is_empty());
            prop_assert!(!fits || last.is_some_and(|last| earliest <= last && last <= latest));
        }
        if let (Some((earliest, latest)), Some(way)) = (plan.ready.as_ref().and_then(|ready| ready.between), plan.way()) {
            let last = way.iter().map(|step| step.ends).max().unwrap();
            prop_assert!(earliest <= last && last <= latest);
        }
        // nothing that is to come should have ended
        prop_assert!(plan.steps.iter().all(|step| step.ends >= today));
        if let Some(deadline) = &plan.deadline {
            let days = i128::from((deadline.by - plan.start.max(today)).get_days() + 1).max(0);
            let taken = Ratio::new(i128::from(hours.quarters()) * 13, 40);
            prop_assert!(taken <= Ratio::new(5 * days, 7));
            prop_assert_eq!(deadline.fits, deadline.left_out.is_empty());
            let ready = plan.ready.as_ref();
            if ready.is_some_and(|ready| ready.open.is_empty()) {
                let left = |id: &StepId| deadline.left_out.iter().any(|left| left.id == *id);
                let way = bare.ready.as_ref().map_or(0, |ready| ready.steps);
                let is_whole = plan.done.is_empty() && plan.hidden.is_empty() && !bare.steps[..way].iter().any(|step| left(&step.id));
                prop_assert!(!is_whole || deadline.ready_by == Some(true));
            }
        }
    }

    #[test]
    fn no_other_members_make_the_way_shorter(drawn in drawn(ANY, 7), assume_lowest in any::<bool>()) {
        let (rubric, answers) = drawn.read();
        let scorecard = score(&rubric, rubric.target("mid").unwrap(), &answers);
        let ground = Ground::of(&rubric, &scorecard);
        let needs = needs(&rubric, &scorecard, assume_lowest);
        let choices = members::Choices::of(&ground, &scorecard, &needs, &[]);
        let chosen = members::choose(&ground, &scorecard, &needs, &[]);
        prop_assert!(choices.is_small(&chosen) || choices.all.len() > 2);
        let price = choices.price(&chosen);
        for choice in &choices.all {
            let now = choices.held_by(choice, chosen.of(choice.group));
            for members in choice.all() {
                let other = chosen.with(choice.group, members.clone());
                let (held, other) = (choices.held_by(choice, &members), choices.price(&other));
                // as well held: none is shorter; less well held: none is more than a twentieth shorter
                prop_assert!(held != now || (other.way, other.whole) >= (price.way, price.whole));
                prop_assert!(held >= now || u128::from(other.way) * 20 >= u128::from(price.way) * 19);
            }
        }
    }

    /// Without groups and without open answers, a higher rating never makes the shortest way longer; with rungs below, the
    /// way may be a twentieth longer than that.
    #[test]
    fn a_higher_rating_makes_the_way_no_longer(
        drawn in drawn(Kind { groups: false, all_rated: true }, 8), at in any::<proptest::sample::Index>(),
    ) {
        let (rubric, mut answers) = drawn.read();
        let skills: Vec<_> = rubric.skills().map(|(skill, _)| skill).collect();
        let skill = *at.get(&skills);
        let level = answers.rating(skill).unwrap();
        let hours = |answers: &Answers, id: &str| {
            let target = rubric.target(id).unwrap();
            plan(&rubric, answers, &score(&rubric, target, answers), &wishes()).ready.unwrap().hours.quarters()
        };
        let before = RUNGS.map(|id| hours(&answers, id));
        answers.set(skill, Some(Answer::Rated(Level::new((level.get() + 1).min(TOP)))));
        let after = RUNGS.map(|id| hours(&answers, id));
        prop_assert!(after[0] <= before[0]);
        prop_assert!((1..3).all(|rung| after[rung] * 20 <= before[rung] * 21));
    }

    /// Who follows the plan finds its days where they were, and who pauses finds all of them the same whole weeks later.
    #[test]
    fn ticking_on_time_moves_no_day(drawn in drawn(ANY, 7), slow in any::<bool>(), pause in 0_i32..60) {
        let (rubric, answers) = drawn.read();
        let hours_per_week = Hours::from_quarters(if slow { 4 } else { 20 });
        let from = Wishes { hours_per_week, ..wishes() };
        let first = planned(&rubric, &answers, &from);
        let late = planned(&rubric, &answers, &Wishes { today: from.start + jiff::Span::new().days(pause), ..from.clone() });
        let today = from.start + jiff::Span::new().days(pause);
        let by = jiff::Span::new().weeks(late.moved);
        for (one, other) in first.steps.iter().zip(&late.steps) {
            prop_assert_eq!((one.id, one.starts + by, one.ends + by), (other.id, other.starts, other.ends));
        }
        let ends = late.steps.iter().map(|step| step.ends).min();
        prop_assert!(ends.is_none_or(|ends| ends >= today));
        prop_assert!(late.moved == 0 || ends.is_some_and(|ends| ends < today + jiff::Span::new().weeks(1)));

        let mut days: BTreeMap<StepId, (Date, Date)> = late.steps.iter().map(|step| (step.id, (step.starts, step.ends))).collect();
        let mut order: Vec<_> = late.steps.iter().map(|step| (step.ends, step.id)).collect();
        order.sort_by_key(|(ends, _)| *ends);
        let mut ticks = Vec::new();
        for (ends, id) in order {
            ticks.push(Tick { step: id, kind: TickKind::Done(None), on: ends });
            days.remove(&id);
            let now = planned(&rubric, &answers, &Wishes { ticks: ticks.clone(), today: ends, ..from.clone() });
            let left: BTreeMap<_, _> = now.steps.iter().map(|step| (step.id, (step.starts, step.ends))).collect();
            prop_assert_eq!(&left, &days);
        }
    }

    #[test]
    fn another_answer_to_a_planned_skill_is_another_plan(
        drawn in drawn(ANY, 8), assume_lowest in any::<bool>(), at in any::<proptest::sample::Index>(), level in 0..=TOP,
    ) {
        let (rubric, mut answers) = drawn.read();
        let wishes = Wishes { assume_lowest, ..wishes() };
        let before = planned(&rubric, &answers, &wishes);
        if !before.steps.is_empty() {
            let skill = at.get(&before.steps).id.skill;
            let other = Answer::Rated(Level::new(level));
            if answers.get(skill) != Some(other) {
                answers.set(skill, Some(other));
                let told = |plan: &Plan| plan.steps.iter().map(|step| (step.id, step.assumed)).collect::<BTreeSet<_>>();
                prop_assert_ne!(told(&before), told(&planned(&rubric, &answers, &wishes)));
            }
        }
    }
}

/// All orders of some steps.
fn every_order<'a>(steps: &mut Vec<&'a Step>, from: usize, look: &mut impl FnMut(&[&'a Step])) {
    if from == steps.len() {
        return look(steps);
    }
    for at in from..steps.len() {
        steps.swap(from, at);
        every_order(steps, from + 1, look);
        steps.swap(from, at);
    }
}
