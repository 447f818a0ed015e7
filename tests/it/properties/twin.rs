//! The score once more, word by word from its definition: slow, and sharing nothing with the code that it checks.
#![expect(clippy::unwrap_used, reason = "a test may panic; that is how it fails")]

use num_rational::Ratio;
use skillgap::assessment::{Answer, Answers};
use skillgap::rubric::{AreaIx, Level, Prerequisite, Requirement, Rubric, Share, SkillIx, Subject, Target};
use skillgap::score::Verdict;

pub(super) type Range = (u8, u8);

/// What the definitions make of a target.
pub(super) struct Twin<'r> {
    rubric: &'r Rubric,
    target: &'r Target,
    answers: Answers,
    low: Vec<u8>,
    high: Vec<u8>,
    /// For each skill its levels; none where it does not apply.
    pub(super) ranges: Vec<Option<Range>>,
}

impl<'r> Twin<'r> {
    pub(super) fn new(rubric: &'r Rubric, target: &'r Target, answers: &Answers) -> Self {
        let (low, high) = bounds(rubric, answers);
        let max = rubric.scale().max().get();
        let essential =
            |skill| target.requires.iter().any(|wanted| wanted.essential && own_skill(rubric, wanted) == Some(skill));
        let range = |skill: SkillIx| match answers.get(skill) {
            Some(Answer::Rated(level)) => Some((level.get(), level.get())),
            Some(Answer::NotApplicable) => essential(skill).then_some((0, max)),
            None => {
                let (low, high) = (low[skill.get()], high[skill.get()]);
                Some((low.min(high), low.max(high)))
            }
        };
        let ranges = rubric.skills().map(|(skill, _)| range(skill)).collect();
        Self { rubric, target, answers: answers.clone(), low, high, ranges }
    }

    /// Whether no lowest bound stands above a highest one.
    pub(super) fn is_uncrossed(&self) -> bool {
        self.low.iter().zip(&self.high).all(|(low, high)| low <= high)
    }

    fn applicable(&self, wanted: &Requirement) -> Vec<SkillIx> {
        let skills = self.rubric.skills_of(&wanted.subject).iter().copied();
        skills.filter(|skill| self.ranges[skill.get()].is_some()).collect()
    }

    pub(super) fn choose(&self, wanted: &Requirement) -> usize {
        let choose = self.rubric.groups().find(|(_, group)| group.id == *self.rubric.subject_id(wanted.subject));
        choose.map_or(1, |(_, group)| group.choose).min(self.applicable(wanted).len())
    }

    /// The requirement by each choice of skills that could count.
    fn choices(&self, wanted: &Requirement) -> Vec<Vec<SkillIx>> {
        let skills = self.applicable(wanted);
        let sets = (0_u32..1 << skills.len()).filter(|set| set.count_ones() as usize == self.choose(wanted));
        let members = |set: u32| (0..skills.len()).filter(move |at| set >> at & 1 == 1);
        sets.map(|set| members(set).map(|at| skills[at]).collect()).collect()
    }

    pub(super) fn attainment(&self, wanted: &Requirement) -> Option<(Share, Share)> {
        if self.choose(wanted) == 0 {
            return wanted.essential.then(|| (Ratio::from_integer(0), Ratio::from_integer(1)));
        }
        let best = |level: fn(Range) -> u8| {
            let attained = |skill: &SkillIx| {
                let required = wanted.level.get();
                let level = level(self.ranges[skill.get()].unwrap()).min(required);
                Ratio::new(i128::from(level), i128::from(required))
            };
            let mean = |skills: &Vec<SkillIx>| {
                skills.iter().map(attained).sum::<Share>() / i128::try_from(skills.len()).unwrap()
            };
            self.choices(wanted).iter().map(mean).max().unwrap()
        };
        Some((best(|range| range.0), best(|range| range.1)))
    }

    /// Levels surely missing.
    pub(super) fn gap(&self, wanted: &Requirement) -> u32 {
        let missing =
            |skill: &SkillIx| u32::from(wanted.level.get().saturating_sub(self.ranges[skill.get()].unwrap().1));
        self.choices(wanted).iter().map(|skills| skills.iter().map(missing).sum()).min().unwrap()
    }

    /// The members that count: of the choices with the highest levels the one that comes first in the rubric.
    pub(super) fn counted(&self, wanted: &Requirement) -> Vec<SkillIx> {
        let levels = |skills: &[SkillIx]| {
            let mut levels: Vec<_> = skills.iter().map(|skill| self.ranges[skill.get()].unwrap().0).collect();
            levels.sort_unstable();
            levels.reverse();
            levels
        };
        let mut choices = self.choices(wanted);
        for skills in &mut choices {
            skills.sort_unstable();
        }
        choices.sort();
        let most = choices.iter().map(|skills| levels(skills)).max().unwrap();
        choices.into_iter().find(|skills| levels(skills) == most).unwrap()
    }

