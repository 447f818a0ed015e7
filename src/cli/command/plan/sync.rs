//! `plan sync`: the ticks of a Markdown plan.

use std::path::Path;

use jiff::civil::Date;

use super::mine::{Marked, Mine, names};
use super::tick;
use crate::cli::args::Whose;
use crate::cli::failure::{Failure, Outcome};
use crate::cli::session::{self, Session};
use crate::cli::{files, output, planning, seal};
use crate::history::{self, Entry, Tick, TickKind};
use crate::plan::{self, Boxes, StepId, TickedBox};
use crate::rubric::Hours;
use crate::wording;

/// So many lines are named, and the rest counted.
const MOST: usize = 12;

/// Adds the ticks of a Markdown plan; takes none away.
pub(super) fn sync(session: &Session, file: &Path, whose: &Whose) -> Outcome {
    let mine = Mine::new(session, whose)?;
    let source = files::source(session, &file.to_string_lossy())?;
    let boxes = plan::boxes(&source.text);
    let news = News::of(session, &mine, &boxes)?;
    news.keep(session, &mine)?;
    let name = wording::brief(&source.name);
    tell_each(&name, &news.remarks);
    let unmarked = |(line, words): &(usize, String)| {
        let words = wording::brief(words);
        (*line, format!("the ticked box `{words}` carries no mark of a step and is left out"))
    };
    tell_each(&name, &boxes.unmarked.iter().map(unmarked).collect::<Vec<_>>());
    output::tell(&news.summary(&name, &boxes));
    tick::next(session, &mine)
}

/// Reads the ticks of a plan that is about to be replaced; what others wrote, or wrote into, will not be.
pub(super) fn before_replacing(session: &Session, mine: Mine, file: &Path) -> Result<Mine, Failure> {
    let is_whole = |text: &String| seal::state(text) == seal::State::Whole;
    let Some(text) = std::fs::read_to_string(file).ok().filter(is_whole) else { return Ok(mine) };
    let boxes = plan::boxes(&text);
    let name = crate::cli::shown(file);
    if mine.judged.entry.is_none() {
        if boxes.ticked.is_empty() {
            return Ok(mine);
        }
        let message = format!("`{name}` holds ticks, and a plan from a file of answers records none");
        return Err(Failure::failed(message).hint("name another file, or say `--force` to replace all that is in it"));
    }
    let news = News::of(session, &mine, &boxes)?;
    news.keep(session, &mine)?;
    tell_each(&name, &news.remarks);
    if !news.ticks.is_empty() {
        output::tell(&format!("read {} from {name} first", news.counted()));
    }
    Ok(mine)
}

/// What a file says that is not known yet.
pub(super) struct News {
    ticks: Vec<Tick>,
    /// How many of them are new, and how many only bring hours.
    new: usize,
    /// What is not taken as it stands there: the line, and what to say.
    remarks: Vec<(usize, String)>,
}

impl News {
    pub(super) fn of(session: &Session, mine: &Mine, boxes: &Boxes) -> Result<Self, Failure> {
        let known = session.store()?.ticks(mine.rubric().id())?;
        let mut news = Self { ticks: Vec::new(), new: 0, remarks: Vec::new() };
        for ticked in &boxes.ticked {
            news.add(mine, &known, ticked, boxes.made_on);
        }
        Ok(news)
    }

    fn add(&mut self, mine: &Mine, known: &[Tick], ticked: &TickedBox, made_on: Option<Date>) {
        let rubric = mine.rubric();
        let mut remark = |what: String| self.remarks.push((ticked.line, what));
        let Some(step) = StepId::parse(rubric, &ticked.id) else {
            return remark(format!("there is no step `{}`; left out", wording::brief(&ticked.id)));
        };
        let on = ticked.on.filter(|on| *on <= session::today());
        if let Some(to_come) = ticked.on.filter(|_| on.is_none()) {
            remark(format!("{to_come} is a day to come; today is taken"));
        }
        let hours = ticked.hours.and_then(|hours| match planning::spent(hours) {
            Ok(hours) => Some(hours),
            Err(failure) => {
                remark(format!("{}; left out", failure.message));
                None
            }
        });
        let is_it = |tick: &&Tick| tick.kind == TickKind::Done && names(rubric, step).contains(&tick.step());
        let old = known.iter().find(is_it).filter(|old| is_same(mine, old, on, made_on));
        match old {
            Some(old) if hours.is_some() && old.hours.is_none() => {
                self.ticks.push(Tick { hours, ..old.clone() });
            }
            Some(old) => {
                if let (Some(here), Some(there)) = (old.hours, hours.filter(|hours| Some(*hours) != old.hours)) {
                    let [here, there] = [here, there].map(Hours::get);
                    let step = mine.text(step);
                    remark(format!(
                        "{step} took {there} h here, and {here} h are known: `skillgap plan done {step} --hours {there}`"
                    ));
                }
            }
            None if mine.is_held(step) => {}
            None => {
                self.new += 1;
                self.ticks.push(mine.ticked(Marked { step, kind: TickKind::Done, on, hours }));
            }
        }
    }

    pub(super) fn keep(&self, session: &Session, mine: &Mine) -> Outcome {
        if self.ticks.is_empty() { Ok(()) } else { mine.keep(session, &self.ticks) }
    }

    /// What was read, in a line.
    fn summary(&self, name: &str, boxes: &Boxes) -> String {
        let found = boxes.ticked.len();
        match (found, boxes.open) {
            (0, 0) => format!(
                "warning: no ticked step found in {name}; it holds no step of a plan, such as \
                 `- [ ] … <!-- skillgap:sql@3 -->`"
            ),
            (0, open) => format!(
                "warning: no ticked step found in {name}; {} there, and tick with `- [x]`",
                if open == 1 { "1 open step stands".to_owned() } else { format!("{open} open steps stand") }
            ),
            _ if self.ticks.is_empty() => {
                let ticked = wording::count(found, "ticked step", "ticked steps");
                format!("0 new ticks from {name}: {ticked} there, and nothing that is not known")
            }
            _ => format!("{} from {name}", self.counted()),
        }
    }

    /// How many ticks and hours are new: `2 new ticks, and hours of 1 more step`.
    pub(super) fn counted(&self) -> String {
        let ticks = wording::count(self.new, "new tick", "new ticks");
        match self.ticks.len() - self.new {
            0 => ticks,
            hours => format!("{ticks}, and the hours of {}", wording::count(hours, "known one", "known ones")),
        }
    }
}

/// Whether a box is that of a tick which is known: one that no assessment had settled when the file was made, or one of
/// that day or later.
fn is_same(mine: &Mine, old: &Tick, on: Option<Date>, made_on: Option<Date>) -> bool {
    let was_stored = |entry: &&Entry| made_on.is_none_or(|made_on| entry.assessment.on <= made_on);
    let entries: Vec<_> = mine.judged.history.entries.iter().filter(was_stored).cloned().collect();
    !history::is_settled(&entries, mine.rubric(), old) || on.is_some_and(|on| on <= planning::done_on(old))
}

fn tell_each(name: &str, lines: &[(usize, String)]) {
    for (line, what) in lines.iter().take(MOST) {
        output::tell(&format!("warning: {name}:{line}: {what}"));
    }
    if lines.len() > MOST {
        output::tell(&format!("warning: {name}: and {} more like that", lines.len() - MOST));
    }
}
