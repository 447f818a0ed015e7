//! An explanation on a screen.

use super::super::screen::Screen;
use super::super::style::{Style, Tone};
use super::{Explanation, Required};

/// The most other names that are listed: a reader wants to know what is meant, not each spelling.
const NAMES: usize = 15;

/// The explanation as text.
pub fn terminal(explanation: &Explanation, style: Style) -> String {
    let mut screen = Screen::new(style);
    let title = screen.paint(Tone::Strong, &explanation.name.title);
    screen.say(&format!("{title} ({}, {})", explanation.name.id, explanation.area.title));
    explanation.asked_as.iter().for_each(|asked_as| screen.say(asked_as));
    explanation.summary.iter().for_each(|summary| screen.say(summary));
    explanation.why.iter().for_each(|why| screen.say(&format!("Why it matters: {why}")));
    if !explanation.aliases.is_empty() {
        screen.say(&format!("Also called: {}", shortened(&explanation.aliases)));
    }
    if !explanation.covers.is_empty() {
        screen.say(&format!("Counted under it: {}", shortened(&explanation.covers)));
    }
    screen.gap();
    let backing = explanation.backing.as_ref().map(|backing| format!(" ({})", backing.words)).unwrap_or_default();
    screen.say(&format!("You: {}{backing}", explanation.you));
    explanation.because.iter().for_each(|because| screen.item(because));
    anchors(&mut screen, explanation);
    if !explanation.members.is_empty() {
        screen.heading(&explanation.members_heading());
        let members: Vec<_> =
            explanation.members.iter().map(|(name, words)| (name.title.clone(), words.clone())).collect();
        screen.pairs(None, &members);
    }
    next(&mut screen, explanation);
    if !explanation.requirements.is_empty() {
        screen.heading("What targets ask");
        explanation.formula().into_iter().for_each(|formula| screen.note(formula));
        let alone = explanation.requirements.len() == 1;
        explanation.requirements.iter().for_each(|required| requirement(&mut screen, required, alone));
    }
    for (heading, lines) in
        [("What builds on it", &explanation.needed_by), ("One of several", &explanation.alternatives)]
    {
        if !lines.is_empty() {
            screen.heading(heading);
            for line in lines {
                screen.item(line);
            }
        }
    }
    screen.finish()
}

fn anchors(screen: &mut Screen, explanation: &Explanation) {
    if explanation.anchors.is_empty() {
        return;
    }
    screen.heading("Levels");
    let label = |anchor: &super::Anchor| {
        let mark = if anchor.yours { "> " } else { "  " };
        let text = if anchor.yours { format!("{} (you)", anchor.does) } else { anchor.does.clone() };
        (format!("{mark}{}", anchor.level), text.trim().to_owned())
    };
    screen.pairs(None, &explanation.anchors.iter().map(label).collect::<Vec<_>>());
}

fn next(screen: &mut Screen, explanation: &Explanation) {
    let Some(next) = &explanation.next else { return };
    screen.heading(&format!("Next: {}", next.heading()));
    let goal = Some(&next.anchor).filter(|anchor| !anchor.is_empty());
    let mut lines: Vec<_> = goal.into_iter().map(|goal| ("Goal".to_owned(), goal.clone())).collect();
    lines.extend(next.thumb.iter().map(|note| ("Hours".to_owned(), note.clone())));
    lines.extend(next.practice.iter().map(|practice| ("Practice".to_owned(), practice.clone())));
    lines.extend(next.requires.iter().map(|needs| ("Builds on".to_owned(), needs.words.clone())));
    for (title, url, known) in &next.resources {
        let url = url.as_ref().map(|url| format!(" {url}")).unwrap_or_default();
        let known = if known.is_empty() { String::new() } else { format!(" ({known})") };
        lines.push(("Learn from".to_owned(), format!("{title}{known}{url}")));
    }
    lines.extend(next.method.iter().map(|method| ("Hours".to_owned(), method.clone())));
    screen.pairs(Some(Tone::Strong), &lines);
}

fn requirement(screen: &mut Screen, required: &Required, alone: bool) {
    let group = required.group.as_ref().map(|group| format!(" in \"{}\"", group.title)).unwrap_or_default();
    let target = screen.paint(Tone::Strong, &required.target.title);
    let sum = required.sum.as_ref().map(|sum| format!(": {sum}")).unwrap_or_default();
    let hangs = required.hangs(alone);
    screen.item(&format!(
        "{target} asks {}{group}, weight {}{}{sum}{hangs}",
        required.asked, required.weight, required.least
    ));
}

fn shortened(names: &[String]) -> String {
    let shown = if names.len() <= NAMES + 1 { names.len() } else { NAMES };
    let more = names.len() - shown;
    let end = if more > 0 { format!(" and {more} more") } else { String::new() };
    format!("{}{end}", names[..shown].join(", "))
}