    fn weight(&self, wanted: &Requirement) -> Share {
        let applies = |wanted: &&Requirement| self.attainment(wanted).is_some();
        let all: u32 = self.target.requires.iter().filter(applies).map(|wanted| wanted.weight).sum();
        Ratio::new(wanted.weight.into(), all.into())
    }

    pub(super) fn missing(&self, wanted: &Requirement) -> Share {
        self.attainment(wanted).map_or(Ratio::from_integer(0), |(low, _)| self.weight(wanted) * (-low + 1))
    }

    fn width(&self, wanted: &Requirement) -> Share {
        self.attainment(wanted).map_or(Ratio::from_integer(0), |(low, high)| self.weight(wanted) * (high - low))
    }

    pub(super) fn readiness(&self) -> Option<(Share, Share)> {
        self.mean(|_| true)
    }

    pub(super) fn area(&self, area: AreaIx) -> Option<(Share, Share)> {
        self.mean(|wanted| self.rubric.subject_area(wanted.subject) == area)
    }

    fn mean(&self, within: impl Fn(&Requirement) -> bool) -> Option<(Share, Share)> {
        let (mut low, mut high, mut weights) = (Share::default(), Share::default(), 0);
        for wanted in self.target.requires.iter().filter(|wanted| within(wanted)) {
            if let Some(attained) = self.attainment(wanted) {
                let weight = i128::from(wanted.weight);
                low += attained.0 * weight;
                high += attained.1 * weight;
                weights += weight;
            }
        }
        (weights > 0).then(|| (low / weights, high / weights))
    }

    pub(super) fn verdict(&self) -> Verdict {
        let applies = |wanted: &&Requirement| self.attainment(wanted).is_some();
        let floors: Vec<_> = self.target.requires.iter().filter(applies).map(|wanted| self.floor_met(wanted)).collect();
        match self.readiness() {
            Some((low, _)) if low >= self.target.ready_at && floors.iter().all(|met| *met == Some(true)) => {
                Verdict::Ready
            }
            Some((_, high)) if high < self.target.ready_at || floors.contains(&Some(false)) => Verdict::NotReady,
            _ => Verdict::Undecided,
        }
    }

    /// Whether some choice of members all stands at the floor, surely or perhaps.
    pub(super) fn floor_met(&self, wanted: &Requirement) -> Option<bool> {
        self.attainment(wanted)?;
        let floor = if wanted.essential { wanted.level.get() } else { wanted.floor.get() };
        if self.choose(wanted) == 0 {
            return (floor == 0).then_some(true);
        }
        let reached = |level: fn(Range) -> u8| {
            let stands = |skill: &SkillIx| level(self.ranges[skill.get()].unwrap()) >= floor;
            self.choices(wanted).iter().any(|skills| skills.iter().all(stands))
        };
        match (reached(|range| range.0), reached(|range| range.1)) {
            (true, _) => Some(true),
            (_, false) => Some(false),
            _ => None,
        }
    }

    /// The skills whose answers would decide: those of open essentials, then by width, then in the rubric's order.
    pub(super) fn ask(&self) -> Vec<SkillIx> {
        if self.verdict() != Verdict::Undecided {
            return Vec::new();
        }
        let mut keys = Vec::new();
        for wanted in self.target.requires.iter().filter(|wanted| self.width(wanted) > Share::default()) {
            let is_open = self.attainment(wanted).unwrap().1 == Share::from_integer(1);
            for skill in self.unanswered(wanted) {
                keys.push((!(wanted.essential && is_open), -self.width(wanted), skill));
            }
        }
        keys.sort();
        let mut ask: Vec<SkillIx> = Vec::new();
        for (_, _, skill) in keys {
            if !ask.contains(&skill) {
                ask.push(skill);
            }
        }
        ask
    }

    fn unanswered(&self, wanted: &Requirement) -> Vec<SkillIx> {
        if self.choose(wanted) == 0 {
            return if wanted.essential { self.rubric.skills_of(&wanted.subject).to_vec() } else { Vec::new() };
        }
        self.applicable(wanted).into_iter().filter(|skill| self.answers.rating(*skill).is_none()).collect()
    }

    /// Rated, unanswered, not applicable.
    pub(super) fn counts(&self) -> (usize, usize, usize) {
        let about = |skill: &SkillIx| {
            self.target.requires.iter().any(|wanted| self.rubric.skills_of(&wanted.subject).contains(skill))
        };
        let (mut rated, mut unanswered, mut not) = (0, 0, 0);
        for skill in self.rubric.skills().map(|(skill, _)| skill).filter(about) {
            match (self.answers.rating(skill), self.ranges[skill.get()]) {
                (Some(_), _) => rated += 1,
                (None, Some(_)) => unanswered += 1,
                (None, None) => not += 1,
            }
        }
        (rated, unanswered, not)
    }

