//! The home screen: welcome, what is unfinished, where one stands, and what to do next.

use jiff::civil::Date;

use super::name::{self, Name};
use super::number::range;
use super::screen::Screen;
use super::so_far::{lower, probably};
use super::style::{Style, Tone};
use super::verdict::{Judgement, by_own_word};
use super::way::Way;
use crate::assessment::{Answers, Assessment};
use crate::plan::Plan;
use crate::rubric::Rubric;
use crate::score::Scorecard;
use crate::score::estimate::probable;
use crate::wording::count;

/// What the home screen tells.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Home {
    /// The data directory, as it may be shown.
    pub place: String,
    /// The unfinished questionnaire, if there is one.
    pub draft: Option<Unfinished>,
    /// Where one stands, if there is an assessment.
    pub status: Option<Status>,
}

/// A questionnaire that was left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Unfinished {
    /// The rubric's id.
    pub rubric: String,
    /// What it keeps: `13 answers and 2 skips are kept`.
    pub kept: String,
}

/// Where one stands by the last assessment.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Status {
    on: Date,
    /// How long ago that is; below 0 if it is to come, as after a clock was put back.
    days: i32,
    target: Name,
    readiness: Option<String>,
    /// What readiness probably is, where answers are missing.
    probably: Option<String>,
    /// The verdict and why.
    verdict: String,
    /// Where to begin and why.
    begin: Option<String>,
    /// The skill of the step to begin with.
    skill: Option<Name>,
    /// How long the way to ready is.
    length: Option<String>,
    open: usize,
    /// Whether there is an assessment before, to compare with.
    compares: bool,
    /// How many skills have reason to be asked again.
    due: usize,
}

/// Where one stands by an assessment and its plan, today; so many skills have reason to be asked again.
pub fn status(
    rubric: &Rubric,
    (of, scorecard): (&Assessment, &Scorecard),
    plan: &Plan,
    compares: bool,
    due: usize,
    today: Date,
) -> Status {
    let way = Way::of(rubric, plan);
    Status {
        on: of.on,
        days: of.on.until(today).map_or(0, |span| span.get_days()),
        target: Name::target(rubric, scorecard.target),
        readiness: scorecard.readiness.map(range),
        probably: probable(rubric, scorecard.target, &Answers::of(rubric, &of.ratings)).as_ref().map(probably),
        verdict: Judgement { rubric, card: scorecard, by_own_word: by_own_word(rubric, scorecard, of) }.words(),
        begin: way.begin(),
        skill: plan.steps.first().map(|step| Name::skill(rubric, step.id.skill)),
        length: way.length(),
        open: scorecard.open().len(),
        compares,
        due,
    }
}

/// The home screen as text.
pub fn terminal(home: &Home, style: Style) -> String {
    let mut screen = Screen::new(style);
    let title = screen.paint(Tone::Strong, "skillgap");
    screen.say(&format!("{title}: what to learn next"));
    screen.gap();
    if let Some(status) = &home.status {
        standing(&mut screen, status);
    } else {
        welcome(&mut screen, home);
    }
    let draft = home.draft.as_ref().map(|draft| {
        let (kept, rubric) = (&draft.kept, name::text(&draft.rubric));
        screen.say(&format!("An assessment is unfinished: {kept}, rubric {rubric}."));
        screen.gap();
        ("skillgap assess".to_owned(), "go on where you left off".to_owned())
    });
    let next = commands(home);
    screen.say(&screen.paint(Tone::Strong, "Next"));
    screen.pairs(Some(Tone::Command), &draft.into_iter().chain(next).collect::<Vec<_>>());
    screen.finish()
}

fn welcome(screen: &mut Screen, home: &Home) {
    screen.say(
        "You rate what you can do today. skillgap compares it with a role, shows the gaps that matter most, and writes \
         a plan that you can keep. Run it again in three months to see what has changed.",
    );
    screen.gap();
    screen.pairs(
        Some(Tone::Strong),
        &[
            ("Time".to_owned(), "Stop at any time: every answer is kept.".to_owned()),
            ("Privacy".to_owned(), format!("All answers stay in {}; nothing is sent anywhere.", home.place)),
        ],
    );
    screen.gap();
}

fn standing(screen: &mut Screen, status: &Status) {
    let readiness = match &status.readiness {
        Some(readiness) => format!("readiness {readiness} of 100"),
        None => "no readiness: nothing that it asks for applies".to_owned(),
    };
    let probably = status.probably.as_ref().map(|probably| format!(", {}", lower(probably))).unwrap_or_default();
    screen.say(&format!("{}: {readiness}{probably}, self-rated.", status.target.title));
    screen.say(&format!("{}.", status.verdict));
    if let Some(begin) = &status.begin {
        screen.say(&format!("{} {begin}.", screen.paint(Tone::Strong, "Start here:")));
    }
    if let Some(length) = &status.length {
        screen.say(&format!("The way to ready: {length}."));
    }
    let ago = match status.days {
        0 => "today".to_owned(),
        ..0 => "a day to come".to_owned(),
        days => format!("{} ago", count(usize::try_from(days).unwrap_or_default(), "day", "days")),
    };
    let open = match status.open {
        0 => String::new(),
        n => format!("; {} not answered yet", count(n, "requirement is", "requirements are")),
    };
    screen.say(&format!("Last assessment {} ({ago}){open}.", status.on));
    screen.gap();
}

fn commands(home: &Home) -> Vec<(String, String)> {
    let pair = |command: &str, what: &str| (format!("skillgap {command}"), what.to_owned());
    let Some(status) = &home.status else {
        let mut commands = vec![
            pair("target list", "the roles you can measure yourself against"),
            pair("rubric show", "every skill there is"),
            pair("--help", "all commands"),
        ];
        if home.draft.is_none() {
            commands.insert(0, pair("assess", "begin"));
        }
        return commands;
    };
    let mut commands = vec![pair("report", "all gaps, with reasons"), pair("plan", "what to learn and when")];
    if let Some(skill) = &status.skill {
        let what = format!("what the next level of {} asks", skill.title);
        commands.push(pair(&format!("explain {}", skill.id), &what));
    }
    if status.compares {
        commands.push(pair("progress", "what has changed since the time before"));
    }
    if home.draft.is_none() {
        commands.push(match status.due {
            0 => pair("assess", "rate yourself again, starting from your last answers"),
            due => pair("assess --due", &format!("rate what may have changed: {}", count(due, "skill", "skills"))),
        });
    }
    commands
}