    /// What was said of what a prerequisite needs: of a group the last of its best ratings that is needed.
    pub(super) fn stated(&self, subject: Subject) -> Option<Level> {
        let mut said: Vec<_> =
            self.rubric.skills_of(&subject).iter().filter_map(|skill| self.answers.rating(*skill)).collect();
        said.sort();
        said.reverse();
        let applying = self.rubric.skills_of(&subject).iter();
        let applying = applying.filter(|skill| self.answers.get(**skill) != Some(Answer::NotApplicable)).count();
        let choose = match subject {
            Subject::Skill(_) => 1,
            Subject::Group(group) => self.rubric[group].choose.min(applying),
        };
        if choose == 0 { None } else { said.get(choose - 1).copied() }
    }

    pub(super) fn fragile(&self) -> Vec<SkillIx> {
        let differs = |skill: SkillIx, level: i64| {
            let Some(level) = self.rubric.scale().level(level) else { return false };
            let mut answers = self.answers.clone();
            answers.set(skill, Some(Answer::Rated(level)));
            Twin::new(self.rubric, self.target, &answers).verdict() != self.verdict()
        };
        let is_fragile = |skill: &SkillIx| {
            let level = self.answers.rating(*skill).map(|level| i64::from(level.get()));
            level.is_some_and(|level| differs(*skill, level - 1) || differs(*skill, level + 1))
        };
        self.rubric.skills().map(|(skill, _)| skill).filter(is_fragile).collect()
    }

    /// The prerequisites that are broken, as `(skill, level, requires, at)`.
    pub(super) fn contradictions(&self) -> Vec<(SkillIx, u8, Subject, u8)> {
        let applies = |skill| self.answers.get(skill) != Some(Answer::NotApplicable);
        let mut broken = Vec::new();
        for (skill, described) in self.rubric.skills() {
            for need in &described.requires {
                let held = self.low[skill.get()] >= need.level.get();
                let missing =
                    able(self.rubric, &self.answers, need, &self.high) < wanted(self.rubric, &self.answers, need);
                if applies(skill) && held && missing {
                    broken.push((skill, need.level.get(), need.subject, need.at.get()));
                }
            }
        }
        broken
    }
}

/// The members that apply.
fn applying(rubric: &Rubric, answers: &Answers, need: &Prerequisite) -> Vec<SkillIx> {
    let applies = |skill: &SkillIx| answers.get(*skill) != Some(Answer::NotApplicable);
    rubric.skills_of(&need.subject).iter().copied().filter(applies).collect()
}

/// How many of them may stand at the level that is needed.
fn able(rubric: &Rubric, answers: &Answers, need: &Prerequisite, high: &[u8]) -> usize {
    applying(rubric, answers, need).iter().filter(|skill| high[skill.get()] >= need.at.get()).count()
}

/// How many of them must.
fn wanted(rubric: &Rubric, answers: &Answers, need: &Prerequisite) -> usize {
    let choose = match need.subject {
        Subject::Skill(_) => 1,
        Subject::Group(group) => rubric[group].choose,
    };
    choose.min(applying(rubric, answers, need).len())
}

fn own_skill(rubric: &Rubric, wanted: &Requirement) -> Option<SkillIx> {
    rubric.skill(rubric.subject_id(wanted.subject).as_str())
}

/// Lowest and highest levels, by going over all prerequisites until nothing changes: first the highest, then the lowest.
fn bounds(rubric: &Rubric, answers: &Answers) -> (Vec<u8>, Vec<u8>) {
    let max = rubric.scale().max().get();
    let stated = |unstated: u8| -> Vec<u8> {
        rubric.skills().map(|(skill, _)| answers.rating(skill).map_or(unstated, Level::get)).collect()
    };
    let (mut low, mut high) = (stated(0), stated(max));
    let needs: Vec<_> =
        rubric.skills().flat_map(|(skill, it)| it.requires.iter().map(move |need| (skill, need))).collect();
    let mut before = Vec::new();
    while before != high {
        before.clone_from(&high);
        for (skill, need) in &needs {
            if able(rubric, answers, need, &high) < wanted(rubric, answers, need) && answers.get(*skill).is_none() {
                high[skill.get()] = high[skill.get()].min(need.level.get() - 1);
            }
        }
    }
    before.clear();
    while before != low {
        before.clone_from(&low);
        for (skill, need) in &needs {
            if answers.get(*skill) == Some(Answer::NotApplicable) || low[skill.get()] < need.level.get() {
                continue;
            }
            let may = |skill: &SkillIx| matches!(need.subject, Subject::Skill(_)) || high[skill.get()] >= need.at.get();
            let members: Vec<_> = applying(rubric, answers, need).into_iter().filter(may).collect();
            let choose = match need.subject {
                Subject::Skill(_) => 1,
                Subject::Group(group) => rubric[group].choose,
            };
            for member in members.iter().filter(|member| members.len() <= choose && answers.get(**member).is_none()) {
                low[member.get()] = low[member.get()].max(need.at.get());
            }
        }
    }
    (low, high)
}
